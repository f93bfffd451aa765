"""The body of a Word document from the sections of a document: what stands where, in which style, on which page.

A section's kind matters only for `cover`, `contents`, `letter`, those that stay on one page and those that begin or end one; everything else is a
heading and its parts in order.
Neighbours: `runs.py` and `tables.py` write the pieces, `ledger.py` keeps what they share.
"""

from ...document.blocks import Document, Panel, Section, Table
from .contents import entries
from .ledger import Ledger
from .runs import Setting, checkbox, content, listed, paragraph, runs, text
from .tables import fits, table
from .template import Page

_TOGETHER = ("practice", "strategy")  #: kinds whose parts stay on one page
_RUNS_ON = ("part",)  #: kinds of numbered chapters that begin no page
_APART = ("checklist", "supplies")  #: kinds that begin a page, numbered or not
_LINE = 60  #: characters that surely make no second line
_AFTER_TABLE = 240  #: space between a table and a paragraph, in twentieths of a point


def has_cover(document: Document) -> bool:
    """Does the document begin with a front page of its own, or is it a letter, whose title has its place: not one of the tables."""
    return any(section.kind in ("cover", "letter") for section in document.sections)


def body(document: Document, ledger: Ledger) -> str:
    """The content of `w:body`, the last page set-up included. A document without a cover begins with its own title."""
    writer = _Body(document, ledger)
    if not has_cover(document):
        writer.turn(document.sections[0] if document.sections else None)
        writer.add(ledger.layouts.title, text(document.title))
        writer.marks()
    for section in document.sections:
        writer.turn(section)
        writer.section(section)
    return writer.finish()


def _turning(document: Document) -> set[str]:
    """Numbered chapters that go on on a landscape page: that breaks the page anyhow, and a break before them would leave it all but empty."""
    turning, chapter = set(), ""
    for section in document.sections:
        if _is_chapter(section):
            chapter = section.id
        elif section.wide:
            turning.add(chapter)
    return turning


def _is_chapter(section: Section) -> bool:
    return section.level == 1 and bool(section.number) and section.kind not in (*_RUNS_ON, *_APART)


def _keeps_item(place: int, count: int) -> bool:
    """Neither the first item of a list stands alone on a page nor the last; of three, where both would make one chain, only the first."""
    return place < count - 1 and (place == 0 or place == count - 2 and count > 3)


