"""Abbreviations are written out where a text uses them first, and nowhere else."""

from __future__ import annotations

import pytest

from sitegen.content.abbreviations import Abbreviations
from sitegen.content.body import Body
from sitegen.content.markdown import plain, render
from sitegen.content.values import Prose

KNOWN = Abbreviations(
    {
        "SCR": "serious case review",
        "CDOP": "Child Death Overview Panel",
        "ICO": "Information Commissioner’s Office",
        "ISA": "information sharing agreement",
        "LA": "local authority",
        "MASH": "Multi-Agency Safeguarding Hub",
        "GP": "general practice",
        "GPs": "general practitioners",
    }
)


def written(text: str) -> str:
    """Return the HTML of a text."""
    body: Body = render(Prose(text), KNOWN)
    return body.html(lambda _: "").strip()


def said(text: str) -> str:
    """Return the words of a text of one paragraph."""
    return written(text).removeprefix("<p>").removesuffix("</p>")


def test_the_first_use_is_written_out_and_no_other() -> None:
    assert said("The SCR and the next SCR.") == "The serious case review (SCR) and the next SCR."


def test_a_later_paragraph_uses_it_as_it_is() -> None:
    assert written("The SCR.\n\nAn SCR.").endswith("<p>An SCR.</p>")


@pytest.mark.parametrize(
    ("text", "expanded"),
    [
        ("Two SCRs.", "Two serious case reviews (SCRs)."),
        ("The LAs.", "The local authorities (LAs)."),
        ("The SCR’s words.", "The serious case review’s (SCR’s) words."),
        ("The SCR's words.", "The serious case review's (SCR's) words."),
        ("Her GPs.", "Her general practitioners (GPs)."),
    ],
)
def test_plural_and_possessive_stay(text: str, expanded: str) -> None:
    assert said(text) == expanded


@pytest.mark.parametrize(
    ("text", "expanded"),
    [
        ("after an SCR.", "after a serious case review (SCR)."),
        ("An SCR began.", "A serious case review (SCR) began."),
        ("after a MASH.", "after a Multi-Agency Safeguarding Hub (MASH)."),
        ("after an ICO.", "after an Information Commissioner’s Office (ICO)."),
        ("A LA.", "A local authority (LA)."),
        ("a ISA.", "an information sharing agreement (ISA)."),
    ],
)
def test_the_article_fits_the_words(text: str, expanded: str) -> None:
    assert said(text) == expanded


@pytest.mark.parametrize("broken", ["an\nSCR", "an **SCR**"])
def test_an_article_that_would_not_fit_leaves_it_to_the_next_use(broken: str) -> None:
    assert said(f"After {broken} the SCR came.").endswith("the serious case review (SCR) came.")
    assert "an serious" not in said(f"After {broken} the SCR came.").replace("\n", " ")


def test_an_article_in_the_line_above_that_fits_stays() -> None:
    assert said("after an\nICO.") == "after an\nInformation Commissioner’s Office (ICO)."


@pytest.mark.parametrize(
    "text",
    ["SCRs are rare.", "It ended. SCRs are rare.", "“SCRs are rare.”", "Why? SCRs are rare."],
)
def test_a_sentence_begins_with_a_capital(text: str) -> None:
    assert "Serious case reviews (SCRs) are rare" in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "the\nSCRs are rare.",
        "the **SCRs are rare.**",
        "three {figure:scr} SCRs are rare.",
        "the [plan](a.md) SCRs are rare.",
        "`code` SCRs are rare.",
        "two things: SCRs are rare.",
        "(a plan) SCRs are rare.",
    ],
)
def test_the_midst_of_a_sentence_has_no_capital(text: str) -> None:
    assert "serious case reviews (SCRs) are rare" in said(text)


def test_each_item_of_a_list_begins_anew() -> None:
    assert "<li>Serious case review (SCR)</li>" in written("the\n\n- SCR\n- CDOP")


def test_what_its_author_wrote_out_stays() -> None:
    text = "A serious case review (SCR) is not a court. The SCR asks why."
    assert said(text) == text


def test_what_its_author_wrote_out_in_the_plural_counts_too() -> None:
    text = "Two serious case reviews (SCRs) and one SCR."
    assert said(text) == text


def test_what_its_author_explained_behind_stays() -> None:
    text = "An SCR (serious case review) and an SCR."
    assert said(text) == text


def test_the_words_over_two_lines_count_as_written_out() -> None:
    text = "A serious case\nreview (SCR). The SCR."
    assert said(text) == text


@pytest.mark.parametrize(
    "text",
    ["## The SCR\n\nThe SCR.", "[The SCR](a.md), then the SCR.", "`SCR`, then the SCR."],
    ids=["heading", "link", "code"],
)
def test_headings_links_and_code_stay_and_the_words_below_are_written_out(text: str) -> None:
    html = written(text)
    assert html.count("serious case review (SCR)") == 1
    assert html.rindex("serious case review (SCR)") > html.index("SCR")


@pytest.mark.parametrize(
    "text", ["SCR1", "pre-SCR", "SCR-like", "SCR/CDOP", "SCRAP", "scr", "DISCR", "ASCR"]
)
def test_parts_of_other_words_stay(text: str) -> None:
    assert said(f"The {text}.") == f"The {text}."


def test_the_longer_of_two_that_begin_alike_wins() -> None:
    assert said("The GPs.") == "The general practitioners (GPs)."


def test_bold_and_table_cells_are_written_out() -> None:
    assert "<strong>serious case review (SCR)</strong>" in written("the **SCR**")
    assert "<td>Serious case review (SCR)</td>" in written("| a |\n| - |\n| SCR |")


def test_a_text_remembers_nothing_of_another() -> None:
    assert said("The SCR.") == said("The SCR.")


def test_checks_and_summaries_see_what_was_written() -> None:
    body = render(Prose("The SCR."), KNOWN)
    assert [run.text for run in body.runs] == ["The SCR."]
    assert plain(Prose("The SCR.")) == "The SCR."


def test_without_a_glossary_nothing_is_changed() -> None:
    assert render(Prose("The SCR."), Abbreviations({})).parts == ("<p>The SCR.</p>\n",)
