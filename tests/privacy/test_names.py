"""A protected name is found however it is written, and ordinary words are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitegen.cli import protect
from sitegen.privacy import name_forms, names
from sitegen.privacy.names import Names

KEY = b"a key for tests that is long enough"


def protecting(*given: str, alone: bool = True) -> Names:
    """Fingerprints of invented names, with or without their parts alone."""
    found = Names(protect._new_register(KEY), KEY)
    register = found.register
    for name in given:
        single = name_forms.parts(name) if alone else ()
        register = protect._with(register, found, names.forms(name, single))
    return replace(found, register=register)


INVENTED = protecting("Kayleigh Ann Exampleton-Smythe", "Zoë O’Testerby", "Stephen MacSample")


@pytest.mark.parametrize(
    "text",
    [
        "a girl called Kayleigh lived there",
        "KAYLEIGH",
        "Kayleigh’s school and Kayleigh's home",
        "the Exampletons moved",
        "Kayleigh Exampleton-Smythe",
        "Kayleigh Exampleton Smythe",
        "kayleigh exampletonsmythe",
        "Exampleton-Smythe, Kayleigh",
        "K. Exampleton-Smythe",
        "K A Exampleton-Smythe",
        "Kayleigh E.",
        "Kayleigh Ann Smythe",
        "Kaylee Exampleton-Smith",
        "Zoe OTesterby",
        "ZOË O'TESTERBY",
        "Zoe\u0308 O‘Testerby",
        "Steven McSample",
        "Stefan Macsample",
        "Mr S McSample",
        "MacSample’s",
    ],
)
def test_a_name_is_found(text: str) -> None:
    assert INVENTED.hits(text), text


@pytest.mark.parametrize(
    "path",
    [
        "files/kayleigh-exampleton-smythe.pdf",
        "files/report_on_kayleigh.docx",
        "images/KayleighExampletonSmythe.png",
        "pages/about/exampleton.md",
        "files/report%20zoe%20otesterby.pdf",
    ],
)
def test_a_name_is_found_in_a_path(path: str) -> None:
    assert INVENTED.hits(path, path=True), path


@pytest.mark.parametrize(
    "text",
    [
        "Children live in Exampleshire.",
        "The board keeps all examples and samples.",
        "step by step he went to a mass sample",
        "Kay leaves. An example: tons of it.",
        "Ann and Stephanie met",
    ],
)
def test_other_words_are_not_found(text: str) -> None:
    assert INVENTED.hits(text) == ()


def test_ordinary_words_are_found_only_as_a_whole_name() -> None:
    hidden = protecting("Grace Hope", alone=False)
    assert hidden.hits("Grace and hope are virtues. Hope is one. Say grace.") == ()
    assert hidden.hits("We met Grace Hope there")
    assert hidden.hits("We met grace hope there")
    assert hidden.hits("Hope, Grace")


def test_a_hit_says_where_the_whole_name_stands() -> None:
    text = "Then Kayleigh Exampleton-Smythe spoke."
    (hit,) = INVENTED.hits(text)
    assert text[hit.start : hit.end] == "Kayleigh Exampleton-Smythe"


def test_words_that_are_nobodys_name_are_spared() -> None:
    spared = protect._with(
        INVENTED.register, INVENTED, [name_forms.NameForm("spare", "kayleighroad")]
    )
    sparing = replace(INVENTED, register=spared)
    assert sparing.hits("a house in Kayleigh Road") == ()
    assert sparing.hits("Kayleigh lived in a house")


def test_the_file_holds_no_letter_of_a_name_and_is_read_again() -> None:
    text = INVENTED.register.text()
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    for line in lines:
        kind, _, value = line.partition(" ")
        assert kind in {"salt", "check", *names.KINDS}
        assert set(value) <= set("0123456789abcdef")
    assert names.read(text) == INVENTED.register


def test_without_the_right_key_nothing_can_be_told() -> None:
    other = Names(INVENTED.register, b"another key that is long enough")
    assert not other.right_key()
    assert other.hits("Kayleigh Exampleton-Smythe") == ()
    assert INVENTED.right_key()


def test_the_key_is_never_shown() -> None:
    assert "long enough" not in repr(INVENTED)


def test_each_salt_gives_other_fingerprints() -> None:
    again = protecting("Kayleigh Ann Exampleton-Smythe")
    assert not again.register.prints["name"] & INVENTED.register.prints["name"]
