"""The Word writer: what stands in the file, by a look into its parts."""

import io

import msgspec
import pytest
from docx import Document as open_docx

from pipeline.document.blocks import Cell, Column, Row, Run, Section, Table
from pipeline.formats.docx.write import write
from pipeline.formats.package import pack, unpack
from pipeline.problems import Problems

from .documents import LAYOUTS, TEMPLATES, R, W, cover, document, field, panel, part, reading, rendered, section, styles, table, text_of, words


def headings(data: bytes) -> list[tuple[str, str]]:
    return [(style, text) for style, text in styles(data) if style.startswith(("Title", "Heading", "FormTitle"))]


def targets(data: bytes) -> dict[str, str]:
    root = part(data, "word/_rels/document.xml.rels")
    return {entry.get("Id"): entry.get("Target") for entry in root if entry.get("TargetMode") == "External"}


def having(property: str, data: bytes) -> list[str]:
    """The paragraphs of the body that have a property of their own."""
    found = (p for p in part(data).iter(f"{W}p") if p.find(f"{W}pPr/{W}{property}") is not None)
    return ["".join(t.text for t in p.iter(f"{W}t")) for p in found]


def orientations(data: bytes) -> list[str]:
    return [size.get(f"{W}orient") for size in part(data).iter(f"{W}pgSz")]


def test_equal_documents_give_equal_bytes():
    made = document(cover(), section("a", panel("body", words("a.1", "Tekstiä"))))
    assert rendered(made) == rendered(made)


def test_the_package_stands_in_a_fixed_order_and_holds_no_stray_part():
    names = list(unpack(rendered(document(cover()))))
    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert names[2:] == sorted(names[2:])
    assert [name for name in names if name.startswith("docProps/")] == ["docProps/app.xml", "docProps/core.xml", "docProps/custom.xml"]
    assert not any("thumbnail" in name or "printer" in name.lower() or "comments" in name for name in names)


def test_every_part_has_a_type_and_every_relationship_a_part():
    parts = unpack(rendered(document(cover())))
    types = part(rendered(document(cover())), "[Content_Types].xml")
    overrides = {entry.get("PartName")[1:] for entry in types if entry.get("PartName")}
    assert overrides <= set(parts)
    assert {name for name in parts if name.endswith(".xml") and name != "[Content_Types].xml"} == overrides
    root = part(rendered(document(cover())), "_rels/.rels")
    assert {entry.get("Target") for entry in root} == {"word/document.xml", "docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"}


def test_properties_name_title_organisation_language_and_key():
    data = rendered(document(cover()))
    core = open_docx(io.BytesIO(data)).core_properties
    assert (core.title, core.author, core.last_modified_by, core.language) == ("Käsikirja", "Hyvinvointialue", "Hyvinvointialue", "fi-FI")
    assert core.created.isoformat() == core.modified.isoformat() == "2026-11-24T00:00:00+00:00"
    assert "2026-1a2b3c4d" in text_of(data, "docProps/custom.xml")


def test_no_language_but_finnish_stands_in_the_file():
    data = rendered(document(cover(), section("a", panel("body", words("a.1", "Tekstiä")))))
    found = {lang.get(f"{W}val") for name in unpack(data) if name.startswith("word/") for lang in part(data, name).iter(f"{W}lang")}
    assert found == {"fi-FI"}


def test_headings_follow_the_levels_of_the_sections_and_skip_none():
    inner = panel("box", words("b.1", "Tekstiä"), label=words("b.label", "Laatikko"))
    data = rendered(document(cover(), section("a", title="Luku", number="1"), section("b", inner, title="Kohta", level=2, number="1.1")))
    assert headings(data) == [("Title", "Käsikirja"), ("Heading1", "1 Luku"), ("Heading2", "1.1 Kohta")]
    assert ("BoxHeading", "Laatikko") in styles(data)


def test_a_label_under_a_chapter_takes_the_next_level():
    data = rendered(document(cover(), section("a", panel("body", words("a.1", "Tekstiä"), label=words("a.label", "Väliotsikko")))))
    assert ("Heading2", "Väliotsikko") in headings(data)


