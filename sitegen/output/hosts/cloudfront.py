"""Amazon S3 with CloudFront: a template of all that is needed, and the commands that upload."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

from sitegen.issues.wording import counted
from sitegen.output.hosts.cloudformation import template
from sitegen.output.hosts.netlify import RULE_FILES
from sitegen.output.hosts.package import BuiltSite, HostPackage, able_moves, not_told
from sitegen.output.hosts.rules import HostRules, Move, content_type

_LARGEST_FUNCTION: Final = 10_240
_MOST_PLACES: Final = 75
_LONGEST_HEADER: Final = 1_783

_FUNCTION: Final = """\
var moved = {moved};
var below = {below};
function handler(event) {{
  var request = event.request;
  var path;
  try {{ path = decodeURIComponent(request.uri); }} catch (fault) {{ path = request.uri; }}
  var old = path.replace(/\\/+$/, '');
  var to = moved.hasOwnProperty(old) && moved[old];
  for (var start in below) {{
    if (!to && (old + '/').indexOf(start + '/') === 0) to = below[start];
  }}
  if (to) return redirect(to[0], to[1] + (to[1].indexOf('?') < 0 ? asked(request) : '') + to[2]);
  if (/^\\/({rules})$|\\/\\.(?!well-known\\/)/.test(path)) request.uri = '/nothing';
  else if (/\\/$/.test(path)) request.uri += 'index.html';
  else if (!/\\.[^\\/]*$/.test(path)) {{
    return redirect(301, request.uri.replace(/^\\/+/, '/') + '/' + asked(request));
  }}
  return request;
}}
function asked(request) {{
  var parts = [];
  Object.keys(request.querystring).forEach(function (name) {{
    var given = request.querystring[name];
    (given.multiValue || [given]).forEach(function (one) {{
      parts.push(one.value === '' ? name : name + '=' + one.value);
    }});
  }});
  return parts.length ? '?' + parts.join('&') : '';
}}
function redirect(status, target) {{
  return {{
    statusCode: status,
    statusDescription: status === 301 ? 'Moved Permanently' : 'Found',
    headers: {{ location: {{ value: target }} }}
  }};
}}
"""

_UPLOAD: Final = """\
#!/bin/sh
# Made by “python3 build.py host cloudfront”. Use: sh upload.sh BUCKET DISTRIBUTION [FOLDER]
# Sends the built site with the type of each file, pages last, and takes away what is gone.
set -eu
bucket="s3://$1"; distribution="$2"; folder="${{3:-public}}"
send() {{
    aws s3 cp "$folder" "$bucket" --recursive --no-progress --exclude '*' --include "*.$1" \\
        --content-type "$2"
}}
{kinds}aws s3 sync "$folder" "$bucket" --no-progress --size-only --delete {left_out}
aws cloudfront create-invalidation --distribution-id "$distribution" --paths '/*'
"""


def package(built: BuiltSite) -> HostPackage:
    """Return the template and the commands; redirects that do not fit become pages."""
    record = built.record
    able = able_moves(record.rules.moved)
    fitting = able
    while len(function(fitting).encode()) > _LARGEST_FUNCTION:
        fitting = fitting[: len(fitting) * 9 // 10]
    rest = tuple(move for move in able if move not in fitting)
    lost = [
        "An address without an ending gets a last slash even if nothing is there (301, then 404).",
        "Missing addresses are answered with the headers of the address that was asked for.",
    ]
    if rest:
        lost.append(
            f"Pages that lead on at once (status 200) replace {counted(len(rest), 'redirect')} "
            "beyond the 10 KB of a function; those with a “*” are lost."
        )
    lost += not_told(record.rules.moved)
    return HostPackage(
        beside={
            "cloudfront.json": template(record.rules, record.site, function(fitting)),
            "upload.sh": _upload(record.files),
        },
        twins=rest,
        lost=tuple(lost),
        faults=tuple(_faults(record.rules)),
    )


def _faults(rules: HostRules) -> Iterable[str]:
    if len(rules.places) > _MOST_PLACES:
        yield f"{len(rules.places)} folders with headers of their own are more than {_MOST_PLACES}."
    sent = {**rules.everywhere, **rules.pages}
    if any(len(value) > _LONGEST_HEADER for value in sent.values()):
        yield f"A header is longer than the {_LONGEST_HEADER} characters that CloudFront takes."


def function(moved: Iterable[Move]) -> str:
    """Return the program that sees each request before CloudFront does."""
    table = {(move.path, move.below): [move.status, move.target, move.anchor] for move in moved}
    tables = [
        json.dumps(
            {path: value for (path, all_), value in table.items() if all_ is below},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for below in (False, True)
    ]
    return _FUNCTION.format(moved=tables[0], below=tables[1], rules="|".join(RULE_FILES))


def _upload(paths: Iterable[str]) -> str:
    """Return the commands that send a site: what pages need first, then pages."""
    ends = {path.rpartition("/")[2].rpartition(".")[2] for path in paths if "." in path}
    order = sorted(ends, key=lambda end: (end == "html", end))
    kinds = "".join(f"send {end} '{content_type(end)}'\n" for end in order)
    left_out = " ".join(f"--exclude '{name}'" for name in RULE_FILES)
    return _UPLOAD.format(kinds=kinds, left_out=left_out)
