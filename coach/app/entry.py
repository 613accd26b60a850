"""Makes a session out of what a person tells of it, or tells anew; it must not know the log, nor a screen."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from coach.core.exercise import Dose, Exercise
from coach.core.history import repetitions
from coach.core.model.done import Aside, Hurt, Session, SetDone, SetSide
from coach.core.model.routine import Routine
from coach.core.nearest_word import did_you_mean
from coach.core.safe_text import clean, printable
from coach.errors import CoachError
from coach.files.moments import MOMENT

AHEAD, BACK = timedelta(days=1), timedelta(days=366)  # Further off it may be a slip of the pen.
FIRST, LAST = date(1971, 1, 1), date(8999, 12, 31)  # Every computer can reckon with these, in every zone.
MOST_REPS = 9999
RATINGS = {str(number) for number in range(11)}
PLAIN = ("before", "during", "after", "morning", "effort", "stopped", "note")


class UsageError(CoachError):
    """A flag's value that cannot be read: exit 2."""


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


def text_of(note: str) -> str | None:
    """A note as it can be kept, on one line without codes that a terminal would act on; None without a word."""
    return clean(note.encode(errors="replace").decode()) if note.strip() else None  # What is no text in a shell.


def check_known(hurts: Sequence[tuple[str, int]], ours: Sequence[str], known: Mapping[str, Exercise]) -> None:
    """Raises CoachError for an exercise that is neither one of the routine (`ours`) nor of the exercise set."""
    there = dict.fromkeys([*ours, *known])
    for exercise, _ in hurts:
        if exercise not in there:
            close = did_you_mean(exercise, there) or (f"; of the routine are: {', '.join(ours)}" if ours else "")
            raise CoachError(f"--hurt: '{printable(exercise)}' is no exercise{close}")


def check_done(given: Mapping[str, int], planned: Mapping[str, Dose]) -> tuple[str, ...]:
    """Raises CoachError for an exercise that was not planned; tells where more than planned was done."""
    told = []
    for exercise, reps in given.items():
        if exercise not in planned:
            close = did_you_mean(exercise, planned) or f"; planned were: {', '.join(planned)}"
            raise CoachError(f"--done: '{printable(exercise)}' was not planned then{close}")
        if reps > planned[exercise].repetitions:
            told.append(f"{exercise}: {reps} recorded, {planned[exercise].repetitions} were planned.")
    return tuple(told)


def unplanned(own: Mapping[str, Dose], done: Mapping[str, int], left_out: Collection[str]) -> dict[str, Dose]:
    """The doses against which is recorded what was done where nothing was planned: `own` are the routine's.

    Those of the exercises that are named; with none named, {}, of those that were not left out. Raises CoachError
    where that is none: then nobody can tell what was done.
    """
    check_done(done, own)
    kept = {id_: dose for id_, dose in own.items() if (id_ in done if done else id_ not in left_out)}
    if not kept:
        raise CoachError(
            "Nothing was planned then, so say what was done, or that nothing was: "
            f"--done {next(iter(own), 'clamshell')}=6, or --done none"
        )
    return kept


def check_day(day: date, today: date, flag: str, sure: bool) -> str | None:
    """Refuses a date that can only be a slip, where nobody is sure of it; tells of one that is still to come."""
    if wrong := impossible(day):
        raise CoachError(f"{flag}: {wrong}")
    off = far_off(day, today)
    if off and not sure:
        raise CoachError(f"{flag}: {off} Check the year; if it is right, say --sure as well.")
    return f"{flag}: {day} is in the future; recorded as given." if day > today else None


def impossible(day: date) -> str:
    """Why a date cannot be that of a session; "" for one that can."""
    return "" if FIRST <= day <= LAST else f"{day} is no day that can be recorded. Check the year."


def far_off(day: date, today: date) -> str:
    """Why a date may be a slip of the pen; "" for one that is near enough."""
    if day - today > AHEAD:
        return f"{day} is more than a day ahead."
    return f"{day} is more than a year ago." if today - day > BACK else ""


def twin(session: Session, others: Sequence[Session]) -> Session | None:
    """Another session of the same routine at the same moment."""
    same = (each for each in others if each.routine == session.routine and each.at == session.at)
    return next((each for each in same if each.id != session.id), None)


def check_again(session: Session, others: Sequence[Session], again: bool) -> None:
    """Refuses a session that is recorded already, unless there really were two."""
    other = twin(session, others)
    if other is not None and not again:
        raise CoachError(
            f"{printable(session.routine)}, {session.at:{MOMENT}} is recorded already: number {other.id} of "
            f"`coach log`. To correct it: coach log edit {other.id}. If there really were two, say --again as well."
        )


