"""What people and programs do to a form of the real handbook before they return it: the same verbs for a Word form and for a workbook.

A cell is named by its goal and its column: `goal`, `own`, `choice` or another that was added; HEAD is the row of headings. Rows of the development
items are 1, 2, ... with the columns `item` and `responsible`.
"""

import re
from copy import deepcopy
from html import escape

from lxml import etree

from formats.docx.documents import W
from formats.docx.returned_forms import Form, p, r, sdt, tbl, tc, tr, xml
from pipeline.formats.package import pack, unpack
from tests.filling import filled

GOALS = ("hyte", "verkostot", "hankkeet", "viestinta", "tapahtumat", "tilat", "avustukset")
HEAD = "head"
PARTY = "yritykset"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PROPERTIES = "docProps/custom.xml"


def block(goal: str, column: str) -> str:
    """The block id of a field of the form of `PARTY`."""
    return f"followup.{goal}/{ {'own': PARTY, 'choice': 'arviointi'}[column]}"


class Word:
    """A Word form in hand."""

    def __init__(self, data: bytes) -> None:
        self.form = Form(data)
        self.rows = {HEAD: self.tables[1][0], **dict(zip(GOALS, self.tables[1][1:]))}
        self.order = ["goal", "own", "choice"]

    @property
    def tables(self) -> list[list[etree._Element]]:
        return [table.findall(f"{W}tr") for table in self.form.body.iter(f"{W}tbl")]

    def data(self) -> bytes:
        return self.form.data()

    def cell(self, goal: str | int, column: str) -> etree._Element:
        if isinstance(goal, int):
            return self.tables[2][goal].findall(f"{W}tc")[("item", "responsible").index(column)]
        return self.rows[goal].findall(f"{W}tc")[self.order.index(column)]

    def put(self, goal: str | int, column: str, *lines: str) -> None:
        """Words in place of everything in a cell, its control and its bookmark as well."""
        cell = self.cell(goal, column)
        cell[:] = [*cell.findall(f"{W}tcPr"), *(xml(line if line.startswith("<") else p(r(escape(line, False)))) for line in lines or ("",))]

    def add(self, goal: str, column: str, text: str) -> None:
        """A paragraph more in a cell."""
        self.cell(goal, column).append(xml(p(r(escape(text, False)))))

    def move_row(self, goal: str, before: str) -> None:
        if goal != before:
            self.rows[before].addprevious(self.rows[goal])

    def remove_row(self, goal: str) -> None:
        self.rows[goal].getparent().remove(self.rows.pop(goal))

    def copy_row(self, goal: str) -> None:
        """A row once more, at the end; its copy is `copy`."""
        self.rows["copy"] = deepcopy(self.rows[goal])
        self.rows[GOALS[-1]].getparent().append(self.rows["copy"])

    def add_row(self, *texts: str) -> None:
        self.rows[GOALS[-1]].getparent().append(xml(tr(*texts)))

    def move_column(self) -> None:
        """The choice before the answer."""
        for row in self.rows.values():
            cells = row.findall(f"{W}tc")
            cells[1].addprevious(cells[2])
        self.order = ["goal", "choice", "own"]

    def add_column(self, head: str, goal: str, text: str) -> None:
        """A column at the end with a text for one goal."""
        for name, row in self.rows.items():
            row.append(xml(tc({HEAD: head, goal: text}.get(name, ""))))

    def remove_column(self, column: str) -> None:
        for row in self.rows.values():
            row.remove(row.findall(f"{W}tc")[self.order.index(column)])
        self.order.remove(column)

    def split(self, goal: str) -> None:
        """The table goes on from a goal as another one, below its headings again."""
        first = self.rows[goal].getparent()
        rows = list(self.rows[goal].itersiblings(f"{W}tr"))
        second = xml(tbl())
        second.extend([deepcopy(self.rows[HEAD]), self.rows[goal], *rows])
        first.addnext(second)
        first.addnext(xml(p()))

    def strip_names(self) -> None:
        """As a program that keeps neither controls nor bookmarks; prompts stay as words."""
        for control in list(self.form.root.iter(f"{W}sdt")):
            place = control.getparent()
            at = place.index(control)
            place[at : at + 1] = list(control.find(f"{W}sdtContent"))
        for tag in ("bookmarkStart", "bookmarkEnd"):
            for mark in list(self.form.root.iter(f"{W}{tag}")):
                mark.getparent().remove(mark)

    def strip_properties(self) -> None:
        self.form.parts.pop(_PROPERTIES, None)

    def remove_facts(self) -> None:
        first = next(self.form.body.iter(f"{W}tbl"))
        first.getparent().remove(first)

    def rename(self, name: str) -> None:
        """Another respondent in the form's cell."""
        cell = self.tables[0][0].findall(f"{W}tc")[1]
        cell[:] = [*cell.findall(f"{W}tcPr"), xml(p(r(escape(name, False))))]

    def split_runs(self) -> None:
        """Every text letter by letter, in bold, as programs leave what was edited often."""
        for text in list(self.form.root.iter(f"{W}t")):
            run = text.getparent()
            if run.getparent() is not None and text.text and len(run.findall(f"{W}t")) == 1:
                for letter in text.text:
                    run.addprevious(xml(r(escape(letter, False), "<w:b/>")))
                run.getparent().remove(run)

    def track(self) -> None:
        """Everything typed is a tracked insertion."""
        for control in self.form.root.iter(f"{W}sdtContent"):
            for run in control.findall(f"{W}r"):
                mark = xml('<w:ins w:id="9" w:author="Maija" w:date="2026-11-24T08:00:00Z"/>')
                run.addprevious(mark)
                mark.append(run)

    def wrap(self) -> None:
        """Content controls round rows and cells, as forms get them that pass through other forms."""
        for row in self.rows.values():
            for element in (row.findall(f"{W}tc")[-1], row):
                control = xml(sdt(""))
                element.getparent().replace(element, control)
                control.find(f"{W}sdtContent").append(element)
        self.rows = {}

    def spell(self, change: dict[str, str]) -> None:
        """Letters of all texts written otherwise."""
        for text in self.form.root.iter(f"{W}t"):
            text.text = (text.text or "").translate(str.maketrans(change))


