"""Nikola doing the work of the comparison."""

BLOG_AUTHOR = "Exampleshire Safeguarding Children Board"
BLOG_TITLE = "Exampleshire Safeguarding Children Board"
BLOG_DESCRIPTION = "What the board of Exampleshire does for children."
BLOG_EMAIL = ""
SITE_URL = "https://www.exampleshire.example/"
DEFAULT_LANG = "en"
TRANSLATIONS = {DEFAULT_LANG: ""}
TIMEZONE = "Europe/London"
THEME = "plain"
OUTPUT_FOLDER = "public"

POSTS = (("posts/*.md", "reviews", "post.tmpl"),)
PAGES = (("pages/*.md", "", "page.tmpl"),)
COMPILERS = {"markdown": (".md",)}
MARKDOWN_EXTENSIONS = ["markdown.extensions.footnotes", "markdown.extensions.tables"]
NAVIGATION_LINKS = {DEFAULT_LANG: (("/", "Home"), ("/reviews/", "Reviews"), ("/themes/", "Themes"))}

PRETTY_URLS = True
STRIP_INDEXES = True
INDEX_PATH = "reviews"
INDEX_DISPLAY_POST_COUNT = 50
INDEXES_STATIC = False
TAG_PATH = "themes"
TAG_PAGES_ARE_INDEXES = False
GENERATE_RSS = True
GENERATE_ATOM = False
FEED_LENGTH = 20
FEED_TEASERS = False

CREATE_FULL_ARCHIVES = CREATE_MONTHLY_ARCHIVE = CREATE_DAILY_ARCHIVE = False
DISABLED_PLUGINS = [
    *("archive", "classify_archive", "classify_authors", "classify_categories"),
    *("classify_sections", "classify_page_index", "render_galleries", "render_listings"),
    *("gallery", "galleries", "robots", "copy_files", "create_bundles", "sources"),
    *("copy_assets", "scale_images", "redirect"),
]
COPY_SOURCES = False
SHOW_SOURCELINK = False
USE_BUNDLES = False
WRITE_TAG_CLOUD = False
URL_TYPE = "full_path"
