"""Writes what a host has to be told about a built site: headers, redirects, types, the 404 page."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from sitegen.cli import exit_codes
from sitegen.output import lock, write
from sitegen.output.hosts import netlify, twins
from sitegen.output.hosts.known import HOSTS
from sitegen.output.hosts.package import BuiltSite, HostPackage
from sitegen.output.hosts.record import BUILD_RECORD, BuildRecord, NoRecord


def command(options: argparse.Namespace) -> int:
    """Write what a host has to be told, and say what it cannot do."""
    folder: Path = options.output
    try:
        record = BuildRecord.read((folder / BUILD_RECORD).read_bytes())
        sizes = {path: (folder / path).stat().st_size for path in record.files}
    except (OSError, NoRecord):
        print(f"No whole site was built in {folder}: run build.py first.", file=sys.stderr)
        return exit_codes.WRONG_USAGE
    host = HOSTS[options.name]
    package = host.package(BuiltSite(record, sizes))
    for fault in package.faults:
        print(f"{host.label}: error: {fault}", file=sys.stderr)
    if package.faults:
        return exit_codes.CONTENT_ERRORS
    try:
        added = _put_into_site(folder, record, options.name, package)
        written = _write_for_server(options.to or folder.absolute().parent / "server", package)
    except (OSError, lock.Busy) as fault:
        print(f"Nothing could be written: {fault}.", file=sys.stderr)
        return exit_codes.OUR_FAULT
    _tell(options.name, [*(f"{folder.name}/{path}" for path in added), *written], package)
    return exit_codes.FINE


def _put_into_site(folder: Path, record: BuildRecord, name: str, package: HostPackage) -> list[str]:
    """Put the host's files into the site in place of those of another host; return their paths."""
    rules = netlify.outputs(record.rules, record.for_host(name, {}).files)
    files = {output.path: output.data for output in rules}
    files |= {path: text.encode() for path, text in package.within.items()}
    files |= {path: text.encode() for path, text in twins.pages(package.twins, record).items()}
    new = record.for_host(name, files)
    with lock.alone(folder):
        for path in {*record.added} - files.keys():
            (folder / path).unlink(missing_ok=True)
        for path, data in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            write.replace(folder / path, data)
        write.replace(folder / BUILD_RECORD, new.output().data)
    return sorted(package.within) + sorted(new.added if package.twins else ())


def _write_for_server(folder: Path, package: HostPackage) -> list[str]:
    """Write the files of whoever runs the server; return their paths."""
    for name, text in package.beside.items():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return [str(folder / name) for name in package.beside]


def _tell(name: str, paths: list[str], package: HostPackage) -> None:
    host = HOSTS[name]
    if paths:
        shown = sorted(set(paths))
        more = f" and {len(shown) - 5} more" if len(shown) > 5 else ""
        print(f"Written for {host.label}: {', '.join(shown[:5])}{more}.")
    else:
        print(f"{host.label} reads what every build writes; nothing had to be added.")
    for sentence in package.lost:
        print(f"  {sentence}")
    if package.within or package.twins:
        print("Run this again after each build: a build leaves only its own files.")
