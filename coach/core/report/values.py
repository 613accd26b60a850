"""The values of a report for a clinician: what a log tells of some weeks; it must not know how they are shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from coach.core.diary import Activity
from coach.core.exercise import Dose
from coach.core.model.decided import Finding, Level
from coach.core.model.done import Effort, Stop
from coach.core.reason import Reason

Rated = Literal["before", "after", "morning"]
RATED: tuple[Rated, ...] = ("before", "after", "morning")


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of ratings 0 to 10, and of how many."""

    value: float
    count: int


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the plot: the mean of the ratings of a day, or of a week where there are too many days."""

    on: date
    value: float


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days. `asked`: None where the file of a routine is gone, so that nobody knows. A mean may be None."""

    first: date
    last: date
    asked: int | None
    rounds: int
    days: int
    means: Mapping[Rated, Mean]


@dataclass(frozen=True, slots=True)
class RoutinePlayed:
    """A routine and the rounds of it; `rounds_per_day` and `weekdays` (from 0 for Monday, empty for all) are those
    of its file as it is now, None where that is gone.
    """

    title: str
    rounds: int
    rounds_per_day: int | None
    weekdays: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Acted:
    """A row of the pain rules that acted, at the start of a session or after it; `level` is what it led to.

    `raised`: the exercises that went up by it.
    """

    on: date
    after: bool
    finding: Finding
    level: Level
    raised: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DoseHeld:
    """Rounds running in which an exercise had one dose; `whole`: those in which all of it was done."""

    first: date
    last: date
    dose: Dose
    rounds: int
    whole: int


@dataclass(frozen=True, slots=True)
class Course:
    """An exercise over the weeks, oldest dose first; `reports` of pain in it, `worst` the highest of them."""

    id: str
    doses: tuple[DoseHeld, ...]
    reports: int = 0
    worst: int | None = None

    @property
    def rounds(self) -> int:
        """In how many rounds it was planned."""
        return sum(each.rounds for each in self.doses)

    @property
    def whole(self) -> int:
        """In how many of them all of it was done."""
        return sum(each.whole for each in self.doses)


@dataclass(frozen=True, slots=True)
class PainReport:
    """A report of pain in a session, 0 to 10; `exercise` None where it was in none; `before` as rated before it."""

    at: datetime
    exercise: str | None
    rating: int
    before: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A session as `coach log` lists it: exercises done in full, of those planned; `all_done` where it says so."""

    at: datetime
    title: str
    whole: int
    planned: int
    all_done: bool
    before: int | None
    during: int | None
    after: int | None
    morning: int | None
    effort: Effort | None
    stopped: Stop | None
    note: str


@dataclass(frozen=True, slots=True)
class OwnCourse:
    """How well one thing of one's own went, each week that was rated, oldest first; its Monday, and 0 to 10."""

    what: str
    ratings: tuple[tuple[date, int], ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """The screening as it is answered now, each question with its answer, and what follows from it today."""

    on: date
    answers: tuple[tuple[Reason, Reason], ...]
    follows: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Now:
    """What `coach today` says on the day of the report."""

    allowed: bool
    level: Level
    stage: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole of it, for the days from `first` to `last`, both with; `began` is the day of the first session.

    `names` are those of exercises by id. `unknown`: what a program like this cannot know. `weeks_kept`: how many
    weeks of the whole log count as kept (`coach.core.diary.weeks`).
    """

    made_at: datetime
    first: date
    last: date
    began: date | None
    asked: int | None
    rounds: int
    whole: int
    days: int
    unrated: int
    weeks: tuple[Week, ...]
    routines: tuple[RoutinePlayed, ...]
    pain: Mapping[Rated, tuple[Point, ...]]
    by_week: bool
    efforts: Mapping[Effort, int]
    stops: Mapping[Stop, int]
    acted: tuple[Acted, ...]
    courses: tuple[Course, ...]
    reports: tuple[PainReport, ...]
    entries: tuple[Entry, ...]
    names: Mapping[str, str]
    screening: Answered | None
    now: Now
    unknown: tuple[Reason, ...]
    activities: tuple[Activity, ...] = ()
    own: tuple[OwnCourse, ...] = ()
    weeks_kept: int = 0

    @property
    def length_days(self) -> int:
        """How many days it is of."""
        return (self.last - self.first).days + 1

    @property
    def crosses_years(self) -> bool:
        """Whether it is of days of more than one year: a date needs its year then."""
        return self.first.year != self.last.year
