"""Forms of the real handbook as they come back, in both formats, each with the truth beside it; by the rows of *Returned files* (`ROWS`).

Every case begins with the form of one recipient that was filled (`BASE`). A case says what differs: answers (None: no such answer), items, and the texts
that must be listed as unplaced.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from formats.docx.documents import W
from formats.docx.returned_forms import TRACKED, Form, gone, ins, p, r, sdt, tbl, tr, xml
from formats.docx.returned_forms import _box as text_box
from formats.docx.returned_forms import _notes as notes
from formats.xlsx import returns as sheets
from flows.hands import HEAD, Book, Word, block
from flows.rounds import LONG, OTHER, THIRD
from pipeline.formats.package import unpack

ITEM, WHO = "Tilaluettelo kootaan.", "maakuntaliitto, kevät"
BASE = {
    block("hyte", "own"): LONG,
    block("tilat", "own"): f"{OTHER}\n{THIRD}",
    block("hyte", "choice"): "K",
    "development.1/item": ITEM,
    "development.1/responsible": WHO,
}
ANSWERS = {"hyte/yritykset": LONG, "tilat/yritykset": f"{OTHER}\n{THIRD}", "hyte/arviointi": "K"}
ROWS = ("grid", "far", "tracked", "controls", "table", "beside", "formulas", "numbers", "own words", "whose", "letters")
GUIDE = "Tilayhteistyöhön luodaan Päijät-Hämeen malli."
NEW = "Uusi vastaus."
_NOBODY: dict[str, str | None] = {"hyte/yritykset": None, "tilat/yritykset": None}  #: while nobody knows whose a file is, its words are nobody's
_WAITING = (LONG, f"{OTHER}\n{THIRD}")

Edit = Callable[[Word | Book], bytes | None]


class Case(NamedTuple):
    """`both`, or `docx` and `xlsx`, do it; one of the two alone where the other format has no such thing."""

    row: str
    name: str
    both: Edit | None = None
    docx: Edit | None = None
    xlsx: Edit | None = None
    answers: dict[str, str | None] = {}
    loose: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    items: tuple[tuple[str, str], ...] = ((ITEM, WHO),)
    codes: frozenset[str] = frozenset()
    status: str = "accepted"

    def edit(self, format: str) -> Edit | None:
        return self.both or (self.docx if format == "docx" else self.xlsx)


def _parts(change: Callable[[sheets.Parts], object]) -> Edit:
    """An edit of the parts of a workbook."""

    def edit(form: Word | Book) -> bytes:
        parts = {name: packed.inflate() if name.endswith((".png", ".bin")) else packed.inflate().decode() for name, packed in unpack(form.data()).items()}
        change(parts)
        return sheets.packed(parts)

    return edit


def _word(change: Callable[[Form, Word], object]) -> Edit:
    """An edit of a Word form by its XML."""

    def edit(form: Word | Book) -> None:
        change(form.form, form)

    return edit


def _each(*edits: Callable[[Word | Book], object]) -> Edit:
    def edit(form: Word | Book) -> None:
        for one in edits:
            one(form)

    return edit


def _vertical(word: Word, goal: str, how: str) -> None:
    properties = word.cell(goal, "own").find(f"{W}tcPr")
    properties.insert(1, xml(f"<w:vMerge{how}/>"))


def _deleted_row(form: Form, word: Word) -> None:
    row = word.rows["tilat"]
    properties = row.find(f"{W}trPr")
    properties.append(xml(f"<w:del {TRACKED}/>"))


def _code(*names: str) -> frozenset[str]:
    return frozenset(names)


def _comment(form: Form, word: Word) -> None:
    form.part("comments.xml", notes("comments", f'<w:comment w:id="4" w:author="Maija">{p(r("tkn-kommentti"))}</w:comment>'), "comments")


def _footnote(form: Form, word: Word) -> None:
    form.part("footnotes.xml", notes("footnotes", f'<w:footnote w:id="2">{p(r("tkn-alaviite"))}</w:footnote>'), "footnotes")


def _prompted(form: Form, word: Word, text: str) -> None:
    """A field emptied in Word: the control shows the program's own prompt, marked as one."""
    control = next(word.cell("verkostot", "own").iter(f"{W}sdt"))
    control.find(f"{W}sdtContent")[:] = [xml(r(text))]


