"""Runs one command, and prints how long it took and what it needed.

A process of its own, because a child counts the memory of whoever started it. Linux only.
"""

from __future__ import annotations

import json
import os
import sys
import time


def main(log: str, *command: str) -> None:
    """Run a command with its words in a log; print as JSON its exit code and what it took.

    Seconds of waiting, seconds of all processors, and the KiB of its largest process.
    """
    with open(log, "wb") as out:  # noqa: PTH123 - pathlib is an import that a stopwatch can spare
        said = [(os.POSIX_SPAWN_DUP2, out.fileno(), stream) for stream in (1, 2)]
        begun = time.perf_counter()
        child = os.posix_spawnp(command[0], command, os.environ, file_actions=said)
        _, status, used = os.wait4(child, 0)
        seconds = time.perf_counter() - begun
    taken = {"seconds": seconds, "work": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss}
    print(json.dumps({"code": os.waitstatus_to_exitcode(status), **taken}))


if __name__ == "__main__":
    main(*sys.argv[1:])
