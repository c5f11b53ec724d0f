"""What is not public yet leaves no byte anywhere; once it is, all of it is there."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from sitegen.checks import published_urls, runner
from sitegen.models import COLLECTIONS
from sitegen.models.pages import Page, Shows
from sitegen.output import calendar, discovery, pdf, routes, typesetter
from sitegen.output import search_words as index
from sitegen.output.faults import TemplateFault
from sitegen.output.hosts.rules import rules
from sitegen.pipeline import build as pipeline
from sitegen.pipeline import report, stages
from sitegen.pipeline.request import Finished, IssueCollector
from sitegen.site import reading
from sitegen.site.site import Site
from sitegen.views import home, tombstones
from sitegen.views.feeds import feeds
from sitegen.views.reviews import totals
from sitegen.views.tables import tables
from tests.safety import canary
from tests.safety.board import PUBLISHED, Board
from tests.safety.canary import LIFT, Planter, Token

AT = datetime.strptime(LIFT, "%Y-%m-%d %H:%M")  # noqa: DTZ007 - local time, as authors write it
BEFORE = AT - timedelta(seconds=1)
AFTER = AT + timedelta(seconds=1)
SCHEDULED = {"status": "scheduled", "publish_at": LIFT}


def built(board: Board, **options: Any) -> dict[str, bytes]:
    """Build, and give all that came of it: files, ledger and what the build says."""
    request = board.request(**options)
    done = pipeline.build(request)
    said = report.as_text(done)
    assert not done.errors, said
    files = sorted(path for path in request.output.rglob("*") if path.is_file())
    written = {path.relative_to(request.output).as_posix(): path.read_bytes() for path in files}
    lock = board.folder / "urls.lock"
    told = {"the build’s words": said.encode(), "the build’s JSON": report.as_json(done).encode()}
    # A preview notes no addresses.
    return {**written, **told, "urls.lock": lock.read_bytes() if lock.exists() else b""}


@pytest.fixture
def board(tmp_path: Path) -> Board:
    return Board(tmp_path / "content")


@pytest.fixture
def twin(tmp_path: Path) -> Board:
    """The same board without anything that is not public."""
    return Board(tmp_path / "twin" / "content")


def named(tokens: Mapping[Token, str]) -> list[str]:
    return sorted(f"{token} in {path}" for token, path in tokens.items())


# ---- The canary covers every field, those of tomorrow too ----


def test_every_field_of_every_type_is_planted(board: Board) -> None:
    planted = {(token.model, token.name) for token in canary.plant(board, SCHEDULED).tokens}
    seen: set[type[BaseModel]] = set()
    fields = {place for model in COLLECTIONS.values() for place in canary.searchable(model, seen)}
    by_hand = {"publish_at", "published", "to", "old", "rule", "place", "paragraph"}
    owners = {(model.__name__, name) for model, name in fields if name not in by_hand}
    keys = {(m.__name__, n) for m, n in planted} | set(_keys(fields))
    assert owners - keys == set()


def _keys(places: set[canary.Place]) -> list[tuple[str, str]]:
    """Fields that hold the id of another planted record are searched for by that id."""
    return [
        (model.__name__, name)
        for model, name in places
        if "Key" in str(model.model_fields[name].annotation)
    ]


# ---- Before and after ----


@pytest.mark.parametrize("build", ["public", "preview"])
@pytest.mark.parametrize(
    "state", [SCHEDULED, {"status": "draft"}], ids=["a second before", "while a draft"]
)
def test_nothing_of_a_withheld_record_is_written(
    board: Board, state: dict[str, str], build: str
) -> None:
    # A preview shows what is not public yet, except what must never be previewed.
    preview = build == "preview"
    planter = canary.plant(board, {**state, "never_preview": "yes" if preview else "no"})
    written = built(board, moment=BEFORE, preview=preview)
    assert named(canary.found(planter.tokens, written)) == []


def test_a_preview_shows_drafts_and_marks_every_page(board: Board) -> None:
    planter = canary.plant(board, {"status": "draft"})
    written = built(board, preview=True)
    assert canary.found(planter.tokens, written)
    html = {path: data.decode() for path, data in written.items() if path.endswith(".html")}
    for path, text in html.items():
        assert '<p class="preview"><strong>Preview.</strong>' in text, path
        assert '<meta name="robots" content="noindex">' in text, path
    assert b"Disallow: /\n" in written["robots.txt"]
    assert b"X-Robots-Tag: noindex" in written["_headers"]


def test_a_withheld_record_changes_no_byte(board: Board, twin: Board) -> None:
    canary.plant(board, SCHEDULED)
    # Nor does the hour of a build, which would tell that somebody is at work on something.
    ours, others = built(board, moment=BEFORE), built(twin, moment=BEFORE - timedelta(hours=7))
    # That an embargo will lift is told to whoever builds, without saying of what.
    lift = b"The next embargo lifts at 9:30am on 4 January 2027; build the site again then.\n"
    assert ours.pop("the build’s words") == others.pop("the build’s words") + lift
    assert ours == others


def test_work_in_private_touches_no_file_that_is_up(board: Board) -> None:
    """Whoever watches the site all day cannot tell that something was pushed that waits."""
    assert pipeline.build(board.request(moment=BEFORE - timedelta(hours=7))).summary.written
    canary.plant(board, SCHEDULED)
    again = pipeline.build(board.request(moment=BEFORE)).summary
    assert (again.written, again.changed, again.removed) == (True, 0, 0)


def test_an_unannounced_review_stays_unknown_though_published(board: Board, twin: Board) -> None:
    planter = Planter()
    review = COLLECTIONS["reviews"]
    state = {"status": "published", "review_status": "in progress", "announce": "no"}
    drop = dict.fromkeys(("documents", "themes", "joins", "sources", "publish_at"))
    made = planter.record(review, 0, {**state, **drop})
    board.write(f"reviews/{made.pop('id')}.md", made, made.pop("body"))
    for name in planter.pictures:
        board.put(f"images/{name}.png", name)
    ours, others = built(board), built(twin)
    assert named(canary.found(planter.tokens, ours)) == []
    assert ours == others


def test_papers_are_held_back_as_their_pages_are(board: Board) -> None:
    planter = canary.plant(board, SCHEDULED)
    print_ = typesetter.printer(board.request().templates / "paper")
    before, after = (built(board, moment=at, printer=print_) for at in (BEFORE, AFTER))
    # Numbers are left out, because the places of letters on paper are numbers too.
    words = [token for token in planter.tokens if token.forms[0].startswith("zq")]
    assert named(canary.found(words, before)) == []
    papers = {path: data for path, data in after.items() if path.endswith(".pdf")}
    printed = {str(token) for token in canary.found(words, papers)}
    assert {"Review.title", "Briefing.title", "HandbookChapter.title", "Review.body"} <= printed


PRIVATE = {
    # Who agreed, what was allowed and why, who checked a number: the board's own business.
    *("Signoffs.chair", "Signoffs.legal", "Signoffs.family"),
    *("Allowance.text", "Allowance.reason", "KeptTrace.reason"),
    *("Verified.by", "ContactPoint.recheck_every"),
    # What the site must go on telling is a list for editors.
    *("RequiredTopic.id", "RequiredTopic.topic", "RequiredTopic.released"),
}
"""Fields that stay unseen after the embargo as before it."""

UNSHOWN = {
    # Order, and what only a withdrawn page says.
    *(f"{kind}.order" for kind in ("Action", "Group", "Page", "Person")),
    *("RoleProfile.order", "Procedure.order"),
    *(f"{kind}.withdrawn_reason" for kind in ("BoardDocument", "Briefing", "HandbookChapter")),
    *(f"{kind}.withdrawn_reason" for kind in ("Newsletter", "Page", "Review", "NewsItem")),
    *(f"{kind}.withdrawn_reason" for kind in ("CalendarEvent", "Campaign")),
    # What no template shows; the page says it in other words.
    *(f"{kind}.summary" for kind in ("Action", "ContactPoint", "Diagram", "Group", "Process")),
    "Enquiry.summary",
    *("ScrutinyRecord.summary", "Review.nspcc_deposited_on", "ContactPoint.as_at"),
    "ContactPoint.copied",  # the number beside it, as it stood in the source
    *(
        "Address.id",
        "ContactPoint.id",
        "Question.answered_on",
        "Verified.page",
        "Verified.on",
        "Worry.words",
        "Worry.id",
    ),
}
"""Fields that may be public but that no page needs."""


def test_all_that_should_be_is_there_a_second_after(board: Board) -> None:
    planter = canary.plant(board, SCHEDULED)
    seen = canary.found(planter.tokens, built(board, moment=AFTER))
    shown = {str(token) for token in seen}
    assert shown & PRIVATE == set()
    assert {str(token) for token in planter.tokens} - shown - PRIVATE - UNSHOWN == set()


# ---- The canary sings whichever way something gets out ----


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Board, Finished, Planter]:
    """A board with an embargo, and the site as it would be without the gate."""
    board = Board(tmp_path_factory.mktemp("planted") / "content")
    planter = canary.plant(board, SCHEDULED)
    return board, stages.make(board.request(moment=AFTER), IssueCollector()), planter


@pytest.fixture
def leaking(
    planted: tuple[Board, Finished, Planter], board: Board
) -> tuple[Board, Finished, Planter]:
    """The same for a test to alter and to build."""
    shutil.copytree(planted[0].folder, board.folder, dirs_exist_ok=True)
    return board, *planted[1:]


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a board gives in which nothing waits."""
    return built(Board(tmp_path_factory.mktemp("harmless") / "content"), moment=BEFORE)


