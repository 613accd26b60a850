"""`coach new`: what is said of a length that cannot be had."""

import pytest

from coach.commands.new import length_note


@pytest.mark.parametrize(
    ("minutes", "length_s", "says"),
    [
        (60, 640, "about 11 minutes, not 60"),
        (3, 400, "shorter is not possible"),
        (12, 660, ""),
        (12, 840, ""),
        (None, 480, "about 8 minutes: few"),
        (None, 600, ""),
    ],
)
def test_a_length_that_cannot_be_had_is_said(minutes: int | None, length_s: int, says: str) -> None:
    note = length_note(minutes, length_s * 1000)
    assert says in note
    assert bool(note) is bool(says)
