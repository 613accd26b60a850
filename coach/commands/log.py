"""`coach log`: past sessions, for people or programs; records and corrects one; rates a next morning.

It must not know how the log is kept, nor how doses are decided: it asks for the plan of that day.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from coach.app import entry
from coach.core.exercise import Dose
from coach.core.history import completion
from coach.core.model.done import Aside, Hurt, Session
from coach.core.model.routine import Routine
from coach.core.number_words import counted
from coach.core.reason import Reason
from coach.core.safe_text import printable
from coach.core.words import sentence
from coach.errors import CoachError
from coach.files import paths, reach
from coach.files.moments import MOMENT, local
from coach.log import Log, diary, kinds
from coach.log.exchange import as_data

if TYPE_CHECKING:
    from coach.app import workspace
    from coach.core.diary import Activity

HEADINGS = ("id", "when", "routine", "done", "before", "during", "after", "morning", "effort", "stopped")
COLUMNS, ROUTINE, FEWEST = 80, 2, 5
SHORTER = {"interrupted": "cut off"}  # As in the history.
NONE = "none"  # What takes a value away.
SAID = ("at", "before", "during", "after", "morning", "effort", "stopped", "note", "hurt", "done", "routine")


def run(args: argparse.Namespace) -> int:
    if args.check or args.repair or args.restore is not None:
        from coach.commands.care import log_file

        return log_file.run(args)
    home = paths.home()
    if args.log_command is not None:
        try:
            code = _change(args)
        except entry.UsageError as error:
            print(error, file=sys.stderr)
            return 2
        with Log(home.log) as log:
            log.keep_copy(datetime.now().date())
        return code
    reach.insist(home.data)
    with Log(home.log) as log:
        sessions = log.sessions(played_now=True)
        active = () if args.json else diary.activities(log)
    if args.json:
        print(json.dumps([as_data(session) for session in sessions], indent=1, ensure_ascii=False))
    else:
        print(_listed_all(sessions, active))
        if not sessions and not reach.is_there(home.log) and (there := kinds.copies_of(home.log)):
            _tell(sentence(Reason("log_copy_left", day=kinds.day_of(there[-1]))))
    return 0


def _change(args: argparse.Namespace) -> int:
    if args.log_command in ("walk", "did", "week") or isinstance(getattr(args, "id", None), str):
        return _of_the_diary(args)
    match args.log_command:
        case "add":
            return _add(args)
        case "edit":
            return _edit(args)
        case "delete":
            return _delete(args.id)
        case "restore":
            return _restore(args.id)
    return _morning(args)


def _of_the_diary(args: argparse.Namespace) -> int:
    from coach.commands.diary import activities

    reach.insist(paths.home().data)
    if args.log_command == "week":
        from coach.commands.diary import week

        return week.run(args)
    return activities.add(args) if args.log_command in ("walk", "did") else activities.change(args)


def _listed_all(sessions: Sequence[Session], active: "Sequence[Activity]") -> str:
    """Sessions, activities, and the week in a line; in a pipe without activities the table alone, as ever."""
    from coach.commands.diary import activities, week

    parts = [table(sessions)] if sessions or not active else []
    if active:
        parts.append(activities.table(active))
    if active or (sessions and sys.stdout.isatty()):
        parts.append(week.line(datetime.now()))
    return "\n\n".join(filter(None, parts))


def table(sessions: Sequence[Session]) -> str:
    """The sessions, oldest first, as lines of at most 80 columns; the names of routines get what is left."""
    if not sessions:
        return "No session yet. To start one: coach play"
    rows = [HEADINGS, *(_row(session) for session in sessions)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    left = COLUMNS - sum(widths) - len(widths) + 1 + widths[ROUTINE]
    widths[ROUTINE] = min(widths[ROUTINE], max(FEWEST, left))
    return "\n".join(_line(row, widths) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        (cell if len(cell) <= width else f"{cell[: width - 1]}…").ljust(width)
        for cell, width in zip(row, widths, strict=True)
    ]
    return " ".join(cells).rstrip()


def _row(session: Session) -> tuple[str, ...]:
    ratings = (session.before, session.during, session.after, session.morning)
    return (
        str(session.id),
        f"{session.at:{MOMENT}}",
        printable(session.routine),
        _share_done(session),
        *("–" if rating is None else str(rating) for rating in ratings),
        session.effort or "–",
        "playing" if session.running else SHORTER.get(session.stopped or "", session.stopped or "–"),
    )


def _share_done(session: Session) -> str:
    """How much was done: all, or how many of the planned exercises."""
    if completion.all_done(session):
        return "all"
    return f"{completion.whole(session)}/{len(session.planned)}" if session.planned else "–"


def _add(args: argparse.Namespace) -> int:
    from coach.app import workspace

    given, hurts = entry.parse_done(args.done), entry.parse_hurts(args.hurt)
    at = local(args.at)
    _tell(entry.check_day(at.date(), datetime.now().date(), "--at", args.sure))
    ws = workspace.open_workspace(datetime.now(), at)
    loaded = workspace.load_routine(ws, args.routine).routine
    entry.check_known(hurts, [*loaded.doses], ws.exercises)
    reports = [*hurts, *([] if args.during is None else [(None, args.during)])]
    usual, screened_at = (ws.profile.usual_pain, ws.profile.dated) if ws.profile else (None, None)
    if screened_at is not None and screened_at > at:
        screened_at = None  # It was answered after the session, and so was not known then.
    with Log(ws.home.log) as log:
        sessions = log.sessions()
        planned, aside = _planned(ws, loaded, sessions, at, args.before, given)
        if given:
            _tell(*entry.check_done(given, planned))
        session = entry.with_finished(
            Session(
                id=0,
                at=at,
                routine=loaded.id,
                planned=planned,
                sets=entry.sets_done(planned, ws.exercises, given, at),
                before=args.before,
                during=max((rating for _, rating in reports), default=None),
                after=args.after,
                effort=args.effort,
                stopped=args.stopped,
                routine_doses=loaded.doses,
                fixed=loaded.fixed,
                aside=aside,
                hurts=tuple(Hurt(exercise, rating, at) for exercise, rating in reports),
                usual_pain=usual,
                screened_at=screened_at,
                routine_title=loaded.title,
                note=_note(args.note),
            )
        )
        entry.check_again(session, sessions, args.again)
        made = log.add(session)
    done = f"{completion.whole(session)} of {counted(len(planned), 'exercise')} done in full"
    print(f"Recorded: {loaded.id}, {at:{MOMENT}}, {done}. Not right? coach log edit {made}")
    return 0


def _planned(
    ws: "workspace.Workspace",
    loaded: Routine,
    sessions: Sequence[Session],
    at: datetime,
    before: int | None,
    done: Mapping[str, int] | None,
) -> tuple[Mapping[str, Dose], Mapping[str, Aside]]:
    """What `coach today` would have planned then, and what of the routine was not for that session.

    Where nothing was allowed, what was `done` (as `parse_done` gives it) is still recorded, against the routine's
    own doses: of all that was not left out, or of what is named. When nothing was done (too sore to start) it is
    against nothing. Raises CoachError where nobody can tell what was done.
    """
    from coach.app import other_routines
    from coach.core import plan, progression, words

    past = tuple(session for session in sessions if session.at <= at)
    others = other_routines.rounds(ws, loaded)
    decision = progression.decide(loaded, ws.exercises, ws.profile, past, at.date(), before, others=others, now=at)
    made = plan.make(loaded, decision, ws.profile)
    if made is not None:
        return plan.planned(made), decision.aside
    _tell(f"For that day nothing was planned: {words.together(decision.reasons)}")
    if done is None:
        return {}, decision.aside
    own = {item.exercise.id: item.dose for item in loaded.items}
    return entry.unplanned(own, done, {each.id for each in decision.omitted}), {}


def _edit(args: argparse.Namespace) -> int:
    from coach.app import workspace
    from coach.log import corrections

    now = local(datetime.now())
    said = _said(args)
    if args.minutes is not None or args.what is not None:
        raise entry.UsageError("--minutes and --what are for an activity, whose number begins with a, such as a3")
    with Log(paths.home().log) as log:
        old = base = corrections.find(log, args.id)
        if not said:
            raise CoachError(f"Say what is to be changed, for example: coach log edit {args.id} --after 3")
        if "at" in said:
            _tell(entry.check_day(said["at"].date(), now.date(), "--at", args.sure))
        ws = workspace.open_workspace(datetime.now())
        others = log.sessions()
        entry.check_known(said.get("hurt") or (), list(old.planned), ws.exercises)
        if "routine" in said:
            loaded = workspace.load_routine(ws, said["routine"]).routine
            earlier = [session for session in others if session.id != old.id]
            at, before = said.get("at", old.at), said.get("before", old.before)
            done = said.get("done", {}) if old.sets or "done" in said else None
            planned, aside = _planned(ws, loaded, earlier, at, before, done)
            base = entry.of_another_routine(old, loaded, planned, aside, "done" in said)
        new, told = entry.corrected(base, said, ws.exercises, now)
        _tell(*told)
        if {"at", "routine"} & said.keys():
            entry.check_again(new, others, args.again)
        changed = corrections.edit(log, old, new, now)
    if not changed:
        raise CoachError(f"Nothing to change: session {args.id} says so already.")
    print(f"Session {args.id}, {new.at:{MOMENT}}: corrected {_listed(changed)}. What it was is kept.")
    return 0


def _said(args: argparse.Namespace) -> dict[str, Any]:
    """The flags of `log edit` that were given, read; None for a value that is to be taken away."""
    said = {key: getattr(args, key) for key in SAID if getattr(args, key) is not None}
    if "hurt" in said:
        said["hurt"] = [] if said["hurt"] == [NONE] else entry.parse_hurts(said["hurt"])
    if "done" in said:
        said["done"] = entry.parse_done(said["done"])
    if "at" in said:
        said["at"] = local(said["at"])
    if "note" in said:
        said["note"] = _note(said["note"])
    return {key: None if value == NONE and key not in ("routine", "done") else value for key, value in said.items()}


def _note(given: str | None) -> str | None:
    """A note as it is kept; the word none is no note, in every command."""
    return None if given is None or given.strip() == NONE else entry.text_of(given)


def _listed(names: Sequence[str]) -> str:
    words = {"at": "date and time", "sets": "what was done", "hurts": "where it hurt", "planned": "the plan"}
    return ", ".join(words.get(name, name) for name in names)


def _delete(number: int) -> int:
    from coach.log import corrections

    with Log(paths.home().log) as log:
        session = corrections.delete(log, number, local(datetime.now()))
    print(
        f"Deleted: {printable(session.routine)}, {session.at:{MOMENT}}. It counts for nothing any more. "
        f"To bring it back: coach log restore {number}"
    )
    return 0


def _restore(number: int) -> int:
    from coach.log import corrections

    with Log(paths.home().log) as log:
        session = corrections.restore(log, number, local(datetime.now()))
        other = entry.twin(session, log.sessions())
    print(f"Brought back: {printable(session.routine)}, {session.at:{MOMENT}}. It counts as before.")
    if other is not None:
        _tell(
            f"Session {other.id} is of the same moment, and counts too. One too many? coach log delete {other.id}"
        )
    return 0


def _morning(args: argparse.Namespace) -> int:
    now = local(datetime.now())
    _tell(entry.check_day(args.date, now.date(), "--date", args.sure))
    with Log(paths.home().log) as log:
        so_far = len(log.corrections())
        session = log.morning(args.date, args.rating, now)
        was = "".join(f" It was {each.old} before; that is kept." for each in log.corrections()[so_far:])
    print(f"The morning of {args.date}: {args.rating}, for the session of {session.at:{MOMENT}}.{was}")
    days = (args.date - session.at.date()).days
    if days > 1:
        _tell(f"That is {days} days after it. Not the morning after it? coach log edit {session.id} --morning none")
    return 0


def _tell(*sentences: str | None) -> None:
    for each in sentences:
        if each:
            print(each, file=sys.stderr)
