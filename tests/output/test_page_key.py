"""Two pages have the same key if all that they are made from has the same value, and only then."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sitegen.content.values import Prose
from sitegen.issues.issue import Origin
from sitegen.output.page_key import PageKeyWriter, Resolved
from sitegen.views import samples
from sitegen.views.menus import NavLink

HERE = Origin("a.md", 1)


@pytest.fixture
def keys() -> PageKeyWriter:
    """Writes keys; a text is shown as it is, and no file is there."""
    return PageKeyWriter(Resolved(lambda prose: (prose.text,), lambda _: (), {}))


@pytest.mark.parametrize(
    "value",
    [
        NavLink("Home", "/"),
        {"a": (1, 2.5, None, b"b"), date(2026, 11, 30): [NavLink("Home", "/")]},
        Prose("Words", HERE),
        samples.Values(),
    ],
    ids=["value", "mapping", "text", "a value without fields"],
)
def test_a_value_has_one_key_in_every_build(keys: PageKeyWriter, value: object) -> None:
    assert keys.of(value) == keys.of((value, value)[1]) is not None
    again = PageKeyWriter(keys.resolved)
    assert again.of(value) == keys.of(value)


def test_where_something_was_written_is_no_part_of_a_key(keys: PageKeyWriter) -> None:
    assert keys.of(Prose("Words", HERE)) == keys.of(Prose("Words", Origin("b.md", 2)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (NavLink("Home", "/"), NavLink("Home", "/a/")),
        (NavLink("Home", "/"), ("Home", "/")),
        (NavLink("Home", "/"), ["sitegen.views.menus.NavLink", "Home", "/"]),
        (NavLink("Home", "/", current=True), NavLink("Home", "/", current=False)),
        (1, True),
        (1, 1.0),
        ("1", 1),
        (("a", "b"), ["a", "b"]),
        (("a", ("b",)), ("a", "b")),
        ({"a": 1}, (("a", 1),)),
        (date(2026, 11, 30), "2026-11-30"),
        (Prose("Words", HERE), "Words"),
    ],
)
def test_two_values_have_two_keys(keys: PageKeyWriter, one: object, other: object) -> None:
    assert keys.of(one) != keys.of(other)


@pytest.mark.parametrize("value", [object(), lambda: "words", (1, {"a": [object()]}), iter(())])
def test_what_holds_nobody_knows_what_has_no_key(keys: PageKeyWriter, value: Any) -> None:
    assert keys.of(value) is None
    assert keys.parts("a template", value) is None
