"""Which modules a file imports, wherever in it."""

from __future__ import annotations

import ast
from pathlib import Path


def imported(path: Path) -> frozenset[str]:
    """Return the names of all modules that a file imports."""
    nodes = [*ast.walk(ast.parse(path.read_bytes()))]
    plain = (alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names)
    within = (node.module or "" for node in nodes if isinstance(node, ast.ImportFrom))
    return frozenset((*plain, *within))
