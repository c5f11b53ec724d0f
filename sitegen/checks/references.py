"""Everything that a record names must exist and be published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitegen.content.record import Record, id_of
from sitegen.content.slugs import paragraph_id
from sitegen.content.values import FilePath, Key, Prose
from sitegen.issues.issue import Diagnosis, Issue, Severity, did_you_mean
from sitegen.issues.wording import build_command
from sitegen.models import COLLECTIONS
from sitegen.models.addresses import Address
from sitegen.models.base import Item, Status
from sitegen.models.documents import BoardDocument, DocumentText
from sitegen.models.pages import Page
from sitegen.site.site import KINDS, Site

if TYPE_CHECKING:
    from sitegen.content.body import Body, Reference


@dataclass(frozen=True, slots=True)
class Withheld:
    """What exists but is not in the site: what is held back, broken or cannot be read."""

    keys: frozenset[Key]
    paths: frozenset[str]
    unread: frozenset[str]
    broken: frozenset[Key] = frozenset()
    """Records that have faults of their own, which are told there."""

    withheld: tuple[Record[Item], ...] = ()
    folders: tuple[str, ...] = ()
    """Folders of files that are missing as a whole."""

    @property
    def records(self) -> tuple[Item, ...]:
        """Return what was held back as its author wrote it."""
        return tuple(record.item for record in self.withheld)

    @classmethod
    def of(
        cls,
        withheld: Iterable[Record[Item]],
        unread: Iterable[str],
        broken: Iterable[Record[Item]] = (),
    ) -> Withheld:
        """Gather what was held back, what is broken, and the kinds that could not be read."""
        records = tuple(withheld)
        return cls(
            keys=frozenset(Key(record.item.kind, record.id) for record in records),
            paths=frozenset(record.origin.path for record in records),
            unread=frozenset(unread),
            broken=frozenset(Key(record.item.kind, record.id) for record in broken),
            withheld=records,
        )


def references_lead_somewhere(site: Site, unseen: Withheld) -> Iterator[Issue]:
    """Report every key, link, insert, picture and file that leads nowhere, at its line."""
    yield from leading_nowhere(site, unseen, site.leaves(), site.bodies)


def leading_nowhere(
    site: Site,
    unseen: Withheld,
    leaves: Iterable[tuple[str, Key | Prose | FilePath]],
    bodies: Mapping[Prose, Body],
) -> Iterator[Issue]:
    """Report everything that some values name and that is not there."""
    for name, leaf in leaves:
        if isinstance(leaf, Key):
            yield from _key(site, unseen, leaf, name)
        elif isinstance(leaf, FilePath):
            yield from () if leaf.path.startswith(unseen.folders) else _file(site, leaf, name)
        elif leaf in bodies:
            for reference in bodies[leaf].references:
                yield from _reference(site, unseen, reference)


def is_there(site: Site, named: Key | FilePath | Reference) -> bool:
    """Return whether a page can be made of what something names."""
    if isinstance(named, Key):
        return named in site.by_key
    if isinstance(named, FilePath):
        return named.path in site.files
    match named.kind:
        case "address":
            return True
        case "image":
            return site.image(named) in site.files
        case "list" if named.insert:
            return named.target in KINDS
        case kind:
            target = site.target(named)
            return bool(target and (kind in INSERTED if named.insert else target.item.url))


def _key(site: Site, unseen: Withheld, key: Key, name: str) -> Iterator[Issue]:
    if key in site.by_key or key.kind in unseen.unread or key in unseen.broken:
        return
    # The words of a document go, and the document stays.
    if key.kind == DocumentText.kind and _is_withdrawn(unseen, key):
        return
    if key in unseen.keys:
        yield Issue(key.origin, *_kept_back(unseen, key, str(key)), field=name)
        return
    message = f"there is no {key.kind} “{key.id}”"
    moved = _moved(site, key.id) if key.kind == Page.kind else ""
    out = " If it is gone, take it out here." if name.rpartition(".")[2].isdigit() else ""
    hint = moved or f"{_instead(site, key)}{out}".lstrip()
    yield Issue(key.origin, message, hint, field=name, about=(key.id,))


def _file(site: Site, file: FilePath, name: str) -> Iterator[Issue]:
    if file.path not in site.files:
        message = f"there is no file “{file.path}”"
        from sitegen.checks import likely

        hint = likely.file(file.path, site) or "Put it there, or correct the path."
        yield Issue(file.origin, message, hint, field=name, about=(file.path,))


def _reference(site: Site, unseen: Withheld, reference: Reference) -> Iterator[Issue]:
    match reference.kind:
        case "address":
            return  # the link check of the finished pages knows every address
        case "image":
            if site.image(reference) not in site.files:
                path = site.image(reference)
                from sitegen.checks import likely

                yield Issue(reference.origin, *likely.no_picture(site, reference, path))
        case "file":
            yield from _content_file(site, unseen, reference)
        case "list" if reference.insert:
            if reference.target not in KINDS:
                hint = did_you_mean(reference.target, KINDS)
                yield _fault(reference, f"there is no kind “{reference.target}” to list", hint)
        case kind if kind not in KINDS:
            hint = did_you_mean(kind, KINDS) or f"Known here: {', '.join(sorted(INSERTED))}."
            yield _fault(reference, f"“{reference}” begins with an unknown kind", hint)
        case kind:
            yield from _record(site, unseen, reference, kind)


def _content_file(site: Site, unseen: Withheld, reference: Reference) -> Iterator[Issue]:
    target = site.target(reference)
    if target is None:
        path = site.image(reference)
        if path in unseen.paths:
            yield Issue(reference.origin, *_not_yet(path))
        elif _key_of(path) not in unseen.broken and _kind_of(path) not in unseen.unread:
            name = path.removeprefix("pages/").removesuffix(".md").removesuffix("/index")
            from sitegen.checks import likely

            hint = _moved(site, name, "page:") or likely.link(reference, path, site.by_path)
            hint = hint or "Link to a file that ends in .md."
            yield _fault(reference, f"there is no content file “{path}”", hint)
    elif not target.item.url:
        yield _fault(reference, f"“{reference.target}” has no page to link to", "Link elsewhere.")


def _kind_of(path: str) -> str:
    model = COLLECTIONS.get(path.partition("/")[0])
    return model.kind if model else ""


def _key_of(path: str) -> Key:
    """Return the key of the record that a content file would hold."""
    return Key(_kind_of(path), id_of(path))


def _record(site: Site, unseen: Withheld, reference: Reference, kind: str) -> Iterator[Issue]:
    key = Key(kind, reference.target)
    if key in site.by_key:
        if reference.insert and site.by_key[key].item.status is Status.WITHDRAWN:
            message = f"“{kind}:{reference.target}” is withdrawn, so it cannot be shown here"
            yield _fault(reference, message, "Take it out of the sentence.")
        elif not reference.insert and not site.by_key[key].item.url:
            hint = f"Write {{{kind}:{reference.target}}} to show it instead."
            yield _fault(reference, f"“{reference}” has no page to link to", hint)
        elif reference.insert and kind not in INSERTED:
            hint = f"Write a link: [its title]({kind}:{reference.target})."
            yield _fault(reference, f"“{reference}” cannot be inserted", hint)
    elif key in unseen.keys:
        yield Issue(reference.origin, *_kept_back(unseen, key, str(reference)))
    elif kind not in unseen.unread and key not in unseen.broken:
        message = f"there is no {kind} “{reference.target}”"
        yield _fault(reference, message, _named_right(site, reference, key))


def sources_lead_to_their_paragraph(site: Site) -> Iterator[Issue]:
    """Report every source that names a paragraph which its document does not have here."""
    for record in site.records:
        for place, source in enumerate(record.item.sources):
            cited = site.find(source.document)
            if not cited or cited.status is Status.WITHDRAWN or _is_unread(site, cited):
                continue  # what is withdrawn is cited no more, and other faults are told there
            known = _paragraphs(site, source.document)
            if source.paragraph and paragraph_id(source.paragraph) not in known:
                number, name = source.paragraph, source.document.id
                message = f"there is no paragraph {number} in the text of “{name}”"
                hint = _numbers(known) or "It has no numbered text here: write ⟦place:⟧ instead."
                yield record.error(("sources", place, "paragraph"), message, hint, name)
            elif known and not source.paragraph:
                message = f"“{source.document.id}” has numbered paragraphs, and none is named"
                where = record.entry.place(("sources", place, "document"))
                yield Issue(where, message, _NAME_ONE, (source.document.id,), Severity.WARNING)


def _is_unread(site: Site, document: Item) -> bool:
    """Return whether a document has a text that cannot be read, for a fault of its own."""
    if not isinstance(document, BoardDocument) or not document.text:
        return False
    text = site.find(document.text)
    return not isinstance(text, DocumentText) or text.body not in site.bodies


def _paragraphs(site: Site, key: Key) -> tuple[str, ...]:
    """Return the names of the numbered paragraphs of a document’s text."""
    document = site.find(key)
    text = site.find(document.text) if isinstance(document, BoardDocument) else None
    body = site.bodies.get(text.body) if isinstance(text, DocumentText) else None
    return body.paragraph_ids if body else ()


def _numbers(known: Sequence[str]) -> str:
    if not known:
        return ""
    first, last = known[0].removeprefix("p"), known[-1].removeprefix("p")
    return f"Its paragraphs are numbered {first} to {last}."


_NAME_ONE: Final = "Write ⟦paragraph:⟧ with its number, so that readers are led to the very place."

INSERTED: Final = ("contact", "figure", "document")
"""Kinds that a text can show in its midst, besides lists; each has a template in inserts/."""


def _not_yet(what: str) -> Diagnosis:
    message = f"“{what}” is not published yet, so nothing public may name it"
    return Diagnosis(message, "Take the link out, or publish both together.", (what,))


def _is_withdrawn(unseen: Withheld, key: Key) -> bool:
    here = (one.item for one in unseen.withheld if Key(one.item.kind, one.id) == key)
    return any(item.status is Status.WITHDRAWN for item in here)


def _kept_back(unseen: Withheld, key: Key, what: str) -> Diagnosis:
    """Explain why a record may not be named, and what fixes it."""
    if _is_withdrawn(unseen, key):
        message = f"“{what}” is withdrawn, so nothing public may name it"
        return Diagnosis(message, "Take it out here, or name what took its place.", (what,))
    return _not_yet(what)


def _instead(site: Site, key: Key) -> str:
    """Return where a page moved, or else which name is like the one that is not there."""
    from sitegen.checks import likely

    known = (candidate.id for candidate in site.by_key if candidate.kind == key.kind)
    moved = _moved(site, key.id) if key.kind == Page.kind else ""
    return moved or likely.like(key.id, known)


def _named_right(site: Site, reference: Reference, key: Key) -> str:
    """Return how to name what may be meant, in a way that can stand there."""
    from sitegen.checks import likely

    if other := likely.of_another_kind(site, reference, INSERTED if reference.insert else KINDS):
        return other
    begin = build_command("Begin one with “…”", "new", key.kind)
    hint = _instead(site, key) or f"{begin}, or take it out."
    if reference.insert and key.kind not in INSERTED:
        hint += f" Name it by a link: [its title]({key.kind}:its-id)."
    return hint


def _moved(site: Site, name: str, mark: str = "") -> str:
    new = next((a.to for a in site.all(Address) if a.old == f"/{name}/" and a.to), "")
    page = next((page.id for page in site.all(Page) if page.url == new), new)
    return f"It moved to {new}: name “{mark}{page}” instead." if new else ""


def _fault(reference: Reference, message: str, hint: str) -> Issue:
    """Make an issue of a reference as it is written, or of what it names."""
    return Issue(reference.origin, message, hint, (str(reference), reference.target))
