"""The memo on disk is whole, ours and of this program, or is thrown away."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.cache import store
from sitegen.cache.memo import Memo, digest

KEY = digest("a")


def opened(folder: Path) -> tuple[Memo, str]:
    """What an earlier run kept, and what is told of it once somebody asks."""
    told: list[str] = []
    memo = store.load(folder, told.append)
    _ = KEY in memo
    return memo, "".join(told)


def remembered(folder: Path) -> bool:
    """Tell whether a next run would know the answer."""
    asked: list[int] = []
    memo, _ = opened(folder)
    memo.get_or_make(KEY, lambda: asked.append(1))
    return not asked


def written(folder: Path) -> Path:
    """The file of this program."""
    return store._file(folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a run that knew one answer."""
    memo = Memo()
    memo.get_or_make(KEY, lambda: ["an answer"])
    memo.drop_unused()
    store.save(tmp_path / ".cache", memo)
    return tmp_path / ".cache"


def test_what_one_run_kept_the_next_one_knows(folder: Path) -> None:
    memo, notice = opened(folder)
    assert memo.get_or_make(KEY, lambda: ["another"]) == ["an answer"]
    memo.drop_unused()
    assert notice == ""
    assert not memo.changed


def learn(folder: Path, number: int, size: int = 1) -> None:
    """Let a run ask for one answer of about so many bytes, and for no other."""
    memo, _ = opened(folder)
    memo.get_or_make(digest(str(number)), lambda: os.urandom(size))
    memo.drop_unused()
    assert memo.changed
    store.save(folder, memo)


def test_what_is_new_is_written_behind_the_rest(folder: Path) -> None:
    memo, _ = opened(folder)
    memo.get_or_make(KEY, lambda: 1)
    memo.get_or_make(digest("b"), lambda: 2)
    memo.drop_unused()
    before = written(folder).read_bytes()
    store.save(folder, memo)
    after = written(folder).read_bytes()
    assert after.startswith(before)
    assert len(after) > len(before)
    assert opened(folder)[0].get_or_make(digest("b"), lambda: 3) == 2


def test_what_no_build_asks_for_is_dropped_once_it_is_most(folder: Path) -> None:
    learn(folder, 1, 10_000)
    assert not remembered(folder)
    learn(folder, 2, 10_000)
    assert written(folder).stat().st_size < 11_000


def test_a_build_with_faults_keeps_what_it_learnt_and_what_it_knew(folder: Path) -> None:
    memo, _ = opened(folder)
    memo.get_or_make(KEY, lambda: 1)
    memo.drop_unused()
    memo.get_or_make(digest("b"), lambda: 2)
    memo.keep_unused()
    store.save(folder, memo)
    again, _ = opened(folder)
    assert again.get_or_make(digest("b"), lambda: 3) == 2
    assert again.get_or_make(KEY, lambda: ["another"]) == ["an answer"]


def test_a_build_that_asks_for_less_keeps_the_rest_of_a_file_with_a_torn_end(folder: Path) -> None:
    with written(folder).open("ab") as file:
        file.write(b"half a table")
    memo = store.load(folder, print)
    memo.get_or_make(digest("b"), lambda: 2)
    memo.keep_unused()
    store.save(folder, memo)
    assert b"half a table" not in written(folder).read_bytes()
    assert remembered(folder)


def test_what_is_brief_is_not_kept(tmp_path: Path) -> None:
    memo = Memo()
    memo.get_or_make(KEY, lambda: 1, transient=True)
    memo.drop_unused()
    store.save(tmp_path, memo)
    assert not remembered(tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="files have no owner to ask for here")
