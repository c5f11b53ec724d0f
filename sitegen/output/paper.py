"""Pages that can be had as a PDF too: the whole handbook, each published review, each briefing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.inspection.examine import examine
from sitegen.inspection.findings import counted
from sitegen.models.pages import Page, Shows
from sitegen.models.reviews import Briefing, Review
from sitegen.output.assets import Output
from sitegen.views.files import size_words
from sitegen.views.gone import Redirect, is_withdrawn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sitegen.output.routes import Route

    Printer = Callable[[str, str], bytes]


@dataclass(frozen=True, slots=True)
class Paper:
    """A page as a PDF: the file, and what its link says of it."""

    output: Output
    words: str


def made(
    render: Callable[[Route], Output], base: str, pages: Iterable[Route], printer: Printer | None
) -> Mapping[str, Paper]:
    """Print what can be had on paper, by the address of its page."""
    if printer is None:
        return {}
    return {
        route.url: _paper(route, printer(render(route).data.decode(), base + route.url))
        for route in pages
        if printable(route)
    }


def _paper(route: Route, data: bytes) -> Paper:
    length = counted(examine("a.pdf", data).length, "page")
    words = f"PDF, {length}, {size_words(len(data))}"
    return Paper(Output(address(route).lstrip("/"), data), words)


def printable(route: Route) -> bool:
    """Say whether a page can be had as a PDF."""
    item = route.item
    if is_withdrawn(item):
        return False
    whole = isinstance(item, Page) and item.shows is Shows.HANDBOOK_WHOLE
    return whole or isinstance(item, Review | Briefing)


def address(route: Route) -> str:
    """Give the address of a page’s PDF, which stays when its content changes."""
    return f"{route.url}{route.url.rstrip('/').rpartition('/')[2]}.pdf"


def stand_ins(pages: Iterable[Route], printer: Printer | None) -> Iterator[Redirect]:
    """Lead from the address of each PDF to its page where no PDFs are made."""
    for route in pages:
        if printer is None and printable(route):
            yield Redirect(address(route), route.url, 302)
