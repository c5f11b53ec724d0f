"""Finds a browser for the tests, or installs one; standard library only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.bootstrap.environment import SetUpError

if TYPE_CHECKING:
    from collections.abc import Iterator

BROWSER_VARIABLE = "CHROME_PATH"


def find_or_install_browser(python: Path) -> str:
    """Answers the path of a browser for the tests, installing one where there is none."""
    chosen = os.environ.get(BROWSER_VARIABLE)
    if chosen:
        if not Path(chosen).is_file():
            raise SetUpError(
                f"{BROWSER_VARIABLE} names {chosen}, and there is no such file. Give it the path "
                "of Chromium, Chrome or Edge, or unset it to have one found."
            )
        return chosen
    found = find_browser() or playwrights_browser(python)
    if found is None:
        print("Installing Chromium for the tests (once, about a minute)…", file=sys.stderr)
        found = debians_browser() or playwrights_browser(python, install=True)
    if found is None:
        raise SetUpError(
            "The tests need a browser, and none could be found or installed. Install Chromium, "
            f"Chrome or Edge, or set {BROWSER_VARIABLE} to the path of one, "
            "then run the same command again."
        )
    return found


def find_browser() -> str | None:
    """Finds an installed Chromium, Chrome or Edge."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
    edges = ("microsoft-edge", "microsoft-edge-stable", "msedge")
    on_path = filter(None, map(shutil.which, (*names, *edges)))
    in_places = (str(place) for place in usual_places() if place.is_file())
    return next(on_path, None) or next(in_places, None)


def usual_places() -> Iterator[Path]:
    """Yields where Windows and macOS keep browsers, which are not on the path there."""
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if variable in os.environ:
            programs = Path(os.environ[variable])
            yield programs / "Chromium" / "Application" / "chrome.exe"
            yield programs / "Google" / "Chrome" / "Application" / "chrome.exe"
            yield programs / "Microsoft" / "Edge" / "Application" / "msedge.exe"
    for name in ("Chromium", "Google Chrome", "Microsoft Edge"):
        yield Path("/Applications", f"{name}.app", "Contents", "MacOS", name)


def debians_browser() -> str | None:
    """Installs Debian's Chromium, on a Debian machine and as root only."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    apt = shutil.which("apt-get")
    if not (root and apt):
        return None
    variables = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [apt, "install", "-y", "--no-install-recommends", "chromium"]
    for command in ([apt, "update"], install):
        # A failed update need not matter; a failed installation shows when we look for it.
        subprocess.run(command, env=variables, check=False, stdout=subprocess.DEVNULL)
    return find_browser()


def playwrights_browser(python: Path, *, install: bool = False) -> str | None:
    """Answers the path of Playwright's own Chromium, if it is there."""
    if install:
        subprocess.run([str(python), "-m", "playwright", "install", "chromium"], check=False)
    ask = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
    )
    done = subprocess.run([str(python), "-c", ask], check=False, capture_output=True, text=True)
    path = done.stdout.strip()
    return path if path and Path(path).is_file() else None
