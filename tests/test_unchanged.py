"""A run that has nothing to do knows it from the files alone; whatever is in doubt is built."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from sitegen import bootstrap, unchanged
from sitegen.states import state
from tests.small_site import MOMENT, Clock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ASKED = ("build", "--noindex")
TOLD = "Built 3 pages.\n"


@dataclass
class Project:
    """A folder with something to build, and what was built of it."""

    root: Path

    @property
    def source(self) -> Path:
        """A file that the site is made from."""
        return self.root / "content" / "a.md"

    @property
    def page(self) -> Path:
        """A page of the site."""
        return self.root / "public" / "index.html"

    def build(self, meanwhile: Callable[[], object] = bool, lift: datetime | None = None) -> None:
        """Leaves a note, as a build does that goes well."""
        watched = unchanged.watch(ASKED, [self.root / "content", self.root / "build.py"])
        meanwhile()
        if watched:
            output = self.root / "public"
            done = unchanged.Done(MOMENT, lift, output, state([output]), TOLD)
            unchanged.note(watched, done, self.root)

    def answer(self, *arguments: str) -> str | None:
        """Asks whether there is nothing to do."""
        return unchanged.answer(arguments or ASKED, self.root)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project that was built a moment ago."""
    for path in ("content/a.md", "content/deep/b.md", "public/index.html"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("words", encoding="utf-8")
    monkeypatch.setattr(unchanged, "datetime", Clock)
    made = Project(tmp_path)
    made.build()
    return made


def test_nothing_is_done_where_nothing_changed(project: Project) -> None:
    assert (project.answer() or "").startswith(TOLD)
    assert bootstrap.nothing_to_do(ASKED, project.root) == project.answer()


def test_another_command_is_never_answered(project: Project) -> None:
    assert bootstrap.nothing_to_do(("check",), project.root) is None


def _same_size_and_time(path: Path) -> None:
    before = path.stat()
    path.write_text("drows", encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES: dict[str, Callable[[Project], object]] = {
    "a word": lambda project: project.source.write_text("word", encoding="utf-8"),
    "bytes of the same size and time": lambda project: _same_size_and_time(project.source),
    "a new file": lambda project: (project.root / "content" / "c.md").touch(),
    "a new program": lambda project: (project.root / "build.py").touch(),
    "a deleted file": lambda project: project.source.unlink(),
    "another name": lambda project: project.source.rename(project.source.with_name("c.md")),
    "a new folder": lambda project: (project.root / "content" / "empty").mkdir(),
    "a link": lambda project: (project.root / "content" / "l").symlink_to(project.page),
    "a pipe": lambda project: os.mkfifo(project.root / "content" / "pipe"),
    "a page that is gone": lambda project: project.page.unlink(),
    "a page that somebody wrote": lambda project: _same_size_and_time(project.page),
    "a page too many": lambda project: project.page.with_name("b.html").touch(),
    "a damaged note": lambda project: (project.root / ".cache/unchanged.json").write_text("{"),
    "a note of another version": lambda project: (
        project.root / ".cache/unchanged.json"
    ).write_text('{"asked": ""}'),
    "a note that others can write": lambda project: (project.root / ".cache/unchanged.json").chmod(
        0o620
    ),
    "no note": lambda project: (project.root / ".cache/unchanged.json").unlink(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_changed_is_built(project: Project, name: str) -> None:
    CHANGES[name](project)
    assert project.answer() is None


def test_whoever_asks_for_something_else_gets_it(project: Project) -> None:
    assert project.answer("build") is None


@pytest.mark.parametrize("name", ["CONTEXT", "SITEGEN_KEY", "GITHUB_ACTIONS", "NO_COLOR", "TERM"])
def test_the_environment_counts(
    project: Project, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "another")
    assert project.answer() is None


def test_the_folder_in_which_somebody_stands_counts(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    assert project.answer() is None


def test_the_next_day_is_built(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    class Tomorrow(Clock):
        """Stands for the clock on the day after."""

        @classmethod
        def now(cls, tz: object = None) -> Tomorrow:
            """Gives one moment, again and again."""
            del tz
            return cls(2026, 11, 23, 0, 0, 1)

    monkeypatch.setattr(unchanged, "datetime", Tomorrow)
    assert project.answer() is None


@pytest.mark.parametrize(("hour", "built"), [(9, True), (10, False)])
def test_a_lift_that_has_come_is_built(project: Project, hour: int, built: bool) -> None:  # noqa: FBT001 - a case
    project.build(lift=datetime(2026, 11, 22, hour, 30))  # noqa: DTZ001 - local time
    assert (project.answer() is None) == built


def test_another_library_is_built(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    place = project.root / "libraries"
    (place / "something-1.0.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [*sys.path, str(place)])
    project.build()
    assert project.answer()
    (place / "something-1.0.dist-info").rename(place / "something-1.1.dist-info")
    assert project.answer() is None


def test_what_is_saved_while_a_build_is_under_way_leaves_no_note(project: Project) -> None:
    project.page.write_text("new", encoding="utf-8")
    project.build(meanwhile=lambda: project.source.write_text("saved", encoding="utf-8"))
    assert project.answer() is None


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a file has no owner to ask for")
def test_a_note_is_for_its_owner_alone(project: Project) -> None:
    assert (project.root / ".cache/unchanged.json").stat().st_mode & 0o777 == 0o600


def test_nothing_that_is_slow_to_load_is_needed() -> None:
    code = "import sys; from sitegen import bootstrap, unchanged; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert not {"jinja2", "pydantic", "markdown_it", "yaml"} & set(ran.stdout.split())
