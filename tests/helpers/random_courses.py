"""Random courses of sessions for the second reading: several routines, edits, breaks, hurts, what is not rated.

Each session is done more or less as the second reading planned it; what a person says of it is thrown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone
from random import Random

from second_reading import Plan, plan
from second_reading.limits import LIMITS, Amount
from second_reading.words import Profile, Report, Routine, Session

BEGINS = datetime(2026, 3, 2, 8, tzinfo=UTC)
EXERCISES = (
    "seated_flexion",
    "bird_dog",
    "clamshell",
    "brace",
    "plank",
    "heel_slide",
    "side_plank_full",
    "hip_flexor",
)
NEVER = datetime(2100, 1, 1, tzinfo=UTC)  # A screening in the future counts as of now, so nothing waits for one.
GAPS = {
    "daily": (0, 1, 1, 1, 1, 1, 1, 2),
    "rounds": (0, 0, 0, 1, 1),
    "weekly": (3, 4, 7, 7, 1),
    "breaks": (1, 1, 1, 1, 2, 9, 10, 15, 20, 21, 25, 41, 42, 60),
}
MOODS = ("easy", "easy", "mixed", "hurting", "careless")


@dataclass(frozen=True)
class Moment:
    """A start of a course: the files and the log as they were then, and what was planned."""

    routines: Mapping[str, Routine]
    asked: str
    now: datetime
    before: int | None
    log: tuple[Session, ...]
    plan: Plan


@dataclass
class RandomCourse:
    """A log with the profile, the routines as their files are now, and the start at hand."""

    profile: Profile
    routines: dict[str, Routine]
    asked: str
    now: datetime
    before: int | None = None
    log: list[Session] = field(default_factory=list)
    moments: list["Moment"] = field(default_factory=list)
    first_edition: bool = False
    travels: bool = False

    def plan(self) -> Plan:
        others = tuple(self.routines.values())
        return plan(self.routines[self.asked], LIMITS, self.profile, self.log, self.now, self.before, others)

    def look(self) -> Plan:
        """The plan at hand, kept as one of the course's moments."""
        today = self.plan()
        files = dict(self.routines)
        self.moments.append(Moment(files, self.asked, self.now, self.before, tuple(self.log), today))
        return today


@dataclass
class Thrower:
    """Throws what a person with a mood and a usual pain says and does."""

    random: Random
    mood: str
    usual: int

    def chance(self, of_100: float) -> bool:
        return self.random.random() * 100 < of_100

    def rating(self, about: int, up: int) -> int:
        spread = 0 if self.mood == "easy" else self.random.choice((0, 0, 0, 0, 1, -1, 1, -1, 2, -2, up))
        return max(0, min(10, about + spread))

    def before(self) -> int | None:
        if self.chance(12 if self.mood == "careless" else 3):
            return None
        return self.rating(self.usual, 4 if self.mood == "hurting" else 2)

    def after(self, base: int) -> int | None:
        if self.chance(12 if self.mood == "careless" else 3):
            return None
        ups: dict[str, tuple[int, ...]] = {
            "easy": (0, 0, 0, -1, 0),
            "mixed": (0, 0, 0, 1, -1, 2),
            "hurting": (0, 1, 2, 2, 3),
            "careless": (0, 0, 1),
        }
        worst = 10 if self.chance(0.5) else base + self.random.choice(ups[self.mood])
        return max(0, min(10, worst))

    def effort(self) -> str | None:
        efforts: dict[str, tuple[str | None, ...]] = {
            "easy": ("easy", "easy", "easy", "easy", "ok"),
            "mixed": ("easy", "ok", "easy", "ok", "hard", None),
            "hurting": ("ok", "ok", "hard", None, "easy"),
            "careless": (None, "ok", "easy", "easy"),
        }
        return self.random.choice(efforts[self.mood])

    def reports(self, planned: Mapping[str, Amount], base: int) -> tuple[Report, ...]:
        if not self.chance({"easy": 1, "mixed": 8, "hurting": 30, "careless": 5}[self.mood]):
            return ()
        where: tuple[str | None, ...] = (*planned, None)
        thrown = self.random.randint(1, 2)
        return tuple(
            Report(self.random.choice(where), max(0, min(10, base + self.random.choice((0, 1, 2, 2, 3, 4)))))
            for _ in range(thrown)
        )

    def done(self, planned: Mapping[str, Amount]) -> dict[str, int]:
        done = {id_: dose.sets * dose.reps for id_, dose in planned.items()}
        for id_ in planned:
            if self.chance(1 if self.mood == "easy" else 4):
                done[id_] = self.random.randint(0, done[id_])
        return {id_: reps for id_, reps in done.items() if reps or self.chance(50)}


def random_dose(random: Random, id_: str) -> Amount:
    """The start dose, or something within the limits of a session, or seldom beyond them."""
    limits = LIMITS[id_]
    if random.random() < 0.5:
        return limits.start
    if random.random() < 0.1:
        return Amount(random.randint(1, 4), random.randint(4, 20), random.randint(0, 40))
    sets, reps = random.randint(1, limits.max_sets), random.randint(limits.min_reps, limits.max_reps)
    return Amount(sets, limits.even(reps), random.randint(limits.min_hold_s, limits.max_hold_s))