def test_its_owner_alone_can_read_it_and_git_leaves_it(folder: Path) -> None:
    assert written(folder).stat().st_mode & 0o777 == 0o600
    assert (folder / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_where_nothing_was_kept_nothing_is_told(tmp_path: Path) -> None:
    assert opened(tmp_path / "nowhere")[1] == ""


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"x" * 100, bytes(store._ROW.size), None],
    ids=["empty", "text", "more text", "zeros", "a folder"],
)
def test_whatever_else_lies_there_is_a_miss(tmp_path: Path, data: bytes | None) -> None:
    place = store._file(tmp_path)
    place.mkdir() if data is None else place.write_bytes(data)
    place.chmod(0o700 if data is None else 0o600)
    assert not remembered(tmp_path)


def test_a_file_in_place_of_the_folder_is_a_miss(tmp_path: Path) -> None:
    (tmp_path / ".cache").touch()
    assert not remembered(tmp_path / ".cache")


def test_an_answer_that_cannot_be_unpacked_is_made_again_and_kept() -> None:
    memo = Memo({KEY: b"no answer of ours"})
    assert memo.get_or_make(KEY, lambda: ["made"]) == ["made"]
    memo.drop_unused()
    assert memo.changed


@pytest.mark.parametrize("cut", [1, 5, 60])
def test_of_a_file_that_is_not_whole_the_whole_rows_are_known(folder: Path, cut: int) -> None:
    memo, _ = opened(folder)
    memo.get_or_make(KEY, lambda: 1)
    memo.get_or_make(digest("b"), lambda: os.urandom(100))
    memo.drop_unused()
    store.save(folder, memo)
    path = written(folder)
    path.write_bytes(path.read_bytes()[:-cut])
    memo, notice = opened(folder)
    assert notice == ""
    assert KEY in memo
    assert digest("b") not in memo


def test_a_file_with_any_byte_changed_is_not_trusted(folder: Path) -> None:
    path = written(folder)
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        path.chmod(0o600)
        assert not remembered(folder), place


@pytest.mark.skipif(os.name != "posix", reason="files have no owner to ask for here")
@pytest.mark.parametrize("mode", [0o602, 0o620, 0o640, 0o604])
def test_a_file_that_others_can_reach_is_thrown_away(folder: Path, mode: int) -> None:
    path = written(folder)
    path.chmod(mode)
    assert "others could have written its file" in opened(folder)[1]
    assert not path.exists()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have no owner to ask for here")
def test_a_file_of_somebody_else_is_thrown_away(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: written(folder).stat().st_uid + 1)
    assert "others could have written its file" in opened(folder)[1]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among its files")
def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    path = written(folder)
    path.unlink()
    os.mkfifo(path, 0o600)
    assert "its file is none" in opened(folder)[1]


@pytest.mark.skipif(os.name != "posix", reason="links need rights here")
def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    path = written(folder)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert "its file cannot be read" in opened(folder)[1]
    assert (tmp_path / "elsewhere").exists()


def test_another_version_of_the_program_begins_anew_without_a_word(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(store, "stamp", lambda: b"another program.")
        assert opened(folder)[1] == ""
        assert not remembered(folder)
        learn(folder, 1)
    assert remembered(folder)


def test_the_last_few_programs_keep_what_they_knew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        monkeypatch.setattr(store, "stamp", lambda number=number: bytes([number]) * 16)
        learn(folder, number)
    assert len(list(folder.glob("memo-*"))) == 3


def test_the_stamp_changes_with_a_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = store.stamp.__wrapped__()
    (tmp_path / "something-1.2.dist-info").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    assert store.stamp.__wrapped__() != before


def test_what_an_interrupted_run_left_is_in_nobodys_way(folder: Path) -> None:
    (folder / "memo-unfinished").write_bytes(b"half of it")
    memo, _ = opened(folder)
    memo.get_or_make(digest("b"), lambda: 1)
    memo.drop_unused()
    store.save(folder, memo)
    learn(folder, 3, 10_000)
    learn(folder, 4, 10_000)
    names = sorted(path.name for path in folder.iterdir())
    assert names == [".gitignore", f"memo-{store.stamp().hex()}"]
