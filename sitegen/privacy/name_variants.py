"""Other forms of the same name: of a wife, a son or a friend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_GENDERED: Final = (
    ("skyi", "skaya"), ("skiy", "skaya"), ("sky", "skaya"), ("sky", "ska"), ("ski", "ska"),
    ("cki", "cka"), ("zki", "zka"), ("ov", "ova"), ("ev", "eva"), ("yn", "yna"), ("ý", "a"),
)  # fmt: skip
"""Endings of Slavic family names, of men and of women."""

_CASES: Final = (
    ("ski", "skiego"), ("cki", "ckiego"), ("ska", "skiej"), ("cka", "ckiej"), ("ski", "scy"),
    ("ska", "ski"), ("ova", "ov"), ("ova", ""),
)  # fmt: skip
"""Endings that such names take in a sentence or for a whole family."""

_SHORT: Final = """
alexander alex alec sandy xander sasha
alexandra alex sandra sasha lexi
amanda mandy
andrew andy drew
anthony tony ant
barbara barb babs
benjamin ben benji benny
catherine cath cathy kate katie kathy kit katherine kathryn
charles charlie chas chuck
charlotte charlie lottie
christina chris chrissy tina christine
christopher chris kit topher
daniel dan danny
david dave davey
deborah deb debbie
edward ed eddie ted ned
eleanor ellie nell nora lena
elizabeth liz lizzie beth betty libby eliza bess lisa
emily em emmy millie
frances fran frankie
francis frank fran
frederick fred freddie
gabrielle gaby
george georgie
gregory greg
harold harry hal
harriet hattie harry
henry harry hal hank
isabella bella izzy isabel isabelle
jacob jake
jacqueline jackie
james jim jimmy jamie
jennifer jen jenny jenna
jessica jess jessie
john johnny jack jon
jonathan jon jonny
joseph joe joey
joshua josh
katherine kate kathy katie kath kit
kenneth ken kenny
kimberley kim
lawrence larry laurie
leonard len lenny leo
margaret maggie meg peggy margie greta
matthew matt matty
matilda tilly mattie
megan meg
michael mike mick mickey micky
mohammed mo muhammad mohamed mohammad
natalie nat
nathaniel nat nate nathan
nicholas nick nicky
nicola nicky nikki
oliver ollie
olivia liv livvy
pamela pam
patricia pat patsy trish tricia paddy
patrick pat paddy
peter pete
philip phil
rachel rach
rebecca becky becca bec
richard rick ricky dick rich richie
robert rob bob bobby robbie bert
ronald ron ronnie
rosemary rosie rose
samantha sam sammy
samuel sam sammy
sarah sally sadie
sophia sophie
stephen steve stevie steven
susan sue susie suzie
teresa terry tess theresa
thomas tom tommy
timothy tim
victoria vicky vic tori
vincent vince vinny
william will bill billy willy liam
zachary zac zach zack
"""
_FIRST: Final = {
    name: frozenset(line.split()) - {name}
    for line in _SHORT.splitlines()
    if line
    for name in line.split()[:1]
}


def given(name: str) -> Iterator[str]:
    """Give the short and long forms of a first name in plain letters."""
    yield from sorted(_FIRST.get(name, ()))
    yield from sorted(whole for whole, short in _FIRST.items() if name in short)


def family(name: str) -> Iterator[str]:
    """Give the forms of a family name in plain letters."""
    for one, other in (*_GENDERED, *((other, one) for one, other in _GENDERED), *_CASES):
        if name.endswith(one) and len(name) > len(one) + 1:
            yield f"{name.removesuffix(one)}{other}"
    if name[-1:] not in "aeiouy":
        yield from (f"{name}ova", f"{name}a", f"{name}owi", f"{name}em")
    yield from _irish(name)


def _irish(name: str) -> Iterator[str]:
    for prefix in ("mac", "mc"):
        if name.startswith(prefix) and len(name) > len(prefix) + 2:
            rest = name.removeprefix(prefix)
            yield from (f"mac{rest}", f"mc{rest}", rest)
            return
    yield from (f"mac{name}", f"mc{name}", f"o{name}")
    if name.startswith("o") and name[1:2] not in "aeiou" and len(name) > len("oneil"):
        yield name[1:]
