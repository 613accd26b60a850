"""Routine files: what is filled in, and every kind of mistake with its exact place and words."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.core.exercise import Dose
from coach.core.model.mistakes import MistakesError
from coach.errors import CoachError
from coach.files import routines
from coach.files.exercises import load_shipped
from coach.files.paths import Home

EXERCISES = load_shipped()
START = 'format = 1\nname = "My back"\n'
IDS = ", ".join(sorted(EXERCISES))
KEYS_OF_AN_EXERCISE = (
    "id, sets, reps, hold_s, rest_s, tempo_s, dose, group, side, fixed, or, rounds, range, note, say"
)


def said(text: str) -> list[str]:
    """What is said about a file: all of its mistakes when it is refused, else its warnings."""
    try:
        mistakes = routines.parse(text, "my.toml", EXERCISES)[1]
    except MistakesError as error:
        mistakes = error.mistakes
    return [str(mistake).removeprefix("my.toml:") for mistake in mistakes]


def one(body: str) -> str:
    """The single thing said about a bird-dog with `body` under it; its first line is line 5."""
    (mistake,) = said(f'{START}[[exercise]]\nid = "bird_dog"\n{body}\n')
    return mistake


def test_an_entry_of_an_id_alone_gets_the_rest_from_the_exercise_set() -> None:
    text = 'format = 1\n[[exercise]]\nid = "seated_flexion"\n'
    loaded, warnings = routines.parse(text, "x/own one.toml", EXERCISES)
    (item,) = loaded.items
    exercise = EXERCISES["seated_flexion"]
    assert warnings == ()
    assert (loaded.id, loaded.title, loaded.file) == ("own one", "own one", "x/own one.toml")
    assert (loaded.rounds_per_day, loaded.voice, loaded.minutes_between_rounds) == (1, "learning", None)
    assert item.exercise == exercise
    assert item.dose == Dose(1, 5, 10)
    assert (item.move_ms, item.return_ms, item.rest_ms) == (exercise.move_ms, exercise.return_ms, exercise.rest_ms)


def test_everything_written_is_kept_in_milliseconds_and_order() -> None:
    text = """
