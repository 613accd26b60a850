"""Finds what is set twice in the statements of a TOML text; it must not know what a statement's value is."""

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["implied", "header", "dotted", "list", "value"]


@dataclass(slots=True)
class _Node:
    kind: Kind
    line: int
    inside: dict[str, "_Node"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clash:
    """What stands there already: which key, in which line, and as what."""

    name: str
    line: int
    kind: Kind


class Structure:
    """What was set so far. What clashes is not taken."""

    def __init__(self) -> None:
        self._root = _Node("header", 0)
        self._here: _Node = self._root

    def table(self, names: tuple[str, ...], line: int) -> Clash | None:
        """A header [names]."""
        around, clash = self._around(names, line)
        if clash is not None:
            return clash
        there = around.inside.get(names[-1])
        if there is None:
            there = around.inside[names[-1]] = _Node("header", line)
        elif there.kind == "implied":
            there.kind, there.line = "header", line
        else:
            return Clash(names[-1], there.line, there.kind)
        self._here = there
        return None

    def item(self, names: tuple[str, ...], line: int) -> Clash | None:
        """A header [[names]]."""
        around, clash = self._around(names, line)
        if clash is not None:
            return clash
        there = around.inside.get(names[-1])
        if there is None:
            there = around.inside[names[-1]] = _Node("list", line)
        elif there.kind != "list":
            return Clash(names[-1], there.line, there.kind)
        there.inside = {}  # What comes next goes into the newest.
        self._here = there
        return None

    def make_list(self, name: str, line: int) -> None:
        """What stood as a single table at the top is one of several, and so is what begins in this line."""
        self._here = self._root.inside[name] = _Node("list", line)

    def pair(self, names: tuple[str, ...], line: int) -> Clash | None:
        """A key with a value, in the table of the last header."""
        around = self._here
        for name in names[:-1]:
            there = around.inside.setdefault(name, _Node("dotted", line))
            if there.kind != "dotted":
                return Clash(name, there.line, there.kind)
            around = there
        there_already = around.inside.get(names[-1])
        if there_already is not None:
            return Clash(names[-1], there_already.line, there_already.kind)
        around.inside[names[-1]] = _Node("value", line)
        return None

    def _around(self, names: tuple[str, ...], line: int) -> tuple[_Node, Clash | None]:
        around = self._root
        for name in names[:-1]:
            around = around.inside.setdefault(name, _Node("implied", line))
            if around.kind == "value":
                return around, Clash(name, around.line, around.kind)
        return around, None
