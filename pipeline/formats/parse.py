"""Reading XML and web pages that somebody else wrote: lxml without DTDs, entities or network (OPC forbids DTDs: ISO/IEC 29500-2, 9.1.4).

Used by readers only; writers build their parts as text (`markup.py`), so a build never loads lxml.
"""

from lxml import etree

from .package import PackageError

MAX_TAGS = 1_500_000  #: of one part; a table of 63 columns x 500 rows, every cell written in, has about a third of it
HARDENED = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False, "remove_comments": True, "remove_pis": True}


def parse(content: bytes, name: str) -> etree._Element:
    """The root element of a part. Raises `PackageError` with `xml-damaged`, `xml-dtd` or `xml-too-large`; depth is lxml's own bound (256 levels)."""
    if content.count(b"<") > MAX_TAGS:
        raise PackageError("xml-too-large", name=name, limit=MAX_TAGS)
    try:
        root = etree.fromstring(content, etree.XMLParser(**HARDENED))
    except etree.XMLSyntaxError as error:
        raise PackageError("xml-damaged", name=name, detail=str(error)) from None
    if root.getroottree().docinfo.doctype:
        raise PackageError("xml-dtd", name=name)
    return root


def parse_page(data: bytes) -> etree._Element:
    """The root element of a web page, put right as a browser does. Raises `PackageError` with `page-damaged` for one that is not UTF-8, empty, or too large
    or deep to be read whole."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PackageError("page-damaged", detail=str(error)) from None
    if text.count("<") > MAX_TAGS:
        raise PackageError("page-damaged", detail=f"> {MAX_TAGS} <")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    root = etree.fromstring(text.encode(), parser)
    cut = parser.error_log.filter_from_level(etree.ErrorLevels.FATAL)
    if root is None or cut:
        raise PackageError("page-damaged", detail=cut[0].message if cut else "-")
    return root
