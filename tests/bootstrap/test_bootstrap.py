"""A machine with nothing installed gets what it needs, or a sentence about what is missing."""

from __future__ import annotations

import ast
import errno
import gc
import hashlib
import os
import runpy
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from sitegen.bootstrap import browsers, environment, launch, programs
from sitegen.bootstrap.environment import Environment, Packages, SetUpError
from sitegen.bootstrap.launch import main
from tests.bootstrap.imported import imported

SETTING_UP = "Setting up .venv (once, about half a minute)…\n"
TINY = Packages("requirements/build.txt", ("tiny_package",))
TINY_TEST = Packages("requirements/test.txt", ("tiny_package", "tiny_tests"))


@pytest.fixture(autouse=True)
def _garbage_is_collected_afterwards() -> Iterator[None]:
    """A command switches the search for cycles off, and ends; these tests go on."""
    yield
    gc.enable()


# ---- What stands in for the network, the command line and the machine ----


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two tiny packages, in which pip finds what it would fetch from the network."""
    folder = tmp_path_factory.mktemp("wheels")
    for name in ("tiny_package", "tiny_tests"):
        info = f"{name}-1.0.dist-info"
        with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as wheel:
            wheel.writestr(f"{name}.py", "answer = 42\n")
            wheel.writestr(
                f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
            )
            wheel.writestr(
                f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            )
            wheel.writestr(f"{info}/RECORD", "")
    return folder


def pins(wheels: Path, *names: str) -> str:
    """Write requirements as the real ones are written: each with its hash."""
    files = {name: (wheels / f"{name}-1.0-py3-none-any.whl").read_bytes() for name in names}
    return "".join(
        f"{name}==1.0 --hash=sha256:{hashlib.sha256(data).hexdigest()}\n"
        for name, data in files.items()
    )


@pytest.fixture(scope="session")
def finished(wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A checkout after its first start on a fresh machine, and what was said meanwhile."""
    root = tmp_path_factory.mktemp("finished")
    (root / "requirements").mkdir()
    (root / "requirements/build.txt").write_text(pins(wheels, "tiny_package"))
    (root / "requirements/test.txt").write_text(pins(wheels, "tiny_package", "tiny_tests"))
    code = (
        "import sys; from pathlib import Path;"
        "from sitegen.bootstrap.environment import Environment, Packages;"
        "tiny = Packages('requirements/build.txt', ('tiny_package',));"
        "Environment(Path(sys.argv[1])).make_sure_of(tiny)"
    )
    variables = {**os.environ, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels)}
    done = subprocess.run(
        [sys.executable, "-c", code, str(root)],
        cwd=launch.ROOT,
        env=variables,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return root, done.stderr


def copied(source: Path, target: Path) -> None:
    """Copy an environment; what nobody writes into, the many files of pip, is only linked."""

    def place(old: str, new: str) -> None:
        (os.link if f"{os.sep}pip{os.sep}" in old else shutil.copy2)(old, new)

    shutil.copytree(source, target, symlinks=True, copy_function=place)


@pytest.fixture
def checkout(
    finished: tuple[Path, str], wheels: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A checkout of our own whose packages are in place, on a machine that has none else."""
    monkeypatch.setattr(environment, "BUILD", TINY)
    monkeypatch.setattr(environment, "TEST", TINY_TEST)
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(sys, "executable", sys.executable)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheels))
    copied(finished[0], tmp_path / "checkout")
    return tmp_path / "checkout"


@pytest.fixture
def quick_venv(finished: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A `python -m venv --clear` that copies an environment, because a real one takes seconds."""
    real = subprocess.run

    def run(command: list[str], **options: Any) -> Any:
        if command[1:4] != ["-m", "venv", "--clear"]:
            return real(command, **options)
        shutil.rmtree(command[4])
        copied(finished[0] / ".venv", Path(command[4]))
        fresh = Environment(Path(command[4]).parent)
        fresh.stamp.unlink()
        packages = next(fresh.folder.rglob("site-packages"))
        for installed in packages.glob("tiny_*"):
            shutil.rmtree(installed) if installed.is_dir() else installed.unlink()
        return subprocess.CompletedProcess(command, 0, "")

    monkeypatch.setattr(subprocess, "run", run)


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A command line in place of ours, which notes what it is given and answers 1."""
    given: list[list[str]] = []

    def noting(argv: list[str]) -> int:
        given.append(argv)
        return 1

    stand_in = ModuleType("sitegen.cli.main")
    stand_in.main = noting  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sitegen.cli.main", stand_in)
    return given


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without any browser, whose programs are in the folder that this answers."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("CHROME_PATH", raising=False)
    monkeypatch.setattr(browsers, "usual_places", lambda: iter(()))
    monkeypatch.setattr(browsers, "playwrights_browser", lambda *_, **__: None)
    monkeypatch.setattr(programs, "LIBRARY", programs.LIBRARY._replace(there=lambda: True))
    monkeypatch.setattr(programs, "OTHERS", ())
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    return folder


def program(path: Path, script: str = "") -> Path:
    """Write a small program that can be started."""
    if os.name == "nt":
        pytest.skip("Windows runs no script by its first line")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


# ---- The packages ----


def test_packages_that_are_there_already_are_used_and_nothing_is_said(
    tmp_path: Path, commands: list[list[str]], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "--preview"], tmp_path) == 1
    assert commands == [["build", "--preview"]]
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")


def test_a_fresh_machine_gets_the_packages_and_is_told_in_one_line(
    finished: tuple[Path, str],
) -> None:
    root, said = finished
    assert said == SETTING_UP
    assert (root / ".venv" / "sitegen-stamp.txt").is_file()


def test_a_second_start_installs_nothing_and_finds_the_packages(
    checkout: Path, commands: list[list[str]], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"], checkout) == 1
    assert commands == [["check"]]
    assert capfd.readouterr().err == ""
    spec = find_spec("tiny_package")
    assert spec is not None
    assert str(spec.origin).startswith(str(checkout))


def test_programs_started_from_the_build_find_the_same_packages(
    checkout: Path, commands: list[list[str]]
) -> None:
    main([], checkout)
    answer = "import tiny_package; print(tiny_package.answer)"
    assert subprocess.check_output([sys.executable, "-c", answer], text=True) == "42\n"


def test_our_packages_win_over_those_of_the_system(
    checkout: Path, commands: list[list[str]], tmp_path: Path
) -> None:
    older = tmp_path / "system"
    older.mkdir()
    (older / "tiny_package.py").write_text("answer = 'old'\n")
    sys.path.append(str(older))
    Environment(checkout).join()
    spec = find_spec("tiny_package")
    assert spec is not None
    assert str(spec.origin).startswith(str(checkout))


def test_an_interrupted_environment_is_mended(
    checkout: Path, commands: list[list[str]], capfd: pytest.CaptureFixture[str]
) -> None:
    environment = Environment(checkout)
    environment.stamp.unlink()
    shutil.rmtree(next(environment.folder.rglob("site-packages")) / "pip")
    assert main([], checkout) == 1
    assert capfd.readouterr().err == SETTING_UP
    assert environment.stamp.is_file()


def test_an_environment_that_lost_a_package_is_mended(
    checkout: Path,
    quick_venv: None,
    commands: list[list[str]],
    capfd: pytest.CaptureFixture[str],
) -> None:
    next(checkout.rglob("tiny_package.py")).unlink()
    assert main([], checkout) == 1
    assert capfd.readouterr().err == SETTING_UP
    assert next(checkout.rglob("tiny_package.py")).is_file()


def test_an_environment_of_another_python_is_made_anew(
    checkout: Path,
    quick_venv: None,
    commands: list[list[str]],
    capfd: pytest.CaptureFixture[str],
) -> None:
    stamp = Environment(checkout).stamp
    right = stamp.read_text()
    stamp.write_text(right.replace(str(sys.implementation.cache_tag), "cpython-310"))
    left_behind = checkout / ".venv" / "left-behind"
    left_behind.touch()
    assert main([], checkout) == 1
    assert capfd.readouterr().err == SETTING_UP
    assert stamp.read_text() == right
    assert not left_behind.exists()


def test_new_pins_are_installed_in_place(
    checkout: Path, commands: list[list[str]], capfd: pytest.CaptureFixture[str]
) -> None:
    kept = checkout / ".venv" / "kept"
    kept.touch()
    with (checkout / "requirements/build.txt").open("a") as file:
        file.write("# changed\n")
    assert main([], checkout) == 1
    assert capfd.readouterr().err == SETTING_UP
    assert kept.exists()
    assert main([], checkout) == 1
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("hash_of_it", "told"), [(f" --hash=sha256:{'0' * 64}", "DO NOT MATCH"), ("", "HASHES|hashes")]
)
def test_a_package_that_differs_from_its_pin_or_has_none_is_refused(
    checkout: Path, hash_of_it: str, told: str
) -> None:
    (checkout / "requirements/test.txt").write_text(f"tiny_tests==1.0{hash_of_it}\n")
    with pytest.raises(SetUpError, match=told):
        Environment(checkout).make_sure_of(TINY_TEST)
    assert TINY_TEST.pins not in Environment(checkout).stamp.read_text()


def test_a_machine_without_network_gets_a_clear_message(
    checkout: Path,
    quick_venv: None,
    commands: list[list[str]],
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Environment(checkout).stamp.unlink()
    monkeypatch.setenv("PIP_FIND_LINKS", str(checkout / "nothing-here"))
    assert main([], checkout) == 3
    said = capfd.readouterr().err
    assert "needs the network once" in said
    assert "tiny_package==1.0" in said
    assert "Traceback" not in said
    assert commands == []


def test_a_machine_that_cannot_have_the_packages_for_pdfs_builds_without(
    checkout: Path,
    commands: list[list[str]],
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for_pdf = Packages("requirements/pdf.txt", ("tiny_package", "tiny_printer"))
    (checkout / for_pdf.pins).write_text("tiny_printer==1.0 --hash=sha256:00\n")
    monkeypatch.setitem(environment.NEEDED, "pdf", for_pdf)
    # Nor does what could not be fetched take away what was there.
    monkeypatch.setenv("PIP_FIND_LINKS", str(checkout / "nothing-here"))
    assert main(["pdf", "--require-key"], checkout) == 1
    assert commands == [["pdf", "--require-key"]]
    assert "needs the network once" in capfd.readouterr().err
    monkeypatch.setitem(environment.NEEDED, "clean", for_pdf)
    assert main(["clean", "a.pdf"], checkout) == 3
    assert len(commands) == 1


def test_a_python_without_venv_is_told_the_package_to_install(
    checkout: Path,
    commands: list[list[str]],
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        environment, "find_spec", lambda name: None if name == "ensurepip" else find_spec(name)
    )
    shutil.rmtree(checkout / ".venv")
    assert main([], checkout) == 3
    assert "sudo apt-get install python3-venv" in capfd.readouterr().err
    assert commands == []


def test_a_file_in_place_of_the_folder_is_told(
    checkout: Path, commands: list[list[str]], capfd: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(checkout / ".venv")
    (checkout / ".venv").touch()
    assert main([], checkout) == 3
    said = capfd.readouterr().err
    assert f"{checkout / '.venv'} cannot be used: File exists" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("command", [[], ["test"]], ids=["build", "test"])
def test_an_environment_of_another_user_is_told(
    checkout: Path,
    command: list[str],
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    python, stat = Environment(checkout).python, Path.stat

    def guarded(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path == python:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return stat(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", guarded)
    monkeypatch.setattr(os, "geteuid", lambda: checkout.stat().st_uid + 1, raising=False)
    assert main(command, checkout) == 3
    said = capfd.readouterr().err
    assert "cannot be used: Permission denied, and it belongs to another user. Delete it" in said
    assert "Traceback" not in said


def test_an_environment_that_may_not_be_changed_is_told(
    checkout: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (checkout / "requirements/build.txt").write_text("another==1.0 --hash=sha256:00\n")
    monkeypatch.setattr(os, "access", lambda _, mode: not mode & os.W_OK)
    assert main([], checkout) == 3
    assert ".venv cannot be used: Permission denied. Delete it" in capfd.readouterr().err


def test_a_python_in_the_environment_that_may_not_be_run_is_made_anew(
    checkout: Path,
    quick_venv: None,
    commands: list[list[str]],
    capfd: pytest.CaptureFixture[str],
) -> None:
    python = Environment(checkout).python
    python.unlink()
    python.write_bytes(b"")
    assert main([], checkout) == 1
    assert capfd.readouterr().err == SETTING_UP
    assert python.stat().st_size


def test_a_python_in_the_environment_that_does_not_start_is_told(
    checkout: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROME_PATH", str(program(checkout / "browser")))
    monkeypatch.setattr(environment, "TEST", TINY)
    python = Environment(checkout).python
    python.unlink()
    python.write_bytes(b"\0\0\0\0 no program")
    python.chmod(0o755)
    assert main(["test"], checkout) == 3
    said = capfd.readouterr().err
    assert f"{python} cannot be started: " in said
    assert "Delete the folder .venv" in said


def test_a_system_with_musl_is_told_before_anything_is_fetched(
    checkout: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(checkout / ".venv")
    monkeypatch.setattr(sysconfig, "get_config_var", lambda _: "cpython-313-x86_64-linux-musl")
    assert main([], checkout) == 3
    said = capfd.readouterr().err
    assert said.startswith("This is Alpine Linux or another system with musl")
    assert said.count("\n") == 1


def test_a_system_for_which_a_package_is_not_made_is_told(
    checkout: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (checkout / "requirements/build.txt").write_text("not-for-us==1.0 --hash=sha256:00\n")
    assert main([], checkout) == 3
    said = capfd.readouterr().err
    assert f"This is {environment.this_python()}, and not every package is made for that." in said


def test_stopping_the_installation_ends_without_a_traceback(
    checkout: Path,
    commands: list[list[str]],
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stop(_: Path, __: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "use_packages", stop)
    assert main([], checkout) == 3
    assert capfd.readouterr().err == "Stopped.\n"


def test_stopping_a_build_ends_without_a_traceback(
    checkout: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_: object) -> int:
        raise KeyboardInterrupt

    stand_in = ModuleType("sitegen.cli.main")
    stand_in.main = stop  # type: ignore[attr-defined] # stands for the command line
    monkeypatch.setitem(sys.modules, "sitegen.cli.main", stand_in)
    monkeypatch.setattr(environment, "use_packages", lambda *_: None)
    assert main([], checkout) == 3
    assert capfd.readouterr().err == "Stopped.\n"


# ---- The tests ----


def test_arguments_after_test_reach_pytest_untouched_and_its_exit_code_comes_back(
    checkout: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = program(checkout / "browser")
    monkeypatch.setenv("CHROME_PATH", str(browser))
    (checkout / "pytest.py").write_text(
        "import os, sys, tiny_tests\n"
        "print(sys.argv[1:], os.environ['CHROME_PATH'], os.getcwd())\n"
        "sys.exit(5)\n"
    )
    assert main(["test", "-k", "a b", "--preview"], checkout) == 5
    seen = capfd.readouterr()
    assert seen.out == f"['-k', 'a b', '--preview'] {browser} {checkout}\n"
    assert seen.err == SETTING_UP


def test_all_tests_together_run_on_all_cores(
    checkout: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROME_PATH", str(program(checkout / "browser")))
    (checkout / "pytest.py").write_text("import sys, tiny_tests\nprint(sys.argv[1:])\n")
    assert main(["test"], checkout) == 0
    assert capfd.readouterr().out == f"{list(launch.ON_ALL_CORES)}\n"


@pytest.mark.parametrize(
    ("asked", "begin", "end"),
    [
        (["--quick"], [*launch.ON_ALL_CORES], []),
        (["-n", "2", "--quick", "-q"], [], ["-n", "2", "-q"]),
    ],
)
def test_the_quick_run_asks_for_no_browser_and_leaves_the_slow_tests_out(
    checkout: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    asked: list[str],
    begin: list[str],
    end: list[str],
) -> None:
    monkeypatch.setenv("CHROME_PATH", str(checkout / "a browser that is not there"))
    (checkout / "pytest.py").write_text("import sys, tiny_tests\nprint(sys.argv[1:])\n")
    assert main(["test", *asked], checkout) == 0
    left_out = [f"--ignore=tests/{name}" for name in launch.SLOW]
    assert capfd.readouterr().out == f"{[*begin, *left_out, *end]}\n"


def test_whatever_the_quick_run_leaves_out_is_there_and_the_rest_needs_no_browser() -> None:
    tests = Path(launch.ROOT, "tests")
    left_out = [tests / name for name in launch.SLOW]
    assert [place for place in left_out if not place.exists()] == []
    kept = [path for path in tests.rglob("test_*.py") if not {path, *path.parents} & set(left_out)]
    assert len(kept) > 60
    outside = ("playwright",)
    for path in kept:
        assert [name for name in imported(path) if name.startswith(outside)] == [], path


def test_the_tests_packages_hold_those_of_the_build(checkout: Path) -> None:
    environment = Environment(checkout)
    environment.make_sure_of(TINY_TEST)
    assert [line.split()[0] for line in environment.stamp.read_text().splitlines()[1:]] == [
        "requirements/build.txt",
        "requirements/test.txt",
    ]


# ---- The browser ----


def test_the_browser_that_is_named_wins(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bare / "chromium")
    named = program(bare / "my-browser")
    monkeypatch.setenv("CHROME_PATH", str(named))
    assert programs.browser_for_tests(Path(sys.executable)) == str(named)


def test_a_named_browser_that_is_not_there_is_told(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROME_PATH", str(bare / "gone"))
    with pytest.raises(SetUpError, match="there is no such file"):
        programs.browser_for_tests(Path(sys.executable))


@pytest.mark.parametrize(
    "name", ["chromium-headless-shell", "chromium", "google-chrome", "microsoft-edge"]
)
def test_an_installed_browser_is_found_on_the_path(bare: Path, name: str) -> None:
    there = program(bare / name)
    assert programs.browser_for_tests(Path(sys.executable)) == str(there)


@pytest.mark.parametrize(
    ("variable", "place"),
    [
        ("PROGRAMFILES", "Google/Chrome/Application/chrome.exe"),
        ("PROGRAMFILES(X86)", "Microsoft/Edge/Application/msedge.exe"),
        ("LOCALAPPDATA", "Chromium/Application/chrome.exe"),
    ],
)
def test_a_browser_in_windows_usual_places_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, place: str
) -> None:
    there = program(tmp_path / place)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv(variable, str(tmp_path))
    assert browsers.find_browser() == str(there)


def test_what_is_missing_is_installed_at_once_for_root(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(
        programs, "OTHERS", (programs.Requirement("nginx", "nginx", lambda: False),)
    )
    chromium, asked = bare / "chromium", bare / "asked"
    program(bare / "apt-get", f'echo "$@" >> {asked}; /bin/cp "$0" "{chromium}"')
    program(bare / "apt-cache", '[ "$2" != chromium-headless-shell ]')
    assert programs.browser_for_tests(Path(sys.executable)) == str(chromium)
    assert asked.read_text().splitlines() == [
        "update",
        "install -y --no-install-recommends chromium nginx",
    ]
    said = capfd.readouterr().err
    assert said == "Installing chromium, nginx for the tests (once, about a minute)…\n"


def test_of_debians_browsers_the_lighter_is_installed_if_apt_knows_it(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    program(bare / "apt-cache")
    program(bare / "apt-get", f'/bin/cp "$0" "{bare}/$4"')
    lighter = bare / "chromium-headless-shell"
    assert programs.browser_for_tests(Path(sys.executable)) == str(lighter)


def test_what_apt_does_not_know_keeps_it_from_nothing_else(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(
        programs, "OTHERS", (programs.Requirement("Caddy", "caddy", lambda: False),)
    )
    program(bare / "apt-cache", '[ "$2" = chromium ]')
    program(bare / "apt-get", f'[ "$#" != 4 ] || /bin/cp "$0" "{bare}/$4"')
    assert programs.browser_for_tests(Path(sys.executable)) == str(bare / "chromium")


def test_where_all_is_there_nothing_is_installed(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    program(bare / "chromium")
    program(bare / "apt-get", "exit 1")
    programs.browser_for_tests(Path(sys.executable))
    assert capfd.readouterr().err == ""


def test_nobody_but_root_is_asked_to_run_apt(bare: Path, capfd: pytest.CaptureFixture[str]) -> None:
    program(bare / "apt-get", f'/bin/cp "$0" "{bare}/chromium"')
    program(bare / "apt-cache")
    programs.install([programs.BROWSER])
    assert not (bare / "chromium").exists()
    assert capfd.readouterr().err == ""


def test_a_library_that_cannot_be_installed_is_named_with_the_browser(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "LIBRARY", programs.LIBRARY._replace(there=lambda: False))
    no_python = program(bare / "python", "exit 1")
    with pytest.raises(
        SetUpError, match=r"Chrome or Edge and the library libatomic, .*chromium libatomic1`"
    ):
        programs.browser_for_tests(no_python)
    program(bare / "chromium")
    with pytest.raises(SetUpError, match=r"need the library libatomic, .*install libatomic1`"):
        programs.browser_for_tests(no_python)


def test_a_driver_that_starts_without_the_library_does(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "LIBRARY", programs.LIBRARY._replace(there=lambda: False))
    there = program(bare / "chromium")
    assert programs.browser_for_tests(program(bare / "python")) == str(there)


def test_playwrights_browser_is_taken_where_there_is_no_other(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def own(_: Path, *, install: bool = False) -> str | None:
        return "/playwright/chrome" if install else None

    monkeypatch.setattr(browsers, "playwrights_browser", own)
    assert programs.browser_for_tests(Path(sys.executable)) == "/playwright/chrome"


def test_a_machine_without_any_browser_is_told_what_to_install(
    bare: Path, checkout: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "TEST", Packages("requirements/test.txt", ("json",)))
    assert main(["test"], checkout) == 3
    said = capfd.readouterr().err
    assert "The tests need Chromium, Chrome or Edge, and could not find or install it." in said
    assert "sudo apt-get install chromium`" in said
    assert "Traceback" not in said


# ---- The door and its papers ----


def test_an_older_python_gets_one_line_and_no_traceback(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SystemExit) as stopped:
        runpy.run_path(str(repository / "build.py"), run_name="__main__")
    assert stopped.value.code == 3
    said = capfd.readouterr().err
    assert "Python 3.11 or newer, and this is Python 3.9" in said
    assert said.count("\n") == 1


def test_an_older_python_can_read_the_door(repository: Path) -> None:
    ast.parse((repository / "build.py").read_text(encoding="utf-8"), feature_version=(3, 3))


def test_the_door_answers_with_the_exit_code_of_the_command(
    repository: Path, monkeypatch: pytest.MonkeyPatch, commands: list[list[str]]
) -> None:
    monkeypatch.setattr(sys, "argv", ["build.py", "check", "--json"])
    # A command ends its process at once, and this one runs the tests.
    monkeypatch.setattr(os, "_exit", sys.exit)
    with pytest.raises(SystemExit) as stopped:
        runpy.run_path(str(repository / "build.py"), run_name="__main__")
    assert stopped.value.code == 1
    assert commands == [["check", "--json"]]


@pytest.mark.parametrize(
    "part",
    [
        "bootstrap/launch",
        "bootstrap/browsers",
        "bootstrap/environment",
        "bootstrap/programs",
        "cache/file_state",
        "cache/up_to_date",
    ],
)
def test_the_start_needs_nothing_but_python_itself(repository: Path, part: str) -> None:
    names = imported(repository / "sitegen" / f"{part}.py")
    rooms = {name.partition(".")[0] for name in names}
    assert rooms - set(sys.stdlib_module_names) <= {"sitegen"}


def pinned(path: Path) -> dict[str, str]:
    """Read the names and versions that a file of pins holds."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line[:1].isalnum()]
    return {line.split()[0].partition("==")[0]: line.rstrip("\\ ") for line in lines}


def test_every_package_that_the_project_names_is_pinned_with_a_hash(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for file, named in (
        ("requirements/build.txt", project["dependencies"]),
        ("requirements/test.txt", project["optional-dependencies"]["test"]),
    ):
        names = {name.partition(">")[0].lower() for name in named}
        assert names <= pinned(repository / file).keys()
        text = (repository / file).read_text(encoding="utf-8")
        assert text.count("==") <= text.count("--hash=sha256:")
        assert "://" not in text


def test_the_tests_run_with_the_very_packages_of_the_build(repository: Path) -> None:
    build = pinned(repository / "requirements/build.txt").items()
    assert build <= pinned(repository / "requirements/test.txt").items()


def test_the_host_builds_with_the_same_door_and_the_same_python(repository: Path) -> None:
    host = tomllib.loads((repository / "netlify.toml").read_text(encoding="utf-8"))
    version = (repository / ".python-version").read_text(encoding="utf-8").strip()
    assert host["build"]["command"] == "python3 build.py"
    assert host["build"]["publish"] == "public"
    assert host["build"]["environment"] == {"PYTHON_VERSION": version}
    assert {name: part["command"] for name, part in host["context"].items()} == {
        "production": "python3 build.py pdf --require-key",
        "deploy-preview": "python3 build.py build --noindex --require-key",
        "branch-deploy": "python3 build.py build --noindex --require-key",
    }


def test_ci_runs_the_test_command_that_the_readme_names(repository: Path) -> None:
    command = "python3 build.py test"
    assert (repository / ".ci" / "run").read_text(encoding="utf-8").endswith(f"\n{command}\n")
    assert command in (repository / "README.md").read_text(encoding="utf-8")
