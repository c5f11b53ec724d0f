"""Files are searched for private details as pages are, and told where a reader finds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.checks import inside, personal_data
from sitegen.issues.wording import MarkedText
from sitegen.pipeline import report
from sitegen.privacy import patterns
from tests import small_site
from tests.safety.canary import pdf

_DOCUMENT = """- id: plan
  title: Plan
  status: published
  published: 2026-11-20
  document_kind: guidance
  about: What to do.
  owner: Exampleshire SCB
  file_state: available
  file: files/plan.pdf
"""


def told(folder: Path, data: bytes, more: str = "") -> list[str]:
    """Tell what is found in a PDF of the small site."""
    content = small_site.write(folder)
    small_site.put(content, "documents.yml", _DOCUMENT + more)
    (content / "files").mkdir()
    (content / "files/plan.pdf").write_bytes(data)
    found = [
        issue.message for issue in inside.files_hold_no_private_details(small_site.site(content))
    ]
    assert not any("2015" in message for message in found), "what was found is masked"
    return found


def test_a_sentence_that_goes_on_in_the_next_line_of_a_pdf_is_one(tmp_path: Path) -> None:
    file = pdf("He was born) Tj 0 -14 Td (on 3 May 2015 in Testbury.", "Plan")
    message = (
        "“files/plan.pdf” holds what looks like a date of birth: “b…”, 18 characters, on page 1"
    )
    assert told(tmp_path, file) == [message]


def test_what_a_pdf_says_of_itself_is_searched_too(tmp_path: Path) -> None:
    (message,) = told(tmp_path, pdf("The plan.", "Born 3 May 2015"))
    assert message.endswith("“B…”, 15 characters, in what it says of itself")


def test_the_cure_mends_it(tmp_path: Path) -> None:
    """What the hint says to write, with the words that stand there, is accepted."""
    allowed = "allow: [{rule: date of birth, text: those very words, reason: why they may}]"
    assert MarkedText(personal_data.cure("date of birth", office=False)).endswith(allowed)
    written = allowed.replace("those very words", "He was born 3 May 2015 in Testbury")
    file = pdf("He was born 3 May 2015 in Testbury.", "Plan")
    assert told(tmp_path, file, f"  {written}\n") == []


def test_no_other_message_shows_the_line_of_a_private_detail(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    small_site.change(content, "pages/help.md", "Call ", "The QXZ has 943 476 5919. Call ")
    done = small_site.build(content)
    said = report.as_text(done, content) + report.as_json(done, content)
    assert "“QXZ” is not in the glossary" in said
    assert "there is what looks like an NHS number here: words 4 to 6 of the line" in said
    assert "943" not in said


@pytest.mark.parametrize(
    "text",
    [
        *("1 year " * 40_000, "a." * 40_000 + " x@y.zz", "aged 7 " * 20_000, "01-" * 40_000),
        *("Aa " * 40_000 + "School", "born 1" * 40_000, "12 Aa Aa Aa " * 20_000),
    ],
    ids=lambda text: text[:8],
)
def test_a_file_made_to_be_slow_is_searched_to_its_end(text: str) -> None:
    # Work that grows with the square of such a text would not end today.
    assert len(list(patterns.details_in(text, reviews=True))) <= len(text)
