"""YAML is read as text only, every value with its line, and every slip is said in plain English."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from contextlib import suppress
from textwrap import dedent

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sitegen.content import yaml_reader
from sitegen.content.entry import Entry, Path
from sitegen.content.parsing import read_list, read_mapping, read_markdown
from sitegen.content.values import Scalar
from sitegen.issues.issue import ContentError, Issue, Origin


def lines(entry: Entry) -> dict[Path, int]:
    """Return the line of each key and item of an entry."""
    return {path: place.line for path, place in entry.places.items()}


@pytest.fixture(params=["libyaml", "without libyaml"])
def _either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without libyaml must be told the same."""
    if request.param == "without libyaml":
        monkeypatch.setattr(yaml_reader, "_LOADER", yaml.SafeLoader)


def faults(read: Callable[[str, str], object], text: str) -> tuple[Issue, ...]:
    with pytest.raises(ContentError) as raised:
        read(text, "a.yml")
    return raised.value.issues


def mapping(text: str) -> Entry:
    return read_mapping(dedent(text), "a.yml")


# ---- Everything stays text ----


@pytest.mark.parametrize(
    "written",
    [
        *("0123", "0o17", "0x1F", "1_000", "1e3", "12:30", "1.50", "+44 1632 960000"),
        *("yes", "no", "on", "True", "null", "~", ".inf", "2024-03-09", "2018-07", "="),
        *("01632 960000", "C:\\files", "https://example.org/a#b", "a#b", "50%", "“Curly”"),
    ],
)
def test_a_value_stays_as_it_is_written(written: str) -> None:
    assert mapping(f"key: {written}\n").data == {"key": written}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('"a: b"', "a: b"),
        ("'it''s'", "it's"),
        ('"caf\\u00e9"', "café"),
        ('"yes"', "yes"),
        ("a # note", "a"),
        ("a\n  b", "a b"),
    ],
)
def test_quotes_and_notes_are_taken_off(written: str, read: str) -> None:
    assert mapping(f"key: {written}\n").data == {"key": read}


def test_blocks_keep_or_fold_their_lines() -> None:
    entry = mapping("""\
        kept: |
          one
          two
        folded: >-
          one
          two
        """)
    assert entry.data == {"kept": "one\ntwo\n", "folded": "one two"}


def test_a_key_without_a_value_gives_nothing() -> None:
    assert mapping("a:\nb: ''\nc:   # later\nd: x\n").data == {"d": "x"}


def test_lists_and_keys_nest() -> None:
    entry = mapping("""\
        plain:
          - a
          - b: c
        flow: [x, {y: z}]
        """)
    assert entry.data == {"plain": ["a", {"b": "c"}], "flow": ["x", {"y": "z"}]}


# ---- Lines ----

NESTED = """\
# A note for officers.

title: One
sources:
  - document: plan

    place: Page 2
  - place: Page 3
    document: report
names: [Ann,
  Ben]
"""


@pytest.mark.usefixtures("_either_parser")
def test_every_key_and_item_has_its_line() -> None:
    assert lines(read_mapping(NESTED, "a.yml")) == {
        ("title",): 3,
        ("sources",): 4,
        ("sources", 0): 5,
        ("sources", 0, "document"): 5,
        ("sources", 0, "place"): 7,
        ("sources", 1): 8,
        ("sources", 1, "place"): 8,
        ("sources", 1, "document"): 9,
        ("names",): 10,
        ("names", 0): 10,
        ("names", 1): 11,
    }


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("sources", 0, "place"), 7),
        (("sources", 0, "missing"), 5),
        (("sources", 9), 4),
        (("missing",), 3),
        ((), 3),
    ],
)
def test_what_is_missing_is_told_at_the_nearest_thing_around_it(path: Path, line: int) -> None:
    assert read_mapping(NESTED, "a.yml").place(path) == Origin("a.yml", line)


