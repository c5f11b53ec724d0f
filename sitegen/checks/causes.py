"""What is told once at its cause, and not at each of the many places that only follow from it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from sitegen.content.body import Reference
from sitegen.content.load import ASSET_FOLDERS
from sitegen.content.record import Record, id_of
from sitegen.content.values import FilePath, Key
from sitegen.issues.issue import Issue, Origin, place_of
from sitegen.issues.wording import build_command, counted
from sitegen.models import COLLECTIONS
from sitegen.models.base import Item, Status
from sitegen.models.pages import Page
from sitegen.site.site import KINDS, Site

_MANY: Final = 3
"""Places that name something, from which it was hardly invented at each of them."""

_NUMBER: Final = re.compile(r"\d+")
_ALIKE: Final = 0.7
"""How much of two ids is the same where one is most likely the other with a slip."""


class Cause(NamedTuple):
    """One fault from which others follow: what is wrong, and what is missing only because of it."""

    issue: Issue
    keys: frozenset[Key] = frozenset()
    kinds: frozenset[str] = frozenset()
    urls: frozenset[str] = frozenset()
    folders: tuple[str, ...] = ()


class Situation(NamedTuple):
    """What causes are looked for in."""

    site: Site
    records: Sequence[Record[Item]]
    """All records that can be read, whether or not they are public."""

    withheld: Sequence[Record[Item]]
    unread: frozenset[str]
    """The kinds of which some record cannot be read, for a fault that is told there."""

    known: Mapping[str, int]
    """The addresses that were ever published."""


def causes(at: Situation) -> Iterator[Cause]:
    """Yield every fault that is the cause of others."""
    if at.site.preview:
        return
    yield from _taken_back(at)
    yield from _lost_folders(at)
    missing = _missing(at)
    lost = [*_lost_kinds(at, missing)]
    yield from lost
    gone = frozenset[str]().union(*(one.kinds for one in lost))
    left = {key: places for key, places in missing.items() if key.kind not in gone}
    yield from _renamed(at, left)


def _taken_back(at: Situation) -> Iterator[Cause]:
    """Yield what was public and waits again, which would take away its address."""
    for record in at.withheld:
        item = record.item
        if item.status is Status.WITHDRAWN or not item.url or item.url not in at.known:
            continue
        message = f"⟦status: {item.status}⟧ takes away what was public at {item.url}"
        hint = f"Write ⟦status: published⟧ again. {_DOWN}"
        yield Cause(
            record.error("status", message, hint, item.status),
            frozenset((Key(item.kind, record.id),)),
            urls=frozenset((item.url, item.listed_url)),
        )


_DOWN: Final = (
    "To take it down, write ⟦status: withdrawn⟧, with a sentence behind ⟦withdrawn_reason:⟧."
)


def _missing(at: Situation) -> Mapping[Key, list[Origin]]:
    """Return what is named and is not there, with all its places."""
    there = {Key(one.item.kind, one.id) for one in at.records}
    named: dict[Key, list[Origin]] = {}
    for _, leaf in at.site.leaves():
        if isinstance(leaf, Key):
            named.setdefault(leaf, []).append(leaf.origin)
    for reference in at.site.references():
        if key := _key(at.site, reference):
            named.setdefault(key, []).append(reference.origin)
    return {
        key: places
        for key, places in named.items()
        if key not in there and key.kind not in at.unread
    }


def _key(site: Site, reference: Reference) -> Key | None:
    if reference.kind == "file":
        path = site.image(reference)
        model = COLLECTIONS.get(path.partition("/")[0])
        return Key(model.kind, id_of(path)) if model and id_of(path) else None
    return Key(reference.kind, reference.target) if reference.kind in KINDS else None


def _lost_kinds(at: Situation, missing: Mapping[Key, list[Origin]]) -> Iterator[Cause]:
    """Yield each list and folder of which nothing is there though many places name its records."""
    there = {one.item.kind for one in at.records}
    for name, model in COLLECTIONS.items():
        places = [one for key, some in missing.items() if key.kind == model.kind for one in some]
        if model.kind in there or len(set(places)) < _MANY:
            continue
        file = f"{name}/" if "body" in model.model_fields else f"{name}.yml"
        what = "folder" if file.endswith("/") else "file"
        message = f"there is no such {what}, though others name what stands in it"
        issue = Issue(Origin(file.rstrip("/")), message, _bring_back(file, places))
        yield Cause(issue, kinds=frozenset((model.kind,)))


def _lost_folders(at: Situation) -> Iterator[Cause]:
    """Yield each folder of documents or pictures that is empty though many records name files."""
    named = [leaf for _, leaf in at.site.leaves() if isinstance(leaf, FilePath)]
    for folder in ASSET_FOLDERS:
        begins = f"{folder}/"
        places = [leaf.origin for leaf in named if leaf.path.startswith(begins)]
        if len(places) >= _MANY and not any(one.startswith(begins) for one in at.site.files):
            message = "there is no such folder, though others name files in it"
            issue = Issue(Origin(folder), message, _bring_back(begins, places))
            yield Cause(issue, folders=(begins,))


def _bring_back(name: str, places: Sequence[Origin]) -> str:
    count = len(set(places))
    return (
        f"If it was deleted or renamed, bring {name} back. If it should go, take out what names "
        f"it, in {count} places, first at {place_of(min(places))}."
    )


def _renamed(at: Situation, missing: Mapping[Key, list[Origin]]) -> Iterator[Cause]:
    """Yield records that nothing names and that were never public, where another was meant."""
    pairs = {key: new for key in missing if (new := _new_name(at, key, missing))}
    folders = Counter(_folders(key, new) for key, new in pairs.items())
    told: set[Key] = set()
    for names in (one for one, times in folders.items() if times > 1 and one[0]):
        moved = [key for key, new in pairs.items() if _folders(key, new) == names]
        cause = _moved_folder(at, names, moved)
        told |= cause.keys
        yield cause
    for key, new in pairs.items():
        if key not in told:
            yield _slip(key, new, missing[key])


def _new_name(at: Situation, key: Key, missing: Mapping[Key, list[Origin]]) -> Record[Item] | None:
    """Return the record that most likely had another id until now.

    It is alike, or else the only new one of its kind where the only old one is gone.
    """
    best, most = None, _ALIKE
    others: list[Record[Item]] = []
    for record in at.records:
        item = record.item
        if item.kind != key.kind or item.url in at.known or Key(item.kind, record.id) in missing:
            continue
        was_public = item.url.replace(record.id, key.id) in at.known if item.url else False
        likeness = _likeness(key.id, record.id)
        likely = was_public or (not item.url and len(missing[key]) >= _MANY)
        if likely and likeness >= most:
            best, most = record, likeness
        elif was_public and item.status is Status.PUBLISHED:
            others.append(record)
    lost = sum(one.kind == key.kind for one in missing)
    return others[0] if best is None and len(others) == lost == 1 else best


def _likeness(old: str, new: str) -> float:
    """Return how much of two ids is the same, from 0 to 1.

    All of it, where one is in another folder, or has more words; none, where numbers differ, as
    those of two reviews or two years do.
    """
    numbers = (_NUMBER.findall(old), _NUMBER.findall(new))
    if all(numbers) and numbers[0] != numbers[1]:
        return 0.0
    shorter, longer = sorted((old, new), key=len)
    in_another_folder = "/" in old and old.rpartition("/")[2] == new.rpartition("/")[2]
    if in_another_folder or longer.startswith(f"{shorter}-"):
        return 1.0
    return SequenceMatcher(None, new, old).ratio()


def _folders(key: Key, new: Record[Item]) -> tuple[str, str]:
    """Return the folders by which two ids of pages differ, if they differ by those alone."""
    old, now = key.id.split("/"), new.id.split("/")
    while len(old) > 1 < len(now) and old[-1] == now[-1]:
        old, now = old[:-1], now[:-1]
    whole = len(old) == key.id.count("/") + 1
    return ("", "") if whole else ("/".join(old), "/".join(now))


def _moved_folder(at: Situation, names: tuple[str, str], keys: Iterable[Key]) -> Cause:
    old, now = names
    addresses = frozenset(url for url in at.known if url.startswith(f"/{old}/"))
    gone = counted(len(addresses), "address", "addresses")
    message = f"the folder “{old}” is called so now, and {gone} would be gone"
    move = build_command("run “…” for each then", "move")
    hint = f"Call it {old} again. To move its pages, {move}."
    issue = Issue(Origin(f"pages/{now}"), message, hint, (old,))
    hub = Key(Page.kind, old)
    return Cause(issue, frozenset({*keys, hub}), urls=addresses)


def _slip(key: Key, new: Record[Item], places: Sequence[Origin]) -> Cause:
    count = len(set(places))
    named = "one place names" if count == 1 else f"{count} places name"
    message = f"this is “{new.id}” now, while others name “{key.id}”, which is nowhere"
    alike = _likeness(key.id, new.id) >= _ALIKE
    gone = "" if alike else f" If “{key.id}” was another, bring it back, with ⟦status: withdrawn⟧."
    file = new.origin.path.endswith(".md")
    again = f"Call this file {key.id.rpartition('/')[2]}.md" if file else f"Write ⟦id: {key.id}⟧"
    names = (f"{key.kind}:{key.id}", f"{key.kind}:{new.id}")
    move = build_command("run “…” then", "move", *names)
    hint = f"{again} again, as {named} it. To give it another name, {move}.{gone}"
    place = new.origin if file else new.entry.place(("id",))
    issue = Issue(place, message, hint, (new.id,), field="" if file else "id")
    url = new.item.url.replace(new.id, key.id)
    return Cause(issue, frozenset((key,)), urls=frozenset((url,)))
