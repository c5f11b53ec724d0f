"""What a check of one text is told of the rest of the site; how any finds records of a type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Self, TypeVar

from sitegen.content.record import Record, of_type
from sitegen.models.base import Item, Status
from sitegen.models.documents import BoardDocument, DocumentKind
from sitegen.models.figures import Figure
from sitegen.models.follow_up import Recommendation
from sitegen.models.glossary import Term
from sitegen.models.people import ContactPoint
from sitegen.models.reviews import Briefing, Review
from sitegen.privacy import patterns
from sitegen.site.site import Site

ItemT = TypeVar("ItemT", bound=Item)


def standing(records: Iterable[Record[Item]], kind: type[ItemT]) -> Iterator[Record[ItemT]]:
    """Yield the records of a type that are not withdrawn; of those only a notice is left."""
    every = of_type(records, kind)
    return (record for record in every if record.item.status is not Status.WITHDRAWN)


class KnownFigure(NamedTuple):
    """What a check of a text knows of a figure: its number, its words and what it counts."""

    id: str
    value: float
    wording: str
    counts: str

    @classmethod
    def of(cls, figure: Figure) -> Self:
        """Return what is known of a figure; what it counts is the first plural of its unit."""
        words = re.findall(r"[a-z]+", figure.unit.lower())
        counts = next((word for word in words if word.endswith("s") or word in _PLURALS), "")
        return cls(figure.id, figure.value, figure.wording, counts)


class KnownReview(NamedTuple):
    """What a check of a text knows of a review: its id, its names, and whether it can be read."""

    id: str
    names: tuple[str, ...]
    readable: bool

    @classmethod
    def of(cls, review: Review, site: Site) -> Self:
        """Return what is known of a review; an account of a paper is not the paper."""
        slots = (review.documents.executive_summary, review.documents.overview_report)
        papers = [site.find(key) for key in slots]
        readable = any(
            isinstance(paper, BoardDocument) and (paper.file or paper.full_text or paper.link)
            for paper in papers
        )
        pseudonyms = (name for name in review.pseudonyms if len(name) > 1)
        return cls(review.id, (review.title, *pseudonyms), readable)


_PLURALS: Final = ("children", "men", "people", "women")


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What the site knows: abbreviations, numbers and addresses of offices, and its settings.

    All that was found in a text rests on this, so whoever remembers it must ask for the same
    again: every field counts, and two that are equal are written alike.
    """

    terms: tuple[str, ...]
    """The words of the glossary."""

    expansions: tuple[tuple[str, str], ...]
    """What texts write out for abbreviations."""

    numbers: Mapping[str, str]
    """The id of the contact point that has a number, by the digits of the number."""

    addresses: tuple[str, ...]
    """What contact points publish on purpose: their e-mail, postal address and its parts."""

    figures: tuple[KnownFigure, ...] = ()
    """The numbers that texts insert."""

    reviews: tuple[KnownReview, ...] = ()
    """The reviews that are public."""

    press: tuple[str, ...] = ()
    """The ids of what the press wrote."""

    case_texts: tuple[str, ...] = ()
    """The ids of the texts of papers about what happened to a child."""

    @classmethod
    def of(cls, site: Site, broken: Sequence[Record[Item]] = ()) -> CheckContext:
        """Gather what is known from the glossary, the contact points and the settings.

        What an entry with faults explains is explained all the same.
        """
        items = [record.item for record in broken]
        terms = (*site.all(Term), *(term for term in items if isinstance(term, Term) and term.term))
        contacts = (
            *site.all(ContactPoint),
            *(contact for contact in items if isinstance(contact, ContactPoint)),
        )
        points = [(point, (point.phone, point.text_number)) for point in contacts]
        return cls(
            terms=tuple(word for term in terms for word in (term.term, *term.synonyms)),
            expansions=tuple((term.term, term.expansion) for term in terms if term.expand),
            numbers={phone.digits: point.id for point, both in points for phone in both if phone},
            addresses=tuple(sorted({part for point in contacts for part in _addresses(point)})),
            figures=tuple(KnownFigure.of(figure) for figure in site.all(Figure)),
            reviews=tuple(
                KnownReview.of(review, site)
                for review in site.all(Review)
                if review.status is not Status.WITHDRAWN
            ),
            press=tuple(d.id for d in site.all(BoardDocument) if _is_press(d, site)),
            case_texts=tuple(
                d.text.id for d in site.all(BoardDocument) if d.text and is_about_a_case(d)
            ),
        )


def is_about_a_case(item: Item | None) -> bool:
    """Return whether a record is about what happened to a child."""
    if isinstance(item, BoardDocument):
        own = not isinstance(item.document_kind, DocumentKind)
        return item.document_kind in _OF_CASES or (own and bool(item.reviews))
    return isinstance(item, Review | Briefing | Recommendation)


_OF_CASES: Final = (DocumentKind.REVIEW, DocumentKind.BRIEFING)


def _is_press(document: BoardDocument, site: Site) -> bool:
    """Return whether others wrote a document for the public; our own earlier pages are none."""
    settings = site.settings
    our_names = (settings.owner, settings.name, settings.short_name)
    return document.document_kind is DocumentKind.PRESS and document.owner not in our_names


def _addresses(point: ContactPoint) -> Iterator[str]:
    yield patterns.plain(point.email)
    yield from map(patterns.plain, point.postal)
    postal = " ".join(point.postal)
    yield from (patterns.plain(text) for _, text, _ in patterns.details_in(postal, reviews=False))
