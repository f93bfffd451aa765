"""References and ids: everything that is referred to is there, and nothing has its name twice.

Ids that stand twice within one list are refused by the loader, which knows their lines; here are the names that several lists share.
"""

import re

from ..problems import Problems, nearest
from .content import Content
from .reference import Id, Reference, Text

Leaves = list[tuple[str, Text]]  #: as `content.walk_texts` gives them
_INLINE = re.compile(r"(?<!\\)\[[^\[\]]*\]\(([^()\s]*)\)")


def check_references(content: Content, leaves: Leaves, problems: Problems) -> None:
    """Report `unknown-reference` for each reference, in a field of its own or inside a text, whose id is in none of the lists it may name."""
    known = known_ids(content)
    inline = known["people"] | known["links"]
    for _, leaf in leaves:
        if isinstance(leaf, Reference):
            _check(leaf, leaf.value, leaf.names, known[leaf.names], problems)
        elif type(leaf) is Text and "](" in leaf.value:
            for reference in _INLINE.findall(leaf.value):
                _check(leaf, reference, "links, people", inline, problems)


def check_shared_ids(content: Content, problems: Problems) -> None:
    """Report `id-taken` where a name is used twice in what shares one set of names: the sections of all chapters; people, links and members."""
    source = content.source
    _once([section.id for _, section in content.sections()], problems)
    _once([entry.id for entry in (*source.people, *source.links, *source.members)], problems)


def known_ids(content: Content) -> dict[str, set[str]]:
    """The ids of every list that a `Reference` names."""
    source = content.source
    lists = {
        "people": source.people,
        "parties": source.parties,
        "members": source.members,
        "dates": source.dates,
        "links": source.links,
        "practices": source.practices,
        "outputs": source.outputs,
        "packet.parts": source.packet.parts,
        "packet.supply": source.packet.supply,
    }
    ids = {name: {entry.id.value for entry in entries} for name, entries in lists.items()}
    return ids | {"sections": {section.id.value for _, section in content.sections()}}


def _check(at: Text, name: str, lists: str, known: set[str], problems: Problems) -> None:
    if name not in known:
        problems.add("unknown-reference", at.span, id=name, list=lists, nearest=nearest(name, sorted(known)))


def _once(ids: list[Id], problems: Problems) -> None:
    first: dict[str, Id] = {}
    for name in ids:
        known = first.setdefault(name.value, name)
        if known is not name:
            problems.add("id-taken", name.span, id=name, first=known.span.line if known.span else "")
