"""Rules for what authors write, told at the line where they wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from sitegen.checks import typed_numbers, web_addresses
from sitegen.checks.context import CheckContext
from sitegen.issues.issue import Issue, Origin, Severity

if TYPE_CHECKING:
    from sitegen.content.body import Body, Run


_EMPTY_LINK_TEXTS: Final = frozenset(
    ("click here", "here", "read more", "more", "link", "this link", "this page", "learn more",
     "find out more", "this", "download", "more information")
)  # fmt: skip
_MACHINE_ALT: Final = re.compile(
    r"^image result|^screenshot|\.(?:png|jpe?g|gif|svg|webp)\Z"
    r"|^(?:dsc|graphic|image|img|photo|picture|scan|untitled)[ _-]*\d*\Z",
    re.IGNORECASE,
)
_ACRONYM: Final = re.compile(r"(?<![\w/-])(?<!\w\.)([A-Z]{2,}[0-9]?)(?:s|’s|'s)?(?![\w/-])(?!\.\w)")
_ROMAN: Final = re.compile(r"[IVX]+")
_PSEUDONYM: Final = re.compile(
    r"\b(?:Child|Children|Bab(?:y|ies)|Famil(?:y|ies)|Adults?|Mother|Father|Parents?|Siblings?|Brother"
    r"|Sister|Uncle|Aunt|Grandmother|Grandfather|Carers?|Boy|Girl|Person|Practitioner|Professional"
    r"|Worker|Witness(?:es)?|Subject|School|Agency|Hospital|Case|Mr|Mrs|Ms|Miss|Dr|Appendix|Annex|Table"
    r"|Figure|Form|Part|Schedule|Section|Ward)\s+[A-Z]{1,3}\d{0,2}(?:(?:,|\s+and|\s+or)?\s+[A-Z]{1,3}\d{0,2}\b)*"
    r"|\bSI\s+(?=(?:No\.?\s+)?\d)|\[\d{4}\]\s+(?:\d+\s+)?[A-Z]{2,5}(?:\s+(?:Civ|Crim|Fam|Admin|ER))?"
    r"|\b[A-Z]{1,3}&[A-Z]{1,3}\b|\bH[CL] (?:Paper |Bill )?(?=\d)|\bv\.? [\w ]{3,40}?(?:MBC|LBC"
    r"|CC|BC)\b"
    r"|\b[A-Z]{2}\d?(?=[’']s (?:mother|father|parents?|sister|brother|siblings?|family|aunt"
    r"|uncle|carers?|grand\w+|partner|birth|death|school|home|injuries)\b)"
)
"""Letters that stand for somebody or something: pseudonyms, parts of a report, citations of law."""

_EVERYDAY: Final = frozenset(
    """
    AD AM BA BBC BC BEM BSc CBE CD CSV DBE DOI DVD EU FRCP FRCPCH GB GCSE GP HTML ID ISBN ISSN IT
    ITV JP KB KBE KC LLB MA MB MBE MP MRCGP MRCPCH NB OBE OK PA PC PDF PM PO PS QC RGN RSVP
    SD SMS TV UK URL US USA WC
    """.split()  # noqa: SIM905 - a list of words is read best as words
)
"""Abbreviations that everybody knows, and honours behind a name."""

_FOR_COLLEAGUES: Final = re.compile(
    r"\A\W{0,3}(?:OFFICIAL|RESTRICTED|DRAFT|EMBARGOED|CAUTION|EXTERNAL|DO NOT|NOT FOR|NOTE\]"
    r"|PLACEHOLDER|LEGALLY|INSERT)|\bFIXME\b|¬"
    r"|\[[A-Z]{2,3}\d+\]|\*\||= ?[A-Z]{2,}\(|\bFWD?:|\[!?[A-Z ]{3,}\]|\bDATE\b"
)
_POSTCODE: Final = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")

_TWO_CAPITALS: Final = re.compile("[A-Z]{2}")
_CAPITALS: Final = re.compile(r"\b[A-Z]{2,}(?:[\s,!]+[A-Z]{2,})+\b")
_LONG_SENTENCE: Final = 40
"""Words from which a sentence is reported; 25 is the aim, and between the two is judgement."""


def link_texts_say_where_they_lead(body: Body, _context: CheckContext) -> Iterator[Issue]:
    """Link text makes sense out of context (WCAG 2.4.4, 2.4.9)."""
    for link in body.links:
        text = link.text.strip(" .:!?…").lower()
        if not text or text in _EMPTY_LINK_TEXTS:
            hint = "Name what stands at the other end, for example “the annual report”."
            message = f"the link text “{link.text}” does not say where it leads"
            yield Issue(link.origin, message, hint, about=(link.text,))
        elif text.startswith(("http://", "https://", "www.")):
            hint = "Write the name of the site or page as the link text."
            yield Issue(link.origin, "a bare web address is the link text", hint)


def links_to_other_sites_are_safe(body: Body, _context: CheckContext) -> Iterator[Issue]:
    """Links to other sites begin with https, and telephone links come from contact points."""
    for link in body.links:
        # Of an address inside an office that is told, and https would not help.
        if link.target.startswith(("http://", "//")) and not web_addresses.is_inside(link.target):
            hint = "Write https:// and try the link in a browser."
            yield Issue(link.origin, f"“{link.target}” is not secure", hint, about=(link.target,))
        elif link.target.startswith(("tel:", "mailto:")):
            hint = "Add it to ⟦contacts.yml⟧, then insert it by its id, as in {contact:office}."
            message = "numbers and e-mail addresses are not typed into texts"
            yield Issue(link.origin, message, hint)


def pictures_are_described(body: Body, _context: CheckContext) -> Iterator[Issue]:
    """A picture has words for those who do not see it (WCAG 1.1.1), written by a person."""
    for picture in body.pictures:
        alt = picture.alt.strip()
        if not alt:
            hint = "Say in the square brackets what the picture shows: ![What it shows](…)."
            yield Issue(picture.origin, "the picture has no description", hint)
        elif (
            _MACHINE_ALT.search(alt)
            or alt.casefold() == PurePosixPath(picture.target).stem.casefold()
        ):
            hint = "Write a sentence that says what the picture shows."
            message = f"“{picture.alt}” was written by a machine, not for a reader"
            yield Issue(picture.origin, message, hint, about=(picture.alt,))


def headings_never_skip_a_level(body: Body, _context: CheckContext) -> Iterator[Issue]:
    """Headings in a text begin at ## and go down one level at a time (WCAG 1.3.1)."""
    level = 1
    for heading in body.headings:
        fitting = ("##", "###", "####")[: max(level, 1)]
        hint = f"Begin the line with {' or '.join(fitting)}."
        if heading.level == 1:
            message = (
                f"the heading “{heading.text}” is a level-1 heading; only the page title may be"
            )
            yield Issue(heading.origin, message, hint, about=(heading.text,))
        elif heading.level > level + 1:
            message = f"the heading “{heading.text}” skips a level"
            yield Issue(heading.origin, message, hint, about=(heading.text,))
        level = heading.level


