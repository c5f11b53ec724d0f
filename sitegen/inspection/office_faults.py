"""Every fault that only a file of Word, Excel or PowerPoint can have, and its cure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sitegen.inspection.faults import INSPECT_DOCUMENT
from sitegen.inspection.findings import Finding, inaccessible, private, removable
from sitegen.issues.wording import counted

MACROS: Final = private(
    "macros", "holds macros or controls", "Save it as docx, xlsx or pptx without macros."
)


TRACKED: Final = private(
    "tracked",
    "holds tracked changes",
    "In Word choose Review, Accept, Accept All Changes and Stop Tracking.",
)
HIDDEN_TEXT: Final = private("hidden-text", "holds hidden text", INSPECT_DOCUMENT)
HIDDEN_CELLS: Final = private(
    "hidden-cells",
    "holds hidden rows or columns",
    "In Excel select all, choose Format, Hide & Unhide, Unhide, and delete what is not for all.",
)
HIDDEN_SHEETS: Final = private(
    "hidden-sheets",
    "holds hidden sheets",
    "In Excel right-click a sheet’s tab, choose Unhide, and delete what is not for all.",
)
HIDDEN_VALUES: Final = private(
    "hidden-values",
    "holds cells with a format that hides their value",
    "In Excel give the cells the format General, and delete what is not for all.",
)
SOURCE_DATA: Final = private(
    "source-data",
    "holds a copy of the data behind a table, chart or link to another file",
    "In Excel copy the table and use Paste Special, Values, in a new file.",
)
HIDDEN_SLIDES: Final = private(
    "hidden-slides",
    "holds hidden slides",
    "In PowerPoint delete the slides whose numbers are crossed out.",
)
SPEAKER_NOTES: Final = private("speaker-notes", "holds speaker notes", INSPECT_DOCUMENT)
FIELDS: Final = removable(
    "fields",
    "holds fields that draw on other files, data or people",
    "In Word select all, press Ctrl+Shift+F9 to turn fields into words; under Mailings choose "
    "Start Mail Merge, Normal Word Document.",
)
PATH_IN_HEADER: Final = private(
    "path-in-header",
    "prints the folder in which it lies, which may name a person, on each page",
    "In Excel choose Page Layout, Page Setup, Header/Footer, and take out &[Path].",
)
NO_HEADINGS: Final = inaccessible(
    "no-headings",
    "is long and has no headings",
    "In Word give the headings the styles Heading 1 and Heading 2.",
)
NO_SLIDE_TITLES: Final = inaccessible(
    "no-slide-titles",
    "has slides without a title",
    "In PowerPoint choose Review, Check Accessibility, and add the missing slide titles.",
)


def hidden_text(reasons: Iterable[str], noun: str) -> Iterator[Finding]:
    """Report that words are hidden, if they are: each reason once, and in how many places."""
    if every := list(reasons):
        yield HIDDEN_TEXT.finding(f"{', '.join(sorted(set(every)))}; {counted(len(every), noun)}")
