"""Says of a file that is missing, or a name that is misspelt, what may be meant."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from sitegen.issues.issue import Diagnosis, did_you_mean, nearest
from sitegen.site.site import Site

if TYPE_CHECKING:
    from sitegen.content.body import Reference

_NUMBER: Final = re.compile(r"\d+")


def like(word: str, known: Iterable[str]) -> str:
    """Suggest a name of the same numbers: with others it is another review’s, or another year’s."""
    fitting = _of_the_same_numbers(word, known)
    if "/" not in word:
        return did_you_mean(word, fitting)
    near = _in_folders(word, fitting)
    return f"Did you mean “{near}”?" if near else ""


def _of_the_same_numbers(word: str, known: Iterable[str]) -> list[str]:
    numbers = _NUMBER.findall(word)
    return [name for name in known if not numbers or _NUMBER.findall(name) in ([], numbers)]


def _in_folders(word: str, known: Sequence[str]) -> str:
    """Return a name that is alike in its own folder, or the same in another one.

    All pages of a folder begin alike, so that alone says nothing.
    """
    folder, _, name = word.rpartition("/")
    beside = [one.removeprefix(f"{folder}/") for one in known if one.startswith(f"{folder}/")]
    if near := nearest(name, beside):
        return f"{folder}/{near}"
    same = [one for one in known if name in {one, one.rpartition("/")[2]}]
    return min(same, key=len, default="")


def link(reference: Reference, path: str, known: Iterable[str]) -> str:
    """Suggest a content file as a link to it must be written where it is named."""
    near = _in_folders(path, _of_the_same_numbers(path, known))
    return _linked(reference, near)


def of_another_kind(site: Site, reference: Reference, kinds: Collection[str]) -> str:
    """Return how to name the record of this id that is of another kind, if there is just one."""
    named = [key for key in site.by_key if key.id == reference.target and key.kind in kinds]
    if len(named) != 1:
        return ""
    written = f"{named[0].kind}:{reference.target}"
    return f"Write {{{written}}}." if reference.insert else f"Write [its title]({written})."


def file(path: str, site: Site) -> str:
    """Suggest the file of the same name in another folder, or one of a name like it."""
    near = _file(path, site)
    return f"Did you mean “{near}”?" if near else ""


def no_picture(site: Site, reference: Reference, path: str) -> Diagnosis:
    """Say of a picture that is not there how it can be named."""
    if not reference.target:
        hint = "Write ![What it shows](../images/its-name.png)."
        return Diagnosis("this picture names no file", hint)
    if reference.target.startswith(("http:", "https:", "data:")):
        hint = "Put the picture into the folder images/, if we may show it, and name that."
        return Diagnosis("this picture is on another site, from which nothing is loaded here", hint)
    hint = _linked(reference, _file(path, site)) or f"Put it at {path}, or correct its name."
    return Diagnosis(f"there is no picture “{reference.target}”", hint, (reference.target,))


def _file(path: str, site: Site) -> str:
    files = {PurePosixPath(name).name: name for name in sorted(site.files, reverse=True)}
    near = nearest(PurePosixPath(path.rpartition(":")[2]).name, files, like=_ALIKE)
    return files[near] if near else ""


def _linked(reference: Reference, path: str) -> str:
    place = posixpath.relpath(path, posixpath.dirname(reference.origin.path)) if path else ""
    return f"Did you mean “{place}”?" if place else ""


_ALIKE: Final = 0.8
"""How much of two names of files is the same where one may be meant by the other; most end
alike."""
