"""What the dashboard shows, and what follows from it without a screen; it must not know how it is drawn."""

from dataclasses import dataclass, replace
from datetime import datetime

from coach.app.today import Today
from coach.core.history import summary
from coach.core.history.summary import NextRound
from coach.core.model.decided import Decision, Suggestion
from coach.core.model.done import Session
from coach.core.model.screened import Profile


@dataclass(frozen=True, slots=True)
class Shown:
    """Today with the log's sessions, oldest first, and sentences about the files.

    `plain` draws with characters that every font has. `answers` are those of the screening; `declined` exercises
    are suggested no more.
    """

    today: Today
    sessions: tuple[Session, ...]
    warnings: tuple[str, ...] = ()
    plain: bool = False
    answers: Profile | None = None
    declined: frozenset[str] = frozenset()

    @property
    def decision(self) -> Decision:
        return self.today.decision

    @property
    def suggestions(self) -> list[Suggestion]:
        """What could be added and was not declined."""
        return [each for each in self.decision.suggest if each.id not in self.declined]

    def hurt(self, now: datetime) -> bool:
        """Whether the last round of today was enough by itself."""
        return summary.too_much_today(self.sessions, now)

    def following(self, now: datetime) -> NextRound:
        """When the next round would be good."""
        routine = self.today.routine
        schedule = routine.schedule
        found = summary.next_round(self.decision, self.sessions, now, routine.minutes_between_rounds, schedule)
        later = None if schedule is None else schedule.following(now.date())
        return replace(found, over=True, next=later) if self.hurt(now) else found
