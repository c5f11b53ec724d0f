"""From the events of YAML to plain values, with the place of each and every fault on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import yaml

from sitegen.content import yaml_errors
from sitegen.content.entry import Entry, Path, Value
from sitegen.content.values import Scalar
from sitegen.issues.issue import Diagnosis, Issue, Origin

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
RULE: Final = yaml_errors.RULE
DEEPEST: Final = 20
"""Levels of nesting that a file may have; no real one comes near."""


class _TooDeep(Exception):
    """Raised where lists stand in lists without end; it is told already."""


class EventReader:
    """Turns the events of one text into plain values, gathering places and faults on the way.

    Events are read rather than nodes, because the parser's own maker of nodes overflows on a text
    that nests deeply, and forgets which texts began with `&` or `!`.
    """

    def __init__(
        self, text: str, path: str, *, holds: yaml_errors.Holds, first_line: int = 1
    ) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.path = path
        self.holds = holds
        self.first_line = first_line
        self.events: Iterator[yaml.Event] = yaml.parse(self.text, Loader=_LOADER)
        self.places: dict[Path, Origin] = {}
        self.issues: list[Issue] = []
        self.slip: yaml_errors.YamlDiagnosis | None = None
        """What YAML could not read, and so the last that was read."""

        self.shapeless: list[Issue] = []
        """Faults that only follow from a slip, if the text has one that YAML cannot read."""

    def root(self, *, again: bool) -> tuple[Entry, ...]:
        """Read the one value that the text holds, and note all faults in it.

        Where lines were taken out before it is read again, some faults may only follow from that.
        """
        entries: tuple[Entry, ...] = ()
        try:
            entries = self.document()
        except yaml.MarkedYAMLError as error:
            self.slip = self.slipped(error)
            if self.slip.certain or not again:
                self.issues.append(self.slip.issue(Origin(self.path, self.first_line)))
        except yaml.YAMLError:
            hint = "Type the text again in a plain text editor."
            message = "there is an invisible character in this file"
            self.issues.append(Issue(Origin(self.path, self.first_line), message, hint, rule=RULE))
        except _TooDeep:
            pass
        else:
            self.issues.extend(() if again else self.shapeless)
        return entries

    def document(self) -> tuple[Entry, ...]:
        """Read the one document that a text may hold."""
        read = self.entries if self.holds is yaml_errors.Holds.LIST else self.single
        entries: tuple[Entry, ...] = ()
        documents = 0
        for event in self.events:
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                message = "there is a line “---” in the middle of the file"
                self.fault(event, Diagnosis(message, "Delete it."))
                break
            if isinstance(event, yaml.NodeEvent):
                entries = read(event)
        return entries

    def single(self, event: yaml.Event) -> tuple[Entry, ...]:
        """Read the one set of keys of a text."""
        entry = self.entry(event)
        return (entry,) if entry else ()

    def entries(self, event: yaml.Event) -> tuple[Entry, ...]:
        """Read a list of entries."""
        if not isinstance(event, yaml.SequenceStartEvent):
            hint = "Begin each entry with “- ” at the start of a line."
            self.shapeless.append(
                self.issue_at(event, Diagnosis("this file should hold a list", hint))
            )
            self.value(event, ())
            return ()
        return tuple(entry for item in self.items() if (entry := self.entry(item)))

    def entry(self, event: yaml.Event) -> Entry | None:
        """Read one set of keys, with places of its own."""
        self.places = {}
        if isinstance(event, yaml.MappingStartEvent):
            origin = Origin(self.path, self.place(event).line)
            return Entry(origin, self.mapping(event, ()), self.places)
        if isinstance(event, yaml.ScalarEvent) and not event.value:
            self.fault(event, Diagnosis("this entry is empty", "Fill it in, or delete its “-”."))
            return None
        hint = "Write “key: value” lines, each with a space after the colon."
        self.shapeless.append(
            self.issue_at(event, Diagnosis("this should be a set of keys with values", hint))
        )
        self.value(event, ())
        return None

    def items(self) -> Iterator[yaml.Event]:
        """Yield the first event of each item of a list."""
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            yield event

    def mapping(self, start: yaml.Event, path: Path) -> dict[str, Value]:
        """Read a set of keys; a key given twice is told at its second line."""
        self.marked(start)
        values: dict[str, Value] = {}
        before: yaml.Event | None = None
        while not isinstance(key := next(self.events), yaml.MappingEndEvent):
            name = self.name(key, path)
            again = name in values
            if again and name:
                message = f"“{name}” is given twice"
                self.fault(key, Diagnosis(message, "Keep one of them.", (name,)))
            elif not again:
                self.places[*path, name] = self.place(key)
            # A value is read even where nobody wants it, because the next key stands behind it.
            event = next(self.events)
            value = self.value(event, (*path, name))
            self.meant_as_a_list(event, self.place(key))
            before = event if self.is_given(key, event, before) else None
            if not again:
                values[name] = value
        return {name: value for name, value in values.items() if name and not _nothing(value)}

    def is_given(self, key: yaml.Event, event: yaml.Event, before: yaml.Event | None) -> bool:
        """Return whether a key has a value; tell of words that a comma or a “#” cut off."""
        is_written = not isinstance(event, yaml.ScalarEvent) or bool(event.value)
        end = key.end_mark
        rest = self.lines[end.line][end.column :].lstrip() if end else ":"
        if (
            not is_written
            and before
            and isinstance(key, yaml.ScalarEvent)
            and not rest.startswith(":")
        ):
            text = yaml_errors.in_brackets(self.raw(before))
            message = f"the comma before “{key.value}” ends the text, and the rest would be lost"
            hint = f'Put the whole text in quotes: "{text}".'
            self.fault(key, Diagnosis(message, hint, (key.value,)))
        if not is_written and (diagnosis := yaml_errors.cut_off("", rest.removeprefix(":"))):
            self.fault(key, diagnosis)
        return is_written

    def name(self, key: yaml.Event, path: Path) -> str:
        """Read a key; what cannot be one is told and called nothing."""
        if isinstance(key, (yaml.ScalarEvent, yaml.AliasEvent)) and self.marked(key):
            return ""
        if isinstance(key, yaml.ScalarEvent) and key.value:
            return str(key.value)
        hint = "Write “key: value”, and put a text with brackets in quotes."
        self.fault(key, Diagnosis("there is no plain key before the colon", hint))
        self.value(key, (*path, ""))
        return ""

    def value(self, event: yaml.Event, path: Path) -> Value:
        """Read any value; a scalar stays text."""
        if len(path) > DEEPEST:
            hint = "Look for brackets or hyphens that were typed by accident."
            self.fault(event, Diagnosis("lists are nested too deeply here", hint))
            # Reading on would only go deeper still.
            raise _TooDeep
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(event, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, path)
        if self.marked(event) or not isinstance(event, yaml.ScalarEvent):
            return Scalar("")
        if event.style == '"' and (diagnosis := yaml_errors.backslash(self.raw(event))):
            self.fault(event, diagnosis)
        return self.words(event)

    def words(self, event: yaml.ScalarEvent) -> Scalar:
        """Read a text, and tell if less of it is there than its author wrote."""
        place = self.place(event)
        if event.style in {"|", ">"}:
            if not event.value.strip():
                hint = "Write the text on the line below, two spaces in, or take the key out."
                message = f"nothing is written below this “{event.style}”"
                self.fault(event, Diagnosis(message, hint, (event.style,)))
            return Scalar(event.value, place.below(1))
        if diagnosis := yaml_errors.cut_off(event.value, self.raw(event)):
            self.fault(event, diagnosis)
        return Scalar(event.value, place)

    def meant_as_a_list(self, event: yaml.Event, key: Origin) -> None:
        """Report lines below a key that begin with a dash which makes no list."""
        if not isinstance(event, yaml.ScalarEvent) or event.style or self.place(event) == key:
            return
        if diagnosis := yaml_errors.no_list(self.raw(event)):
            self.fault(event, diagnosis)

    def sequence(self, start: yaml.Event, path: Path) -> list[Value]:
        """Read a list, remembering the place of each of its items."""
        self.marked(start)
        values: list[Value] = []
        for place, item in enumerate(self.items()):
            self.places[*path, place] = self.place(item)
            value = self.value(item, (*path, place))
            if isinstance(item, yaml.ScalarEvent) and not item.value:
                message = "this item of the list is empty"
                self.fault(item, Diagnosis(message, "Fill it in, or delete it."))
            values.append(value)
        return values

    def marked(self, event: yaml.Event) -> bool:
        """Report `&`, `*` and `!` before a value; people write them as part of a text."""
        if not getattr(event, "anchor", None) and not getattr(event, "tag", None):
            return False
        self.fault(event, yaml_errors.special(re.split(r"[],}]", self.raw(event))[0]))
        return True

    def place(self, event: yaml.Event) -> Origin:
        """Return the place of an event in its file."""
        mark = event.start_mark
        if mark is None:
            return Origin(self.path, self.first_line)
        return Origin(self.path, self.first_line + mark.line).at(mark.column)

    def raw(self, event: yaml.Event) -> str:
        """Return the line of an event from where it begins, as it is written."""
        mark = event.start_mark
        return self.lines[mark.line][mark.column :] if mark and mark.line < len(self.lines) else ""

    def slipped(self, error: yaml.MarkedYAMLError) -> yaml_errors.YamlDiagnosis:
        """Explain in plain English what the parser could not read."""
        marks = (error.context_mark, error.problem_mark)
        first, last = (mark.line if mark else None for mark in marks)
        reported = yaml_errors.ParserReport(
            f"{error.context or ''} {error.problem or ''}",
            first=last if first is None else first,
            last=first if last is None else last,
        )
        return yaml_errors.slip(self.lines, reported, self.holds)

    def fault(self, event: yaml.Event, diagnosis: Diagnosis) -> None:
        """Note a fault at an event."""
        self.issues.append(self.issue_at(event, diagnosis))

    def issue_at(self, event: yaml.Event, diagnosis: Diagnosis) -> Issue:
        """Explain what is wrong at an event."""
        return Issue(self.place(event), *diagnosis, rule=RULE)


def _nothing(value: Value) -> bool:
    """A key without a value means that nothing is given."""
    return isinstance(value, Scalar) and not value.strip()
