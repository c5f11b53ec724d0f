"""From the text of a file to its entries: YAML read as text only, every value with its line."""

from __future__ import annotations

import re
from typing import Final

from sitegen.content import yaml_errors, yaml_slips
from sitegen.content.entry import Entry, UnreadableFile
from sitegen.content.values import Scalar
from sitegen.content.yaml_reader import RULE, EventReader
from sitegen.issues.issue import Issue, Origin

_FENCE: Final = "---"
_LIKE_A_FENCE: Final = re.compile(r"\s*[-\u2010-\u2015\u2212]{1,9}\s*\Z")
_BEFORE_VALUES: Final = re.compile(
    r"^[ \u00a0]*(?:-[ \u00a0]+)*(?:[\w-]+:(?=[ \u00a0]))?[ \u00a0]*", re.MULTILINE
)


def read_list(text: str, path: str) -> tuple[Entry, ...]:
    """Read a YAML file that holds a list of entries; raises UnreadableFile."""
    return _read(text, path, yaml_errors.Holds.LIST)


def read_mapping(text: str, path: str) -> Entry:
    """Read a YAML file that holds one set of keys; raises UnreadableFile."""
    for entry in _read(text, path, yaml_errors.Holds.KEYS):
        return entry
    hint = "Write its keys into it, or get back the last good version."
    raise _refused(Origin(path, 1), "this file is empty", hint)


def read_markdown(text: str, path: str) -> Entry:
    """Read a Markdown file with front matter between two lines `---`; raises UnreadableFile."""
    front, body, body_line = _split(text, path)
    place = Origin(path, body_line)
    words = Scalar(body, place)
    try:
        entry = _front(front, path, body_line - front.count("\n") - 1)
    except UnreadableFile as error:
        # A fault among the keys hides none in the words.
        raise UnreadableFile(error.issues, (_with_body(error.entries, words),)) from None
    return _with_body((entry,), words)


def _front(front: str, path: str, first_line: int) -> Entry:
    for entry in _read(front, path, yaml_errors.Holds.FRONT_MATTER, first_line):
        if "body" in entry.data:
            hint = "Write the words below the second line “---” and remove ⟦body:⟧."
            message = "the words of the page do not belong among its keys"
            raise _refused(entry.place(("body",)), message, hint)
        return entry
    hint = "Write at least ⟦title:⟧ and ⟦status:⟧ there."
    raise _refused(Origin(path, 1), "nothing stands between the two lines “---”", hint)


def _with_body(entries: tuple[Entry, ...], body: Scalar) -> Entry:
    keys = entries[0] if entries else Entry(body.origin, {}, {})
    places = {**keys.places, ("body",): body.origin}
    return Entry(Origin(body.origin.path, 1), {**keys.data, "body": body}, places)


_MOST_SLIPS: Final = 20
"""Lines of one file that are told at once because YAML cannot read them."""


def _read(text: str, path: str, holds: yaml_errors.Holds, first_line: int = 1) -> tuple[Entry, ...]:
    """Read the entries of a text; raises UnreadableFile with all faults and what is left.

    A line that YAML cannot read is told and taken out, and the rest is read again. Of what comes
    to light then, only that counts which is surely a slip of its own.
    """
    # A non-breaking space before a value is read as the plain space that was meant.
    lines = _BEFORE_VALUES.sub(lambda match: match[0].replace("\u00a0", " "), text).split("\n")
    issues: dict[Issue, None] = {}
    for seen in yaml_slips.put_right(lines, holds):
        issues[seen.issue(Origin(path, first_line))] = None
    entries: tuple[Entry, ...] = ()
    for _ in range(_MOST_SLIPS):
        reader = EventReader("\n".join(lines), path, holds=holds, first_line=first_line)
        entries = reader.root(again=bool(issues))
        slip = reader.slip
        if slip and (unclosed := [*yaml_slips.never_closed(lines)]):
            # What was read until some later quotation mark says nothing about its lines.
            issues |= dict.fromkeys(seen.issue(Origin(path, first_line)) for seen in unclosed)
            continue
        issues |= dict.fromkeys(reader.issues)
        if slip is None or not any(line.strip() for line in lines[slip.line : slip.line + 1]):
            break
        yaml_slips.take_out(lines, slip.line)
    if issues:
        raise UnreadableFile(issues, entries)
    return entries


def _split(text: str, path: str) -> tuple[str, str, int]:
    """Part the keys from the words; give both, and the line on which the words begin."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[first].rstrip() != _FENCE:
        hint = "Begin the file with a line “---”, then the keys, then another line “---”."
        message = "the file does not begin with front matter: the keys between two lines “---”"
        raise _refused(Origin(path, first + 1), message, hint)
    for number in range(first + 1, len(lines)):
        if lines[number].rstrip() == _FENCE:
            front, body = lines[first + 1 : number], lines[number + 1 :]
            return "".join(f"{line}\n" for line in front), "\n".join(body), number + 2
    for number in range(first + 1, len(lines)):
        if _LIKE_A_FENCE.match(lines[number]):
            hint = "Write three hyphens “---”, with nothing before them."
            message = f"“{lines[number].strip()}” is where “---” should close the keys"
            place = Origin(path, number + 1)
            raise _refused(place, message, hint, (lines[number].strip(),))
    hint = "Put a line “---” between the keys and the words of the page."
    raise _refused(Origin(path, first + 1), "nothing closes the keys that begin here", hint)


def _refused(place: Origin, message: str, hint: str, about: tuple[str, ...] = ()) -> UnreadableFile:
    return UnreadableFile([Issue(place, message, hint, about, rule=RULE)])
