"""Which addresses would answer but for a fault, so that nothing is said to be gone for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sitegen.content.record import Record, id_of
from sitegen.content.values import FilePath, Key
from sitegen.models import COLLECTIONS, listing
from sitegen.models.base import Item
from sitegen.models.documents import BoardDocument
from sitegen.models.pages import Page
from sitegen.site import reading
from sitegen.site.reading import ContentSource

if TYPE_CHECKING:
    from sitegen.site.site import Site


def absent(fit: Site, site: Site, source: ContentSource, known: Iterable[str]) -> frozenset[str]:
    """Return the addresses that would answer but for a fault."""
    every = (*source.remains.records, *site.records)
    there = {url for one in fit.records for url in (one.item.url, one.item.listed_url)}
    # To the home page every page leads, whether or not anybody wrote it.
    urls = {"/", *(url for one in every for url in (one.item.url, one.item.listed_url))}
    urls |= _of_documents(source)
    urls -= {"", *there}
    urls |= source.lost | _of_lists(source, known)
    read = {one.origin.path for one in (*source.records, *source.remains.records)}
    faulty = {issue.origin.path for issue in source.issues}
    urls |= _places_of(faulty, source, known) | _of_what_is_lost(every, faulty, source, known)
    for path in faulty - read:
        model = COLLECTIONS.get(reading.collection_of(path))
        if model is Page:
            urls.add(f"/{id_of(path)}/")
            # Nobody knows what such a page would have listed.
            urls |= {listing.below(one, source.places) for one in COLLECTIONS.values()}
        elif model and path.endswith(".md") and path.partition("/")[0] in COLLECTIONS:
            place = listing.below(model, source.places)
            urls.add(place + model.address.format(id=id_of(path)))
        elif model:
            # Nobody knows which entries such a list has.
            begins = listing.below(model, source.places) + model.address.partition("{")[0]
            urls |= {url for url in known if begins and url.startswith(begins)}
    return frozenset(urls)


def _of_documents(source: ContentSource) -> frozenset[str]:
    """Return where documents with faults may have a page, of which a file or a text is lost."""
    documents = [one for one in source.remains.records if isinstance(one.item, BoardDocument)]
    place = listing.below(BoardDocument, source.places)
    return frozenset(place + one.item.address.format(id=one.id) for one in documents)


def _of_lists(source: ContentSource, known: Iterable[str]) -> frozenset[str]:
    """Return the addresses of records of lists of which some entry is not known by its name."""
    lists = [one for one in COLLECTIONS.values() if one.kind in source.doubled]
    begins = tuple(
        place + one.address.partition("{")[0]
        for one in lists
        if (place := listing.below(one, source.places))
    )
    return frozenset(url for url in known if url.startswith(begins))


def _of_what_is_lost(
    every: Iterable[Record[Item]],
    faulty: Iterable[str],
    source: ContentSource,
    known: Iterable[str],
) -> frozenset[str]:
    """Return the places of what belongs to a file with faults, and the files that are missing."""
    models = {path: COLLECTIONS.get(path.partition("/")[0]) for path in faulty}
    lost = {Key(model.kind, id_of(path)) for path, model in models.items() if model}
    named = [(one, leaf) for one in every for _, leaf in one.leaves]
    places = {one.item.listed_url for one, leaf in named if leaf in lost}
    files = {leaf.path for _, leaf in named if isinstance(leaf, FilePath)} - source.files.keys()
    if files:
        # One of those that nothing names may be meant.
        files |= source.files.keys() - {
            leaf.path for _, leaf in named if isinstance(leaf, FilePath)
        }
    begins = tuple(f"/{file.rpartition('.')[0]}." for file in files)
    return frozenset(places | {url for url in known if url.startswith(begins)})


def _places_of(
    faulty: Iterable[str], source: ContentSource, known: Iterable[str]
) -> frozenset[str]:
    """Return the places on pages where entries of lists stood of which one has a fault."""
    models = [COLLECTIONS.get(reading.collection_of(path)) for path in faulty]
    pages = {listing.below(model, source.places) for model in models if model} - {""}
    files = ("/files/",) if BoardDocument in models else ()
    return frozenset(
        url
        for url in known
        if ("#" in url and url.partition("#")[0] in pages) or url.startswith(files)
    )
