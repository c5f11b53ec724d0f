"""The one door to the site: python3 build.py [build | check | serve | test]."""

import os
import sys

# Before any other import, and in words that every Python can read: the rest is written for 3.11.
if sys.version_info < (3, 11):
    sys.stderr.write(
        "The site needs Python 3.11 or newer, and this is Python {}.{}. "
        "Install a newer Python and run build.py with that one.\n".format(*sys.version_info[:2])
    )
    sys.exit(3)

from pathlib import Path

# Python leaves this folder out when it is asked to be safe: -P, -I, PYTHONSAFEPATH.
here = str(Path(__file__).resolve().parent)
if here not in sys.path:
    sys.path.insert(0, here)

from sitegen.bootstrap.launch import main

if __name__ == "__main__":
    # All that was said is out. To free each value before the end took a tenth of an edit.
    os._exit(main(sys.argv[1:]))
