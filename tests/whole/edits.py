"""Ordinary, true edits of an officer, made out of whatever a content folder holds.

Nothing here knows a name, a number or a page: each edit looks for its records in the folder, so it
fits the content of any board on any day.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

FILE: Final = Path(__file__).parents[1] / "boards/exampleshire/files/annual-report-2024-25.pdf"
"""A document that is fit to be published."""

MONTH: Final = re.compile(r"\d{4}-(0\d|1[01])")
"""A date that is known to the month, and that can be a month later in the same year."""

Row = dict[str, Any]


class Edit(NamedTuple):
    """What an officer does, in words and as an act, and the rules that may warn of it."""

    what: str
    make: Callable[[Path], None]
    warns: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Board:
    """A content folder as an officer sees it, on the day of the edits."""

    content: Path
    today: str
    urls: frozenset[str] = field(default_factory=frozenset)

    def rows(self, name: str) -> list[Row]:
        """Return the entries of a list."""
        path = self.content / f"{name}.yml"
        found = yaml.load(path.read_bytes(), yaml.CBaseLoader) if path.is_file() else []  # noqa: S506 - text only
        return found or []

    def files(self, folder: str) -> Iterator[tuple[str, Row, str]]:
        """Yield the name, the keys and the words of each file of a folder that is public."""
        for path in sorted((self.content / folder).rglob("*.md")):
            keys, words = opened(path)
            if keys.get("status") == "published":
                yield path.relative_to(self.content).as_posix(), keys, words


def opened(path: Path) -> tuple[Row, str]:
    """Return the keys of a Markdown file and its words."""
    _, keys, words = path.read_text(encoding="utf-8").split("---\n", 2)
    return dict(yaml.load(keys, yaml.CBaseLoader)), words  # noqa: S506 - text only


def saved(path: Path, keys: Row, words: str) -> None:
    """Write a Markdown file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{written(keys)}---\n{words}", encoding="utf-8")


def written(value: object) -> str:
    """Return a value as YAML."""
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)


def entry(name: str, number: int, /, **fields: object) -> Callable[[Path], None]:
    """Change fields of an entry of a list; a field that becomes nothing is taken out."""

    def make(content: Path) -> None:
        board = Board(content, "")
        rows = board.rows(name)
        rows[number] = {k: v for k, v in {**rows[number], **fields}.items() if v is not None}
        (content / f"{name}.yml").write_text(written(rows), encoding="utf-8")

    return make


def added(name: str, /, **fields: object) -> Callable[[Path], None]:
    """Add an entry at the end of a list."""

    def make(content: Path) -> None:
        rows = [*Board(content, "").rows(name), fields]
        (content / f"{name}.yml").write_text(written(rows), encoding="utf-8")

    return make


def keys_of(path: str, more: str = "", /, **fields: object) -> Callable[[Path], None]:
    """Change keys of a Markdown file, and write more at its end."""

    def make(content: Path) -> None:
        keys, words = opened(content / path)
        saved(content / path, {**keys, **fields}, f"{words.rstrip()}\n{more}")

    return make


def new_file(path: str, words: str, /, **keys: object) -> Callable[[Path], None]:
    """Write a new Markdown file."""
    return lambda content: saved(content / path, keys, words)


# ---- People and numbers ----


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


# ---- Reviews, and what was done ----


def months(board: Board) -> Iterator[Edit]:
    """A review turns out to have been published a month later."""
    for path, keys, _ in board.files("reviews"):
        *before, last = keys.get("milestones") or [{}]
        date = str(last.get("date", ""))
        if last.get("event") == "published" and MONTH.fullmatch(date):
            later = {**last, "date": f"{date[:5]}{int(date[5:]) + 1:02}"}
            yield Edit(f"{path} published later", keys_of(path, milestones=[*before, later]))


def coded(board: Board) -> Iterator[Edit]:
    """Somebody read a review for its themes."""
    for path, keys, _ in board.files("reviews"):
        themes = keys.get("themes") or []
        if any(one["coded"] == "not yet coded" for one in themes):
            read = [{**one, "coded": "yes"} for one in themes]
            yield Edit(f"the themes of {path}", keys_of(path, themes=read))


