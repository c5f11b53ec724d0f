"""The screen for editing everything, on the folder of this machine, with the site beside it."""

from __future__ import annotations

import asyncio
import json
import mimetypes
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import unquote

from tornado.web import HTTPError, RequestHandler

from sitegen.cli.serve import publish, screen_issues, taken_down
from sitegen.cli.serve.dev_server import DevServer
from sitegen.cli.serve.folder import ContentFolder, NotAllowed
from sitegen.cli.site_words import words_of
from sitegen.output.admin import configuration, program, screen_files
from sitegen.output.assets import gather
from sitegen.output.hosts.rules import screen_policy

_HEADER: Final = "X-Editing-Screen"
"""What our own scripts send with each act; a page of another site cannot without asking first."""

_DESK_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def answers(server: DevServer) -> list[tuple[Any, ...]]:
    """Return what answers at which address, before the pages of the site."""
    shared = {"server": server}
    server.lay = screen_issues.panel
    handlers = (
        (r"/edit/?()", _EditPage),
        (r"/admin/folder/(.*)", _FolderFiles),
        (r"/admin/news()", _News),
        (r"/admin/publish()", _Publish),
        (r"/admin/taken-down()", _TakenDown),
        (r"/admin/(.*)", _Screen),
    )
    return [(where, type(handler.__name__, (handler,), shared)) for where, handler in handlers]


class _Own(RequestHandler):
    """What answers the screen alone: no page of another site, and no program without its word."""

    server: DevServer

    def prepare(self) -> None:
        """Refuse an act that a page of another site could have sent."""
        origin = f"{self.request.protocol}://{self.request.host}"
        asked_by = self.request.headers.get("Origin", origin)
        reading = self.request.method in {"GET", "HEAD"}
        if asked_by != origin or not (reading or self.request.headers.get(_HEADER)):
            raise HTTPError(HTTPStatus.FORBIDDEN)
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")

    def say(self, value: object) -> None:
        """Answer with JSON."""
        self.set_header("Content-Type", "application/json; charset=UTF-8")
        self.finish(json.dumps(value, ensure_ascii=False))

    def refuse(self, status: HTTPStatus, words: str) -> None:
        """Answer that something cannot be done, and why."""
        self.set_status(status)
        self.say({"words": words})


class _EditPage(_Own):
    def get(self, _path: str) -> None:
        """Answer with the page that holds both."""
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.set_header("Content-Security-Policy", _DESK_POLICY)
        self.finish(program.read(self.server.ask().assets, "desk.html"))


class _Screen(_Own):
    async def get(self, path: str) -> None:
        """Answer with a file of the screen."""
        name = path or "index.html"
        data = await asyncio.to_thread(self._file, name)
        if data is None:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        kind = mimetypes.guess_type(name)[0] or "text/plain"
        self.set_header("Content-Type", "text/javascript" if name.endswith(".js") else kind)
        self.set_header("Content-Security-Policy", screen_policy(framed_by="'self'"))
        self.finish(data)

    def _file(self, name: str) -> bytes | None:
        request = self.server.ask()
        if name in (*program.FILES, *program.OWN, *program.LOCAL):
            return program.read(request.assets, name)
        folder = request.content.resolve().name
        paths = (path.relative_to(request.content) for path in request.content.glob("*/*.yml"))
        parts = tuple(path.as_posix() for path in paths)
        layout = configuration.SiteLayout(parts=parts, words=words_of(request.content))
        config = configuration.configuration(configuration.LOCAL, folder, "the site", layout)
        look = "/" + gather(request.assets).outputs[0].path
        return screen_files.made(config, look, script="local.js").get(name)


class _FolderFiles(_Own):
    @property
    def folder(self) -> ContentFolder:
        """Return the content folder."""
        return ContentFolder(self.server.ask().content)

    @property
    def _as_read(self) -> str:
        """Return the SHA-256 that a file had when the screen read it, or nothing."""
        return self.request.headers.get("If-Match", "")

    def get(self, path: str) -> None:
        """Answer with the list of all files, or with the bytes of one."""
        if not path:
            self.say(self.folder.listed())
            return
        self._act(lambda: self.folder.read(unquote(path)), "application/octet-stream")

    def put(self, path: str) -> None:
        """Write a file, if it is still what the screen read."""
        data = bytes(self.request.body)
        self._act(lambda: self.folder.write(unquote(path), data, self._as_read))

    def delete(self, path: str) -> None:
        """Delete a file, if it is still what the screen read."""
        self._act(lambda: self.folder.remove(unquote(path), self._as_read))

    def _act(self, act: Any, kind: str = "application/json") -> None:  # noqa: ANN401 - what a handler answers with
        try:
            done = act()
        except NotAllowed as fault:
            self.refuse(fault.status, str(fault))
        except OSError as fault:
            self.refuse(HTTPStatus.INSUFFICIENT_STORAGE, f"It cannot be saved: {fault.strerror}.")
        else:
            self.set_header("Content-Type", kind)
            self.finish(done if done is not None else b"{}")


class _News(_Own):
    async def get(self, _path: str) -> None:
        """Answer with what the last build found, each fault with its place on the screen."""
        server = self.server
        content = server.ask().content
        issues = await asyncio.to_thread(screen_issues.as_data, server.issues, content)
        self.say(
            {
                "building": not server.done.is_set(),
                "version": server.version,
                "trouble": "The site could not be made." if server.wrong and not issues else "",
                "faults": issues,
                "pages": server.pages,
            }
        )


class _Publish(_Own):
    async def get(self, _path: str) -> None:
        """Answer with what readers would see changed."""
        self.say(await asyncio.to_thread(publish.rehearsed, self.server.ask()))

    async def post(self, _path: str) -> None:
        """Hand everything on, with one sentence that says what it is."""
        message = json.loads(self.request.body or b"{}").get("message", "")
        content = self.server.ask().content
        try:
            self.say({"words": await asyncio.to_thread(publish.hand_on, content, str(message))})
        except publish.NotHandedOn as fault:
            self.refuse(HTTPStatus.CONFLICT, str(fault))


class _TakenDown(_Own):
    async def get(self, _path: str) -> None:
        """Answer with what is about reviews that were taken down and is public still."""
        content = self.server.ask().content
        self.say(await asyncio.to_thread(taken_down.still_public, content))

    async def post(self, _path: str) -> None:
        """Take all of that down too."""
        request = self.server.ask()
        today = request.moment.date()
        try:
            await asyncio.to_thread(taken_down.take_down, request.content, today)
        except OSError as fault:
            self.refuse(HTTPStatus.INSUFFICIENT_STORAGE, f"It cannot be saved: {fault.strerror}.")
        else:
            self.say({})
