"""Pages that are arranged of records of one type, and the ways to find things."""

from __future__ import annotations

from operator import attrgetter
from typing import NamedTuple

from sitegen.models.figures import Figure
from sitegen.models.follow_up import ScrutinyRecord
from sitegen.models.glossary import Term
from sitegen.models.pages import Page, Shows
from sitegen.models.people import Group
from sitegen.models.processes import Diagram, Process
from sitegen.site.site import Site
from sitegen.views.charts import DrawnStep, Ring, drawn_steps, ring
from sitegen.views.directory import lettered
from sitegen.views.lookup import (
    Citation,
    citations,
    get_many,
    get_or_none,
    not_withdrawn,
    page_showing,
)
from sitegen.views.menus import SiteSection, site_sections
from sitegen.views.tables import tables


class ContentsPart(NamedTuple):
    """A part of a page that the list of contents leads to."""

    id: str
    text: str


class Processes(NamedTuple):
    """The processes that the site describes, each with its steps as they are drawn."""

    processes: tuple[tuple[Process, tuple[DrawnStep, ...]], ...]

    @property
    def headings(self) -> tuple[ContentsPart, ...]:
        """Return what the list of contents says of the processes."""
        return tuple(ContentsPart(f"process-{item.id}", item.title) for item, _ in self.processes)


class DrawnDiagram(NamedTuple):
    """A diagram, how it is drawn, and the groups that do the work."""

    diagram: Diagram
    ring: Ring
    groups: tuple[Group, ...]


class DataList(NamedTuple):
    """A register to download: how many records it holds, and what its columns mean."""

    name: str
    title: str
    meaning: str
    records: int
    columns: tuple[tuple[str, str], ...]


class Data(NamedTuple):
    """The registers to download, and the figures that the site states, each with its source."""

    lists: tuple[DataList, ...]
    figures: tuple[tuple[Figure, tuple[Citation, ...]], ...]


class NotFound(NamedTuple):
    """Where to go from an address that does not exist."""

    sections: tuple[SiteSection, ...]
    search: Page | None
    site_map: Page | None
    help_page: Page | None


def process(site: Site) -> Processes:
    """Arrange the processes."""
    return Processes(tuple((item, drawn_steps(item)) for item in not_withdrawn(site, Process)))


def diagrams(site: Site) -> tuple[DrawnDiagram, ...]:
    """Arrange the diagrams."""
    return tuple(
        DrawnDiagram(item, ring(item), get_many(site, Group, item.groups))
        for item in not_withdrawn(site, Diagram)
    )


def accountability(site: Site) -> tuple[tuple[ScrutinyRecord, tuple[Citation, ...]], ...]:
    """Return who looked at the board's work, the newest first, with the documents that say so."""
    records = sorted(not_withdrawn(site, ScrutinyRecord), key=attrgetter("date"), reverse=True)
    return tuple((record, citations(site, record)) for record in records)


def glossary(site: Site) -> tuple[tuple[str, tuple[Term, ...]], ...]:
    """Return the terms under their first letters, from A to Z."""
    return lettered(not_withdrawn(site, Term))


def data(site: Site) -> Data:
    """Arrange the registers that hold something, and the figures."""
    lists = (
        DataList(
            table.name,
            table.title,
            table.meaning,
            len(table.rows),
            tuple((column.name, column.meaning) for column in table.columns if not column.of_date),
        )
        for table in tables(site)
        if table.rows
    )
    figures = ((figure, citations(site, figure)) for figure in not_withdrawn(site, Figure))
    return Data(tuple(lists), tuple(figures))


def not_found(site: Site) -> NotFound:
    """Arrange the page for an address that does not exist."""
    return NotFound(
        sections=site_sections(site),
        search=page_showing(site, Shows.SEARCH),
        site_map=page_showing(site, Shows.SITE_MAP),
        help_page=get_or_none(site, Page, site.settings.help_page),
    )