def test_the_panels_of_a_practice_have_their_own_styles_and_keep_together():
    roles = ("goal", "county", "associations", "realisation")
    panels = [panel(role, words(f"p.{role}", "Tekstiä"), label=words(f"p.{role}.label", "Nimi")) for role in roles]
    data = rendered(document(cover(), section("p", *panels, kind="practice", level=2)))
    names = [style for style, _ in styles(data)][-8:]
    assert names == ["GoalHeading", "Goal", "CountyHeading", "County", "AssociationsHeading", "Associations", "RealisationHeading", "Realisation"]
    kept = [p.find(f"{W}pPr/{W}keepNext") is not None for p in part(data).iter(f"{W}p")][-8:]
    assert kept == [True] * 7 + [False]


def test_a_document_without_a_cover_begins_with_its_title():
    data = rendered(document(section("a", title="Kohta", level=2)), "table.docx")
    assert headings(data) == [("FormTitle", "Käsikirja"), ("Heading2", "Kohta")]


def test_a_document_without_a_cover_says_in_its_body_what_its_headers_say():
    made = rendered(document(section("f", wide=True), example="Esimerkki"), "table.docx")
    assert styles(made)[1] == ("Note", "Esimerkki · Käsikirja · Laitos 1 · 2026 · 24.11.2026")


def test_a_chapter_that_goes_on_on_a_landscape_page_begins_none_itself():
    made = document(cover(), section("a", number="1"), section("b", number="2"), section("b.1", level=2, number="2.1", wide=True), section("c", number="3"))
    assert having("pageBreakBefore", rendered(made)) == ["1 Otsikko"]  # the landscape page breaks before 2.1 and after it


def test_neither_the_first_nor_the_last_of_a_list_stands_alone_on_a_page():
    points = [words(f"a.{n}", f"Kohta {n}", style="bullet") for n in range(1, 6)]
    made = rendered(document(cover(), section("a", panel("points", *points))))
    assert [text for text in having("keepNext", made) if text.startswith("Kohta")] == ["Kohta 1", "Kohta 4"]


def test_of_three_items_only_the_first_is_kept_with_the_next():
    points = [words(f"a.{n}", f"Kohta {n}", style="bullet") for n in range(1, 4)]
    made = rendered(document(cover(), section("a", panel("points", *points))))
    assert [text for text in having("keepNext", made) if text.startswith("Kohta")] == ["Kohta 1"]


def test_text_that_is_no_list_may_end_a_page_anywhere_but_after_one_short_line_below_its_heading():
    made = rendered(document(cover(), section("a", panel("body", *(words(f"a.{n}", f"Kohta {n}") for n in range(1, 6))))))
    assert [text for text in having("keepNext", made) if text.startswith("Kohta")] == ["Kohta 1"]
    made = rendered(document(cover(), section("a", panel("body", words("a.1", "Kohta 1 " + 60 * "x"), words("a.2", "Kohta 2")))))
    assert [text for text in having("keepNext", made) if text.startswith("Kohta")] == []


def test_headings_captions_and_header_rows_keep_to_what_follows_whatever_their_styles():
    made = rendered(document(cover(), section("a", table("t", [["x"]], caption=words("t.caption", "Otsake")))))
    assert having("keepNext", made) == ["Otsikko", "Otsake", "Sarake 0"]


def test_numbered_chapters_but_the_first_begin_a_page():
    data = rendered(document(cover(), section("x"), section("a", number="1"), section("b", number="2"), section("c", level=2, number="2.1")))
    begins = [p.find(f"{W}pPr/{W}pageBreakBefore") is not None for p in part(data).iter(f"{W}p")]
    assert begins == [False, False, True, False, True, False]  # title, rule, page after the cover, 1, 2, 2.1


def test_the_contents_list_is_a_field_of_links_without_page_numbers():
    chapters = section("a", title="Luku", number="1"), section("b", title="Kohta", level=2, number="1.1"), section("c", title="Pieni", level=3)
    data = rendered(document(cover(), section("contents", kind="contents", title="Sisällys"), *chapters))
    codes = "".join(code.text for code in part(data).iter(f"{W}instrText"))
    assert codes.split() == ["TOC", "\\o", '"1-2"', "\\h", "\\n"]
    marks = [mark.get(f"{W}fldCharType") for mark in part(data).iter(f"{W}fldChar")]
    assert marks == ["begin", "separate", "end"]
    assert [pair for pair in styles(data) if pair[0].startswith(("Contents", "TOC"))] == [("ContentsTitle", "Sisällys"), ("TOC1", "1Luku"), ("TOC2", "1.1Kohta")]
    assert b"updateFields" not in unpack(data)["word/settings.xml"].inflate()


