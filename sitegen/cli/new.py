"""Begins a new page, document, number or whatever else there is, with every field explained."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from sitegen.cli import arguments, exit_codes, new_site
from sitegen.cli.site_words import words_of
from sitegen.content import parsing, validation
from sitegen.content.entry import Entry
from sitegen.content.slugs import slug
from sitegen.issues.issue import ContentError, Refusal, did_you_mean, known_words
from sitegen.issues.wording import build_command
from sitegen.models import COLLECTIONS, describe
from sitegen.models.describe import Field, Kind
from sitegen.output import write

_SAFE: Final = re.compile(r"[\w“”‘’][^\n:#'\"{}\[\]|>&*!%@`]*\Z")
_FIRST: Final = {"status": "draft", "file_state": "awaited"}
"""What everything begins as, so that nobody is asked: a draft, and of a document its entry."""

_WORDS: Final = "Write the words here."


class Begun(NamedTuple):
    """What was begun, and where."""

    kind: Kind
    path: str
    id: str


def kind_of(name: str) -> Kind:
    """Find a type by its word; raises Refusal."""
    kinds = {kind.name: kind for kind in describe.kinds()}
    if name not in kinds:
        hint = did_you_mean(name, (*kinds, new_site.KIND))
        raise Refusal(f"there is nothing called “{name}” to begin", hint)
    return kinds[name]


def questions(kind: Kind) -> tuple[Field, ...]:
    """Return the few fields without which it cannot be."""
    needed = (f for f in kind.fields if f.required or f.name == "summary")
    # The name has a question of its own, because it has a proposal.
    settled = {"id", *_FIRST}
    return tuple(field for field in needed if field.name not in settled and not field.parts)


def ask(kind: Kind, given: Mapping[str, str], put: Callable[[str], str]) -> dict[str, str]:
    """Ask for what was not given, in the words of the models, until it is answered."""
    answers = dict(given)
    for field in questions(kind):
        while not answers.get(field.name):
            answers[field.name] = put(_question(field)).strip()
            if field.words and answers[field.name] not in field.words:
                answers[field.name] = ""
            if not field.required:
                break
    if "id" not in answers and kind.name != "address":
        proposal = proposed(answers)
        question = f"Short name for its address, never a child’s name [{proposal}]: "
        answers["id"] = put(question).strip() or proposal
    return {name: value for name, value in answers.items() if value}


def _question(field: Field) -> str:
    words = f" ({', '.join(field.choices)})" if field.choices else ""
    needed = "" if field.required else " (leave it empty if there is none)"
    return f"{field.meaning}{words}{needed}\n{field.name}: "


def proposed(answers: Mapping[str, str]) -> str:
    """Propose a short name, made from the first answer that names the thing.

    What follows a colon is left out: there titles of reviews name the child.
    """
    names = ("issue", "title", "term", "role", "question", "name", "text", "wording")
    named = next((answers[name] for name in names if answers.get(name)), "")
    return slug(named.partition(":")[0])


def begin(kind: Kind, answers: Mapping[str, str], content: Path) -> Begun:
    """Write it as a draft; nothing that is there is changed. Raises Refusal and ContentError."""
    _refuse_strangers(kind, answers)
    _refuse_unknown_words(kind, answers)
    name = answers.get("id") or proposed(answers)
    if kind.is_folder:
        path = f"{kind.place}{name}.md"
        text = f"---\n{''.join(_lines(kind, answers))}---\n\n{_WORDS}\n"
        _try(kind, parsing.read_markdown(text, path), name)
        _create(content / path, text)
    else:
        paths = _lists(kind, content)
        # Of several files the last is added to.
        path = paths[-1].relative_to(content).as_posix() if paths else kind.place
        entry = _entry(kind, {**answers, "id": name} if kind.name != "address" else answers)
        _try(kind, parsing.read_list(entry, path)[0], "")
        _refuse_known(kind, content, name)
        _append(content / path, entry)
    return Begun(kind, path, name)


def _refuse_strangers(kind: Kind, answers: Mapping[str, str]) -> None:
    names = {"id", *(field.name for field in kind.fields)}
    for name in answers.keys() - names:
        raise Refusal(f"{kind.name} has no field “{name}”", did_you_mean(name, names))
    if missing := [f.name for f in questions(kind) if f.required and not answers.get(f.name)]:
        hint = f"Give each with --set, for example --set {missing[0]}=…"
        raise Refusal(f"these are needed: {', '.join(missing)}", hint)


def _refuse_unknown_words(kind: Kind, answers: Mapping[str, str]) -> None:
    for field in (field for field in kind.fields if field.words):
        given = answers.get(field.name, "")
        for word in given.split(";") if field.several else [given]:
            if word.strip() not in {"", *field.words}:
                message = f"{field.name}: “{word.strip()}” is not one of the words for this"
                raise Refusal(message, known_words(word.strip(), field.words))


def _try(kind: Kind, entry: Entry, name: str) -> None:
    """Read the text as a build will, so that nothing is begun that cannot be built."""
    validation.read(COLLECTIONS[kind.collection], entry, {"id": name} if name else None)


def _create(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        message = f"the file {path} is there already"
        raise Refusal(message, "Give another short name, with --set id=…") from None


def _lists(kind: Kind, content: Path) -> list[Path]:
    """Return the files of a list: its one file, and those in its folder."""
    paths = [content / kind.place, *sorted((content / kind.collection).glob("*.yml"))]
    return [path for path in paths if path.is_file()]


def _refuse_known(kind: Kind, content: Path, name: str) -> None:
    for path in _lists(kind, content):
        text = path.read_text(encoding="utf-8")
        if re.search(rf"^- id: {re.escape(name)}\s*$", text, re.MULTILINE):
            raise Refusal(f"“{name}” is in {path.name} already", "Give another, with --set id=…")


def _append(path: Path, entry: str) -> None:
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    earlier = "" if before.strip() == "[]" else before.rstrip("\n") + "\n\n" * bool(before.strip())
    write.replace(path, (earlier + entry).encode())


def _entry(kind: Kind, answers: Mapping[str, str]) -> str:
    lines = "".join(_lines(kind, answers)).splitlines()
    first = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    # The entry begins at its first key, and what explains that key stands above it.
    above, here, below = lines[:first], lines[first], lines[first + 1 :]
    return "\n".join([*above, f"- {here}", *(f"  {line}" for line in below)]) + "\n"


def _lines(kind: Kind, answers: Mapping[str, str]) -> Iterator[str]:
    """Write what is known first, and then all that could be said, as comments."""
    filled = {f.name: f for f in kind.fields if f.required or f.name in answers}
    filled |= {f.name: f for f in kind.fields if f.name in _FIRST}
    for name in sorted(filled, key=lambda name: (name != "id", name != "title", name == "status")):
        yield f"# {filled[name].explained}\n"
        yield from _filled(filled[name], answers.get(name, ""))
    for field in kind.fields:
        if field.name not in filled:
            yield f"# {field.explained}\n"
            if field.parts:
                yield from (f"# {line}" for line in _filled(field, ""))
            else:
                yield f"# {field.name}: {field.example}".rstrip() + "\n"


def _filled(field: Field, answer: str) -> Iterator[str]:
    if field.name == "status":
        yield "status: draft\n"
    elif field.name in _FIRST:
        yield f"{field.name}: {answer or _FIRST[field.name]}\n"
    elif field.parts:
        yield f"{field.name}:\n"
        flat = [part for part in field.parts if not part.parts]
        needed = [part for part in field.parts if part.required or part.usual] or flat
        for number, part in enumerate(needed):
            dash = ("- " if number == 0 else "  ") if field.several else ""
            stand_in = f"the-id-of-a-{part.refers_to}" if part.refers_to else _WORDS
            yield f"  {dash}{part.name}: {part.example or stand_in}\n"
    elif field.several:
        yield f"{field.name}:\n"
        yield from (f"  - {_quoted(value.strip())}\n" for value in answer.split(";"))
    else:
        yield f"{field.name}: {_quoted(answer)}\n"


def _quoted(text: str) -> str:
    """Put quotes around what YAML would misread."""
    return text if _SAFE.match(text) else "'" + text.replace("'", "''") + "'"


def command(options: argparse.Namespace) -> int:
    """Begin something new as a draft, asking for what it needs."""
    try:
        if options.kind == new_site.KIND:
            new_site.begin(options)
        else:
            _begin_record(options)
    except (Refusal, ContentError) as refused:
        hint = f"\n    {refused.hint}" if isinstance(refused, Refusal) and refused.hint else ""
        print(f"Nothing was created: {refused}{hint}", file=sys.stderr)
        return exit_codes.WRONG_USAGE
    except (EOFError, KeyboardInterrupt):
        print("\nStopped before the end; nothing was created.", file=sys.stderr)
        return exit_codes.WRONG_USAGE
    return exit_codes.FINE


def _begin_record(options: argparse.Namespace) -> None:
    kind = describe.with_words(kind_of(options.kind), words_of(options.content))
    answers = dict(options.set)
    if sys.stdin.isatty():
        answers = ask(kind, answers, input)
    begun = begin(kind, answers, options.content)
    name = f" “{begun.id}”" if begun.id else ""
    print(f"{options.content.name}/{begun.path} holds the new {kind.name}{name}, as a draft.")
    look = build_command("Open it, write, and look at it with: …", "serve", "--preview")
    print(arguments.of_this_site(look, options.content))
