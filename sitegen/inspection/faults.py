"""Every fault that a file of any type can have, with the way to correct it."""

from __future__ import annotations

from typing import Final

from sitegen.inspection.findings import Concern, Fault, inaccessible, private, removable, unusable

INSPECT_DOCUMENT: Final = (
    "In Word, Excel or PowerPoint choose File, Info, Check for Issues, Inspect Document, "
    "and remove what it finds."
)
EMPTY_PROPERTIES: Final = (
    "Empty it in the original under File, Info (in Acrobat: File, Properties)."
)

# ---- Files that cannot be read, or are not what they say ----

EMPTY: Final = unusable("empty", "is empty", "Save the file and copy it again.")
LINK: Final = unusable("link", "is a link to another file", "Put the file itself in its place.")
NOT_READABLE: Final = unusable(
    "not-readable", "cannot be read", "Check that you may read it, or copy it again."
)
TOO_LARGE: Final = unusable(
    "too-large",
    "is larger than a file here may be",
    "Save it with smaller pictures (Word: File, Options, Advanced, Image Size and Quality; "
    "Acrobat: Save as Other, Reduced Size PDF).",
)
TYPE_UNKNOWN: Final = unusable(
    "type-unknown",
    "is of a type that cannot be inspected",
    "Save it as PDF, docx, xlsx, pptx, csv, txt, jpg or png; film as mp4, sound as mp3 or m4a.",
)
MACRO_TYPE: Final = unusable(
    "macro-type",
    "is of a type that carries macros",
    "Save it without macros, as docx, xlsx or pptx.",
)
OLD_OFFICE: Final = unusable(
    "old-office",
    "is in the Office format from before 2007, which hides much",
    "Open it in Word, Excel or PowerPoint and save it as docx, xlsx, pptx or PDF.",
)
NOT_WHAT_IT_SAYS: Final = unusable(
    "not-what-it-says",
    "is not the type of file that its name says",
    "Open it in the program that made it and use Save As; renaming does not change a file.",
)
PROTECTED: Final = unusable(
    "protected",
    "is protected with a password or against copying",
    "Take the protection off (Word: File, Info, Protect Document; Acrobat: File, Properties, "
    "Security, No Security) and save it again.",
)
TRUNCATED: Final = unusable(
    "truncated", "is damaged or cut off", "Copy the file again, or make it again from the original."
)
BOMB: Final = unusable(
    "bomb",
    "unpacks to far more than a document needs",
    "Make it again from the original; if that does not help, it may be an attack: ask for help.",
)
NOT_UNDERSTOOD: Final = unusable(
    "not-understood",
    "could not be read to its end",
    "Make it again from the original, for example with Word’s Save as PDF.",
)

# ---- What a file should not tell, whatever its type ----

AUTHOR: Final = removable("author", "names its author", EMPTY_PROPERTIES)
COMPANY: Final = removable("company", "names a company or manager", EMPTY_PROPERTIES)
PROPERTIES: Final = removable(
    "properties", "holds properties that readers do not see", EMPTY_PROPERTIES
)
COMPUTER: Final = removable("computer", "names a folder on somebody’s computer", INSPECT_DOCUMENT)
COMMENTS: Final = private(
    "comments",
    "holds comments",
    "In Word or PowerPoint choose Review, Delete, Delete All Comments; in Excel select all cells, "
    "then Review, Delete; in Acrobat open Comments, select all and delete.",
)
EMBEDDED: Final = private(
    "embedded",
    "holds other files inside",
    "In Acrobat open Attachments and delete them; in Office paste charts and tables as pictures.",
)
CROPPED: Final = private(
    "cropped",
    "holds a picture of which parts are cropped but still there",
    "In Office choose Picture Format, Compress Pictures, “Delete cropped areas of pictures”; "
    "for a picture file, save the cropped part under a new name.",
)

THUMBNAIL: Final = removable(
    "thumbnail",
    "holds a small picture of itself, which may be older than its words",
    "In Office choose File, Info, Properties, Advanced Properties, and untick “Save Thumbnails”.",
)
UNUSED: Final = removable(
    "unused",
    "holds parts that nothing shows",
    "Make it again from the original with Save As under a new name.",
)
UNSEEN_LETTERS: Final = private(
    "unseen-letters",
    "holds characters that nobody sees, in which something can be written",
    "Copy the words into a plain text editor without them, or type that line again.",
)
FORMULA: Final = private(
    "formula",
    "holds a formula, which a program for tables would work out on the reader’s computer",
    "Replace it with its value.",
)
TRAILING: Final = removable(
    "trailing",
    "holds something outside of its document",
    "Make it again from the original with Save As under a new name.",
)
ALTERNATIVE_DIFFERS: Final = inaccessible(
    "alternative-differs",
    "gives some readers other words than it shows",
    "Let the alternative text say what is shown; in Acrobat see the properties of the tag, "
    "in Office choose Edit Alt Text.",
)

NO_TITLE: Final = inaccessible(
    "no-title",
    "has no title",
    "Write it under File, Info, Title in Word (in Acrobat: File, Properties) and save again.",
)
NO_LANGUAGE: Final = inaccessible(
    "no-language",
    "does not say its language",
    "In Word choose Review, Language, Set Proofing Language; in Acrobat File, Properties, "
    "Advanced, Language.",
)
NO_ALTERNATIVE: Final = inaccessible(
    "no-alternative",
    "has pictures without a description",
    "In Office choose Review, Check Accessibility, and write the missing alt texts.",
)

OVERSIZED: Final = Fault(
    "oversized",
    "has many more pixels than a page can show",
    "Make it at most 2,400 pixels wide.",
    Concern.WEIGHT,
)
