"""From the site to the bytes of its files."""
