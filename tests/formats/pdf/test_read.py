"""The PDF reader: what stands in files set by typst, and in files written object by object."""

import re

import pytest

from pipeline.formats.contract import Found

from .files import CATALOG, FONT, PAGE, PAGES, built, page, paragraph, reading, said, stream, texts, typeset

LONG = "hyvinvointisuunnitelmatyöryhmäkokoontumiskäytäntöjärjestelyt"


@pytest.fixture(scope="module")
def sample() -> bytes:
    """A file with one of everything that a handbook has."""
    return typeset("""
#set heading(numbering: "1.1")
#title()
#outline()
= Ensimmäinen luku
Katso #link("https://example.fi/laki")[laki järjestämisestä, jonka nimi on pitkä ja jatkuu riville kaksi] ja *vahva* teksti. Lue #link("https://example.fi/ohje")[ohje].
== Alaluku
- eka kohta #link("mailto:a@example.fi")[a\\@example.fi]
- toka

  kappale kohdassa
+ numero
#figure(table(columns: 3, table.header[Tavoite][Järjestöt][Yritykset], [rivi], par[x] + par[y], [*z*]), caption: [Otsake])
#pagebreak()
= 2026
""")


def test_each_block_comes_once_in_reading_order(sample: bytes) -> None:
    assert texts(sample) == [
        "Käsikirja",
        "Sisällys",
        "1",
        "Ensimmäinen luku",
        "Katso laki järjestämisestä, jonka nimi on pitkä ja jatkuu riville kaksi ja vahva teksti. Lue ohje.",
        "1.1",
        "Alaluku",
        "eka kohta a@example.fi",
        "toka",
        "kappale kohdassa",
        "numero",
        "Taulukko\xa01: Otsake",
        *("Tavoite", "Järjestöt", "Yritykset", "rivi", "x", "y", "z"),
        "2",
        "2026",
    ]


def test_links_are_those_of_their_block(sample: bytes) -> None:
    links = {found.text[:9]: found.links for found in reading(sample).found if found.links}
    assert links == {"Katso lak": ("https://example.fi/laki", "https://example.fi/ohje"), "eka kohta": ("mailto:a@example.fi",)}


def test_the_key_of_the_file_is_read_from_either_place(sample: bytes) -> None:
    assert reading(sample).key == "2026-1a2b3c4d"
    assert reading(sample.replace(b"/Keywords", b"/Nothing_")).key == "2026-1a2b3c4d"
    assert reading(sample.replace(b"kasikirja-key:", b"omaperaise-key:")).key == ""


@pytest.mark.parametrize(
    "text",
    [
        "<&\"]]>' # $x$ *a* _b_ @c `d` {{ e }} \\f // g ~",
        "kaksi  väliä ja   kolme",
        "office fluffy tilattiin ffi fl",
        "7\u00a0§ 2025–2029 \u2011ohjelma Maa\u00adkuntaliitto e\u200bi",
        "a\u0301 ja \u00e1",
        "مرحبا بالعالم 123 שלום",
        "Teksti שלום עולם 2026 jatkuu (עברית) ja مرحبا 45.",
        f"{LONG} {LONG}",
        "Lausetta jatketaan riviltä toiselle, ja שלום עולם שלום עולם שלום עולם שלום עולם שלום עולם שלום עולם, sekä vielä loppu.",
        "- eka",
        "1. eka",
        "= eka",
    ],
)
def test_text_comes_back_as_it_was(text: str) -> None:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    assert texts(typeset(f'#par(text("{quoted}"))')) == [text]


def test_a_link_that_leads_inside_the_file_leads_nowhere_outside() -> None:
    assert reading(typeset("= Luku <a>\n#link(<a>)[sinne]")).found == (Found("", "Luku"), Found("", "sinne"))


def test_pieces_of_a_paragraph_are_joined_over_lines_fonts_and_pages() -> None:
    drawn = said("eka ", 0) + said("toka", 1, y=680) + said(" kolmas", 2)
    assert texts(page(drawn, paragraph(0, 1, 2))) == ["eka toka kolmas"]


def test_the_structure_decides_the_order_and_not_the_page() -> None:
    assert texts(page(said("toka", 0) + said("eka", 1), paragraph(1), paragraph(0), tree="/K[7 0 R 8 0 R]")) == ["eka", "toka"]


def test_what_is_an_artifact_or_a_sign_of_a_list_is_no_text() -> None:
    drawn = said("kohta", 0) + "/Artifact BMC " + said("sivu", 1) + "EMC " + said("a.", 2) + said("Sisällys", 3)
    item = "<</S/LI/K[9 0 R 10 0 R]>>"
    found = texts(page(drawn, item, paragraph(3, role="TOCI"), paragraph(2, role="Lbl"), paragraph(0, role="LBody"), tree="/K[7 0 R 8 0 R]"))
    assert found == ["kohta"]


def test_text_outside_the_structure_comes_after_the_rest() -> None:
    drawn = "BT /f 9 Tf (irrallinen) Tj ET " + said("kappale", 0) + said("orpo", 7)
    assert texts(page(drawn, paragraph(0))) == ["kappale", "irrallinen", "orpo"]


