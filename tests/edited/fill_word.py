"""Fills our blank Word form in LibreOffice through its own interface, and saves it in the ways that people do.

Run by the Python that has LibreOffice's module `uno` (Debian: python3-uno), so it imports nothing of the project:

    python3 tests/edited/fill_word.py BLANK.docx PICTURE.png FOLDER

It writes into the folder NAME.docx and NAME.json: what must be read, by bookmark for cells of the form, by kind for loose texts.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

PIPE = "kasikirja-fill-word"
FIRST = "k_followup_hyte__"


def value(name: str, content: object) -> PropertyValue:
    made = PropertyValue()
    made.Name, made.Value = name, content
    return made


def portions(cell):
    """The portions of text of a cell."""
    paragraphs = cell.createEnumeration()
    while paragraphs.hasMoreElements():
        inside = paragraphs.nextElement().createEnumeration()
        while inside.hasMoreElements():
            yield inside.nextElement()


def fields(document):
    """Each cell to be filled: bookmark, cell, field."""
    for table in (document.TextTables.getByIndex(n) for n in range(document.TextTables.Count)):
        for name in table.CellNames:
            cell = table.getCellByName(name)
            found = list(portions(cell))
            mark = next((p.Bookmark.Name for p in found if p.TextPortionType == "Bookmark"), "")
            field = next((p.TextField for p in found if p.TextPortionType == "TextField"), None)
            if field is not None:
                yield mark, cell, field


def set_field(field, text: str) -> None:
    if field.supportsService("com.sun.star.text.textfield.DropDown"):
        field.SelectedItem = text
    else:
        field.Content = text


def in_fields(document, picture: str):
    """Every field of the form filled where it stands."""
    answers = {}
    for number, (mark, _, field) in enumerate(fields(document)):
        listed = field.supportsService("com.sun.star.text.textfield.DropDown")
        answers[mark] = "KE"[number % 2] if listed else f"Vastaus {number} – pöytäkirja 7 §" + ("\nToinen rivi <&>" if number % 3 == 0 else "")
        set_field(field, answers[mark])
    return answers, {}


def over_the_cells(document, picture: str):
    """Every second cell typed over, as who selects all of a cell does; every fourth in two paragraphs."""
    answers = {}
    for number, (mark, cell, _) in enumerate(fields(document)):
        if number % 2 == 0:
            cell.String = answers[mark] = f"Kirjoitettu päälle {number}"
        if number % 4 == 0:
            cursor = cell.createTextCursor()
            cursor.gotoEnd(False)
            cell.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
            cell.insertString(cursor, "Toinen kappale", False)
            answers[mark] += "\nToinen kappale"
    return answers, {}


def tracked(document, picture: str):
    """Answers typed over the prompts while changes are tracked."""
    document.RecordChanges = True
    answers, gone = {}, []
    for number, (mark, cell, field) in enumerate(fields(document)):
        if number < 3:
            gone.append(cell.String.strip())
            cell.String = answers[mark] = f"Merkitty muutos {number}"
    return answers, {"deleted": gone}


def loose(document, picture: str):
    """Everything that is no answer: notes, a text box, a shape, a picture, a table in a cell, words in margins and between tables.

    No comment: LibreOffice 7.4 without a screen ends when one is made.
    """
    answers = {}
    found = list(fields(document))
    for number, (mark, _, field) in enumerate(found[:4]):
        answers[mark] = f"Vastaus {number}"
        set_field(field, answers[mark])
    text = document.Text
    end = text.createTextCursor()
    end.gotoEnd(False)
    text.insertControlCharacter(end, PARAGRAPH_BREAK, False)
    text.insertString(end, "Taulukon alle kirjoitettu", False)
    for service, words in (("Footnote", "Alaviitteen teksti"), ("Endnote", "Loppuviitteen teksti")):
        note = document.createInstance(f"com.sun.star.text.{service}")
        text.insertTextContent(end, note, False)
        note.String = words
    frame = document.createInstance("com.sun.star.text.TextFrame")
    frame.Width = frame.Height = 3000
    text.insertTextContent(end, frame, False)
    frame.String = "Kehyksen teksti"
    shape = document.createInstance("com.sun.star.drawing.RectangleShape")
    size = uno.createUnoStruct("com.sun.star.awt.Size")
    size.Width = size.Height = 4000
    shape.Size = size
    text.insertTextContent(end, shape, False)
    shape.String = "Kuvion teksti"
    image = document.createInstance("com.sun.star.text.TextGraphicObject")
    image.GraphicURL = Path(picture).resolve().as_uri()
    text.insertTextContent(end, image, False)
    page = document.StyleFamilies.getByName("PageStyles")
    for name in page.ElementNames:
        style = page.getByName(name)
        if style.isInUse() and style.FooterIsOn:
            style.FooterText.String = "Alatunnisteeseen kirjoitettu"
    cell = found[3][1]
    inner = document.createInstance("com.sun.star.text.TextTable")
    inner.initialize(1, 2)
    cursor = cell.createTextCursor()
    cursor.gotoEnd(False)
    cell.insertTextContent(cursor, inner, False)
    inner.getCellByName("A1").String = "Sisempi 1"
    inner.getCellByName("B1").String = "Sisempi 2"
    texts = {
        "note": ["Alaviitteen teksti", "Loppuviitteen teksti"],
        "textbox": ["Kehyksen teksti", "Kuvion teksti"],
        "body": ["Taulukon alle kirjoitettu"],
        "margin": ["Alatunnisteeseen kirjoitettu"],
        "cell": ["Sisempi 1", "Sisempi 2"],
    }
    return answers, texts


def other_shape(document, picture: str):
    """A row and a column added, a row deleted, two cells merged."""
    answers = {}
    for number, (mark, _, field) in enumerate(fields(document)):
        if mark.startswith(FIRST):
            answers[mark] = "E" if field.supportsService("com.sun.star.text.textfield.DropDown") else f"Vastaus {number}"
            set_field(field, answers[mark])
    table = document.TextTables.getByIndex(0)
    table.Columns.insertByIndex(1, 1)
    table.Rows.insertByIndex(1, 1)
    table.getCellByName("B2").String = "Uusi solu"
    table.getCellByName("B1").String = "Uusi sarake"
    second = document.TextTables.getByIndex(1)
    second.Rows.removeByIndex(3, 1)
    second.getCellByName("A2").String = "Yhdistetty "
    cursor = second.createCursorByCellName("A2")
    cursor.gotoCellByName("B2", True)
    cursor.mergeRange()
    return answers, {"cell": ["Uusi solu", "Uusi sarake"]}


SCENES = (in_fields, over_the_cells, tracked, loose, other_shape)


def desktop():
    """LibreOffice's desktop, once its pipe answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            remote = resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
            return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
        except Exception:  # uno has no narrower class for "nobody listens yet"
            time.sleep(0.5)
    raise TimeoutError("LibreOffice does not answer")


def main(blank: str, picture: str, folder: str) -> None:
    with tempfile.TemporaryDirectory() as home:
        command = ["soffice", f"-env:UserInstallation={Path(home, 'profile').as_uri()}", "--headless", "--norestore", f"--accept=pipe,name={PIPE};urp;"]
        program = subprocess.Popen(command, env={"HOME": home, "PATH": "/usr/bin:/bin"})
        found = desktop()
        try:
            for scene in SCENES:
                document = found.loadComponentFromURL(Path(blank).resolve().as_uri(), "_blank", 0, (value("Hidden", True),))
                answers, texts = scene(document, picture)
                name = scene.__name__.replace("_", "-")
                document.storeToURL(Path(folder, f"{name}.docx").resolve().as_uri(), (value("FilterName", "MS Word 2007 XML"),))
                document.close(True)
                truth = {"answers": answers, "texts": texts}
                Path(folder, f"{name}.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        finally:
            found.terminate()
            program.wait(60)


if __name__ == "__main__":
    main(*sys.argv[1:])