LISTS = (
    *(Shows.TIMELINE, Shows.NEWSLETTERS, Shows.HANDBOOK, Shows.DOCUMENTS, Shows.UPDATES),
    *(Shows.SITE_MAP, Shows.NEWS, Shows.EVENTS, Shows.CAMPAIGNS),
)
"""Pages that name many records; each could forget that some of them are not public."""


def _home_with(everything: Site) -> Callable[..., object]:
    def arranged(site: Site, page: Page) -> home.Home:
        return home.home(site, page)._replace(totals=totals(everything))

    return arranged


def _view(shows: Shows) -> Callable[[pytest.MonkeyPatch, Finished], object]:
    """Make one page draw on everything."""
    if listing := routes._LISTS.get(shows):
        return lambda patch, all_: patch.setitem(
            routes._LISTS, shows, lambda _, base: listing(all_.site, base)
        )
    real = routes._PAGE_VIEWS[shows]
    return lambda patch, all_: patch.setitem(
        routes._PAGE_VIEWS, shows, lambda _, page: real(all_.site, page)
    )


def _search(patch: pytest.MonkeyPatch, all_: Finished) -> None:
    """Index everything, and say of everything what it is."""
    pages = {page.url: page for page in all_.parts.made}
    digests = {url: page.note.sought for url, page in pages.items()}
    frames = index.frames(all_.site, all_.pages)
    patch.setattr(index, "pages", partial(_given, index.pages, (frames, pages, digests)))
    added = index.added
    patch.setattr(
        index, "added", lambda outputs, _, __, made: added(outputs, all_.site, all_.pages, made)
    )


