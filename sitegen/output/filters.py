"""What templates call to write values: prose, dates, lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import wraps
from typing import Final, NamedTuple, Self

from markupsafe import Markup, escape

from sitegen.content import markdown
from sitegen.content.body import Body, Reference
from sitegen.content.dates import PartialDate, Precision, long_date, long_moment
from sitegen.content.values import Key, Prose
from sitegen.models.base import Item, Status
from sitegen.site.site import Site

_PARAGRAPH = ("<p>", "</p>")
_SECTION = "<h2"
_HEADING = re.compile(r"(</?h)([2-5])\b")


_BEGINS, _READS, _ENDS = "\x01", "\x02", "\x03"
"""Around words on a page that is being made; no text can hold these characters."""

_BETWEEN: Final = "\x1f"
UNKNOWN: Final = ""
"""The source of words of which nobody knows how they were taken out of a text."""


class Words(Markup):
    """The words of a Markdown file, or a part of them, on their way to a page.

    The source tells which file they are of, the prefix of their ids, and by which steps they were
    taken out of it. Whoever prints them marks where they stand; whoever asks whether there are any
    is noted with the answer. So a page knows whose words it shows.
    """

    source: str
    answers: set[tuple[str, bool]]

    def __new__(
        cls, html: str = "", source: str = UNKNOWN, answers: set[tuple[str, bool]] | None = None
    ) -> Self:
        """Take the HTML with its source."""
        words = super().__new__(cls, str.__str__(html))
        words.source, words.answers = source, set() if answers is None else answers
        return words

    def __html__(self) -> Self:
        """Return the words between marks, as they stand on a page that is being made."""
        return f"{_BEGINS}{self.source}{_READS}{str.__str__(self)}{_ENDS}"  # type: ignore[return-value]

    def __bool__(self) -> bool:
        """Note what is answered: if it were another, the page might be one."""
        self.answers.add((self.source, len(self) > 0))
        return len(self) > 0

    def strip(self, chars: str | None = None, /) -> Self:
        """Strip spaces, as templates do before they ask whether there are any words."""
        return self.step("strip", str.strip(self)) if chars is None else super().strip(chars)

    def step(self, name: str, html: str) -> Self:
        """Return a part of the words, taken out by a step."""
        return type(self)(html, f"{self.source}{_BETWEEN}{name}", self.answers)


class Shown(NamedTuple):
    """Where on a page words stand, in letters of its HTML, and their source."""

    source: str
    start: int
    end: int


class Rendered(NamedTuple):
    """A page with the words that stand on it, and what was asked about words."""

    data: bytes
    words: tuple[Shown, ...]
    answers: frozenset[tuple[str, bool]]


def file_of(source: str) -> str:
    """Return the path of the file that words are of."""
    return source.partition(_BETWEEN)[0]


def printed(page: str) -> tuple[str, tuple[Shown, ...]]:
    """Take the marks out of a page that was made, and tell where they stood."""
    first, *others = page.split(_BEGINS)
    pieces, place, shown = [first], len(first), []
    for part in others:
        source, _, rest = part.partition(_READS)
        html, _, after = rest.partition(_ENDS)
        shown.append(Shown(source, place, place + len(html)))
        pieces += (html, after)
        place += len(html) + len(after)
    return "".join(pieces), tuple(shown)


def html_of(body: Body, fill: Callable[[Reference], str], source: str) -> str:
    """Return the HTML of words by their source; raises LookupError if no step is known."""
    _, prefix, *steps = source.split(_BETWEEN)
    html = Markup(_html(body, fill, prefix))  # noqa: S704 - our own renderer escaped it
    for step in steps:
        html = _STEPS[step](html)
    return str.__str__(html)


def prose_filter(
    site: Site, fill: Callable[[Reference], str], answers: set[tuple[str, bool]] | None = None
) -> Callable[[Prose | None], Markup]:
    """Make the filter that writes a Markdown field as HTML, its references resolved.

    It is the only way of words to a page. Where answers are noted, the words of files say whose
    they are.
    """
    files = {getattr(r.item, "body", None): path for path, r in site.by_path.items()}

    def prose(value: Prose | None, prefix: str = "") -> Markup:
        if not value:
            return Markup()
        html = _html(site.bodies[value], fill, prefix)
        if answers is None or value not in files:
            return Markup(html)  # noqa: S704 - our own renderer escaped it, raw HTML is off
        return Words(html, f"{files[value]}{_BETWEEN}{prefix}", answers)

    return prose


def _html(body: Body, fill: Callable[[Reference], str], prefix: str) -> str:
    html = body.html(fill)
    # Several texts on one page may have the same heading, but never the same id.
    for heading in body.headings if prefix else ():
        html = html.replace(f'id="{heading.id}"', f'id="{prefix}-{heading.id}"')
    if prefix:
        # Such a text stands below a heading of its own, so its headings are one level down.
        html = _HEADING.sub(lambda tag: f"{tag[1]}{int(tag[2]) + 1}", html)
    return html


def line_of(prose: Callable[[Prose | None], Markup]) -> Callable[[Prose | None], Markup]:
    """Make the filter that writes a Markdown field of one paragraph without its paragraph."""
    return lambda value: line(prose(value))


def _of_words(act: Callable[[Markup], Markup]) -> Callable[[Markup], Markup]:
    """Let a filter say of words that it took a part of them."""

    @wraps(act)
    def step(html: Markup) -> Markup:
        if not isinstance(html, Words):
            return act(html)
        return html.step(act.__name__, act(Markup(str.__str__(html))))  # noqa: S704 - safe HTML

    return step


@_of_words
def line(html: Markup) -> Markup:
    """Return a text of one paragraph without its paragraph."""
    html = html.strip()
    start, end = _PARAGRAPH
    if html.count(start) == 1 and html.startswith(start) and html.endswith(end):
        return Markup(html[len(start) : -len(end)])  # noqa: S704 - a part of safe HTML
    return Markup(html)  # noqa: S704 - safe HTML, only stripped


@_of_words
def opening(html: Markup) -> Markup:
    """Return what a text says before its first section."""
    return Markup(html.partition(_SECTION)[0])  # noqa: S704 - a part of safe HTML


@_of_words
def lead(html: Markup) -> Markup:
    """Return the first paragraph of a text, if a text begins with one."""
    end = html.find(_PARAGRAPH[1]) + len(_PARAGRAPH[1])
    first = html[:end].strip()
    return Markup(first if first.startswith(_PARAGRAPH[0]) else "")  # noqa: S704 - a part of safe HTML


@_of_words
def after_lead(html: Markup) -> Markup:
    """Return what a text says between its first paragraph and its first section."""
    return Markup(opening(html).strip()[len(lead(html)) :])  # noqa: S704 - a part of safe HTML


@_of_words
def sections(html: Markup) -> Markup:
    """Return the sections of a text, without what it says before them."""
    _, heading, rest = html.partition(_SECTION)
    return Markup(heading + rest)  # noqa: S704 - a part of safe HTML


_STEPS: Final[Mapping[str, Callable[[Markup], Markup]]] = {
    **{act.__name__: act for act in (line, opening, lead, after_lead, sections)},
    "strip": Markup.strip,
}
"""How words are taken out of a text, by name."""


def time_element(value: date | datetime | PartialDate) -> Markup:
    """Write a date for people and machines, as exactly as it is known."""
    if isinstance(value, PartialDate):
        if value.precision is Precision.SEASON:
            return escape(str(value))
        return _time(value.iso, str(value))
    if isinstance(value, datetime):
        return _time(value.isoformat(timespec="minutes"), long_moment(value))
    return _time(value.isoformat(), long_date(value))


def _time(moment: str, words: str) -> Markup:
    # Digits and words of our own; Markup.format takes ten times as long to find that out.
    return Markup(f'<time datetime="{moment}">{words}</time>')  # noqa: S704 - see above


def sentence(words: Iterable[object]) -> str:
    """Join words as a sentence lists them: “a, b and c”."""
    listed = [str(word) for word in words]
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} and {listed[-1]}"


def named(keys: Iterable[Key], referenced: Mapping[Key, Item]) -> tuple[Item, ...]:
    """Return the records that a page's own record names, leaving out those that are withdrawn."""
    records = (referenced[key] for key in keys if key in referenced)
    return tuple(record for record in records if record.status is not Status.WITHDRAWN)


def plain(value: Prose | None) -> str:
    """Write a Markdown field as plain text."""
    return markdown.plain(value) if value else ""
