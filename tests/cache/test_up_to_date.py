"""A run that has nothing to do knows it from the files alone; whatever is in doubt is built."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from sitegen.bootstrap import launch
from sitegen.cache import up_to_date
from sitegen.cache.file_state import look

ASKED = ("build", "--noindex")
TOLD = "Built 3 pages.\n"
NOON, HOUR = 1_000_000.0, 3600.0


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

    @property
    def note(self) -> Path:
        """What a build leaves for the next."""
        return self.root / ".cache" / "unchanged.json"

    def build(
        self,
        meanwhile: Callable[[], object] = bool,
        until: float = NOON + HOUR,
        ledger: bytes | None = None,
    ) -> None:
        """Leave a note, as a build does that goes well."""
        program = [self.root / "build.py"]
        watched = up_to_date.watch(ASKED, program, self.root / "content", "urls.lock")
        meanwhile()
        if watched:
            output = self.root / "public"
            done = up_to_date.Done(NOON, until, output, look(output)[0], TOLD, ledger)
            up_to_date.note(watched, done, self.root)

    def answer(self, *arguments: str) -> str | None:
        """Ask whether there is nothing to do."""
        return up_to_date.answer(arguments or ASKED, self.root)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project that was built a moment ago."""
    for path in ("build.py", "content/a.md", "content/deep/b.md", "public/index.html"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("words", encoding="utf-8")
    monkeypatch.setattr(time, "time", lambda: NOON + 60)
    made = Project(tmp_path)
    made.build()
    return made


def test_nothing_is_done_where_nothing_changed(project: Project) -> None:
    assert (project.answer() or "").startswith(TOLD)
    assert launch.nothing_to_do(ASKED, project.root) == project.answer()


def test_what_a_build_noted_in_the_ledger_itself_is_nothing_new(project: Project) -> None:
    ledger = project.root / "content" / "urls.lock"
    project.build(lambda: ledger.write_bytes(b"/a/\n"), ledger=b"/a/\n")
    assert project.answer()
    ledger.write_bytes(b"/b/\n")
    assert project.answer() is None


@pytest.mark.parametrize("noted", [None, b"/a/\n"])
def test_what_another_build_noted_meanwhile_is_new(project: Project, noted: bytes | None) -> None:
    ledger = project.root / "content" / "urls.lock"
    project.note.unlink()
    project.build(lambda: ledger.write_bytes(b"/a/\n/b/\n"), ledger=noted)
    assert project.answer() is None


def test_another_command_is_never_answered(project: Project) -> None:
    assert launch.nothing_to_do(("check",), project.root) is None


def _same_size_and_time(path: Path) -> None:
    before = path.stat()
    path.write_text("drows", encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


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
    "a note that others can write": lambda project: project.note.chmod(0o620),
    "a folder in place of the note": lambda project: _a_folder(project.note),
    "no note": lambda project: project.note.unlink(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_changed_is_built(project: Project, name: str) -> None:
    if os.name == "nt" and name in {"a pipe", "a note that others can write"}:
        pytest.skip("Windows has neither pipes in folders nor owners to ask for")
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


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "7", '{"arguments": ""}', "\0", "\udcff", "[" * 100_000, "{}" * 3],
    ids=range(10),
)
def test_what_is_no_note_is_a_miss(project: Project, text: str) -> None:
    project.note.write_text(text, encoding="utf-8", errors="surrogateescape")
    assert project.answer() is None


@pytest.mark.parametrize("field", up_to_date.BuildNote._fields)
@pytest.mark.parametrize("value", [None, -1, "", "\0", [], [7], {"a": 1}], ids=repr)
def test_a_note_with_anything_else_in_a_field_is_a_miss(
    project: Project, field: str, value: object
) -> None:
    note = {**json.loads(project.note.read_text(encoding="utf-8")), field: value}
    project.note.write_text(json.dumps(note), encoding="utf-8")
    told = project.answer()
    # Whatever the fields that are compared with nothing hold, it is words or a miss.
    assert told is None or (field, value) in {
        ("started", -1),
        ("since", -1),
        ("printed", ""),
        ("printed", "\0"),
    }


@pytest.mark.parametrize(
    ("now", "built"),
    [(NOON - 1, True), (NOON, False), (NOON + HOUR - 1, False), (NOON + HOUR, True)],
)
def test_a_build_is_right_until_its_day_ends_or_an_embargo_lifts(
    project: Project,
    now: float,
    built: bool,  # noqa: FBT001 - a case
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(time, "time", lambda: now)
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


@pytest.mark.skipif(os.name != "posix", reason="files have no owner to ask for here")
def test_a_note_is_for_its_owner_alone(project: Project) -> None:
    assert (project.root / ".cache/unchanged.json").stat().st_mode & 0o777 == 0o600


def test_nothing_that_is_slow_to_load_is_needed() -> None:
    imports = (
        "from sitegen.bootstrap import environment, launch; from sitegen.cache import up_to_date"
    )
    code = f"import sys; {imports}; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    late = {"jinja2", "pydantic", "markdown_it", "yaml", "zoneinfo"}
    assert not late & set(ran.stdout.split())
