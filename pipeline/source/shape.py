"""A tree to a typed value, driven by the annotations of the model's structs.

msgspec stops at a value's first fault; a person wants all of them, each with its line. So the structs' annotations are compiled once into
readers of our own. A reader gives the value, or `FAULT` where it reported something; an entry's fault never hides its neighbours'.
"""

import re
import types
from enum import Enum
from functools import lru_cache
from typing import Annotated, Any, Callable, Iterable, Literal, Union, get_args, get_origin

import msgspec
from msgspec.structs import FieldInfo, fields

from ..model.reference import Id, Statement, Statements, Text
from ..problems import Problems, nearest
from .yamltext import Broken, Mapping, Node, Scalar, Sequence


class _Fault(Enum):
    FAULT = 0


FAULT = _Fault.FAULT
Reader = Callable[[Node, Problems], Any]
_SHOWN = 60  #: characters of a wrong value that a message quotes
_INT = re.compile(r"-?[0-9]{1,9}")
_FLOAT = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,9})?")
_BOOLEAN = {"true": True, "false": False}


def read(tree: Node, kind: Any, problems: Problems) -> Any:
    """The value of type `kind` that `tree` holds, or None where anything in it was reported.

    Understands structs (unknown keys always refused), unions of structs told apart by a tag, `Text` and its leaves, `Statements`,
    `tuple[X, ...]`, `dict[str, X]`, `X | None` (the key is absent; nothing else is None), `Literal`, `str`, `int` (with `ge` and `le` of
    its `Meta`), `float`, `bool`. Reports `unknown-key`, `missing-key`, `empty-value`, `wrong-kind`, `text-in-brackets`, `wrong-value`,
    `unknown-choice`, `unknown-kind`, `missing-kind`, `id-twice`.
    """
    value = _reader(kind)(tree, problems)
    return None if value is FAULT else value


