"""How each field of the models is filled in on the editing screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sitegen.models import COLLECTIONS, describe
from sitegen.models.describe import Field, Form, Kind

Setting = dict[str, Any]
"""A piece of what Sveltia CMS reads, as JSON."""

_FIRST: Final = ("title", "summary", "status", "publish_at", "withdrawn_reason")
"""What an editor looks for first, in this order."""

SLUG: Final = "slug"
"""By what editors know a record that has no words of its own beside its body: its name."""

WORDS: Final = "Words"
"""What editors know the body of a record as."""

_LABELS: Final = {
    "alt": "Alt text",
    "lang": "Language",
    "mended_by": "To be fixed by",
    "non_compliance": "Non-compliance",
    "published_at": "Their web page",
    "signoffs": "Sign-offs",
}
"""What people write otherwise than the name of the field says it."""

_INITIALS: Final = {"html", "https", "id", "nspcc", "url"}
"""What people write in capitals."""


def ordered(kind: Kind) -> list[Field]:
    """Return the fields of a kind as a person would fill them in.

    What it is known by comes first, then what it needs, what most of its kind have, and what is its
    own; last what every record may have, which few need.
    """
    return sorted(kind.fields, key=lambda field: _rank(field, kind))


def _rank(field: Field, kind: Kind) -> tuple[int, int]:
    if field.name in _FIRST:
        return 0, _FIRST.index(field.name)
    group = 1 if is_asked_first(field) else 3 if field.common else 2
    return group, kind.fields.index(field)


def is_asked_first(field: Field) -> bool:
    """Return whether a field stands above the words of a record."""
    return field.required or field.usual or field.name in {*_FIRST, "published"}


def known_by(kind: Kind) -> str:
    """Return the field by which editors know one record of a kind among others, or `SLUG`."""
    chosen = getattr(COLLECTIONS.get(kind.collection), "named_by", "")
    if chosen in {field.name for field in kind.fields}:
        return chosen
    words = (field for field in kind.fields if field.form in {Form.TEXT, Form.MARKDOWN})
    plain = (f.name for f in words if f.required and not (f.words or f.refers_to))
    return next((name for name in plain if name != "id"), SLUG)


def widgets(fields: Sequence[Field]) -> list[Setting]:
    """Return how some fields are filled in, in their order."""
    return [widget(field) for field in fields]


def widget(field: Field) -> Setting:
    """Return how one field is filled in."""
    said: Setting = {
        "name": field.name,
        "label": label(field.name),
        "hint": _hint(field),
        "required": field.required,
    }
    if not field.several:
        return said | _single(field)
    if field.words or _found_in(field):
        return said | _single(field) | {"multiple": True}
    single = label(singular(field.name))
    said |= {"widget": "list", "label_singular": single, "collapsed": "auto"}
    if field.parts:
        summary = " · ".join(f"{{{{fields.{part.name}}}}}" for part in field.parts[:2])
        return said | {"fields": widgets(field.parts), "summary": summary}
    return said | {"field": {"name": field.name, "label": single, **_single(field)}}


def body(kind: Kind, inserts: Sequence[str]) -> Setting:
    """Return how the words of a record are written."""
    return {
        "name": "body",
        "label": WORDS,
        "widget": "richtext",
        "hint": COLLECTIONS[kind.collection].model_fields["body"].description,
        "required": False,
        "editor_components": ["image", *inserts],
        "linked_images": False,
        "use_emoji_autocomplete": False,
    }


def label(name: str) -> str:
    """Return the name of a field as people write it."""
    words = _LABELS.get(name, name.replace("_", " ").capitalize()).split(" ")
    return " ".join(word.upper() if word.lower() in _INITIALS else word for word in words)


def singular(name: str) -> str:
    """Return the name of one item of a list, by the name of the list."""
    if name.endswith("ies"):
        return f"{name.removesuffix('ies')}y"
    return name if name.endswith(("ss", "_as")) else name.removesuffix("s")


def _single(field: Field) -> Setting:
    if field.parts:
        return {"widget": "object", "fields": widgets(field.parts), "collapsed": "auto"}
    if field.words:
        options = [{"label": _option(field, word), "value": word} for word in field.words]
        said: Setting = {"widget": "select", "options": options, "dropdown_threshold": 0}
        return said | ({"default": "draft"} if field.name == "status" and field.required else {})
    return _found_in(field) or _typed(field)


def _typed(field: Field) -> Setting:
    match field.form:
        case Form.YES_OR_NO:
            options = [{"label": word.capitalize(), "value": word} for word in ("yes", "no")]
            return {"widget": "select", "options": options}
        case Form.WHOLE:
            return {"widget": "number", "value_type": "int/string"}
        case Form.NUMBER:
            return {"widget": "number", "value_type": "float/string"}
        case Form.DAY:
            return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
        case Form.MOMENT:
            return {"widget": "datetime", "format": "YYYY-MM-DD HH:mm"}
        case Form.FILE:
            return {"widget": "file", "choose_url": False}
        case Form.MARKDOWN:
            return {"widget": "text", "use_emoji_autocomplete": False}
    return {"widget": "string", "use_emoji_autocomplete": False, **_limits(field)}


def _option(field: Field, word: str) -> str:
    sentence = field.sentences.get(word, "")
    called = word.replace("_", " ")
    return f"{called}: {sentence[:1].lower()}{sentence[1:].rstrip('.')}" if sentence else called


def _limits(field: Field) -> Setting:
    said: Setting = {"maxlength": field.longest} if field.longest else {}
    if field.pattern:
        like = f"Write it like {' or '.join(field.examples)}." if field.examples else field.meaning
        # What the model asks of a text that is there is not asked of an empty field.
        pattern = field.pattern if field.required else f"^$|{field.pattern}"
        said["pattern"] = [pattern, like]
    return said


def _hint(field: Field) -> str:
    examples = f" For example {', '.join(field.examples)}." if field.pattern else ""
    chosen = field.words or field.form is Form.YES_OR_NO
    empty = f" If it stays empty: {field.empty}." if chosen and field.empty else ""
    return f"{field.meaning}{examples}{'' if field.required else empty}"


def _found_in(field: Field) -> Setting:
    """Return where the records are looked up that a field refers to, by their titles."""
    kind = describe.kind_called(field.refers_to)
    if kind is None:
        return {}
    label_field = known_by(kind)
    shown = ["{{slug}}" if label_field == SLUG else label_field]
    if kind.is_folder:
        place: Setting = {"collection": kind.collection, "value_field": "{{slug}}"}
    else:
        above = f"{kind.collection}.*."
        shown = [above + name for name in shown]
        place = {"collection": "_singletons", "file": kind.collection, "value_field": f"{above}id"}
    return {"widget": "relation", **place, "display_fields": shown, "search_fields": shown}
