"""What stands beside the cells of a returned workbook: comments, text boxes, charts, labels of controls and pictures, found by relationship.

Parts that nothing relates to any more are read too, as hidden text, so that a torn file loses no word. A threaded comment has a twin for older
programs among the plain comments, which only repeats it; the twin is left out where the thread is there.
"""

import re
from typing import Iterator, NamedTuple

from lxml import etree

from ..markup import clean
from ..package import PackageError, Packed, printable_name
from ..parse import parse
from ..relations import relations
from ..returned import Kind, Remark, ReturnedPicture, ReturnedText
from .workbook import Parts, Sheet, address, local, number, related, string

MAX_PICTURES = 200
ART: dict[str, tuple[Kind, str]] = {  #: drawings by the name of their root: the kind of their texts, and what they are
    "wsDr": ("textbox", "tekstikehys"),
    "userShapes": ("textbox", "tekstikehys"),
    "chartSpace": ("other", "kaavio"),
    "dataModel": ("other", "kuvio"),
}
_LEADS = {  #: kinds of relationships that are followed from a sheet
    "drawing", "vmlDrawing", "legacyDrawing", "chart", "chartEx", "chartUserShapes", "diagramData", "comments", "threadedComment", "image",
}  # fmt: skip
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z]\w*)[\s>/]")
_HEAD = 4_096  #: bytes in which the root of a part begins
_TWIN = "tc="  #: begins the author of a twin; the id of its thread follows ([MS-XLSX] 2.6.205)
_SIGNS = ((b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"), (b"BM", "bmp"), (b"II*\0", "tif"), (b"MM\0*", "tif"))
_SIGNS += ((b"\xd7\xcd\xc6\x9a", "wmf"), (b"RIFF", "webp"), (b"\x01\0\0\0", "emf"), (b"<svg", "svg"), (b"<?xml", "svg"))


class Beside(NamedTuple):
    """Texts and pictures that are no cells, and what could not be read."""

    texts: list[ReturnedText]
    pictures: list[ReturnedPicture]
    remarks: list[Remark]


class Found(NamedTuple):
    """A part and where it stands: the sheet, or the part's own name where no sheet leads to it; for a picture also its cell."""

    part: str
    sheet: str
    hidden: bool
    cell: str = ""
    picture: bool = False

    @property
    def where(self) -> str:
        """In a person's words."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet


def root_name(packed: Packed) -> str:
    """The name of the root of a part, without its namespace; empty for what is no XML."""
    head = packed.inflate()[:_HEAD]
    match = _ROOT.search(head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", "ignore"))
    return match[1] if match else ""


def beside(parts: Parts, workbook: str, listed: list[Sheet]) -> Beside:
    """Everything beside the cells, sheet by sheet, then what no sheet leads to. Raises `PackageError`."""
    found = _reached(parts, listed)
    found += (Found(part, printable_name(part), True, picture="/media/" in part) for part in sorted(set(parts) - {reached.part for reached in found}))
    named = {entry.part: root_name(parts[entry.part]) for entry in found}
    ids = {entry.get("id", "") for part, name in named.items() if name == "ThreadedComments" for entry in _root(parts, part)}
    people = _people(parts, workbook)
    made = Beside([], [], [])
    for entry in found:
        name = named[entry.part]
        if name == "ThreadedComments":
            made.texts.extend(_threads(_root(parts, entry.part), entry, people))
        elif name == "comments":
            made.texts.extend(_comments(_root(parts, entry.part), entry, ids))
        elif name in ART:
            made.texts.extend(_art(_root(parts, entry.part), entry, *ART[name]))
        elif entry.part.endswith(".vml"):
            _controls(parts, entry, made)
        elif entry.picture:
            _picture(parts, entry, made)
    return made


# Where it stands


def _reached(parts: Parts, listed: list[Sheet]) -> list[Found]:
    """Parts that sheets lead to, each once, with the sheet that leads to it first."""
    found: dict[str, Found] = {}
    for sheet in listed:
        waiting = [Found(sheet.part, sheet.name, sheet.hidden)]
        while waiting:
            owner = waiting.pop()
            cells = _cells(parts, owner.part)
            for relation in relations(parts, owner.part):
                if relation.kind in _LEADS and not relation.external and relation.target in parts and relation.target not in found:
                    found[relation.target] = Found(relation.target, sheet.name, sheet.hidden, cells.get(relation.id, ""), relation.kind == "image")
                    waiting.append(found[relation.target])
    return list(found.values())


def _cells(parts: Parts, part: str) -> dict[str, str]:
    """The cell that each picture or chart of a drawing begins at, by the id of its relationship; none for what is no drawing."""
    if root_name(parts[part]) != "wsDr":
        return {}
    found: dict[str, str] = {}
    for anchor in _root(parts, part):
        for element in anchor.iter("{*}blip", "{*}chart"):
            found |= {value: _anchor(anchor) for name, value in element.items() if name.endswith(("}embed", "}id"))}
    return found


def _anchor(anchor: etree._Element) -> str:
    """The cell at which a shape begins (its file counts from 0); empty where it does not say."""
    place = next(anchor.iter("{*}from"), None)
    if place is None:
        return ""
    row, column = number(place.findtext("{*}row") or "", -1), number(place.findtext("{*}col") or "", -1)
    return address(row + 1, column + 1) if row >= 0 and column >= 0 else ""


def _root(parts: Parts, part: str) -> etree._Element:
    return parse(parts[part].inflate(), part)


# Comments


def _people(parts: Parts, workbook: str) -> dict[str, str]:
    """Who writes in threads, by id."""
    lists = [part for part in related(parts, workbook, "person").values() if part in parts]
    return {entry.get("id", ""): entry.get("displayName", "") for part in lists for entry in _root(parts, part)}


def _threads(root: etree._Element, found: Found, people: dict[str, str]) -> Iterator[ReturnedText]:
    for entry in root:
        text = "".join(clean(part.text or "") for part in entry.iterfind("{*}text"))
        yield from _comment(found, entry.get("ref", ""), people.get(entry.get("personId", ""), ""), text)


def _comments(root: etree._Element, found: Found, threads: set[str]) -> Iterator[ReturnedText]:
    """Plain comments, except twins of threads."""
    authors = [author.text or "" for author in root.iterfind("{*}authors/{*}author")]
    for entry in root.iterfind("{*}commentList/{*}comment"):
        index = number(entry.get("authorId", ""), -1)
        author = authors[index] if 0 <= index < len(authors) else ""
        if not (author.startswith(_TWIN) and author.removeprefix(_TWIN) in threads):
            text = "".join(string(part) for part in entry.iterfind("{*}text"))
            yield from _comment(found, entry.get("ref", ""), "" if author.startswith(_TWIN) else author, text)


def _comment(found: Found, reference: str, author: str, text: str) -> Iterator[ReturnedText]:
    if text.strip():
        who = f" ({clean(author.strip())[:100]})" if author.strip() else ""
        yield ReturnedText("hidden" if found.hidden else "comment", f"{found._replace(cell=clean(reference)[:20]).where}, kommentti{who}", text)


# Drawings


def _art(root: etree._Element, found: Found, kind: Kind, what: str) -> Iterator[ReturnedText]:
    """The texts of a drawing, shape by shape as far as they stand at cells of their own."""
    for shape in root:
        text = _lines(shape)
        if text.strip():
            where = found._replace(cell=_anchor(shape) if local(root) == "wsDr" else found.cell).where
            yield ReturnedText("hidden" if found.hidden else kind, f"{where}, {what}", text)


def _lines(shape: etree._Element) -> str:
    """The words of a shape, a line for each paragraph; what is only for programs that cannot show the shape is left out."""
    walk = etree.iterwalk(shape, events=("start",))
    said: list[str] = []
    for _, element in walk:
        name = local(element)
        if name == "Fallback":
            walk.skip_subtree()
        elif name in ("p", "br") and said:
            said.append("\n")
        elif name == "t":
            said.append(element.text or "")
    return "".join(said).strip("\n")


def _controls(parts: Parts, found: Found, made: Beside) -> None:
    """Labels of buttons and boxes in the older kind of drawing, which Excel does not always write as sound XML."""
    try:
        root = parse(parts[found.part].inflate().replace(b"<br>", b"<br/>"), found.part)
    except PackageError as error:
        if error.code != "xml-damaged":
            raise
        made.remarks.append(Remark("workbook-part-unread", (("name", found.part),)))
        return
    for box in root.iter("{*}textbox"):
        text = "".join(box.itertext())
        if text.strip():
            made.texts.append(ReturnedText("hidden" if found.hidden else "textbox", f"{found.where}, tekstikehys", text))


def _picture(parts: Parts, found: Found, made: Beside) -> None:
    if len(made.pictures) >= MAX_PICTURES:
        made.remarks[:] = [remark for remark in made.remarks if remark.code != "workbook-pictures-left"]
        made.remarks.append(Remark("workbook-pictures-left", (("limit", str(MAX_PICTURES)),)))
        return
    data = parts[found.part].inflate()
    ending = next((ending for sign, ending in _SIGNS if data.startswith(sign)), "bin")
    made.pictures.append(ReturnedPicture(found.where, f"kuva-{len(made.pictures) + 1}.{ending}", data))
