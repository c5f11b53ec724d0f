"""A site that is up is compared with the record of its build, and every difference is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from sitegen.cli import exit_codes
from sitegen.cli import main as cli
from sitegen.pipeline import build as pipeline
from tests import small_site
from tests.browser.host import serve

NOW = "2026-11-22T10:00"


class Up(NamedTuple):
    """A small site that is up, and what it was made from."""

    content: Path
    public: Path


@pytest.fixture
def up(tmp_path: Path) -> Up:
    """A small site, built at nine."""
    content = small_site.write(tmp_path)
    assert small_site.build(content).errors == 0
    return Up(content, tmp_path / "public")


Told = tuple[int, str]


def verify(capsys: pytest.CaptureFixture[str], up: Up, target: str, *more: str) -> Told:
    """Run the command, and give the exit code and what was said."""
    code = cli.main(["verify", target, "--content", str(up.content), "--now", NOW, *more])
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    return code, said.err + said.out


def test_a_site_as_built_has_no_faults(up: Up, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = verify(capsys, up, str(up.public))
    assert code == exit_codes.FINE, said
    assert "; 0 faults." in said
    with serve(up.public) as origin:
        code, said = verify(capsys, up, origin)
    assert code == exit_codes.FINE, said


def missing(up: Up) -> None:
    (up.public / "help/index.html").unlink()


def altered(up: Up) -> None:
    page = up.public / "help/index.html"
    page.write_bytes(page.read_bytes().replace(b"999", b"998") + b" ")


def header(up: Up) -> None:
    rules = up.public / "_headers"
    rules.write_text(rules.read_text().replace("nosniff", "sniff"))


def policy(up: Up) -> None:
    rules = up.public / "_headers"
    rules.write_text(rules.read_text().replace("default-src 'none'", "default-src *"))


def redirect(up: Up) -> None:
    rules = up.public / "_redirects"
    rules.write_text(rules.read_text().replace("/old-reviews /reviews/", "/old-reviews /help/"))


def no_redirect(up: Up) -> None:
    rules = up.public / "_redirects"
    rules.write_text(rules.read_text().replace("/old-reviews", "/other"))


def not_found(up: Up) -> None:
    (up.public / "404.html").write_text("elsewhere")


def once_published(up: Up) -> None:
    with (up.content / "urls.lock").open("a") as ledger:
        ledger.write("/files/old-report.0123456789.pdf\n")
    (up.public / "files").mkdir(exist_ok=True)
    (up.public / "files/old-report.0123456789.pdf").write_bytes(b"old")


def left_behind(up: Up) -> None:
    (up.public / ".env").write_text("PASSWORD=x")


def listing(up: Up) -> None:
    """Show a folder, as a server does that lists them; a page of it is what the listing is."""
    links = "".join(f'<a href="{path.name}">' for path in (up.public / "assets").iterdir())
    (up.public / "assets/index.html").write_text(f'<a href="../">{links}<a href="evil.html">')


def unpublished(up: Up) -> None:
    """Write in the content that a page is withdrawn, while the old build is still up."""
    page = up.content / "reviews/scr1.md"
    text = page.read_text(encoding="utf-8")
    words = "status: withdrawn\nwithdrawn_reason: A court ordered it."
    page.write_text(text.replace("status: published", words, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (missing, "help/index.html: error: this file is missing (the answer is 404)"),
        (missing, "Publish the site again: its files have not all arrived."),
        (altered, "help/index.html: error: this file is not what was built"),
        (altered, "Find out what changes files on their way"),
        (header, "the header X-Content-Type-Options is not as it should be: it is “sniff”"),
        (header, "Give the host the rules of this build again"),
        (policy, "the header Content-Security-Policy is not as it should be: it is “default-src *"),
        (redirect, "lead to /reviews/ (301) and leads to /help/ (301)"),
        (no_redirect, "lead to /reviews/ (301) and is answered with 404"),
        (not_found, "404.html: error: missing pages are answered with another page"),
        (once_published, "/files/old-report.0123456789.pdf: error: this address answers"),
        (left_behind, "/.env: error: this address answers, and no build made what it gives"),
        (listing, "/assets/: error: the host shows everybody what is in this folder"),
        (listing, "/assets/evil.html: error: no build made this file"),
        (unpublished, "/reviews/scr1/: error: this was taken down and can be read again"),
    ],
)
def test_what_a_server_gives_otherwise_is_told(
    up: Up, spoil: Callable[[Up], None], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(up)
    with serve(up.public) as origin:
        code, told = verify(capsys, up, origin)
    assert (code, said in told) == (exit_codes.CONTENT_ERRORS, True), told


@pytest.mark.parametrize(
    ("spoil", "place"),
    [(once_published, "old-report"), (left_behind, ".env"), (unpublished, "scr1")],
)
def test_a_log_leads_nobody_to_what_nobody_should_read(
    up: Up, spoil: Callable[[Up], None], place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(up)
    with serve(up.public) as origin:
        code, told = verify(capsys, up, origin, "--discreet")
    assert code == exit_codes.CONTENT_ERRORS
    assert "somewhere: error: this " in told
    assert place not in told


def test_a_server_that_answers_whatever_is_asked_for_is_told_once(
    up: Up, capsys: pytest.CaptureFixture[str]
) -> None:
    with (up.public / "_redirects").open("a") as rules:
        rules.write("/* /help/ 200\n")
    with serve(up.public) as origin:
        code, told = verify(capsys, up, origin)
    assert code == exit_codes.CONTENT_ERRORS
    assert "a page that does not exist should be answered with 404, not 200" in told
    assert "; 1 fault." in told


def test_a_file_that_no_build_made_is_told(up: Up, capsys: pytest.CaptureFixture[str]) -> None:
    (up.public / "evil.html").write_text("x")
    code, said = verify(capsys, up, str(up.public))
    assert code == exit_codes.CONTENT_ERRORS
    assert "evil.html: error: no build made this file" in said


def test_a_record_kept_elsewhere_is_believed_rather_than_that_of_the_site(
    up: Up, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "kept.json"
    kept.write_bytes((up.public / "build.json").read_bytes())
    small_site.change(up.content, "pages/help.md", "title: ", "title: New ")
    small_site.build(up.content)
    code, said = verify(capsys, up, str(up.public), "--record", str(kept))
    assert code == exit_codes.CONTENT_ERRORS
    assert "build.json: error: this is the record of another build" in said
    assert "help/index.html: error: this file is not what was built" in said


def test_a_site_that_nobody_builds_any_more_is_told(
    up: Up, capsys: pytest.CaptureFixture[str]
) -> None:
    late = ("--now", "2026-11-25T09:00")
    code, said = verify(capsys, up, str(up.public), "--daily", *late)
    assert code == exit_codes.CONTENT_ERRORS
    assert "this site was built 3 days ago" in said
    assert "; 1 fault." in said
    # Whoever builds only when something changes is left alone.
    code, said = verify(capsys, up, str(up.public), *late)
    assert code == exit_codes.FINE, said


def test_only_what_is_due_is_asked_quickly(up: Up, capsys: pytest.CaptureFixture[str]) -> None:
    altered(up)
    code, said = verify(capsys, up, str(up.public), "--due")
    assert (code, said) == (exit_codes.FINE, "The build of 2026-11-22; 0 faults.\n")


OVERDUE = "an embargo has lifted since this site was built"
PAGE = small_site.page("Words.", title="A secret title").replace(
    "status: published\npublished: 2026-11-20",
    "status: scheduled\npublish_at: 2026-11-22 09:30",
)
TERMS = f"""{small_site.FILES["glossary.yml"]}- id: lull
  term: Secret
  meaning: A word.
  status: scheduled
  publish_at: 2026-11-23 09:30
