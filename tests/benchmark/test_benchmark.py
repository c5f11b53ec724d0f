"""The benchmark compares like with like: the same words, whole sites, and sums that are right."""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests import small_site
from tests.benchmark import (
    corpus,
    floor,
    generators,
    homes,
    instructions,
    ours,
    race,
    start,
    table,
    whole,
)
from tests.benchmark.table import Measure

COUNT = 55
TEXTS = corpus.texts(COUNT)
MADE = generators.OURS.made


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the made-up reviews; it is built without an error or a warning."""
    content = tmp_path_factory.mktemp("made-up") / "content"
    for path, text in ours.frame(date(2026, 11, 22)).items():
        small_site.put(content, path, text)
    for review in TEXTS:
        small_site.put(content, f"reviews/{review.id}.md", ours.review(review))
    report = small_site.build(content)
    assert small_site.told(report.issues) == []
    return content.parent / "public"


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A copy of that site to spoil."""
    return Path(shutil.copytree(built, tmp_path / "public"))


# ---- The made-up reviews ----


def test_the_same_reviews_are_made_every_time() -> None:
    assert corpus.texts(COUNT) == TEXTS
    assert corpus.texts(7) == TEXTS[:7]
    assert corpus.texts(7, seed=2) != TEXTS[:7]


def test_every_review_has_its_length_themes_and_agencies() -> None:
    assert [t.id for t in TEXTS if not 400 <= corpus.words_in(t.body) <= 900] == []
    assert {len(text.themes) for text in TEXTS} == {2, 3, 4, 5}
    assert len(corpus.THEMES) == 40
    assert {theme for text in TEXTS for theme in text.themes} <= corpus.THEMES.keys()
    assert all(text.agencies for text in TEXTS)


@pytest.mark.parametrize("part", ["\n## ", "\n1. ", "\n- ", "|---|", "(review:", "[^2]: ", "**"])
def test_every_review_has_all_that_markdown_knows(part: str) -> None:
    assert [text.id for text in TEXTS if part not in text.body] == []


def test_words_are_added_before_the_footnotes() -> None:
    added = TEXTS[3].with_words("These are new.").body
    assert added.index("\n\nThese are new.\n\n[^1]:") > 0
    assert added.replace("These are new.\n\n", "") == TEXTS[3].body


# ---- What is compared ----


@pytest.mark.parametrize("peer", generators.PEERS, ids=lambda peer: peer.name)
def test_a_peer_gets_the_same_words(peer: generators.Generator) -> None:
    text = TEXTS[9]
    written = peer.written(text)
    assert text.title in written
    assert str(text.day) in written
    assert all(corpus.THEMES[theme] in written for theme in text.themes)
    assert all(agency in written for agency in text.agencies)
    body = written.partition("This review is made up.")[2]
    assert body.replace(" ", "").count(".") >= text.body.replace(" ", "").count(".") - 1
    links = re.compile(r"\]\([^)]*\)")
    assert links.sub("", text.body).endswith(links.sub("", body))
    assert "(review:" not in written
    assert "(theme:" not in written


@pytest.mark.parametrize("peer", generators.PEERS, ids=lambda peer: peer.name)
def test_a_peer_has_its_configuration_and_exact_versions(peer: generators.Generator) -> None:
    assert (race.PEERS / peer.name.lower()).is_dir()
    assert [pin for pin in peer.pins if not re.fullmatch(r"@?[\w/-]+(==|@)\d[\w.]*", pin)] == []
    assert re.fullmatch(r"\d[\w.]*", peer.version)


def test_a_program_is_found_where_its_packages_are(tmp_path: Path) -> None:
    program = tmp_path / "lib/python3.11/site-packages/hugo/binaries/hugo"
    program.parent.mkdir(parents=True)
    program.touch()
    assert homes.command(generators.HUGO, tmp_path) == [str(program), "--quiet"]
    assert homes.command(generators.OURS, tmp_path) == [sys.executable, "build.py"]


# ---- Whether a site is whole ----


def test_our_own_site_is_whole(built: Path) -> None:
    assert [*whole.faults(built, MADE, TEXTS)] == []


def spoilt(site: Path, path: str, old: str, new: str) -> list[str]:
    """Change a page of the site, and tell what is then missing."""
    small_site.change(site, path, old, new)
    return [*whole.faults(site, MADE, TEXTS)]


def test_a_missing_page_is_seen(site: Path) -> None:
    (site / "reviews/child-a7/index.html").unlink()
    assert [*whole.faults(site, MADE, TEXTS)] == ["child-a7: it has no page"]


def test_a_missing_page_of_the_listing_is_seen(site: Path) -> None:
    (site / "reviews/page-2/index.html").unlink()
    found = [*whole.faults(site, MADE, TEXTS)]
    assert found[0] == "the listing has 1 pages and not 2"
    assert "the listing: child-a1 is not in it" in found


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        ("reviews/child-a7/index.html", "Child A7</h1>", "</h1>", "child-a7: its heading is not"),
        ("reviews/child-a7/index.html", "<table", "<div", "child-a7: it has no <table>"),
        ("reviews/child-a7/index.html", "<p>The ", "<p>A ", "child-a7: it does not say “The"),
        (
            "reviews/index.html",
            ">Review of Child A55<",
            "><",
            "the listing: Review of Child A55 is",
        ),
        ("reviews/index.html", "/child-a55/", "/child-a54/", "the listing: a review stands in it"),
        ("reviews/feed.xml", "<title>Review of Child A55<", "<title><", "the feed lacks Review of"),
        ("sitemap.xml", "/child-a7/", "/", "the sitemap lacks child-a7"),
    ],
)
def test_what_is_missing_from_a_page_is_seen(
    site: Path, path: str, old: str, new: str, told: str
) -> None:
    assert spoilt(site, path, old, new)[0].startswith(told)


