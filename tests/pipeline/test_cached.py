"""Whatever a remembered answer is made from is in its key; what is not new is not made again."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import fields, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final
from unittest.mock import ANY

import pytest

from sitegen.cache.memo import Memo, digest
from sitegen.checks.context import CheckContext, KnownFigure, KnownReview
from sitegen.cli import protect
from sitegen.content import parsing
from sitegen.content.abbreviations import Abbreviations
from sitegen.content.entry import Entry
from sitegen.content.load import Document
from sitegen.content.record import Record
from sitegen.content.values import Prose
from sitegen.issues.issue import Issue, Origin
from sitegen.models.pages import Page
from sitegen.output import filters, render, search_bundles, search_entry, search_index
from sitegen.output.render import AssetUrls, Renderer
from sitegen.output.routes import routes
from sitegen.output.templates import Templates
from sitegen.pipeline import build as pipeline
from sitegen.pipeline import cached, stages
from sitegen.pipeline.request import BuildStopped, IssueCollector
from sitegen.privacy import names
from sitegen.privacy import scan as guard
from sitegen.privacy.names import Names
from tests import small_site

SEQUENCES: Final = int(os.environ.get("SITEGEN_FUZZ", "40")) // 10
"""With SITEGEN_FUZZ=5000 in the environment, 500 long sequences of edits are tried."""

EDITS: Final = 8


# ---- Each part of a key ----


def _parse(memo: Memo, text: str, path: str) -> object:
    parse = partial(parsing.read_mapping, text, path)
    return cached.parsed(memo)(lambda: (parse(),), path, digest(text))


def _record(memo: Memo, path: str, body: str) -> object:
    text = f"---\ntitle: A page\nstatus: draft\n---\n{body}"
    entry = parsing.read_markdown(text, path)
    found = Document(path, "pages", (entry,), digest(text))
    return cached.recorded(memo)(found, Page, None)


def _inspect(memo: Memo, name: str, data: bytes) -> object:
    return cached.inspected(memo)(name, data)


def _render(memo: Memo, text: str, line: int, words: str) -> object:
    prose = Prose(text, Origin("a.md", line))
    return cached.rendered(memo)(Abbreviations({"SCR": words}), [prose])(prose)


def _note(memo: Memo, made_from: bytes, weight: float) -> object:
    def make() -> filters.Rendered:
        html = f"<main><p>{made_from.decode()}</main>"
        return filters.Rendered(html.encode(), (), frozenset())

    draft = render.PendingPage("/a/", {"all": made_from}, make)
    frames = {"/a/": search_entry.EntryFrame("/a/", weight, None)}
    (page,) = cached.pages(memo, [draft], frames)
    return page.note


def _index(memo: Memo, path: str, html: str) -> object:
    entry = search_entry.IndexEntry(path, html)
    page = search_bundles.SoughtPage(path, entry.digest, False, lambda: entry)
    with cached.indexed(memo, [page]) as index:
        (made,) = index()
        return made


def _check(memo: Memo, known: CheckContext, digest: bytes, line: int) -> object:
    entry = Entry(Origin("a.yml", line), {}, {})
    record = Record("themes", "a", ("The boy was bruised.",), entry, digest)
    found = Issue(entry.origin, f"{known}{digest!r}", rule="words")
    (told,) = cached.checked(memo)(known, [(record, lambda: (found,))])  # type: ignore[list-item]
    return told


def _found(text: str, protected: Names) -> Any:
    return text, protected.register.salt, protected.key


def _found_otherwise(text: str, protected: Names) -> Any:
    return text, protected


def _search(memo: Memo, protected: Names, look: guard.Look, text: str) -> object:
    return cached.searched(memo)(protected)(look, text)


NAMES: Final = Names(names.read("salt salt"), b"a key")
OTHER_NAMES: Final = Names(names.read("salt other"), b"a key")


_CHECKED: Final = """0808 157 {0}
  verified:
    on: 2026-11-20
    by: the team
    how: called
    number: 0808 157 {0}"""
RENUMBERED: Final = (_CHECKED.format("0000"), _CHECKED.format("0001"))
"""A new number of the helpline, with the check that it needs."""

KNOWN: Final = CheckContext(("SCR",), (("SCR", "review"),), {"999": "emergency"}, ("here",))
OTHERS: Final = {
    "terms": ("SCR", "NHS"),
    "expansions": (("SCR", "reviews"),),
    "numbers": {"999": "police"},
    "addresses": (),
    "figures": (KnownFigure("courses", 25, "25", "courses"),),
    "reviews": (KnownReview("scr1", ("SCR1", "Robin"), readable=False),),
    "press": ("article",),
    "case_texts": ("overview",),
}
"""Another value of each field."""


def test_what_was_found_in_a_record_depends_on_all_that_is_known() -> None:
    assert OTHERS.keys() == {field.name for field in fields(CheckContext)}
    memo = Memo()
    first = _check(memo, KNOWN, b"1", 1)
    for name, value in OTHERS.items():
        assert _check(memo, replace(KNOWN, **{name: value}), b"1", 1) != first  # type: ignore[arg-type]
    assert _check(memo, replace(KNOWN), b"1", 1) is first


def test_what_is_known_is_written_alike_in_every_run(tmp_path: Path) -> None:
    """A set would be written in another order by each process."""
    content = small_site.write(tmp_path)
    address = "phone: 01632 960000\n  postal: [The Hall, 2 Long Lane, Testbury, ZZ99 9ZZ]"
    small_site.change(content, "contacts.yml", "phone: 01632 960000", address)
    code = (
        "from pathlib import Path\nfrom sitegen.checks.context import CheckContext\n"
        "from tests import small_site\n"
        f"print(repr(CheckContext.of(small_site.site(Path({str(content)!r})))))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=small_site.ROOT,
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


def test_what_was_found_is_told_again_and_what_was_mended_is_not(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    request = replace(small_site.request(content), memo=Memo())
    small_site.change(content, "pages/help.md", "Call ", "The QXZ. Call ")
    told = [small_site.told(pipeline.build(request).issues) for _ in range(2)]
    assert told[0] == told[1]
    assert any("“QXZ” is not in the glossary" in one for one in told[0])
    term = "- id: qxz\n  term: QXZ\n  expansion: quick zone\n  meaning: A zone.\n"
    small_site.put(content, "glossary.yml", small_site.FILES["glossary.yml"] + term)
    assert pipeline.build(request).errors == 0


def test_every_record_of_one_line_is_checked(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    first = "{id: a, title: A, plain_explanation: Call 01632 960000.}"
    second = "{id: neglect, title: Neglect, plain_explanation: Needs., own_page: yes}"
    small_site.put(content, "themes.yml", f"[{first}, {second}]\n")
    request = replace(small_site.request(content), memo=Memo())
    told = small_site.told(pipeline.build(request).issues)
    assert [one for one in told if one.startswith("themes.yml:1")]


@pytest.mark.parametrize(
    ("answer", "given", "others"),
    [
        (_parse, ("a: b", "a.yml"), ("a: c", "b.yml")),
        (_record, ("pages/a.md", "Words."), ("pages/b.md", "More.")),
        (_inspect, ("a.pdf", b"%PDF-1.4"), ("a.png", b"%PDF-1.5")),
        (_render, ("An SCR.", 1, "review"), ("The SCR.", 2, "reviews")),
        (_check, (KNOWN, b"1", 1), (replace(KNOWN, terms=("NHS",)), b"2", 2)),
        (_search, (NAMES, _found, "A"), (OTHER_NAMES, _found_otherwise, "B")),
        (_search, (NAMES, _found, "A"), (replace(NAMES, key=b"b"), _found_otherwise, "B")),
        (_note, (b"a", 1), (b"b", 2)),
        (_index, ("a/index.html", "alpha"), ("b/index.html", "beta")),
    ],
    ids=[
        *("entries", "records", "files", "texts", "issues", "names", "keys", "notes", "search"),
    ],
)
def test_an_answer_depends_on_each_thing_that_it_is_made_from(
    monkeypatch: pytest.MonkeyPatch,
    answer: Callable[..., object],
    given: tuple[Any, ...],
    others: tuple[Any, ...],
) -> None:
    monkeypatch.setattr(
        search_index, "indexing", lambda entries, _: nullcontext(lambda: tuple(entries))
    )
    memo = Memo()
    first = answer(memo, *given)
    for place, other in enumerate(others):
        changed = (*given[:place], other, *given[place + 1 :])
        assert answer(memo, *changed) == answer(Memo(), *changed)
        assert answer(memo, *changed) != first
    assert answer(memo, *given) is first


class Kitchen:
    """Makes one page of a small site and tells all that it was made from."""

    def __init__(self, folder: Path) -> None:
        """Take the real templates."""
        self.content = small_site.write(folder)
        self.templates = shutil.copytree(small_site.ROOT / "templates", folder / "templates")
        self.addresses = AssetUrls(_Any(), {})
        self.preview = False

    def made_from(self, at: str = "/reviews/scr1/", **changes: object) -> bytes:
        """Tell what a page is made from, some of its route changed."""
        site = small_site.site(self.content, preview=self.preview)
        route = next(one for one in routes(site) if one.url == at)
        renderer = Renderer.of(site, Templates(self.templates), self.addresses, ())
        page = renderer.pending(route._replace(**changes))  # type: ignore[arg-type]
        assert page.made_from
        return page.made_from


class _Any(dict[str, str]):
    """Has an address for every asset."""

    def __missing__(self, name: str) -> str:
        return f"/assets/{name}"


def test_a_page_is_made_from_the_same_as_long_as_nothing_changes(tmp_path: Path) -> None:
    kitchen = Kitchen(tmp_path)
    assert kitchen.made_from() == kitchen.made_from()


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("site.yml", "area: Exampleshire", "area: Anotherplace"),
        ("statement.yml", "tested_by: the team", "tested_by: a team"),
        ("reviews/scr1.md", "title: Review of Robin", "title: Review of a child"),
        ("reviews/scr1.md", "Ask the child.", "Listen to the child."),
        ("reviews/scr1.md", "children_count: 1", "children_count: 2"),
        ("pages/reviews/index.md", "title: Reviews", "title: All reviews"),
        ("contacts.yml", "title: The board’s office", "title: Our office"),
        ("contacts.yml", *RENUMBERED),
        ("themes.yml", "title: Neglect", "title: Neglected children"),
    ],
)
def test_a_page_is_made_from_every_word_that_it_could_show(
    tmp_path: Path, path: str, old: str, new: str
) -> None:
    kitchen = Kitchen(tmp_path)
    front = "review_status: published\n"
    themes = f"{front}themes:\n  - {{theme: neglect, coded: yes}}\n"
    small_site.change(kitchen.content, "reviews/scr1.md", front, themes)
    before = kitchen.made_from()
    small_site.change(kitchen.content, path, old, new)
    assert kitchen.made_from() != before


def test_a_page_is_made_from_what_its_texts_insert_and_link_to(tmp_path: Path) -> None:
    kitchen = Kitchen(tmp_path)
    before = kitchen.made_from("/help/")
    small_site.change(kitchen.content, "contacts.yml", *RENUMBERED)
    assert kitchen.made_from("/help/") != before
    before = kitchen.made_from("/")
    (kitchen.content / "pages/help.md").rename(kitchen.content / "pages/worried.md")
    small_site.change(kitchen.content, "pages/index.md", "(help.md)", "(worried.md)")
    small_site.change(kitchen.content, "site.yml", "menu: [help, reviews]", "menu: [worried]")
    small_site.change(kitchen.content, "site.yml", "help_page: help", "help_page: worried")
    assert kitchen.made_from("/") != before


def test_a_page_is_made_from_its_templates_its_assets_and_how_it_was_asked_for(
    tmp_path: Path,
) -> None:
    kitchen = Kitchen(tmp_path)
    seen = {kitchen.made_from()}
    (kitchen.templates / "components" / "tag.html").write_text("another", encoding="utf-8")
    seen.add(kitchen.made_from())
    (kitchen.templates / "components" / "tag.html").rename(kitchen.templates / "tag.html")
    seen.add(kitchen.made_from())
    kitchen.addresses = AssetUrls({"site.css": "/assets/site.1.css"}, {})
    seen.add(kitchen.made_from())
    kitchen.preview = True
    seen.add(kitchen.made_from())
    seen.add(kitchen.made_from(template="page.html"))
    seen.add(kitchen.made_from(view=None))
    seen.add(kitchen.made_from(item=None))
    seen.add(kitchen.made_from(url="/elsewhere/"))
    seen.add(kitchen.made_from(title="Another title"))
    assert len(seen) == 10


def test_no_template_says_where_something_was_written() -> None:
    texts = [path.read_text("utf-8") for path in (small_site.ROOT / "templates").rglob("*.html")]
    assert texts
    assert not any(".origin" in text or "['origin']" in text for text in texts)


# ---- Whole sites after random edits ----

LATER: Final = """- id: later
  title: Later
  summary: What comes later.
  status: scheduled
  publish_at: 2026-11-23 09:00
  published: 2026-11-23
  document_kind: annual report
  about: What comes later.
  dated: 2018-07
  owner: Exampleshire SCB
  file_state: awaited
