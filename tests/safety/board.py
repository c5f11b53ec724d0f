"""A small whole board for the tests of safety: every generated page, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, Final, TypeVar

from sitegen.cache.memo import Memo, Task
from sitegen.models.pages import Shows
from sitegen.pipeline.request import Request

AnswerT = TypeVar("AnswerT")
OTHERS: Final = Task("others")
REPOSITORY = Path(__file__).resolve().parents[2]

NOW = datetime(2027, 1, 4, 9, 0)  # noqa: DTZ001 - local time, as the command line gives it

SETTINGS = {
    "name": "Exampleshire Safeguarding Children Board",
    "short_name": "Exampleshire Board",
    "description": "What the board does.",
    "base_url": "https://board.example",
    "owner": "Exampleshire Safeguarding Children Board",
    "area": "Exampleshire",
    "timezone": "Europe/London",
    "help_page": "help",
    "urgent_contacts": ["police"],
    "support_contacts": ["police"],
    "office": "police",
    "exit_url": "https://weather.example",
    "reviews_checked_from": "2026-12-01",
    "footer": [Shows.STATEMENT.value],
}
STATEMENT = {
    "prepared_on": "2026-12-01",
    "reviewed_on": "2026-12-01",
    "tested_on": "2026-12-01",
    "tested_by": "the board’s officer",
    "method": "By hand.",
    "compliance": "partially",
}
POLICE = {
    "id": "police",
    "title": "Police",
    "purpose": "safety",
    "phone": "01632 960001",
    "verified": {
        "on": "2026-12-01",
        "by": "the board’s officer",
        "how": "called",
        "number": "01632 960001",
    },
    "recheck_every": "360",
}
PUBLISHED = {"status": "published", "published": "2026-12-01"}
ROLES = {
    **PUBLISHED,
    "title": "Role profiles",
    "summary": "Who does what.",
    "order": "1",
    "shows": "roles",
}


TAKEN_DOWN = {
    "title": "A review that was taken down",
    "summary": "Nothing.",
    "status": "withdrawn",
    "withdrawn_reason": "The board took it down.",
    "review_kind": "serious case review",
    "children_count": "1",
    "guidance": "Working Together 2018",
    "review_status": "published",
}
"""A notice where a review was; only of such a one may a record say why it goes on telling of it."""


class Looking(Memo):
    """Begins with nothing known, but looks only once in a run into a file of the same bytes.

    To look into a PDF takes a process of its own, and no test here is about what is found there.
    """

    _seen: ClassVar[dict[bytes, object]] = {}

    def get_or_make(
        self,
        key: bytes,
        make: Callable[[], AnswerT],
        task: Task = OTHERS,
        *,
        transient: bool = False,
    ) -> AnswerT:
        """Return what an earlier test saw in a file; make all else anew."""
        if task.kind == "files inspected":
            if key in self._seen:
                self._earlier[key] = self._seen[key]
            answer = super().get_or_make(key, make, task, transient=transient)
            self._seen[key] = answer
            return answer
        return super().get_or_make(key, make, task, transient=transient)


class Board:
    """A content folder that a test fills, and what building it gives."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lists: dict[str, list[dict[str, Any]]] = {}
        self.put("site.yml", {**SETTINGS, "menu": [*self._pages()]})
        self.put("statement.yml", STATEMENT)
        self.add("contacts", POLICE)
        self.write("handbook/role-profiles.md", ROLES, "The roles.")
        self.write("reviews/taken-down.md", TAKEN_DOWN, "Nothing.")
        self.write("pages/about.md", {**PUBLISHED, "title": "About", "summary": "Us."}, "About.")
        about = {**PUBLISHED, "title": "Your privacy", "summary": "What we do with your details."}
        self.write("pages/privacy.md", about, "We keep nothing.")

    def _pages(self) -> list[str]:
        """Write a page for everything that the site generates; gives those for the menu."""
        menu = ["about"]
        for shows in Shows:
            place = "index" if shows is Shows.HOME else shows.value
            title = shows.value.capitalize().replace("-", " ")
            keys = {**PUBLISHED, "title": title, "summary": f"All about {title}.", "shows": shows}
            self.write(f"pages/{place}.md", keys, f"Everything about {title}.")
            if shows not in {Shows.HOME, Shows.NOT_FOUND}:
                menu.append(place)
        return menu

    def put(self, path: str, value: object) -> None:
        """Write a file as YAML; JSON is a part of it."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")

    def add(self, collection: str, entry: dict[str, Any]) -> None:
        """Add an entry to a list."""
        self.lists.setdefault(collection, []).append(entry)
        self.put(f"{collection}.yml", self.lists[collection])

    def write(self, path: str, keys: dict[str, Any], body: str) -> None:
        """Write a Markdown file, one key a line."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        front = "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in keys.items())
        target.write_text(f"---\n{front}---\n{body}\n", encoding="utf-8")

    def request(self, **options: Any) -> Request:
        """Ask for a build of this board."""
        return Request(
            content=self.folder,
            output=self.folder.with_name("public"),
            templates=REPOSITORY / "templates",
            assets=REPOSITORY / "assets",
            **{"moment": NOW, "memo": Looking(), **options},
        )
