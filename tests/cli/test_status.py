"""The report tells what the officer should know besides what changes."""

from __future__ import annotations

from pathlib import Path

from sitegen.cli.report import status
from tests import small_site

SECTIONS = (
    "Embargoes that lift in the next week",
    "Private details that are allowed",
    "Still missing before launch",
    "Advice",
)


def told(content: Path, *, protected: bool = True) -> dict[str, tuple[str, ...]]:
    """Return the lines of each section."""
    finished = small_site.finished(content)
    sections = status.sections(finished.site, finished.lifts, protected=protected)
    return {section.title: section.lines for section in sections}


def scheduled(content: Path, name: str, moment: str) -> None:
    text = small_site.page("Words.", title=f"Page {name}")
    waiting = f"status: scheduled\npublish_at: {moment}"
    old = "status: published\npublished: 2026-11-20"
    small_site.put(content, f"pages/reviews/{name}.md", text.replace(old, waiting))


def test_every_section_is_there(content: Path) -> None:
    assert tuple(told(content)) == SECTIONS


def test_embargoes_of_the_next_week_are_named(content: Path) -> None:
    scheduled(content, "soon", "2026-11-29 09:00")
    scheduled(content, "later", "2026-11-29 09:01")
    line = "9am on 29 November 2026: “Page soon” (pages/reviews/soon.md)"
    assert told(content)[SECTIONS[0]] == (line,)


def test_what_is_allowed_is_listed_with_its_reason(content: Path) -> None:
    allowed = "allow: [{rule: postcode, text: ZZ1 1ZZ, reason: A famous place.}]\nshows: help"
    small_site.change(content, "pages/help.md", "shows: help", allowed)
    small_site.change(content, "pages/help.md", "Call ", "Come to ZZ1 1ZZ. Call ")
    line = "pages/help.md:6: postcode, because: A famous place."
    assert told(content)[SECTIONS[1]] == (line,)


def test_what_is_missing_is_counted(content: Path) -> None:
    gaps = told(content, protected=False)[SECTIONS[2]]
    assert gaps == (
        "No name is protected yet: run “python3 build.py protect”",
        "1 document that the board has still to send",
    )
    assert told(content)[SECTIONS[2]] == gaps[1:]


def test_long_sentences_are_pointed_out(content: Path) -> None:
    words = " ".join(["word"] * 26)
    small_site.change(content, "pages/help.md", "Call ", f"{words[:-5]}.\n\n{words.title()}. Call ")
    head = "1 sentence has more than 25 words; the longest:"
    assert told(content)[SECTIONS[3]] == (
        head,
        "pages/help.md:12: 26 words, from “Word Word Word Word Word …”",
    )


def test_numbers_that_were_only_read_are_told_from_those_that_somebody_called(
    content: Path,
) -> None:
    copy = "  how: stored copy of the owner’s page\n    number: 0808 157 0000"
    small_site.change(content, "contacts.yml", "  how: called\n    number: 0808 157 0000", copy)
    line = "1 number that nobody has called: Exampleshire Helpline"
    assert line in told(content)[SECTIONS[2]]
