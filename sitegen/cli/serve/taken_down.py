"""What goes with a review that was taken down on the screen, and the act that takes it down too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sitegen.cli.edits import withdrawn
from sitegen.cli.withdraw import together
from sitegen.content.record import Record
from sitegen.models.base import Item, Status
from sitegen.models.reviews import Review
from sitegen.site import reading


def still_public(content: Path) -> list[dict[str, Any]]:
    """Return what is about reviews that were taken down, and would go with them."""
    return [
        {"kind": record.item.kind, "title": record.item.label, "review": review.id}
        for review, record in _along(content)
    ]


def take_down(content: Path, today: date) -> None:
    """Take down what is about such reviews, for the reason of each review; raises OSError."""
    along = _along(content)
    reasons = [(record, " ".join(str(review.withdrawn_reason).split())) for review, record in along]
    withdrawn(content, reasons, today).write()


def _along(content: Path) -> Iterator[tuple[Review, Record[Item]]]:
    """Yield each record that is about a withdrawn review alone, with the review."""
    records = reading.read(content).records
    for found in records:
        review = found.item
        if isinstance(review, Review) and review.status is Status.WITHDRAWN:
            yield from ((review, record) for record in together(records, found))
