"""Writes one site over another and kills the writer at each of its acts on the disk in turn.

Run with a folder to work in; it prints at how many moments the writer was killed, and ends with a
message if a file was torn, or if the next build did not make the folder whole.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from sitegen.output.assets import Output
from sitegen.output.write import write

MARK = "build.json"
SHARED = {f"files/{number}.pdf": bytes([number]) * 5000 for number in range(2)}
OLD = {
    **SHARED,
    MARK: b"old",
    "index.html": b"old" * 9000,
    **{f"old/{number}/index.html": b"old" for number in range(4)},
    **{f"both/{number}/index.html": b"old" * 3000 for number in range(4)},
    "turns": b"a file",
    "assets/a.css": b"old",
}
NEW = {
    **SHARED,
    MARK: b"new",
    "index.html": b"new" * 9000,
    **{f"new/{number}/index.html": b"new" for number in range(4)},
    **{f"both/{number}/index.html": b"new" * 3000 for number in range(4)},
    "turns/index.html": b"a folder",
    "assets/b.css": b"new",
}
ACTS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.")


def there(folder: Path) -> dict[str, bytes]:
    """Return all that visitors could ask for."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".unfinished" not in path.parts
    }


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a site."""
    write(folder, [Output(path, data) for path, data in files.items()], mark=MARK)


def die_at(folder: Path, act: int) -> None:
    """Kill this process as it begins its n-th act in a folder."""
    count = 0

    def notice(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event.startswith(ACTS) and any(str(folder) in str(one) for one in arguments):
            count += 1
            if count == act:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(notice)


def killed(folder: Path, act: int) -> bool:
    """Write the new site in another process; say whether that was killed before its end."""
    child = os.fork()
    if not child:
        die_at(folder, act)
        put(folder, NEW)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def torn(folder: Path, begun: Mapping[str, bytes]) -> list[str]:
    """Name every file that is neither what it was nor what it should become."""
    allowed = {path: {begun.get(path), NEW.get(path)} for path in {*begun, *NEW}}
    return [path for path, data in there(folder).items() if data not in allowed.get(path, ())]


def moments(folder: Path, begun: Mapping[str, bytes]) -> int:
    """Kill the writer at every moment, each time from the same beginning."""
    act = 0
    while True:
        act += 1
        shutil.rmtree(folder, ignore_errors=True)
        if begun:
            put(folder, begun)
        again = killed(folder, act)
        if bad := torn(folder, begun):
            sys.exit(f"killed at act {act}: torn: {bad}")
        put(folder, NEW)
        if there(folder) != NEW or (folder / ".unfinished").exists():
            sys.exit(f"killed at act {act}: the next build did not make it whole")
        if not again:
            return act - 1


if __name__ == "__main__":
    place = Path(sys.argv[1]) / "public"
    print(moments(place, OLD) + moments(place, {}))
