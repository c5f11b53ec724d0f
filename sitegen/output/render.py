"""From a route to the bytes of its page: the one place that knows Jinja."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from jinja2 import Environment, TemplateError, pass_context
from markupsafe import Markup, escape

from sitegen.content.body import Reference
from sitegen.content.values import FilePath, Prose
from sitegen.models.base import Status
from sitegen.models.settings import Settings, Statement
from sitegen.output import filters, page_key
from sitegen.output.assets import Assets, Output
from sitegen.output.faults import TemplateFault
from sitegen.output.filters import Rendered
from sitegen.output.hosts.rules import in_page
from sitegen.output.page_key import PageKeyWriter, Resolved, Unresolved
from sitegen.output.pdf import PdfFile
from sitegen.output.routes import Route
from sitegen.output.templates import Templates
from sitegen.site.site import Site
from sitegen.views.feeds import Feed
from sitegen.views.files import described
from sitegen.views.frame import frame, site_frame
from sitegen.views.menus import FramePlace, NavLink
from sitegen.views.people import overdue

if TYPE_CHECKING:
    from jinja2.runtime import Context


_SAMPLE: Final = ".sample.html"
_FAULTS: Final = (TemplateError, LookupError, AttributeError, TypeError)


class Shared(NamedTuple):
    """What templates may ask about the whole site, by the name `site`."""

    settings: Settings
    statement: Statement
    preview: bool
    guide: bool
    overdue: Mapping[str, date]
    """By when each number was due to be checked again whose check is too old, by its id."""


_Given = TypeVar("_Given")


def _of_the_site(answer: Callable[[_Given], object]) -> Callable[[Context, _Given], object]:
    """Make a filter of what depends on the site.

    A filter that asks for no context is answered while a template is compiled, if what it is given
    stands in the template; but what is compiled for one site is kept for the next.
    """

    @pass_context
    def asked(_context: Context, value: _Given) -> object:
        return answer(value)

    return asked


class PendingPage(NamedTuple):
    """A page that is not made yet: its address, what it is made from, and what makes its bytes."""

    url: str
    parts: Mapping[str, bytes] | None
    """The digest of each part that the page is made from, as far as that can be known."""

    make: Callable[[], Rendered]
    """Raises TemplateFault."""

    @property
    def made_from(self) -> bytes | None:
        """The digest of all that the page is made from, as far as that can be known."""
        return page_key.digest(b"".join(self.parts.values())) if self.parts else None

    @property
    def path(self) -> str:
        """Return the path of the page below the output folder."""
        return _path(self.url)


class AssetUrls(NamedTuple):
    """Where the site's own assets and the files of the content are, by their names."""

    assets: Mapping[str, str]
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Renderer:
    """Templates bound to one site."""

    site: Site
    environment: Environment
    key_writer: PageKeyWriter
    everywhere: Mapping[str, bytes]
    """The digest of each part that all pages are made from."""

    fill: Callable[[Reference], str]
    """What stands in place of a reference."""

    answers: set[tuple[str, bool]]
    """What was asked about words while a page is made."""

    @classmethod
    def of(
        cls, site: Site, templates: Templates, addresses: AssetUrls, feeds: tuple[NavLink, ...]
    ) -> Renderer:
        """Make the templates ready for a site."""
        urls = {**addresses.assets, **addresses.files}
        settings = (site.settings, site.statement, site.preview, site.build.guide)
        shared, around = Shared(*settings, overdue(site)), site_frame(site, feeds)
        environment = templates.environment()
        fill = _Filler(site, environment, urls)
        answers: set[tuple[str, bool]] = set()
        environment.filters |= _filters(site, filters.prose_filter(site, fill, answers))
        environment.globals |= {
            "asset": Assets((), urls).url,
            "policy": in_page,
            "samples": partial(_samples, environment),
            "site": shared,
            "everywhere": around,
        }
        environment.tests["rendered"] = site.bodies.__contains__
        key_writer = PageKeyWriter(_resolved(site, fill, urls))
        same = {
            "a setting or the accessibility statement": shared,
            "what stands around all pages (help, footer, feeds)": around,
            "a style, a script or another asset": addresses.assets,
        }
        digests = {name: page_key.digest(key_writer.written(part)) for name, part in same.items()}
        everywhere = {**digests, "a template": page_key.of_folder(templates.folder)}
        return cls(site, environment, key_writer, everywhere, fill, answers)

    def pending(self, route: Route, paper: PdfFile | None = None) -> PendingPage:
        """Prepare a page, with a link to itself on paper."""
        place = FramePlace(
            url=route.url,
            title=route.title,
            template=route.template.removesuffix(".html"),
            item=route.item,
            indexed=route.indexed,
        )
        context = {
            "frame": frame(self.site, place),
            "item": route.item,
            "view": route.view,
            "paper": paper,
        }
        template = f"pages/{route.template}"
        values = ((template, route.url), *context.values())
        own = self.key_writer.parts(*values)
        parts = {**self.everywhere, **own} if own else None
        return PendingPage(route.url, parts, partial(self._render, template, context, route.url))

    def page(self, route: Route) -> Output:
        """Render a page; raises TemplateFault."""
        page = self.pending(route)
        return Output(page.path, page.make().data)

    def feed(self, feed: Feed) -> Output:
        """Render an Atom feed; raises TemplateFault."""
        rendered = self._render("feeds/atom.xml", {"feed": feed}, feed.path)
        return Output(_path(feed.path), rendered.data)

    def _render(self, template: str, context: Mapping[str, object], url: str) -> Rendered:
        self.answers.clear()
        try:
            page = self.environment.get_template(template).render(context)
            html, words = filters.printed(page)
            return Rendered(html.encode(), words, frozenset(self.answers))
        except _FAULTS as error:
            message = f"templates/{template} cannot make {url}: {type(error).__name__}: {error}"
            raise TemplateFault(message) from error


