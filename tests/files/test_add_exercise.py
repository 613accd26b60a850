"""Adding an exercise to a routine file: every byte before it stays, and what is added is exactly that entry."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.core.model.routine import Routine
from coach.errors import CoachError
from coach.files import exercises, paths, routines
from coach.files.routines import add_exercise

EXERCISES = exercises.load_shipped()
PLANK = EXERCISES["plank"]
TEXT = """\
# mine, with care
format = 1
name = 'Évening'   # quoted "my" way
exercise-note = 1
"""
START = PLANK.start
ENTRY = f'[[exercise]]\nid = "plank"\nsets = {START.sets}\nreps = {START.reps}\nhold_s = {START.hold_s}\n'
OWN = 'format = 1\nname = "Own"  # stays\n\n[[exercise]]\nid = "bird_dog"\nreps = 6\n'


@pytest.fixture
def home(tmp_path: Path) -> paths.Home:
    return paths.Home(tmp_path, tmp_path / "cache")


def own(home: paths.Home, content: bytes = OWN.encode()) -> tuple[Path, Routine]:
    home.routines.mkdir(exist_ok=True)
    path = home.routines / "own.toml"
    path.write_bytes(content)
    return path, routines.load(path, EXERCISES)[0]


@pytest.mark.parametrize("before", ["", TEXT, TEXT.rstrip("\n"), OWN + "\n\n# the end", "\ufeff" + OWN])
def test_the_entry_stands_at_the_end_and_the_rest_is_untouched(before: str) -> None:
    after = add_exercise.append(before, PLANK)
    assert after.startswith(before)
    assert after.endswith("\n" + ENTRY)
    assert tomllib.loads(after.removeprefix("\ufeff"))["exercise"][-1] == {
        "id": "plank", "sets": PLANK.start.sets, "reps": PLANK.start.reps, "hold_s": PLANK.start.hold_s,
    }  # fmt: skip


def test_the_ends_of_lines_are_those_of_the_file() -> None:
    after = add_exercise.append(OWN.replace("\n", "\r\n"), PLANK)
    assert after == (OWN + "\n" + ENTRY).replace("\n", "\r\n")


@pytest.mark.parametrize("before", ['exercise = [{id = "bird_dog"}]\n', "exercise = 3\n", "format = \n"])
def test_a_text_that_cannot_take_it_is_refused(before: str) -> None:
    with pytest.raises(CoachError, match="by hand"):
        add_exercise.append(before, PLANK)


@given(st.lists(st.sampled_from(sorted(EXERCISES)), max_size=5), st.sampled_from(sorted(EXERCISES)), st.booleans())
def test_any_list_of_exercises_grows_by_one_at_the_end(ids: list[str], added: str, windows: bool) -> None:
    text = TEXT + "".join(f'[[exercise]]\nid = "{i}"\n# "" [[exercise]]\n' for i in ids)
    text = text.replace("\n", "\r\n") if windows else text
    after = add_exercise.append(text, EXERCISES[added])
    assert after.startswith(text)
    assert [entry["id"] for entry in tomllib.loads(after)["exercise"]] == [*ids, added]


def test_an_own_file_gets_the_exercise_and_keeps_its_permissions(home: paths.Home) -> None:
    path, shown = own(home)
    path.chmod(0o640)
    assert add_exercise.add(PLANK, shown, path, home, EXERCISES) == path
    assert path.read_text() == OWN + "\n" + ENTRY
    assert path.stat().st_mode & 0o777 == 0o640
    loaded, warnings = routines.load(path, EXERCISES)
    assert (loaded.items[-1].exercise, loaded.items[-1].dose, warnings) == (PLANK, PLANK.start, ())


def test_a_shipped_routine_is_copied_and_the_copy_takes_its_place(home: paths.Home) -> None:
    path = routines.find("first-weeks", home)
    before = path.read_bytes()
    shown = routines.load(path, EXERCISES)[0]
    target = add_exercise.add(PLANK, shown, path, home, EXERCISES)
    assert target == home.routines / "first-weeks.toml"
    assert (home.routines / "routine.schema.json").is_file(), "its first line leads there"
    assert routines.find("first-weeks", home) == target
    assert (path.read_bytes(), target.read_bytes()) == (before, before + b"\n" + ENTRY.encode())
    with pytest.raises(CoachError, match="of your own of that name"):
        add_exercise.add(PLANK, shown, path, home, EXERCISES)


def test_what_changed_in_the_meantime_is_never_overwritten(home: paths.Home) -> None:
    path, shown = own(home)
    for content in (OWN.replace("reps = 6", "reps = 8").encode(), OWN.encode() + b"# \xff\n"):
        path.write_bytes(content)
        with pytest.raises(CoachError, match="has changed"):
            add_exercise.add(PLANK, shown, path, home, EXERCISES)
        assert path.read_bytes() == content
    path.unlink()
    with pytest.raises(CoachError, match="cannot be read"):
        add_exercise.add(PLANK, shown, path, home, EXERCISES)


def test_a_protected_file_stays_as_it_is(home: paths.Home) -> None:
    path, shown = own(home)
    path.chmod(0o444)
    with pytest.raises(CoachError, match="write-protected"):
        add_exercise.add(PLANK, shown, path, home, EXERCISES)
    assert path.read_text() == OWN


def test_an_exercise_that_is_there_or_makes_the_session_too_long_is_refused(home: paths.Home) -> None:
    path, shown = own(home)
    with pytest.raises(CoachError, match="already"):
        add_exercise.add(EXERCISES["bird_dog"], shown, path, home, EXERCISES)
    full = OWN.replace("reps = 6", "reps = 30\nsets = 5\nrest_s = 600\ntempo_s = [12, 12.5]")
    path, shown = own(home, full.encode())
    with pytest.raises(CoachError, match="at most 2 h"):
        add_exercise.add(PLANK, shown, path, home, EXERCISES)
    assert path.read_text() == full
