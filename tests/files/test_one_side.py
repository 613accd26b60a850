"""One side of an exercise, and the same exercise again with another dose, in a routine's file."""

import json
from pathlib import Path

import pytest

from coach.core.exercise import Dose
from coach.core.model.mistakes import MistakesError
from coach.core.model.routine import Routine
from coach.files import routines
from coach.files.exercises import load_shipped
from coach.files.routines import schema_file

EXERCISES = load_shipped()
CLAMSHELLS = """\
format = 2

[[exercise]]
id = "clamshell"
dose = "2x12"
side = "left"

[[exercise]]
id = "clamshell"
dose = "1x8"
side = "right"
"""


def read(*entries: str, top: str = "format = 2") -> Routine:
    text = top + "".join(f"\n[[exercise]]\n{entry}\n" for entry in entries)
    return routines.parse(text, "my.toml", EXERCISES)[0]


def said(*entries: str, top: str = "format = 2") -> list[str]:
    text = top + "".join(f"\n[[exercise]]\n{entry}\n" for entry in entries)
    try:
        found = routines.parse(text, "my.toml", EXERCISES)[1]
    except MistakesError as error:
        found = error.mistakes
    return [str(each).removeprefix("my.toml:") for each in found]


def test_each_side_has_its_own_dose_and_id() -> None:
    routine, mistakes = routines.parse(CLAMSHELLS, "my.toml", EXERCISES)
    assert mistakes == ()
    assert routine.doses == {"clamshell:left": Dose(2, 12, 0), "clamshell:right": Dose(1, 8, 0)}
    first, second = (item.exercise for item in routine.items)
    assert (first.base, first.side, first.name, first.called) == (
        "clamshell", "left", "Clamshell, left side", "Clamshell",
    )  # fmt: skip
    assert (second.side, second.day_reps) == ("right", first.day_reps)


def test_the_same_again_is_told_apart_by_its_number_and_the_first_keeps_its_id() -> None:
    routine = read(
        'id = "bird_dog"\ndose = "1x8"',
        'id = "clamshell"\ndose = "1x8"',
        'id = "bird_dog"\ndose = "1x6"',
        'id = "clamshell"\ndose = "1x6"\nside = "right"',
        'id = "clamshell"\ndose = "1x4"\nside = "right"',
    )
    assert [*routine.doses] == ["bird_dog", "clamshell", "bird_dog:2", "clamshell:right", "clamshell:right:2"]
    assert routine.items[2].exercise.name == "Bird-dog, again"
    assert routine.items[2].exercise.side == "alternate"


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        (['id = "bird_dog"\nside = "left"'],
         "4:1: error: bird_dog changes sides with every repetition, so it has no 'side'; take it out [side]"),
        (['id = "cat_cow"\nside = "left"'],
         "4:1: error: cat_cow does both sides at once, so it has no 'side'; take it out [side]"),
        (['id = "clamshell"\nside = "both"'],
         "4:8: error: 'side' must be 'left' or 'right', found the text \"both\" [choice]"),
        (['id = "clamshell"\nside = "left"'] * 2,
         "7:6: error: 'clamshell' is in this routine twice, first on line 3; "
         "keep one, or write another dose or side [duplicate]"),
        (['id = "cat_cow"'] * 2,
         "6:6: error: 'cat_cow' is in this routine twice, first on line 3; "
         "keep one, or write another dose [duplicate]"),
        (['id = "clamshell"\ndose = "3x15"\nside = "left"', 'id = "clamshell"\ndose = "1x1"\nside = "right"'],
         "8:6: warning: all entries of clamshell are 46 repetitions a day together, more than the 45 allowed; "
         "3×14 and nothing will be used [limit]"),
        (['id = "clamshell"\nside = "left"\nor = "brace"', 'id = "clamshell"\nside = "right"\nor = "brace"'],
         "10:6: error: 'brace' stands in already, on line 5; once is enough for all of clamshell; "
         "take it out here [duplicate]"),
    ],
)  # fmt: skip
def test_a_slip_is_said_at_its_place(entries: list[str], message: str) -> None:
    assert said(*entries) == [message]


def test_the_limits_of_a_day_are_for_all_rounds_and_entries() -> None:
    pair = ('id = "clamshell"\ndose = "1x15"\nside = "left"', 'id = "clamshell"\ndose = "1x10"\nside = "right"')
    assert said(*pair) == []
    (message,) = said(*pair, top="format = 2\nrounds_per_day = 2")
    assert "all entries of clamshell are 50 repetitions a day together" in message


def test_format_1_has_neither() -> None:
    first = said('id = "clamshell"\nside = "left"', top="format = 1")
    assert first == [
        "4:1: error: 'side' belongs to format 2; write this at the top of the file: format = 2 [format]"
    ]
    (twice,) = said('id = "bird_dog"', 'id = "bird_dog"\nreps = 4', top="format = 1")
    assert "twice, first on line 3" in twice


def test_an_entrys_own_id_cannot_be_written() -> None:
    assert "unknown exercise 'clamshell:left'" in said('id = "clamshell:left"')[0]


def test_a_look_at_the_file_finds_the_same_ids(tmp_path: Path) -> None:
    """A renamed file is known again by what its sessions have."""
    path = tmp_path / "my.toml"
    path.write_text(CLAMSHELLS, "utf-8")
    found = routines.look(path, "my")
    assert found is not None
    assert found[1] == routines.load(path, EXERCISES)[0].doses.keys()


def test_the_schema_knows_sides_of_exercises_that_have_them() -> None:
    schema = json.loads(schema_file.text_of(routines.schema(EXERCISES)))
    entry = schema["$defs"]["ExerciseForm"]
    assert {"left", "right"} <= set(str(entry["properties"]["side"]).replace("'", " ").split())
    refused = entry["allOf"][1]
    assert "bird_dog" in refused["if"]["properties"]["id"]["enum"]
    assert "clamshell" not in refused["if"]["properties"]["id"]["enum"]
