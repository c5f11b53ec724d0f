"""Shows a few pages to whoever looks at them, before anything else of the site is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from sitegen.output.assets import Output
from sitegen.output.context import RenderContext
from sitegen.output.routes import Route, chosen
from sitegen.site.site import Site


class PreviewListener(NamedTuple):
    """Somebody who looks at a few pages while they are written, and is shown those first."""

    urls: frozenset[str]
    show: Callable[[Sequence[Output]], None]
    meet: Callable[[Site], None] = lambda _site: None
    """What takes note of the site that is about to be made."""


def show(
    onlooker: PreviewListener, site: Site, tools: RenderContext, others: Iterable[Route]
) -> None:
    """Show the pages of records, and others, that are looked at.

    Nothing of them was checked yet: what they cannot be made of is told by the checks that follow.
    """
    onlooker.meet(site)
    try:
        routes = (*chosen(site, onlooker.urls), *(r for r in others if r.url in onlooker.urls))
        pages = [tools.renderer.page(route) for route in routes]
    except Exception:  # noqa: BLE001 - whatever it is, it is told once all pages are made
        return
    onlooker.show((*tools.assets.outputs, *tools.copied.outputs, *pages))
