"""A whole small site of a board that does not exist, for tests to alter."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from sitegen.cache.memo import Memo
from sitegen.checks.references import Withheld
from sitegen.inspection import folders
from sitegen.pipeline import build as pipeline
from sitegen.pipeline import stages
from sitegen.pipeline.request import Finished, IssueCollector, Request
from sitegen.site import gate, reading
from sitegen.site.site import BuildInfo, Site

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.issues.issue import Issue
    from sitegen.pipeline.report import Report

ROOT: Final = Path(__file__).resolve().parent.parent
MOMENT: Final = datetime(2026, 11, 22, 9, 0)  # noqa: DTZ001 - local time, as --now gives it


class LastingMemo(Memo):
    """Forgets nothing, for many builds that begin from the same content."""

    def forget_the_rest(self) -> None:
        """Keep all."""


class Clock(datetime):
    """Stands for the clock, so that nothing in the small site is ever out of date."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        """Gives one moment, again and again."""
        return cls(2026, 11, 22, 9, 30, 17, tzinfo=tz)


_PAGE: Final = """---
title: {title}
summary: {summary}
status: published
published: {published}
{extra}---

{body}
"""

FILES: Final = {
    "site.yml": """name: Exampleshire Safeguarding Children Board
short_name: Exampleshire SCB
description: What the board of Exampleshire does for children.
base_url: https://www.exampleshire.example
owner: Exampleshire Safeguarding Children Board
area: Exampleshire
timezone: Europe/London
menu: [help, reviews]
footer: [glossary, site-map, themes, contact, accessibility, privacy, newsletters, documents]
help_page: help
urgent_contacts: [emergency]
support_contacts: [helpline]
office: office
exit_url: https://weather.example/
reviews_checked_from: 2026-01-01
""",
    "statement.yml": """prepared_on: 2026-11-22
reviewed_on: 2026-11-22
tested_on: 2026-11-22
tested_by: the team
method: With a tool, on every page.
compliance: partially
non_compliance:
  - {what: Old files., why: Nobody has checked them., instead: Ask the office.}
""",
    "contacts.yml": """- id: emergency
  title: Emergency services
  purpose: safety
  phone: 999
  urgent: true
  verified:
    on: 2026-11-20
    by: the team
    how: called
    number: 999
  recheck_every: 90
- id: helpline
  title: Exampleshire Helpline
  purpose: safety
  phone: 0808 157 0000
  verified:
    on: 2026-11-20
    by: the team
    how: called
    number: 0808 157 0000
  recheck_every: 90
- id: office
  title: The board’s office
  purpose: team
  phone: 01632 960000
  verified:
    on: 2026-11-20
    by: the team
    how: called
    number: 01632 960000
  recheck_every: 90
""",
    "glossary.yml": """- id: scr
  term: SCR
  expansion: serious case review
  meaning: A review of a case.
- id: nhs
  term: NHS
  meaning: The health service.
  expand: false
""",
    "themes.yml": """- id: neglect
  title: Neglect
  plain_explanation: Needs that nobody meets.
  own_page: yes
""",
    "documents.yml": """- id: annual-report
  title: Annual report
  summary: What the board did in a year.
  status: published
  published: 2026-11-21
  document_kind: annual report
  about: What the board did in a year.
  dated: 2018-07
  owner: Exampleshire SCB
  file_state: awaited
""",
    "addresses.yml": """- from: /old-reviews
  to: /reviews/
  since: 2026-11-22
- from: /scheme/
  reason: The scheme has ended.
  how_to_request: Ask the office.
  since: 2026-11-01
- from: /files/leaflet.pdf
  reason: The leaflet is out of date.
  since: 2026-11-01
