"""The modules stand on one another like a tower: nothing reaches up, nothing goes round."""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

# What each part may import, besides itself. A part is a module or a folder of sitegen.
CONTENT = {"issues", "content"}
WORDS = CONTENT | {"models", "privacy"}
SITE = WORDS | {"site", "inspection"}
MAY_IMPORT: Mapping[str, set[str]] = {
    "": set(),
    "bootstrap": {"cli", "cache"},
    "cli": SITE | {"views", "checks", "output", "pipeline", "cache"},
    "pipeline": SITE | {"views", "checks", "output", "cache"},
    # These two never import each other: what is written must be judged by somebody else.
    "output": SITE | {"views", "cache"},
    "checks": SITE,
    "views": SITE,
    "site": WORDS | {"inspection"},
    "models": CONTENT,
    "privacy": CONTENT | {"inspection"},
    "content": {"issues"},
    "inspection": {"issues"},
    "cache": set(),
    "issues": set(),
}

# The one door of each third party, or its few.
DOORS: Mapping[str, set[str]] = {
    "filelock": {"output.lock"},
    "pydantic": {
        "models",
        "content.record",
        "content.salvage",
        "content.validation",
        "checks.text_fields",
    },
    "pydantic_core": {"models", "content.validation"},
    "yaml": {"content.yaml_reader"},
    "markdown_it": {
        "content.markdown",
        "content.markdown_parser",
        "content.markdown_reader",
        "content.markdown_blocks",
    },
    "mdit_py_plugins": {"content.markdown_parser"},
    "jinja2": {"output.render", "output.templates", "output.filters"},
    "markupsafe": {"output.render", "output.filters"},
    "selectolax": {"checks.page_facts", "output.paper_tree"},
    "pagefind_bin": {"output.search_index"},
    "nicknames": {"privacy.name_variants"},
    "phonenumbers": {"checks.phone_numbers"},
    "pypdf": {"inspection"},
    "pypdfium2": {"inspection.pdf.painting"},
    "pikepdf": {"inspection.clean.pdf"},
    "typst": {"output.typesetter"},
    "livereload": {"cli.serve.dev_server", "cli.serve.handlers", "cli.serve.server"},
    "tornado": {"cli.serve.edit", "cli.serve.handlers", "cli.serve.server"},
    "watchfiles": {"cli.serve.watch"},
}

CLOCKS = {
    *("datetime.now", "datetime.today", "datetime.utcnow", "date.today"),
    *("time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.ctime"),
}
CLOCK_OWNERS = {"cli.request", "cache.up_to_date"}


# ---- Reading the modules ----


@cache
def parsed(text: str) -> ast.Module:
    """Return the tree of a module; every test below reads the same ones."""
    return ast.parse(text)


def modules(package: Path) -> dict[str, ast.Module]:
    """Read every module of the package, named without the package's own name."""
    return {
        ".".join(path.relative_to(package).with_suffix("").parts)
        .removesuffix("__init__")
        .rstrip("."): parsed(path.read_text(encoding="utf-8"))
        for path in sorted(package.rglob("*.py"))
    }


def imports(name: str, tree: ast.Module, known: Iterable[str]) -> Iterator[str]:
    """Yield each imported module: ours as `.name`, a third party's by its own name."""
    ours = set(known)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield from _ours_or_other(alias.name, ours)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                pytest.fail(f"{name} imports from {'.' * node.level}: write sitegen in full.")
            for alias in node.names:
                yield from _ours_or_other(f"{node.module}.{alias.name}", ours)


def _ours_or_other(dotted: str, ours: set[str]) -> Iterator[str]:
    first, _, rest = dotted.partition(".")
    if first != "sitegen":
        yield first
        return
    # `from sitegen.issues import Issue` names the module and something within it.
    module = rest if rest in ours else rest.rpartition(".")[0]
    yield f".{module or rest}"


def graph(package: Path) -> dict[str, set[str]]:
    """Tell for each module all that it imports."""
    read = modules(package)
    return {name: set(imports(name, tree, read)) for name, tree in read.items()}


def ours(imported: set[str]) -> set[str]:
    """Keep what is part of this package, by its short name."""
    return {name[1:] for name in imported if name.startswith(".")}


