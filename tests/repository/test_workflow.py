"""The robot that looks at every push runs our own commands, from pinned parts, with no rights."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

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


@pytest.fixture
def watch(repository: Path) -> dict[str, Any]:
    """The workflow that looks after the site that is up."""
    return read(repository, "watch")


def steps(workflow: dict[str, Any], job: str = "") -> list[dict[str, Any]]:
    """List the steps of one job, or of all."""
    jobs = [workflow["jobs"][job]] if job else workflow["jobs"].values()
    return [step for one in jobs for step in one["steps"]]


def runs(workflow: dict[str, Any], job: str = "") -> list[str]:
    """List the commands of one job, or of all."""
    return [step["run"] for step in steps(workflow, job) if "run" in step]


def test_there_is_a_workflow_for_the_code_for_the_words_and_for_the_site(repository: Path) -> None:
    names = {path.name for path in (repository / ".github/workflows").iterdir()}
    assert names == {"code.yml", "content.yml", "watch.yml"}


def test_every_action_is_pinned_by_its_digest(
    code: dict[str, Any], content: dict[str, Any], watch: dict[str, Any]
) -> None:
    for workflow in (code, content, watch):
        used = [step["uses"] for step in steps(workflow) if "uses" in step]
        assert len(used) > len(workflow["jobs"])
        assert [one for one in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", one)] == []


def test_the_robot_may_read_and_where_it_watches_open_an_issue(
    code: dict[str, Any], content: dict[str, Any], watch: dict[str, Any]
) -> None:
    for workflow in (code, content, watch):
        assert workflow["permissions"] == {"contents": "read"}
        more = [job["permissions"] for job in workflow["jobs"].values() if "permissions" in job]
        assert more == ([{"contents": "read", "issues": "write"}] if workflow is watch else [])
        checkouts = [step for step in steps(workflow) if "/checkout@" in step.get("uses", "")]
        assert len(checkouts) == len(workflow["jobs"])
        assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_a_change_of_the_words_is_checked_and_reported_and_runs_no_test(
    content: dict[str, Any],
) -> None:
    assert content["on"]["push"]["paths"] == content["on"]["pull_request"]["paths"] == WORDS
    checked, reported = runs(content)
    assert len(keyed(content)) == 2
    assert checked == "python3 build.py check"
    assert reported == 'python3 build.py report --markdown >> "$GITHUB_STEP_SUMMARY"'
    # The report compares with the main branch, which must be there.
    assert steps(content)[0]["with"]["fetch-depth"] == 0


def keyed(workflow: dict[str, Any]) -> list[str]:
    """List the commands that are given the key of the protected names."""
    given = [one for one in steps(workflow) if "SITEGEN_KEY" in one.get("env", {})]
    assert {one["env"]["SITEGEN_KEY"] for one in given} == {"${{ secrets.SITEGEN_KEY }}"}
    return [one["run"] for one in given]


def test_whoever_builds_looks_for_protected_names_and_no_test_has_the_key(
    code: dict[str, Any], watch: dict[str, Any]
) -> None:
    assert keyed(code) == ["python3 build.py check", "python3 build.py build"]
    assert len(keyed(watch)) == 1


def test_an_older_run_for_a_change_gives_way_and_one_for_the_site_does_not(
    code: dict[str, Any], content: dict[str, Any], watch: dict[str, Any]
) -> None:
    for workflow in (code, content):
        assert workflow["concurrency"]["group"].endswith("-${{ github.ref }}")
        only = "${{ github.event_name == 'pull_request' }}"
        assert workflow["concurrency"]["cancel-in-progress"] == only
    assert watch["concurrency"]["cancel-in-progress"] is False


def test_packages_are_kept_and_nothing_that_a_build_remembers(
    code: dict[str, Any], content: dict[str, Any], watch: dict[str, Any]
) -> None:
    for workflow in (code, content, watch):
        used = [step.get("uses", "") for step in steps(workflow)]
        assert not any(one.startswith("actions/cache") for one in used)
        assert "pip" in [step.get("with", {}).get("cache") for step in steps(workflow)]


def test_the_site_is_watched_each_hour_and_wholly_each_day(watch: dict[str, Any]) -> None:
    hourly, daily = (one["cron"] for one in watch["on"]["schedule"])
    assert (hourly.split()[1], daily.split()[1]) == ("*", "4")
    mode = steps(watch)[2]["env"]["MODE"]
    assert mode == f"${{{{ github.event.schedule == '{hourly}' && 'due' || 'all' }}}}"
    watched, told = runs(watch)
    assert '.ci/watch "$MODE"' in watched
    assert told == ".ci/tell"


def test_new_versions_are_asked_for_wherever_versions_are_pinned(repository: Path) -> None:
    text = (repository / ".github/dependabot.yml").read_text(encoding="utf-8")
    places = {one["package-ecosystem"]: one["directory"] for one in yaml.safe_load(text)["updates"]}
    node = "/tests/host/node"
    assert places == {"pip": "/requirements", "github-actions": "/", "npm": node}
    for folder in places.values():
        assert (repository / folder.lstrip("/")).is_dir()


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
