"""Every type says what each of its fields means, and editors' tools can read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from sitegen.models import COLLECTIONS
from sitegen.models.base import Item
from sitegen.models.pages import Shows
from sitegen.models.settings import Settings, Statement

TOP: dict[str, type[BaseModel]] = {**COLLECTIONS, "site": Settings, "statement": Statement}


def within(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the classes that a field holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from within(argument)


def classes() -> dict[str, type[BaseModel]]:
    """Find every class of the content, also those that are parts of others."""
    found: dict[str, type[BaseModel]] = {}
    waiting = list(TOP.values())
    while waiting:
        model = waiting.pop()
        if model.__name__ not in found:
            found[model.__name__] = model
            for field in model.model_fields.values():
                waiting.extend(within(field.annotation))
    return found


CLASSES = classes()


def test_the_walk_finds_parts_of_parts() -> None:
    assert {"Milestone", "Source", "Problem", "HistoryEntry", "Signoffs"} <= CLASSES.keys()


@pytest.mark.parametrize("model", CLASSES.values(), ids=CLASSES.keys())
def test_every_field_says_what_it_means_in_a_sentence(model: type[BaseModel]) -> None:
    for name, field in model.model_fields.items():
        sentence = field.description or ""
        assert sentence.endswith("."), f"{model.__name__}.{name} has no sentence"
        assert "!" not in sentence, f"{model.__name__}.{name} shouts"


@pytest.mark.parametrize("model", CLASSES.values(), ids=CLASSES.keys())
def test_every_class_says_what_it_is(model: type[BaseModel]) -> None:
    said = (model.__doc__ or "").strip()
    assert said.split("\n", maxsplit=1)[0].rstrip().endswith("."), f"{model.__name__} says nothing"


@pytest.mark.parametrize("model", CLASSES.values(), ids=CLASSES.keys())
def test_every_class_refuses_what_it_does_not_know_and_is_never_changed(
    model: type[BaseModel],
) -> None:
    assert model.model_config.get("extra") == "forbid"
    assert model.model_config.get("frozen") is True


@pytest.mark.parametrize("model", CLASSES.values(), ids=CLASSES.keys())
def test_no_field_can_be_changed_from_within(model: type[BaseModel]) -> None:
    for name, field in model.model_fields.items():
        shown = str(field.annotation)
        assert "list[" not in shown, f"{model.__name__}.{name} is a list"
        assert "dict[" not in shown, f"{model.__name__}.{name} is a dict"


@pytest.mark.parametrize("model", TOP.values(), ids=TOP.keys())
def test_editors_can_be_given_a_json_schema_of_every_type(model: type[BaseModel]) -> None:
    made = model.model_json_schema()
    Draft202012Validator.check_schema(made)
    named = {field.alias or name for name, field in model.model_fields.items()}
    assert made["properties"].keys() == named
    assert made["additionalProperties"] is False


def test_a_json_schema_says_what_may_stand_in_a_field() -> None:
    review = COLLECTIONS["reviews"].model_json_schema()
    assert "serious case review" in review["$defs"]["ReviewKind"]["enum"]
    validator = Draft202012Validator(COLLECTIONS["glossary"].model_json_schema())
    term = {"id": "scr", "term": "SCR", "meaning": "A review."}
    assert list(validator.iter_errors(term)) == []
    assert len(list(validator.iter_errors({**term, "meening": "x"}))) == 1
    assert len(list(validator.iter_errors({"id": "S C R", "term": "SCR"}))) == 2


# ---- The table of collections ----


def test_every_collection_has_a_word_of_its_own_for_its_records() -> None:
    kinds = [model.kind for model in COLLECTIONS.values()]
    assert len(set(kinds)) == len(kinds)
    assert all(kind.isalpha() and kind.islower() for kind in kinds)


class Named(str):
    """A value of any field: a text, and the id of a record that is referred to."""

    __slots__ = ()

    @property
    def id(self) -> str:
        return str(self)


@pytest.mark.parametrize("model", COLLECTIONS.values(), ids=COLLECTIONS.keys())
def test_every_record_has_a_label(model: type[Item]) -> None:
    fields: dict[str, Any] = {name: Named(name) for name in model.model_fields}
    fields["starts"] = date(2027, 3, 9)
    assert model.model_construct(None, **fields).label.strip()


@pytest.mark.parametrize("model", COLLECTIONS.values(), ids=COLLECTIONS.keys())
def test_an_address_holds_nothing_but_the_id(model: type[Item]) -> None:
    if model.address:
        assert model.address.count("{id}") == 1
        assert model.address.startswith("/") or model.listed_by in set(Shows)
        assert model.address.format(id="a").count("{") == 0
