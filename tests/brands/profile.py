"""What each brand template holds, as the tables of deck/README.md: pages, masters, layouts, placeholders. Read with python-pptx."""

import io
import re
import zipfile
from pathlib import Path

from pptx import Presentation
from pptx.presentation import Presentation as Opened

DECK = Path(__file__).parent / "deck"
MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_STAMP = (1980, 1, 1, 0, 0, 0)
_TABLE = re.compile(r"(?<=<!-- table -->\n).*?(?=<!-- end -->)", re.DOTALL)


def packed(parts: dict[str, bytes]) -> bytes:
    """A package of the parts, with no date in it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(zipfile.ZipInfo(name, _STAMP), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def files() -> list[Path]:
    """Every template, those that cannot be opened too."""
    return sorted(path for path in DECK.iterdir() if path.suffix in (".pptx", ".potx", ".pptm"))


def readme() -> str:
    """deck/README.md with the table of what each template holds."""
    text, first = (DECK / "README.md").read_text(encoding="utf-8"), {}
    lines = []
    for file in files():
        head, rows = profile(file)
        same = first.setdefault(rows, file.name) if rows else file.name
        lines += ["", head] if same == file.name else ["", f"{head}; layouts as in {same}"]
        lines += ["", "| master | layout | placeholders |", "| --- | --- | --- |", *rows] if rows and same == file.name else []
    return _TABLE.sub(lambda _: "".join(f"{line}\n" for line in [*lines, ""]), text)


def profile(file: Path) -> tuple[str, tuple[str, ...]]:
    """A template in Markdown: its page and masters, and a row for each layout with its placeholders as `type idx name`."""
    head, opened = f"**{file.name}**, {file.stat().st_size / 1000:.0f} kB", _opened(file)
    if opened is None:
        return f"{head}: python-pptx cannot open it", ()
    page = f"{opened.slide_width / 12700:.0f} × {opened.slide_height / 12700:.0f} pt"
    rows = []
    for number, master in enumerate(opened.slide_masters, 1):
        rows.append(f"| {number} | *master* | {_placeholders(master)} |")
        rows += [f"| {number} | {layout.name} | {_placeholders(layout)} |" for layout in master.slide_layouts]
    return f"{head}: {page}, masters {len(opened.slide_masters)}, slides {len(opened.slides)}", tuple(rows)


def _placeholders(holder) -> str:
    return "; ".join(f"{shape.element.ph.get('type', '-')} {shape.element.ph.get('idx', '-')} *{shape.name}*" for shape in holder.placeholders) or "none"


def _opened(file: Path) -> Opened | None:
    """A template whatever its ending says: the main part is called a presentation before python-pptx reads it."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        types = parts["[Content_Types].xml"].decode()
        parts["[Content_Types].xml"] = re.sub(r'"[^"]*(template|macroEnabled)\.main\+xml"', f'"{MAIN}"', types).encode()
        return Presentation(io.BytesIO(packed(parts)))
    except (zipfile.BadZipFile, KeyError):
        return None
