"""Where an element goes among its siblings: WordprocessingML has an order for all of them (ISO/IEC 29500-1, annex A), and Word refuses another."""

from lxml import etree

from .brand import VAL, W

_ORDER = {  #: names of children by name of the parent
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "rPrDefault": "rPr",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose "
    "personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern "
    "position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap "
    "overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc "
    "textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote "
    "titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange",
    "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding text date comboBox dropDownList picture richText citation group bibliography equation docPartList docPartObj",
    "settings": "zoom displayBackgroundShape embedTrueTypeFonts saveSubsetFonts mirrorMargins gutterAtTop defaultTabStop autoHyphenation evenAndOddHeaders "
    "characterSpacingControl compat themeFontLang clrSchemeMapping decimalSymbol listSeparator",
    "numPr": "ilvl numId",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
}

_OF_STYLES = {f"{W}{name}" for name in ("type", "styleId", "default", "customStyle")}


def place(parent: etree._Element, element: etree._Element) -> etree._Element:
    """Put an element into its parent where the order has it, after its like; gives the element."""
    order = _ORDER[etree.QName(parent).localname].split()
    rank = order.index(etree.QName(element).localname)
    before = [one for one in parent if isinstance(one.tag, str) and (name := etree.QName(one).localname) in order and order.index(name) <= rank]
    parent.insert(parent.index(before[-1]) + 1 if before else 0, element)
    return element


def tidy(root: etree._Element) -> None:
    """Put styles, lists and their properties in order, and drop what no style may say of itself: some programs write what Word would have to repair."""
    for style in root.iterfind(f"{W}style"):
        for name in set(style.attrib) - _OF_STYLES:
            del style.attrib[name]
        for marks in style.findall(f"{W}pPr/{W}rPr"):
            marks.getparent().remove(marks)
    for parent in root.iter(*(f"{W}{name}" for name in _ORDER)):
        order = _ORDER[etree.QName(parent).localname].split()
        names = [etree.QName(one).localname if isinstance(one.tag, str) else "" for one in parent]
        if set(names) <= set(order) and names != sorted(names, key=order.index):
            parent[:] = sorted(parent, key=lambda one: order.index(etree.QName(one).localname))


def child(parent: etree._Element, *names: str) -> etree._Element:
    """The child of that name, made where there is none; in it the next name's, and so on."""
    for name in names:
        found = parent.find(f"{W}{name}")
        parent = found if found is not None else place(parent, etree.Element(f"{W}{name}"))
    return parent


def value(element: etree._Element, name: str) -> str:
    """The `w:val` of a child; empty if there is none."""
    found = element.find(f"{W}{name}")
    return found.get(VAL, "") if found is not None else ""