format = 1
name = " Evening "
description = "A note.\\nIn two lines."
rounds_per_day = 2
minutes_between_rounds = 90
voice = "beeps"
exercise = [
  {id = "clamshell", sets = 2, reps = 11, hold_s = 1, rest_s = 4.5, tempo_s = [2.345, 4]},
  {id = "bird_dog", rest_s = 12.5},
]
"""
    loaded, warnings = routines.parse(text, "evening.toml", EXERCISES)
    assert warnings == ()
    assert (loaded.title, loaded.rounds_per_day, loaded.minutes_between_rounds) == ("Evening", 2, 90)
    assert loaded.voice == "beeps"
    clamshell, bird_dog = loaded.items
    assert clamshell.dose == Dose(2, 11, 1)
    assert (clamshell.move_ms, clamshell.return_ms, clamshell.rest_ms) == (2345, 4000, 4500)
    assert (bird_dog.exercise.id, bird_dog.rest_ms) == ("bird_dog", 12_500)


def test_a_file_beyond_the_limits_keeps_its_own_dose_and_is_warned_about() -> None:
    text = START + 'rounds_per_day = 3\n[[exercise]]\nid = "bird_dog"\nsets = 5\nreps = 11\nhold_s = 9\n'
    loaded, warnings = routines.parse(text, "my.toml", EXERCISES)
    assert loaded.items[0].dose == Dose(5, 11, 9)
    assert [str(warning) for warning in warnings] == [
        "my.toml:5:6: warning: 3 rounds of 3×10 are 90 repetitions a day, more than the 30 allowed; "
        "2×4 will be used [limit]",
        "my.toml:6:8: warning: 'sets' is 5, but bird_dog has at most 3; 3 will be used [limit]",
        "my.toml:7:8: warning: 'reps' is 11, but bird_dog has at most 10; 10 will be used [limit]",
        "my.toml:8:10: warning: 'hold_s' is 9, but bird_dog has at most 5; 5 will be used [limit]",
    ]


def test_the_seated_stretch_is_held_300_seconds_a_day_at_most() -> None:
    text = START + 'rounds_per_day = 3\n[[exercise]]\nid = "seated_flexion"\nreps = 10\nhold_s = {}\n'
    assert said(text.format(10)) == []
    assert said(text.format(15)) == [
        "5:6: warning: 3 rounds of 1×10 are 450 s of holding a day, more than the 300 allowed; "
        "1×10 held 10 s will be used [limit]"
    ]
    assert said(text.format(5)) == [
        "7:10: warning: 'hold_s' is 5, but seated_flexion is meant to be held 10 s or more [limit]"
    ]


def test_a_rest_shorter_than_the_count_in_is_told_with_what_is_used_instead() -> None:
    text = START + '[[exercise]]\nid = "bird_dog"\nsets = 2\nrest_s = {}\n'
    assert said(text.format(3)) == []
    assert said(text.format(0)) == [
        "6:10: warning: 'rest_s' is 0, but counting in the next set takes 3 s; 3 s will be used [limit]"
    ]
    assert said(text.format(2.5)) == [
        "6:10: warning: 'rest_s' is 2.5, but counting in the next set takes 3 s; 3 s will be used [limit]"
    ]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("repz = 3", "5:1: error: unknown key 'repz'; did you mean 'reps'? [unknown-key]"),
        ("HOLD = 3", "5:1: error: unknown key 'HOLD'; did you mean 'hold_s'? [unknown-key]"),
        (
            "weight = 3",
            "5:1: error: unknown key 'weight'; weights are not planned; "
            f"known here: {KEYS_OF_AN_EXERCISE} [unknown-key]",
        ),
        (
            '"\\u001b[2J" = 3',
            f"5:1: error: unknown key '\\x1b[2J'; known here: {KEYS_OF_AN_EXERCISE} [unknown-key]",
        ),
        ("sets = 0", "5:8: error: 'sets' must be at least 1, found 0 [range]"),
        ("sets = 1000000000", "5:8: error: 'sets' must be at most 20, found 1000000000 [range]"),
        ("reps = -4", "5:8: error: 'reps' must be at least 1, found -4 [range]"),
        (f"reps = {10**30}", "5:8: error: 'reps' must be at most 200, found a far larger number [range]"),
        (f"reps = 0x{'f' * 6000}", "5:8: error: 'reps' must be at most 200, found a far larger number [range]"),
        ("reps = true", "5:8: error: 'reps' must be a whole number, found true [type]"),
        ("reps = 8.0", "5:8: error: 'reps' must be a whole number, found 8.0 [type]"),
        (
            'reps = "8"',
            "5:8: error: 'reps' must be a whole number, found the text \"8\"; leave out the quotes [type]",
        ),
        (
            "reps = [8]",
            "5:8: error: 'reps' must be a whole number, found a list; one number holds for all: 8 [type]",
        ),
        ("reps = 2026-01-01T10:00:00", "5:8: error: 'reps' must be a whole number, found a date and time [type]"),
        ("hold_s = 301", "5:10: error: 'hold_s' must be at most 300, found 301 [range]"),
        ("hold_s = {a = 1}", "5:10: error: 'hold_s' must be a whole number, found a table [type]"),
        ("rest_s = nan", "5:10: error: 'rest_s' must be a number, found nan [type]"),
        ("rest_s = 601", "5:10: error: 'rest_s' must be at most 600, found 601 [range]"),
        (
            "rest_s = 10:00:00",
            "5:10: error: 'rest_s' must be a number, found a time; write the seconds as a number: 36000 [type]",
        ),
        ("tempo_s = [3]", "5:11: error: 'tempo_s' must have at least 2 items, found 1 [range]"),
        ("tempo_s = [3, 3, 3, 3]", "5:11: error: 'tempo_s' must have at most 3 items, found 4 [range]"),
        ("tempo_s = [3, 0.4]", "5:15: error: item 2 of 'tempo_s' must be at least 0.5, found 0.4 [range]"),
        ("tempo_s = [-inf, 3]", "5:12: error: item 1 of 'tempo_s' must be a number, found -inf [type]"),
        (
            "tempo_s = 3",
            "5:11: error: 'tempo_s' must be a list in [ ], found 3; write the seconds out and back: [3, 3] [type]",
        ),
        (
            "reps = 7",
            "5:8: warning: bird_dog changes sides with every repetition, so 'reps' must be even; "
            "6 will be used [limit]",
        ),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_mistake_in_an_exercise_is_said_at_its_place(body: str, message: str) -> None:
    assert one(body) == message


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("format = 3", "1:10: error: 'format' must be 1 or 2, found 3; this coach reads no other [format]"),
        ("format = true", "1:10: error: 'format' must be a whole number, found true [type]"),
        ("# no format", "1:1: warning: 'format' is missing; add the line: format = 1 [format]"),
        ('format = 1\nname = ""', "2:8: error: 'name' must not be empty [range]"),
        ('format = 1\nname = "  "', "2:8: error: 'name' must not be empty [range]"),
        (
            'format = 1\nname = "é\\u001b[31m"',
            "2:8: error: 'name' holds a character that cannot be seen, in the text \"é\\x1b[31m\"; "
            "take it out [text]",
        ),
        (
            'format = 1\nname = "\\u202eabc"',
            "2:8: error: 'name' holds a character that cannot be seen, in the text \"\\u202eabc\"; "
            "take it out [text]",
        ),
        ("format = 1\nname = 3", "2:8: error: 'name' must be a text in quotes, found 3 [type]"),
        (
            f'format = 1\nname = "{"x" * 81}"',
            "2:8: error: 'name' must have at most 80 characters, found 81 [range]",
        ),
        (
            'format = 1\nvoice = "Brief"',
            "2:9: error: 'voice' must be 'learning', 'full', 'brief' or 'beeps', found the text \"Brief\"; "
            "did you mean 'brief'? [choice]",
        ),
        (
            "format = 1\nvoice = 3",
            "2:9: error: 'voice' must be 'learning', 'full', 'brief' or 'beeps', found 3 [choice]",
        ),
        ("format = 1\nrounds_per_day = 7", "2:18: error: 'rounds_per_day' must be at most 6, found 7 [range]"),
        (
            "format = 1\nround_per_day = 3",
            "2:1: error: unknown key 'round_per_day'; did you mean 'rounds_per_day'? [unknown-key]",
        ),
        (
            "format = 1\nminutes_between_rounds = 0",
            "2:26: error: 'minutes_between_rounds' must be at least 1, found 0 [range]",
        ),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_mistake_at_the_top_is_said_at_its_place(head: str, message: str) -> None:
    assert said(f'{head}\n[[exercise]]\nid = "brace"\n') == [message]


@pytest.mark.parametrize(
    ("rest", "message"),
    [
        (
            "",
            "1:1: error: the routine has no exercises; "
            'add [[exercise]] and under it a line such as id = "bird_dog" '
            "[missing]",
        ),
        (
            "exercise = []",
            "3:12: error: the routine has no exercises; add [[exercise]] and under it a line such as "
            'id = "bird_dog" [missing]',
        ),
        ("exercise = 3", "3:12: error: 'exercise' must be a list in [ ], found 3 [type]"),
        (
            '[exercise]\nid = "brace"',
            "3:1: error: 'exercise' must be a list in [ ], found a table; double the brackets: [[exercise]] [type]",
        ),
        (
            'exercise = ["brace"]',
            '3:12: error: write [[exercise]] for each and under it id = "brace" [type]',
        ),
        ("[[exercise]]\nsets = 1", "3:1: error: 'id' is missing; add a line such as id = \"bird_dog\" [missing]"),
        ("[[exercise]]\nid = 3", "4:6: error: 'id' must be a text in quotes, found 3 [type]"),
        (
            '[[exercise]]\nid = "bird_dgo"',
            "4:6: error: unknown exercise 'bird_dgo'; did you mean 'bird_dog'? [unknown-exercise]",
        ),
        (
            '[[exercise]]\nid = "Plank"',
            "4:6: error: unknown exercise 'Plank'; did you mean 'plank'? [unknown-exercise]",
        ),
        ('[[exercise]]\nid = "xyz"', f"4:6: error: unknown exercise 'xyz'; there are: {IDS} [unknown-exercise]"),
        (
            '[[exercise]]\nid = "brace"\n[[exercise]]\nid = "brace"',
            "6:6: error: 'brace' is in this routine twice, first on line 4; keep one [duplicate]",
        ),
        (
            '[[exercises]]\nid = "brace"',
            "3:1: error: unknown key 'exercises'; write [[exercise]] in place of [[exercises]] [unknown-key]",
        ),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_mistake_in_the_list_of_exercises_is_said_at_its_place(rest: str, message: str) -> None:
    assert message in said(START + rest + "\n")


def test_a_session_of_more_than_two_hours_is_refused_at_what_takes_longest() -> None:
    assert said(
        START + '[[exercise]]\nid = "brace"\n[[exercise]]\nid = "clamshell"\nreps = 200\nsets = 20\nhold_s = 0\n'
    )[0] == (
        "6:6: error: a session would take 15 h 55 min, but at most 2 h are allowed; most is clamshell [length]"
    )


def test_what_would_be_hurried_is_warned_of() -> None:
    head = "format = 1\n[[exercise]]\n"
    assert said(f'{head}id = "bird_dog"\ntempo_s = [1.9, 2]\n') == [
        "4:12: warning: 1.9 s is fast: bird_dog has 3 s of its own; write at least 2 [pace]"
    ]
    assert said(f'{head}id = "calm_breathing"\ntempo_s = [3, 3.5]\n') == [
        "4:15: warning: 3.5 s is fast: calm_breathing has 6 s of its own; write at least 4 [pace]"
    ]
    assert said('format = 2\n[[exercise]]\nid = "bird_dog"\ntempo_s = [3, 2, 1]\n') == [
        "4:18: warning: 1 s is fast: bird_dog has 3 s of its own; write at least 2 [pace]"
    ]


def test_what_a_session_and_a_day_add_up_to_is_warned_of_as_it_would_be_played() -> None:
    ids = ("seated_flexion", "clamshell", "plank", "hip_flexor", "knee_to_chest", "wall_plank", "side_plank_full")
    many = "".join(f'[[exercise]]\nid = "{id_}"\nsets = 3\nrest_s = 110\n' for id_ in (*ids, "brace", "cat_cow"))
    (long,) = [line for line in said(f"format = 1\n{many}") if line.endswith("[sum]")]
    assert re.match(r"2:1: warning: a session would take 1 h \d\d min; ", long)
    few = '[[exercise]]\nid = "bird_dog"\nreps = 4\n'
    (day,) = said(f"format = 1\nrounds_per_day = 6\nminutes_between_rounds = 240\n{few}")
    assert day.startswith("3:26: warning: 6 rounds with 240 minutes between them take 20 h ")
    assert said(f"format = 1\nrounds_per_day = 6\nminutes_between_rounds = 150\n{few}") == []


def test_of_a_session_that_is_far_too_long_nothing_else_is_said_of_its_longest_exercise() -> None:
    (only,) = said('format = 1\n[[exercise]]\nid = "hip_flexor"\nsets = 20\nreps = 200\nhold_s = 300\n')
    assert only.startswith("3:6: error: a session would take 682 h 33 min, ")


def test_a_voice_where_it_belongs_elsewhere_is_told_so() -> None:
    (line,) = said('format = 1\nvoice = "en-gb"\n[[exercise]]\nid = "bird_dog"\n')
    assert "which voice speaks stands in settings.toml" in line
    (line,) = said('format = 1\nvoice = "loud"\n[[exercise]]\nid = "bird_dog"\n')
    assert "settings" not in line


def test_a_file_without_mistakes_is_loaded_without_its_syntax_tree() -> None:
    code = (
        "import sys; from pathlib import Path; from coach.files import exercises, paths, routines;"
        "routines.load(paths.shipped('routines') / 'first-weeks.toml', exercises.load_shipped());"
        "sys.exit('tree_sitter' in sys.modules)"
    )
    root = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False, timeout=60).returncode == 0


def test_all_mistakes_come_at_once_in_the_order_of_the_file() -> None:
    text = """\
