"""What two places of the content say that cannot both be true."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from sitegen.checks.context import CheckContext, standing
from sitegen.checks.references import Withheld
from sitegen.content.dates import MONTHS, PartialDate
from sitegen.content.glance import Literals
from sitegen.content.record import Record, of_type
from sitegen.content.values import Key
from sitegen.issues.issue import Issue, Origin, Severity, place_of
from sitegen.models.base import Item, Status
from sitegen.models.documents import BoardDocument, DocumentKind, Newsletter
from sitegen.models.numbers import number_in
from sitegen.models.people import ContactPoint, Group
from sitegen.models.reviews import Event, Review
from sitegen.site.site import Site

_NAMES: Final = "|".join(MONTHS[1:])
_PUBLISHED: Final = re.compile(
    rf"\b(?:published|came out|released) (?:it )?(?:on"
    rf"|in) (?:(?:(?P<day>\d{{1,2}}) )?(?P<month>{_NAMES}) )?"
    r"(?P<year>\d{4})\b"
)
_SIGNS: Final = Literals("published ", "came out ", "released ")
_REVIEW: Final = re.compile(r"\b(?:review|report|SCR\w*|it)\b[^.]{0,60}\Z", re.IGNORECASE)


def milestones_agree_with_the_words(
    record: Record[Item], _context: CheckContext
) -> Iterator[Issue]:
    """The words of a review give no other day of publication than its milestone does."""
    review = record.item
    milestone = review.milestone(Event.PUBLISHED) if isinstance(review, Review) else None
    if not isinstance(review, Review) or not milestone or not review.is_finished:
        return
    for name, text in (("summary", review.summary), ("body", review.body.text)):
        for match in _PUBLISHED.finditer(text) if _SIGNS.standing_in(text) else ():
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
                yield Issue(origin, message, hint, severity=Severity.WARNING, about=(match[0],))


def _date(match: re.Match[str]) -> PartialDate | None:
    if not match["month"]:
        return PartialDate.parse(match["year"])
    month = f"{match['year']}-{MONTHS.index(match['month']):02}"
    try:
        return PartialDate.parse(f"{month}-{int(match['day']):02}" if match["day"] else month)
    except ValueError:
        return None  # a day that no calendar has is told elsewhere


def pseudonyms_fit_the_children(record: Record[Item], _context: CheckContext) -> Iterator[Issue]:
    """A review does not name more children than it says it is about."""
    review = record.item
    if not isinstance(review, Review) or not review.is_finished or not review.children_count:
        return
    if len(review.pseudonyms) > review.children_count:
        message = f"there are {len(review.pseudonyms)} names here, and ⟦children_count⟧ is "
        message += f"{review.children_count}"
        hint = "Correct the number, or keep only the names of the children."
        yield record.warning("pseudonyms", message, hint)
    for name, text in (("title", review.title), ("summary", review.summary)):
        for match in _CHILDREN.finditer(text):
            if number_in(match[1]) != review.children_count:
                message = f"“{match[0]}” differs from ⟦children_count: {review.children_count}⟧"
                yield record.warning(name, message, "Correct one of the two.", match[0])


_CHILDREN: Final = re.compile(
    r"\b(?:about|of|into the deaths? of|concerning) (one|two|three|four|five|six|seven|\d{1,2}) "
    r"(?:young )?(?:children|child|babies|siblings)\b",
    re.IGNORECASE,
)
_OF_TITLE: Final = re.compile(r":\s*(.+)\Z")
_BETWEEN: Final = re.compile(r",\s*(?:and\s+)?|\s+and\s+")


def titles_name_their_own_review(site: Site) -> Iterator[Issue]:
    """The title of a review has its own pseudonyms and id, and not those of another one."""
    reviews = list(of_type(site.records, Review))
    # A letter alone is an article, a list or a child.
    ids = {record.id.upper() for record in reviews if len(record.id) > 1}
    for record in reviews:
        review = record.item
        if review.status is Status.WITHDRAWN:
            continue
        others = [word for word in re.findall(r"\w+", review.title) if word in ids]
        if others and record.id.upper() not in others:
            message = f"“{others[0]}” is the name of another review, and this one is “{record.id}”"
            yield record.warning("title", message, _TITLE, others[0], record.id)
        match = _OF_TITLE.search(review.title)
        named = _BETWEEN.split(match[1]) if match else []
        pseudonyms = set(review.pseudonyms)
        if pseudonyms & set(named) and (
            strange := [name for name in named if name not in pseudonyms]
        ):
            message = f"“{strange[0]}” is not among ⟦pseudonyms⟧, as the other names are"
            yield record.warning("title", message, _TITLE, strange[0])


_TITLE: Final = "Correct the title, or the field that differs from it."
_KINDS: Final = {
    "executive_summary": (DocumentKind.REVIEW,),
    "overview_report": (DocumentKind.REVIEW,),
    "briefing": (DocumentKind.BRIEFING,),
}
"""The kinds of document that belong in a slot of a review."""


def papers_belong_to_their_review(site: Site, unseen: Withheld) -> Iterator[Issue]:
    """A paper stands under the review that it is about, and in the slot of its kind."""
    waiting = {Key(record.item.kind, record.id): record.item for record in unseen.withheld}
    there = site.by_key.keys() | waiting.keys()
    for record in standing(site.records, Review):
        slots = record.item.documents
        for slot in type(slots).model_fields:
            key = getattr(slots, slot)
            # A paper that waits would be public under the wrong review once both are published.
            paper = site.find(key) or waiting.get(key)
            if not isinstance(paper, BoardDocument) or paper.status is Status.WITHDRAWN:
                continue
            # Where a paper names reviews that are nowhere, that is told, and is the fault.
            if not paper.reviews or there & set(paper.reviews):
                yield from _misplaced(record, slot, key, paper)


def _misplaced(
    record: Record[Review], slot: str, key: Key, paper: BoardDocument
) -> Iterator[Issue]:
    name = f"documents.{slot}"
    if paper.reviews and Key(Review.kind, record.id) not in paper.reviews:
        whose = ", ".join(f"“{review.id}”" for review in paper.reviews)
        message = f"“{key.id}” says that it is about {whose}, and not about this review"
        hint = "Name the paper of this review here, or correct ⟦reviews⟧ of that document."
        yield Issue(key.origin, message, hint, field=name, about=(key.id,))
    elif _is_of_another_slot(paper.document_kind, slot):
        message = f"“{key.id}” is called a {paper.document_kind} in ⟦documents.yml⟧"
        hint = "Name the paper that belongs in this slot, or correct ⟦document_kind⟧ there."
        yield Issue(key.origin, message, hint, (key.id,), Severity.WARNING, field=name)


def _is_of_another_slot(kind: str, slot: str) -> bool:
    """Return whether a kind that every site knows belongs in no such slot."""
    return isinstance(kind, DocumentKind) and kind not in _KINDS.get(slot, (kind,))


def issues_are_listed_once(site: Site) -> Iterator[Issue]:
    """An issue of a newsletter stands in one file; numbers tell two of one month apart."""
    first: dict[tuple[str, ...], Record[Newsletter]] = {}
    for record in standing(site.records, Newsletter):
        letter = record.item
        same = (letter.list_url, letter.publisher.casefold(), str(letter.issue), letter.number)
        earlier = first.setdefault(same, record)
        if earlier is not record:
            other = place_of(earlier.origin, earlier.origin.path)
            message = f"the issue of {letter.issue} is already in {other}"
            yield record.error("issue", message, "Delete one of the two, or correct its ⟦issue⟧.")


_YEARS: Final = re.compile(r"\b((?:19|20)\d\d)(?:\s*[-–/]\s*(\d{2}|\d{4})\b)?")
_BACKWARDS: Final = re.compile(r"(\d{4})\s*(?:to|and|[-–/])\s*(\d{4})")
_SEASON: Final = re.compile(r"\b((?:spring|summer|autumn|winter) (?:19|20)\d\d)\b", re.IGNORECASE)


def titles_agree_with_their_dates(record: Record[Item], _context: CheckContext) -> Iterator[Issue]:
    """The years and seasons in a title are those that the fields beside it give."""
    item = record.item
    if not item.is_finished or item.status is Status.WITHDRAWN:
        return
    if isinstance(item, Newsletter) and (match := _SEASON.search(item.title)):
        said = str(item.issue)
        if _SEASON.fullmatch(said) and match[1].lower() != said.lower():
            yield _differs(record, match[1], f"issue: {said}")
    if isinstance(item, BoardDocument) and item.period:
        titled, covered = _years(item.title), _years(str(item.period))
        backwards = _BACKWARDS.fullmatch(item.period.strip())
        if backwards and backwards[2] < backwards[1]:
            message = f"the period “{item.period}” ends before it begins"
            yield record.warning("period", message, "Correct one of the two years.", item.period)
        apart = bool(titled and covered) and not titled & covered
        spans = min(len(titled), len(covered)) > 1
        if apart or (spans and titled != covered):
            yield _differs(record, item.title, f"period: {item.period}")


def _differs(record: Record[Item], said: str, other: str) -> Issue:
    message = f"“{said}” differs from ⟦{other}⟧"
    return record.warning("title", message, "Correct one of the two.", said, other)


def _years(text: str) -> frozenset[int]:
    years = set()
    for first, last in _YEARS.findall(text):
        years.add(int(first))
        if last:
            years.add(int(first[: 4 - len(last)] + last))
    return frozenset(years)


def numbers_belong_to_one_contact(site: Site) -> Iterator[Issue]:
    """Advice: no two contact points have one number, as they have after a paste."""
    first: dict[str, Record[ContactPoint]] = {}
    for record in of_type(site.records, ContactPoint):
        point = record.item
        if not point.main_number or point.extension:
            continue
        earlier = first.setdefault(point.main_number.digits, record)
        if earlier is not record:
            message = f"“{earlier.id}” has the same number"
            hint = "Look which of the two it belongs to; one contact point a number is enough."
            yield record.warning("phone", message, hint, earlier.id)


def groups_stand_below_each_other(site: Site) -> Iterator[Issue]:
    """No group is below itself, however many groups lie between."""
    parents = {group.id: group.item.parent for group in of_type(site.records, Group)}
    for record in of_type(site.records, Group):
        if record.id in _above(record.item, parents):
            message = f"“{record.id}” would be below itself"
            hint = "Name the group above it, or take ⟦parent⟧ out."
            yield record.error("parent", message, hint, record.id)


def _above(group: Group, parents: Mapping[str, Key | None]) -> Iterator[str]:
    """Yield the groups above one, until one comes again."""
    seen: set[str] = set()
    above = group.parent
    while above is not None and above.id not in seen:
        seen.add(above.id)
        yield above.id
        above = parents.get(above.id)


def menus_name_each_page_once(site: Site) -> Iterator[Issue]:
    """Advice: a page stands once in a menu."""
    for name in ("menu", "footer"):
        keys = getattr(site.settings, name)
        twice = sorted({key.id for key in keys if sum(other == key for other in keys) > 1})
        for page in twice:
            message, place = f"“{page}” is written twice", Origin("site.yml")
            yield Issue(place, message, "Take one out.", (page,), Severity.WARNING, field=name)
