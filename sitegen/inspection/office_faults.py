"""Every fault that only a file of Word, Excel or PowerPoint can have, and its cure."""

from __future__ import annotations

from typing import Final

from sitegen.inspection.cures import INSPECT_DOCUMENT
from sitegen.inspection.findings import Concern, Fault, removable

_PRIVACY = Concern.PRIVACY
_ACCESS = Concern.ACCESS


MACROS: Final = Fault(
    "macros", _PRIVACY, "holds macros or controls", "Save it as docx, xlsx or pptx without macros."
)


TRACKED: Final = Fault(
    "tracked",
    _PRIVACY,
    "holds tracked changes",
    "In Word choose Review, Accept, Accept All Changes and Stop Tracking.",
)
HIDDEN_TEXT: Final = Fault("hidden-text", _PRIVACY, "holds hidden text", INSPECT_DOCUMENT)
HIDDEN_CELLS: Final = Fault(
    "hidden-cells",
    _PRIVACY,
    "holds hidden rows or columns",
    "In Excel select all, choose Format, Hide & Unhide, Unhide, and delete what is not for all.",
)
HIDDEN_SHEETS: Final = Fault(
    "hidden-sheets",
    _PRIVACY,
    "holds hidden sheets",
    "In Excel right-click a sheet’s tab, choose Unhide, and delete what is not for all.",
)
HIDDEN_VALUES: Final = Fault(
    "hidden-values",
    _PRIVACY,
    "holds cells with a format that hides their value",
    "In Excel give the cells the format General, and delete what is not for all.",
)
SOURCE_DATA: Final = Fault(
    "source-data",
    _PRIVACY,
    "holds a copy of the data behind a table, chart or link to another file",
    "In Excel copy the table and use Paste Special, Values, in a new file.",
)
HIDDEN_SLIDES: Final = Fault(
    "hidden-slides",
    _PRIVACY,
    "holds hidden slides",
    "In PowerPoint delete the slides whose numbers are crossed out.",
)
SPEAKER_NOTES: Final = Fault("speaker-notes", _PRIVACY, "holds speaker notes", INSPECT_DOCUMENT)
FIELDS: Final = removable(
    "fields",
    "holds fields that draw on other files, data or people",
    "In Word select all, press Ctrl+Shift+F9 to turn fields into words; under Mailings choose "
    "Start Mail Merge, Normal Word Document.",
)
PATH_IN_HEADER: Final = Fault(
    "path-in-header",
    _PRIVACY,
    "prints the folder in which it lies, which may name a person, on each page",
    "In Excel choose Page Layout, Page Setup, Header/Footer, and take out &[Path].",
)
NO_HEADINGS: Final = Fault(
    "no-headings",
    _ACCESS,
    "is long and has no headings",
    "In Word give the headings the styles Heading 1 and Heading 2.",
)
NO_SLIDE_TITLES: Final = Fault(
    "no-slide-titles",
    _ACCESS,
    "has slides without a title",
    "In PowerPoint choose Review, Check Accessibility, and add the missing slide titles.",
)
