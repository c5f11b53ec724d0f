"""Whom to contact, who chairs the board, and how its groups hang together."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sitegen.models.documents import BoardDocument
from sitegen.models.pages import Page
from sitegen.models.people import ContactKind, ContactPoint, Group, Person
from sitegen.site.site import Site
from sitegen.views.lookup import get_many, get_or_none, key_of, not_withdrawn
from sitegen.views.orders import natural


class Post(NamedTuple):
    """A post, who holds it and how to reach it."""

    person: Person
    contact: ContactPoint | None


class Team(NamedTuple):
    """The posts of one organisation or team."""

    organisation: str
    posts: tuple[Post, ...]


class Contacts(NamedTuple):
    """The contact points of a page and the people behind them."""

    points: tuple[ContactPoint, ...]
    teams: tuple[Team, ...]


class Chair(NamedTuple):
    """Who chairs the board; two are co-chairs."""

    posts: tuple[Post, ...]
    group: Group | None


class GroupBranch(NamedTuple):
    """A group, with the groups that answer to it."""

    group: Group
    chairs: tuple[Person, ...]
    terms: BoardDocument | None
    below: tuple[GroupBranch, ...]


class Structure(NamedTuple):
    """All groups as a tree, and again as a list in the order of the tree."""

    tree: tuple[GroupBranch, ...]
    groups: tuple[GroupBranch, ...]


def contact(site: Site, page: Page) -> Contacts:
    """Arrange a contact page: everybody, or only the people of the group that the page is about."""
    posts = tuple(
        _post(site, person)
        for person in _people(site)
        if page.group is None or person.contact in page.contacts
    )
    reached = [post.contact for post in posts if post.contact]
    shown = {key_of(point) for point in reached if point.purpose is ContactKind.POST}
    points = get_many(site, ContactPoint, page.contacts)
    organisations = dict.fromkeys(post.person.organisation for post in posts)
    return Contacts(
        points=tuple(point for point in points if key_of(point) not in shown),
        teams=tuple(
            Team(name, tuple(post for post in posts if post.person.organisation == name))
            for name in organisations
        ),
    )


def chair(site: Site) -> Chair:
    """Arrange the page of the chair: who chairs the group that answers to no other."""
    for group in _groups(site):
        chairs = get_many(site, Person, group.chair)
        if chairs and get_or_none(site, Group, group.parent) is None:
            return Chair(tuple(_post(site, person) for person in chairs), group)
    people = (p for p in _people(site) if "independent chair" in p.role.casefold())
    return Chair(tuple(_post(site, person) for person in people)[:1], None)


def _post(site: Site, person: Person) -> Post:
    return Post(person, get_or_none(site, ContactPoint, person.contact))


def structure(site: Site) -> Structure:
    """Arrange the groups as a tree."""
    tops = [group for group in _groups(site) if get_or_none(site, Group, group.parent) is None]
    tree = tuple(_branch(site, group) for group in tops)
    return Structure(tree, tuple(flat for branch in tree for flat in _flat(branch)))


def _people(site: Site) -> list[Person]:
    return sorted(not_withdrawn(site, Person), key=lambda person: (person.order, person.id))


def _groups(site: Site) -> list[Group]:
    return sorted(not_withdrawn(site, Group), key=lambda group: (group.order, natural(group.title)))


def _branch(site: Site, group: Group) -> GroupBranch:
    below = [other for other in _groups(site) if other.parent == key_of(group)]
    return GroupBranch(
        group=group,
        chairs=get_many(site, Person, group.chair),
        terms=get_or_none(site, BoardDocument, group.terms_of_reference),
        below=tuple(_branch(site, other) for other in below),
    )


def _flat(branch: GroupBranch) -> tuple[GroupBranch, ...]:
    return (branch, *(group for other in branch.below for group in _flat(other)))


def overdue(site: Site) -> dict[str, date]:
    """Return by when each number was due to be checked again whose check is too old."""
    contacts = {}
    for point in not_withdrawn(site, ContactPoint):
        by = point.good_until
        if by and by < site.moment.date():
            contacts[point.id] = by
    return contacts
