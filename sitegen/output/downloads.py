"""The registers as downloads: JSON with its JSON Schema, and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, Final

from sitegen.output.assets import Output
from sitegen.output.data_package import csvw, data_package
from sitegen.site.site import Site
from sitegen.views.columns import EDTF, Cell, Column, ColumnType
from sitegen.views.data_tables import DataTable

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""Beginnings that a spreadsheet would run as a formula."""

NO_LICENCE: Final = "No licence has been set. Ask before you republish whole lists."

_OF_TYPE: Final[dict[ColumnType, dict[str, Any]]] = {
    ColumnType.TEXT: {"type": "string"},
    ColumnType.WHOLE: {"type": "integer"},
    ColumnType.NUMBER: {"type": "number"},
    ColumnType.YES_OR_NO: {"type": "boolean"},
    ColumnType.DAY: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    ColumnType.DATE: {"type": "string", "pattern": f"^{EDTF}$"},
    ColumnType.ADDRESS: {"type": "string", "format": "uri", "pattern": "^https://"},
    ColumnType.LIST: {"type": "array", "items": {"type": "string"}},
}


def downloads(site: Site, tables: tuple[DataTable, ...]) -> Iterator[Output]:
    """Yield every register as JSON, CSV and a schema, and what describes them all together."""
    for table in tables:
        yield Output(f"data/{table.name}.json", _json(_document(site, table)))
        yield Output(f"data/{table.name}.schema.json", _json(_schema(site, table)))
        yield Output(f"data/{table.name}.csv", _csv(table))
    yield Output("data/datapackage.json", _json(data_package(site, tables)))
    yield Output("data/csv-metadata.json", _json(csvw(site, tables)))


def _document(site: Site, table: DataTable) -> dict[str, Any]:
    names = [column.name for column in table.columns]
    return {
        "publisher": site.settings.name,
        "title": table.title,
        "about": table.meaning,
        "generated": site.moment.date().isoformat(),
        **_licence(site),
        "schema": f"{site.settings.base_url}/data/{table.name}.schema.json",
        table.name: [dict(zip(names, row, strict=True)) for row in table.rows],
    }


def _licence(site: Site) -> dict[str, str | None]:
    licence = site.settings.licence
    return {
        "licence": licence.web if licence else None,
        "terms": licence.title if licence else NO_LICENCE,
    }


def _schema(site: Site, table: DataTable) -> dict[str, Any]:
    row = {
        "type": "object",
        "description": table.meaning,
        "properties": {column.name: _cells(column) for column in table.columns},
        "required": [column.name for column in table.columns],
        "additionalProperties": False,
    }
    text = {"type": "string"}
    heads = dict.fromkeys(("publisher", "title", "about", "generated", "terms", "schema"), text)
    licence = {"licence": {"type": ["string", "null"], "format": "uri"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{site.settings.base_url}/data/{table.name}.schema.json",
        "title": table.title,
        "type": "object",
        "properties": {**heads, **licence, table.name: {"type": "array", "items": row}},
        "required": [*heads, *licence, table.name],
        "additionalProperties": False,
    }


def _cells(column: Column) -> dict[str, Any]:
    """Return what the cells of a column may be; one that may be empty may be null."""
    described = {"description": column.meaning, **_OF_TYPE[column.type]}
    words: list[str | None] = list(column.words)
    if not column.needed:
        described["type"] = [described["type"], "null"]
        words.append(None)
    return {**described, "enum": words} if column.words else described


def _json(value: dict[str, Any]) -> bytes:
    """Write JSON, each row of a table on a line: indented, it takes Python ten times as long."""
    members = (f"  {_line(name)}: {_value(held)}" for name, held in value.items())
    return ("{\n" + ",\n".join(members) + "\n}\n").encode()


def _value(held: object) -> str:
    if not isinstance(held, list) or not held:
        return _line(held)
    return "[\n" + ",\n".join(f"    {_line(row)}" for row in held) + "\n  ]"


_line: Final = json.JSONEncoder(ensure_ascii=False).encode


def _csv(table: DataTable) -> bytes:
    """Write CSV as RFC 4180 says, with a byte order mark so that Excel reads it as UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_csv_cell(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def _csv_cell(cell: Cell) -> str | int | float:
    if isinstance(cell, tuple):
        cell = "; ".join(cell)
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_FORMULA) else cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else cell
