"""The program and the second reading of the pain rules give the same plans at every start of random courses.

Where they differ one of them misread: the document decides which. COACH_COMPARE_COURSES=3000 goes the long way.
"""

import os

import pytest
from random_courses import BEGINS, random_course
from size import sized
from two_readings import decided, excluded, of_program, of_reading

COURSES = int(os.environ.get("COACH_COMPARE_COURSES", sized(12, 60)))
DIAGNOSES = ("none_sitting", "none_sitting", "none_other", "stenosis", "none_sitting")


@pytest.mark.parametrize("seed", range(COURSES))
def test_both_readings_give_the_same_plan(seed: int) -> None:
    diagnosis = DIAGNOSES[seed % len(DIAGNOSES)]
    course = random_course(f"both {seed}", excluded=excluded(diagnosis, BEGINS.date()), travels=seed % 4 == 0)
    for moment in course.moments:
        assert of_program(decided(moment, course.profile, diagnosis)) == of_reading(moment.plan), (
            moment.now, moment.before, moment.log[-3:], moment.routines[moment.asked],
        )  # fmt: skip
