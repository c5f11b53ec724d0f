"""Those who read data packages and CSV on the Web find nothing wrong with ours."""

from __future__ import annotations

import json
import shutil
import warnings
from typing import Any

import frictionless
import pytest

with warnings.catch_warnings():
    # What the package does itself in an old way is not for us to mend.
    warnings.simplefilter("ignore")
    import csvw

from pathlib import Path


@pytest.fixture
def data(example_site: Path, tmp_path: Path) -> Path:
    """A copy of the downloads of the fictional board."""
    return shutil.copytree(example_site / "data", tmp_path / "data")


def problems(data: Path) -> list[Any]:
    """Return what is wrong with the data package and its tables."""
    told = frictionless.validate(str(data / "datapackage.json"))
    found: list[Any] = told.flatten(["title", "type", "message"])
    return found


def is_valid_on_the_web(data: Path) -> bool:
    """Return whether the tables keep what their metadata say."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found: bool = csvw.CSVW(str(data / "csv-metadata.json"), validate=True).is_valid
        except ValueError:
            return False
        return found


def spoil(data: Path, name: str, old: str, new: str) -> None:
    """Write something else into a table, once."""
    path = data / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")


def test_every_table_is_in_the_package_and_each_is_valid(data: Path) -> None:
    assert problems(data) == []
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    paths = {one["path"] for one in package["resources"]}
    assert paths == {path.name for path in data.glob("*.csv")}
    assert is_valid_on_the_web(data)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("reviews.csv", "serious case review", "nonsense"),
        ("reviews.csv", "2014-11-05,2014-11-05", "2014-11-05,nonsense"),
        ("review_themes.csv", "ex01,", "ex99,"),
    ],
)
def test_what_is_wrong_in_a_table_would_be_told_by_both(
    data: Path, name: str, old: str, new: str
) -> None:
    spoil(data, name, old, new)
    assert problems(data)
    assert not is_valid_on_the_web(data)
