"""Forms as respondents fill them: what is typed goes into the fields of a form that we made, in Word, Excel or another program.

`word` and `excel` leave files as those programs do (a control without its prompt, a cell with a string of its own); `python_docx` goes through
that library; `libreoffice` opens and saves a file again. Fields are named by block id: `followup.hyte/yritykset`.
"""

import re
import tempfile
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from lxml import etree

from pipeline.formats.address import bookmark
from tests.libreoffice import convert

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
Typed = dict[str, str]


def repacked(data: bytes, changed: dict[str, bytes]) -> bytes:
    """The package with some parts replaced or added."""
    with ZipFile(BytesIO(data)) as old, ZipFile(target := BytesIO(), "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changed.pop(name, None) or old.read(name))
        for name, content in changed.items():
            new.writestr(name, content)
    return target.getvalue()


def part(data: bytes, name: str) -> bytes:
    """A part of the package."""
    with ZipFile(BytesIO(data)) as package:
        return package.read(name)


def filled(data: bytes, typed: Typed) -> bytes:
    """A form with its fields filled, as Excel or Word leaves it, whichever it is."""
    return word(data, typed) if "word/document.xml" in ZipFile(BytesIO(data)).namelist() else excel(data, typed)


def word(data: bytes, typed: Typed) -> bytes:
    """A Word form filled in Word: what is typed replaces the prompt, lines are breaks in one paragraph, the control stays."""
    root = etree.fromstring(part(data, "word/document.xml"))
    controls = {tag.get(f"{{{_W}}}val"): tag.getparent().getparent() for tag in root.iter(f"{{{_W}}}tag")}
    for block, text in typed.items():
        control = controls[block if len(block) <= 64 else bookmark(block)]
        for prompt in control.findall(f"{{{_W}}}sdtPr/{{{_W}}}showingPlcHdr"):
            prompt.getparent().remove(prompt)
        inside = control.find(f"{{{_W}}}sdtContent")
        for run in inside.findall(f"{{{_W}}}r"):
            inside.remove(run)
        run = etree.SubElement(inside, f"{{{_W}}}r")
        for number, line in enumerate(text.split("\n")):
            if number:
                etree.SubElement(run, f"{{{_W}}}br")
            said = etree.SubElement(run, f"{{{_W}}}t")
            said.text = line
            said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return repacked(data, {"word/document.xml": etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)})


def excel(data: bytes, typed: Typed) -> bytes:
    """A workbook filled in Excel: each text in the cell that its name leads to."""
    sheets = _sheets(data)
    places = _places(data)
    roots = {name: etree.fromstring(part(data, name)) for name in sheets.values()}
    for block, text in typed.items():
        sheet, reference = places[bookmark(block)]
        cell = next(cell for cell in roots[sheets[sheet]].iter(f"{{{_S}}}c") if cell.get("r") == reference)
        for child in list(cell):
            cell.remove(child)
        cell.set("t", "inlineStr")
        said = etree.SubElement(etree.SubElement(cell, f"{{{_S}}}is"), f"{{{_S}}}t")
        said.text = text
        said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return repacked(data, {name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) for name, root in roots.items()})


def _sheets(data: bytes) -> dict[str, str]:
    """The part of each sheet by the sheet's name."""
    book, related = etree.fromstring(part(data, "xl/workbook.xml")), etree.fromstring(part(data, "xl/_rels/workbook.xml.rels"))
    targets = {entry.get("Id"): entry.get("Target").lstrip("/").removeprefix("xl/") for entry in related}
    key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    return {sheet.get("name"): f"xl/{targets[sheet.get(key)]}" for sheet in book.iter(f"{{{_S}}}sheet")}


def _places(data: bytes) -> dict[str, tuple[str, str]]:
    """Sheet and cell of each defined name."""
    book = etree.fromstring(part(data, "xl/workbook.xml"))
    found = {}
    for name in book.iter(f"{{{_S}}}definedName"):
        match = re.fullmatch(r"'?([^'!]+)'?!\$([A-Z]+)\$([0-9]+)", name.text or "")
        if match:
            found[name.get("name")] = (match[1], match[2] + match[3])
    return found


def python_docx(data: bytes, typed: Typed) -> bytes:
    """A Word form that python-docx has opened and saved with what was typed."""
    document = docx.Document(BytesIO(word(data, typed)))
    document.core_properties.last_modified_by = "Maija Esimerkki"
    document.save(target := BytesIO())
    return target.getvalue()


def modified(data: bytes, moment: str) -> bytes:
    """The file as saved at a moment, by what it says of itself."""
    before, mark, rest = part(data, "docProps/core.xml").decode().partition('<dcterms:modified xsi:type="dcterms:W3CDTF">')
    return repacked(data, {"docProps/core.xml": f"{before}{mark}{moment}{rest[rest.index('<') :]}".encode()})


def libreoffice(soffice: str, data: bytes, ending: str) -> bytes:
    """The file as LibreOffice saves it again."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder, f"lomake.{ending}"), Path(folder, "out")
        source.write_bytes(data)
        out.mkdir()
        return convert(soffice, source, out, ending).read_bytes()
