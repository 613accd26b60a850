"""`coach today`: today's doses and why, once, for a shell or a status bar; it decides nothing itself."""

import argparse
import json
import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any, TextIO

from coach import streams
from coach.app import entry, workspace
from coach.app.today import todays
from coach.core import words
from coach.core.exercise import Exercise, base_of, side_of
from coach.core.model.decided import Decision, Suggestion
from coach.core.model.screened import Omission
from coach.core.number_words import counted
from coach.core.progression import explain, rules
from coach.core.progression.state import HIGHEST_STAGE
from coach.core.reason import Reason
from coach.core.words import found
from coach.core.words.english.doses import dose_words
from coach.errors import CoachError

WIDTH, NARROWEST = 80, 40
LEAST_BESIDE = 24  # Columns that a reason needs beside a dose.
LONGEST_NAME = 24

LEVELS = {"full": "Full dose", "reduced": "A little less", "half": "Half dose, half as far"}
Paint = Callable[[str, str], str]
# The terminal's own colours, so that they can be read on a dark and on a light ground.
STYLES = {"title": "1", "full": "32", "reduced": "33", "half": "35", "stop": "31", "quiet": "2"}


def unpainted(_style: str, text: str) -> str:
    return text


def run(args: argparse.Namespace) -> int:
    now = datetime.now()
    on: date = args.on or now.date()
    if wrong := entry.impossible(on):
        raise CoachError(f"--on: {wrong}")
    ws = workspace.open_workspace(now, datetime.combine(on, time.max))
    workspace.need_profile(ws)
    today = todays(ws, args.routine, datetime.combine(on, time(12)), args.before, datetime.now())
    if args.line:
        from coach.commands.remind import status_line

        print(status_line.text(today, datetime.combine(on, datetime.now().time()).astimezone()))
        return 0
    if args.json:
        print(json.dumps(as_json(today.decision), ensure_ascii=False))
        return 0
    for warning in (*ws.warnings, *today.warnings):
        print(warning, file=sys.stderr)
    paint = painted(sys.stdout, os.environ)
    width = _width(sys.stdout)
    streams.print_painted(as_text(today.decision, ws.exercises, today.routine.title, paint, width))
    for reminder in (*(today.plan.notes if today.plan is not None else ()), *map(words.sentence, today.reminders)):
        print(*_wrap(reminder, width), sep="\n")
    schedule = today.routine.schedule
    if schedule is not None and not schedule.holds(on) and today.decision.allowed:
        rest = f"A day of rest by your schedule. {words.sentence(schedule.following(on))}"
        print(*_wrap(rest, width), sep="\n")
    if args.why:
        print(why_text(today.decision, width))
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
        "sore_day": decision.sore_day,
        "rules": list(decision.rules),
        "reason": words.together(decision.reasons),
        **_as_data(decision.reason),
        "exercises": [
            {
                **_id(each.id),
                "sets": each.dose.sets,
                "reps": each.dose.reps,
                "hold_s": each.dose.hold_s,
                "target": {"sets": each.target.sets, "reps": each.target.reps, "hold_s": each.target.hold_s},
                "level": each.level,
                "own_level": each.own_level,
                "reason": words.sentence(each.reason),
                **_as_data(each.reason),
                "instead_of": each.instead_of,
                "reps_in_sets": list(each.in_sets) or None,
            }
            for each in decision.exercises
        ],
        "findings": [
            {"rule": each.rule, **_as_data(each.reason), "sentence": said}
            for each, said in zip(decision.findings, found.each_said(decision), strict=True)
        ],
        "omitted": [_left_out_or_offered(each) for each in decision.omitted] if _is_screened(decision) else [],
        "suggest": [_left_out_or_offered(each) for each in decision.suggest],
    }


def _is_screened(decision: Decision) -> bool:
    """Whether the answers allow sessions; else some were not asked, and what they leave out nobody has said."""
    return not {"P1", explain.SCREENING} & {each.rule for each in decision.findings}


def _left_out_or_offered(each: Omission | Suggestion) -> dict[str, Any]:
    return {**_id(each.id), "reason": words.sentence(each.reason), **_as_data(each.reason)}


def _id(id_: str) -> dict[str, Any]:
    """The exercise; where a routine has several entries of it, or one side of it, also which one this is."""
    return {"id": id_} if ":" not in id_ else {"id": base_of(id_), "entry": id_, "side": side_of(id_)}


def _as_data(reason: Reason) -> dict[str, Any]:
    return {"reason_id": reason.id, "figures": dict(reason.figures)}


