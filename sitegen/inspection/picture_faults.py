"""Every fault that only a picture can have, and its cure."""

from __future__ import annotations

from typing import Final

from sitegen.inspection.findings import private, removable, unusable

_PHOTO: Final = "In Windows right-click it: Properties, Details, Remove Properties."


DRAWN_HIDDEN: Final = private(
    "drawn-hidden",
    "holds words that are not seen in the drawing",
    "Delete them in the program that made it, and save it as png or as “plain SVG”.",
)

PLACE: Final = removable("place", "says where the picture was taken", _PHOTO)
CAMERA: Final = removable("camera", "says when and with what the picture was taken", _PHOTO)
HIDDEN_WORDS: Final = removable(
    "hidden-words", "holds words or names that are not in the picture", _PHOTO
)
DOCUMENT_TYPE: Final = unusable(
    "document-type",
    "begins with a document type, which no browser needs",
    "Open it in a text editor and delete what stands between “<!DOCTYPE” and the next “>”, or save "
    "it as “plain SVG”.",
)
ACTIVE_PICTURE: Final = private(
    "active-picture",
    "holds scripts, links or other documents",
    "Save it as png, or as “plain SVG”.",
)
