"""`coach log walk` and `did`, and `edit`, `delete`, `restore` of an activity; it must not know how it is kept."""

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime, time

from coach.app import entry
from coach.app.diary import told
from coach.core.diary import WALK, Activity
from coach.core.reason import Reason
from coach.core.safe_text import printable
from coach.core.words import sentence
from coach.errors import CoachError
from coach.files import paths
from coach.files.moments import MOMENT, local
from coach.log import Log, diary

COLUMNS = 80
OF_SESSIONS = ("routine", "before", "during", "after", "morning", "effort", "stopped", "hurt", "note", "done")


def add(args: argparse.Namespace) -> int:
    """Records a walk, or another activity. Raises CoachError where it cannot be, or is there already."""
    what = WALK if args.log_command == "walk" else told.activity_of(args.what)
    now = local(datetime.now())
    at = _moment(args, now)
    flag = "--date" if args.date is not None else "--at"
    _tell(entry.check_day(at.date(), now.date(), flag, args.sure))
    with Log(paths.home().log) as log:
        for each in diary.activities(log, at.date()):
            if (each.what, each.at) == (what, at) and not args.again:
                raise CoachError(
                    f"{printable(what)}, {at:{MOMENT}} is recorded already: a{each.id} of `coach log`. "
                    f"To correct it: coach log edit a{each.id}. If there really were two, say --again as well."
                )
        made = diary.add(log, at, what, args.minutes)
    print(f"Recorded: {_called(made)}. Not right? coach log edit a{made.id}")
    return 0


def change(args: argparse.Namespace) -> int:
    """Corrects an activity such as a3, takes it out, or brings it back. Raises CoachError, UsageError."""
    number = int(args.id[1:])
    with Log(paths.home().log) as log:
        match args.log_command:
            case "delete":
                found = diary.delete(log, number)
                print(f"Deleted: {_called(found)}. To bring it back: coach log restore {args.id}")
            case "restore":
                print(f"Brought back: {_called(diary.restore(log, number))}.")
            case _:
                _edit(log, number, args)
    return 0


def table(activities: Sequence[Activity]) -> str:
    """The activities, oldest first, as lines of at most 80 columns."""
    rows = [("id", "when", "min", "activity")]
    rows += [(f"a{each.id}", f"{each.at:{MOMENT}}", str(each.minutes), printable(each.what)) for each in activities]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [
        " ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]) for row in rows
    ]
    return "\n".join(line if len(line) <= COLUMNS else f"{line[: COLUMNS - 1]}…" for line in lines)


def _edit(log: Log, number: int, args: argparse.Namespace) -> None:
    for name in OF_SESSIONS:
        if getattr(args, name) is not None:
            raise entry.UsageError(f"--{name} is for a session; an activity has --at, --minutes and --what")
    if args.at is None and args.minutes is None and args.what is None:
        raise CoachError(f"Say what is to be changed, for example: coach log edit {args.id} --minutes 25")
    at = None if args.at is None else local(args.at)
    if at is not None:
        _tell(entry.check_day(at.date(), datetime.now().date(), "--at", args.sure))
    what = None if args.what is None else told.activity_of(args.what)
    new = diary.correct(log, number, at=at, what=what, minutes=args.minutes)
    print(f"Corrected: {_called(new)}, a{new.id} from now on. What it was is kept.")


def _moment(args: argparse.Namespace, now: datetime) -> datetime:
    """When it was, to the second; of a day alone noon, of today at the latest now."""
    if args.at is not None:
        return local(args.at).replace(microsecond=0)
    if args.date is None:
        return now.replace(microsecond=0)
    noon = local(datetime.combine(args.date, time(12)))
    return min(noon, now.replace(microsecond=0)) if args.date == now.date() else noon


def _called(each: Activity) -> str:
    minutes = sentence(Reason("in_minutes", minutes=each.minutes))
    return f"{printable(each.what)}, {minutes}, {each.at:{MOMENT}}"


def _tell(said: str | None) -> None:
    if said:
        print(said, file=sys.stderr)
