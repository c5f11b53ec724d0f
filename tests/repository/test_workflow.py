"""The robot that looks at every push runs our own commands, from pinned parts, with no rights."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from pathlib import Path

WORDS = ["content/**"]
"""What an officer changes, as the host matches paths."""


def read(repository: Path, name: str) -> dict[str, Any]:
    """Read a workflow as the host does, apart from “on”, which YAML takes for “yes”."""
    text = (repository / f".github/workflows/{name}.yml").read_text(encoding="utf-8")
    found = dict(yaml.safe_load(text))
    found["on"] = found.pop(True)
    return found


@pytest.fixture
def code(repository: Path) -> dict[str, Any]:
    """The workflow for changes of the code."""
    return read(repository, "code")


@pytest.fixture
def content(repository: Path) -> dict[str, Any]:
    """The workflow for changes of the words."""
    return read(repository, "content")


def steps(workflow: dict[str, Any], job: str = "") -> list[dict[str, Any]]:
    """List the steps of one job, or of all."""
    jobs = [workflow["jobs"][job]] if job else workflow["jobs"].values()
    return [step for one in jobs for step in one["steps"]]


def runs(workflow: dict[str, Any], job: str = "") -> list[str]:
    """List the commands of one job, or of all."""
    return [step["run"] for step in steps(workflow, job) if "run" in step]


def test_there_is_one_workflow_for_the_code_and_one_for_the_words(repository: Path) -> None:
    names = {path.name for path in (repository / ".github/workflows").iterdir()}
    assert names == {"code.yml", "content.yml"}


def test_every_action_is_pinned_by_its_digest(
    code: dict[str, Any], content: dict[str, Any]
) -> None:
    for workflow in (code, content):
        used = [step["uses"] for step in steps(workflow) if "uses" in step]
        assert len(used) > len(workflow["jobs"])
        assert [one for one in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", one)] == []


def test_the_robot_may_read_and_nothing_else(code: dict[str, Any], content: dict[str, Any]) -> None:
    for workflow in (code, content):
        assert workflow["permissions"] == {"contents": "read"}
        assert not any("permissions" in job for job in workflow["jobs"].values())
        checkouts = [step for step in steps(workflow) if "/checkout@" in step.get("uses", "")]
        assert len(checkouts) == len(workflow["jobs"])
        assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_a_change_of_the_words_is_checked_and_reported_and_runs_no_test(
    content: dict[str, Any],
) -> None:
    assert content["on"]["push"]["paths"] == content["on"]["pull_request"]["paths"] == WORDS
    checked, reported = runs(content)
    assert checked == "python3 build.py check"
    assert reported == 'python3 build.py report --markdown >> "$GITHUB_STEP_SUMMARY"'
    # The report compares with the main branch, which must be there.
    assert steps(content)[0]["with"]["fetch-depth"] == 0


def test_a_change_of_the_words_alone_runs_nothing_of_the_code(code: dict[str, Any]) -> None:
    for event in ("push", "pull_request"):
        assert code["on"][event]["paths-ignore"] == WORDS


def test_a_change_of_the_code_runs_the_commands_of_the_readme(code: dict[str, Any]) -> None:
    commands = runs(code, "prove")
    assert all(run.startswith("python3 build.py ") for run in commands)
    assert commands[-1] == "python3 build.py test"


def test_the_oldest_and_the_newest_python_are_tried(code: dict[str, Any], repository: Path) -> None:
    tried = code["jobs"]["prove"]["strategy"]["matrix"]["python"]
    assert tried == ["3.11", "3.13"]
    assert f'requires-python = ">={tried[0]}"' in (repository / "pyproject.toml").read_text()


def test_other_systems_build_and_run_what_needs_no_browser(code: dict[str, Any]) -> None:
    assert code["jobs"]["elsewhere"]["strategy"]["matrix"]["system"] == [
        "windows-latest",
        "macos-latest",
    ]
    commands = [run.removeprefix("python build.py ").split() for run in runs(code, "elsewhere")]
    assert [command[0] for command in commands] == ["check", "pdf", "pdf", "verify", "test"]
    assert {"tests/browser", "tests/host", "tests/safety"} == set(commands[-1]) & {
        f"tests/{name}" for name in ("browser", "host", "safety", "output", "content")
    }


def test_the_list_of_packages_is_made_and_looked_through_by_pinned_tools(
    code: dict[str, Any],
) -> None:
    installed, listed, audited = runs(code, "supply")
    assert "--require-hashes --requirement requirements/supply.txt" in installed
    assert listed.startswith("cyclonedx-py requirements requirements/build.txt ")
    assert audited.endswith("--require-hashes --requirement requirements/test.txt")
    kept = [s["with"]["path"] for s in steps(code, "supply") if "path" in s.get("with", {})]
    assert [path in listed for path in kept] == [True]