def _number(parts: sheets.Parts, code: str, value: str) -> None:
    sheets.dated(parts, "B23", value, code)


CASES = [
    # the grid
    Case("grid", "answer cell merged over two goals, both names inside", docx=_word(lambda f, w: (
        w.cell("hyte", "own").append(next(w.cell("verkostot", "own").iter(f"{W}p"))), w.cell("verkostot", "own").append(xml(p())))),
        answers={"hyte/yritykset": None}, loose=(LONG,), codes=_code("form-cells-merged"), status="flagged"),
    Case("grid", "merged over two goals in a sheet", xlsx=_parts(lambda parts: sheets.merge(parts, "B22:B23")), codes=_code("workbook-cells-merged"), status="flagged"),
    Case("grid", "text under a merged cell", xlsx=_parts(lambda parts: (sheets.put(parts, "B23", sheets.inline(NEW)), sheets.merge(parts, "B22:B23"))), loose=(NEW,), codes=_code("workbook-cells-covered"), status="flagged"),
    Case("grid", "merged downwards with text in what goes on", docx=_word(lambda f, w: (w.put("verkostot", "own", NEW), _vertical(w, "hyte", ' w:val="restart"'), _vertical(w, "verkostot", ""))), answers={"verkostot/yritykset": NEW}),
    Case("grid", "a row without cells and one with many", both=lambda f: f.add_row("tkn-1", "tkn-2", "tkn-3"), loose=("tkn-1", "tkn-2", "tkn-3")),
    Case("grid", "a span of a million", docx=_word(lambda f, w: w.tables[1][1].getparent().append(xml('<w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr><w:p><w:r><w:t>tkn-1</w:t></w:r></w:p></w:tc></w:tr>'))), loose=("tkn-1",)),
    Case("grid", "a table in an answer", docx=_word(lambda f, w: w.cell("verkostot", "own").extend([xml(tbl(tr("tkn-1", "tkn-2"))), xml(p())])), loose=("tkn-1", "tkn-2")),
    # far away
    Case("far", "a stray cell", xlsx=_parts(lambda parts: sheets.put(parts, "XFD1048576", sheets.inline("tkn-kaukana"))), loose=("tkn-kaukana",), codes=_code("workbook-cells-far")),
    Case("far", "all cells merged", xlsx=_parts(lambda parts: sheets.merge(parts, "E40:XFD1048576"))),
    Case("far", "a string that is not there", xlsx=_parts(lambda parts: sheets.put(parts, "B23", '<c t="s"><v>99999</v></c>')), codes=_code("form-cell-lost"), status="flagged"),
    Case("far", "a style that is not there", xlsx=_parts(lambda parts: sheets.put(parts, "B23", '<c s="9999" t="inlineStr"><is><t>Uusi vastaus.</t></is></c>')), answers={"verkostot/yritykset": NEW}),
    # tracked changes
    Case("tracked", "all tracked, or shared strings", both=lambda f: f.track()),
    Case("tracked", "a deletion beside an answer", docx=_word(lambda f, w: w.put("verkostot", "own", p(r("jää "), gone("tkn-pois")))), answers={"verkostot/yritykset": "jää"}, told=("tkn-pois",), codes=_code("returned-deletions")),
    Case("tracked", "an answer deleted", docx=_word(lambda f, w: w.put("hyte", "own", p(gone(LONG)))), answers={"hyte/yritykset": None}, told=(LONG,)),
    Case("tracked", "an answer moved to another row", docx=_word(lambda f, w: (
        w.put("hyte", "own", p(f"<w:moveFrom {TRACKED}>{r('siirto')}</w:moveFrom>")), w.put("verkostot", "own", p(f"<w:moveTo {TRACKED}>{r('siirto')}</w:moveTo>")))),
        answers={"hyte/yritykset": None, "verkostot/yritykset": "siirto"}, told=("siirto",)),
    Case("tracked", "a row deleted in tracking", docx=_word(_deleted_row), answers={"tilat/yritykset": None}, told=(f"{OTHER}\n{THIRD}",)),
    Case("tracked", "a row inserted", docx=_word(lambda f, w: w.rows["tilat"].addprevious(xml(tr("tkn-1", "tkn-2", properties=f"<w:ins {TRACKED}/>")))), loose=("tkn-1", "tkn-2")),
    # content controls
    Case("controls", "names stripped, prompts left as words", both=lambda f: f.strip_names()),
    Case("controls", "names and properties stripped", both=_each(lambda f: f.strip_names(), lambda f: f.strip_properties())),
    Case("controls", "controls round rows and cells, or a row and a column more before everything", both=lambda f: f.wrap()),
    Case("controls", "a control in a control", docx=_word(lambda f, w: w.put("verkostot", "own", p(r("a"), sdt(r("b") + sdt(r("c")))))), answers={"verkostot/yritykset": "abc"}),
    Case("controls", "a field emptied in Word", docx=_word(lambda f, w: _prompted(f, w, "Kirjoita tekstiä napsauttamalla.")), loose=("Kirjoita tekstiä napsauttamalla.",), codes=_code("form-prompt-unknown")),
    Case("controls", "inserted in a prompt", docx=_word(lambda f, w: w.cell("verkostot", "own").find(f"{W}p").append(xml(ins(r("Uusi vastaus."))))), answers={"verkostot/yritykset": NEW}),
    # the table
    Case("table", "a row moved", both=lambda f: f.move_row("tilat", "hyte")),
    Case("table", "rows sorted under names", xlsx=lambda f: f.sort_rows("tilat", "hyte")),
    Case("table", "rows sorted, labels written anew", xlsx=_each(lambda f: f.sort_rows("tilat", "hyte"), lambda f: f.put("tilat", "goal", "tkn-1"), lambda f: f.put("hyte", "goal", "tkn-2")),
        answers=dict.fromkeys(ANSWERS), loose=("K", LONG, f"{OTHER}\n{THIRD}", "tkn-1", "tkn-2")),
    Case("table", "a column moved", both=lambda f: f.move_column()),
    Case("table", "a row deleted", both=lambda f: f.remove_row("tilat"), answers={"tilat/yritykset": None}),
    Case("table", "a column deleted", both=lambda f: f.remove_column("choice"), answers={"hyte/arviointi": None}),
    Case("table", "a row added", both=lambda f: f.add_row("tkn-1", "tkn-2"), loose=("tkn-1", "tkn-2")),
    Case("table", "a column added", both=lambda f: f.add_column("tkn-1", "tilat", "tkn-2"), loose=("tkn-1", "tkn-2")),
    Case("table", "a row twice, alike", both=lambda f: f.copy_row("tilat")),
    Case("table", "a row twice, differing", both=_each(lambda f: f.copy_row("tilat"), lambda f: f.put("copy", "own", NEW)), answers={"tilat/yritykset": None}, loose=(NEW, f"{OTHER}\n{THIRD}"), codes=_code("form-cell-twice"), status="flagged"),
    Case("table", "the headings gone", both=lambda f: f.remove_row(HEAD)),
    Case("table", "the headings and all names gone", both=_each(lambda f: f.remove_row(HEAD), lambda f: f.strip_names()), answers=dict.fromkeys(ANSWERS), loose=("K", LONG, f"{OTHER}\n{THIRD}")),
    Case("table", "a heading written over", both=lambda f: f.put(HEAD, "own", "tkn-1"), loose=("tkn-1",)),
    Case("table", "a heading that is another's", both=lambda f: f.put(HEAD, "own", "Arviointi K/E")),
    Case("table", "a heading written over, names gone", both=_each(lambda f: f.put(HEAD, "own", "tkn-1"), lambda f: f.strip_names()), answers={"hyte/yritykset": None, "tilat/yritykset": None}, loose=(LONG, f"{OTHER}\n{THIRD}", "tkn-1")),
    Case("table", "a label written over", both=lambda f: f.put("hyte", "goal", "tkn-1"), loose=("tkn-1",), codes=_code("form-label-changed")),
    Case("table", "words in a label cell", both=lambda f: f.add("hyte", "goal", "tkn-1"), loose=("tkn-1",)),
    Case("table", "headings exchanged", both=_each(lambda f: f.put(HEAD, "own", "Arviointi K/E"), lambda f: f.put(HEAD, "choice", "Panoksemme vuonna 2026")),
        answers=dict.fromkeys(ANSWERS), loose=("K", LONG, f"{OTHER}\n{THIRD}"), codes=_code("form-column-doubtful")),
    Case("table", "a label written over another", xlsx=lambda f: f.put("tilat", "goal", f.text("verkostot", "goal")), answers={"tilat/yritykset": None}, loose=(f"{OTHER}\n{THIRD}",)),
    Case("table", "a label deleted", both=lambda f: f.put("hyte", "goal", ""), ),
    Case("table", "split in two below headings", both=lambda f: f.split("tapahtumat")),
    Case("table", "the facts gone", both=lambda f: f.remove_facts()),
    Case("table", "words below the table", docx=_word(lambda f, w: f.append(p(r("tkn-1")))), xlsx=lambda f: f.set("B", 31, "tkn-1"), loose=("tkn-1",)),
    Case("table", "words below the closing lines", docx=_word(lambda f, w: f.append(p(r("Terveisin Maija")))), xlsx=lambda f: f.set("A", 17, "Terveisin Maija", 1), loose=("Terveisin Maija",)),
    Case("table", "an item below its table's rows", xlsx=lambda f: f.set("A", 19, "tkn-1", 1), loose=("tkn-1",)),
    Case("table", "an item more, and a greeting below the closing lines", xlsx=_each(lambda f: f.set("A", 13, "Toinen.", 1), lambda f: f.set("A", 17, "Terveisin Maija", 1)), items=((ITEM, WHO), ("Toinen.", "")), loose=("Terveisin Maija",)),
    Case("table", "words far below, the closing lines deleted", xlsx=_each(lambda f: [f.grids[1].pop(row) for row in (14, 15, 16)], lambda f: f.set("A", 20, "Terveisin Maija", 1)), loose=("Terveisin Maija",)),
    Case("table", "items in a row further down", both=lambda f: f.put(3, "item", "Toinen."), items=((ITEM, WHO), ("Toinen.", ""))),
    Case("table", "items further down, names gone", both=_each(lambda f: f.put(3, "item", "Toinen."), lambda f: f.put(2, "item", ""), lambda f: f.strip_names()), items=((ITEM, WHO), ("Toinen.", ""))),
    # beside the table
    Case("beside", "a comment", docx=_word(_comment), xlsx=_parts(lambda parts: sheets.comment(parts, "B22", "tkn-kommentti")), loose=("tkn-kommentti",)),
    Case("beside", "a threaded comment", xlsx=_parts(lambda parts: sheets.thread(parts, "B22", "tkn-ketju")), loose=("tkn-ketju",)),
    Case("beside", "a footnote", docx=_word(_footnote), loose=("tkn-alaviite",)),
    Case("beside", "a text box", docx=_word(lambda f, w: f.append(p(text_box("tkn-ruutu")))), xlsx=_parts(lambda parts: sheets.draw(parts, sheets.shape("tkn-ruutu"))), loose=("tkn-ruutu",)),
    Case("beside", "a header", docx=_word(lambda f, w: f.part("header9.xml", notes("hdr", p(r("tkn-otsake"))), "header")), xlsx=_parts(lambda parts: sheets.swap(parts, sheets.SHEET, "<oddFooter>", "<oddHeader>tkn-otsake</oddHeader><oddFooter>")), loose=("tkn-otsake",)),
    Case("beside", "a table of one's own", docx=_word(lambda f, w: f.append(tbl(tr("tkn-1", "tkn-2")) + p())), xlsx=_each(lambda f: f.set("G", 40, "tkn-1"), lambda f: f.set("H", 40, "tkn-2")), loose=("tkn-1", "tkn-2")),
    Case("beside", "a hidden row", docx=_word(lambda f, w: w.rows["tilat"].find(f"{W}trPr").append(xml("<w:hidden/>"))), xlsx=_parts(lambda parts: sheets.hide_row(parts, 27)), answers={"tilat/yritykset": None}, loose=(f"{OTHER}\n{THIRD}",)),
    Case("beside", "a hidden sheet", xlsx=_parts(lambda parts: sheets.hide_sheet(parts, "Kehittämiskohdat")), items=(), loose=(ITEM, WHO), codes=_code("workbook-sheet-hidden")),
    Case("beside", "hidden words", docx=_word(lambda f, w: w.put("verkostot", "own", p(r("näkyy"), r("tkn-piilo", "<w:vanish/>")))), answers={"verkostot/yritykset": "näkyy"}, loose=("tkn-piilo",)),
    # formulas
    Case("formulas", "with a result", xlsx=_parts(lambda parts: sheets.put(parts, "B23", '<c t="str"><f>A1</f><v>Uusi vastaus.</v></c>')), answers={"verkostot/yritykset": NEW}, codes=_code("workbook-formulas")),
    Case("formulas", "without a result", xlsx=_parts(lambda parts: sheets.put(parts, "B23", "<c><f>A1</f></c>")), codes=_code("form-cell-lost"), status="flagged"),
    Case("formulas", "an error", xlsx=_parts(lambda parts: sheets.put(parts, "B23", '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>')), answers={"verkostot/yritykset": "#DIV/0!"}),
    Case("formulas", "a field of Word", docx=_word(lambda f, w: w.put("verkostot", "own", p("<w:fldSimple w:instr='PAGE'>" + r("7") + "</w:fldSimple>"))), answers={"verkostot/yritykset": "7"}),
    # numbers
    Case("numbers", "a date", xlsx=_parts(lambda parts: _number(parts, "d.m.yyyy", "46350")), answers={"verkostot/yritykset": "24.11.2026"}, codes=_code("cell-was-number")),
    Case("numbers", "a share", xlsx=_parts(lambda parts: _number(parts, "0%", "0.5")), answers={"verkostot/yritykset": "50 %"}, codes=_code("cell-was-number")),
    Case("numbers", "a number", xlsx=_parts(lambda parts: sheets.put(parts, "B23", "<c><v>12</v></c>")), answers={"verkostot/yritykset": "12"}),
    Case("numbers", "a truth", xlsx=_parts(lambda parts: sheets.put(parts, "B23", '<c t="b"><v>1</v></c>')), answers={"verkostot/yritykset": "TRUE"}),
    Case("numbers", "as text", both=lambda f: f.put("verkostot", "own", "24.11."), answers={"verkostot/yritykset": "24.11."}),
    # our own words
    Case("own words", "the prompt as an answer", both=lambda f: f.put("verkostot", "own", "Kirjoita tähän, mitä teitte")),
    Case("own words", "the prompt of another cell", both=lambda f: f.put("verkostot", "own", "Valitse")),
    Case("own words", "words before the prompt", both=lambda f: f.put("verkostot", "own", "Uusi vastaus. Kirjoita tähän, mitä teitte"), answers={"verkostot/yritykset": NEW}),
    Case("own words", "lines behind the prompt", both=lambda f: f.put("verkostot", "own", "Kirjoita tähän, mitä teitte", "Eka.", "Toka."), answers={"verkostot/yritykset": "Eka.\nToka."}),
    Case("own words", "a word that begins as a prompt", both=lambda f: f.put("verkostot", "own", "Valitsemme yhdessä."), answers={"verkostot/yritykset": "Valitsemme yhdessä."}),
    Case("own words", "guidance copied as an answer", both=lambda f: f.put("verkostot", "own", GUIDE), answers={"verkostot/yritykset": GUIDE}),
    Case("own words", "another goal quoted", both=lambda f: f.put("verkostot", "own", "6. Tilayhteistyö: Tilayhteistyön mahdollisuudet tiedostetaan ja niitä hyödynnetään."), answers={"verkostot/yritykset": "6. Tilayhteistyö: Tilayhteistyön mahdollisuudet tiedostetaan ja niitä hyödynnetään."}),
    Case("own words", "a heading as an answer beside another", both=_each(lambda f: f.put("verkostot", "own", "Arviointi K/E"), lambda f: f.put("verkostot", "choice", "Panoksemme vuonna 2026")), answers={"verkostot/yritykset": "Arviointi K/E"}, loose=("Panoksemme vuonna 2026",), codes=_code("form-choice-unknown")),
    Case("own words", "an item that is a heading", both=lambda f: f.put(2, "item", "Kehittämiskohdat"), items=((ITEM, WHO), ("Kehittämiskohdat", ""))),
    Case("own words", "answers in the guidance", xlsx=lambda f: f.put("verkostot", "guide", NEW), docx=lambda f: f.add("verkostot", "goal", NEW), loose=(NEW,)),
    *(Case("own words", f"a choice as {text!r}", both=lambda f, text=text: f.put("tilat", "choice", text), answers={"tilat/arviointi": found}) for text, found in (("K ", "K"), ("k.", "K"), (" e", "E"), ("Valitse K", "K"))),
    *(Case("own words", f"no choice: {text!r}", both=lambda f, text=text: f.put("tilat", "choice", text), loose=(text,), codes=_code("form-choice-unknown")) for text in ("K/E", "Kyllä", "K?", "Κ")),
    Case("own words", "a choice in a column of one's own", both=lambda f: f.add_column("tkn-1", "tilat", "E"), loose=("E", "tkn-1")),
    # whose
    Case("whose", "a name beside the respondent's", both=lambda f: f.rename("Yritykset (Maija Malli)"), told=("Yritykset (Maija Malli)",)),
    Case("whose", "another respondent", both=lambda f: f.rename("Järjestöt – liikunta ja urheilu"), answers=_NOBODY, loose=_WAITING, codes=_code("form-of-another"), status="flagged"),
    Case("whose", "a respondent that nobody is", both=lambda f: f.rename("Meidän yhdistys"), answers=_NOBODY, loose=_WAITING, codes=_code("form-respondent-unknown"), status="flagged"),
    Case("whose", "no respondent", both=lambda f: f.rename("")),
    Case("whose", "two respondents", docx=_word(lambda f, w: f.append(tbl(tr("Vastaaja", "Järjestöt – liikunta ja urheilu")) + p())), xlsx=_each(lambda f: f.set("A", 40, "Vastaaja"), lambda f: f.set("B", 40, "Järjestöt – liikunta ja urheilu")), answers=_NOBODY, loose=_WAITING, told=("Järjestöt – liikunta ja urheilu",), codes=_code("form-respondents-several"), status="flagged"),
    # letters
    *(Case("letters", name, both=lambda f, text=text: f.put("verkostot", "own", text), answers={"verkostot/yritykset": text}) for name, text in (
        ("from right to left", "שלום \u200fעולם"), ("pictures", "Teimme 👩‍👩‍👧 yhdessä"), ("markup", "Teimme <b>&amp; \"x\" ]]>"), ("a formula", "=SUMMA(1)"), ("a script", "{{ 7*7 }} {% x %}"), ("YAML", "a: b # c\n- d\n'e\"\n---\n!tag &a *a"))),
    Case("letters", "soft hyphens in our words", xlsx=lambda f: f.spell({"j": "j\u00ad"})),
    Case("letters", "no-break blanks in our words", xlsx=lambda f: f.spell({" ": "\u00a0"})),
    Case("letters", "decomposed", both=lambda f: f.put("verkostot", "own", "a\u0308iti"), answers={"verkostot/yritykset": "äiti"}),
    Case("letters", "split into runs", both=lambda f: f.split_runs()),
    Case("letters", "longer than a cell", docx=lambda f: f.put("verkostot", "own", "abc " * 8_300), answers={"verkostot/yritykset": ("abc " * 8_300).strip()}, codes=_code("form-answer-long")),
    Case("letters", "a control character", xlsx=lambda f: f.put("verkostot", "own", "a_x0007_b"), answers={"verkostot/yritykset": "ab"}),
    Case("letters", "half a character", xlsx=lambda f: f.put("verkostot", "own", "a_xD83D_b"), answers={"verkostot/yritykset": "a[U+FFFD]b"}),
]
