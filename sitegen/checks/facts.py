"""What a finished page says about itself, read once from its HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMED_BY: Final = ("aria-label", "title")
_SILENT_FIELDS: Final = ("hidden", "submit", "button", "reset", "image")
_NEVER_EMPTY: Final = "p, li, h1, h2, h3, h4, th, dt, dd, a, button, caption"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its level."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link with the words that a screen reader says for it."""

    href: str
    name: str


@dataclass(frozen=True, slots=True)
class Table:
    """What a data table offers to those who cannot see its grid."""

    caption: str
    headers: int
    headers_without_scope: int


@dataclass(frozen=True, slots=True)
class Landmark:
    """A region of the page, with the name that tells it from others of its kind."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the checks ask about one page."""

    url: str
    lang: str
    title: str
    description: str
    canonical: str
    ids: tuple[str, ...]
    headings: tuple[Heading, ...]
    anchors: tuple[Anchor, ...]
    resources: tuple[str, ...]
    images_without_alt: tuple[str, ...]
    tables: tuple[Table, ...]
    landmarks: tuple[Landmark, ...]
    fields_without_label: tuple[str, ...]
    empty_elements: tuple[str, ...]
    inline_code: tuple[str, ...]
    first_link: str


def read(url: str, html: str) -> Facts:
    """Read a page."""
    page = LexborHTMLParser(html)
    return Facts(
        url=url,
        lang=_attribute(page.css_first("html"), "lang"),
        title=_text(page.css_first("title")),
        description=_attribute(page.css_first("meta[name=description]"), "content"),
        canonical=_attribute(page.css_first("link[rel=canonical]"), "href"),
        ids=tuple(_attribute(node, "id") for node in page.css("[id]")),
        headings=tuple(
            Heading(int((node.tag or "h0")[1]), _text(node))
            for node in page.css("h1, h2, h3, h4, h5, h6")
        ),
        anchors=tuple(_anchor(node) for node in page.css("a[href]")),
        resources=tuple(_resources(page)),
        images_without_alt=tuple(
            _attribute(node, "src") for node in page.css("img") if "alt" not in node.attributes
        ),
        tables=tuple(_table(node) for node in page.css("table")),
        landmarks=tuple(_landmarks(page)),
        fields_without_label=tuple(_unlabelled(page)),
        empty_elements=tuple(node.tag or "" for node in page.css(_NEVER_EMPTY) if not _name(node)),
        inline_code=tuple(_inline_code(page)),
        first_link=_attribute(page.css_first("body a[href]"), "href"),
    )


def _attribute(node: LexborNode | None, name: str) -> str:
    return (node.attributes.get(name) or "") if node else ""


def _text(node: LexborNode | None) -> str:
    return " ".join(node.text().split()) if node else ""


def _name(node: LexborNode) -> str:
    """Give what a screen reader says for an element: its label, or its text and pictures."""
    for label in _NAMED_BY:
        if given := _attribute(node, label):
            return given
    pictures = [_attribute(image, "alt") for image in node.css("img, svg[aria-label]")]
    pictures += [_attribute(image, "aria-label") for image in node.css("svg[aria-label]")]
    return " ".join([_text(node), *pictures]).strip()


def _anchor(node: LexborNode) -> Anchor:
    return Anchor(_attribute(node, "href"), _name(node))


def _resources(page: LexborHTMLParser) -> Iterator[str]:
    for node in page.css("[src]"):
        yield _attribute(node, "src")
    wanted = "link[rel=stylesheet], link[rel=icon], link[rel=alternate], link[rel=preload]"
    for node in page.css(wanted):
        yield _attribute(node, "href")


def _table(node: LexborNode) -> Table:
    headers = node.css("th")
    unscoped = [cell for cell in headers if not _attribute(cell, "scope")]
    return Table(_text(node.css_first("caption")), len(headers), len(unscoped))


def _landmarks(page: LexborHTMLParser) -> Iterator[Landmark]:
    for node in page.css("main, nav, aside, body > header, body > footer, [role=region]"):
        role = _attribute(node, "role") or node.tag or ""
        labelled_by = _attribute(node, "aria-labelledby")
        label = page.css_first(f'[id="{labelled_by}"]') if labelled_by else None
        yield Landmark(role, _attribute(node, "aria-label") or _text(label))


def _unlabelled(page: LexborHTMLParser) -> Iterator[str]:
    labelled = {_attribute(node, "for") for node in page.css("label[for]")}
    for node in page.css("input, select, textarea"):
        named = _attribute(node, "aria-label") or _attribute(node, "aria-labelledby")
        if _attribute(node, "type") in _SILENT_FIELDS or named:
            continue
        if _attribute(node, "id") not in labelled:
            yield _attribute(node, "name") or node.tag or ""


def _inline_code(page: LexborHTMLParser) -> Iterator[str]:
    """Find what the content security policy would refuse."""
    for node in page.css("script:not([src])"):
        if _attribute(node, "type") != "application/ld+json":
            yield "a script inside the page"
    if page.css_first("style") or page.css_first("body [style]"):
        yield "a style inside the page"
    for node in page.css("body *"):
        if any(name.startswith("on") for name in node.attributes):
            yield f"an event handler on <{node.tag}>"
