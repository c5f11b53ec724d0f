"""Edits that write something new: pages, reviews, news, and entries of lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from tests.whole.edits.folder import Board, Edit, Row, added, keys_of, new_file, row, saved


def shown(board: Board) -> Row:
    """Return the keys of what is public from today."""
    return {"status": "published", "published": board.today}


def source(board: Board) -> list[Row]:
    """Name a page of a document whose paragraphs are not on the site."""
    known = {one["id"] for one in board.rows("documents")}
    quoted = {path.stem for path in (board.content / "texts").glob("*.md")}
    return [{"document": min(known - quoted), "place": "Page 1"}]


def review(board: Board) -> Iterator[Edit]:
    """A review begins, and the board says so."""
    yield Edit(
        "a new review",
        new_file(
            "reviews/begun-now.md",
            "The board has begun this review. It will say more when it has ended.\n",
            title="A review that has begun",
            summary="A review that the board has announced.",
            **shown(board),
            review_kind="child safeguarding practice review",
            children_count="1",
            guidance="Working Together to Safeguard Children 2018",
            review_status="in progress",
            announce="yes",
            milestones=[{"event": "author appointed", "date": board.today}],
        ),
    )


def news(board: Board) -> Iterator[Edit]:
    """A newsletter comes out."""
    yield Edit(
        "a newsletter",
        new_file(
            "newsletters/came-now.md",
            "Babies sleep safest on their backs.\n",
            title="The newest newsletter",
            summary="What is new.",
            issue=f"winter {board.today[:4]}",
            publisher="The panel",
            **shown(board),
        ),
    )


def question(board: Board) -> Iterator[Edit]:
    """A question was asked and answered."""
    yield Edit(
        "a question",
        added(
            "questions",
            id="asked-now",
            question="What was asked today?",
            topic=board.rows("questions")[0]["topic"],
            answer="Nobody has asked this before, and the board will answer it soon.",
            state="answered",
            answered_on=board.today,
            sources=source(board),
        ),
    )


def word(_board: Board) -> Iterator[Edit]:
    """A word is explained."""
    meaning = {"term": "Zebra crossing", "meaning": "A place to cross a road."}
    yield Edit("a word", added("glossary", id="zebra-crossing", **meaning))


def document(board: Board) -> Iterator[Edit]:
    """A document is named, and its file is awaited."""
    paper = {"title": "A paper", "summary": "What it says.", "document_kind": "guidance"}
    about = {"about": "What it says.", "dated": "2018", "owner": "The board"}
    yield Edit(
        "a document",
        added("documents", id="named-now", **paper, **shown(board), **about, file_state="awaited"),
    )


def occasion(board: Board) -> Iterator[Edit]:
    """The council looked at the board's work."""
    day = {"title": "The autumn meeting", "organisation": "The council", "date": board.today}
    what = "The council asked the board about its work."
    said = {"what": what, "outcome": "It noted the answers.", "sources": source(board)}
    yield Edit("an occasion", added("scrutiny", id="autumn-now", **day, **said))


def page(board: Board) -> Iterator[Edit]:
    """A page is written and linked."""
    yield Edit("a page", linked_page(board))


def linked_page(board: Board) -> Callable[[Path], None]:
    """Write a page below the first part of the menu, with a link from there."""
    menu = row(board.content / "site.yml")["menu"]
    above = next(
        path
        for part in menu
        for path in (f"pages/{part}/index.md", f"pages/{part}.md")
        if (board.content / path).is_file() and (board.content / "pages" / part).is_dir()
    )
    place = f"{Path(above).parent}/written-now.md"

    def make(content: Path) -> None:
        link = f"Read [what is new today](page:{place[6:-3]}) as well.\n"
        keys_of(above, f"\n{link}")(content)
        keys = {"title": "What is new today", "summary": "News.", **shown(board)}
        saved(content / place, keys, "These words are new.\n")

    return make


def later(board: Board) -> Iterator[Edit]:
    """A page waits for its day."""
    day = date.fromisoformat(board.today) + timedelta(weeks=6)
    for path, _, words in board.files("pages"):
        keys: Row = {"title": "What comes out later", "summary": "A page for later."}
        keys |= {"status": "scheduled", "publish_at": f"{day} 09:30"}
        place = f"{Path(path).parent}/comes-out-later.md"
        if words.strip() and place.count("/") > 1:
            yield Edit("a page for later", new_file(place, "The words.\n", **keys))
            return
