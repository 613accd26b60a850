"""`coach new exercise NAME`: asks, line by line, what a new exercise is, and writes its file; it must not draw."""

import sys
import textwrap
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar, get_args

from coach.commands.routine_files import questions
from coach.core import words
from coach.core.exercise import Exercise, Position, Scale, SideRule, Tag
from coach.core.model.mistakes import MistakesError
from coach.core.reason import Reason
from coach.core.safe_text import printable, unseen
from coach.core.screening.for_exercise import for_you
from coach.core.words.english.exercises import DOES, POSITIONS
from coach.errors import CoachError
from coach.files import exercises, paths, profile
from coach.files.exercises import create

T = TypeVar("T")
WIDTH = 80
INTRO = (
    "A few questions, then it is written, with all else explained in the file for you to change. Enter takes what "
    "stands in brackets; q ends without writing."
)
SIDES: Sequence[tuple[SideRule, str]] = (
    ("none", "no: both at once, or there is only one way"),
    ("alternate", "in turn, with each repetition"),
    ("each", "first all of one side, then of the other"),
)
GROWS: Sequence[tuple[Scale, str]] = (("reps", "the repetitions"), ("hold", "how long it is held"))
TAGS: Sequence[Tag] = ("neutral", "flexion", "extension", "rotation", "load", "end_range")
ASKS_TAGS = "What does it do to the spine? The screening goes by this. All numbers that are true, such as 2 5:"
HINT_SIDE = ' Write {side} for the side, as in "Lie on your {side} side."'


def run(name: str) -> int:
    """Writes the file and prints where it is. Raises CoachError, with nothing written, where that cannot be."""
    home = paths.home()
    id_ = create.id_of(name, home.exercises)
    _say(INTRO)
    path = create.create(home.exercises, home.routines, _ask(id_, name.strip()))
    print(path)
    known, mistakes = exercises.load(home.exercises)
    for mistake in mistakes:
        print(mistake, file=sys.stderr)
    _tell(id_, known)
    return 0


def _ask(id_: str, name: str) -> create.Answers:
    position = _choice("Where is the body?", [(each, POSITIONS[each]) for each in get_args(Position)])
    tags = _line(ASKS_TAGS, _read_tags, shown=[DOES[tag] for tag in TAGS])
    side = _choice("Are there two sides?", SIDES)
    reps = _line("How many repetitions are there in a set, the first time?", _number(1, 30, side), "6")
    hold_s = _line("How many seconds is each held? 0 is not at all.", _number(0, 60), "0")
    scale: Scale = _choice("What grows first?", GROWS) if hold_s else "reps"
    braces = HINT_SIDE if side == "each" else ""
    return create.Answers(
        id=id_,
        name=_line("What is it called?", _text(40), name[:40]),
        position=position,
        tags=tags,
        side=side,
        reps=reps,
        hold_s=hold_s,
        scale=scale,
        setup=_line(f"How does one get into position? One or two sentences.{braces}", _text(200)),
        move=_line("What is said on the way out?", _text(80)),
        return_=_line("What is said on the way back?", _text(80), "And slowly back."),
        avoid=_line("What is the one mistake to avoid? A sentence that is said.", _text(80)),
    )


def _choice(question: str, choices: Sequence[tuple[T, str]]) -> T:
    return choices[_line(question, _number(1, len(choices)), shown=[told for _, told in choices]) - 1][0]


def _line(question: str, read: Callable[[str], T], default: str = "", shown: Sequence[str] = ()) -> T:
    """Asks until an answer can be taken. Raises CoachError where the user ends it, or nobody answers."""
    _say("")
    _say(question)
    for number, each in enumerate(shown, 1):
        _say(f"  {number}  {each}")
    return questions.ask(f"[{default}] >" if default else ">", lambda typed: read(typed or default))


def _number(least: int, most: int, side: SideRule = "none") -> Callable[[str], int]:
    def read(typed: str) -> int:
        if not (typed.isascii() and typed.isdigit() and len(typed) <= 4 and least <= int(typed) <= most):
            raise CoachError(f"Please write a number from {least} to {most}.")
        if side == "alternate" and int(typed) % 2:
            raise CoachError("Please write an even number: both sides are counted together.")
        return int(typed)

    return read


def _text(most: int) -> Callable[[str], str]:
    def read(typed: str) -> str:
        if not typed:
            raise CoachError("Please write some words.")
        if len(typed) > most:
            raise CoachError(f"That has {len(typed)} letters; at most {most} are said at once.")
        if any(map(unseen, typed)):
            raise CoachError(f"There is a character that cannot be shown: {printable(typed)}")
        return typed

    return read


def _read_tags(typed: str) -> tuple[Tag, ...]:
    numbers = typed.replace(",", " ").split()
    if not numbers or not all(each in map(str, range(1, len(TAGS) + 1)) for each in numbers):
        raise CoachError(f"Please write one or more numbers from 1 to {len(TAGS)}.")
    tags: tuple[Tag, ...] = tuple(TAGS[each - 1] for each in sorted({int(each) for each in numbers}))
    if "neutral" in tags and set(tags) - {"neutral", "load"}:
        raise CoachError("A spine that is kept still does not move as well: leave 1 out, or the others but 5.")
    return tags


def _tell(id_: str, known: Mapping[str, Exercise]) -> None:
    """What the screening says of it, and what to do next."""
    if id_ in known:
        now = datetime.now()
        try:
            answers = profile.load(paths.home().profile, now)
            told = [*for_you(answers, known[id_], known, now.date())]
        except MistakesError:
            told = [Reason("profile_has_mistakes")]
        _say(" ".join(map(words.sentence, told or [Reason("nothing_screened")])))
    _say(f'Look at it: coach show {id_}. Into a routine (w on the dashboard): [[exercise]], below it id = "{id_}".')


def _say(text: str) -> None:
    print("\n".join(textwrap.wrap(text, WIDTH, break_on_hyphens=False)))
