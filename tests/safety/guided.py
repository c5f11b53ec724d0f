"""Tries one of the readers with inputs that are bred to reach more and more of its code.

Run `python -m tests.safety.guided TEST -runs=20000` with the name of a test of `test_fuzz.py`; all
further options are libFuzzer's. It needs Linux and `pip install atheris`, which no other test
does. It stops at the first input that a reader neither answers nor refuses, and shows it.
"""

from __future__ import annotations

import sys

import atheris

if __name__ == "__main__":
    with atheris.instrument_imports(include=["sitegen", "yaml", "markdown_it", "pypdf"]):
        from tests.safety import test_fuzz
    _, name, *options = sys.argv
    atheris.Setup([name, *options], getattr(test_fuzz, name).hypothesis.fuzz_one_input)
    atheris.Fuzz()
