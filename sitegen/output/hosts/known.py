"""Every host that can be told the rules of a site, by the word for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from sitegen.output.hosts import (
    apache,
    azure,
    caddy,
    cloudflare,
    cloudfront,
    github,
    netlify,
    nginx,
)
from sitegen.output.hosts.package import BuiltSite, HostPackage


class Host(NamedTuple):
    """A kind of host: its name, and what it is given."""

    label: str
    package: Callable[[BuiltSite], HostPackage]
    sends_headers: bool = True
    redirects: bool = True


HOSTS: Final[Mapping[str, Host]] = {
    "apache": Host("Apache", apache.package),
    "azure": Host("Azure Static Web Apps", azure.package),
    "caddy": Host("Caddy", caddy.package),
    "cloudflare": Host("Cloudflare Pages", cloudflare.package),
    "cloudfront": Host("Amazon S3 with CloudFront", cloudfront.package),
    "github": Host("GitHub Pages", github.package, sends_headers=False, redirects=False),
    "netlify": Host("Netlify", netlify.package),
    "nginx": Host("nginx", nginx.package),
}
"""The hosts, by the word that the command takes."""
