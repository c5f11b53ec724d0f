"""The Markdown parser with what this site adds: inserts, callouts, numbers, wide tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_inline import StateInline, backtick, image, link
from markdown_it.token import Token
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from sitegen.content.slugs import paragraph_id, slug

if TYPE_CHECKING:
    from markdown_it.renderer import RendererHTML


INSERT: Final = re.compile(r"\{([a-z]+):([a-z0-9][a-z0-9/-]*)\}")
"""An insert: its kind and the id of what it stands for."""


@cache
def site_parser() -> MarkdownIt:
    """Return the one parser of this process, which is slow to make and keeps no state."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.use(footnote_plugin, inline=False).use(deflist_plugin)
    parser.use(anchors_plugin, min_level=2, max_level=4, slug_func=slug)
    parser.use(container_plugin, "callout", validate=lambda *_: True, render=_callout)
    parser.inline.ruler.before("link", "insert", _insert_rule)
    for name, rule in (("backticks", backtick), ("link", link), ("image", image)):
        parser.inline.ruler.at(name, _counting_lines(rule))
    parser.add_render_rule("image", _render_image)
    parser.add_render_rule("insert", lambda _, tokens, at, *_rest: str(tokens[at].meta["slot"]))
    parser.add_render_rule("number", _number)
    parser.add_render_rule("table_open", _table_open)
    parser.add_render_rule("table_close", lambda *_: "</table>\n</div>\n")
    return parser


def _callout(_self: object, tokens: Sequence[Token], place: int, *_rest: object) -> str:
    token = tokens[place]
    if token.nesting < 0:
        return "</div>\n"
    return f'<div class="callout callout--{token.info.strip()}">\n'


def _number(_self: object, tokens: Sequence[Token], place: int, *_rest: object) -> str:
    number = tokens[place].content
    anchor = f'<a class="numbered__link" href="#{paragraph_id(number)}">{number}</a>'
    return f'<span class="numbered__number"><span class="hidden">Paragraph </span>{anchor}</span> '


def _table_open(_self: object, tokens: Sequence[Token], place: int, *_rest: object) -> str:
    label = escapeHtml(tokens[place].meta["label"])
    region = f'<div class="scroll scroll--table" role="region" aria-label="{label}" tabindex="0">'
    return f'{region}\n<table>\n<caption class="hidden">{label}</caption>\n'


def _insert_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser calls it so
    match = INSERT.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("insert", "", 0)
        token.meta = {"kind": match[1], "target": match[2]}
        token.content = match[0]
    state.pos = match.end()
    return True


def _counting_lines(rule: Callable[[StateInline, bool], bool]) -> Callable[..., bool]:
    """Note how many lines a link, a picture or a piece of code goes on for; no break is left."""

    def counted(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as the parser calls it
        start, before = state.pos, len(state.tokens)
        matched = rule(state, silent)
        if len(state.tokens) > before:
            state.tokens[-1].meta = {"lines": state.src.count("\n", start, state.pos)}
        return matched

    return counted


def _render_image(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    place: int,
    *rest: Any,  # noqa: ANN401 - handed on to the parser's own rule
) -> str:
    """Leave a slot that is filled with the address of a picture and its sides, as attributes."""
    slot = tokens[place].attrs.pop("src")
    caption = escapeHtml(str(tokens[place].attrs.pop("title", "")))
    picture = renderer.image(tokens, place, *rest).replace("<img", f"<img {slot}", 1)
    below = f"\n<figcaption><p>{caption}</p></figcaption>\n</figure>\n"
    return f'<figure class="figure">\n{picture}{below}' if caption else picture
