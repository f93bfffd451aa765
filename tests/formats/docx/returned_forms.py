"""A blank Word form of ours, and what people and programs do to it before they return it: each case with the truth beside it.

The form has a table of two goals × three columns to fill, and one line of words above and below it. A case says what differs from the blank:
cells by table, row and column (None: no such cell), and loose texts by kind.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from pipeline.formats.package import pack, unpack

from .documents import R, W, document, field, panel, rendered, section, table, words

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'
NS = f'xmlns:w="{W[1:-1]}" xmlns:r="{R[1:-1]}" {MC} {A} {V}'
TYPES = {
    "comments": "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
    "footnotes": "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
    "endnotes": "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml",
    "header": "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml",
}
TRACKED = 'w:id="77" w:author="Maija" w:date="2026-11-24T08:00:00Z"'


@lru_cache
def blank() -> bytes:
    """The form as it goes out."""
    rows = [[f"Tavoite {n}", *(field(f"t.r{n}/c{m}", "Täydennetään") for m in (1, 2)), field(f"t.r{n}/c3", "–", choices=("K", "E"))] for n in (0, 1)]
    above, below = panel("body", words("a.1", "Ohje ylhäällä")), panel("body", words("a.2", "Ohje alhaalla"))
    return rendered(document(section("a", above, table("t", rows, role="followup"), below, wide=True)), "table.docx")


def xml(text: str) -> etree._Element:
    """An element whose prefixes are those of Word."""
    return etree.fromstring(f"<x {NS}>{text}</x>")[0]


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r>{properties and f"<w:rPr>{properties}</w:rPr>"}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*content: str, properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}{''.join(content)}</w:p>"


def tc(*content: str, properties: str = "") -> str:
    """A cell; words become a paragraph."""
    return f"<w:tc>{properties and f'<w:tcPr>{properties}</w:tcPr>'}{''.join(piece if piece.startswith('<') else p(r(piece)) for piece in content)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; words become cells."""
    return f"<w:tr>{properties and f'<w:trPr>{properties}</w:trPr>'}{''.join(cell if cell.startswith('<') else tc(cell) for cell in cells)}</w:tr>"


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def ins(content: str) -> str:
    """A tracked insertion."""
    return f"<w:ins {TRACKED}>{content}</w:ins>"


