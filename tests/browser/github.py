"""A GitHub of one repository, for the editing screen of a host: git answers what it asks.

Only what the screen asks is there, with the answers that GitHub documents:
https://docs.github.com/en/rest and https://docs.github.com/en/graphql.
"""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

API = "https://api.github.com"
TOKEN = "github_pat_of_an_editor"  # noqa: S105 - it opens nothing
WHO = {"login": "an-editor", "id": 7, "name": "An Editor", "email": "editor@board.example"}
WHEN = "2026-11-22T09:00:00Z"
PREVIEW = "https://deploy-preview.board.example"
_AS = {
    f"GIT_{who}_{what}": str(WHO[what.lower()])
    for who in ("AUTHOR", "COMMITTER")
    for what in ("NAME", "EMAIL")
}
Mapped = dict[str, Any]
_FIELD = re.compile(r'(\w+_\d+): +((?:ref|object)\((?:"(?:[^"\\]|\\.)*"|[^")])*\))')
"""One of many things that a query looks up, with the name that it gives it."""


class RefusedError(Exception):
    """What GitHub would not do, in its words."""

    def __init__(self, status: int, message: str) -> None:
        """Keep the status of the answer."""
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Repository:
    """The branches of a folder’s git; nothing here touches the files in the folder."""

    folder: Path

    def ask(self, *words: str, given: bytes = b"") -> bytes:
        """Return what git says; raises RefusedError."""
        own = {"GIT_INDEX_FILE": str(self.folder / ".git/index-of-the-host")}
        environment = {**os.environ, **_AS, **own}
        done = subprocess.run(
            ["git", *words],
            cwd=self.folder,
            input=given,
            capture_output=True,
            check=False,
            env=environment,
        )
        if done.returncode:
            raise RefusedError(405, (done.stderr or done.stdout).decode())
        return done.stdout

    def git(self, *words: str, given: bytes = b"") -> str:
        """Return what git says as one line; raises RefusedError."""
        return self.ask(*words, given=given).decode().strip()

    def head(self, branch: str) -> str:
        """Return the last commit of a branch, or nothing."""
        return self.git("for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}")

    def commit(self, branch: str, tree: str, message: str) -> str:
        """Put a tree at the end of a branch, and return the commit."""
        head = self.head(branch)
        made = self.git("commit-tree", tree, "-p", head, given=message.encode())
        self.git("update-ref", f"refs/heads/{branch}", made, head)
        return made

    def tree(self, base: str, added: Mapping[str, bytes], removed: list[str]) -> str:
        """Return the tree of a commit with some files added or changed and some removed."""
        self.git("read-tree", base)
        gone = "0" * 40
        rows = [f"0 {gone}\t{path}" for path in removed]
        for path, data in added.items():
            rows.append(f"100644 {self.git('hash-object', '-w', '--stdin', given=data)}\t{path}")
        self.git("update-index", "-z", "--index-info", given="\0".join(rows).encode() + b"\0")
        return self.git("write-tree")

    def files(self, tree: str) -> list[Mapped]:
        """Return every file of a tree."""
        rows = self.ask("ls-tree", "-r", "-l", "-z", tree).decode().split("\0")[:-1]
        parts = (row.partition("\t") for row in rows)
        return [
            {"type": "blob", "path": path, "sha": row.split()[2], "size": int(row.split()[3])}
            for row, _, path in parts
        ]

    def changes(self, branch: str) -> list[Mapped]:
        """Return the files that a branch changed since it left main."""
        rows = self.git("diff", "--no-renames", "--name-status", f"main...{branch}").splitlines()
        kinds = {"A": "ADDED", "M": "MODIFIED", "D": "DELETED"}
        return [{"path": row[2:], "changeType": kinds[row[0]]} for row in rows]


@dataclass(slots=True)
class Pull:
    """One pull request."""

    number: int
    branch: str
    title: str
    is_draft: bool
    labels: list[str] = field(default_factory=list)
    state: str = "open"


