"""The files that tell search engines and finders of faults about the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from html import escape
from typing import Final

from sitegen.models.base import Publication
from sitegen.models.pages import Shows
from sitegen.output.assets import Output
from sitegen.output.routes import Route
from sitegen.site.site import Site
from sitegen.views.lookup import page_showing

_SECURITY: Final = ".well-known/security.txt"
_SECURITY_LASTS: Final = timedelta(days=30)


def robots(site: Site) -> Output:
    """Invite search engines to the public site and keep them out of anything else."""
    if site.preview or site.build.noindex:
        return Output("robots.txt", b"User-agent: *\nDisallow: /\n")
    text = f"User-agent: *\nAllow: /\n\nSitemap: {site.settings.base_url}/sitemap.xml\n"
    return Output("robots.txt", text.encode())


def security(site: Site) -> Iterator[Output]:
    """Say whom to tell of a weakness, as RFC 9116 asks: the board’s contact page, where it has one.

    It runs out a month after the build, so that a site which nobody builds any more says so; at
    midnight, because the hour of a build is nobody’s business.
    """
    if page := page_showing(site, Shows.CONTACT):
        base = site.settings.base_url
        lines = (
            f"Contact: {base}{page.url}",
            f"Expires: {_expires(site.moment).isoformat(timespec='seconds')}",
            f"Preferred-Languages: {site.settings.language.partition('-')[0]}",
            f"Canonical: {base}/{_SECURITY}",
        )
        yield Output(_SECURITY, "".join(f"{line}\n" for line in lines).encode())


def _expires(moment: datetime) -> datetime:
    midnight = moment.replace(hour=0, minute=0, second=0)
    # A clock that has jumped to the last days there are leaves no month to add.
    last = datetime.max.replace(microsecond=0, tzinfo=moment.tzinfo)
    return min(midnight, last - _SECURITY_LASTS) + _SECURITY_LASTS


def sitemap(site: Site, routes: Iterable[Route]) -> Output:
    """List every page that search engines may show, with the day of its last change."""
    base = site.settings.base_url
    entries = (
        f"<url><loc>{escape(base + route.url, quote=False)}</loc>{_last_changed(route)}</url>\n"
        for route in routes
        if route.indexed
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{''.join(entries)}</urlset>\n"
    )
    return Output("sitemap.xml", text.encode())


def _last_changed(route: Route) -> str:
    item = route.item
    if not isinstance(item, Publication):
        return ""
    dates = [day for day in (item.published, *(c.date for c in item.changes)) if day]
    return f"<lastmod>{max(dates).isoformat()}</lastmod>" if dates else ""
