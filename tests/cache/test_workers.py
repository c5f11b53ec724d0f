"""Several processes give what one gives, byte for byte and in one order; none outlives a build."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import pytest

from sitegen.cache import store, workers
from tests import small_site

pytestmark = pytest.mark.skipif(not workers._CAN_COPY, reason="this system copies no process")

ALONE: Final = """
import os, signal, sys, time
from multiprocessing import active_children
from sitegen.cache import workers
from sitegen.cache.memo import Memo, Task, digest

def fail():
    raise ValueError("a fault")

def die():
    os.kill(os.getpid(), signal.SIGKILL)
"""
"""What each program begins with; it runs apart: beside the threads of tests none is copied."""

MANY: Final = 60
REVIEW: Final = small_site.FILES["reviews/scr1.md"]


def program(text: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a program of its own, which must come to an end."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", ALONE + text, *arguments],
        cwd=small_site.ROOT,
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=600,
    )


def said(text: str) -> str:
    """Return what a program says that has nothing to complain of."""
    done = program(text)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.strip()


# ---- Processes ----


def test_each_answers_in_its_turn_from_a_process_of_its_own() -> None:
    told = said("""
def work(number, seconds):
    def act():
        time.sleep(seconds)
        return f"{number} {os.getpid()}".encode()
    return act

with workers.elsewhere([work(0, 0.3), work(1, 0), work(2, 0.1)]) as answers:
    print(os.getpid(), *(answer.decode() for answer in answers))
print(active_children())
""")
    numbers, end = told.splitlines()
    here, first, a, second, b, third, c = numbers.split()
    assert (first, second, third) == ("0", "1", "2")
    assert len({here, a, b, c}) == 4
    assert end == "[]"


def test_a_process_that_fails_or_is_ended_answers_nothing() -> None:
    assert (
        said("""
with workers.elsewhere([fail, lambda: b"well", die, lambda: b"again"]) as answers:
    print(*answers)
""")
        == "b'well' b'again'"
    )


def test_an_answer_may_be_large() -> None:
    assert (
        said("""
with workers.elsewhere([lambda: bytes(5_000_000)]) as answers:
    print(*map(len, answers))
""")
        == "5000000"
    )


def test_all_processes_end_with_the_work_that_began_them() -> None:
    told = said("""
try:
    with workers.elsewhere([lambda: time.sleep(60)]):
        (child,) = active_children()
        raise KeyError("a fault here")
except KeyError:
    print(active_children(), child.is_alive())
""")
    assert told == "[] False"


@pytest.mark.parametrize(
    "instead",
    [
        "workers._CAN_COPY = False",
        "import threading; threading.Thread(target=time.sleep, args=(3,), daemon=True).start()",
        "os.fork = lambda: os.open('/nowhere', os.O_RDONLY)",
    ],
    ids=["a system without", "another thread", "no room"],
)
def test_where_no_process_can_be_copied_nothing_is_answered(instead: str) -> None:
    assert (
        said(f"""
{instead}
with workers.elsewhere([lambda: b"well"]) as answers:
    print([*answers])
""")
        == "[]"
    )


def test_ctrl_c_ends_all_and_no_copy_complains() -> None:
    text = """
print("begun", flush=True)
def act():
    os.write(1, f"{os.getpid()}\\n".encode())  # In one piece: two copies speak at once.
    time.sleep(600)

with workers.elsewhere([act] * 2) as answers:
    [*answers]
"""
    with subprocess.Popen(
        [sys.executable, "-c", ALONE + text],
        cwd=small_site.ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as running:
        assert running.stdout
        assert running.stdout.readline() == "begun\n"
        # Each says so when it is at work.
        children = [int(running.stdout.readline()) for _ in range(2)]
        os.killpg(running.pid, signal.SIGINT)
        _, told = running.communicate(timeout=600)
    assert len(children) == 2
    assert told.count("Traceback") == told.count("KeyboardInterrupt") == 1
    # The system takes its time to forget a process whose parent has ended before it.
    until = time.monotonic() + 600
    while any(map(is_there, children)):
        assert time.monotonic() < until, "a copy lives on"
        time.sleep(0.01)


def is_there(process: int) -> bool:
    """Return whether a process is there, if only as a line in the list of the system."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_copy_that_is_stopped_does_not_complain() -> None:
    assert (
        said("""
reader, writer = os.pipe()

def act():
    os.write(writer, b"at work")
    time.sleep(600)

with workers.elsewhere([act]) as answers:
    os.read(reader, 7)
    (child,) = active_children()
    os.kill(child.pid, signal.SIGINT)
    print([*answers])
""")
        == "[]"
    )


# ---- What several processes know together ----

FORESEEN: Final = """
memo = Memo()
names = [str(number) for number in range(90)]

def act(name, make=os.getpid):
    return lambda: memo.get_or_make(digest(name), make, Task("pids", name))

def prefetch(processes, make=os.getpid):
    memo.prefetch({digest(name): act(name, make) for name in names}, processes)
"""


