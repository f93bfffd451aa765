"""Letters and lists from the templates of a folder: what they say, and what is told of a template that does not work."""

import re
from pathlib import Path

import pytest

from pipeline.formats.texts import Texts
from pipeline.problems import PipelineError, Problem, Problems, Span


def texts(folder: Path, problems: Problems | None = None, **templates: str) -> Texts:
    (folder / "text").mkdir()
    for name, content in templates.items():
        (folder / "text" / f"{name.replace('_', '.')}.j2").write_text(content, encoding="utf-8")
    return Texts(folder / "text", Problems() if problems is None else problems)


def fault(folder: Path, template: str, **others: str) -> Problem:
    """The one problem of a template that does not work."""
    problems = Problems()
    with pytest.raises(PipelineError):
        texts(folder, problems, form_txt=template, **others).letter("form.txt.j2", {"name": "Yritykset"})
    (problem,) = problems
    return problem


def test_the_first_line_of_a_letter_is_its_subject(tmp_path: Path) -> None:
    made = texts(tmp_path, form_txt="{# ohje\n#}\nAihe: {{ name }}\n\nHei {{ name }},\n\nteksti\n")
    assert made.letter("form.txt.j2", {"name": "A & B"}) == ("Aihe: A & B", "Hei A & B,\n\nteksti\n")


def test_what_a_page_is_given_is_escaped(tmp_path: Path) -> None:
    made = texts(tmp_path, list_html="<p>{{ name }}</p>")
    assert "".join(made.pieces("list.html.j2", {"name": '<script>"&'})) == "<p>&lt;script&gt;&#34;&amp;</p>"


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("Aihe\n\n{{ nimi }}\n", 3),
        ("Aihe\n{% if %}\n", 2),
        ("Aihe\n{{ name\n", 2),
        ("Aihe\n\n\n{{ 1 / 0 }}\n", 4),
        ("{{ name.__class__.__mro__ }}\n", 1),
        ("Aihe\n{% for n in range(10 ** 9) %}x{% endfor %}\n", 2),
        ("Aihe\n{{ name.upper(1, 2, 3) }}\n", 2),
        ("Aihe\n{% include 'form.txt.j2' %}\n", 2),
    ],
    ids=["unknown", "grammar", "open", "division", "attribute", "endless", "call", "itself"],
)
def test_a_template_that_does_not_work_is_told_with_its_line(tmp_path: Path, template: str, line: int) -> None:
    problem = fault(tmp_path, template)
    assert problem.code == "text-broken" and isinstance(problem.at, Span)
    assert (problem.at.path, problem.at.line) == ((tmp_path / "text" / "form.txt.j2").as_posix(), line)


def test_a_fault_in_a_template_that_another_one_takes_in_is_told_where_it_is(tmp_path: Path) -> None:
    problem = fault(tmp_path, "Aihe\n{% include 'osa.txt.j2' %}\n", osa_txt="\n\n{{ nimi }}")
    assert isinstance(problem.at, Span) and (Path(problem.at.path).name, problem.at.line) == ("osa.txt.j2", 3)


@pytest.mark.parametrize("name", ["muu.txt.j2", "../layouts.yaml", "/etc/hostname"])
def test_nothing_outside_the_folder_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "layouts.yaml").write_text("salaisuus", encoding="utf-8")
    assert fault(tmp_path, f"Aihe\n{{% include '{name}' %}}\n").code == "text-missing"


def test_a_template_that_is_not_there_is_told(tmp_path: Path) -> None:
    problems = Problems()
    with pytest.raises(PipelineError):
        texts(tmp_path, problems).letter("form.txt.j2", {})
    assert [problem.code for problem in problems] == ["text-missing"]


def test_a_template_in_another_encoding_is_told(tmp_path: Path) -> None:
    problems = Problems()
    made = texts(tmp_path, problems)
    (tmp_path / "text" / "form.txt.j2").write_bytes("Käsikirja".encode("latin-1"))
    with pytest.raises(PipelineError):
        made.letter("form.txt.j2", {})
    assert [problem.code for problem in problems] == ["text-broken"]


# The templates of the project itself

LETTER = {
    "language": "fi", "name": "Yritykset", "title": "Seurantataulukko", "year": "2026", "deadline": "1.12.2026", "file": "lomake.xlsx", "program": "Excel",
    "choices": "K/E", "legend": True, "publisher": "Hyvinvointialue", "handbook": "Käsikirja", "role": "koordinaattori", "contact": "Kaisa", "email": "kaisa@example.fi",
}  # fmt: skip
_LESS = {"deadline": "", "legend": False, "role": "", "contact": "", "email": ""}


@pytest.mark.parametrize("name", ["form.txt.j2", "reminder.txt.j2"])
@pytest.mark.parametrize("less", [{}, _LESS, {"contact": "", "email": ""}, {"language": "sv"}], ids=["all", "nothing", "role", "swedish"])
def test_a_letter_of_ours_is_plain_text_without_gaps(root: Path, name: str, less: dict[str, str]) -> None:
    values = {**LETTER, **less}
    subject, text = Texts(root / "templates" / "text", Problems()).letter(name, values)
    assert "Yritykset" in subject and "2026" in subject
    assert "\n\n\n" not in text and not re.search(r"\.[A-ZÄÖ]", text) and "  " not in text and not [line for line in text.splitlines() if line != line.strip()]
    assert all(values[key] in text for key in ("deadline", "publisher", "contact", "email", "role"))


def test_every_letter_of_ours_is_held_above(root: Path) -> None:
    assert {path.name for path in (root / "templates" / "text").iterdir()} == {"form.txt.j2", "reminder.txt.j2", "list.html.j2"}
