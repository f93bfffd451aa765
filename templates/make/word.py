"""Make handbook.docx and table.docx, the Word templates: styles, theme, lists, headers and footers, and in the body nothing but page set-ups.

There is one section for each direction of the paper, found by `w:pgSz w:orient`. A program that writes a document names styles by their id
and fills the content controls of the headers and footers by their tag; everything seen comes from here.
Run:  python templates/make/word.py [FOLDER]
"""

from typing import NamedTuple

from parts import OFFICE_TYPE, Part, write
from pipeline.formats.theme import FILL_TINT, theme_part
from word_parts import fonts_part, numbering_part, settings_part, styles_part
from word_styles import TAB_CM, TEXT_CM
from word_xml import DEEP, NAMESPACES, TEXT, cm, field, indent, paragraph, run, run_properties, shading, twips

WORD_TYPE = OFFICE_TYPE + "wordprocessingml."
WIDTH_CM, HEIGHT_CM, MARGIN_CM = 21.0, 29.7, 2.0
WIDE_MARGIN_CM = 1.5  # the many columns of a landscape page need the room
TOP_CM, WIDE_TOP_CM = 2.6, 2.1
WIDE_TAB_CM = 15.0  # where the second column of the header begins on a landscape page
BREAK, TAB = "<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>"
TEMPLATES = {  # file: title, and for each section, is it landscape
    "handbook.docx": ("Käsikirjan pohja", (False, True)),
    "table.docx": ("Taulukon pohja", (True,)),
}


class Controls:
    """Content controls of one template, numbered. What stands in a control goes when the writer has nothing to say in it."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, tag: str, title: str, sample: str, properties: str = "", before: str = "") -> str:
        """A control; `before` goes with it: a line break, say."""
        self.count += 1
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{title}"/><w:tag w:val="{tag}"/><w:id w:val="{900_000 + self.count}"/></w:sdtPr>'
            f"<w:sdtContent>{before}{run(sample, properties)}</w:sdtContent></w:sdt>"
        )


class Leaf(NamedTuple):
    """A header or footer of a section."""

    part: str  # header or footer
    kind: str  # first or default
    content: str


def leaves(controls: Controls, wide: bool) -> list[Leaf]:
    """Headers and footers of a section; an upright one has a first page of its own."""
    pages = [Leaf("header", "default", header(controls, wide)), Leaf("footer", "default", footer(controls))]
    if wide:
        return pages
    return [Leaf("header", "first", first_header(controls)), Leaf("footer", "first", footer(controls)), *pages]


def first_header(controls: Controls) -> str:
    """Organisation; document type, edition and date from the second column; page at the right."""
    deep = run_properties(bold=True, colour=DEEP)
    top = controls("publisher", "Julkaisija", "Julkaisija", deep) + TAB + controls("document", "Asiakirja", "Asiakirja", deep) + TAB + page_number()
    below = controls("edition", "Laitos", "Laitos") + controls("date", "Päiväys", "Päiväys", before=BREAK) + example(controls)
    return paragraph("HeaderFirst", top) + paragraph("HeaderFirst", below, indent(cm(TAB_CM)))


def header(controls: Controls, wide: bool) -> str:
    """Handbook, edition, page; on a landscape page at its own stops."""
    stops = "".join(f'<w:tab w:val="clear" w:pos="{twips(cm(at))}"/>' for at in (TAB_CM, TEXT_CM))
    stops += f'<w:tab w:val="left" w:pos="{twips(cm(WIDE_TAB_CM))}"/><w:tab w:val="right" w:pos="{twips(cm(HEIGHT_CM - 2 * WIDE_MARGIN_CM))}"/>'
    content = controls("handbook", "Käsikirja", "Käsikirja") + TAB + controls("edition", "Laitos", "Laitos") + TAB + page_number() + example(controls)
    return paragraph("Header", content, f"<w:tabs>{stops}</w:tabs>" if wide else "")


def footer(controls: Controls) -> str:
    """The key of the content, by which a file is recognised."""
    return paragraph("Footer", controls("key", "Tunniste", "0000"), '<w:jc w:val="right"/>')


def example(controls: Controls) -> str:
    """The mark of an example with invented answers, on a line of its own."""
    return controls("example", "Esimerkin merkki", "Esimerkki", run_properties(bold=True, colour=TEXT, more=shading(FILL_TINT)), BREAK)


def page_number() -> str:
    """`1 (12)`: the page and the number of pages."""
    return field("PAGE", "1") + run(" (") + field("NUMPAGES", "1") + run(")")


def section(wide: bool, references: str) -> str:
    """A page set-up."""
    width, height, orient = (HEIGHT_CM, WIDTH_CM, "landscape") if wide else (WIDTH_CM, HEIGHT_CM, "portrait")
    top, head = (WIDE_TOP_CM, 0.9) if wide else (TOP_CM, 1.25)
    side = twips(cm(WIDE_MARGIN_CM if wide else MARGIN_CM))
    return (
        f'<w:sectPr>{references}<w:pgSz w:w="{twips(cm(width))}" w:h="{twips(cm(height))}" w:orient="{orient}"/>'
        f'<w:pgMar w:top="{twips(cm(top))}" w:right="{side}" w:bottom="{side}" w:left="{side}" '
        f'w:header="{twips(cm(head))}" w:footer="{twips(cm(0.9))}" w:gutter="0"/><w:cols w:space="708"/>{"" if wide else "<w:titlePg/>"}</w:sectPr>'
    )


def package(pages: tuple[bool, ...]) -> dict[str, Part]:
    """The parts of a template by name, the document first. `pages`: for each section, is it landscape."""
    related = [("theme", "theme/theme1.xml"), *((name, f"{name}.xml") for name in ("styles", "numbering", "settings", "fontTable"))]
    controls = Controls()
    margins: dict[str, Part] = {}
    sections: list[str] = []
    for wide in pages:
        references = ""
        for part, kind, content in leaves(controls, wide):
            name = f"{part}{sum(part in other for other in margins) + 1}.xml"
            tag = {"header": "hdr", "footer": "ftr"}[part]
            margins[f"word/{name}"] = Part(f"<w:{tag} {NAMESPACES}>{content}</w:{tag}>", WORD_TYPE + f"{part}+xml")
            related.append((part, name))
            references += f'<w:{part}Reference w:type="{kind}" r:id="rId{len(related)}"/>'
        sections.append(section(wide, references))
    body = "".join(paragraph("TableEnd", "", page) for page in sections[:-1]) + sections[-1]
    return {
        "word/document.xml": Part(f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>", WORD_TYPE + "document.main+xml", tuple(related)),
        "word/styles.xml": Part(styles_part(), WORD_TYPE + "styles+xml"),
        "word/numbering.xml": Part(numbering_part(), WORD_TYPE + "numbering+xml"),
        "word/settings.xml": Part(settings_part(), WORD_TYPE + "settings+xml"),
        "word/theme/theme1.xml": Part(theme_part(), OFFICE_TYPE + "theme+xml"),
        "word/fontTable.xml": Part(fonts_part(), WORD_TYPE + "fontTable+xml"),
        **margins,
    }


if __name__ == "__main__":
    for name, (title, pages) in TEMPLATES.items():
        write(name, title, package(pages))
