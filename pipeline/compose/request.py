"""What a form says beside its tables: who answers, who asks, why and of which year, by when and where to, how to fill it, and what becomes of it."""

from ..document.blocks import Cell, Column, Panel, Paragraph, Row, Run, Table
from .handbook import finnish_date
from .select import Selection

RESPONDENT_CELL = "form.respondent"  #: the field of a form without a recipient where the respondent says who it is
_WHY = ("form.why.meeting", "form.why.minutes")
_HOW = ("form.how.empty", "form.how.none", "form.how.name", "form.how.send")  #: after what to write, which a table of all parties says otherwise
_LABELS, _LABELS_WIDE = 0.24, 0.16  #: what names take of the width of an upright page, and of a landscape one


def facts(selection: Selection, year: str, deadline: str = "", respondent: str = "") -> Table:
    """Names and values above the form's table. Without a `respondent` that is a field to fill; without a `deadline` (ISO) the day is marked missing."""
    rows = (
        _respondent(selection, respondent),
        _fact(selection, "asker", _asker(selection)),
        _fact(selection, "why", *_sentences(selection, _WHY)),
        _fact(selection, "year", _said("form.year", year)),
        _fact(selection, "deadline", _deadline(selection, deadline)),
        _fact(selection, "return", _return_address(selection)),
        _fact(selection, "how", *_sentences(selection, ("form.how.own" if respondent else "form.how.all", *_HOW))),
        _legend(selection),
    )
    share = _LABELS if respondent else _LABELS_WIDE
    columns = (Column("label", Paragraph("", ()), share, "head"), Column("value", Paragraph("", ()), 1 - share))
    return Table("form", "facts", columns, rows, head=False)


def closing(selection: Selection) -> Panel:
    """What becomes of the answers, thanks, and whom to ask."""
    said = [selection.fixed("form.public", "form.public"), selection.fixed("form.thanks", "form.thanks")]
    if address := _email(selection):
        said.append(Paragraph("form.contact", (Run(f"{selection.word('facts.contact')}: "), address), editable=False))
    return Panel("form.closing", "closing", tuple(said))


def how_to_fill(selection: Selection, block: str) -> tuple[Paragraph, tuple[Paragraph, ...]]:
    """The heading and the sentences that tell how and why a table of all parties is filled."""
    return selection.fixed(block, "form.how"), _sentences(selection, (*_WHY, "form.how.all", *_HOW))


def return_address(selection: Selection, block: str) -> Paragraph:
    """Where a filled table goes, in one line."""
    label, said = selection.word("form.return"), _return_address(selection)
    return Paragraph(block, (Run(f"{label}:", strong=True), Run(" "), *said.runs), editable=False)


def prompt(selection: Selection, block: str, word: str) -> Paragraph:
    """What stands in a field until a person writes there."""
    return Paragraph(block, (Run(selection.word(word), look="prompt"),), editable=False)


def _respondent(selection: Selection, respondent: str) -> Row:
    if respondent:
        return _fact(selection, "respondent", _said(RESPONDENT_CELL, respondent))
    field = Cell(RESPONDENT_CELL, (prompt(selection, RESPONDENT_CELL, "prompt.respondent"),), True, (), selection.word("fill.respondent"))
    return Row(RESPONDENT_CELL, (_label(selection.fixed("form.respondent.label", "form.respondent")), field))


def _asker(selection: Selection) -> Paragraph:
    """The organisation, and the role and name of whom it names, as far as the form's readers may see them."""
    words, contact = selection.plain(selection.source.handbook.publisher), selection.source.followup.contact
    if contact is not None:
        person = selection.person(contact.value)
        words += f", {selection.plain(person.role)}"
        words += f" {person.name}" if person.name and selection.may_show(person) else ""
    return selection.derived("form.asker", (Run(words),), contact or selection.source.handbook.publisher)


def _deadline(selection: Selection, deadline: str) -> Paragraph:
    return _said("form.deadline", finnish_date(deadline)) if deadline else selection.missing("form.deadline", "form.deadline.missing")


def _return_address(selection: Selection) -> Paragraph:
    address = _email(selection)
    return Paragraph("form.return", (address,), editable=False) if address else selection.missing("form.return", "form.return.missing")


def _email(selection: Selection) -> Run | None:
    """The address of whom the form names, as a link; None where there is none that its readers may see."""
    contact = selection.source.followup.contact
    person = selection.person(contact.value) if contact is not None else None
    return selection.link(contact) if person and person.email and selection.may_show(person) else None


def _legend(selection: Selection) -> Row:
    """What the letters of the assessment mean in the owner's words, else the mark that nobody has said it."""
    assessment = selection.source.followup.assessment
    label = _said("form.legend.label", "/".join(choice.value for choice in assessment.choices))
    value = selection.paragraph("form.legend", assessment.legend) if assessment.legend else selection.missing("form.legend", "form.legend.missing")
    return Row("form.legend", (_label(label), Cell("form.legend", (value,))))


def _fact(selection: Selection, name: str, *values: Paragraph) -> Row:
    block = f"form.{name}"
    return Row(block, (_label(selection.fixed(f"{block}.label", block)), Cell(block, values)))


def _sentences(selection: Selection, words: tuple[str, ...]) -> tuple[Paragraph, ...]:
    """Each a line of its own, which the row of a sheet holds."""
    return tuple(selection.fixed(word, word) for word in words)


def _label(label: Paragraph) -> Cell:
    return Cell(label.id, (label,))


def _said(block: str, words: str) -> Paragraph:
    return Paragraph(block, (Run(words),), editable=False)
