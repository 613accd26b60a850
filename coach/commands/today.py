"""`coach today`: today's doses and why, once, for a shell or a status bar; it decides nothing itself."""

import argparse
import json
import sys
import textwrap
from datetime import date, datetime, time
from typing import Any

from coach import wiring
from coach.doses import written
from coach.model import Decision, Exercise

WIDTH = 80


def run(args: argparse.Namespace) -> int:
    on: date = args.on or date.today()
    ws = wiring.open_workspace(datetime.combine(on, time.max))
    wiring.need_profile(ws)
    today = wiring.todays(ws, args.routine, datetime.combine(on, time(12)), args.before)
    if args.json:
        print(json.dumps(as_json(today.decision), ensure_ascii=False))
        return 0
    for warning in (*ws.warnings, *today.warnings):
        print(warning, file=sys.stderr)
    print(as_text(today.decision, ws.exercises, today.routine.title))
    if args.why:
        print(why_text(today.decision))
    return 0


def as_json(decision: Decision) -> dict[str, Any]:
    """The decision in the form that other programs read."""
    return {
        "date": decision.date.isoformat(),
        "allowed": decision.allowed,
        "routine": decision.routine,
        "rounds_done": decision.rounds_done,
        "rounds_goal": decision.rounds_goal,
        "level": decision.level,
        "stage": decision.stage,
        "range": decision.range,
        "rules": list(decision.rules),
        "reason": decision.reason,
        "exercises": [
            {
                "id": each.id,
                "sets": each.dose.sets,
                "reps": each.dose.reps,
                "hold_s": each.dose.hold_s,
                "target": {"sets": each.target.sets, "reps": each.target.reps, "hold_s": each.target.hold_s},
                "reason": each.reason,
            }
            for each in decision.exercises
        ],
        "omitted": [{"id": each.id, "reason": each.reason} for each in decision.omitted],
        "suggest": [{"id": each.id, "reason": each.reason} for each in decision.suggest],
    }


def as_text(decision: Decision, exercises: dict[str, Exercise], title: str) -> str:
    """The decision in a few lines of at most 80 columns."""
    lines = _wrap(f"{title}, {decision.date:%a} {decision.date.day} {decision.date:%b %Y}")
    lines += _wrap(_status(decision))
    lines += _wrap(decision.reason)
    if decision.exercises:
        lines.append("")
    for each in decision.exercises:
        exercise = exercises[each.id]
        per_side = " a side" if exercise.side == "each" else ""
        lines += _wrap(f"{exercise.name[:24]:<24} {written(each.dose) + per_side:<22} {each.reason}", 48)
    if decision.omitted:
        lines += ["", "Left out:"]
        for left_out in decision.omitted:
            lines += _wrap(f"  {exercises[left_out.id].name[:22]:<22} {left_out.reason}", 25)
    if decision.suggest:
        lines.append("")
    for suggestion in decision.suggest:
        lines += _wrap(f"You could add {suggestion.id}. {suggestion.reason}")
    return "\n".join(lines)


def why_text(decision: Decision) -> str:
    """Every row that matched, with its figures and its basis; a line that nothing matched where none did."""
    if not decision.findings:
        return "\nNo rule matched: nothing changes."
    lines = []
    for each in decision.findings:
        lines += ["", *_wrap(f"{each.rule:<4} {each.sentence}", 5)]
        if each.figures:
            lines += _wrap(f"     because {each.figures}", 13)
        if each.basis:
            lines += _wrap(f"     basis   {each.basis}", 13)
    return "\n".join(lines)


def _status(decision: Decision) -> str:
    if not decision.allowed:
        return "No session."
    rounds = f"{decision.rounds_done} of {decision.rounds_goal} rounds done"
    far = ", half the range" if decision.range == "half" else ""
    return f"Level {decision.level}{far} · stage {decision.stage} · {rounds}"


def _wrap(text: str, indent: int = 0) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent=" " * indent, drop_whitespace=True) or [""]
