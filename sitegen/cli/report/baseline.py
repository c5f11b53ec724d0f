"""The site as it was last published: from a folder, or from what was last pushed with git."""

from __future__ import annotations

import io
import os
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from sitegen.output.faults import TemplateFault
from sitegen.pipeline import stages
from sitegen.pipeline.request import BuildStopped, Finished, IssueCollector, Request

_STATES: Final = ("@{upstream}", "origin/main", "HEAD")
"""What is public: what was pushed; in a repository that never was, what was committed."""


class NothingEarlier(Exception):
    """Raised where no earlier site can be found, saying what to do instead."""


def from_folder(folder: Path) -> Mapping[str, bytes]:
    """Read an earlier output folder; raises NothingEarlier."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    contents = {name: path.read_bytes() for name, path in files.items() if path.is_file()}
    if not any(name.endswith(".html") for name in contents):
        message = f"{folder} holds no site; give the folder of an earlier build with --against"
        raise NothingEarlier(message)
    return contents


def from_git(request: Request) -> Mapping[str, bytes]:
    """Build what was last pushed, at the same moment; raises NothingEarlier."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for name in ("content", "templates", "assets"):
            _unpack(getattr(request, name), place / name)
        earlier = replace(
            request,
            content=place / "content",
            templates=place / "templates",
            assets=place / "assets",
        )
        try:
            finished = _made(earlier, request)
        except BuildStopped:
            message = (
                "what was pushed last has errors, so nothing can be compared with it; "
                "give an earlier output folder with --against"
            )
            raise NothingEarlier(message) from None
    return {output.path: output.data for output in finished.outputs}


def _made(earlier: Request, request: Request) -> Finished:
    """Make a site as it was, with templates that this program can use; raises BuildStopped."""
    try:
        return stages.make(earlier, IssueCollector())
    except TemplateFault:
        # A new type has no template among those of then. Its words can still be compared.
        earlier = replace(earlier, templates=request.templates, assets=request.assets)
        return stages.make(earlier, IssueCollector())


def _unpack(folder: Path, target: Path) -> None:
    """Put a folder as it was last pushed into another place."""
    for state in _STATES:
        packed = _git(folder, "archive", "--format=tar", state, ".")
        if packed is not None:
            with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
                # Python knows this guard from 3.11.4 on; the archive is git's own in any case.
                archive.extraction_filter = getattr(tarfile, "data_filter", None)
                archive.extractall(target)  # noqa: S202 - see above
            return
    message = f"{_reason(folder)}; or give an earlier output with --against"
    raise NothingEarlier(message)


def _reason(folder: Path) -> str:
    """Return why git gives no earlier state of a folder, and what to do."""
    try:
        done = subprocess.run(
            ["git", "rev-parse", "--show-toplevel"],
            cwd=folder,
            env={**os.environ, "LC_ALL": "C"},
            check=False,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )
    except OSError:
        return "git was not found; install it"
    # Git says itself which folder it means, and how to trust it.
    if command := re.search(r"git config --global --add safe\.directory .+", done.stderr):
        return f"git refuses a folder of another user; if you trust it, run “{command[0]}”"
    if done.returncode:
        return "the site is in no git repository; begin one"
    return "nothing of this site was committed yet; commit it"


def _git(folder: Path, *words: str) -> bytes | None:
    try:
        done = subprocess.run(["git", *words], cwd=folder, check=False, capture_output=True)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
