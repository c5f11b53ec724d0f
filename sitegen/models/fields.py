"""The kinds of field that authors fill in, as pydantic understands them."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import partial
from typing import Annotated, Any, Final, TypeVar
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, StringConstraints

from sitegen.content.dates import PartialDate, long_moment, plausible
from sitegen.content.values import FilePath, Key, Phone, Prose
from sitegen.issues.issue import Refusal

T = TypeVar("T")

SUMMARY_LENGTH: Final = 160
"""Characters that a summary may have, so that lists and search results show it whole."""

Slug = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$"),
    Field(description="Small letters, digits and hyphens.", examples=["audit-group"]),
]
PagePath = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+([-/][a-z0-9]+)*$"),
    Field(description="Small letters, digits, hyphens and slashes."),
]
Summary = Annotated[str, StringConstraints(max_length=SUMMARY_LENGTH)]
Text = Annotated[str, StringConstraints(min_length=1)]
ParagraphNumber = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]+[a-z]?$"),
    Field(
        description="The number of a paragraph, with a letter for one that came in later.",
        examples=["12", "12a"],
    ),
]


def written(*examples: str, **extra: str) -> Any:  # noqa: ANN401 - pydantic takes any type here
    """Return the type by which editors know a value that is written as text."""
    schema: dict[str, Any] = dict(extra)
    return Annotated[str, Field(examples=list(examples) or None, json_schema_extra=schema or None)]


def refers(kind: str) -> PlainValidator:
    """Read an id that points to a record of a kind."""
    return PlainValidator(
        partial(Key.to, kind), json_schema_input_type=written(**{"x-refers-to": kind})
    )


Partial = Annotated[
    PartialDate,
    PlainValidator(
        PartialDate.parse,
        json_schema_input_type=written(
            *("2018-07-31", "2018-07", "2018", "autumn 2017"),
            pattern=r"^(\d{4}(-\d{2}){0,2}|([Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter) \d{4})$",
        ),
    ),
]
Telephone = Annotated[
    Phone, PlainValidator(Phone.parse, json_schema_input_type=written("0151 496 0000"))
]
Markdown = Annotated[
    Prose,
    PlainValidator(Prose.read, json_schema_input_type=written(contentMediaType="text/markdown")),
]
File = Annotated[
    FilePath,
    PlainValidator(
        FilePath.parse,
        json_schema_input_type=written("files/annual-report.pdf", **{"x-form": "file"}),
    ),
]


def _colour(value: str) -> str:
    # Few boards have colours of their own.
    from sitegen.models import colours

    return colours.parse(value)


Colour = Annotated[
    str,
    AfterValidator(_colour),
    Field(examples=["#0b5559"], json_schema_extra={"pattern": r"^#[0-9a-fA-F]{6}$"}),
]

ContactKey = Annotated[Key, refers("contact")]
DocumentKey = Annotated[Key, refers("document")]
GroupKey = Annotated[Key, refers("group")]
PageKey = Annotated[Key, refers("page")]
PersonKey = Annotated[Key, refers("person")]
RecommendationKey = Annotated[Key, refers("recommendation")]
ReviewKey = Annotated[Key, refers("review")]
TextKey = Annotated[Key, refers("text")]
ThemeKey = Annotated[Key, refers("theme")]
ActionKey = Annotated[Key, refers("action")]
BriefingKey = Annotated[Key, refers("briefing")]

NOT_KNOWN: Final = "not known"
"""What authors write for a number that no source gives."""


def _count(value: object) -> int | None:
    """Take a whole number, or the words that say that nobody knows it; raises Refusal."""
    text = str(value).strip().casefold()
    if text == NOT_KNOWN:
        return None
    if not (text.isascii() and text.isdigit()):
        hint = f"Write digits alone, for example 3, or “{NOT_KNOWN}”."
        raise Refusal(f"“{value}” is not a number of children", hint)
    return int(text)


Count = Annotated[
    int | None,
    PlainValidator(
        _count, json_schema_input_type=written("1", "3", NOT_KNOWN, pattern=r"^(\d+|not known)$")
    ),
]


_WHOLE: Final = "Write year-month-day, for example 2024-03-09."


def _iso_day(value: object, hint: str = _WHOLE) -> object:
    if isinstance(value, str):
        # Where a day is asked for, less than a day is no way out.
        parsed = PartialDate.parse(value, hint, whole=True)
        if parsed.start != parsed.end:
            raise Refusal(f"“{value}” is not a complete date", hint)
        return parsed.start
    return value


def _moment(value: object, hint: str = "Write it like 2024-03-09 09:30.") -> object:
    if isinstance(value, str):
        try:
            moment = datetime.strptime(value.replace("T", " "), "%Y-%m-%d %H:%M")  # noqa: DTZ007 - the site's time zone is given to it at the gate
        except ValueError:
            from sitegen.content.date_guess import meant_moment

            message = f"“{value}” is not a date with a time"
            if meant := meant_moment(value):
                hint = f"If you mean {long_moment(meant)}, write {meant:%Y-%m-%d %H:%M}."
            raise Refusal(message, hint) from None
        plausible(moment.year, value)
        return moment
    return value


def _day_or_moment(value: object) -> object:
    """Take a day, or a day with a time; raises Refusal."""
    if not isinstance(value, str):
        return value
    read = _moment if ":" in value else _iso_day
    return read(value, "Write a day like 2024-03-09, or a day and a time like 2024-03-09 09:30.")


def _https(value: str) -> str:
    if not value.startswith("https://") or " " in value:
        message = f"“{value}” is not a web address that starts with https://"
        raise Refusal(message, "Copy the whole address from the browser’s address bar.")
    # Brackets may stand behind the host in pairs, as in “?year[]=2018”.
    alone = value.split("/")[2] if value.count("[") == value.count("]") else value
    if strange := re.search(r"[\"<>{}\\]", value) or re.search(r"[\[\]]", alone):
        hint = "Take it out, or copy the whole address from the browser’s address bar."
        raise Refusal(f"“{strange[0]}” cannot stand in this web address", hint)
    return value


def whole_host(value: str) -> str:
    """Return an address without its closing slash; raises Refusal for a part of a host."""
    bare = value.rstrip("/")
    if "/" in bare.removeprefix("https://"):
        message = f"“{value}” goes on after the name of the host"
        hint = "Write it like https://www.example.org; ask for a name like board.example.org."
        raise Refusal(message, hint)
    return bare


def _zone(value: str) -> str:
    """Take the name of a time zone that the world agrees on."""
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        # What is alike may be hours away, and an embargo would lift at another time unseen.
        hint = "In Britain write Europe/London; elsewhere the name of the zone, like America/Lima."
        raise Refusal(f"“{value}” is not a time zone", hint) from None
    return value


Zone = Annotated[Text, AfterValidator(_zone), Field(examples=["Europe/London"])]


def _english(value: str) -> str:
    """Take English, in which the layout is written; a page may be in any language."""
    if not re.fullmatch(r"en(-[A-Z]{2})?", value):
        hint = "Write en-GB. A page in another language says so itself, for example ⟦lang: cy⟧."
        message = f"“{value}” cannot be the language of the layout, whose words are English"
        raise Refusal(message, hint)
    return value


English = Annotated[Text, AfterValidator(_english), Field(examples=["en-GB"])]
"""The language of a whole site, as BCP 47 writes it."""


_EMAIL: Final = re.compile(
    r"[A-Za-z0-9](?:[A-Za-z0-9._%+'-]*[A-Za-z0-9_+-])?@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}"
)
"""The addresses that people give out, which are fewer than those that RFC 5321 allows."""


def _email(value: str) -> str:
    address = value.removeprefix("mailto:").strip().strip("<>").removesuffix(".")
    if address and (not _EMAIL.fullmatch(address) or ".." in address):
        message = f"“{value}” is not an e-mail address"
        raise Refusal(message, "Write it like office@example.org: one @, no spaces, and one alone.")
    return address


def _extension(value: str) -> str:
    digits = re.sub(r"(?i)^(?:extension|ext|x)\b\.? *", "", value)
    if digits and not re.fullmatch(r"\d{1,6}", digits):
        message = f"“{value}” is not an extension"
        raise Refusal(message, "Write its digits alone, for example 4706.")
    return digits


def _listed(value: object) -> object:
    """Take a single value where a list is meant, as authors write `themes: neglect`.

    One that ends as a list does has lost its beginning, and would be taken for one long item.
    """
    if not isinstance(value, str):
        return value
    if value.endswith(("]", "}")):
        # Most builds read no such slip, and none of those loads what tells of it.
        from sitegen.content.pairs import list_without_its_beginning

        if lost := list_without_its_beginning(value):
            raise Refusal(lost.message, lost.hint)
    return (value,)


Day = Annotated[
    date,
    BeforeValidator(_iso_day),
    Field(examples=["2026-11-22"], json_schema_extra={"pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]
LocalMoment = Annotated[
    datetime,
    BeforeValidator(_moment),
    Field(
        examples=["2026-12-01 09:30"],
        json_schema_extra={"pattern": r"^\d{4}-\d{2}-\d{2}[ T]\d{1,2}:\d{2}$"},
    ),
]
_DAY_OR_MOMENT: Final = r"^\d{4}-\d{2}-\d{2}([ T]\d{1,2}:\d{2})?$"
DayOrMoment = Annotated[
    date,
    PlainValidator(
        _day_or_moment,
        json_schema_input_type=written("2026-12-01 09:30", "2026-12-01", pattern=_DAY_OR_MOMENT),
    ),
]
"""A `date`, which is a `datetime` where the time is known as well."""

LaterDayOrMoment = Annotated[
    date,
    PlainValidator(
        _day_or_moment,
        json_schema_input_type=written("2026-12-01 13:00", "2026-12-02", pattern=_DAY_OR_MOMENT),
    ),
]
"""The same for what comes afterwards, with examples that do."""

WebAddress = Annotated[
    str,
    AfterValidator(_https),
    Field(examples=["https://www.example.org/"], json_schema_extra={"pattern": r"^https://[^ ]+$"}),
]
HostAddress = Annotated[WebAddress, AfterValidator(whole_host)]
"""The address of a whole site."""

Email = Annotated[str, AfterValidator(_email), Field(examples=["office@example.org"])]
Extension = Annotated[str, AfterValidator(_extension), Field(examples=["4706"])]
Listed = Annotated[tuple[T, ...], BeforeValidator(_listed)]
