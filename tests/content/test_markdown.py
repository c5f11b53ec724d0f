"""Markdown becomes HTML with slots; the cases stand in markdown/, so that adding one needs no code.

A case is a title, a line with a dot, what is written, a dot, what comes of it, and a dot. What
comes of it is the HTML, in which a slot shows what it names between ⟦ and ⟧, or the faults as they
are printed. In lines.txt it is the line of everything that is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from sitegen.content.abbreviations import Abbreviations
from sitegen.content.body import Body
from sitegen.content.markdown import plain, render
from sitegen.content.slugs import slug
from sitegen.content.values import Prose
from sitegen.issues.issue import ContentError, Origin

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet


FOLDER: Final = Path(__file__).parent / "markdown"
NONE: Final = Abbreviations({})
PLACE: Final = Origin("a.md", 1)


def cases(*names: str) -> list[ParameterSet]:
    """Read the cases of some files."""
    found: list[ParameterSet] = []
    for name in names:
        lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        pieces: list[list[str]] = [[]]
        for line in lines:
            if line == ".":
                pieces.append([])
            else:
                pieces[-1].append(line)
        for title, written, expected in zip(pieces[0::3], pieces[1::3], pieces[2::3], strict=False):
            named = " ".join(word for word in title if word)
            case = ("\n".join(written), "\n".join(expected))
            found.append(pytest.param(*case, id=f"{name}: {named}"))
    return found


def body(written: str) -> Body:
    return render(Prose(written, PLACE), NONE)


def shown(written: str) -> str:
    """Return the HTML, or else the faults."""
    try:
        return body(written).html(lambda reference: f"⟦{reference}⟧").rstrip("\n")
    except ContentError as error:
        return str(error)


def lines(found: Body) -> Iterator[str]:
    """Yield what is named and where, in the order of the kinds."""
    yield from (f"{link.origin.line}: link “{link.text}”" for link in found.links)
    yield from (f"{one.origin.line}: names {one}" for one in found.references)
    yield from (f"{one.origin.line}: picture “{one.alt}”" for one in found.pictures)
    yield from (f"{one.origin.line}: heading “{one.text}”" for one in found.headings)


FILES: Final = tuple(sorted(path.stem for path in FOLDER.glob("*.txt") if path.stem != "lines"))


@pytest.mark.parametrize(("written", "expected"), cases(*FILES))
def test_what_is_written_becomes_what_is_expected(written: str, expected: str) -> None:
    assert shown(written) == expected


@pytest.mark.parametrize(("written", "expected"), cases("lines"))
def test_everything_named_has_its_line(written: str, expected: str) -> None:
    assert "\n".join(lines(body(written))) == expected


def test_every_file_of_cases_is_whole() -> None:
    for path in FOLDER.glob("*.txt"):
        text = path.read_text(encoding="utf-8").splitlines()
        assert text.count(".") % 3 == 0, f"{path.name} has a case without all three dots"
        assert text[-1] == ".", f"{path.name} ends behind its last dot"


# ---- What no text file can show ----


def test_lines_are_counted_from_where_the_text_begins() -> None:
    found = render(Prose("One.\n\n[x](y.md)", Origin("a.md", 10)), NONE)
    assert found.links[0].origin == Origin("a.md", 12)


def test_all_faults_of_a_text_are_told_at_once() -> None:
    with pytest.raises(ContentError) as raised:
        body("<b>x</b>\n\n::: warning\nx\n:::\n\n[x](javascript:x)\n")
    assert [issue.origin.line for issue in raised.value.issues] == [1, 3, 7]


def test_a_nul_in_a_text_can_make_no_slot() -> None:
    assert body("a\x000\x00b").parts == ("<p>a\ufffd0\ufffdb</p>\n",)


def test_a_slot_holds_its_reference_and_is_filled_where_it_stands() -> None:
    found = body("The [plan](document:plan#aims) and {contact:office}.")
    assert found.parts == (
        '<p>The <a href="',
        found.references[0],
        '">plan</a> and ',
        found.references[1],
        ".</p>\n",
    )
    first, second = found.references
    assert (first.kind, first.target, first.anchor, first.insert) == (
        *("document", "plan", "#aims", False),
    )
    assert (second.kind, second.target, second.insert) == ("contact", "office", True)


def test_two_texts_do_not_share_their_notes() -> None:
    first = body("a[^1]\n\n[^1]: One.").parts
    assert body("a[^1]\n\n[^1]: One.").parts == first


def test_paragraphs_are_given_in_one_piece_each() -> None:
    found = body("One **two**\nthree.\n\n- four\n- [five](a.md) six\n")
    assert [(run.text, run.origin.line) for run in found.paragraphs()] == [
        ("One two three.", 1),
        ("four", 4),
        ("five six", 5),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("What we do", "what-we-do"),
        ("Children’s and parents' rights", "childrens-and-parents-rights"),
        ("  7-minute briefings: why? ", "7-minute-briefings-why"),
    ],
)
def test_the_name_of_a_heading_is_made_of_its_words(text: str, name: str) -> None:
    assert slug(text) == name


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Ask *for* [help](a.md).", "Ask for help."),
        ("One\ntwo.\n\n- three `four`", "One two. three four"),
        ("## Title\n\nWords.", "Title Words."),
    ],
)
def test_plain_words_have_no_marks(written: str, words: str) -> None:
    assert plain(Prose(written)) == words
