"""The memo on disk is whole, ours and of this program, or is thrown away."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import pytest

from sitegen.cache import store
from sitegen.cache.memo import Memo, digest

if TYPE_CHECKING:
    from pathlib import Path

KEY = digest("a")


def remembered(folder: Path) -> bool:
    """Tells whether a next run would know the answer."""
    asked: list[int] = []
    memo, _ = store.load(folder)
    memo.recall(KEY, lambda: asked.append(1))
    return not asked


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a run that knew one answer."""
    memo = Memo()
    memo.recall(KEY, lambda: ["an answer"])
    memo.forget_the_rest()
    store.save(tmp_path / ".cache", memo)
    return tmp_path / ".cache"


def test_what_one_run_kept_the_next_one_knows(folder: Path) -> None:
    memo, notice = store.load(folder)
    assert memo.recall(KEY, lambda: ["another"]) == ["an answer"]
    memo.forget_the_rest()
    assert notice == ""
    assert not memo.changed


def test_what_no_build_asked_for_is_not_kept(folder: Path) -> None:
    memo, _ = store.load(folder)
    memo.recall(digest("b"), lambda: 1)
    memo.forget_the_rest()
    assert memo.changed
    store.save(folder, memo)
    assert not remembered(folder)


def test_what_is_brief_is_not_kept(tmp_path: Path) -> None:
    memo = Memo()
    memo.recall(KEY, lambda: 1, brief=True)
    memo.forget_the_rest()
    store.save(tmp_path, memo)
    assert not remembered(tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="files have no owner to ask for here")
def test_its_owner_alone_can_read_it_and_git_leaves_it(folder: Path) -> None:
    assert (folder / "memo").stat().st_mode & 0o777 == 0o600
    assert (folder / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_where_nothing_was_kept_nothing_is_told(tmp_path: Path) -> None:
    assert store.load(tmp_path / "nowhere")[1] == ""


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"x" * 100, bytes(store._SEAL.size), store._seal(hashlib.blake2b()), None],
    ids=["empty", "text", "more text", "zeros", "sealed and empty", "a folder"],
)
def test_whatever_else_lies_there_is_a_miss(tmp_path: Path, data: bytes | None) -> None:
    place = tmp_path / "memo"
    place.mkdir() if data is None else place.write_bytes(data)
    place.chmod(0o700 if data is None else 0o600)
    assert not remembered(tmp_path)


def test_a_file_in_place_of_the_folder_is_a_miss(tmp_path: Path) -> None:
    (tmp_path / ".cache").touch()
    assert not remembered(tmp_path / ".cache")


def test_an_answer_that_cannot_be_unpacked_is_made_again_and_kept() -> None:
    memo = Memo({KEY: b"no answer of ours"})
    assert memo.recall(KEY, lambda: ["made"]) == ["made"]
    memo.forget_the_rest()
    assert memo.changed


@pytest.mark.parametrize("cut", [0, 5, 60, -1])
def test_a_file_that_is_not_whole_is_thrown_away(folder: Path, cut: int) -> None:
    path = folder / "memo"
    path.write_bytes(path.read_bytes()[:cut])
    _, notice = store.load(folder)
    assert notice.endswith("because its file is not whole.")
    assert not path.exists()


def test_a_file_with_any_byte_changed_is_not_trusted(folder: Path) -> None:
    path = folder / "memo"
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        path.chmod(0o600)
        assert not remembered(folder), place


@pytest.mark.skipif(os.name != "posix", reason="files have no owner to ask for here")
@pytest.mark.parametrize("mode", [0o602, 0o620, 0o640, 0o604])
def test_a_file_that_others_can_reach_is_thrown_away(folder: Path, mode: int) -> None:
    (folder / "memo").chmod(mode)
    assert "others could have written its file" in store.load(folder)[1]
    assert not (folder / "memo").exists()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have no owner to ask for here")
def test_a_file_of_somebody_else_is_thrown_away(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: (folder / "memo").stat().st_uid + 1)
    assert "others could have written its file" in store.load(folder)[1]


@pytest.mark.skipif(os.name != "posix", reason="links need rights here")
def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (folder / "memo").rename(tmp_path / "elsewhere")
    (folder / "memo").symlink_to(tmp_path / "elsewhere")
    assert "its file cannot be read" in store.load(folder)[1]
    assert (tmp_path / "elsewhere").exists()


def test_another_version_of_the_program_begins_anew_without_a_word(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "stamp", lambda: b"another program.")
    assert store.load(folder)[1] == ""
    assert not remembered(folder)


def test_the_stamp_changes_with_a_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = store.stamp()
    (tmp_path / "something-1.2.dist-info").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    assert store.stamp() != before


def test_what_an_interrupted_run_left_is_in_nobodys_way(folder: Path) -> None:
    (folder / "memo.unfinished").write_bytes(b"half of it")
    memo, _ = store.load(folder)
    memo.recall(digest("b"), lambda: 1)
    memo.forget_the_rest()
    store.save(folder, memo)
    assert sorted(path.name for path in folder.iterdir()) == [".gitignore", "memo"]
