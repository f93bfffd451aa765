"""The tree: what is walked, in which order, and what is left out."""

from pipeline.document.blocks import Cell, Column, Document, Panel, Paragraph, Row, Run, Section, Table, paragraphs, walk


def said(name: str, text: str = "x") -> Paragraph:
    return Paragraph(name, (Run(text),))


TABLE = Table(
    "t",
    "facts",
    (Column("a", said("head.a"), 0.5), Column("b", said("head.b"), 0.5)),
    (Row("r", (Cell("r/a", (said("r/a"),)), Cell("r/b", (said("r/b.1"), said("r/b.2"))))),),
    caption=said("caption"),
    note=said("note"),
)


def document(*sections: Section) -> Document:
    return Document("deck", "T", sections, "fi-FI", "P", "S", "2026", "2026-01-01", {})


def ids(found) -> list[str]:
    return [paragraph.id for _, paragraph in found]


def test_a_paragraph_reads_as_its_runs_together() -> None:
    assert Paragraph("p", (Run("Lue "), Run("laki", strong=True), Run("."))).text == "Lue laki."


def test_the_label_of_a_panel_comes_first() -> None:
    assert list(paragraphs(Panel("p", "goal", (said("p.1"), said("p.2")), said("p.label")))) == [
        ("p", said("p.label")),
        ("p", said("p.1")),
        ("p", said("p.2")),
    ]


def test_a_table_reads_caption_note_head_and_rows() -> None:
    assert ids(paragraphs(TABLE)) == ["caption", "note", "head.a", "head.b", "r/a", "r/b.1", "r/b.2"]


def test_a_cell_is_the_parent_of_its_paragraphs() -> None:
    assert [parent for parent, p in paragraphs(TABLE) if p.id.startswith("r/b")] == ["r/b", "r/b"]


def test_a_table_without_a_head_does_not_read_its_column_labels() -> None:
    headless = Table("t", "facts", TABLE.columns, TABLE.rows, head=False)
    assert ids(paragraphs(headless)) == ["r/a", "r/b.1", "r/b.2"]


def test_a_document_reads_title_parts_and_notes_section_by_section() -> None:
    first = Section("one", "text", said("one.title"), (Panel("one.body", "body", (said("one.p"),)),), notes=(said("one.note"),))
    second = Section("two", "text", said("two.title"))
    assert list(walk(document(first, second))) == [
        ("one", said("one.title")),
        ("one.body", said("one.p")),
        ("one", said("one.note")),
        ("two", said("two.title")),
    ]


def test_what_has_no_id_is_not_compared() -> None:
    section = Section("one", "text", said(""), (Panel("p", "body", (said(""), said("p.1"))),), notes=(said(""),))
    assert ids(walk(document(section))) == ["p.1"]


def test_a_section_without_title_or_parts_is_silent() -> None:
    assert ids(walk(document(Section("one", "text", None)))) == []
