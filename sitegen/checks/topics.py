"""What the site must go on telling is told where its list says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sitegen.checks.links import FinishedPage, SiteUrls
from sitegen.content.record import of_type
from sitegen.issues.issue import Issue, did_you_mean
from sitegen.models.topics import RequiredTopic
from sitegen.site.site import Site

_CURE: Final = (
    "If another place tells it now, write that as ⟦place⟧. If it went by mistake, write it again. "
    "If it may go, add a line ⟦released:⟧ with the reason."
)


def topics_are_told(
    site: Site, pages: Sequence[FinishedPage], addresses: SiteUrls
) -> Iterator[Issue]:
    """Each topic has its page and its place there, unless somebody released it.

    Only a place can be looked for, never words: they belong to whoever edits. So this is a
    warning, and a page that moved takes its topics with it.
    """
    there = {page.brief.url: frozenset(page.brief.ids) for page in pages if page.findable}
    for record in of_type(site.records, RequiredTopic):
        topic = record.item
        if topic.released:
            continue
        place = _moved(topic.place, there, addresses.redirects)
        if why := _missing(place, there):
            message = f"nothing on the site covers “{topic.topic}” any more: {why}"
            hint = f"{_near(place, there)}{_CURE}"
            yield record.warning("place", message, hint, topic.topic)


def _moved(place: str, there: Mapping[str, frozenset[str]], redirects: Mapping[str, str]) -> str:
    """Return where a place is now; its address may have moved, with its page or alone."""
    url, mark, anchor = place.partition("#")
    new = redirects.get(place)
    if not new and url not in there and (page := redirects.get(url) or redirects.get(url[:-1])):
        new = page if "#" in page else f"{page}{mark}{anchor}"
    return new or place


def _missing(place: str, there: Mapping[str, frozenset[str]]) -> str:
    """Explain why a place does not tell anything; nothing if it is there."""
    url, _, anchor = place.partition("#")
    if url not in there:
        return f"there is no page {url}"
    if anchor and anchor not in there[url]:
        return f"there is no place “{anchor}” on {url}"
    return ""


def _near(place: str, there: Mapping[str, frozenset[str]]) -> str:
    url, _, anchor = place.partition("#")
    near = did_you_mean(anchor, there[url]) if url in there else did_you_mean(url, there)
    return f"{near} " if near else ""
