"""The programs that the tests need beside Python's packages: installed where that is allowed."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from sitegen.bootstrap import browsers
from sitegen.bootstrap.environment import SetUpError


class Requirement(NamedTuple):
    """Something that a machine has or has not: its name, Debian's package, how to look for it.

    A lighter package that does as well is taken where apt knows it.
    """

    name: str
    package: str
    there: Callable[[], bool]
    lighter: str = ""


def find(program: str) -> str | None:
    """Return the path of a program, or None; servers stand where only root looks for programs."""
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"))
    return shutil.which(program, path=path)


def _has_libatomic() -> bool:
    """Return whether the library is there that Node asks for, which drives the browser on Linux."""
    if sys.platform != "linux":
        return True
    with suppress(OSError):
        ctypes.CDLL("libatomic.so.1")
        return True
    return False


BROWSER = Requirement(
    "Chromium, Chrome or Edge",
    "chromium",
    lambda: bool(browsers.find_browser()),
    # The same without windows and menus, which nobody sees: half the work for the processor.
    lighter="chromium-headless-shell",
)
LIBRARY = Requirement("the library libatomic", "libatomic1", _has_libatomic)
OTHERS = (
    # The program alone: the package apache2 would start a server of its own.
    Requirement("Apache", "apache2-bin", lambda: bool(find("apache2"))),
    Requirement("Caddy", "caddy", lambda: bool(find("caddy"))),
    Requirement("nginx", "nginx", lambda: bool(find("nginx"))),
    Requirement("openssl", "openssl", lambda: bool(find("openssl"))),
)
"""What some tests need that name it where they are not tried."""


def browser_for_tests(python: Path) -> str:
    """Return the path of a browser that can be driven, after installing what may be installed.

    Raises SetUpError, which names all that is missing.
    """
    chosen = browsers.chosen()
    parts = (*((BROWSER,) if chosen is None else ()), LIBRARY, *OTHERS)
    missing = [part for part in parts if not part.there()]
    if BROWSER in missing and (program := browsers.playwrights_browser(python)):
        chosen, missing = program, [part for part in missing if part is not BROWSER]
    if missing:
        install(missing)
    browser = chosen or browsers.find_browser()
    if browser is None and LIBRARY.there():
        print("Installing Chromium for the tests (once, about a minute)…", file=sys.stderr)
        browser = browsers.playwrights_browser(python, install=True)
    lacking = [*(() if browser else (BROWSER,)), *(() if _can_drive(python) else (LIBRARY,))]
    if lacking or browser is None:
        raise SetUpError(_lacking(lacking))
    return browser


def _can_drive(python: Path) -> bool:
    """Return whether the program starts that drives the browser; not every Node needs it."""
    if LIBRARY.there():
        return True
    command = [str(python), "-m", "playwright", "--version"]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _lacking(parts: Sequence[Requirement]) -> str:
    names = " and ".join(part.name for part in parts)
    packages = " ".join(part.package for part in parts)
    return (
        f"The tests need {names}, and could not find or install it. On Debian or Ubuntu, run "
        f"`sudo apt-get install {packages}`; elsewhere install it, or set "
        f"{browsers.BROWSER_VARIABLE} to the path of such a browser. Then run the command again."
    )


def install(parts: Sequence[Requirement]) -> None:
    """Install Debian's packages of the parts, on a Debian machine and as root only."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not (root and shutil.which("apt-get") and shutil.which("apt-cache")):
        return
    names = ", ".join(part.package for part in parts)
    print(f"Installing {names} for the tests (once, about a minute)…", file=sys.stderr, flush=True)
    # A failed update need not matter; a failed installation shows when we look for it.
    _ran_well("apt-get", "update")
    # One name that apt does not know would keep it from installing any of the others.
    packages = [package for part in parts if (package := _package(part))]
    # Without those that are only recommended: a server of mail, or a desktop.
    _ran_well("apt-get", "install", "-y", "--no-install-recommends", *packages)


def _package(part: Requirement) -> str | None:
    """Return the name of the package of a part, or None if apt knows none."""
    names = filter(None, (part.lighter, part.package))
    return next((name for name in names if _ran_well("apt-cache", "show", name)), None)


def _ran_well(*command: str) -> bool:
    """Return whether one of Debian's programs did what it was told."""
    done = subprocess.run(
        command,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
    )
    return done.returncode == 0
