"""The rules of accessibility and of clean files, held for all real files of Office and for forms of recipients: one test a rule and format, with the rule's id in its name.

The files are read by `readers/`, which share nothing with the program. A01–A26 are rules of accessibility, G02 and G03 of clean files. What no file
can show (is a text clear, is an alt text good) is left to people: these tests hold a list of rules, and do not say that a file complies.
"""

import getpass
import re
import socket
from functools import lru_cache
from math import ceil

import pytest

from handbooks import form_rendering, real_files, real_rendering
from readers.deck import Shape, Slide, is_decorative, slides, words
from readers.package import A, CP, DC, P, R, S, W, Package, contrast, enough
from readers.word import VAL, Line, Word, cells
from readers.workbook import Book

FORMS = {  # of a party with help of its own and last year's answers, and of one with links in its help
    f"form-{party}.{name}": (name, party, last) for name in ("docx", "xlsx") for party, last in (("jarjestot", True), ("hyvinvointialue", False))
}
FILES = ("deck.pptx", "word.docx", "table-blank.docx", "table-filled.docx", "table-blank.xlsx", "table-filled.xlsx", "table-filled.pptx", "packet.letter.docx", "packet.document.docx", "packet.deck.pptx")
EVERY = (*FILES, *FORMS)
DECKS, DOCX, XLSX = (tuple(name for name in EVERY if name.endswith(ending)) for ending in ("pptx", "docx", "xlsx"))
TO_FILL = ("table-blank.xlsx", *(name for name in FORMS if name.endswith("xlsx")))
ORGANISATION = "Päijät-Hämeen hyvinvointialue"
BULLET = re.compile(r"\s*[*•·\-–]\s+\S")
CAPITALS = re.compile(r"\b[A-ZÅÄÖ]{3,}\b")
ABBREVIATIONS = {"LAPE", "IKÄ"}  #: written in capitals by everyone; explained in the glossary
TITLES = ("Title", "FormTitle", "LetterTitle")
FOOTERS = ("ftr", "dt", "sldNum")
SPACER = ("TableEnd", "CoverRule")  #: the paragraph that Word asks for after a table, and the rule of the cover: both empty, and a style of their own
BARE = re.compile(r"https?://|www\.|^#|\btästä\b|\btäältä\b|klikkaa", re.IGNORECASE)
MACHINE = re.compile(rb"/home/|/Users/|/root/|/tmp/|\b[A-Za-z]:\\\\?[A-Za-z]|file:/|localhost")


@lru_cache
def package(name: str) -> Package:
    return Package((form_rendering(*FORMS[name]) if name in FORMS else real_rendering(name)).data)


@lru_cache
def deck(name: str) -> list[Slide]:
    return slides(package(name))


@lru_cache
def word(name: str) -> Word:
    return Word(package(name))


@lru_cache
def book(name: str) -> Book:
    return Book(package(name))


def charted(shape: Shape) -> bool:
    """Whether it is a chart that says in words what it shows (rule A13)."""
    return shape.element.find(".//{*}chart") is not None and len(shape.element.find(f".//{P}cNvPr").get("descr", "")) > 20


def spoken(shape: Shape) -> bool:
    return shape.kind not in FOOTERS


def lines(name: str) -> list[Line]:
    return [line for line in word(name).lines if line.style not in SPACER]


def core(name: str, tag: str) -> str:
    return package(name).xml("docProps/core.xml").findtext(tag, "")


def texts(name: str) -> list[str]:
    """Every text that a reader meets in a file, headers and footers left out."""
    if name.endswith("pptx"):
        return [words(paragraph) for slide in deck(name) for shape in slide.shapes if spoken(shape) for paragraph in shape.paragraphs]
    if name.endswith("docx"):
        return [line.text for line in lines(name)]
    return [cell.text for sheet in book(name).sheets for cell in sheet.cells.values()]


