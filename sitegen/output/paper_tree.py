"""Reads a finished page as a tree of what belongs on paper: elements with their words.

A text in the tree is a text, whatever signs it holds: nothing that an author writes can become a
command of the program that lays it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, TypedDict
from urllib.parse import urldefrag, urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

_FOR_SCREENS: Final = (
    "head, script, template, noscript, svg, form, button, [hidden], .hidden",
    ".skips, .menu, .header__search, .wordmark__short, .breadcrumb, .section-nav, .pagination",
    ".exit, .doors, .footer nav, .footer__links, .paper, .preview a, .support__more",
    ".after--related, .contents summary, .cite:not(:has(.sources))",
    ".help, .contents__here",
    "[data-template=handbook-whole] .after",
    # A briefing is read in seven minutes and pinned to a wall: one side of A4.
    "[data-template=briefing] :is(.contents, .support, .after, .history)",
    "[data-template=briefing] .footer__note:not(.footer__address)",
)
"""What is of no use on paper, as CSS selects it."""

_INLINE: Final = frozenset(
    (
        *("a", "abbr", "address", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn"),
        *("em", "i", "img", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong"),
        *("sub", "sup", "time", "u", "var", "wbr"),
    )
)
_ONLY_PARTS: Final = frozenset(["dl", "ol", "table", "tbody", "tfoot", "thead", "tr", "ul"])
"""Elements that hold parts of their own kind, and between them no words."""

_ROWS: Final = frozenset(["thead", "tbody", "tfoot", "tr"])
"""Elements that are no place of their own on paper, so that no link can lead there."""

_RUNS: Final = frozenset(["dd", "li", "td", "th"])
"""Elements that hold words as they are, or blocks; all that stand nowhere here hold blocks."""

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_PARAGRAPHS: Final = frozenset(("caption", "dt", *_HEADINGS, "p", "pre", "summary"))
_SPACE: Final = re.compile(r"[ \t\n\r\f]+")


class PaperElement(TypedDict, total=False):
    """An element of a page: its tag, its class names, and what it holds."""

    tag: str
    names: list[str]
    id: str
    lang: str
    to: str
    """Where a link leads: an absolute address, or # and the id of an element of this page."""

    picture: str
    """The address of a picture, without the host."""

    alt: str
    start: int
    span: list[int]
    """Over how many columns and over how many rows a cell goes."""

    columns: int
    body: list[PaperElement | str]


class PaperPage(TypedDict):
    """What a page has for paper."""

    title: str
    lang: str
    template: str
    body: PaperElement


def read(html: str, address: str) -> PaperPage:
    """Return what belongs on paper of the page that is served at an absolute address."""
    tree = LexborHTMLParser(html)
    root, title, body = (tree.css_first(tag) for tag in ("html", "title", "body"))
    if root is None or body is None:
        message = "this is not an HTML page"
        raise ValueError(message)
    lang = root.attributes.get("lang") or "en"
    words = _SPACE.sub(" ", title.text()).strip() if title else address
    for node in tree.css(", ".join(_FOR_SCREENS)):
        node.decompose()
    template = body.attributes.get("data-template") or ""
    element = _PaperReader(body, address).element(body)
    return PaperPage(title=words, lang=lang, template=template, body=element)


class _PaperReader:
    """Reads the elements of one page."""

    def __init__(self, body: LexborNode, address: str) -> None:
        self.address = address
        self.ids = {node.attributes["id"] for node in body.css("[id]") if node.tag not in _ROWS}
        inside = (urldefrag(node.attributes["href"] or "") for node in body.css("a[href]"))
        self.awaited = {fragment for page, fragment in inside if not page} & self.ids
        """The ids that a link on this page leads to, and that were not met yet."""

    def element(self, node: LexborNode) -> PaperElement:
        """Return an element with all that it holds."""
        attributes = node.attributes
        element = PaperElement(tag=node.tag or "", names=(attributes.get("class") or "").split())
        if (name := attributes.get("id")) in self.awaited and name:
            # A second element of that id is never linked to.
            self.awaited.remove(name)
            element["id"] = name
        if lang := attributes.get("lang"):
            element["lang"] = lang
        self._add_own(element, node)
        element["body"] = self._body(node)
        return element

    def _add_own(self, element: PaperElement, node: LexborNode) -> None:
        attributes = node.attributes
        match node.tag:
            case "a":
                element["to"] = self._target(attributes.get("href") or "")
            case "img":
                element["picture"] = urljoin(self.address, attributes.get("src") or "")
                element["alt"] = attributes.get("alt") or ""
            case "ol":
                element["start"] = _number(attributes.get("start"))
            case "td" | "th":
                element["span"] = [_number(attributes.get(f"{way}span")) for way in ("col", "row")]
            case "table":
                element["columns"] = max((_width(row) for row in node.css("tr")), default=1)

    def _target(self, href: str) -> str:
        page, fragment = urldefrag(href)
        inside = not page and fragment in self.ids
        return f"#{fragment}" if inside else urljoin(self.address, href)

    def _body(self, node: LexborNode) -> list[PaperElement | str]:
        parts = list(self._parts(node))
        if node.tag in _ONLY_PARTS:
            return [part for part in parts if not isinstance(part, str)]
        blocks = any(not _is_inline(part) for part in parts)
        if node.tag in _INLINE or node.tag in _PARAGRAPHS or (node.tag in _RUNS and not blocks):
            return parts
        return list(_with_paragraphs(parts))

    def _parts(self, node: LexborNode) -> Iterator[PaperElement | str]:
        for child in node.iter(include_text=True):
            if child.is_text_node:
                yield _SPACE.sub(" ", child.text(deep=False))
            elif node.tag == "dl" and child.tag == "div":
                # Among the tags of a PDF, a list holds its items alone.
                yield from self._parts(child)
            elif child.is_element_node:
                yield self.element(child)


def _with_paragraphs(parts: list[PaperElement | str]) -> Iterator[PaperElement | str]:
    """Yield blocks as they are, and each run of words between them as a paragraph."""
    run: list[PaperElement | str] = []
    for part in [*parts, None]:
        if part is not None and _is_inline(part):
            run.append(part)
            continue
        if any(not isinstance(element, str) or element.strip() for element in run):
            yield PaperElement(tag="p", names=[], body=run)
        run = []
        if part is not None:
            yield part


def _is_inline(part: PaperElement | str) -> bool:
    return isinstance(part, str) or (
        part["tag"] in _INLINE and all(_is_inline(element) for element in part["body"])
    )


def _width(row: LexborNode) -> int:
    return sum(_number(cell.attributes.get("colspan")) for cell in row.css("td, th"))


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 1
