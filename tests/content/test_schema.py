"""An entry becomes a typed value, or all its faults are told, each once and at its line."""

from __future__ import annotations

from enum import StrEnum
from textwrap import dedent

import pytest
from pydantic import BaseModel, ConfigDict, Field

from sitegen.content import validation
from sitegen.content.entry import Entry
from sitegen.content.parsing import read_mapping, read_markdown
from sitegen.content.record import leaves
from sitegen.content.values import FilePath, Key, Prose, Scalar
from sitegen.issues.issue import ContentError, Issue, Origin
from sitegen.models.fields import (
    Day,
    DocumentKey,
    File,
    Listed,
    LocalMoment,
    Markdown,
    PagePath,
    Partial,
    Slug,
    Telephone,
    Text,
    WebAddress,
)


class Colour(StrEnum):
    RED = "red"
    GREEN = "dark green"


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Source(Strict):
    document: DocumentKey = Field(description="The document that says it.")
    place: Text = Field(description="Where in the document.")


class Sample(Strict):
    id: Slug = Field("a", description="Its short name.")
    title: Text = Field(description="Its title, in sentence case.")
    colour: Colour = Field(Colour.RED, description="red or dark green.")
    old: str = Field("", alias="from", description="The old address.")
    order: int = Field(1, description="WCAG number.", ge=0)
    share: float = Field(1, description="A share.")
    urgent: bool = Field(default=False, description="Whether it is urgent.")
    summary: str = Field("", description="A sentence.", max_length=10)
    day: Day | None = Field(None, description="A day.")
    moment: LocalMoment | None = Field(None, description="A moment.")
    partial: Partial | None = Field(None, description="A date.")
    phone: Telephone | None = Field(None, description="A number.")
    web: WebAddress | None = Field(None, description="An address.")
    file: File | None = Field(None, description="A file.")
    text: Markdown | None = Field(None, description="Words.")
    colours: Listed[Colour] = Field((), description="Colours.")
    keys: Listed[DocumentKey] = Field((), description="Documents.")
    lines: tuple[Text, ...] = Field((), description="Lines.", max_length=2)
    source: Source | None = Field(None, description="A source.")
    sources: tuple[Source, ...] = Field((), description="Sources.")


class Page(Strict):
    id: PagePath = Field(description="Its place.")
    title: Text = Field(description="Its title.")
    body: Markdown = Field(description="Its words.")


def entry(text: str) -> Entry:
    return read_mapping(dedent(text), "a.yml")


def faults(text: str) -> tuple[Issue, ...]:
    with pytest.raises(ContentError) as raised:
        validation.read(Sample, entry(text))
    return raised.value.issues


def fault(text: str) -> str:
    (issue,) = faults(f"title: One\n{text}")
    return str(issue)


def test_a_whole_entry_is_read() -> None:
    read = validation.read(
        Sample,
        entry("""\
            title: "  One "
            colour: dark green
            from: /old/
            order: 3
            urgent: yes
            partial: autumn 2017
            colours: red
            sources:
              - {document: plan, place: Page 2}
            """),
    )
    assert (read.title, read.colour, read.old, read.order) == ("One", Colour.GREEN, "/old/", 3)
    assert read.urgent is True
    assert str(read.partial) == "autumn 2017"
    assert read.colours == (Colour.RED,)
    assert read.sources[0].document == Key("document", "plan")


@pytest.mark.parametrize(
    ("written", "read"),
    [("yes", True), ("no", False), ("Yes", True), ("NO", False), ("true", True), ("off", False)],
)
def test_yes_and_no_are_read_however_they_are_written(written: str, *, read: bool) -> None:
    assert validation.read(Sample, entry(f"title: One\nurgent: {written}\n")).urgent is read


def test_all_faults_are_told_at_once_each_at_its_line() -> None:
    told = faults("""\
        colour: blue
        order: many
        sources:
          - document: plan
            place: Page 2
          - documnt: report
            place:
              - a
        lines:
          - fine
          - b: c
        summary: far too long for this
        nonsense: x
        """)
    assert sorted((i.origin.line, i.field) for i in told) == [
        (1, "colour"),
        (1, "title"),
        (2, "order"),
        (6, "sources.2.documnt"),
        (7, "sources.2.place"),
        (11, "lines.2"),
        (12, "summary"),
        (13, "nonsense"),
    ]


