"""Makes docs/settings.md from the models.

Write it with `python3 -m tests.repository.settings > docs/settings.md`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from sitegen.models import describe
from sitegen.models.describe import Field

HEAD = """# Settings

What is said once for a whole site stands in two files. `python3 build.py new site DIR` writes
both, each key with its meaning. This page is made from the models.
"""


def page() -> str:
    """Return the page."""
    tables = ("\n".join(table(kind.fields)) for kind in describe.settings())
    heads = (f"\n## {kind.place}\n\n{kind.meaning}\n\n" for kind in describe.settings())
    return HEAD + "".join(f"{head}{rows}\n" for head, rows in zip(heads, tables, strict=True))


def table(fields: Iterable[Field]) -> Iterator[str]:
    """Yield the lines of one table."""
    yield "| key | needed | meaning |"
    yield "|---|---|---|"
    yield from rows(fields, "")


def rows(fields: Iterable[Field], before: str) -> Iterator[str]:
    """Yield a line for each key and for each key below it."""
    for field in fields:
        words = f" One of: {', '.join(field.choices)}." if field.choices else ""
        refers = f" The id of a {field.refers_to}." if field.refers_to else ""
        several = " A list." if field.several else ""
        needed = "yes" if field.required else "no"
        yield f"| `{before}{field.name}` | {needed} | {field.meaning}{words}{refers}{several} |"
        yield from rows(field.parts, f"{before}{field.name}: ")


if __name__ == "__main__":
    sys.stdout.write(page())
