"""Every fault that only a PDF can have, and its cure."""

from __future__ import annotations

from typing import Final

from sitegen.inspection.faults import EMPTY_PROPERTIES
from sitegen.inspection.findings import inaccessible, private, removable

_PDF_HIDDEN: Final = (
    "In Acrobat choose Redact a PDF, Remove Hidden Information; "
    "or remove it in the original and make the PDF again."
)
_REDACT: Final = (
    "A box does not remove what is under it. Delete the words in the original and make the PDF "
    "again, or use Acrobat’s Redact tool and apply it."
)
_TAGS: Final = (
    "In Word save as PDF with Options, “Document structure tags for accessibility”; "
    "in Acrobat choose Prepare for accessibility, Automatically tag PDF."
)
PRODUCER: Final = removable("producer", "was made by an unknown program", EMPTY_PROPERTIES)
SCRIPT: Final = private(
    "script",
    "holds a script or an action that starts by itself",
    "In Acrobat choose Redact a PDF, Sanitise Document; or make the PDF again from the original.",
)


FORM_DATA: Final = private(
    "form-data",
    "is a form with answers in it",
    "In Acrobat choose Prepare a form, Reset, or flatten it after emptying the fields.",
)
COVERED_TEXT: Final = private(
    "covered-text", "has text under a box or picture that can be copied", _REDACT
)
INVISIBLE_TEXT: Final = private(
    "invisible-text", "has text that cannot be seen but can be copied", _PDF_HIDDEN
)
OUTSIDE_TEXT: Final = private(
    "outside-text", "has text outside the part of the page that is shown", _PDF_HIDDEN
)
HIDDEN_LAYERS: Final = private("hidden-layers", "has layers that are switched off", _PDF_HIDDEN)
HISTORY: Final = removable(
    "history",
    "still holds what it was before it was last changed",
    "In Acrobat use Save As under a new name, not Save.",
)
PRIVATE_DATA: Final = private(
    "private-data", "holds private data of the program that made it", _PDF_HIDDEN
)
UNTAGGED: Final = inaccessible(
    "untagged", "has no tags, so a screen reader cannot tell headings, lists and tables", _TAGS
)
FILE_NAME_TITLE: Final = inaccessible(
    "file-name-title",
    "has the name of a file as its title",
    "Write a real title under File, Info, Title in Word (in Acrobat: File, Properties).",
)
SCAN: Final = inaccessible(
    "scan",
    "is a picture of paper without text",
    "Make the PDF from the original document; if there is none, use Acrobat’s Scan & OCR and check "
    "every page.",
)
NO_BOOKMARKS: Final = inaccessible(
    "no-bookmarks",
    "is long and has no bookmarks",
    "In Word save as PDF with Options, “Create bookmarks using: Headings”.",
)
