"""Gives each generator a folder of its own with its packages, below the cache that git ignores."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.benchmark.generators import Generator, Source

ROOT: Final = Path(__file__).resolve().parents[2]
CACHE: Final = ROOT / ".cache" / "benchmark"
_OURS: Final = ("build.py", "sitegen", "templates", "assets", "requirements")


def home(generator: Generator) -> Path:
    """Return the folder of a generator, with its packages installed. Raises CalledProcessError."""
    folder = CACHE / generator.name.replace(" ", "-").lower()
    if generator.source is Source.HERE:
        return folder
    stamp, pins = folder / "pins.txt", "\n".join(generator.pins)
    if not (stamp.is_file() and stamp.read_text(encoding="utf-8") == pins):
        shutil.rmtree(folder, ignore_errors=True)
        print(f"Installing {generator.name} …", file=sys.stderr, flush=True)
        _install(generator, folder)
        stamp.write_text(pins, encoding="utf-8")
    return folder


def copy(folder: Path) -> None:
    """Take this generator as it is now, so that nobody's edit changes it during a comparison."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in _OURS:
        source, place = ROOT / name, folder / name
        copying = shutil.copytree if source.is_dir() else shutil.copy
        copying(source, place)


def _install(generator: Generator, folder: Path) -> None:
    quiet: tuple[str, ...]
    if generator.source is Source.PIP:
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        quiet = ("--quiet", "--disable-pip-version-check")
        command = [str(folder / "bin" / "python"), "-m", "pip", "install", *quiet]
    else:
        folder.mkdir(parents=True)
        quiet = ("--silent", "--ignore-scripts", "--no-audit", "--no-fund")
        command = ["npm", "install", *quiet, "--prefix", str(folder)]
    subprocess.run([*command, *generator.pins], check=True)


def command(generator: Generator, folder: Path) -> list[str]:
    """Return the command of a generator in full; what its pattern finds first is its program."""
    first, *rest = (part.format(home=folder) for part in generator.command)
    if "*" in first:
        pattern = Path(first).relative_to(folder).as_posix()
        first = str(next(folder.glob(pattern)))
    return [first, *rest]
