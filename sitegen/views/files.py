"""Files as readers meet them: type, size, length, and whether everybody can use them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from sitegen.content.values import FilePath
from sitegen.inspection.findings import Concern, Inspection
from sitegen.issues.wording import counted
from sitegen.models.documents import Accessible, BoardDocument, FileState
from sitegen.models.settings import Compliance

if TYPE_CHECKING:
    from sitegen.site.site import Site


class Download(NamedTuple):
    """A file that can be had here, with what was read from it."""

    name: str
    file: FilePath
    type: str
    size: str
    length: str
    checksum: str
    lang: str


class Usability(NamedTuple):
    """Whether everybody can use the files of a document, and if not, why."""

    state: Accessible
    reasons: tuple[str, ...]


def download(site: Site, file: FilePath | None, name: str, lang: str) -> Download | None:
    """Describe a file, if it is here."""
    inspection = site.inspection(file.path) if file else None
    if file is None or inspection is None:
        return None
    return Download(
        name,
        file,
        inspection.type,
        size_words(inspection.size),
        _length(inspection),
        inspection.sha256,
        lang,
    )


def described(site: Site, file: FilePath | None) -> str:
    """Return what a file is, as it stands behind every link to it: type, length and size."""
    inspection = site.inspection(file.path) if file else None
    if inspection is None:
        return ""
    return ", ".join(
        filter(None, (inspection.type, _length(inspection), size_words(inspection.size)))
    )


def _length(inspection: Inspection) -> str:
    return counted(inspection.length, inspection.unit) if inspection.length else ""


def size_words(size: int) -> str:
    """Return how large a file is, as phones and other sites say it."""
    if size < 1_000:
        return counted(size, "byte")
    if size < 1_000_000:
        return f"{round(size / 1_000):,} KB"
    return f"{size / 1_000_000:.1f} MB"


def usability(site: Site, document: BoardDocument) -> Usability:
    """Return how accessible a document is: never better than what was found in its files."""
    if document.file_state is not FileState.AVAILABLE:
        return Usability(document.accessible, _reasons(document))
    barriers = tuple(_barriers(site, document))
    state = document.accessible
    if barriers and state is not Accessible.NO:
        state = Accessible.PARTLY
    return Usability(state, (*_reasons(document), *barriers))


def _reasons(document: BoardDocument) -> tuple[str, ...]:
    # Pages put reasons into sentences of their own.
    why = document.accessible_why.strip().rstrip(".")
    return (why,) if why else ()


def _barriers(site: Site, document: BoardDocument) -> Iterator[str]:
    for name, file in _files(document):
        inspection = site.inspection(file.path)
        for finding in inspection.about(Concern.ACCESS) if inspection else ():
            yield f"{name} {finding.what}"


def _files(document: BoardDocument) -> Iterator[tuple[str, FilePath]]:
    if document.file:
        yield "The file", document.file
    yield from ((f"“{version.format}”", version.file) for version in document.formats)
    yield from ((f"“{version.version}”", version.file) for version in document.earlier)


def compliance(said: Compliance, *, problems: bool) -> Compliance:
    """Return the status that the facts allow: nobody complies fully while a problem is known."""
    return Compliance.PARTIALLY if said is Compliance.FULLY and problems else said
