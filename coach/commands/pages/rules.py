"""`coach rules`: the table of the pain rules with sentences and basis; it must not know how a row is matched."""

import argparse
import json
import textwrap
from dataclasses import asdict
from typing import Any

from coach.core import words
from coach.core.progression import rules
from coach.core.reason import Reason

WIDTH = 80
HEAD = """\
How your ratings set what comes next. This list is the same for everybody:
nothing of yours was looked at, and nothing was screened.
Doses are played full, a little less (four fifths) or half (and half as far);
less than full has the shortest hold. An exercise that hurt has its own step.
Your usual is the middle one of the last seven ratings before a session; one
point above it, or a 2, still counts as usual. Pain rises in a session where it
is higher after it, or in it, than before. A day is good when it was rated, near
your usual, all was done and it was not hard; it is easy when it felt easy, too.
Each rule that matches counts; the first one gives the sentence. They are
cautious, but nobody has tested them in a clinic.
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
    if args.json:
        print(json.dumps([*map(as_data, rules.TABLE)], ensure_ascii=False, indent=1))
        return 0
    print(HEAD)
    print("\n\n".join(text(rule) for rule in rules.TABLE))
    return 0


def as_data(rule: rules.Rule) -> dict[str, Any]:
    """One row in the form that other programs read; `called` and `sentence` are its words."""
    told = {"called": words.row(rule.id), "sentence": words.sentence(Reason(rule.reason))}
    return {**told, **{"reason_id" if key == "reason" else key: value for key, value in asdict(rule).items()}}


def text(rule: rules.Rule) -> str:
    """One row in a few lines of at most 80 columns."""
    called, said = words.row(rule.id), words.sentence(Reason(rule.reason))
    lines = [f"{rule.id:<4} {called[:1].upper()}{called[1:]}"]
    parts = (
        ("says", said),
        ("when", MOMENTS[rule.moment]),
        ("if", rule.condition),
        ("then", rule.effect),
        ("basis", rule.basis),
    )
    for name, told in parts:
        lines += textwrap.wrap(told, WIDTH, initial_indent=f"     {name:<6}", subsequent_indent=" " * 11)
    return "\n".join(lines)
