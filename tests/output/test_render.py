"""Templates are filled from a route, and a faulty one is named with its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.output.faults import TemplateFault
from sitegen.output.render import AssetUrls, Renderer
from sitegen.output.routes import routes
from sitegen.output.templates import CompiledTemplates, Templates
from sitegen.views.menus import NavLink
from tests import small_site
from tests.inspection import photos

URLS = {"site.css": "/assets/site.0.css", "images/map.png": "/images/map.0.png"}
INSERTS = {
    "contact": "{{ item.phone }}",
    "document": "{{ item.title }}",
    "figure": "{{ item.wording }}",
    "list": "{% for item in items %}{{ item.label }};{% endfor %}",
}


def page(content: Path, template: str, body: str = "Words.") -> str:
    """Render a page of this body with this template alone."""
    small_site.put(content, "pages/a-page.md", small_site.page(body))
    (content / "images").mkdir(exist_ok=True)
    (content / "images/map.png").write_bytes(photos.picture("PNG", size=(4, 3)))
    folder = content.parent / "templates"
    small_site.put(folder, "pages/page.html", template)
    for name, insert in INSERTS.items():
        small_site.put(folder, f"inserts/{name}.html", insert + "\n")
    site = small_site.site(content)
    route = next(found for found in routes(site) if found.url == "/a-page/")
    templates = Templates(folder, CompiledTemplates(content.parent / "compiled", b""))
    feeds = (NavLink("News", "/feed.xml"),)
    output = Renderer.of(site, templates, AssetUrls({}, URLS), feeds).page(route)
    assert output.path == "a-page/index.html"
    return output.data.decode()


def fault(content: Path, template: str) -> str:
    """Tell what is said of a faulty template."""
    with pytest.raises(TemplateFault) as told:
        page(content, template)
    return str(told.value)


def test_a_template_is_given_the_page_its_frame_and_the_site(content: Path) -> None:
    template = (
        "{{ item.title }}|{{ frame.url }}|{{ view }}|{{ site.settings.area }}|"
        "{{ everywhere.feeds[0].url }}|{{ asset('site.css') }}"
    )
    shown = page(content, template)
    assert shown == "A page|/a-page/|None|Exampleshire|/feed.xml|/assets/site.0.css"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ nobody }}", "UndefinedError: 'nobody' is undefined"),
        ("{{ frame.nobody }}", "has no attribute 'nobody'"),
        ("{{ item.titel }}", "has no attribute 'titel'"),
        ("{{ item.title|shout }}", "No filter named 'shout'"),
        ("{% if %}", "TemplateSyntaxError"),
        ("{% include 'components/nobody.html' %}", "TemplateNotFound: 'components/nobody.html'"),
        ("{{ asset('sight.css') }}", "there is no asset “sight.css”. Did you mean “site.css”?"),
        ("{{ item.title + 1 }}", "TypeError"),
        ("{{ item.title|date }}", "AttributeError"),
    ],
)
def test_a_faulty_template_is_named_with_its_page(content: Path, template: str, said: str) -> None:
    message = fault(content, template)
    assert message.startswith("templates/pages/page.html cannot make /a-page/: ")
    assert said in message


def test_a_template_that_is_missing_is_named(content: Path) -> None:
    site = small_site.site(content)
    route = routes(site)[0]._replace(template="nobody.html")
    with pytest.raises(TemplateFault, match=r"templates/pages/nobody\.html cannot make /"):
        Renderer.of(site, Templates(small_site.ROOT / "templates"), AssetUrls({}, URLS), ()).page(
            route
        )


def test_what_authors_write_cannot_become_code(content: Path) -> None:
    small_site.change(content, "site.yml", "area: Exampleshire", "area: <b>Exampleshire</b> & all")
    assert page(content, "{{ site.settings.area }}") == (
        "&lt;b&gt;Exampleshire&lt;/b&gt; &amp; all"
    )


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("[a b](help.md)", '<a href="/help/">a b</a>'),
        ("[a b](help.md#top)", '<a href="/help/#top">a b</a>'),
        ("[a b](../reviews/scr1.md)", '<a href="/reviews/scr1/">a b</a>'),
        ("[a b](theme:neglect)", '<a href="/themes/neglect/">a b</a>'),
        ("[a b](/help/?q=1&r=2)", '<a href="/help/?q=1&amp;r=2">a b</a>'),
        ("[a b](https://x.example/)", '<a href="https://x.example/">a b</a>'),
        (
            "![a b](../images/map.png)",
            '<img src="/images/map.0.png" width="4" height="3" alt="a b" />',
        ),
        ("{contact:emergency}", "999"),
        ("{document:annual-report}", "Annual report"),
    ],
)
def test_what_a_text_names_is_filled_in(content: Path, markdown: str, html: str) -> None:
    shown = page(content, "{{ item.body|prose_line }}", f"See {markdown}.")
    assert shown == f"See {html}."


def test_a_list_names_every_record_of_its_kind(content: Path) -> None:
    assert "Keeping children safe;" in page(content, "{{ item.body|prose }}", "{list:page}")


@pytest.mark.parametrize("noun", ["board", "partnership"])
def test_each_site_speaks_in_its_own_words_whatever_was_compiled_before(
    content: Path, noun: str
) -> None:
    """What is compiled of a template is kept, so no answer of one site may stand in it."""
    template = "{{ 'A word of this board'|own_words }}"
    assert page(content, template) == "A word of this board"
    small_site.change(content, "site.yml", "name:", f"noun: {noun}\nname:")
    said = "this board" if noun == "board" else "the partnership"
    assert page(content, template) == f"A word of {said}"
