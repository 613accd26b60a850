"""Finds exercises that stand in a routine file in another way than [[exercise]]; it must not judge what they hold.

They are read where they plainly were meant to be, so that the rest of what is wrong in them is told too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from coach.core import lookalikes
from coach.core.exercise import Exercise
from coach.core.model.mistakes import Mistake
from coach.core.safe_text import printable
from coach.files import value_slips
from coach.files.forms import key_names, wrapped
from coach.files.toml import Document, TomlPath

Path = tuple[str | int, ...]
TABLES = ("say", "change_s")  # Keys of a routine that are tables themselves.
EXAMPLE = "bird_dog"


@dataclass
class _Shape:
    """A file's data as they are put right, with where each part of them stands in the file."""

    document: Document
    exercises: Mapping[str, Exercise]
    keys: frozenset[str]
    inner: frozenset[str]
    data: dict[str, Any] = field(default_factory=dict)
    moved: dict[Path, Path] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def tell(
        self, path: TomlPath, message: str, *, at_key: bool = False, help_: str = "", rule: str = "type"
    ) -> None:
        mistake = self.document.mistake(path, message, rule, at_key=at_key)
        self.mistakes.append(replace(mistake, help=help_))


def straightened(
    document: Document, exercises: Mapping[str, Exercise], keys: frozenset[str], inner: frozenset[str]
) -> tuple[Document, list[Mistake], bool]:
    """The document with its exercises in a list, what was wrong with that, and whether there are any.

    `keys` are those of a routine, `inner` those of an exercise.
    """
    shape = _Shape(document, exercises, keys, inner, dict(document.data))
    _unwrap(shape)
    _misspelt(shape)
    _named_at_top(shape)
    _listed(shape)
    _tables_inside(shape)
    if not shape.mistakes:
        return document, [], False
    told = "exercise" in document.data or "exercise" in shape.data or bool(shape.moved)
    return replace(document, data=shape.data, moved=dict(shape.moved)), shape.mistakes, told


def _unwrap(shape: _Shape) -> None:
    """A table around everything, such as [routine]."""
    document, found = wrapped.unwrapped(shape.document, shape.keys)
    shape.data, shape.moved = dict(document.data), dict(document.moved)
    shape.mistakes += found
    origin = shape.moved.get(("exercise",))
    if origin is not None and isinstance(shape.data["exercise"], list):
        message = f"write [[exercise]] in place of [[{printable(str(origin[0])[:60])}.exercise]]"
        shape.tell(origin, message, at_key=True, help_="write: [[exercise]]")


def _misspelt(shape: _Shape) -> None:
    """A list of another name, such as [[exercises]]."""
    for name, value in list(shape.data.items()):
        if name in shape.keys or key_names.meant(name, shape.keys) != "exercise":
            continue
        there = shape.data.get("exercise", [])
        if not _is_tables(value):
            if "exercise" not in shape.data and _are_names(value):
                shape.data["exercise"] = shape.data.pop(name)
                shape.moved[("exercise",)] = (name,)
            continue
        if not isinstance(there, list) or (there and isinstance(value, dict) and not _is_entry(shape, value)):
            continue
        _tell_misspelt(shape, name, value)
        del shape.data[name]
        if "exercise" not in shape.data:
            shape.data["exercise"] = value
            shape.moved[("exercise",)] = (name,)
            continue
        for index, each in enumerate(value if isinstance(value, list) else [value]):
            place: Path = (name, index) if isinstance(value, list) else (name,)
            shape.moved[("exercise", len(shape.data["exercise"]))] = place
            shape.data["exercise"] = [*shape.data["exercise"], each]


def _tell_misspelt(shape: _Shape, name: str, value: Any) -> None:
    shown = printable(name[:60])
    if not _has_header(shape, (name,), value):
        message = f"unknown key '{shown}'; did you mean 'exercise'?"
        shape.tell((name,), message, at_key=True, rule="unknown-key")
        return
    header = f"[[{shown}]]" if isinstance(value, list) else f"[{shown}]"
    times = f" (each of {len(value)})" if isinstance(value, list) and len(value) > 1 else ""
    message = f"unknown key '{shown}'; write [[exercise]] in place of {header}{times}"
    shape.tell((name,), message, rule="unknown-key", help_="write: [[exercise]]")


