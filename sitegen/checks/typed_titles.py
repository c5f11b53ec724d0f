"""Titles and pseudonyms that somebody typed, of what is not public yet or no longer is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from sitegen.checks import text_fields
from sitegen.checks.references import Withheld
from sitegen.checks.text_fields import TextField
from sitegen.content.record import Record
from sitegen.issues.issue import Issue, Severity
from sitegen.models.base import Item, Status, Titled
from sitegen.models.reviews import Review
from sitegen.site.site import Site
from sitegen.site.withdrawal import of_review

if TYPE_CHECKING:
    _Place: TypeAlias = tuple[int, str, Severity]
    """Where in a text something is told, what is said of it, and how sure that is."""

    _Look: TypeAlias = Callable[[str], Iterator[_Place]]

_WORDS: Final = 3
"""Words from which a title is hardly written by chance."""

_WAITING: Final = "Take it out until that is public, or publish both together."
_GONE: Final = "Take it out, or name what took its place."


def what_waits_is_not_named(site: Site, unseen: Withheld) -> Iterator[Issue]:
    """Nobody types the title or the pseudonym of what is not public yet."""
    waiting = [record for record in unseen.withheld if record.item.status is not Status.WITHDRAWN]
    if site.preview or not waiting:
        return
    known = {name for review in site.all(Review) for name in (review.title, *review.pseudonyms)}
    looks: list[_Look] = [
        _of_review(record, record.item, known)
        for record in waiting
        if isinstance(record.item, Review)
    ]
    titles = _titles(waiting, site)
    if titles:
        looks.append(_title_search(titles, "“{0}” is not public yet, and its title is here"))
    yield from _issues(site, looks, _WAITING)


def what_was_taken_down_is_not_named(
    records: Iterable[Record[Item]], site: Site
) -> Iterator[Issue]:
    """Nobody types the title of what was withdrawn; of reviews, more than that is told."""
    gone = [
        record
        for record in records
        if record.item.status is Status.WITHDRAWN and not isinstance(record.item, Review)
    ]
    if titles := _titles(gone, site):
        look = _title_search(titles, "“{0}” is withdrawn, and its title is here")
        yield from _issues(site, [look], _GONE)


def _title_search(titles: Mapping[str, str], message: str) -> _Look:
    """Return what looks for titles in a text; each has the id of its record."""
    pattern = re.compile("|".join(map(re.escape, sorted(titles, key=len, reverse=True))))

    def look(text: str) -> Iterator[_Place]:
        for match in pattern.finditer(text):
            yield match.start(), message.format(titles[match[0]]), Severity.WARNING

    return look


def _titles(records: Iterable[Record[Item]], site: Site) -> Mapping[str, str]:
    """Return titles that say what they are of, with the ids; those of what is public tell none."""
    public = " | ".join(
        record.item.label for record in site.records if record.item.status is Status.PUBLISHED
    )
    return {
        record.item.title: record.id
        for record in records
        if isinstance(record.item, Titled) and not isinstance(record.item, Review)
        if len(record.item.title.split()) >= _WORDS and record.item.title not in public
    }


def _of_review(record: Record[Item], review: Review, known: set[str]) -> _Look:
    """Look for what tells of a review that waits; a name that another one has tells nothing."""
    names = tuple(name for name in review.pseudonyms if name not in known)
    title = record.id if review.title in known else review.title
    traces = of_review(record, review.model_copy(update={"pseudonyms": names, "title": title}), ())

    def look(text: str) -> Iterator[_Place]:
        for start in traces.places(text):
            name = next((candidate for candidate in names if text.startswith(candidate, start)), "")
            # “Rose” may be a flower or a street, “Child AB” may not.
            guess = name and " " not in name
            severity = Severity.WARNING if guess else Severity.ERROR
            yield start, f"“{record.id}” is not public yet, and this tells of it", severity

    return look


def _issues(site: Site, looks: Iterable[_Look], hint: str) -> Iterator[Issue]:
    looks = tuple(looks)
    for field in _fields(site):
        for look in looks:
            for start, message, severity in look(field.text):
                yield Issue(field.place(start), message, hint, field=field.label, severity=severity)


def _fields(site: Site) -> Iterator[TextField]:
    yield from text_fields.of_settings(site)
    for record in site.records:
        if record.item.status is not Status.WITHDRAWN:
            yield from (field for field in text_fields.of_record(record) if field.name != "id")
