"""Stylesheets are joined in order, and every file has a name that changes with its bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from sitegen.output import assets
from sitegen.output.assets import Assets, Output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of assets."""
    files = {
        "css/site.css": '@layer base, parts;\n@import "base.css" layer(base);\n'
        '@import "parts/b.css" layer(parts);\n@import "parts/a.css" layer(parts.card);\n'
        '@import "print.css";\nend {}\n',
        "css/base.css": "base {}\n",
        "css/parts/a.css": "a {}\n",
        "css/parts/b.css": "b {}\n",
        "css/print.css": "print {}\n",
        "css/unused.css": "unused {}\n",
        "js/site.js": "go();\n",
        "images/icon.svg": "<svg/>\n",
        "images/.DS_Store": "left behind",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def style(folder: Path) -> str:
    """Return the joined stylesheet."""
    found = assets.gather(folder)
    url = found.urls["site.css"]
    return next(o.data.decode() for o in found.outputs if o.url == url)


def test_stylesheets_are_joined_in_the_order_of_imports_each_in_its_layer(folder: Path) -> None:
    assert style(folder) == (
        "@layer base, parts;@layer base{base{}}@layer parts{b{}}@layer parts.card{a{}}print{}end{}"
    )


def test_the_parts_of_the_stylesheet_and_hidden_files_are_no_assets(folder: Path) -> None:
    assert sorted(assets.gather(folder).urls) == ["images/icon.svg", "js/site.js", "site.css"]


def test_a_stylesheet_that_is_missing_is_named(folder: Path) -> None:
    (folder / "css/print.css").unlink()
    with pytest.raises(OSError, match=r"print\.css"):
        assets.gather(folder)


def test_a_name_changes_with_the_bytes_and_with_nothing_else(folder: Path) -> None:
    before = assets.gather(folder).urls
    (folder / "js/site.js").write_text("go(1);\n", encoding="utf-8")
    (folder / "css/parts/a.css").write_text("a { color: red }\n", encoding="utf-8")
    after = assets.gather(folder).urls
    assert {name for name in before if before[name] != after[name]} == {"js/site.js", "site.css"}
    assert re.fullmatch(r"/assets/js/site\.[0-9a-f]{10}\.js", after["js/site.js"])
    assert re.fullmatch(r"/assets/site\.[0-9a-f]{10}\.css", after["site.css"])


def test_the_digest_stands_before_the_last_ending() -> None:
    assert assets.fingerprinted("a/b.tar.gz", b"").startswith("a/b.tar.")
    assert assets.fingerprinted("a/b.tar.gz", b"").endswith(".gz")
    assert assets.fingerprinted("a.b/c", b"x") != assets.fingerprinted("a.b/c", b"y")


def test_only_named_files_are_copied(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"a")
    (tmp_path / "b.pdf").write_bytes(b"b")
    files = {"files/a.pdf": tmp_path / "a.pdf", "files/b.pdf": tmp_path / "b.pdf"}
    copied = assets.copied(files, ["files/b.pdf"])
    assert [output.data for output in copied.outputs] == [b"b"]
    assert re.fullmatch(r"/files/b\.[0-9a-f]{10}\.pdf", copied.urls["files/b.pdf"])


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("sight.css", "there is no asset “sight.css”. Did you mean “site.css”?"),
        ("q", "there is no asset “q”. Known here: js/site.js, site.css."),
    ],
)
def test_an_asset_that_does_not_exist_is_told_with_the_nearest(name: str, message: str) -> None:
    known = Assets((), {"site.css": "/assets/site.css", "js/site.js": "/assets/js/site.js"})
    assert known.url("site.css") == "/assets/site.css"
    with pytest.raises(LookupError) as told:
        known.url(name)
    assert told.value.args == (message,)


@pytest.mark.parametrize(
    ("path", "url"),
    [("index.html", "/"), ("a/index.html", "/a/"), ("404.html", "/404.html"), ("f.xml", "/f.xml")],
)
def test_an_output_knows_its_address(path: str, url: str) -> None:
    assert Output(path, b"").url == url


MODULES = {
    "js/main.js": 'import { one } from "./parts/a.js";\nconst name = "main";\nalert(one + name);\n',
    "js/parts/a.js": 'import { two } from "./b.js";\nconst name = "a";\n'
    "export const one = two + name;\n",
    "js/parts/b.js": "// Why.\nconst name = 2;\nexport const two = name;\n"
    "export async function* three() {}\n",
}


def written(folder: Path, files: Mapping[str, str]) -> Path:
    """Write the assets of a site, with a stylesheet that every site needs."""
    for name, text in {"css/site.css": "", **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_a_script_comes_whole_with_its_modules_before_it(tmp_path: Path) -> None:
    found = assets.gather(written(tmp_path, MODULES))
    (script,) = (o.data.decode() for o in found.outputs if o.path.endswith(".js"))
    assert script.index("const name = 2;") < script.index('const name = "a";')
    assert script.index('const name = "a";') < script.index('const name = "main";')
    assert "const { one } = aModule;" in script
    assert "return { two, three };" in script
    assert not [word for word in ("import", "export", "Why") if word in script]


def test_a_module_of_two_others_comes_once(tmp_path: Path) -> None:
    first = 'import { two } from "./parts/b.js";\n'
    both = {**MODULES, "js/main.js": first + MODULES["js/main.js"]}
    found = assets.gather(written(tmp_path, both))
    (script,) = (o.data.decode() for o in found.outputs if o.path.endswith(".js"))
    assert script.count("const bModule") == 1


def test_a_module_that_is_not_there_is_told(tmp_path: Path) -> None:
    script = {"js/main.js": 'import { one } from "./gone.js";\n'}
    with pytest.raises(LookupError, match=r"imports gone\.js, which is not among the assets"):
        assets.gather(written(tmp_path, script))


def test_what_is_written_for_whoever_works_on_a_file_is_left_out(folder: Path) -> None:
    (folder / "css/parts/a.css").write_text(
        '/* Why. */\na,\nb :is(c) {\n  content: ", (" attr(d);\n\n}\n', "utf-8"
    )
    (folder / "js/site.js").write_text(
        "// Why.\nif (go) {\n  // So.\n  go()\n  on();\n}\n", "utf-8"
    )
    assert '{a,b :is(c){content: ", (" attr(d);}}' in style(folder)
    assert b"if (go) {go()\non();}\n" in [one.data for one in assets.gather(folder).outputs]


def test_no_words_in_a_style_or_script_hold_what_would_be_taken_for_its_spaces(
    repository: Path,
) -> None:
    for file in (repository / "assets").glob("[cj]s/**/*.[cj]s*"):
        for line in file.read_text(encoding="utf-8").splitlines():
            assert line.count("`") % 2 == 0, f"{file.name}: {line}"
            # What it says might end as a line does that is joined with the next.
            assert not re.search(r"\S.*\s//", line), f"{file.name}: {line}"
            words = re.findall(r'"[^"]*"', line) if file.suffix == ".css" else []
            assert not any(re.search(r"[{};]", word) for word in words), f"{file.name}: {line}"
