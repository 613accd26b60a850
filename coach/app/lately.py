"""What a log has to say to the screening: pain that spread, quiet weeks; it must not know what follows from it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from coach.core import screening
from coach.core.exercise import Exercise
from coach.core.model.screened import NOTHING_LATELY, Lately, Profile
from coach.core.screening.table import LEG_DAYS
from coach.files import reach
from coach.files.paths import Home
from coach.log import Log


def lately(home: Home, exercises: Mapping[str, Exercise], answers: Profile | None, now: datetime) -> Lately:
    """All that it has to say. Raises CoachError where the log, or the usual routine, cannot be used."""
    if answers is None or not reach.is_there(home.log):
        return NOTHING_LATELY
    if not screening.waits(screening.judge(answers, now.date())):
        return spread_lately(home, answers, now.date())
    from coach.app import today, workspace  # The rules take long to load, and here alone they are needed.
    from coach.files.settings import Settings

    ws = workspace.Workspace(home, dict(exercises), answers, Settings())
    return today.todays(ws, None, now).decision.lately


def spread_lately(home: Home, answers: Profile, on: date) -> Lately:
    """The pain that spread alone, for which no rule has to be asked. Raises CoachError as `lately`."""
    with Log(home.log) as log:
        return screening.lately_spread(answers, log.sessions(on - timedelta(days=LEG_DAYS)), on)
