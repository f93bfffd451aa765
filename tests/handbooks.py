"""Handbooks for tests: small ones from YAML text, and the real one; loaded, composed and written in memory, each only once a run."""

import tempfile
from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from pipeline.compose.recipient import Ask, recipient_form
from pipeline.compose.registry import compose
from pipeline.document.blocks import Document
from pipeline.flows.build import render
from pipeline.flows.prepare import Made, Options, Prepared, documents, prepare
from pipeline.formats.contract import DeckLayouts, Layouts, Rendering
from pipeline.formats.package import unpack
from pipeline.formats.pptx.rooms import Rooms
from pipeline.formats.pptx.template import Template
from pipeline.formats.registry import template_name, writer
from pipeline.model.content import Content, Source
from pipeline.model.form import Response
from pipeline.model.output import Output
from pipeline.model.reference import Text
from pipeline.problems import Problems
from pipeline.project import Project, input_digests
from pipeline.source.load import load, load_words

ROOT = Path(__file__).parents[1]
REAL = Project(ROOT / "source" / "handbook.yaml", ROOT / "templates", ROOT / "build")
TODAY = "2026-11-24"


def loaded(text: str, kind: type):
    """The value of type `kind` that the YAML `text` holds, which must have no error."""
    problems = Problems()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "handbook.yaml")
        path.write_text(text, encoding="utf-8")
        value = load(path, kind, problems)
    assert value is not None, [p.lines("en") for p in problems]
    return value


def content(source: str, *responses: str) -> Content:
    """The content of a source and of the responses to it, as YAML texts."""
    answers: dict[str, tuple[Response, ...]] = {}
    for response in (loaded(text, Response) for text in responses):
        answers[response.year.value] = (*answers.get(response.year.value, ()), response)
    return Content(loaded(source, Source), answers)


@lru_cache
def words() -> dict[str, Text]:
    """The fixed words of `templates/words.yaml`."""
    found = load_words(REAL.words, Problems())
    assert found is not None
    return found


@lru_cache
def layouts() -> Layouts:
    """`templates/layouts.yaml`."""
    found = load(REAL.layouts, Layouts, Problems())
    assert found is not None
    return found


@lru_cache
def deck_template() -> Template:
    """The template of the deck, opened."""
    name = layouts().deck.template
    return Template(name, unpack((REAL.templates / name).read_bytes()))


def rooms(deck: DeckLayouts | None = None) -> Rooms:
    """Where texts of the deck are measured, in its own template; what that lacks is not told."""
    return Rooms(deck_template(), deck or layouts().deck, Problems())


def composed(held: Content, kind: str = "deck", audience: str = "public", year: str = "2025", shape: str = "") -> Document:
    """The document of a kind of output, which must compose without a problem but that a hidden contact is told."""
    formats = {"deck": ("pptx",), "word": ("docx",)}.get(kind, ("docx", "xlsx"))
    output = Output(Text(kind), kind, formats, audience, Text("Käsikirja"), file=Text("kasikirja"))
    problems = Problems()
    document = compose(held, output, held.source.editions[-1], year, words(), problems, shape)
    assert {p.code for p in problems} <= {"contact-hidden"}, [p.lines("en") for p in problems]
    return document


@lru_cache
def real() -> Prepared:
    """The real source, its words and its layouts."""
    return prepare(REAL, Options(), TODAY, Problems())


@lru_cache
def real_files() -> dict[str, Made]:
    """Every file of the real handbook by `name.format`, or `name.part.format` of an output with several documents; not yet written."""
    made = documents(real(), Options(), input_digests(REAL), Problems())
    return {".".join(filter(None, file.target.file)): file for file in made}


@lru_cache
def real_rendering(name: str) -> Rendering:
    """A file of the real handbook, `deck.pptx` for example, in memory."""
    problems = Problems()
    rendering = render(REAL, real_files()[name], real().layouts, problems)
    assert rendering is not None, [p.lines("en") for p in problems]
    return rendering


@lru_cache
def real_form(party: str, last: bool, deadline: str = "2027-01-31") -> Document:
    """The form of a party's recipients of 2026, which must compose without a problem. `last`: as if the invented answers of 2025 had been real ones."""
    prepared, problems = real(), Problems()
    responses = tuple(replace(response, example=not last) for response in prepared.content.responses["2025"])
    output = next(output for output in prepared.content.source.outputs if output.kind == "table-blank")
    held = Content(prepared.content.source, {"2025": responses})
    form = recipient_form(held, Ask("2026", party, deadline), output, prepared.edition, prepared.words, problems)
    assert not list(problems), [p.lines("en") for p in problems]
    return form


@lru_cache
def form_rendering(format_name: str, party: str, last: bool) -> Rendering:
    """The same as a file."""
    problems, prepared = Problems(), real()
    template = template_name(format_name, "table-blank", prepared.layouts)
    data = (REAL.templates / template).read_bytes() if template else b""
    rendering = writer(format_name)(real_form(party, last), data, prepared.layouts, problems)
    assert rendering is not None and not list(problems), [p.lines("en") for p in problems]
    return rendering
