"""What a browser shows over the last good page while something is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Final

from sitegen.issues.formats import ShownIssue

_BODY: Final = re.compile(rb"<body[^>]*>", re.IGNORECASE)
_POLICY: Final = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>\n')
_STYLE: Final = """
#sitegen { position: fixed; inset: auto 0 0; z-index: 99999; max-height: 100%; overflow: auto;
  background: #fff; border-top: .5rem solid #b00020; font: 1rem/1.5 system-ui, sans-serif;
  color: #111 }
#sitegen[open] { inset: 0 }
body:has(> #sitegen:not([open])) { padding-bottom: 5rem }
#sitegen > div, #sitegen summary { max-width: 60rem; margin: 0 auto; padding: .5rem 1.5rem }
#sitegen summary { cursor: pointer; color: #111 }
#sitegen summary::after { content: "Show them"; text-decoration: underline; margin-left: 1rem }
#sitegen[open] summary::after { content: "Close this notice" }
#sitegen h1 { display: inline; font-size: 1.25rem; margin: 0; color: #111 }
#sitegen h2 { font-size: 1rem; margin: 1.5rem 0 0; color: #111; overflow-wrap: anywhere }
#sitegen p { margin: .25rem 0 }
#sitegen pre { background: #f3f3f3; padding: .5rem; margin: .25rem 0; overflow: auto;
  font: .9rem/1.4 monospace; color: #111 }
#sitegen mark { background: #ffd5d5; color: #900 }
"""
# Pages load again at every save; whoever closed the notice is told again of what is new alone,
# and a fault that only moved to another line is not new.
_SCRIPT: Final = r"""
{
  const panel = document.getElementById("sitegen");
  const told = [...panel.querySelectorAll("h2 + p, p:only-child")].map((said) =>
    (said.previousElementSibling?.textContent.replace(/:[\d:]+$/, "") ?? "") + said.textContent);
  const closed = JSON.parse(sessionStorage.getItem("sitegen") ?? "[]");
  if (told.every((one) => closed.includes(one))) panel.open = false;
  panel.addEventListener("toggle", () =>
    sessionStorage.setItem("sitegen", JSON.stringify(panel.open ? [] : told)));
}
"""
_PAGE: Final = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title></head>
<body><h1>{title}</h1><p>{words}</p></body></html>
"""


_OPEN: Final = '<details id="sitegen" aria-labelledby="sitegen-title" open>'


def faults(shown: Iterable[ShownIssue]) -> str:
    """Write the faults of the content as they are told in the terminal, for the browser."""
    return _faults([_in_files(issue) for issue in shown])


def faults_on_screen(told: Iterable[Mapping[str, str]]) -> str:
    """Write the faults of the content as they are told beside the editing screen."""
    return _faults([_fault(one["where"], f"{one['said']}.", one["cure"]) for one in told])


def _faults(items: Sequence[str]) -> str:
    count = "One thing has" if len(items) == 1 else f"{len(items)} things have"
    return _panel(
        f"{count} to be fixed",
        "<p>Below this notice is the last good version. Fix it and save; the notice goes away by "
        f"itself.</p>{''.join(items)}",
    )


def failure(words: str) -> str:
    """Write what went wrong that is no fault of the content."""
    return _panel("The site could not be made", f"<p>{escape(words)}</p>")


def _panel(title: str, html: str) -> str:
    heading = f'<summary><h1 id="sitegen-title">{escape(title)}</h1></summary>'
    panel = f"{_OPEN}{heading}<div>{html}</div></details>"
    return f"<style>{_STYLE}</style>{panel}<script>{_SCRIPT}</script>"


def folded(panel: str) -> str:
    """Return a panel that covers nothing, for pages that are read because of it."""
    return panel.replace(_OPEN, _OPEN.replace(" open", ""))


def _in_files(shown: ShownIssue) -> str:
    line = f"<pre>{_line(shown)}</pre>" if shown.excerpt.text else ""
    return _fault(shown.place, shown.sentence, shown.issue.hint, line)


def _fault(place: str, said: str, cure: str, line: str = "") -> str:
    hint = f"<p>{escape(cure)}</p>" if cure else ""
    return f"<h2>{escape(place)}</h2><p>{escape(said)}</p>{line}{hint}"


def _line(shown: ShownIssue) -> str:
    """Write the line with its number, what is meant marked in it."""
    excerpt = shown.excerpt
    start = max(excerpt.column - 1, 0)
    end = start + excerpt.width
    before, meant, after = excerpt.text[:start], excerpt.text[start:end], excerpt.text[end:]
    marked = f"<mark>{escape(meant)}</mark>" if meant else ""
    return f"{shown.issue.origin.line} | {escape(before)}{marked}{escape(after)}"


def over(page: bytes, panel: str) -> bytes:
    """Lay a panel over a page, which without its own policy may run what the panel needs."""
    page = _POLICY.sub(b"", page, count=1)
    match = _BODY.search(page)
    place = match.end() if match else 0
    return page[:place] + panel.encode() + page[place:]


def stand_in(title: str, words: str) -> bytes:
    """Write a page where the site has none."""
    return _PAGE.format(title=escape(title), words=escape(words)).encode()