def test_links_inside_lead_to_bookmarks_that_are_there():
    data = rendered(document(cover(), section("a", panel("body", words("a.1", Run("katso", target="b"), Run("ei mihinkään", target="x")))), section("b")))
    names = {mark.get(f"{W}name") for mark in part(data).iter(f"{W}bookmarkStart")}
    anchors = [link.get(f"{W}anchor") for link in part(data).iter(f"{W}hyperlink")]
    assert len(anchors) == 1 and set(anchors) <= names


def test_a_section_whose_title_is_a_fixed_word_can_be_led_to():
    fixed = Section("b", "text", words("", "Kiinteä"))
    data = rendered(document(cover(), section("contents", kind="contents"), fixed))
    names = {mark.get(f"{W}name") for mark in part(data).iter(f"{W}bookmarkStart")}
    assert {link.get(f"{W}anchor") for link in part(data).iter(f"{W}hyperlink")} <= names


def test_bookmarks_and_controls_have_numbers_of_their_own():
    rows = [[field(f"t.r{r}/c{c}") for c in range(3)] for r in range(3)]
    data = rendered(document(cover(), section("a", table("t", rows, role="followup"))))
    bookmarks = [mark.get(f"{W}id") for mark in part(data).iter(f"{W}bookmarkStart")]
    controls = [number.get(f"{W}val") for number in part(data).iterfind(f".//{W}sdtPr/{W}id")]
    assert len(set(bookmarks)) == len(bookmarks) and len(set(controls)) == len(controls) == 9


def test_one_address_outside_is_one_relationship():
    run = Run("sivu", href="https://example.fi/a?b=1&c=2")
    data = rendered(document(cover(), section("a", panel("body", words("a.1", run, " ja ", run)))))
    assert list(targets(data).values()) == ["https://example.fi/a?b=1&c=2"]
    used = [link.get(f"{R}id") for link in part(data).iter(f"{W}hyperlink")]
    assert len(used) == 2 and set(used) == set(targets(data))
    assert all(link.find(f"{W}r/{W}rPr/{W}rStyle").get(f"{W}val") == "Hyperlink" for link in part(data).iter(f"{W}hyperlink"))


@pytest.mark.parametrize("href", ["javascript:alert(1)", "file:///etc/passwd", "#", "\\\\kone\\jako", "data:text/html,x"])
def test_an_address_that_must_not_reach_a_file_is_plain_text(href: str):
    data = rendered(document(cover(), section("a", panel("body", words("a.1", Run("linkki", href=href))))))
    assert not targets(data) and part(data).find(f".//{W}hyperlink") is None
    assert "linkki" in text_of(data, "word/document.xml")


def test_an_odd_address_is_written_so_that_word_takes_it():
    data = rendered(document(cover(), section("a", panel("body", words("a.1", Run("linkki", href='https://example.fi/a b"<c>'))))))
    assert list(targets(data).values()) == ["https://example.fi/a%20b%22%3Cc%3E"]


def test_looks_of_runs_are_character_styles():
    runs = Run("a", strong=True), Run("b", look="missing"), Run("c", look="muted"), Run("d")
    data = rendered(document(cover(), section("x", panel("body", words("x.1", *runs)))))
    looks = {run.findtext(f"{W}t"): run.find(f"{W}rPr/{W}rStyle") for run in part(data).iter(f"{W}r")}
    assert [looks[letter].get(f"{W}val") if looks[letter] is not None else "" for letter in "abcd"] == ["Strong", "Blank", "Muted", ""]