# ---- The four rules ----


def circles(package: Path) -> list[str]:
    """Name the modules of the first import circle, if there is one."""
    try:
        TopologicalSorter({name: ours(found) for name, found in graph(package).items()}).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def reaches_up(package: Path) -> list[str]:
    """Tell every import that goes against the order of the tower."""
    return [
        f"{name} imports {other}"
        for name, found in graph(package).items()
        for other in sorted(ours(found))
        if _part(other) != _part(name) and _part(other) not in MAY_IMPORT.get(_part(name), set())
    ]


def _part(module: str) -> str:
    return module.partition(".")[0]


def side_doors(package: Path) -> list[str]:
    """Tell every third party that comes in by another way than its door."""
    return [
        f"{name} imports {other}"
        for name, found in graph(package).items()
        for other in sorted(found & DOORS.keys())
        if name not in DOORS[other] and _part(name) not in DOORS[other]
    ]


def clocks(package: Path) -> list[str]:
    """Tell every module that reads the clock, except those that may."""
    return [
        f"{name} calls {called}"
        for name, tree in modules(package).items()
        if name not in CLOCK_OWNERS
        for called in sorted(_calls(tree) & CLOCKS)
    ]


def _calls(tree: ast.Module) -> set[str]:
    """List the calls by their last two names, such as `datetime.now`."""
    full_names = {
        alias.asname or alias.name: f"{getattr(node, 'module', '')}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    called = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            first, *rest = ast.unparse(node.func).split(".")
            called.add(".".join([*full_names.get(first, first).split("."), *rest][-2:]))
    return called


# ---- Our own tower ----


@pytest.fixture
def package(repository: Path) -> Path:
    """The generator's folder."""
    return repository / "sitegen"


def test_no_module_imports_itself_by_a_detour(package: Path) -> None:
    assert circles(package) == []


def test_every_module_imports_only_from_below(package: Path) -> None:
    assert reaches_up(package) == []


def test_every_part_has_its_place_in_the_tower(package: Path) -> None:
    assert {_part(name) for name in modules(package)} <= MAY_IMPORT.keys()


def test_every_third_party_comes_in_by_its_own_door(package: Path) -> None:
    assert side_doors(package) == []


def test_every_third_party_has_a_door(package: Path) -> None:
    others = {
        name for found in graph(package).values() for name in found if not name.startswith(".")
    }
    assert others - set(sys.stdlib_module_names) <= DOORS.keys()


def test_only_the_command_line_reads_the_clock(package: Path) -> None:
    assert clocks(package) == []


def test_no_class_name_stands_twice(package: Path) -> None:
    named = Counter(
        node.name.lstrip("_")
        for tree in modules(package).values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, times in named.items() if times > 1] == []


def test_no_module_is_longer_than_300_lines(package: Path) -> None:
    lengths = {
        path.relative_to(package).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in package.rglob("*.py")
    }
    assert {name: length for name, length in lengths.items() if length > 300} == {}


LONGER: Mapping[str, str] = {"views.frame:frame": "one value of thirty fields, a line each"}
"""Functions whose body has more than 25 lines, each with its reason."""


def bodies(package: Path) -> dict[str, int]:
    """Tell how many lines the body of each function has, without its docstring."""
    return {
        f"{name}:{node.name}": 1 + (node.end_lineno or 0) - body[0].lineno
        for name, tree in modules(package).items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (body := node.body[1:] if ast.get_docstring(node) else node.body)
    }


def test_no_function_is_longer_than_25_lines(package: Path) -> None:
    assert {name for name, lines in bodies(package).items() if lines > 25} == LONGER.keys()


def test_the_start_imports_all_parts_late(package: Path) -> None:
    name = "bootstrap.launch"
    read = modules(package)
    late = {"cli.main", "cache.up_to_date"} | {
        f"bootstrap.{part}" for part in ("environment", "browsers", "programs", "streams")
    }
    assert ours(set(imports(name, read[name], read))) == late
    at_the_top: list[ast.stmt] = [
        node for node in read[name].body if isinstance(node, ast.ImportFrom)
    ]
    assert ours(set(imports(name, ast.Module(at_the_top, []), read))) == set()


# ---- The rules see what they should ----


def plant(folder: Path, **texts: str) -> Path:
    """Write a small package; `output__render` stands for output/render.py."""
    for name, text in texts.items():
        path = folder / "sitegen" / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder / "sitegen"


def test_a_circle_is_seen(tmp_path: Path) -> None:
    package = plant(
        tmp_path,
        content__load="from sitegen.content import validation",
        content__validation="def f():\n    from sitegen.content.values import Day",
        content__values="import sitegen.content.load",
    )
    assert set(circles(package)) == {"content.load", "content.validation", "content.values"}


@pytest.mark.parametrize(
    ("module", "text", "seen"),
    [
        ("content__load", "from sitegen.models import Page", "content.load imports models"),
        (
            "output__routes",
            "from sitegen.checks import page_facts",
            "output.routes imports checks.page_facts",
        ),
        (
            "checks__page_facts",
            "from sitegen.output import routes",
            "checks.page_facts imports output.routes",
        ),
        ("views__menu", "from sitegen.output.routes import R", "views.menu imports output.routes"),
        ("site__site", "def f():\n    from sitegen import pipeline", "site.site imports pipeline"),
        ("issues", "import sitegen.content.values", "issues imports content.values"),
        (
            "output__write",
            "from sitegen.pipeline import memo",
            "output.write imports pipeline.memo",
        ),
        ("bootstrap__launch", "from sitegen import pipeline", "bootstrap.launch imports pipeline"),
        ("novelty", "from sitegen import issues", "novelty imports issues"),
    ],
)
def test_an_import_from_above_is_seen(tmp_path: Path, module: str, text: str, seen: str) -> None:
    others = ("models", "checks__page_facts", "output__routes", "pipeline__memo", "issues")
    package = plant(tmp_path, **{**dict.fromkeys((*others, "content__values"), ""), module: text})
    assert reaches_up(package) == [seen]


def test_the_lines_of_a_function_are_counted_without_its_docstring(tmp_path: Path) -> None:
    text = 'def f(\n    a: int,\n) -> int:\n    """Say."""\n    b = a\n\n    return b\n'
    assert bodies(plant(tmp_path, issues=text)) == {"issues:f": 3}


def test_imports_from_below_are_allowed(tmp_path: Path) -> None:
    package = plant(
        tmp_path,
        issues="",
        content__load="from sitegen.issues import Issue",
        models="from sitegen.content.load import load",
        site="from sitegen.models import Page",
        checks__page_facts="from sitegen.site import Site",
        pipeline="from sitegen import checks, site\nfrom sitegen.checks import page_facts",
    )
    assert reaches_up(package) == []
    assert circles(package) == []


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("content__load", "import yaml"),
        ("content__document", "from pydantic import BaseModel"),
        ("views__menu", "from markupsafe import Markup"),
        ("pipeline", "def f():\n    import jinja2"),
        ("models", "import markdown_it.token"),
        ("checks__links", "from selectolax.lexbor import LexborHTMLParser"),
        ("cli", "import livereload"),
    ],
)
def test_a_third_party_by_a_side_door_is_seen(tmp_path: Path, module: str, text: str) -> None:
    assert len(side_doors(plant(tmp_path, **{module: text}))) == 1


def test_a_third_party_by_its_own_door_is_allowed(tmp_path: Path) -> None:
    package = plant(
        tmp_path,
        content__validation="import pydantic",
        models__people="from pydantic import Field",
        content__yaml_reader="import yaml",
        checks__page_facts="from selectolax.lexbor import LexborHTMLParser",
    )
    assert side_doors(package) == []


@pytest.mark.parametrize(
    "text",
    [
        "import datetime\ndatetime.datetime.now()",
        "from datetime import datetime\ndatetime.now(tz=None)",
        "from datetime import date as day\nday.today()",
        "import time as clock\nclock.time()",
        "from time import time\ntime()",
    ],
)
def test_a_look_at_the_clock_is_seen(tmp_path: Path, text: str) -> None:
    assert len(clocks(plant(tmp_path, site=text))) == 1
    assert clocks(plant(tmp_path / "allowed", cli__request=text)) == []