@lru_cache(maxsize=None)
def _reader(kind: Any) -> Reader:
    """The reader of a type."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _bounded(arguments) if arguments[0] is int else _reader(arguments[0])
    if origin is Literal:
        return _choice(arguments)
    if origin is tuple:
        return _tuple(_reader(arguments[0]))
    if origin is dict:
        return _dict(_reader(arguments[1]))
    if origin in (Union, types.UnionType):
        members = tuple(member for member in arguments if member is not type(None))
        return _reader(members[0]) if len(members) == 1 else _union(members)
    if kind in _PLAIN:
        return _PLAIN[kind]
    if issubclass(kind, Statements):
        return _statements
    return _leaf(kind) if issubclass(kind, Text) else _struct(kind)


# Leaves


def _scalar(node: Node, expected: str, problems: Problems) -> Scalar | None:
    """`node` as a scalar that holds something; otherwise what is wrong has been reported."""
    if type(node) is Scalar and not node.empty:
        return node
    on_one_line = node.span.line == node.span.end_line  # a list or mapping there, `[...]` or `{...}`, is often meant as a text
    _not(node, expected, problems, "text-in-brackets" if on_one_line else "wrong-kind")
    return None


def _leaf(leaf: type[Text]) -> Reader:
    def reader(node: Node, problems: Problems) -> Any:
        scalar = _scalar(node, leaf.expected, problems)
        if scalar is None:
            return FAULT
        value = scalar.value.strip()
        if leaf.accepts(value):
            return leaf(value, scalar.span)
        return _wrong(scalar, leaf.expected, problems)

    return reader


def _wrong(scalar: Scalar, expected: str, problems: Problems, **values: object) -> _Fault:
    found = scalar.value if len(scalar.value) <= _SHOWN else scalar.value[:_SHOWN] + "…"
    problems.add("wrong-value", scalar.span, expected=expected, found=found, **values)
    return FAULT


def _number(pattern: re.Pattern[str], make: Callable[[str], Any], expected: str) -> Reader:
    def reader(node: Node, problems: Problems) -> Any:
        scalar = _scalar(node, expected, problems)
        if scalar is None:
            return FAULT
        return make(scalar.value) if pattern.fullmatch(scalar.value) else _wrong(scalar, expected, problems)

    return reader


def _bounded(arguments: tuple[Any, ...]) -> Reader:
    """An int between `ge` and `le` of its `Meta`, where they are given."""
    metas = [m for m in arguments[1:] if isinstance(m, msgspec.Meta)]
    low = next((m.ge for m in metas if m.ge is not None), None)
    high = next((m.le for m in metas if m.le is not None), None)

    def reader(node: Node, problems: Problems) -> Any:
        value = _PLAIN[int](node, problems)
        if value is FAULT or (low is None or value >= low) and (high is None or value <= high):
            return value
        problems.add("out-of-range", node.span, found=value, low=low, high=high)
        return FAULT

    return reader


def _string(node: Node, problems: Problems) -> Any:
    scalar = _scalar(node, "text", problems)
    return FAULT if scalar is None else scalar.value


def _boolean(node: Node, problems: Problems) -> Any:
    scalar = _scalar(node, "bool", problems)
    if scalar is None:
        return FAULT
    return _BOOLEAN[scalar.value] if scalar.value in _BOOLEAN else _wrong(scalar, "bool", problems)


def _choice(choices: tuple[str, ...]) -> Reader:
    def reader(node: Node, problems: Problems) -> Any:
        scalar = _scalar(node, "choice", problems)
        if scalar is None:
            return FAULT
        if scalar.value in choices:
            return scalar.value
        near = nearest(scalar.value.lower(), choices)
        problems.add("unknown-choice", scalar.span, found=scalar.value[:_SHOWN], choices=", ".join(choices), nearest=near)
        return FAULT

    return reader


_PLAIN: dict[Any, Reader] = {
    str: _string,
    bool: _boolean,
    int: _number(_INT, int, "int"),
    float: _number(_FLOAT, float, "float"),
}


# Collections


def _tuple(item: Reader) -> Reader:
    def reader(node: Node, problems: Problems) -> Any:
        if type(node) is not Sequence:
            return _not(node, "list", problems)
        _ids_once(node, problems)
        values = tuple([item(entry, problems) for entry in node.items])
        return FAULT if _faulty(values) else values

    return reader


def _dict(item: Reader) -> Reader:
    def reader(node: Node, problems: Problems) -> Any:
        if type(node) is not Mapping:
            return _not(node, "mapping", problems)
        values = {key.value: item(value, problems) for key, value in node.entries}
        return FAULT if _faulty(values.values()) else values

    return reader


def _faulty(values: Iterable[Any]) -> bool:
    """Whether a fault is among them; by identity, since `in` would ask every text whether it equals one."""
    return any(value is FAULT for value in values)


def _statements(node: Node, problems: Problems) -> Any:
    """`name: text` pairs; a list of texts is told what is missing: the names."""
    if type(node) is not Mapping:
        return _not(node, "statements", problems)
    _once([key for key, _ in node.entries], problems)
    key_reader, text_reader = _reader(Id), _reader(Text)
    pairs = [(key_reader(key, problems), text_reader(text, problems)) for key, text in node.entries]
    if any(key is FAULT or text is FAULT for key, text in pairs):
        return FAULT
    return Statements(Statement(key, text) for key, text in pairs)


def _not(node: Node, expected: str, problems: Problems, code: str = "wrong-kind") -> _Fault:
    """Report that `node` is not what is expected, unless it was reported already."""
    if type(node) is Scalar and node.empty:
        problems.add("empty-value", node.span, expected=expected)
    elif type(node) is not Broken:
        problems.add(code, node.span, expected=expected, kind=_kind(node))
    return FAULT


def _kind(node: Node) -> str:
    return {Mapping: "mapping", Sequence: "list", Scalar: "text"}[type(node)]


def _ids_once(node: Sequence, problems: Problems) -> None:
    """Report ids that stand twice in a list of entries, also when they differ in case only."""
    ids = [_entry(item, "id") for item in node.items if type(item) is Mapping]
    _once([value for value in ids if type(value) is Scalar and value.value], problems)


def _entry(node: Mapping, name: str) -> Node | None:
    """What stands under a key; None if the key is not there."""
    return next((value for key, value in node.entries if key.value == name), None)


def _once(names: list[Scalar], problems: Problems) -> None:
    first: dict[str, Scalar] = {}
    for name in names:
        known = first.setdefault(name.value.strip().casefold(), name)
        if known is not name:
            problems.add("id-twice", name.span, id=name.value, first=known.span.line)


# Structs


@lru_cache(maxsize=None)
def _struct(kind: type[msgspec.Struct], tag: str = "") -> Reader:
    """The reader of a struct; `tag` is the key that tells it from others, already read."""
    known = {field.name: field for field in fields(kind)}
    needed = [name for name, field in known.items() if field.required]
    readers: dict[str, Reader] = {}  # filled at first use, so that a type may hold itself

    def reader(node: Node, problems: Problems) -> Any:
        if type(node) is not Mapping:
            return _not(node, "mapping", problems)
        if not readers:
            readers.update((name, _reader(field.type)) for name, field in known.items())
        values, strange = {}, []
        for key, entry in node.entries:
            if key.value in readers:
                values[key.value] = readers[key.value](entry, problems)
            elif key.value != tag:
                strange.append(key)
        _refuse_strange(strange, known, values, problems)
        whole = _complete(node, needed, values, problems) and not strange
        return kind(**values) if whole and not _faulty(values.values()) else FAULT

    return reader


def _refuse_strange(strange: list[Scalar], known: dict[str, FieldInfo], values: dict[str, Any], problems: Problems) -> None:
    """Report keys that the struct does not have; meant is one that is not there yet."""
    for key in strange:
        near = nearest(key.value.lower(), [name for name in known if name not in values])
        problems.add("unknown-key", key.span, key=key.value[:_SHOWN], nearest=near, known=", ".join(known))


def _complete(node: Mapping, needed: list[str], values: dict[str, Any], problems: Problems) -> bool:
    """Whether every key that is needed is there; a mapping that lost an entry to a fault is not asked."""
    missing = [name for name in needed if name not in values]
    for name in missing if node.complete else ():
        problems.add("missing-key", node.span, key=name)
    return not missing and node.complete


def _union(members: tuple[type[msgspec.Struct], ...]) -> Reader:
    """One of several structs, told apart by the value of their tag key."""
    tag = members[0].__struct_config__.tag_field
    kinds = {member.__struct_config__.tag: member for member in members}

    def reader(node: Node, problems: Problems) -> Any:
        if type(node) is not Mapping:
            return _not(node, "mapping", problems)
        found = _entry(node, tag)
        if found is None:
            if node.complete:
                problems.add("missing-kind", node.span, key=tag, choices=", ".join(kinds))
            return FAULT
        scalar = _scalar(found, "choice", problems)
        if scalar is None:
            return FAULT
        if scalar.value not in kinds:
            problems.add("unknown-kind", scalar.span, found=scalar.value[:_SHOWN], choices=", ".join(kinds), nearest=nearest(scalar.value.lower(), kinds))
            return FAULT
        return _struct(kinds[scalar.value], tag)(node, problems)

    return reader