def _named_at_top(shape: _Shape) -> None:
    """Exercises that are keys or tables of the file itself, such as [bird_dog]."""
    for name, value in list(shape.data.items()):
        known = _known(shape, name)
        if name in shape.keys or known is None:
            continue
        advice = value_slips.advice("dose", value) if isinstance(value, str) else None
        lines = (f'id = "{known}"', *(() if advice is None else advice.lines))
        message = f"write [[exercise]] and under it {' and '.join(lines)}"
        help_ = f"write: [[exercise]] and {' and '.join(lines)}"
        shape.tell((name,), message, at_key=not _has_header(shape, (name,), value), help_=help_)
        del shape.data[name]
        entries = shape.data.get("exercise", [])
        if isinstance(entries, list):
            inside = value if isinstance(value, list) and _is_tables(value) else [value]
            for index, each in enumerate(inside):
                place: Path = (name, index) if isinstance(value, list) else (name,)
                shape.moved[("exercise", len(entries))] = place
                entries = [*entries, {"id": known, **(each if isinstance(each, dict) else {})}]
            shape.data["exercise"] = entries


def _are_names(value: Any) -> bool:
    names = [value] if isinstance(value, str) else value
    return isinstance(names, list) and bool(names) and all(isinstance(name, str) for name in names)


def _is_entry(shape: _Shape, value: dict[str, Any]) -> bool:
    return bool(value.keys() & shape.inner)


def _listed(shape: _Shape) -> None:
    """Exercises that are names, or a table in single brackets, or tables of their own names."""
    value: Any = shape.data.get("exercise")
    if _are_names(value):
        origin = shape.moved.get(("exercise",), ("exercise",))
        first = value if isinstance(value, str) else value[0]
        shape.tell(origin, f"write [[exercise]] for each and under it {_id_line(shape, first)}")
        del shape.data["exercise"]
    elif isinstance(value, dict):
        _from_table(shape, value)


def _from_table(shape: _Shape, value: dict[str, Any]) -> None:
    own = {key for key, inside in value.items() if key in shape.inner or not _is_tables(inside)}
    named = {key: inside for key, inside in value.items() if key not in own}
    origin = shape.moved.get(("exercise",), ("exercise",))
    if own or not named:
        if origin == ("exercise",):
            message = "'exercise' must be a list in [ ], found a table; double the brackets: [[exercise]]"
            shape.tell(("exercise",), message, help_="write: [[exercise]]")
        shape.data["exercise"] = [value]
        shape.moved[("exercise", 0)] = origin
        return
    first, *others = named
    more = f" (so also for {', '.join(printable(each[:30]) for each in others[:5])})" if others else ""
    message = f"write [[exercise]] and under it {_id_line(shape, first)}{more}"
    shape.tell((*origin, first), message, help_=f"write: [[exercise]] and {_id_line(shape, first)}")
    entries: list[dict[str, Any]] = []
    for name, inside in named.items():
        for index, each in enumerate(inside if isinstance(inside, list) else [inside]):
            there: Path = (*origin, name, index) if isinstance(inside, list) else (*origin, name)
            place = len(entries)
            known = _known(shape, name)
            entries.append({**({} if known is None else {"id": known}), **each})
            shape.moved[("exercise", place)] = there
    shape.data["exercise"] = entries


def _tables_inside(shape: _Shape) -> None:
    """A table below an exercise, such as [exercise.dose]."""
    entries = shape.data.get("exercise")
    if not isinstance(entries, list):
        return
    for index, entry in enumerate(entries):
        if not isinstance(entry, dict):
            continue
        inside = {key: value for key, value in entry.items() if _has_header(shape, ("exercise", index, key), value)}
        if not inside:
            continue
        shape.data["exercise"] = [*shape.data["exercise"]]
        shape.data["exercise"][index] = {key: value for key, value in entry.items() if key not in inside}
        for name, table in inside.items():
            _tell_inside(shape, ("exercise", index, name), table)


def _tell_inside(shape: _Shape, path: Path, table: Any) -> None:
    placed = replace(shape.document, moved=shape.moved)
    first = next(iter(table), None) if isinstance(table, dict) else None
    name = printable(str(path[-1])[:60])
    what = "is no table here: keys such as sets, reps and hold_s stand right under [[exercise]]"
    message = f"'{name}' {what}; take its header out"
    at = path if first is None else (*path, first)
    shape.mistakes.append(placed.mistake(at, message, "type", at_key=first is not None))


def _has_header(shape: _Shape, path: Path, value: Any) -> bool:
    """Whether it is a table of its own lines, which no exercise has but for some."""
    if path[-1] in TABLES or not _is_tables(value):
        return False
    placed = replace(shape.document, moved=shape.moved)
    return placed.at(path) < placed.key_at(path)


def _is_tables(value: Any) -> bool:
    if isinstance(value, dict):
        return True
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _known(shape: _Shape, name: str) -> str | None:
    """The exercise that a table is named after, if it plainly is."""
    if name in shape.exercises:
        return name
    folded = lookalikes.folded(name)
    return folded if folded in shape.exercises else None


def _id_line(shape: _Shape, name: str) -> str:
    known = _known(shape, name)
    return f'id = "{known}"' if known else f'a line with its id, such as id = "{EXAMPLE}"'