@dataclass  # without slots: Playwright writes something into what answers for it
class GitHub:
    """What the screen reaches at api.github.com."""

    repository: Repository
    pulls: dict[int, Pull] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    """Every request in its order: the method and the path, or the operation of GraphQL."""

    token: str = TOKEN
    before: Callable[[str], str | None] = lambda _: None
    """What happens before a request is answered; a name of an error of the network stops it."""

    def open_pulls(self) -> list[Pull]:
        """Return the pull requests that are open."""
        return [pull for pull in self.pulls.values() if pull.state == "open"]

    def stand_in(self, page: Page) -> None:
        """Answer whatever a page asks GitHub."""
        page.route(f"{API}/**", self._answer_route)

    def _answer_route(self, route: Route) -> None:
        asked = route.request
        parts = urlsplit(asked.url)
        path = unquote(parts.path)
        data = json.loads(asked.post_data or "{}") or dict(parse_qsl(parts.query))
        is_query = path == "/graphql"
        self.asked.append(operation(data["query"]) if is_query else f"{asked.method} {path}")
        if stopped := self.before(self.asked[-1]):
            route.abort(stopped)
            return
        status, said = self._answer(asked.method, path, data, asked.headers["authorization"])
        kind = "application/json" if not isinstance(said, bytes) else "application/octet-stream"
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        headers = {"Access-Control-Allow-Origin": "*", "Content-Type": kind}
        route.fulfill(status=status, headers=headers, body=b"" if status == 204 else body)

    def _answer(self, method: str, path: str, data: Mapped, word: str) -> tuple[int, Any]:
        if word != f"token {self.token}":
            return 401, {"message": "Bad credentials"}
        if path == "/graphql":
            try:
                return 200, {"data": self._query(data["query"], data["variables"])}
            except RefusedError as error:
                return 200, {"data": None, "errors": [{"message": str(error)}]}
        try:
            return self._rest(method, path.removeprefix("/repos/board/site"), data)
        except RefusedError as error:
            return error.status, {"message": str(error)}

    # ---- REST ----

    def _rest(self, method: str, path: str, data: Mapped) -> tuple[int, Any]:
        for wanted, pattern, act in _REST:
            found = re.fullmatch(pattern, path)
            if found and method == wanted:
                return act(self, data, *found.groups())
        return 404, {"message": "Not Found"}

    def _tree(self, _: Mapped, tree: str) -> tuple[int, Any]:
        return 200, {"tree": self.repository.files(tree), "truncated": False}

    def _blob(self, _: Mapped, name: str) -> tuple[int, Any]:
        return 200, self.repository.ask("cat-file", "blob", name)

    def _open(self, data: Mapped) -> tuple[int, Any]:
        if any(pull.branch == data["head"] for pull in self.open_pulls()):
            raise RefusedError(422, "Validation Failed")
        number = len(self.pulls) + 1
        self.pulls[number] = Pull(number, data["head"], data["title"], data["draft"])
        return 201, self._shown(number)

    def _listed(self, data: Mapped) -> tuple[int, Any]:
        return 200, [
            self._shown(pull.number)
            for pull in self.open_pulls()
            if data["head"] == f"board:{pull.branch}"
        ]

    def _shown(self, number: int) -> Mapped:
        pull = self.pulls[number]
        when = {"created_at": WHEN, "updated_at": WHEN}
        head = {"sha": self.repository.head(pull.branch)}
        url = f"https://github.com/board/site/pull/{number}"
        return {
            "number": number,
            "node_id": f"PR_{number}",
            "title": pull.title,
            "html_url": url,
            "head": head,
            "state": pull.state,
            **when,
        }

    def _patch(self, data: Mapped, number: str) -> tuple[int, Any]:
        self.pulls[int(number)].state = data["state"]
        return 200, self._shown(int(number))

    def _changed(self, _: Mapped, number: str) -> tuple[int, Any]:
        pull = self.pulls[int(number)]
        changes = self.repository.changes(pull.branch)
        return 200, [
            {"filename": one["path"], "status": one["changeType"].lower()} for one in changes
        ]

    def _issue(self, data: Mapped, number: str) -> tuple[int, Any]:
        pull = self.pulls[int(number)]
        pull.labels = data.get("labels", pull.labels)
        return 200, {"labels": [{"name": name} for name in pull.labels]}

    def _label(self, data: Mapped, number: str) -> tuple[int, Any]:
        self.pulls[int(number)].labels += data["labels"]
        return 200, []

    def _merge(self, data: Mapped, number: str) -> tuple[int, Any]:
        pull = self.pulls[int(number)]
        if pull.is_draft:
            raise RefusedError(405, "Pull Request is still a draft")
        try:
            tree = self.repository.git("merge-tree", "--write-tree", "main", pull.branch)
        except RefusedError:
            raise RefusedError(405, "Pull Request is not mergeable") from None
        made = self.repository.commit("main", tree, data["commit_title"])
        pull.state = "closed"
        return 200, {"sha": made, "merged": True}

    def _remove(self, _: Mapped, branch: str) -> tuple[int, Any]:
        self.repository.git("update-ref", "-d", f"refs/heads/{branch}")
        for pull in self.open_pulls():
            if pull.branch == branch:
                pull.state = "closed"
        return 204, {}

    def _move(self, data: Mapped, branch: str) -> tuple[int, Any]:
        self.repository.git("update-ref", f"refs/heads/{branch}", data["sha"])
        return 200, {}

    # ---- GraphQL ----

    def _query(self, query: str, given: Mapped) -> Mapped:
        if fields := _FIELD.findall(query):
            return {"repository": {name: self._field(call, query) for name, call in fields}}
        return _QUERIES[operation(query)](self, query, given)

    def _field(self, call: str, query: str) -> Mapped | None:
        named = re.fullmatch(r'object\((?:oid|expression): ("(?:[^"\\]|\\.)*")\)', call)
        if named is None:
            return {"target": {"history": {"nodes": [self._history("main")]}}}
        if "... on Commit" in query:
            return {"status": {"contexts": [self._deployed()]}}
        return self._content(json.loads(named[1]))

    def _content(self, name: str) -> Mapped | None:
        try:
            data = self.repository.ask("cat-file", "blob", name)
        except RefusedError:
            return None
        is_binary = b"\0" in data
        return {
            "oid": self.repository.git("rev-parse", name),
            "byteSize": len(data),
            "isBinary": is_binary,
            "isTruncated": False,
            "text": None if is_binary else data.decode(),
        }

    def _deployed(self) -> Mapped:
        return {
            "context": "netlify/board/deploy-preview",
            "state": "SUCCESS",
            "targetUrl": PREVIEW,
            "description": "Deploy Preview ready!",
        }

    def _history(self, branch: str) -> Mapped:
        head = self.repository.head(branch)
        author = {"name": WHO["name"], "email": WHO["email"], "avatarUrl": ""}
        user = {"id": WHO["id"], "databaseId": WHO["id"], "login": WHO["login"]}
        return {
            "oid": head,
            "message": self.repository.git("log", "-1", "--format=%s", head),
            "author": {**author, "user": user},
            "committedDate": WHEN,
        }

    def _ref(self, query: str, given: Mapped) -> Mapped:
        branch = given["branch"]
        if not self.repository.head(branch):
            return {"repository": {"ref": None}}
        made = self._history(branch)
        shown = {"history": {"nodes": [made]}} if "history(" in query else {"oid": made["oid"]}
        return {"repository": {"ref": {"target": shown}}}

    def _commit(self, query: str, given: Mapped) -> Mapped:
        wanted = given["input"]
        branch, expected = wanted["branch"]["branchName"], wanted["expectedHeadOid"]
        head = self.repository.head(branch)
        if head != expected:
            raise RefusedError(
                422,
                f'Expected branch to point to "{expected}" but it did not. Pull and try again.',
            )
        changes = wanted["fileChanges"]
        added = {one["path"]: base64.b64decode(one["contents"]) for one in changes["additions"]}
        removed = [one["path"] for one in changes["deletions"]]
        tree = self.repository.tree(head, added, removed)
        made = self.repository.commit(branch, tree, wanted["message"]["headline"])
        named = re.findall(r'(file_\d+): file\(path: ("(?:[^"\\]|\\.)*")\)', query)
        blobs = {
            name: {"oid": self.repository.git("rev-parse", f"{made}:{json.loads(path)}")}
            for name, path in named
        }
        commit = {"oid": made, "committedDate": WHEN, **blobs}
        return {"createCommitOnBranch": {"commit": commit}}

    def _begin(self, _: str, given: Mapped) -> Mapped:
        name = given["input"]["name"]
        if self.repository.head(name.removeprefix("refs/heads/")):
            raise RefusedError(422, f'A ref named "{name}" already exists in the repository.')
        self.repository.git("update-ref", name, given["input"]["oid"])
        return {"createRef": {"ref": {"name": name}}}

    def _base(self, _: str, given: Mapped) -> Mapped:
        target = {"oid": self.repository.head(given["branch"])}
        return {"fork": {"id": "R_1"}, "base": {"ref": {"target": target}}}

    def _count(self, _: str, given: Mapped) -> Mapped:
        named = [pull for pull in self.open_pulls() if pull.branch == given["branch"]]
        return {"repository": {"pullRequests": {"totalCount": len(named)}}}

    def _list(self, query: str, _: Mapped) -> Mapped:
        labels = json.loads(re.findall(r"labels: (\[.*?\])", query)[0])
        nodes = [
            self._node(pull) for pull in self.open_pulls() if set(pull.labels).intersection(labels)
        ]
        return {"repository": {"pullRequests": {"nodes": nodes}}}

    def _node(self, pull: Pull) -> Mapped:
        shown = self._shown(pull.number)
        return {
            "id": shown["node_id"],
            "number": pull.number,
            "title": pull.title,
            "url": shown["html_url"],
            "isDraft": pull.is_draft,
            "isCrossRepository": False,
            "createdAt": WHEN,
            "updatedAt": WHEN,
            "headRefName": pull.branch,
            "headRefOid": shown["head"]["sha"],
            "author": {**WHO, "databaseId": WHO["id"], "avatarUrl": ""},
            "labels": {"nodes": [{"name": name} for name in pull.labels]},
            "files": {"nodes": self.repository.changes(pull.branch)},
        }

    def _draft(self, query: str, given: Mapped) -> Mapped:
        pull = self.pulls[int(given["input"]["pullRequestId"].removeprefix("PR_"))]
        pull.is_draft = "convertPullRequestToDraft" in query
        return {operation(query): {"pullRequest": {"isDraft": pull.is_draft}}}


