"""What can go wrong with a site that is no fault of its content."""

from __future__ import annotations


class TemplateFault(Exception):
    """Raised when a template cannot be rendered, naming the page and the template."""
