"""What the parts of a document share while it is written: numbers that must be unique, bookmarks, relationships and lists.

One ledger serves one document. It writes no content; `runs.py`, `tables.py` and `body.py` ask it.
"""

from ...document.blocks import Document
from ..address import bookmark
from ..contract import Look, WordLayouts
from ..links import address
from ..markup import attribute
from .template import Template

_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


class Ledger:
    """Numbers are given in the order asked, so that equal documents get equal files."""

    def __init__(self, document: Document, template: Template, layouts: WordLayouts) -> None:
        self.template, self.layouts = template, layouts
        self.addresses: dict[str, str] = {}
        self.links: dict[str, str] = {}  #: relationship ids by address
        self.restarted: list[str] = []  #: lists that begin anew, as they stand in numbering.xml
        self.anchors = _anchors(document)
        self._names: set[str] = set()
        self._numbered: set[str] = set()
        self._controls = 0

    def marked(self, block: str, content: str) -> str:
        """`content` inside the bookmark of a block; without one where the block has no id or has stood before."""
        return self.named(bookmark(block), content, block) if block else content

    def named(self, name: str, content: str, block: str = "") -> str:
        """`content` inside a bookmark of that name, unless the name is taken."""
        if name in self._names:
            return content
        self._names.add(name)
        if block:
            self.addresses[block] = name
        number = len(self._names)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'

    def relationship(self, href: str) -> str:
        """The relationship id of an address outside; empty for one that must not reach a file."""
        leads = address(href)
        return self.links.setdefault(leads, f"rId{self.template.taken + len(self.links) + 1}") if leads else ""

    def control(self) -> int:
        """A number for the next content control."""
        self._controls += 1
        return self._controls

    def list(self, style: str) -> int:
        """The list for a new run of numbered paragraphs of a style: 0 where the style's own serves, since it is its first."""
        own = self.template.lists.by_style.get(style, 0)
        if style not in self._numbered or own not in self.template.lists.definitions:
            self._numbered.add(style)
            return 0
        number = max(self.template.lists.definitions) + len(self.restarted) + 1
        definition = self.template.lists.definitions[own]
        self.restarted.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
        return number

    def look(self, role: str) -> Look:
        """The styles of a role of panel; what it does not name is the default role's."""
        default = self.layouts.panels["default"]
        own = self.layouts.panels.get(role, default)
        return Look(
            label=own.label or default.label,
            text=own.text or default.text,
            bullet=own.bullet or default.bullet,
            number=own.number or default.number,
        )

    def relationships(self) -> str:
        """The links as they stand in document.xml.rels."""
        return "".join(
            f'<Relationship Id="{number}" Type="{_HYPERLINK}" Target="{attribute(href)}" TargetMode="External"/>'
            for href, number in self.links.items()
        )


def _anchors(document: Document) -> dict[str, str]:
    """The bookmark that leads to each section: its title's own; one that Word hides where the title has no id."""
    anchors = {}
    for number, section in enumerate(document.sections, 1):
        if section.title is not None:
            anchors[section.id] = bookmark(section.title.id) if section.title.id else f"_Toc{number:08}"
    return anchors
