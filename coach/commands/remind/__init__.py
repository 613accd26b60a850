"""`coach remind`: says that a round is open where one is due now, and has the computer ask by itself."""

import argparse
from datetime import datetime

from coach.commands.remind.asked import Standing, standing_of
from coach.core import words
from coach.core.safe_text import clean
from coach.errors import CoachError


def run(args: argparse.Namespace) -> int:
    """Without a flag it is what the timer runs; raises CoachError where nothing can be shown."""
    if args.install or args.remove or args.status:
        from coach.commands.remind import timer

        return timer.run(args)
    if args.ics and args.output is None:
        raise CoachError("Say where the calendar goes: coach remind --ics -o rounds.ics")
    if args.output is not None and not args.ics:
        raise CoachError("Only a calendar is written to a file: coach remind --ics -o rounds.ics")
    now = datetime.now().astimezone()
    standing = standing_of(args.routine, args.at, now)
    if args.ics:
        from coach.commands.remind import calendar

        return calendar.run(args, standing, now)
    return _remind(standing, now, dry=args.dry_run)


def _remind(standing: Standing, now: datetime, *, dry: bool) -> int:
    """Prints the sentence, and shows it as a notification where it is due; nothing but the sentence with `dry`."""
    reminder = standing.reminder(now)
    text = words.together(reminder.reasons)
    print(text, flush=True)
    if reminder.due and not dry:
        from coach.reminders import notifications

        notifications.show(clean(standing.today.routine.title), text)
    return 0
