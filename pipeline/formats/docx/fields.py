"""Fields of a returned Word file (ISO/IEC 29500-1, 17.16): which text is their code, and what their codes would do."""

from typing import Iterator

from lxml import etree

from .wordml import local, said


class Fields:
    """The fields of a paragraph as it is walked: `mark` each `w:fldChar`, ask `in_code`.

    Only where all fields of the paragraph end in it is text in a code taken for one; otherwise a mark that was lost would hide an answer.
    """

    def __init__(self, paragraph: etree._Element | None = None) -> None:
        self.paragraph = paragraph
        self.codes: list[bool] = []  #: of the fields that are open, from outside: is this the code
        self.whole: bool | None = None

    def mark(self, element: etree._Element) -> None:
        """A field begins, goes on from its code to its result, or ends."""
        kind = said(element, "fldCharType")
        if not self._are_whole():
            return
        if kind == "begin":
            self.codes.append(True)
        elif self.codes and kind == "separate":
            self.codes[-1] = False
        elif self.codes and kind == "end":
            self.codes.pop()

    def in_code(self) -> bool:
        """Is what stands here no result."""
        return True in self.codes

    def _are_whole(self) -> bool:
        if self.whole is None and self.paragraph is not None:
            kinds = [said(mark, "fldCharType") for mark in self.paragraph.iter("{*}fldChar")]
            self.whole = kinds.count("begin") == kinds.count("end")
        return bool(self.whole)


def instructions(root: etree._Element) -> Iterator[str]:
    """The codes of a part's fields; one may be split into many runs."""
    yield from (said(field, "instr") for field in root.iter("{*}fldSimple"))
    pieces: list[str] = []
    for element in root.iter("{*}instrText", "{*}fldChar"):
        pieces.append(element.text or "" if local(element.tag) == "instrText" else "\n")
    yield "".join(pieces)