def new_review(board: Board) -> Iterator[Edit]:
    """A review begins, and the board says so."""
    yield Edit(
        "a new review",
        new_file(
            "reviews/begun-now.md",
            "The board has begun this review. It will say more when it has ended.\n",
            title="A review that has begun",
            summary="A review that the board has announced.",
            status="published",
            published=board.today,
            review_kind="child safeguarding practice review",
            children_count="1",
            guidance="Working Together to Safeguard Children 2018",
            review_status="in progress",
            announce="yes",
            milestones=[{"event": "author appointed", "date": board.today}],
        ),
    )


def actions(board: Board) -> Iterator[Edit]:
    """Something that was outstanding is done."""
    for number, row in enumerate(board.rows("actions")):
        if row["state"] in {"outstanding", "in progress"}:
            note = {"date": board.today[:7], "note": "The work was done."}
            history = [*row["history"], note]
            done = {"state": "done", "history": history, "as_at": board.today[:7]}
            done["evidence"] = ["The board checked that it was done."]
            yield Edit(f"{row['title']} done", entry("actions", number, **done))


# ---- Documents and other records ----


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


def records(board: Board) -> Iterator[Edit]:
    """Something new is written: news, a page, a question, a word, a document, an occasion."""
    shown = {"status": "published", "published": board.today}
    source = [{"document": board.rows("documents")[0]["id"], "place": "Page 1"}]
    day = {"title": "The autumn meeting", "organisation": "The council", "date": board.today}
    yield Edit(
        "a newsletter",
        new_file(
            "newsletters/came-now.md",
            "Babies sleep safest on their backs.\n",
            title="The newest newsletter",
            summary="What is new.",
            **shown,
            issue="winter 2025",
            publisher="The panel",
        ),
    )
    yield Edit("a page", linked_page(board))
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
            sources=source,
        ),
    )
    meaning = {"term": "Zebra crossing", "meaning": "A place to cross a road."}
    yield Edit("a word", added("glossary", id="zebra-crossing", **meaning))
    paper = {"title": "A paper", "summary": "What it says.", "document_kind": "guidance"}
    about = {"about": "What it says.", "dated": "2018", "owner": "The board"}
    yield Edit(
        "a document",
        added("documents", id="named-now", **paper, **shown, **about, file_state="awaited"),
    )
    said = {
        "what": "The council asked the board about its work.",
        "outcome": "It noted the answers.",
    }
    yield Edit("an occasion", added("scrutiny", id="autumn-now", **day, **said, sources=source))


def linked_page(board: Board) -> Callable[[Path], None]:
    """Write a page below the first part of the menu, with a link from there."""
    menu = yaml.load((board.content / "site.yml").read_bytes(), yaml.CBaseLoader)["menu"]  # noqa: S506 - text only
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
        shown = {"status": "published", "published": board.today}
        words = "These words are new.\n"
        saved(content / place, {"title": "What is new today", "summary": "News.", **shown}, words)

    return make


def figures(board: Board) -> Iterator[Edit]:
    """A number was counted anew."""
    for number, row in enumerate(board.rows("figures")):
        value = str(int(float(row["value"])) + 1)
        fields = {"value": value, "wording": f"about {value}", "as_at": board.today[:7]}
        yield Edit(f"the figure {row['id']}", entry("figures", number, **fields))


# ---- Pages ----


def sentences(board: Board) -> Iterator[Edit]:
    """A sentence is added to a page, and its readers are told."""
    for path, keys, _ in board.files("pages"):
        if keys.get("shows", "page") == "page":
            note = {"date": board.today, "note": "A sentence was added."}
            changes = [note, *keys.get("changes", [])]
            yield Edit(f"a sentence on {path}", keys_of(path, "\nThis is new.\n", changes=changes))


def titles(board: Board) -> Iterator[Edit]:
    """A page gets another title and summary."""
    for path, keys, _ in board.files("pages"):
        named = {"title": f"{keys['title'].rstrip('?')} today", "summary": "What it says now."}
        yield Edit(f"the title of {path}", keys_of(path, **named))


def headings(board: Board) -> Iterator[Edit]:
    """A heading is reworded to which nobody links: only the list of topics may know it."""
    for path, _, words in board.files("pages"):
        found = re.findall(r"^## (.+)$", words, re.MULTILINE)
        url = f"/{path[6:-3].removesuffix('index').strip('/')}/".replace("//", "/")
        for heading in found:
            anchor = re.sub(r"[^a-z0-9]+", "-", heading.lower().replace("’", "")).strip("-")
            if f"{url}#{anchor}" not in board.urls:
                change = reworded(path, heading)
                yield Edit(f"a heading of {path}", change, frozenset({"topics-are-told"}))
                break


