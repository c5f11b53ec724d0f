"""A second, fictional board is built by the same code, and its figures are those of a pencil.

Every figure here was worked out by hand from the files of `boards/exampleshire`.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import feedparser
import jsonschema
import pytest
from bs4 import BeautifulSoup, Tag

from sitegen.content.dates import Precision
from sitegen.models import COLLECTIONS
from sitegen.models.base import Status
from sitegen.models.documents import Accessible, BoardDocument, DocumentKind, FileState
from sitegen.models.follow_up import Action, ActionState, Recommendation, Response, Standing
from sitegen.models.pages import Audience, Page, Shows
from sitegen.models.people import ContactKind, ContactPoint, Person
from sitegen.models.questions import Question, QuestionState
from sitegen.models.review_types import ReviewKind, ReviewStatus
from sitegen.models.reviews import Coded, Event, Review
from sitegen.pipeline import build as pipeline
from sitegen.pipeline.report import Report
from sitegen.pipeline.request import Request
from sitegen.site import reading

ROOT: Final = Path(__file__).resolve().parents[2]
SAMPLE: Final = ROOT / "tests" / "boards" / "exampleshire"

NOW: Final = datetime(2026, 11, 22, 9, 0)  # noqa: DTZ001 - local time where the board is
MINUTE_BEFORE: Final = datetime(2026, 12, 1, 9, 29)  # noqa: DTZ001 - the same
MINUTE_AFTER: Final = datetime(2026, 12, 1, 9, 31)  # noqa: DTZ001 - the same

REGISTER: Final = {
    "ex21": ("Safeguarding adults review", 1, "With the coroner"),
    "ex18": ("Rapid review", "Not known", "Paused"),
    "ex10": ("Child safeguarding practice review", 1, "In progress"),
    "ex09": ("Child safeguarding practice review", 1, "Delayed"),
    "ex08": ("Child safeguarding practice review", 1, "With the national Panel"),
    "ex05": ("Serious case review", 1, "Not published"),
    "ex20": ("Domestic abuse related death review", "Not known", "Published"),
    "ex22": ("Reflective workshop", 0, "Published"),
    "ex19": ("Child practice review", 1, "Published"),
    "ex14": ("Thematic review", 8, "Published"),
    "ex13": ("Practice learning review", 0, "Published"),
    "ex12": ("Practice learning review", 1, "Published"),
    "ex07": ("Child safeguarding practice review", 2, "Published"),
    "ex06": ("Child safeguarding practice review", 1, "Published"),
    "ex03": ("Serious case review", 1, "Published"),
    "ex02": ("Serious case review", 1, "Published"),
    "ex01": ("Serious case review", 3, "Published"),
    "ex04": ("Serious case review", 2, "Published"),
}
"""The register in its order: what has no date of publication, then the newest first."""

PUBLISHED_BY: Final = {"ex19": "The Safeguarding Board of Farshire"}

_OF_AN_SCR: Final = ["Executive summary", "Overview report"]
ASK: Final = {
    **dict.fromkeys(("ex03", "ex04"), _OF_AN_SCR),
    "ex02": ["7-minute briefing", *_OF_AN_SCR],
    **{name: ["Report"] for name in ("ex14", "ex20")},
    "ex07": ["Statement to the media", "Report"],
}
"""The papers to ask for: those of a kind of review that has them and that came out here. No law
asks for a paper of a shorter review; those of EX19 are another board’s."""

CHILDREN: Final = 17
"""3+1+1+2+1 in the older reviews, 1+2+1+1+1 in the newer, 1+0 in the shorter ones, 1+1+0 in those
of other kinds; the eight of the thematic review are counted already, and of two nobody knows."""

STATUSES: Final = {
    "published": 12,
    "in progress": 1,
    "paused": 1,
    "with the coroner": 1,
    "with the national Panel": 1,
    "delayed": 1,
    "not published": 1,
}

TIMELINE: Final = {
    "ex04": ("2012", "", "", "2013"),
    "ex01": ("10 March 2014", "22 September 2014", "", "5 November 2014"),
    "ex02": ("May 2015", "December 2015", "", "February 2016"),
    "ex03": ("spring 2016", "2017", "", "autumn 2017"),
    "ex06": ("14 January 2020", "30 June 2020", "1 July 2020", "21 July 2020"),
    "ex07": ("February 2021", "September 2021", "October 2021", "November 2021"),
    "ex12": ("winter 2021", "May 2022", "", "summer 2022"),
    "ex13": ("", "", "", "2023"),
    "ex14": ("September 2023", "February 2024", "", "8 March 2024"),
    "ex19": ("", "November 2024", "", "15 January 2025"),
    "ex22": ("", "", "", "16 February 2026"),
    "ex20": ("3 February 2025", "12 January 2026", "", "20 March 2026"),
    "ex05": ("June 2017", "January 2018", "February 2018", ""),
    "ex08": ("1 September 2025", "14 September 2026", "2 October 2026", ""),
    "ex09": ("January 2025", "October 2025", "", ""),
    "ex10": ("June 2026", "", "", ""),
    "ex18": ("", "", "", ""),
    "ex21": ("", "", "", ""),
}
"""Appointed, reported, to the Panel, published; the oldest first, then what has no date."""

INTERVALS: Final = {
    "EX01": ("6 months and 12 days", "7 months and 26 days"),
    "EX20": ("11 months and 9 days", "13 months and 17 days"),
    "EX02": ("Between 6 and 8 months", "Between 8 and 10 months"),
    "EX03": ("Between 7 and 22 months", "Between 15 and 21 months"),
    "EX04": ("Not known", "At most 24 months"),
    "EX12": ("Between 2 and 6 months", "Between 3 and 9 months"),
    "EX13": ("Not known", "Not known"),
    "EX19": ("Between 4 and 6 months from the decision", "7 months and 10 days from the decision"),
    "EX22": ("Not known", "1 month and 11 days from the decision"),
}
"""From the appointment, or else the decision, to the report and to publication.

