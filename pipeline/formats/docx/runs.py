"""Paragraphs and runs as WordprocessingML (ISO/IEC 29500-1, 17.3). Whatever a person wrote passes through `markup.escape`."""

import re
from typing import Callable, Iterable, Iterator, NamedTuple

from ...document.blocks import Paragraph, Run
from ..markup import attribute, escape, no_break
from .ledger import Ledger

_SIGNS = {"\t": "<w:tab/>", "\u00ad": "<w:softHyphen/>", "\u2011": "<w:noBreakHyphen/>"}
_COUNT = "SEQ Taulukko \\* ARABIC"  #: as Word numbers captions of tables in Finnish, so that its own lists of tables and references find them
_WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
_BOXES = "MS Gothic"  #: the font that has the signs of a box, as Word itself writes it
LIMIT = 64  #: characters of a control's tag and title: Word's own limit
_SPLIT = re.compile("(\r\n|[\r\n\t\u00ad\u2011])")


class Setting(NamedTuple):
    """What a paragraph has beside its style. `before` is in twentieths of a point; None: the style's own."""

    keep: bool = False  #: on one page with the next paragraph
    new_page: bool = False
    list: int = 0  #: the list that it belongs to; 0: its style's own
    before: int | None = None


def paragraph(style: str, content: str, setting: Setting = Setting()) -> str:
    """A `w:p`; its properties come first and hold nothing that has properties of its own (`body.py` relies on it)."""
    properties = f'<w:pStyle w:val="{style}"/>'
    properties += "<w:keepNext/>" if setting.keep else ""
    properties += "<w:pageBreakBefore/>" if setting.new_page else ""
    properties += "<w:widowControl/>"  # a brand's styles may say otherwise, and leave one line below a heading
    properties += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{setting.list}"/></w:numPr>' if setting.list else ""
    properties += f'<w:spacing w:before="{setting.before}"/>' if setting.before is not None else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def content(block: Paragraph, ledger: Ledger) -> str:
    """The runs of a paragraph inside the bookmark of its id."""
    return ledger.marked(block.id, runs(block.runs, ledger))


def checkbox(block: Paragraph, ledger: Ledger) -> str:
    """A box that a reader ticks, named by what it is for, and the tab after it. It cannot be deleted by accident."""
    state = '<w14:{}State w14:val="{}" w14:font="{}"/>'.format
    properties = (
        f'<w:alias w:val="{attribute(shortened(block.text))}"/><w:id w:val="{ledger.control()}"/><w:lock w:val="sdtLocked"/>'
        f'<w14:checkbox xmlns:w14="{_WORD_2010}"><w14:checked w14:val="0"/>{state("checked", "2612", _BOXES)}{state("unchecked", "2610", _BOXES)}</w14:checkbox>'
    )
    box = f'<w:r><w:rPr><w:rFonts w:ascii="{_BOXES}" w:hAnsi="{_BOXES}" w:eastAsia="{_BOXES}"/></w:rPr><w:t>\u2610</w:t></w:r>'
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{box}</w:sdtContent></w:sdt><w:r><w:tab/></w:r>"


def shortened(words: str) -> str:
    """As much of a name as Word shows of a control."""
    return words if len(words) <= LIMIT else words[: LIMIT - 1].rstrip() + "…"


def listed(blocks: Iterable[Paragraph], style: Callable[[Paragraph], str], ledger: Ledger) -> Iterator[tuple[Paragraph, str, int]]:
    """Each paragraph with its style and its list (see `Setting.list`): numbers begin anew after any other paragraph."""
    number, before = 0, ""
    for block in blocks:
        name = style(block)
        if block.style != "number":
            number = 0
        elif before != "number":
            number = ledger.list(name)
        before = block.style
        yield block, name, number


def runs(given: Iterable[Run], ledger: Ledger) -> str:
    """Runs with their links and looks; a link that leads nowhere is plain text."""
    return "".join(_linked(run, ledger) for run in given if run.text)


def text(words: str, style: str = "", strong: bool = False) -> str:
    """A `w:r`; line breaks, tabs and the two hyphens that only layout needs become elements."""
    look = (f'<w:rStyle w:val="{style}"/>' if style else "") + ("<w:b/><w:bCs/>" if strong else "")
    body = "".join(_piece(piece) for piece in _SPLIT.split(no_break(words)) if piece)
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{body}</w:r>"


def _piece(piece: str) -> str:
    if piece in ("\r\n", "\r", "\n"):
        return "<w:br/>"
    return _SIGNS.get(piece) or f'<w:t xml:space="preserve">{escape(piece)}</w:t>'


def _linked(run: Run, ledger: Ledger) -> str:
    number = ledger.relationship(run.href) if run.href else ""
    anchor = ledger.anchors.get(run.target, "") if run.target else ""
    if not number and not anchor:
        return _plain(run, ledger)
    leads = f'r:id="{number}"' if number else f'w:anchor="{anchor}"'
    return f'<w:hyperlink {leads} w:history="1">{text(run.text, ledger.layouts.hyperlink, run.strong)}</w:hyperlink>'


def field(code: str, result: str) -> str:
    """A field with its result: a program may reckon it anew, so what it gives must be what stands there."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return f'{mark("begin")}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{mark("separate")}{result}{mark("end")}'


def _plain(run: Run, ledger: Ledger) -> str:
    if run.look == "count":
        return field(_COUNT, text(run.text))
    layouts = ledger.layouts
    look = {"missing": layouts.missing, "muted": layouts.muted, "prompt": layouts.prompt or layouts.muted}.get(run.look, "")
    if run.strong and not look:
        return text(run.text, layouts.strong)
    return text(run.text, look, run.strong)
