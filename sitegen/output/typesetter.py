"""Typesets finished pages as tagged PDFs, in fonts of our own; the one place that knows Typst."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from sitegen.output import paper_tree
from sitegen.output.paper_tree import PaperElement
from sitegen.output.pdf import Unprintable

if TYPE_CHECKING:
    import typst


STANDARD: Final = "ua-1"
"""The standard for PDFs that everybody can use: tags, title, language."""

NO_PACKAGE: Final = "PDFs need the package typst, and it is not here."

_LAYOUT: Final = "paper.typ"
_FONTS: Final = "fonts"
_NEVER: Final = 0
"""The moment that a PDF could tell, in seconds since 1970: one for all builds."""


_UNKNOWN_SIGN: Final = re.compile('text `"(.+?)"` could not be displayed')


class TypesetterMissing(Exception):
    """Raised where what makes PDFs is not on this machine."""


def printer(folder: Path) -> Callable[[str, str, Mapping[str, bytes]], bytes]:
    """Make what prints the HTML of a page at its address with its pictures; raises Missing.

    The folder holds the layout and the fonts. No font of the system is asked for, so a page gives
    the same bytes on every machine.
    """
    if find_spec("typst") is None:
        raise TypesetterMissing(NO_PACKAGE)
    import typst

    layout = (folder / _LAYOUT).read_bytes()
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[folder / _FONTS])

    def print_page(html: str, address: str, pictures: Mapping[str, bytes]) -> bytes:
        page = paper_tree.read(html, address)
        with tempfile.TemporaryDirectory(prefix="sitegen-") as name:
            root = Path(name)
            (root / _LAYOUT).write_bytes(layout)
            _lay_out_pictures(page["body"], pictures, root)
            (root / "page.json").write_text(json.dumps(page), encoding="utf-8")
            return _compiled(root, fonts)

    return print_page


def _compiled(root: Path, fonts: typst.Fonts) -> bytes:
    import typst

    try:
        return typst.compile(
            root / _LAYOUT,
            root=root,
            font_paths=fonts,
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=STANDARD,
            timestamp=_NEVER,
        )
    except typst.TypstError as fault:
        raise Unprintable(_plain(fault.message)) from fault


def _plain(message: str) -> str:
    """Return what Typst found wrong as an author would say it."""
    unknown = _UNKNOWN_SIGN.search(message)
    return f"no font for PDFs has the sign “{unknown[1]}”" if unknown else message


def _lay_out_pictures(body: PaperElement, pictures: Mapping[str, bytes], root: Path) -> None:
    """Write the pictures of a page beside it, and name their files; others are left out."""
    files: dict[str, str] = {}
    for holder in list(_elements(body)):
        for child in [element for element in holder["body"] if not isinstance(element, str)]:
            if child["tag"] != "img":
                continue
            path = urlsplit(child["picture"]).path
            if path not in pictures:
                holder["body"].remove(child)
                continue
            if path not in files:
                files[path] = f"picture-{len(files)}{PurePosixPath(path).suffix}"
                (root / files[path]).write_bytes(pictures[path])
            child["picture"] = files[path]


def _elements(element: PaperElement) -> Iterator[PaperElement]:
    yield element
    for child in element["body"]:
        if not isinstance(child, str):
            yield from _elements(child)