@pytest.mark.usefixtures("_either_parser")
def test_a_text_knows_the_line_where_its_words_begin() -> None:
    data = mapping("""\
        plain: a
        block: |
          b
        folded: >-

          c
        below:
          d
        quoted: "e"
        """).data
    lines = {name: value.origin.line for name, value in data.items() if isinstance(value, Scalar)}
    assert lines == {"plain": 1, "block": 3, "folded": 5, "below": 8, "quoted": 9}


def test_each_entry_of_a_list_has_its_own_lines() -> None:
    first, second = read_list("# Note\n- id: a\n  title: A\n\n-\n  id: b\n", "a.yml")
    assert (first.origin, lines(first)) == (Origin("a.yml", 2), {("id",): 2, ("title",): 3})
    assert (second.origin, lines(second)) == (Origin("a.yml", 6), {("id",): 6})


@pytest.mark.parametrize("text", ["", "[]", "# Nothing yet.\n", "\n\n", "---\n"])
def test_a_list_may_be_empty(text: str) -> None:
    with suppress(ContentError):
        assert read_list(text, "a.yml") == ()


# ---- Front matter ----


def test_front_matter_and_body_have_the_lines_of_the_file() -> None:
    entry = read_markdown("---\ntitle: One\nstatus: draft\n---\n\nWords.\n", "a.md")
    assert entry.data == {"title": "One", "status": "draft", "body": "\nWords.\n"}
    assert lines(entry) == {("title",): 2, ("status",): 3, ("body",): 5}
    body = entry.data["body"]
    assert isinstance(body, Scalar)
    assert body.origin == Origin("a.md", 5)


def test_blank_lines_above_the_front_matter_move_its_lines() -> None:
    entry = read_markdown("\n\n---\ntitle: One\n---\nWords.\n", "a.md")
    assert lines(entry) == {("title",): 4, ("body",): 6}


def test_a_line_across_the_page_does_not_close_the_body() -> None:
    entry = read_markdown("---\ntitle: One\n---\nWords.\n\n---\n\nMore.\n", "a.md")
    assert entry.data["body"] == "Words.\n\n---\n\nMore.\n"


def test_a_body_may_be_empty() -> None:
    assert read_markdown("---\ntitle: One\n---", "a.md").data["body"] == ""


def test_a_block_may_hold_hyphens() -> None:
    entry = read_markdown("---\nnote: |\n  - one\n  --- two\n---\n", "a.md")
    assert entry.data["note"] == "- one\n--- two\n"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "the file does not begin with front matter: the keys between two lines “---”"),
        ("title: One\n---\n", 1, "the file does not begin with front matter: the keys between tw"),
        ("\nWords.\n", 2, "the file does not begin with front matter: the keys between two lines"),
        ("---\ntitle: One\n\nWords.\n", 1, "nothing closes the keys that begin here"),
        ("---\ntitle: One\n—\nWords.\n", 3, "“—” is where “---” should close the keys"),
        ("---\ntitle: One\n----\nWords.\n", 3, "“----” is where “---” should close the keys"),
        ("---\ntitle: One\n --- \nWords.\n", 3, "“---” is where “---” should close the keys"),
        ("---\n---\nWords.\n", 1, "nothing stands between the two lines “---”"),
        ("---\n# note\n---\nWords.\n", 1, "nothing stands between the two lines “---”"),
        ("---\ntitle: One\nbody: Words\n---\n", 3, "the words of the page do not belong among its"),
    ],
)
def test_front_matter_that_cannot_be_told_from_the_words_is_refused(
    text: str, line: int, message: str
) -> None:
    (issue,) = faults(read_markdown, text)
    assert issue.origin.line == line
    assert issue.message.startswith(message)
    assert issue.hint


# ---- Faults, each at its line ----


@pytest.mark.usefixtures("_either_parser")
def test_a_key_given_twice_is_told_at_its_second_line() -> None:
    (issue,) = faults(read_mapping, "title: A\nstatus: x\ntitle: B\n")
    assert (issue.origin.line, issue.message) == (3, "“title” is given twice")


