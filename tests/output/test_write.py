"""Only what differs is written, nothing is left over, and nothing of others is touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.cache.file_state import look
from sitegen.output import write as write_module
from sitegen.output.assets import Output
from sitegen.output.write import ForeignFolder, Written, write

MARK = "build.json"
SITE = {
    MARK: b"{}",
    "index.html": b"home",
    "a/index.html": b"a page",
    "assets/site.css": b"a {}",
}


def put(folder: Path, files: dict[str, bytes]) -> Written:
    """Write these files as a site."""
    return write(folder, [Output(path, data) for path, data in files.items()], mark=MARK)


def there(folder: Path) -> dict[str, bytes]:
    """Read all that is in a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that holds a site."""
    place = tmp_path / "deep" / "public"
    assert put(place, SITE) == Written(changed=4, removed=0, unchanged=0)
    return place


def test_a_site_is_written_whole_and_nothing_else(folder: Path) -> None:
    assert there(folder) == SITE


def test_a_file_that_is_the_same_is_not_touched(folder: Path) -> None:
    for path in SITE:
        os.utime(folder / path, (1, 1))
    changed = {**SITE, "index.html": b"HOME", "assets/site.css": b"b {}"}
    assert put(folder, changed) == Written(changed=2, removed=0, unchanged=2)
    assert there(folder) == changed
    untouched = {path for path in SITE if (folder / path).stat().st_mtime == 1}
    assert untouched == {MARK, "a/index.html"}


def test_what_no_page_needs_any_more_is_removed_with_its_folder(folder: Path) -> None:
    wanted = {path: data for path, data in SITE.items() if path != "a/index.html"}
    assert put(folder, wanted) == Written(changed=0, removed=1, unchanged=3)
    assert there(folder) == wanted
    assert not (folder / "a").exists()


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_bytes(b"dear")
    with pytest.raises(ForeignFolder, match="holds files that this tool did not make"):
        put(tmp_path, SITE)
    assert there(tmp_path) == {"letters.txt": b"dear"}


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    put(tmp_path, SITE)
    assert there(tmp_path) == SITE


def test_nothing_is_written_through_a_link_to_a_folder(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "site.css").write_bytes(b"precious")
    (folder / "assets/site.css").unlink()
    (folder / "assets").rmdir()
    (folder / "assets").symlink_to(elsewhere, target_is_directory=True)
    put(folder, SITE)
    assert there(elsewhere) == {"site.css": b"precious"}
    assert not (folder / "assets").is_symlink()
    assert there(folder) == SITE


def test_nothing_is_written_through_a_link_to_a_file(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"home")
    (folder / "index.html").unlink()
    (folder / "index.html").symlink_to(tmp_path / "precious")
    (folder / "stale.html").symlink_to(tmp_path / "nowhere")
    put(folder, {**SITE, "index.html": b"new"})
    assert (tmp_path / "precious").read_bytes() == b"home"
    assert not (folder / "index.html").is_symlink()
    assert not (folder / "stale.html").is_symlink()
    assert there(folder) == {**SITE, "index.html": b"new"}


def test_a_file_makes_room_for_a_folder_and_a_folder_for_a_file(folder: Path) -> None:
    changed = {MARK: b"{}", "a": b"now a file", "index.html/deep/b.html": b"now a folder"}
    put(folder, changed)
    assert there(folder) == changed


def by_hand(folder: Path, path: str) -> None:
    (folder / path).parent.mkdir(exist_ok=True)
    (folder / path).write_bytes(b"HAND")


@pytest.mark.parametrize("path", ["index.html", "a/index.html", "new/index.html", "__pycache__/x"])
@pytest.mark.parametrize("moment", ["_final_state", "_drop_empty"])
def test_what_somebody_writes_meanwhile_is_not_taken_for_ours(
    folder: Path, monkeypatch: pytest.MonkeyPatch, path: str, moment: str
) -> None:
    act = getattr(write_module, moment)

    def meanwhile(given: Path, ours: object) -> object:
        by_hand(given, path)
        return act(given, ours)

    changed = {**SITE, "index.html": b"HOME"}
    with monkeypatch.context() as patch:
        patch.setattr(write_module, moment, meanwhile)
        assert not put(folder, changed).made
    written = put(folder, changed)
    assert there(folder) == changed
    assert written.made == look(folder)[0]


class Stop(Exception):
    """Stands for a machine that is switched off."""


def test_an_interrupted_run_leaves_whole_files_and_the_next_run_tidies_up(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced = Path.replace

    def stop_at_home(self: Path, target: Path) -> Path:
        if target.name == "index.html":
            raise Stop
        return replaced(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", stop_at_home)
        with pytest.raises(Stop):
            put(folder, {**SITE, "index.html": b"new home", "assets/new.css": b"c {}"})
    waiting = {p: data for p, data in there(folder).items() if p.startswith(".unfinished/")}
    assert list(waiting.values()) == [b"new home"]
    assert there(folder) == {**SITE, "assets/new.css": b"c {}", **waiting}
    put(folder, SITE)
    assert there(folder) == SITE


def test_a_first_run_that_is_interrupted_at_once_can_be_run_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_self: Path, _target: Path) -> Path:
        raise Stop

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", stop)
        with pytest.raises(Stop):
            put(tmp_path, SITE)
    waiting = there(tmp_path)
    assert all(path.startswith(".unfinished/") for path in waiting)
    assert sorted(waiting.values()) == sorted(SITE.values())
    put(tmp_path, SITE)
    assert there(tmp_path) == SITE


def test_pages_come_after_the_files_that_they_need(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    replaced = Path.replace

    def note(self: Path, target: Path) -> Path:
        order.append(target.relative_to(tmp_path).as_posix())
        return replaced(self, target)

    monkeypatch.setattr(Path, "replace", note)
    put(tmp_path, SITE)
    assert order == [MARK, "assets/site.css", "a/index.html", "index.html"]


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "public").write_bytes(b"a file")
    with pytest.raises(NotADirectoryError):
        put(tmp_path / "public", SITE)
    assert (tmp_path / "public").read_bytes() == b"a file"


@pytest.mark.parametrize(("refusals", "windows"), [(2, True), (0, False)])
def test_a_file_in_use_on_windows_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusals: int, *, windows: bool
) -> None:
    put(tmp_path / "public", SITE)
    replace = Path.replace
    refused: list[Path] = []
    waited: list[float] = []

    def in_use(source: Path, target: Path) -> Path:
        if target.name == "site.css" and len(refused) < refusals:
            refused.append(target)
            raise PermissionError(13, "in use", str(target))
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", in_use)
    monkeypatch.setattr("sitegen.output.write._WINDOWS", windows)
    monkeypatch.setattr("time.sleep", waited.append)
    put(tmp_path / "public", {**SITE, "assets/site.css": b"new"})
    assert there(tmp_path / "public")["assets/site.css"] == b"new"
    assert len(waited) == len(refused) == refusals


@pytest.mark.parametrize("windows", [True, False])
def test_a_file_that_stays_refused_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, windows: bool
) -> None:
    def in_use(_: Path, target: Path) -> Path:
        raise PermissionError(13, "in use", str(target))

    monkeypatch.setattr(Path, "replace", in_use)
    monkeypatch.setattr("sitegen.output.write._WINDOWS", windows)
    monkeypatch.setattr("time.sleep", lambda _: None)
    with pytest.raises(PermissionError, match="in use"):
        put(tmp_path / "public", SITE)
