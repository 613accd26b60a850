"""Asks line by line what a new routine shall be; it must not know what is made of the answers."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from coach.core import exercise_names
from coach.core.exercise import Exercise
from coach.core.routine_builder import LIKES, Like, Wishes
from coach.core.safe_text import printable
from coach.errors import CoachError
from coach.files.routines.parts.clock import DAYS

NOTHING_WRITTEN = "Nothing was written."
LEAST_MINUTES, MOST_MINUTES = 3, 60
CALLED: Mapping[Like, str] = {
    "mix": "some of both",
    "stretch": "more stretching",
    "strength": "more strength",
    "upright": "on a chair and standing only",
}

Answer = TypeVar("Answer")


def ask(question: str, read: Callable[[str], Answer]) -> Answer:
    """What `read` makes of a typed line; it raises CoachError for one that is none, and then it is asked again.

    Raises CoachError for q, and at the end of the input.
    """
    while True:
        print(question, end=" ", flush=True)
        try:
            typed = sys.stdin.readline()
        except UnicodeDecodeError:
            print("That is no UTF-8 text.")
            continue
        if not typed or typed.strip().lower() in ("q", "quit"):
            raise CoachError(NOTHING_WRITTEN)
        try:
            return read(typed.strip())
        except CoachError as error:
            print(error)


def agreed(question: str) -> bool:
    """Whether the answer is yes; only y or n will do, as something is written then."""

    def read(typed: str) -> bool:
        if typed.lower() in ("y", "yes", "n", "no"):
            return typed.lower().startswith("y")
        raise CoachError("Please answer y (yes) or n (no).")

    return ask(f"{question} (y/n)", read)


def wishes(given: Wishes, allowed: Mapping[str, Exercise]) -> Wishes:
    """The wishes with an answer for each that was not given."""
    if given.minutes is None:
        question = f"Minutes a session may take, {LEAST_MINUTES} to {MOST_MINUTES} (Enter: about 12)?"
        given = replace(given, minutes=ask(question, _minutes))
    if given.like == "mix":
        print("What do you like?", *(f"{n} {CALLED[like]}" for n, like in enumerate(LIKES, 1)), sep="\n  ")
        given = replace(given, like=ask("(Enter: 1)?", _like))
    if not given.with_ids:
        print("Exercises to have in, by name, with commas between; ? lists them.")
        given = replace(given, with_ids=ask("(Enter: none)?", lambda typed: _ids(typed, allowed)))
    if not given.without_ids:
        print("Exercises to leave out?")
        given = replace(given, without_ids=ask("(Enter: none)?", lambda typed: _ids(typed, allowed)))
    return given


def days() -> tuple[str, ...]:
    """The days of a week, in their order; none for every day."""
    return ask("Days, such as mon wed fri (Enter: every day)?", _days)


def _days(typed: str) -> tuple[str, ...]:
    named = {word.lower()[:3] for word in typed.replace(",", " ").split()}
    if not named <= set(DAYS):
        raise CoachError(f"Please give days from {', '.join(DAYS)}, or Enter.")
    return tuple(day for day in DAYS if day in named)


def _minutes(typed: str) -> int | None:
    if not typed:
        return None
    if not (
        typed.isascii() and typed.isdigit() and len(typed) <= 2 and LEAST_MINUTES <= int(typed) <= MOST_MINUTES
    ):
        raise CoachError(f"Please give a whole number from {LEAST_MINUTES} to {MOST_MINUTES}, or Enter.")
    return int(typed)


def _like(typed: str) -> Like:
    if not typed:
        return LIKES[0]
    if typed in (numbers := [*map(str, range(1, len(LIKES) + 1))]):
        return LIKES[numbers.index(typed)]
    raise CoachError(f"Please give a number from 1 to {len(LIKES)}, or Enter.")


def _ids(typed: str, allowed: Mapping[str, Exercise]) -> tuple[str, ...]:
    if typed == "?":
        raise CoachError("\n".join(f"  {exercise.name}" for exercise in allowed.values()))
    return tuple(dict.fromkeys(_id(name.strip(), allowed) for name in typed.split(",") if name.strip()))


def _id(name: str, allowed: Mapping[str, Exercise]) -> str:
    close = exercise_names.meant(name[:60], allowed)
    if len(close) == 1:
        return close[0]
    shown = f"'{printable(name[:60])}'"
    if close:
        raise CoachError(f"{shown} may be {' or '.join(allowed[id_].name for id_ in close)}. Please say which.")
    raise CoachError(f"Your answers allow no exercise called {shown}. ? lists those that they allow.")
