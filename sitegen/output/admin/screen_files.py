"""The files of the editing screen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitegen.models import listing
from sitegen.models.pages import Page
from sitegen.output.admin import program
from sitegen.output.assets import Output
from sitegen.site.site import Site

if TYPE_CHECKING:
    from sitegen.output.admin.fields import Setting

FOLDER: Final = "admin"

_PAGE: Final = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>Editing screen</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="screen.css">
<link rel="site-stylesheet" href="{stylesheet}">
</head>
<body>
<noscript>This screen for editors needs JavaScript. The site itself does not.</noscript>
<script type="module" src="{script}"></script>
</body>
</html>
"""


def outputs(site: Site, content: str, assets: Path, stylesheet: str) -> tuple[Output, ...]:
    """Return the files of the screen for the content folder of a name, or none if it is off.

    Raises ProgramAltered if a file is not the one that is known.
    """
    settings = site.settings
    if settings.editing is None:
        return ()
    # Most sites have no screen, and their builds need not know every field of every type.
    from sitegen.output.admin import configuration

    written = {record.origin.path for record in site.records}
    parts = tuple(path for path in written if path.endswith(".yml") and "/" in path)
    places = listing.by_pages(site.all(Page))
    layout = configuration.SiteLayout(places, parts, settings.words_of_fields)
    reached = configuration.backend(settings.editing)
    config = configuration.configuration(reached, content, settings.short_name, layout)
    screen = made(config, stylesheet) | program.files(assets)
    return tuple(Output(f"{FOLDER}/{name}", data) for name, data in screen.items())


def made(config: Setting, stylesheet: str, script: str = "screen.js") -> dict[str, bytes]:
    """Return the page of the screen and its settings, by their names."""
    return {
        "index.html": _PAGE.format(stylesheet=stylesheet, script=script).encode(),
        "config.json": (json.dumps(config, ensure_ascii=False, indent=1) + "\n").encode(),
    }
