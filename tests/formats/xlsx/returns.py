"""Returned workbooks for tests: the real blank form as parts, and what people and programs do to it, by edits of the XML.

An edit changes `Parts` in place. Cells are written as programs write them: the XML of a cell without its reference, which the edit adds.
"""

import re
from html import escape

from handbooks import real_rendering
from pipeline.formats.package import pack, unpack
from pipeline.formats.returned import Returned
from pipeline.formats.xlsx.returned import read_returned

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2017/10/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
DRAWING = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)
DTD = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
SHEET, SECOND, BOOK, STRINGS, STYLES = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"

Parts = dict[str, str | bytes]


def blank() -> Parts:
    """The parts of the real blank form without the names of its cells, which each test gives itself; the two sheets are `NAME` and `OTHER`."""
    parts: Parts = {name: packed.inflate().decode() for name, packed in unpack(real_rendering("table-blank.xlsx").data).items()}
    parts[BOOK] = re.sub(r'<definedName name="k_[^<]*</definedName>', "", str(parts[BOOK]))
    return parts


def _fields() -> tuple[str, str]:
    cells = re.findall(r'<c r="([A-Z])([0-9]+)" s="[0-9]+"/>', str(blank()[SHEET]))
    first = next((column, row) for column, row in cells if (chr(ord(column) + 1), row) in cells)
    return "".join(first), chr(ord(first[0]) + 1) + first[1]


FIELD, BESIDE = _fields()  #: two empty fields of the form, side by side
NAME, OTHER = re.findall(r'<sheet name="([^"]*)"', str(blank()[BOOK]))[:2]


