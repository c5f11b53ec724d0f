"""Where only words change, the pages that show them are made, and the folder is as from nothing."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from sitegen.cache import store, up_to_date
from sitegen.cache.memo import Memo
from sitegen.cli import build as command
from sitegen.content import load
from sitegen.content.body import Body, BodyWords
from sitegen.content.values import Prose
from sitegen.output import filters
from sitegen.output.context import RenderContext
from sitegen.output.hosts.record import BUILD_RECORD
from sitegen.output.routes import routes
from sitegen.output.templates import Templates
from sitegen.pipeline import build as pipeline
from sitegen.pipeline import content, last_build, stages
from sitegen.pipeline.report import Report
from sitegen.pipeline.request import IssueCollector, Request
from sitegen.site.site import Site
from sitegen.views import columns, frame, updates
from sitegen.views.feeds import feeds
from sitegen.views.tables import tables
from tests import small_site
from tests.conftest import last_day
from tests.inspection import photos
from tests.pipeline.test_cached import EDITS, KEY, SEQUENCES, Desk

CHAPTER = small_site.page("What is done.\n\n## A place\n\nMore words.", title="A chapter")
SEARCH = small_site.page("Search here.", "shows: search", title="Search")


def asked(request: Request) -> Request:
    """Ask for a build that may find nothing but words changed, as the command does."""
    program = (request.templates, request.assets)
    watched = up_to_date.watch((), program, request.content, load.LEDGER)
    return replace(request, inputs=command._inputs(request, watched))


def files(folder: Path) -> Mapping[str, bytes]:
    """Read all of an output folder."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


class Folder:
    """A small site with a search, built again and again into one folder."""

    def __init__(self, folder: Path) -> None:
        """Build it once."""
        self.content = small_site.write(folder)
        small_site.put(self.content, "pages/search.md", SEARCH)
        small_site.put(self.content, "pages/chapter.md", CHAPTER)
        small_site.change(self.content, "site.yml", "site-map,", "site-map, search,")
        self.request = replace(small_site.request(self.content), recording=False)
        self.report = self.build()

    def build(self, **changes: Any) -> Report:
        """Build it as the command does, a program that knows nothing but what lies on the disk."""
        self.report = pipeline.build(asked(replace(self.request, memo=Memo(), **changes)))
        return self.report

    @property
    def doubt(self) -> str:
        """Why the last build looked at everything; nothing if only words changed."""
        return self.report.reasons.doubt

    def edit(self, path: str, old: str, new: str) -> None:
        """Change a file and build."""
        small_site.change(self.content, path, old, new)
        self.build()

    def as_from_nothing(self) -> bool:
        """Say whether the folder and what is told are those of a build from nothing."""
        other = self.content.parent / "other"
        shutil.rmtree(other, ignore_errors=True)
        plain = replace(self.request, output=other, inputs=None, memo=Memo())
        told = pipeline.build(plain)
        assert files(self.request.output) == files(other)
        assert self.report.issues == told.issues
        counts = [(one.summary.pages, one.summary.files) for one in (self.report, told)]
        return counts[0] == counts[1]


@pytest.fixture
def site(tmp_path: Path) -> Folder:
    """A folder that was built a moment ago."""
    return Folder(tmp_path)


def test_where_only_words_change_one_page_is_made(site: Folder) -> None:
    site.edit("pages/chapter.md", "More words.", "Other words, and **bold** ones.")
    assert site.doubt == ""
    assert site.report.reasons.remade == {"/chapter/"}
    assert "Other words" in (site.request.output / "chapter" / "index.html").read_text("utf-8")
    assert site.as_from_nothing()
    site.edit("reviews/scr1.md", "Ask the child.", "Ask the child, and listen.")
    assert site.doubt == ""
    assert site.as_from_nothing()


@pytest.mark.parametrize(
    ("old", "new", "doubt"),
    [
        ("title: A chapter", "title: Another chapter", "more than the words"),
        ("## A place", "## Another place", "a heading, a link or a picture"),
        ("More words.", "More [words](help.md).", "a heading, a link or a picture"),
        ("More words.", "Call {contact:emergency}.", "a heading, a link or a picture"),
        ("More words.", "The QXZ is here.\n\nMore {words.", "has faults"),
    ],
    ids=["front", "heading", "link", "insert", "fault"],
)
def test_where_more_may_have_changed_everything_is_looked_at(
    site: Folder, old: str, new: str, doubt: str
) -> None:
    small_site.change(site.content, "pages/chapter.md", old, new)
    assert doubt in site.build().reasons.doubt


