"""Today for the routine that one is reminded of, with its rings; it must not know what is done with them."""

from dataclasses import dataclass
from datetime import datetime, time

from coach.app import workspace
from coach.app.today import Today, basis_of
from coach.app.workspace import Workspace
from coach.core import reminding
from coach.core.reminding import Reminder
from coach.core.reminding.rings import USUAL, Rings, rings_of


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's files with today's decision, and when it rings."""

    ws: Workspace
    today: Today
    rings: Rings

    def reminder(self, now: datetime) -> Reminder:
        """Whether a round is due."""
        today = self.today
        return reminding.at(today.decision, today.routine, today.past, now, self.rings, playing=today.playing)


def standing_of(routine: str | None, at: time | None, now: datetime) -> Standing:
    """Today for a routine by name or path, or the chosen one; `at` is the time where it says none.

    Nothing is kept: who only looks changes no file. Raises CoachError where it cannot be told.
    """
    ws = workspace.open_workspace(now)
    workspace.need_profile(ws)
    today = basis_of(ws, routine, now, keep=False).decided()
    return Standing(ws, today, rings_of(today.routine.schedule, at or USUAL))
