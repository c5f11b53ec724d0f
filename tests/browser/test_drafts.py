"""The editing screen on a host: a draft from its first line until it is public, at our GitHub."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests import small_site
from tests.browser import editor, github
from tests.browser.github import GitHub
from tests.browser.host import serve

FILE = "content/pages/help.md"
DRAFT = "cms/pages/help"
RECORD = "#/collections/pages/entries/help"
BEFORE = small_site.FILES["pages/help.md"]


@pytest.fixture
def hub(tmp_path: Path) -> GitHub:
    """A board with the screen switched on, built from the main branch of its repository."""
    content = editor.board(small_site.MINIMAL, tmp_path)
    with (content / "site.yml").open("a", encoding="utf-8") as settings:
        settings.write("editing: {backend: github, repository: board/site}\n")
    editor.git(content, "commit", "--quiet", "--all", "--message", "Editing is on")
    assert not small_site.build(content).errors
    return github.GitHub(github.Repository(tmp_path))


@pytest.fixture
def noise() -> list[str]:
    """What the browser complains of."""
    return []


@pytest.fixture
def page(chromium: Browser, hub: GitHub, noise: list[str]) -> Iterator[Page]:
    """The screen, for an editor who has signed in with a token."""
    with serve(hub.repository.folder / "public") as address:
        made = editor.window(chromium, noise)
        hub.stand_in(made)
        made.goto(f"{address}/admin/")
        made.get_by_role("button", name=re.compile("Access Token")).click()
        made.get_by_role("textbox").fill(github.TOKEN)
        made.get_by_role("button", name="Sign In", exact=True).click()
        made.get_by_role("button", name="New").wait_for()
        yield made
        made.close()


def field(page: Page, name: str) -> Locator:
    """One field of the record that is open."""
    return page.locator(f'[data-key-path="{name}"] input').first


def open_record(page: Page) -> None:
    """Open the record that is edited here."""
    page.evaluate("place => { location.hash = place; }", RECORD)
    field(page, "title").wait_for()


def save(page: Page) -> None:
    """Save a draft, and do not send it for review yet."""
    page.get_by_role("button", name="Save", exact=True).click()
    later = page.get_by_role("button", name="Later")
    later.click()
    page.wait_for_url("**#/collections/pages")
    expect(later).to_be_hidden()


def set_status(page: Page, status: str) -> None:
    """Choose the status of the draft that is open."""
    button = page.locator("button", has_text="Status: ")
    button.click()
    page.get_by_role("menu").get_by_text(status, exact=True).click()
    # The program puts marks of direction around the word.
    expect(button).to_have_text(re.compile(f"Status: .?{status}"))
    expect(button).to_be_enabled()


def publish(page: Page) -> None:
    """Publish the draft that is open."""
    page.get_by_role("button", name="Publish Entry").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Publish").click()


def commit_by_another(hub: GitHub, branch: str, old: str, new: str) -> None:
    """Change the record on a branch, as somebody else who edits it would."""
    text = hub.repository.ask("show", f"{branch}:{FILE}").decode()
    assert old in text
    head = hub.repository.head(branch)
    tree = hub.repository.tree(head, {FILE: text.replace(old, new).encode()}, [])
    hub.repository.commit(branch, tree, "By somebody else")


def text_on(hub: GitHub, branch: str) -> str:
    """The record as it is on a branch."""
    return hub.repository.ask("show", f"{branch}:{FILE}").decode()


def test_a_draft_is_saved_reviewed_and_published_with_what_others_changed_meanwhile(
    page: Page, hub: GitHub, noise: list[str]
) -> None:
    open_record(page)
    field(page, "title").fill("Worried about a baby")
    commit_by_another(hub, "main", "Call {contact:emergency}", "Do call {contact:emergency}")
    save(page)
    assert text_on(hub, DRAFT) == BEFORE.replace("Worried about a child", "Worried about a baby")
    [pull] = hub.open_pulls()
    assert (pull.branch, pull.is_draft, pull.labels) == (DRAFT, True, ["sveltia-cms/draft"])

    page.evaluate("place => { location.hash = place; }", "#/workflow")
    expect(page.get_by_text(re.compile("Drafts: .?1"))).to_be_attached()
    open_record(page)
    commit_by_another(hub, DRAFT, "Help now.", "Help at once.")
    field(page, "title").fill("Worried about a toddler")
    page.get_by_role("button", name="Save", exact=True).click()
    refused = page.get_by_role("alertdialog")
    expect(refused).to_contain_text("Somebody else saved a draft of this")
    refused.get_by_role("button", name="OK").click()
    expect(field(page, "title")).to_have_value("Worried about a toddler")
    assert "Help at once." in text_on(hub, DRAFT)

    page.reload()
    expect(field(page, "title")).to_have_value("Worried about a baby")
    set_status(page, "In Review")
    assert (pull.is_draft, pull.labels) == (False, ["sveltia-cms/pending_review"])
    set_status(page, "Ready")
    publish(page)
    page.wait_for_url("**#/collections/pages")
    assert text_on(hub, "main") == (
        BEFORE.replace("Worried about a child", "Worried about a baby")
        .replace("Help now.", "Help at once.")
        .replace("Call {contact", "Do call {contact")
    )
    assert hub.open_pulls() == []
    assert hub.repository.head(DRAFT) == ""
    hub.repository.git("reset", "--hard", "main")
    assert not small_site.build(hub.repository.folder / "content").errors
    known = "githubstatus|inline style|Somebody else saved"
    assert [one for one in noise if not re.search(known, one)] == []
