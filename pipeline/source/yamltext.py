"""YAML text to a tree that knows where everything stands.

One pass over the parser's events, not recursive. What this project's source does not need is refused: anchors, aliases, merge keys, tags,
keys that are not plain words, keys twice, a second document. Every scalar stays the text that was typed; `shape.py` gives it a type.
"""

from typing import Union
from unicodedata import normalize

import msgspec
import yaml

from ..problems import Problems, Span
from . import mistakes
from .plaintext import FORBIDDEN, MAX_DEPTH, MAX_NODES, Refused, read_text, report_character

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  #: libyaml where PyYAML was built with it


class _Placed(msgspec.Struct):
    """What every node knows of its place; most are never asked, so the marks are kept as the parser gave them."""

    path: str
    start: yaml.Mark
    end: yaml.Mark

    @property
    def span(self) -> Span:
        """Where the node stands."""
        start, end = self.start, self.end
        return Span(self.path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


class Scalar(_Placed):
    """A text as typed (NFC); `style` is empty for a plain one, else its quote or `|` or `>`."""

    value: str
    style: str

    @property
    def empty(self) -> bool:
        """Nothing was written: `key:` and the end of the line. A quoted empty text is a text."""
        return not self.value and not self.style


class Mapping(_Placed):
    """Keys with their values in order, no key twice; not `complete` where an entry was refused."""

    entries: list[tuple[Scalar, "Node"]]
    complete: bool


class Sequence(_Placed):
    """The entries of a list."""

    items: list["Node"]


class Broken(_Placed):
    """Something that has been reported; whoever reads the tree passes over it."""


Node = Union[Scalar, Mapping, Sequence, Broken]


class _Open:
    """A mapping or list whose end has not come yet. `keys` is None for a list."""

    __slots__ = ("start", "items", "keys", "key", "complete")

    def __init__(self, start: yaml.Mark, mapping: bool) -> None:
        self.start = start
        self.items: list = []
        self.keys: dict[str, Scalar] | None = {} if mapping else None
        self.key: Node | None = None
        self.complete = True


def read_tree(data: bytes, path: str, problems: Problems) -> Node | None:
    """The tree of a YAML file, or None where its text or grammar is broken.

    `path` is what spans say. Faults that leave the rest readable (a key twice, an anchor, a tag) are reported and the tree is given
    without them, so that its other faults can be told at once; the caller asks `problems` before it uses the values.
    """
    try:
        text = read_text(data, path, problems)
        return _Builder(text, path, problems).read()
    except Refused:
        return None


class _Builder:
    def __init__(self, text: str, path: str, problems: Problems) -> None:
        self._text, self._path, self._problems = text, path, problems
        self._stack: list[_Open] = []
        self._root: Node | None = None
        self._nodes = 0
        self._documents = 0
        self._last: yaml.ScalarEvent | None = None
        self._cut = {n: line for n, line in enumerate(text.split("\n")) if "#" in line and (" #" in line or "\t#" in line)}

    def read(self) -> Node:
        steps = {  # not held by the builder, which would then hold itself and all that it built
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._start,
            yaml.SequenceStartEvent: self._start,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        try:
            for event in yaml.parse(self._text, Loader=LOADER):
                step = steps.get(type(event))
                if step is not None:
                    step(event)
        except (yaml.YAMLError, ValueError, OverflowError) as error:  # the last two: PyYAML's own scanner at "\UFFFFFFFF"
            mistakes.report(error, self._text, self._path, self._last_place(), self._problems)
            raise Refused from None
        if self._root is None or (type(self._root) is Scalar and self._root.empty):
            self._refuse("yaml-empty", Span(self._path, 1, 1, 1, 1))
        return self._root

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._last = event
        node = Scalar(self._path, event.start_mark, event.end_mark, event.value, event.style or "")
        if event.anchor or event.tag:
            self._properties(event, node.span)
        if node.style == '"':
            self._compose(node)
        elif not node.style and node.end.line in self._cut:
            self._comment(node)
        self._place(node)

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        if event.anchor or event.tag:
            self._properties(event, self._span(event))
        if len(self._stack) >= MAX_DEPTH:
            self._refuse("yaml-depth", self._span(event), limit=MAX_DEPTH)
        self._stack.append(_Open(event.start_mark, type(event) is yaml.MappingStartEvent))

    def _end(self, event: yaml.CollectionEndEvent) -> None:
        top, end = self._stack.pop(), event.end_mark
        if top.keys is None:
            self._place(Sequence(self._path, top.start, end, top.items))
        else:
            self._place(Mapping(self._path, top.start, end, top.items, top.complete))

    def _alias(self, event: yaml.AliasEvent) -> None:
        node = Broken(self._path, event.start_mark, event.end_mark)
        self._problems.add("yaml-alias", node.span, found=event.anchor)
        self._place(node)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            self._refuse("yaml-documents", self._span(event))

    def _place(self, node: Node) -> None:
        """Put a finished node where it belongs."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._refuse("yaml-many", node.span, limit=MAX_NODES)
        if not self._stack:
            self._root = node
            return
        top = self._stack[-1]
        if top.keys is None:
            top.items.append(node)
        elif top.key is None:
            top.key = node if self._is_key(node, top) else Broken(node.path, node.start, node.end)
        else:
            if type(top.key) is Scalar:
                top.items.append((top.key, node))
            else:
                top.complete = False
            top.key = None

    def _is_key(self, node: Node, top: _Open) -> bool:
        """Whether `node` can be a key of `top`; otherwise it has been reported."""
        if type(node) is not Scalar:
            if type(node) is not Broken:
                self._problems.add("yaml-key", node.span)
        elif not node.value:
            self._problems.add("yaml-empty-key", node.span)
        elif node.value == "<<" and not node.style:
            self._problems.add("yaml-merge", node.span)
        elif node.value in top.keys:
            self._problems.add("yaml-key-twice", node.span, key=node.value, first=top.keys[node.value].start.line + 1)
        else:
            top.keys[node.value] = node
            return True
        return False

    def _properties(self, event: yaml.NodeEvent, span: Span) -> None:
        if event.anchor:
            self._problems.add("yaml-anchor", span, found=event.anchor)
        if event.tag:
            self._problems.add("yaml-tag", span, found=event.tag.replace("tag:yaml.org,2002:", "!!"))

    def _compose(self, node: Scalar) -> None:
        """A double-quoted text, in which escapes may have made characters that a file itself may not hold."""
        if match := FORBIDDEN.search(node.value):
            report_character(match[0], node.span, self._problems)
        node.value = normalize("NFC", node.value)

    def _comment(self, node: Scalar) -> None:
        """Warn where ` #` cuts the rest off a plain text of several words, or the number off `Opas #1`."""
        line, end = self._cut[node.end.line], node.end.column
        rest = line[end:]
        comment = rest.lstrip()
        if comment.startswith("#") and (" " in node.value or comment[1:2].isalnum()):
            row, column = node.end.line + 1, end + len(rest) - len(comment) + 1
            at = Span(self._path, row, column, row, len(line) + 1)
            self._problems.add("yaml-comment-cuts", at, found=comment.rstrip())

    def _span(self, event: yaml.Event) -> Span:
        return _Placed(self._path, event.start_mark, event.end_mark).span

    def _last_place(self) -> mistakes.Last | None:
        if self._last is None:
            return None
        start, end = self._last.start_mark, self._last.end_mark
        return mistakes.Last(self._last.style or "", start.line, start.column, end.line, end.column)

    def _refuse(self, code: str, at: Span, **values: object) -> None:
        self._problems.add(code, at, **values)
        raise Refused