_REST: tuple[tuple[str, str, Callable[..., tuple[int, Any]]], ...] = (
    ("GET", r"/user", lambda _s, _d: (200, {**WHO, "avatar_url": "", "html_url": API})),
    ("GET", r"/collaborators/an-editor", lambda _s, _d: (204, {})),
    ("GET", r"/git/trees/(.+)", GitHub._tree),
    ("GET", r"/git/blobs/(\w+)", GitHub._blob),
    ("GET", r"/pulls", GitHub._listed),
    ("POST", r"/pulls", GitHub._open),
    ("PATCH", r"/pulls/(\d+)", GitHub._patch),
    ("GET", r"/pulls/(\d+)/files", GitHub._changed),
    ("PUT", r"/pulls/(\d+)/merge", GitHub._merge),
    ("GET", r"/issues/(\d+)", GitHub._issue),
    ("PATCH", r"/issues/(\d+)", GitHub._issue),
    ("POST", r"/issues/(\d+)/labels", GitHub._label),
    ("DELETE", r"/git/refs/heads/(.+)", GitHub._remove),
    ("PATCH", r"/git/refs/heads/(.+)", GitHub._move),
)
_OPERATIONS = (
    "createCommitOnBranch",
    "createRef",
    "convertPullRequestToDraft",
    "markPullRequestReadyForReview",
    "fork:",
    "pullRequests(headRefName",
    "pullRequests(",
    "ref(qualifiedName",
)
_QUERIES: Mapping[str, Callable[[GitHub, str, Mapped], Mapped]] = {
    "createCommitOnBranch": GitHub._commit,
    "createRef": GitHub._begin,
    "convertPullRequestToDraft": GitHub._draft,
    "markPullRequestReadyForReview": GitHub._draft,
    "fork:": GitHub._base,
    "pullRequests(headRefName": GitHub._count,
    "pullRequests(": GitHub._list,
    "ref(qualifiedName": GitHub._ref,
}


def operation(query: str) -> str:
    """Return what a query of GraphQL is about; “query” if it looks up many things at once."""
    if _FIELD.search(query):
        return "query"
    return next(name for name in _OPERATIONS if name in query)
