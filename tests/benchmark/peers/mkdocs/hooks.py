"""The lists that MkDocs does not make by itself: reviews, themes and what the feed needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from mkdocs.structure.files import File

PAGE_SIZE: Final = 50


def on_files(files: Any, config: Any) -> Any:
    """Add a page for each part of the listing and for each theme."""
    reviews = sum(one.src_uri.startswith("reviews/") for one in files)
    for number in range(1, -(-reviews // PAGE_SIZE) + 1):
        path = "reviews/index.md" if number == 1 else f"reviews/page/{number}/index.md"
        _add(files, config, path, template="listing.html", title="Reviews", number=number)
    _add(files, config, "themes/index.md", template="themes.html", title="Themes")
    for key, title in config.extra["themes"].items():
        _add(files, config, f"themes/{key}.md", template="theme.html", title=title)
    return files


def _add(files: Any, config: Any, path: str, **fields: object) -> None:
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items())
    text = f"---\n{lines}---\n# {fields['title']}\n"
    files.append(File.generated(config, path, content=text))


def on_env(env: Any, config: Any, files: Any) -> Any:
    """Return the templates the reviews, newest first, and the reviews of each theme."""
    pages = [one.page for one in files if one.src_uri.startswith("reviews/")]
    reviews = [page for page in pages if "date" in page.meta]
    reviews.sort(key=lambda page: page.meta["date"], reverse=True)
    env.globals["reviews"] = reviews
    env.globals["page_size"] = PAGE_SIZE
    env.globals["themes"] = _by_theme(config.extra["themes"], reviews)
    env.globals["around"] = _around(reviews)
    return env


def _by_theme(themes: Mapping[str, str], reviews: Sequence[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {title: [] for title in themes.values()}
    for review in reviews:
        for theme in review.meta["themes"]:
            found[theme].append(review)
    return {title: having for title, having in found.items() if having}


def _around(reviews: Sequence[Any]) -> dict[str, tuple[Any, Any]]:
    """Return for each review the one before and the one after it."""
    padded = [None, *reviews, None]
    return {review.url: (padded[place], padded[place + 2]) for place, review in enumerate(reviews)}
