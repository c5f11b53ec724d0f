"""What a page or another record is called now, and what it will be called."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.issues.issue import Refusal, did_you_mean
from sitegen.models import COLLECTIONS
from sitegen.models.addresses import Address
from sitegen.models.base import Item, Status
from sitegen.models.pages import HOME, Page
from sitegen.site.site import KINDS

if TYPE_CHECKING:
    from sitegen.content.record import Record

_NAME: Final = re.compile(r"[a-z0-9]+([-/][a-z0-9]+)*")


class NewAddress(NamedTuple):
    """An address that becomes another one."""

    old: str
    new: str
    public: bool
    """Whether people may have it."""


class Moved(NamedTuple):
    """One record that moves: its ids, its files and its addresses, before and after."""

    record: Record[Item]
    old: str
    new: str
    path: str
    to: str

    @property
    def kind(self) -> str:
        """Return the word for it in references."""
        return self.record.item.kind

    @property
    def url(self) -> NewAddress:
        """Return the old address and the new one."""
        item = self.record.item
        if isinstance(item, Page):
            return NewAddress(f"/{self.old}/", f"/{self.new}/", is_public(item))
        return NewAddress(item.url, item.model_copy(update={"id": self.new}).url, is_public(item))

    @property
    def place(self) -> NewAddress:
        """Return its place on the page that lists it, before and after."""
        item = self.record.item
        after = item.model_copy(update={"id": self.new})
        return NewAddress(item.listed_url, after.listed_url, is_public(item))


def _name(written: str) -> str:
    """Return the id of a page that somebody names by its id, its file or its address."""
    name = (
        written.strip()
        .removeprefix(f"{Page.kind}:")
        .removeprefix("content/")
        .removeprefix("pages/")
        .strip("/")
    )
    return name.removesuffix(".md").removesuffix("/index")


def moves(records: Sequence[Record[Item]], old: str, new: str) -> Iterator[Moved]:
    """Yield the record that somebody names, and of a page all below it; raises Refusal."""
    pages = {record.id for record in records if isinstance(record.item, Page)}
    if kind := _kind(old, pages):
        yield _renamed(records, kind, (_id_of(old), _id_of(new)))
    else:
        yield from _moved(records, _name(old), _name(new))


def _kind(written: str, pages: Container[str]) -> str:
    """Return the kind of a record named as `kind:id` or by its file; nothing for a page."""
    kind, mark, _ = written.partition(":")
    if mark and kind not in KINDS:
        raise Refusal(f"there is no kind “{kind}”", did_you_mean(kind, KINDS))
    if mark or _name(written) in pages:
        return "" if kind == Page.kind or not mark else kind
    model = COLLECTIONS.get(written.strip().removeprefix("content/").partition("/")[0])
    return model.kind if model and model is not Page and "/" in written else ""


def _id_of(written: str) -> str:
    name = written.rpartition(":")[2].strip().rpartition("/")[2]
    return name.removesuffix(".md")


def _renamed(records: Sequence[Record[Item]], kind: str, names: tuple[str, str]) -> Moved:
    """Return a record under another id; raises Refusal."""
    old, new = names
    there = {record.id: record for record in records if record.item.kind == kind}
    if old not in there:
        raise Refusal(f"there is no {kind} “{old}”", did_you_mean(old, there))
    if not _NAME.fullmatch(new) or "/" in new:
        message = f"“{new}” cannot be a name in an address"
        raise Refusal(message, "Use small letters, digits and hyphens: annual-report-2024.")
    if new in there:
        raise Refusal(f"“{new}” is the name of another {kind}", "Choose another name.")
    path = there[old].origin.path
    to = f"{posixpath.dirname(path)}/{new}.md" if path.endswith(".md") else path
    return Moved(there[old], old, new, path, to)


def _moved(records: Sequence[Record[Item]], old: str, new: str) -> Iterator[Moved]:
    """Yield the page and all below it; raises Refusal."""
    pages = {page.id: page for page in records if isinstance(page.item, Page)}
    if old not in pages:
        message = f"there is no page “{old}”"
        raise Refusal(message, did_you_mean(old, pages))
    if old == HOME:
        message = "the home page has its place"
        raise Refusal(message, "Change its title instead.")
    if not _NAME.fullmatch(new):
        message = f"“{new}” cannot be an address"
        raise Refusal(message, "Use small letters, digits, hyphens and slashes: about/who-we-are.")
    if new in pages or new.startswith(f"{old}/"):
        message = f"“{new}” is the place of another page, or below the page itself"
        raise Refusal(message, "Choose another name.")
    for name, record in pages.items():
        if name == old or name.startswith(f"{old}/"):
            after = new + name.removeprefix(old)
            end = "/index.md" if record.origin.path.endswith("/index.md") else ".md"
            yield Moved(record, name, after, record.origin.path, f"pages/{after}{end}")


def ways_back(
    records: Iterable[Record[Item]], addresses: Sequence[NewAddress]
) -> Iterator[Record[Item]]:
    """Yield the redirects that end because their page comes back; raises Refusal for all others.

    Nothing can stand at an address that leads elsewhere, or that is gone for a reason.
    """
    from_ = {address.new.rstrip("/"): address.old.rstrip("/") for address in addresses}
    for record in records:
        item = record.item
        if isinstance(item, Address) and (old := from_.get(item.old.rstrip("/"))) is not None:
            if item.to.rstrip("/") != old:
                where = f"leads to {item.to}" if item.to else "is gone for a reason"
                message = f"{item.old} {where}, as {record.origin} says"
                raise Refusal(message, "Choose another name, or take that entry out first.")
            yield record


def is_public(item: Item) -> bool:
    return item.status in {Status.PUBLISHED, Status.WITHDRAWN} and not item.unannounced
