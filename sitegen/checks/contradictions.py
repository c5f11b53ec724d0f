"""What two places of the content say that cannot both be true."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.content.dates import MONTHS, PartialDate
from sitegen.content.values import Key
from sitegen.issues.issue import Issue, Severity
from sitegen.models.base import Status
from sitegen.models.documents import BoardDocument, DocumentKind, Newsletter
from sitegen.models.follow_up import Action, ActionState
from sitegen.models.reviews import Event, Review

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.context import CheckContext
    from sitegen.content.record import Record
    from sitegen.models.base import Item
    from sitegen.site.site import Site


_OPEN: Final = re.compile(
    r"\b(?:not yet (?:been )?(?:done|complete\w*|started|begun|agreed|in place|implemented)"
    r"|(?:still|remains?) (?:to be (?:done|completed|agreed|implemented)|outstanding|open)"
    r"|(?:is|are) (?:still )?(?:outstanding|unfinished|in progress|under ?way)"
    r"|ha(?:s|ve) not (?:yet )?(?:been (?:done|completed|implemented|delivered)|begun|started))\b",
    re.IGNORECASE,
)
_DONE: Final = re.compile(
    r"\b(?:it|this|the action|all of it) (?:is|was|has been) (?:now )?"
    r"(?:complete|completed|done|finished|implemented)\b",
    re.IGNORECASE,
)
_SAYS: Final = {
    ActionState.DONE: (_OPEN, "that something is not done"),
    ActionState.OUTSTANDING: (_DONE, "that it is done"),
    ActionState.IN_PROGRESS: (_DONE, "that it is done"),
}


def actions_agree_with_their_evidence(
    record: Record[Item], _known: CheckContext
) -> Iterator[Issue]:
    """The evidence of an action does not say that the action stands elsewhere than it says."""
    action = record.item
    if not isinstance(action, Action) or not action.is_finished or action.state not in _SAYS:
        return
    contrary, meaning = _SAYS[action.state]
    for number, evidence in enumerate(action.evidence):
        if match := contrary.search(evidence.text):
            message = f"“{match[0]}” says {meaning}, and the action is “{action.state}”"
            hint = "Correct the state or the evidence; if both are true, say it in other words."
            place = record.entry.place(("evidence", number))
            name = f"evidence.{number + 1}"
            yield Issue(place, message, hint, field=name, severity=Severity.WARNING)


_NAMES: Final = "|".join(MONTHS[1:])
_PUBLISHED: Final = re.compile(
    rf"\bpublished (?:it )?(?:on|in) (?:(?P<day>\d{{1,2}}) )?(?P<month>{_NAMES}) (?P<year>\d{{4}})"
)
_REVIEW: Final = re.compile(r"\b(?:review|report|SCR\w*|it)\b[^.]{0,60}\Z", re.IGNORECASE)


def milestones_agree_with_the_words(record: Record[Item], _known: CheckContext) -> Iterator[Issue]:
    """The words of a review give no other day of publication than its milestone does."""
    review = record.item
    milestone = review.milestone(Event.PUBLISHED) if isinstance(review, Review) else None
    if not isinstance(review, Review) or not milestone or not review.is_finished:
        return
    for name, text in (("summary", review.summary), ("body", review.body.text)):
        for match in _PUBLISHED.finditer(text):
            said = _date(match)
            apart = said and (said.end < milestone.date.start or milestone.date.end < said.start)
            named = name == "summary" or _REVIEW.search(
                text, 0, match.start() + len("published it")
            )
            if apart and named:
                place = record.entry.place((name,))
                origin = (review.body.origin if name == "body" else place).below(
                    text.count("\n", 0, match.start())
                )
                message = f"“{match[0]}” differs from the milestone “published”, {milestone.date}"
                hint = "Write the true date in both places."
                yield Issue(origin, message, hint, severity=Severity.WARNING)


def _date(match: re.Match[str]) -> PartialDate | None:
    month = f"{match['year']}-{MONTHS.index(match['month']):02}"
    try:
        return PartialDate.parse(f"{month}-{int(match['day']):02}" if match["day"] else month)
    except ValueError:
        return None  # a day that no calendar has is told elsewhere


def pseudonyms_fit_the_children(record: Record[Item], _known: CheckContext) -> Iterator[Issue]:
    """A review does not name more children than it says it is about."""
    review = record.item
    if not isinstance(review, Review) or not review.is_finished or not review.children_count:
        return
    if len(review.pseudonyms) > review.children_count:
        message = f"here are {len(review.pseudonyms)} names, and “children_count” is "
        message += f"{review.children_count}"
        hint = "Correct the number, or keep only the names of the children."
        place = record.entry.place(("pseudonyms",))
        yield Issue(place, message, hint, field="pseudonyms", severity=Severity.WARNING)


_KINDS: Final = {
    "executive_summary": (DocumentKind.REVIEW,),
    "overview_report": (DocumentKind.REVIEW,),
    "briefing": (DocumentKind.BRIEFING,),
}
"""The kinds of document that belong in a slot of a review."""


def papers_belong_to_their_review(site: Site) -> Iterator[Issue]:
    """A paper stands under the review that it is about, and in the slot of its kind."""
    for record in site.records:
        review = record.item
        if not isinstance(review, Review) or review.status is Status.WITHDRAWN:
            continue
        for slot in type(review.documents).model_fields:
            key = getattr(review.documents, slot)
            paper = site.find(key)
            if isinstance(paper, BoardDocument) and paper.status is not Status.WITHDRAWN:
                yield from _misplaced(record, slot, key, paper)


def _misplaced(record: Record[Item], slot: str, key: Key, paper: BoardDocument) -> Iterator[Issue]:
    name = f"documents.{slot}"
    if paper.reviews and Key(Review.kind, record.id) not in paper.reviews:
        whose = ", ".join(f"“{one.id}”" for one in paper.reviews)
        message = f"“{key.id}” says that it is about {whose}, and not about this review"
        hint = "Name the paper of this review here, or correct “reviews” of that document."
        yield Issue(key.origin, message, hint, field=name)
    elif slot in _KINDS and paper.document_kind not in _KINDS[slot]:
        message = f"“{key.id}” is called a {paper.document_kind} in documents.yml"
        hint = "Name the paper that belongs in this slot, or correct “document_kind” there."
        yield Issue(key.origin, message, hint, field=name, severity=Severity.WARNING)


def issues_are_listed_once(site: Site) -> Iterator[Issue]:
    """An issue of a newsletter stands in one file; numbers tell two of one month apart."""
    first: dict[tuple[str, ...], Record[Item]] = {}
    for record in site.records:
        letter = record.item
        if not isinstance(letter, Newsletter) or letter.status is Status.WITHDRAWN:
            continue
        known = (letter.list_url, letter.publisher.casefold(), str(letter.issue), letter.number)
        earlier = first.setdefault(known, record)
        if earlier is not record:
            message = f"the issue of {letter.issue} stands in {earlier.origin.path} already"
            hint = "Delete one of the two, or correct its “issue”."
            place = record.entry.place(("issue",))
            yield Issue(place, message, hint, field="issue")
