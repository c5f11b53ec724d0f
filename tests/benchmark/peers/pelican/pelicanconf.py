"""Pelican, with its cache, doing the work of the comparison."""

SITENAME = "Exampleshire Safeguarding Children Board"
SITEURL = "https://www.exampleshire.example"
AUTHOR = SITENAME
PATH = "content"
OUTPUT_PATH = "public"
TIMEZONE = "Europe/London"
DEFAULT_LANG = "en"
THEME = "theme"
STATIC_PATHS: list[str] = []

CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True

ARTICLE_PATHS = ["reviews"]
ARTICLE_URL = "reviews/{slug}/"
ARTICLE_SAVE_AS = "reviews/{slug}/index.html"
TAG_URL = "themes/{slug}/"
TAG_SAVE_AS = "themes/{slug}/index.html"
TAGS_SAVE_AS = "themes/index.html"
DIRECT_TEMPLATES = ["index", "listing", "tags", "sitemap"]
LISTING_SAVE_AS = "reviews/index.html"
SITEMAP_SAVE_AS = "sitemap.xml"
PAGINATED_TEMPLATES = {"listing": 50}
PAGINATION_PATTERNS = (
    (1, "/reviews/", "reviews/index.html"),
    (2, "/reviews/page/{number}/", "reviews/page/{number}/index.html"),
)
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = ARCHIVES_SAVE_AS = AUTHORS_SAVE_AS = CATEGORIES_SAVE_AS = ""

FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.footnotes": {},
        "markdown.extensions.tables": {},
        "markdown.extensions.toc": {},
        "markdown.extensions.meta": {},
    },
    "output_format": "html5",
}