class Book:
    """A workbook in hand: rows of cells by sheet, and the names of cells."""

    def __init__(self, data: bytes) -> None:
        self.parts = {name: packed.inflate() for name, packed in unpack(data).items()}
        self.roots = [etree.fromstring(self.parts[f"xl/worksheets/sheet{n}.xml"]) for n in (1, 2)]
        self.book = etree.fromstring(self.parts["xl/workbook.xml"])
        self.grids = [{int(row.get("r")): {re.sub("[0-9]", "", c.get("r")): c for c in row} for row in root.iter(f"{_S}row")} for root in self.roots]
        self.names = {name: self._at(name.text) for name in self.book.iter(f"{_S}definedName") if name.get("name").startswith("k_")}
        self.rows = {HEAD: 21, **{goal: 22 + n for n, goal in enumerate(GOALS)}}
        self.order = ["goal", "own", "choice", "guide"]

    @staticmethod
    def _at(text: str) -> tuple[int, str, int]:
        sheet, _, cell = text.rpartition("!")
        column, row = cell.replace("$", " ").split()
        return int("Kehitt" in sheet), column, int(row)

    def data(self) -> bytes:
        for grid, root in zip(self.grids, self.roots):
            held = root.find(f"{_S}sheetData")
            held[:] = []
            for number, cells in sorted(grid.items()):
                row = etree.SubElement(held, f"{_S}row", r=str(number))
                for column, cell in sorted(cells.items()):
                    cell.set("r", f"{column}{number}")
                    row.append(cell)
        for name, (sheet, column, row) in self.names.items():
            name.text = f"{('Seuranta', 'Kehittämiskohdat')[sheet]}!${column}${row}"
        parts = {f"xl/worksheets/sheet{n}.xml": etree.tostring(root, encoding="UTF-8") for n, root in enumerate(self.roots, 1)}
        return pack({**self.parts, **parts, "xl/workbook.xml": etree.tostring(self.book, encoding="UTF-8")})

    def _place(self, goal: str | int, column: str) -> tuple[int, int, str]:
        if isinstance(goal, int):
            return 1, 6 + goal, "AB"[("item", "responsible").index(column)]
        return 0, self.rows[goal], "ABCDEFG"[self.order.index(column)]

    def put(self, goal: str | int, column: str, *lines: str) -> None:
        sheet, row, letter = self._place(goal, column)
        self.set(letter, row, "\n".join(lines), sheet)

    def set(self, letter: str, row: int, text: str, sheet: int = 0) -> None:
        """Words into any cell."""
        inline = f'<c xmlns="{_S[1:-1]}" t="inlineStr"><is><t xml:space="preserve">{escape(text, False)}</t></is></c>'
        self.grids[sheet].setdefault(row, {})[letter] = etree.fromstring(inline)

    def text(self, goal: str, column: str) -> str:
        cell = self.grids[0][self.rows[goal]]["ABCDEFG"[self.order.index(column)]]
        strings = etree.fromstring(self.parts["xl/sharedStrings.xml"])
        return "".join(strings[int(cell.findtext(f"{_S}v"))].itertext()) if cell.get("t") == "s" else "".join(cell.itertext())

    def add(self, goal: str, column: str, text: str) -> None:
        self.put(goal, column, self.text(goal, column), text)

    def sort_rows(self, goal: str, before: str) -> None:
        """Rows in another order below names that stay where they were, as Excel sorts."""
        self._order(goal, before)

    def move_row(self, goal: str, before: str) -> None:
        """A row cut and put in elsewhere; names go with it."""
        moved = self._order(goal, before)
        self.names = {name: (sheet, column, moved.get(row, row) if sheet == 0 else row) for name, (sheet, column, row) in self.names.items()}

    def _order(self, goal: str, before: str) -> dict[int, int]:
        order = sorted((row, name) for name, row in self.rows.items() if name != goal)
        names = [name for _, name in order]
        names.insert(names.index(before) if goal != before else self.rows[goal] - 21, goal)
        return self._lay({name: 21 + n for n, name in enumerate(names)})

    def _lay(self, rows: dict[str, int]) -> dict[int, int]:
        moved = {self.rows[name]: row for name, row in rows.items()}
        grid = self.grids[0]
        self.grids[0] = {row: cells for row, cells in grid.items() if row not in moved} | {moved[row]: grid[row] for row in moved}
        self.rows = rows
        return moved

    def remove_row(self, goal: str) -> None:
        gone = self.rows.pop(goal)
        self.grids[0].pop(gone)
        self.drop(lambda name: self.names[name][0] == 0 and self.names[name][2] == gone)

    def copy_row(self, goal: str) -> None:
        self.rows["copy"] = 29
        self.grids[0][29] = deepcopy(self.grids[0][self.rows[goal]])

    def add_row(self, *texts: str) -> None:
        for letter, text in zip("ABCD", texts):
            self.set(letter, 29, text)

    def move_column(self) -> None:
        turn = {"B": "C", "C": "B"}
        for row in self.rows.values():
            self.grids[0][row] = {turn.get(column, column): cell for column, cell in self.grids[0][row].items()}
        self.names = {name: (s, turn.get(c, c) if s == 0 and row in self.rows.values() else c, row) for name, (s, c, row) in self.names.items()}
        self.order = ["goal", "choice", "own", "guide"]

    def add_column(self, head: str, goal: str, text: str) -> None:
        self.order.append("more")
        self.put(HEAD, "more", head)
        self.put(goal, "more", text)

    def remove_column(self, column: str) -> None:
        """A column's cells emptied and their names gone, as where it was deleted at the end."""
        letter = "ABCDEFG"[self.order.index(column)]
        for row in self.rows.values():
            self.grids[0][row].pop(letter, None)
        self.drop(lambda name: self.names[name][:2] == (0, letter) and self.names[name][2] in self.rows.values())

    def split(self, goal: str) -> None:
        """An empty row and the headings again above a goal."""
        at = self.rows[goal]
        self._shift(at, 2)
        self.grids[0][at + 1] = deepcopy(self.grids[0][self.rows[HEAD]])

    def _shift(self, at: int, by: int) -> None:
        rows = {name: row + by if row >= at else row for name, row in self.rows.items()}
        moved = self._lay(rows)
        self.names = {name: (sheet, column, moved.get(row, row) if sheet == 0 else row) for name, (sheet, column, row) in self.names.items()}

    def strip_names(self) -> None:
        self.drop(lambda name: True)

    def drop(self, which) -> None:
        for name in [name for name in self.names if which(name)]:
            name.getparent().remove(name)
            del self.names[name]

    def strip_properties(self) -> None:
        self.parts.pop(_PROPERTIES, None)

    def remove_facts(self) -> None:
        for row in range(5, 18):
            self.grids[0].pop(row)
        self.drop(lambda name: self.names[name][0] == 0 and 5 <= self.names[name][2] < 18)

    def rename(self, name: str) -> None:
        self.set("B", 5, name)

    def split_runs(self) -> None:
        """Shared strings in runs, letter by letter."""
        strings = etree.fromstring(self.parts["xl/sharedStrings.xml"])
        for item in strings:
            text = "".join(item.itertext())
            item[:] = [etree.fromstring(f'<r xmlns="{_S[1:-1]}"><t xml:space="preserve">{escape(letter, False)}</t></r>') for letter in text]
        self.parts["xl/sharedStrings.xml"] = etree.tostring(strings, encoding="UTF-8")

    def track(self) -> None:
        """Answers as shared strings, as Excel stores what it saves."""
        strings = etree.fromstring(self.parts["xl/sharedStrings.xml"])
        for cell in (cell for grid in self.grids for cells in grid.values() for cell in cells.values() if cell.get("t") == "inlineStr"):
            item = etree.SubElement(strings, f"{_S}si")
            item.append(cell[0][0])
            cell[:] = []
            cell.set("t", "s")
            etree.SubElement(cell, f"{_S}v").text = str(len(strings) - 1)
        self.parts["xl/sharedStrings.xml"] = etree.tostring(strings, encoding="UTF-8")

    def wrap(self) -> None:
        """An empty row and an empty column before everything."""
        self.grids = [{row + 1: {chr(ord(c) + 1): cell for c, cell in cells.items()} for row, cells in grid.items()} for grid in self.grids]
        self.names = {name: (sheet, chr(ord(column) + 1), row + 1) for name, (sheet, column, row) in self.names.items()}
        self.rows = {}

    def spell(self, change: dict[str, str]) -> None:
        strings = etree.fromstring(self.parts["xl/sharedStrings.xml"])
        for text in strings.iter(f"{_S}t"):
            text.text = (text.text or "").translate(str.maketrans(change))
        self.parts["xl/sharedStrings.xml"] = etree.tostring(strings, encoding="UTF-8")


def hand(data: bytes) -> Word | Book:
    """A form in hand, of whichever format."""
    return Word(data) if "word/document.xml" in unpack(data) else Book(data)


def typed(data: bytes, answers: dict[str, str]) -> Word | Book:
    """A form that was filled in its own program, in hand."""
    return hand(filled(data, answers))
