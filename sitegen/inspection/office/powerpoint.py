"""Looks into the slides of a PowerPoint file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sitegen.inspection import faults, office_faults
from sitegen.inspection.alternatives import of_shapes, undescribed
from sitegen.inspection.findings import LONGEST_TEXT, FileContents, Finding, Unreadable
from sitegen.inspection.office import powerpoint_hidden
from sitegen.inspection.office.archives import Archive
from sitegen.inspection.xml import Element
from sitegen.issues.wording import counted

_SLIDE: Final = re.compile(r"ppt/slides/slide\d+\.xml")
_NOTES: Final = re.compile(r"ppt/notesSlides/notesSlide\d+\.xml")
_FALSE: Final = {"0", "false"}


def read(archive: Archive) -> FileContents:
    """Inspect a PowerPoint file; raises Unreadable."""
    if "ppt/presentation.xml" not in archive.parts:
        raise Unreadable(faults.NOT_UNDERSTOOD.finding("no slides where PowerPoint keeps them"))
    slides = _slides(archive, _SLIDE)
    findings = (
        *_hidden(slides),
        *_unseen(archive, slides),
        *_notes(archive),
        *_comments(archive),
        *_access(slides),
        *_alternatives(slides),
    )
    text = "".join(f"{e.text}\n" for slide in slides for e in slide if e.name == "t")
    return FileContents(findings, len(slides), "slide", text[:LONGEST_TEXT])


def _slides(archive: Archive, pattern: re.Pattern[str]) -> list[tuple[Element, ...]]:
    names = sorted(name for name in archive.parts if pattern.fullmatch(name))
    return [tuple(archive.elements(name)) for name in names]


def _hidden(slides: list[tuple[Element, ...]]) -> Iterator[Finding]:
    # A part without elements cannot be read at all, so the last one is the slide itself.
    if hidden := sum(slide[-1].get("show", "1") in _FALSE for slide in slides):
        yield office_faults.HIDDEN_SLIDES.finding(str(hidden))
    shapes = sum(
        element.name == "cNvPr" and element.get("hidden", "0") not in {"0", "false"}
        for slide in slides
        for element in slide
    )
    if shapes:
        yield office_faults.HIDDEN_TEXT.finding("hidden objects")


def _unseen(archive: Archive, slides: list[tuple[Element, ...]]) -> Iterator[Finding]:
    """Find words that no slide shows, and slides that no show has."""
    main = tuple(archive.elements("ppt/presentation.xml"))
    size, light = powerpoint_hidden.slide_size(main), _light(archive)
    reasons = (why for s in slides for why in powerpoint_hidden.unseen(s, size, light=light))
    yield from office_faults.hidden_text(reasons, "shape")
    listed = sum(element.name == "sldId" for element in main)
    if listed and listed < len(slides):
        yield faults.UNUSED.finding(counted(len(slides) - listed, "slide"))


def _light(archive: Archive) -> bool:
    """Return whether the slides have a white ground, as far as their masters and theme say so."""
    masters = archive.names_below("ppt/slideMasters/slideMaster", "ppt/slideLayouts/slideLayout")
    dark = {"bgPr", "pic", "blipFill"}
    if any(element.name in dark for element in archive.elements(*masters)):
        return False
    theme = archive.elements("ppt/theme/theme1.xml")
    light = (e.get("lastClr", e.get("val")) for e in theme if e.parent == "lt1")
    return all(colour in {"FFFFFF", "window"} for colour in light)


def _alternatives(slides: list[tuple[Element, ...]]) -> Iterator[Finding]:
    if lengths := [length for slide in slides for length in of_shapes(slide, "sp")]:
        yield faults.ALTERNATIVE_DIFFERS.finding(counted(len(lengths), "shape"))


def _notes(archive: Archive) -> Iterator[Finding]:
    """Find what speakers wrote for themselves; the number of the slide is a field, not a note."""
    noted = sum(
        any(e.name == "t" and e.text.strip() and "fld" not in e.parents for e in note)
        for note in _slides(archive, _NOTES)
    )
    if noted:
        yield office_faults.SPEAKER_NOTES.finding(str(noted))


def _comments(archive: Archive) -> Iterator[Finding]:
    if archive.names_below("ppt/comments/"):
        yield faults.COMMENTS.finding()
    authors = archive.names_below("ppt/commentAuthors.xml", "ppt/authors.xml")
    people = {"cmAuthor", "author"}
    if any(element.name in people for element in archive.elements(*authors)):
        yield faults.AUTHOR.finding("a list of people who commented")


def _access(slides: list[tuple[Element, ...]]) -> Iterator[Finding]:
    untitled = sum(
        not any(e.name == "ph" and "itle" in e.get("type") for e in slide) for slide in slides
    )
    if untitled:
        yield office_faults.NO_SLIDE_TITLES.finding(str(untitled))
    if missing := sum(map(undescribed, slides)):
        yield faults.NO_ALTERNATIVE.finding(str(missing))
