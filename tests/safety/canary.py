"""Fills every field of every model with words that occur nowhere else, and looks for them."""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import count
from types import UnionType
from typing import TYPE_CHECKING, Any, Final, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from sitegen.models import COLLECTIONS, fields
from sitegen.models.addresses import Address
from sitegen.models.base import Allowance, Item, KeptTrace
from sitegen.models.documents import BoardDocument
from sitegen.models.glossary import Term
from sitegen.models.hours import Hours, TimeOfDay, Weekdays
from sitegen.models.news import CalendarEvent
from sitegen.models.pages import Shows
from sitegen.models.people import ContactPoint, How, Verified
from sitegen.models.review_types import ReviewKind, ReviewStatus
from sitegen.models.reviews import BriefingPart, Event, Milestone, ReviewDocuments
from sitegen.models.topics import RequiredTopic
from tests.inspection import test_media

if TYPE_CHECKING:
    from tests.safety.board import Board

LIFT: Final = "2027-01-04 09:30"

UNSEARCHABLE: Final = (bool, StrEnum, Weekdays, TimeOfDay)
"""Types whose values are ordinary words; that these do not leak is shown byte by byte."""

Place = tuple[type[BaseModel], str]


@dataclass(frozen=True)
class Token:
    """A value that was planted: in which field, and every way in which output may write it."""

    model: type[BaseModel]
    name: str
    forms: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.model.__name__}.{self.name}"


_LETTERS: Final = "bcdfghjklmnprstvwxyz"
_WORD: Final = re.compile(rf"zq[{_LETTERS}]{{4}}q")
"""The words that are planted."""


