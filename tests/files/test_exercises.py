"""The exercise set: the shipped files against a table typed a second time, the cues' lengths, own files."""

import os
import re
import subprocess
import sys
import time
import typing
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from coach.app.check_files import Checker
from coach.core.durations import estimate_ms
from coach.core.exercise import Cues, Dose, Exercise
from coach.core.model.mistakes import Mistake
from coach.core.screening.table import GROUPS
from coach.core.timeline.phrases import sentence
from coach.files import exercises
from coach.files.exercises import form
from coach.files.paths import Home
from coach.files.toml import read

# An independent copy of the table of exercises: typed, not generated from the files. "-" stands for nothing.
KINDS = """
id                  name                       position       tags                        stage  not for
seated_flexion      Seated forward stretch     sitting        flexion, end_range          1      -
bird_dog            Bird-dog                   all_fours      neutral                     1      -
clamshell           Clamshell                  side_lying     neutral                     1      -
glute_bridge        Hip bridge                 supine         neutral                     2      -
plank               Plank, knees first         prone_support  neutral                     2      PG
superman            Prone back lift            prone          extension, end_range, load  3 opt  -
brace               Belly brace                supine         neutral                     1      -
pelvic_tilt         Pelvic tilt, flatten only  supine         flexion                     1      -
heel_slide          Heel slide                 supine         neutral                     1      -
dead_bug            Dead bug                   supine         neutral                     2      -
side_plank_knees    Side plank on knees        side_lying     neutral                     2      -
side_plank_full     Side plank                 side_lying     neutral                     3      PG
curl_up             McGill curl-up             supine         neutral                     2      DE, OP
hip_abduction       Side leg lift              side_lying     neutral                     2      -
hip_flexor          Half-kneeling stretch      half_kneeling  neutral                     1      -
cat_cow             Cat-cow, mid-range         all_fours      flexion, extension          1      -
knee_to_chest       Single knee hug            supine         flexion                     1      -
prone_prop          Prop on elbows             prone          extension                   1      -
standing_extension  Standing back bend         standing       extension                   1      -
sit_to_stand        Sit to stand               sitting        neutral                     1      -
seated_march        Seated march               sitting        neutral                     1      -
wall_plank          Plank at the wall          standing       neutral                     1      -
standing_hip_abduction  Standing side leg lift  standing       neutral                     1      -
calm_breathing      Calm breathing             sitting        neutral                     1      -
"""
DOSES = """
id                  start   reps  hold  min  sets  day     side       scale  up                  down
seated_flexion      1x5x10  10    30    10   3     30/300  none       reps   -                   knee_to_chest
bird_dog            1x6x2   10    5     0    3     30      alternate  reps   plank               heel_slide
clamshell           1x10x0  15    2     0    3     45      each       reps   hip_abduction       brace
glute_bridge        1x8x3   12    5     0    3     36      none       reps   -                   brace
plank               1x3x5   3     30    3    3     9       none       hold   side_plank_full     bird_dog
superman            1x5x2   8     3     0    2     16      none       reps   -                   bird_dog
brace               1x5x5   10    10    3    3     30      none       reps   heel_slide          -
pelvic_tilt         1x5x2   15    5     0    2     30      none       reps   glute_bridge        brace
heel_slide          1x6x0   10    0     0    3     30      alternate  reps   dead_bug            brace
dead_bug            1x6x0   10    0     0    2     20      alternate  reps   curl_up             heel_slide
side_plank_knees    1x3x5   5     10    3    2     10      each       hold   side_plank_full     clamshell
side_plank_full     1x3x5   5     10    3    2     10      each       hold   -                   side_plank_knees
curl_up             1x5x8   8     10    3    2     16      none       reps   -                   dead_bug
hip_abduction       1x5x3   15    3     0    2     30      each       reps   -                   clamshell
hip_flexor          1x3x5   3     20    5    3     9       each       hold   -                   -
cat_cow             1x5x0   6     0     0    3     18      none       reps   -                   pelvic_tilt
knee_to_chest       1x3x5   5     10    5    3     15      each       hold   seated_flexion      pelvic_tilt
prone_prop          1x5x5   10    10    3    2     20      none       reps   standing_extension  -
standing_extension  1x5x0   10    2     0    3     30      none       reps   -                   prone_prop
sit_to_stand        1x5x0   12    0     0    3     36      none       reps   -                   seated_march
seated_march        1x8x0   20    0     0    2     60      alternate  reps   sit_to_stand        -
wall_plank          1x3x5   3     30    3    3     9       none       hold   plank               -
standing_hip_abduction  1x6x2  12  3    0    2     36      each       reps   hip_abduction       -
calm_breathing      1x6x0   6     0     0    1     36      none       reps   -                   -
"""