def test_a_key_given_twice_deep_inside_is_told_there() -> None:
    issues = faults(read_list, "- a:\n    - b: 1\n      b: 2\n- c: 1\n  c: [2, {d: 3}]\n  c: 3\n")
    assert [(i.origin.line, i.message) for i in issues] == [
        (3, "“b” is given twice"),
        (5, "“c” is given twice"),
        (6, "“c” is given twice"),
    ]


def test_all_faults_of_a_file_are_told_at_once() -> None:
    issues = faults(read_list, "- a: 1\n  a: 2\n-\n- words\n- b: &x 1\n- c:\n    -\n")
    assert [(i.origin.line, i.message) for i in sorted(issues, key=lambda i: i.origin)] == [
        (2, "“a” is given twice"),
        (3, "this entry is empty"),
        (4, "this should be a set of keys with values"),
        (5, "“&” means something else at the beginning of a text"),
        (7, "this item of the list is empty"),
    ]


@pytest.mark.usefixtures("_either_parser")
@pytest.mark.parametrize(
    ("text", "line", "sign"),
    [
        ("a: &b c\n", 1, "&"),
        ("a: b\nc: *a\n", 2, "*"),
        ("a: &b\n  c: d\n", 1, "&"),
        ("a: !b c\n", 1, "!"),
        ("a: !!python/object/apply:os.system [b]\n", 1, "!"),
        ("a:\n  - !b\n", 2, "!"),
        ("a: *b*\n", 1, "*"),
        ("*a : b\n", 1, "*"),
        ("&a b: c\n", 1, "&"),
    ],
)
def test_aliases_anchors_and_tags_are_refused(text: str, line: int, sign: str) -> None:
    told = [(i.origin.line, i.message) for i in faults(read_mapping, text)]
    assert (line, f"“{sign}” means something else at the beginning of a text") in told


def test_a_value_that_would_grow_without_end_is_refused() -> None:
    laughs = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 12))
    assert len(faults(read_mapping, f"l0: &l0 ha\n{laughs}")) > 11


DEEP = {
    "brackets": "a: " + "[" * 10_000 + "]" * 10_000,
    "brackets that nothing closes": "a: " + "[" * 10_000,
    "braces": "a: " + "{a: " * 10_000 + "}" * 10_000,
    "keys that are no words": "a: " + "{? " * 10_000,
    "hyphens": "a:\n  " + "- " * 10_000 + "x",
    "indentation": "".join(f"{' ' * n}a:\n" for n in range(1_000)),
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP.keys())
def test_deep_nesting_is_refused_and_overflows_nothing(text: str) -> None:
    issues = faults(read_mapping, text)
    assert issues[-1].message == "lists are nested too deeply here"
    assert issues[-1].hint == "Look for brackets or hyphens that were typed by accident."


def test_brackets_by_the_ten_thousand_are_refused_in_a_list_too() -> None:
    # As many brackets made the parser's own maker of nodes end the whole program.
    assert len(faults(read_list, "[" * 50_000 + "]" * 50_000)) == 1


def test_nesting_as_deep_as_is_allowed_is_read() -> None:
    deepest = yaml_reader.DEEPEST - 1
    assert read_mapping(f"a: {'[' * deepest}x{']' * deepest}\n", "a.yml").data


# ---- Slips that YAML itself cannot read ----

INDENTED = "this line is indented differently from its neighbours"
NEITHER = "this line is neither “key: value” nor part of the text above it"
OPENED = "a quotation mark is opened and never closed"

