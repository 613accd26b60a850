"""`coach log`: past sessions, for people or programs; records one done elsewhere; rates a next morning.

It must not know how the log is kept, nor how doses are decided: it asks for the plan of that day.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from coach.core.exercise import Dose, Exercise
from coach.core.history import repetitions
from coach.core.model import Hurt, Routine, Session, SetDone, SetSide
from coach.core.nearest_word import did_you_mean
from coach.core.safe_text import printable
from coach.errors import CoachError
from coach.files import paths
from coach.files.moments import local
from coach.log import Log

if TYPE_CHECKING:
    from coach.app import workspace

# Some days ahead may be tried out, as with `coach today --on`; more than this can only be a slip of the pen.
FURTHEST_AHEAD = timedelta(days=366)
EARLIEST = date(1970, 1, 1)
MOST_REPS = 9999
RATINGS = {str(number) for number in range(11)}
HEADINGS = ("when", "routine", "done", "before", "during", "after", "morning", "effort", "stopped")
ROUTINE_WIDTH = 14


class UsageError(CoachError):
    """A flag's value that cannot be read: exit 2."""


def run(args: argparse.Namespace) -> int:
    try:
        match args.log_command:
            case "add":
                return _add(args)
            case "morning":
                return _morning(args.date, args.rating)
    except UsageError as error:
        print(error, file=sys.stderr)
        return 2
    with Log(paths.home().log) as log:
        sessions = log.sessions()
    if args.json:
        print(json.dumps([as_data(session) for session in sessions], indent=1, ensure_ascii=False))
    else:
        print(table(sessions))
    return 0


def as_data(session: Session) -> dict[str, Any]:
    """A session as `coach log --json` prints it; what is missing is None."""
    return {
        "id": session.id,
        "at": session.at.isoformat(timespec="seconds"),
        "routine": session.routine,
        "planned": {
            exercise: {"sets": dose.sets, "reps": dose.reps, "hold_s": dose.hold_s}
            for exercise, dose in session.planned.items()
        },
        "sets": [
            {
                "exercise": done.exercise,
                "set": done.set,
                "side": done.side,
                "reps": done.reps,
                "at": done.at.isoformat(timespec="seconds"),
            }
            for done in session.sets
        ],
        "before": session.before,
        "during": session.during,
        "after": session.after,
        "morning": session.morning,
        "effort": session.effort,
        "stopped": session.stopped,
        "finished": session.finished,
        "hurts": [
            {"exercise": hurt.exercise, "rating": hurt.rating, "at": hurt.at.isoformat(timespec="seconds")}
            for hurt in session.hurts
        ],
        "note": session.note,
        "usual_pain": session.usual_pain,
    }


