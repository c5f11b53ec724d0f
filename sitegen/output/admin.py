"""The editing screen at /admin/: Decap CMS, set up from the same models as everything else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from sitegen.models import COLLECTIONS, describe
from sitegen.models.describe import Form
from sitegen.models.reviews import Review
from sitegen.models.settings import Backend
from sitegen.output.assets import Output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from sitegen.models.describe import Field, Kind
    from sitegen.models.settings import Editing

Setting = dict[str, Any]
"""What Decap CMS reads, as JSON, which is YAML too."""

FOLDER: Final = "admin"
_DEEPEST: Final = 10
"""Folders in folders that the screen looks into; no address has as many steps."""

_ANSWERS: Final = ("yes", "no")


def outputs(
    editing: Editing | None,
    content: str,
    templates: Path,
    program: Callable[[], Mapping[str, bytes]] | None,
) -> tuple[Output, ...]:
    """Make the files of the screen, for the content folder of a name; none if it is off."""
    if editing is None or program is None:
        return ()
    page = (templates / FOLDER / "index.html").read_bytes()
    config = json.dumps(configuration(editing, content), ensure_ascii=False, indent=1) + "\n"
    files = {"index.html": page, "config.yml": config.encode(), **program()}
    return tuple(Output(f"{FOLDER}/{name}", data) for name, data in files.items())


def configuration(editing: Editing, content: str) -> Setting:
    """Say what can be edited, and that each change becomes a pull request."""
    return {
        "backend": _backend(editing),
        "publish_mode": "editorial_workflow",
        "media_folder": f"{content}/files",
        "public_folder": "files",
        "slug": {"encoding": "ascii", "clean_accents": True},
        "editor": {"preview": False},
        "collections": [*_folders(content), _singles(content)],
    }


def _backend(editing: Editing) -> Setting:
    found: Setting = {"name": editing.backend.value, "branch": editing.branch}
    if editing.backend is Backend.GITHUB:
        found["repo"] = editing.repository
    if editing.sign_in:
        found["base_url"] = editing.sign_in
    return found


def _folders(content: str) -> Iterator[Setting]:
    """Give the types of which each record is a file; lists of records stay text."""
    for kind in describe.kinds():
        if kind.is_folder:
            yield {
                "name": kind.collection,
                "label": kind.collection.capitalize(),
                "label_singular": kind.name.capitalize(),
                "description": kind.meaning,
                "folder": f"{content}/{kind.collection}",
                "extension": "md",
                "format": "yaml-frontmatter",
                # The name of a review is for ever and must not be made of a child’s name.
                "create": kind.name != Review.kind,
                "delete": False,
                "fields": [*map(_widget, _ordered(kind)), _body(kind)],
                **_place(kind),
            }


def _ordered(kind: Kind) -> list[Field]:
    """Put first what a record is known by, then what it needs, then all else."""
    first = {"title", "summary"}
    return sorted(kind.fields, key=lambda one: not (one.required or one.name in first))


def _place(kind: Kind) -> Setting:
    address = COLLECTIONS[kind.collection].address
    if not address:
        return {"nested": {"depth": _DEEPEST, "subfolders": False}, "preview_path": "{{slug}}/"}
    return {"preview_path": address.lstrip("/").replace("{id}", "{{slug}}")}


def _singles(content: str) -> Setting:
    files = [
        {
            "name": kind.name,
            "label": kind.place,
            "file": f"{content}/{kind.place}",
            "fields": [_widget(field) for field in kind.fields],
        }
        for kind in describe.settings()
    ]
    return {"name": "settings", "label": "Settings", "delete": False, "files": files}


def _body(kind: Kind) -> Setting:
    meaning = COLLECTIONS[kind.collection].model_fields["body"].description
    return {
        "name": "body",
        "label": "Words",
        "widget": "text",
        "hint": meaning,
        "required": False,
    }


def _widget(field: Field) -> Setting:
    """Say how one field is filled in."""
    said: Setting = {
        "name": field.name,
        "label": _label(field.name),
        "hint": _hint(field),
        "required": field.required,
    }
    if not field.several:
        return said | _single(field)
    if field.words or _is_found(field):
        return said | _single(field) | {"multiple": True}
    if field.parts:
        parts = [_widget(part) for part in field.parts]
        return said | {"widget": "list", "fields": parts, "label_singular": said["label"]}
    item = {"name": field.name, "label": said["label"], **_single(field)}
    return said | {"widget": "list", "field": item}


def _single(field: Field) -> Setting:
    if field.parts:
        return {"widget": "object", "fields": [_widget(part) for part in field.parts]}
    if field.words:
        first = {"default": "draft"} if field.name == "status" else {}
        return {"widget": "select", "options": list(field.words), **first}
    if _is_found(field):
        return {
            "widget": "relation",
            "collection": _COLLECTION_OF[field.refers_to],
            "value_field": "{{slug}}",
            "search_fields": ["title"],
            "display_fields": ["title"],
        }
    match field.form:
        case Form.YES_OR_NO:
            # Its switch takes the word “no” for yes, because it is not empty.
            return {"widget": "select", "options": list(_ANSWERS)}
        case Form.WHOLE:
            return {"widget": "number", "value_type": "int"}
        case Form.NUMBER:
            return {"widget": "number", "value_type": "float"}
        case Form.MARKDOWN:
            return {"widget": "text"}
    return {"widget": "string", **_pattern(field)}


def _pattern(field: Field) -> Setting:
    if field.longest:
        return {"pattern": [f"^.{{0,{field.longest}}}$", f"At most {field.longest} characters."]}
    if field.pattern:
        return {"pattern": [field.pattern, f"Write it like {' or '.join(field.examples)}."]}
    return {}


def _hint(field: Field) -> str:
    refers = f" The id of a {field.refers_to}." if field.refers_to else ""
    examples = f" For example {', '.join(field.examples)}." if field.pattern else ""
    return f"{field.meaning}{refers}{examples}"


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()


_COLLECTION_OF: Final = {
    model.kind: name for name, model in COLLECTIONS.items() if "body" in model.model_fields
}
"""The types whose records can be looked up in the screen."""


def _is_found(field: Field) -> bool:
    return field.refers_to in _COLLECTION_OF
