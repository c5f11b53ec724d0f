"""What a site says of itself: its noun, its clock, its colour, its mark."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sitegen.output.hosts.rules import rules
from sitegen.site.gate import Moment
from tests import small_site

MARK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M1 1h6v6H1z"/></svg>'


def say(content: Path, *lines: str) -> None:
    """Add settings."""
    small_site.put(content, "site.yml", small_site.FILES["site.yml"] + "\n".join(lines) + "\n")


@pytest.mark.parametrize(
    ("noun", "said"),
    [
        ("board", "The board’s response to this board"),
        ("partnership", "The partnership’s response to the partnership"),
        ("we", "Our response to us"),
    ],
)
def test_a_site_calls_its_body_as_it_calls_itself(content: Path, noun: str, said: str) -> None:
    settings = small_site.site(content).settings.model_copy(update={"noun": noun})
    assert settings.own_words("The board’s response to this board") == said


def test_the_clock_is_that_of_the_site() -> None:
    moment = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    assert Moment.of(moment, "Europe/London").time.isoformat() == "2026-07-01T23:30:00+01:00"
    assert Moment.of(moment, "Europe/Berlin").time.date() == date(2026, 7, 2)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("", "this field is missing"),
        ("timezone: Europe/Lndon", "“Europe/Lndon” is not a time zone"),
        ("timezone: [Europe/London]", "this list does not fit here"),
        ("timezone: Europe/London\nlanguage: welsh", "whose words are English"),
    ],
)
def test_a_clock_that_cannot_be_read_is_told_and_hides_no_other_fault(
    content: Path, line: str, message: str
) -> None:
    small_site.change(content, "site.yml", "timezone: Europe/London", line)
    small_site.change(content, "pages/help.md", "{contact:emergency}", "{contact:nobody}")
    told = [issue.message for issue in small_site.check(content)]
    assert [one for one in told if message in one]
    assert [one for one in told if "no contact “nobody”" in one]


def test_no_other_clock_is_suggested_because_its_name_is_alike(content: Path) -> None:
    small_site.change(content, "site.yml", "Europe/London", "Europe/Liverpool")
    (told,) = [one for one in small_site.check(content) if "time zone" in one.message]
    assert "Europe/London" in told.hint
    assert "Did you mean" not in told.hint


@pytest.mark.parametrize(
    ("said", "header"),
    [
        ("this host", "max-age=63072000"),
        ("subdomains", "max-age=63072000; includeSubDomains"),
        ("preload", "max-age=63072000; includeSubDomains; preload"),
    ],
)
def test_no_other_service_is_bound_unless_the_site_says_so(
    content: Path, said: str, header: str
) -> None:
    everywhere = rules(small_site.site(content), ()).everywhere
    assert everywhere["Strict-Transport-Security"] == "max-age=63072000"
    say(content, f"https_only: {said}")
    assert rules(small_site.site(content), ()).everywhere["Strict-Transport-Security"] == header


def test_a_site_wears_its_own_colour_mark_and_picture(content: Path) -> None:
    picture = (small_site.ROOT / "assets/images/social.png").read_bytes()
    small_site.put(content, "images/mark.svg", MARK)
    (content / "images/share.png").write_bytes(picture)
    say(
        content,
        'colour: "#7a1f5c"',
        "mark: images/mark.svg",
        "sharing_picture: {file: images/share.png, alt: Three hills}",
        "organisation: charity",
        "noun: partnership",
    )
    assert small_site.check(content) == ()
    outputs = {output.path: output.data for output in small_site.finished(content).outputs}
    (style,) = (data for path, data in outputs.items() if path.startswith("assets/site."))
    assert b"--accent: #7a1f5c;" in style
    home = outputs["index.html"].decode()
    assert '<img class="wordmark__mark" src="/images/mark.' in home
    assert 'content="https://www.exampleshire.example/images/share.' in home
    assert 'content="Three hills"' in home
    assert '"@type": "NGO"' in home
    assert "wordmark__arm" not in home
