"""Whatever is typed, every reader answers or refuses in plain words, and soon."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.content import decoding, load, markdown, parsing, record
from sitegen.content.abbreviations import Abbreviations
from sitegen.content.dates import PartialDate
from sitegen.content.values import FilePath, Key, Phone, Prose
from sitegen.inspection.examine import examine
from sitegen.inspection.findings import Unreadable
from sitegen.inspection.office.archives import open_archive
from sitegen.issues.issue import ContentError, Origin, Refusal
from sitegen.models import COLLECTIONS
from tests import small_site
from tests.inspection import offices, papers, photos

INPUTS = int(os.environ.get("SITEGEN_FUZZ", "40"))
"""How many inputs each reader gets; a long run is asked for by this variable."""

PLACE = Origin("a.md", 1)
bounded = settings(
    max_examples=INPUTS,
    deadline=None,
    database=None,
    derandomize=INPUTS <= 40,
    suppress_health_check=list(HealthCheck),
)

YAML = st.lists(
    st.sampled_from(
        ["a: ", "- ", "\n", "  ", "---\n", "[", "]", "{", "}", "&x ", "*x", "!!int ", "? ", "|\n"]
    )
    | st.text(max_size=4),
    max_size=40,
).map("".join)
MARKDOWN = st.lists(
    st.sampled_from(
        [
            "# ",
            "- ",
            "\n\n",
            "[",
            "](",
            ")",
            "**",
            "_",
            "`",
            "> ",
            "\\",
            " ::: note\n",
            ":::\n",
            "![",
            "{contact:",
            "}",
            "<",
            ">",
            "[^1]",
            "1. ",
            "theme:x",
            "&amp;",
        ]
    )
    | st.text(max_size=4)
    | st.sampled_from(["| ", "|-|\n"]),
    max_size=60,
).map("".join)
DATES = st.from_regex(r"[0-9]{0,5}[-/ ][0-9]{0,3}[- ]?(autumn|Q1|[0-9]{0,3})", fullmatch=True)
WORDS = st.sampled_from(
    ["published", "yes", "2019-04", "2026-11-20 09:30", "files/a.pdf", "theme:neglect", "scr1"]
) | st.sampled_from(
    ["/about/", "https://www.exampleshire.example/", "01632 960000", "none", "", "-1", "1e9"]
)
VALUES = st.recursive(
    WORDS | DATES | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=5,
)
FIELDS = {name: tuple(model.model_fields) for name, model in COLLECTIONS.items()}
ENTRIES = st.sampled_from(sorted(FIELDS)).flatmap(
    lambda name: st.tuples(
        st.just(name), st.dictionaries(st.sampled_from(FIELDS[name]), VALUES, max_size=20)
    )
)
DAMAGE = st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=6)), min_size=1, max_size=5)


FILES: dict[str, Callable[[], bytes]] = {
    "a.pdf": papers.pdf,
    "a.docx": offices.docx,
    "a.xlsx": offices.xlsx,
    "a.pptx": offices.pptx,
    "a.jpg": lambda: photos.picture(exif=photos.exif(gps=True)),
    "a.png": lambda: photos.picture("PNG"),
    "a.webp": lambda: photos.picture("WEBP"),
}


@cache
def whole(name: str) -> bytes:
    """Make a file that is in order, of the type that its name says."""
    return FILES[name]()


def damaged(name: str, damage: list[tuple[int, bytes]]) -> bytes:
    """Write other bytes over such a file, here and there; with no bytes, cut it off."""
    data = whole(name)
    for ten_thousandths, other in damage:
        place = len(data) * ten_thousandths // 10_000
        data = data[:place] + (other + data[place + len(other) :] if other else b"")
    return data


@bounded
@given(YAML)
def test_a_list_is_read_or_refused(text: str) -> None:
    with suppress(ContentError):
        parsing.read_list(text, "a.yml")


@bounded
@given(YAML, MARKDOWN)
def test_a_page_is_read_or_refused(front: str, body: str) -> None:
    with suppress(ContentError):
        parsing.read_markdown(f"---\n{front}\n---\n{body}", "a.md")


@bounded
@given(MARKDOWN)
def test_markdown_is_rendered_or_refused(text: str) -> None:
    with suppress(ContentError):
        markdown.render(Prose(text, PLACE), Abbreviations({}))


@bounded
@given(
    DATES | st.text(max_size=20),
    st.sampled_from([PartialDate.parse, Phone.parse, FilePath.parse, lambda t: Key.to("page", t)]),
)
def test_a_value_is_read_or_refused(text: str, parse: Callable[[str], object]) -> None:
    with suppress(Refusal):
        parse(text)


@bounded
@given(ENTRIES)
def test_a_record_is_made_or_refused(entry: tuple[str, Mapping[str, object]]) -> None:
    collection, fields = entry
    text = f"- {json.dumps(fields, ensure_ascii=False)}\n"
    with suppress(ContentError):
        # Every file is fixed like this first: its odd breaks would be lines of their own to YAML.
        fixed, _ = decoding.decoded(text.encode("utf-8", "surrogatepass"), f"{collection}.yml")
        entries = parsing.read_list(fixed, f"{collection}.yml")
        read = load.Document(f"{collection}.yml", collection, entries, b"")
        record.records_of(read, COLLECTIONS[collection])


@bounded
@given(st.sampled_from(sorted(FILES)), DAMAGE)
def test_a_damaged_file_is_looked_into(name: str, damage: list[tuple[int, bytes]]) -> None:
    examine(name, damaged(name, damage))


@bounded
@given(st.sampled_from(["a.docx", "a.xlsx", "a.pptx"]), DAMAGE)
def test_a_damaged_archive_is_unpacked_or_refused(
    name: str, damage: list[tuple[int, bytes]]
) -> None:
    with suppress(Unreadable):
        archive = open_archive(damaged(name, damage))
        for part in archive.parts:
            archive.read(part)


@settings(bounded, max_examples=max(5, INPUTS // 50))
@given(st.dictionaries(st.sampled_from(FIELDS["pages"]), VALUES, max_size=6), MARKDOWN)
def test_a_site_is_built_or_refused_inside_its_folder(
    tmp_path_factory: pytest.TempPathFactory, fields: Mapping[str, object], body: str
) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    content = small_site.write(folder)
    front = {"title": "A page", "summary": "It is odd.", "published": "2026-11-20", **fields}
    lines = "".join(
        f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in front.items()
    )
    text = f"---\n{lines}---\n{body}".encode("utf-8", "surrogatepass")
    (content / "pages/odd.md").write_bytes(text)
    small_site.build(content)
    assert {place.name for place in folder.iterdir()} <= {"content", "public"}
    assert {path.name for path in outside(folder)} <= {"urls.lock"}


def outside(folder: Path) -> set[Path]:
    """Return all files that the build wrote beside its output."""
    given_to_it = {folder / "content" / name for name in (*small_site.FILES, "pages/odd.md")}
    return {path for path in (folder / "content").rglob("*") if path.is_file()} - given_to_it


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "![" * 10_000,
        "*a **b " * 5_000,
        "_" * 30_000 + "a",
        "> " * 3_000 + "a",
        "`" * 9_000 + " a " + "`" * 8_999,
        "[a](" * 8_000,
        "<" * 30_000,
        "- " * 3_000 + "a",
        "|" * 5_000 + "\n" + "|-" * 5_000 + "\n",
        "&" * 30_000,
        "{contact:" * 5_000,
        "[^1]" * 5_000,
    ],
    ids=lambda text: text[:8],
)
def test_a_text_made_to_be_slow_is_read_to_its_end(text: str) -> None:
    # Work that grows with the square of such a text would not end today.
    with suppress(ContentError):
        markdown.render(Prose(text, PLACE), Abbreviations({"LSCB": "board"}))
