"""A small form of two goals, and files that came back, made of rows of texts."""

from msgspec.structs import replace

from pipeline.answers.form import Form
from pipeline.formats.address import bookmark
from pipeline.formats.returned import Kind, Returned, ReturnedCell, ReturnedTable, ReturnedText

GOALS = {"hyte": "1. Hyvinvointi: Tieto on osana suunnittelua.", "verkostot": "2. Verkostot: Rakenne tiedostetaan ja sitä hyödynnetään."}
HEADS = ["Yhteinen tavoite", "Panoksemme vuonna 2026", "Arviointi K/E"]
PROMPT, CHOOSE = "Kirjoita tähän, mitä teitte", "Valitse"
ITEM_HEADS = ["Kehittämiskohdat", "Vastuutaho ja aikataulutus"]
NAME = "Järjestöt – liikunta ja urheilu"
_CELLS = {"goal": GOALS, "jarjestot": dict.fromkeys(GOALS, PROMPT), "arviointi": dict.fromkeys(GOALS, CHOOSE)}

FORM = Form(
    key="2026-0123abcd",
    kind="form",
    year="2026",
    edition="2026",
    party="jarjestot",
    blocks={
        "form.respondent.label": "Vastaaja",
        "followup.goal": HEADS[0],
        "followup.columns.jarjestot": HEADS[1],
        "followup.columns.arviointi": HEADS[2],
        **{f"followup.{row}/{column}": text for column, texts in _CELLS.items() for row, text in texts.items()},
        "development.item": ITEM_HEADS[0],
        "development.responsible": ITEM_HEADS[1],
        **{f"development.{n}/{column}": "Täydennetään" for n in (1, 2) for column in ("item", "responsible")},
    },
    fixed=(NAME, "Seuranta 2026: " + NAME, "Kiitos vastauksesta."),
    choices=("K", "E"),
)

Rows = list[list[str]]


def filled(hyte: str = "", k_hyte: str = "", verkostot: str = "", k_verkostot: str = "") -> Rows:
    """The rows of the form with these answers; what is left out holds its prompt."""
    return [
        ["Vastaaja", NAME],
        HEADS,
        [GOALS["hyte"], hyte or PROMPT, k_hyte or CHOOSE],
        [GOALS["verkostot"], verkostot or PROMPT, k_verkostot or CHOOSE],
    ]


def items(*rows: tuple[str, str]) -> Rows:
    """The rows of the development items."""
    return [ITEM_HEADS, *map(list, rows)]


def table(rows: Rows, names: dict[tuple[int, int], str] | None = None, where: str = "Seuranta") -> ReturnedTable:
    """A table; `names` gives the block that the cell of a row and column carries the name of."""
    named = names or {}
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            carried = (bookmark(named[r, c]),) if (r, c) in named else ()
            if text or carried:
                cells.append(ReturnedCell(r, c, f"{where}!{chr(65 + c)}{r + 1}", text, carried))
    return ReturnedTable(where, tuple(cells))


def returned(*tables: ReturnedTable | Rows, texts: tuple[tuple[Kind, str], ...] = (), **properties: str) -> Returned:
    """A file of tables and other texts, all of whose characters are counted."""
    made = tuple(one if isinstance(one, ReturnedTable) else table(one) for one in tables)
    said = tuple(ReturnedText(kind, f"{kind} {n}", text) for n, (kind, text) in enumerate(texts, 1))
    file = Returned("xlsx", properties, "", made, said)
    return replace(file, counted=file.characters())
