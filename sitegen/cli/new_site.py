"""Begins a whole site: a folder that builds at once, with every key explained."""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from string import Template
from typing import Final, NamedTuple

from sitegen.cli import folders
from sitegen.cli.request import now
from sitegen.content import parsing, validation
from sitegen.issues.issue import Refusal, did_you_mean
from sitegen.models import describe
from sitegen.models.describe import Field
from sitegen.models.fields import whole_host
from sitegen.models.settings import Settings

KIND: Final = "site"
_SKELETON: Final = folders.HERE / "templates" / "skeleton"
_PLACES: Final = {"gitignore": ".gitignore", "workflows": ".github/workflows"}
"""Files and folders that would mean something where the skeleton is kept."""

_KEY: Final = re.compile(r"(?P<indent>  |- |)(?P<name>[a-z_]+):")
_HOST: Final = re.compile(r"[\w-]+(\.[\w-]+)+(?=[/:]|\Z)")
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class SetupQuestion(NamedTuple):
    """What is asked, what an empty answer means, and how an answer is read."""

    words: str
    usual: Callable[[Mapping[str, str]], str] = lambda _: ""
    read: Callable[[str], str] = str


def _noun(answers: Mapping[str, str]) -> str:
    name = answers.get("name", "").casefold()
    return next((word for word in ("partnership", "board", "committee") if word in name), "board")


def _address(answer: str) -> str:
    """Return the address of a site, whose beginning nobody types; raises Refusal."""
    host = answer.removeprefix("http://").removeprefix("https://")
    if not _HOST.match(host):
        message = f"“{answer}” is not the address of a site"
        raise Refusal(message, "Write it like https://www.example.org.")
    return whole_host(f"https://{host}")


def _email(answer: str) -> str:
    if not _EMAIL.fullmatch(answer):
        raise Refusal(f"“{answer}” is not an e-mail address", "Write office@example.org.")
    return answer


QUESTIONS: Final[Mapping[str, SetupQuestion]] = {
    "name": SetupQuestion("The full name of the body"),
    "short_name": SetupQuestion(
        "Its name as titles and the header use it", lambda a: a.get("name", "")
    ),
    "noun": SetupQuestion("What it calls itself in sentences, for example partnership", _noun),
    "area": SetupQuestion("The area that it is for"),
    "base_url": SetupQuestion(
        "The address of the site, for example https://www.example.org", read=_address
    ),
    "email": SetupQuestion("The e-mail address of its office", read=_email),
}
"""The six questions, in order."""


def begin(options: argparse.Namespace) -> None:
    """Ask what was not given, and write the skeleton; nothing that is there is changed.

    Raises Refusal and ContentError, and EOFError and KeyboardInterrupt from the questions.
    """
    _refuse_full(options.folder)
    answers = answered(dict(options.set), input if sys.stdin.isatty() else None)
    files = skeleton(answers, now().date())
    for path, text in files.items():
        place = options.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="\n")
    print(f"{options.folder} holds a new site; its README.md says what to do first.")
    if not _git("remote", "get-url", "origin"):
        print("Its generator.toml names a folder of this machine, which no host can reach: write")
        print("there from where others can clone the generator.")
    print(f"Look at it with: python3 build.py serve --preview --content {options.folder}")


def _refuse_full(folder: Path | None) -> None:
    if folder is None:
        raise Refusal("no folder is named", "Write it last: python3 build.py new site DIR")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refusal(f"{folder} is there already and not empty", "Name a new folder.")


def answered(given: dict[str, str], put: Callable[[str], str] | None) -> Mapping[str, str]:
    """Return an answer to each question, asking for what was not given; raises Refusal."""
    for name in given.keys() - QUESTIONS.keys():
        raise Refusal(f"“{name}” is not a question", did_you_mean(name, QUESTIONS))
    answers: dict[str, str] = {}
    for name, question in QUESTIONS.items():
        answer = given.get(name, "")
        usual = question.usual(answers)
        if put and not answer:
            answers[name] = _answer(question, usual, put)
        elif answer := answer or usual:
            answers[name] = question.read(answer)
    if missing := [name for name in QUESTIONS if name not in answers]:
        hint = f"Give each with --set, for example --set {missing[0]}=…"
        raise Refusal(f"these are needed: {', '.join(missing)}", hint)
    return answers


