"""`coach rules`: the table of the pain rules with sentences and basis; it must not know how a row is matched."""

import argparse
import textwrap

from coach.core import words
from coach.core.progression import rules
from coach.core.reason import Reason

WIDTH = 80
HEAD = """\
How your ratings set the next volume. Nobody was screened for this list.
Levels: full, reduced (4/5 of the target) and half (half of it, half the range),
below full with the shortest hold; an exercise that hurt has its own. The usual
pain is the middle one of the last seven ratings before a session; near is one
above it, at least 2; comfort is near, at most 5. A rise is what a session did:
the pain after it, or in it, against the pain before. A day is green when it was
rated, near the usual, whole and not hard. Every rule that matches applies; the
first one gives the sentence. They are cautious, but not clinically tested.
"""
MOMENTS = {
    "screening": "screening",
    "start": "at the start",
    "after": "after a session",
    "after and start": "after a session and at the start",
    "between": "between sessions",
    "up": "goes up",
    "hold": "stays",
}


def run(args: argparse.Namespace) -> int:
    del args  # The command has no flags.
    print(HEAD)
    print("\n\n".join(text(rule) for rule in rules.TABLE))
    return 0


def text(rule: rules.Rule) -> str:
    """One row in a few lines of at most 80 columns."""
    lines = [f"{rule.id:<4} {words.sentence(Reason(rule.reason))}"]
    parts = (("when", MOMENTS[rule.moment]), ("if", rule.condition), ("then", rule.effect), ("basis", rule.basis))
    for name, told in parts:
        lines += textwrap.wrap(told, WIDTH, initial_indent=f"     {name:<6}", subsequent_indent=" " * 11)
    return "\n".join(lines)
