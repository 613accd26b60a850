"""What a person keeps beside the sessions: activities, and things of their own; no rule may know any of it.

The things are asked for as the Patient-Specific Functional Scale does: up to three, in a person's own words, each
rated from 0 (not possible) to 10 (as well as before). Stratford, Gill, Westaway, Binkley 1995, Assessing disability
and change on individual patients, Physiotherapy Canada 47:258. So a high number is good here, other than for pain.
"""

from dataclasses import dataclass
from datetime import date, datetime

WALK = "walk"
FEWEST_MINUTES, MOST_MINUTES = 1, 1440  # A day.
LONGEST = 60  # Signs of an activity's name, or of a thing.
MOST_THINGS = 3


@dataclass(frozen=True, slots=True)
class Activity:
    """Something active beside the sessions: `what`, "walk" or other words, when it was, for how many minutes."""

    id: int
    at: datetime
    what: str
    minutes: int


@dataclass(frozen=True, slots=True)
class OwnThing:
    """Something that the back makes hard, in a person's own words; named at `at`.

    `dropped_at`: when another took its place; None while it is asked for.
    """

    id: int
    at: datetime
    what: str
    dropped_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OwnRating:
    """How well an own thing (`what`) went in a week, 0 to 10; `week` is its Monday, `at` when it was rated."""

    what: str
    week: date
    at: datetime
    rating: int


@dataclass(frozen=True, slots=True)
class Diary:
    """All of it, oldest first; `skipped` are the Mondays of the weeks in which nobody wanted to be asked."""

    activities: tuple[Activity, ...] = ()
    things: tuple[OwnThing, ...] = ()
    ratings: tuple[OwnRating, ...] = ()
    skipped: frozenset[date] = frozenset()

    @property
    def empty(self) -> bool:
        return not (self.activities or self.things or self.ratings or self.skipped)

    def with_all(self, other: "Diary") -> "Diary":
        """This one and behind it all of another, as they are told."""
        return Diary(
            self.activities + other.activities,
            self.things + other.things,
            self.ratings + other.ratings,
            self.skipped | other.skipped,
        )


NOTHING = Diary()