def table(sessions: Sequence[Session]) -> str:
    """The sessions, oldest first, as lines of at most 80 columns."""
    if not sessions:
        return "No session yet. To start one: coach play"
    rows = [HEADINGS, *(_row(session) for session in sessions)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = (" ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "\n".join(lines)


def parse_done(text: str) -> dict[str, int] | None:
    """--done as repetitions by exercise, {} for all and None for none. Raises UsageError."""
    if text in ("all", "none"):
        return {} if text == "all" else None
    given: dict[str, int] = {}
    for part in text.split(","):
        name, equals, reps = (piece.strip() for piece in part.partition("="))
        if not (name and equals and reps.isascii() and reps.isdigit() and len(reps) <= len(str(MOST_REPS))):
            raise UsageError(
                f"--done: '{printable(part.strip())}' is not ID=REPS. Say all, none, or for example clamshell=6"
            )
        if name in given:
            raise UsageError(f"--done: {printable(name)} is there twice")
        given[name] = int(reps)
    return given


def parse_hurts(given: Sequence[str]) -> list[tuple[str, int]]:
    """Each --hurt as an exercise and its rating. Raises UsageError."""
    found = []
    for part in given:
        name, _, number = (piece.strip() for piece in part.partition("="))
        if not name or number not in RATINGS:
            raise UsageError(
                f"--hurt: '{printable(part)}' is not ID=N with N from 0 to 10. Say for example clamshell=4"
            )
        found.append((name, int(number)))
    return found


def sets_done(
    planned: Mapping[str, Dose], exercises: Mapping[str, Exercise], given: Mapping[str, int] | None, at: datetime
) -> tuple[SetDone, ...]:
    """The sets behind `--done`, each at the session's time, for the sets themselves were not timed.

    `given` holds total repetitions (per side where each side is done); they fill the planned sets in order, so the
    last one begun is the shorter one. More than planned is kept: it is what was done, and goes to the last set.
    """
    if given is None:
        return ()
    done: list[SetDone] = []
    for exercise, dose in planned.items():
        left_over = given.get(exercise, dose.repetitions)
        for number in range(1, dose.sets + 1):
            reps = left_over if number == dose.sets else min(dose.reps, left_over)
            left_over -= reps
            if reps > 0:
                sides = _sides(exercises[exercise])
                done.extend(SetDone(exercise, number, side, reps, at) for side in sides)
    return tuple(done)


def _sides(exercise: Exercise) -> tuple[SetSide, ...]:
    return ("left", "right") if exercise.side == "each" else ("both",)


def _row(session: Session) -> tuple[str, ...]:
    routine = printable(session.routine)
    if len(routine) > ROUTINE_WIDTH:
        routine = f"{routine[: ROUTINE_WIDTH - 1]}…"
    ratings = (session.before, session.during, session.after, session.morning)
    return (
        f"{session.at:%Y-%m-%d %H:%M}",
        routine,
        _share_done(session),
        *("–" if rating is None else str(rating) for rating in ratings),
        session.effort or "–",
        session.stopped or "–",
    )


def _share_done(session: Session) -> str:
    """How much was done: all, or how many of the planned exercises."""
    if session.finished:
        return "all"
    whole = [id_ for id_, dose in session.planned.items() if repetitions.done_in(session, id_) >= dose.repetitions]
    return f"{len(whole)}/{len(session.planned)}"


def _add(args: argparse.Namespace) -> int:
    from coach.app import workspace
    from coach.files import routines as routine

    args.at = local(args.at)
    given, hurts = parse_done(args.done), parse_hurts(args.hurt)
    _check_date(args.at.date(), "--at")
    ws = workspace.open_workspace(datetime.now(), args.at)
    loaded, _ = routine.load(routine.find(args.routine, ws.home), ws.exercises)
    _check_known(hurts, loaded, ws.exercises)
    reports = [*hurts, *([] if args.during is None else [(None, args.during)])]
    usual, screened_at = (ws.profile.usual_pain, ws.profile.screened_at) if ws.profile else (None, None)
    with Log(ws.home.log) as log:
        past = tuple(session for session in log.sessions() if session.at <= args.at)
        planned = _planned(ws, loaded, past, args)
        if given:
            _check_done(given, planned)
        done = sets_done(planned, ws.exercises, given, args.at)
        session = Session(
            id=0,
            at=args.at,
            routine=loaded.id,
            planned=planned,
            sets=done,
            before=args.before,
            during=max((rating for _, rating in reports), default=None),
            after=args.after,
            effort=args.effort,
            stopped=args.stopped,
            routine_doses={item.exercise.id: item.dose for item in loaded.items},
            hurts=tuple(Hurt(exercise, rating, args.at) for exercise, rating in reports),
            usual_pain=usual,
            screened_at=screened_at,
            routine_title=loaded.title,
            note=args.note and args.note.encode(errors="replace").decode(),  # What is no text in a shell.
        )
        log.add(_with_finished(session))
    whole = sum(repetitions.done_in(session, id_) >= dose.repetitions for id_, dose in planned.items())
    print(f"Recorded: {loaded.id}, {args.at:%Y-%m-%d %H:%M}, {whole} of {len(planned)} exercises done.")
    return 0


def _planned(
    ws: "workspace.Workspace", loaded: Routine, past: tuple[Session, ...], args: argparse.Namespace
) -> Mapping[str, Dose]:
    """What `coach today` would have planned then.

    Where nothing was allowed, what was done is still recorded: against the routine's own doses, or, when nothing
    was done (too sore to start), against nothing.
    """
    from coach.core import plan, progression, words

    decision = progression.decide(loaded, ws.exercises, ws.profile, past, args.at.date(), args.before)
    made = plan.make(loaded, decision, ws.profile)
    if made is not None:
        return plan.planned(made)
    print(f"For that day nothing was planned: {words.together(decision.reasons)}", file=sys.stderr)
    return {} if args.done == "none" else {item.exercise.id: item.dose for item in loaded.items}


def _check_known(hurts: Sequence[tuple[str, int]], loaded: Routine, known: Mapping[str, Exercise]) -> None:
    """Raises CoachError for an exercise that is neither in the routine nor in the exercise set."""
    there = dict.fromkeys([*(item.exercise.id for item in loaded.items), *known])
    for exercise, _ in hurts:
        if exercise not in there:
            close = (
                did_you_mean(exercise, there)
                or f"; of {loaded.id} are: {', '.join(list(there)[: len(loaded.items)])}"
            )
            raise CoachError(f"--hurt: '{printable(exercise)}' is no exercise{close}")


def _check_done(given: Mapping[str, int], planned: Mapping[str, Dose]) -> None:
    """Raises CoachError for an exercise that was not planned; says where more than planned was done."""
    for exercise, reps in given.items():
        if exercise not in planned:
            close = did_you_mean(exercise, planned) or f"; planned were: {', '.join(planned)}"
            raise CoachError(f"--done: '{printable(exercise)}' was not planned then{close}")
        if reps > planned[exercise].repetitions:
            print(f"{exercise}: {reps} recorded, {planned[exercise].repetitions} were planned.", file=sys.stderr)


def _with_finished(session: Session) -> Session:
    everything = all(repetitions.done_in(session, id_) >= d.repetitions for id_, d in session.planned.items())
    return replace(session, finished=bool(session.sets) and everything and session.stopped is None)


def _morning(day: date, rating: int) -> int:
    _check_date(day, "--date")
    with Log(paths.home().log) as log:
        session = log.morning(day, rating, datetime.now())
    print(f"The morning of {day}: {rating}, for the session of {session.at:%Y-%m-%d %H:%M}.")
    return 0


def _check_date(day: date, flag: str) -> None:
    """Refuses a date that cannot be meant; says so where it is only still to come."""
    if day < EARLIEST:
        raise CoachError(f"{flag}: {day} is too long ago. Check the year.")
    today = date.today()
    if day - today > FURTHEST_AHEAD:
        raise CoachError(f"{flag}: {day} is too far in the future. Check the year.")
    if day > today:
        print(f"{flag}: {day} is in the future; recorded as given.", file=sys.stderr)
