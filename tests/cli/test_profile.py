"""The slow places of a build have names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.cache.memo import Work
from sitegen.cli import exit_codes, profile
from sitegen.cli import main as cli
from tests import small_site


def test_a_profile_names_our_own_functions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = small_site.write(tmp_path)
    arguments = ("--content", str(content), "--output", str(tmp_path / "public"), "--profile")
    assert cli.main(["build", *arguments, "--now", "2026-11-22T09:00"]) == exit_codes.FINE
    said = capsys.readouterr()
    rows = re.findall(r"^ +\d+\.\d{3} s  (\S+\.py):\d+ \S+$", said.err, re.MULTILINE)
    assert "pipeline/build.py" in rows
    assert re.search(r"^It took \d+\.\d seconds\. The site is in ", said.out, re.MULTILINE)


def test_tools_are_not_told_how_long_it_took(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = small_site.write(tmp_path)
    arguments = ("--content", str(content), "--output", str(tmp_path / "public"), "--json")
    assert cli.main(["build", *arguments, "--now", "2026-11-22T09:00"]) == exit_codes.FINE
    assert "It took" not in capsys.readouterr().out


def test_what_takes_far_longer_than_the_rest_is_named() -> None:
    made = [(0.001, "/a/")] * 20
    assert not list(profile.slow({"pages made": Work(computed=made)}))
    assert not list(profile.slow({"pages made": Work(computed=[*made, (0.04, "/quick/")])}))
    assert not list(profile.slow({"pages made": Work(computed=[*made[:5], (2.0, "/one of few/")])}))
    told = list(profile.slow({"pages made": Work(computed=[*made, (2.0, "/b/")])}))
    assert told == ["/b/ took 2.0 seconds (pages made); the others took 0.001."]


def test_what_was_made_and_what_was_remembered_is_counted() -> None:
    told = profile.shares({"pages made": Work(hits=3, computed=[(0.5, "/a/"), (0.25, "/b/")])})
    assert "   0.750 s  pages made: 2 anew, 3 remembered" in told
