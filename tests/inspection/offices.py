"""Makes real Word, Excel and PowerPoint files about invented Exampleshire, part by part."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
KIND = "application/vnd.openxmlformats-officedocument."
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

WORDS = "<w:p><w:r><w:t>Guidance of the Exampleshire board</w:t></w:r></w:p>"
NO_CORE = ""
CORE = "<dc:title>Guidance of the Exampleshire board</dc:title>"


def core(inner: str) -> str:
    """Write the properties that all Office files have."""
    return (
        f'{HEAD}<cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">'
        f"{inner}</cp:coreProperties>"
    )


def app(inner: str) -> str:
    """Write the properties of the program."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{HEAD}<Properties xmlns="{space}">{inner}</Properties>'


def types(main: str, *more: str) -> str:
    """Write the table of the types of all parts."""
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    kinds = "".join(f'<Override PartName="/x{i}" ContentType="{k}"/>' for i, k in enumerate(more))
    return (
        f'{HEAD}<Types xmlns="{space}"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/main" ContentType="{main}"/>{kinds}</Types>'
    )


def relations(*targets: tuple[str, str]) -> str:
    """Write links to things outside of the file: the kind of each and where it leads."""
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    links = "".join(
        f'<Relationship Id="r{i}" Type="{RELATION}/{kind}" Target="{to}" TargetMode="External"/>'
        for i, (kind, to) in enumerate(targets)
    )
    return f'{HEAD}<Relationships xmlns="{space}">{links}</Relationships>'


def packed(parts: dict[str, str | bytes]) -> bytes:
    """Pack the parts as Office does."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def docx(body: str = WORDS, **parts: str | bytes) -> bytes:
    """Make a Word file; parts are given as `word__comments_xml`."""
    return _made(
        parts,
        {
            "[Content_Types].xml": types(f"{KIND}wordprocessingml.document.main+xml"),
            "docProps/core.xml": core(CORE),
            "docProps/app.xml": app("<Application>Microsoft Office Word</Application>"),
            "word/document.xml": document(body),
            "word/styles.xml": styles(""),
            "word/_rels/document.xml.rels": relations(("hyperlink", "https://example.org/")),
        },
    )


def document(body: str) -> str:
    """Write the text of a Word file."""
    return (
        f'{HEAD}<w:document xmlns:w="{W}" xmlns:a="{A}" xmlns:wp="{WP}">'
        f"<w:body>{body}</w:body></w:document>"
    )


def styles(inner: str) -> str:
    """Write the styles of a Word file, with its language."""
    language = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault>'
    return f'{HEAD}<w:styles xmlns:w="{W}">{language}</w:docDefaults>{inner}</w:styles>'


def word_part(name: str, inner: str) -> str:
    """Write another part of a Word file."""
    return f'{HEAD}<w:{name} xmlns:w="{W}">{inner}</w:{name}>'


def xlsx(rows: str = '<row r="1"><c r="A1"><v>25</v></c></row>', **parts: str | bytes) -> bytes:
    """Make an Excel file."""
    sheet = '<sheet name="Courses" sheetId="1"/>'
    return _made(
        parts,
        {
            "[Content_Types].xml": types(f"{KIND}spreadsheetml.sheet.main+xml"),
            "docProps/core.xml": core(CORE),
            "xl/workbook.xml": workbook(sheet),
            "xl/worksheets/sheet1.xml": worksheet(rows),
            "xl/styles.xml": f'{HEAD}<styleSheet xmlns="{S}"/>',
        },
    )


def workbook(sheets: str) -> str:
    """Write the table of an Excel file’s sheets."""
    return f'{HEAD}<workbook xmlns="{S}"><sheets>{sheets}</sheets></workbook>'


def worksheet(rows: str, columns: str = "") -> str:
    """Write a sheet."""
    return f'{HEAD}<worksheet xmlns="{S}">{columns}<sheetData>{rows}</sheetData></worksheet>'


def sheet_part(name: str, inner: str) -> str:
    """Write another part of an Excel file."""
    return f'{HEAD}<{name} xmlns="{S}">{inner}</{name}>'


TITLE = (
    '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Title 1"/><p:nvPr><p:ph type="title"/></p:nvPr>'
    "</p:nvSpPr><p:txBody><a:p><a:r><a:t>Learning from reviews</a:t></a:r></a:p></p:txBody></p:sp>"
)


def pptx(shapes: str = TITLE, show: str = "", **parts: str | bytes) -> bytes:
    """Make a PowerPoint file."""
    return _made(
        parts,
        {
            "[Content_Types].xml": types(f"{KIND}presentationml.presentation.main+xml"),
            "docProps/core.xml": core(CORE),
            "ppt/presentation.xml": f'{HEAD}<p:presentation xmlns:p="{P}"/>',
            "ppt/slides/slide1.xml": slide("sld", shapes, show),
        },
    )


def slide(name: str, shapes: str, show: str = "") -> str:
    """Write a slide or the notes to one."""
    return (
        f'{HEAD}<p:{name} xmlns:p="{P}" xmlns:a="{A}" {show}>'
        f"<p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:{name}>"
    )


def _made(parts: dict[str, str | bytes], usual: dict[str, str | bytes]) -> bytes:
    """Pack the usual parts, with others in their place or beside them."""
    return packed({**usual, **_named(parts)})


def _named(parts: dict[str, str | bytes]) -> dict[str, str | bytes]:
    """Turn `xl__comments1_xml` into `xl/comments1.xml`."""
    named = {}
    for key, data in parts.items():
        stem, _, ending = key.replace("__", "/").rpartition("_")
        named[f"{stem}.{ending}"] = data
    return named