SHIPPED = exercises.load_shipped()
MOVE_MS = 2_800  # A move takes 3 s, and words start 200 ms after its tone.


def rows(table: str) -> dict[str, list[str]]:
    """Cells by the id in the first column; columns are two or more blanks apart."""
    lines = [re.split(r"\s{2,}", line.strip()) for line in table.strip().splitlines()[1:]]
    return {id_: ["" if cell == "-" else cell for cell in cells] for id_, *cells in lines}


KIND, DOSE = rows(KINDS), rows(DOSES)
ROWS = tuple(KIND)


def listed(cell: str) -> frozenset[str]:
    return frozenset(word.strip() for word in cell.split(",") if word.strip())


def as_row(exercise: Exercise) -> tuple[object, ...]:
    e = exercise
    return (
        e.name,
        e.position,
        e.tags,
        e.stage,
        e.opt_in,
        e.start,
        e.max_reps,
        e.max_hold_s,
        e.min_hold_s,
        e.max_sets,
        e.day_reps,
        e.day_holding_s,
        e.side,
        e.scale,
        e.excluded_for,
        e.up,
        e.down,
    )


def expected(id_: str) -> tuple[object, ...]:
    name, position, tags, stage, not_for = KIND[id_]
    start, reps, hold, least, sets, day, side, scale, up, down = DOSE[id_]
    day_reps, _, day_holding = day.partition("/")
    return (
        name,
        position,
        listed(tags),
        int(stage[0]),
        stage.endswith("opt"),
        Dose(*map(int, start.split("x"))),
        int(reps),
        int(hold),
        int(least),
        int(sets),
        int(day_reps),
        int(day_holding) if day_holding else None,
        side,
        scale,
        listed(not_for),
        up or None,
        down or None,
    )


def texts(cues: Cues) -> dict[str, str]:
    told = {name: getattr(cues, name) for name in Cues.__dataclass_fields__}
    corrections = told.pop("corrections")
    return {**told, **{f"corrections {number}": text for number, text in enumerate(corrections)}}


# The shipped set


def test_there_are_exactly_the_exercises_of_the_table() -> None:
    assert SHIPPED.keys() == KIND.keys() == DOSE.keys()
    assert len(ROWS) == 24


@pytest.mark.parametrize("id_", ROWS)
def test_every_field_is_as_in_the_table(id_: str) -> None:
    assert as_row(SHIPPED[id_]) == expected(id_)


@pytest.mark.parametrize("id_", ROWS)
def test_a_shipped_file_keeps_to_the_form_that_holds_for_own_files(id_: str) -> None:
    document = read(exercises.SHIPPED / f"{id_}.toml")
    exercise, mistakes = form.read(document, id_)
    assert mistakes == []
    assert form.links(document, SHIPPED) == []
    assert exercise is not None
    assert exercises.build(document.data, shipped=True) == SHIPPED[id_]


def test_the_shipped_folder_can_be_checked_like_an_own_one() -> None:
    assert exercises.load(exercises.SHIPPED) == (SHIPPED, ())


@pytest.mark.parametrize("id_", ROWS)
def test_movement_is_slow_with_half_a_minute_between_sets(id_: str) -> None:
    out_ms, back_ms = (4_000, 6_000) if id_ == "calm_breathing" else (3_000, 3_000)
    assert (SHIPPED[id_].move_ms, SHIPPED[id_].return_ms, SHIPPED[id_].rest_ms) == (out_ms, back_ms, 30_000)


