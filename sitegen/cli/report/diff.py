"""What would change for readers, told in plain English: “If you push now …”."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, NamedTuple, TypeAlias
from urllib.parse import urlsplit

from sitegen.checks import page_facts
from sitegen.checks.page_facts import PageFacts
from sitegen.issues.wording import MarkedText

_MOST: Final = 3
"""Changes of words that are told of one page; a page that changed more is best read."""

_LONGEST: Final = 12
"""Words of one change that are told."""

_NEAR: Final = 2
"""Words that stay between two changes which are told as one."""

_MANY: Final = 4
"""Pages from which on a change that is the same on all of them is told once for all."""

_PIECE: Final = re.compile(r"[+(]*\d[\d,.()–-]*")
"""A piece of a number, such as the last four digits of a telephone number."""

_Span: TypeAlias = tuple[int, int, int, int]
"""Where words begin and end, in the old page and in the new one."""

_ENTRY: Final = re.compile(r"<loc>([^<]+)</loc><lastmod>([^<]+)</lastmod>")
_FIGURES: Final = "data/figures.json"


class ReportSection(NamedTuple):
    """One heading of the report with its lines; a section without lines is left out."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageSnapshot:
    """A page as its readers meet it."""

    facts: PageFacts
    words: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return its title without the name of the site."""
        return self.facts.title.split(" – ")[0]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A whole finished site."""

    pages: Mapping[str, PageSnapshot]
    files: Mapping[str, str]
    links: frozenset[str]
    numbers: frozenset[str]
    figures: Mapping[str, str]
    dated: Mapping[str, str]
    """The day on which each page came onto the site or was last said to have changed."""


def snapshot(written: Mapping[str, bytes]) -> Snapshot:
    """Read a finished site from its files by path."""
    pages = {
        url: PageSnapshot(page_facts.read(url, html), tuple(page_facts.words(html).split()))
        for path, data in written.items()
        if path.endswith(".html")
        for url, html in [("/" + path.removesuffix("index.html"), data.decode())]
    }
    figures = json.loads(written.get(_FIGURES, b"{}")).get("figures", [])
    sitemap = written.get("sitemap.xml", b"").decode()
    hrefs = {anchor.href for page in pages.values() for anchor in page.facts.anchors}
    files = {
        path: hashlib.sha256(data).hexdigest()
        for path, data in written.items()
        if path.startswith(("files/", "images/"))
    }
    return Snapshot(
        pages,
        files,
        frozenset(href for href in hrefs if href.startswith("https://")),
        frozenset(href.partition(":")[2] for href in hrefs if href.startswith(("tel:", "sms:"))),
        {str(row["id"]): f"{row['wording']} {row['unit']}" for row in figures},
        {urlsplit(url).path: day for url, day in _ENTRY.findall(sitemap)},
    )


class WordChange(NamedTuple):
    """Words of a page that became others; without any, its title alone changed."""

    old: tuple[str, ...]
    new: tuple[str, ...]

    def __str__(self) -> str:
        """Return what became of them."""
        if self == _TITLE_ALONE:
            return "the title changed"
        if not self.old:
            return f"“{_short(self.new)}” was added"
        if not self.new:
            return f"“{_short(self.old)}” was taken out"
        return f"“{_short(self.old)}” became “{_short(self.new)}”"


_TITLE_ALONE: Final = WordChange((), ())


def compare(old: Snapshot, new: Snapshot) -> Iterator[ReportSection]:
    """Report what differs between two finished sites."""
    added = [url for url in new.pages if url not in old.pages]
    gone = [url for url in old.pages if url not in new.pages]
    by_url = _changes(old, new)
    counts = Counter(change for changes in by_url.values() for change in changes)
    alike = {change: number for change, number in counts.items() if number >= _MANY}
    single = {url: [c for c in changes if c not in alike] for url, changes in by_url.items()}
    yield ReportSection("Pages added", tuple(f"{url} “{new.pages[url].name}”" for url in added))
    yield ReportSection(
        "The same change on many pages", tuple(f"{o} on {n} pages" for o, n in alike.items())
    )
    yield ReportSection("Pages changed", tuple(_changed(new, single)))
    yield ReportSection("Changed without a change note", tuple(_unexplained(old, new, single)))
    yield ReportSection("Pages removed", tuple(f"{url} “{old.pages[url].name}”" for url in gone))
    yield from _sets("Files", old.files.keys(), new.files.keys())
    yield from _sets("Links to other sites", old.links, new.links)
    known = {_digits(" ".join(words)) for change in alike for words in (change.old, change.new)}
    yield from _sets(
        "Telephone numbers",
        {number for number in old.numbers if _digits(number) not in known},
        {number for number in new.numbers if _digits(number) not in known},
    )
    yield ReportSection("Figures changed", tuple(_figures_changed(old.figures, new.figures)))