def test_a_missing_field_is_asked_for_in_the_words_of_the_class() -> None:
    (issue,) = faults("order: 1\n")
    assert str(issue) == (
        "a.yml:1: error: title: this field is missing\n"
        "    Add “title:” – its title, in sentence case."
    )


def test_a_missing_field_inside_an_item_is_told_at_the_item() -> None:
    assert fault("sources:\n  - document: a\n    place: b\n  - document: a\n") == (
        "a.yml:5: error: sources.2.place: this field is missing\n"
        "    Add “place:” – where in the document."
    )


def test_a_key_whose_text_is_lost_behind_a_hash_is_told_at_its_line() -> None:
    (issue,) = faults("order: 1\ntitle: #1 of many\n")
    assert str(issue) == (
        "a.yml:2: error: “#” cuts off all of this text: “#1 of many”\n"
        '    Put the whole text in quotes: "#1 of many".'
    )


def test_a_misspelt_key_is_told_once_and_not_as_missing_too() -> None:
    (issue,) = faults("titel: One\n")
    assert str(issue) == (
        "a.yml:1: error: titel: there is no such field\n    Did you mean “title”?"
    )


def test_a_misspelt_key_keeps_no_other_from_being_missed() -> None:
    told = faults("sourse:\n  document: a\nsource:\n  documant: b\n")
    assert sorted((i.field, i.message) for i in told) == [
        ("source.documant", "there is no such field"),
        ("source.place", "this field is missing"),
        ("sourse", "there is no such field"),
        ("title", "this field is missing"),
    ]


def test_a_field_that_stands_there_already_is_not_suggested_again() -> None:
    assert fault("titles: x\n").startswith("a.yml:2: error: titles: there is no such field\n")
    assert "“title”" not in fault("titles: x\n")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("form: /a/", "from"),
        ("From: /a/", "from"),
        ("URGENT: yes", "urgent"),
        ("colors: x", "colo"),
    ],
)
def test_misspelt_keys_are_answered_with_the_key_as_it_is_written(written: str, meant: str) -> None:
    assert f"Did you mean “{meant}" in fault(written)


