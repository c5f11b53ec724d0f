"""Words that a board may add to: kinds of reviews and documents, states, languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from sitegen.checks.references import Withheld
from sitegen.content.entry import Path, named
from sitegen.issues.issue import Diagnosis, Issue, Origin, known_words
from sitegen.models.base import Item
from sitegen.models.documents import BoardDocument
from sitegen.models.languages import SpokenLanguage
from sitegen.models.pages import Page
from sitegen.models.reviews import Review
from sitegen.site.site import Site

_CALLED: Final = {
    "review_kind": ("kind of review", "review_kinds"),
    "review_status": ("state of review", "review_states"),
    "document_kind": ("kind of document", "document_kinds"),
    "lang": ("language", "languages"),
}
"""What a word of each field is, and the key of `site.yml` below which a board adds its own."""


def words_are_known(site: Site, unseen: Withheld) -> Iterator[Issue]:
    """A kind, a state or a language is one that every site knows, or that this one adds."""
    if "site" in unseen.unread:
        return
    words = site.settings.words_of_fields
    for record in (*site.records, *unseen.withheld):
        for path, word in _chosen(record.item):
            name = str(path[-1])
            if word and word not in words[name]:
                told = _unknown(word, name, words[name], site.settings.known_languages)
                yield Issue(record.entry.place(path), *told, field=named(path))


def _unknown(
    word: str, name: str, words: Iterable[str], languages: Mapping[str, SpokenLanguage]
) -> Diagnosis:
    """Say what is wrong with a word, and which one its author may have meant."""
    noun, own = _CALLED[name]
    added = f"Or add it to ⟦site.yml⟧, below ⟦{own}:⟧."
    for language in languages.values() if name == "lang" else ():
        if word.casefold() in {language.name.casefold(), language.own_name.casefold()}:
            message = f"“{word}” is the name of a language"
            return Diagnosis(message, f"Write its code, “{language.code}”.", (word,))
        if _first(word) == _first(language.code):
            message = f"“{word}” is not how this site writes the code of {language.name}"
            other = f" {added}" if "-" in word else ""
            return Diagnosis(message, f"Write “{language.code}”.{other}", (word,))
    message = f"“{word}” is not a {noun} that this site knows"
    return Diagnosis(message, f"{known_words(word, words)} {added}", (word,))


def _first(code: str) -> str:
    """Return the language of a code, without its script and country."""
    return code.partition("-")[0].casefold()


def _chosen(item: Item) -> Iterator[tuple[Path, str]]:
    """Yield the place of each such word in a record, and the word."""
    match item:
        case Review():
            yield ("review_kind",), item.review_kind
            yield ("review_status",), item.review_status
        case BoardDocument():
            yield ("document_kind",), item.document_kind
            yield ("lang",), item.lang
            for number, other in enumerate(item.formats):
                yield ("formats", number, "lang"), other.lang
        case Page():
            yield ("lang",), item.lang


def added_words_are_added_once(site: Site) -> Iterator[Issue]:
    """No two entries of a list of words in the settings are about the same word."""
    settings = site.settings
    added = {
        "review_kinds": [kind.name for kind in settings.review_kinds],
        "review_states": [state.name for state in settings.review_states],
        "document_kinds": list(settings.document_kinds),
        "languages": [language.code for language in settings.languages],
    }
    for key, words in added.items():
        for number, word in enumerate(words):
            if word in words[:number]:
                hint = "Take one of the two out."
                message = f"“{word}” is there twice"
                yield Issue(Origin("site.yml"), message, hint, (word,), field=key)
