"""Judge a brand's deck as a template: everything that is missing, too small or hard to read is told as a problem, a mapping is proposed.

What the file offers is read in `offer.py`, the mapping made in `propose.py`; nothing is changed.
"""

from typing import Container

from ...problems import Place, Problems
from ..contract import DeckLayouts
from ..package import PackageError
from .offer import LayoutOffer, Offer, offered
from .propose import EDGES, Proposal, proposed
from .template import read_template

AA = 4.5  #: WCAG 2.1, 1.4.3: of text and its ground
_LARGE_AA, _LARGE_PT = 3.0, 18.0  #: of large text
_MEANING = ("accent1", "accent2", "accent3", "accent5", "hlink")  #: slots whose colours mean something in what the writer adds
_LINE_AA = 3.0  #: WCAG 2.1, 1.4.11
_LANGUAGE = "fi"


def profile(data: bytes, name: str, wanted: DeckLayouts, problems: Problems, spare: Container[str] = ()) -> tuple[Offer, Proposal] | None:
    """The offer of a deck and a mapping of what `wanted`, our own, knows; None, with one problem at `name`, where it cannot be a template.

    Every finding is a problem at `name`, its spot the layout: an error where the handbook could not be made, a warning where it would be hard
    to read, a note on what is left out or added. Nothing is missing for kinds in `spare`.
    """
    template = read_template(data, name, problems)
    if template is None:
        return None
    try:
        offer = offered(template)
        proposal = proposed(template, offer, wanted, spare)
    except PackageError as error:
        problems.add(error.code, Place(name), **error.values)
        return None
    for lack in proposal.lacks:
        problems.add(lack.code, Place(name, str(lack.values.get("layout", ""))), **lack.values)
    _tell_file(offer, problems)
    for layout in _used(offer, proposal):
        _tell_layout(offer, layout, problems)
    return offer, proposal


def _used(offer: Offer, proposal: Proposal) -> list[LayoutOffer]:
    """The layouts that the mapping names."""
    names = {entry.layout for kind in proposal.layouts.kinds.values() for entry in kind}
    return [layout for layout in offer.layouts if layout.name in names]


def _tell_file(offer: Offer, problems: Problems) -> None:
    at = Place(offer.name)
    if offer.examples:
        problems.add("template-examples", at, count=offer.examples)
    if len(offer.masters) > 1:
        problems.add("template-masters", at, count=len(offer.masters))
    if not offer.notes_master:
        problems.add("template-notes-added", at)
    if not offer.language.casefold().startswith(_LANGUAGE):
        problems.add("template-language", at, found=offer.language or "–")
    for slot, ratio in offer.masters[0].contrasts.items():
        if slot in _MEANING and ratio < _LINE_AA:
            problems.add("template-pale-line", Place(offer.name, slot), ratio=ratio, colour=offer.masters[0].colours[slot], floor=_LINE_AA)


def _tell_layout(offer: Offer, layout: LayoutOffer, problems: Problems) -> None:
    at = Place(offer.name, layout.name)
    for place in layout.places:
        floor = _LARGE_AA if place.size_pt >= _LARGE_PT else AA
        if place.contrast and place.contrast < floor and place.type not in EDGES:
            problems.add("template-low-contrast", at, ratio=place.contrast, colour=place.colour, ground=place.ground, floor=floor)
    if not any(place.type in EDGES for place in layout.places):
        problems.add("template-no-footers", at)
