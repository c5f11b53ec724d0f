"""What the editing screen can edit: every kind and every field, made from the models alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from sitegen.models import COLLECTIONS, describe, listing
from sitegen.models.describe import Kind, Words
from sitegen.models.pages import Page
from sitegen.models.reviews import Review
from sitegen.models.settings import Backend, Editing
from sitegen.output.admin import fields
from sitegen.output.admin.fields import Setting

LOCAL: Final[Mapping[str, str]] = {"name": "test-repo"}
"""The backend of `serve --edit`: the screen’s own one for a folder that is given to it."""

INSERTS: Final = ("contact", "document", "figure", "callout", "table", "line", "notes")
"""What inserts.js can put into a text."""

_DEEPEST: Final = 10
"""Folders in folders that the screen looks into; no address has as many steps."""

_NAME: Final = [r"^[a-z0-9]+(-[a-z0-9]+)*$", "Use small letters, digits and hyphens."]


def backend(editing: Editing) -> Setting:
    """Return through whom the screen reaches the repository."""
    backend_settings: Setting = {
        "name": editing.backend.value,
        "branch": editing.branch,
        "repo": editing.repository,
        "squash_merges": True,
    }
    if editing.sign_in:
        backend_settings["base_url"] = editing.sign_in
    if editing.backend is Backend.GITLAB and editing.app_id:
        backend_settings |= {"auth_type": "pkce", "app_id": editing.app_id}
    return backend_settings


@dataclass(frozen=True, slots=True)
class SiteLayout:
    """What of the screen depends on how a site is laid out."""

    places: Mapping[str, str] = field(default_factory=dict)
    """The addresses of the pages that list records, by what they show."""

    parts: tuple[str, ...] = ()
    """The files of lists that are folders, for example `actions/2019.yml`."""

    words: Words = field(default_factory=dict)
    """All words for those fields to which the board adds its own."""

    def kinds(self) -> Iterator[Kind]:
        """Yield every type of record, with the words of the board."""
        return (describe.with_words(kind, self.words) for kind in describe.kinds())


_PLAIN: Final = SiteLayout()


def configuration(
    reached: Mapping[str, object], content: str, name: str, layout: SiteLayout = _PLAIN
) -> Setting:
    """Return what the screen for a board of a name is set up with.

    Through a repository each change is a draft first, which is looked at and then published; in a
    folder of this machine it is a save.
    """
    here = reached == LOCAL
    singles = (_file(one, content, fields.widgets(one.fields)) for one in describe.settings())
    return {
        "backend": dict(reached),
        "publish_mode": "simple" if here else "editorial_workflow",
        "app_title": f"Edit {name}",
        "media_folder": f"{content}/files",
        "public_folder": "files",
        "media_libraries": {"stock_assets": False},
        "slug": {"encoding": "ascii", "clean_accents": True},
        "output": {"omit_empty_optional_fields": True},
        "show_preview_links": not here,
        # The site itself stands beside the screen.
        **({"editor": {"preview": False}} if here else {}),
        "collections": [
            _folder(kind, content) | _place(kind, layout.places)
            for kind in layout.kinds()
            if kind.is_folder
        ],
        "singletons": [*_lists(content, layout), {"divider": True}, *singles],
    }


def _folder(kind: Kind, content: str) -> Setting:
    ordered = fields.ordered(kind)
    after = sum(1 for part in ordered if fields.is_asked_first(part))
    inside = fields.widgets(ordered)
    inside.insert(after, fields.body(kind, INSERTS))
    return {
        "name": kind.collection,
        "label": fields.label(kind.collection),
        "label_singular": kind.name.capitalize(),
        "description": kind.meaning,
        "folder": f"{content}/{kind.collection}",
        "extension": "md",
        # Of its own: format.js reads and writes it. The screen wants such an ending.
        "format": f"{kind.collection}-frontmatter",
        # What was published keeps its address; it is withdrawn, not deleted.
        "delete": False,
        "slug": slug(kind),
        # An old address leads on by the list of addresses, which is checked.
        "aliases_field": False,
        **_shown_as(kind),
        "fields": [_previewed(setting) for setting in inside],
    }


def _shown_as(kind: Kind) -> Setting:
    label_field = fields.known_by(kind)
    if label_field == fields.SLUG:
        return {"summary": "{{slug}}"}
    return {"identifier_field": label_field}


def _previewed(setting: Setting) -> Setting:
    """Leave out of the preview what readers are not shown as words."""
    seen = setting["name"] in {"title", "summary", "body"}
    return setting if seen else {**setting, "preview": False}


def slug(kind: Kind) -> Setting:
    """Return how the name of a new record is made, or asked for where nothing could make it."""
    label_field = fields.known_by(kind)
    said: Setting = {"editable": ["create", "update"], "pattern": _NAME, "hint": _slug_hint(kind)}
    if kind.name == Review.kind or label_field == fields.SLUG:
        # No field of theirs may make the name: it could be a child’s, or find nothing.
        return said
    return {**said, "template": f"{{{{{label_field}}}}}"}


def _slug_hint(kind: Kind) -> str:
    part = "The last part of its address."
    if kind.name == Page.kind:
        # The program renames no record whose folders are those of its address.
        return f"{part} Whoever looks after the site can change it later, with “move”."
    if fields.known_by(kind) == fields.SLUG:
        return "What its document finds it by. Readers do not see it."
    later = "If you change it, the old address must lead on: what to add is told after saving."
    named = " Never a child’s name: write one like scr6." if kind.name == Review.kind else ""
    return f"{part}{named} {later}"


def _place(kind: Kind, places: Mapping[str, str]) -> Setting:
    model = COLLECTIONS[kind.collection]
    if kind.name == Page.kind:
        nested = {"depth": _DEEPEST, "subfolders": False}
        return {"nested": nested, "meta": {"path": {}}, "preview_path": "{{slug}}/"}
    address = listing.below(model, places) + model.address
    if not address:
        return {}
    return {"preview_path": address.lstrip("/").replace("{id}", "{{slug}}")}


def _lists(content: str, layout: SiteLayout) -> Iterator[Setting]:
    """Yield the lists, each a file of its own, or several in a folder."""
    for kind in layout.kinds():
        if not kind.is_folder:
            label_field = fields.known_by(kind)
            label = kind.name.capitalize()
            setting = {
                "name": kind.collection,
                "label": fields.label(kind.collection),
                "label_singular": label,
                "hint": kind.meaning,
                "widget": "list",
                "root": True,
                "collapsed": True,
                "summary": f"{{{{fields.{label_field}}}}}",
                "fields": fields.widgets(fields.ordered(kind)),
            }
            yield _file(kind, content, [setting])
            inside = (
                part for part in sorted(layout.parts) if part.startswith(f"{kind.collection}/")
            )
            yield from (_part(_file(kind, content, [setting]), content, part) for part in inside)


def part_name(path: str) -> str:
    """Return the name by which the screen knows a file of a list that is a folder."""
    return path.removesuffix(".yml").replace("/", "-")


def _part(setting: Setting, content: str, path: str) -> Setting:
    stem = path.removesuffix(".yml").partition("/")[2]
    name = part_name(path)
    head = {"name": name, "format": f"{name}-file", "file": f"{content}/{path}"}
    return {**setting, **head, "label": f"{setting['label']}: {stem}"}


def _file(kind: Kind, content: str, inside: list[Setting]) -> Setting:
    return {
        "name": kind.collection,
        "label": fields.label(kind.collection),
        "file": f"{content}/{kind.place}",
        "format": f"{kind.collection}-file",
        "editor": {"preview": False},
        "fields": inside,
    }
