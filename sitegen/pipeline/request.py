"""What a build is asked for, what it gathers on its way, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sitegen.cache.memo import Memo
from sitegen.issues.issue import Issue, Severity
from sitegen.privacy import scan

if TYPE_CHECKING:
    from sitegen.checks.links import FinishedPage
    from sitegen.output import pdf
    from sitegen.output.assets import Output
    from sitegen.output.early import PreviewListener
    from sitegen.output.render import Renderer
    from sitegen.output.routes import Route
    from sitegen.output.search_entry import EntryFrame
    from sitegen.output.search_index import Index
    from sitegen.pipeline.last_build import BuildInputs
    from sitegen.pipeline.made import MadePage
    from sitegen.site.gate import EmbargoLift
    from sitegen.site.site import Site


@dataclass(frozen=True, slots=True)
class Request:
    """What a build is asked for; a moment without a zone is local time where the board is."""

    content: Path
    output: Path
    templates: Path
    assets: Path
    moment: datetime
    base_url: str = ""
    preview: bool = False
    noindex: bool = False
    writing: bool = True
    recording: bool = True
    key: bytes | None = field(default=None, repr=False)
    """What the fingerprints of protected names are made with."""

    require_key: bool = False

    editing: bool = True
    """Whether somebody is there to fix what has grown old. A build of the host only warns of it,
    because that build may be the one that takes something down."""

    memo: Memo = field(default_factory=Memo)
    """What this build and the next ones need not work out again."""

    searching: bool = True
    """Whether the pages are indexed; where nobody will see them, they need not be."""

    jobs: int = 1
    """How many processes may work at once."""

    printer: pdf.Printer | None = None
    """What makes PDFs of pages; a usual build makes none."""

    inputs: BuildInputs | None = None
    """Its digests, and where the last build left what one needs that finds only
    words changed; without it the site is made from nothing."""

    explain: str = ""
    """The address of a page of which is asked why it is made again, or not."""

    onlooker: PreviewListener | None = None
    guide: Path | None = None
    """The folder of the guide for editors, which previews show."""


class PageParts(NamedTuple):
    """What pages are made of, for a build after which only words change."""

    made: tuple[MadePage, ...]
    """Each page before the names of the search were written on one."""

    checked: tuple[FinishedPage, ...]
    frames: Mapping[str, EntryFrame]
    """What the search is told of pages beside their words."""

    bundles: tuple[Index, ...]
    renderer: Renderer
    made_from: Mapping[str, Mapping[str, bytes] | None]
    """By its address, the digest of each part that a page is made from."""


class Finished(NamedTuple):
    """A whole site in memory, with the addresses that the ledger does not hold yet."""

    site: Site
    pages: tuple[Route, ...]
    outputs: tuple[Output, ...]
    ledger: Mapping[str, int]
    """What the ledger of addresses held, each with its line."""

    new_addresses: tuple[str, ...]
    lifts: tuple[EmbargoLift, ...]
    parts: PageParts
    by_record: Mapping[str, tuple[Issue, ...]]
    """What was found in the records of each file alone."""


class BuildStopped(Exception):
    """Raised when a build found errors, with the embargoes that are still to lift."""

    def __init__(self, lifts: tuple[EmbargoLift, ...] = ()) -> None:
        """Keep the lifts, which are rehearsed all the same."""
        super().__init__()
        self.lifts = lifts


class IssueCollector:
    """Gathers the issues of all stages; the only place where a build keeps count."""

    def __init__(self) -> None:
        """Begin with nothing found."""
        self.issues: list[Issue] = []

    def add(self, issues: Iterable[Issue]) -> None:
        """Take in the issues of a check or a parser."""
        self.issues.extend(issues)

    @property
    def errors(self) -> bool:
        """Return whether anything found so far is an error."""
        return any(issue.severity is Severity.ERROR for issue in self.issues)

    @property
    def names(self) -> bool:
        """Return whether a protected name was found in what is written."""
        return any(
            issue.rule == scan.RULE and issue.secret and issue.severity is Severity.ERROR
            for issue in self.issues
        )

    def stop_on_errors(self) -> None:
        """Raise BuildStopped if anything found so far is an error."""
        if self.errors:
            raise BuildStopped
