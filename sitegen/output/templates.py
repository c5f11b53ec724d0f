"""A folder of templates, each compiled once for as long as neither it nor the program changes."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING, Final

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Template,
)

if TYPE_CHECKING:
    from jinja2.bccache import Bucket
    from jinja2.environment import TemplateModule
    from jinja2.runtime import Context

_COMPILED: Final[dict[str, tuple[str, CodeType]]] = {}
"""What this process knows of each template: the sum of its source, and its code."""


class CompiledTemplates(FileSystemBytecodeCache):
    """Templates as code of Python, in a folder that is as trusted as the program itself.

    A folder that cannot be read or written, or does not exist, only costs time.
    """

    def __init__(self, folder: Path, program: bytes) -> None:
        """Take the folder, and what tells this program from any other."""
        super().__init__(str(folder))
        self.program = program.hex()

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return what a template is known by: a copy of it in another folder is the same."""
        del filename
        return super().get_cache_key(name)

    def get_source_checksum(self, source: str) -> str:
        """Return what tells a source from any other, and from itself with another program."""
        return super().get_source_checksum(f"{self.program}{source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with code, if the very same source was compiled before."""
        checksum, code = _COMPILED.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code
            return
        with suppress(OSError):
            super().load_bytecode(bucket)
        self._know(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a bucket."""
        self._know(bucket)
        with suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)

    @staticmethod
    def _know(bucket: Bucket) -> None:
        if bucket.code:
            _COMPILED[bucket.key] = (bucket.checksum, bucket.code)


class _SiteTemplate(Template):
    """A template of a site, in which all templates share their globals.

    So its macros are bound once, and Jinja need not compare the globals of two templates at each
    of the twenty imports of a page.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002 - Jinja's own parameter
        return super()._get_default_module()


class Templates(FileSystemLoader):
    """A folder of templates, and where what was compiled of them lies."""

    def __init__(self, folder: Path, compiled: CompiledTemplates | None = None) -> None:
        """Take the folder; without a place for what was compiled, each is compiled anew."""
        super().__init__(folder)
        self.folder = folder
        self.compiled = compiled

    def environment(self) -> Environment:
        """Return what makes pages with these templates, as they are at this moment."""
        environment = Environment(
            loader=self,
            bytecode_cache=self.compiled,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            # A site is made of the templates as they were when it was begun.
            auto_reload=False,
            cache_size=-1,
        )
        environment.template_class = _SiteTemplate
        return environment
