"""Decks that go to the edge, as LibreOffice prints them: the handbook stressed until it overflows, and the handbook in every brand's template.

No text may leave its box, lie on another or be missing. What a brand's own layouts draw beside their frames is the brand's.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from formats.pptx.brands import DECKS
from formats.pptx.test_stressed import FITTING, TOO_LONG, in_brand, written
from pipeline.document.blocks import Document
from readers.drawn import Stray
from readers.ink import strays
from readers.paper import printed

pytestmark = pytest.mark.long
STRESSED = list(FITTING)
BRANDS = [name for name in DECKS if name not in TOO_LONG]


def made(name: str) -> bytes:
    """A deck by the name of its stress or of its brand; each is made without an error (tests/formats/pptx/test_stressed.py)."""
    document: Document | None = FITTING.get(name)
    rendering = written(document)[0] if document else in_brand(name)[0]
    assert rendering is not None
    return rendering.data


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], list[Stray]]:
    """`found(soffice, name)`: the strays of a deck; all are printed in one start of LibreOffice."""

    @cache
    def pdfs(soffice: str) -> dict[str, tuple[Path, Path]]:
        folder = tmp_path_factory.mktemp("decks")
        files = []
        for number, name in enumerate((*STRESSED, *BRANDS)):
            files.append(folder / f"deck{number}.pptx")
            files[-1].write_bytes(made(name))
        return dict(zip((*STRESSED, *BRANDS), zip(files, printed(soffice, files, folder))))

    return lambda soffice, name: strays(*pdfs(soffice)[name])


@pytest.mark.parametrize("name", STRESSED)
def test_a_stressed_deck_has_every_text_in_its_box(found, needs, name: str) -> None:
    soffice, _, _ = needs("soffice"), needs("pdftotext"), needs("pdftoppm")
    assert [str(stray) for stray in found(soffice, name)] == []


@pytest.mark.parametrize("name", BRANDS)
def test_a_deck_in_a_brands_template_has_every_text_in_its_box(found, needs, name: str) -> None:
    soffice, _, _ = needs("soffice"), needs("pdftotext"), needs("pdftoppm")
    assert [str(stray) for stray in found(soffice, name)] == []