"""


@pytest.mark.parametrize(
    ("path", "text", "day"),
    [
        ("pages/reviews/secret.md", PAGE, "2026-11-22"),
        # What has no page may stand in any build of its day; so it is told of on the next.
        ("glossary.yml", TERMS, "2026-11-23"),
    ],
)
def test_an_embargo_that_has_lifted_since_the_build_is_told_without_its_name(
    up: Up, path: str, text: str, day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    small_site.put(up.content, path, text)
    code, said = verify(capsys, up, str(up.public), "--now", f"{day}T09:29")
    assert code == exit_codes.FINE, said
    code, said = verify(capsys, up, str(up.public), "--now", f"{day}T09:30")
    assert code == exit_codes.CONTENT_ERRORS
    assert OVERDUE in said
    assert "secret" not in said.lower()


def test_an_embargo_that_the_build_shows_is_not_told(
    up: Up, capsys: pytest.CaptureFixture[str]
) -> None:
    links = "You can [read it](reviews/secret.md) and [get help](help.md)"
    small_site.put(up.content, "pages/reviews/secret.md", PAGE)
    small_site.change(up.content, "pages/index.md", "You can [get help](help.md)", links)
    request = replace(small_site.request(up.content), moment=datetime(2026, 11, 22, 9, 30))  # noqa: DTZ001 - local time
    assert pipeline.build(request).errors == 0
    code, said = verify(capsys, up, str(up.public), "--now", "2026-11-22T10:00")
    assert code == exit_codes.FINE, said


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("nowhere", "build.json is missing"),
        ("http://127.0.0.1:9", "nobody answers"),
        ("file:///etc", "nobody answers"),
        ("ftp://x", "nobody answers"),
    ],
)
def test_where_there_is_no_site_that_is_said(
    up: Up, target: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = verify(capsys, up, target)
    assert code == exit_codes.WRONG_USAGE
    assert said == f"There is nothing to compare with at {target}: {why}.\n"


def test_an_address_that_leads_to_the_site_is_told_from_the_site(
    up: Up, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    moved = tmp_path / "moved"
    moved.mkdir()
    (moved / "_redirects").write_text("/* https://www.exampleshire.example/build.json 301\n")
    with serve(moved) as origin:
        code, said = verify(capsys, up, origin)
    assert code == exit_codes.WRONG_USAGE
    assert "it leads to https://www.exampleshire.example/, so verify that address." in said


def test_without_an_address_the_one_of_the_site_is_asked(
    up: Up, capsys: pytest.CaptureFixture[str]
) -> None:
    base = "https://www.exampleshire.example"
    small_site.change(up.content, "site.yml", base, "https://127.0.0.1:9")
    assert cli.main(["verify", "--content", str(up.content)]) == exit_codes.WRONG_USAGE
    assert "with at https://127.0.0.1:9: nobody answers." in capsys.readouterr().err
    (up.content / "site.yml").write_text("name: Nobody\n")
    assert cli.main(["verify", "--content", str(up.content)]) == exit_codes.WRONG_USAGE
    assert "site.yml gives no address: write it behind “verify”." in capsys.readouterr().err


def test_the_record_names_every_file_and_no_embargo(up: Up) -> None:
    record = json.loads((up.public / "build.json").read_text())
    there = {p.relative_to(up.public).as_posix() for p in up.public.rglob("*") if p.is_file()}
    assert record["files"].keys() == there - {"build.json"}
    told = {"site", "built", "pages", "digest", "files", "redirects", "headers"}
    assert record.keys() == told