def test_a_table_has_a_repeated_header_whole_rows_and_a_description():
    caption = words("t.caption", 'Taulukko 1. "Yhteistyö" & muuta')
    data = rendered(document(cover(), section("a", table("t", [["a", "b"], ["c", "d"]], caption=caption))))
    made = part(data).find(f".//{W}tbl")
    rows = made.findall(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert made.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == caption.text
    assert made.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstColumn") == "1"
    assert made.find(f".//{W}gridSpan") is None and made.find(f".//{W}vMerge") is None
    widths = [int(column.get(f"{W}w")) for column in made.iter(f"{W}gridCol")]
    assert sum(widths) == int(made.find(f"{W}tblPr/{W}tblW").get(f"{W}w"))
    assert [style for style, text in styles(data) if text in {*"abcd"}] == ["TableRowHead", "TableText"] * 2


def test_a_short_table_stays_whole_and_of_a_long_one_no_row_stands_alone():
    made = rendered(document(cover(), section("a", table("s", [[f"lyhyt {n}"] for n in range(5)]), table("p", [[f"pitkä {n}"] for n in range(12)]))))
    kept = [text for text in having("keepNext", made) if text.startswith(("lyhyt", "pitkä"))]
    assert kept == [f"lyhyt {n}" for n in range(4)] + ["pitkä 0", "pitkä 10"]


def test_a_table_of_few_rows_that_say_much_may_be_parted():
    made = rendered(document(cover(), section("a", table("s", [[f"rivi {n} " + "pitkä teksti " * 30] for n in range(5)]))))
    assert [text[:6] for text in having("keepNext", made) if text.startswith("rivi")] == ["rivi 0", "rivi 3"]


def test_rows_with_room_to_write_may_stand_alone():
    made = rendered(document(section("f", table("f", [["a"], ["b"], ["c"]], role="followup"), wide=True)), "table.docx")
    assert having("keepNext", made) == ["Otsikko", "Sarake 0"]


def test_the_signs_of_a_table_are_explained_before_it():
    explained = table("t", [["K"]], caption=words("t.caption", "Otsake"), note=words("t.note", "K: kunnossa"))
    found = styles(rendered(document(cover(), section("a", explained))))
    assert [style for style, text in found if text in ("Otsake", "K: kunnossa", "Sarake 0")] == ["Caption", "Note", "TableHead"]


def test_a_row_head_with_strong_words_keeps_the_others_plain():
    head = Cell("t.r0/c0", (words("t.r0/c0", Run("Nimi: ", strong=True), "tavoite"),))
    data = rendered(document(cover(), section("a", table("t", [[head, "b"]]))))
    assert ("TableText", "Nimi: tavoite") in styles(data)


def test_facts_have_no_header_row():
    data = rendered(document(cover(table("facts", [["Laitos", "1"]], role="facts", head=False, caption=words("f", "Tunnistetiedot")))))
    made = part(data).find(f".//{W}tbl")
    assert made.find(f".//{W}tblHeader") is None and len(made.findall(f"{W}tr")) == 1
    assert made.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") == "Facts"
    assert ("FactsTitle", "Tunnistetiedot") in styles(data)


def test_a_cell_to_be_filled_is_a_control_that_shows_its_mark_as_a_prompt():
    rows = [["Tavoite", field("t.r0/c1"), field("t.r0/c2", choices=("K", "E")), field("t.r0/c3", "Vastattu", "")]]
    controls = list(part(rendered(document(cover(), section("a", table("t", rows))))).iter(f"{W}sdt"))
    assert [control.find(f"{W}sdtPr/{W}tag").get(f"{W}val") for control in controls] == ["t.r0/c1", "t.r0/c2", "t.r0/c3"]
    assert controls[0].find(f"{W}sdtPr/{W}alias").get(f"{W}val") == "Sarake 1 – Tavoite"
    assert [control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None for control in controls] == [True, True, False]
    assert {control.find(f"{W}sdtPr/{W}lock").get(f"{W}val") for control in controls} == {"sdtLocked"}
    items = [item.get(f"{W}value") for item in controls[1].iter(f"{W}listItem")]
    assert items == ["", "K", "E"]


def test_a_control_stays_within_the_limits_of_word():
    long = "followup." + "yhteistyo-" * 12 + "/yritykset"
    rows = [["Pitkä tavoite " * 20, field(long)]]
    control = part(rendered(document(cover(), section("a", table("t", rows))))).find(f".//{W}sdtPr")
    assert len(control.find(f"{W}tag").get(f"{W}val")) <= 64 and len(control.find(f"{W}alias").get(f"{W}val")) <= 64


def test_cells_to_be_filled_are_tinted_in_the_table_and_not_in_the_handbook():
    rows = section("a", table("t", [["Tavoite", field("t.r0/c1")]], role="followup"), wide=True)
    assert part(rendered(document(rows), "table.docx")).find(f".//{W}tc/{W}tcPr/{W}shd") is not None
    assert part(rendered(document(cover(), rows))).find(f".//{W}tc/{W}tcPr/{W}shd") is None


def test_follow_up_rows_have_room_to_write():
    data = rendered(document(section("a", table("t", [["Tavoite", field("t.r0/c1")]], role="followup"), wide=True)), "table.docx")
    assert part(data).find(f".//{W}trHeight").attrib == {f"{W}val": "1474", f"{W}hRule": "atLeast"}


def form_table() -> Section:
    columns = tuple(Column(name, words(f"c.{name}", name), 0.25, role) for name, role in (("goal", "head"), ("own", "answer"), ("ke", "choice"), ("guide", "guide")))
    prompt = Cell("own", (words("own", Run("Kirjoita tähän", look="prompt")),), True)
    row = (Cell("goal", (words("goal", "Tavoite"),)), prompt, Cell("ke", (words("ke", "K"),)), Cell("guide", (words("guide", "Näin.", style="guide"),)))
    return section("a", Table("t", "form", columns, (Row("r", row),)))


def test_help_stands_below_the_name_of_its_row_and_its_head_below_the_first_head():
    cells = [["".join(p.itertext()) for p in cell.iter(f"{W}p")] for cell in part(rendered(document(form_table()), "table.docx")).iter(f"{W}tc")]
    assert cells == [["goal", "guide"], ["own"], ["ke"], ["Tavoite", "Näin."], ["Kirjoita tähän"], ["K"]]


def test_columns_share_the_room_that_help_leaves():
    grid = [int(column.get(f"{W}w")) for column in part(rendered(document(form_table()), "table.docx")).iter(f"{W}gridCol")]
    assert len(grid) == 3 and sum(grid) == 9638 and max(grid) - min(grid) <= 1


def test_help_and_prompts_have_looks_of_their_own_and_a_template_without_them_gives_its_nearest():
    data = rendered(document(form_table()), "table.docx")
    assert ("TableGuide", "Näin.") in styles(data)
    assert [style.get(f"{W}val") for style in part(data).iter(f"{W}rStyle")] == ["PlaceholderText"]
    plain = rendered(document(cover(), form_table()))
    assert ("TableText", "Näin.") in styles(plain) and [style.get(f"{W}val") for style in part(plain).iter(f"{W}rStyle")] == ["Muted"]


def test_a_wide_section_stands_on_a_landscape_page():
    wide = section("b", table("t", [["a", "b"]]), wide=True)
    data = rendered(document(cover(), section("a"), wide, section("c")))
    assert orientations(data) == ["portrait", "landscape", "portrait"]
    first = [page.find(f"{W}titlePg") is not None for page in part(data).iter(f"{W}sectPr")]
    assert first == [True, False, False]


def papers(data: bytes) -> list[int]:
    """The widths of the pages in mm, section by section."""
    return [round(int(size.get(f"{W}w")) * 127 / 7200) for size in part(data).iter(f"{W}pgSz")]


def test_a_section_that_wants_a_large_page_has_one_and_the_next_has_none():
    large = msgspec.structs.replace(section("a", table("t", [["a", "b"]]), wide=True), large=True)
    assert papers(rendered(document(large, section("b", table("u", [["c", "d"]]), wide=True)), "table.docx")) == [420, 297]


def test_a_wide_table_that_would_break_words_inside_stands_on_a_large_page():
    words_of = [["Järjestöyhteistyöneuvottelukunta"] * 4, ["Järjestöyhteistyöneuvottelukunta"] * 5]
    assert [papers(rendered(document(section("a", table("t", [row]), wide=True)), "table.docx")) for row in words_of] == [[297], [420]]


def test_the_lines_of_an_answer_are_lines_of_its_cell():
    data = rendered(document(section("a", table("t", [["Yksi.\nKaksi.", "b"]]))))
    texts = [(element.tag.removeprefix(W), element.text) for element in part(data).iter(f"{W}t", f"{W}br") if element.text in ("Yksi.", "Kaksi.", None)]
    assert texts == [("t", "Yksi."), ("br", None), ("t", "Kaksi.")]


def test_a_template_of_landscape_pages_takes_every_section():
    landscape = changed("word/document.xml", b'w:orient="portrait"', b'w:orient="landscape"')
    data = write(document(section("a", table("t", [["a", "b"]]), wide=True), section("b")), landscape, LAYOUTS, Problems()).data
    assert orientations(data) == ["landscape"]


def test_tables_are_kept_apart_and_none_stands_last():
    one, other = table("t", [["a", "b"]]), table("u", [["c", "d"]])
    body = part(rendered(document(cover(), section("a", one, other)))).find(f"{W}body")
    kinds = [child.tag.removeprefix(W) for child in body]
    assert kinds[-5:] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_headers_are_filled_and_an_empty_mark_leaves_nothing():
    data = rendered(document(cover(), date="", example=""))
    header = text_of(data, "word/header1.xml")
    assert header.startswith("Hyvinvointialue Käsikirja") and header.endswith("Laitos 1 · 2026")
    assert "Esimer" not in "".join(text_of(data, f"word/header{n}.xml") for n in (1, 2, 3))
    assert not list(part(data, "word/header1.xml").iter(f"{W}br"))


def test_the_mark_of_an_example_stands_in_every_header():
    made = document(section("a"), example="Esimerkki – keksityt vastaukset")
    assert "Esimerkki – keksityt vastaukset" in text_of(rendered(made, "table.docx"), "word/header1.xml")
    data = rendered(document(cover(), example="Esimerkki"))
    assert all("Esimerkki" in text_of(data, f"word/header{n}.xml") for n in (1, 2, 3))


def test_what_a_header_says_is_escaped():
    assert "A & <B>" in text_of(rendered(document(cover(), edition="A & <B>")), "word/header1.xml")


def test_the_key_stands_in_the_footer():
    assert text_of(rendered(document(cover())), "word/footer1.xml") == "2026-1a2b3c4d"


def test_each_numbered_list_begins_at_one():
    def steps(name: str):
        return panel("body", words(f"{name}.1", "eka", style="number"), words(f"{name}.2", "toka", style="number"))

    data = rendered(document(cover(), section("a", steps("a"), steps("b"), steps("c"))))
    numbers = [p.find(f"{W}pPr/{W}numPr/{W}numId") for p in part(data).iter(f"{W}p")][-6:]
    used = [number.get(f"{W}val") if number is not None else "" for number in numbers]
    assert used[:2] == ["", ""] and used[2] == used[3] != used[4] == used[5]
    known = {use.get(f"{W}numId"): use for use in part(data, "word/numbering.xml").iter(f"{W}num")}
    assert all(known[number].find(f"{W}lvlOverride/{W}startOverride").get(f"{W}val") == "1" for number in used[2:])


def test_bullets_are_lists_and_not_typed_signs():
    data = rendered(document(cover(), section("a", panel("body", words("a.1", "kohta", style="bullet")))))
    assert ("ListBullet", "kohta") in styles(data)


def test_notes_of_a_section_follow_it():
    noted = Section("a", "text", words("a.title", "Otsikko"), (panel("body", words("a.1", "Tekstiä")),), notes=(words("a.note", "Muistiinpano"),))
    assert styles(rendered(document(cover(), noted)))[-1] == ("Note", "Muistiinpano")


def test_addresses_name_the_bookmark_of_every_paragraph():
    made = document(cover(), section("a", panel("body", words("a.1", "Tekstiä"))))
    rendering = write(made, (TEMPLATES / "handbook.docx").read_bytes(), LAYOUTS, Problems())
    assert set(rendering.addresses) == {"handbook.title", "a.title", "a.1"}
    assert {found.address for found in reading(rendering.data).found} == set(rendering.addresses.values())


def test_python_docx_opens_the_file():
    opened = open_docx(io.BytesIO(rendered(document(cover(), section("a", table("t", [["a", "b"]]))))))
    assert [cell.text for cell in opened.tables[0].rows[1].cells] == ["a", "b"]
    assert opened.paragraphs[0].style.name == "Title"


def problems_with(template: bytes, layouts=LAYOUTS, *sections: Section) -> list[tuple[str, dict[str, str]]]:
    problems = Problems()
    assert write(document(cover(), *sections), template, layouts, problems) is None
    assert all(problem.at.path == "handbook.docx" and problem.message("fi") and problem.message("en") for problem in problems)
    return [(problem.code, dict(problem.values)) for problem in problems]


def changed(name: str, old: bytes, new: bytes) -> bytes:
    """The handbook's template with a part changed; a part that is left empty goes."""
    parts = {n: p.inflate() for n, p in unpack((TEMPLATES / "handbook.docx").read_bytes()).items()}
    assert old in parts[name]
    parts[name] = parts[name].replace(old, new)
    return pack({n: content for n, content in parts.items() if content})


def without(name: str) -> bytes:
    parts = unpack((TEMPLATES / "handbook.docx").read_bytes())
    return pack({n: part for n, part in parts.items() if n != name})


@pytest.mark.parametrize("template", [b"", b"PK\x03\x04 cut", b"<html></html>"])
def test_a_template_that_is_no_package_is_reported(template: bytes):
    assert [code for code, _ in problems_with(template)] == ["package-damaged"]


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "word/header1.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"])
def test_a_template_without_a_part_is_reported(name: str):
    assert problems_with(without(name)) == [("template-damaged", {"detail": name})]


