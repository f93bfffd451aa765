"""The house: who may import whom, and what every public name says of itself. Reads the files with `ast`; nothing is imported.

The rules are those of the project's style (floors, circles, edges). A wall that moves is moved here, in one of the tables below.
"""

import ast
import re
import sys
import tomllib
from pathlib import Path
from typing import Iterator, NamedTuple

import pytest

PIPELINE = Path(__file__).parents[1] / "pipeline"
FLOORS = {  # by file or folder of pipeline/: one imports lower floors, and its own folder
    "problems": 1,
    "project": 1,
    "files": 1,
    "model": 2,
    "document": 2,
    "source": 3,
    "compose": 3,
    "manifest": 3,
    "formats": 4,
    "graph": 4,
    "answers": 5,
    "flows": 6,
    "session": 7,
    "cli_followup": 8,
    "cli": 9,
    "__main__": 10,
}
NEVER = {"answers": {"source", "compose", "graph", "document"}, "formats": {"model", "source", "compose", "manifest", "graph"}, "graph": {"model", "source", "compose", "formats"}, "manifest": {"model", "source", "compose"}}
EDGES = {  # third-party packages by where they may be imported; nothing else is
    "yaml": ("source/",),
    "lxml": ("formats/",),
    "click": ("cli.py", "cli_followup.py", "session.py"),
    "xlsxwriter": ("formats/xlsx/",),
    "jinja2": ("formats/",),
    "pypdf": tuple(f"formats/pdf/{name}.py" for name in ("objects", "glyphs", "drawn", "structure", "read")),  # its reader: a build never loads it
    "typst": ("formats/pdf/",),
    "icalendar": ("formats/calendar.py",),
    "msgspec": ("model/", "document/", "source/", "compose/", "formats/", "answers/", "flows/", "manifest.py"),
}
COMMANDS = ("cli.py", "cli_followup.py", "session.py")  # import inside functions, so that `--help` loads nothing
LAZY = {"files.py": {"fcntl", "msvcrt"}}  # so do these: one of two operating systems has them


class Import(NamedTuple):
    """An import statement: the file that holds it, the module or package that it names, and whether it stands inside a function."""

    file: str
    line: int
    name: str
    lazy: bool


def sources() -> list[Path]:
    return sorted(PIPELINE.rglob("*.py"))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def module(path: Path) -> str:
    """`pipeline.formats.package`; a package by its folder."""
    parts = path.relative_to(PIPELINE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module(path): path for path in sources()}


def imports(path: Path) -> Iterator[Import]:
    file = path.relative_to(PIPELINE).as_posix()
    top = tree(path)
    inside = {id(n) for f in ast.walk(top) if isinstance(f, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)) for n in ast.walk(f)}
    for node in ast.walk(top):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(file, node.lineno, alias.name, id(node) in inside)
        elif isinstance(node, ast.ImportFrom):
            package = module(path).split(".") if path.name == "__init__.py" else module(path).split(".")[:-1]
            base = ".".join([*package[: len(package) - node.level + 1], *([node.module] if node.module else [])]) if node.level else node.module or ""
            for alias in node.names:
                whole = f"{base}.{alias.name}"
                yield Import(file, node.lineno, whole if whole in MODULES else base, id(node) in inside)


ALL = [found for path in sources() for found in imports(path)]
OWN = [found for found in ALL if found.name.split(".")[0] == "pipeline"]


def area(file: str) -> str:
    """The file or folder of pipeline/ that a file belongs to."""
    return file.split("/")[0].removesuffix(".py")


def aim(found: Import) -> str:
    """The same of what is imported; empty for the package itself."""
    return (found.name.split(".") + [""])[1]


def shown(found: list[Import]) -> list[str]:
    return [f"pipeline/{i.file}:{i.line} imports {i.name}" for i in found]


def test_every_part_of_the_pipeline_has_a_floor() -> None:
    assert {area(p.relative_to(PIPELINE).as_posix()) for p in sources()} - {"__init__"} == set(FLOORS)


def test_a_file_imports_only_lower_floors_and_its_own_folder() -> None:
    bad = [i for i in OWN if aim(i) and area(i.file) != aim(i) and FLOORS[aim(i)] >= FLOORS[area(i.file)]]
    assert not shown(bad)


@pytest.mark.parametrize("area_name", NEVER)
def test_a_part_that_must_not_know_another_does_not_import_it(area_name: str) -> None:
    assert not shown([i for i in OWN if area(i.file) == area_name and aim(i) in NEVER[area_name]])


