"""The program and the second reading of the pain rules give the same plans on random courses."""

import pytest
from random_courses import random_course
from two_readings import decided, of_program, of_reading


@pytest.mark.parametrize("seed", range(60))
def test_both_readings_give_the_same_plan(seed: int) -> None:
    course = random_course(f"both {seed}", travels=seed % 4 == 0)
    for moment in course.moments:
        assert of_program(decided(moment, course.profile)) == of_reading(moment.plan), (
            moment.now, moment.before, moment.log[-3:], moment.routines[moment.asked],
        )  # fmt: skip