def sets_done(
    planned: Mapping[str, Dose], exercises: Mapping[str, Exercise], given: Mapping[str, int] | None, at: datetime
) -> tuple[SetDone, ...]:
    """The sets behind `--done`, each at the session's time, for the sets themselves were not timed.

    `given` holds total repetitions (per side where each side is done), {} for all that was planned; what is not
    named was not done. They fill the planned sets in order, so the last one begun is the shorter one. More than
    planned is kept: it is what was done, and goes to the last set.
    """
    if given is None:
        return ()
    done: list[SetDone] = []
    for exercise, dose in planned.items():
        left_over = given.get(exercise, 0) if given else dose.repetitions
        for number in range(1, dose.sets + 1):
            reps = left_over if number == dose.sets else min(dose.reps, left_over)
            left_over -= reps
            if reps > 0:
                sides = _sides(exercises.get(exercise))
                done.extend(SetDone(exercise, number, side, reps, at) for side in sides)
    return tuple(done)


def corrected(
    session: Session, given: Mapping[str, Any], exercises: Mapping[str, Exercise], now: datetime
) -> tuple[Session, tuple[str, ...]]:
    """A session with what is told of it anew, and what is to be said of that.

    `given` has a value for each flag that was given, None to take it away.

    `at` is a moment, `done` and `hurt` are as `parse_done` and `parse_hurts` give them. Its sets and reports move
    with its moment. Raises CoachError for an exercise that was not planned, or is none.
    """
    new = replace(session, **{name: given[name] for name in PLAIN if name in given})
    told: tuple[str, ...] = ()
    if "at" in given:
        new = _moved(new, given["at"])
    if "morning" in given:
        new = replace(new, morning_at=None if new.morning is None else now)
    if "hurt" in given:
        new = _reported(new, given["hurt"], "during" in given)
    if "done" in given:
        done = given["done"]
        planned = new.planned or ({} if done is None else unplanned(new.routine_doses, done, new.routine_doses))
        told = check_done(given["done"] or {}, planned)
        new = replace(new, planned=planned, sets=sets_done(planned, exercises, given["done"], new.at))
    if {"done", "stopped", "routine"} & given.keys():
        new = with_finished(new)
    return new, told


def of_another_routine(
    session: Session, routine: Routine, planned: Mapping[str, Dose], aside: Mapping[str, Aside], tells_done: bool
) -> Session:
    """The session as one of another routine, against what that would have planned.

    Raises CoachError where sets were done that it does not plan, unless it is told anew what was done.
    """
    foreign = dict.fromkeys(each.exercise for each in session.sets if each.exercise not in planned)
    if foreign and not tells_done:
        raise CoachError(
            f"--routine: {', '.join(map(printable, foreign))} was not planned there. "
            "Say as well what was done, for example --done all"
        )
    return replace(
        session, routine=routine.id, routine_title=routine.title, routine_doses=routine.doses, planned=planned,
        fixed=routine.fixed, aside=aside,
    )  # fmt: skip


def with_finished(session: Session) -> Session:
    everything = all(repetitions.done_in(session, id_) >= d.repetitions for id_, d in session.planned.items())
    return replace(session, finished=bool(session.sets) and everything and session.stopped is None)


def _moved(session: Session, at: datetime) -> Session:
    by = at - session.at
    return replace(
        session,
        at=at,
        sets=tuple(replace(each, at=(each.at + by).astimezone(at.tzinfo)) for each in session.sets),
        hurts=tuple(replace(each, at=(each.at + by).astimezone(at.tzinfo)) for each in session.hurts),
    )


def _reported(session: Session, hurts: Sequence[tuple[str, int]] | None, with_during: bool) -> Session:
    """Other reports in exercises; one in none stays, unless the worst pain is told anew."""
    given: list[tuple[str | None, int]] = list(hurts or ())
    reports = [Hurt(exercise, rating, session.at) for exercise, rating in given]
    if not with_during:
        reports += [hurt for hurt in session.hurts if hurt.exercise is None]
    elif session.during is not None:
        reports.append(Hurt(None, session.during, session.at))
    return replace(session, hurts=tuple(reports), during=max((hurt.rating for hurt in reports), default=None))


def _sides(exercise: Exercise | None) -> tuple[SetSide, ...]:
    match None if exercise is None else exercise.side:
        case "each":
            return ("left", "right")
        case "left" | "right" as one:
            return (one,)
    return ("both",)
