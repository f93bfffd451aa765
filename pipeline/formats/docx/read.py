"""Read a Word file that anybody may have changed: its key and every text of its body and its margins, in order.

Shares no code with the writer: what it finds is what stands in the file. It sees the final view (tracked insertions count, deletions and
moved-away text do not), looks through content controls, links and smart tags, and takes the results of fields and not their codes.
Headers and footers come after the body; footnotes and comments are not read. Both namespaces of ISO/IEC 29500 are known, transitional and strict.
"""

import re
from typing import Iterator, NamedTuple

from lxml import etree

from ...problems import Place, Problems
from ..address import PREFIX
from ..carried import carried
from ..contract import Found, Reading
from ..package import Packed, PackageError, unpack
from ..parse import parse
from ..properties import KEY
from ..relations import relations
from .fields import Fields
from .wordml import PROPERTIES, SIGNS, SPACES, at, control_name, joins, local, main, symbol

_GONE = ("del", "moveFrom", "Fallback", *PROPERTIES)  #: what is below them is no text of the final view
MARGINS = "margins"  #: the address of what headers and footers say
_PAGES = re.compile(r"\s*\d*\s*(\(\d*\))?\s*")
_NUMBER = re.compile(r"\s*\d+(\.\d+)*\.?\s*")


def read(data: bytes, path: str, problems: Problems) -> Reading | None:
    """What stands in a file; None, with one problem at the path, if it cannot or must not be read.

    Each text of a paragraph comes once. Its address is the first bookmark of ours that begins in the paragraph or, where a person's typing
    has removed it, the tag of the content control round it or in it; empty for a paragraph without either. A heading's number before the
    bookmark is a text of its own.
    """
    try:
        parts = unpack(data)
        document = main(parts)
        targets = {relation.id: relation.target for relation in relations(parts, document) if relation.external}
        body = _Body(_body(parts, document), targets).found()
        return Reading(carried(parts).get(KEY, ""), (*body, *_margins(parts, document)))
    except PackageError as error:
        problems.add(error.code, Place(path), **error.values)
        return None


def _margins(parts: dict[str, Packed], document: str) -> Iterator[Found]:
    """What headers and footers say between their tabs; the numbers of pages are no text."""
    for relation in relations(parts, document):
        name = relation.target
        if relation.kind in ("header", "footer") and name in parts:
            for found in _Body(parse(parts[name].inflate(), name), {}).found():
                yield from (Found(MARGINS, said.strip()) for said in re.split("[\t\n]", found.text) if not _PAGES.fullmatch(said))


def _body(parts: dict[str, Packed], name: str) -> etree._Element:
    root = parse(parts[name].inflate(), name) if name in parts else None
    if root is None or root.tag not in {f"{{{space}}}document" for space in SPACES}:
        raise PackageError("not-a-word-file")
    body = root.find("{*}body")
    return root if body is None else body


class _Words(NamedTuple):
    """Text of a paragraph from where a bookmark of ours begins; `address` is empty before the first."""

    address: str
    pieces: list[str]
    links: dict[str, None]  #: addresses outside, in order


class _Body:
    """Walks a body once, in order.

    `waiting`: bookmarks of ours that began between paragraphs, by their number; `words`: the paragraph at hand; `joined`: its mark is deleted,
    so that the next one goes on with it; `targets`: addresses outside by relationship; `inner`: texts of paragraphs inside it (text boxes); `fields`: those of it.
    """

    def __init__(self, root: etree._Element, targets: dict[str, str]) -> None:
        self.root = root
        self.targets = targets
        self.waiting: dict[str, str] = {}
        self.words: list[_Words] = []
        self.joined = False
        self.inner: list[Found] = []
        self.fields = Fields()

    def found(self) -> Iterator[Found]:
        yield from self._blocks(self.root, "")
        if self.joined:
            yield from self._texts("")

    def _blocks(self, parent: etree._Element, tag: str) -> Iterator[Found]:
        """The texts of what stands in a body, a cell or a control; `tag` is that of the control and serves its first text only."""
        for child in parent:
            name = local(child.tag)
            if name == "p":
                texts = self._paragraph(child, tag)
                tag = "" if texts else tag
                yield from texts
            elif name == "sdt":
                yield from self._blocks(child, control_name(child))
            elif name == "bookmarkStart" and child.get(at(child, "name"), "").startswith(PREFIX):
                self.waiting[child.get(at(child, "id"), "")] = child.get(at(child, "name"))
            elif name == "bookmarkEnd":
                self.waiting.pop(child.get(at(child, "id"), ""), None)
            elif name not in _GONE and not _is_deleted(child):
                yield from self._blocks(child, tag)

    def _paragraph(self, element: etree._Element, tag: str) -> list[Found]:
        if not self.joined:
            self.words, self.inner = [_Words("", [], {})], []
        if self.waiting:
            self.words.append(_Words(self.waiting.popitem()[1], [], {}))
            self.waiting.clear()
        self.fields = Fields(element)
        self._inline(element)
        self.joined = joins(element)
        return [] if self.joined else self._texts(tag or next(map(control_name, element.iterfind("{*}sdt")), ""))

    def _texts(self, tag: str) -> list[Found]:
        """The paragraph's texts. What stands before its bookmark belongs to it, unless it is a heading's number."""
        loose, *marked = [_Words(words.address, ["".join(words.pieces)], words.links) for words in self.words]
        if marked and not _NUMBER.fullmatch(loose.pieces[0]):
            marked[0].pieces.insert(0, loose.pieces.pop())
            marked[0] = marked[0]._replace(links=loose.links | marked[0].links)
        elif marked:
            loose.pieces[0] = loose.pieces[0].strip()
        else:
            loose = loose._replace(address=tag)
        texts = [Found(words.address, "".join(words.pieces), tuple(words.links)) for words in (loose, *marked)]
        self.joined = False
        return [found for found in texts + self.inner if found.text.strip()]

    def _inline(self, parent: etree._Element) -> None:
        for child in parent:
            name = local(child.tag)
            if name == "t":
                self._say(child.text or "")
            elif name in SIGNS:
                self._say(SIGNS[name])
            elif name == "br":
                self._say("" if child.get(at(child, "type")) in ("page", "column") else "\n")
            elif name == "sym":
                self._say(symbol(child.get(at(child, "char"), "")))
            elif name == "fldChar":
                self.fields.mark(child)
            elif name == "bookmarkStart" and child.get(at(child, "name"), "").startswith(PREFIX):
                self.words.append(_Words(child.get(at(child, "name")), [], {}))
            elif name == "txbxContent":
                self.inner += _Body(child, self.targets).found()
            elif name == "hyperlink":
                self._inline(child)
                self.words[-1].links.update((target, None) for id in child.attrib.values() if (target := self.targets.get(id)))
            elif name not in _GONE and not _is_checkbox(child):
                self._inline(child)

    def _say(self, text: str) -> None:
        if not self.fields.in_code():
            self.words[-1].pieces.append(text)


def _is_deleted(element: etree._Element) -> bool:
    """Is this a row or a cell that a person deleted while changes were tracked."""
    return any(True for mark in ("trPr/{*}del", "tcPr/{*}cellDel") for _ in element.iterfind(f"{{*}}{mark}"))


def _is_checkbox(child: etree._Element) -> bool:
    """Is this a control that a reader ticks: ticked or not, its sign is no text."""
    return local(child.tag) == "sdt" and child.find("{*}sdtPr/{*}checkbox") is not None
