"""Looks into the slides of a PowerPoint file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.inspection import faults
from sitegen.inspection.findings import LONGEST_TEXT, FileContents, Finding, Unreadable
from sitegen.inspection.xml import elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.inspection.office.archives import Archive
    from sitegen.inspection.xml import Element

_SLIDE: Final = re.compile(r"ppt/slides/slide\d+\.xml")
_NOTES: Final = re.compile(r"ppt/notesSlides/notesSlide\d+\.xml")
_FALSE: Final = {"0", "false"}


def read(archive: Archive) -> FileContents:
    """Look into a PowerPoint file; raises Unreadable."""
    if "ppt/presentation.xml" not in archive.parts:
        raise Unreadable(faults.NOT_UNDERSTOOD.found("no slides where PowerPoint keeps them"))
    found = _slides(archive, _SLIDE)
    findings = (*_hidden(found), *_notes(archive), *_comments(archive), *_access(found))
    text = "".join(f"{one.text}\n" for slide in found for one in slide if one.name == "t")
    return FileContents(findings, len(found), "slide", text[:LONGEST_TEXT])


def _slides(archive: Archive, pattern: re.Pattern[str]) -> list[tuple[Element, ...]]:
    names = sorted(name for name in archive.parts if pattern.fullmatch(name))
    return [tuple(elements(archive.read(name))) for name in names]


def _hidden(found: list[tuple[Element, ...]]) -> Iterator[Finding]:
    # A part without elements cannot be read at all, so the last one is the slide itself.
    hidden = sum(slide[-1].attributes.get("show", "1") in _FALSE for slide in found)
    if hidden:
        yield faults.HIDDEN_SLIDES.found(str(hidden))
    shapes = sum(
        one.name == "cNvPr" and one.attributes.get("hidden", "0") not in {"0", "false"}
        for slide in found
        for one in slide
    )
    if shapes:
        yield faults.HIDDEN_TEXT.found("hidden objects")


def _notes(archive: Archive) -> Iterator[Finding]:
    """Find what speakers wrote for themselves; the number of the slide is a field, not a note."""
    told = sum(
        any(one.name == "t" and one.text.strip() and "fld" not in one.parents for one in note)
        for note in _slides(archive, _NOTES)
    )
    if told:
        yield faults.SPEAKER_NOTES.found(str(told))


def _comments(archive: Archive) -> Iterator[Finding]:
    if archive.named("ppt/comments/"):
        yield faults.COMMENTS.found()
    authors = archive.named("ppt/commentAuthors.xml", "ppt/authors.xml")
    people = {"cmAuthor", "author"}
    if any(one.name in people for name in authors for one in elements(archive.read(name))):
        yield faults.AUTHOR.found("a list of people who commented")


def _access(found: list[tuple[Element, ...]]) -> Iterator[Finding]:
    untitled = sum(
        not any(one.name == "ph" and "itle" in one.attributes.get("type", "") for one in slide)
        for slide in found
    )
    if untitled:
        yield faults.NO_SLIDE_TITLES.found(str(untitled))
    missing = sum(
        one.name == "cNvPr" and "nvPicPr" in one.parents and not one.attributes.get("descr")
        for slide in found
        for one in slide
    )
    if missing:
        yield faults.NO_ALTERNATIVE.found(str(missing))
