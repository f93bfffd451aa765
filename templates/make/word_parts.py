"""The parts that both Word templates hold alike: styles, lists, settings and fonts."""

from pipeline.formats.theme import FONT
from theme import COUNTY, LANG, TWIN
from word_styles import CELL_ABOVE_CM, CHARACTER_STYLES, LISTS, PARAGRAPH_STYLES, TABLE_STYLES, CharacterStyle, Style, TableStyle
from word_xml import DEEP, NAMESPACES, TEXT, cm, run_properties, shading, twips

_HIDDEN = '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'


def styles_part() -> str:
    """Defaults of all text, the four default styles, and the styles of the tables in `word_styles.py`."""
    return (
        f"<w:styles {NAMESPACES}>{_defaults()}"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:uiPriority w:val="1"/><w:qFormat/>'
        f"{run_properties(colour=TEXT)}</w:style>"
        f'<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>{_HIDDEN}</w:style>'
        f'<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>{_HIDDEN}</w:style>'
        + "".join(_paragraph_style(style) for style in PARAGRAPH_STYLES)
        + "".join(_character_style(style) for style in CHARACTER_STYLES)
        + f'<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>{_HIDDEN}'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>' + "".join(_table_style(style) for style in TABLE_STYLES) + "</w:styles>"
    )


def _defaults() -> str:
    font = 'w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:cstheme="minorBidi"'
    text = f'<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="{LANG}"/>'
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {font}/>{text}</w:rPr></w:rPrDefault>"
        '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:before="0" w:after="0" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
    )


def _paragraph_style(style: Style) -> str:
    properties = _paragraph_properties(style)
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.id}"{_custom(style.builtin)}><w:name w:val="{style.name}"/><w:basedOn w:val="{style.base}"/>'
        + (f'<w:next w:val="{style.next}"/>' if style.next else "")
        + '<w:uiPriority w:val="1"/><w:qFormat/>'
        + (f"<w:pPr>{properties}</w:pPr>" if properties else "")
        + run_properties(style.size, style.colour, style.bold)
        + "</w:style>"
    )


def _paragraph_properties(style: Style) -> str:
    """In the order of the schema."""
    return (
        ("<w:keepNext/>" if "n" in style.keep else "")
        + ("<w:keepLines/>" if "l" in style.keep else "")
        + (f'<w:numPr><w:numId w:val="{style.list}"/></w:numPr>' if style.list else "")
        + style.borders
        + (shading(style.shading) if style.shading else "")
        + style.tabs
        + _spacing(style)
        + style.indent
        + (f'<w:outlineLvl w:val="{style.level - 1}"/>' if style.level else "")
    )


def _spacing(style: Style) -> str:
    gaps = (("before", style.before), ("after", style.after))
    said = "".join(f' w:{name}="{twips(gap)}"' for name, gap in gaps if gap is not None)
    said += f' w:line="{round(style.line * 2.4)}" w:lineRule="auto"' if style.line else ""
    return f"<w:spacing{said}/>" if said else ""


def _character_style(style: CharacterStyle) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{style.id}"{_custom(style.builtin)}><w:name w:val="{style.name}"/>'
        f'<w:uiPriority w:val="2"/><w:qFormat/>{style.look}</w:style>'
    )


def _table_style(style: TableStyle) -> str:
    sizes = (("top", CELL_ABOVE_CM), ("left", style.side_cm), ("bottom", CELL_ABOVE_CM), ("right", style.side_cm))
    insets = "".join(f'<w:{side} w:w="{twips(cm(size))}" w:type="dxa"/>' for side, size in sizes)
    head = f'<w:tblStylePr w:type="firstRow"><w:tcPr>{shading(DEEP)}<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style.id}"><w:name w:val="{style.name}"/><w:basedOn w:val="{style.base}"/>'
        '<w:uiPriority w:val="3"/><w:qFormat/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblBorders>{"".join(style.lines)}</w:tblBorders><w:tblCellMar>{insets}</w:tblCellMar></w:tblPr>{head if style.head else ""}</w:style>'
    )


def _custom(builtin: bool) -> str:
    return "" if builtin else ' w:customStyle="1"'


def numbering_part() -> str:
    """The lists, numbered from 1. A style's own indent goes before its list's; a restarted list falls back on the list's."""
    mark = run_properties(colour=COUNTY)
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:nsid w:val="4B53414{n}"/><w:multiLevelType w:val="singleLevel"/><w:tmpl w:val="4B53424{n}"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:pStyle w:val="{style}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f"<w:pPr>{place}</w:pPr>{mark}</w:lvl></w:abstractNum>"
        for n, (kind, style, text, place) in enumerate(LISTS, 1)
    )
    uses = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(LISTS) + 1))
    return f"<w:numbering {NAMESPACES}>{lists}{uses}</w:numbering>"


def settings_part() -> str:
    """Finnish, no hyphenation, the layout of Word 2013 and later."""
    modern = ("overrideTableStyleFontSizeAndJustification", "enableOpenTypeFeatures", "doNotFlipMirrorIndents", "differentiateMultirowTableHeaders")
    options = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (("compatibilityMode", 15), *((name, 1) for name in modern))
    )
    same = (*(f"accent{n}" for n in range(1, 7)), "hyperlink", "followedHyperlink")
    slots = {"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2", **{name: name for name in same}}
    mapping = " ".join(f'w:{name}="{slot}"' for name, slot in slots.items())
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/><w:autoHyphenation w:val="0"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{options}</w:compat><w:themeFontLang w:val="{LANG}"/>'
        f'<w:clrSchemeMapping {mapping}/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def fonts_part() -> str:
    """The font, and what may stand in for it."""
    return (
        f'<w:fonts {NAMESPACES}><w:font w:name="{FONT}"><w:altName w:val="{TWIN}"/><w:panose1 w:val="020F0502020204030204"/>'
        '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )
