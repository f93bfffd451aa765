"""Nothing of the handbook is lost: every statement of the published text stands in the slides, the Word file, the page and the PDF.

The list in `seed/statements.tsv` was made from the text itself, line by line, and not from the source; the files are read here by readers of the
test's own: zip and XML, a parser of pages, and for the PDF a program. A statement that the text says twice stands twice in the list, and is asked for once each.
"""

import io
import re
import subprocess
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest

from handbooks import real_rendering

STATEMENTS = [tuple(line.split("\t")) for line in (Path(__file__).parent / "seed" / "statements.tsv").read_text("utf-8").splitlines() if not line.startswith("#")]
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
TITLES = [  # the slides of the published text in its order, with the corrections; one goes on over two slides
    "Päijät-Hämeen järjestöyhteistyön käsikirja",
    "Johdanto",
    "Sisällys",
    "Järjestöyhteistyön perusta",
    "Laki sosiaali- ja terveydenhuollon järjestämisestä",
    "Hyvinvointialueen strategia",
    "Päijät-Hämeen hyvinvointialueen alueellinen hyvinvointisuunnitelma",
    "Päijät-Hämeen hyvinvointialueen muut suunnitelmat, jotka täydentävät alueellista hyvinvointisuunnitelmaa",
    "Päijät-Hämeen hyvinvointialueen osallisuus-, yhdenvertaisuus- ja tasa-arvosuunnitelma 2026–2029",
    "Päijät-Hämeen hyte-kärjet ja tavoitteet",
    "Järjestöyhteistyön toimintaympäristö",
    "Hyvinvoinnin ja terveyden edistäminen ja järjestöyhteistyö 1/2",
    "Hyvinvoinnin ja terveyden edistäminen ja järjestöyhteistyö 2/2",
    "Alueellinen järjestöyhteistyö",
    "Järjestöyhteistyön malli",
    "Päijät-Hämeen järjestöneuvottelukunta",
    "Päijät-Hämeen hyvinvointialueen avustamisen periaatteet – avustussääntö",
    "Päijät-Hämeen yhdyspintaneuvottelukunta",
    "Järjestöyhteistyön käytännöt",
    "Hyvinvoinnin ja terveyden edistäminen",
    "Verkosto- ja yhdyspintayhteistyö",
    "Hankeyhteistyö",
    "Viestintäyhteistyö",
    "Tapahtumayhteistyö",
    "Tilayhteistyö",
    "Avustusyhteistyö",
    "Järjestöyhteistyön toteutumisen seuranta",
    "Järjestöyhteistyön käsikirjan toteutumisen seuranta",
    "Järjestöyhteistyön toteutumisen seuranta: seurantataulukko",
    "Kehittämiskohdat ja vastuiden jako",
    "Lisätiedot",
]


def folded(text: str) -> str:
    """White space as one blank, no-break hyphens plain, soft hyphens gone."""
    plain = unicodedata.normalize("NFC", text).replace("\N{NON-BREAKING HYPHEN}", "-").replace("\N{SOFT HYPHEN}", "")
    return re.sub(r"\s+", " ", plain).strip()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def slides() -> list[ET.Element]:
    """The slides in the order of the presentation's own list."""
    held = parts(real_rendering("deck.pptx").data)
    targets = {row.get("Id"): row.get("Target") for row in ET.fromstring(held["ppt/_rels/presentation.xml.rels"])}
    listed = ET.fromstring(held["ppt/presentation.xml"]).iter(f"{P}sldId")
    return [ET.fromstring(held[f"ppt/{targets[entry.get(f'{R}id')]}"]) for entry in listed]


def slide_title(root: ET.Element) -> str:
    """The words of the slide's title placeholder."""
    for shape in root.iter(f"{P}sp"):
        kind = next(shape.iter(f"{P}ph"), None)
        if kind is not None and kind.get("type") in ("title", "ctrTitle"):
            return folded("".join(text.text or "" for text in shape.iter(f"{A}t")))
    raise AssertionError("a slide without a title")


