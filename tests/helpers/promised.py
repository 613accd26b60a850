"""The program as a coach of simulated people: one state that goes on from session to session."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import cast

from logbook import EXERCISES, profile, routine
from simulated_people import START, Person, Rated

from coach.core.exercise import Dose
from coach.core.model.done import Effort, Session, SetDone
from coach.core.progression import decide_from, settle
from coach.core.progression.first_state import first_state
from coach.core.progression.fold import begin, end
from coach.core.progression.state import State

DOSES = {id_: Dose(*figures) for id_, figures in START.items()}
STARTS_AT = (time(8), time(13), time(18))


class ProgramCoach:
    """Is screened again before each day, so that what needs a newer profile refuses the rest of one day."""

    def __init__(self, person: Person) -> None:
        self._who = profile(person.usual, 1)
        self._what = routine(DOSES, rounds=person.rounds, name="simulated")
        self._setting = settle(self._what, EXERCISES, self._who, date(2026, 1, 5))
        self._state = first_state(self._setting, [])
        self._before = 0
        self._planned: dict[str, Dose] = {}

    def plan(self, day: date, before: int, morning: int | None) -> int:
        state = self._state
        if state.day is None or state.day.on != day:
            self._setting = replace(self._setting, screened_at=datetime.combine(day, time()))
            if morning is not None and state.last is not None:
                self._state = self._again(morning, day)
        decision = decide_from(self._setting, self._state, day, before)
        self._before = before
        self._planned = {each.id: each.dose for each in decision.exercises}
        if not self._planned:
            self._session(day, Session(0, datetime.combine(day, STARTS_AT[0]), "simulated", {}, before=before))
        return sum(dose.repetitions for dose in self._planned.values())

    def record(self, day: date, number: int, rated: Rated) -> None:
        at = datetime.combine(day, STARTS_AT[number])
        sets = tuple(
            SetDone(id_, one, side, dose.reps, at)
            for id_, dose in self._planned.items()
            for one in range(1, dose.sets + 1)
            for side in (("left", "right") if EXERCISES[id_].side == "each" else ("both",))
        )
        session = Session(
            1, at, "simulated", self._planned, sets, rated.before, None, rated.after, None,
            effort=cast(Effort, rated.effort), finished=True, routine_doses=DOSES,
        )  # fmt: skip
        self._session(day, session)

    def _session(self, day: date, session: Session) -> None:
        start = begin(self._setting, self._state, day, session.before, DOSES, session)
        self._earlier, self._last = start, session
        self._state = end(self._setting, start, session)

    def _again(self, morning: int, day: date) -> State:
        """The state after the last session once its morning is known: it came late, but it is of that session."""
        last = replace(self._last, morning=morning, morning_at=datetime.combine(day, time(7)))
        return end(self._setting, self._earlier, last)

    @property
    def stage(self) -> int:
        return self._state.stage
