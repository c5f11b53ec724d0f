"""Turns a finished page into a tagged PDF; the one place that knows WeasyPrint."""

from __future__ import annotations

import logging
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from xml.etree.ElementTree import Element

STANDARD: Final = "pdf/ua-1"
"""The standard for PDFs that everybody can use: tags, title, language."""

NO_PACKAGE: Final = "PDFs need the package WeasyPrint, and it is not here."
HOW_TO_INSTALL: Final = (
    "PDFs need the system’s Pango library and a font, and one is not here or too old. On Debian or "
    "Ubuntu run “sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 "
    "fonts-liberation”, on macOS “brew install pango”; on Windows install MSYS2, and in it "
    "mingw-w64-x86_64-pango."
)
_TRIAL: Final = "from weasyprint import HTML; HTML(string='<p>A').write_pdf()"


class Missing(Exception):
    """Raised where what makes PDFs is not on this machine."""


def printer(stylesheet: Path) -> Callable[[str, str, Mapping[str, bytes]], bytes]:
    """Make what prints the HTML of a page at its address with its pictures; raises Missing."""
    _try_once()
    from weasyprint import CSS, HTML
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    style = CSS(string=stylesheet.read_text(encoding="utf-8"))

    class Pictures(URLFetcher):  # type: ignore[misc] # WeasyPrint says nothing of its types
        """Gives the pictures of a page; nothing is fetched from anywhere."""

        def __init__(self, known: Mapping[str, bytes]) -> None:
            super().__init__()
            self.known = known

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            return URLFetcherResponse(url, self.known[urlsplit(url).path], headers)

    def print_page(html: str, address: str, pictures: Mapping[str, bytes]) -> bytes:
        page = HTML(string=html, base_url=address, url_fetcher=Pictures(pictures))
        _bare_lists(page.etree_element)
        made: bytes = page.write_pdf(
            stylesheets=[style], pdf_variant=STANDARD, pdf_identifier=address.encode()
        )
        return made

    return print_page


def _try_once() -> None:
    """Print a letter in a process of its own, since Pango without a font ends its process."""
    if find_spec("weasyprint") is None:
        raise Missing(NO_PACKAGE)
    if subprocess.run([sys.executable, "-c", _TRIAL], check=False, capture_output=True).returncode:
        raise Missing(HOW_TO_INSTALL)


def _bare_lists(page: Element) -> None:
    """Take the rows out of lists of facts: among the tags of a PDF, a list holds items alone."""
    for pairs in page.iter("dl"):
        pairs[:] = [one for row in pairs for one in (row if row.tag == "div" else [row])]
