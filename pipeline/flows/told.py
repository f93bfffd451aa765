"""What a collection says of each file, for a person and for a program."""

from typing import Any

from ..model.collected import CollectedFile
from ..problems import Language, said
from .collect import Came, Outcome
from .intake import INSIDE

STATUSES = ("accepted", "flagged", "refused", "duplicate", "conflict", "empty")


def status_of(file: CollectedFile, came: Came) -> str:
    """Of a file in this run: one whose bytes came before is a duplicate."""
    return "duplicate" if came.again else file.status


def words(outcome: Outcome) -> list[tuple[CollectedFile, Came, str]]:
    """The run's files with their status in a person's words: a letter that brought files is a `letter`, neither an answer nor a blank return."""
    shown = outcome.shown()
    around = {came.name.rpartition(INSIDE)[0] for _, came in shown}
    return [(file, came, "letter" if came.name in around and file.status == "accepted" and not came.again else status_of(file, came)) for file, came in shown]


def counts(outcome: Outcome) -> dict[str, int]:
    """How many of the run's files have each status, and how many there are; letters that brought files are not counted."""
    found = [word for _, _, word in words(outcome) if word != "letter"]
    return {"files": len(found), **{status: found.count(status) for status in STATUSES}}


def as_json(outcome: Outcome, language: Language) -> list[dict[str, Any]]:
    """The shape of `files:` in `followup collect --json`."""
    return [_file(outcome, file, came, language) for file, came in outcome.shown()]


def file_as_json(file: CollectedFile, language: Language) -> dict[str, Any]:
    """A file as the list of the round has it."""
    return {
        "path": file.names[0].value,
        "sha256": file.sha256.value,
        "status": file.status,
        "respondent": file.respondent.value if file.respondent else None,
        "party": file.party.value if file.party else None,
        "edition": file.edition.value if file.edition else None,
        "id": file.id.value if file.id else None,
        "messages": [said(one.code.value, language, **{value.id.value: value.text.value for value in one.values}) for one in file.said],
    }


def _file(outcome: Outcome, file: CollectedFile, came: Came, language: Language) -> dict[str, Any]:
    judged = outcome.judged[file.sha256.value]
    version, form = judged.version, judged.form
    rows, columns = (form.rows, form.columns["followup"]) if form else ({}, {})
    answers = version.answers if version else ()
    return {
        **file_as_json(file, language),
        "path": came.name,
        "status": status_of(file, came),
        "answers": [
            {"row": a.row, "row_label": rows.get(a.row, ""), "column": a.column, "column_label": columns.get(a.column, ""), "text": a.text} for a in answers
        ],
        "items": [{"item": i.item, "responsible": i.responsible or None, "schedule": None} for i in (version.items if version else ())],
        "unplaced": [
            *({"text": text.text, "where": text.where, "near": text.near or None} for text in (version.loose if version else ())),
            *([{"text": judged.text, "where": came.name, "near": None}] if judged.text else []),
        ],
    }