class _Body:
    """Gathers the blocks of the body.

    `new_page`: the next paragraph begins a page; `fresh`: it stands at the top of one already; `after_table`: it follows a table.
    """

    def __init__(self, document: Document, ledger: Ledger) -> None:
        self.document, self.ledger, self.layouts = document, ledger, ledger.layouts
        self.blocks: list[str] = []
        self.page = ledger.template.pages[0]
        self.turning = _turning(document)
        self.begun = self.opened = self.new_page = self.fresh = self.after_table = self.numbered = False

    def turn(self, section: Section | None) -> None:
        """Go on on a page as the section wants it: a section of the page set-up ends where direction or size change."""
        page = self.ledger.template.page(section is not None and section.wide) or self.page
        if section is not None and section.wide and (section.large or self._breaks(section, page)):
            page = self.ledger.template.page(True, large=True) or page
        if self.begun and page is not self.page:
            self._close()
            self.blocks[-1] = self.blocks[-1].replace("</w:pPr>", f"{self._set_up()}</w:pPr>", 1)
            self.opened = self.fresh = True
        self.begun, self.page = True, page

    def _breaks(self, section: Section, page: Page) -> bool:
        """Whether a table of the section would break words inside on that page."""
        return any(isinstance(part, Table) and not fits(part, page.width, self.ledger) for part in section.parts)

    def finish(self) -> str:
        """All blocks and the page set-up of the last."""
        self._close()
        return "".join(self.blocks) + self._set_up()

    def add(self, style: str, words: str, setting: Setting = Setting()) -> None:
        """A paragraph, on a new page where one is due."""
        begins = (self.new_page or setting.new_page) and not self.fresh
        if begins or self.fresh:
            setting = setting._replace(new_page=begins, before=0)
        elif self.after_table and setting.before is None:
            setting = setting._replace(before=_AFTER_TABLE)
        self.blocks.append(paragraph(style, words, setting))
        self.new_page = self.fresh = self.after_table = False

    def marks(self) -> None:
        """Handbook, edition, date and the mark of an example: they stand in the header too, but that is hard to reach for who listens to a page (rule A22)."""
        marks = self.document.marks
        words = " · ".join(marks[name] for name in ("handbook", "edition", "date") if marks.get(name))
        example = text(marks["example"], self.layouts.missing, strong=True) if marks.get("example") else ""
        gap = text(" · ") if example and words else ""
        if example or words:
            untitled = bool(self.document.sections) and self.document.sections[0].title is None  # so they stand between the title and what it heads
            self.add(self.layouts.note, example + gap + (text(words) if words else ""), Setting(before=0, keep=untitled))

    def section(self, section: Section) -> None:
        """A section's heading and parts in order; a cover and the contents have their own shape."""
        if section.kind == "cover":
            self._cover(section)
        elif section.kind == "contents":
            self._contents(section)
        else:
            self.new_page = self.new_page or bool(self.blocks) and section.kind in _APART
            self._heading(section)
            self._parts(section)
        for note in section.notes:
            self.add(self.layouts.note, content(note, self.ledger))

    def _cover(self, section: Section) -> None:
        if section.title is not None:
            self.add(self.layouts.title, content(section.title, self.ledger))
            if self.layouts.rule:
                self.add(self.layouts.rule, "")
        self._parts(section)
        self.new_page = True

    def _contents(self, section: Section) -> None:
        if section.title is not None:
            self.add(self.layouts.contents_title, self._title(section))
        for style, entry in entries(self.document, section.depth, self.ledger):
            self.add(style, entry)
        self._parts(section)
        self.new_page = section.depth > 1

    def _heading(self, section: Section) -> None:
        if section.title is None:
            return
        chapter = _is_chapter(section)
        new_page = chapter and self.numbered and section.id not in self.turning
        number = text(f"{section.number} ") if section.number else ""
        self.after_table = False  # a heading has space of its own
        style = self.ledger.look(section.kind).label if section.kind == "letter" else self._heading_style(section.level)
        self.add(style, number + self._title(section), Setting(new_page=new_page, keep=True))
        self.numbered = self.numbered or chapter

    def _title(self, section: Section) -> str:
        if section.title.id:
            return content(section.title, self.ledger)
        return self.ledger.named(self.ledger.anchors[section.id], runs(section.title.runs, self.ledger))

    def _heading_style(self, level: int) -> str:
        return self.layouts.headings[min(max(level, 1), len(self.layouts.headings)) - 1]

    def _parts(self, section: Section) -> None:
        for number, part in enumerate(section.parts, 1):
            if isinstance(part, Panel):
                self._panel(part, section, number == 1, number == len(section.parts))
            elif isinstance(part, Table):
                self._table(part, section)

    def _panel(self, panel: Panel, section: Section, first: bool, last: bool) -> None:
        look = self.ledger.look(panel.role)
        label = self._heading_style(section.level + 1) if look.label in self.layouts.headings else look.label
        styles = {"bullet": look.bullet, "number": look.number, "heading": label}
        if panel.label is not None:
            self.add(label, content(panel.label, self.ledger), Setting(keep=True))
        paragraphs = listed(panel.paragraphs, lambda block: styles.get(block.style, look.text), self.ledger)
        for place, (block, style, number) in enumerate(paragraphs):
            ending = place == len(panel.paragraphs) - 1
            if section.kind in _TOGETHER:
                together = not (last and ending)
            elif style in (look.bullet, look.number):
                together = _keeps_item(place, len(panel.paragraphs))
            else:  # a heading is followed by two lines at least
                together = place == 0 and (first or panel.label is not None) and len(block.text) < _LINE and not (last and ending)
            box = checkbox(block, self.ledger) if panel.role == "checklist" else ""
            self.add(style, box + content(block, self.ledger), Setting(keep=together, list=number))

    def _table(self, block: Table, section: Section) -> None:
        if block.caption is not None:
            self.add(self.layouts.captions.get(block.role, self.layouts.caption), content(block.caption, self.ledger), Setting(keep=True))
        elif self.after_table or self.new_page or self.fresh:
            self.add(self.layouts.table_end, "", Setting(before=0))
        if block.note is not None:  # whoever listens to the table must know its signs before it begins
            self.add(self.layouts.note, content(block.note, self.ledger), Setting(keep=True, before=0))
        name = section.title.text if section.title else self.document.title
        self.blocks.append(table(block, self.page.width, name, self.ledger))
        self.after_table = True

    def _close(self) -> None:
        """End with a paragraph: only that can carry a page set-up, and no table may stand last."""
        if self.after_table or not self.blocks:
            self.blocks.append(paragraph(self.layouts.table_end, ""))
        self.new_page = self.after_table = False

    def _set_up(self) -> str:
        return self.page.later if self.opened else self.page.opening
