"""A dose is changed in its file by that value's bytes alone, however the file is written."""

import tomllib
from collections.abc import Callable

import pytest
from logbook import EXERCISES

from coach.core.exercise import Dose
from coach.core.model.routine import RoutineItem
from coach.errors import CoachError
from coach.files.routines import edit_dose
from coach.files.routines.edit_dose import Figure

FILES = [
    # How it is written, the exercise and the figure, the new value, and how it is written then.
    ('[[exercise]]\nid = "clamshell"\nreps = 8  # mine\n', 0, "reps", 9, "reps = 8", "reps = 9"),
    ('[[exercise]]\nid = "clamshell"\n\t"reps"\t=\t10# mine', 0, "reps", 11, "\t10#", "\t11#"),
    ("[[exercise]]\n'id' = 'clamshell'\n\"r\\u0065ps\" = +8\n", 0, "reps", 9, "+8", "9"),
    ('name = "Übung ∑ 🧘"\n[[exercise]]\nid = "clamshell"\nsets = 2 # ü\n', 0, "sets", 3, "= 2", "= 3"),
    ('[[exercise]]\nid="plank"\nhold_s=1_0\n[[exercise]]\nid="brace"\nhold_s=5', 0, "hold_s", 11, "=1_0", "=11"),
    ('[[exercise]]\nid="plank"\nhold_s=10\n[[exercise]]\nid="brace"\nhold_s=5', 1, "hold_s", 6, "=5", "=6"),
    ('exercise = [\n  { id = "clamshell", reps = 8 }, # one\n]\n', 0, "reps", 9, "= 8", "= 9"),
    ('format = 2\n[[exercise]]\nid = "clamshell"\ndose = "2x12"\n', 0, "reps", 11, "2x12", "2x11"),
    ("format = 2\n[[exercise]]\nid = 'plank'\ndose = '1 × 5 × 10 s'\n", 0, "sets", 2, "1 × 5", "2 × 5"),
    ("format = 2\n[[exercise]]\nid = 'plank'\ndose = '1 × 5 × 10 s'\n", 0, "hold_s", 9, "× 10 s", "× 9 s"),
    ('format = 2\n[[exercise]]\nid = "plank"\ndose = "1X05"\n', 0, "hold_s", 12, '"1X05"', '"1X05X12s"'),
    ('format = 2\n[[exercise]]\nid = "clamshell"\ndose = "2\\u00d712"\n', 0, "reps", 11, '"2\\u00d712"', '"2x11"'),
    ('format = 2\n[[exercise]]\nid = "plank"\ntempo_s = [3, 5, 3]\n', 0, "hold_s", 6, "5, 3", "6, 3"),
    ('[[exercise]]\nid = "clamshell"\n', 0, "reps", 9, 'clamshell"\n', 'clamshell"\nreps = 9\n'),
    ('[[exercise]]\n  id = "clamshell"  # it', 0, "reps", 9, "# it", "# it\n  reps = 9"),
    ('[[exercise]]\nid = "clamshell"\nreps = 3\nrest_s = nan\n', 0, "sets", 2, 'll"\n', 'll"\nsets = 2\n'),
    ('exercise = [{ id = "clamshell" }]\n', 0, "sets", 2, 'll" }', 'll", sets = 2 }'),
]  # fmt: skip
ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "as it is": lambda text: text.encode(),
    "with a mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "both": lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
}


@pytest.mark.parametrize("coding", ENCODINGS)
@pytest.mark.parametrize(("text", "index", "figure", "value", "old", "new"), FILES)
def test_no_other_byte_changes(
    text: str, index: int, figure: Figure, value: int, old: str, new: str, coding: str
) -> None:
    coded = ENCODINGS[coding]
    assert text.count(old) == 1 or index, "the test says which"
    at = text.rindex(old)
    expected = text[:at] + new + text[at + len(old) :]
    assert edit_dose.changed(coded(text), index, figure, value) == coded(expected)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[exercise]]\nid = "clamshell"\nreps = [8, 6]\n', "not written as one number"),
        ('format = 2\n[[exercise]]\nid = "clamshell"\nreps = [8, 6]\n', "not written as one number"),
        ('[[exercise]]\nid = "clamshell"\nreps = 8.0\n', "not written as one number"),
        ('[[exercise]]\nid = "clamshell"\ndose = "much"\n', "not written as one number"),
        ('exercise = "clamshell"\n', "Change it in the text"),
        ('[exercise]\nid = "clamshell"\n', "Change it in the text"),
    ],
)
def test_what_is_written_otherwise_is_left_alone(text: str, says: str) -> None:
    with pytest.raises(CoachError, match=says):
        edit_dose.changed(text.encode(), 0, "reps", 9)


@pytest.mark.parametrize("content", [b"[[exercise]\n", b"\xff", b"id = 1\nid = 2\n"])
def test_a_file_with_mistakes_of_syntax_is_left_alone(content: bytes) -> None:
    with pytest.raises(CoachError):
        edit_dose.changed(content, 0, "reps", 9)


def item(id_: str, dose: Dose) -> RoutineItem:
    exercise = EXERCISES[id_]
    return RoutineItem(exercise, dose, exercise.move_ms, exercise.return_ms, exercise.rest_ms)


@pytest.mark.parametrize("id_", sorted(EXERCISES))
@pytest.mark.parametrize("figure", edit_dose.FIGURES)
def test_steps_stay_within_the_limits_and_lead_back(id_: str, figure: Figure) -> None:
    exercise = EXERCISES[id_]
    most = {"sets": exercise.max_sets, "reps": exercise.max_reps, "hold_s": exercise.max_hold_s}[figure]
    seen, now = [], exercise.start
    while (value := edit_dose.stepped(item(id_, now), figure, 1)) is not None:
        assert value > getattr(now, figure)
        now = Dose(**{**{key: getattr(now, key) for key in edit_dose.FIGURES}, figure: value})
        seen.append(value)
    assert getattr(now, figure) == most
    assert all(value % 2 == 0 for value in seen if figure == "reps" and exercise.side == "alternate")
    for value in [*seen[-2::-1], getattr(exercise.start, figure)] if seen else []:
        stepped = edit_dose.stepped(item(id_, now), figure, -1)
        assert stepped == value
        now = Dose(**{**{key: getattr(now, key) for key in edit_dose.FIGURES}, figure: value})


def test_what_is_beyond_a_limit_comes_back_to_it_and_goes_no_further() -> None:
    much = item("bird_dog", Dose(9, 40, 30))
    assert [edit_dose.stepped(much, figure, -1) for figure in edit_dose.FIGURES] == [3, 10, 5]
    assert [edit_dose.stepped(much, figure, 1) for figure in edit_dose.FIGURES] == [None, None, None]
    assert edit_dose.stepped(item("bird_dog", Dose(1, 7, 0)), "reps", 1) == 8
    assert edit_dose.stepped(item("bird_dog", Dose(1, 7, 0)), "reps", -1) == 6
    assert edit_dose.stepped(item("bird_dog", Dose(1, 2, 0)), "reps", -1) is None


def test_a_value_that_equals_another_kind_is_not_taken_for_it() -> None:
    after = edit_dose.changed(b'a = true\n[[exercise]]\nid = "clamshell"\nsets = 2\n', 0, "sets", 1)
    assert tomllib.loads(after.decode())["exercise"][0]["sets"] == 1