@pytest.mark.parametrize(
    ("path", "old", "new", "page", "told"),
    [
        ("pages/chapter.md", "More", "Other", "/chapter/", "because it shows words that changed"),
        ("pages/chapter.md", "More", "Other", "/help/", "because it shows no words that changed"),
        ("pages/chapter.md", "A page", "One", "/chapter/", "its frame (menu, trail, links)"),
        ("pages/chapter.md", "A page", "One", "/help/", "because no copy of it was kept"),
        ("reviews/scr1.md", "of Robin", "of a boy", "/reviews/", "because what it lists changed"),
        ("site.yml", "area: E", "area: F", "/help/", "because a setting or the accessibility"),
        ("pages/chapter.md", "More", "The QXZ", "/help/", "while there are errors"),
        ("pages/chapter.md", "More", "Other", "/nope/", "There is no page /nope/;"),
    ],
)
def test_one_sentence_says_why_a_page_was_made_again_or_not(
    site: Folder, path: str, old: str, new: str, page: str, told: str
) -> None:
    small_site.change(site.content, path, old, new)
    assert told in site.build(explain=page).reasons.of(page)


def test_a_build_that_finds_nothing_new_says_so_and_leaves_the_folder_as_it_is(
    site: Folder,
) -> None:
    later = site.request.moment + timedelta(hours=1)
    assert "nothing has changed" in site.build(explain="/help/", moment=later).reasons.of("/help/")
    assert (site.report.reasons.remade, site.report.summary.changed) == (frozenset(), 0)
    assert site.as_from_nothing()


def test_where_a_page_was_touched_by_hand_it_is_made_again(site: Folder) -> None:
    (site.request.output / "help" / "index.html").write_text("mine", encoding="utf-8")
    site.edit("pages/chapter.md", "More", "Other")
    assert "not as the last build left it" in site.doubt
    assert site.as_from_nothing()


