"""The editing screen: Decap CMS takes its settings, and what it saves is content that builds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from sitegen.models import describe
from tests.browser.decap import ROOT, Repository, screen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

OPENED = {
    "pages": ("about/chair", "Who leads the partnership"),
    "reviews": ("ex01", "Review EX01: Alder, Beech and Cedar"),
    "briefings": ("ex01", "Seven minutes on Review EX01"),
    "newsletters": ("spring-2025", "Child deaths newsletter, spring 2025"),
    "handbook": ("purpose", "What the partnership is for"),
    "texts": ("ex01-overview", ""),
}
"""One record of each type that the screen edits, with its title if it has one."""

SUMMARY = "Sleep: on the back, and alone."
WORDS = "\n::: important\nCall {contact:office}.\n:::\n"

PATIENCE = 90_000
"""Milliseconds that the screen may take on a busy machine, with its 5 million characters."""


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """The second board's repository."""
    return Repository.of(ROOT / "tests/boards/exampleshire", tmp_path_factory.mktemp("board"))


@pytest.fixture(scope="module")
def public(repository: Repository) -> Path:
    """The built site of that board."""
    folder = repository.folder.with_name("public")
    repository.build(folder)
    return folder


@pytest.fixture(scope="module")
def noise() -> list[str]:
    """What the browser complains of, apart from the icon that the screen has not."""
    return []


@pytest.fixture(scope="module")
def page(
    chromium: Browser, public: Path, repository: Repository, noise: list[str]
) -> Iterator[Page]:
    """The screen, signed in."""
    page = chromium.new_page()
    page.set_default_timeout(PATIENCE)
    page.on("console", lambda said: noise.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("dialog", lambda dialog: dialog.accept())
    with screen(page, public, repository):
        yield page
    page.close()


def go(page: Page, place: str) -> None:
    """Goes to another place of the screen."""
    page.evaluate("place => { location.hash = place; }", place)


def open_one(page: Page, collection: str) -> None:
    """Opens the record of a type for editing."""
    name, title = OPENED[collection]
    # By way of the list, as an editor would: from record to record the screen keeps its form.
    go(page, f"/collections/{collection}")
    page.get_by_role("heading", name=collection.capitalize(), exact=True).wait_for()
    go(page, f"/collections/{collection}/entries/{name}")
    if title:
        expect(page.get_by_label("Title").first).to_have_value(title)
    else:
        page.locator("label").first.wait_for()


@pytest.mark.parametrize("kind", [one for one in describe.kinds() if one.is_folder])
def test_every_field_of_a_type_can_be_edited(page: Page, kind: describe.Kind) -> None:
    open_one(page, kind.collection)
    shown = page.locator("label").all_inner_texts()
    labels = {one.casefold().removesuffix(" (optional)") for one in shown}
    assert {one.name.replace("_", " ") for one in kind.fields} <= labels


def test_what_is_edited_becomes_a_branch_then_part_of_the_site(
    page: Page, repository: Repository, public: Path
) -> None:
    open_one(page, "newsletters")
    page.get_by_label("Summary").first.fill(SUMMARY)
    words = page.get_by_label("Words").first
    words.fill(words.input_value() + WORDS)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Changes saved").first.wait_for()
    assert "cms/newsletters/spring-2025" in repository.git("branch")
    assert SUMMARY not in repository.git("show", "main:content/newsletters/spring-2025.md")
    page.get_by_text("Status: Draft").first.click()
    page.get_by_text("Ready", exact=True).first.click()
    page.get_by_text("Publish", exact=True).first.click()
    page.get_by_text("Publish now", exact=True).first.click()
    page.get_by_text("Published", exact=True).first.wait_for()
    saved = repository.git("show", "main:content/newsletters/spring-2025.md")
    assert saved.startswith("---\ntitle: Child deaths newsletter, spring 2025\n")
    assert saved.endswith(
        f"Babies sleep safest on their backs, on something firm and flat.\n{WORDS}"
    )
    repository.build(public)
    html = (public / "child-deaths/newsletters/spring-2025/index.html").read_text(encoding="utf-8")
    assert SUMMARY in html
    assert '<a href="tel:' in html.partition("callout")[2]


def test_the_screen_needs_no_more_than_its_policy_allows(page: Page, noise: list[str]) -> None:
    go(page, "/workflow")
    page.get_by_role("heading", name="Editorial Workflow").wait_for()
    assert [said for said in noise if "404" not in said] == []
