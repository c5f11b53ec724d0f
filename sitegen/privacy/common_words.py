"""Names that are ordinary words too, so that alone they say nothing about anybody."""

from __future__ import annotations

from typing import Final

WORDS: Final = frozenset(
    """
    abbey abbot amber angel april archer ash aspen august autumn avery baker banks barber
    barker barley barn barrow bay beck bell bird bishop black blake blue bond booth bow bowen
    bridge bright brook brown burn bush butcher butler carpenter carter case cash chance
    chandler chase chester church clay clerk cliff coach coal cole cook cooper court cox crane
    crisp cross dawn day dean dell derby dove drake drew duke eve fair faith farmer field
    finch fisher flint flower ford forest foster fountain fox frank frost gale gardener gates
    gay gill glen gold good grace grant gray green grey guy hall hamlet hand harbour hardy
    harper harvest hawk hay hazel heath hill holly home hood hope house hunt hunter iris ivy
    jack jade james jasmine joy judge july june justice key king knight lake lamb lancaster
    lane lark law leach leaf lee lily lincoln little lock london long lord love low mace major
    marina mark marsh marshall mason max may mercy miller mills minister moon moor moss mould
    nightingale noble north oak old olive page park parker parson patience peace pearl penny
    perry piper pitt pond poole pope poppy porter potter preston price pride prince prior
    prudence quick ray read reading rice rich ridge river robin rock rose ruby rusty sage sand
    saviour scarlet school sefton sharp shaw sheppard short silver sky skye small smart smith
    snow south southport spring stafford star steel stone storm street strong summer swan
    taylor temple thorn tiger tree trinity troy turner violet wade walker wall ward warren
    waters webb well wells west wheeler white wild will wills winter wise wolf wood woods york
    young
    """.split()  # noqa: SIM905 - a list of words is read best as words
)
"""Words; the list is for a question to the officer, never for a decision without her."""