SLIPS = {
    "a tab before a key": ("a:\n\tb: c\n", 2, "there is a tab where spaces are needed"),
    "a tab before a hyphen": ("a:\n  - b\n\t- c\n", 3, "there is a tab where spaces are needed"),
    "a colon in a text": (
        *("x: y\ntitle: One: two\nz: x\n", 2),
        "there is a colon with a space after it inside this text",
    ),
    "a colon at the end of a text": (
        *("title: One:\nz: x\n", 1),
        "there is a colon with a space after it inside this text",
    ),
    "curly quotation marks": (
        *("title: “One: two”\nz: x\n", 1),
        "only straight quotation marks can hold a text together, and these are curly",
    ),
    "no space after a colon": (
        *("title:One\nz: x\n", 1),
        "a space is missing after the colon of “title:”",
    ),
    "no space after the last colon": (
        *("z: x\ntitle:One\n", 2),
        "a space is missing after the colon of “title:”",
    ),
    "an asterisk": ("title: *One*\n", 1, "“*” means something else at the beginning of a text"),
    "an at sign": ("title: @one\n", 1, "“@” means something else at the beginning of a text"),
    "a percent sign": ("title: %one\n", 1, "“%” means something else at the beginning of a text"),
    "a backtick": ("title: `one`\n", 1, "“`” means something else at the beginning of a text"),
    "a text that begins with brackets": (
        *("title: [One] two\nz: x\n", 1),
        "“[” at the beginning opens a list of values, and no “]” ends this line",
    ),
    "a bracket that nothing closes": (
        *("z: x\ntitle: [One two\ny: x\n", 2),
        "“[” at the beginning opens a list of values, and no “]” ends this line",
    ),
    "a brace": (
        *("title: {One} two\nz: x\n", 1),
        "“{” at the beginning opens a list of values, and no “}” ends this line",
    ),
    "a quotation mark that nothing closes": ('title: "One\nz: x\ny: x\n', 1, OPENED),
    "one that the next value closes": ('title: "One\nz: "x"\n', 1, OPENED),
    "one that a list's item closes much later": ('z: "One\ny: x\nx:\n  - a: "b"\n', 1, OPENED),
    "one in an item of a list": ('z:\n  - "One\n  - two\ny: "x"\n', 2, OPENED),
    "an apostrophe that nothing closes": ("x: y\ntitle: 'One\nz: x\n", 2, OPENED),
    "words behind quotation marks": (
        *('title: "One" two\nz: x\n', 1),
        "a quotation mark inside this text ends it too early",
    ),
    "an apostrophe between apostrophes": (
        *("title: 'The board's plan'\nz: x\n", 1),
        "an apostrophe or quotation mark inside this text ends it too early",
    ),
    "a backslash": (
        *('title: "C:\\One"\n', 1),
        "a backslash “\\” means something else between double quotation marks",
    ),
    "a key further in": ("a: b\n c: d\n", 2, INDENTED),
    "a key further out": ("a:\n  b: c\n d: e\n", 3, INDENTED),
    "a line without a key": ("a: b\nwords here\nc: d\n", 2, NEITHER),
    "a last line without a key": ("a: b\nwords here\n", 2, NEITHER),
    "a colon without a key": ("a: b\n: c\n", 2, "there is no key before this colon"),
    "words beside a block's sign": ("a: |words\n  b\n", 1, "the text should begin on the line bel"),
    "words beside a fold's sign": ("a: > words\n", 1, "the text should begin on the line below “>"),
    "a second document": (
        "a: b\n---\nc: d\n",
        2,
        "there is a line “---” in the middle of the file",
    ),
    "the end of a document": ("a: b\n...\nc: d\n", 3, "this line cannot stand here"),
    "a bell": ("a: \x07b\n", 1, "there is an invisible character in this file"),
}


