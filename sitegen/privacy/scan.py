"""Holds what is written, what files hold and what will be published against protected names."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias
from urllib.parse import unquote

from sitegen.content.body import running
from sitegen.content.load import NAMES, PRIVATE
from sitegen.issues.issue import Issue, Origin, Severity
from sitegen.issues.wording import build_command
from sitegen.privacy import names
from sitegen.privacy.disguises import undressed
from sitegen.privacy.names import Hit, Names

if TYPE_CHECKING:
    from sitegen.inspection.findings import Inspection

RULE: Final = "protected-name"
_READ: Final = (".md", ".yml", ".lock")
LOCK: Final = ".lock"
"""How the names of lists of addresses end."""

_ADDRESS: Final = re.compile(
    r"\s*(?:- )?[\"']?(?:id|from|to|file|image|search_words|also_known_as|web|page|email"
    r"|address|keywords)"
    r"[\"']?\s*:|\s*- [\"']?[a-z][\w -]*[\"']?\s*$"
)
"""How lines begin in which a name stands in small letters."""

_LINKED: Final = re.compile(
    r"https?://[^\s)>\"]+|!\[[^\]\n]*\]|(?<![\w&/])[#@]\w{4,}|[\w.%+-]+@[\w-]+\.[\w.-]+"
)
"""Addresses, e-mails, descriptions of pictures and marks of social media, in which capitals mean
nothing."""

_MARK: Final = re.compile(r"[#@]([a-z]{8,40})\Z")
_LEAST: Final = 6
"""Letters of a name that are told at an end of a mark such as #justiceforsomebody."""

_MASK: Final = "•••"
_INLINE: Final = re.compile(
    r"</?(?:a|abbr|b|em|i|span|strong|sub|sup|time|wbr)(?:\s[^<>]*)?/?>|&shy;"
)
_PAGE: Final = ("/", ".html")
_TAG: Final = re.compile(r"<[^<>]*>")
_ATTRIBUTE: Final = re.compile(r'[\w-]+="([^"]*)"')
_SPARE: Final = (
    "If it is nobody’s name here, "
    f"{build_command('run “…”', 'protect', '--spare')} and type the words around it."
)
_FILE_CURE: Final = (
    "Take the name out of the file, or use the name that the report uses, and save it again. "
    f"{_SPARE}"
)
_CURE: Final = f"Take the name out, or use the name that the report uses. {_SPARE}"


def opened(
    content: Path, key: bytes | None, *, required: bool
) -> tuple[Names | None, tuple[Issue, ...]]:
    """Return the protected names if they can be looked for, and tell why if they cannot."""
    path = content / NAMES
    register = names.read(path.read_text(encoding="utf-8") if path.is_file() else "")
    if register.empty:
        return None, ()
    protected, severity = Names(register, key or b""), Severity.ERROR
    if key is None:
        message = "protected names cannot be looked for, because the key is not here"
        hint = (
            "Set SITEGEN_KEY to the key of this site, or put the file .sitegen-key beside build.py."
        )
        severity = severity if required else Severity.WARNING
    elif protected.right_key():
        return protected, ()
    else:
        message = "the key that is set is not the one of these names"
        hint = "Use the key with which the file was made; whoever ran “protect” first has it."
    return None, (Issue(Origin(NAMES), message, hint, severity=severity, rule=RULE),)


Look: TypeAlias = "Callable[[str, Names], tuple[Hit, ...]]"
"""How names are found in a text of some kind; the answer rests on the two alone."""

Searching: TypeAlias = "Callable[[Names], Callable[[Look, str], tuple[Hit, ...]]]"
"""How texts are searched; a build passes a way that caches."""


def plainly(protected: Names) -> Callable[[Look, str], tuple[Hit, ...]]:
    """Look through each text anew."""
    return lambda look, text: look(text, protected)


def in_sources(folder: Path, protected: Names, searching: Searching = plainly) -> Iterator[Issue]:
    """Examine everything that authors wrote, and the names of all files."""
    search = searching(protected)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name.split("/")[0] == PRIVATE or path.name.startswith("."):
            continue
        if protected.hits(name, path=True):
            message = "the name of this file or folder holds a protected name"
            yield _issue(Origin(mask(name, protected, path=True)), message)
        if path.suffix in _READ and path.is_file():
            text = path.read_bytes().decode("utf-8", errors="replace")
            look = in_addresses if path.suffix == LOCK else in_text
            for hit in search(look, text):
                what = "there is a protected name here, from word {} of the line"
                yield _issue_in_text(mask(name, protected, path=True), text[: hit.start], what)
            for what, guess in _GUESSES.items() if path.suffix != LOCK else ():
                for hit in search(guess, text):
                    masked_name = mask(name, protected, path=True)
                    issue = _issue_in_text(masked_name, text[: hit.start], what)
                    yield replace(issue, severity=Severity.WARNING)


def in_text(text: str, protected: Names) -> tuple[Hit, ...]:
    """Find names in what an author wrote, where a sentence may go on in the next line."""
    hits = protected.hits(running(text))
    lines = {text.count("\n", 0, hit.start) for hit in hits}
    return (*hits, *(hit for line, hit in _hidden(text, protected) if line not in lines))


def in_addresses(text: str, protected: Names) -> tuple[Hit, ...]:
    """Find names in a list of addresses, in which capitals mean nothing."""
    hits = ((hit, _is_hidden(line, protected, path=True)) for hit, line in _by_line(text))
    return tuple(hit for hit, hidden in hits if hidden)