""",
    "pages/index.md": _PAGE.format(
        title="Keeping children safe",
        summary="Whom to call.",
        published="2026-11-20",
        extra="shows: home\ncontacts: [emergency]\n",
        body="You can [get help](help.md) now, or ask for [the annual report]"
        "(document:annual-report). Read about [neglect](theme:neglect).",
    ),
    "pages/help.md": _PAGE.format(
        title="Worried about a child",
        summary="Help now.",
        published="2026-11-20",
        extra="shows: help\ncontacts: [emergency, helpline]\n",
        body="Call {contact:emergency}.",
    ),
    "pages/reviews/index.md": _PAGE.format(
        title="Reviews",
        summary="Every review.",
        published="2026-11-20",
        extra="shows: reviews\n",
        body="These are the reviews.",
    ),
    "pages/glossary.md": _PAGE.format(
        title="Glossary",
        summary="What words mean.",
        published="2026-11-20",
        extra="shows: glossary\n",
        body="These words need explaining.",
    ),
    "pages/documents.md": _PAGE.format(
        title="Documents",
        summary="Every document.",
        published="2026-11-20",
        extra="shows: documents\n",
        body="Ask for a paper.",
    ),
    "pages/site-map.md": _PAGE.format(
        title="Site map",
        summary="Every page.",
        published="2026-11-20",
        extra="shows: site-map\n",
        body="All pages.",
    ),
    "pages/themes.md": _PAGE.format(
        title="Themes",
        summary="What reviews found.",
        published="2026-11-20",
        extra="shows: themes\n",
        body="These are the themes.",
    ),
    "pages/newsletters.md": _PAGE.format(
        title="Every newsletter",
        summary="All issues.",
        published="2026-11-20",
        extra="shows: newsletters\n",
        body="These are the newsletters.",
    ),
    "pages/contact.md": _PAGE.format(
        title="Contact us",
        summary="How to reach us.",
        published="2026-11-20",
        extra="shows: contact\n",
        body="Call the office.",
    ),
    "pages/accessibility.md": _PAGE.format(
        title="Accessibility",
        summary="What works for whom.",
        published="2026-11-20",
        extra="shows: statement\n",
        body="What we know.",
    ),
    "pages/privacy.md": _PAGE.format(
        title="Privacy",
        summary="What we keep.",
        published="2026-11-20",
        extra="",
        body="We keep nothing.",
    ),
    "pages/not-found.md": _PAGE.format(
        title="We cannot find that page",
        summary="Try another way.",
        published="2026-11-20",
        extra="shows: not-found\n",
        body="It may have moved.",
    ),
    "reviews/scr1.md": _PAGE.format(
        title="Review of Robin",
        summary="A review about one child.",
        published="2026-11-22",
        extra="review_kind: serious case review\nchildren_count: 1\n"
        "guidance: Working Together 2015\nreview_status: published\n"
        "milestones:\n  - {event: published, date: 2019-04}\n",
        body="Robin’s needs went unseen.\n\n## What we learned\n\nAsk the child.",
    ),
}
"""The whole content folder, path by path: enough of each part for every generated link to hold."""


def write(folder: Path) -> Path:
    """Writes the content of a site that is in order, and answers its folder."""
    content = folder / "content"
    for path, text in FILES.items():
        put(content, path, text)
    return content


def put(content: Path, path: str, text: str) -> None:
    """Writes one file."""
    place = content / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8", newline="\n")


def page(body: str, *extra: str, title: str = "A page") -> str:
    """Writes a page of words; without extra lines its body begins on line 8."""
    lines = "".join(f"{line}\n" for line in extra)
    summary, published = "A page for a test.", "2026-11-20"
    return _PAGE.format(title=title, summary=summary, published=published, extra=lines, body=body)


def change(content: Path, path: str, old: str, new: str) -> None:
    """Changes the first such words in a file, which must be there."""
    place = content / path
    text = place.read_text(encoding="utf-8")
    assert old in text, f"{path} does not hold {old!r}"
    put(content, path, text.replace(old, new, 1))


def request(content: Path) -> Request:
    """Asks for a build beside the content, with the real templates and assets."""
    return Request(
        content=content,
        output=content.parent / "public",
        templates=ROOT / "templates",
        assets=ROOT / "assets",
        moment=MOMENT,
    )


def build(content: Path) -> Report:
    """Builds the site beside its content."""
    return pipeline.build(request(content))


def check(content: Path) -> tuple[Issue, ...]:
    """Goes through the whole build, writes nothing, and answers what it says."""
    return pipeline.build(replace(request(content), writing=False)).issues


def finished(content: Path, *, preview: bool = False, noindex: bool = False) -> Finished:
    """Makes the site in memory; it must be in order."""
    return stages.make(
        replace(request(content), preview=preview, noindex=noindex), IssueCollector()
    )


def site(content: Path, *, preview: bool = False) -> Site:
    """Reads content that is in order, without checking what its authors wrote."""
    return site_and_unseen(content, preview=preview)[0]


def site_and_unseen(content: Path, *, preview: bool = False) -> tuple[Site, Withheld]:
    """Reads content, and answers with the site what is not in it."""
    source = reading.read(content)
    assert not source.issues, source.issues
    assert source.settings
    assert source.statement
    moment = gate.Moment.of(MOMENT, source.settings.timezone)
    passed = gate.gate(source.records, moment, preview=preview)
    whole = BuildInfo(source.settings, source.statement, moment.time, preview)
    seen = (one.record for one in passed.published)
    written = reading.texts(seen, singles=(source.settings, source.statement))
    files = folders.inspect(source.files)
    read = Site.of(whole, passed.published, bodies=written.bodies, files=files)
    return read, Withheld.of(passed.withheld, source.unread)


def told(issues: Iterable[Issue]) -> list[str]:
    """Says each issue in one line, as a terminal shows it, without its hint."""
    return [str(issue).partition("\n")[0] for issue in issues]
