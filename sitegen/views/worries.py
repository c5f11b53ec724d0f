"""The worries from A to Z, each with whom to reach."""

from __future__ import annotations

import re
from html import unescape
from typing import Final, NamedTuple

from sitegen.content.body import Reference
from sitegen.content.values import Key
from sitegen.models.pages import Page
from sitegen.models.people import ContactPoint
from sitegen.models.worries import Worry
from sitegen.site.site import Site
from sitegen.views.directory import lettered
from sitegen.views.lookup import get_many, get_or_none, not_withdrawn

_TAG: Final = re.compile(r"<[^>]+>")


class Advice(NamedTuple):
    """A worry, whom to reach about it, and the page that says more."""

    worry: Worry
    points: tuple[ContactPoint, ...]
    page: Page | None


def worries(site: Site) -> tuple[tuple[str, tuple[Advice, ...]], ...]:
    """Return the worries under their first letters, from A to Z."""
    groups = lettered(not_withdrawn(site, Worry))
    return tuple((letter, tuple(advice(site, worry) for worry in of)) for letter, of in groups)


def advice(site: Site, worry: Worry) -> Advice:
    """Return a worry with the services and the page that it names."""
    page = get_or_none(site, Page, worry.page) if worry.page else None
    return Advice(worry, get_many(site, ContactPoint, worry.contacts), page)


def in_words(site: Site, worry: Worry) -> str:
    """Return the line of a worry as plain words, with each number that it inserts."""

    def number(reference: Reference) -> str:
        point = get_or_none(site, ContactPoint, Key("contact", reference.target))
        return str(point.phone or point.title) if point else ""

    return unescape(_TAG.sub("", site.bodies[worry.line].html(number))).strip()