def reworded(path: str, heading: str) -> Callable[[Path], None]:
    """Give a heading other words."""

    def make(content: Path) -> None:
        place = content / path
        text = place.read_text(encoding="utf-8")
        new = text.replace(f"\n## {heading}\n", "\n## In other words\n", 1)
        place.write_text(new, encoding="utf-8")

    return make


def renamed(board: Board) -> Iterator[Edit]:
    """A page gets another address, and the old one leads there."""
    for path, keys, _ in board.files("pages"):
        name = path[6:-3]
        below = (board.content / "pages" / name).is_dir()
        plain = keys.get("shows", "page") == "page" and not name.endswith("/index")
        if plain and "/" in name and not below:
            yield Edit(f"{path} renamed", moved(name, board.today))


def moved(name: str, today: str) -> Callable[[Path], None]:
    """Rename a page, let whatever names it follow, and note where its address leads."""
    last = name.rpartition("/")[2]

    def make(content: Path) -> None:
        (content / f"pages/{name}.md").rename(content / f"pages/{name}-anew.md")
        for path in chain(content.rglob("*.md"), content.glob("*.yml")):
            # The list of topics is left alone: a page that moved takes its topics with it.
            if path.name != "topics.yml":
                text = path.read_text(encoding="utf-8")
                new = re.sub(rf"(?<![\w/-]){re.escape(name)}(?![\w/-]|\.md)", f"{name}-anew", text)
                new = re.sub(rf"(?<=[(/]){re.escape(last)}\.md", f"{last}-anew.md", new)
                new = re.sub(rf"(to: )?/{re.escape(name)}/", f"\\g<1>/{name}-anew/", new)
                path.write_text(new, encoding="utf-8")
        fields = {"from": f"/{name}/", "to": f"/{name}-anew/", "since": today}
        added("addresses", **fields)(content)

    return make


def later(board: Board) -> Iterator[Edit]:
    """A page waits for its day."""
    for path, _, words in board.files("pages"):
        keys: Row = {"title": "What comes out later", "summary": "A page for later."}
        keys |= {"status": "scheduled", "publish_at": "2199-01-07 09:30"}
        place = f"{Path(path).parent}/comes-out-later.md"
        if words.strip() and place.count("/") > 1:
            yield Edit("a page for later", new_file(place, "The words.\n", **keys))
            return


# ---- The rest ----


def settings(board: Board) -> Iterator[Edit]:
    """The office says in how many days it replies; somebody looked at the statement again."""

    def change(name: str, **fields: object) -> Callable[[Path], None]:
        def make(content: Path) -> None:
            path = content / name
            keys = yaml.load(path.read_bytes(), yaml.CBaseLoader)  # noqa: S506 - text only
            path.write_text(written({**keys, **fields}), encoding="utf-8")

        return make

    yield Edit("how soon the office replies", change("site.yml", reply_time="Within 3 days."))
    yield Edit("the statement looked at", change("statement.yml", reviewed_on=board.today))


def topics(board: Board) -> Iterator[Edit]:
    """A topic need not be told any more."""
    for number, row in enumerate(board.rows("topics")):
        if not row.get("released"):
            why = "Nobody asks for this any more."
            yield Edit(f"released: {row['topic']}", entry("topics", number, released=why))


KINDS: Final[Sequence[Callable[[Board], Iterator[Edit]]]] = (
    people, numbers, confirmed, months, coded, new_review, actions, supplied, records, figures,
    sentences, titles, headings, renamed, later, settings, topics,
)  # fmt: skip


def ordinary(content: Path, today: str, most: int) -> list[Edit]:
    """Return so many edits that fit a content folder: one of each kind, then a second of each."""
    lock = content / "urls.lock"
    urls = frozenset(lock.read_text(encoding="utf-8").splitlines() if lock.is_file() else ())
    board = Board(content, today, urls)
    turns = zip_longest(*(kind(board) for kind in KINDS))
    found = [edit for turn in turns for edit in turn if edit]
    return found[:most]
