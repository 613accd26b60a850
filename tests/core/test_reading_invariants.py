"""The invariants of the pain rules on random courses, held against the second reading of the document."""

from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import pairwise
from random import Random
from typing import Any

from random_courses import Moment, RandomCourse, random_course
from second_reading import Plan, plan
from second_reading.limits import LIMITS
from second_reading.words import Judged, Report, Session
from size import sized


@cache
def courses() -> tuple[RandomCourse, ...]:
    """Made once, and where they are looked at: every worker collects these tests, and one runs them."""
    return tuple(random_course(f"invariants {seed}", travels=seed % 4 == 0) for seed in range(sized(8, 30)))


def totals(of: Plan) -> dict[str, int]:
    """What each exercise of a plan adds up to; nothing where it is not played."""
    return {entry.id: LIMITS[entry.id].total(entry.dose) for entry in of.exercises} if of.allowed else {}


def with_log(course: RandomCourse, log: list[Session], before: int | None) -> Plan:
    return replace(course, log=log, before=before).plan()


def changed(session: Session, name: str, rating: int | None) -> Session:
    changes: dict[str, Any] = {name: rating}
    return replace(session, **changes)


def worse(session: Session) -> list[Session]:
    """The session with one of its ratings a point or more higher."""
    higher: list[Session] = []
    for name in ("after", "morning"):
        rating = getattr(session, name)
        higher += [changed(session, name, more) for more in range(rating + 1, 11)] if rating is not None else []
    for number, report in enumerate(session.reports):
        for more in range(report.rating + 1, 11):
            reports = list(session.reports)
            reports[number] = replace(report, rating=more)
            higher.append(replace(session, reports=tuple(reports)))
    return higher


def test_more_pain_never_gives_more_volume() -> None:
    for course in courses():
        last = max(course.log, key=lambda session: session.at, default=None)
        now = totals(course.plan())
        for before in range((course.before or 0) + 1, 11) if course.before is not None else ():
            then = totals(with_log(course, course.log, before))
            assert all(then.get(id_, 0) <= now.get(id_, 0) for id_ in LIMITS), before
        for session in worse(last) if last is not None else ():
            log = [session if each is last else each for each in course.log]
            then = totals(with_log(course, log, course.before))
            assert all(then.get(id_, 0) <= now.get(id_, 0) for id_ in LIMITS), session


def test_no_dose_passes_its_limits_or_its_target() -> None:
    for course in courses():
        for moment in course.moments:
            for entry in moment.plan.exercises:
                limits, dose = LIMITS[entry.id], entry.dose
                assert dose.sets <= limits.max_sets
                assert dose.reps <= limits.max_reps
                assert dose.hold_s <= limits.max_hold_s
                assert all(ours <= most for ours, most in zip(dose, entry.target, strict=True))
                assert limits.even(dose.reps) == dose.reps


def test_no_day_passes_its_limit() -> None:
    for course in courses():
        for day in {session.at.date() for session in course.log}:
            for id_, limits in LIMITS.items():
                done = [session.done.get(id_, 0) for session in course.log if session.at.date() == day]
                assert sum(done) <= limits.day


def rising(course: RandomCourse) -> list[tuple[Moment, Moment]]:
    """Two starts of a routine that follow one another, its file as it was."""
    last: dict[str, Moment] = {}
    pairs = []
    for moment in course.moments:
        before = last.get(moment.asked)
        if before is not None and before.routines[moment.asked] == moment.routines[moment.asked]:
            pairs.append((before, moment))
        last[moment.asked] = moment
    return pairs


def test_at_most_two_targets_rise_and_only_where_a_row_says_so() -> None:
    for course in courses():
        for before, after in rising(course):
            old, new = before.plan.targets, after.plan.targets
            risen = [id_ for id_ in new if LIMITS[id_].total(new[id_]) > LIMITS[id_].total(old[id_])]
            assert len(risen) <= 2
            if len(after.log) - len(before.log) <= 1:
                assert not risen or {"P11", "P17"} & {*before.plan.rules, *after.plan.rules}


def test_an_excluded_exercise_never_appears() -> None:
    for seed in range(8):
        excluded = frozenset(Random(seed).sample(sorted(LIMITS), 12))
        for moment in random_course(f"excluded {seed}", excluded=excluded).moments:
            assert not excluded & {entry.id for entry in moment.plan.exercises}


def test_the_stage_rises_by_one_and_never_twice_in_14_days() -> None:
    for course in courses():
        rises = []
        for before, after in pairwise(course.moments):
            assert after.plan.stage <= before.plan.stage + 1
            if after.plan.stage > before.plan.stage:
                rises.append(after.now.date())
        assert all((later - earlier).days >= 14 for earlier, later in pairwise(rises))


def test_a_missing_rating_never_lets_anything_rise() -> None:
    """Of the last session; the way back from what breaks alone lowered aside."""
    for course in courses():
        last = max(course.log, key=lambda session: session.at, default=None)
        now = course.plan()
        if last is None or last.stopped is not None or now.level != "full":
            continue
        for name in ("before", "after", "effort"):
            log = [changed(each, name, None) if each is last else each for each in course.log]
            then = with_log(course, log, course.before)
            assert not {"P11", "P13"} & set(then.rules)


def test_a_settled_report_in_one_exercise_lowers_no_other() -> None:
    """But for what P2, green and P10 make of its number."""
    for course in courses():
        last = max(course.log, key=lambda session: session.at, default=None)
        own = course.plan().own_levels  # They would wait for a greener day.
        if own or last is None or last.after is None or not last.planned or last.reports or last.unfinished:
            continue
        judged = Judged(last, last.at.date(), 3, False)
        if last.after > judged.base + 1:
            continue
        hurt = next(iter(last.planned))
        now = course.plan()
        log = [replace(each, reports=(Report(hurt, 5),)) if each is last else each for each in course.log]
        then = with_log(course, log, course.before)
        if now.allowed and then.allowed and not {"P12", "P17", "P13", "P11"} & set(now.rules):
            before, after = totals(now), totals(then)
            assert all(after[id_] >= total for id_, total in before.items() if id_ != hurt)


def test_the_order_in_which_a_log_is_given_changes_nothing() -> None:
    for course in courses():
        shuffled = Random(1).sample(course.log, len(course.log))
        if len({session.at for session in course.log}) == len(course.log):
            assert with_log(course, shuffled, course.before) == course.plan()


def test_a_newer_screening_is_all_that_ends_what_waits_for_one() -> None:
    for course in courses():
        for moment in course.moments:
            waits = {"P2", "G3"} & set(moment.plan.rules)
            if waits and not moment.plan.allowed:
                now = moment.now + timedelta(minutes=1)  # A rating of this very moment would be as new.
                profile = replace(course.profile, screened_at=now)
                files = tuple(moment.routines.values())
                then = plan(moment.routines[moment.asked], LIMITS, profile, moment.log, now, moment.before, files)
                assert then.allowed or {"P1", "P3", "P16"} & set(then.rules)
