"""The hours of a service stand there in full; a script adds whether it usually answers now."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, expect

HELP = "/worried-about-a-child/"
FULL = "Every day, 8am to 10pm"


def hours(chromium: Browser, origin: str, moment: str | None, zone: str) -> Locator:
    """Open the help page at a moment, on a phone that is set to some zone."""
    context = chromium.new_context(java_script_enabled=moment is not None, timezone_id=zone)
    page = context.new_page()
    if moment:
        page.clock.set_fixed_time(moment)
    page.goto(origin + HELP)
    return page.locator(".hours", has_text=FULL).first


@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York"])
@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-23T07:59:00Z", "Usually closed now"),
        ("2026-11-23T08:00:00Z", "Usually open now"),
        ("2026-11-23T22:00:00Z", "Usually closed now"),
        ("2026-07-06T07:30:00Z", "Usually open now"),
        ("2026-07-06T21:30:00Z", "Usually closed now"),
    ],
)
def test_the_clock_is_the_one_in_britain_wherever_the_phone_is(
    chromium: Browser, example_origin: str, moment: str, words: str, zone: str
) -> None:
    found = hours(chromium, example_origin, moment, zone)
    expect(found.locator(".hours__now")).to_have_text(words)
    expect(found).to_contain_text(FULL)


def test_paper_says_nothing_of_the_moment_when_it_was_printed(
    chromium: Browser, example_origin: str
) -> None:
    found = hours(chromium, example_origin, "2026-11-23T22:00:00Z", "Europe/London")
    expect(found.locator(".hours__now")).to_be_visible()
    found.page.emulate_media(media="print")
    expect(found.locator(".hours__now")).to_be_hidden()
    expect(found).to_be_visible()


def test_without_scripts_the_hours_stand_there_and_nothing_is_said_of_now(
    chromium: Browser, example_origin: str
) -> None:
    found = hours(chromium, example_origin, None, "Europe/London")
    expect(found).to_contain_text(FULL)
    expect(found.locator(".hours__now")).to_have_count(0)