From 10 March to 10 September 2014 it is six months, to the 22nd 12 days more; from 10 March to 10
October seven, to 5 November 26 days more. From 3 February to 3 January it is eleven, to the 12th 9
days more; from 3 February 2025 to 3 March 2026 thirteen, to the 20th 17 days more. From 5 June 2024
to 5 January 2025 seven, to the 15th 10 more; from 5 January to 5 February one, to the 16th 11."""

MATRIX: Final = """
theme            ex04 ex01 ex02 ex03 ex06 ex07 ex12 ex13 ex14 ex19 ex22 ex20 ex05 ex08 ex09 ex10 ex18 ex21
unseen-adults    no   no   yes  yes  yes  no   yes  no   yes  -    -    -    no   -    -    -    -    -
daily-care       yes  yes  yes  no   no   yes  no   no   yes  -    -    -    no   -    -    -    -    -
moves            no   no   no   yes  no   no   no   no   no   -    -    -    no   -    -    -    -    -
safe-sleep       no   no   no   no   yes  no   no   no   no   -    -    -    no   -    -    -    -    -
shared-knowledge yes  yes  no   -    yes  no   no   yes  no   -    -    -    yes  -    -    -    -    -
childs-view      yes  yes  yes  yes  yes  yes  yes  yes  yes  -    -    -    no   -    -    -    -    -
water            no   no   no   no   no   no   no   no   no   no   no   no   no   no   no   no   no   no
"""  # noqa: E501 - a table with a column for each review

SEEN: Final = {
    "unseen-adults": ("February 2016", "8 March 2024", "5 or more"),
    "daily-care": ("2013", "8 March 2024", "5 or more"),
    "moves": ("autumn 2017", "autumn 2017", "1 or more"),
    "safe-sleep": ("21 July 2020", "21 July 2020", "1 or more"),
    "shared-knowledge": ("2013", "2023", "5 or more"),
    "childs-view": ("2013", "8 March 2024", "9 or more"),
    "water": ("Not known", "Not known", "0"),
}
"""First seen, last seen and how often; a review without a date of publication sets neither."""

ACTIONS: Final = {
    "listening-guide": "Done",
    "home-care-tool": "Done",
    "adults-checklist": "Done",
    "sleep-visits": "Done",
    "shared-record": "In progress",
    "care-pathway": "In progress",
    "moving-procedure": "Outstanding",
    "night-training": "Outstanding",
    "shared-list": "Superseded",
    "listening-poster": "Superseded",
}
"""The actions in the order of the page: by state, then by their places."""

PAST: Final = {"ex01-2": "31 December 2016", "care-pathway": "spring 2026"}
"""What is open although the date that was set has passed: a recommendation and an action. Others
have no date, are done, were not accepted, or fall due today or later."""

OUTSTANDING: Final = ("moving-procedure", "night-training", "shared-record", "care-pathway")

FOLLOWED: Final = {
    "ex14-1": ("In progress", ["In progress"]),
    "ex14-2": ("No progress recorded", []),
    "ex12-1": ("No progress recorded", ["Done"]),
    "ex07-1": ("Closed", ["Done"]),
    "ex06-1": ("Done", ["Done"]),
    "ex06-2": ("Not accepted", []),
    "ex03-1": ("Not started", ["Outstanding"]),
    "ex02-1": ("Done", ["Done"]),
    "ex02-2": ("Done", ["Done"]),
    "ex01-1": ("Done", ["Done"]),
    "ex01-2": ("In progress", ["Superseded", "In progress"]),
    "ex04-1": ("No progress recorded", ["In progress"]),
}
"""Where each recommendation stands, and the states of the actions that answer it; those of the
newest review come first."""

DOCUMENTS: Final = {"available": 4, "elsewhere": 5, "on request": 6, "awaited": 5, "withdrawn": 1}

DOCUMENT_KINDS: Final = {
    "annual report": 1,
    "business plan": 1,
    "film or sound": 1,
    "review report": 5,
    "7-minute briefing": 1,
    "report to scrutiny": 1,
    "strategy or standard": 2,
    "procedure or agreement": 2,
    "guidance": 1,
    "newsletter": 1,
    "leaflet": 2,
    "governance": 1,
    "press or earlier web page": 2,
}

REDIRECTS: Final = (
    "/partnership/about-us /about/ 301",
    "/downloads/annual-report.pdf /documents/annual-report-2024-25/ 301",
    "/downloads/water-map.pdf /gone/downloads-water-map-pdf/ 302",
    "/child-deaths/newsletters/bulletin-1 /learning/bulletin/bulletin-1/ 301",
)

TABLES: Final = {
    "reviews": 18,
    "review_milestones": 52,
    "actions": 10,
    "themes": 7,
    "documents": 21,
    "figures": 5,
}
"""The downloads, with how many rows each has; the milestones are those of TIMELINE, a delay
and nine steps that have no column there."""

REAL_BOARD: Final = (
    *("Sefton", "Litherland", "Merseyside", "Liverpool", "Bootle", "Southport", "LSCB"),
    *("Martha", "Overview and Scrutiny Committee", "seftonlscb.org.uk", "modgov"),
)

HIDDEN: Final = {"ex17": "kestrel", "ex11": "nightjar", "ex16": "bittern"}
"""A draft, a review in progress that nobody announced, and one that is scheduled, each with the
word that all of its texts hold. The word of what was withdrawn is “dunnock”."""

HIDDEN_ID: Final = re.compile(rb"\bex1[167]\b", re.IGNORECASE)

TEXTS: Final = frozenset(
    ("title", "summary", "pseudonyms", "guidance", "status_reason", "improvements", "changes",
     "milestones", "author", "finding_preventability", "nspcc_record", "withdrawn_reason",
     "absent", "allow", "body", "search_words", "published_by", "published_at", "shared_with",
     "family")
)  # fmt: skip
WITHOUT_WORDS: Final = frozenset(
    ("id", "status", "publish_at", "published", "review_by", "sources", "review_kind",
     "children_count", "review_status", "panel_informed", "announce", "documents", "themes",
     "joins", "keep", "nspcc_deposited_on", "signoffs", "never_preview")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Built:
    """A finished site on disk."""

    folder: Path
    report: Report

    def page(self, url: str) -> Tag:
        """Read the main part of a page."""
        html = (self.folder / url.strip("/") / "index.html").read_bytes()
        main = BeautifulSoup(html, "html.parser").find("main")
        assert isinstance(main, Tag)
        return main

    def data(self, name: str) -> dict[str, Any]:
        """Read a JSON file of the downloads."""
        found: dict[str, Any] = json.loads((self.folder / "data" / f"{name}.json").read_bytes())
        return found

    def table(self, name: str) -> list[list[str]]:
        """Read a CSV file of the downloads with a reader that forgives nothing."""
        raw = (self.folder / "data" / f"{name}.csv").read_bytes()
        text = io.StringIO(raw.decode("utf-8-sig"), newline="")
        return list(csv.reader(text, strict=True))

    def entries(self, feed: str) -> list[Any]:
        """Read the entries of a feed."""
        found = feedparser.parse((self.folder / feed).read_bytes())
        assert not found.bozo
        return list(found.entries)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield every file with its bytes."""
        for path in sorted(self.folder.rglob("*")):
            if path.is_file():
                yield path.relative_to(self.folder).as_posix(), path.read_bytes()

    def holding(self, word: str) -> list[str]:
        """Name the files that hold a word, in their bytes or in their names.

        The list of words that English has holds no word of this board's, but many of its own.
        """
        wanted = word.casefold().encode()
        files = ((name, data) for name, data in self.files() if "common-english" not in name)
        return [name for name, data in files if wanted in data.lower() or word in name.casefold()]


