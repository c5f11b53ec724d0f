"""Takes down a review with all that is about it, or any other record, in one act."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sitegen.checks.withdrawal import is_about
from sitegen.cli import build, exit_codes
from sitegen.cli.edits import stopped, withdrawn, write_if_agreed
from sitegen.cli.request import now
from sitegen.content.record import Record, of_type
from sitegen.content.values import Key
from sitegen.issues.issue import did_you_mean
from sitegen.models.base import Item, Status
from sitegen.models.documents import DocumentText, Newsletter
from sitegen.models.follow_up import Recommendation
from sitegen.models.reviews import Review
from sitegen.site import reading
from sitegen.site.withdrawal import of_review

_STILL: Final = "What still tells of it, if anything does:"


def command(options: argparse.Namespace) -> int:
    """Show the edits that take something down, write them, and check what still tells of it."""
    records = reading.read(options.content).records
    record = find(records, options.what)
    if record is None or isinstance(record.item, DocumentText):
        return _refused(_reason_not_to(record, options.what, records))
    public = [*together(records, record)]
    if not public:
        already = f"It is withdrawn already, at {record.origin}; nothing was written."
        print(f"{already} {_STILL}", flush=True)
        return build.check(options)
    try:
        reason = options.reason or input("Why is it gone, in one sentence for the public? ").strip()
    except (EOFError, KeyboardInterrupt):
        return stopped()
    if not reason:
        return _refused("its address must say why.")
    day = (options.now or now()).date()
    texts = withdrawn(options.content, [(each, reason) for each in public], day)
    ended = write_if_agreed(texts, yes=options.yes)
    if ended is not None:
        return ended
    print(f"Written. {_STILL}", flush=True)
    return build.check(options)


def _reason_not_to(text: Record[Item] | None, what: str, records: Iterable[Record[Item]]) -> str:
    """Return why nothing can be withdrawn: it is not there, or it is the words of a document."""
    if text is None:
        reviews = (record.id for record in of_type(records, Review))
        return f"there is no “{what}”. {did_you_mean(what, reviews)}"
    act = f"Run “python3 build.py withdraw document:{text.id}”, which takes the words with it."
    return f"“{text.id}” is the words of a document, which others cite. {act}"


def _refused(why: str) -> int:
    print(f"Nothing was withdrawn: {why}", file=sys.stderr)
    return exit_codes.WRONG_USAGE


def find(records: Iterable[Record[Item]], what: str) -> Record[Item] | None:
    """Return the record that an officer names by its id, its kind and id, its file or address."""
    plain = what.strip().removeprefix("content/").strip()
    kind, _, name = plain.rpartition(":")
    for record in records:
        words = {f"{record.item.kind}:{record.id}", record.item.url}
        if record.origin.path.endswith(".md"):
            words.add(record.origin.path)
        if plain in words or (record.id == name and record.item.kind == (kind or Review.kind)):
            return record
    return None


def together(records: Sequence[Record[Item]], first: Record[Item]) -> Iterator[Record[Item]]:
    """Yield the record and, of a review, all that is about it; nothing that is withdrawn already.

    Its recommendations go with it by themselves. With a newsletter goes its own paper.
    """
    if first.item.status is not Status.WITHDRAWN:
        yield first
    if isinstance(first.item, Newsletter):
        yield from _own_paper(records, first, first.item.document)
    if not isinstance(first.item, Review):
        return
    traces = of_review(first, first.item, records)
    for record in records:
        exception = any(exception.review == traces.key for exception in record.item.keep)
        by_itself = isinstance(record.item, Recommendation) or record is first
        public = record.item.status in {Status.PUBLISHED, Status.SCHEDULED}
        if public and not exception and not by_itself and is_about(traces, record):
            yield record


def _own_paper(
    records: Sequence[Record[Item]], first: Record[Item], paper: Key | None
) -> Iterator[Record[Item]]:
    """Yield the document of a newsletter, if it is public and no other record names it."""
    others = (leaf for one in records if one is not first for _, leaf in one.leaves)
    if paper is None or paper in others:
        return
    for record in records:
        public = record.item.status in {Status.PUBLISHED, Status.SCHEDULED}
        if public and Key(record.item.kind, record.id) == paper:
            yield record