def test_what_somebody_leaves_in_the_site_while_words_are_put_into_it_is_taken_out(
    site: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange = site.request.output / "mine.txt"
    with monkeypatch.context() as patch:
        _meanwhile(patch, lambda: strange.write_text("mine", encoding="utf-8"))
        site.edit("pages/chapter.md", "More", "Other")
    assert (site.doubt, strange.exists()) == ("", True)
    site.build()
    assert "not as the last build left it" in site.doubt
    assert site.as_from_nothing()


def test_a_link_in_the_finished_site_is_a_doubt_and_no_crash(site: Folder) -> None:
    (site.request.output / "link").symlink_to(site.content / "site.yml")
    site.edit("pages/chapter.md", "More", "Other")
    assert (site.report.summary.written, site.doubt != "") == (True, True)
    assert "Other words" in (site.request.output / "chapter" / "index.html").read_text("utf-8")


def test_another_day_another_template_and_another_ledger_are_another_build(
    site: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_site.change(site.content, "pages/chapter.md", "More", "Other")
    later = site.request.moment + timedelta(days=1)
    assert "the day is another" in site.build(moment=later).reasons.doubt
    (site.content / load.LEDGER).write_text("/help/\n", encoding="utf-8")
    site.build(moment=later)
    assert "urls.lock is another" in site.doubt
    monkeypatch.setattr("sitegen.cache.store.surroundings", lambda: ("another Python",))
    assert "the program" in site.build(moment=later).reasons.doubt


def test_the_day_ends_by_the_clock_of_the_board(site: Folder) -> None:
    site.edit("site.yml", "Europe/London", "America/New_York")
    small_site.change(site.content, "pages/chapter.md", "More", "Other")
    # By the clock of London, this is the same day in New York.
    next_day = datetime.combine(site.request.moment.date() + timedelta(1), time(2))
    assert site.build(moment=next_day).reasons.doubt == "the day is another"


def test_a_build_that_was_stopped_half_way_leaves_nothing_to_rest_on(
    site: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_site.change(site.content, "pages/chapter.md", "More", "Other")
    with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
        patch.setattr(Path, "replace", _stop)
        site.build()
    site.build()
    assert "nothing is known of the last build" in site.doubt
    assert site.as_from_nothing()


@pytest.mark.parametrize("damage", [b"", b"half a database", None], ids=["empty", "half", "gone"])
def test_what_is_damaged_is_not_known(site: Folder, damage: bytes | None) -> None:
    place = last_build.LastBuild(site.content.parent / ".cache").path
    place.unlink() if damage is None else place.write_bytes(damage)
    site.edit("pages/chapter.md", "More", "Other")
    assert site.doubt != ""
    assert site.as_from_nothing()


@pytest.mark.skipif(os.name != "posix", reason="files have no rights to ask for here")
def test_what_others_could_have_written_is_not_known(site: Folder) -> None:
    last_build.LastBuild(site.content.parent / ".cache").path.chmod(0o644)
    site.edit("pages/chapter.md", "More", "Other")
    assert "nothing is known of the last build" in site.doubt
    assert site.as_from_nothing()


def test_a_row_that_somebody_changed_is_not_there(tmp_path: Path) -> None:
    last = last_build.LastBuild(tmp_path)
    last.put({last_build.HEAD: ("words", "of a row")})
    assert last.get(last_build.HEAD) == ("words", "of a row")
    data = last.path.read_bytes()
    last.path.write_bytes(data.replace(b"of a row", b"of a cow"))
    with pytest.raises(LookupError):
        last.get(last_build.HEAD)


def test_a_row_is_made_anew_only_if_it_is_made_from_something_else(tmp_path: Path) -> None:
    last, made = last_build.LastBuild(tmp_path), iter(range(9))

    def renewed(**rows: bytes) -> None:
        last.renew([last_build.NewRow(name, of, lambda: next(made)) for name, of in rows.items()])

    renewed(a=b"1", b=b"1", c=b"", d=b"1")
    assert last.several("abcd") == [0, 1, 2, 3]
    last.put({"d": "words"})
    renewed(b=b"1", c=b"", a=b"2", d=b"1")
    assert last.several("abcd") == [5, 1, 4, 6]
    renewed(a=b"2")
    assert (last.get("a"), last.has("b")) == (5, False)


def test_a_damaged_row_is_in_doubt_once(site: Folder) -> None:
    place = last_build.LastBuild(site.content.parent / ".cache").path
    with closing(sqlite3.connect(place)) as file, file:
        file.execute("UPDATE rows SET value = x'00' WHERE name = 'source pages/chapter.md'")
    site.edit("pages/chapter.md", "More", "Other")
    assert "nothing is known of the last build" in site.doubt
    site.edit("pages/chapter.md", "Other", "More")
    assert site.doubt == ""
    assert site.as_from_nothing()


def _without_words(site: Site) -> Site:
    """Take out the words of every Markdown file; what is left is what others may see of them."""
    words = {getattr(record.item, "body", None) for record in site.by_path.values()}

    def outline(body: Body) -> Body:
        return body._replace(words=BodyWords.of(()), html_digest=b"", links=(), pictures=())

    bodies = {prose: outline(b) if prose in words else b for prose, b in site.bodies.items()}
    return replace(site, bodies=bodies)


@pytest.mark.parametrize("board", ["content", "tests/boards/exampleshire"])
def test_views_arrange_the_same_without_any_words_and_pages_know_whose_they_show(
    board: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = small_site.ROOT / board
    moment = datetime.fromisoformat(f"{last_day(folder)}T23:59")
    request = replace(small_site.request(folder), moment=moment)
    whole = content.read(request, IssueCollector(), content.opened(request), None).site
    bare = _without_words(whole)
    read: list[Prose] = []

    def noted(prose: Prose) -> str:
        read.append(prose)
        return ""

    for view in (columns, frame, updates):
        monkeypatch.setattr(view, "plain", noted)
    assert [route.view for route in routes(bare)] == [route.view for route in routes(whole)]
    assert feeds(bare) == feeds(whole)
    assert [len(table.rows) for table in tables(bare)] == [len(t.rows) for t in tables(whole)]
    items = (record.item for record in whole.by_path.values())
    words = {getattr(item, "body", None) for item in items if getattr(item, "summary", "")}
    assert words.isdisjoint(read)
    monkeypatch.undo()
    tools = RenderContext.of(whole, Templates(request.templates), request.assets)
    pages = [tools.renderer.pending(route).make() for route in routes(whole)]
    sources = {filters.file_of(shown.source) for page in pages for shown in page.words}
    assert sources <= whole.by_path.keys()
    assert len(sources) > len(whole.by_path) / 2


def test_words_that_are_taken_out_of_a_text_say_how() -> None:
    answers: set[tuple[str, bool]] = set()
    words = filters.Words("<p>One.</p><p>Two.</p><h2>Three</h2>", "a.md\x1f", answers)
    page = filters.lead(words).__html__() + filters.after_lead(words).__html__()
    html, shown = filters.printed(f"<main>{page}</main>")
    assert html == "<main><p>One.</p><p>Two.</p></main>"
    assert [html[one.start : one.end] for one in shown] == ["<p>One.</p>", "<p>Two.</p>"]
    assert [filters.file_of(one.source) for one in shown] == ["a.md", "a.md"]
    again = Body(BodyWords.of(["<p>1</p><p>2</p><p>3</p>"]))
    new = [filters.html_of(again, str, one.source) for one in shown]
    assert new == ["<p>1</p>", "<p>2</p><p>3</p>"]
    assert bool(filters.sections(words).strip())
    assert answers == {("a.md\x1f\x1fsections\x1fstrip", True)}
    assert filters.file_of(words[3:].source) == filters.UNKNOWN


class Disk(Desk):
    """A small site that is edited again and again, each time built into the same folder."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        """Begin behind the one embargo, in most cases: before it lifts, all is from nothing."""
        super().__init__(folder, chance)
        self.moment += timedelta(days=2 * (chance.random() < 0.9))
        self.aside = folder / "good"
        self.shared()
        self._append("pages/index.md", "Read [a chapter](chapter.md).")
        self.settle(good=True)

    def settle(self, *, good: bool) -> None:
        """Keep a copy of content that is in order; mends what is not, in most cases."""
        if good:
            shutil.rmtree(self.aside, ignore_errors=True)
            shutil.copytree(self.content, self.aside)
        elif self.aside.is_dir() and self.chance.random() < 0.7:
            shutil.rmtree(self.content)
            shutil.copytree(self.aside, self.content)

    def edit(self) -> None:
        """Change something, above all words."""
        words = (*[self.word] * 4, self.shared, self.heading, self.link, self.anchor)
        files = (self.move, self.exchange, self.drop, self.repaint, self.slip)
        made = (self.touch, self.touch_quietly, self.lose, self.leave)
        acts = self.chance.choice((words, words, words, files, made, (super().edit,)))
        self.chance.choice(acts)()

    def heading(self) -> None:
        """Write a new heading at the end of a text, or change the words below it."""
        self._append("reviews/scr1.md", f"## Place {self.chance.randrange(3)}\n\nWords.")

    def link(self) -> None:
        """Write a link at the end of a text, or take all links out."""
        place = self.content / "pages" / "help.md"
        text = place.read_text(encoding="utf-8")
        linked = "\n\nSee [all reviews](/reviews/).\n"
        new = text.replace(linked, "") if linked in text else text + linked
        place.write_text(new, encoding="utf-8")

    def anchor(self) -> None:
        """Rename the place to which another page leads, or leads there."""
        self._append("pages/help.md", "See [what](/reviews/scr1/#what-we-learned).")
        self._swap("reviews/scr1.md", "## What we learned", "## What was learned")

    def shared(self) -> None:
        """Change words that two pages show."""
        pages = self.content / "pages"
        for place in sorted(pages.glob("chapter*.md")) or [pages / "chapter.md"]:
            small_site.put(pages, place.name, f"{CHAPTER}\n\n{self.chance.random()}\n")

    def touch(self) -> None:
        """Write into the folder of the finished site."""
        for place in sorted((self.folder / "public").rglob("index.html"))[:1]:
            place.write_text("by hand", encoding="utf-8")

    def touch_quietly(self) -> None:
        """Change a letter of a finished page, and give the file its old time back."""
        place = self.chance.choice(sorted((self.folder / "public").rglob("*.html")) or [None])
        if place:
            times = (place.stat().st_atime_ns, place.stat().st_mtime_ns)
            place.write_bytes(place.read_bytes().replace(b"a", b"b", 1))
            os.utime(place, ns=times)

    def lose(self) -> None:
        """Delete a file of the finished site, but not what tells that it is one."""
        every = sorted((self.folder / "public").rglob("*"))
        found = [p for p in every if p.is_file() and p.name != BUILD_RECORD]
        for place in self.chance.sample(found, min(1, len(found))):
            place.unlink()

    def leave(self) -> None:
        """Leave a file in the folder of the finished site that is not of it."""
        if (self.folder / "public" / BUILD_RECORD).is_file():
            (self.folder / "public" / "mine.txt").write_text("mine", encoding="utf-8")

    def move(self) -> None:
        """Give a page another address, and say so where a page leads to it."""
        name = f"chapter{self.chance.randrange(3)}.md"
        for place in sorted(self.content.glob("pages/chapter*.md"))[:1]:
            self._swap("pages/index.md", f"({place.name})", f"({name})")
            place.rename(place.with_name(name))

    def exchange(self) -> None:
        """Give two files each other’s name; their times stay."""
        names = sorted(self.content.glob("reviews/*.md"))
        if len(names) > 1:
            first, second = self.chance.sample(names, 2)
            aside = first.with_name("aside")
            first.rename(aside)
            second.rename(first)
            aside.rename(second)

    def drop(self) -> None:
        """Delete a page or a review."""
        names = [*self.content.glob("pages/chapter*.md"), *self.content.glob("reviews/re*.md")]
        for place in self.chance.sample(sorted(names), min(1, len(names))):
            place.unlink()

    def repaint(self) -> None:
        """Put a picture into a text, or another one of the same size in its place."""
        place = self.content / "images" / "lamps.png"
        if not place.exists():
            self._append("pages/help.md", "![Two lamps](../images/lamps.png)")
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(photos.picture("PNG", (8 + self.chance.randrange(2), 8)))

    def _append(self, path: str, text: str) -> None:
        with (self.content / path).open("a", encoding="utf-8") as file:
            file.write(f"\n\n{text}\n")

    def _swap(self, path: str, old: str, new: str) -> None:
        self.swap(((path, old, new),))

    def request(self, output: str) -> Request:
        """Ask for the site as it is now."""
        return replace(
            small_site.request(self.content),
            output=self.folder / output,
            templates=self.templates,
            assets=self.assets,
            moment=self.moment,
            preview=self.preview,
            key=KEY,
            recording=False,
            memo=Memo(),
        )


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_after_random_edits_the_folder_is_that_of_a_build_from_nothing(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Disk(tmp_path, random.Random(seed))  # noqa: S311 - an order of edits, not a secret
    monkeypatch.setattr("sitegen.cache.store.stamp", lambda: desk.program.ljust(16)[:16])
    monkeypatch.setattr("sitegen.cache.store.surroundings", lambda: (desk.program.hex(),))
    for step in range(EDITS):
        desk.edit()
        happens = desk.chance.random()
        if happens < 0.2:
            request = asked(desk.request("public"))
            with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
                if happens < 0.1:
                    patch.setattr(Path, "replace", _stop)
                else:
                    _meanwhile(patch, desk.edit)
                pipeline.build(request)
        memo = store.load(tmp_path / ".cache", pytest.fail)
        told = pipeline.build(asked(replace(desk.request("public"), memo=memo)))
        store.save(tmp_path / ".cache", memo)
        plain = pipeline.build(desk.request(f"other{step}"))
        assert told.issues == plain.issues
        desk.settle(good=not plain.errors)
        if not plain.errors:
            assert files(desk.folder / "public") == files(desk.folder / f"other{step}")


def _meanwhile(patch: pytest.MonkeyPatch, edit: Callable[[], object]) -> None:
    """Let somebody edit while a build is under way, after it has looked for what is new."""
    patch.setattr(load, "document_at", partial(_behind, edit, load.document_at))
    patch.setattr(stages, "make", partial(_behind, edit, stages.make))


def _behind(edit: Callable[[], object], act: Callable[..., Any], *given: Any) -> Any:
    edit()
    return act(*given)


def _stop(*_: object) -> None:
    raise KeyboardInterrupt
