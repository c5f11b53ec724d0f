"""From an entry to a typed value: the class is the schema, and pydantic's faults become issues."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from sitegen.content.entry import Entry, Path, named
from sitegen.content.values import origin_of
from sitegen.issues.issue import (
    ContentError,
    Diagnosis,
    Issue,
    Origin,
    Refusal,
    did_you_mean,
    known_words,
    nearest,
)

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


ModelT = TypeVar("ModelT", bound=BaseModel)

RULE: Final = "fields"
MISSING: Final = "missing-field"
"""The rule that a field without a default broke by not being there."""

_FEW: Final = 40
"""Words up to which all are listed if none is near; every class has fewer fields."""

_LIKE: Final = 0.75
"""Keys share so many endings that only a close one is worth suggesting."""


def read(
    model: type[ModelT],
    entry: Entry,
    implied: Mapping[str, str] | None = None,
    *,
    around: Mapping[str, str] | None = None,
) -> ModelT:
    """Make a typed value of an entry, with values that its place gives; raises ContentError.

    What the class has to know of what is around it, it is told as pydantic's context.
    """
    implied = implied or {}
    reading = _EntryReading(model, entry, frozenset(implied))
    issues = [reading.implied_already(name) for name in implied if name in entry.data]
    try:
        item = model.model_validate({**entry.data, **implied}, context=around)
    except ValidationError as error:
        issues.extend(reading.issues(error.errors(include_url=False)))
        raise ContentError(issues) from None
    if issues:
        raise ContentError(issues)
    return item


@dataclass(frozen=True, slots=True)
class _EntryReading:
    """One entry that is read as one class."""

    model: type[BaseModel]
    entry: Entry
    implied: frozenset[str]
    """Fields that the file’s place gives, such as the id of a Markdown file."""

    def implied_already(self, name: str) -> Issue:
        """Refuse a field that the file's place gives already."""
        hint = "Remove this line; to change it, rename the file."
        message = "the file name already says this"
        return Issue(self.entry.place((name,)), message, hint, field=name, rule=RULE)

    def issues(self, details: Sequence[ErrorDetails]) -> Iterator[Issue]:
        """Report each fault once: a misspelt key is not told again as a missing one."""
        unknown = [tuple(d["loc"]) for d in details if d["type"] == "extra_forbidden"]
        meant = {
            (*path[:-1], nearest(str(path[-1]), self.free_names(path), like=_LIKE))
            for path in unknown
        }
        faulty = {path[:end] for d in details for path in (d["loc"],) for end in range(len(path))}
        for detail in details:
            # A list is short for pydantic too where items have faults, which are told.
            short = detail["type"] == "too_short" and detail["loc"] in faulty
            if not short and (detail["type"] != "missing" or tuple(detail["loc"]) not in meant):
                yield self.issue(detail)

    def issue(self, detail: ErrorDetails) -> Issue:
        """Report one fault at its line."""
        path: Path = tuple(detail["loc"])
        diagnosis = self.diagnosis(path, detail)
        # `themes: neglect` is read as a list of one; its author knows of no first item.
        shown = (
            path[:-1] if path[:-1] in self.entry.places and path not in self.entry.places else path
        )
        missing = detail["type"] == "missing"
        if missing:
            shown = path
        rule = MISSING if missing and path not in self.entry.places else RULE
        about = self.about(path, detail)
        return Issue(
            self.place(path, detail),
            diagnosis.message,
            diagnosis.hint,
            about,
            field=named(shown),
            rule=rule,
        )

    def place(self, path: Path, detail: ErrorDetails) -> Origin:
        """Return the place of the value that is wrong; an unknown key is itself what is wrong."""
        if not path:
            fields = _refusal(detail).fields
            return self.entry.place(next(((n,) for n in fields if (n,) in self.entry.places), ()))
        key, written = self.entry.place(path), detail["input"]
        value = origin_of(written) if isinstance(written, str) else key
        wrong = value.line == key.line and detail["type"] != "extra_forbidden"
        return value if wrong else key

    def about(self, path: Path, detail: ErrorDetails) -> tuple[str, ...]:
        """Return the words that are wrong: the value, or the keys that do not fit each other."""
        if not path:
            return _refusal(detail).fields
        written = detail["input"]
        is_value = isinstance(written, str) and detail["type"] != "extra_forbidden"
        return (written,) if is_value and written else ()

    def together(self, refusal: Refusal) -> str:
        """Explain what fixes an entry whose fields do not fit each other."""
        lacking = [name for name in refusal.fields if name not in self.entry.data]
        if len(lacking) == 1:
            return f"Add ⟦{lacking[0]}:⟧ – {_continued(self.meaning((lacking[0],)))}"
        if lacking:
            word = " or " if refusal.any_of else " and "
            return f"Add {word.join(f'⟦{name}:⟧' for name in lacking)}."
        if refusal.fields:
            lines = " and ".join(f"⟦{name}⟧" for name in refusal.fields)
            return f"Look at {lines} again, and change what does not fit."
        return "Correct what is wrong."

    def diagnosis(self, path: Path, detail: ErrorDetails) -> Diagnosis:
        """Explain in the author's words what pydantic found."""
        written = detail.get("input")
        match detail["type"]:
            case "missing":
                return self.missing(path)
            case "extra_forbidden":
                return Diagnosis("there is no such field", self.instead(path))
            case "enum" | "literal_error" if isinstance(written, str):
                message = f"“{written}” is not one of the words for this"
                return Diagnosis(message, known_words(written, self.choices(path)))
            case "string_pattern_mismatch" if path[-1] in self.implied:
                from sitegen.content.field_words import as_name

                hint = f"Rename the file to {as_name(str(written))}.md, with small letters only."
                return Diagnosis(f"“{written}” cannot be a name in an address", hint)
            case "value_error":
                refusal = _refusal(detail)
                return Diagnosis(refusal.message, refusal.hint or self.together(refusal))
            case kind:
                return self.by_kind(kind, detail, path)

    def instead(self, path: Path) -> str:
        """Suggest the field that was meant, or name those that may stand there."""
        key, names = str(path[-1]), self.free_names(path)
        near = nearest(key, names, like=_LIKE)
        return f"Did you mean ⟦{near}⟧?" if near else did_you_mean(key, names, few=_FEW, like=_LIKE)

    def by_kind(self, kind: str, detail: ErrorDetails, path: Path) -> Diagnosis:
        """Explain what a fault of one of pydantic's kinds means; most builds find none."""
        from sitegen.content.field_words import SETS_OF_KEYS, diagnosed

        diagnosis = diagnosed(kind, detail.get("input"), detail.get("ctx", {}))
        keys = self.keys_below(path) if kind in SETS_OF_KEYS else ""
        return diagnosis._replace(hint=diagnosis.hint + keys)

    def missing(self, path: Path) -> Diagnosis:
        """Ask for a field, or for its text if only its key is there."""
        if path in self.entry.places:
            hint = "Write it after the colon; a text that begins with “#” needs quotes around it."
            return Diagnosis("nothing is written here", hint)
        return Diagnosis(
            "this field is missing", f"Add ⟦{path[-1]}:⟧ – {_continued(self.meaning(path))}"
        )

    def keys_below(self, path: Path) -> str:
        """Name the keys that a value may have, those that it needs first."""
        owner = _model_at(self.model, path)
        fields = owner.model_fields if owner else {}
        needed = [field.alias or name for name, field in fields.items() if field.is_required()]
        free = [field.alias or name for name, field in fields.items() if not field.is_required()]
        needs = f" Needed: {', '.join(needed)}." if needed else ""
        return f"{needs} Possible: {', '.join(free)}." if free else needs

    def meaning(self, path: Path) -> str:
        """Return the sentence that the class says about a field."""
        owner = _model_at(self.model, path[:-1])
        for name, field in owner.model_fields.items() if owner else ():
            if path[-1] in {name, field.alias} and field.description:
                return field.description
        return ""

    def choices(self, path: Path) -> Iterator[str]:
        """Yield the words that may stand in a field, or in the list that it holds."""
        *above, name = (part for part in path if isinstance(part, str))
        owner = _model_at(self.model, tuple(above))
        for field_name, field in owner.model_fields.items() if owner else ():
            if name in {field_name, field.alias}:
                yield from _choices(field.annotation)

    def free_names(self, path: Path) -> tuple[str, ...]:
        """Name the fields that may stand beside a key and do not stand there yet."""
        owner = _model_at(self.model, path[:-1])
        fields = owner.model_fields.items() if owner else ()
        names = (field.alias or name for name, field in fields)
        taken = self.implied if len(path) == 1 else frozenset[str]()
        return tuple(
            n for n in names if (*path[:-1], n) not in self.entry.places and n not in taken
        )


def _refusal(detail: ErrorDetails) -> Refusal:
    """Return what a class raised; a plain ValueError names no field."""
    error = detail.get("ctx", {}).get("error")
    return error if isinstance(error, Refusal) else Refusal(str(error))


def _continued(sentence: str) -> str:
    """Let a sentence follow other words; “WCAG …” keeps its capitals."""
    return sentence[:1].lower() + sentence[1:] if sentence[1:2].islower() else sentence


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """Find the class that describes a place inside a value."""
    owner: type[BaseModel] | None = model
    for part in path:
        if isinstance(part, str) and owner is not None:
            field = owner.model_fields.get(part)
            owner = _model_in(field.annotation) if field else None
    return owner


def _choices(annotation: Any) -> Iterator[str]:  # noqa: ANN401 - any annotation may stand here
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        yield from (str(member.value) for member in annotation)
    elif get_origin(annotation) is Literal:
        yield from map(str, get_args(annotation))
    else:
        for part in get_args(annotation):
            yield from _choices(part)


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any annotation may stand here
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for arg in get_args(annotation) if (model := _model_in(arg))), None)