def gone(text: str) -> str:
    """A tracked deletion."""
    return f"<w:del {TRACKED}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def sdt(content: str, properties: str = "") -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def mark(name: str, content: str = "", number: int = 900, more: str = "") -> str:
    """A bookmark round something."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"{more}/>{content}<w:bookmarkEnd w:id="{number}"/>'


class Form:
    """The parts of a form under change; `body`: its document."""

    def __init__(self, data: bytes | None = None) -> None:
        self.parts = {name: packed.inflate() for name, packed in unpack(data or blank()).items()}
        self.root = etree.fromstring(self.parts["word/document.xml"])
        self.body = self.root.find(f"{W}body")

    def data(self) -> bytes:
        """The file."""
        return pack({**self.parts, "word/document.xml": etree.tostring(self.root, encoding="UTF-8", xml_declaration=True)})

    @property
    def table(self) -> etree._Element:
        return next(self.body.iter(f"{W}tbl"))

    def row(self, number: int) -> etree._Element:
        return self.table.findall(f"{W}tr")[number]

    def cell(self, row: int, column: int) -> etree._Element:
        return self.row(row).findall(f"{W}tc")[column]

    def set(self, row: int, column: int, *content: str) -> None:
        """Put paragraphs, or words, into a cell in place of everything in it."""
        cell = self.cell(row, column)
        for child in list(cell):
            if child.tag != f"{W}tcPr":
                cell.remove(child)
        cell.extend(xml(piece if piece.startswith("<") else p(r(piece))) for piece in content)

    def fill(self, row: int, column: int, *content: str) -> None:
        """Type into the control of a cell, as Word does: the prompt and its mark go; with more than one plain paragraph the control stands round them."""
        control = next(self.cell(row, column).iter(f"{W}sdt"))
        for sign in control.findall(f"{W}sdtPr/{W}showingPlcHdr"):
            sign.getparent().remove(sign)
        inside, blocks = control.find(f"{W}sdtContent"), [xml(piece if piece.startswith("<") else p(r(piece))) for piece in content]
        if len(blocks) == 1 and blocks[0].tag == f"{W}p" and blocks[0].find(f"{W}pPr") is None:
            inside[:] = list(blocks[0])
            return
        inside[:] = blocks
        paragraph = control.getparent()
        cell = paragraph.getparent()
        at = cell.index(paragraph)
        cell[at : at + 1] = [child for child in paragraph if child.tag != f"{W}pPr"]

    def append(self, content: str) -> None:
        """Put blocks at the end of the body."""
        for block in etree.fromstring(f"<x {NS}>{content}</x>"):
            self.body.insert(len(self.body) - 1, block)

    def relate(self, kind: str, target: str, external: bool = False, owner: str = "word/_rels/document.xml.rels") -> str:
        """A relationship; gives its number."""
        number = f"rIdX{len(self.parts)}{abs(hash(target)) % 9999}"
        mode = ' TargetMode="External"' if external else ""
        entry = f'<Relationship Id="{number}" Type="{R[1:-1]}/{kind}" Target="{target}"{mode}/>'
        before = self.parts.get(owner, b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>')
        self.parts[owner] = before.replace(b"</Relationships>", entry.encode() + b"</Relationships>")
        return number

    def part(self, name: str, content: str | bytes, kind: str = "") -> str:
        """A part below `word/`, with a relationship of a kind; gives its number."""
        self.parts[f"word/{name}"] = content.encode() if isinstance(content, str) else content
        if kind in TYPES:
            override = f'<Override PartName="/word/{name}" ContentType="{TYPES[kind]}"/>'
            self.parts["[Content_Types].xml"] = self.parts["[Content_Types].xml"].replace(b"</Types>", override.encode() + b"</Types>")
        return self.relate(kind, name) if kind else ""

    def replace(self, old: str, new: str, name: str = "word/document.xml") -> None:
        """Change the text of a part."""
        if name == "word/document.xml":
            self.root = etree.fromstring(re.sub(old, new, etree.tostring(self.root, encoding="unicode")))
            self.body = next(element for element in self.root if etree.QName(element).localname == "body")
        else:
            self.parts[name] = re.sub(old, new, self.parts[name].decode()).encode()


class Case(NamedTuple):
    """What was done, and what must be read: the cells that differ from the blank by (table, row, column), the loose texts beside the blank's, those of the blank that are gone."""

    name: str
    edit: Callable[[Form], object]
    cells: dict[tuple[int, int, int], str | None] = {}
    texts: tuple[tuple[str, str], ...] = ()
    without: tuple[tuple[str, str], ...] = ()


def _several(*edits: Callable[[Form], object]) -> Callable[[Form], object]:
    return lambda form: [edit(form) for edit in edits]


def _wrap(form: Form, element: etree._Element) -> None:
    """Put a content control round an element."""
    control = xml(sdt(""))
    element.getparent().replace(element, control)
    control.find(f"{W}sdtContent").append(element)


def _strip(form: Form) -> None:
    """All content controls gone, what was in them left."""
    for control in list(form.root.iter(f"{W}sdt")):
        place = control.getparent()
        at = place.index(control)
        place[at : at + 1] = list(control.find(f"{W}sdtContent"))


def _property(element: etree._Element, kind: str, content: str) -> None:
    """A property of a row or a cell, first among its properties."""
    found = element.find(f"{W}{kind}")
    if found is None:
        found = etree.SubElement(element, f"{W}{kind}")
        element.insert(0, found)
    found.insert(0, xml(content))


def _notes(kind: str, *entries: str) -> str:
    return f"<w:{kind} {NS}>{''.join(entries)}</w:{kind}>"


def _field(code: str, result: str) -> str:
    def at(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return f"{at('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{at('separate')}{r(result)}{at('end')}"


def _box(text: str) -> str:
    return f'<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p(r(text))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>'


def _both(text: str) -> str:
    """A text box as Word writes it: for itself, and once more for programs that know only VML."""
    drawn = f'<w:r><w:drawing><wps:wsp xmlns:wps="x"><wps:txbx><w:txbxContent>{p(r(text))}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></w:r>'
    return f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawn}</mc:Choice><mc:Fallback>{_box(text)}</mc:Fallback></mc:AlternateContent></w:r>'