def random_routine(random: Random, name: str) -> Routine:
    ids = random.sample(EXERCISES, random.randint(1, 5))
    doses = {id_: random_dose(random, id_) for id_ in ids}
    rounds = random.choice((1, 1, 2, 3))
    fitting = {
        id_: d if d.sets * d.reps * rounds <= LIMITS[id_].day else LIMITS[id_].start for id_, d in doses.items()
    }
    return Routine(name, fitting, rounds)


def random_profile(random: Random, excluded: frozenset[str]) -> Profile:
    """Screened before the course, or again somewhere in it."""
    usual = random.choice((None, 0, 1, 2, 2, 3, 3, 4, 5, 6, 7, 9))
    screened_at = BEGINS + timedelta(random.choice((-1, 5, 12, 20, 60)), hours=random.randint(1, 9))
    screened_at = random.choice((screened_at, NEVER, NEVER))
    return Profile(usual, random.choice((1, 1, 2, 3)), screened_at, random.random() < 0.01, excluded)


def throw_session(random: Random, thrower: Thrower, course: RandomCourse) -> Session | None:
    """One start at the moment at hand, recorded or, where it was refused, perhaps not."""
    today = course.look()
    planned = {entry.id: entry.dose for entry in today.exercises}
    doses = course.routines[course.asked].doses
    session = Session(course.now, course.asked, {}, {}, course.before, routine_doses=dict(doses))
    if not today.allowed:
        recorded = random.choice(("refused", "refused", "no", "anyway"))
        if recorded != "anyway":
            return session if recorded == "refused" else None
    if not planned:
        return session if thrower.chance(50) else None
    base = thrower.usual if course.before is None else course.before
    stops = ("pain", "pain", "tired", "tired", "time", "interrupted", "interrupted", "sharp", "spread")
    stopped = random.choice(stops) if thrower.chance(2 if thrower.mood == "easy" else 6) else None
    return replace(
        session,
        planned=planned,
        done=thrower.done(planned),
        after=thrower.after(base),
        effort=thrower.effort(),
        stopped=stopped,
        went_away=stopped == "spread" and thrower.chance(50),
        reports=thrower.reports({} if course.first_edition else planned, base),
        usual_pain=course.profile.usual_pain if thrower.chance(80) and not course.first_edition else None,
        ended_at=course.now + timedelta(minutes=15),
    )


def edit(random: Random, routine: Routine) -> Routine:
    """A hand edit of one dose, or an exercise more or less."""
    doses = dict(routine.doses)
    id_ = random.choice(tuple(doses))
    if random.random() < 0.3 and len(doses) > 1:
        del doses[id_]
    elif random.random() < 0.3:
        new = random.choice(EXERCISES)
        doses.setdefault(new, LIMITS[new].start)
    else:
        doses[id_] = random_dose(random, id_)
    return replace(routine, doses=doses)


def random_course(
    seed: int | str, sessions: int = 30, excluded: frozenset[str] = frozenset(), *, travels: bool = False
) -> RandomCourse:
    """A course with about so many starts, and one more start at hand; `travels` from zone to zone."""
    random = Random(seed)
    names = ("first", "second", "third")[: random.choice((1, 1, 1, 2, 3))]
    routines = {name: random_routine(random, name) for name in names}
    course = RandomCourse(random_profile(random, excluded), routines, names[0], BEGINS, travels=travels)
    course.first_edition = random.random() < 0.1  # Its log has no reports in exercises and no usual pain.
    usual = random.choice((1, 2, 3, 4, 5)) if course.profile.usual_pain is None else course.profile.usual_pain
    thrower = Thrower(random, random.choice(MOODS), usual)
    rhythm, climbs = random.choice(tuple(GAPS)), thrower.chance(15)
    for _ in range(random.randint(1, sessions)):
        if thrower.chance(4):
            course.routines[course.asked] = edit(random, course.routines[course.asked])
        if thrower.chance(2 if thrower.mood == "easy" else 7):
            thrower.mood = random.choice(MOODS)
        if climbs and thrower.chance(7):
            thrower.usual = min(8, thrower.usual + 1)
        start_at_hand(random, thrower, course, rhythm)
        session = throw_session(random, thrower, course)
        if session is not None:
            course.log.append(session)
    start_at_hand(random, thrower, course, rhythm)
    if thrower.chance(30):
        course.before = None
    course.look()
    return course


def start_at_hand(random: Random, thrower: Thrower, course: RandomCourse, rhythm: str) -> None:
    """The next start: later, sometimes in another zone."""
    gap = random.choice(GAPS[rhythm] if thrower.chance(97) else GAPS["breaks"])
    later = course.now + (timedelta(gap) if gap else timedelta(hours=random.choice((2, 3, 5))))
    if course.travels and thrower.chance(20):
        later = later.astimezone(timezone(timedelta(hours=random.randint(-8, 9))))
    course.now = later
    if course.log and not course.log[-1].refused and later.date() > course.log[-1].at.date() and thrower.chance(25):
        morning = thrower.rating(thrower.usual, 3)
        course.log[-1] = replace(course.log[-1], morning=morning, morning_at=later)
    course.asked = random.choice(tuple(course.routines))
    course.before = thrower.before()