@dataclass
class Planter:
    """Makes the data of records, each value unlike any other."""

    tokens: list[Token] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    films: list[dict[str, str]] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    days: Iterator[int] = field(default_factory=lambda: count(3000))
    ids: dict[tuple[str, int], str] = field(default_factory=dict)

    def word(self) -> str:
        """Return a word that nobody writes, in small letters so that nothing changes it."""
        number, letters = next(self.numbers), ""
        for _ in range(4):
            number, rest = divmod(number, 20)
            letters = _LETTERS[rest] + letters
        return f"zq{letters}q"

    def id(self, kind: str, variant: int) -> str:
        """Return the id of a planted record, the same whoever asks."""
        folder = "about/" if kind == "page" else ""
        return self.ids.setdefault((kind, variant), folder + self.word())

    def note(self, place: Place, *forms: str) -> str:
        """Remember a value and give it."""
        self.tokens.append(Token(*place, forms))
        return forms[0]

    def record(self, model: Any, variant: int, given: Mapping[str, Any]) -> dict[str, Any]:
        """Fill every field of a record; what is given stands as it is, or is left out if None."""
        own = self.id(model.kind, variant)
        made = self.fill(model, {"id": own, **given}, (model.kind, variant))
        self.tokens.append(Token(model, "id", (own,)))
        return made

    def fill(
        self, model: type[BaseModel], given: Mapping[str, Any], owner: tuple[str, int]
    ) -> dict[str, Any]:
        """Fill every field of a model."""
        hints = get_type_hints(model, include_extras=True)
        made: dict[str, Any] = {}
        for name, info in model.model_fields.items():
            value = given[name] if name in given else self.value(hints[name], (model, name), owner)
            if value is not None:
                made[info.alias or name] = value
        return made

    def value(self, kind: Any, place: Place, owner: tuple[str, int]) -> Any:
        """Make a value of a type; a type that nobody taught this test fails it."""
        if kind == fields.ParagraphNumber or kind == fields.ParagraphNumber | None:
            return None  # only a paragraph that a text has can be named
        made = self.date(kind, place) or self.number(kind, place) or self.words(kind, place)
        return made if made is not None else self.compound(kind, place, owner)

    def compound(self, kind: Any, place: Place, owner: tuple[str, int]) -> Any:
        """Make a value that consists of others, or that is one of a few words."""
        if key := _refers_to(kind):
            # The first record names the second of its kind; the second names none above itself,
            # so that no circle arises, but may have the first as its source.
            if key != owner[0] or (owner[1] and not issubclass(place[0], Item)):
                return self.id(key, 0)
            return None if owner[1] else self.id(key, 1)
        if get_origin(kind) is tuple:
            count = 7 if get_args(kind)[0] is BriefingPart else 2
            items = [self.value(get_args(kind)[0], place, owner) for _ in range(count)]
            return [item for item in items if item is not None] or None
        if get_origin(kind) in {Union, UnionType} or hasattr(kind, "__metadata__"):
            return self.value(get_args(kind)[0], place, owner)
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return next(iter(kind)).value
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return self.fill(kind, {}, owner)
        message = f"teach the canary to fill {place[0].__name__}.{place[1]}, a {kind}"
        raise AssertionError(message)

    def date(self, kind: Any, place: Place) -> str | None:
        """Make a day that nothing else has."""
        if kind not in {fields.Day, fields.Partial}:
            return None
        day = date(2021, 9, 1) + timedelta(next(self.numbers))
        return self.note(place, day.isoformat(), f"{day.day} {day:%B %Y}")

    def number(self, kind: Any, place: Place) -> str | None:
        """Make a number that nothing else has."""
        if kind == fields.Telephone:
            digits = f"01632{960100 + next(self.numbers)}"
            return self.note(place, f"{digits[:5]} {digits[5:]}", digits)
        if kind == fields.Extension:
            digits = str(next(self.numbers))
            return self.note(place, digits, f"ext {digits}")
        if kind in {int, float}:
            half = ".5" if kind is float else ""
            # No year that a page may name; and days within the bound that they have.
            number = next(self.days) if place[1] == "recheck_every" else 4000 + next(self.numbers)
            return self.note(place, f"{number}{half}", f"{number:,}{half}")
        return "no" if kind is bool else None

    def words(self, kind: Any, place: Place) -> str | None:
        """Make words that nothing else has."""
        if place == (Allowance, "rule"):
            return "postcode"  # only a rule that there is can be named
        if place == (KeptTrace, "review"):
            return "taken-down"  # only of what is withdrawn can something be kept
        if kind == fields.File:
            name = self.word()
            self.files.append(f"files/{name}.pdf")
            self.note(place, name)
            return self.files[-1]
        if kind == fields.Markdown:
            return self.prose(place)
        if kind == fields.Email:
            return self.note(place, f"{self.word()}@exampleshire.example")
        if kind == fields.WebAddress:
            return self.note(place, f"https://{self.word()}.example/")
        return self.note(place, self.word()) if kind in {str, fields.Text, fields.Summary} else None

    def film(self) -> dict[str, str]:
        """Name a film and its captions."""
        named = {"file": f"files/{self.word()}.mp4", "captions": f"files/{self.word()}.vtt"}
        for name, path in named.items():
            self.note((BoardDocument, name), path.rpartition("/")[2])
        self.films.append(named)
        return named

    def prose(self, place: Place) -> str:
        """Make a text with a picture in it, which has a name, a description and bytes."""
        picture, alt, text = self.word(), self.word(), self.word()
        if place[1] != "body":
            return self.note(place, f"About {text}.", text)
        self.pictures.append(picture)
        for word in (picture, alt, text):
            self.note(place, word)
        up = "../.." if place[0] is COLLECTIONS["pages"] else ".."
        return f"About {text}.\n\n![The {alt}]({up}/images/{picture}.png)"


def _refers_to(kind: Any) -> str:
    """Return the kind of record that a key points to."""
    for part in getattr(kind, "__metadata__", ()):
        arguments = getattr(getattr(part, "func", None), "args", ())
        if arguments:
            return str(arguments[0])
    return ""