def _nested(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + p(r("syvällä")) + (p() + "</w:tc></w:tr></w:tbl>") * depth


ROW = {0: "Tavoite 1", 1: "Täydennetään", 2: "Täydennetään", 3: "–"}  #: what the blank's last row says
_SHIFTED = {(0, 3, column): text for column, text in ROW.items()}  #: a row more above it


def _last(text: str) -> tuple[tuple[str, str], ...]:
    return (("body", text),)


_COMMENT = f'<w:comment w:id="4" w:author="Maija" w:date="2026-11-24T08:00:00Z">{p("<w:r><w:annotationRef/></w:r>", r("Onko"))}{p(r("näin?"))}</w:comment>'


CASES = [
    Case("blank", lambda form: None),
    Case("typed in Word", lambda form: form.fill(1, 1, "Vastaus"), {(0, 1, 1): "Vastaus"}),
    Case("several paragraphs and an empty one", lambda form: form.fill(1, 1, "eka", p(), "toka"), {(0, 1, 1): "eka\n\ntoka"}),
    Case("prompt and control replaced by plain text", lambda form: form.set(1, 2, "Vastaus"), {(0, 1, 2): "Vastaus"}),
    Case("cell emptied", lambda form: form.set(1, 2, p()), {(0, 1, 2): ""}),
    Case("all controls stripped", _several(_strip, lambda form: form.set(2, 1, "Vastaus")), {(0, 2, 1): "Vastaus"}),
    Case("choice chosen", lambda form: form.fill(1, 3, "E"), {(0, 1, 3): "E"}),
    # tracked changes
    Case("tracked insertion", lambda form: form.fill(1, 1, p(r("Oma "), ins(r("lisäys")))), {(0, 1, 1): "Oma lisäys"}),
    Case("tracked deletion", lambda form: form.fill(1, 1, p(r("jää "), gone("pois"))), {(0, 1, 1): "jää"}, (("deleted", "pois"),)),
    Case("tracked deletion outside controls", lambda form: form.set(1, 0, p(r("jää "), gone("pois"))), {(0, 1, 0): "jää"}, (("deleted", "pois"),)),
    Case("two deletions apart", lambda form: form.fill(1, 1, p(gone("a"), gone("b"), r("x"), gone("c"))), {(0, 1, 1): "x"}, (("deleted", "ab\nc"),)),
    Case("deleted text in w:t", lambda form: form.fill(1, 1, p(r("x"), f"<w:del {TRACKED}>{r('pois')}</w:del>")), {(0, 1, 1): "x"}, (("deleted", "pois"),)),
    Case("inserted, then deleted", lambda form: form.fill(1, 1, p(r("x"), ins(gone("pois")))), {(0, 1, 1): "x"}, (("deleted", "pois"),)),
    Case(
        "moved to another cell",
        _several(
            lambda form: form.fill(1, 1, p(f"<w:moveFrom {TRACKED}>{r('siirto')}</w:moveFrom>")),
            lambda form: form.fill(1, 2, p(f"<w:moveTo {TRACKED}>{r('siirto')}</w:moveTo>")),
        ),
        {(0, 1, 1): "", (0, 1, 2): "siirto"},
        (("deleted", "siirto"),),
    ),
    Case(
        "paragraphs joined by a deleted mark",
        lambda form: form.fill(1, 1, p(r("eka "), properties=f"<w:rPr><w:del {TRACKED}/></w:rPr>"), "toka", "kolmas"),
        {(0, 1, 1): "eka toka\nkolmas"},
    ),
    Case(
        "paragraph moved away whole",
        lambda form: form.fill(1, 1, "eka", p(f"<w:moveFrom {TRACKED}>{r('pois')}</w:moveFrom>", properties=f"<w:rPr><w:moveFrom {TRACKED}/></w:rPr>"), "toka"),
        {(0, 1, 1): "eka\ntoka"},
        (("deleted", "pois"),),
    ),
    Case(
        "paragraph deleted whole",
        lambda form: form.fill(1, 1, "eka", p(gone("pois"), properties=f"<w:rPr><w:del {TRACKED}/></w:rPr>"), "toka"),
        {(0, 1, 1): "eka\ntoka"},
        (("deleted", "pois"),),
    ),
    Case(
        "row deleted",
        lambda form: _property(form.row(1), "trPr", f"<w:del {TRACKED}/>"),
        {(0, 1, 0): "Tavoite 1", **{(0, 2, column): None for column in range(4)}},
        (("deleted", "Tavoite 0\nTäydennetään\nTäydennetään\n–"),),
    ),
    Case(
        "a row deleted with a table in it",
        lambda form: form.table.append(xml(tr(tc(p(r("ulompi")), tbl(tr("sisempi")), p()), properties=f"<w:del {TRACKED}/>"))),
        {},
        (("deleted", "ulompi\nsisempi"),),
    ),
    Case(
        "row inserted",
        lambda form: form.row(1).addprevious(xml(tr("Uusi", "Vastaus", properties=f"<w:ins {TRACKED}/>"))),
        {(0, 1, 0): "Uusi", (0, 1, 1): "Vastaus", (0, 1, 2): None, (0, 1, 3): None, (0, 2, 0): "Tavoite 0", **_SHIFTED},
    ),
    Case(
        "cell deleted",
        _several(lambda form: form.set(1, 1, "pois"), lambda form: _property(form.cell(1, 1), "tcPr", f"<w:cellDel {TRACKED}/>")),
        {(0, 1, 2): "–", (0, 1, 3): None},
        (("deleted", "pois"),),
    ),
    # what is looked through
    Case("control in a control in a run", lambda form: form.fill(1, 1, p(r("a"), sdt(r("b") + sdt(r("c"))), r("d"))), {(0, 1, 1): "abcd"}),
    Case("control round a cell", lambda form: _wrap(form, form.cell(1, 1))),
    Case("control round a row", lambda form: _wrap(form, form.row(2))),
    Case("control round the table", lambda form: _wrap(form, form.table)),
    Case(
        "links, smart tags, custom XML, bidi",
        lambda form: form.fill(1, 1, p(*(f"<w:{name}>{r(name)}</w:{name}>" for name in ("hyperlink", "smartTag", "customXml", "bdo", "dir")))),
        {(0, 1, 1): "hyperlinksmartTagcustomXmlbdodir"},
    ),
    Case(
        "alternatives",
        lambda form: form.fill(1, 1, p(f"<mc:AlternateContent><mc:Choice Requires='x'>{r('a')}</mc:Choice><mc:Choice Requires='y'>{r('a')}</mc:Choice><mc:Fallback>{r('a')}</mc:Fallback></mc:AlternateContent>")),
        {(0, 1, 1): "a"},
    ),
    Case("fields", lambda form: form.fill(1, 1, p(_field("HYPERLINK x", "tulos"), f"<w:fldSimple w:instr='PAGE'>{r('7')}</w:fldSimple>")), {(0, 1, 1): "tulos7"}),
    Case("a field without an end hides nothing", lambda form: form.fill(1, 1, p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', r("näkyy"))), {(0, 1, 1): "näkyy"}),
    Case(
        "text in the code of a field",
        lambda form: form.fill(1, 1, p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', r("koodi"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>', r("näkyy"))),
        {(0, 1, 1): "näkyy"},
        (("hidden", "koodi"),),
    ),
    Case("split runs", lambda form: form.fill(1, 1, p(*(r(letter) for letter in "yhteistyö"))), {(0, 1, 1): "yhteistyö"}),
    Case(
        "breaks, tabs, hyphens and symbols",
        lambda form: form.fill(
            1, 1, p('<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:softHyphen/><w:cr/><w:sym w:char="F0FE"/><w:sym w:char="D800"/></w:r>')
        ),
        {(0, 1, 1): "a\nb\tc\u2011\u00ad\n\uf0fe\ufffd"},
    ),
    Case("an equation", lambda form: form.fill(1, 1, p('<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x+1</m:t></m:r></m:oMath>')), {(0, 1, 1): "x+1"}),
    Case("hidden text", lambda form: form.fill(1, 1, p(r("näkyy"), r("piilossa", "<w:vanish/>"), r("!", "<w:vanish w:val='0'/>"))), {(0, 1, 1): "näkyy!"}, (("hidden", "piilossa"),)),
    Case(
        "hidden row",
        lambda form: _property(form.row(2), "trPr", "<w:hidden/>"),
        {(0, 2, column): None for column in range(4)},
        (("hidden", "Tavoite 1\nTäydennetään\nTäydennetään\n–"),),
    ),
    # the grid
    Case(
        "cells merged across",
        _several(lambda form: form.set(1, 1, "yhteinen"), lambda form: _property(form.cell(1, 1), "tcPr", '<w:gridSpan w:val="2"/>'), lambda form: form.row(1).remove(form.cell(1, 2))),
        {(0, 1, 1): "yhteinen", (0, 1, 2): None},
    ),
    Case(
        "cells merged down, and text in what goes on",
        _several(
            lambda form: form.set(1, 1, "yhteinen"),
            lambda form: _property(form.cell(1, 1), "tcPr", '<w:vMerge w:val="restart"/>'),
            lambda form: form.set(2, 1, "piiloon jäänyt"),
            lambda form: _property(form.cell(2, 1), "tcPr", "<w:vMerge/>"),
        ),
        {(0, 1, 1): "yhteinen", (0, 2, 1): "piiloon jäänyt"},
    ),
    Case("merged down from nowhere", _several(lambda form: form.set(1, 1, "orpo"), lambda form: _property(form.cell(1, 1), "tcPr", "<w:vMerge/>")), {(0, 1, 1): "orpo"}),
    Case("columns left out before", lambda form: form.table.append(xml(tr("siirtynyt", properties='<w:gridBefore w:val="2"/><w:gridAfter w:val="1"/>'))), {(0, 3, 2): "siirtynyt"}),
    Case("a row without cells and one with many", lambda form: form.table.extend([xml("<w:tr/>"), xml(tr(*"abcdef"))]), {(0, 4, n): letter for n, letter in enumerate("abcdef")}),
    Case(
        "a span of a million",
        lambda form: form.table.append(xml(tr("a", tc("b", properties='<w:gridSpan w:val="1000000"/>'), "c"))),
        {(0, 3, 0): "a", (0, 3, 1): "b"},
        (("body", "c"),),
    ),
    Case("spans that are no numbers", lambda form: form.table.append(xml(tr(*(tc("x", properties=f'<w:gridSpan w:val="{value}"/>') for value in ("-3", "0", "", "kaksi", "²"))))), {(0, 3, n): "x" for n in range(5)}),
    Case("begins a million columns late", lambda form: form.table.append(xml(tr("kaukana", properties='<w:gridBefore w:val="1000000"/>'))), {}, (("body", "kaukana"),)),
    Case("text between cells", lambda form: form.row(1).append(xml(p(r("eksynyt")))), {}, (("body", "eksynyt"),)),
    Case("header row deleted", lambda form: form.table.remove(form.row(0)), {**{(0, 0, c): t for c, t in {**ROW, 0: "Tavoite 0"}.items()}, (0, 1, 0): "Tavoite 1", **{(0, 2, c): None for c in range(4)}}),
    Case("row moved", lambda form: form.row(1).addprevious(form.row(2)), {(0, 1, 0): "Tavoite 1", (0, 2, 0): "Tavoite 0"}),
    Case("label typed over", lambda form: form.set(1, 0, "Oma otsikko"), {(0, 1, 0): "Oma otsikko"}),
    Case(
        "table split in two",
        lambda form: (form.table.addnext(xml(tbl())), form.table.getnext().append(form.row(2)), form.table.addnext(xml(p(r("välissä"))))),
        {**{(0, 2, c): None for c in range(4)}, **{(1, 0, c): t for c, t in ROW.items()}},
        _last("välissä"),
    ),
    Case("a table of one's own", lambda form: form.append(tbl(tr("oma", "taulukko")) + p()), {(1, 0, 0): "oma", (1, 0, 1): "taulukko"}),
    Case("a nested table", lambda form: form.fill(1, 1, p(r("ennen")), tbl(tr("sisä 1", "sisä 2")), p(r("jälkeen"))), {(0, 1, 1): "ennen\njälkeen", (1, 0, 0): "sisä 1", (1, 0, 1): "sisä 2"}),
    Case("eighty nested tables", lambda form: form.append(_nested(80)), {(1, 0, 0): "syvällä"}),
    # loose texts
    Case("words outside", lambda form: form.append(p(r("Terveisin Maija"))), {}, _last("Terveisin Maija")),
    Case("joined to what follows", lambda form: form.append(p(r("eka "), properties=f"<w:rPr><w:del {TRACKED}/></w:rPr>") + p(r("toka"))), {}, _last("eka toka")),
    Case(
        "comment",
        lambda form: (
            form.part("comments.xml", _notes("comments", _COMMENT), "comments"),
            form.set(1, 0, p('<w:commentRangeStart w:id="4"/>', r("Oma"), '<w:commentRangeEnd w:id="4"/>', '<w:r><w:commentReference w:id="4"/></w:r>')),
        ),
        {(0, 1, 0): "Oma"},
        (("comment", "Onko\nnäin?"),),
    ),
    Case(
        "footnotes",
        lambda form: form.part(
            "footnotes.xml",
            _notes("footnotes", f'<w:footnote w:type="separator" w:id="-1">{p("<w:r><w:separator/></w:r>")}</w:footnote>', f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>", r(" huomautus"))}</w:footnote>'),
            "footnotes",
        ),
        {},
        (("note", "huomautus"),),
    ),
    Case(
        "endnotes",
        lambda form: (
            form.part("endnotes.xml", _notes("endnotes", f'<w:endnote w:id="2">{p("<w:r><w:endnoteRef/></w:r>", r("loppu"))}</w:endnote>'), "endnotes"),
            form.append(p(r("viite"), '<w:r><w:endnoteReference w:id="2"/></w:r>')),
        ),
        {},
        (("note", "loppu"), ("body", "viite")),
    ),
    Case("a header", lambda form: form.part("header9.xml", _notes("hdr", p(r("Otsake"))), "header"), {}, (("margin", "Otsake"),)),
    Case("a header that nothing refers to", lambda form: form.part("muu.xml", _notes("hdr", p(r("Irrallinen")))), {}, (("margin", "Irrallinen"),)),
    Case("a table in a footer", lambda form: form.part("footer9.xml", _notes("ftr", tbl(tr("a", "b"))), "footer"), {}, (("margin", "a"), ("margin", "b"))),
    Case("a text box of VML", lambda form: form.append(p(r("teksti"), _box("ruutu"))), {}, (("textbox", "ruutu"), ("body", "teksti"))),
    Case("a text box of both kinds", lambda form: form.fill(1, 1, p(r("teksti"), _both("ruutu"))), {(0, 1, 1): "teksti"}, (("textbox", "ruutu"),)),
    Case("a text box deleted", lambda form: form.append(p(f"<w:del {TRACKED}>{_box('pois')}</w:del>")), {}, (("deleted", "pois"),)),
    Case("a text box in a text box", lambda form: form.append(p(_box("ulompi").replace("</w:p>", f"{_box('sisempi')}</w:p>"))), {}, (("textbox", "sisempi"), ("textbox", "ulompi"))),
    Case("a table in a text box", lambda form: form.append(p(_box("x").replace(p(r("x")), tbl(tr("a")) + p()))), {(1, 0, 0): "a"}),
    Case("word art", lambda form: form.append(p('<w:r><w:pict><v:shape><v:textpath string="LUONNOS"/></v:shape></w:pict></w:r>')), {}, (("other", "LUONNOS"),)),
    Case(
        "SmartArt",
        lambda form: form.part("diagrams/data1.xml", f'<dgm:dataModel xmlns:dgm="x" {A}><dgm:pt><dgm:t><a:p><a:r><a:t>yk</a:t></a:r><a:r><a:t>si</a:t></a:r></a:p><a:p><a:r><a:t>kaksi</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>', "diagramData"),
        {},
        (("other", "yksi\nkaksi"),),
    ),
    Case(
        "a chart",
        lambda form: form.part("charts/chart1.xml", f'<c:chartSpace xmlns:c="x" {A}><a:p><a:r><a:t>Nimi</a:t></a:r></a:p><c:strCache><c:pt><c:v>Sarja</c:v></c:pt></c:strCache><c:numCache><c:pt><c:v>7</c:v></c:pt></c:numCache></c:chartSpace>', "chart"),
        {},
        (("other", "Nimi\nSarja"),),
    ),
    # other programs
    Case("the strict namespace", lambda form: form.replace(re.escape(W[1:-1]), "http://purl.oclc.org/ooxml/wordprocessingml/main")),
    Case("another prefix", lambda form: _prefixed(form)),
    Case("decomposed letters stay as they are", lambda form: form.fill(1, 1, "a\u0308"), {(0, 1, 1): "a\u0308"}),
]


def _prefixed(form: Form) -> None:
    """As programs write that choose prefixes by number."""
    text = etree.tostring(form.root, encoding="unicode").replace("xmlns:w=", "xmlns:n1=")
    form.root = etree.fromstring(re.sub(r"(?<=[<\s/])w:(?=\w)", "n1:", text))
    form.body = form.root.find(f"{W}body")