def test_a_file_without_structure_gives_the_text_of_each_page() -> None:
    data = built(CATALOG.replace("/StructTreeRoot 6 0 R", ""), PAGES, PAGE, stream("BT /f 9 Tf (eka ) Tj 0 -12 Td (toka) Tj ET"), FONT)
    assert reading(data) == ("", (Found("", "eka toka"),))


def test_a_file_without_text_has_none() -> None:
    assert reading(built(CATALOG, PAGES, PAGE, stream("0 0 9 9 re f"), FONT)) == ("", ())


def test_what_is_said_for_a_stretch_stands_in_its_place() -> None:
    drawn = "/P<</MCID 0>>BDC BT /f 9 Tf (a) Tj /Span<</ActualText<FEFFD83DDE00>>>BDC (x) Tj /Span<</ActualText(y)>>BDC (z) Tj EMC EMC (b) Tj ET EMC"
    assert texts(page(drawn, paragraph(0))) == ["a😀b"]


def test_a_picture_says_its_alternative_text() -> None:
    assert texts(page(said("koriste", 0), paragraph(0, role="Figure", more="/Alt(Vaakuna)"))) == ["Vaakuna"]
    assert texts(page(said("koriste", 0), paragraph(0, more="/ActualText(Sanat)"))) == ["Sanat"]


def test_types_of_a_programs_own_are_known_by_its_map() -> None:
    drawn = said("eka", 0) + said(" vahva", 1)
    elements = ["<</S/Luku/Pg 3 0 R/K[0 8 0 R]>>", paragraph(1, role="Paino")]
    assert texts(page(drawn, *elements, tree="/K[7 0 R]/RoleMap<</Luku/P/Paino/Korostus/Korostus/Span>>")) == ["eka vahva"]
    assert texts(page(drawn, *elements, tree="/K[7 0 R]/RoleMap<</Luku/P/Paino/Muu/Muu/Paino>>")) == ["eka", " vahva"]


def test_a_stretch_that_is_laid_out_as_a_block_is_one() -> None:
    drawn = said("eka", 0) + said("toka", 1)
    assert texts(page(drawn, "<</S/P/Pg 3 0 R/K[0 8 0 R]>>", paragraph(1, role="Span", more="/A[<</O/Layout/Placement/Block>>]"))) == ["eka", "toka"]


def test_the_number_of_a_heading_is_a_text_of_its_own_and_a_number_alone_is_not() -> None:
    drawn = said("3.1 ", 0) + said("Luku", 1)
    assert texts(page(drawn, paragraph(0, 1, role="H2"))) == ["3.1", "Luku"]
    assert texts(page(said("2026", 0), paragraph(0, role="H2"))) == ["2026"]
    assert texts(page(drawn, paragraph(0, 1))) == ["3.1 Luku"]


def test_text_in_a_form_is_read_where_it_stands() -> None:
    with_form = PAGE.replace("/Font", "/XObject<</x 8 0 R>>/Font")
    form = stream(said("lomake", 0), "/Subtype/Form")
    inside = "<</S/P/Pg 3 0 R/K[0 <</Type/MCR/MCID 0/Stm 8 0 R>>]>>"
    data = built(CATALOG, PAGES, with_form, stream("/P<</MCID 0>>BDC EMC /x Do"), FONT, "<</K[7 0 R]>>", inside, form)
    assert texts(data) == ["lomake"]
    drawn = "/P<</MCID 0>>BDC BT /f 9 Tf (eka ) Tj ET /x Do EMC"
    assert texts(built(CATALOG, PAGES, with_form, stream(drawn), FONT, "<</K[7 0 R]>>", paragraph(0), stream("BT /f 9 Tf (sisä) Tj ET", "/Subtype/Form"))) == ["eka sisä"]


def test_comments_and_values_of_fields_are_texts_and_the_words_of_links_are_not() -> None:
    notes = "<</Subtype/Text/Contents(Kommentti)>><</Subtype/Link/Contents(Linkki)>><</Subtype/Widget/V(Arvo)>><</Subtype/Popup/Contents(Ikkuna)>>"
    assert texts(page(said("kappale", 0), paragraph(0), page=f"{PAGE[:-2]}/Annots[{notes}]>>")) == ["kappale", "Kommentti", "Arvo"]


def test_a_table_of_characters_tells_what_codes_say() -> None:
    table = stream(
        "1 begincodespacerange <0000> <FFFF> endcodespacerange "
        "3 beginbfchar <0001> <0048> <0002> <00660066> <0003> <D83DDE00> endbfchar "
        "2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<0058> <0059>] endbfrange"
    )
    drawn = "/P<</MCID 0>>BDC BT /f 9 Tf <000100020003001000120021FFFF> Tj ET EMC"
    data = built(CATALOG, PAGES, PAGE, stream(drawn), "<</Type/Font/Subtype/Type0/ToUnicode 8 0 R>>", "<</K[7 0 R]>>", paragraph(0), table)
    assert texts(data) == ["Hff😀acY\ufffd"]


def test_a_paragraph_that_goes_on_over_pages_is_one() -> None:
    text = texts(typeset("#set page(height: 4cm, margin: 1cm)\n" + "Sanoja on paljon. " * 30))
    assert [re.sub(r"\s+", " ", found) for found in text] == [("Sanoja on paljon. " * 30).strip()]
