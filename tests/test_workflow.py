"""The robot that tests every push runs our own commands, from pinned parts, with no rights."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def workflow(repository: Path) -> dict[str, Any]:
    """The workflow, as the host reads it."""
    text = (repository / ".github/workflows/site.yml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def test_every_action_is_pinned_by_its_digest(workflow: dict[str, Any]) -> None:
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    used = [step["uses"] for step in steps if "uses" in step]
    assert len(used) > len(workflow["jobs"])
    assert [one for one in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", one)] == []


def test_the_robot_may_read_and_nothing_else(workflow: dict[str, Any]) -> None:
    assert workflow["permissions"] == {"contents": "read"}
    assert "permissions" not in workflow["jobs"]["prove"]
    checkout = workflow["jobs"]["prove"]["steps"][0]
    assert checkout["with"] == {"persist-credentials": False, "fetch-depth": 0}


def test_a_pull_request_says_what_readers_would_see(workflow: dict[str, Any]) -> None:
    steps = workflow["jobs"]["prove"]["steps"]
    (report,) = [step for step in steps if " report " in step.get("run", "")]
    assert report["if"].startswith("github.event_name == 'pull_request'")
    assert report["run"].endswith('--markdown >> "$GITHUB_STEP_SUMMARY"')


def test_the_robot_runs_the_commands_of_the_readme(workflow: dict[str, Any]) -> None:
    runs = [step["run"] for step in workflow["jobs"]["prove"]["steps"] if "run" in step]
    assert all(run.startswith("python3 build.py ") for run in runs)
    assert runs[-1] == "python3 build.py test"


def test_the_oldest_and_the_newest_python_are_tried(
    workflow: dict[str, Any], repository: Path
) -> None:
    tried = workflow["jobs"]["prove"]["strategy"]["matrix"]["python"]
    assert tried == ["3.11", "3.13"]
    assert f'requires-python = ">={tried[0]}"' in (repository / "pyproject.toml").read_text()


def test_the_list_of_packages_is_made_and_looked_through_by_pinned_tools(
    workflow: dict[str, Any],
) -> None:
    steps = workflow["jobs"]["supply"]["steps"]
    runs = [step["run"] for step in steps if "run" in step]
    installed, listed, audited = runs
    assert "--require-hashes --requirement requirements-supply.txt" in installed
    assert listed.startswith("cyclonedx-py requirements requirements.txt ")
    assert audited.endswith("--require-hashes --requirement requirements-test.txt")
    kept = [step["with"]["path"] for step in steps if "path" in step.get("with", {})]
    assert [path in listed for path in kept] == [True]