def test_a_review_that_is_missing_from_its_theme_is_seen(site: Path) -> None:
    theme = TEXTS[6].themes[0]
    path = f"reviews/themes/{theme}/index.html"
    assert spoilt(site, path, "/reviews/child-a7/", "/")[0] == (
        f"theme {theme}: child-a7 is not in it"
    )


def test_an_edit_that_did_not_arrive_is_seen(built: Path) -> None:
    edited = (*TEXTS[:-1], replace(TEXTS[-1].with_words("A new line."), title="Another title"))
    found = [*whole.faults(built, MADE, edited)]
    assert "child-a55: its heading is not Another title" in found
    assert "child-a55: it does not say “A new line.”" in found
    assert "the listing: Another title is not in it" in found
    assert f"theme {TEXTS[-1].themes[0]}: Another title is not in it" in found
    assert "the feed lacks Another title" in found


def test_an_empty_folder_lacks_everything(tmp_path: Path) -> None:
    found = [*whole.faults(tmp_path, MADE, TEXTS[:2])]
    assert "child-a1: it has no page" in found
    assert "the feed has 0 entries and not 2" in found
    assert "the sitemap lacks child-a2" in found


# ---- What was measured ----


def test_a_command_is_timed_with_the_memory_of_its_largest_process(tmp_path: Path) -> None:
    inner = "import time; kept = b'x' * 64_000_000; time.sleep(0.2)"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    taken = race.timed([sys.executable, "-c", outer], tmp_path)
    assert taken.seconds > 0.2
    assert 0 < taken.work < taken.seconds + 0.2
    assert 62_500 < taken.memory < 110_000


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(race.Broken, match=r"ended with 3:\nIt is broken"):
        race.timed([sys.executable, "-c", "print('It is broken'); exit(3)"], tmp_path)


MEASURES = [
    Measure(100, race.COLD, "Hugo", seconds=2.0, work=4.0, memory=2048),
    Measure(100, race.COLD, "ours", seconds=9.0, work=9.0, memory=1024),
    Measure(100, race.COLD, "ours", seconds=3.0, work=2.0, memory=4096),
    Measure(100, race.COLD, "ours", seconds=2.5, work=1.0, memory=1024),
    Measure(10_000, race.SAME, "ours", seconds=0.125, work=0.1, memory=1024),
]


def test_ratios_are_of_medians_and_say_the_seconds() -> None:
    assert [*table.ratios(MEASURES, "Hugo", table.seconds)] == [
        "| reviews | run | Hugo | ours |",
        "| --- | --- | --- | --- |",
        "| 100 | from nothing | 1 (2.00 s) | 1.5 (3.00 s) |",
        "| 10,000 | nothing changed |  | 0.12 s |",
    ]
    assert [*table.ratios(MEASURES, "Hugo", table.work)][2] == (
        "| 100 | from nothing | 1 (4.00 s) | 0.5 (2.00 s) |"
    )


def test_memory_is_the_most_of_all_runs() -> None:
    assert [*table.memory(MEASURES)][2:] == ["| 100 | 2 MiB | 4 MiB |", "| 10,000 |  | 1 MiB |"]


@pytest.mark.parametrize(("number", "told"), [(12.3, "12"), (1.44, "1.4"), (0.0711, "0.071")])
def test_a_ratio_is_as_exact_as_it_is_known(number: float, told: str) -> None:
    assert table.short(number) == told


def test_growth_is_told_for_each_review() -> None:
    assert [*table.growth(MEASURES)][2:] == [
        "| 100 | 40.00 ms | 20.00 ms |",
        "| 10,000 |  | 0.01 ms |",
    ]


def test_imports_are_added_up_by_package() -> None:
    said = """import time: self [us] | cumulative | imported package
import time:       100 |        100 |   yaml.error
import time:        20 |        120 | yaml
import time:         7 |          7 |     json.decoder
warning: something else
"""
    assert start.packages(said) == {"yaml": 120, "json": 7}


def test_every_stage_whose_instructions_are_counted_does_its_work(tmp_path: Path) -> None:
    stages = instructions.stages(tmp_path)
    assert stages["markdown.render"]() == stages["markdown.render"]()
    assert len(list(stages["markdown.render"]())) == instructions.COUNT
    assert len(list(stages["facts.read"]())) == instructions.COUNT
    assert len(stages["stages.make"]().pages) > instructions.COUNT


def test_the_floor_renders_every_review_whatever_the_processes(tmp_path: Path) -> None:
    for review in TEXTS[:3]:
        small_site.put(tmp_path, f"{review.id}.md", ours.review(review))
    assert floor.main(tmp_path, 1) == floor.main(tmp_path, 2) > 5000
    html = floor.parser().render(TEXTS[0].body)
    assert "<table>" in html
    assert "footnote-ref" in html
