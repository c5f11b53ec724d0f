"""Whatever is typed, every reader answers or refuses in plain words, and soon."""

from __future__ import annotations

import os
from contextlib import suppress
from time import process_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.content import document, markdown
from sitegen.content.abbreviations import Abbreviations
from sitegen.content.values import FilePath, Key, PartialDate, Phone, Prose
from sitegen.issues import ContentError, Origin, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

INPUTS = int(os.environ.get("SITEGEN_FUZZ", "40"))
"""How many inputs each reader gets; a long run is asked for by this variable."""

PLACE = Origin("a.md", 1)
SECONDS = 5
"""Of the processor, for one text; four times that by the clock, where a machine is busy."""
bounded = settings(
    max_examples=INPUTS,
    deadline=SECONDS * 4_000,
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


@bounded
@given(YAML)
def test_a_list_is_read_or_refused(text: str) -> None:
    with suppress(ContentError):
        document.read_list(text, "a.yml")


@bounded
@given(YAML, MARKDOWN)
def test_a_page_is_read_or_refused(front: str, body: str) -> None:
    with suppress(ContentError):
        document.read_markdown(f"---\n{front}\n---\n{body}", "a.md")


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
def test_a_text_made_to_be_slow_is_not(text: str) -> None:
    begun = process_time()
    with suppress(ContentError):
        markdown.render(Prose(text, PLACE), Abbreviations({"LSCB": "board"}))
    assert process_time() - begun < SECONDS
