"""Writes made-up records by the thousand beside those of a content folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import yaml

REVIEW = """---
title: "Review {n}: Child {n}"
summary: A review that was made up for a test.
status: published
published: 2026-{month:02}-{day:02}
review_kind: {kind}
children_count: {children}
guidance: Working Together 2018
review_status: published
milestones:
  - {{event: author appointed, date: {year}-01}}
  - {{event: published, date: {year}-{month:02}}}
themes:
  - {{theme: {theme}, coded: {coded}}}
---
Nothing here ever happened.
"""
_STATES: Final = ("outstanding", "in progress", "done")
_PROGRESS: Final = ("not started", "in progress", "done", "closed")
_KINDS: Final = ("annual report", "guidance", "leaflet", "review report", "strategy or standard")
BODIES: Final = 40
PART: Final = 2000
SOME: Final = 60


def reviews(content: Path, count: int) -> None:
    """Write reviews."""
    (theme, *_) = yaml.safe_load((content / "themes.yml").read_text(encoding="utf-8"))
    kinds = ("serious case review", "child safeguarding practice review")
    for n in range(count):
        text = REVIEW.format(
            n=n,
            theme=theme["id"],
            year=1990 + n % 30,
            month=1 + n % 9,
            day=1 + n % 28,
            kind=kinds[n % 2],
            children=1 + n % 3,
            coded=("yes", "no", "not yet coded")[n % 3],
        )
        (content / "reviews" / f"m{n}.md").write_text(text, encoding="utf-8")


def follow_up(content: Path, many: int, *, of_reviews: int) -> None:
    """Write recommendations, two actions for each, and some evidence and enquiries."""
    themes = [t["id"] for t in yaml.safe_load((content / "themes.yml").read_text(encoding="utf-8"))]
    asked = (_recommendation(n, of_reviews, themes) for n in range(many))
    done = (_action(n, many, themes) for n in range(2 * many))
    _write(content, "recommendations", asked)
    _write(content, "actions", done)
    _write(content, "evidence", (_evidence(n) for n in range(min(many, SOME))))
    _write(content, "enquiries", (_enquiry(n) for n in range(min(many, SOME))))


def documents(content: Path, many: int) -> None:
    """Write documents, each of which has a page and one in fifty of which has none."""
    themes = [t["id"] for t in yaml.safe_load((content / "themes.yml").read_text(encoding="utf-8"))]
    _write(content, "documents", (_document(n, themes) for n in range(many)))


def told(content: Path, many: int) -> None:
    """Write events, news and issues of a newsletter."""
    for n in range(many):
        day = f"{2000 + n % 26}-{1 + n % 12:02}-{1 + n % 28:02}"
        month = f"{1970 + n // 12}-{1 + n % 12:02}"
        head = f"title: {{}} {n}\nsummary: Made up.\nstatus: published\npublished: {day}\n"
        for folder, name, own in (
            ("news", "News", ""),
            (
                "events",
                "Event",
                f"event_type: training\nstarts: 2027-03-{1 + n % 28:02}\nplace: A\n",
            ),
            (
                "newsletters",
                "Issue",
                f"series: learning/bulletin\nissue: {month}\npublisher: A\n",
            ),
        ):
            text = f"---\n{head.format(name)}{own}---\nWords.\n"
            (content / folder / f"many-{n}.md").write_text(text, encoding="utf-8")


def _write(content: Path, name: str, entries: Iterable[dict[str, object]]) -> None:
    """Write a list in parts, because a file holds two million characters at most."""
    folder = content / name
    folder.mkdir()
    lines = [yaml.safe_dump([one], sort_keys=False, width=400) for one in entries]
    for start in range(0, len(lines), PART):
        part = "\n".join(lines[start : start + PART])
        (folder / f"many-{start}.yml").write_text(part, encoding="utf-8")


def _recommendation(n: int, reviews_: int, themes: list[str]) -> dict[str, object]:
    year = 2000 + n % 26
    return {
        "id": f"many-{n}",
        "number": str(n // reviews_ + 1),
        "review": f"m{n % reviews_}",
        "text": f"Every service of the made-up place should keep the list of things of day {n}.",
        "themes": [themes[n % len(themes)]],
        "addressees": [f"Body {n % BODIES}"],
        "response": "accepted",
        "target": f"{year}-06",
        "progress": [
            {"date": str(year), "progress": _PROGRESS[n % 4], "note": "It was looked at in spring."}
        ],
    }


def _action(n: int, many: int, themes: list[str]) -> dict[str, object]:
    return {
        "id": f"many-{n}",
        "title": f"Keeping the list of the things of day {n}",
        "what": "The list is kept by the services of the made-up place, and read once a month.",
        "owner": [f"Body {n % BODIES}"],
        "recommendations": [f"many-{n % many}"],
        "themes": [themes[n % len(themes)]],
        "due": f"{2000 + n % 30}-06",
        "state": _STATES[n % 3],
        "evidence": ["The list was seen."],
        "history": [{"date": "2019", "note": "It began."}],
        "as_at": "2026-10",
    }


def _evidence(n: int) -> dict[str, object]:
    return {
        "id": f"many-{n}",
        "title": f"Lists that were kept on day {n}",
        "measure": "How many lists were kept.",
        "method": "They were counted.",
        "sample": "All lists.",
        "after": {"value": f"{n} lists", "date": "2025"},
        "finding": "The lists are kept.",
        "date": "2025-11",
        "actions": [f"many-{n}"],
    }


def _enquiry(n: int) -> dict[str, object]:
    return {
        "id": f"many-{n}",
        "title": f"The list of day {n}",
        "asked_by": "A resident",
        "asked_of": "Exampleshire SCP",
        "asked_on": f"{2000 + n % 26}-06",
        "what": "Where is the list?",
        "outcome": "waiting for an answer",
    }


def _document(n: int, themes: list[str]) -> dict[str, object]:
    return {
        "id": f"many-{n}",
        "title": f"Document of day {n}",
        "summary": "A document that was made up for a test.",
        "status": "published",
        "published": "2026-01-12",
        "document_kind": _KINDS[n % len(_KINDS)],
        "about": "What was made up.",
        "dated": f"{1990 + n % 35}",
        "owner": "Exampleshire SCP",
        "file_state": "on request",
        "themes": [themes[n % len(themes)]],
        "own_page": "yes" if n % 50 else "no",
    }
