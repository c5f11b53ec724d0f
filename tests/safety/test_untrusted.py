"""Payloads in every field of every model reach no page, feed, table or rule of the host alive."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Request

from sitegen.models import COLLECTIONS, fields
from sitegen.models.addresses import Address
from sitegen.models.base import Allowance
from sitegen.models.topics import RequiredTopic
from tests import small_site
from tests.browser.conftest import chromium  # noqa: F401 - a fixture is found by its name
from tests.browser.host import serve
from tests.safety import attack
from tests.safety.board import Board
from tests.safety.canary import plant, searchable
from tests.safety.payloads import payloads


@pytest.fixture(scope="module")
def attacked(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Mapping[str, bytes], attack.Attacker]:
    """A site with payloads in every field that holds words."""
    folder = tmp_path_factory.mktemp("attacked")
    prose, refused = attack.let_through(folder / "small")
    assert 300 < len(refused) < len(payloads()), "tags are refused, words are not"
    board, attacker = attack.attacked(folder / "content", 0, prose)
    return attack.outputs(board), attacker


Attacked = tuple["Mapping[str, bytes]", attack.Attacker]


def test_there_are_payloads_enough() -> None:
    assert len(payloads()) >= 300


def test_every_field_of_words_is_attacked(attacked: Attacked) -> None:
    seen: set[type] = set()
    places = {place for model in COLLECTIONS.values() for place in searchable(model, seen)}
    free = {
        (model, name)
        for model, name in places
        if _free(get_type_hints(model, include_extras=True)[name]) and model is not Allowance
    }
    assert len(free) > 50
    addresses = {(Address, name) for name in ("id", "old", "to")}  # attacked by a test of their own
    # Topics are for the checks alone: no page, file or feed shows one.
    topics = {(RequiredTopic, name) for name in ("id", "place")}
    assert free - attacked[1].placed.keys() == addresses | topics


def _free(hint: object) -> bool:
    """Say whether a field may hold any words, rather than an id, a date or a number."""
    if hint in {str, fields.Text, fields.Summary, fields.Markdown}:
        return True
    return not hasattr(hint, "__metadata__") and any(map(_free, get_args(hint)))


def test_nothing_on_any_page_is_active(attacked: Attacked) -> None:
    pages = {path: data for path, data in attacked[0].items() if path.endswith(".html")}
    assert len(pages) > 40
    assert {path: told for path, data in pages.items() if (told := [*attack.active(data)])} == {}
    assert sum(data.count(b"&lt;script&gt;alert(1)") for data in pages.values()) > 100


@pytest.mark.parametrize(
    "html",
    [
        "<img src=x onerror=alert(1)>",
        "<a href=javascript:alert(1)>x</a>",
        "<script>alert(1)</script>",
        "<iframe></iframe>",
        "<p style='x'>",
        "<script src=//evil.example/x.js></script>",
    ],
)
def test_something_active_is_seen(html: str) -> None:
    assert [*attack.active(f"<!doctype html><title>x</title><body>{html}".encode())]


def test_no_cell_of_a_table_is_a_formula(attacked: Attacked) -> None:
    tables = {path: data for path, data in attacked[0].items() if path.endswith(".csv")}
    assert tables
    for data in tables.values():
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))):
            assert [cell for cell in row if cell.startswith(tuple("=+-@\t\r\n"))] == []


def test_feeds_and_data_stay_well_formed(attacked: Attacked) -> None:
    for path, data in attacked[0].items():
        if path.endswith(".xml"):
            assert b"<!DOCTYPE" not in data
            assert b"<!ENTITY" not in data
            ET.fromstring(data)  # noqa: S314 - ours, and without a DOCTYPE
        if path.endswith(".json"):
            json.loads(data)


def test_no_rule_of_the_host_is_added(attacked: Attacked, tmp_path: Path) -> None:
    board = Board(tmp_path / "content")
    plant(board, attack.PUBLISHED)
    harmless = attack.outputs(board)
    kept = attacked[0]["_headers"].decode().splitlines()
    assert {line for line in kept if line.startswith(" ")} == {
        line for line in harmless["_headers"].decode().splitlines() if line.startswith(" ")
    }
    assert all(len(line.split()) == 3 for line in attacked[0]["_redirects"].decode().splitlines())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("from", "'/old\n\n  /evil https://evil.example 302'"),
        ("from", '"/old\\n/evil https://evil.example 302"'),
        ("from", "'/old /evil'"),
        ("to", '"/help/\\n/x https://evil.example 301"'),
        ("to", "'javascript:alert(1)'"),
        ("to", "'//evil.example/'"),
    ],
)
def test_an_address_cannot_smuggle_in_a_redirect(tmp_path: Path, key: str, value: str) -> None:
    content = small_site.write(tmp_path)
    lines = {"from": "/old-x", "to": "/reviews/", "since": "2026-11-22", key: value}
    small_site.put(
        content, "addresses.yml", f"- {{{', '.join(f'{k}: {v}' for k, v in lines.items())}}}\n"
    )
    assert [i for i in small_site.check(content) if i.origin.path == "addresses.yml"]


@pytest.mark.parametrize(
    "file",
    ["files/../site.yml", "../secret.pdf", "/etc/passwd", "files/..\\x.pdf", "files/%2e%2e/x"],
)
def test_a_document_cannot_reach_out_of_its_folder(tmp_path: Path, file: str) -> None:
    board = Board(tmp_path / "content")
    (tmp_path / "secret.pdf").write_bytes(b"secret")
    planter = plant(board, attack.PUBLISHED)
    board.lists["documents"][0]["file"] = file
    board.put("documents.yml", board.lists["documents"])
    with pytest.raises(AssertionError, match=r"documents\.yml"):
        attack.outputs(board)
    assert planter.files


def test_a_browser_sees_nothing_happen(
    attacked: Attacked,
    tmp_path: Path,
    chromium: Browser,  # noqa: F811 - the fixture
) -> None:
    for path, data in attacked[0].items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    happened: list[str] = []
    context = chromium.new_context()
    page = context.new_page()

    def dialog(box: Dialog) -> None:
        happened.append(f"dialog {box.message}")
        box.dismiss()

    def said(message: ConsoleMessage) -> None:
        happened.append(f"console {message.text}")

    with serve(tmp_path) as origin:

        def asked(request: Request) -> None:
            if not request.url.startswith(origin):
                happened.append(f"request {request.url}")

        page.on("dialog", dialog)
        page.on("console", said)
        page.on("request", asked)
        for path in sorted(path for path in attacked[0] if path.endswith("index.html"))[::6]:
            page.goto(f"{origin}/{path.removesuffix('index.html')}")
            page.mouse.move(300, 300)
            page.keyboard.press("Tab")
    context.close()
    assert happened == []
