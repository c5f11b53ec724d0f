"""Other forms of the same name: of a wife, a son or a friend."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from nicknames import NickNamer

_GENDERED: Final = (
    ("skyi", "skaya"), ("skiy", "skaya"), ("sky", "skaya"), ("sky", "ska"), ("ski", "ska"),
    ("cki", "cka"), ("zki", "zka"), ("ov", "ova"), ("ev", "eva"), ("yn", "yna"), ("ý", "a"),
)  # fmt: skip
"""Endings of Slavic family names, of men and of women."""

_CASES: Final = (
    ("ska", "skich"), ("cka", "ckich"), ("ski", "skich"), ("cki", "ckich"), ("ska", "scy"),
    ("cka", "ccy"), ("ski", "skiego"), ("cki", "ckiego"), ("ska", "skiej"),
    ("cka", "ckiej"), ("ski", "scy"),
    ("ska", "ski"), ("ova", "ov"), ("ova", ""),
)  # fmt: skip
"""Endings that such names take in a sentence or for a whole family."""

_BRITISH: Final = """
alexander xander sasha
alexandra sasha lexi
barbara barb
benjamin benji
catherine katie kate katherine kathryn cath
charles chas
charlotte charlie
christina christine
christopher topher
eleanor lena nell
gabrielle gaby
harriet harry
isabella isabelle isabel izzy
jennifer jenna
katherine kath katie
lawrence laurie
margaret greta
matilda mattie
mohammed mo muhammad mohamed mohammad
natalie nat
nicola nicky nikki
olivia livvy liv
patricia paddy
rachel rach
rebecca bec
robert bert robbie
rosemary rosie
stephen stevie steven
teresa theresa
william liam
"""
"""Short forms in use here that the list of the package lacks, which was begun in America."""

_FIRST: Final = {
    name: frozenset(rest) for name, *rest in map(str.split, _BRITISH.strip().splitlines())
}


@cache
def _listed() -> NickNamer:
    """Return the list of short forms that genealogists keep, read when a name is protected."""
    from nicknames import NickNamer

    return NickNamer()


def given(name: str) -> Iterator[str]:
    """Yield the short and long forms of a first name in plain letters."""
    listed = _listed().nicknames_of(name) | _listed().canonicals_of(name)
    here = _FIRST.get(name, frozenset()) | {full for full, short in _FIRST.items() if name in short}
    yield from sorted((listed | here) - {name})


def family(name: str) -> Iterator[str]:
    """Yield the forms of a family name in plain letters."""
    for one, other in (*_GENDERED, *((other, one) for one, other in _GENDERED), *_CASES):
        if name.endswith(one) and len(name) > len(one) + 1:
            yield f"{name.removesuffix(one)}{other}"
    if name[-1:] not in "aeiouy":
        yield from (f"{name}ova", f"{name}a", f"{name}owi", f"{name}em")
    yield from _irish(name)


def declined(name: str) -> Iterator[str]:
    """Yield the forms of a Slavic family name, which are told where it stands alone as well."""
    for one, other in (*_GENDERED, *((other, one) for one, other in _GENDERED), *_CASES):
        if other and name.endswith(one) and len(name) > len(one) + 1:
            yield f"{name.removesuffix(one)}{other}"


def _irish(name: str) -> Iterator[str]:
    for prefix in ("mac", "mc"):
        if name.startswith(prefix) and len(name) > len(prefix) + 2:
            rest = name.removeprefix(prefix)
            yield from (f"mac{rest}", f"mc{rest}", rest)
            return
    yield from (f"mac{name}", f"mc{name}", f"o{name}")
    if name.startswith("o") and name[1:2] not in "aeiou" and len(name) > len("oneil"):
        yield name[1:]
