"""What would be published, in plain English, and the act that hands it on."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from sitegen.cli.report import baseline
from sitegen.cli.report.command import compared
from sitegen.cli.report.diff import ReportSection
from sitegen.cli.serve import screen_issues
from sitegen.issues.issue import Issue, Severity
from sitegen.pipeline import stages
from sitegen.pipeline.request import BuildStopped, IssueCollector, Request

_STOPPED: Final = "Something has to be fixed first."
_TO_FIX: Final = "What has to be fixed"
_NO_GIT: Final = (
    "This folder has no history (git), so the screen cannot hand your changes on. Send the files "
    "below to whoever looks after the site, and say what you changed."
)
_UNKNOWN: Final = (
    "What readers would see changed cannot be told, because what was published last has errors "
    "or is not known here."
)
_NOTHING: Final = "Nothing has changed since the last time."
_UNSEEN: Final = "Readers would see nothing changed: what you saved is not public."
_KEPT: Final = (
    "All of this is kept in the history of this folder already, and public once it is pushed."
)
_COMMITTED: Final = (
    "Your changes are kept in the history of this folder. They are public once they are pushed: "
    "press “Push” in your git program, or ask whoever looks after the site to do it."
)


class NotHandedOn(Exception):
    """Raised where changes cannot be handed on, saying why."""


def rehearsed(request: Request) -> dict[str, Any]:
    """Return what readers would see changed, and whether it can be handed on from here."""
    public = replace(request, preview=False, onlooker=None, writing=False, recording=False)
    collector = IssueCollector()
    try:
        finished = stages.make(public, collector)
    except BuildStopped:
        # The list beside the site is of a preview, in which nothing is too early.
        lines = _faults(collector.issues, request.content)
        return {"ready": False, "words": _STOPPED, "sections": [{"title": _TO_FIX, "lines": lines}]}
    try:
        comparison = compared(public, finished)
    except baseline.NothingEarlier:
        return _uncompared(request)
    files = _changed(request.content)
    changes = _as_data(comparison.changes, request.content)
    words = {(True, False): _KEPT, (False, True): _UNSEEN, (False, False): _NOTHING}
    return {
        "ready": bool(files),
        "words": words.get((bool(changes), bool(files)), ""),
        "sections": changes,
        "notes": _as_data(comparison.notes, request.content),
        "files": files,
    }


def _faults(issues: Iterable[Issue], content: Path) -> list[str]:
    """Return what is wrong with what would be public, each fault with its place and its cure."""
    errors = (issue for issue in issues if issue.severity is Severity.ERROR)
    told = screen_issues.as_data(errors, content)
    return [f"{one['where']}: {one['said']}. {one['cure']}".strip() for one in told]


def _as_data(sections: Iterable[ReportSection], content: Path) -> list[dict[str, Any]]:
    """Return the sections that tell something, in the words of the screen."""
    return [
        {
            "title": one.title,
            "lines": [screen_issues.on_screen(line, content) for line in one.lines],
        }
        for one in sections
        if one.lines
    ]


def _uncompared(request: Request) -> dict[str, Any]:
    """Return what can be said where there is nothing to compare with, or no history at all."""
    try:
        files = _changed(request.content)
    except NotHandedOn:
        return {"ready": False, "words": _NO_GIT, "sections": [], "files": _recent(request)}
    return {"ready": bool(files), "words": _UNKNOWN, "sections": [], "files": files}


def hand_on(content: Path, message: str) -> str:
    """Keep everything that changed in git with a message; return what to do next.

    Raises NotHandedOn.
    """
    if not message.strip():
        raise NotHandedOn("Say in one sentence what you changed.")
    _git(content, "add", "--all", ".")
    if not _git(content, "status", "--porcelain", "."):
        raise NotHandedOn(_NOTHING)
    _git(content, "commit", "--quiet", "--message", message.strip(), "--", ".")
    return _COMMITTED


def _changed(content: Path) -> list[str]:
    # Parted by NUL, because git would write a name with a space or an accent in its own way.
    asked = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", ".")
    return [row[3:] for row in _git(content, *asked).split("\0") if row]


def _recent(request: Request) -> list[str]:
    """Return the files that changed after the site was last built for the public."""
    record = request.output / "build.json"
    since = record.stat().st_mtime if record.is_file() else 0.0
    home = request.content
    files = (path for path in sorted(home.rglob("*")) if path.is_file())
    return [
        f"{home.name}/{path.relative_to(home).as_posix()}"
        for path in files
        if path.stat().st_mtime > since
    ]


def _git(folder: Path, *words: str) -> str:
    try:
        done = subprocess.run(["git", *words], cwd=folder, capture_output=True, check=False)
    except OSError as fault:
        raise NotHandedOn(f"git does not run: {fault.strerror}.") from None
    if done.returncode:
        error_text = done.stderr.decode(errors="replace").strip()
        raise NotHandedOn(f"git refused: {error_text}")
    return done.stdout.decode(errors="replace").rstrip()