def test_each_process_finds_its_share_and_all_of_it_is_known_and_counted_once() -> None:
    told = said(f"""{FORESEEN}
prefetch(3)
print(len({{act(name, fail)() for name in names}}), len(memo.work["pids"].computed))
work = memo.work["pids"]
print(work.hits, sorted(name for _, name in work.computed) == sorted(names))
act("5", fail)()
print(memo.work["pids"].hits)
memo.drop_unused()
print(len(dict(memo.packed())), act("5", fail)() == act("8", fail)() != os.getpid())
""")
    assert told.splitlines() == ["3 90", "0 True", "1", "90 True"]


@pytest.mark.parametrize(("processes", "count"), [(1, 90), (2, 20)])
def test_one_process_does_a_little_work_or_what_must_be_done_alone(
    processes: int, count: int
) -> None:
    assert (
        said(f"""{FORESEEN}
names = names[:{count}]
prefetch({processes})
print(memo.work)
""")
        == "{}"
    )


def test_what_is_known_is_not_worked_out_again() -> None:
    assert (
        said(f"""{FORESEEN}
for name in names[30:]:
    act(name)()
prefetch(2, fail)
print(memo.work["pids"].hits, len(memo.work["pids"].computed))
""")
        == "0 60"
    )


def test_what_fails_in_a_process_fails_for_whoever_asks_for_it() -> None:
    assert (
        said(f"""{FORESEEN}
prefetch(2, fail)
try:
    act("1", fail)()
except ValueError as fault:
    print(fault)
""")
        == "a fault"
    )


def test_what_a_process_did_not_come_to_is_done_here() -> None:
    assert (
        said(f"""{FORESEEN}
here = os.getpid()
prefetch(2, lambda: here if os.getpid() == here else die())
print({{act(name)() for name in names}} == {{here}})
""")
        == "True"
    )


# ---- Whole builds ----

BUILD: Final = """
from sitegen.cli import main as cli
begun = []
begin = workers._begin
workers._begin = lambda work: begun.append(1) or begin(work)
code = cli.main(sys.argv[1:])
print(f"{len(begun)} begun")
raise SystemExit(code)
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The content of a small site with many reviews."""
    content = small_site.write(tmp_path)
    for number in range(MANY):
        text = REVIEW.replace("title: Review of Robin", f"title: Review {number}")
        text = text.replace("published: 2018-07-31", f"published: 2018-07-{number % 28 + 1:02}")
        small_site.put(content, f"reviews/m{number}.md", f"{text}\n\nWords of {number}.\n")
    return content


def built(content: Path, processes: int, *options: str) -> tuple[int, str, dict[str, bytes], str]:
    """Build from nothing: how it ended, what it said, wrote and keeps, and how many it began."""
    folder = content.parent / "public"
    for left in (folder, content.parent / ".cache"):
        shutil.rmtree(left, ignore_errors=True)
    asked = ("--content", str(content), "--output", str(folder), "--now", "2026-11-22T09:00")
    done = program(BUILD, "build", *asked, "--jobs", str(processes), *options)
    *told, begun = done.stdout.splitlines()
    files = (path for path in folder.rglob("*") if path.is_file())
    written = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    (memo,) = (content.parent / ".cache").glob("memo-*")
    written["what the next build knows"] = b"".join(sorted(store._rows(store._read(memo)).answers))
    words = re.sub(r"It took .*", "", "\n".join(told))
    counted = re.findall(r"[a-z ]+: \d+ anew, \d+ remembered", done.stderr)
    faults = re.findall(r"(?m)^(?:content/|    The same ).*$", done.stderr)
    return done.returncode, "\n".join((words, *counted, *faults)), written, begun


def test_any_number_of_processes_gives_the_same_site_and_the_same_counts(content: Path) -> None:
    one, two, three = (built(content, processes, "--profile") for processes in (1, 2, 3))
    assert one[:3] == two[:3] == three[:3]
    assert re.search(r"texts rendered: \d\d anew, 0 remembered", one[1])
    assert len(one[2]) > MANY
    assert (one[3], two[3], three[3]) == ("0 begun", "3 begun", "6 begun")


def test_another_process_saves_what_was_learnt_while_files_are_written(content: Path) -> None:
    one, two = built(content, 1), built(content, 2)
    assert one[:3] == two[:3]
    assert (one[3], two[3]) == ("0 begun", "4 begun")


def test_any_number_of_processes_tells_the_same_faults_in_the_same_order(content: Path) -> None:
    for number in range(0, MANY, 7):
        with (content / f"reviews/m{number}.md").open("a", encoding="utf-8") as file:
            file.write("\n<b>HTML</b>\n\n::: wrong\n")
    one, three = (built(content, processes) for processes in (1, 3))
    assert one[0] == 1
    assert one[1].count("content/reviews/m") == 2 * len(range(0, MANY, 7))
    assert one[:3] == three[:3]
    assert (one[3], three[3]) == ("0 begun", "6 begun")
