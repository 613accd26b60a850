"""A walk over profiles, logs and exercises: nothing that the screening excludes is ever in a plan, nor suggested.

The other reading is `screening_table`, written by hand.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import combinations, product

import screening_table
from logbook import EXERCISES, profile, routine, sets_of
from size import some_of

from coach.core import plan
from coach.core.exercise import Dose
from coach.core.model.done import Session, Stop
from coach.core.model.screened import Profile
from coach.core.progression import decide
from coach.core.routine_builder import Wishes, build
from coach.core.screening.table import CANNOT
from coach.files.profile import DIAGNOSES

ON = date(2026, 11, 30)
SCREENED = datetime(2026, 10, 20, 7, 30)
EVERYTHING = routine({id_: exercise.start for id_, exercise in EXERCISES.items()}, name="everything")
DIAGNOSED = [chosen for size in (1, 2) for chosen in combinations(DIAGNOSES, size)] + [DIAGNOSES]
UNABLE = [(), *((each,) for each in CANNOT)]


def people() -> Iterator[tuple[Profile, bool]]:
    """Persons of stage 3 whose answers allow a plan, each with whether their phase is the later one."""
    for diagnosis, cannot, hard, (weeks, leg), more in product(
        DIAGNOSED, UNABLE, (False, True), ((8, False), (8, True), (3, False)), ((0, -1), (5, 30), (20, -1))
    ):
        pregnant, surgery = more
        person = replace(
            profile(stage=3, screened=SCREENED),
            diagnosis=diagnosis,
            cannot=cannot,
            opt_in_hard=hard,
            weeks_since_flare=weeks,
            leg_symptoms_last_14_days=leg,
            pregnant_weeks=pregnant,
            months_since_spinal_surgery=surgery,
            clinician_agrees=True,
            clinician_agrees_extension=hard,
            bone_heart_or_steroids=leg,
            bones=hard,
        )
        yield person, weeks >= 6 and not leg


def planned(person: Profile | None, log: tuple[Session, ...] = ()) -> set[str]:
    decision = decide(EVERYTHING, EXERCISES, person, log, ON)
    made = plan.make(EVERYTHING, decision, person)
    found = {item.exercise.id for item in made.items} if made is not None else set[str]()
    assert found == {each.id for each in decision.exercises}
    return found | {each.id for each in decision.suggest}


def test_nothing_excluded_is_in_a_plan_and_everything_else_is() -> None:
    # The week of a pregnancy has moved on by nearly six since the screening: 5 to 10, 20 to 25.
    for person, later in some_of(people(), 250):
        expected = screening_table.EVERYTHING - screening_table.left_out(person, later=later)
        assert planned(person) == expected, person


def session(day: date, stopped: Stop | None = None) -> Session:
    at = datetime(day.year, day.month, day.day, 8)
    doses = {"calm_breathing": Dose(1, 6, 0)}
    own = {item.exercise.id: item.dose for item in EVERYTHING.items}
    return Session(
        day.toordinal(), at, "everything", doses, sets_of(doses, at, {}), before=2, after=2, effort="ok",
        stopped=stopped, finished=stopped is None, routine_doses=own,
    )  # fmt: skip


def test_nothing_excluded_is_in_a_plan_after_a_session_that_spread() -> None:
    """Answered anew after it, as nothing is played before that: the log counts against the answers."""
    for days in (1, 14, 15):
        log = (session(ON - timedelta(days=days), "spread"),)
        for person, later in some_of(people(), 250):
            if person.pregnant_weeks or person.cannot or person.months_since_spinal_surgery >= 0:
                continue
            answered = replace(person, screened_at=datetime(2026, 11, 29, 20))
            out = screening_table.left_out(answered, later=later and days > 14)
            assert not planned(answered, log) & out, (days, answered)


def test_nothing_excluded_is_in_a_plan_after_quiet_weeks() -> None:
    quiet = tuple(session(ON - timedelta(days=days)) for days in range(30, 0, -2))
    for person, later in some_of(people(), 250):
        if person.pregnant_weeks or person.months_since_spinal_surgery >= 0:
            continue
        out = screening_table.left_out(person, later=later, quiet=True)
        assert not planned(person, quiet) & out, person


def test_nothing_excluded_is_in_a_new_routine() -> None:
    for person, later in some_of(people(), 250):
        out = screening_table.left_out(person, later=later)
        if person.pregnant_weeks == 5 or person.opt_in_hard:
            continue
        if len({id_ for id_ in screening_table.EVERYTHING - out if EXERCISES[id_].stage <= person.stage}) < 4:
            continue  # Too few for a routine.
        items = build(person, EXERCISES, Wishes(), lambda chosen: 60_000 * len(chosen), ON)
        assert not {item.exercise.id for item in items} & out, person


def test_without_a_profile_a_plan_knows_stage_1_and_no_opt_in() -> None:
    assert planned(None) == screening_table.STAGE_1
