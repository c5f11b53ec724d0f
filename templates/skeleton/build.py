"""Fetches the generator at the version that generator.toml pins, and runs it on this site."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
GENERATOR = HERE / ".generator"


def git(*words: str) -> None:
    """Run git in the folder of the generator."""
    subprocess.run(["git", "-C", str(GENERATOR), *words], check=True)


def fetch(repository: str, commit: str) -> None:
    """Put the generator of a commit in place, unless it is there."""
    if not (GENERATOR / ".git").exists():
        GENERATOR.mkdir(exist_ok=True)
        git("init", "--quiet")
    if (GENERATOR / ".git" / "HEAD").read_text(encoding="utf-8").strip() != commit:
        git("fetch", "--quiet", "--depth", "1", repository, commit)
        git("checkout", "--quiet", "--force", "--detach", commit)


def main() -> int:
    """Run a command of the generator; return its exit code."""
    pinned = tomllib.loads((HERE / "generator.toml").read_text(encoding="utf-8"))
    try:
        fetch(pinned["repository"], pinned["commit"])
    except (OSError, subprocess.CalledProcessError):
        print("The generator cannot be fetched: look at generator.toml.", file=sys.stderr)
        return 3
    command = [sys.executable, str(GENERATOR / "build.py"), *sys.argv[1:]]
    return subprocess.run(command, env={**os.environ, "SITEGEN_SITE": str(HERE)}).returncode


if __name__ == "__main__":
    sys.exit(main())