def _filters(
    site: Site, prose: Callable[[Prose | None], Markup]
) -> Mapping[str, Callable[..., object]]:
    """Return all filters of templates, by the names under which templates use them."""
    return {
        "prose": prose,
        "prose_line": filters.line_of(prose),
        "lead": filters.lead,
        "after_lead": filters.after_lead,
        "opening": filters.opening,
        "sections": filters.sections,
        "date": filters.time_element,
        "plain": filters.plain,
        "named": filters.named,
        "own_words": _of_the_site(site.settings.own_words),
        "sentence": filters.sentence,
        "language": _of_the_site(site.settings.known_languages.__getitem__),
        "described": _of_the_site(partial(described, site)),
    }


def _resolved(site: Site, fill: Callable[[Reference], str], urls: Mapping[str, str]) -> Resolved:
    """Return what a site makes of a text and of a file."""

    def text(value: Prose) -> tuple[object, ...]:
        body = site.bodies.get(value)
        if not body:
            return ()
        try:
            return body.html_digest or body.html(fill), *(str(fill(r)) for r in body.references)
        except _FAULTS as fault:
            raise Unresolved from fault

    def file(value: FilePath) -> tuple[str, ...]:
        return urls.get(value.path, ""), described(site, value)

    # Of a withdrawn record, what others say of it decides what is left.
    there = (r for r in site.by_path.values() if r.item.status is not Status.WITHDRAWN and r.digest)
    return Resolved(text, file, {id(record.item): record for record in there})


def _samples(environment: Environment) -> tuple[tuple[str, str], ...]:
    """Name each component that has a sample beside it, with the template of the sample."""
    names = environment.list_templates(filter_func=lambda name: name.endswith(_SAMPLE))
    return tuple((PurePosixPath(name).name.removesuffix(_SAMPLE), name) for name in names)


def _path(url: str) -> str:
    return f"{url}index.html".removeprefix("/") if url.endswith("/") else url.removeprefix("/")


@dataclass(frozen=True, slots=True)
class _Filler:
    """Fills the slots of texts: addresses for links, little templates for inserts."""

    site: Site
    environment: Environment
    urls: Mapping[str, str]

    def __call__(self, reference: Reference) -> str:
        if reference.kind == "image":
            return self._picture(reference)
        return self._insert(reference) if reference.insert else escape(self._address(reference))

    def _picture(self, reference: Reference) -> str:
        """Return where a picture is, and its sides, so that nothing moves when it arrives."""
        path = self.site.image(reference)
        width, height = self.site.files[path].inspection.dimensions
        sides = f' width="{width}" height="{height}"' if width and height else ""
        return f'src="{escape(self.urls[path])}"{sides}'

    def _address(self, reference: Reference) -> str:
        if reference.kind == "address":
            return reference.target + reference.anchor
        target = self.site.target(reference)
        return target.item.url + reference.anchor if target else ""

    def _insert(self, reference: Reference) -> str:
        if reference.kind == "list":
            template = self.environment.get_template("inserts/list.html")
            return template.render(items=self.site.of_kind(reference.target)).strip()
        target = self.site.target(reference)
        template = self.environment.get_template(f"inserts/{reference.kind}.html")
        return template.render(item=target.item if target else None).strip()
