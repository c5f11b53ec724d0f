"""What templates call to write values: prose, dates, lists."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from sitegen.content import markdown
from sitegen.content.values import PartialDate, Precision, Prose, long_date, long_moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sitegen.content.body import Body, Reference
    from sitegen.site.site import Site

_PARAGRAPH = ("<p>", "</p>")
_SECTION = "<h2"
_HEADING = re.compile(r"(</?h)([2-5])\b")


def prose_filter(site: Site, fill: Callable[[Reference], str]) -> Callable[[Prose | None], Markup]:
    """Make the filter that writes a Markdown field as HTML, its references resolved."""

    def prose(value: Prose | None, prefix: str = "") -> Markup:
        if not value:
            return Markup()
        body: Body = site.bodies[value]
        html = body.html(fill)
        # Several texts on one page may have the same heading, but never the same id.
        for heading in body.headings if prefix else ():
            html = html.replace(f'id="{heading.id}"', f'id="{prefix}-{heading.id}"')
        if prefix:
            # Such a text stands below a heading of its own, so its headings are one level down.
            html = _HEADING.sub(lambda tag: f"{tag[1]}{int(tag[2]) + 1}", html)
        return Markup(html)  # noqa: S704 - our own renderer escaped it, raw HTML is off

    return prose


def line_of(prose: Callable[[Prose | None], Markup]) -> Callable[[Prose | None], Markup]:
    """Make the filter that writes a Markdown field of one paragraph without its paragraph."""

    def prose_line(value: Prose | None) -> Markup:
        html = prose(value).strip()
        start, end = _PARAGRAPH
        if html.count(start) == 1 and html.startswith(start) and html.endswith(end):
            return Markup(html[len(start) : -len(end)])  # noqa: S704 - a part of safe HTML
        return Markup(html)  # noqa: S704 - safe HTML, only stripped

    return prose_line


def opening(html: Markup) -> Markup:
    """Give what a text says before its first section."""
    return Markup(html.partition(_SECTION)[0])  # noqa: S704 - a part of safe HTML


def lead(html: Markup) -> Markup:
    """Return the first paragraph of a text, if a text begins with one."""
    end = html.find(_PARAGRAPH[1]) + len(_PARAGRAPH[1])
    first = html[:end].strip()
    return Markup(first if first.startswith(_PARAGRAPH[0]) else "")  # noqa: S704 - a part of safe HTML


def after_lead(html: Markup) -> Markup:
    """Return what a text says between its first paragraph and its first section."""
    return Markup(opening(html).strip()[len(lead(html)) :])  # noqa: S704 - a part of safe HTML


def sections(html: Markup) -> Markup:
    """Give the sections of a text, without what it says before them."""
    _, heading, rest = html.partition(_SECTION)
    return Markup(heading + rest)  # noqa: S704 - a part of safe HTML


def time_element(value: date | datetime | PartialDate) -> Markup:
    """Write a date for people and machines, as exactly as it is known."""
    if isinstance(value, PartialDate):
        if value.precision is Precision.SEASON:
            return escape(str(value))
        return Markup('<time datetime="{}">{}</time>').format(value.iso, value)
    if isinstance(value, datetime):
        return Markup('<time datetime="{}">{}</time>').format(
            value.isoformat(timespec="minutes"), long_moment(value)
        )
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), long_date(value))


def sentence(words: Iterable[object]) -> str:
    """Join words as a sentence lists them: “a, b and c”."""
    listed = [str(word) for word in words]
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} and {listed[-1]}"


def plain(value: Prose | None) -> str:
    """Write a Markdown field as plain text."""
    return markdown.plain(value) if value else ""
