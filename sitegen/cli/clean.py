"""Writes a clean copy of a file, and says what is gone and what only its author can fix."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from sitegen.cli import exit_codes
from sitegen.inspection.clean import image, office, pdf
from sitegen.inspection.examine import LARGEST, examine
from sitegen.inspection.findings import Concern, Finding, Inspection
from sitegen.inspection.office.package import MAIN_TYPES

_CLEANERS: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    ".pdf": pdf.clean,
    **dict.fromkeys(MAIN_TYPES, office.clean),
    **dict.fromkeys((".jpg", ".jpeg"), image.jpeg),
    ".png": image.png,
    ".webp": image.webp,
    ".gif": image.gif,
    ".svg": image.svg,
}
_READ: Final = (
    "What it shows, its alternative texts and its links are as they were: read them before you "
    "publish it."
)
_MARK: Final = "-clean"


def clean(path: Path, say: Callable[[str], object]) -> bool:
    """Write a clean copy beside a file; say whether nothing private is left in it."""
    ending = path.suffix.casefold()
    if not path.is_file() or path.stat().st_size > LARGEST:
        say(f"{path} is not there, or is too large to be published.")
        return False
    data = path.read_bytes()
    before = examine(path.name, data)
    if broken := before.about(Concern.UNUSABLE):
        _tell(say, "This cannot be cleaned, because it", broken)
        return False
    if ending not in _CLEANERS:
        return _leave(path, before.about(Concern.PRIVACY), say)
    target = path.with_name(f"{path.stem}{_MARK}{path.suffix}")
    if target.exists():
        say(f"{target} is there already; move it away first.")
        return False
    cleaned = _CLEANERS[ending](data)
    target.write_bytes(cleaned)
    say(f"Written: {target}")
    return _compare(before, examine(path.name, cleaned), say)


def _leave(path: Path, left: Sequence[Finding], say: Callable[[str], object]) -> bool:
    """Tell what is in a file of which nothing can be removed here."""
    _tell(say, f"Only you can correct this. {path}", left)
    if not left:
        say(f"{path} holds nothing besides its words, so there is nothing to remove.")
    say(_READ)
    return not left


def _compare(before: Inspection, after: Inspection, say: Callable[[str], object]) -> bool:
    left = after.about(Concern.PRIVACY)
    names = {finding.fault for finding in left}
    gone = [finding for finding in before.about(Concern.PRIVACY) if finding.fault not in names]
    _tell(say, "The copy no longer has this. The file", gone)
    _tell(say, "Only you can correct this. The copy still", left)
    _tell(say, "Not everybody can use it: the copy", after.about(Concern.ACCESS))
    if gone:
        say("Give it the place of the file, or name the copy where the file is named.")
    if not (gone or left):
        say("Nothing was found that had to be removed.")
    say(_READ)
    return not left


def _tell(say: Callable[[str], object], intro: str, findings: Sequence[Finding]) -> None:
    if findings:
        say(intro)
    for finding in findings:
        say(f"  - {finding.what}")
        if intro.startswith(("Only", "Not")):
            say(f"    {finding.cure}")


def command(options: argparse.Namespace) -> int:
    """Write clean copies of files; tell whether all could be made."""
    results = [clean(path, print) for path in options.files]
    return exit_codes.FINE if all(results) else exit_codes.CONTENT_ERRORS