def as_text(
    decision: Decision,
    exercises: Mapping[str, Exercise],
    title: str,
    paint: Paint = unpainted,
    width: int = WIDTH,
) -> str:
    """The decision as a small card of at most `width` columns; `paint` never changes their widths."""
    day = f"{decision.date:%a} {decision.date.day} {decision.date:%b %Y}"
    lines = [paint("title", line) for line in _wrap(f"{title} · {day}", width)]
    level = decision.level if decision.allowed else "stop"
    lines += [paint(level, line) for line in _wrap(_status(decision), width)]
    lines += [paint("title", line) for line in _wrap(words.together(decision.reasons), width)]
    ids = [*(each.id for each in decision.exercises), *(each.id for each in decision.omitted)]
    column = min(LONGEST_NAME, max((len(exercises[id_].name) for id_ in ids), default=0))
    doses = [
        dose_words(each.dose.figures, each.in_sets) + (" a side" if exercises[each.id].side == "each" else "")
        for each in decision.exercises
    ]
    for each, dose in zip(decision.exercises, doses, strict=True):
        # What is as planned needs no words.
        reason = "" if each.reason.id == "as_planned" else words.sentence(each.reason)
        cells = f"  {_cut(exercises[each.id].name, column):<{column}}  {dose:<{max(map(len, doses))}}"
        lines += _row(paint, cells, reason, width)
    # Where nothing is played at all, it is not for these reasons; the screening may have ended before them.
    omitted = decision.omitted if decision.allowed else ()
    if omitted:
        lines.append(paint("quiet", "Left out"))
    for left_out in omitted:
        cells = f"  {_cut(exercises[left_out.id].name, column):<{column}}"
        lines += _row(paint, cells, words.sentence(left_out.reason), width)
    for suggestion in decision.suggest:
        lines += _wrap(f"You could add one. {words.sentence(suggestion.reason)}", width)
    return "\n".join(lines)


def why_text(decision: Decision, width: int = WIDTH) -> str:
    """Every row that matched, with its figures and its basis; a line that nothing matched where none did."""
    if not decision.findings:
        return (
            "\nAll as usual, so nothing changes." if decision.reason.id == "steady" else "\nNo rule had to step in."
        )
    lines = []
    for each, said in zip(decision.findings, found.each_said(decision), strict=True):
        lines += ["", *_wrap(said, width)]
        if because := words.figures(each.reason):
            lines += _wrap(f"     because {because}", width, 13)
        if each.rule in rules.ORDER:
            lines += _wrap(f"     basis   {rules.rule(each.rule).basis}", width, 13)
            lines += _wrap(f"     rule    {words.row(each.rule)}, {each.rule} of `coach rules`", width, 13)
    return "\n".join(lines)


def _row(paint: Paint, cells: str, reason: str, width: int) -> list[str]:
    """Name, dose and, in quiet letters, the reason beside or, where there is no room, below them."""
    if not reason:
        return [cells.rstrip()]
    beside = width - len(cells) - 2
    if beside < LEAST_BESIDE:
        lines = textwrap.wrap(reason, width, initial_indent=" " * 4, subsequent_indent=" " * 4)
        return [cells.rstrip(), *(paint("quiet", line) for line in lines)]
    first, *more = textwrap.wrap(reason, beside)
    return [f"{cells}  {paint('quiet', first)}", *(" " * (len(cells) + 2) + paint("quiet", line) for line in more)]


def painted(stream: TextIO, environment: Mapping[str, str]) -> Paint:
    """Colours for a terminal; none for a file or a pipe, or where NO_COLOR or a dumb terminal asks for none."""
    if not stream.isatty() or environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        return unpainted
    return lambda style, text: f"\x1b[{STYLES[style]}m{text}\x1b[0m" if text else text


def _status(decision: Decision) -> str:
    if not decision.allowed:
        return "No session."
    rounds = f"{decision.rounds_done} of {counted(decision.rounds_goal, 'round')} done"
    return f"{LEVELS[decision.level]} · stage {decision.stage} of {HIGHEST_STAGE} · {rounds}"


def _cut(name: str, columns: int) -> str:
    return name if len(name) <= columns else f"{name[: columns - 1].rstrip()}…"


def _width(stream: TextIO) -> int:
    """The columns of a terminal, within reason; 80 for a file or a pipe."""
    return max(NARROWEST, min(WIDTH, shutil.get_terminal_size().columns)) if stream.isatty() else WIDTH


def _wrap(text: str, width: int, indent: int = 0) -> list[str]:
    return textwrap.wrap(text, width, subsequent_indent=" " * indent, drop_whitespace=True) or [""]
