"""Whatever an officer begins is a draft that builds, explained, and nothing is overwritten."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import jsonschema
import pytest
import yaml

from sitegen.cli import exit_codes, new, schema
from sitegen.cli import main as cli
from sitegen.issues.issue import Refusal
from sitegen.models import describe
from sitegen.site import reading
from tests import small_site

ANSWERS = {
    "review": "ex01",
    "contacts": "emergency",
    "phone": "01632 960999",
    "id": "made-for-a-test",
}
EXTRA = {"diagram": {"nodes": "One; Two"}, "address": {"from": "/old/"}}


@pytest.fixture
def content(exampleshire: Path, tmp_path: Path) -> Path:
    """A copy of a whole board’s content."""
    return shutil.copytree(exampleshire, tmp_path / "content")


def answers(kind: describe.Kind) -> dict[str, str]:
    """Return all that is needed as somebody might who is in a hurry."""
    given = {
        field.name: (*field.words, *field.examples, "Here: an answer")[0]
        for field in new.questions(kind)
    }
    if "id" in {field.name for field in kind.fields} or kind.is_folder:
        given["id"] = ANSWERS["id"]
    given |= {name: ANSWERS[name] for name in ("review", "contacts") if name in given}
    return given | EXTRA.get(kind.name, {})


def every_choice(kind: describe.Kind) -> list[dict[str, str]]:
    """Return all that is asked, once for each word that a field offers."""
    first = {name: value for name, value in answers(kind).items() if value}
    words = [(field.name, word) for field in new.questions(kind) for word in field.words]
    chosen = [first | {name: word} for name, word in words] or [first]
    for number, one in enumerate(chosen):
        title = f"Here: {kind.name} {number}"
        own = {"id": f"begun-{number}", "title": title, "question": title}
        one |= {name: word for name, word in own.items() if name in first}
    return chosen


def test_whatever_is_begun_is_explained_and_builds(content: Path) -> None:
    for kind in describe.kinds():
        for given in every_choice(kind):
            begun = new.begin(kind, given, content)
            text = (content / begun.path).read_text(encoding="utf-8")
            assert [field.name for field in kind.fields if field.meaning not in text] == []
            assert not re.search(r"\bThe id of a [aeiou]", text)
    arguments = ("--content", str(content), "--now", "2026-11-22T09:00")
    assert cli.main(["check", *arguments]) == exit_codes.FINE
    assert cli.main(["check", *arguments, "--preview"]) == exit_codes.FINE


def test_what_stands_in_comments_is_right_once_it_is_taken_out_of_them(content: Path) -> None:
    # These need something else to be changed with them.
    together = ("publish_at", "file", "link", "captions")
    for kind in describe.kinds():
        given = {name: value for name, value in answers(kind).items() if value}
        path = content / new.begin(kind, given, content).path
        text = path.read_text(encoding="utf-8")
        field = rf"^( *)# (?!(?:{'|'.join(together)}):)((?: *- | +)?\w+:.*)$"
        path.write_text(re.sub(field, r"\1\2", text, flags=re.MULTILINE), encoding="utf-8")
        assert path.read_text(encoding="utf-8") != text
    told = [one.message for one in reading.read(content).issues]
    assert told == ["a 7-minute briefing has seven parts, and there are 1"]


def test_what_is_there_is_never_overwritten(content: Path) -> None:
    before = (content / "pages/cookies.md").read_bytes()
    given = {"title": "Cookies", "id": "cookies"}
    with pytest.raises(Refusal, match="is there already"):
        new.begin(new.kind_of("page"), given, content)
    assert (content / "pages/cookies.md").read_bytes() == before
    contacts = (content / "contacts.yml").read_bytes()
    given = {"title": "Again", "id": "emergency", "purpose": "team", "phone": "999"}
    with pytest.raises(Refusal, match="already"):
        new.begin(new.kind_of("contact"), given, content)
    assert (content / "contacts.yml").read_bytes() == contacts


def test_what_stands_in_a_list_stays_as_it_was(content: Path) -> None:
    before = (content / "glossary.yml").read_text(encoding="utf-8")
    new.begin(new.kind_of("term"), {"term": "XYZ", "meaning": "A test."}, content)
    assert (content / "glossary.yml").read_text(encoding="utf-8").startswith(before.rstrip("\n"))


@pytest.mark.parametrize(
    ("name", "said"),
    [("newsleter", "Did you mean “newsletter”?"), ("qqq", "Known here: ")],
)
def test_a_misspelt_kind_is_told(name: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        new.kind_of(name)
    assert said in refused.value.hint or not refused.value.hint


def test_what_is_needed_and_not_given_is_named(
    content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    code = cli.main(["new", "newsletter", "--content", str(content), "--set", "title=Winter"])
    assert code == exit_codes.WRONG_USAGE
    assert "these are needed: issue, publisher" in capsys.readouterr().err


def test_questions_are_asked_until_they_are_answered() -> None:
    asked: list[str] = []
    replies = iter(("", "Winter 2026", "", "", "winter 2026", "CDOP", ""))

    def put(question: str) -> str:
        asked.append(question)
        return next(replies)

    found = new.ask(new.kind_of("newsletter"), {}, put)
    assert found["title"] == "Winter 2026"
    assert found["id"] == "winter-2026"
    assert "summary" not in found
    assert any("season and year" in question for question in asked)


def test_no_pseudonym_is_proposed_for_an_address() -> None:
    assert new.proposed({"title": "SCR6: Child A and Child B"}) == "scr6"


def test_an_answer_that_no_build_could_read_begins_nothing(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ("title=A", "issue=some day", "publisher=B", "id=a")
    options = [part for one in given for part in ("--set", one)]
    assert cli.main(["new", "newsletter", "--content", str(content), *options]) == 2
    assert "“some day” is not a date" in capsys.readouterr().err
    assert not (content / "newsletters/a.md").exists()


OWN_WORDS = """document_kinds: [minutes]
languages: [{code: sco, name: Scots, own_name: Scots leid}]
"""


def test_a_word_that_the_board_added_may_be_given_and_a_strange_one_may_not(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (content / "site.yml").open("a", encoding="utf-8") as settings:
        settings.write(OWN_WORDS)
    given = ("title=Notes", "id=notes", "document_kind=minutes", "about=It", "lang=sco")
    options = [part for one in given for part in ("--set", one)]
    assert cli.main(["new", "document", "--content", str(content), *options]) == exit_codes.FINE
    assert "document_kind: minutes" in (content / "documents.yml").read_text(encoding="utf-8")
    options[5] = "document_kind=minuets"
    assert cli.main(["new", "document", "--content", str(content), *options]) == 2
    assert "Did you mean “minutes”?" in capsys.readouterr().err


# ---- What editors' programs are told ----


def test_every_field_says_what_it_means() -> None:
    def silent(fields: tuple[describe.Field, ...]) -> list[str]:
        return [f.name for f in fields if not f.meaning.endswith((".", "!"))] + [
            name for field in fields for name in silent(field.parts)
        ]

    kinds = (*describe.kinds(), *describe.settings())
    assert {kind.name: silent(kind.fields) for kind in kinds if silent(kind.fields)} == {}


def test_the_content_fits_the_schemas_and_a_misspelt_key_does_not(exampleshire: Path) -> None:
    for name, rules in describe.schemas({}):
        jsonschema.Draft202012Validator.check_schema(rules)
        judge = jsonschema.Draft202012Validator(rules)
        text = (exampleshire / name).read_text(encoding="utf-8")
        written = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - text only
        assert [str(one.message) for one in judge.iter_errors(written)] == []
        spoilt = written[0] if isinstance(written, list) and written else written
        if spoilt:
            spoilt["titel"] = "A"
            assert not judge.is_valid(written), name


def test_a_schema_offers_what_the_board_added_and_nothing_else(tmp_path: Path) -> None:
    small_site.put(tmp_path, "content/site.yml", small_site.FILES["site.yml"] + OWN_WORDS)
    schema.write(tmp_path)
    rules = json.loads((tmp_path / ".vscode/schemas/documents.json").read_text(encoding="utf-8"))
    fields = rules["items"]["properties"]
    assert {"minutes", "guidance"} < set(fields["document_kind"]["enum"])
    assert {"sco", "cy"} < set(fields["lang"]["enum"])
    snippets = (tmp_path / ".vscode/content.code-snippets").read_text(encoding="utf-8")
    assert "thematic review" in snippets


def test_schemas_settings_and_snippets_are_written(tmp_path: Path) -> None:
    written = schema.write(tmp_path)
    assert ".vscode/schemas/contacts.json" in written
    settings = json.loads((tmp_path / ".vscode/settings.json").read_text(encoding="utf-8"))
    for rules, files in settings["yaml.schemas"].items():
        assert (tmp_path / rules).is_file()
        assert all(file.startswith("content/") for file in files)
    assert settings["yaml.schemas"][".vscode/schemas/actions.json"] == [
        "content/actions.yml",
        "content/actions/*.yml",
    ]
    snippets = json.loads((tmp_path / ".vscode/content.code-snippets").read_text(encoding="utf-8"))
    assert "title: ${1:" in "\n".join(snippets["A new newsletter"]["body"])
