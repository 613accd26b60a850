"""Asks in lines that a screen reader can follow: numbered choices, one a line; it must not know what is asked."""

import sys
import textwrap
from collections.abc import Sequence

WIDTH = 80
MOST_TRIES = 20  # Who types no number so often is no person.


def say(text: str = "") -> None:
    """A sentence, on lines of its own, without columns."""
    print(textwrap.fill(text, WIDTH, break_on_hyphens=False) if text else "", flush=True)


def choose(question: str, choices: Sequence[str], leave: str) -> int | None:
    """Which of the choices, from 0; None for Enter alone, which means `leave`, and at the end of the input."""
    say(question)
    for number, choice in enumerate(choices, 1):
        say(f"{number}: {choice}")
    for _ in range(MOST_TRIES):
        typed = line(f"A number, or Enter to {leave}: ")
        if not typed:
            return None
        chosen = _whole(typed, len(choices))
        if chosen:
            return chosen - 1
        say(f"There is no choice {typed[:20]!r}. The choices are 1 to {len(choices)}.")
    return None


def number(question: str) -> int | None:
    """How much it hurts, from 0 to 10, or None."""
    return rated(f"{question} 0 is no pain, 10 the worst imaginable. A number, or Enter for none: ")


def rated(prompt: str) -> int | None:
    """A number from 0 to 10, or None."""
    for _ in range(MOST_TRIES):
        typed = line(prompt)
        if not typed:
            return None
        given = _whole(typed, 10)
        if given is not None:
            return given
        say("A whole number from 0 to 10, please.")
    return None


def _whole(typed: str, most: int) -> int | None:
    """The whole number from 0 to `most` that was typed; None for anything else."""
    digits = typed.lstrip("0") or "0"
    if not (typed.isascii() and typed.isdigit() and len(digits) <= 9 and int(digits) <= most):
        return None
    return int(digits)


def line(prompt: str) -> str:
    """What is typed; empty at the end of the input."""
    print(prompt, end="", flush=True)
    return sys.stdin.readline().strip()
