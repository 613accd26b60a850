"""The second reading as a coach of simulated people: one state that goes on from session to session."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from simulated_people import START, Person, Rated

from second_reading.course import Entry, doses, forbidding, refused_start, start, take_down
from second_reading.limits import LIMITS, Amount
from second_reading.state import State
from second_reading.words import Profile, Routine, Session

STARTS_AT = (time(8), time(13), time(18))


class ReadingCoach:
    """Screens again before each day, so that what needs a newer profile refuses the rest of one day."""

    def __init__(self, person: Person) -> None:
        own = {id_: Amount(*dose) for id_, dose in START.items()}
        self._routine = Routine("simulated", own, person.rounds)
        self._state = State(Profile(person.usual, 1), LIMITS)
        self._planned: dict[str, Amount] = {}

    def plan(self, day: date, before: int, morning: int | None) -> int:
        state = self._state
        last = state.last
        if morning is not None and last is not None and not state.last_judged:
            state.last = replace(last, session=replace(last.session, morning=morning))
        if day not in state.days:
            state.profile = replace(state.profile, screened_at=datetime.combine(day, time(0), UTC))
        start(state, day, self._routine, before)
        entries: tuple[Entry, ...] = ()
        if forbidding(state, day):
            at = datetime.combine(day, STARTS_AT[0], UTC)
            refused_start(state, Session(at, "simulated", {}, {}, before), day)
            state.starts += 1
        else:
            entries, _ = doses(state, day, self._routine)
        self._planned = {entry.id: entry.dose for entry in entries}
        return sum(dose.sets * dose.reps for dose in self._planned.values())

    def record(self, day: date, number: int, rated: Rated) -> None:
        done = {id_: dose.sets * dose.reps for id_, dose in self._planned.items()}
        at = datetime.combine(day, STARTS_AT[number], UTC)
        session = Session(at, "simulated", self._planned, done, rated.before, rated.after, effort=rated.effort)
        take_down(self._state, session, day)
        self._state.starts += 1

    @property
    def stage(self) -> int:
        return self._state.stage
