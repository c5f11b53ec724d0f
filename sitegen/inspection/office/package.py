"""Looks into Word, Excel and PowerPoint files: their properties, and what all three can hide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from sitegen.inspection import faults, office_faults, places
from sitegen.inspection.findings import FileContents, Finding, Unreadable, mask, told
from sitegen.inspection.images import metadata
from sitegen.inspection.office import asides, excel, leftovers, powerpoint, word
from sitegen.inspection.office.archives import Archive, open_archive
from sitegen.inspection.xml import Element
from sitegen.issues.wording import counted

MAIN_TYPES: Final[Mapping[str, str]] = {
    ".docx": "wordprocessingml.document.main+xml",
    ".xlsx": "spreadsheetml.sheet.main+xml",
    ".pptx": "presentationml.presentation.main+xml",
}
_READERS: Final[Mapping[str, Callable[[Archive], FileContents]]] = {
    ".docx": word.read,
    ".xlsx": excel.read,
    ".pptx": powerpoint.read,
}
_PEOPLE: Final = ("creator", "lastModifiedBy")
_QUIET: Final = ("description", "keywords", "category", "contentStatus", "subject")
_COMPANY: Final = ("Company", "Manager", "HyperlinkBase")
_TOLD_BY_PICTURES: Final = (".jpg", ".jpeg", ".png", ".gif", ".webp")
_CHUNKS: Final = (".htm", ".html", ".mht", ".rtf", ".docx", ".txt", ".xhtml")
_ACCOUNTS: Final[Mapping[str, str]] = {
    "customWorkbookView": "name",
    "fileSharing": "userName",
    "permStart": "ed",
    "scenario": "user",
}
_HONEST_TARGETS: Final = ("http://", "https://", "mailto:", "tel:", "#")


def read(data: bytes, ending: str) -> FileContents:
    """Inspect an Office file; raises Unreadable."""
    if not data.startswith(b"PK"):
        raise Unreadable(faults.NOT_WHAT_IT_SAYS.finding())
    archive = open_archive(data)
    kinds = [element.get("ContentType") for element in archive.elements("[Content_Types].xml")]
    if not any(kind.endswith(MAIN_TYPES[ending]) for kind in kinds):
        raise Unreadable(faults.NOT_WHAT_IT_SAYS.finding())
    seen = _READERS[ending](archive)
    said = "\n".join(asides.words(archive))
    findings = (
        *_properties(archive),
        *_custom(archive),
        *_active(archive, kinds),
        *_targets(archive),
        *_pictures(archive),
        *leftovers.findings(archive, data),
        *seen.findings,
    )
    return FileContents(findings, seen.length, seen.unit, f"{said}\n{seen.words}")


def _properties(archive: Archive) -> Iterator[Finding]:
    core = _filled(archive.elements("docProps/core.xml"))
    app = _filled(archive.elements("docProps/app.xml"))
    people = [core[name] for name in _PEOPLE if name in core]
    companies = [app[name] for name in _COMPANY if name in app]
    quiet = [f"{name}: {mask(core[name])}" for name in _QUIET if name in core]
    return told(
        (faults.AUTHOR, mask("".join(people[:1])), people),
        (faults.COMPANY, mask("".join(companies[:1])), companies),
        (faults.PROPERTIES, "".join(quiet[:1]), quiet),
        (faults.COMPUTER, "its template", {"\\", "/"} & set(app.get("Template", ""))),
        (faults.NO_TITLE, "", "title" not in core),
    )


def _filled(elements: Iterable[Element]) -> Mapping[str, str]:
    return {element.name: element.text.strip() for element in elements if element.text.strip()}


def _custom(archive: Archive) -> Iterator[Finding]:
    custom = [e for e in archive.elements("docProps/custom.xml") if e.name == "property"]
    items = archive.names_below("customXml/item")
    data = [name for name in items if any(e.text.strip() for e in archive.elements(name))]
    tags = archive.elements(*archive.names_below("ppt/tags/"))
    lists = [name for name in archive.parts if name.endswith(("people.xml", "persons/person.xml"))]
    people = any(element.attributes for element in archive.elements(*lists))
    is_tagged = any(element.get("val") for element in tags if element.name == "tag")
    has_data = any(not name.startswith("customXml/itemProps") for name in data)
    yield from told(
        (faults.PROPERTIES, counted(len(custom), "custom property"), custom),
        (faults.PROPERTIES, "data of another program", has_data),
        (faults.PROPERTIES, "tags of another program", is_tagged),
        (faults.AUTHOR, "a list of people who worked on it", people),
    )
    yield from _rights(archive)


def _rights(archive: Archive) -> Iterator[Finding]:
    """Find the accounts of people who may change a file, or who keep a view of their own of it."""
    names = archive.names_below("xl/workbook.xml", "xl/worksheets/sheet", "word/document.xml")
    for element in archive.elements(*names):
        if account := element.get(_ACCOUNTS.get(element.name, "")).strip():
            yield faults.AUTHOR.finding(mask(account))
            return


def _active(archive: Archive, kinds: list[str]) -> Iterator[Finding]:
    names = [name.casefold() for name in archive.parts]
    if any("vbaproject" in name or "/activex/" in name for name in names) or any(
        "macroenabled" in kind.casefold() or "vbaproject" in kind.casefold() for kind in kinds
    ):
        yield office_faults.MACROS.finding()
    inside = [
        name
        for name in names
        if "/embeddings/" in name or "oleobject" in name or name.endswith(_CHUNKS)
    ]
    if inside:
        yield faults.EMBEDDED.finding(counted(len(inside), "file"))


def _targets(archive: Archive) -> Iterator[Finding]:
    """Find links to folders and shares, which name computers and often people."""
    for element in archive.elements(*(name for name in archive.parts if name.endswith(".rels"))):
        target = element.get("Target")
        named = target.casefold().startswith(_HONEST_TARGETS)
        honest = named and not places.private_place(target)
        if element.get("TargetMode") == "External" and not honest:
            yield faults.COMPUTER.finding(mask(target))
            return


def _pictures(archive: Archive) -> Iterator[Finding]:
    findings: dict[str, Finding] = {}
    for name in archive.parts:
        if "/media/" in name and name.casefold().endswith(_TOLD_BY_PICTURES):
            for finding in metadata.read(archive.read(name)).findings:
                if finding.fault != faults.OVERSIZED.name:
                    findings.setdefault(finding.fault, finding)
        elif name.endswith(".xml") and b"srcRect" in archive.read(name):
            crops = [element for element in archive.elements(name) if element.name == "srcRect"]
            cuts = [crop.get(side, "0").lstrip("-0") for crop in crops for side in "ltrb"]
            if any(cuts):
                findings[faults.CROPPED.name] = faults.CROPPED.finding()
    yield from findings.values()
