"""What is written after build.py means what it says, and nonsense is told."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from sitegen.cache.workers import processors
from sitegen.cli import arguments, exit_codes
from sitegen.cli import main as cli
from sitegen.cli.request import request_of
from sitegen.pipeline.request import Request
from tests import small_site

NOW = ("--now", "2026-11-22T09:00")


def asked(*words: str) -> Request:
    """Return what the pipeline is asked for by what somebody typed."""
    return request_of(arguments.read(words))


def test_a_build_takes_the_project_as_it_stands_and_the_time_of_the_clock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sitegen.cli.request.datetime", small_site.clock())
    request = asked()
    assert request.content == small_site.ROOT / "content"
    assert request.output == small_site.ROOT / "public"
    assert request.templates == small_site.ROOT / "templates"
    assert request.assets == small_site.ROOT / "assets"
    assert request.moment == datetime(2026, 11, 22, 9, 0).astimezone()
    assert (request.base_url, request.preview, request.noindex) == ("", False, False)


@pytest.mark.parametrize(
    ("words", "writing", "recording"),
    [
        (["build"], True, True),
        (["build", *NOW], True, False),
        (["check"], False, False),
        (["check", *NOW], False, False),
    ],
)
def test_only_a_build_of_now_notes_addresses(
    words: list[str], *, writing: bool, recording: bool
) -> None:
    request = asked(*words)
    assert (request.writing, request.recording) == (writing, recording)


def test_a_moment_is_local_time() -> None:
    moment = asked("--now", "2026-07-01T09:30").moment
    assert moment == datetime(2026, 7, 1, 9, 30)  # noqa: DTZ001 - the gate adds the zone


def test_folders_and_address_are_taken_as_they_are_written() -> None:
    request = asked("--content", "a", "--output", "b", "--base-url", "https://c.example")
    assert (request.content, request.output) == (Path("a"), Path("b"))
    assert request.base_url == "https://c.example"


@pytest.mark.parametrize("command", ["build", "check", "pdf"])
def test_as_many_processes_work_as_there_are_processors_or_as_was_asked(
    command: str,
) -> None:
    assert asked(command).jobs == processors()
    assert asked(command, "--jobs", "7").jobs == 7


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("biuld",), "invalid choice: 'biuld'"),
        (("--colour",), "unrecognized arguments: --colour"),
        (("--now", "yesterday"), "“yesterday” is not a moment; write it like 2026-11-22T09:00"),
        (("--now", "2026-11-22"), "“2026-11-22” is not a moment"),
        (("--now", "2026-02-30T09:00"), "“2026-02-30T09:00” is not a moment"),
        (("--now", "2026-11-22T09:00Z"), "is not a moment"),
        (("--base-url", "exampleshire.example"), "is not the address of a site"),
        (("--base-url", "ftp://exampleshire.example"), "is not the address of a site"),
        (("--base-url", "https://exampleshire.example/board"), "is not the address of a site"),
        (("serve", "--port", "http"), "“http” is not a port; write a number such as 8000"),
        (("serve", "--port", "65536"), "“65536” is not a port"),
        (("serve", "--port", "-1"), "“-1” is not a port"),
        (("--jobs", "0"), "“0” is not a number of processes; write one such as 2"),
        (("check", "--jobs", "two"), "“two” is not a number of processes"),
        (("serve", "--jobs", "2"), "unrecognized arguments: --jobs"),
        (("build", "--links"), "unrecognized arguments: --links"),
        (("build", "--port", "8000"), "unrecognized arguments: --port"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_two(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert cli.main(words) == exit_codes.WRONG_USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err


@pytest.mark.parametrize("words", [("--help",), ("build", "--help"), ("serve", "-h")])
def test_help_is_no_fault(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    assert cli.main(words) == exit_codes.FINE
    assert "usage: build.py" in capsys.readouterr().out


@pytest.mark.parametrize("command", [["build"], ["host", "nginx"]])
def test_a_site_with_a_folder_of_its_own_is_where_its_content_is(
    tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "generator.toml").touch()
    given = arguments.read([*command, "--content", str(tmp_path)])
    assert given.output == tmp_path / "public"