def test_a_template_without_a_page_set_up_is_reported():
    damaged = changed("word/document.xml", b"w:pgSz", b"w:other")
    assert problems_with(damaged) == [("template-damaged", {"detail": "w:sectPr"})]


@pytest.mark.parametrize("old, new", [(b'w:w="11906"', b'w:w="wide"'), (b'w:left="1134"', b"")])
def test_a_template_with_a_senseless_page_is_reported(old: bytes, new: bytes):
    assert [code for code, _ in problems_with(changed("word/document.xml", old, new))] == ["template-damaged"]


def test_a_template_that_is_not_well_formed_or_has_a_dtd_is_reported():
    assert [code for code, _ in problems_with(changed("word/styles.xml", b"</w:styles>", b""))] == ["xml-damaged"]
    dtd = changed("word/styles.xml", b"<w:styles ", b"<!DOCTYPE x><w:styles ")
    assert [code for code, _ in problems_with(dtd)] == ["xml-dtd"]


def test_a_missing_style_is_named_with_the_nearest():
    renamed = changed("word/styles.xml", b'w:styleId="Heading2"', b'w:styleId="Heading9"')
    assert problems_with(renamed) == [("template-style-missing", {"style": "Heading2", "nearest": "Heading9"})]


@pytest.mark.parametrize("key", ["panels", "table_style"])
def test_layouts_without_a_default_role_are_reported(key: str):
    roles = {role: look for role, look in getattr(LAYOUTS.word, key).items() if role != "default"}
    layouts = msgspec.structs.replace(LAYOUTS, word=msgspec.structs.replace(LAYOUTS.word, **{key: roles}))
    template = (TEMPLATES / layouts.word.template).read_bytes()
    assert ("layouts-no-default", {"key": key}) in problems_with(template, layouts)


def test_a_wide_section_needs_a_landscape_page():
    template = changed("word/document.xml", b'w:orient="landscape"', b'w:orient="portrait"')
    assert problems_with(template, LAYOUTS, section("a", wide=True)) == [("template-section-missing", {})]


def test_a_template_saved_as_dotx_gives_a_document():
    template = changed("[Content_Types].xml", b"document.main+xml", b"template.main+xml")
    rendering = write(document(cover()), template, LAYOUTS, Problems())
    assert b"document.main+xml" in unpack(rendering.data)["[Content_Types].xml"].inflate()


def test_the_number_of_a_table_is_a_field_that_word_counts_and_its_words_are_read_whole():
    caption = words("t.caption", "Taulukko ", Run("1", look="count"), ". Tavoitteet")
    made = rendered(document(cover(), section("a", table("t", [["x"]], caption=caption))))
    codes = [code.text.split() for code in part(made).iter(f"{W}instrText") if "SEQ" in code.text]
    assert codes == [["SEQ", "Taulukko", "\\*", "ARABIC"]]
    assert "Taulukko 1. Tavoitteet" in [found.text for found in reading(made).found]
