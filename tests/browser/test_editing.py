"""The editing screen on a folder of this machine: what editors do there, the site beside it."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-not-found,import-untyped,unused-ignore] # it tells no types
from playwright.sync_api import Browser, Dialog, Route, expect

from sitegen.models import describe
from sitegen.models.describe import Field, Kind
from sitegen.output.admin import configuration, fields
from tests import small_site
from tests.browser import editor
from tests.browser.editor import PATIENCE, Desk
from tests.browser.host import serve

RECORDS = {
    "pages": "about/chair",
    "reviews": "ex01",
    "briefings": "ex01",
    "newsletters": "spring-2025",
    "handbook": "purpose",
    "texts": "ex01-overview",
}
"""One record of the types of which each is a file; of any other, the first there is."""


@pytest.fixture(scope="module")
def noise() -> list[str]:
    """What the browser complains of, and what it asks of other hosts."""
    return []


@pytest.fixture(scope="module")
def desk(
    chromium: Browser,
    exampleshire: Path,
    tmp_path_factory: pytest.TempPathFactory,
    noise: list[str],
) -> Iterator[Desk]:
    """The screen of the fictional board, opened once."""
    content = editor.board(exampleshire, tmp_path_factory.mktemp("edited"))
    page = editor.window(chromium, noise, height=3000)
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on(
        "request", lambda sent: noise.append(sent.url) if "//127.0.0.1" not in sent.url else None
    )
    # From the start, because a key opens the choice of a file before a listener is heard of.
    page.on("filechooser", lambda _: None)
    with editor.served(content) as address:
        page.goto(address)
        made = Desk(page, content)
        made.screen.get_by_role("button", name="New").wait_for()
        yield made
    page.close()


@pytest.fixture(autouse=True)
def _as_it_was(desk: Desk) -> Iterator[None]:
    """Each test begins with the board as it was committed."""
    yield
    if not editor.git(desk.content, "status", "--porcelain", "content"):
        return
    editor.git(desk.content, "checkout", "--quiet", ".")
    editor.git(desk.content, "clean", "--quiet", "--force", "-d", "content")
    desk.page.reload()
    desk.screen.get_by_role("button", name="New").wait_for()


ANSWERS = {
    "action.state": "in progress",
    "address.from": "/lanterns-of-old/",
    "address.to": "/about/chair/",
    "contact.email": "lanterns@exampleshire.example",
    "contact.purpose": "team",  # a number for safety needs somebody who has made sure of it
    "document.file_state": "on request",
    "enquiry.outcome": "waiting for an answer",
    "evidence.actions": "Agreeing one pathway",
    "figure.sources": "",
    "figure.sources.document": "Annual Report",
    "figure.sources.place": "Page 4",
    "procedure.link": "https://council.exampleshire.example/lanterns",
    "question.state": "open",
    "recommendation.review": "Review EX01",
    "topic.place": "/about/chair/",
}
"""What no field tells of itself: addresses, and what is needed beside what is required."""


def answer(desk: Desk, kind: Kind, above: str, asked: Iterable[Field], inside: str = "") -> None:
    """Fill in what is required of some fields, by what their types say of themselves."""
    for one in asked:
        name = f"{inside}.{one.name}".lstrip(".")
        given = ANSWERS.get(f"{kind.name}.{name}")
        path = f"{above}{one.name}"
        if given is None and not one.required:
            continue
        if one.words or one.refers_to:
            begun = "draft" if one.name == "status" else (*one.words, "")[0]
            desk.choose(path, begun if given is None else given)
        elif one.several and not one.parts:
            for place in range(2):
                desk.add(path)
                desk.fill(f"{path}.{place}", f"Lantern {place}")
        elif one.parts:
            if one.several:
                desk.add(path)
            answer(desk, kind, f"{path}.0." if one.several else f"{path}.", one.parts, name)
        else:
            words = f"Lanterns, the {one.name} of the {kind.name}"  # as no draft has them
            own = f"lanterns-{kind.name}" if one.name == "id" else words
            examples = () if one.name == "id" else one.examples
            desk.fill(path, given or (*examples, own)[0])


def edit(desk: Desk, kind: Kind, above: str = "") -> None:
    """Write something more into what a record is known by; the screen has it open."""
    name = "meaning" if kind.name == "term" else fields.known_by(kind)  # pages use the term
    known = desk.field(f"{above}{name}")
    known.wait_for()
    box = known.locator("input, textarea").first
    expect(box).not_to_have_value("")
    box.fill(f"{box.input_value()}{'-' if kind.name == 'address' else ' '}anew")


def edit_and_begin_file(desk: Desk, kind: Kind) -> int:
    """Edit one record and begin another, each a file; return how many lines are of the latter."""
    first = min((desk.content / kind.collection).rglob("*.md")).stem
    desk.open(f"{kind.collection}/entries/{RECORDS.get(kind.collection, first)}")
    if fields.known_by(kind) == fields.SLUG:  # which stays as it was begun
        desk.field("body").wait_for()
    else:
        edit(desk, kind)
        desk.save()
    desk.open(f"{kind.collection}/new")
    if "template" not in configuration.slug(kind):
        desk.screen.get_by_role("textbox", name="Slug").fill(f"lanterns-{kind.name}")
    answer(desk, kind, "", fields.ordered(kind))
    desk.save()
    return 0  # it is no file of the last commit, so nothing in it has changed


def edit_and_begin_item(desk: Desk, kind: Kind) -> int:
    """Edit the first record of a list and begin another; return how many lines the latter has."""
    desk.open_list(kind.collection, folded=False)
    edit(desk, kind, f"{kind.collection}.0.")
    place = len(yaml.safe_load(desk.read(kind.place)))
    desk.add(kind.collection)
    answer(desk, kind, f"{kind.collection}.{place}.", fields.ordered(kind))
    desk.save()
    return len(desk.read(kind.place).rpartition("\n\n- ")[2].splitlines()) + 1


def test_a_record_of_every_kind_is_edited_and_one_begun_saved_and_built(desk: Desk) -> None:
    for kind in describe.kinds():
        before = len(desk.changed())
        own = (edit_and_begin_file if kind.is_folder else edit_and_begin_item)(desk, kind)
        edited = len(desk.changed()) - before - own
        assert 1 < edited <= 6 or (edited == 0 and kind.name == "text"), kind.name
    files = editor.git(desk.content, "status", "--porcelain", "content").splitlines()
    begun = [one for one in files if one.startswith("??")]
    assert len(begun) == sum(kind.is_folder for kind in describe.kinds())
    desk.state("All is well")


def test_a_newsletter_is_begun_and_stands_on_the_site_beside(desk: Desk) -> None:
    desk.open("newsletters/new")
    desk.fill("title", "Child deaths newsletter, winter 2026")
    desk.choose("status", "published")
    desk.fill("published", "2026-11-20")
    desk.fill("issue", "winter 2026")
    desk.choose("series", "Newsletters of the panel")
    desk.fill("publisher", "Exampleshire Child Death Panel")
    words = desk.field("body").locator("[contenteditable=true]").first
    words.click()
    expect(words).to_be_focused()
    desk.page.keyboard.type("Cold nights need care.")
    expect(words).to_have_text("Cold nights need care.")
    desk.save()
    file = desk.read("newsletters/child-deaths-newsletter-winter-2026.md")
    assert file.startswith("---\ntitle: Child deaths newsletter, winter 2026\nstatus: published\n")
    assert file.endswith("---\n\nCold nights need care.\n")
    desk.open("newsletters/entries/child-deaths-newsletter-winter-2026")
    site = desk.page.frame_locator("#site")
    expect(site.get_by_role("heading", level=1)).to_contain_text("winter 2026")
    expect(site.get_by_text("Cold nights need care.")).to_be_visible()


def test_a_mistake_is_told_at_its_field_and_gone_when_it_is_mended(desk: Desk) -> None:
    desk.open("newsletters/entries/spring-2025")
    desk.fill("issue", "spring")
    desk.screen.get_by_role("button", name="Save", exact=True).click()
    expect(desk.field("issue")).to_contain_text("Write it like 2018-07-31")
    desk.fill("issue", "spring 2025")
    desk.fill("summary", "Call {contact:nobody} for more.")
    desk.save()
    desk.state("One thing has to be fixed")
    desk.page.get_by_role("button", name="Go there").first.click()
    expect(desk.field("summary").locator(".told--error")).to_contain_text("contact:nobody")
    desk.page.get_by_role("button", name="Publish …").click()
    expect(desk.page.locator("#report")).to_contain_text("Something has to be fixed first")
    expect(desk.page.locator("#hand")).to_be_disabled()
    desk.page.get_by_role("button", name="Close").click()
    desk.fill("summary", "Whom to call.")
    desk.save()
    desk.state("All is well")
    expect(desk.page.locator("#told")).to_be_hidden()  # the hints that are left are folded
    assert desk.changed() == [
        "-summary: About safe sleep and about saying goodbye.",
        "+summary: Whom to call.",
    ]


def test_a_number_is_changed_once_and_published_with_the_report(desk: Desk) -> None:
    place = desk.open_list("contacts", "Partnership office")
    desk.fill(f"contacts.{place}.cost", "Calls cost what they cost.")
    desk.save()
    assert len(desk.changed()) == 1
    desk.state("All is well")
    desk.page.get_by_role("button", name="Publish …").click()
    expect(desk.page.locator("#hand")).to_be_enabled()
    # Templates that were not pushed yet may change more than that.
    report = desk.page.locator("#report")
    expect(report).to_contain_text("“Cost Calls cost what they cost.” was added on 16 pages")
    expect(report).to_contain_text(
        "Files that you changed\ncontent/contacts.yml", use_inner_text=True
    )
    desk.page.get_by_label(re.compile("What did you change")).fill("What a call costs")
    desk.page.get_by_role("button", name="Publish these changes").click()
    expect(desk.page.locator("#answer")).to_contain_text("public once they are pushed")
    assert editor.git(desk.content, "log", "-1", "--format=%s").strip() == "What a call costs"
    desk.page.get_by_role("button", name="Close").click()


def test_where_the_server_has_stopped_the_report_says_so(desk: Desk) -> None:
    # Not by a request that fails, of which the browser complains.
    desk.page.evaluate("() => { window.kept = fetch; window.fetch = () => Promise.reject(); }")
    desk.page.get_by_role("button", name="Publish …").click()
    expect(desk.page.locator("#report")).to_have_text(
        "The server has stopped. Start it again to go on."
    )
    expect(desk.page.locator("#hand")).to_be_disabled()
    desk.page.get_by_role("button", name="Close").click()
    desk.page.evaluate("() => { window.fetch = window.kept; }")
    desk.state("All is well")


def test_a_save_leads_to_the_list_and_leaves_the_site_where_somebody_went(desk: Desk) -> None:
    desk.open("newsletters/entries/spring-2025")
    site = desk.page.frame(name="site")
    assert site
    desk.page.frame_locator("#site").get_by_role("heading", name="spring 2025").first.wait_for()
    site.evaluate("location.href = '/about/'")
    site.wait_for_url("**/about/")
    desk.fill("summary", "Whom to call.")
    desk.save()
    desk.screen.wait_for_url("**#/collections/newsletters")
    desk.state("All is well")
    assert site.url.endswith("/about/")


def test_the_last_part_of_an_address_is_changed_and_the_old_address_leads_on(desk: Desk) -> None:
    desk.open("newsletters/entries/autumn-2025")
    desk.field("title").wait_for()
    desk.screen.get_by_role("button", name="Show Editor Options").click()
    desk.screen.get_by_role("menuitem", name="Edit Slug").click()
    desk.screen.get_by_role("button", name="Edit Slug").click()
    desk.screen.locator("input:focus").fill("autumn-of-2025")
    desk.page.keyboard.press("Enter")
    desk.save()
    desk.state("One thing has to be fixed")
    told = desk.page.locator("#told").inner_text()
    lines = re.findall("“([^”]+)” under “(From|To|Since)”", told)
    place = len(yaml.safe_load(desk.read("addresses.yml")))
    desk.open("_singletons/entries/addresses")
    desk.add("addresses")
    for words, name in lines:
        desk.fill(f"addresses.{place}.{name.lower()}", words)
    desk.save()
    desk.state("All is well")
    old, new, _ = (words for words, _ in lines)
    assert (old, new) == (
        "/child-deaths/newsletters/autumn-2025/",
        "/child-deaths/newsletters/autumn-of-2025/",
    )


def leave_and_cancel(desk: Desk, leave: Callable[[], object]) -> None:
    """Leave a record until the screen asks whether what was typed is to be lost; say no."""
    questions: list[str] = []

    def cancel(dialog: Dialog) -> None:
        questions.append(dialog.message)
        dialog.dismiss()

    desk.page.on("dialog", cancel)
    desk.insist(leave, lambda: bool(questions))
    desk.page.remove_listener("dialog", cancel)


def test_what_is_not_saved_is_lost_by_nothing_but_an_answer(desk: Desk) -> None:
    desk.open("newsletters/entries/spring-2025")
    desk.fill("summary", "Whom to call.")
    box = desk.field("summary").locator("input").first
    expect(desk.screen.get_by_role("button", name="Save", exact=True)).to_be_enabled()
    for leave in (
        lambda: box.press("Escape"),
        lambda: desk.screen.get_by_role("button", name="Cancel Editing").click(),
        lambda: desk.open("pages/entries/help"),
        lambda: desk.page.evaluate("history.back()"),
    ):
        leave_and_cancel(desk, leave)
        expect(box).to_have_value("Whom to call.")
    closing = "dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    assert desk.screen.evaluate(closing) is False
    desk.save()
    assert "+summary: Whom to call." in desk.changed()


def test_a_save_that_is_refused_says_why_and_keeps_what_both_wrote(
    desk: Desk, noise: list[str]
) -> None:
    desk.open("newsletters/entries/spring-2025")
    desk.fill("summary", "Whom to call.")
    file = desk.content / "newsletters/spring-2025.md"
    before = file.read_bytes()
    file.write_bytes(before + b"\nWhat somebody else wrote.\n")
    heard = len(noise)
    desk.screen.get_by_role("button", name="Save", exact=True).click()
    refused = desk.screen.get_by_role("alertdialog")
    expect(refused).to_contain_text("changed by somebody else after you opened it. Copy what you")
    refused.get_by_role("button", name="OK").click()
    assert all("409" in one or "by somebody else" in one for one in noise[heard:])
    del noise[heard:]
    expect(desk.field("summary").locator("input").first).to_have_value("Whom to call.")
    assert file.read_bytes() == before + b"\nWhat somebody else wrote.\n"
    file.write_bytes(before)
    desk.save()
    assert "+summary: Whom to call." in desk.changed()


def test_an_embargo_is_set(desk: Desk) -> None:
    desk.open("newsletters/entries/spring-2025")
    desk.choose("status", "scheduled")
    desk.fill("publish_at", "2026-12-03T09:30")
    desk.field("published").get_by_role("button", name="Clear").click()
    desk.save()
    file = desk.read("newsletters/spring-2025.md")
    assert "\nstatus: scheduled\npublish_at: 2026-12-03 09:30\n" in file
    assert "published:" not in file


def test_a_review_is_withdrawn_with_all_that_is_about_it(desk: Desk) -> None:
    desk.open("reviews/entries/ex01")
    desk.choose("status", "withdrawn")
    desk.fill("withdrawn_reason", "A court ordered it.")
    desk.save()
    assert "withdrawn_reason: A court ordered it.\n" in desk.read("reviews/ex01.md")
    desk.state("to be fixed")
    expect(desk.page.locator("#told")).to_contain_text("Still public")
    desk.page.get_by_role("button", name="Take down what is about it too").click()
    expect(desk.page.locator("#taken li")).to_have_count(5)
    desk.page.get_by_role("button", name="Take all of it down").click()
    # What is about other reviews too, somebody has to write anew.
    desk.state("One thing has to be fixed")
    assert sum(line.endswith("status: withdrawn") for line in desk.changed()) == 6
    desk.page.get_by_role("button", name="Go there").first.click()
    table = desk.field("body").locator("textarea").first
    table.fill(table.input_value().replace("[EX01](review:ex01)", "A review"))
    desk.save()
    desk.state("All is well")


def uploaded(desk: Desk, name: str, data: bytes) -> None:
    """Take a file of this machine in the dialog that is open, with the keyboard alone."""
    dialog = desk.screen.get_by_role("dialog").first
    with desk.page.expect_file_chooser() as chooser:
        dialog.get_by_role("button", name="Upload").press("Enter")
    chooser.value.set_files({"name": name, "mimeType": "", "buffer": data})
    dialog.get_by_role("button", name="Insert").press("Enter")
    expect(dialog).to_be_hidden()


def test_a_file_is_replaced_and_a_picture_put_into_the_words(desk: Desk) -> None:
    desk.open("newsletters/entries/spring-2025")
    words = desk.field("body")
    words.locator("[contenteditable=true]").first.click()
    desk.page.keyboard.press("Control+End")
    desk.page.keyboard.press("Enter")
    words.get_by_role("button", name="Image").first.click()
    words.get_by_role("button", name="Browse").click()
    lamps = (desk.content / "images/two-lamps.png").read_bytes()
    uploaded(desk, "lamps-of-the-fair.png", lamps)
    words.get_by_role("textbox", name="Alt Text").fill("Two lamps side by side")
    desk.save()
    desk.state("All is well")
    assert (desk.content / "files/lamps-of-the-fair.png").read_bytes() == lamps
    assert "+![Two lamps side by side](/files/lamps-of-the-fair.png)" in desk.changed()
    place = desk.open_list("documents", "Annual Report 2024-25")
    desk.field(f"documents.{place}.file").get_by_role("button", name="Replace File").press("Enter")
    uploaded(desk, "annual-report-again.txt", b"What the second edition says.\n")
    desk.save()
    assert "+  file: /files/annual-report-again.txt" in desk.changed()
    # The old one was public, so the screen asks for it and says how.
    expect(desk.page.locator("#told")).to_contain_text("list it under “Earlier”")


def test_the_keyboard_alone_is_enough(desk: Desk) -> None:
    desk.open("newsletters/entries/spring-2025")
    box = desk.field("title").locator("input")
    box.wait_for()
    keys = desk.page.keyboard
    desk.page.locator("#publish").focus()
    for _ in range(40):
        keys.press("Tab")
        if box.evaluate("one => one === document.activeElement"):
            break
    else:
        pytest.fail("forty tabs do not lead to the title")
    keys.press("End")
    keys.type(" anew")
    # Until the screen has seen what was typed there is nothing to be saved.
    expect(desk.screen.get_by_role("button", name="Save", exact=True)).to_be_enabled()
    desk.insist(lambda: keys.press("Control+s"), lambda: not box.is_visible())
    assert "+title: Child deaths newsletter, spring 2025 anew" in desk.changed()


def test_only_the_screen_may_write(desk: Desk) -> None:
    address = re.sub(r"/edit/$", "", desk.page.url)
    own = {"X-Editing-Screen": "1"}
    for headers in (
        {},
        {**own, "Origin": "https://elsewhere.example"},
        {**own, "Host": "a.example"},
    ):
        asked = urllib.request.Request(
            f"{address}/admin/folder/content/site.yml", b"x", headers, method="PUT"
        )
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(asked)
        assert refused.value.code in {403, 404}
        refused.value.close()
    assert desk.changed() == []


def test_the_screen_asks_nobody_else_and_needs_no_more_than_its_policy(
    desk: Desk, noise: list[str]
) -> None:
    expect(desk.screen.get_by_text(re.compile("translation|Change Language"))).to_have_count(0)
    told = [one for one in noise if not one.startswith(("blob:", "data:")) and "404" not in one]
    assert [one for one in told if "inline style" not in one] == []


def test_a_list_is_put_in_another_order_with_the_arrow_keys(desk: Desk) -> None:
    desk.open_list("contacts")
    before = re.findall(r"^- id: (\S+)", desk.read("contacts.yml"), re.MULTILINE)
    first = desk.screen.locator("[data-key-path=contacts] .item-list > * > .item").first
    first.get_by_role("button", name=re.compile("Reorder")).first.focus()
    desk.page.keyboard.press("ArrowDown")
    expect(first).to_contain_text("Helpline")
    desk.save()
    after = re.findall(r"^- id: (\S+)", desk.read("contacts.yml"), re.MULTILINE)
    assert after == [before[1], before[0], *before[2:]]
    assert desk.read("contacts.yml").startswith("# Only numbers")


KNOWN = {"aria-required-children", "meta-viewport", "region"}
"""What axe finds on the pages of the package itself, as `docs/assurance.md` lists it."""


def test_our_page_has_no_barrier_and_the_package_only_known_ones(
    desk: Desk, chromium: Browser
) -> None:
    desk.page.evaluate("document.documentElement.style.opacity = '1'")  # else it has no colours
    found = Axe().run(desk.page, options={"iframes": False, "preload": False}).response
    desk.page.evaluate("document.documentElement.style.opacity = '0'")
    assert [one["id"] for one in found["violations"]] == []
    alone = chromium.new_page()
    alone.goto(re.sub(r"/edit/.*", "/admin/", desk.page.url))
    alone.get_by_role("button", name="New").wait_for(timeout=PATIENCE)
    found = Axe().run(alone, options={"preload": False}).response
    alone.close()
    assert sorted({one["id"] for one in found["violations"]} - KNOWN) == []


def on_trial(route: Route) -> None:
    """Gives the screen the folder that its program has for trials instead of a repository."""
    config = route.fetch().json()
    route.fulfill(json=config | {"backend": {"name": "test-repo"}, "publish_mode": "simple"})


FILL = """async (files) => {
  const root = await navigator.storage.getDirectory();
  const own = await root.getDirectoryHandle("sveltia-cms-test", { create: true });
  for (const [path, text] of Object.entries(files)) {
    const parts = path.split("/");
    let folder = own;
    for (const part of parts.slice(0, -1)) {
      folder = await folder.getDirectoryHandle(part, { create: true });
    }
    const file = await folder.getFileHandle(parts.at(-1), { create: true });
    const writing = await file.createWritable();
    await writing.write(text);
    await writing.close();
  }
}"""
READ = """async (path) => {
  const root = await navigator.storage.getDirectory();
  let folder = await root.getDirectoryHandle("sveltia-cms-test");
  const parts = path.split("/");
  for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part);
  return (await (await folder.getFileHandle(parts.at(-1))).getFile()).text();
}"""


def test_the_screen_of_a_host_keeps_its_policy_and_the_lines_of_a_private_folder(
    chromium: Browser, tmp_path: Path
) -> None:
    content = small_site.write(tmp_path)
    with (content / "site.yml").open("a", encoding="utf-8") as settings:
        settings.write("editing: {backend: github, repository: board/site}\n")
    assert not small_site.build(content).errors
    texts = {path: text for path, text in small_site.FILES.items() if path[-3:] in {".md", "yml"}}
    noise: list[str] = []
    with serve(content.parent / "public") as address:
        page = editor.window(chromium, noise)
        page.goto(f"{address}/admin/")
        page.get_by_role("button", name=re.compile("Sign In with")).wait_for()
        page.route("**/admin/config.json", on_trial)
        page.evaluate(FILL, {f"content/{path}": text for path, text in texts.items()})
        page.goto(f"{address}/admin/#/collections/pages/entries/help")
        page.reload()
        page.get_by_role("button", name="Work with Test Repository").click()
        box = page.locator('[data-key-path="title"] input')
        expect(box).to_have_value("Worried about a child")
        box.fill("Worried about a child or a baby")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(box).to_be_hidden()
        saved = page.evaluate(READ, "content/pages/help.md")
        page.close()
    before = small_site.FILES["pages/help.md"]
    assert saved == before.replace("Worried about a child", "Worried about a child or a baby")
    # It would ask how GitHub is; the policy lets it ask for the repository alone.
    assert [one for one in noise if not re.search("githubstatus|inline style", one)] == []
