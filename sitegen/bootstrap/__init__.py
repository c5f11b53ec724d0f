"""With the standard library alone: packages, a browser, an early end if nothing changed."""