@pytest.mark.parametrize("id_", ROWS)
def test_every_exercise_says_what_to_avoid_and_where_it_comes_from(id_: str) -> None:
    exercise = SHIPPED[id_]
    assert exercise.avoid.endswith(".")
    assert exercise.sources
    assert any(word in exercise.basis for word in ("Source article", "Chosen", "NHS"))


def test_changing_what_load_gives_does_not_change_the_set() -> None:
    exercises.load_shipped().clear()
    assert exercises.load_shipped() == SHIPPED


def test_the_form_knows_the_groups_of_the_screening() -> None:
    assert set(typing.get_args(form.Group)) == {each.id for each in GROUPS.values() if not each.unnamed}


def test_loading_the_shipped_set_needs_nothing_heavy() -> None:
    program = (
        "import sys, coach.files.exercises as e\n"
        "e.load_shipped()\n"
        "print(*(m for m in ('pydantic', 'tree_sitter') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


# The cues


@pytest.mark.parametrize("id_", ROWS)
def test_the_words_of_each_phase_fit_in_it(id_: str) -> None:
    cues = SHIPPED[id_].cues
    limbs = [sentence(limbs) for limbs in {cues.left, cues.right}]
    # Where two limbs move, the whole movement is said before the set.
    moves = limbs if cues.two_limbs else [f"{each} {cues.move}".strip() for each in limbs]
    spoken = (cues.breathe_move, cues.breathe_return, *cues.corrections, cues.return_, cues.range)
    for text in (*moves, *spoken):
        assert estimate_ms(text) <= MOVE_MS, text
    for text in (cues.move, cues.hold, *spoken):
        assert len(text.split()) <= 7, text


@pytest.mark.parametrize("id_", ROWS)
def test_a_short_word_is_over_before_a_second_has_passed(id_: str) -> None:
    cues = SHIPPED[id_].cues
    for text in (cues.move_short, cues.hold_short, cues.return_short):
        assert estimate_ms(text) < 1_000, text
        assert len(text.split()) <= 2, text


@pytest.mark.parametrize("id_", ROWS)
def test_the_set_up_is_one_to_three_sentences_and_its_short_form_one(id_: str) -> None:
    cues = SHIPPED[id_].cues
    assert 1 <= cues.setup.count(".") <= 3
    assert cues.setup.endswith(".")
    assert estimate_ms(cues.setup) <= 9_000
    assert len(cues.setup_short.split()) <= 7
    assert cues.setup_short.count(".") == 1


@pytest.mark.parametrize("id_", ROWS)
def test_there_are_words_for_a_hold_where_there_can_be_one(id_: str) -> None:
    cues = SHIPPED[id_].cues
    has_hold = SHIPPED[id_].max_hold_s > 0
    assert bool(cues.hold) == bool(cues.hold_short) == has_hold
    assert not has_hold or cues.hold.startswith("Hold")


@pytest.mark.parametrize("id_", ROWS)
def test_sides_are_named_where_they_matter(id_: str) -> None:
    exercise = SHIPPED[id_]
    cues = exercise.cues
    for text in (cues.setup, cues.setup_short):
        assert ("{side}" in text) == (exercise.side == "each")
    assert bool(cues.left) == bool(cues.right) == (exercise.side == "alternate")
    assert not cues.left or (cues.left.startswith("left ") and cues.right.startswith("right "))
    swapped = cues.left.replace("left", "?").replace("right", "left").replace("?", "right")
    assert cues.right == swapped


@pytest.mark.parametrize("id_", [id_ for id_ in ROWS if KIND[id_][1] == "side_lying"])
def test_lying_on_a_side_names_the_side_to_lie_on(id_: str) -> None:
    assert SHIPPED[id_].cues.setup.startswith("Lie on your {side} side")


@pytest.mark.parametrize("id_", ROWS)
def test_cues_are_plain_words(id_: str) -> None:
    for name, text in texts(SHIPPED[id_].cues).items():
        bare = text.replace("{side}", "").replace("{other}", "")
        assert all(sign.isascii() and (sign.isalpha() or sign in " .,-") for sign in bare), (name, text)
        assert text == text.strip()


@pytest.mark.parametrize("id_", ROWS)
def test_there_are_three_corrections_for_each_and_a_breath_for_what_takes_effort(id_: str) -> None:
    cues = SHIPPED[id_].cues
    assert len(set(cues.corrections)) == 3
    assert bool(cues.breathe_move) == bool(cues.breathe_return) == (id_ != "calm_breathing")
    assert id_ == "calm_breathing" or cues.breathe_move.lower().startswith("breathe out")
    assert id_ == "calm_breathing" or cues.breathe_return.startswith("Breathe in as")


ON_A_CHAIR = {"seated_flexion", "sit_to_stand", "seated_march", "calm_breathing"}
WITH_A_CHAIR_IN_REACH = {"standing_extension", "standing_hip_abduction"}
# What stretches lets the breath flow while it is held; what needs effort cues it with the movement.
STRETCHES = {"seated_flexion", "hip_flexor", "knee_to_chest"}
HELD_STILL = {"plank", "brace", "side_plank_knees", "side_plank_full", "wall_plank"}


def test_whoever_sits_or_holds_on_does_so_on_a_steady_chair_without_wheels() -> None:
    assert {id_ for id_ in ROWS if KIND[id_][1] == "sitting"} == ON_A_CHAIR
    said = {id_ for id_ in ROWS if "steady chair without wheels" in SHIPPED[id_].cues.setup}
    assert said == ON_A_CHAIR | WITH_A_CHAIR_IN_REACH
    assert {id_ for id_ in ROWS if "steady chair" in SHIPPED[id_].cues.setup_short.lower()} == said


@pytest.mark.parametrize("id_", [id_ for id_ in ROWS if id_ not in STRETCHES | {"calm_breathing"}])
def test_what_needs_effort_is_done_while_breathing_out(id_: str) -> None:
    exercise = SHIPPED[id_]
    cues = exercise.cues
    if exercise.side == "alternate":  # The move names the limbs and may have no time left.
        assert "breathe out as you" in cues.setup.lower()
        assert cues.return_.startswith("Breathe in")
    else:
        assert cues.move.startswith("Breathe out")


@pytest.mark.parametrize("id_", sorted(STRETCHES | HELD_STILL))
def test_no_one_holds_the_breath_in_a_hold(id_: str) -> None:
    assert "breath" in SHIPPED[id_].cues.hold
    # The shortest hold in which anything is said: half of its seconds are kept free for the count.
    assert estimate_ms(SHIPPED[id_].cues.hold) <= MOVE_MS


def test_calm_breathing_goes_out_longer_than_in() -> None:
    calm = SHIPPED["calm_breathing"]
    assert (calm.cues.move[:10], calm.cues.return_[:15]) == ("Breathe in", "And breathe out")
    assert calm.return_ms > calm.move_ms


# Own files

GOOD = """\
id = "wall_sit"
name = "Wall sit"
position = "standing"
tags = ["neutral"]
stage = 2
side = "none"
scale = "reps"
down = "glute_bridge"
tempo_s = [2, 2.5]
avoid = "Letting the back leave the wall."

[start]
sets = 1
reps = 4
hold_s = 3

[limits]
max_sets = 2
max_reps = 8
max_hold_s = 10
day_reps = 24

[cues]
setup = "Stand with your back to a wall, feet one step away."
setup_short = "Back to the wall."
move = "Slide down a little."
move_short = "Down"
hold = "Hold, back flat."
hold_short = "Hold"
return = "And slide up."
return_short = "and up"
mistake = "Keep your back on the wall."
range = "Only half as deep today."
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "exercises"
    made.mkdir()
    return made


def put(folder: Path, text: str = GOOD, name: str = "wall_sit.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def own(folder: Path) -> tuple[dict[str, Exercise], tuple[Mistake, ...]]:
    found, mistakes = exercises.load(folder)
    assert found.items() >= SHIPPED.items(), "the shipped exercises always stay"
    return {id_: exercise for id_, exercise in found.items() if id_ not in SHIPPED}, mistakes


def edited(old: str, new: str, text: str = GOOD) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


def test_an_own_exercise_is_loaded_with_defaults_for_what_it_leaves_out(folder: Path) -> None:
    put(folder)
    found, mistakes = own(folder)
    exercise = found["wall_sit"]
    assert mistakes == ()
    assert not exercise.shipped
    assert (exercise.move_ms, exercise.return_ms, exercise.rest_ms) == (2_000, 2_500, 30_000)
    assert (exercise.min_hold_s, exercise.day_holding_s, exercise.up, exercise.opt_in) == (0, None, None, False)
    assert exercise.basis == "Your own exercise"


@pytest.mark.parametrize("home", [None, Path("/nowhere/at/all")])
def test_without_a_folder_there_is_just_the_shipped_set(home: Path | None) -> None:
    assert exercises.load(home) == (SHIPPED, ())


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    path = put(tmp_path, name="exercises")
    found, (mistake,) = own(path)
    assert found == {}
    assert (mistake.file, mistake.rule) == (str(path), "file")


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "rule", "words"),
    [
        ('tags = ["neutral"]\n', "", 1, 1, "tags", "cannot be screened"),
        ('tags = ["neutral"]', "tags = []", 4, 8, "tags", "cannot be screened"),
        ('["neutral"]', '["neutrl"]', 4, 9, "choice", "did you mean 'neutral'"),
        ('["neutral"]', '["neutral", "flexion"]', 4, 9, "tags", "stays still"),
        ('["neutral"]', '["extension", "neutral"]', 4, 22, "tags", "'extension'"),
        ('["neutral"]', '["load", "load"]', 4, 17, "tags", "twice"),
        ('["neutral"]', '"neutral"', 4, 8, "type", "a list"),
        ('id = "wall_sit"', 'id = "Wall sit"', 1, 6, "id", "small letters"),
        ('id = "wall_sit"', 'id = "wall_sits"', 1, 6, "id", "wall_sit.toml"),
        ("stage = 2", "stage = 4", 5, 9, "range", "at most 3"),
        ("stage = 2", 'stage = "2"', 5, 9, "type", "whole number"),
        ("stage = 2", "stage = 2\nlevel = 1", 6, 1, "unknown-key", "'level'"),
        ('side = "none"', 'side = "both"', 6, 8, "choice", "'none', 'alternate' or 'each'"),
        ('down = "glute_bridge"', 'down = "glute_brige"', 8, 8, "unknown-exercise", "did you mean 'glute_bridge'"),
        ('down = "glute_bridge"', 'up = "wall_sit"', 8, 6, "link", "itself"),
        ("[2, 2.5]", "[2, nan]", 9, 15, "type", "must be a number, found nan"),
        ("[2, 2.5]", "[0.5, 2]", 9, 12, "range", "at least 1"),
        ("[2, 2.5]", "[2, 1e9]", 9, 15, "range", "at most 10"),
        ("[2, 2.5]", "[2]", 9, 11, "range", "at least 2"),
        ("sets = 1", "sets = 3", 13, 8, "limit", "above 'max_sets' (2)"),
        ("reps = 4", "reps = 9", 14, 8, "limit", "above 'max_reps' (8)"),
        ("hold_s = 3", "hold_s = 11", 15, 10, "limit", "above 'max_hold_s' (10)"),
        ("hold_s = 3", "hold_s = 3.5", 15, 10, "type", "whole number"),
        ("max_sets = 2", "max_sets = 2\nmin_hold_s = 4", 15, 10, "limit", "below 'min_hold_s' (4)"),
        ("max_sets = 2", "max_sets = 2\nmin_hold_s = 12", 19, 14, "limit", "above 'max_hold_s'"),
        ("day_reps = 24", "day_reps = 3", 21, 12, "limit", "4 repetitions"),
        ("day_reps = 24", "day_reps = 24\nday_holding_s = 11", 22, 17, "limit", "12 s"),
        ('move = "Slide down a little."', 'move = ""', 26, 8, "range", "must not be empty"),
        ('move = "Slide down a little."', 'move = "   "', 26, 8, "text", "some words"),
        ('"Slide down a little."', '"Slide\\u001b[2J down."', 26, 8, "text", "U+001B"),
        ('"Slide down a little."', '"Slide\\u202e down."', 26, 8, "text", "U+202E"),
        ('"Slide down a little."', '"Slide {side} down."', 26, 8, "placeholder", "braces"),
        ('"Slide down a little."', f'"{"down " * 20}"', 26, 8, "range", "at most 80"),
        ('hold = "Hold, back flat."\n', "", 23, 1, "missing", "'hold'"),
        ('return = "And slide up."\n', "", 23, 1, "missing", "'return'"),
        ('mistake = "Keep your back on the wall."\n', "", 23, 1, "missing", "'corrections'"),
        ('mistake = "Keep', 'corrections = ["Slow."]\nmistake = "Keep', 33, 11, "duplicate", "only one"),
        ('mistake = "Keep your back on the wall."', "corrections = []", 32, 15, "range", "1"),
        ('mistake = "Keep', 'left = "left leg"\nmistake = "Keep', 32, 8, "side", "alternate"),
        ("[cues]", "[cue]", 23, 2, "unknown-key", "did you mean 'cues'"),
        ("[limits]", "[limits", 17, 8, "syntax", "']' is missing"),
    ],
)
def test_a_mistake_is_shown_where_it_is_and_refuses_only_its_file(
    folder: Path, old: str, new: str, line: int, column: int, rule: str, words: str
) -> None:
    path = put(folder, edited(old, new))
    put(folder, edited('"wall_sit"', '"other"'), "other.toml")
    found, mistakes = own(folder)
    assert found.keys() == {"other"}
    shown = [(m.line, m.column, m.rule) for m in mistakes if words in m.message]
    assert shown == [(line, column, rule)], [str(m) for m in mistakes]
    assert {m.file for m in mistakes} == {str(path)}


def test_every_mistake_of_a_file_is_shown_at_once(folder: Path) -> None:
    text = edited("stage = 2", "stage = 9", edited("reps = 4", "reps = -1", edited('tags = ["neutral"]\n', "")))
    put(folder, text.replace('"wall_sit"', '"wall-sit"'))
    _, mistakes = own(folder)
    assert [m.rule for m in mistakes] == ["tags", "id", "range", "range"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('tags = ["neutral"]', "tags ="),
        ('hold = "Hold, back flat."', "hold ="),
        ('mistake = "Keep your back on the wall."', "mistake ="),
        ('mistake = "Keep your back on the wall."', "corrections ="),
    ],
)
def test_what_a_line_that_cannot_be_read_would_say_is_not_missing(folder: Path, old: str, new: str) -> None:
    path = put(folder, edited(old, new))
    mistakes = Checker(Home(folder.parent, folder.parent), datetime(2026, 11, 23, 8)).check(path, path.name)
    assert [each.rule for each in mistakes] == ["syntax"]


def test_an_alternating_exercise_needs_both_sides_and_even_counts(folder: Path) -> None:
    text = edited('side = "none"', 'side = "alternate"', edited("reps = 4", "reps = 5"))
    put(folder, edited("max_reps = 8", "max_reps = 9", text))
    _, mistakes = own(folder)
    assert [(m.line, m.rule) for m in mistakes] == [(14, "side"), (19, "side"), (23, "side"), (23, "side")]


def test_an_exercise_for_each_side_may_name_the_side_in_its_set_up_only(folder: Path) -> None:
    text = edited('side = "none"', 'side = "each"', edited('"Back to the wall."', '"{side} foot, {other} foot."'))
    put(folder, text)
    assert own(folder)[1] == ()
    put(folder, edited("{side} foot", "{sides} foot", text))
    assert [(m.line, m.column) for m in own(folder)[1]] == [(25, 15)]


def test_an_exercise_that_grows_by_its_hold_needs_one(folder: Path) -> None:
    put(folder, edited('scale = "reps"', 'scale = "hold"', edited("hold_s = 3", "hold_s = 0")))
    assert [(m.line, m.column, m.rule) for m in own(folder)[1]] == [(15, 10, "limit")]


def test_an_exercise_without_a_hold_needs_no_words_for_it(folder: Path) -> None:
    text = edited('hold = "Hold, back flat."\nhold_short = "Hold"\n', "", edited("hold_s = 3", "hold_s = 0"))
    put(folder, edited("max_hold_s = 10", "max_hold_s = 0", text))
    assert own(folder)[1] == ()


@pytest.mark.parametrize("name", ["clamshell.toml", "Clamshell.toml", "CLAMSHELL.TOML"])
def test_a_file_named_as_a_shipped_exercise_is_refused_in_any_case_of_letters(folder: Path, name: str) -> None:
    path = put(folder, edited('"wall_sit"', '"clamshell"'), name)
    found, (mistake,) = own(folder)
    assert found == {}
    assert (mistake.file, mistake.rule) == (str(path), "duplicate")
    assert exercises.load(folder)[0]["clamshell"].shipped


def test_the_id_of_a_shipped_exercise_inside_another_file_is_refused(folder: Path) -> None:
    put(folder, edited('"wall_sit"', '"clamshell"'))
    found, (mistake,) = own(folder)
    assert found == {}
    assert (mistake.line, mistake.column, mistake.rule) == (1, 6, "id")


@pytest.mark.parametrize("name", ["Wall_sit.toml", "wall sit.toml", "wall-sit.toml", "wäll.toml", "wall_sit.TOML"])
def test_a_file_name_that_is_no_id_is_refused(folder: Path, name: str) -> None:
    put(folder, name=name)
    found, (mistake,) = own(folder)
    assert found == {}
    assert mistake.rule == "id"


def test_other_files_in_the_folder_are_left_alone(folder: Path) -> None:
    put(folder, "not TOML", "notes.txt")
    put(folder, "not TOML", ".wall_sit.toml")
    assert own(folder) == ({}, ())


def link_out(folder: Path) -> None:
    (folder / "wall_sit.toml").symlink_to(put(folder.parent))


def link_in_circles(folder: Path) -> None:
    (folder / "wall_sit.toml").symlink_to("wall_sit.toml")


def link_to_nothing(folder: Path) -> None:
    (folder / "wall_sit.toml").symlink_to("gone.toml")


def pipe(folder: Path) -> None:
    os.mkfifo(folder / "wall_sit.toml")


def subfolder(folder: Path) -> None:
    (folder / "wall_sit.toml").mkdir()


def not_utf8(folder: Path) -> None:
    (folder / "wall_sit.toml").write_bytes(GOOD.replace("Wall sit", "Wällsit").encode("latin-1"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="links and pipes as on Unix")
@pytest.mark.parametrize("make", [link_out, link_in_circles, link_to_nothing, pipe, subfolder, not_utf8])
def test_what_is_no_file_of_this_folder_is_refused_and_the_rest_loads(
    folder: Path, make: Callable[[Path], None]
) -> None:
    make(folder)
    put(folder, edited('"wall_sit"', '"other"'), "other.toml")
    found, (mistake,) = own(folder)
    assert found.keys() == {"other"}
    assert (Path(mistake.file).name, mistake.rule) == ("wall_sit.toml", "file")


def test_own_exercises_may_link_to_each_other_but_not_to_a_refused_one(folder: Path) -> None:
    def named(id_: str, down: str) -> str:
        return edited('"wall_sit"', f'"{id_}"', edited('"glute_bridge"', f'"{down}"'))

    put(folder, named("a", "b"), "a.toml")
    put(folder, named("b", "c"), "b.toml")
    put(folder, named("c", "brace"), "c.toml")
    assert own(folder)[0].keys() == {"a", "b", "c"}
    put(folder, named("c", "brace").replace("stage = 2", "stage = 7"), "c.toml")
    found, mistakes = own(folder)
    assert found == {}
    assert [(Path(m.file).name, m.rule) for m in mistakes] == [
        ("c.toml", "range"),
        ("b.toml", "unknown-exercise"),
        ("a.toml", "unknown-exercise"),
    ]


def test_a_name_with_an_escape_code_does_not_reach_the_terminal(folder: Path) -> None:
    put(folder, name="\x1b[2J.toml")
    (mistake,) = own(folder)[1]
    assert str(mistake).isprintable()


def test_many_own_files_are_read_in_a_short_time(folder: Path) -> None:
    for number in range(50):
        put(folder, edited('"wall_sit"', f'"own_{number}"'), f"own_{number}.toml")
    own(folder)
    start = time.process_time()
    found, mistakes = own(folder)
    assert (len(found), mistakes) == (50, ())
    assert time.process_time() - start < 1