def variants(planter: Planter) -> dict[type[BaseModel], list[dict[str, Any]]]:
    """Say what cannot be left to chance, because fields depend on one another."""
    page = planter.id("page", 0)
    published = {"review_status": ReviewStatus.PUBLISHED}
    out = {Event.PUBLISHED: {"date": LIFT[:10]}}
    steps = [
        planter.fill(Milestone, {"event": event, **out.get(event, {})}, ("review", 0))
        for event in Event
    ]
    # A paper is about the review that names it.
    papers = dict.fromkeys(ReviewDocuments.model_fields, planter.id("document", 1))
    here = {"file_state": "available", "link": None, "accessible": "yes", "what_it_says": None}
    return {
        BoardDocument: [
            {**here, "captions": None},
            {"file_state": "elsewhere", "file": None, "accessible": "no", "full_text": None}
            | {"reviews": [planter.id("review", 1)], "captions": None},
            {**here, "full_text": None, "formats": None} | planter.film(),
        ],
        Address: [
            {"old": f"/{planter.id('moved', 0)}", "to": f"/{page}/", "reason": None},
            {"old": f"/{planter.id('gone', 0)}", "to": None},
        ],
        COLLECTIONS["handbook"]: [{}, {"shows": None}],
        COLLECTIONS["actions"]: [{"state": "in progress"}, {"state": "in progress"}],
        Term: [{"expand": "yes"}, {"expand": "yes"}],
        COLLECTIONS["newsletters"]: [{"series": None}] * 2,
        CalendarEvent: [_dated(planter, 2030), _dated(planter, 2031)],
        RequiredTopic: [{"place": f"/{page}/"}] * 2,
        ContactPoint: [_verified(planter, 0), _verified(planter, 1)],
        COLLECTIONS["pages"]: [{"shows": Shows.NOTHING, "version_of": None}] * 2,
        COLLECTIONS["reviews"]: [
            {**published, "review_kind": ReviewKind.THEMATIC, "milestones": steps},
            {**published, "milestones": steps, "documents": papers},
        ],
    }


def _dated(planter: Planter, year: int) -> dict[str, Any]:
    """Make the days of an event that is to come; what is over can no longer be booked."""

    def day(name: str, number: int, time: str = "") -> str:
        place = (CalendarEvent, name)
        return planter.note(place, f"{year}-05-{number:02}{time}", f"{number} May {year}")

    return {
        "starts": day("starts", 12, " 09:30"),
        "ends": day("ends", 13, " 13:00"),
        "book_by": day("book_by", 11),
        "place": None if year % 2 else planter.words(str, (CalendarEvent, "place")),
    }


def _verified(planter: Planter, variant: int) -> dict[str, Any]:
    """Make the numbers of a contact point, how somebody made sure of them, and its hours."""
    owner = ("contact", variant)
    names = ("main_number", "text_number")
    numbers = [planter.number(fields.Telephone, (ContactPoint, name)) or "" for name in names]
    planter.tokens.extend(Token(Verified, "numbers", (number,)) for number in numbers)
    how = How.CALLED if variant else How.COPY
    span = {"days": "every day", "from": "9am", "to": "5pm"}
    hours: dict[str, Any] = {"always": "no", "bank_holidays": "closed"}
    hours |= {"words": None, "open": [span]} if variant else {"open": None}
    return {
        "main_number": numbers[0],
        "text_number": numbers[1],
        "verified": planter.fill(Verified, {"numbers": numbers, "how": how}, owner),
        "hours": planter.fill(Hours, hours, owner),
    }


def plant(board: Board, state: Mapping[str, Any], planter: Planter | None = None) -> Planter:
    """Put two records of every type into a board, all of them in one state."""
    planter = planter or Planter()
    special = variants(planter)
    for collection, model in COLLECTIONS.items():
        for variant, given in enumerate(special.get(model, [{}, {}])):
            fixed = {"publish_at": None, "never_preview": "no", **state, **given}
            if fixed["publish_at"]:
                # The day on which an embargo lifts is its day of publication.
                fixed["published"] = None
            made = planter.record(model, variant, fixed)
            if "body" in model.model_fields:
                name = made.pop("id")
                board.write(f"{collection}/{name}.md", made, made.pop("body"))
            else:
                board.add(collection, made)
    _attach(board, planter)
    return planter


def _attach(board: Board, planter: Planter) -> None:
    """Write the files that planted records name, with words inside them too."""
    for path in planter.files:
        inside, title = planter.word(), planter.word()
        planter.note((BoardDocument, "file"), inside)
        planter.note((BoardDocument, "file"), title)
        target = board.folder / path
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(pdf(inside, title))
    for named in planter.films:
        inside = planter.note((BoardDocument, "captions"), planter.word())
        (board.folder / named["file"]).write_bytes(test_media.film())
        words = test_media.CAPTIONS.replace(b"lamp", inside.encode())
        (board.folder / named["captions"]).write_bytes(words)
    for name in planter.pictures:
        target = board.folder / f"images/{name}.png"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(png(name))


