"""The register of reviews: their order, and how many there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sitegen.content.dates import PartialDate
from sitegen.content.values import Key
from sitegen.models.reviews import Event, Review
from sitegen.views.lookup import key_of, not_withdrawn, per_site, tally

if TYPE_CHECKING:
    from sitegen.site.site import Site


class Totals(NamedTuple):
    """How many reviews and how many children, counted apart because they differ."""

    reviews: int
    children: int
    unknown: int
    """Reviews of which nobody knows how many children they are about."""

    by_status: tuple[tuple[str, int], ...]
    withdrawn: int


class Families(NamedTuple):
    """The reviews that tell how the family took part, and how many do not."""

    reviews: tuple[Review, ...]
    untold: int


@per_site
def listed(site: Site) -> tuple[Review, ...]:
    """Return all reviews in the order of their publication."""
    return in_order(not_withdrawn(site, Review))


@per_site
def places(site: Site) -> Mapping[Key | None, int]:
    """Number the reviews in the order of their publication."""
    return {key_of(review): place for place, review in enumerate(listed(site))}


def in_order(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Put reviews in the order of their publication."""
    return tuple(sorted(reviews, key=_order))


def published_on(review: Review) -> PartialDate | None:
    """Return the date of a review's publication, as exactly as it is known."""
    milestone = review.milestone(Event.PUBLISHED)
    return milestone.date if milestone else None


def year_of(review: Review) -> tuple[str, ...]:
    """Return the year of a review's publication, or nothing while nobody knows it."""
    when = published_on(review)
    return (str(when.year),) if when else ()


@per_site
def totals(site: Site) -> Totals:
    """Count reviews and children; a review that joins others adds none of their children."""
    reviews = listed(site)
    statuses = (str(review.review_status) for review in reviews)
    counted = [review.children_count for review in reviews if not review.joins]
    return Totals(
        reviews=len(reviews),
        children=sum(number or 0 for number in counted),
        unknown=counted.count(None),
        by_status=tally(statuses, site.settings.states_of_review),
        withdrawn=len(site.all(Review)) - len(reviews),
    )


def families(site: Site) -> Families:
    """Gather what is told of how families took part, of the newest review first."""
    reviews = tuple(reversed(listed(site)))
    with_family = tuple(review for review in reviews if review.family)
    return Families(with_family, len(reviews) - len(with_family))


def _order(review: Review) -> tuple[date, date, str]:
    """Order by publication; what is not yet published comes after what is."""
    when = published_on(review)
    return (when.start, when.end, review.id) if when else (date.max, date.max, review.id)
