"""What a finished page says about itself, read once from its HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from sys import intern
from typing import Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

_SILENT_FIELDS: Final = ("hidden", "submit", "button", "reset", "image")
_NEVER_EMPTY: Final = "p, li, h1, h2, h3, h4, h5, h6, th, dt, dd, a, button, caption"
_LANDMARKS: Final = (
    "main, nav, aside, body > header, body > footer, [role=region], "
    "section[aria-label], section[aria-labelledby]"
)
_INLINE: Final = frozenset(
    ("a", "abbr", "b", "bdi", "cite", "code", "em", "i", "kbd", "mark", "q", "s", "small", "span",
     "strong", "sub", "sup", "time", "u")
)  # fmt: skip
_UNHEARD: Final = ("script", "style", "template")
_SILENT: Final = "script, style, template, [aria-hidden=true], [aria-label]"
"""In what nothing is heard, or something else than its words."""

_HANDLER: Final = re.compile(r"on(?<=[\s/\"']on)[^\s/>=]*\s*=")
"""How the small letters of a page show that it may have an event handler; most have none.

It looks back only where “on” stands: what begins with looking back is sought slowly.
"""

_SCRIPTED: Final = ", ".join(
    f'[{name}*="javascript:" i]' for name in ("href", "action", "formaction")
)


class HeadingFacts(NamedTuple):
    """A heading with its level."""

    level: int
    text: str


class Anchor(NamedTuple):
    """A link with the words that a screen reader says for it."""

    href: str
    name: str


class TableFacts(NamedTuple):
    """What a data table offers to those who cannot see its grid."""

    name: str
    headers: int
    headers_without_scope: int


class Landmark(NamedTuple):
    """A region of the page, with the name that tells it from others of its kind."""

    role: str
    name: str


class PageBrief(NamedTuple):
    """What the checks of a whole site ask about one of its pages."""

    url: str
    title: str
    canonical: str
    ids: tuple[str, ...]
    hrefs: tuple[str, ...]
    """Where its links lead, each once."""

    resources: tuple[str, ...]
    typed_numbers: tuple[str, ...]


class PageFacts(NamedTuple):
    """All that the checks ask about one page."""

    url: str
    lang: str
    languages: tuple[str, ...]
    title: str
    description: str
    canonical: str
    ids: tuple[str, ...]
    headings: tuple[HeadingFacts, ...]
    anchors: tuple[Anchor, ...]
    resources: tuple[str, ...]
    images_without_alt: tuple[str, ...]
    tables: tuple[TableFacts, ...]
    landmarks: tuple[Landmark, ...]
    fields_without_label: tuple[str, ...]
    empty_elements: tuple[str, ...]
    inline_code: tuple[str, ...]
    first_link: str
    typed_numbers: tuple[str, ...] = ()
    """What looks like a telephone number, or might be one, and is no link that calls it."""

    @property
    def brief(self) -> PageBrief:
        """Return what matters to other pages."""
        named = (self.url, self.title, self.canonical, self.ids)
        hrefs = tuple(dict.fromkeys(anchor.href for anchor in self.anchors))
        return PageBrief(*named, hrefs, tuple(dict.fromkeys(self.resources)), self.typed_numbers)


def read(url: str, html: str) -> PageFacts:
    """Read a page."""
    page = LexborHTMLParser(html)
    return PageFacts(
        url=url,
        lang=_attribute(page.css_first("html"), "lang"),
        languages=_languages(page),
        title=_text(page.css_first("head title")),
        description=_attribute(page.css_first("meta[name=description]"), "content"),
        canonical=_attribute(page.css_first("link[rel=canonical]"), "href"),
        ids=tuple(_attribute(node, "id") for node in page.css("[id]")),
        headings=tuple(_headings(page)),
        anchors=tuple(_anchors(page)),
        resources=tuple(_resources(page)),
        images_without_alt=tuple(_undescribed(page)),
        tables=tuple(_table(page, node) for node in page.css("table")),
        landmarks=tuple(_landmarks(page)),
        fields_without_label=tuple(_unlabelled(page)),
        empty_elements=tuple(_empty(page)),
        inline_code=tuple(_inline_code(page, html)),
        first_link=_attribute(page.css_first("body a[href]"), "href"),
        # Last, because it takes out of the page what it does not read.
        typed_numbers=tuple(_typed_numbers(page)),
    )


def _languages(page: LexborHTMLParser) -> tuple[str, ...]:
    names = ("lang", "hreflang")
    every = (_attribute(node, name) for name in names for node in page.css(f"[{name}]"))
    return tuple(dict.fromkeys(every))


def _headings(page: LexborHTMLParser) -> Iterator[HeadingFacts]:
    for node in page.css("h1, h2, h3, h4, h5, h6"):
        yield HeadingFacts(int((node.tag or "h0")[1]), _heard(node))


def _anchors(page: LexborHTMLParser) -> Iterator[Anchor]:
    for node in page.css("a[href]"):
        # The menu of every page says the same; its words are kept in memory once.
        yield Anchor(intern(_attribute(node, "href")), intern(_name(page, node)))


_CALLING: Final = "a[href^='tel:'], a[href^='sms:'], script, style, template, pre, code"
_DIGITS: Final = re.compile(r"\+?\d(?:[^\w\n]{0,3}\d){6,}")
_SEVEN: Final = re.compile(_DIGITS.pattern.removeprefix(r"\+?"))
"""The same without the sign that may stand before it, which is sought three times as fast."""


def _typed_numbers(page: LexborHTMLParser) -> Iterator[str]:
    """Find rows of digits that a reader could take for a number to call."""
    for node in page.css(_CALLING):
        node.decompose()
    text = page.body.text(separator="\x1f") if page.body else ""
    # What stands beside it in the same line may be part of it, whatever tag is between.
    line = text.replace("\x1f", "")
    if _SEVEN.search(line):
        yield from dict.fromkeys(match[0] for match in _DIGITS.finditer(line))


def words(html: str) -> str:
    """Return the words of the main part of a page, for telling what changed."""
    main = LexborHTMLParser(html).css_first("main")
    return main.text(separator=" ") if main else ""


def _attribute(node: LexborNode | None, name: str) -> str:
    return (node.attributes.get(name) or "") if node else ""


def _text(node: LexborNode | None) -> str:
    return " ".join(node.text().split()) if node else ""


def _name(page: LexborHTMLParser, node: LexborNode) -> str:
    """Return what a screen reader says for an element: its label, or all that is heard in it."""
    return _label(page, node) or _heard(node) or _attribute(node, "title")


def _label(page: LexborHTMLParser, node: LexborNode) -> str:
    """Return the name that an element is given by attributes."""
    attributes = node.attributes
    ids = (attributes.get("aria-labelledby") or "").split()
    parts = [_text(page.css_first(f'[id="{name}"]')) for name in ids]
    return " ".join(parts).strip() or (attributes.get("aria-label") or "").strip()


def _heard(node: LexborNode) -> str:
    """Return the words in an element with those of its pictures, without what is hidden."""
    return " ".join("".join(_pieces(node)).split())


def _pieces(node: LexborNode) -> Iterator[str]:
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield child.text_content or ""
        elif child.tag == "img":
            yield f" {_attribute(child, 'alt')} "
        elif label := _attribute(child, "aria-label"):
            yield f" {label} "
        elif not (_attribute(child, "aria-hidden") == "true" or child.tag in _UNHEARD):
            # Words on both sides of <b> are one word, those on both sides of <br> or <p> are two.
            yield "".join(_pieces(child)) if child.tag in _INLINE else f" {_heard(child)} "


def _resources(page: LexborHTMLParser) -> Iterator[str]:
    """Find what the browser fetches by itself, or is told of in the head."""
    for node in page.css("[src]"):
        yield _attribute(node, "src")
    for node in page.css("[srcset]"):
        yield from (part.split()[0] for part in _attribute(node, "srcset").split(",") if part)
    for node in page.css("[poster]"):
        yield _attribute(node, "poster")
    for node in page.css("object[data]"):
        yield _attribute(node, "data")
    for node in page.css("link[href]:not([rel=canonical]), use[href]"):
        yield _attribute(node, "href")


def _undescribed(page: LexborHTMLParser) -> Iterator[str]:
    for node in page.css("img, input[type=image]"):
        if "alt" not in node.attributes:
            yield _attribute(node, "src")
    for node in page.css("svg[role=img]"):
        if not _name(page, node):
            yield "<svg>"


def _table(page: LexborHTMLParser, node: LexborNode) -> TableFacts:
    """Read a table; one without a caption may be named by the region that it scrolls in."""
    headers = node.css("th")
    unscoped = [cell for cell in headers if not _attribute(cell, "scope")]
    name = _text(node.css_first("caption")) or _label(page, node)
    around = node.parent
    while not name and around is not None:
        name = _label(page, around) if _attribute(around, "role") == "region" else ""
        around = around.parent
    return TableFacts(name, len(headers), len(unscoped))


def _landmarks(page: LexborHTMLParser) -> Iterator[Landmark]:
    for node in page.css(_LANDMARKS):
        role = _attribute(node, "role") or node.tag or ""
        yield Landmark("region" if role == "section" else role, _label(page, node))


def _unlabelled(page: LexborHTMLParser) -> Iterator[str]:
    labelled = {_attribute(node, "for") for node in page.css("label[for]")}
    inside = {node.mem_id for node in page.css("label input, label select, label textarea")}
    for node in page.css("input, select, textarea"):
        if _attribute(node, "type") in _SILENT_FIELDS or _label(page, node):
            continue
        if _attribute(node, "id") not in labelled and node.mem_id not in inside:
            yield _attribute(node, "name") or node.tag or ""


def _empty(page: LexborHTMLParser) -> Iterator[str]:
    """Find elements that should say something and in which nothing is heard."""
    silent = {around.mem_id for node in page.css(_SILENT) for around in (node, *_ancestors(node))}
    for node in page.css(_NEVER_EMPTY):
        # Where nothing is silent, any letter is heard; most elements are known so, and quickly.
        heard = node.mem_id not in silent and node.text().strip()
        if not heard and not _name(page, node):
            yield node.tag or ""


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    while node.parent is not None:
        node = node.parent
        yield node


def _inline_code(page: LexborHTMLParser, html: str) -> Iterator[str]:
    """Find what the content security policy would refuse."""
    for node in page.css("script:not([src])"):
        if _attribute(node, "type") != "application/ld+json":
            yield "a script inside the page"
    if page.css_first("style") or page.css_first("[style]"):
        yield "a style inside the page"
    for node in page.css("*") if _HANDLER.search(html.lower()) else ():
        if any(name.startswith("on") for name in node.attributes):
            yield f"an event handler on <{node.tag}>"
    for node in page.css(_SCRIPTED):
        targets = (_attribute(node, name) for name in ("href", "action", "formaction"))
        if any(target.strip().lower().startswith("javascript:") for target in targets):
            yield f"a script in the address of <{node.tag}>"
