"""A new routine as a file: written so that it can be added to, and never under a name that cannot be."""

from datetime import datetime
from pathlib import Path

import pytest
from logbook import EXERCISES, profile

from coach.core.routine_builder import Wishes
from coach.errors import CoachError
from coach.files.routines import parse
from coach.files.routines.add_exercise import append
from coach.files.routines.create import create

HEALTHY = profile(2)


def test_a_new_routine_is_written_so_that_an_exercise_can_be_added_to_it(tmp_path: Path) -> None:
    path = create(tmp_path, HEALTHY, EXERCISES, Wishes(), datetime(2026, 11, 23, 8, 0))
    text = path.read_text("utf-8")
    added = append(text, EXERCISES["cat_cow"])
    assert added.startswith(text)
    loaded, warnings = parse(added, "new.toml", EXERCISES)
    assert [item.exercise.id for item in loaded.items][-1] == "cat_cow"
    assert not warnings


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("first-weeks", "came with Backcoach"),
        ("first-weeks.toml", "came with Backcoach"),
        ("x" * 61, "61 letters"),
        ("../x", "letters, digits"),
        ("con", "cannot be"),
        ("", "cannot be"),
    ],
)
def test_a_name_that_cannot_be_is_refused_with_the_reason(tmp_path: Path, name: str, says: str) -> None:
    with pytest.raises(CoachError, match=says):
        create(tmp_path, HEALTHY, EXERCISES, Wishes(), datetime(2026, 11, 23, 8, 0), name)
    assert not list(tmp_path.iterdir())
