"""Finds where in a TOML text the keys and values are, from its syntax tree; it must not judge what they hold."""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import tree_sitter_toml
from tree_sitter import Language, Node, Parser, Tree

from coach.core.safe_text import printable

# A value that ends in its line.
_VALUE = re.compile(r""""(?:[^"\\\n]|\\.)*"|'[^'\n]*'|\[[^\n]*\]|\{[^\n]*\}|[^\s,#\]}]+""")
LONGEST = 120


@dataclass(slots=True)
class Place:
    """Byte offsets of a key and its value; of a table the key in its header and the header itself.

    `end` is where the value ends, 0 for what has none of its own, such as a table.

    `tables` counts the `[[tables]]` seen under this key: later headers continue the newest one.
    """

    key: int = 0
    value: int = 0
    end: int = 0
    tables: int = 0
    inside: dict[str | int, "Place"] = field(default_factory=dict, repr=False)

    def child(self, name: str | int, key: int, value: int) -> "Place":
        """The place of `name` in this one, made with these offsets where it is new."""
        return self.inside.setdefault(name, Place(key, value))


class Places:
    """Where everything in one text is."""

    def __init__(self, text: str) -> None:
        self.content = text.encode("utf-8")
        self._starts = [0, *(found.end() for found in re.finditer(b"\n", self.content))]
        self._tree = Parser(Language(tree_sitter_toml.language())).parse(self.content)

    @cached_property
    def _root(self) -> Place:
        root = Place()
        pending: list[tuple[Place, Node]] = []
        for node in self._tree.root_node.named_children:
            if node.type == "pair":
                _put_pair(root, node, pending)
            elif node.type in ("table", "table_array_element"):
                _put_table(root, node, pending)
        while pending:  # A stack instead of recursion: nesting in a file must not exhaust Python's.
            _put_inside(*pending.pop(), pending)
        return root

    def find(self, path: Sequence[str | int]) -> Place:
        """The place at `path`, or the innermost one around it that the text has."""
        place = self._root
        for part in path:
            inner = place.inside.get(part)
            if inner is None:
                break
            place = inner
        return place

    def pair(self, path: Sequence[str | int]) -> Place | None:
        """The place of the value at exactly this path; None where it has none of its own."""
        place = self._root
        for part in path:
            if part not in place.inside:
                return None
            place = place.inside[part]
        return place if place.end else None

    def first_table(self) -> int | None:
        """The offset of the first header of a table; None where there is none."""
        found = (each.start_byte for each in self._tree.root_node.named_children if each.type.startswith("table"))
        return next(found, None)

    def position(self, byte: int) -> tuple[int, int]:
        """Line and column, from 1 and in characters, of the byte at this offset."""
        line = bisect_right(self._starts, byte)
        return line, len(self.content[self._starts[line - 1] : byte].decode("utf-8")) + 1

    def rewritten(self, path: Sequence[str | int], value: str | None, key: str | None) -> str:
        """The line of the pair at `path` with another value or key; "" where that is not a line of its own."""
        *around, last = path
        outer = self.find(around)
        place = outer.inside.get(last)
        if place is None or place.key >= place.value:
            return ""
        line, at = self.position(place.key)
        end = self.content.find(b"\n", place.key)
        whole = self.content[self._starts[line - 1] : end if end >= 0 else None].decode("utf-8")
        before, pair = whole[: at - 1], whole[at - 1 :]
        written = self.content[place.key : place.value].decode("utf-8")
        old = _VALUE.match(pair, len(written))
        if before.strip() or "\n" in written or old is None:
            return ""
        rest = pair[old.end() :]
        line_now = f"{written}{value}{rest}" if key is None else f"{key} = {old[0]}{rest}"
        return f"write: {printable(line_now)}" if len(line_now) <= LONGEST else ""

    def last_key(self, end: int) -> tuple[int, str] | None:
        """Offset and spelling of the last key (of a pair or a header) that ends at or before the byte `end`."""
        keys = [(key.start_byte, key.end_byte) for key in _keys(self._tree) if key.end_byte <= end]
        if not keys:
            return None
        start, stop = max(keys)
        return start, self.content[start:stop].decode("utf-8")


@lru_cache(maxsize=4)
def of(text: str) -> Places:
    """The places in a text; kept, because a file with mistakes asks for many."""
    return Places(text)


def _keys(tree: Tree) -> Iterator[Node]:
    pending = [tree.root_node]
    while pending:
        node = pending.pop()
        children = _without_comments(node)
        if node.type in ("pair", "table", "table_array_element") and children:
            yield children[0]
        pending.extend(children)


def _put_table(root: Place, node: Node, pending: list[tuple[Place, Node]]) -> None:
    children = _without_comments(node)
    if not children:
        return
    place, key = root, 0
    for name, key in _parts(children[0]):
        if place.tables:
            place = place.inside[place.tables - 1]
        place = place.child(name, key, node.start_byte)
    if node.type == "table_array_element":
        place.tables += 1
        place = place.child(place.tables - 1, key, node.start_byte)
    else:  # A [table] may come after one of its own [table.inner], which then stood in for it.
        place.key, place.value = key, node.start_byte
    for pair in children[1:]:
        if pair.type == "pair":
            _put_pair(place, pair, pending)


def _put_pair(place: Place, pair: Node, pending: list[tuple[Place, Node]]) -> None:
    children = _without_comments(pair)
    if len(children) != 2:
        return
    *outer, (name, start) = _parts(children[0])
    for outer_name, outer_start in outer:
        place = place.child(outer_name, outer_start, outer_start)
    place = place.child(name, start, children[1].start_byte)
    place.end = children[1].end_byte
    if children[1].type in ("array", "inline_table"):
        pending.append((place, children[1]))


def _put_inside(place: Place, node: Node, pending: list[tuple[Place, Node]]) -> None:
    if node.type == "inline_table":
        for pair in _without_comments(node):
            _put_pair(place, pair, pending)
        return
    for index, value in enumerate(_without_comments(node)):
        item = place.child(index, value.start_byte, value.start_byte)
        item.end = value.end_byte
        if value.type in ("array", "inline_table"):
            pending.append((item, value))


def _without_comments(node: Node) -> list[Node]:
    """The named children that are not comments: a trailing comment is a child of its pair."""
    return [child for child in node.named_children if child.type != "comment"]


def _parts(key: Node) -> list[tuple[str, int]]:
    """The parts of a key with their offsets. The tree of a dotted key leans left: ((a . b) . c)."""
    parts: list[tuple[str, int]] = []
    while key.type == "dotted_key":
        left, right = key.named_children[0], key.named_children[-1]
        parts.append((_name(right), right.start_byte))
        key = left
    parts.append((_name(key), key.start_byte))
    return parts[::-1]


def _name(key: Node) -> str:
    raw = (key.text or b"").decode("utf-8")
    if key.type != "quoted_key":
        return raw
    try:
        return next(iter(tomllib.loads(f"{raw} = 0")))
    except tomllib.TOMLDecodeError:
        return raw
