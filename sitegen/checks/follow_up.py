"""What the entries of a follow-up say that cannot all be true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sitegen.checks.context import CheckContext
from sitegen.content.record import Record, of_type
from sitegen.content.values import Key
from sitegen.issues.issue import Issue
from sitegen.models.base import Item
from sitegen.models.follow_up import Action, ActionState, Progress, Recommendation
from sitegen.models.reviews import Event, Review
from sitegen.site.site import Site

_OPEN: Final = re.compile(
    r"\b(?:not yet (?:been )?(?:done|complete\w*|started|begun|agreed|in place|implemented)"
    r"|(?:still|remains?) (?:to be (?:done|completed|agreed|implemented)|outstanding|open)"
    r"|(?:is|are) (?:still )?(?:outstanding|unfinished|in progress|under ?way)"
    r"|ha(?:s|ve) not (?:yet )?(?:been (?:done|completed|implemented|delivered|used|agreed"
    r"|rolled out|published|tested|set up|introduced|adopted)|begun|started|met)"
    r"|(?:will|is to|are to) be (?:done|completed|printed|published|agreed|rolled out|delivered"
    r"|introduced"
    r"|implemented|set up|launched)|(?:is|are|we are) (?:still )?awaiting|so far|not started"
    r"|only partly)\b",
    re.IGNORECASE,
)
_DONE: Final = re.compile(
    r"\b(?:it|this|the action|all of it) (?:is|was|has been) (?:now )?"
    r"(?:complete|completed|done|finished|implemented)\b",
    re.IGNORECASE,
)
_SAYS: Final = {
    ActionState.DONE: (_OPEN, "that something is not done"),
    ActionState.OUTSTANDING: (_DONE, "that it is done"),
    ActionState.IN_PROGRESS: (_DONE, "that it is done"),
}


def actions_agree_with_their_evidence(
    record: Record[Item], _context: CheckContext
) -> Iterator[Issue]:
    """The evidence of an action does not say that the action stands elsewhere than it says."""
    action = record.item
    if not isinstance(action, Action) or not action.is_finished or action.state not in _SAYS:
        return
    contrary, meaning = _SAYS[action.state]
    done = action.state is ActionState.DONE
    said: list[tuple[tuple[str | int, ...], str]] = [
        (("evidence", number), prose.text) for number, prose in enumerate(action.evidence)
    ]
    if action.history:
        last = len(action.history) - 1
        said.append((("history", last, "note"), action.history[last].note))
    for path, text in said:
        if match := contrary.search(text):
            message = f"“{match[0]}” says {meaning}, and the action is “{action.state}”"
            hint = "Correct the state or the evidence; if both are true, say it in other words."
            yield record.warning(path, message, hint, match[0], action.state)
        elif done and path[0] == "evidence" and _NONE.fullmatch(text.strip()):
            message = f"“{text.strip()}” is not evidence, and the action is “done”"
            hint = "Write what shows it, or “No evidence supplied”."
            yield record.warning(path, message, hint, text.strip())


_NONE: Final = re.compile(r"(?:none|n/?a|nil|yes|done|tbc|-)[.!]?", re.IGNORECASE)


def recommendations_agree_with_their_notes(
    record: Record[Item], _context: CheckContext
) -> Iterator[Issue]:
    """The last note on a recommendation does not say that it stands elsewhere than it says."""
    item = record.item
    if not isinstance(item, Recommendation) or not item.last_word:
        return
    last = item.last_word
    if last.progress is Progress.DONE and (match := _OPEN.search(last.note)):
        message = f"“{match[0]}” says that something is not done, and this is “done”"
        hint = "Correct ⟦progress⟧ or the note; if both are true, say it in other words."
        path = ("progress", len(item.progress) - 1, "note")
        yield record.warning(path, message, hint, match[0])


def recommendations_come_after_their_review(site: Site) -> Iterator[Issue]:
    """A recommendation has a number of its own, and no target before its review came out."""
    numbers: dict[tuple[Key, str], str] = {}
    for record in of_type(site.records, Recommendation):
        item = record.item
        earlier = numbers.setdefault((item.review, item.number), record.id) if item.number else None
        if earlier and earlier != record.id:
            message = f"“{earlier}” is number {item.number} of this review already"
            hint = "Write its own number, as the report gives it."
            yield record.error("number", message, hint, earlier)
        review = site.find(item.review)
        out = review.milestone(Event.PUBLISHED) if isinstance(review, Review) else None
        # A board may answer what it was told before the public was.
        if out and item.target and item.target.end < out.date.start:
            message = f"{item.target} is before the review came out ({out.date})"
            yield record.warning("target", message, "Correct one of the two dates.")
