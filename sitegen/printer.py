"""Turns a finished page into a tagged PDF; the one place that knows WeasyPrint."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STANDARD: Final = "pdf/ua-1"
"""The standard for PDFs that everybody can use: tags, title, language."""

HOW_TO_INSTALL: Final = (
    "PDFs need the system’s Pango library, and it is not here. On Debian or Ubuntu run "
    "“sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0”, on macOS "
    "“brew install pango”; on Windows install MSYS2, and in it mingw-w64-x86_64-pango."
)


class Missing(Exception):
    """Raised where what makes PDFs is not on this machine."""


def printer(stylesheet: Path) -> Callable[[str, str], bytes]:
    """Make what prints the HTML of a page at its address; raises Missing."""
    try:
        from weasyprint import CSS, HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as error:
        raise Missing(HOW_TO_INSTALL) from error
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    # A page is printed from what it says alone: nothing is fetched from anywhere.
    nothing = URLFetcher(allowed_protocols=())
    style = CSS(string=stylesheet.read_text(encoding="utf-8"))

    def print_page(html: str, address: str) -> bytes:
        page = HTML(string=html, base_url=address, url_fetcher=nothing)
        made: bytes = page.write_pdf(
            stylesheets=[style], pdf_variant=STANDARD, pdf_identifier=address.encode()
        )
        return made

    return print_page
