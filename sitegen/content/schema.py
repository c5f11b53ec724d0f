"""From an entry to a typed value: the class is the schema, and pydantic's faults become issues."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from sitegen.content.values import FilePath, Key, Prose
from sitegen.issues import ContentError, Issue, Refusal, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic_core import ErrorDetails

    from sitegen.content.document import Entry, Path

ModelT = TypeVar("ModelT", bound=BaseModel)
Leaf = Key | Prose | FilePath

RULE: Final = "fields"
_QUOTED: Final = re.compile(r"'([^']*)'")


@dataclass(frozen=True, slots=True)
class Told:
    """What is wrong with a field and what mends it."""

    message: str
    hint: str = ""


def read(model: type[ModelT], entry: Entry, given: Mapping[str, str] | None = None) -> ModelT:
    """Make a typed value of an entry, with values that its place gives; raises ContentError."""
    try:
        return model.model_validate({**entry.data, **(given or {})})
    except ValidationError as error:
        details = error.errors(include_url=False)
        raise ContentError(_issue(model, entry, detail) for detail in details) from None


def _issue(model: type[BaseModel], entry: Entry, detail: ErrorDetails) -> Issue:
    path: Path = tuple(detail["loc"])
    told = _told(model, path, detail)
    name = ".".join(str(part + 1 if isinstance(part, int) else part) for part in path)
    return Issue(entry.place(path), RULE, told.message, told.hint, field=name)


def _told(model: type[BaseModel], path: Path, detail: ErrorDetails) -> Told:
    context = detail.get("ctx", {})
    written = detail.get("input")
    match detail["type"]:
        case "missing":
            return Told("this field is missing", _meaning(model, path))
        case "extra_forbidden":
            return Told("there is no such field", did_you_mean(str(path[-1]), _names(model, path)))
        case "enum" | "literal_error":
            known = _QUOTED.findall(str(context.get("expected", "")))
            return Told(
                f"“{written}” is not one of the words for this", did_you_mean(str(written), known)
            )
        case "string_too_long":
            most = context.get("max_length")
            return Told(
                f"this text has {len(str(written))} characters; {most} is the most", "Shorten it."
            )
        case "string_pattern_mismatch":
            return Told(f"“{written}” cannot be a name in an address", _meaning(model, path))
        case "value_error":
            return _refused(context.get("error"))
        case other:
            return _plain(other, written)


def _refused(error: object) -> Told:
    if isinstance(error, Refusal):
        return Told(error.message, error.hint)
    return Told(str(error))


_EXPECTED: Final = {
    "int_parsing": "a whole number, for example 5",
    "float_parsing": "a number, for example 5",
    "bool_parsing": "yes or no",
    "string_type": "a text",
    "tuple_type": "a list, each item on a line that begins with “- ”",
    "model_type": "a set of “key: value” lines",
    "dict_type": "a set of “key: value” lines",
    "too_short": "a list with at least one item",
    "string_too_short": "a text that is not empty",
}


def _plain(kind: str, written: object) -> Told:
    expected = _EXPECTED.get(kind, "something else")
    shown = f"“{written}”" if isinstance(written, str) and written else "this"
    return Told(f"{shown} does not fit here", f"Write {expected}.")


def _meaning(model: type[BaseModel], path: Path) -> str:
    """Give the sentence that the class says about a field."""
    owner = _model_at(model, path[:-1])
    for name, field in owner.model_fields.items() if owner else ():
        if path[-1] in {name, field.alias} and field.description:
            return field.description
    return ""


def _names(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    owner = _model_at(model, path[:-1])
    if owner is None:
        return ()
    return tuple(field.alias or name for name, field in owner.model_fields.items())


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """Find the class that describes a place inside a value."""
    owner: type[BaseModel] | None = model
    for part in path:
        if isinstance(part, str) and owner is not None:
            field = owner.model_fields.get(part)
            owner = _model_in(field.annotation) if field else None
    return owner


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any annotation may stand here
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for arg in get_args(annotation) if (found := _model_in(arg))), None)


def leaves(value: object, path: Path = ()) -> Iterator[tuple[Path, Leaf]]:
    """Walk a value and give every reference, text and file in it, with the path to each."""
    if isinstance(value, Leaf):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from leaves(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from leaves(item, (*path, place))
