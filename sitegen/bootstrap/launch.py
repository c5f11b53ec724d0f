"""Makes sure of all that a command needs, and runs it; until then it loads as little as it can."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FAULT = 3
ON_ALL_CORES = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")
"""How all tests run when none is named.

The tests of one file share what is slow to set up; the slow ones in a browser come first.
"""


def main(argv: Sequence[str], root: Path = ROOT) -> int:
    """Make sure of all that the command needs and run it; return its exit code."""
    from sitegen.bootstrap import streams

    streams.prepare()
    try:
        code = run(argv, root)
        streams.finish()
        return code
    except OSError as fault:
        if not streams.refused(fault):
            raise
        return FAULT


def run(argv: Sequence[str], root: Path) -> int:
    """Run a command, unless there is nothing to do or it lacks something; return its exit code."""
    if (printed := nothing_to_do(argv, root)) is not None:
        print(printed, end="")
        return 0
    # Only now, and the command line later still: it stands on packages that may not be there.
    from sitegen.bootstrap import environment

    try:
        if argv[:1] == ["test"]:
            return run_tests(argv[1:], root)
        environment.use_packages_of(argv[0] if argv else "build", root)
        # Hardly anything is let go before a command ends, and to look for it took a tenth of a
        # start and of an edit. A server, which does not end, looks for it again.
        gc.disable()
        from sitegen.cli.main import main as run_command

        return run_command(argv)
    except environment.SetUpError as error:
        print(error, file=sys.stderr)
        return FAULT
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return FAULT


def nothing_to_do(argv: Sequence[str], root: Path) -> str | None:
    """Return what a build tells that would change nothing, or nothing if one is needed."""
    # No command at all means to build.
    if argv and argv[0] != "build" and not argv[0].startswith("-"):
        return None
    from sitegen.cache import up_to_date

    return up_to_date.answer(argv, root)


QUICK = "--quick"
SLOW = (
    *("bootstrap", "browser", "host", "safety", "benchmark", "whole", "output/test_pdf.py"),
    *("output/test_admin.py", "pipeline/test_cached.py", "pipeline/test_words_only.py"),
    *("cache/test_workers.py", "cli/test_serve.py"),
    *("repository/test_code.py", "repository/test_docs.py"),
)
"""What the quick run leaves out: browsers, other programs, whole boards and long random runs."""


_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"


def run_tests(arguments: Sequence[str], root: Path) -> int:
    """Run pytest with its packages, and with a browser unless it is to be quick.

    Return its exit code.
    """
    import os
    import subprocess

    from sitegen.bootstrap import browsers, environment, programs

    python = environment.python_with(environment.TEST, root)
    # Hundreds of processes would each compile all packages anew.
    variables = {name: value for name, value in os.environ.items() if name != _NO_BYTECODE}
    if QUICK in arguments:
        left_out = [f"--ignore=tests/{name}" for name in SLOW]
        others = [word for word in arguments if word != QUICK]
        arguments = [*(ON_ALL_CORES if not others else ()), *left_out, *others]
    else:
        variables[browsers.BROWSER_VARIABLE] = programs.browser_for_tests(python)
    command = [str(python), "-m", "pytest", *(arguments or ON_ALL_CORES)]
    try:
        return subprocess.run(command, cwd=root, env=variables, check=False).returncode
    except OSError as error:
        raise environment.SetUpError(environment.does_not_start(command[0], error)) from error