every = pytest.mark.parametrize("name", EVERY)
decks = pytest.mark.parametrize("name", DECKS)
docx = pytest.mark.parametrize("name", DOCX)
xlsx = pytest.mark.parametrize("name", XLSX)


@every
def test_a01_the_document_has_a_title_that_is_no_file_name(name: str) -> None:
    title = core(name, f"{DC}title")
    assert " " in title and not re.search(r"\.(pptx|docx|xlsx)$", title)


@every
def test_a02_the_language_of_the_document_is_finnish(name: str) -> None:
    assert core(name, f"{DC}language") == "fi-FI"


@decks
def test_a02_pptx_every_run_is_finnish(name: str) -> None:
    roots = [slide.root for slide in deck(name)] + [package(name).xml(part) for part in package(name).names(r"ppt/notesSlides/\w+\.xml")]
    said = {rpr.get("lang") for root in roots for tag in ("rPr", "endParaRPr", "defRPr") for rpr in root.iter(f"{A}{tag}")}
    assert said == {"fi-FI"}
    assert all(run.language == "fi-FI" for slide in deck(name) for _, run in slide.runs())


@docx
def test_a02_docx_all_text_is_finnish(name: str) -> None:
    assert word(name).default.find(f"{W}lang").get(VAL) == "fi-FI"
    parts = package(name).names(r"word/\w+\.xml")
    assert {value for part in parts for lang in package(name).xml(part).iter(f"{W}lang") for value in lang.attrib.values()} == {"fi-FI"}


@decks
def test_a03_pptx_every_slide_has_a_title_in_its_title_placeholder(name: str) -> None:
    assert [slide.name for slide in deck(name) if not slide.title.strip()] == []


@decks
def test_a04_pptx_no_two_slides_have_one_title(name: str) -> None:
    titles = [slide.title for slide in deck(name)]
    assert len(set(titles)) == len(titles)


@docx
def test_a05_docx_there_is_one_title_and_no_level_of_heading_is_skipped(name: str) -> None:
    styles = [line.style for line in lines(name)]
    assert sum(style in TITLES for style in styles) == 1 and (styles[0] in TITLES or name == "packet.letter.docx")  # an address stands before it
    levels = [line.level for line in lines(name) if line.level]
    assert levels[0] == 1 and all(after <= before + 1 for before, after in zip(levels, levels[1:])), levels


@docx
def test_a05_docx_no_heading_is_only_a_bold_paragraph(name: str) -> None:
    bold = [line for line in lines(name) if line.table is None and line.runs and all(run.bold for run in line.runs) and len(line.text) < 80]
    assert {line.style for line in bold if not line.level} <= {"Title", "FactsTitle", "ContentsTitle", "TOC1", "Label", "Goal"}


@pytest.mark.parametrize("name", (*DECKS, *DOCX))
def test_a06_no_bullet_is_typed(name: str) -> None:
    assert [text for text in texts(name) if BULLET.match(text)] == []


@decks
def test_a07_pptx_tables_have_a_header_row(name: str) -> None:
    tables = [shape.table for slide in deck(name) for shape in slide.shapes if shape.table is not None]
    assert len(tables) == {"deck.pptx": 3, "table-filled.pptx": 9, "packet.deck.pptx": 4}[name] and all(table.find(f"{A}tblPr").get("firstRow") == "1" for table in tables)


@docx
def test_a07_a10_docx_header_rows_are_marked_and_repeat_and_rows_stay_whole(name: str) -> None:
    for table in word(name).tables:
        rows = table.findall(f"{W}tr")
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        look = table.find(f"{W}tblPr/{W}tblLook")
        assert heads == [look.get(f"{W}firstRow") == "1"] + [False] * (len(rows) - 1)
        assert heads[0] or look.get(f"{W}firstColumn") == "1"  # names and values have row headers only
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