format = 1
naem = "x"  # Ünïcödé first: 'name' is meant
[[exercise]]
id = "bird_dgo"
[[exercise]]
id = "plank"
sets = true
hold_s = 2  # a warning beside the errors
[[exercise]]
reps = 3
[[exercise]]
id = "clamshell"
reps = 16
"""
    places = [message.partition(": ")[0] + " " + message.rpartition(" ")[2] for message in said(text)]
    assert places == ["2:1 [unknown-key]", "4:6 [unknown-exercise]", "7:8 [type]", "9:1 [missing]", "13:8 [limit]"]


@pytest.mark.parametrize("name", ["first-weeks", "desk-break", "next-step"])
def test_shipped_routines_load_without_a_warning(name: str, tmp_path: Path) -> None:
    loaded, warnings = routines.load(routines.find(name, Home(tmp_path, tmp_path)), EXERCISES)
    assert warnings == ()
    assert loaded.id == name
    for item in loaded.items:
        day = loaded.rounds_per_day * item.dose.repetitions
        assert day <= item.exercise.day_reps
        assert item.dose == item.exercise.start, "nobody begins at the most"


def test_the_desk_break_needs_no_floor(tmp_path: Path) -> None:
    loaded, _ = routines.load(routines.find("desk-break", Home(tmp_path, tmp_path)), EXERCISES)
    assert {item.exercise.position for item in loaded.items} == {"sitting", "standing"}


def test_the_first_weeks_are_the_source_articles_three(tmp_path: Path) -> None:
    loaded, _ = routines.load(routines.find("first-weeks", Home(tmp_path, tmp_path)), EXERCISES)
    assert loaded.rounds_per_day == 3
    assert {item.exercise.id: item.dose for item in loaded.items} == {
        "seated_flexion": Dose(1, 5, 10),
        "bird_dog": Dose(1, 6, 2),
        "clamshell": Dose(1, 10, 0),
    }


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "data", tmp_path / "cache")
    made.routines.mkdir(parents=True)
    return made


def test_an_own_routine_is_found_before_a_shipped_one_of_the_same_name(home: Home) -> None:
    own = home.routines / "first-weeks.toml"
    own.write_text("")
    (home.routines / ".hidden.toml").write_text("")
    (home.routines / "folder.toml").mkdir()
    assert routines.find("first-weeks", home) == own
    assert [name for name, _ in routines.names(home)] == ["first-weeks", "desk-break", "next-step"]


def test_a_name_never_leads_out_of_its_folder(home: Home) -> None:
    (home.data / "secret.toml").write_text("")
    for name in ("../secret", "../secret.toml", str(home.routines / ".." / "nothing")):
        with pytest.raises(CoachError, match="There is no routine file"):
            routines.find(name, home)


def test_a_path_is_taken_as_typed(home: Home) -> None:
    path = home.data / "elsewhere.toml"
    path.write_text("")
    assert routines.find(str(path), home) == path


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("first-week", "There is no routine named 'first-week'; did you mean 'first-weeks'?"),
        ("First-Weeks", "There is no routine named 'First-Weeks'; did you mean 'first-weeks'?"),
        ("desk-break.toml", "There is no routine file desk-break.toml; did you mean 'desk-break'?"),
        ("zzz", "There is no routine named 'zzz'; there are: desk-break, first-weeks, next-step"),
        ("", "There is no routine named ''; there are: desk-break, first-weeks, next-step"),
        ("~nobody-here/x.toml", "There is no routine file ~nobody-here/x.toml; check the path."),
        ("a\0\x1b.toml", "There is no routine file a\\x00\\x1b.toml; check the path."),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest_one(home: Home, typed: str, answer: str) -> None:
    with pytest.raises(CoachError) as caught:
        routines.find(typed, home)
    assert str(caught.value) == answer


def test_the_schema_names_every_key_and_every_exercise() -> None:
    form = json.loads(json.dumps(routines.schema()))
    exercise = form["$defs"]["ExerciseForm"]
    assert form["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert exercise["properties"]["id"]["anyOf"][-1]["enum"] == sorted(EXERCISES)
    assert exercise["required"] == ["id"]
    number = {"type": "integer", "minimum": 1, "maximum": 200}
    assert exercise["properties"]["reps"] | {"description": ""} == {
        "anyOf": [number, {"type": "array", "items": number, "minItems": 1, "maxItems": 20}],
        "examples": [8, [8, 6, 4]],
        "title": "Reps",
        "description": "",
    }
    for properties in (form["properties"], exercise["properties"]):
        assert all(value["description"] for value in properties.values())
    assert form["additionalProperties"] is exercise["additionalProperties"] is False
    assert "null" not in json.dumps(form)


KEYS = ("format", "name", "voice", "rounds_per_day", "exercise", "id", "sets", "reps", "hold_s", "tempo_s")
VALUES = ("1", "10", "-3", "1.5", "nan", "true", '"brace"', '"plank"', "[3, 3]", "[]", "{}", "2026-01-01", '"full"')
lines = st.sampled_from(["[[exercise]]", "[exercise]"]) | st.builds(
    "{} = {}".format, st.sampled_from(KEYS), st.sampled_from(VALUES)
)


@given(st.lists(lines, max_size=12).map("\n".join) | st.text(max_size=40))
def test_any_text_is_loaded_or_refused_with_mistakes_alone(text: str) -> None:
    loaded = None
    try:
        loaded, mistakes = routines.parse(text, "any.toml", EXERCISES)
    except MistakesError as error:
        mistakes = error.mistakes
    assert all(mistake.message.isprintable() for mistake in mistakes)
    assert [(m.line, m.column) for m in mistakes] == sorted((m.line, m.column) for m in mistakes)
    assert any(mistake.severity == "error" for mistake in mistakes) == (loaded is None)
    assert loaded is None or loaded.items


def test_one_repetition_of_an_exercise_that_changes_sides_is_an_error() -> None:
    message = "bird_dog changes sides with every repetition, so 'reps' must be 2 or more"
    assert one("reps = 1") == f"5:8: error: {message} [range]"


@pytest.mark.parametrize("key", ["words", "voice"])
@pytest.mark.parametrize("amount", ["learning", "full", "brief", "beeps"])
def test_how_much_is_said_may_be_written_with_its_older_name_but_not_with_both(key: str, amount: str) -> None:
    text = f'format = 1\n{key} = "{amount}"\n[[exercise]]\nid = "brace"\n'
    assert routines.parse(text, "one.toml", EXERCISES)[0].voice == amount
    both = text.replace(f"{key} =", f'words = "full"\nvoice = "brief"\n#{key} =')
    assert [each.rpartition(":")[0][:4] for each in said(both)] == ["3:9:"]
    assert "[duplicate]" in said(both)[0]
