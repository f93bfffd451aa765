"""Parts that a known program writes wrong, mended as text before they are parsed; no character of theirs is touched.

LibreOffice 7.4 closes a tracked deletion (or insertion) inside the content control that it opened in it, when changes are tracked while a whole
control is typed over: `<w:del><w:sdt>…<w:sdtContent></w:del><w:del>…</w:del></w:sdtContent></w:sdt>`. Word cannot open such a file at all.
"""

import re

from lxml import etree

from ..package import PackageError
from ..parse import parse

_CROSSED = re.compile(rb"<w:(del|ins) [^<>]*>(<w:sdt><w:sdtPr>(?:(?!</w:\1>|<w:sdtContent>|<w:(?:del|ins) ).){0,20000}<w:sdtContent>)</w:\1>", re.DOTALL)


def parse_mended(content: bytes, name: str) -> tuple[etree._Element, bool]:
    """The root of a part, and whether it was mended. Raises `PackageError` as `parse` does."""
    try:
        return parse(content, name), False
    except PackageError as error:
        mended = _CROSSED.sub(rb"\2", content) if error.code == "xml-damaged" else content
        if mended == content:
            raise
        return parse(mended, name), True