def make(folder: Path, moment: datetime) -> Built:
    request = Request(
        content=SAMPLE,
        output=folder / "public",
        templates=ROOT / "templates",
        assets=ROOT / "assets",
        moment=moment,
        recording=False,
    )
    report = pipeline.build(request)
    if report.errors:
        found = "\n".join(map(str, report.issues))
        pytest.fail(f"The second board’s site did not build:\n{found}", pytrace=False)
    return Built(request.output, report)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The second board's site as it is now."""
    return make(tmp_path_factory.mktemp("now"), NOW)


@pytest.fixture(scope="module")
def site_before(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site one minute before the scheduled review is published."""
    return make(tmp_path_factory.mktemp("before"), MINUTE_BEFORE)


@pytest.fixture(scope="module")
def site_after(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site one minute after the scheduled review was published."""
    return make(tmp_path_factory.mktemp("after"), MINUTE_AFTER)


def words(node: Tag | None) -> str:
    assert node is not None
    return re.sub(r" (?=[,.:;])", "", " ".join(node.get_text(" ").split()))


def slug(node: Tag | None) -> str:
    """Return the last part of the address to which the first link in a place leads."""
    assert node is not None
    link = node if node.name == "a" else node.select_one("a[href]")
    assert link is not None
    return str(link["href"]).rstrip("/").rpartition("/")[2]


def rows(table: Tag | None) -> dict[str, list[Tag]]:
    """Return the cells of a table’s rows, by the record to which the head of each row links."""
    assert table is not None
    return {slug(row.find("th")): row.find_all("td") for row in table.select("tbody tr")}


def glance(main: Tag) -> dict[str, int]:
    """Return the numbers that stand at the top of a page, by the words beside them."""
    return {
        words(item.select_one(".glance__words")): int(words(item.select_one(".glance__number")))
        for item in main.select(".glance__item")
    }


def matrix_by_hand() -> dict[str, dict[str, str]]:
    head, *lines = MATRIX.strip().splitlines()
    _, *reviews = head.split()
    return {
        theme: dict(zip(reviews, cells, strict=True))
        for theme, *cells in (line.split() for line in lines)
    }


# The site is whole.


def test_the_sample_uses_every_type_every_kind_of_page_and_every_state() -> None:
    records = reading.read(SAMPLE).records
    items = [record.item for record in records]
    reviews = [item for item in items if isinstance(item, Review)]
    documents = [item for item in items if isinstance(item, BoardDocument)]
    pages = [item for item in items if isinstance(item, Page)]
    milestones = [milestone for review in reviews for milestone in review.milestones]
    assert {record.collection for record in records} == set(COLLECTIONS)
    assert {item.status for item in items} == set(Status)
    assert {page.shows for page in pages} == set(Shows)
    assert {audience for page in pages for audience in page.audience} == set(Audience)
    assert {review.review_kind for review in reviews} == {*ReviewKind, "reflective workshop"}
    assert {review.review_status for review in reviews} == {*ReviewStatus, "with the coroner"}
    assert {milestone.event for milestone in milestones} == set(Event)
    assert {milestone.date.precision for milestone in milestones} == set(Precision)
    assert {one.coded for review in reviews for one in review.themes} == set(Coded)
    assert {document.document_kind for document in documents} == set(DocumentKind)
    assert {document.file_state for document in documents} == set(FileState)
    assert {document.accessible for document in documents} == set(Accessible)
    assert {item.state for item in items if isinstance(item, Action)} == set(ActionState)
    told = [item for item in items if isinstance(item, Recommendation)]
    assert {one.standing for one in told} == set(Standing)
    assert {one.response for one in told} == {*Response, None}
    assert {item.state for item in items if isinstance(item, Question)} == set(QuestionState)
    assert {item.purpose for item in items if isinstance(item, ContactPoint)} == set(ContactKind)


def test_all_that_is_told_of_the_second_board_is_past_its_date_or_lies_loose(site: Built) -> None:
    assert [(issue.severity, issue.origin.path, issue.field) for issue in site.report.issues] == [
        ("warning", "actions.yml", "due"),
        ("warning", "files/kestrel-loose.txt", ""),
        ("warning", "recommendations.yml", "target"),
    ]
    assert site.report.summary.written


def test_nothing_of_the_first_board_is_in_the_second_ones_site(site: Built) -> None:
    for word in REAL_BOARD:
        assert site.holding(word) == [], word


def test_the_generator_names_nobody_of_the_board_that_it_is_used_by() -> None:
    items = [record.item for record in reading.read(ROOT / "content").records]
    names = {item.name for item in items if isinstance(item, Person) and item.name}
    posts = [item for item in items if isinstance(item, ContactPoint)]
    numbers = {post.phone.digits for post in posts if post.phone and post.purpose != "safety"}
    wanted = [rf"\b{re.escape(name)}\b" for name in sorted(names)]
    wanted += [r"[ \u00a0]?".join(number) for number in sorted(numbers)]
    for folder in ("sitegen", "templates", "assets"):
        for path in (path for path in (ROOT / folder).rglob("*.*") if path.is_file()):
            text = path.read_bytes().decode("utf-8", errors="ignore")
            assert [one for one in wanted if re.search(one, text)] == [], path


def test_no_review_of_the_past_is_called_late_or_on_time(site: Built) -> None:
    for url in ("/reviews/", "/reviews/timeline/", *(f"/reviews/{name}/" for name in REGISTER)):
        said = words(site.page(url)).lower()
        assert [verdict for verdict in ("overdue", "on time", "late ") if verdict in said] == []


def test_the_second_board_has_only_numbers_that_are_kept_for_drama(site: Built) -> None:
    calls = {
        str(link["href"])
        for name, data in site.files()
        if name.endswith(".html")
        for link in BeautifulSoup(data, "html.parser").select("a[href^='tel:'], a[href^='sms:']")
    }
    kept = re.compile(r"(tel:999|(tel|sms):(18001)?(01632960|08081570|02079460)\d{3}(;ext=\d+)?)\Z")
    assert len(calls) > 4
    assert [call for call in calls if not kept.match(call)] == []


# The register and its timeline.


def test_the_register_lists_each_review_with_its_kind_its_children_and_its_status(
    site: Built,
) -> None:
    found = {slug(row): row for row in site.page("/reviews/").select(".register__row")}
    assert list(found) == list(REGISTER)
    for review, (kind, children, status) in REGISTER.items():
        said = {words(fact.dt): words(fact.dd) for fact in found[review].select("dl > div")}
        assert said["Kind"] == kind
        assert said["Children"] == (str(children) if children else "None")
        assert said.get("Published by", "") == PUBLISHED_BY.get(review, "")
        tag = found[review].select_one(".tag")
        assert (words(tag) if tag else "Published") == status


def test_the_register_counts_reviews_and_children_apart(site: Built) -> None:
    expected = {"reviews": len(REGISTER), "children": CHILDREN, **STATUSES, "withdrawn": 1}
    assert glance(site.page("/reviews/")) == expected
    assert "2 of the reviews do not say how many children" in words(site.page("/reviews/"))


def test_the_home_page_counts_the_same_reviews_children_and_actions(site: Built) -> None:
    assert glance(site.page("/")) == {
        "reviews": 18,
        "children in them": 17,
        "actions done": 4,
        "actions in progress": 2,
        "actions outstanding": 2,
        "actions superseded": 2,
    }


def test_the_timeline_goes_from_the_oldest_to_the_newest_and_keeps_the_precision_of_dates(
    site: Built,
) -> None:
    found = rows(site.page("/reviews/timeline/").find("table"))
    assert list(found) == list(TIMELINE)
    for review, dates in TIMELINE.items():
        shown = [re.sub(r"No date", "", words(cell)) for cell in found[review]]
        for date, cell in zip(dates, shown[:-1], strict=True):
            assert cell.startswith(date), review
            assert bool(cell) == bool(date), review
    paused = "Decision to review: 3 March 2025 Paused: 12 May 2025 The coroner wrote to the "
    assert words(found["ex18"][-1]) == f"{paused}partnership. Inquest: November 2026"
    assert words(found["ex10"][-1]) == "None"


def test_intervals_are_ranges_as_wide_as_the_dates_are_uncertain(site: Built) -> None:
    table = site.page("/reviews/timeline/").find_all("table")[1]
    assert isinstance(table, Tag)
    found = {
        words(row.find("th")).split()[1].rstrip(":"): tuple(words(td) for td in row.select("td"))
        for row in table.select("tbody tr")
    }
    assert len(found) == len(TIMELINE)
    assert {review: found[review] for review in INTERVALS} == INTERVALS


def test_a_thematic_review_and_the_four_that_it_joins_name_each_other(site: Built) -> None:
    thematic = site.page("/reviews/ex14/")
    names = (dt for dt in thematic.find_all("dt") if words(dt) == "Reviews it joins")
    joined = next(names).find_next_sibling("dd")
    assert joined is not None
    assert [slug(link) for link in joined.find_all("a")] == ["ex04", "ex01", "ex02", "ex07"]
    for review in REGISTER:
        said = words(site.page(f"/reviews/{review}/"))
        assert ("Part of Review EX14" in said) == (review in {"ex01", "ex02", "ex04", "ex07"})


def test_a_review_that_is_not_published_says_why_and_what_improved(site: Built) -> None:
    said = words(site.page("/reviews/ex05/"))
    assert "Why it is not published" in said
    assert "could be recognised from the report" in said
    assert "April 2018" in said
    assert "a duty doctor can be reached at night" in said


def test_a_delayed_review_says_why(site: Built) -> None:
    said = words(site.page("/reviews/ex09/"))
    assert "Why it is delayed A trial is under way" in said
    assert "9 December 2025" in said


def test_signatures_and_the_day_of_deposit_are_never_shown(site: Built) -> None:
    assert site.holding("1987-06") == []
    assert site.holding("June 1987") == []


# The themes.


def test_the_matrix_says_yes_no_or_not_yet_for_each_theme_and_review(site: Built) -> None:
    said = {"yes": "yes", "no": "no", "not yet coded": "-"}
    found = {}
    for theme in site.page("/reviews/themes/").select(".pattern__theme"):
        cells = (words(cell).partition(": ") for cell in theme.select(".pattern__cell"))
        found[slug(theme)] = {review.lower(): said[answer] for review, _, answer in cells}
    assert list(found) == list(matrix_by_hand())
    assert found == matrix_by_hand()


def test_the_matrix_counts_its_known_answers(site: Built) -> None:
    # Six themes × ten finished reviews, one of them not yet coded, and one theme × eighteen.
    assert "77 of 126 answers are known" in words(site.page("/reviews/themes/"))


def test_each_theme_says_when_it_was_first_and_last_seen(site: Built) -> None:
    found = {slug(row): row for row in site.page("/reviews/themes/").select(".pattern__theme")}
    for theme, (first, last, often) in SEEN.items():
        said = words(found[theme].select_one(".pattern__seen") or found[theme])
        if often == "0":
            assert "Found in" not in said
            continue
        assert f"Found in {often} review" in said
        assert said.endswith(f"one of {first}" if first == last else f"{first}, the last of {last}")


@pytest.mark.parametrize("theme", list(SEEN))
def test_a_themes_page_lists_its_reviews_and_its_first_and_last_time(
    site: Built, theme: str
) -> None:
    page = site.page(f"/reviews/themes/{theme}/")
    having = [review for review, cell in matrix_by_hand()[theme].items() if cell == "yes"]
    heads = (h2 for h2 in page.find_all("h2") if words(h2) == "Reviews with this theme")
    section = next(heads).parent
    assert section is not None
    listed = section.select(".links a")
    assert [slug(link) for link in listed] == having
    first, last, _ = SEEN[theme]
    if having:
        assert f"First seen in a review of {first}, last in one of {last}" in words(page)
    else:
        assert "No review in the register has this theme" in words(page)


def test_a_theme_leads_to_its_briefings_recommendations_actions_and_documents(site: Built) -> None:
    page = site.page("/reviews/themes/daily-care/")
    links = {str(link["href"]) for link in page.select("section a[href]")}
    assert links >= {
        "/learning/briefings/ex02/",
        "/reviews/recommendations/ex02-1/",
        "/reviews/recommendations/ex04-1/",
        "/reviews/recommendations/ex14-1/",
        "/reviews/actions/home-care-tool/",
        "/reviews/actions/care-pathway/",
    }


# Recommendations and actions.


def states(main: Tag) -> dict[str, str]:
    """Return the state of each action on a page, in its order."""
    return {
        str(deed["id"]): words(heading).partition(" (")[0]
        for heading in main.select("h2[id^=state-]")
        for deed in heading.find_next_sibling("ul").select(".follow")  # type: ignore[union-attr]
    }


def test_the_page_of_actions_shows_each_in_its_state(site: Built) -> None:
    page = site.page("/reviews/actions/")
    order = ["Outstanding", "In progress", "Done", "Superseded"]
    expected = sorted(ACTIONS.items(), key=lambda action: order.index(action[1]))
    assert list(states(page).items()) == expected
    picture = page.select_one(".squares[role=img]")
    assert picture is not None
    told = "4 done, 2 in progress, 2 outstanding, 2 superseded."
    assert picture["aria-label"] == f"One square for each action: {told}"


def test_the_outstanding_page_shows_what_is_not_finished_and_nothing_else(site: Built) -> None:
    found = states(site.page("/reviews/actions/outstanding/"))
    assert set(found) == set(OUTSTANDING)
    assert found == {action: ACTIONS[action] for action in OUTSTANDING}


def test_an_action_shows_its_due_date_evidence_history_and_who_checked_it(site: Built) -> None:
    entry = site.page("/reviews/actions/listening-guide/")
    said = words(entry)
    for part in ("30 June 2015", "about 1,200 people took the course", "autumn 2016"):
        assert part in said
    assert "Before, 2013 12 of 50 files After, autumn 2016 47 of 50 files" in said
    assert "Checked by Quality and Learning Group" in said
    assert next(words(item) for item in entry.select(".entry__list li")) == (
        "15 January 2015: The work began."
    )


def test_a_superseded_action_leads_to_the_one_that_took_its_place(site: Built) -> None:
    entry = site.page("/reviews/actions/shared-list/")
    assert "Replaced by Building a shared record" in words(entry)


def test_an_action_without_a_page_of_its_own_tells_all_on_the_list(site: Built) -> None:
    entry = site.page("/reviews/actions/").find(id="listening-poster")
    assert isinstance(entry, Tag)
    assert "2014: The poster was printed." in words(entry)
    assert not (site.folder / "reviews" / "actions" / "listening-poster").exists()


def test_an_action_can_have_two_owners_and_say_why_nothing_was_measured(site: Built) -> None:
    said = words(site.page("/reviews/actions/shared-record/"))
    assert "Responsible Exampleshire Health and Exampleshire Police" in said
    said = words(site.page("/reviews/actions/adults-checklist/"))
    assert "Not measured: Nobody has compared records from before and after." in said


def test_each_recommendation_shows_where_it_stands_and_what_answers_it(site: Built) -> None:
    rows = site.page("/reviews/recommendations/").select(".follow[id]")
    listed = {str(row["id"]): words(row.select_one(".tag")) for row in rows}
    assert list(listed) == list(FOLLOWED)
    for told, (standing, answered) in FOLLOWED.items():
        page = site.page(f"/reviews/recommendations/{told}/")
        assert words(page.select_one(".tag")) == listed[told] == standing
        assert [words(tag) for tag in page.select("h2#actions + ul .tag")] == answered


def test_recommendations_are_counted_by_where_they_stand(site: Built) -> None:
    page = site.page("/reviews/recommendations/")
    counted = Counter(standing.lower() for standing, _ in FOLLOWED.values())
    assert glance(page) == {"in all": len(FOLLOWED), **counted}
    # In progress twice, not started once and three of which nothing is recorded.
    assert "Still open (6" in words(page)
    assert "The date that was set has passed for 1 of the 6 that are still open." in words(page)


def test_what_is_past_its_date_is_told_in_words_and_nothing_else_is(site: Built) -> None:
    urls = [f"/reviews/recommendations/{told}/" for told in FOLLOWED]
    urls += [f"/reviews/actions/{action}/" for action in ACTIONS if action != "listening-poster"]
    for url in urls:
        said = words(site.page(url))
        date = PAST.get(url.rstrip("/").rpartition("/")[2])
        assert ("The date that was set for it" in said) == bool(date), url
        assert not date or f"The date that was set for it, {date}, has passed." in said
        assert not re.search(r"\b(overdue|late|missed|failed)\b", said, re.IGNORECASE), url


def test_a_stranger_can_say_which_recommendations_of_a_year_are_open_and_why(site: Built) -> None:
    page = site.page("/reviews/recommendations/by-year/2014/")
    assert "2 recommendations; 1 still open, 1 of them past the date that was set." in words(page)
    first, second = page.select(".follow")
    assert slug(first) == "ex01-2"
    assert "Date set 31 December 2016 (this date has passed)" in words(first)
    assert "8 June 2026: The first three services use the shared record; the others" in words(first)
    assert words(second.select_one(".tag")) == "Done"


def test_a_response_is_told_with_its_reason_and_the_next_update(site: Built) -> None:
    said = words(site.page("/reviews/recommendations/ex04-1/"))
    assert "Response Accepted in part, 2013 Why The yearly check was thought too seldom" in said
    said = words(site.page("/reviews/recommendations/ex01-2/"))
    assert "Next update January 2027" in said
    assert "Next update" not in words(site.page("/reviews/recommendations/ex06-1/"))


def test_evidence_of_effect_says_what_was_measured_how_and_who_checked_it(site: Built) -> None:
    listed = [slug(row) for row in site.page("/reviews/evidence/").select(".follow")]
    assert listed == ["visits-about-sleep", "childs-words-in-files"]
    said = words(site.page("/reviews/evidence/childs-words-in-files/"))
    for part in ("50 files of each year", "read each file apart", "Checked by The Quality and"):
        assert part in said
    assert "Nobody is named as having checked it" in words(
        site.page("/reviews/evidence/visits-about-sleep/")
    )
    # The recommendation that the action answers shows it, too.
    assert "47 of 50 files" in words(site.page("/reviews/recommendations/ex01-1/"))


def test_the_log_says_who_asked_whom_when_and_what_came(site: Built) -> None:
    rows = site.page("/reviews/asked/").select(".follow")
    assert [row["id"] for row in rows] == [
        *("files-from-the-health-service", "chronology-of-ex03"),
        *("listening-in-schools", "minutes-of-2009"),
    ]
    outcomes = [words(row.select_one(".tag")) for row in rows]
    assert outcomes == ["Waiting for an answer", "Refused", "Answered", "Nothing is held"]
    said = words(site.page("/reviews/asked/files-from-the-health-service/"))
    assert "Exampleshire SCP asked Exampleshire Health, May 2026." in said
    assert "3 August 2026: The partnership asked again." in said


def test_families_are_asked_and_reviews_say_how_they_took_part(site: Built) -> None:
    page = site.page("/reviews/families/")
    assert [slug(h3).partition("#")[0] for h3 in page.select("h3[id^=family-]")] == ["", ""]
    assert [str(h3["id"]) for h3 in page.select("h3[id^=family-]")] == [
        "family-ex20",
        "family-ex19",
    ]
    assert "16 other reviews do not tell how the family took part." in words(page)
    said = words(site.page("/reviews/ex20/"))
    assert "How the family took part Two sisters took part." in said


def test_procedures_stand_by_what_somebody_wants_to_do(site: Built) -> None:
    page = site.page("/learning/procedures/")
    entries = [str(entry["id"]) for entry in page.select(".entry")]
    assert entries == ["refer-a-child", "disagree", "allegations", "levels-9", "levels-10"]
    said = words(page.find(id="refer-a-child"))
    assert "Kept by Exampleshire Borough Council; edition: spring 2026" in said
    assert "its owner looks at it again by 30 April 2027" in said


def test_modern_reviews_are_said_rightly(site: Built) -> None:
    pages = {name: words(site.page(f"/reviews/{name}/")) for name in REGISTER}
    assert "Why it took longer The review waited until a trial had ended." in pages["ex20"]
    assert "Why it is paused A coroner asked" in pages["ex18"]
    assert "Why it waits for the coroner The coroner has the only copy" in pages["ex21"]
    assert "Published by The Safeguarding Board of Farshire" in pages["ex19"]
    assert "Carried out with Exampleshire Community Safety Partnership" in pages["ex20"]
    assert "How many is not known; known in the report as Rowan" in pages["ex20"]
    for step in ("Decision to review", "Paused", "Trial", "Resumed", "Inquest", "Response"):
        assert any(step in said for said in pages.values()), step
    for name in REGISTER:
        papers = map(words, site.page(f"/reviews/{name}/").select(".panel__paper:not(:has(a))"))
        asked = [one.removesuffix(" Ask for a copy") for one in papers if one.endswith("a copy")]
        assert asked == ASK.get(name, []), name


# Documents, addresses that moved and addresses that are gone.


def test_the_library_holds_each_document_in_its_state(site: Built) -> None:
    page = site.page("/documents/")
    found = {
        str(heading["id"]): words(heading).rpartition(" ")[2].strip("()")
        for heading in page.select("h2[id]")
    }
    # There is an account of one that is given on request.
    assert int(found["here"]) == DOCUMENTS["available"] + 1
    assert int(found["elsewhere"]) == DOCUMENTS["elsewhere"]
    assert int(found["copies"]) == DOCUMENTS["on request"] + DOCUMENTS["awaited"] - 1
    assert int(found["withdrawn"]) == DOCUMENTS["withdrawn"]
    assert len(page.select(".document")) == sum(DOCUMENTS.values())


def test_a_file_is_copied_if_and_only_if_a_public_record_names_it(site: Built) -> None:
    names = [re.sub(r"\.[0-9a-f]{10}\.", ".", n) for n, _ in site.files()]
    texts = ["ex01-summary.txt", "listening-standard.txt"]
    expected = ["annual-report-2024-25.pdf", texts[0], "lamp-bell.mp3", texts[1]]
    assert [n.removeprefix("files/") for n in names if n.startswith("files/")] == expected
    assert [n for n in names if n.startswith("images/")] == ["images/two-lamps.png"]


def test_a_newer_version_leads_to_the_line_of_the_one_that_it_replaced(site: Built) -> None:
    new = site.page("/documents/listening-standard/")
    assert "Replaces Listening Standard, first edition" in words(new)
    assert site.page("/documents/").find(id="listening-standard-2015")


def test_moved_addresses_lead_on_and_gone_files_lead_to_their_reason(site: Built) -> None:
    written = (site.folder / "_redirects").read_text(encoding="utf-8").splitlines()
    # Where no PDFs are made, the address of each leads to its page.
    papers = re.compile(r"(/.+/)[^/]+\.pdf \1 302")
    assert tuple(line for line in written if not papers.fullmatch(line)) == REDIRECTS


@pytest.mark.parametrize(
    ("url", "reason", "since"),
    [
        ("/campaigns/night-lights/", "The campaign is over", "15 April 2026"),
        ("/gone/downloads-water-map-pdf/", "ponds that have been filled in", "20 May 2026"),
        ("/reviews/ex15/", "A family asked for the page to be taken down", "3 August 2026"),
        ("/documents/dunnock-leaflet/", "a phone line that has closed", "1 July 2026"),
    ],
)
def test_an_address_that_is_gone_says_why_since_when_and_whom_to_ask(
    site: Built, url: str, reason: str, since: str
) -> None:
    said = words(site.page(url))
    assert reason in said
    assert since in said
    assert "01632 960123" in said
    assert url not in (site.folder / "sitemap.xml").read_text(encoding="utf-8")


def test_what_was_withdrawn_says_nothing_of_what_it_held(site: Built) -> None:
    for name, data in site.files():
        # The leaflet’s address has the word in it, and an address stays for ever.
        assert b"dunnock" not in data.lower().replace(b"dunnock-leaflet", b""), name
        assert not name.startswith("files/dunnock")
    for url in ("/reviews/", "/reviews/timeline/", "/documents/", "/site-map/", "/search/"):
        assert "ex15" not in str(site.page(url))


# The gate.


@pytest.mark.parametrize(("review", "canary"), HIDDEN.items())
def test_each_text_of_a_hidden_review_carries_its_canary(review: str, canary: str) -> None:
    assert set(Review.model_fields) == TEXTS | WITHOUT_WORDS
    data = next(
        r for r in reading.read(SAMPLE).records if isinstance(r.item, Review) and r.id == review
    ).entry.data
    given = {name: value for name, value in data.items() if name in TEXTS}
    for name, value in given.items():
        parts: Sequence[object] = value if isinstance(value, list) else [value]
        assert all(canary in str(part).lower() for part in parts), name
    if review != "ex16":
        assert set(given) == TEXTS


@pytest.mark.parametrize("canary", ["kestrel", "nightjar"])
@pytest.mark.parametrize("moment", ["site", "site_after"])
def test_drafts_and_unannounced_reviews_leave_no_trace(
    canary: str, moment: str, request: pytest.FixtureRequest
) -> None:
    found: Built = request.getfixturevalue(moment)
    assert found.holding(canary) == []


@pytest.mark.parametrize("moment", ["site", "site_before"])
def test_a_scheduled_review_leaves_no_trace_before_its_minute(
    moment: str, request: pytest.FixtureRequest
) -> None:
    found: Built = request.getfixturevalue(moment)
    assert found.holding("bittern") == []
    assert [name for name, data in found.files() if HIDDEN_ID.search(data)] == []


@pytest.mark.parametrize(
    "word",
    [
        *("bitterntitle", "bitternsummary", "bitternone", "bitterntwo", "bitternguidance"),
        *("bitternappointed", "bitternreported", "bitternpublished", "bitternauthor"),
        *("bitternfinding", "bitternbody", "bitternreport", "bitternreportabout", "bitternfile"),
        *("bitternbriefing", "bitternbriefingbody", "bitternrecommendation"),
    ],
)
def test_everything_of_a_scheduled_review_is_there_one_minute_after(
    site_after: Built, word: str
) -> None:
    assert site_after.holding(word) != []


def test_a_review_that_came_out_is_counted_everywhere(site_after: Built) -> None:
    expected = {"reviews": 19, "children": 19, **STATUSES, "published": 13, "withdrawn": 1}
    assert glance(site_after.page("/reviews/")) == expected
    assert len(site_after.page("/reviews/").select(".register__row")) == 19
    assert len(site_after.data("reviews")["reviews"]) == 19
    assert len(site_after.table("reviews")) == 1 + 19
    assert len(site_after.entries("reviews/feed.xml")) == 19


# The downloads and the feeds.


@pytest.mark.parametrize("name", list(TABLES))
def test_the_json_keeps_its_published_schema(site: Built, name: str) -> None:
    schema = site.data(f"{name}.schema")
    jsonschema.Draft202012Validator.check_schema(schema)
    document = site.data(name)
    jsonschema.Draft202012Validator(schema).validate(document)
    own = f"https://www.exampleshire.example/data/{name}.schema.json"
    assert schema["$id"] == document["schema"] == own
    assert len(document[name]) == TABLES[name]


@pytest.mark.parametrize("name", list(TABLES))
def test_the_schema_refuses_a_row_that_lacks_a_column(site: Built, name: str) -> None:
    document = site.data(name)
    first = next(iter(document[name][0]))
    del document[name][0][first]
    validator = jsonschema.Draft202012Validator(site.data(f"{name}.schema"))
    with pytest.raises(jsonschema.ValidationError, match=f"'{first}' is a required property"):
        validator.validate(document)


@pytest.mark.parametrize("name", list(TABLES))
def test_the_csv_has_the_rows_and_columns_of_the_json(site: Built, name: str) -> None:
    head, *body = site.table(name)
    rows_of_json = site.data(name)[name]
    assert head == list(rows_of_json[0])
    assert len(body) == TABLES[name]
    for line, row in zip(body, rows_of_json, strict=True):
        assert line == [in_csv(value) for value in row.values()]
    raw = (site.folder / "data" / f"{name}.csv").read_bytes()
    assert raw.count(b"\r\n") == raw.count(b"\n") == 1 + TABLES[name]


def in_csv(value: object) -> str:
    """Write a value as a spreadsheet may safely read it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        value = "; ".join(value)
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def test_pages_downloads_and_feeds_agree_about_the_reviews(site: Built) -> None:
    data: list[Mapping[str, Any]] = site.data("reviews")["reviews"]
    assert {row["id"] for row in data} == set(REGISTER)
    assert Counter(row["review_status"] for row in data) == STATUSES
    children = [r["children_count"] for r in data if r["review_kind"] != "thematic review"]
    assert sum(number or 0 for number in children) == CHILDREN
    entries = site.entries("reviews/feed.xml")
    assert {entry.link.rstrip("/").rpartition("/")[2] for entry in entries} == set(REGISTER)


def test_pages_and_downloads_agree_about_actions_documents_and_coding(site: Built) -> None:
    actions = {row["id"]: row["state"] for row in site.data("actions")["actions"]}
    assert actions == {action: state.lower() for action, state in ACTIONS.items()}
    documents = site.data("documents")["documents"]
    assert Counter(row["file_state"] for row in documents) == DOCUMENTS
    assert Counter(row["document_kind"] for row in documents) == DOCUMENT_KINDS
    yes = {row["id"]: row["themes"] for row in site.data("reviews")["reviews"]}
    codings = site.data("review_themes")["review_themes"]
    coded = {(row["review"], row["theme"]): row["coded"] for row in codings}
    for theme, cells in matrix_by_hand().items():
        for review, cell in cells.items():
            assert (theme in yes[review]) == (cell == "yes")
            assert (coded.get((review, theme)) == "no") == (cell == "no")


OPEN: Final = {
    "2013": {"ex04-1": ("no progress recorded", False, None)},
    "2014": {"ex01-2": ("in progress", True, "2026-06-08")},
    "2015": {},
    "2017": {"ex03-1": ("not started", False, "2025-02-10")},
    "2022": {"ex12-1": ("no progress recorded", False, None)},
    "2024": {
        "ex14-1": ("in progress", False, "2024-05"),
        "ex14-2": ("no progress recorded", False, None),
    },
}
"""What is still open of a year: where it stands, whether the board's date has passed, and when it
was told last. By hand from recommendations.yml and the milestones of the reviews."""


@pytest.mark.parametrize("year", list(OPEN))
def test_whoever_has_the_json_alone_can_say_what_of_a_year_is_still_open_and_why(
    site: Built, year: str
) -> None:
    rows = site.data("recommendations")["recommendations"]
    of_year = [
        row
        for row in rows
        if (row["review_published_from"] or "")[:4] == year == row["review_published_to"][:4]
    ]
    found = {
        row["id"]: (row["standing"], row["past_target"], row["last_word_date"])
        for row in of_year
        if row["still_open"]
    }
    assert found == OPEN[year]
    told = {row["id"]: row["last_word"] for row in of_year}
    if year == "2014":
        assert told["ex01-2"].endswith("the others wait for new computers.")
        (row,) = (row for row in of_year if row["id"] == "ex01-2")
        assert (row["target"], row["open_actions"]) == ("2016-12-31", ["shared-record"])
        actions = {row["id"]: row for row in site.data("actions")["actions"]}
        assert actions["shared-record"]["state"] == "in progress"


def test_figures_are_the_same_on_every_page_and_in_the_data(site: Built) -> None:
    figures = {row["id"]: row["value"] for row in site.data("figures")["figures"]}
    assert figures["children-in-register"] == CHILDREN
    assert figures["published-reviews"] == STATUSES["published"]
    for url in ("/reviews/", "/reviews/questions/", "/data/"):
        assert "twelve published reviews" in words(site.page(url)) or url == "/reviews/"
    assert "has published twelve reviews" in words(site.page("/reviews/"))


def test_the_feed_of_newsletters_holds_the_issues_of_the_page(site: Built) -> None:
    page = site.page("/child-deaths/newsletters/")
    shown = [slug(link) for link in page.select(".card a")]
    assert shown == ["spring-2026", "autumn-2025", "spring-2025"]
    entries = site.entries("child-deaths/newsletters/feed.xml")
    assert {entry.link.rstrip("/").rpartition("/")[2] for entry in entries} == set(shown)


def test_the_feed_of_everything_stays_small_and_holds_each_review_since_the_opening(
    site: Built,
) -> None:
    entries = site.entries("feed.xml")
    assert len(entries) == 30
    links = {entry.link.rstrip("/").rpartition("/")[2] for entry in entries}
    # Those that came with the site on 12 January 2026 may have left it; these four came later.
    assert links > {"ex08", "ex10", "ex20", "ex22"}


# News, events, campaigns and newsletters.


@pytest.mark.parametrize(
    ("url", "ids"),
    [
        ("/news/", ["annual-report", "new-chair", "quiet-room"]),
        # On 22 November 2026: in December, February and June; the course of October is over.
        ("/events/", ["listening-winter", "conference", "water-summer"]),
        ("/events/past/", ["first-aid"]),
        # One runs until February 2027, the other ended with 2025.
        ("/campaigns/", ["ponds"]),
        ("/campaigns/earlier/", ["sleep"]),
        ("/learning/bulletin/", ["bulletin-2", "bulletin-1"]),
        ("/child-deaths/newsletters/", ["spring-2026", "autumn-2025", "spring-2025"]),
    ],
)
def test_each_list_shows_what_is_its_own_in_its_order(
    site: Built, url: str, ids: list[str]
) -> None:
    shown = site.page(url).select(":is(.follow, .card) :is(h2, h3, h4) a")
    assert [slug(link) for link in shown] == ids


def test_the_home_page_begins_the_news_and_the_events(site: Built) -> None:
    shown = [slug(link) for link in site.page("/").select("#heard ~ .reached__part .latest a")]
    assert shown == [
        *("annual-report", "new-chair", "quiet-room"),
        *("listening-winter", "conference", "water-summer"),
    ]


def test_an_event_says_what_became_of_it(site: Built) -> None:
    assert "This event is cancelled." in words(site.page("/events/conference/"))
    assert "10 to 11 February 2027" in words(site.page("/events/conference/"))
    full = site.page("/events/water-summer/")
    assert "This event is full." in words(full)
    assert not full.select_one('a[href*="booking"]')
    over = words(site.page("/events/first-aid/"))
    assert "This event is over." in over
    assert "Book a place" not in over
    ahead = words(site.page("/events/listening-winter/"))
    assert "9:30am to 12:30pm on 8 December 2026" in ahead
    assert "Book a place by 1 December 2026" in ahead


# What the pages of words can show, and what the board says of itself.


def test_a_body_can_use_every_kind_of_text(site: Built) -> None:
    page = site.page("/reviews/about-reviews/")
    for wanted in (
        *("table thead th", "dl dt", "blockquote", "hr", "ol ol, ol ul", "em", "code"),
        *(".callout--note", ".callout--important", ".callout--help", "img[alt]"),
        *("section.footnotes li", "sup a", "a[href='tel:999']", "a[href^='https://repository']"),
        *("a[href='/documents/#handbook-2025']", "a[href='/reviews/themes/safe-sleep/']"),
        *("a[href='/reviews/process/#the-first-steps']", "a[href='/reviews/refer-a-case/']"),
    ):
        assert page.select(wanted) != [], wanted
    listed = page.select("ul a[href^='/reviews/themes/']")
    assert len({str(link["href"]) for link in listed}) >= 7


def test_an_abbreviation_is_written_out_where_it_comes_first(site: Built) -> None:
    said = words(site.page("/reviews/about-reviews/"))
    assert "A serious case review (SCR) was the older kind." in said
    assert said.count("serious case review (SCR)") == 1


def test_the_accessibility_statement_never_claims_more_than_the_documents_allow(
    site: Built,
) -> None:
    assert "compliance: fully" in (SAMPLE / "statement.yml").read_text(encoding="utf-8")
    said = words(site.page("/accessibility-statement/"))
    assert "partially compliant" in said
    assert "One chart has no description." in said
    assert "5 documents are on request" in said


def test_questions_in_all_three_states_are_counted(site: Built) -> None:
    page = site.page("/reviews/questions/")
    assert "7 questions: 3 answered, 2 partly answered, 2 open" in words(page)
    tags = Counter(words(tag) for tag in page.select(".question .tag"))
    assert tags == {"Answered": 3, "Partly answered": 2, "Open": 2}


def test_the_publication_pledge_names_what_is_live_outstanding_and_closed(site: Built) -> None:
    page = site.page("/reviews/publication/")
    found: dict[str, list[str]] = {}
    for node in page.select(".prose > *"):
        if node.name == "h2":
            found[words(node)] = []
        elif found:
            found[list(found)[-1]] += [slug(link) for link in node.select("a[href]")]
    assert found == {
        "Live": ["ex06", "ex07", "ex14"],
        "Not yet live": ["ex08", "ex09"],
        "One that will not be published": ["ex05"],
    }