def deck_paragraphs() -> list[str]:
    """Every paragraph that stands on a slide; notes are not among them."""
    return [folded("".join(text.text or "" for text in p.iter(f"{A}t"))) for root in slides() for p in root.iter(f"{A}p")]


def word_paragraphs() -> list[str]:
    """Every paragraph of the Word file's body, tables among them."""
    root = ET.fromstring(parts(real_rendering("word.docx").data)["word/document.xml"])
    found = []
    for paragraph in root.iter(f"{W}p"):
        pieces = {f"{W}t": lambda e: e.text or "", f"{W}noBreakHyphen": lambda e: "-", f"{W}br": lambda e: " ", f"{W}tab": lambda e: " "}
        found.append(folded("".join(pieces[e.tag](e) for e in paragraph.iter() if e.tag in pieces)))
    return found


class _Page(HTMLParser):
    """The words of a page's elements that hold text, each from its beginning to the next; names of columns that stand again beside cells left out."""

    INLINE = frozenset("a b bdi em i span strong wbr".split())

    def __init__(self) -> None:
        super().__init__()
        self.said, self.silent = [""], ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "style" or ("aria-hidden", "true") in attributes:
            self.silent = tag
        if tag not in self.INLINE:
            self.said.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.silent:
            self.silent = ""
        if tag not in self.INLINE:
            self.said.append("")

    def handle_data(self, data: str) -> None:
        self.said[-1] += "" if self.silent else data


def page_paragraphs() -> list[str]:
    """Every stretch of text of the page."""
    page = _Page()
    page.feed(real_rendering("web.word.html").data.decode())
    return [folded(text) for text in page.said]


def pdf_words(program: str, folder: Path) -> str:
    """All words of the handbook's PDF, as another program reads them, without the breaks of lines, and hyphens only where the words have them."""
    (folder / "k.pdf").write_bytes(real_rendering("pdf.word.pdf").data)
    text = subprocess.run([program, "-raw", folder / "k.pdf", "-"], capture_output=True, check=True).stdout.decode()
    return folded(text.replace("-\n", "-"))


def missing(paragraphs: list[str]) -> list[str]:
    """The statements that no paragraph holds, with the lines of the text where they stand.

    A plan and its years may stand in two neighbouring cells.
    """
    said = [text for text in paragraphs if text]
    said += [f"{plan} {years}" for plan, years in zip(said, said[1:]) if re.fullmatch(r"\d{4}–\d{4}", years)]
    whole = "\n".join(said)
    return [f"{lines}: {statement}" for lines, statement in STATEMENTS if folded(statement) not in whole]


@pytest.mark.parametrize("paragraphs", [deck_paragraphs, word_paragraphs, page_paragraphs], ids=["deck", "word", "web"])
def test_every_statement_of_the_published_text_is_in_the_file(paragraphs) -> None:
    assert len(STATEMENTS) == 244
    assert missing(paragraphs()) == []


@pytest.mark.parametrize("paragraphs", [deck_paragraphs, word_paragraphs, page_paragraphs], ids=["deck", "word", "web"])
def test_a_statement_that_the_text_says_more_than_once_is_said_as_often(paragraphs) -> None:
    """The goals stand on their practice's slide and in the table; names of practices in a list as well."""
    text = "\n".join(paragraphs())
    often = {statement: sum(s == statement for _, s in STATEMENTS) for _, statement in STATEMENTS if statement.endswith(".")}
    assert not [statement for statement, times in often.items() if text.count(folded(statement)) < times]


@pytest.mark.long
def test_every_statement_of_the_published_text_is_in_the_pdf_as_another_program_reads_it(needs, tmp_path: Path) -> None:
    words = pdf_words(needs("pdftotext"), tmp_path)
    assert [statement for _, statement in STATEMENTS if folded(statement) not in words] == []


def test_the_deck_has_the_slides_of_the_text_in_their_order() -> None:
    assert [slide_title(root) for root in slides()] == TITLES


def test_the_reader_of_this_test_would_notice_a_statement_that_is_gone() -> None:
    assert missing([text for text in deck_paragraphs() if "Menoinfossa" not in text]) == [f"{line}: {said}" for line, said in STATEMENTS if "Menoinfossa" in said]
