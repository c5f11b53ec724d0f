"""What is wrong with a value of a field, in its author’s words, and what fixes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sitegen.content import pairs
from sitegen.content.slugs import slug
from sitegen.content.values import IF_IT_HOLDS_A_COLON
from sitegen.issues.issue import Diagnosis

SETS_OF_KEYS: Final = ("model_type", "model_attributes_type", "dict_type")
"""What pydantic calls it where keys with values are missing."""

_NUMBER: Final = "digits alone, for example 5, without words, commas or spaces"
_ONE_TEXT: Final = "one text"
_KEYS: Final = "a set of “key: value” lines, indented below this key"
_EXPECTED: Final = {
    **dict.fromkeys(("int_parsing", "int_type", "int_from_float"), f"a whole number in {_NUMBER}"),
    "int_parsing_size": "a smaller number",
    **dict.fromkeys(("float_parsing", "float_type", "finite_number"), f"a number in {_NUMBER}"),
    **dict.fromkeys(("bool_parsing", "bool_type"), "yes or no"),
    "date_type": "one date, for example 2024-03-09",
    "datetime_type": "one date with a time, for example 2024-03-09 09:30",
    "enum": "one of the words for this",
    "string_type": _ONE_TEXT,
    "string_too_short": "a text that is not empty",
    "tuple_type": "a list, each item on a line that begins with “- ”",
    "too_short": "a longer list",
    "too_long": "a shorter list",
    **dict.fromkeys(SETS_OF_KEYS, _KEYS),
}


def diagnosed(kind: str, written: object, context: Mapping[str, object]) -> Diagnosis:
    """Explain what pydantic found by the type of its error, such as `int_parsing`."""
    match kind:
        case "string_too_long":
            most = context.get("max_length")
            message = f"this text has {len(str(written))} characters; {most} is the most"
            return Diagnosis(message, "Shorten it.")
        case "string_pattern_mismatch":
            fit = as_name(str(written))
            # Where a slash is no fault, the field is the path of a page.
            fit = fit.replace("/", "-") if fit == written else fit
            return Diagnosis(
                f"“{written}” cannot be a name in an address",
                f"Use small letters, digits and hyphens, for example {fit}.",
            )
        case "tuple_type" if isinstance(written, str) and (
            diagnosis := pairs.list_without_its_beginning(written)
        ):
            return diagnosis
        case "too_short" | "too_long":
            return _counted(context)
        case "greater_than_equal" | "less_than_equal":
            least, most = context.get("ge"), context.get("le")
            bound = f"of {most} or less" if least is None else f"of {least} or more"
            bound = bound if least != 0 else "that is not below nought"
            return Diagnosis(f"{_quoted(written)} does not fit here", f"Write a number {bound}.")
    return Diagnosis(f"{_quoted(written)} does not fit here", _instead(kind, written))


def _counted(context: Mapping[str, object]) -> Diagnosis:
    """Say that a list has too few or too many items."""
    least, most, number = (context.get(f"{name}_length") for name in ("min", "max", "actual"))
    counted = "is empty" if not number else "has one item" if number == 1 else f"has {number} items"
    if least is None:
        return Diagnosis(f"this list {counted}; it may have {most} at most", "Take some out.")
    missing = "Add one." if least == 1 else "Add what is missing."
    return Diagnosis(f"this list {counted}; it needs at least {least}", missing)


def _instead(kind: str, written: object) -> str:
    expected = _EXPECTED.get(kind, "what the guide shows for this field")
    if isinstance(written, dict) and expected == _ONE_TEXT:
        return f"Write {expected}; {IF_IT_HOLDS_A_COLON}"
    return f"Write {expected}."


def _quoted(written: object) -> str:
    if isinstance(written, dict):
        return "this set of keys"
    if isinstance(written, (list, tuple)):
        return "this list"
    return f"“{written}”" if written else "nothing"


def as_name(text: str) -> str:
    """Make of a text a name that can stand in an address."""
    parts = map(slug, text.split("/"))
    return "/".join(part for part in parts if part) or "a-short-name"
