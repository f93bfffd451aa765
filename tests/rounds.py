"""A handbook with networks and recipients, and real responses to it, as YAML text."""

from minimal import replaced

SOURCE = replaced(
    "    name: Järjestöt\n",
    """\
    name: Järjestöt
    networks:
      - {id: liikunta, name: liikunta ja urheilu}
      - {id: kulttuuri, name: kulttuuri}
  - id: yritykset
    name: Yritykset
recipients:
  - {id: urheilijat, party: jarjestot, role: edustaja, publish: none, network: liikunta}
  - {id: taiteilijat, party: jarjestot, role: edustaja, publish: none, network: kulttuuri}
  - {id: yritykset, party: yritykset, role: yritysten edustaja, publish: none}
""",
    replaced("    - party: jarjestot\n", "    - party: jarjestot\n    - party: yritykset\n"),
)


def response(respondent: str, party: str = "jarjestot", year: int = 2025, text: str = "", view: str = "", more: str = "") -> str:
    """A real response; without `text` and `view` it answers nothing. The committee has no party."""
    answers = f"  - row: hanke\n    column: {party}\n    text: |-\n      {text.replace(chr(10), chr(10) + '      ')}\n" if text else ""
    answers += f"  - row: hanke\n    column: arviointi\n    text: {view}\n" if view else ""
    head = f'year: {year}\nedition: "2026"\nrespondent: {respondent}\n' + (f"party: {party}\n" if party else "")
    return head + (f"answers:\n{answers}" if answers else "") + more


def conflict(column: str) -> str:
    return f"conflicts:\n  - {{id: c1, row: hanke, column: {column}, first: Yksi, second: Kaksi}}\n"
