"""What describes all downloads together: a Data Package (Frictionless) and CSV on the Web (W3C)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from sitegen.content.slugs import slug
from sitegen.site.site import Site
from sitegen.views.columns import EDTF, Column, ColumnType
from sitegen.views.data_tables import DataTable

_FIELD: Final[dict[ColumnType, dict[str, Any]]] = {
    ColumnType.TEXT: {"type": "string"},
    ColumnType.WHOLE: {"type": "integer"},
    ColumnType.NUMBER: {"type": "number"},
    ColumnType.YES_OR_NO: {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    ColumnType.DAY: {"type": "date", "format": "%Y-%m-%d"},
    ColumnType.DATE: {"type": "string"},
    ColumnType.ADDRESS: {"type": "string", "format": "uri"},
    ColumnType.LIST: {"type": "string"},
}
"""Types of a Table Schema (Data Package, version 1). It has none for a list within a cell."""

_DATATYPE: Final[dict[ColumnType, object]] = {
    ColumnType.TEXT: "string",
    ColumnType.WHOLE: "integer",
    ColumnType.NUMBER: "decimal",
    ColumnType.YES_OR_NO: {"base": "boolean", "format": "true|false"},
    ColumnType.DAY: {"base": "date", "format": "yyyy-MM-dd"},
    ColumnType.DATE: {"base": "string", "format": EDTF},
    ColumnType.ADDRESS: "anyURI",
    ColumnType.LIST: "string",
}
"""Datatypes of “Metadata Vocabulary for Tabular Data” (W3C, 17 December 2015)."""

_SEPARATOR: Final = "; "


def data_package(site: Site, tables: tuple[DataTable, ...]) -> dict[str, Any]:
    """Return the Data Package of all registers."""
    settings = site.settings
    licence = settings.licence
    named = {"path": licence.web, "title": licence.title} if licence else {}
    if licence and licence.identifier:
        named["name"] = licence.identifier
    by_kind = {table.kind: table.name for table in tables if table.kind}
    return {
        "profile": "tabular-data-package",
        "name": slug(settings.short_name),
        "title": f"Lists of {settings.name}",
        "homepage": f"{settings.base_url}/",
        "created": f"{site.moment.date().isoformat()}T00:00:00Z",
        **({"licenses": [named]} if named else {}),
        "contributors": [
            {"title": settings.name, "path": f"{settings.base_url}/", "role": "publisher"}
        ],
        "resources": [_resource(table, by_kind) for table in tables],
    }


def _resource(table: DataTable, by_kind: dict[str, str]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.title,
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": _primary_key(table),
            "foreignKeys": [
                {"fields": [column], "reference": {"resource": other, "fields": ["id"]}}
                for column, other in _references(table, by_kind)
            ],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    limits: dict[str, Any] = {}
    if column.needed and column.type is not ColumnType.LIST:
        limits["required"] = True
    if column.words:
        limits["enum"] = list(column.words)
    if column.type is ColumnType.DATE:
        limits["pattern"] = EDTF
    return {
        "name": column.name,
        "description": _meaning(column),
        **_FIELD[column.type],
        **({"constraints": limits} if limits else {}),
    }


def csvw(site: Site, tables: tuple[DataTable, ...]) -> dict[str, Any]:
    """Return the metadata of all registers as CSV on the Web asks for it."""
    settings = site.settings
    by_kind = {table.kind: table.name for table in tables if table.kind}
    language = settings.language.partition("-")[0]
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language}],
        "dc:title": f"Lists of {settings.name}",
        "dc:publisher": settings.name,
        "dc:issued": {"@value": site.moment.date().isoformat(), "@type": "xsd:date"},
        **({"dc:license": {"@id": settings.licence.web}} if settings.licence else {}),
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "header": True},
        "tables": [_csvw_table(table, by_kind) for table in tables],
    }


def _csvw_table(table: DataTable, by_kind: dict[str, str]) -> dict[str, Any]:
    return {
        "url": f"{table.name}.csv",
        "dc:title": table.title,
        "dc:description": table.meaning,
        "tableSchema": {
            "columns": [_csvw_column(column) for column in table.columns],
            "primaryKey": _primary_key(table),
            "foreignKeys": [
                {
                    "columnReference": [column],
                    "reference": {"resource": f"{other}.csv", "columnReference": ["id"]},
                }
                for column, other in _references(table, by_kind, needed=True)
            ],
        },
    }


def _csvw_column(column: Column) -> dict[str, Any]:
    several = column.type is ColumnType.LIST
    words = "|".join(re.escape(word) for word in column.words)
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": _meaning(column),
        "datatype": {"base": "string", "format": words} if words else _DATATYPE[column.type],
        **({"separator": _SEPARATOR} if several else {"required": column.needed}),
    }


def _meaning(column: Column) -> str:
    several = column.type is ColumnType.LIST
    return f"{column.meaning} Several are parted by “;” and a space." if several else column.meaning


def _primary_key(table: DataTable) -> list[str]:
    """Return the id, or for the parts of records the record and the place in it."""
    return ["id"] if table.kind else [column.name for column in table.columns[:2]]


def _references(
    table: DataTable, by_kind: dict[str, str], *, needed: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield each column that holds an id of another table, with the name of that table.

    CSV on the Web knows no reference that may be empty, so there only those are needed that
    always lead somewhere.
    """
    for column in table.columns:
        if column.refers_to in by_kind and (column.needed or not needed):
            yield column.name, by_kind[column.refers_to]
