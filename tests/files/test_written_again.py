"""Whatever a routine can say, written and read again, is the same routine; so is every other table of data.

The texts here are written by another writer than the coach's own, so that neither is trusted.
"""

import tomllib
from datetime import date, datetime, time
from typing import Any

import pytest
import tomli_w
from hypothesis import assume, given
from hypothesis import strategies as st

from coach.core.model.mistakes import MistakesError
from coach.core.model.routine import Routine
from coach.errors import CoachError
from coach.files import routines
from coach.files.exercises import load_shipped
from coach.files.forms import keys
from coach.files.routines import add_exercise, convert, create, second_format
from coach.files.routines.form import ExerciseForm, RoutineForm, SayForm
from coach.files.toml import write

EXERCISES = load_shipped()
IDS = sorted(EXERCISES)
NOW = datetime(2026, 11, 23, 8)
# What is heard may hold any sign that can be seen, quotes and backslashes too, and the joiners of some scripts.
SAID = st.text(st.sampled_from("aÄß漢🧘 \"'\\#=[],.%\u200d"), min_size=1, max_size=20).filter(str.strip)
WAY = st.floats(0.5, 30) | st.integers(1, 30)
ENTRY: dict[str, st.SearchStrategy[Any]] = {
    "sets": st.integers(1, 3),
    "reps": st.integers(2, 12),
    "hold_s": st.integers(0, 20),
    "rest_s": st.integers(0, 60) | st.floats(0, 60),
    "tempo_s": st.lists(WAY, min_size=2, max_size=2)
    | st.tuples(WAY, st.integers(0, 9) | st.just(4.0), WAY).map(list),
    "dose": st.sampled_from(["2x12", "1 X 5", "1×5×10s", "03x010 x 005 s"]),
    "range": st.sampled_from(["full", "half"]),
    "note": SAID,
    "say": st.dictionaries(st.sampled_from(sorted(keys(SayForm))), SAID, min_size=1),
    "fixed": st.booleans(),
    "or": st.sampled_from(IDS),
    "rounds": st.lists(st.integers(1, 6), min_size=1, max_size=3, unique=True).map(sorted),
    "side": st.sampled_from(["left", "right"]),
    "group": st.sampled_from(["a", "b"]),
}
SECONDS = st.dictionaries(
    st.sampled_from(["floor_to_chair", "chair_to_floor", "lying_to_side", "other"]), st.integers(3, 120), min_size=1
)
WORDS = st.sampled_from(["learning", "full", "brief", "beeps"])
TOP: dict[str, st.SearchStrategy[Any]] = {
    "format": st.sampled_from([1, 2, 2, 2]),
    "name": SAID,
    "description": st.text(max_size=30),
    "rounds_per_day": st.integers(1, 6),
    "minutes_between_rounds": st.integers(1, 720),
    "words": WORDS,
    "voice": WORDS,
    "change": st.sampled_from(["wait", "timed"]),
    "change_s": SECONDS,
    "schedule": st.fixed_dictionaries({"days": st.just(["mon", "fri"]), "times": st.just(["07:30"])}),
}
# One right value of each key that changes what the routine is; what is not in the forms is not tried.
TRIED: dict[str, Any] = {
    "sets": 2, "reps": 8, "hold_s": 4, "rest_s": 12.5, "tempo_s": [2.5, 4, 3], "dose": "2x8x4s", "range": "half",
    "note": "A \"mat\" \\ 'here' #1.", "say": {"move": "Long."}, "fixed": True, "or": "brace", "rounds": [2],
    "side": "left", "group": "a",
    "name": "Ü \"x\" \\ 'y' # z", "rounds_per_day": 2, "minutes_between_rounds": 90, "words": "full",
    "voice": "beeps", "change": "wait", "change_s": {"other": 13},
    "schedule": {"days": ["mon"], "times": ["07:30"]},
}  # fmt: skip
NOT_READ = {"id", "exercise", "format", "description"}  # They are no part of the routine, or always there.


def read(text: str) -> Routine:
    return routines.parse(text, "mine.toml", EXERCISES)[0]


