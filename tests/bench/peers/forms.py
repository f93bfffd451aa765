"""The forms of a round: what the contenders take, and the project's forms without letters and record.

    forms.py inputs SOURCE CONTENT.json OUT N    a source and a list with N recipients, and docxtemplater's template
    forms.py fill SOURCE TEMPLATES OUT LIST.json a form for each recipient of a list, by the road that `followup distribute` takes
"""

import json
import re
import sys
from pathlib import Path

_RECIPIENT = """\
  - id: saaja-{n}
    party: jarjestot
    role: saaja {n}
    publish: none
    email: saaja{n}@example.fi
    format: docx
"""


def inputs(source: Path, content: Path, out: Path, count: int) -> None:
    from docx import Document
    from docx.enum.section import WD_ORIENT

    out.mkdir(parents=True, exist_ok=True)
    text = source.read_text(encoding="utf-8")
    recipients = "".join(_RECIPIENT.format(n=n) for n in range(count))
    (out / "handbook.yaml").write_text(re.sub(r"\nrecipients:\n(?:(?:  .*)?\n)+", f"\nrecipients:\n{recipients}\n", text, count=1), encoding="utf-8")
    said = [{"id": f"saaja-{n}", "name": f"Saaja {n}", "contact": f"saaja{n}@example.fi", "year": "2026"} for n in range(count)]
    (out / "recipients.json").write_text(json.dumps(said), encoding="utf-8")
    columns = next(slide for slide in json.loads(content.read_text(encoding="utf-8"))["slides"] if slide.get("columns"))["columns"]
    template = Document()
    section = template.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, section.page_height, section.page_width
    template.add_heading("{title}", 1)
    template.add_paragraph("{name}, {contact}, {year}")
    table = template.add_table(rows=2, cols=len(columns))
    table.style = "Table Grid"
    for number, column in enumerate(columns):
        table.cell(0, number).paragraphs[0].add_run(column).bold = True
        ends = "{#rows}" if number == 0 else "", "{/rows}" if number == len(columns) - 1 else ""
        table.cell(1, number).text = f"{ends[0]}{{c{number}}}{ends[1]}"
    template.save(str(out / "template.docx"))


def fill(source: Path, templates: Path, out: Path, listed: Path) -> None:
    from pipeline.compose.select import Selection
    from pipeline.files import OutputFolder
    from pipeline.flows.forms import Forms, blank_table, filled
    from pipeline.flows.prepare import prepare
    from pipeline.problems import Problems
    from pipeline.project import Options, Project

    project, problems = Project(source, templates, out), Problems()
    prepared = prepare(project, Options(), "2026-11-24", problems)
    selection = Selection(prepared.content, blank_table(prepared), prepared.edition, prepared.words, problems)
    forms = Forms(project, prepared, "2026", selection)
    network = next(one for one in prepared.content.source.recipients if one.party.value == "jarjestot")
    with OutputFolder(out) as folder:
        for recipient in json.loads(listed.read_text(encoding="utf-8")):
            stencil = forms.stencil(forms.fresh(network, "2026-12-01", problems), "docx", problems)
            folder.write(f"{recipient['id']}.docx", filled(stencil, recipient["id"], recipient["name"]).data, flush=False)


if __name__ == "__main__":
    what, arguments = sys.argv[1], sys.argv[2:]
    if what == "inputs":
        inputs(*map(Path, arguments[:3]), int(arguments[3]))
    else:
        fill(*map(Path, arguments))
