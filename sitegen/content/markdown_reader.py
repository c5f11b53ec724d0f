"""Walks the tokens of one text: gathers what checks ask about and puts slots in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final
from urllib.parse import unquote

from markdown_it.token import Token

from sitegen.content import markdown_blocks
from sitegen.content.abbreviations import Abbreviations
from sitegen.content.body import Heading, Link, Picture, Reference, Run
from sitegen.content.markdown_errors import leftovers, of_callout, of_unused_note
from sitegen.content.markdown_links import insert_in_description, insert_in_link, of_address
from sitegen.content.markdown_parser import INSERT
from sitegen.content.slugs import paragraph_id
from sitegen.content.values import Prose
from sitegen.issues.issue import Diagnosis, Issue, Origin

RULE: Final = "markdown"
CALLOUTS: Final = ("note", "important", "help")
"""The words that may follow `:::`."""

LIST: Final = "list"
"""The insert that lists all records of a kind; it is a block, all others stand in a sentence."""

SLOT: Final = "\x00"
"""Marks a slot in rendered HTML; Markdown never holds it, the parser replaces it."""

_CLOSING: Final = re.compile(r"[\s>]*:::")
_NUMBERED: Final = re.compile(r"\[(\d+[a-z]?)\] +")
"""How a paragraph with a number begins; sources and links name it by that number."""


@dataclass(frozen=True, slots=True)
class _OpenLink:
    """A link whose words are being read."""

    target: str
    place: Origin
    first_run: int


class TokenReader:
    """Walks the tokens of one text: gathers what checks ask about and puts slots in."""

    def __init__(self, prose: Prose, abbreviations: Abbreviations) -> None:
        self.start = prose.origin
        self.lines = prose.text.split("\n")
        self.expand = abbreviations.reader()
        self.before = ""
        """What stands before a piece in its paragraph, which tells where a sentence begins."""

        self.issues: list[Issue] = []
        self.references: list[Reference] = []
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.pictures: list[Picture] = []
        self.runs: list[Run] = []
        self.code: list[Run] = []
        self.paragraph = 0
        self.messages: set[str] = set()
        self.tables = 0
        self.list_alone = self.figure_alone = False
        self.numbers: dict[str, str] = {}

    def read(self, tokens: Sequence[Token]) -> None:
        """Read the blocks in order; a table's cells have no line of their own in the parser."""
        line = 0
        heading: Token | None = None
        for position, token in enumerate(tokens):
            line = token.map[0] if token.map else line
            if token.type == "heading_open":
                heading = token
            elif token.type == "table_open":
                token.meta = {"label": self.table_label()}
            elif token.type in {"th_open", "td_open"}:
                _cell(token)
            elif token.type == "container_callout_open":
                self.callout(token, self.start.below(line))
            elif token.type == "inline":
                place = self.start.below(line)
                if _is_list(token) or _is_figure(token):
                    # It becomes a block of its own, which no paragraph may hold.
                    tokens[position - 1].hidden = tokens[position + 1].hidden = True
                self.number(tokens[position - 1], token, place)
                self.inline(token, place, heading)
                heading = None

    def number(self, paragraph: Token, block: Token, place: Origin) -> None:
        """Give a paragraph that begins with its number the name by which links reach it."""
        children = block.children or []
        match = _NUMBERED.match(children[0].content) if children else None
        if not match or paragraph.type != "paragraph_open" or paragraph.hidden:
            return
        if match[1] in self.numbers:
            hint = "Give it a number that is free; a letter after one makes room, as in [12a]."
            message = f"paragraph {match[1]} is already above"
            self.fault(place, Diagnosis(message, hint, (match[0].strip(),)))
        self.numbers[match[1]] = paragraph_id(match[1])
        paragraph.attrs.update({"id": self.numbers[match[1]], "class": "numbered"})
        children[0].content = children[0].content[match.end() :]
        children.insert(0, Token("number", "", 0, content=match[1]))

    def table_label(self) -> str:
        """Name a table after the heading that it stands under, and its number on the page."""
        self.tables += 1
        under = f": {self.headings[-1].text}" if self.headings else ""
        return f"Table {self.tables}{under}"

    def callout(self, token: Token, place: Origin) -> None:
        """Refuse a callout that the site does not have, and one that goes on to the end."""
        _, last = token.map or (0, 0)
        closed = last < len(self.lines) and bool(_CLOSING.match(self.lines[last]))
        if diagnosis := of_callout(token.info.strip(), CALLOUTS, closed=closed):
            self.fault(place, diagnosis)

    def notes(self, noted: Mapping[str, Any]) -> None:
        """Report notes that nothing points to, because no page would show them."""
        uses = noted.get("footnotes", {}).get("refs", {})
        unused = [f"[^{key[1:]}]" for key, first in uses.items() if first < 0]
        for number, line in enumerate(self.lines):
            for mark in unused:
                if line.lstrip().startswith(f"{mark}:"):
                    self.fault(self.start.below(number), of_unused_note(mark))

    def blocks(self, tokens: Sequence[Token], noted: Mapping[str, Any]) -> None:
        """Report lines that are taken for something else than they were meant."""
        for token in tokens:
            if token.type in {"code_block", "fence"} and token.map:
                place = self.start.below(token.map[0])
                self.code.append(Run(token.markup, place, self.paragraph))
        for fault in markdown_blocks.faults(tokens, self.lines, noted):
            self.fault(self.start.below(fault.line), fault.diagnosis)

    def inline(self, block: Token, place: Origin, heading: Token | None) -> None:
        """Read the text of one block."""
        self.paragraph += 1
        self.before = ""
        self.messages = set()
        self.list_alone, self.figure_alone = _is_list(block), _is_figure(block)
        first = len(self.runs)
        link: _OpenLink | None = None
        for token in block.children or ():
            if token.type in {"softbreak", "hardbreak"}:
                place = place.below(1)
                self.before += " "
            elif token.type == "link_open":
                link = _OpenLink(self.point(token, place), place, len(self.runs))
            elif token.type == "link_close" and link:
                self.links.append(Link(self.words(link.first_run), link.target, link.place))
                place, link = link.place.below(token.meta.get("lines", 0)), None
            else:
                written = token.content
                if link and written.startswith(("{contact:", "{document:", "{list:")):
                    self.fault(place, insert_in_link(written))
                self.piece(token, place, expand=link is None and heading is None)
                self.before += written
                place = place.below(token.meta.get("lines", 0))
        if heading is not None:
            self.heading(heading, self.words(first), place)

    def piece(self, token: Token, place: Origin, *, expand: bool) -> None:
        """Read a piece of text, a picture or an insert."""
        if token.type == "image":
            self.picture(token, place)
        elif token.type == "insert":
            self.insert(token, place)
        elif token.type in {"text", "code_inline"}:
            self.text(token, place, expand=expand)

    def heading(self, token: Token, text: str, place: Origin) -> None:
        """Note a heading with the name that the anchors plugin gave it."""
        self.headings.append(
            Heading(int(token.tag[1]), str(token.attrs.get("id", "")), text, place)
        )

    def words(self, first_run: int) -> str:
        """Return the words read since a run, in one line."""
        lines = groupby(self.runs[first_run:], key=lambda run: run.origin)
        return " ".join("".join(run.text for run in runs).strip() for _, runs in lines)

    def text(self, token: Token, place: Origin, *, expand: bool) -> None:
        """Note the words, write abbreviations out at first use, refuse marks that were not read."""
        self.runs.append(Run(token.content, place, self.paragraph))
        if token.type == "code_inline":
            if insert := INSERT.search(token.content):
                self.code.append(Run(insert[0], place, self.paragraph))
            return
        for diagnosis in leftovers(token.content, self.lines[place.line - self.start.line]):
            # A table that cannot be read has many rows; its author needs to hear of the first.
            if diagnosis.message not in self.messages:
                self.fault(place, diagnosis)
            self.messages.add(diagnosis.message)
        if expand:
            token.content = self.expand(token.content, self.before)

    def picture(self, token: Token, place: Origin) -> None:
        """Note a picture with its caption, and leave a slot for its address."""
        target = unquote(str(token.attrs["src"]))
        if caption := str(token.attrs.get("title", "")):
            self.runs.append(Run(caption, place, self.paragraph))
        if caption and not self.figure_alone:
            hint = "Leave an empty line above and below it, or take out the words in quotes."
            message = "a picture with a caption must be on a line of its own"
            self.fault(place, Diagnosis(message, hint))
        self.pictures.append(Picture(" ".join(token.content.split()), target, place))
        if insert := INSERT.search(token.content):
            self.fault(place, insert_in_description(insert[0]))
        token.attrs["src"] = self.slot(Reference("image", target, "", place))

    def insert(self, token: Token, place: Origin) -> None:
        """Leave a slot for a number, a figure or a list."""
        reference = Reference(token.meta["kind"], token.meta["target"], "", place, insert=True)
        if reference.kind == LIST and not self.list_alone:
            hint = "Put it on a line of its own, with an empty line above and below."
            message = f"“{reference}” must be on a line of its own"
            self.fault(place, Diagnosis(message, hint, (str(reference),)))
        token.meta = {**token.meta, "slot": self.slot(reference)}

    def point(self, token: Token, place: Origin) -> str:
        """Leave a slot for the address of a link to something on the site; give what it names."""
        target = str(token.attrs.get("href", ""))
        if diagnosis := of_address(target):
            self.fault(place, diagnosis)
            token.attrs["href"] = "#"
        elif reference := Reference.of(target, place):
            token.attrs["href"] = self.slot(reference)
        return target

    def slot(self, reference: Reference) -> str:
        """Number a reference and give the mark that stands for it."""
        self.references.append(reference)
        return f"{SLOT}{len(self.references) - 1}{SLOT}"

    def fault(self, place: Origin, diagnosis: Diagnosis) -> None:
        """Note a fault."""
        self.issues.append(Issue(place, *diagnosis, rule=RULE))


def _cell(token: Token) -> None:
    """Give header cells their scope, and align by class, since inline styles are refused."""
    if token.tag == "th":
        token.attrs["scope"] = "col"
    style = str(token.attrs.pop("style", ""))
    if style:
        token.attrs["class"] = f"cell-{style.rpartition(':')[2]}"


def _is_list(block: Token) -> bool:
    """Return whether a block holds nothing but an insert of a list."""
    children = block.children or []
    return len(children) == 1 and children[0].meta.get("kind") == LIST


def _is_figure(block: Token) -> bool:
    """Return whether a block holds nothing but a picture with a caption."""
    children = block.children or []
    return (
        len(children) == 1 and children[0].type == "image" and bool(children[0].attrs.get("title"))
    )
