"""build(): the stages in order; start reading in build.py."""