LEAKS: Mapping[str, Callable[[pytest.MonkeyPatch, Finished], object]] = {
    "feed": lambda patch, all_: patch.setattr(stages, "feeds", lambda _: feeds(all_.site)),
    "search": _view(Shows.SEARCH),
    "search index": _search,
    **{f"page of {shows}": _view(shows) for shows in LISTS},
    "papers": lambda patch, all_: patch.setattr(
        pdf, "stand_ins", partial(_given, pdf.stand_ins, (all_.pages, pdf.PdfFiles({})))
    ),
    "calendar": lambda patch, all_: patch.setattr(
        calendar, "calendars", partial(_given, calendar.calendars, (all_.site,))
    ),
    "data": lambda patch, all_: patch.setattr(stages, "tables", lambda _: tables(all_.site)),
    "sitemap": lambda patch, all_: patch.setattr(
        discovery, "sitemap", partial(_sitemap, discovery.sitemap, all_.pages)
    ),
    "redirects": lambda patch, all_: patch.setattr(
        stages, "rules", lambda site, _: rules(site, tombstones.redirects(all_.site))
    ),
    "lock": lambda patch, all_: patch.setattr(
        published_urls,
        "added",
        partial(_added, published_urls.added, [route.url for route in all_.pages]),
    ),
    "counts": lambda patch, all_: patch.setitem(
        routes._PAGE_VIEWS,
        Shows.HOME,
        _home_with(all_.site),
    ),
    "copied files": lambda patch, _: patch.setattr(
        Site, "named_files", lambda site: tuple(sorted(site.files))
    ),
    "terms": lambda patch, all_: patch.setattr(
        reading,
        "texts",
        partial(_texts, reading.texts, all_.site.records),
    ),
}
"""Each output made to draw on everything, as if its part of the gate were gone."""


def _sitemap(real: Callable[..., object], every: object, site: Site, _pages: object) -> object:
    return real(site, every)


def _given(real: Callable[..., object], every: tuple[object, ...], *_: object) -> object:
    return real(*every)


def _added(real: Callable[..., object], every: list[str], known: object, _new: object) -> object:
    return real(known, every)


def _texts(
    real: Callable[..., Any], every: tuple[object, ...], records: Any, *rest: Any, **more: Any
) -> object:
    return real([*records, *every], *rest, **more)


@pytest.mark.parametrize("output", LEAKS)
def test_a_leak_is_seen(
    leaking: tuple[Board, Finished, Planter],
    twin: Board,
    harmless: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    output: str,
) -> None:
    board, everything, planter = leaking
    # The build's own checks would stop some of these; here the canary must see them alone.
    monkeypatch.setattr(runner, "finished", lambda *_, **__: ())
    others = harmless
    if output == "terms":
        words = {**PUBLISHED, "title": "Words"}
        term = next(token for token in planter.tokens if str(token) == "Term.term")
        for one in (board, twin):
            one.write("pages/about/words.md", words, f"The {term.forms[0]} of it.")
        others = built(twin, moment=BEFORE)
    LEAKS[output](monkeypatch, everything)
    ours = built(board, moment=BEFORE)
    told = {"the build’s words", "build.json"}
    differing = {path for path in ours if ours[path] != others.get(path)} - told
    assert differing
    if output != "counts":  # a number has no words of its own; only the bytes betray it
        assert canary.found(planter.tokens, {path: ours[path] for path in differing})


@pytest.mark.parametrize(
    ("shows", "lacking"),
    [
        (Shows.QUESTIONS, "KeyError: Prose"),
        (Shows.CONTACT, "there is no asset “files/"),
    ],
)
def test_what_is_held_back_cannot_even_be_shown(
    leaking: tuple[Board, Finished, Planter],
    monkeypatch: pytest.MonkeyPatch,
    shows: Shows,
    lacking: str,
) -> None:
    """Words and files of what is not public are nowhere in the site, whoever asks for them."""
    board, everything, _ = leaking
    _view(shows)(monkeypatch, everything)
    with pytest.raises(TemplateFault, match=lacking):
        built(board, moment=BEFORE)
