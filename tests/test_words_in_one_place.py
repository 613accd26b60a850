"""Holds that some rooms say nothing in words of their own: they name a reason, and `coach.core.words` says it.

Over the syntax trees: no text in them reads as a sentence to a person, and none is handed to whoever tells one.
"""

import ast
import re
from collections.abc import Container, Iterator
from pathlib import Path
from string import Formatter

import pytest

from coach.core.words.english import table

COACH = Path(__file__).resolve().parent.parent / "coach"
ROOMS = ("session", "log", "desktop")
# What is handed to these is read or heard by a person, however short it is.
TELLS = {"tell", "say", "CoachError", "LostError", "ReplacedError"}
# What these say only a programmer reads; the last one, whoever tries the next way to open a log.
UNSEEN = {"ValueError", "TypeError", "IllegalTransitionError", "OperationalError"}
SQL = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|PRAGMA|BEGIN|ORDER|WHERE|CHECK|UNIQUE|NULL)\b")
WORD = re.compile(r"[\"'(]?[A-Za-z][a-z]*(['-][a-z]+)?[\"')]*[.,;:?!]*")
END = re.compile(r"[.?!:][\"')]*$")
GAP = "…"  # Where an f-string has a value.


def name_of(path: Path) -> str:
    return str(path.relative_to(COACH))


def text_of(node: ast.AST) -> str | None:
    """What a text says, each value in it as a gap; None for what is no text."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(GAP if isinstance(part, ast.FormattedValue) else text_of(part) or "" for part in node.values)
    return None


def reads_as_a_sentence(text: str) -> bool:
    """Three words or more, or two and what ends a sentence or a question; SQL apart."""
    if SQL.search(text):
        return False
    words = [each for each in text.split() if WORD.fullmatch(each)]
    return len(words) > 2 or (len(words) == 2 and bool(END.search(text.strip())))


def sentences(node: ast.AST) -> Iterator[str]:
    """Every text below that reads as a sentence or is told, with its line."""
    if isinstance(node, ast.Expr) and text_of(node.value) is not None:
        return  # A docstring.
    if isinstance(node, ast.ClassDef) and any("Enum" in ast.unparse(base) for base in node.bases):
        return  # Names of states.
    if isinstance(node, ast.Call):
        called = ast.unparse(node.func).rpartition(".")[2]
        if called in UNSEEN:
            return
        if called in TELLS:
            told = filter(None, map(text_of, node.args))
            yield from (f"{node.lineno}: {text}" for text in told if any(map(str.isalpha, text)))
    text = text_of(node)
    if text is not None and reads_as_a_sentence(text):
        yield f"{node.lineno}: {text}"  # type: ignore[attr-defined]
        return
    for child in ast.iter_child_nodes(node):
        if not (isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant)):
            yield from sentences(child)


@pytest.mark.parametrize(
    "path", [path for room in ROOMS for path in sorted((COACH / room).rglob("*.py"))], ids=name_of
)
def test_a_module_says_nothing_in_words_of_its_own(path: Path) -> None:
    assert list(sentences(ast.parse(path.read_text("utf-8")))) == []


@pytest.mark.parametrize(
    "source",
    [
        "tell('Paused.')",
        "self.say(f'Rated {number}')",
        "raise CoachError(f'{path} is gone')",
        "HURTS = 'How much does it hurt, 0 to 10? (Enter skips) '",
        "EARLIER = 'Press Enter.'",
        "def f():\n    'Says it.'\n    return f'{path} cannot be written: make room'",
        "answers = (('no more time', 'time'), ('pain', 'pain'))",
        "raise sqlite3.DatabaseError(f\"'{text}' is not a time\")",
        "self.wrong(place, 'expected, and it is missing')",
        "print('Sound by', name, 'from here on.')",
    ],
)
def test_a_sentence_that_is_put_back_is_found(source: str) -> None:
    assert list(sentences(ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    [
        "'''A text of three words, or more.'''",
        "class State(Enum):\n    'Where it stands.'\n    WAITING = 'waiting for sound'",
        "raise ValueError('a morning needs a rating')",
        "rows = connection.execute(f'SELECT id, at, routine FROM {table} ORDER BY id')",
        "tell(f'{text} {sentence(hint)}')",
        "tell(sentence(Reason('typed_paused')))",
        "print(f'set done: {exercise} {number} {side}')",
        "LESS = ('go on', 'stop')",
        "queue: 'SimpleQueue[_Write | None]'",
    ],
)
def test_what_is_no_sentence_to_a_person_may_stand(source: str) -> None:
    assert list(sentences(ast.parse(source))) == []


# What names a reason by its id, which argument that is, and how the id begins.
NAMED = {"Reason": (0, ""), "question": (0, ""), "_said": (0, ""), "WrongError": (0, "wants_"), "wrong": (1, "")}


def named(tree: ast.AST, calls: Container[str]) -> Iterator[tuple[str, ast.Call]]:
    """Every id that is written out, with the call that names it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func).rpartition(".")[2]
            place, begins = NAMED.get(called, (0, ""))
            id_ = node.args[place] if called in calls and len(node.args) > place else None
            if isinstance(id_, ast.Constant) and isinstance(id_.value, str):
                yield f"{begins}{id_.value}", node


@pytest.mark.parametrize("path", sorted(COACH.rglob("*.py")), ids=name_of)
def test_every_reason_that_is_named_has_words_and_they_their_figures(path: Path) -> None:
    """What is seldom said would else fail only where somebody needs it."""
    words = {**table.SENTENCES, **table.seldom()}
    mine = path.relative_to(COACH).parts[0] in ROOMS
    for id_, node in named(ast.parse(path.read_text("utf-8")), NAMED if mine else {"Reason"}):
        assert id_ in words, f"line {node.lineno}"
        given = {keyword.arg for keyword in node.keywords}
        said = words[id_]
        if ast.unparse(node.func) != "Reason" or None in given or not isinstance(said, str):
            continue
        assert {name for _, name, _, _ in Formatter().parse(said) if name} <= given | {*table.COMMANDS}, id_
