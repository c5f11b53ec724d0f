"""The slow, pure functions of a build, each asking the memo first under all that it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.checks import facts
from sitegen.content import markdown
from sitegen.inspection.examine import examine
from sitegen.memo import Memo, digest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen import reading
    from sitegen.content.abbreviations import Abbreviations
    from sitegen.content.body import Body
    from sitegen.content.document import Entry
    from sitegen.content.load import Parse
    from sitegen.content.values import Prose
    from sitegen.inspection import shelf
    from sitegen.inspection.findings import Inspection


def parsed(memo: Memo) -> reading.Parsing:
    """Parse a file only if its text is new."""

    def parsing(parse: Parse, text: str, path: str) -> tuple[Entry, ...]:
        return memo.recall(digest("entries", path, text), lambda: parse(text, path))

    return parsing


def inspected(memo: Memo) -> shelf.Look:
    """Look into a file only once, as long as its bytes and the ending of its name stay."""

    def look(name: str, data: bytes) -> Inspection:
        ending = name.rpartition(".")[2]
        return memo.recall(digest("file", ending, data), lambda: examine(name, data))

    return look


def rendered(memo: Memo) -> reading.Rendering:
    """Render a text only if it, its place or an abbreviation is new."""

    def rendering(abbreviations: Abbreviations) -> Callable[[Prose], Body]:
        words = digest(*(part for pair in abbreviations.expansions.items() for part in pair))

        def render(prose: Prose) -> Body:
            key = digest("markdown", words, str(prose.origin), prose.text)
            return memo.recall(key, lambda: markdown.render(prose, abbreviations))

        return render

    return rendering


def read(memo: Memo) -> Callable[[str, bytes], facts.Facts]:
    """Read a finished page only if its bytes are new."""

    def reading_of(url: str, html: bytes) -> facts.Facts:
        return memo.recall(digest("facts", url, html), lambda: facts.read(url, html.decode()))

    return reading_of