def nearly_in_text(text: str, protected: Names) -> tuple[Hit, ...]:
    """Find words in what an author wrote that differ from a name by one letter."""
    return protected.near(running(text))


def initials_in_text(text: str, protected: Names) -> tuple[Hit, ...]:
    """Find two initials of a name in what an author wrote."""
    return protected.initialled(running(text))


_GUESSES: Final[Mapping[str, Look]] = {
    "a word that differs by a letter from a protected name stands here, word {}": nearly_in_text,
    "two letters that are the initials of a protected name stand here, word {}": initials_in_text,
}
"""What may be a name, and how it is found."""


def _hidden(text: str, protected: Names) -> Iterator[tuple[int, Hit]]:
    """Find the lines in which a name is dressed up, or stands as a part of an address."""
    for number, (hit, line) in enumerate(_by_line(text)):
        path = bool(_ADDRESS.match(line))
        if _is_hidden(line, protected, path=path):
            yield number, hit


def _is_hidden(line: str, protected: Names, *, path: bool) -> bool:
    if path and protected.hits(unquote(line), path=True):
        return True
    if any(_is_in_address(unquote(link), protected) for link in _LINKED.findall(line)):
        return True
    return any(protected.hits(plain, path=path) for plain in undressed(line))


def _is_in_address(text: str, protected: Names) -> bool:
    """Return whether a name is in an address, or begins or ends a mark of small letters."""
    match = _MARK.match(text)
    word = match[1] if match else ""
    ends = (part for cut in range(_LEAST, len(word) - 1) for part in (word[:cut], word[-cut:]))
    return any(protected.hits(one, path=True) for one in (text, *ends))


def _by_line(text: str) -> Iterator[tuple[Hit, str]]:
    start = 0
    for line in text.split("\n"):
        yield Hit(start, start + len(line)), line
        start += len(line) + 1


def _issue_in_text(path: str, before: str, what: str) -> Issue:
    word = len(before.rpartition("\n")[2].split()) + 1
    return _issue(Origin(path, before.count("\n") + 1), what.format(word))


def filed(
    files: Mapping[str, Inspection], protected: Names, searching: Searching = plainly
) -> Iterator[Issue]:
    """Look at the words inside files: what they say, and what they say about themselves."""
    search = searching(protected)
    for path, inspection in files.items():
        for hit in search(in_file, inspection.running):
            where = inspection.where(hit.start)
            message = f"there is a protected name in this file, {where}"
            yield _issue(Origin(mask(path, protected, path=True)), message, _FILE_CURE)


def in_file(text: str, protected: Names) -> tuple[Hit, ...]:
    """Find the first name in the words of a file, whose lines are apart."""
    start = 0
    for line in text.splitlines(keepends=True):
        if hits := protected.hits(line):
            return (Hit(start + hits[0].start, start + hits[0].end),)
        start += len(line)
    return ()


class ScannedFile(NamedTuple):
    """A finished file: where it will stand, its bytes, and what it was made of."""

    url: str
    data: bytes
    origin: Origin


def published(
    scanned: Iterable[ScannedFile], protected: Names, searching: Searching = plainly
) -> Iterator[Issue]:
    """Examine every finished page and list, where names can come together that stood apart."""
    search = searching(protected)
    for file in scanned:
        look = in_page if file.url.endswith(_PAGE) else in_list
        if search(look, file.data.decode("utf-8", errors="replace")):
            message = (
                f"a protected name is on {mask(file.url, protected, path=True)} once it is made"
            )
            yield _issue(file.origin, message)


def in_page(text: str, protected: Names) -> tuple[Hit, ...]:
    """Find names in a page: only tags divide words, and readers see no line of its source."""
    return in_list(text.replace("\n", " "), protected)


def in_list(text: str, protected: Names) -> tuple[Hit, ...]:
    """Find names in a finished list of lines, such as a feed or a table."""
    lines = dict.fromkeys((*_text(text), *_ATTRIBUTE.findall(text)))
    return tuple(hit for line in lines for hit in protected.line(line))


def _text(page: str) -> Iterator[str]:
    """Yield the lines of a page as its reader sees them, words that tags divide put together."""
    bare = html.unescape(_TAG.sub("\n", _INLINE.sub("", page)))
    yield from (line.strip() for line in bare.splitlines() if line.strip())


def _issue(origin: Origin, message: str, cure: str = _CURE) -> Issue:
    return Issue(origin, message, cure, secret=True, rule=RULE)


def mask(text: str, protected: Names, *, path: bool = False) -> str:
    """Write a text without the protected names in it."""
    for hit in reversed(protected.hits(text, path=path)):
        text = text[: hit.start] + _MASK + text[hit.end :]
    return text


def masked(issues: Iterable[Issue], protected: Names | None) -> Iterator[Issue]:
    """Write issues so that none of them shows what another one hides, nor a protected name."""
    every = list(issues)
    lines = {(issue.origin.path, issue.origin.line) for issue in every if issue.secret}
    for issue in every:
        path = mask(issue.origin.path, protected, path=True) if protected else issue.origin.path
        hidden = issue.secret or (path, issue.origin.line) in lines or path != issue.origin.path
        clean = replace(issue, origin=replace(issue.origin, path=path), secret=hidden)
        if protected:
            # On such a line small letters may be a name too, as in an address.
            message = mask(issue.message, protected, path=hidden)
            hint = issue.hint if issue.secret else mask(issue.hint, protected, path=hidden)
            about = tuple(mask(words, protected, path=hidden) for words in issue.about)
            clean = replace(clean, message=message, hint=hint, about=about)
        yield clean
