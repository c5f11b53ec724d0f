"""From Markdown to HTML that still has slots where the rest of the site is named."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from markdown_it.token import Token

from sitegen.content.abbreviations import Abbreviations
from sitegen.content.body import Body, BodyWords, Reference
from sitegen.content.markdown_parser import site_parser
from sitegen.content.markdown_reader import SLOT, TokenReader
from sitegen.content.values import Prose
from sitegen.issues.issue import ContentError, Issue


class UnreadableText(ContentError):
    """Raised for a text with faults, with what its reader would meet: one fault hides no other."""

    def __init__(self, issues: Iterable[Issue], body: Body) -> None:
        """Keep the faults, and the text as it would be shown."""
        super().__init__(issues)
        self.body = body


def render(prose: Prose, abbreviations: Abbreviations) -> Body:
    """Turn a Markdown text into a body; raises UnreadableText with all its faults."""
    parser = site_parser()
    noted: dict[str, Any] = {}
    tokens = parser.parse(prose.text, noted)
    reader = TokenReader(prose, abbreviations)
    reader.read(tokens)
    reader.notes(noted)
    reader.blocks(tokens, noted)
    html = parser.renderer.render(tokens, parser.options, {})
    body = Body(
        words=BodyWords.of(_parts(html, reader.references), reader.runs, reader.code),
        html_digest=hashlib.blake2b(html.encode(), digest_size=16).digest(),
        headings=tuple(reader.headings),
        links=tuple(reader.links),
        pictures=tuple(reader.pictures),
        references=tuple(reader.references),
        paragraph_ids=tuple(reader.numbers.values()),
    )
    if reader.issues:
        raise UnreadableText(reader.issues, body)
    return body


def _parts(html: str, references: Sequence[Reference]) -> Iterator[str | Reference]:
    for place, part in enumerate(html.split(SLOT)):
        if place % 2:
            yield references[int(part)]
        elif part:
            yield part


def plain(prose: Prose) -> str:
    """Return the words of a Markdown text without its marks, for summaries and descriptions."""
    return " ".join(_words(site_parser().parse(prose.text, {})))


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        pieces = "".join(_word(child) for child in token.children or ())
        if words := " ".join(pieces.split()):
            yield words


def _word(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    return token.content if token.type in {"text", "code_inline"} else ""
