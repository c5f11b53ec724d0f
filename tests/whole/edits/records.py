"""Edits of records that are there: people, numbers, reviews, documents, figures, settings."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from tests.whole.edits.folder import Board, Edit, Row, entry, keys_of, settings_of

FILE: Final = Path(__file__).parents[2] / "boards/exampleshire/files/annual-report-2024-25.pdf"
"""A document that is fit to be published."""

MONTH: Final = re.compile(r"\d{4}-(0\d|1[01])")
"""A date that is known to the month, and that can be a month later in the same year."""


def people(board: Board) -> Iterator[Edit]:
    """Somebody else holds a post."""
    for number, row in enumerate(board.rows("people")):
        if row.get("name"):
            yield Edit(f"another {row['role']}", entry("people", number, name="Robin Nemo"))


def numbers(board: Board) -> Iterator[Edit]:
    """A post has another telephone number, which somebody called."""
    for number, row in enumerate(board.rows("contacts")):
        if len(row.get("phone", "")) > len("116 123") and not row.get("text_number"):
            phone = f"01632 960{200 + number}"
            yield Edit(
                f"another number of {row['title']}",
                entry("contacts", number, phone=phone, **called(board, phone)),
            )


def confirmed(board: Board) -> Iterator[Edit]:
    """A number that nobody had verified is called and right."""
    for number, row in enumerate(board.rows("contacts")):
        if row.get("phone") and not row.get("verified") and not row.get("text_number"):
            fields = called(board, row["phone"])
            yield Edit(
                f"the number of {row['title']} confirmed", entry("contacts", number, **fields)
            )


def called(board: Board, phone: str) -> Row:
    """Say that somebody called a number today."""
    who = {"on": board.today, "by": "The office", "how": "called", "number": phone}
    return {"verified": who, "recheck_every": "90"}


def months(board: Board) -> Iterator[Edit]:
    """A review turns out to have been published a month later."""
    for path, keys, _ in board.files("reviews"):
        *before, last = keys.get("milestones") or [{}]
        date = str(last.get("date", ""))
        if last.get("event") == "published" and MONTH.fullmatch(date):
            later = {**last, "date": f"{date[:5]}{int(date[5:]) + 1:02}"}
            change = keys_of(path, milestones=[*before, later])
            # Its words may still tell the month before, which is for somebody to look at.
            told = frozenset({"milestones-agree-with-the-words"})
            yield Edit(f"{path} published later", change, told)


def coded(board: Board) -> Iterator[Edit]:
    """Somebody read a review for its themes."""
    for path, keys, _ in board.files("reviews"):
        themes = keys.get("themes") or []
        if any(one["coded"] == "not yet coded" for one in themes):
            read = [{**one, "coded": "yes"} for one in themes]
            yield Edit(f"the themes of {path}", keys_of(path, themes=read))


def actions(board: Board) -> Iterator[Edit]:
    """Something that was outstanding is done."""
    for number, row in enumerate(board.rows("actions")):
        if row["state"] in {"outstanding", "in progress"}:
            note = {"date": board.today[:7], "note": "The work was done."}
            history = [*row["history"], note]
            done = {"state": "done", "history": history, "as_at": board.today[:7]}
            done["evidence"] = ["The board checked that it was done."]
            yield Edit(f"{row['title']} done", entry("actions", number, **done))


def supplied(board: Board) -> Iterator[Edit]:
    """A document that was named comes at last, with its file."""
    for number, row in enumerate(board.rows("documents")):
        if row.get("file_state") == "awaited" and row.get("status") == "published":
            change = entry(
                "documents",
                number,
                file_state="available",
                file="files/it-came.pdf",
                dated="2018",
                period=None,
                accessible="yes",
                only_file_because="It is kept as it was published.",
            )
            yield Edit(f"{row['title']} supplied", with_file(change))


def with_file(change: Callable[[Path], None]) -> Callable[[Path], None]:
    """Put a file beside a change."""

    def make(content: Path) -> None:
        (content / "files").mkdir(exist_ok=True)
        shutil.copyfile(FILE, content / "files/it-came.pdf")
        change(content)

    return make


def figures(board: Board) -> Iterator[Edit]:
    """A number was counted anew."""
    for number, row in enumerate(board.rows("figures")):
        value = str(int(float(row["value"])) + 1)
        fields = {"value": value, "wording": f"about {value}", "as_at": board.today[:7]}
        yield Edit(f"the figure {row['id']}", entry("figures", number, **fields))


def settings(_board: Board) -> Iterator[Edit]:
    """The office says in how many days it replies."""
    yield Edit("how soon the office replies", settings_of("site", reply_time="Within 3 days."))


def looked_at(board: Board) -> Iterator[Edit]:
    """Somebody looked at the accessibility statement again."""
    yield Edit("the statement looked at", settings_of("statement", reviewed_on=board.today))


def topics(board: Board) -> Iterator[Edit]:
    """A topic need not be told any more."""
    for number, row in enumerate(board.rows("topics")):
        if not row.get("released"):
            why = "Nobody asks for this any more."
            yield Edit(f"released: {row['topic']}", entry("topics", number, released=why))
