"""Film and sound among documents, and the words that go with them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sitegen.content.values import FilePath, Key
from sitegen.issues.issue import Refusal

_FILM: Final = (".mp4",)
_SOUND: Final = (".mp3", ".m4a")


def is_film(file: FilePath | None) -> bool:
    """Return whether a file is a film, by the end of its name."""
    return bool(file and file.ending in _FILM)


def is_sound(file: FilePath | None) -> bool:
    """Return whether a file is sound alone, by the end of its name."""
    return bool(file and file.ending in _SOUND)


def need_words(file: FilePath | None, captions: FilePath | None, transcript: Key | None) -> None:
    """Raise Refusal for film without captions or sound without words (WCAG 1.2.1 and 1.2.2)."""
    if is_film(file) and not captions:
        message = "a film needs ⟦captions⟧, for people who cannot hear it"
        hint = "Save its captions as WebVTT, and write ⟦captions: files/NAME.vtt⟧."
        raise Refusal(message, hint, fields=("captions", "file"))
    if is_sound(file) and not transcript:
        message = "sound needs ⟦full_text⟧, for people who cannot hear it"
        hint = "Put its words into the texts folder, and write ⟦full_text: NAME⟧."
        raise Refusal(message, hint, fields=("full_text", "file"))
    if captions and captions.ending != ".vtt":
        message = f"captions are a .vtt file, and “{captions.path}” is none"
        raise Refusal(message, "Save them as WebVTT.", fields=("captions", "file"))
    if captions and not is_film(file):
        message = f"only a film has captions, and “{file.path if file else ''}” is no .mp4"
        hint = "Save a film as mp4, which every browser plays; of anything else take captions out."
        raise Refusal(message, hint, fields=("file", "captions"))


def stand_alone(others: Iterable[FilePath]) -> None:
    """Raise Refusal for film or sound where no words can be given with it."""
    if any(is_film(file) or is_sound(file) for file in others):
        message = "a film or sound cannot be one of the ⟦formats⟧: there it has no captions or text"
        hint = "Give it an entry of its own, with its captions or its text."
        raise Refusal(message, hint, fields=("formats",))
