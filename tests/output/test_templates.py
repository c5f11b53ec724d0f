"""Each template is compiled once, for as long as neither it nor the program changes."""

from __future__ import annotations

from pathlib import Path
from types import CodeType

import pytest
from jinja2 import Environment

from sitegen.output import templates
from sitegen.output.templates import CompiledTemplates, Templates

PROGRAM = b"a program"


class Kitchen:
    """One template, the folder of what was compiled of it, and the sources that were compiled."""

    def __init__(self, folder: Path) -> None:
        """Begin with nothing compiled."""
        self.place = folder / "templates" / "page.html"
        self.place.parent.mkdir()
        self.compiled = folder / ".cache" / "templates"
        self.sources: list[str] = []

    def printed(self, source: str, program: bytes = PROGRAM) -> str:
        """Return what a site prints that is made from this source."""
        self.place.write_text(source, encoding="utf-8")
        loader = Templates(self.place.parent, CompiledTemplates(self.compiled, program))
        return loader.environment().get_template("page.html").render()


@pytest.fixture
def kitchen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kitchen:
    """Note what is compiled, in a process that knows nothing yet."""
    made = Kitchen(tmp_path)
    real = Environment.compile

    def noted(self: Environment, source: str, name: str, path: str) -> CodeType:
        made.sources.append(source)
        return real(self, source, name, path)

    monkeypatch.setattr(Environment, "compile", noted)
    monkeypatch.setattr(templates, "_COMPILED", {})
    return made


def test_a_template_is_compiled_once_as_long_as_its_source_stays(kitchen: Kitchen) -> None:
    shown = [kitchen.printed(source) for source in ("One.", "One.", "Two.", "Two.")]
    assert shown == ["One.", "One.", "Two.", "Two."]
    assert kitchen.sources == ["One.", "Two."]


def test_a_copy_of_a_template_is_not_compiled_again(kitchen: Kitchen, tmp_path: Path) -> None:
    kitchen.printed("One.")
    kitchen.place = tmp_path / "copies" / "page.html"
    kitchen.place.parent.mkdir()
    assert kitchen.printed("One.") == "One."
    assert kitchen.sources == ["One."]


def test_the_next_process_compiles_nothing_anew(
    kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch
) -> None:
    kitchen.printed("One.")
    monkeypatch.setattr(templates, "_COMPILED", {})
    assert kitchen.printed("One.") == "One."
    assert kitchen.sources == ["One."]


def test_another_program_trusts_nothing_that_was_compiled_before(kitchen: Kitchen) -> None:
    """It may read templates otherwise, or answer a filter while it compiles."""
    assert kitchen.printed("One.") == kitchen.printed("One.", b"another") == "One."
    assert kitchen.sources == ["One.", "One."]


@pytest.mark.parametrize("left", [b"", b"j2", b"\0" * 99])
def test_what_is_damaged_is_compiled_anew(
    kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch, left: bytes
) -> None:
    kitchen.printed("One.")
    (file,) = kitchen.compiled.iterdir()
    file.write_bytes(left)
    monkeypatch.setattr(templates, "_COMPILED", {})
    assert kitchen.printed("One.") == "One."
    assert kitchen.sources == ["One.", "One."]
    assert len(file.read_bytes()) > len(left)


def test_no_place_for_what_was_compiled_only_costs_time(kitchen: Kitchen) -> None:
    kitchen.compiled.parent.write_text("no folder", encoding="utf-8")
    assert kitchen.printed("One.") == kitchen.printed("One.") == "One."
    assert kitchen.sources == ["One."]
