"""Files that the public can download: fit to be seen, named once, and changed only openly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote

from sitegen.checks.context import standing
from sitegen.content.record import Record
from sitegen.content.values import FilePath, Prose
from sitegen.inspection.findings import Concern, Dimensions, Finding, Inspection
from sitegen.issues.issue import Issue, Origin, Severity, place_of
from sitegen.issues.wording import build_command
from sitegen.models.addresses import Address
from sitegen.models.base import Item
from sitegen.models.documents import BoardDocument, Newsletter
from sitegen.models.recordings import is_film, is_sound
from sitegen.models.reviews import Briefing
from sitegen.site.site import Site

_STOPPING: Final = (Concern.UNUSABLE, Concern.PRIVACY)


def files_are_fit_to_publish(site: Site) -> Iterator[Issue]:
    """A file that is broken or tells too much stops the build; what else is wrong is told."""
    for name, leaf in site.leaves():
        if isinstance(leaf, FilePath):
            yield from _issues(site.inspection(leaf.path), leaf.path, leaf.origin, name)
    for reference in site.references():
        if reference.kind == "image":
            path = site.image(reference)
            yield from _issues(site.inspection(path), path, reference.origin)
            if is_film(shown := FilePath(path)) or is_sound(shown):
                message = f"“{path}” is not a picture"
                cure = "Give film and sound an entry in ⟦documents.yml⟧, and link to its page."
                yield Issue(reference.origin, message, cure, about=(path,))


def _issues(
    inspection: Inspection | None, path: str, place: Origin, name: str = ""
) -> Iterator[Issue]:
    for finding in inspection.findings if inspection else ():
        yield _issue(finding, path, place, name)


def _issue(finding: Finding, path: str, place: Origin, name: str) -> Issue:
    stops = finding.concern in _STOPPING
    severity = Severity.ERROR if stops else Severity.WARNING
    clean = build_command("run: …", "clean", f"content/{path}")
    cure = f"{finding.cure} Or {clean}." if finding.cleaned else finding.cure
    return Issue(place, f"“{path}” {finding.what}", cure, (path,), severity, field=name)


SHARED: Final = Dimensions(1200, 630)
"""The size of the sharing picture that every page tells other sites."""

_MARKS: Final = (".svg", ".png")


def the_mark_and_the_sharing_picture_fit(site: Site) -> Iterator[Issue]:
    """The mark is what browsers show as an icon too, and the sharing picture has its size."""
    mark, shared = site.settings.mark, site.settings.sharing_picture
    if mark and mark.ending not in _MARKS:
        message = f"“{mark.path}” cannot be the mark: browsers need an SVG or a PNG"
        yield Issue(mark.origin, message, "Save it as SVG or PNG.", (mark.path,), field="mark")
    seen = site.inspection(shared.file.path) if shared else None
    if shared and seen and (seen.type != "PNG" or seen.dimensions != SHARED):
        width, height = seen.dimensions
        message = f"“{shared.file.path}” is {seen.type} of {width} by {height} pixels"
        hint = f"Save it as PNG of {SHARED.width} by {SHARED.height} pixels, which every page says."
        about = (shared.file.path,)
        yield Issue(shared.file.origin, message, hint, about, field="sharing_picture.file")


def files_are_named_once(site: Site) -> Iterator[Issue]:
    """A file belongs to one document, so that it has one title, one state and one reason."""
    first: dict[str, FilePath] = {}
    for name, leaf in site.leaves():
        if isinstance(leaf, FilePath):
            earlier = first.setdefault(leaf.path, leaf)
            if earlier is not leaf:
                message = f"“{leaf.path}” already belongs to {place_of(earlier.origin)}"
                cure = "Name that document instead, or give this one a file of its own."
                yield Issue(leaf.origin, message, cure, field=name, about=(leaf.path,))


def in_fields(records: Iterable[Record[Item]]) -> frozenset[str]:
    """Return the files that the fields of records name."""
    leaves = (leaf for record in records for _, leaf in record.leaves)
    return frozenset(leaf.path for leaf in leaves if isinstance(leaf, FilePath))


def named_by(records: Iterable[Record[Item]], paths: Iterable[str]) -> frozenset[str]:
    """Return which of some files records name, in a field or as a picture of a text."""
    records = tuple(records)
    leaves = (leaf for record in records for _, leaf in record.leaves)
    texts = "\n".join(unquote(leaf.text) for leaf in leaves if isinstance(leaf, Prose))
    shown = (path for path in paths if PurePosixPath(path).name in texts)
    return in_fields(records).union(shown)


def files_are_named_by_somebody(unnamed: Iterable[str]) -> Iterator[Issue]:
    """Report every document and picture that no record names, a draft included.

    The public never sees such a file; whoever put it there believes that it does.
    """
    for path in unnamed:
        message = "nothing names this file, so nobody can see it"
        yield Issue(Origin(path), message, _NAME_IT, severity=Severity.WARNING)


def unnamed_files_tell_nothing(unnamed: Mapping[str, Inspection]) -> Iterator[Issue]:
    """Tell what is wrong in files that nothing names, of which a fault may be the reason."""
    for path, inspection in unnamed.items():
        for issue in _issues(inspection, path, Origin(path)):
            if issue.severity is Severity.ERROR:
                yield replace(issue, severity=Severity.WARNING)


_NAME_IT: Final = (
    "Name it in an entry of ⟦documents.yml⟧, or in a text if it is a picture; or delete it."
)


def files_have_a_page_that_says_the_same(site: Site) -> Iterator[Issue]:
    """Words are published as a page; a file alone needs a reason that can be told."""
    said = {briefing.document for briefing in site.all(Briefing)}
    said |= {issue.document for issue in site.all(Newsletter)}
    for record in standing(site.records, BoardDocument):
        item = record.item
        here = item.file and item.file.path in site.files
        paged = item.html_page or item.only_file_because or not here
        # Their words are asked for already, and stand on their page or in their captions.
        paged = paged or item.is_film or item.is_sound
        if not paged and not any(key and key.id == item.id for key in said):
            message = "no page says the same as this file"
            cure = "Name it as ⟦html_page⟧, or say in ⟦only_file_because⟧ why there is none."
            yield record.error("file", message, cure)


def files_change_only_with_their_version(site: Site, ledger: Iterable[str]) -> Iterator[Issue]:
    """Report a file that was published and now holds something else under the same name."""
    published = _published(ledger)
    gone = {address.old for address in site.all(Address)}
    for name, leaf in site.leaves():
        inspection = site.inspection(leaf.path) if isinstance(leaf, FilePath) else None
        if not isinstance(leaf, FilePath) or inspection is None:
            continue
        digest = inspection.sha256
        before = {old: url for old, url in published.get(leaf.path, {}).items() if url not in gone}
        if before and not any(digest.startswith(old) for old in before):
            last = min(before.values())
            message = f"“{leaf.path}” is not the file that was published under this name"
            cure = (
                "Keep the published file, save the new one under another name, and list the old "
                f"one under ⟦earlier⟧. If nobody may see the old one again, add {last} to "
                "⟦addresses.yml⟧ with a reason."
            )
            yield Issue(leaf.origin, message, cure, field=name, about=(leaf.path,))


_FINGERPRINT: Final = re.compile(r"\A/(.+)\.([0-9a-f]{10})(\.\w+)\Z")


def _published(ledger: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    """Return for each file the digests that it was published with, and the address of each."""
    digests: dict[str, dict[str, str]] = {}
    for url in ledger:
        if match := _FINGERPRINT.match(url):
            path = str(PurePosixPath(match[1] + match[3]))
            digests.setdefault(path, {})[match[2]] = url
    return digests
