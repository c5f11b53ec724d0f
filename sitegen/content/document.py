"""From the text of a file to its entries: YAML read as text only, every value with its line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import yaml

from sitegen.content.values import Scalar
from sitegen.issues import ContentError, Issue, Origin

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Value: TypeAlias = "Scalar | list[Value] | dict[str, Value]"
Path: TypeAlias = tuple[str | int, ...]

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FENCE: Final = "---"
RULE: Final = "yaml"
DEEPEST: Final = 20
"""Levels of nesting that a file may have; no real one comes near."""

_PLAIN_ENGLISH: Final = {
    "found character '\\t'": (
        "a tab stands where spaces are needed",
        "Replace the tab with two spaces.",
    ),
    "mapping values are not allowed": (
        "there is a colon too many, or this line is indented differently from the one above",
        'If the text itself holds a colon, put the whole text in quotes: "Like this: one text".',
    ),
    "found undefined alias": (
        "a text begins with “*”, which means something else here",
        "Put the whole text in quotes.",
    ),
    "could not find expected ':'": (
        "this line is neither “key: value” nor part of the text above it",
        "Add the colon after the key, or indent the line below its text.",
    ),
    "expected <block end>": (
        "this line is indented differently from its neighbours",
        "Give all keys of one entry the same number of spaces.",
    ),
    "found unexpected end of stream": (
        "a quotation mark is opened and never closed",
        "Close it at the end of the text.",
    ),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One mapping of a file: its values as text, and the line on which each stands."""

    origin: Origin
    data: Mapping[str, Value]
    lines: Mapping[Path, int]

    def place(self, path: Path) -> Origin:
        """Give the place of a value, or of the nearest thing around it."""
        for end in range(len(path), 0, -1):
            if line := self.lines.get(path[:end]):
                return Origin(self.origin.path, line)
        return self.origin


def read_list(text: str, path: str) -> tuple[Entry, ...]:
    """Read a YAML file that holds a list of entries; raises ContentError."""
    node = _compose(text, Origin(path, 1))
    if node is None:
        return ()
    if not isinstance(node, yaml.SequenceNode):
        hint = "Begin each entry with “- ” at the start of a line."
        raise _refused(Origin(path, 1), "this file should hold a list", hint)
    entries: list[Entry] = []
    issues: list[Issue] = []
    for item in node.value:
        try:
            entries.append(_entry(item, path))
        except ContentError as error:
            issues.extend(error.issues)
    if issues:
        raise ContentError(issues)
    return tuple(entries)


def read_mapping(text: str, path: str) -> Entry:
    """Read a YAML file that holds one set of keys; raises ContentError."""
    node = _compose(text, Origin(path, 1))
    if node is None:
        raise _refused(Origin(path, 1), "this file is empty", "Write its keys into it.")
    return _entry(node, path)


def read_markdown(text: str, path: str) -> Entry:
    """Read a Markdown file with front matter between two lines `---`; raises ContentError."""
    front, body, body_line = _split(text, path)
    node = _compose(front, Origin(path, 2))
    if node is None:
        hint = "Write at least “title:” and “status:” between the two lines “---”."
        raise _refused(Origin(path, 1), "the front matter is empty", hint)
    entry = _entry(node, path, first_line=2)
    if "body" in entry.data:
        hint = "Write the words below the second line “---” and remove “body:”."
        raise _refused(entry.place(("body",)), "the body does not belong in the front matter", hint)
    place = Origin(path, body_line)
    data = {**entry.data, "body": Scalar(body, place)}
    return Entry(Origin(path, 1), data, {**entry.lines, ("body",): body_line})


def _split(text: str, path: str) -> tuple[str, str, int]:
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        hint = "Begin the file with a line “---”, then the keys, then another line “---”."
        raise _refused(Origin(path, 1), "the file does not begin with front matter", hint)
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == _FENCE:
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    hint = "Put a line “---” between the keys and the words of the page."
    raise _refused(Origin(path, 1), "the front matter is never closed", hint)


def _compose(text: str, first: Origin) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = first.below(mark.line if mark else 0)
        raise _in_plain_english(place, f"{error.context or ''} {error.problem or ''}") from None
    except yaml.YAMLError as error:
        hint = "Delete the character that cannot be seen, or type the line anew."
        raise _refused(first, f"this is not text that YAML can read ({error})", hint) from None


def _in_plain_english(place: Origin, problem: str) -> ContentError:
    for sign, (message, hint) in _PLAIN_ENGLISH.items():
        if sign in problem:
            return _refused(place, message, hint)
    hint = "Compare the line with its neighbours: indentation, colons and quotation marks."
    return _refused(place, f"this line cannot be read ({problem.strip()})", hint)


def _entry(node: yaml.Node, path: str, first_line: int = 1) -> Entry:
    origin = Origin(path, node.start_mark.line + first_line)
    if not isinstance(node, yaml.MappingNode):
        hint = "Write “key: value” lines, each with a space after the colon."
        raise _refused(origin, "an entry should be a set of keys with values", hint)
    reader = _Reader(path, first_line)
    data = reader.mapping(node, ())
    if reader.issues:
        raise ContentError(reader.issues)
    return Entry(origin, data, reader.lines)


class _Reader:
    """Turns the nodes of one entry into plain values, gathering lines and faults on the way."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.lines: dict[Path, int] = {}
        self.issues: list[Issue] = []
        self.seen: set[int] = set()

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Value]:
        """Read a set of keys; a key given twice is told at its second line."""
        found: dict[str, Value] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in found:
                self.fault(key, f"“{name}” is given twice", "Keep one of them.")
                continue
            self.lines[*path, name] = self.line(key)
            found[name] = self.value(value, (*path, name))
        return {name: value for name, value in found.items() if not _nothing(value)}

    def value(self, node: yaml.Node, path: Path) -> Value:
        """Read any value; a scalar stays text."""
        if id(node) in self.seen or len(path) > DEEPEST:
            hint = "Write each value out where it is needed."
            self.fault(node, "this repeats or nests values in a way that is not used here", hint)
            return Scalar("")
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return list(self.sequence(node, path))
        block = isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}
        return Scalar(str(node.value), Origin(self.path, self.line(node) + block))

    def sequence(self, node: yaml.SequenceNode, path: Path) -> Iterator[Value]:
        """Read a list, remembering the line of each of its items."""
        for place, item in enumerate(node.value):
            self.lines[*path, place] = self.line(item)
            yield self.value(item, (*path, place))

    def line(self, node: yaml.Node) -> int:
        """Give the line of a node in its file."""
        return int(node.start_mark.line) + self.first_line

    def fault(self, node: yaml.Node, message: str, hint: str) -> None:
        """Note a fault at a node."""
        self.issues.append(Issue(Origin(self.path, self.line(node)), RULE, message, hint))


def _nothing(value: Value) -> bool:
    """A key without a value means that nothing is given."""
    return isinstance(value, Scalar) and not value.strip()


def _refused(place: Origin, message: str, hint: str) -> ContentError:
    return ContentError([Issue(place, RULE, message, hint)])
