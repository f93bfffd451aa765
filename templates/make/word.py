"""Make handbook.docx and table.docx, the Word templates: styles, theme, lists, headers and footers, and in the body nothing but page set-ups.

There is one section for each paper, found by `w:pgSz w:orient` and its size. A program that writes a document names styles by their id
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
TOP_CM, WIDE_TOP_CM = 2.6, 2.1
WIDE_TAB_CM = 15.0  # where the second column of the header begins on a landscape page
BREAK, TAB = "<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>"


class Paper(NamedTuple):
    """A size of paper in cm, as it lies."""

    width: float
    height: float
    margin: float  #: at the sides and below

    @property
    def wide(self) -> bool:
        """Does it lie on its side."""
        return self.width > self.height


A4, WIDE_A4, WIDE_A3 = Paper(21.0, 29.7, 2.0), Paper(29.7, 21.0, 1.5), Paper(42.0, 29.7, 1.5)
TABLE_A4 = WIDE_A4._replace(margin=1.3)  # the many columns of a landscape page need the room
TEMPLATES = {  # file: title, and the paper of each section
    "handbook.docx": ("Käsikirjan pohja", (A4, WIDE_A4)),
    "table.docx": ("Taulukon pohja", (A4, TABLE_A4, WIDE_A3)),
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


def leaves(controls: Controls, paper: Paper) -> list[Leaf]:
    """Headers and footers of a section; an upright one has a first page of its own."""
    pages = [Leaf("header", "default", header(controls, paper)), Leaf("footer", "default", footer(controls))]
    if paper.wide:
        return pages
    return [Leaf("header", "first", first_header(controls)), Leaf("footer", "first", footer(controls)), *pages]


def first_header(controls: Controls) -> str:
    """Organisation; document type, edition and date from the second column; page at the right."""
    deep = run_properties(bold=True, colour=DEEP)
    top = controls("publisher", "Julkaisija", "Julkaisija", deep) + TAB + controls("document", "Asiakirja", "Asiakirja", deep) + TAB + page_number()
    below = controls("edition", "Laitos", "Laitos") + controls("date", "Päiväys", "Päiväys", before=BREAK) + example(controls)
    return paragraph("HeaderFirst", top) + paragraph("HeaderFirst", below, indent(cm(TAB_CM)))


def header(controls: Controls, paper: Paper) -> str:
    """Handbook, edition, page; on a landscape page at its own stops."""
    stops = "".join(f'<w:tab w:val="clear" w:pos="{twips(cm(at))}"/>' for at in (TAB_CM, TEXT_CM))
    stops += f'<w:tab w:val="left" w:pos="{twips(cm(WIDE_TAB_CM))}"/><w:tab w:val="right" w:pos="{twips(cm(paper.width - 2 * paper.margin))}"/>'
    content = controls("handbook", "Käsikirja", "Käsikirja") + TAB + controls("edition", "Laitos", "Laitos") + TAB + page_number() + example(controls)
    return paragraph("Header", content, f"<w:tabs>{stops}</w:tabs>" if paper.wide else "")


def footer(controls: Controls) -> str:
    """The key of the content, by which a file is recognised."""
    return paragraph("Footer", controls("key", "Tunniste", "0000"), '<w:jc w:val="right"/>')


def example(controls: Controls) -> str:
    """The mark of an example with invented answers, on a line of its own."""
    return controls("example", "Esimerkin merkki", "Esimerkki", run_properties(bold=True, colour=TEXT, more=shading(FILL_TINT)), BREAK)


def page_number() -> str:
    """`1 (12)`: the page and the number of pages."""
    return field("PAGE", "1") + run(" (") + field("NUMPAGES", "1") + run(")")


def section(paper: Paper, references: str) -> str:
    """A page set-up."""
    wide, orient = paper.wide, "landscape" if paper.wide else "portrait"
    top, head = (WIDE_TOP_CM, 0.9) if wide else (TOP_CM, 1.25)
    side = twips(cm(paper.margin))
    return (
        f'<w:sectPr>{references}<w:pgSz w:w="{twips(cm(paper.width))}" w:h="{twips(cm(paper.height))}" w:orient="{orient}"/>'
        f'<w:pgMar w:top="{twips(cm(top))}" w:right="{side}" w:bottom="{side}" w:left="{side}" '
        f'w:header="{twips(cm(head))}" w:footer="{twips(cm(0.9))}" w:gutter="0"/><w:cols w:space="708"/>{"" if wide else "<w:titlePg/>"}</w:sectPr>'
    )


def package(papers: tuple[Paper, ...]) -> dict[str, Part]:
    """The parts of a template by name, the document first. `papers`: of each section."""
    related = [("theme", "theme/theme1.xml"), *((name, f"{name}.xml") for name in ("styles", "numbering", "settings", "fontTable"))]
    controls = Controls()
    margins: dict[str, Part] = {}
    sections: list[str] = []
    for paper in papers:
        references = ""
        for part, kind, content in leaves(controls, paper):
            name = f"{part}{sum(part in other for other in margins) + 1}.xml"
            tag = {"header": "hdr", "footer": "ftr"}[part]
            margins[f"word/{name}"] = Part(f"<w:{tag} {NAMESPACES}>{content}</w:{tag}>", WORD_TYPE + f"{part}+xml")
            related.append((part, name))
            references += f'<w:{part}Reference w:type="{kind}" r:id="rId{len(related)}"/>'
        sections.append(section(paper, references))
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
    for name, (title, papers) in TEMPLATES.items():
        write(name, title, package(papers))
