"""Made-up routines, people and courses of up to a year, for property tests of the pain rules."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from logbook import EXERCISES, MONDAY, dose_text, plan_text, profile, routine, sets_of
from size import sized

from coach.core.exercise import Dose, EntryIds
from coach.core.model.decided import Decision
from coach.core.model.done import Hurt, Session
from coach.core.model.routine import Routine, RoutineItem
from coach.core.model.screened import Profile
from coach.core.progression import decide, decide_from, settle
from coach.core.progression.first_state import first_state
from coach.core.progression.fold import begin, end
from coach.core.progression.state import State

SOME = settings(max_examples=sized(4, 25))


@dataclass(frozen=True)
class Step:
    """One session of a course: the plan before it was rated, the session, and the state around it."""

    decision: Decision
    session: Session
    before: State
    after: State


@dataclass(frozen=True, repr=False)
class Course:
    who: Profile
    what: Routine
    steps: tuple[Step, ...]

    def __repr__(self) -> str:
        """Who and what it is of, its last plans, and the log as `logbook.course` plays it."""
        own = {item.exercise.id: dose_text(item.dose) for item in self.what.items}
        lines = [f"{self.who.usual_pain=} {self.who.stage=} {self.who.diagnosis} {self.who.screened_at} {own}"]
        lines += [
            f"{step.session.at:%m-%d} {plan_text(step.decision)}, {step.decision.rules}" for step in self.steps[-6:]
        ]
        befores = [None, *self.sessions]
        log = "; ".join(map(log_text, self.sessions, befores))
        return "\n".join([*lines, f"log: {log}"])

    def _repr_pretty_(self, printer: Any, _: bool) -> None:
        """Keeps Hypothesis from printing every field of every step."""
        printer.text(repr(self))

    @property
    def sessions(self) -> list[Session]:
        return [step.session for step in self.steps]

    def next_day(self, days: int = 1, before: int | None = None) -> Decision:
        on = self.steps[-1].session.at.date() + timedelta(days=days)
        return decide(self.what, EXERCISES, self.who, self.sessions, on, before)


def log_text(session: Session, last: Session | None) -> str:
    """A session as `logbook.read_session` reads it, but for what was done of its last sets."""
    days = 1 if last is None else (session.at.date() - last.at.date()).days
    rated = [(name, getattr(session, name)) for name in ("before", "after", "morning")]
    if not session.hurts:
        rated.append(("during", session.during))
    parts = [f"{name} {rating}" for name, rating in rated if rating is not None]
    parts += [session.effort or "unrated effort"]
    parts += [f"report {each.rating} in {each.exercise}" for each in session.hurts if each.exercise]
    parts += [f"stopped {session.stopped}"] if session.stopped else []
    parts += [f"{days} days later"] if days > 1 else ["same day"] if days == 0 else []
    return ", ".join(parts)


calm = st.sampled_from([0, 1, 2, 2, 2, 3])
pain = st.sampled_from([None, 0, 1, 2, 2, 2, 2, 2, 3, 3, 4, 5, 6, 8, 10])
gaps = st.sampled_from([0, 1, 1, 1, 1, 1, 2, 3, 7, 9, 10, 20, 21, 41, 42])


@st.composite
def routines(draw: st.DrawFn) -> Routine:
    ids = draw(st.lists(st.sampled_from(sorted(EXERCISES)), min_size=1, max_size=7, unique=True))
    own = {id_: Dose(draw(st.integers(1, 4)), draw(st.integers(1, 20)), draw(st.integers(0, 40))) for id_ in ids}
    start = {id_: EXERCISES[id_].start for id_ in ids}
    made = routine(draw(st.sampled_from([own, start, start])), rounds=draw(st.integers(1, 3)))
    spare = sorted(EXERCISES.keys() - made.doses.keys())
    items = []
    for item in made.items:
        fixed = draw(st.integers(0, 3)) == 0
        rounds: tuple[int, ...] = ()
        if draw(st.integers(0, 3)) == 0:
            rounds = tuple(draw(st.lists(st.integers(1, made.rounds_per_day), min_size=1, unique=True)))
        other = spare.pop(draw(st.integers(0, len(spare) - 1))) if draw(st.integers(0, 2)) == 0 else None
        instead = None if other is None else stands_in(other, fixed=fixed, rounds=rounds)
        shape = tuple(draw(st.lists(st.integers(1, 20), min_size=2, max_size=4))) if draw(st.booleans()) else ()
        entry = replace(item, fixed=fixed, rounds=rounds, instead=instead, shape=shape)
        again = draw(st.sampled_from(WAYS_AGAIN)) if draw(st.integers(0, 2)) == 0 else ()
        items += entries(entry, again)
    return replace(made, items=tuple(items))


WAYS_AGAIN = (("left", "right"), ("right",), ("", "left"), ("", ""), ("left", "left", "right"))


def entries(item: RoutineItem, sides: Sequence[str]) -> list[RoutineItem]:
    """Entries of one exercise as a file has them: each with less than the one before; one where sides are none.

    The first alone has what stands in for it.
    """
    exercise, ids = item.exercise, EntryIds()
    found: list[RoutineItem] = []
    for side in sides:
        key = ids.next(exercise.id, side if exercise.side == "each" else None)
        dose = replace(item.dose, reps=max(2, item.dose.reps - 2 * len(found)))
        made = replace(item, exercise=EXERCISES[key], dose=dose, instead=None if found else item.instead)
        found.append(made)
    return found or [item]


def stands_in(id_: str, *, fixed: bool = False, rounds: tuple[int, ...] = ()) -> RoutineItem:
    (item,) = routine({id_: EXERCISES[id_].start}).items
    return replace(item, fixed=fixed, rounds=rounds)


@st.composite
def people(draw: st.DrawFn) -> Profile:
    screened = datetime.combine(MONDAY, time(6)) + timedelta(days=draw(st.sampled_from([-30, 40, 1000])))
    group = draw(st.sampled_from(["none_sitting", "none_sitting", "disc_herniation", "none_other"]))
    usual = draw(st.sampled_from([None, 0, 1, 2, 2, 3, 4, 7]))
    who = profile(usual, draw(st.integers(1, 3)), screened, group)
    return replace(who, opt_in_hard=draw(st.booleans()))


@st.composite
def ratings(draw: st.DrawFn) -> dict[str, Any]:
    """Two of three sessions are calm, so that courses climb as well as fall."""
    if draw(st.integers(0, 2)):
        return {"before": draw(calm), "after": draw(calm), "effort": draw(st.sampled_from(["easy", "easy", "ok"]))}
    return {
        "before": draw(pain),
        "during": draw(pain),
        "after": draw(pain),
        "morning": draw(pain),
        "effort": draw(st.sampled_from([None, "easy", "ok", "ok", "hard"])),
        "stopped": draw(st.sampled_from([None] * 8 + ["pain", "sharp", "spread", "tired", "time", "interrupted"])),
        "hurt": draw(st.sampled_from([None, None, 2, 4, 5, 7])),
    }


Event = tuple[int, dict[str, Any], bool, bool]


def play(who: Profile, what: Routine, events: Sequence[Event]) -> Course:
    """Plays events (days since the last, ratings, everything done, stubborn) as the coach would.

    Where nothing may be played, someone too sore is sent away, with a start in the log but no session; a stubborn
    person does the routine's own doses all the same, and records that.
    """
    own = what.doses
    day = MONDAY
    # As it is known in the end: a screening that lies after a day counts as if it were of that day.
    setting = settle(what, EXERCISES, who, day + timedelta(days=sum(event[0] for event in events)))
    state = first_state(setting, [])
    steps: list[Step] = []
    for number, (gap, given_ratings, whole, stubborn) in enumerate(events):
        day += timedelta(days=gap)
        decision = decide_from(setting, state, day, given_ratings["before"])
        at = datetime.combine(day, time(7)) + timedelta(seconds=number)
        planned = {each.id: each.dose for each in decision.exercises}
        if not planned and stubborn:
            planned = {item.exercise.id: item.dose for item in what.items}
        elif not planned:
            given_ratings = {"before": given_ratings["before"]}
        some = {} if whole else {id_: dose.reps // 2 for id_, dose in list(planned.items())[:2]}
        rated = dict(given_ratings)
        hurt = rated.pop("hurt", None)
        if hurt is not None and planned:
            which = [None, *planned][number % (len(planned) + 1)]
            rated |= {"hurts": (Hurt(which, hurt, at),), "during": hurt}
        session = Session(number + 1, at, what.id, planned, sets_of(planned, at, some), routine_doses=own,
                          fixed=what.fixed, aside=decision.aside, **rated)  # fmt: skip
        earlier = state
        start = begin(setting, state, day, session.before, own, session)
        state = end(setting, start, session)
        steps.append(Step(decision, session, earlier, state))
    return Course(who, what, tuple(steps))


@st.composite
def courses(draw: st.DrawFn, longest: int = 40) -> Course:
    done = st.sampled_from([True] * 9 + [False])
    events = draw(st.lists(st.tuples(gaps, ratings(), done, st.booleans()), min_size=1, max_size=longest))
    return play(draw(people()), draw(routines()), events)


@st.composite
def years(draw: st.DrawFn) -> Course:
    """Up to a year of calm stretches and bad ones, long enough for raises, stages and breaks."""
    random = Random(draw(st.integers(0, 2**32)))
    events: list[Event] = []
    days = 0
    longest = draw(st.sampled_from([30, 90, 365]))
    while days < longest and len(events) < 300:
        bad = random.random() < 0.15
        for _ in range(random.randint(3, 30)):
            gap = random.choices([0, 1, 2, 3, 11, 23, 44], [2, 20, 6, 3, 0.3, 0.2, 0.1])[0]
            days += gap
            base = random.choice([2, 3, 4, 6]) if bad else random.choice([1, 2])
            given_ratings: dict[str, Any] = {
                "before": max(0, base + random.choice([-1, 0, 0, 0])),
                "after": base + random.choice([0, 0, 0, 1, 2] if bad else [0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
                "effort": random.choice(["easy", "ok", "hard", None] if bad else ["easy"] * 9 + ["ok"]),
            }
            if random.random() < 0.04:
                given_ratings["hurt"] = base + random.choice([0, 1, 2, 3])
            events.append((gap, given_ratings, random.random() > 0.02, random.random() > 0.9))
        if random.random() < 0.02:
            events.append((1, {"before": 2, "after": 8, "effort": "hard"}, True, False))
    who = draw(people())
    return play(replace(who, stage=1), draw(routines()), events)


histories = st.one_of(courses(), years())


def rows_met(wanted: set[str]) -> set[str]:
    """Those of the rows that up to sixty courses, always the same, have matched."""
    met: set[str] = set()
    for seed in range(60):
        if wanted <= met:
            break
        random = Random(seed)
        events: list[Event] = []
        for _ in range(random.randint(20, 90)):
            bad = random.random() < 0.2
            base = random.choice([2, 3, 5, 6, 8]) if bad else 2
            given_ratings: dict[str, Any] = {
                "before": base,
                "after": base + random.choice([0, 1, 2, 2] if bad else [0, 0, 0, 0, 1]),
                "effort": random.choice(["hard", None, "ok"] if bad else ["easy"]),
                "hurt": random.choice([None, None, base + 2]) if bad else None,
            }
            events.append((random.choice([1, 1, 1, 1, 12, 25] if bad else [1]), given_ratings, True, True))
        ids = random.sample(["clamshell", "bird_dog", "brace", "plank"], 3)
        course = play(profile(2, 2), routine({id_: EXERCISES[id_].start for id_ in ids}), events)
        met |= {rule for step in course.steps for rule in step.decision.rules}
    return met & wanted
