"""Finds a browser for the tests; standard library only."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from sitegen.bootstrap.environment import SetUpError

BROWSER_VARIABLE = "CHROME_PATH"


def chosen() -> str | None:
    """Return the browser that somebody chose, or None; raises SetUpError if it is not there."""
    path = os.environ.get(BROWSER_VARIABLE)
    if path and not Path(path).is_file():
        raise SetUpError(
            f"{BROWSER_VARIABLE} names {path}, and there is no such file. Give it the path "
            "of Chromium, Chrome or Edge, or unset it to have one found."
        )
    return path or None


def find_browser() -> str | None:
    """Return the path of an installed Chromium, Chrome or Edge, or None; the lightest first."""
    shells = ("chromium-headless-shell", "chrome-headless-shell")
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
    edges = ("microsoft-edge", "microsoft-edge-stable", "msedge")
    on_path = filter(None, map(shutil.which, (*shells, *names, *edges)))
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


def playwrights_browser(python: Path, *, install: bool = False) -> str | None:
    """Return the path of Playwright's own Chromium, if it is there."""
    if install:
        command = [str(python), "-m", "playwright", "install", "chromium"]
        subprocess.run(command, check=False, capture_output=True)
    ask = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
    )
    done = subprocess.run([str(python), "-c", ask], check=False, capture_output=True, text=True)
    path = done.stdout.strip()
    return path if path and Path(path).is_file() else None
