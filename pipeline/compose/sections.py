"""Sections of the source as sections of a document: one function for each kind, the same for every output."""

from typing import Iterator

from ..document.blocks import Cell, Column, Panel, Paragraph, Part, Row, Run, Section, Table
from ..model import handbook as model
from ..model.people import Person
from ..model.reference import Statements, Text
from .select import Selection, capital


def compose_section(selection: Selection, chapter: model.Chapter, section: model.Section) -> tuple[Section, ...]:
    """The document's sections of one section of the source: one, or for the practices one each."""
    if isinstance(section, model.PracticesSection):
        return tuple(practice(selection, entry) for entry in selection.source.practices)
    block = f"sections.{section.id}"
    compose = _KINDS[type(section)]
    parts = compose(selection, block, section)
    title = _title(selection, chapter, section, block)
    notes = selection.statements(f"{block}.notes", section.notes)
    return (Section(block, section.__struct_config__.tag, title, tuple(p for p in parts if p is not None), 2, notes=notes),)


def pages(selection: Selection, chapter: model.Chapter, section: model.Section) -> tuple[tuple[Text, str], ...]:
    """Title and block id of each page that a section of the source becomes."""
    if isinstance(section, model.PracticesSection):
        return tuple((entry.name, f"practices.{entry.id}") for entry in selection.source.practices)
    if isinstance(section, model.FollowupSection):
        return ((selection.source.followup.title, "followup"),)
    if isinstance(section, model.DevelopmentSection):
        return ((selection.source.followup.development.title, "development"),)
    return ((section.title or chapter.title, f"sections.{section.id}"),)


def practice(selection: Selection, entry: model.Practice) -> Section:
    """A practice: goal, the two contributions and the realisation as labelled panels, in that order."""
    block = f"practices.{entry.id}"
    labels = selection.source.practice_labels

    def panel(role: str, paragraphs: tuple[Paragraph, ...]) -> Panel:
        label = getattr(labels, role)
        heading = selection.derived(f"{block}.{role}.label", selection.runs(label), label)
        return Panel(f"{block}.{role}", role, paragraphs, heading)

    parts = (
        panel("goal", (selection.paragraph(f"{block}.goal", entry.goal),)),
        panel("county", selection.statements(f"{block}.county", entry.county)),
        panel("associations", selection.statements(f"{block}.associations", entry.associations)),
        panel("realisation", selection.statements(f"{block}.realisation", entry.realisation)),
    )
    return Section(block, "practice", selection.paragraph(f"{block}.name", entry.name), parts, 2)


def statements_panel(selection: Selection, block: str, role: str, text: Statements, points: Statements = Statements()) -> Panel | None:
    """Paragraphs and then bullets as one panel; None where there are none."""
    paragraphs = _paragraphs(selection, block, text, points)
    return Panel(f"{block}.{role}", role, paragraphs) if paragraphs else None


def links_panel(selection: Selection, block: str, links: Statements) -> Panel | None:
    """The rows of links under the word for one link or for several."""
    if not links:
        return None
    word = "links.one" if len(links) == 1 else "links.many"
    label = selection.fixed(f"{block}.links.label", word)
    return Panel(f"{block}.links", "links", selection.statements(f"{block}.links", links), label)


def _paragraphs(selection: Selection, block: str, text: Statements, points: Statements) -> tuple[Paragraph, ...]:
    return selection.statements(f"{block}.text", text) + selection.statements(f"{block}.points", points, "bullet")


def _title(selection: Selection, chapter: model.Chapter, section: model.Section, block: str) -> Paragraph:
    """The section's title, or its chapter's; that one is edited here only where it stands nowhere else."""
    if section.title is not None:
        return selection.paragraph(f"{block}.title", section.title)
    if chapter.numbered == "no" and len(chapter.sections) == 1:
        return selection.paragraph(f"chapters.{chapter.id}.title", chapter.title)
    return selection.derived(f"{block}.title", (Run(chapter.title.value),), chapter.title)


def _text(selection: Selection, block: str, section: model.TextSection) -> tuple[Part | None, ...]:
    role = "body" if section.text else "points"
    return (
        statements_panel(selection, block, role, section.text, section.points),
        links_panel(selection, block, section.links),
    )


