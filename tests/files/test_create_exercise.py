"""The file of a new exercise: every key is in it and explained, it is right as it is, and so is its figure."""

import itertools
import re
from dataclasses import fields, replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.core.exercise import Position, SideRule, Tag
from coach.errors import CoachError
from coach.files import toml
from coach.files.exercises import create, form, load
from coach.files.exercises.create import Answers
from coach.files.exercises.figure_form import FigureForm
from coach.files.forms import Note, hints, keys, split

STRETCH = Answers(
    id="calf_stretch", name="Calf stretch", position="standing", tags=("neutral",), side="each", reps=5, hold_s=10,
    scale="hold", setup="Stand at a wall, {side} leg behind.", move="Lean forward.", return_="And back up.",
    avoid="Lifting the heel.",
)  # fmt: skip
WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1).map(str.strip)


def said(most: int) -> st.SearchStrategy[str]:
    kept = WORDS.map(lambda text: text[:most].strip())
    return kept.filter(lambda text: bool(text) and "{" not in text and "}" not in text)


@st.composite
def answers(draw: st.DrawFn) -> Answers:
    side = draw(st.sampled_from(get_args(SideRule)))
    hold_s = draw(st.integers(0, 60))
    return Answers(
        id="mine", name=draw(said(40)), position=draw(st.sampled_from(get_args(Position))),
        tags=draw(st.sampled_from([("neutral",), ("neutral", "load"), ("flexion", "end_range"), ("rotation",)])),
        side=side, reps=draw(st.integers(1, 15)) * 2 if side == "alternate" else draw(st.integers(1, 30)),
        hold_s=hold_s, scale="hold" if hold_s and draw(st.booleans()) else "reps", setup=draw(said(200)),
        move=draw(said(80)), return_=draw(said(80)), avoid=draw(said(80)),
    )  # fmt: skip


@given(answers())
def test_whatever_is_answered_the_file_is_right_and_says_it(given_: Answers) -> None:
    exercise, mistakes = form.read(toml.parse(create.text(given_), "mine.toml"), "mine")
    assert mistakes == []
    assert exercise is not None
    found = {each.name: getattr(exercise, each.name, None) for each in fields(Answers)}
    start, cues = exercise.start, exercise.cues
    found |= {"reps": start.reps, "hold_s": start.hold_s, "tags": exercise.tags}
    found |= {"setup": cues.setup, "move": cues.move, "return_": cues.return_}
    assert found == {each.name: getattr(given_, each.name) for each in fields(Answers)} | {
        "tags": frozenset(given_.tags)
    }
    assert exercise.max_reps <= 2 * start.reps
    assert exercise.max_hold_s <= 2 * start.hold_s


@pytest.mark.parametrize("side", get_args(SideRule))
@pytest.mark.parametrize("position", get_args(Position))
def test_with_every_line_taken_in_it_is_right_too_and_has_a_figure(position: Position, side: SideRule) -> None:
    asked = replace(STRETCH, position=position, side=side, reps=6, setup="Get there.")
    written = create.text(asked)
    explained = re.compile(r"# (\[figure[.a-z]*\]|[a-z_]+ = .*)")
    taken = [
        found[1] if (found := explained.fullmatch(line)) else line
        for line in written.split("\n")
        if side == "alternate" or not line.startswith(("# left", "# right"))
    ]
    exercise, mistakes = form.read(toml.parse("\n".join(taken), "calf_stretch.toml"), "calf_stretch")
    assert mistakes == []
    assert exercise is not None
    assert exercise.figure is not None
    assert (exercise.up, exercise.down) == ("bird_dog", "heel_slide")
    assert exercise.day_holding_s is not None


def test_every_key_is_there_with_what_it_is_for() -> None:
    written = " ".join(line.removeprefix("# ") for line in create.text(STRETCH).split("\n"))
    for of in (form.ExerciseForm, form.StartForm, form.LimitsForm, form.CuesForm):
        for key, field in keys(of).items():
            if key in create.OLDER:
                continue
            assert f"{key} = " in written or f"[{key}]" in written, key
            note = next((rule.text for rule in split(hints(of)[field])[1] if isinstance(rule, Note)), "")
            assert note in written or key in ("start", "limits", "cues", "figure"), key
    assert keys(FigureForm).keys() >= {"start", "end"}
    explained = [line for line in create.text(STRETCH).split("\n") if line.startswith("# ") and " = " not in line]
    assert all(len(line) <= 116 for line in explained)


def test_it_is_known_to_the_set_and_to_both_schemas(tmp_path: Path) -> None:
    (tmp_path / "routines").mkdir()
    path = create.create(tmp_path / "exercises", tmp_path / "routines", STRETCH)
    known, mistakes = load(tmp_path / "exercises")
    assert mistakes == ()
    assert known["calf_stretch"].name == "Calf stretch"
    assert path.read_text("utf-8").startswith("#:schema ./exercise.schema.json\n")
    assert '"calf_stretch"' in (tmp_path / "routines" / "routine.schema.json").read_text("utf-8")
    assert '"title"' in (path.parent / "exercise.schema.json").read_text("utf-8")
    before = path.read_bytes()
    with pytest.raises(CoachError, match="is there already and stays as it is"):
        create.create(tmp_path / "exercises", tmp_path / "routines", STRETCH)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "id_"),
    [("Calf stretch", "calf_stretch"), ("  CALF-stretch!.toml", "calf_stretch"), ("my 2nd one", "my_2nd_one")],
)
def test_an_id_is_made_of_the_name(tmp_path: Path, name: str, id_: str) -> None:
    assert create.id_of(name, tmp_path) == id_


@pytest.mark.parametrize(
    ("name", "says"),
    [("", "gives no id"), ("---", "gives no id"), ("x" * 41, "gives no id"), ("Bird dog", "came with Backcoach")],
)
def test_a_name_that_cannot_be_had_is_told(tmp_path: Path, name: str, says: str) -> None:
    with pytest.raises(CoachError, match=says):
        create.id_of(name, tmp_path)


def test_what_contradicts_itself_is_not_written(tmp_path: Path) -> None:
    tags: tuple[Tag, ...] = ("neutral", "flexion")
    for wrong in (replace(STRETCH, tags=tags), replace(STRETCH, side="none"), replace(STRETCH, move="x" * 90)):
        with pytest.raises(CoachError, match="Nothing was written"):
            create.create(tmp_path / "exercises", tmp_path / "routines", wrong)
    assert not list(itertools.chain(tmp_path.rglob("*.toml")))
