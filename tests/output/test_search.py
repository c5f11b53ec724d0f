"""The search index holds what visitors look for, and never what they may not see."""

from __future__ import annotations

import gzip
import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pagefind_bin
import pytest

from sitegen import checks
from sitegen.output import search_bundles, search_entry, search_index
from sitegen.output.search_entry import BESIDE_THE_POINT
from sitegen.output.search_words import FILES
from tests import small_site

SEARCH_PAGE = small_site.page("Search here.", "shows: search", title="Search")
HIDDEN = "Quixotical"
WORDS = "assets/search."


def searchable(folder: Path) -> Path:
    """Write a small site with a search page."""
    content = small_site.write(folder)
    small_site.put(content, "pages/search.md", SEARCH_PAGE)
    small_site.change(content, "site.yml", "site-map,", "site-map, search,")
    return content


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The content of a small site with a search page, for a test to alter."""
    return searchable(tmp_path)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """All that the search has of a small site as it is."""
    return indexed(searchable(tmp_path_factory.mktemp("searchable")))


def indexed(content: Path, *, preview: bool = False) -> Mapping[str, bytes]:
    """Build the site and read all that the search has, unpacked."""
    outputs = small_site.finished(content, preview=preview).outputs
    ours = {o.path: o.data for o in outputs if o.path.startswith(("assets/pagefind-", WORDS))}
    return {path: gzip.decompress(d) if d[:2] == b"\x1f\x8b" else d for path, d in ours.items()}


def fragments(files: Mapping[str, bytes]) -> Mapping[str, Any]:
    """Read what the index keeps of each page, by its address."""
    read = (json.loads(d[12:]) for path, d in files.items() if path.endswith(".pf_fragment"))
    return {fragment["url"]: fragment for fragment in read}


def words(content: Path) -> Any:
    """Read the words beside the index."""
    return words_of(indexed(content))


def words_of(files: Mapping[str, bytes]) -> Any:
    """Read the words beside an index."""
    (data,) = (data for path, data in files.items() if path.startswith(WORDS))
    return json.loads(data)


def pins(content: Path) -> Mapping[str, Any]:
    """Read what comes first for its own words, by the words of its title."""
    return {pin["title"]: pin for pin in words(content)["pins"]}


def search_page(content: Path) -> str:
    """Read the search page as browsers get it."""
    outputs = small_site.finished(content).outputs
    return next(o.data.decode() for o in outputs if o.path == "search/index.html")


def test_a_site_without_a_search_page_has_no_index(tmp_path: Path) -> None:
    assert indexed(small_site.write(tmp_path)) == {}


def test_the_index_holds_the_pages_that_visitors_look_for(index: Mapping[str, bytes]) -> None:
    found = fragments(index)
    assert "Robin’s needs went unseen." in found["/reviews/scr1/"]["content"]
    assert "/help/" in found


@pytest.mark.parametrize("url", ["/search/", "/404.html", "/404/", "/scheme/"])
def test_what_nobody_looks_for_is_not_in_the_index(index: Mapping[str, bytes], url: str) -> None:
    assert url not in fragments(index)


def test_a_page_that_lists_all_others_is_found_by_its_own_words_alone(
    index: Mapping[str, bytes],
) -> None:
    assert fragments(index)["/site-map/"]["content"] == "Site map. Every page."


def test_what_stands_around_every_page_is_not_in_the_index(index: Mapping[str, bytes]) -> None:
    everything = b"".join(index.values())
    for text in ("Skip to main content", "Published on this site", "Cite this page"):
        assert text.encode() not in everything


@pytest.mark.parametrize(
    "state", ["status: draft", "status: scheduled\npublish_at: 2026-11-22 09:01"]
)
def test_nothing_that_is_not_published_is_in_the_index(content: Path, state: str) -> None:
    page = small_site.page(f"{HIDDEN} words.", f"search_words: [{HIDDEN}]", title=HIDDEN)
    small_site.put(
        content, "pages/later.md", page.replace("status: published\npublished: 2026-11-20", state)
    )
    assert HIDDEN.lower().encode() not in b"".join(indexed(content).values()).lower()
    shown = b"".join(indexed(content, preview=True).values())
    assert HIDDEN.encode() in shown


def test_the_name_in_a_review_that_is_not_announced_is_not_in_the_index(content: Path) -> None:
    review = small_site.FILES["reviews/scr1.md"]
    for old, new in (
        ("review_status: published", "review_status: in progress"),
        ("children_count: 1", f"children_count: 1\npseudonyms: [{HIDDEN}]"),
        ("milestones:\n  - {event: published, date: 2019-04}\n", ""),
    ):
        assert old in review
        review = review.replace(old, new)
    small_site.put(content, "reviews/scr9.md", review)
    assert HIDDEN.lower().encode() not in b"".join(indexed(content).values()).lower()


def test_pages_are_known_by_their_kind_and_years(index: Mapping[str, bytes]) -> None:
    read = words_of(index)
    found = {page[0]: page[1:] for page in read["pages"].values()}
    kinds = read["kinds"]
    assert found["/reviews/scr1/"] == ["Review of Robin", kinds.index("Review"), [2019]]
    assert found["/help/"][1:] == [kinds.index("Getting help"), []]
    assert read["pages"].keys() == {
        path.split("/")[-1].split(".")[0] for path in index if "fragment" in path
    }


def test_the_help_page_comes_before_all_others(content: Path) -> None:
    for path in ("help", "glossary"):
        small_site.change(content, f"pages/{path}.md", "shows:", "search_words: abuse\nshows:")
    found = pins(content)
    urls = [(pin["url"], pin["urgent"]) for pin in found.values()]
    assert urls.index(("/help/", True)) < urls.index(("/glossary/", False))


def test_a_theme_comes_first_for_the_words_that_people_use_for_it(content: Path) -> None:
    words = "title: Neglect\n  search_words: [not looked after]"
    small_site.change(content, "themes.yml", "title: Neglect", words)
    pin = pins(content)["Neglect"]
    assert (pin["kind"], pin["words"]) == ("Theme", ["not looked after"])


def test_a_document_that_is_only_a_line_of_a_list_is_found_by_its_title(content: Path) -> None:
    pin = pins(content)["Annual report"]
    assert (pin["url"], pin["words"]) == ("/documents/#annual-report", ["Annual report"])
    assert (pin["kind"], pin["years"]) == ("Document", [2018])


def test_a_worry_comes_with_its_line_its_numbers_and_the_page_that_says_more(content: Path) -> None:
    small_site.put(
        content,
        "worries.yml",
        "- id: hunger\n  title: Being hungry\n  line: Call {contact:helpline}.\n"
        "  words: [nobody feeds me]\n  contacts: [helpline]\n  page: reviews\n",
    )
    pin = pins(content)["Being hungry"]
    assert (pin["url"], pin["urgent"]) == ("/reviews/", True)
    assert pin["summary"] == "Call 0808 157 0000."
    line = {"title": "Exampleshire Helpline", "phone": "0808 157 0000"}
    assert [{**line, "href": "tel:08081570000"}] == pin["lines"]


def test_a_worry_without_a_page_leads_to_the_one_for_everybody(content: Path) -> None:
    small_site.put(
        content,
        "worries.yml",
        "- {id: hunger, title: Being hungry, line: Call., words: [food], contacts: [helpline]}\n",
    )
    assert pins(content)["Being hungry"]["url"] == "/help/"


def test_a_service_is_found_by_its_name_where_it_is_said_how_to_reach_it(content: Path) -> None:
    found = pins(content)
    assert "Exampleshire Helpline" in found["Worried about a child"]["words"]
    own = "search_words: [exampleshire helpline]\nshows:"
    small_site.change(content, "pages/glossary.md", "shows:", own)
    assert "Exampleshire Helpline" not in pins(content)["Worried about a child"]["words"]


def test_a_pin_says_whom_its_page_is_for_unless_it_is_for_everybody(content: Path) -> None:
    words = "search_words: [abuse]\naudience: children\nshows:"
    small_site.change(content, "pages/help.md", "shows:", words)
    small_site.change(content, "pages/glossary.md", "shows:", "search_words: [words]\nshows:")
    found = {pin["url"]: pin["audience"] for pin in pins(content).values()}
    assert (found["/help/"], found["/glossary/"]) == ("children", "")


def test_a_review_comes_first_for_the_names_in_its_report(content: Path) -> None:
    small_site.change(content, "reviews/scr1.md", "guidance:", "pseudonyms: [Robin]\nguidance:")
    pin = words(content)["pins"][-1]
    assert (pin["url"], pin["words"]) == ("/reviews/scr1/", ["scr1", "Robin"])
    assert (pin["kind"], pin["years"]) == ("Review", [2019])


def test_words_that_mean_the_same_come_from_the_glossary(content: Path) -> None:
    small_site.change(content, "glossary.yml", "A review of a case.", "It.\n  synonyms: [SCRs]")
    assert words(content)["synonyms"] == [["scr", "serious case review", "scrs"]]


def test_a_name_keeps_its_capital_and_other_words_are_small(content: Path) -> None:
    known = words(content)["vocabulary"].split()
    assert "Robin" in known
    assert "needs" in known
    assert "Needs" not in known


def test_no_single_letter_is_a_word_that_can_be_found(content: Path) -> None:
    assert not [word for word in words(content)["vocabulary"].split() if len(word) < 2]


def test_the_search_page_names_each_file_that_a_search_needs(content: Path) -> None:
    page = search_page(content)
    paths = {o.url for o in small_site.finished(content).outputs}
    links = re.findall(r'<link rel="(?:module)?preload"[^>]* href="([^"?]+)', page)
    assert FILES not in page
    assert {Path(link).suffix for link in links} >= {".json", ".js", ".pagefind", ".pf_meta"}
    assert set(links) <= paths


def test_an_index_that_is_much_is_not_fetched_before_it_is_needed(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ".pf_index" in search_page(content)
    monkeypatch.setattr(search_index, "_HEAD_START", 0)
    assert ".pf_index" not in search_page(content)


def test_every_file_of_the_search_may_be_kept_for_ever(content: Path) -> None:
    """What a name below the index stands for changes with the version, or with its digest."""
    named = [path for path in indexed(content) if not path.startswith(WORDS)]
    constant = {Path(path).name for path in named if not re.search(r"[0-9a-f]{7}\.", path)}
    assert constant == {"pagefind.js", "pagefind-entry.json", "wasm.en.pagefind"}
    assert "pagefind-entry.json?ts=" in search_page(content)
    version = importlib.metadata.version("pagefind-bin")
    assert all(path.startswith(f"assets/pagefind-{version}/") for path in named)


def test_an_index_that_cannot_be_made_is_told(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: sys.executable)
    with pytest.raises(OSError, match="the search index could not be made"):
        small_site.finished(content)


def endless(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a program that never ends in Pagefind’s place; the file says which process it is."""
    program, running = folder / "endless", folder / "running"
    program.write_text(f"#!/bin/sh\necho $$ > {running}\nsleep 600\ntouch {folder / 'outlived'}\n")
    program.chmod(0o700)
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: program)
    return running


