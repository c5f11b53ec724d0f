"""Every fault that an inspection knows, with the way to correct it."""

from __future__ import annotations

from typing import Final

from sitegen.inspection.findings import Concern, Fault

_UNUSABLE = Concern.UNUSABLE
_PRIVACY = Concern.PRIVACY
_ACCESS = Concern.ACCESS

_OFFICE: Final = (
    "In Word, Excel or PowerPoint choose File, Info, Check for Issues, Inspect Document, "
    "and remove what it finds."
)
_CLEAN: Final = "Or run: python3 build.py clean FILE."
_PHOTO: Final = f"In Windows right-click it: Properties, Details, Remove Properties. {_CLEAN}"
_PDF_PROPERTIES: Final = (
    f"Empty it in the original under File, Info (in Acrobat: File, Properties). {_CLEAN}"
)
_PDF_HIDDEN: Final = (
    "In Acrobat choose Redact a PDF, Remove Hidden Information; "
    "or remove it in the original and make the PDF anew."
)
_REDACT: Final = (
    "A box does not remove what is under it. Delete the words in the original and make the PDF "
    "anew, or use Acrobat’s Redact tool and apply it."
)
_TAGS: Final = (
    "In Word save as PDF with Options, “Document structure tags for accessibility”; "
    "in Acrobat choose Prepare for accessibility, Automatically tag PDF."
)

# ---- Files that cannot be read, or are not what they say ----

EMPTY: Final = Fault("empty", _UNUSABLE, "is empty", "Save the file again and copy it anew.")
LINK: Final = Fault(
    "link", _UNUSABLE, "is a link to another file", "Put the file itself in its place."
)
NOT_READABLE: Final = Fault(
    "not-readable", _UNUSABLE, "cannot be read", "Check that you may read it, or copy it anew."
)
TOO_LARGE: Final = Fault(
    "too-large",
    _UNUSABLE,
    "is larger than a file here may be",
    "Save it with smaller pictures (Word: File, Options, Advanced, Image Size and Quality; "
    "Acrobat: Save as Other, Reduced Size PDF).",
)
TYPE_UNKNOWN: Final = Fault(
    "type-unknown",
    _UNUSABLE,
    "is of a type that cannot be looked into",
    "Save it as PDF, docx, xlsx, pptx, csv, txt, jpg or png.",
)
MACRO_TYPE: Final = Fault(
    "macro-type",
    _UNUSABLE,
    "is of a type that carries macros",
    "Save it without macros, as docx, xlsx or pptx.",
)
OLD_OFFICE: Final = Fault(
    "old-office",
    _UNUSABLE,
    "is in the Office format from before 2007, which hides much",
    "Open it in Word, Excel or PowerPoint and save it as docx, xlsx, pptx or PDF.",
)
NOT_WHAT_IT_SAYS: Final = Fault(
    "not-what-it-says",
    _UNUSABLE,
    "is not the type of file that its name says",
    "Open it in the program that made it and use Save As; renaming does not change a file.",
)
PROTECTED: Final = Fault(
    "protected",
    _UNUSABLE,
    "is protected with a password or against copying",
    "Take the protection off (Word: File, Info, Protect Document; Acrobat: File, Properties, "
    "Security, No Security) and save it again.",
)
TRUNCATED: Final = Fault(
    "truncated",
    _UNUSABLE,
    "is damaged or cut off",
    "Copy the file again, or make it anew from the original.",
)
BOMB: Final = Fault(
    "bomb",
    _UNUSABLE,
    "unpacks to far more than a document needs",
    "Make it anew from the original; if that does not help, it may be an attack: ask for help.",
)
NOT_UNDERSTOOD: Final = Fault(
    "not-understood",
    _UNUSABLE,
    "could not be looked into to its end",
    "Make it anew from the original, for example with Word’s Save as PDF.",
)

# ---- What a file should not tell, whatever its type ----

AUTHOR: Final = Fault("author", _PRIVACY, "names its author", _PDF_PROPERTIES)
COMPANY: Final = Fault("company", _PRIVACY, "names a company or manager", _PDF_PROPERTIES)
PRODUCER: Final = Fault(
    "producer", _PRIVACY, "was made by something that is no known program", _PDF_PROPERTIES
)
PROPERTIES: Final = Fault(
    "properties", _PRIVACY, "holds properties that readers do not see", _PDF_PROPERTIES
)
COMPUTER: Final = Fault(
    "computer", _PRIVACY, "names a folder on somebody’s computer", f"{_OFFICE} {_CLEAN}"
)
COMMENTS: Final = Fault(
    "comments",
    _PRIVACY,
    "holds comments",
    "In Word or PowerPoint choose Review, Delete, Delete All Comments; in Excel select all cells, "
    "then Review, Delete; in Acrobat open Comments, select all and delete.",
)
EMBEDDED: Final = Fault(
    "embedded",
    _PRIVACY,
    "holds other files inside",
    "In Acrobat open Attachments and delete them; in Office paste charts and tables as pictures.",
)
SCRIPT: Final = Fault(
    "script",
    _PRIVACY,
    "holds a script or an action that starts by itself",
    "In Acrobat choose Redact a PDF, Sanitise Document; or make the PDF anew from the original.",
)
MACROS: Final = Fault(
    "macros", _PRIVACY, "holds macros or controls", "Save it as docx, xlsx or pptx without macros."
)
CROPPED: Final = Fault(
    "cropped",
    _PRIVACY,
    "holds a picture of which parts are cropped but still there",
    "In Office choose Picture Format, Compress Pictures, “Delete cropped areas of pictures”; "
    "for a picture file, save the cropped part under a new name.",
)

