"""Makes reviews that never happened, in a county that does not exist: the same words every time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

FEWEST: Final = 400
MOST: Final = 900
"""Words of a review."""

AGENCIES: Final = tuple(
    f"Exampleshire {name}"
    for name in ("Council", "Police", "Schools", "Health", "Housing", "Youth Service")
)
_ACTS: Final = ("Keeping", "Sharing", "Reading", "Checking", "Handing over")
_THINGS: Final = ("records", "plans", "dates", "choices", "questions", "visits", "letters", "lists")
THEMES: Final = {
    f"{act} {thing}".lower().replace(" ", "-"): f"{act} {thing}"
    for act in _ACTS
    for thing in _THINGS
}
"""The titles of the forty themes by their ids."""

_WHO: Final = (
    *("The council", "The first agency", "The second agency", "The school", "The clinic"),
    *("The lead officer", "The panel", "The chair", "The housing team", "The youth service"),
    *("Each service", "The reviewer"),
)
_DID: Final = (
    *("kept", "read", "compared", "shared", "checked", "listed", "dated", "looked through"),
    *("wrote down", "asked for", "summed up", "handed over"),
)
_WHAT: Final = (
    *("the notes of every meeting", "the list of visits", "the plan for the month"),
    *("the questions that were open", "the letters of the spring", "the record of calls"),
    *("the choices and the reasons for them", "the dates of each step", "the minutes"),
    *("the answers of the other services", "the first draft", "the timetable"),
)
_WHEN: Final = (
    *("before the next step began", "within the same week", "at the start of the month"),
    *("once both sides had agreed", "and told the others on the same day", "in plain words"),
    *("as the procedure asks", "with a copy for the file", "and signed the page"),
    *("so that nobody had to ask twice", "after a short talk", "and set a day to look again"),
)
_STEPS: Final = ("Ask", "Gather", "Compare", "Talk", "Write", "Check", "Agree")


@dataclass(frozen=True, slots=True)
class Text:
    """One made-up review; its links name records by kind and id, as in `(review:child-a1)`."""

    id: str
    title: str
    day: date
    summary: str
    themes: tuple[str, ...]
    agencies: tuple[str, ...]
    body: str

    def with_words(self, words: str) -> Text:
        """Return the review with one more paragraph before its footnotes."""
        mark = "\n[^1]:"
        return replace(self, body=self.body.replace(mark, f"\n{words}\n{mark}", 1))


def texts(count: int, seed: int = 1) -> tuple[Text, ...]:
    """Make reviews, oldest first; the first ones are the same however many are made."""
    return tuple(_text(number, seed) for number in range(1, count + 1))


def _text(number: int, seed: int) -> Text:
    chance = random.Random(f"{seed}/{number}")  # noqa: S311 - made-up words, not a secret
    themes = tuple(sorted(chance.sample(sorted(THEMES), chance.randint(2, 5))))
    return Text(
        id=f"child-a{number}",
        title=f"Review of Child A{number}",
        day=date(1990, 1, 1) + timedelta(days=number),
        summary=f"What {len(AGENCIES)} agencies did, told step by step in a made-up review.",
        themes=themes,
        agencies=tuple(sorted(chance.sample(AGENCIES, chance.randint(2, 4)))),
        body=_body(number, themes, chance),
    )


def _body(number: int, themes: tuple[str, ...], chance: random.Random) -> str:
    """Put the fixed parts of a review together, and fill them up to a length."""
    another = chance.randint(1, number)
    link = f"[Review of Child A{another}](review:child-a{another})"
    theme = f"[{THEMES[themes[0]]}](theme:{themes[0]})"
    fixed = (
        f"This review is made up.[^1] It was followed by {link}.\n",
        f"## How it was done\n\n{_list(chance, '1.')}\n",
        f"## What the agencies did\n\nIts first theme is {theme}.\n\n{_list(chance, '-')}\n",
        f"## The steps\n\n{_table(chance)}\n",
        f"## What happens next\n\nThe panel **agreed** on *all*.[^2]\n\n{_list(chance, '-')}\n",
    )
    notes = f"[^1]: {_sentence(chance)}\n[^2]: {_sentence(chance)}\n"
    wanted = chance.randint(FEWEST, MOST - 80) - words_in("\n".join((*fixed, notes)))
    filling = _filling(wanted, len(fixed), chance)
    parts = (f"{part}\n{more}" for part, more in zip(fixed, filling, strict=True))
    return "\n".join((*parts, notes))


def words_in(text: str) -> int:
    """Count the words of a text, without the marks that stand alone."""
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


def _filling(wanted: int, parts: int, chance: random.Random) -> Iterator[str]:
    """Yield each part a share of the words that are wanted, three sentences to a paragraph."""
    for _ in range(parts):
        sentences: list[str] = []
        while words_in(" ".join(sentences)) < wanted / parts:
            sentences.append(_sentence(chance))
        threes = (sentences[at : at + 3] for at in range(0, len(sentences), 3))
        yield "".join(f"{' '.join(three)}\n\n" for three in threes)


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choice(words) for words in (_WHO, _DID, _WHAT, _WHEN)) + "."


def _list(chance: random.Random, mark: str) -> str:
    return "\n".join(f"{mark} {_sentence(chance)}" for _ in range(chance.randint(3, 5)))


def _table(chance: random.Random) -> str:
    rows = (
        f"| {step} | {chance.choice(_WHO)} | Week {week} |" for week, step in enumerate(_STEPS, 1)
    )
    return "\n".join(("| Step | Who | When |", "|---|---|---|", *rows))