def test_no_format_imports_another_format() -> None:
    def format_of(dotted: list[str]) -> str:
        return dotted[1] if len(dotted) > 2 and dotted[0] == "formats" else ""

    bad = []
    for found in OWN:
        own, other = format_of(found.file.split("/")), format_of([*found.name.split(".")[1:], ""])
        if own and other in {"pptx", "docx", "xlsx", "html", "pdf"} and own != other:
            bad.append(found)
    assert not shown(bad)


def test_no_stage_imports_the_flows() -> None:
    assert not shown([i for i in OWN if aim(i) == "flows" and i.file.split("/")[0] not in ("flows", *COMMANDS)])


def test_third_party_packages_are_imported_at_their_edges_only() -> None:
    bad = []
    for found in ALL:
        package = found.name.split(".")[0]
        if package != "pipeline" and package not in sys.stdlib_module_names | {"__future__"}:
            if not found.file.startswith(EDGES.get(package, ())):
                bad.append(found)
    assert not shown(bad)


def test_no_module_opens_archives_or_xml_with_what_is_not_bounded() -> None:
    assert not shown([i for i in ALL if i.name in ("zipfile", "xml.sax", "xml.dom", "xml.dom.minidom")])
    assert not shown([i for i in ALL if i.name == "xml.etree.ElementTree" and not i.file.startswith("formats/pptx/")])
    parsing = re.compile(r"\b(?:fromstring|fromstringlist|iterparse|XMLParser|XMLPullParser|ElementTree\.(?:XML|parse))\b")
    parsers = {path.relative_to(PIPELINE).as_posix() for path in sources() if parsing.search(path.read_text(encoding="utf-8"))}
    assert parsers == {"formats/parse.py", "formats/pptx/parts.py", "formats/xlsx/workbook.py"}  # each refuses DTDs and what they would fetch


def test_imports_make_no_circle() -> None:
    graph: dict[str, set[str]] = {}
    for found in OWN:
        name = module(PIPELINE / found.file)
        graph.setdefault(name, set()).add(found.name)
    done: set[str] = set()

    def visit(name: str, road: tuple[str, ...]) -> None:
        assert name not in road, " -> ".join([*road[road.index(name) :], name])
        if name not in done:
            for other in sorted(graph.get(name, ())):
                visit(other, (*road, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


def test_no_import_hides_inside_a_function() -> None:
    bad = [i for i in ALL if i.lazy and i.file not in COMMANDS and i.name not in LAZY.get(i.file, set())]
    assert not shown(bad)


def test_modules_are_imported_by_name_in_the_registry_of_formats_only() -> None:
    callers = set()
    for path in sources():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in ("import_module", "__import__"):
                callers.add(path.relative_to(PIPELINE).as_posix())
    assert callers <= {"formats/registry.py"}


def test_the_command_line_imports_flows_inside_its_commands_so_that_help_is_quick() -> None:
    at_top = [i for i in OWN if i.file in COMMANDS and not i.lazy]
    assert {aim(i) for i in at_top} <= {"project", "session", "cli_followup"}


def test_packages_hold_a_docstring_and_no_code() -> None:
    for path in PIPELINE.rglob("__init__.py"):
        body = tree(path).body
        assert len(body) == 1 and ast.get_docstring(tree(path)), path


def test_only_the_command_line_speaks() -> None:
    bad = []
    for path in sources():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
                bad.append(f"{path}:{node.lineno}")
    assert not bad


def undocumented(node: ast.AST, name: str) -> Iterator[str]:
    """Public names below `node` without a docstring; what is private, and what it holds, is exempt."""
    for child in getattr(node, "body", ()):
        if isinstance(child, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and not child.name.startswith("_"):
            if ast.get_docstring(child) is None:
                yield f"{name}.{child.name}"
            if isinstance(child, ast.ClassDef):
                yield from undocumented(child, f"{name}.{child.name}")


@pytest.mark.parametrize("name", MODULES)
def test_every_public_name_has_a_docstring(name: str) -> None:
    top = tree(MODULES[name])
    assert ast.get_docstring(top) is not None or name.endswith("__main__")
    assert not list(undocumented(top, name))


def test_every_file_that_the_program_reads_of_itself_is_packed_with_it() -> None:
    listed = tomllib.loads((PIPELINE.parent / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["package-data"]["pipeline"]
    packed = {path for pattern in listed for path in PIPELINE.glob(pattern)}
    assert {path for path in PIPELINE.rglob("*") if path.is_file() and path.suffix in (".toml", ".json", ".xml")} == packed
