"""Finds text in a PDF that is there and cannot be seen, by having the pages painted apart."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from sitegen.inspection import faults, pdf_faults
from sitegen.inspection.findings import Finding, Unreadable
from sitegen.inspection.pdf.letters import PainterExit, PdfPage, Reason
from sitegen.issues.wording import counted

_ROOT: Final = Path(__file__).resolve().parents[3]
# Not by “-m”, which finds nothing in this folder where PYTHONSAFEPATH is set.
_PAINTER: Final = (
    "import runpy, sys; sys.path.insert(0, sys.argv[1]); "
    "runpy.run_module('sitegen.inspection.pdf.painting', run_name='__main__')"
)
_PATIENCE: Final = 180
"""Seconds by the clock, for a machine that does much else; the process counts its own time."""

_REASONS: Final[Mapping[int, str]] = {
    PainterExit.TOO_MUCH: "its pages hold too much to paint",
    PainterExit.UNREADABLE: "a page cannot be painted",
}


def look(data: bytes) -> tuple[PdfPage, ...]:
    """Return what is seen on each page; raises Unreadable if that needs too much, or breaks."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", _PAINTER, str(_ROOT)],
            input=data,
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(
            faults.NOT_UNDERSTOOD.finding("its pages take too long to paint")
        ) from error
    if done.returncode != 0:
        reason = _REASONS.get(done.returncode, "its pages need too much time or memory to paint")
        raise Unreadable(faults.NOT_UNDERSTOOD.finding(reason))
    return tuple(PdfPage(**page) for page in json.loads(done.stdout))


_FAULTS: Final = {
    pdf_faults.COVERED_TEXT: Reason.COVERED,
    pdf_faults.INVISIBLE_TEXT: Reason.INVISIBLE,
    pdf_faults.OUTSIDE_TEXT: Reason.OUTSIDE,
}
"""What is told of each reason; a page counts its words by the reasons’ own words."""


def findings(pages: Sequence[PdfPage]) -> Iterator[Finding]:
    """Report on which pages text is there and cannot be seen."""
    for fault, reason in _FAULTS.items():
        numbers = [number for number, page in enumerate(pages, 1) if getattr(page, reason)]
        if numbers:
            first = ", ".join(map(str, numbers[:5]))
            more = f" and {counted(len(numbers) - 5, 'more page')}" if len(numbers) > 5 else ""
            yield fault.finding(f"page {first}{more}")
