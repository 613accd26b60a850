"""What was really done and felt in a session, as the log keeps it; it must not know what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from coach.core.exercise import Dose

Side = Literal["left", "right"]
SetSide = Literal["left", "right", "both"]
Effort = Literal["easy", "ok", "hard"]
Stop = Literal["pain", "sharp", "spread", "tired", "time", "interrupted"]
# Why an exercise is not for a session, whatever the answers are; what "waits" would not rise either.
Aside = Literal["round", "waits"]


@dataclass(frozen=True, slots=True)
class SetDone:
    """A set that was done; `reps` per side where the exercise does each side; `at` in local time."""

    exercise: str
    set: int
    side: SetSide
    reps: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Hurt:
    """A report of pain during a session: in which exercise, None where in none; `rating` 0 to 10."""

    exercise: str | None
    rating: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """What was really done; pain ratings 0 to 10 or None; `routine_doses` are the routine's own at that time.

    `during` is the highest of all reports in `hurts`; a log of the first edition has it alone. `usual_pain` and
    `screened_at` are those of the profile at that time, None where not kept. `morning_at` is when `morning` was
    given, `routine_title` the name written in the routine's file, "" where not kept. A session that is still
    `running` counts for nothing yet. `spread_passed`: leg symptoms that stopped it (`spread`) were back to usual
    within five minutes; the log still says spread, and P5 takes the place of P2 (screening). `fixed`: what nothing
    raised above the doses in `routine_doses`. `aside`: what of them was not for this session.
    """

    id: int
    at: datetime
    routine: str
    planned: Mapping[str, Dose]
    sets: tuple[SetDone, ...] = ()
    before: int | None = None
    during: int | None = None
    after: int | None = None
    morning: int | None = None
    effort: Effort | None = None
    stopped: Stop | None = None
    finished: bool = False
    routine_doses: Mapping[str, Dose] = field(default_factory=dict)
    hurts: tuple[Hurt, ...] = ()
    usual_pain: int | None = None
    screened_at: datetime | None = None
    morning_at: datetime | None = None
    routine_title: str = ""
    note: str | None = None
    running: bool = False
    spread_passed: bool = False
    fixed: frozenset[str] = frozenset()
    aside: Mapping[str, Aside] = field(default_factory=dict)