def png(words: str) -> bytes:
    """Make a sound picture of grey dots, whose bytes are the words."""
    size = len(words).to_bytes(4) + (1).to_bytes(4)
    pieces = (
        (b"IHDR", size + b"\x08\0\0\0\0"),
        (b"IDAT", zlib.compress(b"\0" + words.encode(), level=0)),
        (b"IEND", b""),
    )
    framed = (
        len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)
        for name, data in pieces
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(framed)


def pdf(words: str, title: str) -> bytes:
    """Make a document of one page, its words compressed as programs compress them."""
    from pypdf import PdfWriter
    from pypdf.generic import DictionaryObject, NameObject, StreamObject

    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    content = StreamObject()
    content.set_data(f"BT /F1 12 Tf 20 200 Td ({words}) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(content.flate_encode())
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    named = DictionaryObject({NameObject(k): NameObject(v) for k, v in font.items()})
    fonts = DictionaryObject({NameObject("/F1"): named})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    writer.add_metadata({"/Title": title})
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


_STREAM: Final = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def unpacked(data: bytes) -> Iterator[bytes]:
    """Yield bytes as they are, and whatever is packed inside them."""
    yield data
    if data[:2] == b"\x1f\x8b":
        yield from unpacked(gzip.decompress(data))
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            for name in parts.namelist():
                yield name.encode()
                yield from unpacked(parts.read(name))
    if data[:5] == b"%PDF-":
        for stream in _STREAM.findall(data):
            try:
                yield zlib.decompress(stream)
            except zlib.error:
                continue
        yield from _printed(data)


def _printed(data: bytes) -> Iterator[bytes]:
    """Yield what a reader of a PDF sees, where its font has another alphabet than ours."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    yield from (str(value).encode() for value in (reader.metadata or {}).values())
    yield from (page.extract_text().encode() for page in reader.pages)


def found(tokens: list[Token], written: Mapping[str, bytes]) -> dict[Token, str]:
    """Return each planted value that stands in what was written, with its first file."""
    texts = {
        path: b"\n".join((path.encode(), *unpacked(data))).decode("utf-8", "replace").lower()
        for path, data in written.items()
    }
    words = {path: frozenset(_WORD.findall(text)) for path, text in texts.items()}
    everything = "\n".join(texts.values())
    seen: dict[Token, str] = {}
    for token in tokens:
        forms = [form.lower() for form in token.forms]
        # A word begins with letters that nothing else has, so it may stand in the midst of others.
        if _WORD.fullmatch(forms[0]):
            where = (path for path, all_ in words.items() if not all_.isdisjoint(forms))
        elif _stands(forms, everything):
            where = (path for path, text in texts.items() if _stands(forms, text))
        else:
            continue
        if path := next(where, None):
            seen[token] = path
    return seen


def _stands(forms: Sequence[str], text: str) -> bool:
    """Return whether one of some values stands in a text, and not in the midst of others."""
    return any(
        form in text and re.search(rf"(?<![a-z0-9]){re.escape(form)}(?![a-z0-9])", text)
        for form in forms
    )


def searchable(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[Place]:
    """Yield every field that can hold words, of a model and of the models inside it."""
    if model in seen:
        return
    seen.add(model)
    for name, hint in get_type_hints(model, include_extras=True).items():
        if name in model.model_fields:
            inner = list(_types(hint))
            for kind in inner:
                if issubclass(kind, BaseModel):
                    yield from searchable(kind, seen)
            if not any(issubclass(kind, (*UNSEARCHABLE, BaseModel)) for kind in inner):
                yield model, name


def _types(hint: Any) -> Iterator[type]:
    if isinstance(hint, type) and hint is not type(None):
        yield hint
    for argument in get_args(hint):
        yield from _types(argument)


def dumped(value: object) -> bytes:
    """Write any value as bytes to search in."""
    return json.dumps(value, default=str).encode()
