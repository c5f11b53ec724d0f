"""The registers as downloads: JSON with its JSON Schema, and CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, Final

from sitegen.output.assets import Output

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.site.site import Site
    from sitegen.views.tables import Cell, DataTable

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""Beginnings that a spreadsheet would run as a formula."""


def downloads(site: Site, tables: tuple[DataTable, ...]) -> Iterator[Output]:
    """Give every register as JSON, CSV and a schema that describes the JSON."""
    for table in tables:
        yield Output(f"data/{table.name}.json", _json(_document(site, table)))
        yield Output(f"data/{table.name}.schema.json", _json(_schema(site, table)))
        yield Output(f"data/{table.name}.csv", _csv(table))


def _document(site: Site, table: DataTable) -> dict[str, Any]:
    names = [column.name for column in table.columns]
    return {
        "publisher": site.settings.name,
        "title": table.title,
        "generated": site.moment.date().isoformat(),
        "licence": "none set",
        table.name: [dict(zip(names, row, strict=True)) for row in table.rows],
    }


def _schema(site: Site, table: DataTable) -> dict[str, Any]:
    value = {"type": ["string", "number", "array", "null"], "items": {"type": "string"}}
    columns = {c.name: {**value, "description": c.meaning} for c in table.columns}
    row = {
        "type": "object",
        "properties": columns,
        "required": list(columns),
        "additionalProperties": False,
    }
    text = {"type": "string"}
    heads = {"publisher": text, "title": text, "generated": text, "licence": text}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{site.settings.base_url}/data/{table.name}.schema.json",
        "title": table.title,
        "type": "object",
        "properties": {**heads, table.name: {"type": "array", "items": row}},
        "required": [*heads, table.name],
        "additionalProperties": False,
    }


def _json(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _csv(table: DataTable) -> bytes:
    """Write CSV as RFC 4180 says, with a byte order mark so that Excel reads it as UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_csv_cell(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def _csv_cell(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, int | float):
        return cell
    text = "; ".join(cell) if isinstance(cell, tuple) else cell
    return f"'{text}" if text.startswith(_FORMULA) else text