def test_keys_nobody_can_guess_are_answered_with_all_of_them() -> None:
    assert "Known here: colour, colours, day, file, from, id, keys," in fault("xyzzy: x\n")


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("colour: gren", "colour: “gren” is not one of the words for this\n    Known here: dark g"),
        ("colour: dark-green", "colour: “dark-green” is not one of the words for this\n    Known"),
        ("colour: Red", "colour: “Red” is not one of the words for this\n    Known here: dark gr"),
        ("colour: [red]", "colour: this list does not fit here\n    Write one of the words for th"),
        ("colours: blu", "colours: “blu” is not one of the words for this\n    Known here: dark g"),
        ("order: many", "order: “many” does not fit here\n    Write a whole number in digits alon"),
        ("order: 1,000", "order: “1,000” does not fit here\n    Write a whole number in digits al"),
        ("order: 1.5", "order: “1.5” does not fit here\n    Write a whole number in digits alone"),
        ("order: -1", "order: “-1” does not fit here\n    Write a number that is not below nought"),
        ("order: [1]", "order: this list does not fit here\n    Write a whole number in digits"),
        ("share: half", "share: “half” does not fit here\n    Write a number in digits alone"),
        ("urgent: maybe", "urgent: “maybe” does not fit here\n    Write yes or no."),
        ("urgent: [yes]", "urgent: this list does not fit here\n    Write yes or no."),
        ("summary: twelve chars", "summary: this text has 12 characters; 10 is the most\n    Shor"),
        ("summary: [a]", "summary: this list does not fit here\n    Write one text."),
        ("summary: {a: b}", "summary: this set of keys does not fit here\n    Write one text; if "),
        ("day: 2018-07", "day: “2018-07” is not a complete date\n    Write year-month-day"),
        ("day: [2018-07-01]", "day: this list does not fit here\n    Write one date, for example"),
        ("moment: [x]", "moment: this list does not fit here\n    Write one date with a time"),
        ("moment: 2018-07-01", "moment: “2018-07-01” is not a date with a time\n    Write it like"),
        ("partial: [2018]", "partial: there is a list here, where one text is meant\n"),
        ("phone: {a: b}", "phone: there are keys and values here, where one text is meant"),
        ("web: http://a.example", "web: “http://a.example” is not a web address that starts with "),
        ("file: ../a.pdf", "file: “../a.pdf” is not a path inside the content folder\n    Write i"),
        ("text: [a]", "text: there is a list here, where one text is meant\n"),
        ("keys: {a: b}", "keys: this set of keys does not fit here\n    Write a list, each item o"),
        ("lines: one", "lines: “one” does not fit here\n    Write a list, each item on a line tha"),
        ("lines: [a, b, c]", "lines: this list has 3 items; it may have 2 at most\n    Take"),
        ("source: one", "source: “one” does not fit here\n    Write a set of “key: value” lines"),
        ("source: [a]", "source: this list does not fit here\n    Write a set of “key: value” lin"),
        ("id: The Plan", "id: “The Plan” cannot be a name in an address\n    Use small letters, d"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_told_with_what_would(written: str, message: str) -> None:
    assert fault(written).startswith(f"a.yml:2: error: {message}")


def test_a_suggested_name_is_one_that_fits() -> None:
    assert fault("id: The Plan (2018)").endswith("for example the-plan-2018.")
    assert fault("id: “”").endswith("for example a-short-name.")
    assert fault("id: 31/13").endswith("for example 31-13.")


def test_no_message_speaks_of_the_machine() -> None:
    """Whatever shape stands in whatever field, its author understands the answer."""
    for name, field in Sample.model_fields.items():
        key = field.alias or name
        for written in (
            "[a]",
            "{a: b}",
            "[{a: b}]",
            "[[a]]",
            "%",
            "99999999999999999999999",
            "nan",
        ):
            text = "" if key == "title" else "title: One\n"
            try:
                validation.read(
                    Sample, entry(f"{text}{key}: {'x' * 20 if written == '%' else written}")
                )
            except ContentError as error:
                for issue in error.issues:
                    said = f"{issue.message} {issue.hint}".lower()
                    assert issue.message
                    assert issue.hint.endswith((".", "?")), issue
                    for word in ("guide", "validation", "schema", "pydantic", "input", "none"):
                        assert word not in said, issue


# ---- What the place of a file gives ----


def test_the_place_of_a_file_gives_its_id() -> None:
    page = validation.read(
        Page, read_markdown("---\ntitle: A\n---\n", "a.md"), {"id": "about/chair"}
    )
    assert page.id == "about/chair"


def test_an_id_in_the_front_matter_is_refused_at_its_line() -> None:
    written = read_markdown("---\ntitle: A\nid: b\n---\n", "a.md")
    with pytest.raises(ContentError) as raised:
        validation.read(Page, written, {"id": "a"})
    assert str(raised.value) == (
        "a.md:3: error: id: the file name already says this\n"
        "    Remove this line; to change it, rename the file."
    )


def test_a_file_name_that_cannot_be_an_address_is_told_with_one_that_can() -> None:
    written = read_markdown("---\ntitle: A\n---\n", "pages/About/My Page.md")
    with pytest.raises(ContentError) as raised:
        validation.read(Page, written, {"id": "About/My Page"})
    assert str(raised.value) == (
        "pages/About/My Page.md:1: error: id: “About/My Page” cannot be a name in an address\n"
        "    Rename the file to about/my-page.md, with small letters only."
    )


def test_neither_id_nor_body_is_suggested_in_front_matter() -> None:
    written = read_markdown("---\ntitle: A\nbodie: b\nidd: c\n---\n", "a.md")
    with pytest.raises(ContentError) as raised:
        validation.read(Page, written, {"id": "a"})
    assert [issue.hint for issue in raised.value.issues] == ["", ""]


# ---- Everything that points somewhere ----


def test_leaves_are_all_references_texts_and_files_with_their_paths() -> None:
    read = validation.read(
        Sample,
        entry("""\
            title: One
            text: Words.
            file: files/a.pdf
            keys: [plan]
            sources:
              - {document: report, place: Page 2}
            """),
    )
    assert dict(leaves(read)) == {
        ("file",): FilePath("files/a.pdf"),
        ("text",): Prose("Words.", Origin("a.yml", 2)),
        ("keys", 0): Key("document", "plan"),
        ("sources", 0, "document"): Key("document", "report"),
    }


def test_leaves_keep_their_lines() -> None:
    read = validation.read(Sample, entry("title: One\nkeys:\n  - plan\n  - report\n"))
    lines = [leaf.origin.line for _, leaf in leaves(read)]
    assert lines == [3, 4]
    assert Scalar("x").origin == Origin("")