@xlsx
def test_a07_xlsx_each_sheet_has_one_table_object_with_a_header_row(name: str) -> None:
    for sheet in book(name).sheets:
        assert sheet.table.get("headerRowCount", "1") == "1" and sheet.table.find(f"{S}autoFilter") is None
        heads = [cell.text for cell, _ in zip(sheet.table_cells(), sheet.table.iter(f"{S}tableColumn"))]
        assert heads == [column.get("name") for column in sheet.table.iter(f"{S}tableColumn")] and all(heads)


@decks
def test_a08_pptx_a_first_column_that_names_its_rows_is_marked(name: str) -> None:
    named = {shape.name: shape.table.find(f"{A}tblPr").get("firstCol", "0") for slide in deck(name) for shape in slide.shapes if shape.table is not None}
    lists = {table for table, said in named.items() if said == "0"}  # of items, which have no name
    assert lists == {"deck.pptx": {"development"}, "table-filled.pptx": {"meeting.items"}, "packet.deck.pptx": set()}[name] and "1" in named.values()


@docx
def test_a08_docx_a_first_column_that_names_its_rows_is_marked(name: str) -> None:
    for table in word(name).tables:
        heads = not table.find(f"{W}tblPr/{W}tblCaption").get(VAL).rpartition("Kehittämiskohdat, vastuutahot ja aikataulut")[1]
        assert (table.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstColumn") == "1") == heads


@decks
def test_a09_pptx_no_cell_is_merged(name: str) -> None:
    merged = [cell for slide in deck(name) for cell in slide.root.iter(f"{A}tc") if {"gridSpan", "rowSpan", "hMerge", "vMerge"} & set(cell.attrib)]
    assert merged == []


@docx
def test_a09_docx_no_cell_is_merged_and_no_table_stands_in_another(name: str) -> None:
    body = word(name).body
    assert [element.tag for tag in ("gridSpan", "vMerge", "hMerge") for element in body.iter(f"{W}{tag}")] == []
    assert [table for table in word(name).tables if next(table.iterfind(f".//{W}tc//{W}tbl"), None) is not None] == []
    for table in word(name).tables:
        assert {len(cells(row)) for row in table.iter(f"{W}tr")} == {len(table.findall(f"{W}tblGrid/{W}gridCol"))}


@xlsx
def test_a09_xlsx_no_cell_is_merged(name: str) -> None:
    assert [sheet.name for sheet in book(name).sheets if next(sheet.root.iter(f"{S}mergeCells"), None) is not None] == []


@xlsx
def test_a10_xlsx_the_header_row_repeats_on_paper_and_stays_in_sight_where_it_leaves_room(name: str) -> None:
    titles = [one.text for one in book(name).root.iter(f"{S}definedName") if one.get("name") == "_xlnm.Print_Titles"]
    heads = {sheet.name: re.search(r"\d+", sheet.table.get("ref"))[0] for sheet in book(name).sheets}
    assert sorted(titles) == sorted(f"{sheet}!${row}:${row}" for sheet, row in heads.items())
    for sheet in book(name).sheets:
        high = name in TO_FILL and sheet.name == "Seuranta"  # what a form says above its table would fill the window
        assert [pane.get("ySplit") for pane in sheet.root.iter(f"{S}pane")] == ([] if high else [heads[sheet.name]])


@decks
def test_a11_pptx_tables_have_a_description(name: str) -> None:
    tables = [shape.element for slide in deck(name) for shape in slide.shapes if shape.table is not None]
    assert all(len(table.find(f".//{P}cNvPr").get("descr", "")) > 10 for table in tables)


@docx
def test_a11_docx_tables_have_a_caption_in_their_properties_and_above_them(name: str) -> None:
    before = {id(table): line for line, table in zip(lines(name), (line.table for line in lines(name)[1:])) if table is not None and line.table is not table}
    for table in word(name).tables:
        assert table.find(f"{W}tblPr/{W}tblCaption").get(VAL) and before[id(table)].style in ("Caption", "FactsTitle", "Note", "BodyText")


@xlsx
def test_a11_xlsx_tables_have_a_description_and_sheets_a_heading(name: str) -> None:
    assert all(len(sheet.description()) > 10 and sheet.cells["A1"].text for sheet in book(name).sheets)


@pytest.mark.parametrize("name", (*DECKS, *DOCX))
def test_a12_no_cell_says_nothing(name: str) -> None:
    tag = A if name.endswith("pptx") else W
    roots = [slide.root for slide in deck(name)] if name.endswith("pptx") else [word(name).body]
    assert [cell for root in roots for cell in root.iter(f"{tag}tc") if not "".join(t.text or "" for t in cell.iter(f"{tag}t")).strip()] == []


def test_a12_docx_every_cell_to_be_filled_is_a_control_that_says_its_row_and_column() -> None:
    controls = [control.find(f"{W}sdtPr") for control in word("table-blank.docx").body.iter(f"{W}sdt")]
    assert len(controls) == 1 + 7 * 7 + 6 * 2
    assert all(one.find(f"{W}alias").get(VAL) and one.find(f"{W}lock").get(VAL) == "sdtLocked" for one in controls)
    tinted = word("table-blank.docx").body.findall(f".//{W}tc/{W}tcPr/{W}shd")
    assert len(tinted) == len(controls)


@xlsx
def test_a12_xlsx_blank_cells_of_a_table_are_fields_that_say_what_to_write(name: str) -> None:
    for sheet in book(name).sheets:
        fields = sheet.fields()
        blank = [cell for cell in sheet.table_cells() if cell is None or not cell.text]
        assert all(cell is not None and fields.get(cell.place) and cell.ground == "FFF5DA" for cell in blank)
        assert bool(blank) == (name in TO_FILL or (name, sheet.name) == ("table-filled.xlsx", "Kehittämiskohdat"))  # the meeting adds items


@every
def test_a13_there_are_no_pictures_without_alt_text(name: str) -> None:
    """The files hold none at all, and the panels of the layouts are marked as decoration; shapes inside a chart are told by the chart."""
    assert [part for part in package(name).parts if "/media/" in part or "/drawings/" in part and "/chart" not in part or part.endswith((".png", ".jpeg", ".emf"))] == []


@decks
def test_a13_pptx_shapes_without_words_are_marked_as_decoration(name: str) -> None:
    layouts = {id(slide.layout): slide.layout for slide in deck(name)}.values()
    silent = [shape for layout in layouts for shape in layout.iter(f"{P}sp") if shape.find(f".//{P}ph") is None]
    assert silent and all(is_decorative(shape) for shape in silent)
    assert [shape.name for slide in deck(name) for shape in slide.shapes if not shape.text.strip() and not charted(shape)] == []


@decks
def test_a14_pptx_the_title_is_read_first_and_nothing_before_what_stands_above_it(name: str) -> None:
    for slide in deck(name):
        assert slide.shapes[0].kind in ("title", "ctrTitle"), slide.name
        read = [shape.frame for shape in slide.shapes[1:] if spoken(shape)]
        for number, after in enumerate(read):
            for before in read[:number]:
                side = after.x >= before.right or before.x >= after.right
                assert side or after.y >= before.y, (slide.title, before, after)
                level = after.y < before.bottom and before.y < after.bottom
                assert not (level and after.right <= before.x), (slide.title, before, after)


@decks
def test_a15_pptx_text_stands_out_from_its_ground(name: str) -> None:
    weak = [(slide.title, run) for slide in deck(name) for _, run in slide.runs() if not enough(run.colour, run.ground, run.size_pt, run.bold)]
    assert weak == []


@docx
def test_a15_docx_text_stands_out_from_its_ground(name: str) -> None:
    weak = [run for line in word(name).lines for run in line.runs if run.text.strip() and not enough(run.colour, run.ground, run.size_pt, run.bold)]
    assert weak == []


@xlsx
def test_a15_xlsx_text_stands_out_from_its_ground(name: str) -> None:
    shown = [(run, cell.ground) for sheet in book(name).sheets for cell in sheet.cells.values() for run in cell.runs if run.text.strip()]
    assert [run for run, ground in shown if not enough(run.colour, ground, run.size_pt, run.bold)] == []


@every
def test_a15_colours_of_the_theme_stand_out_from_both_grounds(name: str) -> None:
    theme = package(name).theme()
    for slot in ("dk1", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink"):
        assert contrast(theme[slot], theme["lt1"]) >= 4.5 and contrast(theme[slot], theme["lt2"]) >= 4.5, slot


def test_a15_the_lines_round_a_field_stand_out_from_the_page_and_from_the_field() -> None:
    line = word("table-blank.docx").theme["accent5"]
    borders = [edge for edge in word("table-blank.docx").body.iter(f"{W}tcBorders")]
    assert borders and all(side.get(f"{W}themeColor") == "accent5" for edge in borders for side in edge)
    assert contrast(line, "FFFFFF") >= 3 and contrast(line, "FFF5DA") >= 3


@pytest.mark.parametrize("name", ("table-filled.docx", "table-filled.xlsx"))
def test_a16_assessments_and_gaps_are_letters_and_words(name: str) -> None:
    found = texts(name)
    assert {"K", "E", "ei vastausta", "osapuolten arviot: K 2, E 2, ei arviota 2"} <= set(found)


def test_a16_what_is_missing_has_a_word_and_a_line_beside_its_colour() -> None:
    style = word("word.docx").styles["Blank"]
    assert style.find(f"{W}rPr/{W}u") is not None
    marked = [line.text for line in lines("word.docx") for run in line.element.iter(f"{W}rStyle") if run.get(VAL) == "Blank"]
    assert marked and all(re.search("puuttuu|Täydennetään|vahvistettava", text) for text in marked)


@decks
def test_a17_pptx_links_say_where_they_lead(name: str) -> None:
    for slide in deck(name):
        related = package(name).related(slide.name)
        for text, link in slide.links():
            kind, target, outside = related[link]
            assert kind == "slide" and target in package(name).parts or outside and target.startswith(("https://", "mailto:"))
            assert not BARE.search(text) and len(text.strip()) > 3, text


@docx
def test_a17_docx_links_say_where_they_lead(name: str) -> None:
    marks = {mark.get(f"{W}name") for mark in word(name).body.iter(f"{W}bookmarkStart")}
    for link in word(name).links():
        assert link.address.startswith(("https://", "mailto:")) or link.anchor in marks, link
        assert not BARE.search(link.text) and len(link.text.strip()) > 3, link


@xlsx
def test_a17_xlsx_links_lead_outside_and_none_is_bare(name: str) -> None:
    links = [(sheet.part, link) for sheet in book(name).sheets for link in sheet.root.iter(f"{S}hyperlink")]
    assert all(package(name).related(part)[link.get(f"{R}id")][1].startswith(("https://", "mailto:")) for part, link in links)
    assert bool(links) == (name in TO_FILL)
    assert [text for text in texts(name) if BARE.search(text)] == []


@decks
def test_a18_pptx_text_is_at_least_18_points_and_14_in_tables(name: str) -> None:
    """The key to a table's signs belongs to the table; the mark of an example is as large as a table's text."""

    def floor(shape: Shape) -> int:
        return 14 if shape.table is not None or shape.name.endswith((".legend", ".unconfirmed")) or shape.name == "example" else 12 if shape.kind in FOOTERS else 18

    assert [(slide.title, shape.name, run.size_pt) for slide in deck(name) for shape, run in slide.runs() if run.size_pt < floor(shape)] == []


@docx
def test_a18_docx_text_is_at_least_12_points(name: str) -> None:
    assert [line.text for line in lines(name) if any(run.size_pt < 12 for run in line.runs)] == []


@xlsx
def test_a18_xlsx_text_is_at_least_12_points(name: str) -> None:
    assert [cell.place for sheet in book(name).sheets for cell in sheet.cells.values() if any(run.size_pt < 12 for run in cell.runs)] == []


@decks
def test_a19_pptx_nothing_shrinks_to_fit(name: str) -> None:
    roots = [package(name).xml(part) for part in package(name).names(r"ppt/(slides|slideLayouts|slideMasters)/\w+\.xml")]
    assert [fit for root in roots for tag in ("normAutofit", "spAutoFit") for fit in root.iter(f"{A}{tag}")] == []


@decks
def test_a19_pptx_text_has_room_in_its_frame(name: str) -> None:
    """A coarse measure, by the mean width of a letter in Finnish text (0.43 em with the loss at line ends): the program's own is finer."""
    for slide in deck(name):
        for shape in (shape for shape in slide.shapes if spoken(shape) and shape.table is None):
            needed = sum(ceil(len(words(p)) * p[0].size_pt * 0.43 * 12700 / shape.frame.width) * p[0].size_pt * 1.22 for p in shape.paragraphs if p)
            assert needed * 12700 <= shape.frame.height * 1.05, (slide.title, shape.name)


@every
def test_a20_nothing_is_typed_in_capitals(name: str) -> None:
    assert {found for text in texts(name) for found in CAPITALS.findall(text)} <= ABBREVIATIONS


@pytest.mark.parametrize("name", (*DECKS, *DOCX))
def test_a21_no_blanks_or_empty_paragraphs_make_the_layout(name: str) -> None:
    found = [line.text.removeprefix("☐\t") for line in lines(name) if not line.style.startswith("TOC")] if name.endswith("docx") else texts(name)
    assert [text for text in found if not text.strip() or "  " in text or "\t" in text or text != text.strip()] == []


@docx
def test_a21_docx_the_only_empty_paragraphs_are_those_that_word_needs(name: str) -> None:
    """One to end a part of the document that ends with a table, and the rule of the cover."""
    empty = [line.style for line in word(name).lines if not line.text]
    assert empty.count("CoverRule") == (name in ("word.docx", "packet.document.docx")) and empty.count("TableEnd") <= 2 and set(empty) <= set(SPACER)


@docx
def test_a22_docx_what_stands_in_headers_stands_in_the_body_too(name: str) -> None:
    body = " ".join(line.text.casefold() for line in lines(name))
    for part, said in word(name).margins():
        for piece in (piece for whole in said for piece in whole.split(" · ")):
            assert piece.casefold() in body, (part, piece)


@decks
def test_a23_pptx_no_placeholder_is_left_empty(name: str) -> None:
    assert [(slide.title, shape.name) for slide in deck(name) for shape in slide.shapes if shape.kind and not shape.text.strip() and not charted(shape)] == []


@every
def test_a24_abbreviations_are_in_the_glossary(name: str) -> None:
    """That of the Word version, which is the handbook's; a slide and a table are read beside it."""
    (glossary,) = [table for table in word("word.docx").tables if "Sana" in [t.text for t in table.iter(f"{W}t")][0]]
    explained = {"".join(t.text or "" for t in cells(row)[0].iter(f"{W}t")) for row in glossary.iter(f"{W}tr")}
    used = {found for text in texts(name) for found in re.findall(r"\b(hyte|LAPE|IKÄ|krt|TEAviisari|Move!)(?=\W|$)", text)}
    assert used <= explained


@xlsx
def test_a25_xlsx_sheets_have_names_and_open_at_their_first_cell(name: str) -> None:
    assert [sheet.name for sheet in book(name).sheets] == ["Seuranta", "Kehittämiskohdat"]
    chosen = [one.get("activeCell", "A1") for sheet in book(name).sheets for one in sheet.root.iter(f"{S}selection")]
    assert set(chosen) <= {"A1"} and next(book(name).root.iter(f"{S}workbookView")).get("activeTab", "0") == "0"


@pytest.mark.parametrize("name", FILES)
def test_a26_the_name_of_the_file_is_plain_and_dated(name: str) -> None:
    file = real_files()[name].target.path.rpartition("/")[2]
    dated = r"\d\d(-[a-z0-9]+)+" if name.startswith("packet.") else r"[a-z0-9]+(-[a-z0-9]+)*-20\d\d(-esimerkki)?"  # a packet's folder has the date
    assert re.fullmatch(rf"{dated}\.(pptx|docx|xlsx)", file), file


@every
def test_g02_properties_name_the_organisation_and_no_person(name: str) -> None:
    assert core(name, f"{DC}creator") == core(name, f"{CP}lastModifiedBy") == ORGANISATION
    app = package(name).xml("docProps/app.xml")
    assert app.findtext("{*}Company") == ORGANISATION and app.find("{*}Manager") is None and app.find("{*}Template") is None
    kept = [part for part in package(name).parts if re.search(r"comment|people|thumbnail|printerSettings|vbaProject|revision", part, re.IGNORECASE)]
    assert kept == []


@docx
def test_g02_docx_no_change_is_tracked(name: str) -> None:
    parts = [package(name).xml(part) for part in package(name).names(r"word/\w+\.xml")]
    assert [element.tag for root in parts for tag in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "rsids") for element in root.iter(f"{W}{tag}")] == []


@every
def test_g03_no_path_and_no_name_of_a_machine_or_an_account_is_in_the_file(name: str) -> None:
    assert [part for part, data in package(name).parts.items() if MACHINE.search(data)] == []
    told = b" ".join(data for part, data in package(name).parts.items() if part.startswith("docProps/")).lower()
    assert not any(len(own) > 3 and own.lower().encode() in told for own in (socket.gethostname(), getpass.getuser()))


# The readers of these tests would notice


def changed(name: str, part: str, old: str, new: str) -> Package:
    """A file with one thing in it made worse."""
    worse = Package(real_rendering(name).data)
    data = worse.parts[part].decode("utf-8")
    assert old in data
    worse.parts[part] = data.replace(old, new).encode("utf-8")
    return worse


def test_the_reader_of_slides_sees_a_paler_theme_and_smaller_text() -> None:
    pale = slides(changed("deck.pptx", "ppt/theme/theme1.xml", 'val="1A2329"', 'val="9A9A9A"'))
    assert any(not enough(run.colour, run.ground, run.size_pt, run.bold) for slide in pale for _, run in slide.runs())
    contents = deck("deck.pptx")[2]
    layout = package("deck.pptx").one_related(contents.name, "slideLayout")
    small = slides(changed("deck.pptx", layout, 'sz="2400"', 'sz="1000"'))
    assert any(run.size_pt == 10 for _, run in small[2].runs())


def test_the_reader_of_word_files_sees_a_paler_ground_and_smaller_text() -> None:
    pale = Word(changed("word.docx", "word/theme/theme1.xml", 'val="0E3A4A"', 'val="BFD0D6"'))
    assert any(not enough(run.colour, run.ground, run.size_pt, run.bold) for line in pale.lines if line.style == "TableHead" for run in line.runs)
    small = Word(changed("word.docx", "word/styles.xml", '<w:sz w:val="24"/>', '<w:sz w:val="20"/>'))
    assert any(run.size_pt == 10 for line in small.lines for run in line.runs)


def test_the_reader_of_workbooks_sees_a_paler_ground_and_smaller_text() -> None:
    pale = Book(changed("table-blank.xlsx", "xl/styles.xml", "FF0E3A4A", "FFBFD0D6"))
    head = next(pale.sheets[0].table_cells())
    assert head.text and not enough(head.runs[0].colour, head.ground, head.runs[0].size_pt, head.runs[0].bold)
    small = Book(changed("table-blank.xlsx", "xl/styles.xml", 'sz val="12"', 'sz val="9"'))
    assert any(run.size_pt == 9 for cell in small.sheets[0].cells.values() for run in cell.runs)
