"""Reading XML that somebody else wrote: lxml without DTDs, entities or network (OPC forbids DTDs: ISO/IEC 29500-2, 9.1.4).

Used by readers only; writers build their parts as text (`markup.py`), so a build never loads lxml.
"""

from lxml import etree

from .package import PackageError


def parse(content: bytes, name: str) -> etree._Element:
    """The root element of a part. Raises `PackageError` with `xml-damaged` or `xml-dtd`; depth and size are lxml's own bounds (256 levels)."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise PackageError("xml-damaged", name=name, detail=str(error)) from None
    if root.getroottree().docinfo.doctype:
        raise PackageError("xml-dtd", name=name)
    return root