def _answer(question: SetupQuestion, usual: str, put: Callable[[str], str]) -> str:
    """Return an answer that can be; after one that cannot, it is said why and asked again."""
    words = f"{question.words}{f' [{usual}]' if usual else ''}: "
    said = ""
    while True:
        answer = put(said + words).strip() or usual
        try:
            if answer:
                return question.read(answer)
        except Refusal as refused:
            said = f"{refused}. {refused.hint}\n"


def skeleton(answers: Mapping[str, str], today: date) -> Mapping[str, str]:
    """Return the files of a site with their texts, by path; raises ContentError."""
    repository, commit = _version()
    area = answers["area"]
    words = {
        **answers,
        "description": f"Whom to call if you are worried about a child in {area}, and our work.",
        "home_title": f"Keeping children in {area} safe",
        "repository": repository,
        "commit": commit,
    }
    words |= {f"quoted_{key}": json.dumps(text, ensure_ascii=False) for key, text in words.items()}
    words["today"] = today.isoformat()
    files = {}
    for path in sorted(_SKELETON.rglob("*")):
        if path.is_file():
            place = path.relative_to(_SKELETON).as_posix()
            text = Template(path.read_text(encoding="utf-8")).substitute(words)
            files[_place(place)] = "".join(_explained(text, place))
    # As a build will read them; what is wrong is told now.
    validation.read(Settings, parsing.read_mapping(files["content/site.yml"], "site.yml"))
    return files


def _place(path: str) -> str:
    first, slash, rest = path.partition("/")
    return _PLACES.get(first, first) + slash + rest


def _version() -> tuple[str, str]:
    """Return from where this generator can be cloned, and its commit, as far as git knows."""
    repository = _git("remote", "get-url", "origin") or str(folders.HERE)
    return repository, _git("rev-parse", "HEAD")


def _git(*words: str) -> str:
    command = ["git", "-C", str(folders.HERE), *words]
    try:
        done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _explained(text: str, path: str) -> Iterator[str]:
    """Yield the lines of a file, with what each key means above its first use."""
    fields = _fields(path)
    already: set[str] = set()
    first = "---\n" if path.endswith(".md") else ""
    inside = not first
    for line in text.splitlines(keepends=True):
        if line == first:
            inside = not inside
        match = _KEY.match(line) if inside else None
        field = fields.get(match["name"]) if match else None
        if match and field and field.name not in already and _is_top(match["indent"], path):
            already.add(field.name)
            yield f"{match['indent'].replace('- ', '')}# {field.explained}\n"
        yield line
    if path in {"content/site.yml", "content/statement.yml"}:
        yield from _unused(fields, already)


def _is_top(indent: str, path: str) -> bool:
    """Return whether a key is one of the record itself and not of a part of it."""
    return bool(indent) == path.endswith("contacts.yml")


def _unused(fields: Mapping[str, Field], already: set[str]) -> Iterator[str]:
    """Yield the keys that may be added, each with what it means."""
    yield "\n# What else can be said here:\n"
    for field in fields.values():
        if field.name not in already:
            parts = f" ({', '.join(part.name for part in field.parts)})" if field.parts else ""
            yield f"\n# {field.explained}{parts}\n# {field.name}: {field.example}".rstrip() + "\n"


def _fields(path: str) -> Mapping[str, Field]:
    """Return the fields of the type whose records a file of the skeleton holds."""
    name = path.removeprefix("content/").partition("/")[0].removesuffix(".yml")
    for kind in (*describe.kinds(), *describe.settings()):
        if kind.collection == name and path.startswith("content/"):
            return {field.name: field for field in kind.fields}
    return {}
