"""`coach remind --install`, `--status` and `--remove`: the timer of this computer; it must not know its files."""

import argparse
import os
import shlex
import shutil
import sys
from datetime import datetime

from coach.commands.remind.asked import Standing, standing_of
from coach.commands.remind.telling import days_and_times, moment
from coach.core.safe_text import clean
from coach.errors import CoachError
from coach.files import paths, routines
from coach.reminders import timers
from coach.reminders.job import Asked, Job
from coach.reminders.timers import Timer


def run(args: argparse.Namespace) -> int:
    """Raises CoachError where it cannot be done; then everything is as it was."""
    home = paths.home()
    timer = timers.timer_here(home)
    now = datetime.now().astimezone()
    if args.remove:
        return _remove(timer)
    return _status(timer, home, now) if args.status else _install(args, timer, home, now)


def _install(args: argparse.Namespace, timer: Timer, home: paths.Home, now: datetime) -> int:
    standing = standing_of(args.routine, args.at, now)
    if shutil.which(timer.needs) is None:
        raise CoachError(
            f"{timer.needs} is not here, so nothing could ring, and nothing was written. "
            "A calendar can remind you: coach remind --ics -o rounds.ics"
        )
    job = _job(Asked(_named(args.routine, home), args.at, _said_home(home)), standing)
    before = timers.found(timer)
    went = timers.install(timer, job)
    if before is not None and before.marked.asked.home != job.asked.home:
        place = before.marked.asked.home or "their usual place"
        print(f"These take the place of the reminders for the files in {place}.", file=sys.stderr)
    if args.at is not None and standing.rings.of_rounds:
        print("The routine says its own times, so --at changes nothing.", file=sys.stderr)
    print(f"{clean(standing.today.routine.title)}: {days_and_times(standing.rings)}.")
    print("Once more after an hour, and silent once the round is done.")
    for path in timer.paths():
        print(f"Written: {path}")
    if went.well:
        print(f"Next: {moment(standing.rings.following(now), now)}.")
    else:
        print(f"It does not ring yet ({went.said}). To switch it on: {timer.by_hand}", file=sys.stderr)
    print("To undo it: coach remind --remove")
    return 0


def _remove(timer: Timer) -> int:
    removed = timers.remove(timer)
    for path in removed:
        print(f"Removed: {path}")
    print("No reminders any more." if removed else "No reminders are installed, so there is nothing to remove.")
    return 0


def _status(timer: Timer, home: paths.Home, now: datetime) -> int:
    installed = timers.found(timer)
    if installed is None:
        print("No reminders are installed. To have some: coach remind --install")
        return 0
    asked = installed.marked.asked
    if asked.home != _said_home(home):
        print(f"Reminders are installed for the files in {asked.home or 'their usual place'}, not for {home.data}.")
        print("For these instead: coach remind --install")
        return 0
    try:
        standing = standing_of(asked.routine, asked.at, now)
    except CoachError as error:
        raise CoachError(
            f"Reminders are installed, but cannot be given now: {error}\nTo remove them: coach remind --remove"
        ) from error
    job = _job(asked, standing)
    print(f"{clean(standing.today.routine.title)}: {days_and_times(standing.rings)}.")
    if not installed.whole or not timers.is_as_now(timer, job):
        print("It was installed for another schedule, or by another version, and rings as it was then.")
        print(f"To have it ring as now: {_install_again(asked)}")
    elif (is_on := timer.is_on()) is False:
        print(f"It is installed, but switched off. To switch it on: {timer.by_hand}")
    else:
        if is_on is None:
            print(f"Whether it is switched on cannot be told here. To make sure: {timer.by_hand}")
        print(f"Next: {moment(standing.rings.following(now), now)}.")
    print("To remove it: coach remind --remove")
    return 0


def _job(asked: Asked, standing: Standing) -> Job:
    return Job(asked, standing.today.routine.id, standing.rings)


def _named(routine: str | None, home: paths.Home) -> str | None:
    """The routine as a timer can name it, which starts in another folder: a name, or a whole path."""
    if routine is None or routine in dict(routines.names(home)):
        return routine
    return str(routines.find(routine, home).absolute())


def _said_home(home: paths.Home) -> str | None:
    """The folder of the user's files where the environment says it: a timer has another environment."""
    said = os.environ.get("COACH_HOME") or (sys.platform == "linux" and os.environ.get("XDG_DATA_HOME"))
    return str(home.data) if said else None


def _install_again(asked: Asked) -> str:
    at = "" if asked.at is None else f" --at {asked.at:%H:%M}"
    routine = "" if asked.routine is None else f" {shlex.quote(asked.routine)}"
    return f"coach remind --install{at}{routine}"
