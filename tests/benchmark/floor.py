"""Renders the made-up reviews with markdown-it-py and nothing else: python floor.py DIR JOBS."""

from __future__ import annotations

import sys
from functools import cache
from multiprocessing import Pool
from pathlib import Path

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin


@cache
def parser() -> MarkdownIt:
    """Return the parser as every generator here needs it: with tables and footnotes."""
    return MarkdownIt("commonmark").enable("table").use(footnote_plugin)


def rendered(path: Path) -> int:
    """Render the words of a file and give the length of its HTML."""
    _, _, body = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
    return len(parser().render(body))


def main(folder: Path, jobs: int) -> int:
    """Render every file of a folder and give the length of all HTML."""
    paths = sorted(folder.glob("*.md"))
    if jobs == 1:
        return sum(map(rendered, paths))
    with Pool(jobs) as pool:
        return sum(pool.imap_unordered(rendered, paths, chunksize=50))


if __name__ == "__main__":
    print(main(Path(sys.argv[1]), int(sys.argv[2])))
