"""`coach remind --ics -o FILE`: the rounds of a routine as a calendar; it must not know its form."""

import argparse
from datetime import datetime
from pathlib import Path

from coach.commands._shared import insist_free
from coach.commands.remind.asked import Standing
from coach.commands.remind.telling import days_and_times
from coach.core import words
from coach.core.reason import Reason
from coach.core.safe_text import clean
from coach.errors import CoachError
from coach.files import atomic
from coach.reminders import calendar_file

ROUNDED_TO_MINUTES = 5
USUAL_MINUTES = 15  # Where nothing can be played today.


def run(args: argparse.Namespace, standing: Standing, now: datetime) -> int:
    """Raises CoachError, with nothing written, also where a file is there already and stays."""
    calendar_file.insist()
    target = Path(args.output)
    decision, routine = standing.today.decision, standing.today.routine
    if not decision.allowed:
        raise CoachError(
            f"A calendar cannot know when to be silent, so none was written. {words.together(decision.reasons)}"
        )
    insist_free(target, standing.ws.home, replace=args.replace)
    title = words.sentence(Reason("calendar_title", title=clean(routine.title)))
    rounds = calendar_file.Rounds(routine.id, title, _minutes(standing), words.sentence(Reason("calendar_text")))
    zone = calendar_file.zone_name(now)
    atomic.write(target, calendar_file.calendar_of(rounds, standing.rings, now, zone))
    print(f"{clean(routine.title)}: {days_and_times(standing.rings)}, {zone or 'at that time wherever you are'}.")
    print(f"Written: {target}")
    return 0


def _minutes(standing: Standing) -> int:
    """About how long today's round takes, in steps of five minutes."""
    from coach.core.timeline import minutes

    plan = standing.today.plan
    return USUAL_MINUTES if plan is None else -(-minutes(plan) // ROUNDED_TO_MINUTES) * ROUNDED_TO_MINUTES