def ended(running: Path) -> bool:
    """Say whether that program is no more."""
    try:
        os.kill(int(running.read_text()), 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.skipif(os.name == "nt", reason="Windows runs no script by its first line")
def test_who_waits_for_the_index_may_leave_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = endless(tmp_path, monkeypatch)

    def leave() -> None:
        if running.is_file() and running.read_text():
            raise InterruptedError

    entries = [search_entry.IndexEntry("index.html", "<p>Words</p>")]
    with pytest.raises(InterruptedError), search_index.indexing(entries, leave) as index:
        index()
    assert ended(running)


@pytest.mark.skipif(os.name == "nt", reason="Windows runs no script by its first line")
def test_an_index_that_nobody_will_need_is_given_up_at_once(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(search_index, "_IN_MEMORY", str(temporary))
    running = endless(tmp_path, monkeypatch)
    for name in ("one", "other"):
        small_site.put(content, f"pages/{name}.md", small_site.page("Words.", title="A twin"))

    def judge(*_: object) -> tuple[()]:
        while not running.is_file() or not running.read_text():
            assert list(temporary.iterdir())
        return ()

    monkeypatch.setattr(checks, "SITE_CHECKS", (judge, *checks.SITE_CHECKS))
    assert "leads to different places" in str(small_site.check(content))
    assert not (tmp_path / "outlived").exists()
    assert ended(running)
    assert list(temporary.iterdir()) == []


def test_an_index_is_made_in_memory_where_there_is_room_and_elsewhere_where_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = (
        search_entry.IndexEntry("a/index.html", "a" * 100),
        search_entry.IndexEntry("b/index.html", "b" * 100),
    )
    monkeypatch.setattr(search_index, "_IN_MEMORY", str(tmp_path))
    free = 200 * search_index._SPARE
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free + 1))
    assert search_index._memory(entries) == str(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    assert search_index._memory(entries) is None


def test_a_system_without_a_folder_in_memory_makes_the_same_pages_found(
    content: Path, index: Mapping[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "_IN_MEMORY", str(tmp_path / "nowhere"))
    assert fragments(indexed(content)) == fragments(index)


def test_the_rehearsal_of_a_lift_makes_no_index(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs: list[tuple[str, ...]] = []
    begin = subprocess.Popen

    def noted(command: tuple[str, ...], **how: Any) -> subprocess.Popen[bytes]:
        programs.append(command)
        return begin(command, **how)

    monkeypatch.setattr(subprocess, "Popen", noted)
    later = small_site.page("Words.").replace(
        "status: published\npublished: 2026-11-20",
        "status: scheduled\npublish_at: 2026-12-01 09:30",
    )
    small_site.put(content, "pages/later.md", later)
    report = small_site.build(content)
    assert report.next_lift
    assert len(programs) == 1


def test_browsers_get_only_what_the_search_page_asks_for(index: Mapping[str, bytes]) -> None:
    kinds = {"/".join(path.split("/")[2:3]) for path in index}
    assert {name for name in kinds if name.endswith(".js")} == {"pagefind.js"}
    assert not any("ui" in name or "unknown" in name or "filter" in name for name in kinds)


@pytest.mark.parametrize(
    "block",
    [
        "<nav><ul><li>{}</li></ul></nav>",
        '<nav class="contents" aria-label="{}"></nav>',
        '<div class="after"><div>Next</div><p>{}</p></div>',
        '<details class="cite"><summary>Sources</summary>{}</details>',
        '<section class="ask"><section>{}</section></section>',
    ],
)
def test_a_page_is_not_indexed_anew_for_what_the_search_leaves_out(block: str) -> None:
    page = '<main id="main_content"><div><p>First</p>{}<p>Last</p></div></main>'
    known = search_entry.EntryFrame("/a/", 1, None)
    made = {
        search_entry.index_entry(known, page.format(block.format(name))) for name in ("Old", "New")
    }
    assert made == {search_entry.index_entry(known, page.format(""))}


@pytest.mark.parametrize("block", ['<div class="aftermath">{}</div>', '<div class="after"><p>{}'])
def test_what_is_no_such_block_or_never_ends_stays(block: str) -> None:
    known = search_entry.EntryFrame("/a/", 1, None)
    assert (
        block.format("New")
        in search_entry.index_entry(known, f"<main>{block.format('New')}</main>").html
    )


@pytest.mark.parametrize("selector", BESIDE_THE_POINT)
def test_what_is_left_out_still_has_its_name(site_dir: Path, selector: str) -> None:
    mark = selector.strip(".[]").replace("aria-labelledby=ask", 'aria-labelledby="ask"')
    pages = [path.read_text(encoding="utf-8") for path in site_dir.rglob("index.html")]
    assert any(f"<{mark}" in page or mark in page for page in pages)


def policies(site_dir: Path) -> Mapping[str, str]:
    """Read what may run, by the addresses that `_headers` says it for."""
    found: dict[str, str] = {}
    pattern = ""
    for line in (site_dir / "_headers").read_text(encoding="utf-8").splitlines():
        if not line.startswith(" "):
            pattern = line
        elif line.strip().startswith("Content-Security-Policy: "):
            found[pattern] = line.partition(": ")[2]
    return found


def test_only_the_search_page_may_run_a_program(site_dir: Path) -> None:
    found = policies(site_dir)
    assert [at for at, policy in found.items() if "'wasm-unsafe-eval'" in policy] == ["/search/*"]
    assert len({policy.replace(" 'wasm-unsafe-eval'", "") for policy in found.values()}) == 1
    assert all("; require-trusted-types-for 'script'" in policy for policy in found.values())
    assert not any("'unsafe-" in policy for policy in found.values())


def test_every_page_says_what_may_run(site_dir: Path) -> None:
    allowed = policies(site_dir)
    for path in site_dir.rglob("*.html"):
        url = "/" + path.relative_to(site_dir).as_posix().removesuffix("index.html")
        fitting = [at for at in allowed if at == url or (at[-1] == "*" and url.startswith(at[:-1]))]
        assert len(fitting) == 1, url


def test_every_page_says_itself_what_may_run_for_hosts_that_send_no_headers(site_dir: Path) -> None:
    allowed = policies(site_dir)
    for path in site_dir.rglob("*.html"):
        url = "/" + path.relative_to(site_dir).as_posix().removesuffix("index.html")
        policy = next(allowed[at] for at in allowed if at == url or fits(at, url))
        # Who may frame a page cannot be said within it; another header says that everywhere.
        policy = policy.replace("; frame-ancestors 'none'", "")
        head = path.read_text(encoding="utf-8").partition("</head>")[0]
        stated = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        # A policy decides about nothing that stands before it.
        assert stated in head.partition("<link")[0].partition("<script")[0], url
        assert head.count('<meta name="referrer" content="no-referrer">') == 1, url


def fits(pattern: str, url: str) -> bool:
    return pattern.endswith("*") and url.startswith(pattern[:-1])


def test_the_same_pages_make_the_same_index(content: Path, index: Mapping[str, bytes]) -> None:
    for _ in range(3):
        assert indexed(content) == index


def entries(number: int) -> tuple[search_entry.IndexEntry, ...]:
    """As many pages as are asked for, each with words of its own."""
    text = '<html lang="en"><main data-pagefind-body><h1>Page {0}</h1><p>Word{0}.</p></main>'
    return tuple(search_entry.IndexEntry(f"{n}/index.html", text.format(n)) for n in range(number))


def sought(number: int, *, of_many: bool = False) -> tuple[search_bundles.SoughtPage, ...]:
    """As many pages as are asked for, of many of their kind or not."""
    return tuple(
        search_bundles.SoughtPage(entry.path, entry.digest, of_many, lambda entry=entry: entry)  # type: ignore[misc]
        for entry in entries(number)
    )


def test_few_pages_are_one_bundle_and_many_at_most_eight() -> None:
    numbers = [len(search_bundles.bundles(sought(n))) for n in (0, 1, 250, 251, 1_000, 9_000)]
    assert numbers == [0, 1, 1, 2, 4, 8]


def test_every_page_is_in_one_bundle_and_stays_there_when_its_words_change() -> None:
    pages = sought(600)
    divided = search_bundles.bundles(pages)
    assert sorted(page.path for bundle in divided for page in bundle) == sorted(
        page.path for page in pages
    )
    edited = tuple(page._replace(digest="other") for page in pages)
    assert [[page.path for page in one] for one in search_bundles.bundles(edited)] == [
        [page.path for page in one] for one in divided
    ]


def test_pages_that_list_others_are_one_bundle_which_an_edited_title_changes() -> None:
    reviews = [*sought(600, of_many=True)]
    lists = [page._replace(path=f"lists/{page.path}") for page in sought(60)]
    first, *others = search_bundles.bundles((*reviews[:300], *lists, *reviews[300:]))
    assert list(first) == lists
    assert sorted(page for bundle in others for page in bundle) == sorted(reviews)
    assert len(search_bundles.bundles((*reviews[:100], *lists))) == 1


def test_bundles_are_joined_with_one_engine_and_an_entry_each() -> None:
    def made(pages: tuple[search_entry.IndexEntry, ...]) -> search_index.Index:
        with search_index.indexing(pages) as index:
            return index()

    first, second = entries(4)[:2], entries(4)[2:]
    joined = search_bundles.joined([made(first), made(second)])
    names = [Path(output.path).name for output in joined.outputs]
    assert names.count("pagefind.js") == names.count("wasm.en.pagefind") == 1
    assert names.count("pagefind-entry.json") == 2
    assert len({output.path for output in joined.outputs}) == len(joined.outputs)
    assert {url for _, url, _ in joined.pages} == {"/0/", "/1/", "/2/", "/3/"}
    assert {f"Word{number}" for number in range(4)} <= joined.words.keys()