def _law(selection: Selection, block: str, section: model.LawSection) -> tuple[Part | None, ...]:
    run = selection.link(section.act)
    act = Run(f"{run.text}, {section.paragraph}", href=run.href)
    return (
        statements_panel(selection, block, "body", Statements(), section.points),
        Panel(f"{block}.paragraph", "paragraph", (selection.paragraph(f"{block}.paragraph", section.paragraph),)),
        Panel(f"{block}.act", "act", (selection.derived(f"{block}.act", (act,), section.act),)),
    )


def _strategy(selection: Selection, block: str, section: model.StrategySection) -> tuple[Part | None, ...]:
    parts: list[Part] = []
    for role in ("mission", "aim", "goals", "values"):
        group: model.Labelled | model.Group = getattr(section, role)
        name = f"{block}.{role}"
        parts.append(Panel(f"{name}.label", f"{role}-label", (selection.paragraph(f"{name}.label", group.label),)))
        if isinstance(group, model.Labelled):
            parts.append(Panel(name, role, (selection.paragraph(name, group.text),)))
        else:
            parts += (Panel(p.id, role, (p,)) for p in selection.statements(name, group.items))
    return tuple(parts)


def _plans(selection: Selection, block: str, section: model.PlansSection) -> tuple[Part | None, ...]:
    columns = (
        Column("name", selection.fixed(f"{block}.columns.name", "plans.name"), 0.81, "head"),
        Column("period", selection.fixed(f"{block}.columns.period", "plans.period"), 0.19),
    )
    rows = tuple(_plan(selection, f"{block}.{plan.id}", plan) for plan in section.plans)
    return (
        statements_panel(selection, block, "body", section.text),
        Table(f"{block}.plans", "plans", columns, rows, selection.fixed(f"{block}.plans.caption", "plans.caption")),
    )


def _plan(selection: Selection, block: str, plan: model.Plan) -> Row:
    name = selection.derived(f"{block}.name", (selection.link(plan.link),), plan.link)
    period = selection.paragraph(f"{block}.period", plan.period)
    return Row(block, (Cell(name.id, (name,)), Cell(period.id, (period,))))


def _priorities(selection: Selection, block: str, section: model.PrioritiesSection) -> tuple[Part | None, ...]:
    items = tuple(Panel(p.id, "priority", (p,)) for p in selection.statements(f"{block}.items", section.items))
    return (
        *items,
        statements_panel(selection, block, "body", section.text),
        links_panel(selection, block, section.links),
    )


def _boxes(selection: Selection, block: str, section: model.BoxesSection) -> tuple[Part | None, ...]:
    boxes = tuple(_box(selection, f"{block}.{box.id}", box) for box in section.boxes)
    return (
        statements_panel(selection, block, "body", section.text),
        *boxes,
        links_panel(selection, block, section.links),
    )


def _box(selection: Selection, block: str, box: model.Box) -> Panel:
    paragraphs = _paragraphs(selection, block, box.text, box.points)
    return Panel(block, "box", paragraphs, selection.paragraph(f"{block}.title", box.title))


def _closing(selection: Selection, block: str, section: model.ClosingSection) -> tuple[Part | None, ...]:
    parts: list[Part] = []
    for ref in section.contacts:
        parts += _contact(selection, selection.person(ref.value))
    for name, text in (("publisher", selection.source.handbook.publisher), ("handbook", selection.source.handbook.title)):
        parts.append(Panel(f"{block}.{name}", name, (selection.derived(f"{block}.{name}", selection.runs(text), text),)))
    return tuple(parts)


def _contact(selection: Selection, person: Person) -> Iterator[Panel]:
    """Role, name and address of a person, as far as this output's readers may see them; they are never parted."""
    shown = {"role": Run(capital(selection.plain(person.role)))}
    if selection.may_show(person):
        shown |= {"name": Run(person.name.value)} if person.name else {}
        shown |= {"email": selection.link(person.id)} if person.email else {}
    for name, run in shown.items():
        block = f"people.{person.id}.{name}"
        yield Panel(block, name, (selection.derived(block, (run,), person.role),), group=f"people.{person.id}")


_KINDS = {
    model.TextSection: _text,
    model.LawSection: _law,
    model.StrategySection: _strategy,
    model.PlansSection: _plans,
    model.PrioritiesSection: _priorities,
    model.BoxesSection: _boxes,
    model.ClosingSection: _closing,
}