def packed(parts: Parts) -> bytes:
    return pack({name: content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass") for name, content in parts.items()})


def reading(parts: Parts) -> Returned:
    return read_returned(packed(parts), "vastaus.xlsx")


def swap(parts: Parts, name: str, old: str, new: str) -> None:
    """Replace the first `old` of a part, which must be there."""
    text = parts[name]
    assert isinstance(text, str) and old in text, (name, old)
    parts[name] = text.replace(old, new, 1)


def inline(text: str) -> str:
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def put(parts: Parts, reference: str, cell: str, sheet: str = SHEET) -> None:
    """Set a cell; a row that is not there is added, cells of a row need not be in order."""
    row = re.sub("[A-Z]", "", reference)
    cell = cell.replace("<c", f'<c r="{reference}"', 1)
    text = re.sub(rf'<c r="{reference}"[^>]*?(/>|>.*?</c>)', "", str(parts[sheet]), flags=re.DOTALL)
    if not re.search(rf'<row r="{row}"', text):
        text = text.replace("</sheetData>", f'<row r="{row}"></row></sheetData>')
    text = re.sub(rf'(<row r="{row}"[^>]*?)/>', r"\1></row>", text)
    start = re.search(rf'<row r="{row}".*?(?=</row>)', text, re.DOTALL)
    assert start
    parts[sheet] = text[: start.end()] + cell + text[start.end() :]


def share(parts: Parts, item: str) -> str:
    """A cell that refers to a new shared string, given as the XML inside its `si`."""
    number = len(re.findall("<si>", str(parts[STRINGS])))
    swap(parts, STRINGS, "</sst>", f"<si>{item}</si></sst>")
    return f'<c t="s"><v>{number}</v></c>'


def relate(parts: Parts, owner: str, kind: str, target: str, content: str | bytes = "", external: bool = False) -> str:
    """Add a part to which another leads, or an address outside; gives the relationship's id. `kind`: the last word of its type, or all of it."""
    folder, _, last = owner.rpartition("/")
    listed = f"{folder}/_rels/{last}.rels" if owner else "_rels/.rels"
    parts.setdefault(listed, f'<Relationships xmlns="{PACKAGE}"></Relationships>')
    number = f"rNew{str(parts[listed]).count('<Relationship ') + 1}"
    where = f'Target="{target}" TargetMode="External"' if external else f'Target="/{target}"'
    entry = f'<Relationship Id="{number}" Type="{kind if ":" in kind else f"{OFFICE}/{kind}"}" {where}/>'
    swap(parts, listed, "</Relationships>", entry + "</Relationships>")
    if not external:
        parts[target] = content
    return number


def style(parts: Parts, code: str) -> int:
    """A new style of cells with this number format; gives its number."""
    text = str(parts[STYLES])
    number = 170 + text.count("<numFmt ")
    entry = f'<numFmt numFmtId="{number}" formatCode="{escape(code)}"/>'
    if "<numFmts" not in text:
        text = re.sub(r"(<styleSheet[^>]*>)", r"\1<numFmts></numFmts>", text, count=1)
    text = text.replace("</numFmts>", entry + "</numFmts>")
    styles = re.search(r"<cellXfs[^>]*>(.*?)</cellXfs>", text, re.DOTALL)
    assert styles
    parts[STYLES] = text.replace("</cellXfs>", f'<xf numFmtId="{number}"/></cellXfs>')
    return len(re.findall(r"<xf\b", styles[1]))


def dated(parts: Parts, reference: str, number: str, code: str) -> None:
    """A number that is shown by a format, as Excel makes it of what a person types."""
    put(parts, reference, f'<c s="{style(parts, code)}"><v>{number}</v></c>')


def comment(parts: Parts, reference: str, text: str, author: str = "Maija", sheet: str = SHEET) -> None:
    body = f'<authors><author>{author}</author></authors><commentList><comment ref="{reference}" authorId="0"><text><r><t>{escape(text)}</t></r></text></comment></commentList>'
    relate(parts, sheet, "comments", f"xl/comments{len(parts)}.xml", f"<comments {MAIN}>{body}</comments>")


def thread(parts: Parts, reference: str, text: str, name: str = "Maija", twin: bool = True) -> None:
    """A threaded comment with the twin that Excel writes for older programs."""
    space = 'xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"'
    entry = f'<threadedComment ref="{reference}" personId="{{P}}" id="{{T}}"><text>{escape(text)}</text></threadedComment>'
    relate(parts, SHEET, f"{MICROSOFT}/threadedComment", "xl/threadedComments/threadedComment1.xml", f"<ThreadedComments {space}>{entry}</ThreadedComments>")
    relate(parts, BOOK, f"{MICROSOFT}/person", "xl/persons/person.xml", f'<personList {space}><person displayName="{name}" id="{{P}}"/></personList>')
    if twin:
        comment(parts, reference, f"[Viestiketju]\n\nExcel-versiosi...\n\nKommentti:\n    {text}", "tc={T}")


def shape(text: str, row: int = 2, column: int = 1) -> str:
    """A text box whose corner is in a cell, 0-based."""
    runs = "".join(f"<a:p><a:r><a:t>{escape(line)}</a:t></a:r></a:p>" for line in text.split("\n"))
    return f"<xdr:twoCellAnchor><xdr:from><xdr:col>{column}</xdr:col><xdr:row>{row}</xdr:row></xdr:from><xdr:sp><xdr:txBody>{runs}</xdr:txBody></xdr:sp></xdr:twoCellAnchor>"


def draw(parts: Parts, anchors: str, sheet: str = SHEET) -> str:
    """A drawing of a sheet; gives its part's name."""
    name = f"xl/drawings/drawing{len(parts)}.xml"
    relate(parts, sheet, "drawing", name, f"<xdr:wsDr {DRAWING}>{anchors}</xdr:wsDr>")
    return name


def picture(parts: Parts, data: bytes = b"\x89PNG\r\n\x1a\n") -> None:
    """A picture at B3."""
    frame = '<xdr:pic><xdr:blipFill><a:blip r:embed="rNew1"/></xdr:blipFill></xdr:pic>'
    drawing = draw(parts, f"<xdr:oneCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:row>2</xdr:row></xdr:from>{frame}</xdr:oneCellAnchor>")
    relate(parts, drawing, "image", f"xl/media/image{len(parts)}.png", data)


def merge(parts: Parts, area: str) -> None:
    swap(parts, SHEET, "</sheetData>", f'</sheetData><mergeCells><mergeCell ref="{area}"/></mergeCells>')


def define(parts: Parts, name: str, refers: str, local: str = "") -> None:
    """A defined name; `local`: attributes that bind it to a sheet."""
    text = str(parts[BOOK])
    if "<definedNames>" not in text:
        text = text.replace("</sheets>", "</sheets><definedNames></definedNames>")
    parts[BOOK] = text.replace("</definedNames>", f'<definedName name="{name}"{local}>{escape(refers)}</definedName></definedNames>')


def hide_row(parts: Parts, row: int) -> None:
    swap(parts, SHEET, f'<row r="{row}"', f'<row r="{row}" hidden="1"')


def hide_column(parts: Parts, column: int) -> None:
    swap(parts, SHEET, "<cols>", f'<cols><col min="{column}" max="{column}" width="9" hidden="1"/>')


def hide_sheet(parts: Parts, name: str = OTHER, state: str = "hidden") -> None:
    swap(parts, BOOK, f'<sheet name="{name}"', f'<sheet name="{name}" state="{state}"')
