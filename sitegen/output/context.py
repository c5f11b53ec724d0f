"""All that the pages of a site are made with: its stylesheet and files, and its templates."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sitegen.output import assets
from sitegen.output.assets import Assets
from sitegen.output.render import AssetUrls, Renderer
from sitegen.output.templates import Templates
from sitegen.site.site import Site
from sitegen.views.feeds import feeds
from sitegen.views.menus import NavLink


@dataclass(frozen=True, slots=True)
class RenderContext:
    """The site's own assets, the files that it names, and what makes its pages."""

    assets: Assets
    copied: Assets
    renderer: Renderer

    @classmethod
    def of(cls, site: Site, templates: Templates, folder: Path) -> RenderContext:
        """Gather them for a site, from its templates and the folder of its assets."""
        gathered = assets.gather(folder, _colours(site.settings.colour))
        places = {name: filed.place for name, filed in site.files.items()}
        copied = assets.copied(places, site.named_files())
        # A feed that says nothing yet is offered to nobody; whoever has its address is answered.
        first, *others = feeds(site)
        shown = (first, *(feed for feed in others if feed.entries))
        links = tuple(NavLink(feed.label, feed.path) for feed in shown)
        addresses = AssetUrls(gathered.urls, copied.urls)
        return cls(gathered, copied, Renderer.of(site, templates, addresses, links))


def _colours(colour: str | None) -> str:
    """Return the rules of a board's own colour, if it has one; few have."""
    if not colour:
        return ""
    from sitegen.models import colours

    return colours.stylesheet(colour)
