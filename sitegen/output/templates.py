"""A folder of templates, each compiled once: the loader that Jinja is given."""

from __future__ import annotations

import marshal
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from jinja2 import Environment, FileSystemLoader, Template

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from pathlib import Path
    from types import CodeType

    from jinja2.environment import TemplateModule
    from jinja2.runtime import Context


class Compiled(NamedTuple):
    """A template as code of Python, which is written as Python itself writes it."""

    code: CodeType

    def __reduce__(self) -> tuple[Callable[[bytes], Compiled], tuple[bytes]]:
        """Say how it is written: no other way knows code."""
        return _compiled_before, (marshal.dumps(self.code),)


def _compiled_before(written: bytes) -> Compiled:
    return Compiled(marshal.loads(written))  # noqa: S302 - from the memo alone, see kept


Compiling: TypeAlias = "Callable[[str, str, Callable[[], Compiled]], Compiled]"
"""Gives what was compiled at a path from the very same source, or compiles it."""

_COMPILED: Final[dict[str, tuple[str, Compiled]]] = {}
"""What this process has compiled of each file, and from which source."""


def in_this_process(path: str, source: str, make: Callable[[], Compiled]) -> Compiled:
    """Compile the newest version of each template once."""
    known = _COMPILED.get(path)
    if not known or known[0] != source:
        known = _COMPILED[path] = (source, make())
    return known[1]


class _SiteTemplate(Template):
    """A template of a site, in which all templates share their globals.

    So its macros are bound once, and Jinja need not compare the globals of two templates at each
    of the twenty imports of a page.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002 - Jinja's own parameter
        return super()._get_default_module()


class Templates(FileSystemLoader):
    """A folder of templates, each compiled only if its source is new."""

    def __init__(self, folder: Path, compiling: Compiling = in_this_process) -> None:
        """Take the folder; somebody who remembers what was compiled may do it."""
        super().__init__(folder)
        self.folder = folder
        self.compiling = compiling

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name for it
    ) -> Template:
        """Make a template ready; raises TemplateError."""
        source, path, _ = self.get_source(environment, name)
        code = self.compiling(
            path, source, lambda: Compiled(environment.compile(source, name, path))
        )
        return _SiteTemplate.from_code(environment, code.code, globals or {})
