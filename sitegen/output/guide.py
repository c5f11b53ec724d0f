"""The guide for editors, shown in previews alone: its words, its examples, and every field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from sitegen.content.abbreviations import Abbreviations
from sitegen.content.body import Body
from sitegen.content.values import Prose
from sitegen.issues.issue import Origin
from sitegen.models import describe
from sitegen.models.base import Item
from sitegen.models.describe import Kind
from sitegen.output.assets import Output
from sitegen.output.routes import Route
from sitegen.site.reading import Rendering, plainly

HOME: Final = "/guide/"
_FENCE: Final = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$\n?", re.MULTILINE | re.DOTALL)
_PICTURES: Final = "pictures/*.jpg"
_PICTURE: Final = re.compile(
    r"^!\[(?P<alt>[^\]]+)\]\((?P<path>pictures/[\w-]+\.jpg)\)\n?", re.MULTILINE
)


class GuidePart(NamedTuple):
    """Words, then perhaps an example: what to type, in which file, and what comes of it."""

    words: Prose
    source: str = ""
    path: str = ""
    result: Prose | None = None
    picture: str = ""
    """The address of a picture below the words."""

    alt: str = ""
    """What the picture shows, in words."""


class Chapter(NamedTuple):
    """One page of the guide."""

    parts: tuple[GuidePart, ...]


class Fields(NamedTuple):
    """Every type with every field, told from the models."""

    records: tuple[Kind, ...]
    files: tuple[Kind, ...]


class Guide(NamedTuple):
    """The pages of the guide, and their rendered texts."""

    routes: tuple[Route, ...] = ()
    bodies: Mapping[Prose, Body] | None = None


_KEYS: Final = re.compile(r"---\n.*?\n---\n", re.DOTALL)


def read(folder: Path, rendering: Rendering = plainly) -> Guide:
    """Read the guide; raises ContentError if a text of it is wrong."""
    chapters = {path: _chapter(path) for path in sorted(folder.glob("*.md"))}
    routes = [_route(path, chapter) for path, chapter in chapters.items()]
    fields = Fields(describe.kinds(), describe.settings())
    origin = Origin("guide/fields.md")
    title = "Every field of every type"
    url = f"{HOME}fields/"
    routes.append(Route(url, "fields.html", title, None, fields, origin, indexed=False))
    texts = [text for chapter in chapters.values() for text in _texts(chapter)]
    render = rendering(Abbreviations({}), texts)
    return Guide(tuple(routes), {text: render(text) for text in texts})


def fitting(bodies: Mapping[Prose, Body] | None, seen: Iterable[Item]) -> Mapping[Prose, Body]:
    """Leave out examples of what this site does not have: another board’s numbers differ."""
    known = {(item.kind, item.id) for item in seen}
    return {
        prose: body
        for prose, body in (bodies or {}).items()
        if all((r.kind, r.target) in known or r.kind == "address" for r in body.references)
    }


def _route(path: Path, chapter: Chapter) -> Route:
    title = path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
    url = HOME if path.stem == "index" else f"{HOME}{path.stem}/"
    origin = Origin(f"guide/{path.name}")
    return Route(url, "guide.html", title, None, chapter, origin, indexed=False)


def _chapter(path: Path) -> Chapter:
    _, _, text = path.read_text(encoding="utf-8").partition("\n")
    return Chapter(tuple(_parts(text, Origin(f"guide/{path.name}", 2))))


def _parts(text: str, first: Origin) -> Iterator[GuidePart]:
    end = 0
    for fence in _FENCE.finditer(text):
        line, below = text[:end].count("\n"), text[: fence.start(3)].count("\n")
        words = Prose(text[end : fence.start()], first.below(line))
        keys = _KEYS.match(fence[3])
        shown = None
        if fence[1] == "markdown":
            # The keys at the top of a file are no words that its page would show.
            lines = keys[0].count("\n") if keys else 0
            shown = Prose(fence[3][keys.end() if keys else 0 :], first.below(below + lines))
        yield GuidePart(words, fence[3], fence[2] or "", shown)
        end = fence.end()
    yield from _with_pictures(text[end:], first.below(text[:end].count("\n")))


def _with_pictures(text: str, first: Origin) -> Iterator[GuidePart]:
    """Yield words without examples, parted where a picture stands."""
    end = 0
    for found in _PICTURE.finditer(text):
        words = Prose(text[end : found.start()], first.below(text[:end].count("\n")))
        yield GuidePart(words, picture=HOME + found["path"], alt=found["alt"])
        end = found.end()
    yield GuidePart(Prose(text[end:], first.below(text[:end].count("\n"))))


def pictures(folder: Path) -> Iterator[Output]:
    """Yield the pictures of the guide; raises OSError."""
    for path in sorted(folder.glob(_PICTURES)):
        name = path.relative_to(folder).as_posix()
        yield Output(HOME.lstrip("/") + name, path.read_bytes())


def _texts(chapter: Chapter) -> Iterator[Prose]:
    for part in chapter.parts:
        yield part.words
        if part.result:
            yield part.result
