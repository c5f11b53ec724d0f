"""No change alters what is published unseen: each file of a board has its line in a list."""

from __future__ import annotations

from pathlib import Path

from tests.whole.digests import LIST, digests

CURE = "if all of it is meant, run “python -m tests.whole.digests” and commit the list: "


def test_every_file_of_the_board_is_as_it_was_committed(example_site: Path) -> None:
    expected = set(LIST.read_text(encoding="utf-8").splitlines())
    differing = expected.symmetric_difference(digests(example_site).splitlines())
    files = sorted({line.partition(" ")[0] for line in differing})
    assert not files, f"{CURE}{', '.join(files)}"


def test_another_colour_changes_the_line_of_the_stylesheet_alone(tmp_path: Path) -> None:
    lists = []
    for number, colour in enumerate(("red", "blue")):
        site = tmp_path / colour
        (site / "assets").mkdir(parents=True)
        name = f"site.{number:010}.css"
        (site / "assets" / name).write_text(f"a {{ color: {colour} }}", encoding="utf-8")
        (site / "index.html").write_text(f'<link href="/assets/{name}">', encoding="utf-8")
        lists.append(digests(site).splitlines())
    assert [line.split()[0] for line in lists[0]] == ["/assets/site.css", "/index.html"]
    assert lists[0][1:] == lists[1][1:]
    assert lists[0][0] != lists[1][0]