def abbreviations_are_explained(body: Body, context: CheckContext) -> Iterator[Issue]:
    """Every abbreviation in a text stands in the glossary, which writes it out at first use."""
    if not context.terms:
        return
    for run in _runs(body, _TWO_CAPITALS):
        if _FOR_COLLEAGUES.search(run.text):
            continue  # told as what it is, by other checks
        shouted = (word for phrase in _shouts(run.text, context) for word in _words(phrase))
        explained = {*context.terms, *_EVERYDAY, *shouted}
        text = _PSEUDONYM.sub(" ", _POSTCODE.sub(" ", run.text))
        for match in _ACRONYM.finditer(text):
            if not (match[1] in explained or _ROMAN.fullmatch(match[1])):
                hint = "Add it to ⟦glossary.yml⟧, or write the words out in small letters."
                yield Issue(run.origin, f"“{match[1]}” is not in the glossary", hint, (match[1],))


def nothing_is_shouted(body: Body, context: CheckContext) -> Iterator[Issue]:
    """Words in capitals are hard to read and screen readers may spell them."""
    for run in _runs(body, _TWO_CAPITALS):
        for phrase in _shouts(_PSEUDONYM.sub(" ", run.text), context):
            hint = "Write it in small letters; abbreviations belong in ⟦glossary.yml⟧."
            yield Issue(run.origin, f"“{phrase}” is in capitals", hint, about=(phrase,))


def _shouts(text: str, context: CheckContext) -> Iterator[str]:
    """Find neighbours in capitals; two known abbreviations side by side are no shouting."""
    for match in _CAPITALS.finditer(text):
        unknown = [word for word in _words(match[0]) if word not in context.terms]
        if len(unknown) > 1 and not _EVERYDAY.issuperset(unknown):
            yield match[0]


def _words(phrase: str) -> list[str]:
    return re.findall(r"\w+", phrase)


def nothing_is_computer_code(body: Body, _context: CheckContext) -> Iterator[Issue]:
    """No words are shown as computer code, which spaces or backticks make of them by accident."""
    for code in body.code:
        if code.text.startswith("{"):
            message = f"“{code.text}” is shown as it is between backticks"
            hint = f"Write {code.text} without backticks."
        elif code.text:
            message = f"“{code.text}” makes computer code of these lines"
            hint = f"Take the two lines “{code.text}” out."
        else:
            message = "four spaces or a tab make computer code of this line"
            hint = "Take the spaces at the beginning of the line out."
        yield Issue(code.origin, message, hint, (code.text,))


def numbers_come_from_contact_points(body: Body, context: CheckContext) -> Iterator[Issue]:
    """A telephone number is kept once, so that a dead one cannot stay on some page."""
    for number, origin in typed_numbers.in_body(body, context.numbers):
        yield _typed(number, "the text", origin, context.numbers)
    for picture in body.pictures:
        for number, _ in typed_numbers.numbers_in(picture.alt, context.numbers):
            yield _typed(number, "the description", picture.origin, context.numbers)


def _typed(number: str, where: str, place: Origin, keys: Mapping[str, str]) -> Issue:
    key = keys.get(typed_numbers.national(number))
    hint = f"Write {{contact:{key}}} in the text instead." if key else _IN_THE_LIST
    return Issue(place, f"the telephone number “{number}” is typed into {where}", hint, (number,))


_IN_THE_LIST: Final = (
    "Add it to ⟦contacts.yml⟧, then insert it in the text by its id, as in {contact:office}."
)


def sentences_are_short(body: Body, _context: CheckContext) -> Iterator[Issue]:
    """Advice: a very long sentence is hard to follow."""
    for paragraph in body.paragraphs():
        if paragraph.text.count(" ") < _LONG_SENTENCE:
            continue
        for sentence in re.split(r"(?<=[.?!])\s+", paragraph.text):
            words = sentence.split()
            if len(words) > _LONG_SENTENCE:
                begins = " ".join(words[:5])
                message = f"a sentence of {len(words)} words begins “{begins}…”"
                hint = "Make two sentences of it; most should be under 25 words."
                yield Issue(paragraph.origin, message, hint, (begins,), Severity.WARNING)


def _runs(body: Body, holding: re.Pattern[str]) -> Iterator[Run]:
    """Return the stretches of text in which something stands; most can be left alone."""
    return (run for run in body.runs if holding.search(run.text))