"""
FIGURE: Final = """- id: reviews
  value: 1
  unit: reviews
  wording: one review
  as_at: 2026-11
  sources: [{document: annual-report, place: page 1}]
"""
REVIEW: Final = small_site.FILES["reviews/scr1.md"]
WORDS: Final = ("Call", "Ask", "children", "SCR", "a review", "the helpline", "25 July 2018")
SWAPS: Final = (
    ("pages/help.md", "title: Worried about a child", "title: If you are worried"),
    ("reviews/scr1.md", "title: Review of Robin", "title: The review of Robin"),
    ("themes.yml", "title: Neglect", "title: Neglected children"),
    ("contacts.yml", *RENUMBERED),
    ("contacts.yml", "title: Exampleshire Helpline", "title: Helpline"),
    ("glossary.yml", "expansion: serious case review", "expansion: serious review"),
    ("glossary.yml", "expand: false", "expand: true\n  expansion: health service"),
    ("figures.yml", "wording: one review", "wording: a single review"),
    ("site.yml", "short_name: Exampleshire SCB", "short_name: Our board"),
    ("site.yml", "menu: [help, reviews]", "menu: [reviews, help]"),
    ("documents.yml", "title: Annual report", "title: The annual report"),
)
KNOWN_SWAPS: Final = (
    ("contacts.yml", *RENUMBERED),
    ("contacts.yml", "960000\n  ver", "960000\n  postal: [The Hall, ZZ99 9ZZ]\n  ver"),
    ("glossary.yml", "term: SCR\n  exp", "term: SCR\n  synonyms: [QXZ]\n  exp"),
)
"""What decides whether something in another file is a fault."""

SLIPS: Final = (
    *("The QXZ.", "Call 0808 157 0000.", "Call 0808 157 0001.", "Write to ZZ99 9ZZ."),
    *("LOOK OUT HERE.", "See [here](https://weather.example).", "Wilbur Testerly spoke."),
)
"""What may not stand in a text, or may if something else is written elsewhere."""

KEY: Final = b"a key for tests that is long enough"


class Desk:
    """A small site that is edited again and again."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        """Begin with a whole site and templates and assets of its own."""
        self.chance = chance
        self.folder = folder
        self.content = small_site.write(folder)
        with (self.content / "documents.yml").open("a", encoding="utf-8") as file:
            file.write(LATER)
        small_site.put(self.content, "figures.yml", FIGURE)
        with (self.content / "pages" / "help.md").open("a", encoding="utf-8") as file:
            file.write("\n\nThere is {figure:reviews}.\n")
        protected = Names(protect._new_register(KEY), KEY)
        register = protect._with(protected.register, protected, names.forms("Wilbur Testerly", ()))
        protect.store(self.content, register)
        self.templates = shutil.copytree(small_site.ROOT / "templates", folder / "templates")
        self.assets = shutil.copytree(small_site.ROOT / "assets", folder / "assets")
        self.moment: datetime = small_site.MOMENT
        self.preview = False
        self.program = b"the first program"

    def edit(self) -> None:
        """Change something, whatever comes of it."""
        acts = (self.swap, self.swap, self.word, self.word, self.template, self.style)
        more = (self.add, self.delete, self.rename, self.wait, self.look, self.reprogram)
        self.chance.choice((*acts, *more))()

    def swap(self, swaps: Sequence[tuple[str, str, str]] = SWAPS) -> None:
        """Change a title, a number, an expansion, a setting, or change it back."""
        path, old, new = self.chance.choice(swaps)
        place = self.content / path
        if place.exists():
            text = place.read_text(encoding="utf-8")
            text = text.replace(old, new, 1) if old in text else text.replace(new, old, 1)
            small_site.put(self.content, path, text)

    def word(self) -> None:
        """Write a sentence at the end of a text."""
        places = sorted(self.content.rglob("*.md"))
        with self.chance.choice(places).open("a", encoding="utf-8") as file:
            file.write(f"\n\nThis is about {self.chance.choice(WORDS)}.\n")

    def slip(self) -> None:
        """Write what may not stand there, or take it all out again."""
        places = sorted(self.content.rglob("*.md"))
        slipped = [place for place in places if "\n\nSlip: " in place.read_text(encoding="utf-8")]
        for place in slipped:
            text = place.read_text(encoding="utf-8")
            place.write_text(re.sub("\n\nSlip: .*", "", text), encoding="utf-8")
        if not slipped:
            with self.chance.choice(places).open("a", encoding="utf-8") as file:
                file.write(f"\n\nSlip: {self.chance.choice(SLIPS)}\n")

    def template(self) -> None:
        """Change a component."""
        places = sorted((self.templates / "components").glob("[a-e]*.html"))
        with self.chance.choice(places).open("a", encoding="utf-8") as file:
            file.write(f"{{# {self.chance.random()} #}}")
        base = self.templates / "layouts" / "base.html"
        text = base.read_text(encoding="utf-8")
        base.write_text(text.replace("Main", "The main", 1), encoding="utf-8")

    def style(self) -> None:
        """Change the stylesheet."""
        with (self.assets / "css" / "base.css").open("a", encoding="utf-8") as file:
            file.write(f".x {{ width: {self.chance.randrange(99)}px }}\n")

    def add(self) -> None:
        """Write a new review."""
        number = self.chance.randrange(4)
        text = REVIEW.replace("Review of Robin", f"Review {number}")
        small_site.put(self.content, f"reviews/new{number}.md", text)

    def delete(self) -> None:
        """Delete a new review."""
        for place in sorted(self.content.glob("reviews/new*.md"))[:1]:
            place.unlink()

    def rename(self) -> None:
        """Give a review another address."""
        for place in sorted(self.content.glob("reviews/new*.md"))[-1:]:
            place.rename(place.with_name(f"renamed{self.chance.randrange(3)}.md"))

    def wait(self) -> None:
        """Let some hours go by."""
        self.moment += timedelta(hours=self.chance.choice((1, 13, 25)))

    def look(self) -> None:
        """Go over to previews, or back."""
        self.preview = not self.preview

    def reprogram(self) -> None:
        """Change the program."""
        self.program = str(self.chance.random()).encode()[:16].ljust(16)

    def made(self, memo: Memo) -> tuple[object, list[str]]:
        """Make the site in memory, and return its bytes or what is wrong with it."""
        request = replace(
            small_site.request(self.content),
            templates=self.templates,
            assets=self.assets,
            moment=self.moment,
            preview=self.preview,
            key=KEY,
            memo=memo,
        )
        found = IssueCollector()
        try:
            outputs: object = stages.make(request, found).outputs
        except BuildStopped:
            outputs = None
        return outputs, sorted(map(str, found.issues))


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_after_random_slips_the_same_is_told_as_by_a_build_from_nothing(
    tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - an order of edits, not a secret
    desk = Desk(tmp_path, chance)
    memo = Memo()
    told = set()
    for _ in range(2 * EDITS):
        chance.choice((desk.slip, partial(desk.swap, KNOWN_SWAPS)))()
        remembered, issues = desk.made(memo)
        assert (remembered, issues) == desk.made(Memo())
        told |= set(issues)
        memo.drop_unused()
    assert told


def test_pages_that_are_not_new_are_not_made_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path, random.Random(0))  # noqa: S311 - an order of edits, not a secret
    memo = Memo()
    assert desk.made(memo) == (ANY, [])
    memo.drop_unused()
    before = len(memo.work["pages made"].computed)
    assert before > 10
    with (desk.content / "pages" / "glossary.md").open("a", encoding="utf-8") as file:
        file.write("\n\nOne more sentence.\n")
    desk.made(memo)
    assert len(memo.work["pages made"].computed) - before < 4