def _digits(written: str) -> str:
    return re.sub(r"\D", "", written)


def _changes(old: Snapshot, new: Snapshot) -> Mapping[str, list[WordChange]]:
    """Return what changed on each page that stayed, each change once, in its order."""
    by_url: dict[str, list[WordChange]] = {}
    for url, page in new.pages.items():
        before = old.pages.get(url)
        if before and (before.words != page.words or before.name != page.name):
            changes = list(dict.fromkeys(_word_changes(before.words, page.words)))
            by_url[url] = changes or [_TITLE_ALONE]
    return by_url


def _sets(what: str, old: Iterable[str], new: Iterable[str]) -> Iterator[ReportSection]:
    yield ReportSection(f"{what} added", tuple(sorted(set(new) - set(old))))
    yield ReportSection(f"{what} removed", tuple(sorted(set(old) - set(new))))


def _figures_changed(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    for key in sorted(old.keys() | new.keys()):
        before, after = old.get(key, "nothing"), new.get(key, "nothing")
        if before != after:
            yield f"{key}: “{before}” became “{after}”"


def _unexplained(
    old: Snapshot, new: Snapshot, single: Mapping[str, list[WordChange]]
) -> Iterator[str]:
    """Name the pages whose readers are not told that something changed there alone."""
    for url, changes in single.items():
        if changes and url in old.dated and old.dated[url] == new.dated.get(url):
            act = "if its meaning changed, add the day and a sentence to its ⟦changes⟧"
            yield MarkedText(f"{url} “{new.pages[url].name}”: {act}")


def _changed(new: Snapshot, single: Mapping[str, list[WordChange]]) -> Iterator[str]:
    for url, changes in single.items():
        if changes:
            rest = f"; and {len(changes) - _MOST} more places" if len(changes) > _MOST else ""
            yield f"{url} “{new.pages[url].name}”: {'; '.join(map(str, changes[:_MOST]))}{rest}"


def _word_changes(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[WordChange]:
    """Report which words changed, those that stand close together as one change."""
    pending: _Span | None = None
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if pending and a - pending[1] <= _NEAR:
            pending = (pending[0], b, pending[2], d)
            continue
        if pending:
            yield _change(old, new, pending)
        pending = (a, b, c, d)
    if pending:
        yield _change(old, new, pending)


def _change(old: tuple[str, ...], new: tuple[str, ...], span: _Span) -> WordChange:
    """Return one change; a number of which a piece changed is in it whole."""
    a, b, c, d = span
    if any(map(_PIECE.fullmatch, (*old[a:b], *new[c:d]))):
        while a and c and old[a - 1] == new[c - 1] and _PIECE.fullmatch(old[a - 1]):
            a, c = a - 1, c - 1
        while b < len(old) and d < len(new) and old[b] == new[d] and _PIECE.fullmatch(old[b]):
            b, d = b + 1, d + 1
    return WordChange(old[a:b], new[c:d])


def _short(words: tuple[str, ...]) -> str:
    return " ".join(words[:_LONGEST]) + (" …" if len(words) > _LONGEST else "")


def as_markdown(sections: Iterable[ReportSection]) -> str:
    """Write a report for the description of a pull request."""
    return as_text(sections, "# If you push now\n", "## {} ({})\n")


def as_text(
    sections: Iterable[ReportSection], head: str = "If you push now:", heading: str = "{} ({}):"
) -> str:
    """Write a report for a terminal."""
    filled = [section for section in sections if section.lines]
    if not filled:
        return f"{head}\nNothing changes for readers.\n"
    parts = (
        "\n".join((heading.format(s.title, len(s.lines)), *(f"- {line}" for line in s.lines)))
        for s in filled
    )
    return f"{head}\n" + "\n\n".join(parts) + "\n"


def as_json(sections: Iterable[ReportSection]) -> str:
    """Write a report for a tool."""
    value = {section.title: section.lines for section in sections}
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
