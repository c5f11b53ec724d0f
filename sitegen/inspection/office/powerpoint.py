"""Looks into the slides of a PowerPoint file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sitegen.inspection import faults, office_faults
from sitegen.inspection.alternatives import of_shapes, undescribed
from sitegen.inspection.findings import LONGEST_TEXT, FileContents, Finding, Unreadable, told
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
        *_beside(archive),
        *_access(slides),
    )
    text = "".join(f"{e.text}\n" for slide in slides for e in slide if e.name == "t")
    return FileContents(findings, len(slides), "slide", text[:LONGEST_TEXT])


def _slides(archive: Archive, pattern: re.Pattern[str]) -> list[tuple[Element, ...]]:
    names = sorted(name for name in archive.parts if pattern.fullmatch(name))
    return [tuple(archive.elements(name)) for name in names]


def _hidden(slides: list[tuple[Element, ...]]) -> Iterator[Finding]:
    # A part without elements cannot be read at all, so the last one is the slide itself.
    hidden = sum(slide[-1].get("show", "1") in _FALSE for slide in slides)
    shapes = (element for slide in slides for element in slide if element.name == "cNvPr")
    return told(
        (office_faults.HIDDEN_SLIDES, str(hidden), hidden),
        (
            office_faults.HIDDEN_TEXT,
            "hidden objects",
            any(shape.get("hidden", "0") not in _FALSE for shape in shapes),
        ),
    )


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


def _beside(archive: Archive) -> Iterator[Finding]:
    """Find what speakers and readers wrote for themselves; the number of a slide is no note."""
    noted = sum(
        any(e.name == "t" and e.text.strip() and "fld" not in e.parents for e in note)
        for note in _slides(archive, _NOTES)
    )
    lists = archive.names_below("ppt/commentAuthors.xml", "ppt/authors.xml")
    people = [e for e in archive.elements(*lists) if e.name in {"cmAuthor", "author"}]
    return told(
        (office_faults.SPEAKER_NOTES, str(noted), noted),
        (faults.COMMENTS, "", archive.names_below("ppt/comments/")),
        (faults.AUTHOR, "a list of people who commented", people),
    )


def _access(slides: list[tuple[Element, ...]]) -> Iterator[Finding]:
    untitled = sum(
        not any(e.name == "ph" and "itle" in e.get("type") for e in slide) for slide in slides
    )
    missing = sum(map(undescribed, slides))
    differ = [length for slide in slides for length in of_shapes(slide, "sp")]
    return told(
        (office_faults.NO_SLIDE_TITLES, str(untitled), untitled),
        (faults.NO_ALTERNATIVE, str(missing), missing),
        (faults.ALTERNATIVE_DIFFERS, counted(len(differ), "shape"), differ),
    )