@pytest.mark.usefixtures("_either_parser")
@pytest.mark.parametrize(("text", "line", "message"), SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_said_in_plain_english_at_its_line(text: str, line: int, message: str) -> None:
    (issue,) = faults(read_mapping, text)
    assert issue.origin == Origin("a.yml", line)
    assert issue.message.startswith(message)
    assert issue.hint.endswith(".")


LIST_SLIPS = {
    "no hyphen at all": ("id: a\ntitle: b\n", 1, "this file should hold a list"),
    "words above the list": ("Numbers\n- id: a\n", 1, "this line is outside the list"),
    "words below the list": ("- id: a\nMore\n", 2, "this line is outside the list"),
    "a key without its indentation": ("- id: a\ntitle: b\n", 2, "this line is outside the list"),
    "a key with one space too few": ("- id: a\n title: b\n", 2, INDENTED),
    "no space after a hyphen": ("-id: a\n  title: b\n", 1, "a space is missing after the “-”"),
    "a colon in an item": ("- a: b: c\n", 1, "there is a colon with a space after it inside this"),
    "words alone": ("words\n", 1, "this file should hold a list"),
    "an empty list above": ("# Note\n[]\n- id: a\n", 2, "“[]” says that this list is empty"),
}


@pytest.mark.usefixtures("_either_parser")
@pytest.mark.parametrize(("text", "line", "message"), LIST_SLIPS.values(), ids=LIST_SLIPS.keys())
def test_a_slip_in_a_list_is_said_in_plain_english(text: str, line: int, message: str) -> None:
    (issue,) = faults(read_list, text)
    assert issue.origin == Origin("a.yml", line)
    assert issue.message.startswith(message)
    assert issue.hint.endswith(".")


def test_a_slip_in_front_matter_has_the_line_of_the_file() -> None:
    (issue,) = faults(read_markdown, "\n---\nstatus: draft\ntitle: One: two\n---\nWords.\n")
    assert issue.origin.line == 4
    assert issue.hint == 'Put the whole text in quotes: "One: two".'


def test_the_hint_for_a_colon_never_quotes_a_quotation_mark() -> None:
    (issue,) = faults(read_mapping, 'title: The "plan": two\n')
    assert issue.hint == "Put the whole text in quotes."


def test_faults_above_a_slip_are_told_with_it() -> None:
    issues = faults(read_mapping, "a: 1\na: 2\ntitle: One: two\n")
    assert [issue.origin.line for issue in issues] == [2, 3]


def test_non_breaking_spaces_before_values_are_read_as_spaces() -> None:
    text = "title:\u00a0One\nlist:\n\u00a0\u00a0-\u00a0a:\u00a0b\nkept: 10\u00a0km\n"
    assert mapping(text).data == {"title": "One", "list": [{"a": "b"}], "kept": "10\u00a0km"}


def test_an_empty_file_of_keys_is_told() -> None:
    (issue,) = faults(read_mapping, "# nothing\n")
    assert (issue.origin.line, issue.message) == (1, "this file is empty")


def test_a_list_where_keys_are_meant_is_told() -> None:
    (issue,) = faults(read_mapping, "\n- a\n- b\n")
    assert (issue.origin.line, issue.message) == (2, "this should be a set of keys with values")


@pytest.mark.parametrize("read", [read_list, read_mapping, read_markdown])
@given(text=st.text(alphabet=st.sampled_from("ab:-#[]{}'\"|>&*!%@?,\\ \n\t\u00a0\ufeff\x07é")))
def test_whatever_is_typed_is_read_or_told(read: Callable[[str, str], object], text: str) -> None:
    for whole in (text, f"---\n{text}\n---\n", f"title: {text}"):
        with suppress(ContentError):
            read(whole, "a.md")


def test_every_key_has_its_column_and_every_value_its_own() -> None:
    entry = read_list("- id: a\n  steps:\n    - {when: now}\n", "a.yml")[0]
    assert {path: place.column for path, place in entry.places.items()} == {
        ("id",): 3,
        ("steps",): 3,
        ("steps", 0): 7,
        ("steps", 0, "when"): 8,
    }
    assert isinstance(entry.data["id"], Scalar)
    assert entry.data["id"].origin.column == 7


def test_what_was_read_of_a_file_is_the_same_once_it_was_packed() -> None:
    text = "---\ntitle: A page\nthemes:\n  - {theme: a, coded: yes}\n  - [b, “c”]\n---\nWords.\n"
    entry = read_markdown(text, "pages/a.md")
    again = pickle.loads(pickle.dumps(entry))  # noqa: S301 - it is ours
    assert again == entry
    assert isinstance(again.data["title"], Scalar)
    for path, place in entry.places.items():
        assert (again.place(path), again.place(path).column) == (place, place.column)
    assert again.place(("nothing",)) == entry.origin
    title = again.data["title"].origin
    assert (title, title.column) == (Origin("pages/a.md", 2), 8)