THUMBNAIL: Final = Fault(
    "thumbnail",
    _PRIVACY,
    "holds a small picture of itself, which may be older than its words",
    "In Office choose File, Info, Properties, Advanced Properties, and untick “Save "
    f"Thumbnails”. {_CLEAN}",
)
UNUSED: Final = Fault(
    "unused",
    _PRIVACY,
    "holds parts that nothing shows",
    f"Make it anew from the original with Save As under a new name. {_CLEAN}",
)
TRAILING: Final = Fault(
    "trailing",
    _PRIVACY,
    "holds something outside of its document",
    f"Make it anew from the original with Save As under a new name. {_CLEAN}",
)
ALTERNATIVE_DIFFERS: Final = Fault(
    "alternative-differs",
    _ACCESS,
    "gives some readers other words than it shows",
    "Let the alternative text say what is shown; in Acrobat see the properties of the tag, "
    "in Office choose Edit Alt Text.",
)

# ---- PDF ----

FORM_DATA: Final = Fault(
    "form-data",
    _PRIVACY,
    "is a form with answers in it",
    "In Acrobat choose Prepare a form, Reset, or flatten it after emptying the fields.",
)
COVERED_TEXT: Final = Fault(
    "covered-text", _PRIVACY, "has text under a box or picture that can be copied", _REDACT
)
INVISIBLE_TEXT: Final = Fault(
    "invisible-text", _PRIVACY, "has text that cannot be seen but can be copied", _PDF_HIDDEN
)
OUTSIDE_TEXT: Final = Fault(
    "outside-text", _PRIVACY, "has text outside the part of the page that is shown", _PDF_HIDDEN
)
HIDDEN_LAYERS: Final = Fault(
    "hidden-layers", _PRIVACY, "has layers that are switched off", _PDF_HIDDEN
)
HISTORY: Final = Fault(
    "history",
    _PRIVACY,
    "still holds what it was before it was last changed",
    f"In Acrobat use Save As under a new name, not Save. {_CLEAN}",
)
PRIVATE_DATA: Final = Fault(
    "private-data", _PRIVACY, "holds private data of the program that made it", _PDF_HIDDEN
)
UNTAGGED: Final = Fault(
    "untagged",
    _ACCESS,
    "has no tags, so a screen reader cannot tell headings, lists and tables",
    _TAGS,
)
NO_TITLE: Final = Fault(
    "no-title",
    _ACCESS,
    "has no title",
    "Write it under File, Info, Title in Word (in Acrobat: File, Properties) and save again.",
)
FILE_NAME_TITLE: Final = Fault(
    "file-name-title",
    _ACCESS,
    "has the name of a file as its title",
    "Write a real title under File, Info, Title in Word (in Acrobat: File, Properties).",
)
NO_LANGUAGE: Final = Fault(
    "no-language",
    _ACCESS,
    "does not say its language",
    "In Word choose Review, Language, Set Proofing Language; in Acrobat File, Properties, "
    "Advanced, Language.",
)
SCAN: Final = Fault(
    "scan",
    _ACCESS,
    "is a picture of paper without text",
    "Make the PDF from the original document; if there is none, use Acrobat’s Scan & OCR and check "
    "every page.",
)
NO_BOOKMARKS: Final = Fault(
    "no-bookmarks",
    _ACCESS,
    "is long and has no bookmarks",
    "In Word save as PDF with Options, “Create bookmarks using: Headings”.",
)
NO_ALTERNATIVE: Final = Fault(
    "no-alternative",
    _ACCESS,
    "has pictures without a description",
    "In Office choose Review, Check Accessibility, and write the missing alt texts.",
)

# ---- Word, Excel and PowerPoint ----

TRACKED: Final = Fault(
    "tracked",
    _PRIVACY,
    "holds tracked changes",
    "In Word choose Review, Accept, Accept All Changes and Stop Tracking.",
)
HIDDEN_TEXT: Final = Fault("hidden-text", _PRIVACY, "holds hidden text", _OFFICE)
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
SPEAKER_NOTES: Final = Fault("speaker-notes", _PRIVACY, "holds notes of the speaker", _OFFICE)
FIELDS: Final = Fault(
    "fields",
    _PRIVACY,
    "holds fields that draw on other files, data or people",
    "In Word select all, press Ctrl+Shift+F9 to turn fields into words; under Mailings choose "
    f"Start Mail Merge, Normal Word Document. {_CLEAN}",
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

# ---- Pictures ----

DRAWN_HIDDEN: Final = Fault(
    "drawn-hidden",
    _PRIVACY,
    "holds words that are not seen in the drawing",
    "Delete them in the program that made it, and save it as png or as “plain SVG”.",
)

PLACE: Final = Fault("place", _PRIVACY, "says where the picture was taken", _PHOTO)
CAMERA: Final = Fault("camera", _PRIVACY, "says when and with what the picture was taken", _PHOTO)
HIDDEN_WORDS: Final = Fault(
    "hidden-words", _PRIVACY, "holds words or names that are not in the picture", _PHOTO
)
OVERSIZED: Final = Fault(
    "oversized",
    Concern.WEIGHT,
    "has many more pixels than a page can show",
    "Make it at most 2,400 pixels wide.",
)
ACTIVE_PICTURE: Final = Fault(
    "active-picture",
    _PRIVACY,
    "holds scripts, links or other documents",
    "Save it as png, or as “plain SVG”.",
)

ALL: Final = tuple(value for value in list(globals().values()) if isinstance(value, Fault))
"""Every fault, for the tests and the documentation."""
