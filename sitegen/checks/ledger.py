"""Every address that was ever published answers: with content, a redirect or a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.content.load import LEDGER
from sitegen.issues import Issue, Origin

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

RULE: Final = "addresses"

HEAD: Final = (
    "# Every address that was ever published, one a line. The build adds to it; people still\n"
    "# follow old links, so a line is taken out only if its page was never public.\n"
)


def read(text: str) -> Mapping[str, int]:
    """Read the ledger: each address with its line."""
    lines = enumerate(text.splitlines(), start=1)
    return {line.strip(): number for number, line in lines if line.strip() and line[0] != "#"}


def added(ledger: Mapping[str, int], addresses: Sequence[str]) -> tuple[str, ...]:
    """Give the addresses that the ledger does not hold yet."""
    return tuple(sorted(set(addresses) - ledger.keys()))


def text(ledger: Mapping[str, int], new: Sequence[str]) -> str:
    """Write the ledger with new addresses, in order."""
    return HEAD + "".join(f"{address}\n" for address in sorted({*ledger, *new}))


def addresses_still_answer(ledger: Mapping[str, int], answering: frozenset[str]) -> Iterator[Issue]:
    """Tell of every address that was published and answers no more."""
    for address, line in ledger.items():
        if address not in answering:
            message = f"{address} was published and nothing answers there now"
            hint = (
                f"Add to addresses.yml:  - {{from: {address}, to: /its/new/address/, since: "
                "year-month-day}  (or a “reason:” instead of “to:”)."
            )
            yield Issue(Origin(LEDGER, line), RULE, message, hint)


def redirects_arrive(
    redirects: Mapping[str, str], answering: frozenset[str], places: Mapping[str, Origin]
) -> Iterator[Issue]:
    """Tell of every redirect that leads nowhere, to another redirect, or over a living page."""
    for old, new in redirects.items():
        place = places.get(old, Origin("addresses.yml"))
        target = new.partition("#")[0]
        if target.rstrip("/") in {other.rstrip("/") for other in redirects}:
            message = f"{old} leads to {target}, which is itself moved"
            yield Issue(place, RULE, message, "Lead straight to the last address.", field="to")
        elif target.startswith("/") and target not in answering:
            message = f"{old} leads to {target}, and nothing answers there"
            yield Issue(place, RULE, message, "Mend the new address.", field="to")
        if f"{old.rstrip('/')}/" in answering:
            message = f"{old} is the address of a page, so it cannot lead elsewhere"
            yield Issue(place, RULE, message, "Remove the entry, or the page.", field="from")
