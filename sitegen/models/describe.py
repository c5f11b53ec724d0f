"""What the models say of themselves: for editors' programs, for the field guide, for new files."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from enum import StrEnum
from functools import cache
from typing import Any, Final, NamedTuple

from sitegen.models import COLLECTIONS
from sitegen.models.base import Model, Publication
from sitegen.models.settings import Settings, Statement

Schema = dict[str, Any]

SINGLES: Final[Mapping[str, type[Model]]] = {"site": Settings, "statement": Statement}
_COMMON: Final = frozenset(Publication.model_fields)
_GIVEN: Final = ("id", "body")
"""Fields of a Markdown file that its front matter does not hold: its place and its words."""


class Form(StrEnum):
    """What is typed into a field."""

    TEXT = "text"
    MARKDOWN = "markdown"
    WHOLE = "whole number"
    NUMBER = "number"
    YES_OR_NO = "yes or no"
    DAY = "day"
    MOMENT = "day and time"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Field:
    """One field as its author needs to know it."""

    name: str
    meaning: str
    required: bool
    words: tuple[str, ...] = ()
    sentences: Mapping[str, str] = dataclass_field(default_factory=dict)
    """What each of the words means, as far as the model says it."""

    examples: tuple[str, ...] = ()
    refers_to: str = ""
    several: bool = False
    parts: tuple[Field, ...] = ()
    form: Form = Form.TEXT
    pattern: str = ""
    empty: str = ""
    """What counts where one of few words is asked for and nothing is written."""

    longest: int | None = None
    usual: bool = False
    """Whether most records of its kind have it, though not all need it."""

    common: bool = False
    """Whether records of every kind may have it, which few need."""

    @property
    def choices(self) -> tuple[str, ...]:
        """Return the words that may stand here, unless its meaning names them all already."""
        explained = all(word in self.meaning for word in self.words)
        return () if explained else self.words

    @property
    def example(self) -> str:
        """Return a value as an author could write it, or nothing if none is known."""
        example = (*self.words, *self.examples, "")[0]
        return f'"{example}"' if example.startswith("#") else example

    @property
    def explained(self) -> str:
        """Return its meaning, with the words for it and what it refers to."""
        words = f" One of: {', '.join(self.choices)}." if self.choices else ""
        article = "an" if self.refers_to.startswith(tuple("aeiou")) else "a"
        refers = f" The id of {article} {self.refers_to}." if self.refers_to else ""
        return f"{self.meaning}{words}{refers}"


class Kind(NamedTuple):
    """One type of record, or one file of settings."""

    name: str
    collection: str
    place: str
    meaning: str
    fields: tuple[Field, ...]

    @property
    def is_folder(self) -> bool:
        """Return whether each record is a file of its own."""
        return self.place.endswith("/")


Words = Mapping[str, Mapping[str, str]]
"""The words for some fields, by name, each with its sentence: `Settings.words_of_fields`."""


def with_words(kind: Kind, words: Words) -> Kind:
    """Return a type with all words for those fields to which a board adds its own."""
    return kind._replace(fields=tuple(_with_words(field, words) for field in kind.fields))


def _with_words(field: Field, words: Words) -> Field:
    own = words.get(field.name, {}) if field.words else {}
    parts = tuple(_with_words(part, words) for part in field.parts)
    sentences = {word: sentence for word, sentence in own.items() if sentence}
    return replace(
        field,
        words=tuple(own) or field.words,
        sentences={**field.sentences, **sentences},
        parts=parts,
    )


@cache
def kinds() -> tuple[Kind, ...]:
    """Return every type of record, in the order of the table of collections."""
    return tuple(_kind(model.kind, collection, model) for collection, model in COLLECTIONS.items())


def kind_called(name: str) -> Kind | None:
    """Return the type that a word stands for, or nothing."""
    return next((kind for kind in kinds() if kind.name == name), None)


@cache
def settings() -> tuple[Kind, ...]:
    """Return the files that are there once."""
    return tuple(_kind(name, name, model) for name, model in SINGLES.items())


def _kind(name: str, collection: str, model: type[Model]) -> Kind:
    folder = "body" in model.model_fields
    schema = model.model_json_schema()
    fields = tuple(_fields(schema, schema.get("$defs", {})))
    wanted = [field for field in fields if not (folder and field.name in _GIVEN)]
    # What it is known by comes first.
    wanted.sort(key=lambda field: field.name not in {"id", "title", "summary"})
    place = f"{collection}/" if folder else f"{collection}.yml"
    return Kind(name, collection, place, inspect.cleandoc(model.__doc__ or ""), tuple(wanted))


def _fields(schema: Schema, shared: Schema) -> Iterator[Field]:
    required = schema.get("required", ())
    for name, said in schema["properties"].items():
        yield _field(name, said, shared, required=name in required)


def _field(name: str, said: Schema, shared: Schema, *, required: bool) -> Field:
    shape = _resolved(said, shared)
    several = shape.get("type") == "array"
    while shape.get("type") == "array":
        shape = _resolved(shape.get("items", {}), shared)
    parts = tuple(_fields(shape, shared)) if "properties" in shape else ()
    return Field(
        name,
        said.get("description", ""),
        required,
        words=tuple(shape.get("enum", ())),
        sentences=shape.get("x-sentences", {}),
        examples=tuple(str(example) for example in shape.get("examples", ()) or _usual(shape)),
        refers_to=shape.get("x-refers-to", ""),
        several=several,
        parts=parts,
        form=_form(shape),
        pattern=shape.get("pattern", ""),
        empty=_empty(said.get("default")),
        longest=shape.get("maxLength"),
        usual=bool(said.get("x-usual")),
        common=name in _COMMON,
    )


def _empty(default: object) -> str:
    if isinstance(default, bool):
        return "yes" if default else "no"
    return default if isinstance(default, str) else ""


def _form(shape: Schema) -> Form:
    if "x-form" in shape:
        return Form(shape["x-form"])
    if shape.get("contentMediaType") == "text/markdown":
        return Form.MARKDOWN
    timed = {"date": Form.DAY, "date-time": Form.MOMENT}
    forms = {"integer": Form.WHOLE, "number": Form.NUMBER, "boolean": Form.YES_OR_NO}
    return timed.get(shape.get("format", "")) or forms.get(str(shape.get("type")), Form.TEXT)


def _resolved(shape: Schema, shared: Schema) -> Schema:
    """Follow a name to what it stands for, and a choice with nothing to what it is else."""
    for choice in shape.get("anyOf", ()):
        if choice.get("type") != "null":
            # What a field says of itself goes before what its type says of every field.
            examples = {"examples": shape["examples"]} if "examples" in shape else {}
            return {**shape, **_resolved(choice, shared), **examples}
    if "$ref" in shape:
        return {**shape, **shared[shape["$ref"].rpartition("/")[2]]}
    return shape


def _usual(shape: Schema) -> tuple[str, ...]:
    """Return an example of what needs no description of its own."""
    usual = {"integer": "5", "number": "5", "boolean": "yes"}
    example = usual.get(str(shape.get("type")))
    return (example,) if example else ()


def schemas(words: Words) -> Iterator[tuple[str, Schema]]:
    """Yield a JSON Schema for each YAML file, by the file's name, with the words of a board.

    All values are text in YAML.
    """
    for collection, model in COLLECTIONS.items():
        if "body" not in model.model_fields:
            schema = _as_written(_with_choices(model.model_json_schema(), words))
            shared = schema.pop("$defs", {})
            yield f"{collection}.yml", {"type": "array", "items": schema, "$defs": shared}
    for name, single in SINGLES.items():
        yield f"{name}.yml", _as_written(single.model_json_schema())


def _with_choices(said: Any, words: Words) -> Any:  # noqa: ANN401 - a piece of JSON
    """Let a field to which a board adds words hold one of them all."""
    if isinstance(said, list):
        return [_with_choices(part, words) for part in said]
    if not isinstance(said, dict):
        return said
    shape = {key: _with_choices(value, words) for key, value in said.items()}
    fields = shape.get("properties", {})
    for name in fields.keys() & words:
        kept = {key: value for key, value in fields[name].items() if key != "anyOf"}
        fields[name] = {**kept, "enum": list(words[name])}
    return shape


def _as_written(said: Any) -> Any:  # noqa: ANN401 - a piece of JSON
    """Let every scalar be written as YAML allows: 999 and yes are texts to us, too."""
    if isinstance(said, list):
        return [_as_written(value) for value in said]
    if not isinstance(said, dict):
        return said
    shape = {key: _as_written(value) for key, value in said.items() if key != "format"}
    if said.get("type") in {"string", "integer", "number", "boolean"} and "enum" not in said:
        shape["type"] = ["string", "number", "boolean"]
    if said.get("type") == "array":
        # One value may stand where a list is meant.
        titles = {key: shape[key] for key in ("description", "title") if key in shape}
        return {"anyOf": [shape, shape.get("items", {})], **titles}
    return shape
