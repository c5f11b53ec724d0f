"""What still tells of a withdrawn review is told, until it is withdrawn too or kept on purpose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from sitegen.checks import text_fields
from sitegen.checks.text_fields import TextField
from sitegen.content.entry import named
from sitegen.content.record import Record
from sitegen.content.values import FilePath, Key, Prose
from sitegen.issues.issue import Issue, Origin, Severity
from sitegen.issues.wording import build_command, entry_of
from sitegen.models.base import Item, Status
from sitegen.models.documents import BoardDocument, DocumentText
from sitegen.models.topics import RequiredTopic
from sitegen.site.site import Site
from sitegen.site.withdrawal import Traces, traces

if TYPE_CHECKING:
    from sitegen.content.body import Reference

_OWN: Final = ("review", "reviews")
"""Fields by which a record says that it is about a review; links in other fields go by
themselves once what they name is withdrawn."""


def nothing_tells_of_a_withdrawn_review(
    records: Sequence[Record[Item]], site: Site
) -> Iterator[Issue]:
    """Report all that is public and tells of a review that was taken down.

    The records are those of the authors: the site holds only the notice of such a review.
    """
    for withdrawn in traces(records):
        yield from _addresses(withdrawn, records)
        for record in site.records:
            # What must be told is a list for editors, which no page shows.
            if isinstance(record.item, RequiredTopic):
                continue
            if not any(exception.review == withdrawn.key for exception in record.item.keep):
                yield from _issues(withdrawn, record, site)
        for field in text_fields.of_settings(site):
            yield from _in_words(withdrawn, field, site)


def _addresses(withdrawn: Traces, records: Iterable[Record[Item]]) -> Iterator[Issue]:
    """Warn of addresses that bear a pseudonym: a notice answers there, so they stay public."""
    for record in records:
        if record.item.status is not Status.WITHDRAWN or not record.item.has_page:
            continue
        if withdrawn.names_in(record.item.url):
            what, gone = record.item.url, "what is written here"
            yield _address(withdrawn, record.origin, what, gone)
        for _, leaf in record.leaves:
            if isinstance(leaf, FilePath) and withdrawn.names_in(leaf.path):
                gone = "the file, its name here"
                yield _address(withdrawn, leaf.origin, f"/{leaf.path}", gone)


def _address(withdrawn: Traces, place: Origin, what: str, gone: str) -> Issue:
    message = f"the address {what} bears a name that “{withdrawn.key.id}” gives to a child"
    hint = (
        "If nobody may read that name any more, delete "
        f"{gone} and its line in urls.lock: the address then answers with “not found”."
    )
    return Issue(place, message, hint, (what,), Severity.WARNING)


def only_what_is_withdrawn_is_kept(site: Site) -> Iterator[Issue]:
    """A reason why something may go on telling of a review is for one that is withdrawn."""
    for record in site.records:
        for number, exception in enumerate(record.item.keep):
            review = site.find(exception.review)
            if review and review.status is not Status.WITHDRAWN:
                message = f"“{exception.review.id}” is not withdrawn, so there is nothing to keep"
                hint = "Take this entry of ⟦keep⟧ out, or name the review that is withdrawn."
                path = ("keep", number, "review")
                yield record.error(path, message, hint, exception.review.id)


def is_about(withdrawn: Traces, record: Record[Item]) -> bool:
    """Return whether a record is about this review alone, so that it goes with it as a whole."""
    # The text of a document bears the id of the document.
    kind = BoardDocument.kind if isinstance(record.item, DocumentText) else record.item.kind
    if Key(kind, record.id) in withdrawn.papers | withdrawn.others:
        return True
    owners = {leaf for path, leaf in record.leaves if isinstance(leaf, Key) and path[0] in _OWN}
    return owners == {withdrawn.key}


def _issues(withdrawn: Traces, record: Record[Item], site: Site) -> Iterator[Issue]:
    item = record.item
    itself = Key(item.kind, record.id) == withdrawn.key
    if item.status is Status.WITHDRAWN:
        for field in text_fields.of_record(record):
            if field.name == "withdrawn_reason" or (field.name != "id" and not itself):
                yield from _in_words(withdrawn, field, site)
    elif is_about(withdrawn, record):
        what = f"the {item.kind} “{record.id}” is about it"
        message = f"still public, though “{withdrawn.key.id}” is withdrawn: {what}"
        run = build_command("Run “…”", "withdraw", withdrawn.key.id)
        hint = f"Withdraw it too? {run}. If it may stay, say why{_kept(withdrawn)}"
        yield Issue(record.origin, message, hint, about=(withdrawn.key.id,))
    else:
        yield from _mentions(withdrawn, record, site)


def _kept(withdrawn: Traces) -> str:
    values = {"review": withdrawn.key.id, "reason": "…"}
    return entry_of(", as in  keep:  - {…}", values, "keep")


def _mentions(withdrawn: Traces, record: Record[Item], site: Site) -> Iterator[Issue]:
    """Report each line of a record that tells of the review, once."""
    already: set[Origin] = set()
    for issue in _each_mention(withdrawn, record, site):
        if issue.origin not in already:
            already.add(issue.origin)
            yield issue


def _each_mention(withdrawn: Traces, record: Record[Item], site: Site) -> Iterator[Issue]:
    for path, leaf in record.leaves:
        if isinstance(leaf, Key) and _names(withdrawn, path, leaf):
            what = "its paper as a source" if leaf in withdrawn.papers else "it"
            yield _issue(withdrawn, leaf.origin, f"this names {what}", named(path))
        body = site.bodies.get(leaf) if isinstance(leaf, Prose) else None
        for reference in body.references if body else ():
            if _leads_to(withdrawn, reference, site):
                what = "this leads to it or its paper"
                yield _issue(withdrawn, reference.origin, what, named(path))
    for field in text_fields.of_record(record):
        yield from _in_words(withdrawn, field, site)
    for file in text_fields.files_of(record, site):
        if withdrawn.shown_in(file.path) or withdrawn.shown_in(file.inspection.words):
            yield _issue(withdrawn, file.origin, f"the file “{file.path}” tells of it", file.field)


def _names(withdrawn: Traces, path: tuple[str | int, ...], key: Key) -> bool:
    if path[0] == "sources":
        return key in withdrawn.papers
    return key == withdrawn.key and path[0] in _OWN


def _leads_to(withdrawn: Traces, reference: Reference, site: Site) -> bool:
    if reference.kind == "address":
        return reference.target.startswith(withdrawn.review.url)
    target = site.target(reference)
    keys = {withdrawn.key, *withdrawn.papers}
    return target is not None and Key(target.item.kind, target.id) in keys


def _in_words(withdrawn: Traces, field: TextField, site: Site) -> Iterator[Issue]:
    """Report words that tell of the review, as they are written and as they are read."""
    for start in withdrawn.places(field.text):
        place = field.place(start)
        yield _issue(withdrawn, place, "these words tell of it", field.name)
    body = site.bodies.get(Prose(field.text, field.origin)) if field.prose else None
    # Readers see no mark that makes half of a word bold.
    for _, runs in groupby(body.runs if body else (), key=lambda run: run.paragraph):
        pieces = [(run.text, run.origin) for run in runs]
        if withdrawn.shown_in("".join(text for text, _ in pieces)):
            yield _issue(withdrawn, pieces[0][1], "these words tell of it", field.name)


def _issue(withdrawn: Traces, place: Origin, what: str, field: str) -> Issue:
    message = f"still public, though “{withdrawn.key.id}” is withdrawn: {what}"
    hint = (
        "Take the words, the link or the source out. "
        f"If they may stay, say why in this entry{_kept(withdrawn)}"
    )
    return Issue(place, message, hint, field=field, about=(withdrawn.key.id,))
