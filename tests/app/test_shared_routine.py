"""A copy of anybody's routine has nothing that one's own answers leave out, whatever the file says or is."""

import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import assume, given
from hypothesis import strategies as st
from person import person

from coach.app import shared_routine, workspace
from coach.core import screening
from coach.core.exercise import Exercise
from coach.core.model.screened import Profile
from coach.core.safe_text import unseen
from coach.errors import CoachError
from coach.files import paths, toml
from coach.files.exercises import load_shipped
from coach.files.settings import Settings

NOW = datetime(2026, 11, 23, 8)
EXERCISES: dict[str, Exercise] = load_shipped()
DIAGNOSES = (
    "spondylolisthesis",
    "disc_herniation",
    "stenosis",
    "fragile_bone",
    "other",
    "none_sitting",
    "none_other",
)
IDS = [*EXERCISES, "annas_own", "birddog", "../x", "\u202e"]


@st.composite
def people(draw: st.DrawFn) -> Profile:
    return replace(
        person(clinician_agrees=True),
        diagnosis=(draw(st.sampled_from(DIAGNOSES)),),
        weeks_since_flare=draw(st.sampled_from([2, 10])),
        pregnant_weeks=draw(st.sampled_from([0, 8, 20])),
        cannot=draw(st.sampled_from([(), ("floor",), ("kneeling", "face_down")])),
        stage=draw(st.integers(1, 3)),
        opt_in_hard=draw(st.booleans()),
    )


@st.composite
def theirs(draw: st.DrawFn) -> dict[str, Any]:
    """A routine with each id once, whether it is done or stands in: else it would be refused."""
    ids = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=8, unique=True))
    made: list[dict[str, Any]] = []
    while ids:
        more = {"dose": st.sampled_from(["3x30", "1x4"]), "group": st.just("a"), "fixed": st.just(True)}
        made.append({"id": ids.pop(), **draw(st.fixed_dictionaries({}, optional=more))})
        if draw(st.booleans()) and ids:
            made[-1]["or"] = ids.pop()
    return {"format": 2, "exercise": made}


def looked(answers: Profile, content: bytes) -> shared_routine.Shared:
    with tempfile.TemporaryDirectory() as folder:
        home = paths.Home(Path(folder), Path(folder) / "cache")
        ws = workspace.Workspace(home, EXERCISES, answers, Settings())
        return shared_routine.look(ws, toml.parse_bytes(content, "annas.toml", recover=True), "annas", NOW)


@given(people(), theirs())
def test_nothing_that_is_left_out_is_copied_but_with_what_stands_in_for_it(
    answers: Profile, data: dict[str, Any]
) -> None:
    verdict = screening.judge(answers, NOW.date())
    try:
        shared = looked(answers, tomli_w.dumps(data).encode())
    except CoachError:
        assume(False)
    omitted = {id_ for id_, each in EXERCISES.items() if screening.omission(answers, verdict, each) is not None}
    for item in shared.routine.items:
        stands_in = item.instead is not None and item.instead.exercise.id not in omitted
        assert item.exercise.id not in omitted or stands_in
    assert not omitted & {each.id for each in shared.today.decision.exercises}
    kept = [item.exercise.id for item in shared.routine.items]
    gone = [each.id for each in shared.gone]
    written = [each["id"] for each in data["exercise"]]
    assert [id_ for id_ in written if id_ in kept] == kept, "in their order"
    assert all(id_ in kept or any(each in id_ or id_ in each for each in gone) or unseen(id_) for id_ in written)
    most = {id_: each.day_reps for id_, each in EXERCISES.items()}
    assert all(each.dose.repetitions <= most[each.id] for each in shared.today.decision.exercises)


@given(st.data())
def test_a_file_with_anything_in_it_is_copied_or_refused(data: st.DataObject) -> None:
    content = bytearray(tomli_w.dumps(data.draw(theirs())).encode())
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(content)))
        content[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
    try:
        said = looked(person(clinician_agrees=True), bytes(content)).text
    except CoachError as error:
        said = str(error)
    assert not [sign for sign in said if unseen(sign) and sign not in shared_routine.KEPT]


@pytest.mark.parametrize("red", [{"red_flags_emergency": True}, {"clinician_agrees": False, "pregnant_weeks": 8}])
def test_without_a_plan_nothing_is_copied(red: dict[str, Any]) -> None:
    with pytest.raises(CoachError, match=r"emergency|midwife"):
        looked(replace(person(clinician_agrees=True), **red), b'[[exercise]]\nid = "bird_dog"\n')
