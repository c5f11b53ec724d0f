"""Asks for names that must never be published, and keeps only their fingerprints."""

from __future__ import annotations

import argparse
import os
import secrets
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sitegen.cli import exit_codes
from sitegen.cli.request import KEY, KEY_FILE, key_of
from sitegen.content.load import NAMES
from sitegen.output import write
from sitegen.privacy import name_forms, names, scan
from sitegen.privacy.common_words import WORDS
from sitegen.privacy.name_forms import NameForm
from sitegen.privacy.names import NameRegister, Names

_WHOLE: Final = 2
_ANSWERS: Final = {"y": True, "yes": True, "n": False, "no": False}


@dataclass(frozen=True, slots=True)
class ProtectSession:
    """Where the officer sits: the content folder, the file of the key, and how she is asked."""

    content: Path
    key_file: Path
    ask: Callable[[str], str]
    say: Callable[[str], None]


def change(
    session: ProtectSession, key_given: str, asked: Callable[[ProtectSession, Names], NameRegister]
) -> int:
    """Change the register as somebody answers who is asked; return the exit code."""
    register = load(session.content)
    key = key_of(key_given, session.key_file)
    if key is None:
        if not register.empty:
            session.say(
                "The key is not here. Set SITEGEN_KEY, or put .sitegen-key beside build.py."
            )
            return 1
        key = _new_key(session)
    register = register if register.salt else _new_register(key)
    protected = Names(register, key)
    if not protected.right_key():
        session.say("This is not the key with which the names were protected; nothing was changed.")
        return 1
    store(session.content, asked(session, protected))
    session.say(f"Noted in {NAMES}: commit that file. The names themselves are written nowhere.")
    return 0


def load(content: Path) -> NameRegister:
    """Read the fingerprints, if there are any."""
    path = content / NAMES
    return names.read(path.read_text(encoding="utf-8") if path.is_file() else "")


def store(content: Path, register: NameRegister) -> None:
    """Write the fingerprints."""
    path = content / NAMES
    path.parent.mkdir(parents=True, exist_ok=True)
    write.replace(path, register.text().encode())


def _new_key(session: ProtectSession) -> bytes:
    key = secrets.token_urlsafe(32)
    session.key_file.write_text(f"{key}\n", encoding="utf-8")
    os.chmod(session.key_file, 0o600)  # noqa: PTH101 - nobody else on this machine may read it
    session.say(
        f"A new key is in {session.key_file.name}. Git ignores that file: keep a copy of it "
        "in a safe place, and give the same text to the host as SITEGEN_KEY."
    )
    return key.encode()


def _new_register(key: bytes) -> NameRegister:
    empty = NameRegister(secrets.token_hex(8), "", dict.fromkeys(names.KINDS, frozenset()))
    return replace(empty, check=Names(empty, key).print_of(NameForm("check", "")))


def protect(session: ProtectSession, protected: Names) -> NameRegister:
    """Ask for names and protect them."""
    register = protected.register
    # All names come first: a list that is pasted must not answer the questions.
    added = tuple(_answers(session, "Name to protect, first name first (empty line: finished): "))
    for name in added:
        if len(name.split()) < _WHOLE:
            session.say("One word alone is looked for as it is, wherever it begins with a capital.")
        single = [part for part in name_forms.parts(name) if _is_alone(session, part, protected)]
        register = _with(register, protected, names.forms(name, single))
    return register


def _is_alone(session: ProtectSession, part: str, protected: Names) -> bool:
    """Ask whether a part of a name is protected alone, where that would stop ordinary words."""
    alone = replace(
        protected, register=_with(protected.register, protected, [NameForm("part", part)])
    )
    places = {str(issue.origin) for issue in scan.in_sources(session.content, alone)}
    places -= {str(issue.origin) for issue in scan.in_sources(session.content, protected)}
    if not places and part not in WORDS:
        return True
    why = "is also an ordinary word or a place" if part in WORDS else "is on the site already"
    session.say(f"“{part}” {why}{_listed(places)}.")
    return _yes(session, "Look for it alone too, not only for the whole name? [y/n] ")


def _yes(session: ProtectSession, question: str) -> bool:
    """Ask until the answer is yes or no; nothing else is taken for either."""
    while (answer := session.ask(question).strip().lower()) not in _ANSWERS:
        session.say("Answer y or n.")
    return _ANSWERS[answer]


def _listed(places: Iterable[str]) -> str:
    first = ", ".join(sorted(places)[:5])
    return f" ({first})" if first else ""


def spare(session: ProtectSession, protected: Names) -> NameRegister:
    """Ask for words that are no protected name although they look like one."""
    register = protected.register
    for phrase in _answers(session, "Words that are nobody’s name (empty line: finished): "):
        plain = "".join(word.letters for word in name_forms.words(phrase))
        register = _with(register, protected, [NameForm("spare", plain)])
    return register


def forget(session: ProtectSession, protected: Names) -> NameRegister:
    """Ask for names that need no protection any more."""
    register = protected.register
    question = "Name that needs no protection any more (empty line: finished): "
    for name in _answers(session, question):
        gone = {protected.print_of(form) for form in names.forms(name, name_forms.parts(name))}
        left = {kind: prints - gone for kind, prints in register.prints.items()}
        register = replace(register, prints=left)
    return register


def _answers(session: ProtectSession, question: str) -> Iterable[str]:
    while answer := session.ask(question).strip():
        yield answer


def _with(register: NameRegister, protected: Names, some: Iterable[NameForm]) -> NameRegister:
    more = {kind: set(prints) for kind, prints in register.prints.items()}
    for form in some:
        more[form.kind].add(protected.print_of(form))
    return replace(register, prints={kind: frozenset(prints) for kind, prints in more.items()})


def command(options: argparse.Namespace) -> int:
    """Note protected names, forget some, or spare words that only look like one."""
    asked = spare if options.spare else forget if options.forget else protect
    session = ProtectSession(options.content, KEY_FILE, input, print)
    try:
        return change(session, os.environ.get(KEY, ""), asked)
    except (EOFError, KeyboardInterrupt):
        print("\nStopped before the end; nothing was noted.", file=sys.stderr)
        return exit_codes.WRONG_USAGE
