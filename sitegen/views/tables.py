"""The registers as tables of plain values, for downloads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sitegen.content.dates import PartialDate
from sitegen.models.base import Item
from sitegen.models.documents import BoardDocument
from sitegen.models.figures import Figure
from sitegen.models.pages import Page
from sitegen.models.people import ContactPoint
from sitegen.models.questions import Question
from sitegen.models.reviews import Coded, Event, Milestone, Review, Theme, ThemeCoding
from sitegen.site.site import Site
from sitegen.views.columns import Cell, Column, ColumnType, cell, columns, date_columns
from sitegen.views.data_tables import DataTable, Living, PartsOf
from sitegen.views.files import usability
from sitegen.views.follow_up_tables import follow_up_tables
from sitegen.views.lookup import per_site

_LIST: Final = ColumnType.LIST


@per_site
def tables(site: Site) -> tuple[DataTable, ...]:
    """Return every register that can be downloaded, those of reviews first.

    Of a part that the site does not have there is none: it has no page, and nothing is in it.
    """
    living = Living.of(site)
    shown = {page.shows for page in site.all(Page)}
    every = (*_of_reviews(living), *follow_up_tables(living), *_of_other_records(living))
    return tuple(table for table in every if table.rows or table.listed_by in shown)


def _of_reviews(living: Living) -> tuple[DataTable, ...]:
    steps = PartsOf(Review, "milestones", columns(Milestone, "event date note"))
    coded = PartsOf(Review, "themes", columns(ThemeCoding, "theme coded"))
    told, whether = "a review of the register", "the answer whether a review has a theme"
    return (
        living.table("Reviews", told, Review, _in_own_words(living.site, _REVIEW)),
        living.parts("Milestones of reviews", "a dated step", steps),
        living.parts("Themes of reviews", whether, coded),
    )


def _in_own_words(site: Site, usual: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return columns with all words for the fields to which the board adds its own."""
    words = site.settings.words_of_fields
    return tuple(
        column._replace(words=tuple(words.get(column.name, column.words))) for column in usual
    )


def _of_other_records(living: Living) -> tuple[DataTable, ...]:
    library = "a document of the library, whether or not its file is here"
    meaning = "a question that the public asks, with its answer"
    reached = "a number or address by which somebody can be reached"
    number = "a number that our pages use, with its source"
    return (
        living.table("Themes", "a theme of the controlled list", Theme, _THEME),
        living.table("Documents", library, BoardDocument, _document(living.site)),
        living.table("Questions", meaning, Question, _QUESTION),
        living.table("Contacts", reached, ContactPoint, _CONTACT),
        living.table("Figures", number, Figure, _FIGURE),
    )


def _milestone(name: str, event: Event) -> tuple[Column, ...]:
    def of(review: Review) -> PartialDate | None:
        milestone = review.milestone(event)
        return milestone.date if milestone else None

    return date_columns(name, f"When: {event}, as exactly as it is known.", of)


def _coded_yes(review: Review) -> Cell:
    return tuple(coding.theme.id for coding in review.themes if coding.coded is Coded.YES)


def _sources(item: Item) -> Cell:
    return tuple(
        f"{s.document.id}, paragraph {s.paragraph}" if s.paragraph else s.document.id
        for s in item.sources
    )


_REVIEW: Final = (
    *columns(Review, "id title url review_kind review_status status_reason children_count"),
    *columns(Review, "pseudonyms guidance author joins published_by published_at shared_with"),
    *_milestone("author_appointed", Event.APPOINTED),
    *_milestone("report_to_board", Event.REPORTED),
    *_milestone("report_to_panel", Event.TO_PANEL),
    *_milestone("published", Event.PUBLISHED),
    Column("themes", "The themes that the board coded “yes”.", _coded_yes, _LIST, needed=True),
    *columns(Review, "nspcc_record"),
)
_DOCUMENT: Final = (
    *columns(BoardDocument, "id title url document_kind about period dated owner author"),
    *columns(BoardDocument, "file_state link lang version approved themes reviews"),
)
_THEME: Final = columns(Theme, "id title url group plain_explanation national_theme")
_SOURCES: Final = Column(
    "sources", "The documents that say so, by their ids.", _sources, _LIST, needed=True
)
_QUESTION: Final = (
    *columns(Question, "id question url topic asked_by state answer answered_on"),
    _SOURCES,
)
_FIGURE: Final = (*columns(Figure, "id value unit wording as_at method"), _SOURCES)
_CONTACT: Final = (
    *columns(ContactPoint, "id title summary purpose"),
    Column("phone", "The telephone number, with its extension.", lambda c: cell(c.phone)),
    *columns(ContactPoint, "text_relay text_number email web postal"),
    Column(
        "hours",
        "When somebody answers.",
        lambda contact: "; ".join(contact.hours.lines) if contact.hours else None,
    ),
    *columns(ContactPoint, "cost who_for urgent"),
    Column(
        "verified_on",
        "The day on which somebody made sure of its numbers.",
        lambda contact: cell(contact.verified and contact.verified.on),
        ColumnType.DAY,
    ),
    Column(
        "verified",
        "How somebody made sure of its numbers.",
        lambda contact: cell(contact.verified and contact.verified.words(contact.title)),
    ),
)


def _document(site: Site) -> tuple[Column, ...]:
    """Return the columns of the library, those read from the files included."""

    def read(name: str) -> Callable[[BoardDocument], Cell]:
        def of(document: BoardDocument) -> Cell:
            inspection = site.inspection(document.file.path) if document.file else None
            return getattr(inspection, name) or None if inspection else None

        return of

    def state(document: BoardDocument) -> Cell:
        return str(usability(site, document).state)

    size, length = ColumnType.WHOLE, "Its pages, slides or sheets."
    return (
        *_in_own_words(site, _DOCUMENT),
        Column("accessible", "Whether everybody can use it: yes, partly, no or not known.", state),
        Column("file_type", "The type of the file that is here.", read("type")),
        Column("file_bytes", "The size of the file in bytes.", read("size"), size),
        Column("file_length", length, read("length"), size),
        Column("file_sha256", "The SHA-256 checksum of the file.", read("sha256")),
    )
