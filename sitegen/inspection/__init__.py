"""Looks into files that others made, before the public can download them."""