@st.composite
def data(draw: st.DrawFn) -> dict[str, Any]:
    """A routine as data, with keys that the forms know; some do not go together."""
    top = {key: value for key, value in TOP.items() if key in keys(RoutineForm)}
    entry = {key: value for key, value in ENTRY.items() if key in keys(ExerciseForm)}
    made: dict[str, Any] = draw(st.fixed_dictionaries({"format": top.pop("format")}, optional=top))
    ids = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=4, unique=True))
    some = st.lists(st.sampled_from(sorted(entry)), max_size=4, unique=True)
    made["exercise"] = [{"id": id_, **{key: draw(entry[key]) for key in draw(some)}} for id_ in ids]
    return agreeing(made)


def agreeing(made: dict[str, Any]) -> dict[str, Any]:
    """The same without most of what does not go together."""
    first = made["format"] == 1
    top = {key: value for key, value in made.items() if not (key == "voice" and "words" in made)}
    used = {entry["id"] for entry in made["exercise"]}
    for entry in made["exercise"]:
        gone = set(second_format.KEYS) if first else set()
        three = len(entry.get("tempo_s", ())) == 3
        if three and (first or "s" in entry.get("dose", "")):
            gone.add("tempo_s")
        if "dose" in entry and not first:
            gone |= {"sets", "reps"} | ({"hold_s"} if "s" in entry["dose"] else set())
        if three:
            gone.add("hold_s")
        if entry.get("or") in used or ("rounds" in entry and entry["rounds"][-1] > made.get("rounds_per_day", 1)):
            gone |= {"or", "rounds"}
        used.add(entry.get("or", ""))
        for key in gone & entry.keys():
            del entry[key]
    return {key: value for key, value in top.items() if not (first and key == "schedule")}


@given(data())
def test_any_routine_written_and_read_again_is_the_same(made: dict[str, Any]) -> None:
    try:
        before = read(tomli_w.dumps(made))
    except MistakesError:
        assume(False)
    text = create.copy_of(made, NOW)
    assert tomllib.loads(text) == made
    assert read(text) == before
    assert read(convert.converted(text, "mine.toml", EXERCISES)) == before
    added = next(id_ for id_ in IDS if id_ not in before_ids(made))
    try:
        longer = add_exercise.append(text, EXERCISES[added])
    except CoachError:
        pytest.fail("it is written so that an exercise can be added to it")
    assert tomllib.loads(longer)["exercise"][:-1] == made["exercise"]


def before_ids(made: dict[str, Any]) -> set[str]:
    return {entry["id"] for entry in made["exercise"]}


@pytest.mark.parametrize("key", sorted({*keys(ExerciseForm), *keys(RoutineForm)} - NOT_READ))
def test_each_key_is_written_and_read_again_and_makes_a_difference(key: str) -> None:
    """So that no key can come that the test above does not try."""
    entry: dict[str, Any] = {"id": "clamshell"}
    made: dict[str, Any] = {"format": 2, "exercise": [entry, {"id": "bird_dog"}]}
    if key in ("rounds", "schedule"):
        made["rounds_per_day"] = 3
    plain = read(tomli_w.dumps(made))
    (entry if key in keys(ExerciseForm) else made)[key] = TRIED[key]
    before = read(tomli_w.dumps(made))
    assert before != plain
    assert read(create.copy_of(made, NOW)) == before
    assert key in (ENTRY if key in keys(ExerciseForm) else TOP)


VALUES = st.recursive(
    st.text() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.booleans()
    | st.dates(min_value=date(1, 1, 1)) | st.times().map(lambda at: at.replace(microsecond=0, fold=0))
    | st.datetimes().map(lambda at: at.replace(fold=0)),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(), inside, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(st.dictionaries(st.text(), VALUES, max_size=5), st.lists(st.dictionaries(st.text(), VALUES, max_size=3)))
def test_any_data_written_and_read_again_are_the_same(top: dict[str, Any], entries: list[dict[str, Any]]) -> None:
    top.pop("more", None)
    text = write.lines(top) + write.tables("more", entries)
    assert tomllib.loads(text) == ({**top, "more": entries} if entries else top)
    assert all("\x1b" not in line for line in text.splitlines())


def test_each_value_has_its_line() -> None:
    made = {"a b": [1, [2.5]], "c": {"d": {"e": time(7, 30)}, "f": {}}, "g": "x\ny"}
    assert write.lines(made) == '"a b" = [1, [2.5]]\nc = { d = { e = 07:30:00 }, f = {} }\ng = "x\\ny"\n'
