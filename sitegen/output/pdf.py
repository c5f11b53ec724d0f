"""Pages that can be had as a PDF too: the whole handbook, each published review, each briefing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from sitegen.inspection.examine import examine
from sitegen.issues.issue import Issue, Severity
from sitegen.issues.wording import counted
from sitegen.models.pages import Page, Shows
from sitegen.models.reviews import Briefing, Review
from sitegen.output.assets import Assets, Output
from sitegen.views.files import size_words
from sitegen.views.tombstones import Redirect, is_withdrawn

if TYPE_CHECKING:
    from sitegen.output.routes import Route

Printer: TypeAlias = Callable[[str, str, Mapping[str, bytes]], bytes]
"""Turns the HTML of a page at its address into a PDF, with pictures by their addresses."""

RULE: Final = "paper"


class Unprintable(Exception):
    """Raised by a printer for a page that it cannot print, saying why in plain words."""


class PdfFile(NamedTuple):
    """A page as a PDF: the file, and what its link says of it."""

    output: Output
    words: str


class PdfFiles(NamedTuple):
    """What was printed, by the address of its page, and what its authors should know of it."""

    by_url: Mapping[str, PdfFile]
    issues: tuple[Issue, ...] = ()


class PdfPrinter(NamedTuple):
    """What it takes to print: the printer, the address of the site, the pictures in pages."""

    printer: Printer
    base: str
    pictures: Mapping[str, bytes]

    def print(self, route: Route, html: bytes) -> bytes:
        """Print a page."""
        return self.printer(html.decode(), self.base + route.url, self.pictures)


def printing(printer: Printer | None, base: str, copied: Assets) -> PdfPrinter | None:
    """Return a printer for a site, where there is one."""
    pictures = {output.url: output.data for output in copied.outputs}
    return PdfPrinter(printer, base, pictures) if printer else None


def printed(
    render: Callable[[Route], Output], pages: Iterable[Route], printer: PdfPrinter | None
) -> PdfFiles:
    """Print what can be had on paper, where there is a printer."""
    papers: dict[str, PdfFile] = {}
    issues: list[Issue] = []
    for route in pages if printer else ():
        if printer and printable(route):
            html = render(route).data
            try:
                data = printer.print(route, html)
            except Unprintable as error:
                issues.append(_not_printed(route, str(error)))
                continue
            except Exception as error:  # noqa: BLE001 - no layout may hold back the page itself
                issues.append(_not_printed(route, f"{type(error).__name__}: {error}"))
                continue
            seen = examine("a.pdf", data)
            if seen.findings:
                issues.append(_not_printed(route, f"it {seen.findings[0].what}"))
                continue
            words = f"PDF, {counted(seen.length, 'page')}, {size_words(len(data))}"
            papers[route.url] = PdfFile(Output(address(route).lstrip("/"), data), words)
            if isinstance(route.item, Briefing) and seen.length > 1:
                issues.append(_too_long(route, seen.length))
    return PdfFiles(papers, tuple(issues))


def _not_printed(route: Route, why: str) -> Issue:
    message = f"this could not be made a PDF that is fit for the public ({why})"
    hint = "Its page is published all the same. Tell whoever looks after the generator."
    return Issue(route.origin, message, hint, severity=Severity.WARNING, rule=RULE)


def _too_long(route: Route, length: int) -> Issue:
    message = f"this briefing takes {length} sides of A4, and a 7-minute briefing is one"
    hint = "Shorten its parts, or move what is not needed to the page of its review."
    return Issue(route.origin, message, hint, severity=Severity.WARNING, rule=RULE)


def printable(route: Route) -> bool:
    """Return whether a page can be had as a PDF."""
    return _on_paper(route) and not is_withdrawn(route.item)


def _on_paper(route: Route) -> bool:
    item = route.item
    is_whole_handbook = isinstance(item, Page) and item.shows is Shows.HANDBOOK_WHOLE
    return is_whole_handbook or isinstance(item, Review | Briefing)


def address(route: Route) -> str:
    """Return the address of a page’s PDF, which stays when its content changes."""
    return f"{route.url}{route.url.rstrip('/').rpartition('/')[2]}.pdf"


def stand_ins(pages: Iterable[Route], papers: PdfFiles) -> Iterator[Redirect]:
    """Lead from the address of each PDF that is not there, or no longer, to its page."""
    for route in pages:
        if _on_paper(route) and route.url not in papers.by_url:
            yield Redirect(address(route), route.url, 302)
