"""Write a document as a Word file: the template's parts as they are, and beside them the body, filled headers and properties.

XML is written as text and the template is read by pyexpat, so that a build loads no library for it. The reader, `read.py`, shares none of this.
"""

from ...document.blocks import Document
from ...problems import Place, Problems, nearest
from .. import properties
from ..contract import Layouts, Rendering, WordLayouts
from ..markup import DECLARATION, attribute, escape
from ..package import Packed, PackageError
from .body import body, has_cover
from .ledger import Ledger
from .template import DOCUMENT, Template, fill, open_template, texts

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_APPLICATION = "Käsikirja"


def write(document: Document, template: bytes, layouts: Layouts, problems: Problems) -> Rendering | None:
    """The file, and the bookmark of each paragraph by its id; None where the template cannot carry the document.

    A document with a cover takes the layouts of the handbook, one without those of the tables. Reports at the template's name what is missing
    there: `template-damaged` and the codes of `package.py`, `template-style-missing`, `template-section-missing`, `layouts-no-default`.
    """
    chosen = layouts.word if has_cover(document) else layouts.table
    try:
        opened = open_template(template)
    except PackageError as error:
        problems.add(error.code, Place(chosen.template), **error.values)
        return None
    if not _is_complete(document, opened, chosen, problems):
        return None
    ledger = Ledger(document, opened, chosen)
    content = body(document, ledger)
    made = _made(document, opened, ledger, content)
    fixed = tuple(dict.fromkeys(text for name in opened.headers for text in texts(made[name], name)))
    parts: dict[str, bytes | Packed] = {**_kept(opened), **made}
    return Rendering(properties.seal(parts, document.key, document.id, properties.personal(document.marks)), ledger.addresses, fixed=fixed)


def style_names(layouts: WordLayouts) -> dict[str, None]:
    """The ids of all styles that a template must have, once each, in the order of layouts.yaml."""
    panels = (style for look in layouts.panels.values() for style in (look.label, look.text, look.bullet, look.number))
    named = (
        layouts.title, *layouts.headings, layouts.contents_title, *layouts.contents, layouts.caption, layouts.note,
        layouts.table_end, layouts.rule, *layouts.captions.values(), *panels, *layouts.table_style.values(),
        layouts.cell, layouts.cell_head, layouts.cell_row_head, layouts.cell_guide, layouts.hyperlink, layouts.strong, layouts.missing, layouts.muted,
        layouts.prompt,
    )  # fmt: skip
    return dict.fromkeys(name for name in named if name)


def _is_complete(document: Document, template: Template, layouts: WordLayouts, problems: Problems) -> bool:
    at, known = Place(layouts.template), len(problems.errors())
    for key, roles in (("panels", layouts.panels), ("table_style", layouts.table_style)):
        if "default" not in roles:
            problems.add("layouts-no-default", at, key=key)
    for style in style_names(layouts):
        if style not in template.styles:
            problems.add("template-style-missing", at, style=style, nearest=nearest(style, sorted(template.styles)))
    if any(section.wide for section in document.sections) and template.page(True) is None:
        problems.add("template-section-missing", at)
    return len(problems.errors()) == known


def _kept(template: Template) -> dict[str, Packed]:
    """The template's own parts; its properties and its thumbnail say nothing of the document."""
    return {name: part for name, part in template.parts.items() if not name.startswith("docProps/")}


def _made(document: Document, template: Template, ledger: Ledger, content: str) -> dict[str, bytes]:
    values = {**document.marks, "publisher": document.publisher, "key": document.key}
    escaped = {tag: escape(value).encode() for tag, value in values.items()}
    made = {name: fill(header, escaped) for name, header in template.headers.items()}
    made[DOCUMENT] = template.head + content.encode() + template.tail
    made["word/_rels/document.xml.rels"] = _relations(template, ledger)
    if ledger.restarted:
        made["word/numbering.xml"] = _numbering(template, ledger)
    core = properties.core(document.title, document.subject, document.publisher, document.language, document.date)
    made["docProps/core.xml"] = core.encode()
    made["docProps/app.xml"] = properties.extended(_APPLICATION, document.publisher).encode()
    made["_rels/.rels"] = _root().encode()
    made["[Content_Types].xml"] = _types(template).encode()
    return made


def _relations(template: Template, ledger: Ledger) -> bytes:
    return template.relations + ledger.relationships().encode() + b"</Relationships>"


def _numbering(template: Template, ledger: Ledger) -> bytes:
    data, at = template.parts["word/numbering.xml"].inflate(), template.lists.at
    return data[:at] + "".join(ledger.restarted).encode() + data[at:]


def _root() -> str:
    targets = ((f"{_OFFICE}/officeDocument", DOCUMENT), *((kind, name) for name, (kind, _) in properties.PARTS.items()))
    entries = "".join(f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1))
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _types(template: Template) -> str:
    """[Content_Types].xml: the template's entries for parts that are kept, a document in place of a template, and the properties."""
    kept = [entry for entry in template.types if entry[0] == "Default" or not entry[1].startswith("/docProps/")]
    added = [("Override", f"/{name}", kind) for name, (_, kind) in properties.PARTS.items()]
    names = {"Default": "Extension", "Override": "PartName"}
    entries = "".join(
        f'<{element} {names[element]}="{attribute(name)}" ContentType="{attribute(kind.replace(".template.main+", ".document.main+"))}"/>'
        for element, name, kind in kept + added
    )
    return f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">{entries}</Types>'
