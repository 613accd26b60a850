"""The words of the pain rules about one session, read a second time; it must not know of days, levels or doses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from second_reading.limits import Amount


@dataclass(frozen=True)
class Report:
    """A report of pain during a session, in an exercise or in none."""

    exercise: str | None
    rating: int


@dataclass(frozen=True)
class Session:
    """A finished session as `coach log --json` has it; `done` per exercise: repetitions, per side the smaller."""

    at: datetime
    routine: str
    planned: Mapping[str, Amount]
    done: Mapping[str, int]
    before: int | None = None
    after: int | None = None
    morning: int | None = None
    effort: str | None = None
    stopped: str | None = None
    reports: tuple[Report, ...] = ()
    usual_pain: int | None = None
    routine_doses: Mapping[str, Amount] | None = None
    ended_at: datetime | None = None
    morning_at: datetime | None = None
    went_away: bool = False
    most_done: Mapping[str, int] = field(default_factory=dict)

    @property
    def during(self) -> int | None:
        """The highest of all reports, and no report of its own."""
        return max((report.rating for report in self.reports), default=None)

    @property
    def stop(self) -> str | None:
        """Leg pain that went away within five minutes: "kept as spread for the log, P5 in place of P2"."""
        return "pain" if self.stopped == "spread" and self.went_away else self.stopped

    @property
    def everything_done(self) -> bool:
        """What is planned and not named was not done; a session with nothing planned leaves nothing undone."""
        return not self.unfinished

    @property
    def unfinished(self) -> list[str]:
        return [id_ for id_, dose in self.planned.items() if self.done.get(id_, 0) < dose.sets * dose.reps]

    @property
    def refused(self) -> bool:
        """A refused start that was recorded: nothing planned, nothing done, nothing rated but `before`.

        Taken: with doses planned and none of them done it is a session (P8 lowers it), which is safer. The end of a
        program in a refused start is no stop of a session.
        """
        nothing = not self.planned and not any(self.done.values()) and not self.reports
        unrated = self.after is None and self.morning is None and self.effort is None
        return nothing and unrated and self.stopped in (None, "time", "interrupted")


@dataclass(frozen=True)
class Routine:
    """A routine's file: its own doses in its order."""

    name: str
    doses: Mapping[str, Amount]
    rounds: int = 1


@dataclass(frozen=True)
class Profile:
    """What the rules need of the screening: `excluded` are the exercises that it leaves out."""

    usual_pain: int | None = None
    stage: int = 1
    screened_at: datetime | None = None
    red_flag: bool = False
    excluded: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Judged:
    """A session against its usual. `ref` as of its start."""

    session: Session
    day: date
    ref: int
    played_at_half: bool

    @property
    def near(self) -> int:
        return max(2, self.ref + 1)

    @property
    def comfort(self) -> int:
        return min(5, self.near)

    @property
    def base(self) -> int:
        return self.ref + 1 if self.session.before is None else self.session.before

    @property
    def in_exercises(self) -> dict[str, int]:
        """Reports in exercises: "two reports of one exercise in a session count as one, the higher"."""
        highest: dict[str, int] = {}
        for report in self.session.reports:
            if report.exercise is not None:
                highest[report.exercise] = max(report.rating, highest.get(report.exercise, 0))
        return highest

    @property
    def within(self) -> int | None:
        """The highest of `after` and the reports that are not settled or have no exercise."""
        after = self.session.after
        settled = after is not None and after <= self.base + 1
        counted = [r.rating for r in self.session.reports if r.exercise is None or not settled]
        return max([*counted, *([] if after is None else [after])], default=None)

    @property
    def rise(self) -> int:
        return self.within - self.base if self.within is not None and self.within > 2 else 0

    @property
    def went_up(self) -> bool:
        """What P7 asks of the session before: "rise ≥ 1 and within > ref"."""
        return self.rise >= 1 and self.within is not None and self.within > self.ref

    @property
    def ratings(self) -> list[int]:
        session = self.session
        given = [session.before, session.after, session.morning, *(r.rating for r in session.reports)]
        return [rating for rating in given if rating is not None]

    @property
    def green(self) -> bool:
        session = self.session
        calm = all(rating <= self.near for rating in self.ratings) and self.rise <= 1
        whole = session.everything_done and session.stopped is None and session.effort != "hard"
        return session.after is not None and calm and whole

    @property
    def easy(self) -> bool:
        before = self.session.before
        if not self.green or before is None or self.session.effort != "easy" or self.within is None:
            return False
        return max(self.ratings) <= 5 and self.within <= max(2, self.ref, before)

    @property
    def whole(self) -> bool:
        """Everything done, nothing stopped, and no rating above near."""
        session = self.session
        return session.everything_done and session.stopped is None and all(r <= self.near for r in self.ratings)

    @property
    def hurt(self) -> bool:
        """What cuts the targets at half, a matching row given."""
        return self.rise >= 2 or self.session.stop in ("pain", "sharp", "spread")

    @property
    def p8_aside(self) -> bool:
        """Stopped time, interrupted and pain aside, and sessions with a report of pain aside.

        Taken: sharp and spread are not named, so P8 is left to them too, which is safer.
        """
        return self.session.stop in ("time", "interrupted", "pain") or bool(self.session.reports)
