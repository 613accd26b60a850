"""Format 2 of routines: what each key means in the values of format 1, and what is said of a slip in it."""

import re
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from made_up_courses import SOME, Course, courses

from coach.core import plan, progression, timeline
from coach.core.exercise import Dose, side_of
from coach.core.history.schedule import Schedule
from coach.core.model.mistakes import MistakesError
from coach.core.model.planned import Plan
from coach.core.model.routine import Routine, VoiceMode
from coach.files import routines, toml
from coach.files.exercises import load_shipped
from coach.files.routines import dose_text

EXERCISES = load_shipped()


def loaded(body: str, id_: str = "bird_dog", number: int = 2) -> Routine:
    text = f'format = {number}\n[[exercise]]\nid = "{id_}"\n{body}\n'
    return routines.parse(text, "my.toml", EXERCISES)[0]


def said(body: str, id_: str = "bird_dog", head: str = "format = 2") -> list[str]:
    """What is said about an exercise with `body` under it; its first line is line 4."""
    text = f'{head}\n[[exercise]]\nid = "{id_}"\n{body}\n'
    try:
        mistakes = routines.parse(text, "my.toml", EXERCISES)[1]
    except MistakesError as error:
        mistakes = error.mistakes
    return [str(mistake).removeprefix("my.toml:") for mistake in mistakes]


@pytest.mark.parametrize("text", ["2x8", "2X8", "2×8", "2 x 8"])
def test_a_dose_in_one_text_takes_its_hold_from_the_exercise(text: str) -> None:
    assert loaded(f'dose = "{text}"').items[0].dose == Dose(2, 8, EXERCISES["bird_dog"].start.hold_s)


def test_a_dose_names_its_hold_in_itself_or_beside_itself() -> None:
    assert loaded('dose = "1x5x20s"', "seated_flexion").items[0].dose == Dose(1, 5, 20)
    assert loaded('dose = "1x5"\nhold_s = 20', "seated_flexion").items[0].dose == Dose(1, 5, 20)


@given(st.sampled_from(sorted(EXERCISES)), st.integers(1, 20), st.integers(1, 200), st.none() | st.integers(0, 300))
def test_one_text_and_three_keys_are_the_same_routine(id_: str, sets: int, reps: int, hold_s: int | None) -> None:
    text = dose_text.write(sets, reps, hold_s)
    keys = f"sets = {sets}\nreps = {reps}\n" + ("" if hold_s is None else f"hold_s = {hold_s}")
    assert dose_text.objection(text) is None
    assert dose_text.read(text) == (sets, reps, hold_s)

    def found(body: str, number: int) -> tuple[Routine | None, list[str]]:
        try:
            source = f'format = {number}\n[[exercise]]\nid = "{id_}"\n{body}\n'
            routine, mistakes = routines.parse(source, "my.toml", EXERCISES)
        except MistakesError as error:
            return None, sorted(mistake.message for mistake in error.mistakes)
        return routine, sorted(mistake.message for mistake in mistakes)

    assert found(f'dose = "{text}"', 2) == found(keys, 1)


SHAPE = '\'dose\': write sets x repetitions, such as "2x12", or with seconds held, such as "1x5x10s"'


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('dose = "12"', f"4:8: error: {SHAPE} [dose]"),
        ('dose = ""', f"4:8: error: {SHAPE} [dose]"),
        ('dose = "1x5x10"', f'4:8: error: {SHAPE}; seconds end in s: "1x5x10s" [dose]'),
        ('dose = "0x5"', "4:8: error: 'dose': the sets must be from 1 to 20, found 0 [dose]"),
        ('dose = "1x201"', "4:8: error: 'dose': the repetitions must be from 1 to 200, found 201 [dose]"),
        ('dose = "1x2x301s"', "4:8: error: 'dose': the seconds held must be from 0 to 300, found 301 [dose]"),
        ("dose = 12", "4:8: error: 'dose' must be a text in quotes, found 12 [type]"),
        (
            'dose = "1x1"',
            "4:8: error: bird_dog changes sides with every repetition, so 'reps' must be 2 or more [range]",
        ),
        ('dose = "4x8"', "4:8: warning: 'sets' is 4, but bird_dog has at most 3; 3 will be used [limit]"),
        (
            'dose = "1x8"\nreps = 8',
            "5:1: error: 'dose' says the repetitions already, so only one of them can hold; "
            "remove 'reps' [duplicate]",
        ),
        (
            'dose = "1x8x2s"\nhold_s = 2',
            "5:1: error: 'dose' says the seconds held already, so only one of them can hold; "
            "remove 'hold_s' [duplicate]",
        ),
    ],
)
def test_a_slip_in_a_dose_is_said_at_its_place(body: str, message: str) -> None:
    assert message in said(body)


def test_a_key_of_format_2_says_which_format_it_needs() -> None:
    needed = (
        "'dose' belongs to format 2; write this at the top of the file: format = 2; "
        "in format 1: sets = 1 and reps = 8 [format]"
    )
    assert said('dose = "1x8"', head="format = 1") == [f"4:1: error: {needed}"]
    assert said('dose = "1x8"', head="# none") == [
        "1:1: warning: 'format' is missing; add the line: format = 2 [format]",
        f"4:1: error: {needed}",
    ]


def test_the_middle_of_a_tempo_is_the_hold_and_keeps_to_its_limits() -> None:
    (item,) = loaded("tempo_s = [3, 1, 2.5]").items
    assert (item.move_ms, item.dose.hold_s, item.return_ms) == (3000, 1, 2500)
    assert loaded("tempo_s = [3, 0, 3]").items[0].dose.hold_s == 0
    assert loaded('dose = "1x8"\ntempo_s = [3, 2, 3]').items[0].dose == Dose(1, 8, 2)
    assert said("tempo_s = [3, 9, 3]") == [
        "4:15: warning: 'hold_s' is 9, but bird_dog has at most 5; 5 will be used [limit]"
    ]


@pytest.mark.parametrize(
    ("body", "messages"),
    [
        ("tempo_s = [0.4, 1, 31]", ["4:12: error: item 1 of 'tempo_s' must be at least 0.5, found 0.4 [range]",
                                    "4:20: error: item 3 of 'tempo_s' must be at most 30, found 31 [range]"]),
        ("tempo_s = [3, 1.5, 3]",
         ["4:15: error: item 2 of 'tempo_s' is held, so it must be whole seconds, found 1.5 [type]"]),
        ("tempo_s = [3, 301, 3]", ["4:15: error: item 2 of 'tempo_s' must be at most 300, found 301 [range]"]),
        ("tempo_s = [3, nan, 3]", ["4:15: error: item 2 of 'tempo_s' must be a number, found nan [type]"]),
        ("tempo_s = [3, 2, 3]\nhold_s = 2",
         ["5:1: error: 'tempo_s' says the seconds held already, so only one of them can hold; "
          "remove 'hold_s' [duplicate]"]),
        ('tempo_s = [3, 2, 3]\ndose = "1x8x2s"',
         ["4:11: error: 'dose' says the seconds held already; leave the middle item of 'tempo_s' out [duplicate]"]),
        ('range = "hlaf"', ["4:9: error: 'range' must be 'full' or 'half', found the text \"hlaf\"; "
                            "did you mean 'half'? [choice]"]),
    ],
)  # fmt: skip
def test_a_slip_in_tempo_or_range_is_said_at_its_place(body: str, messages: list[str]) -> None:
    assert said(body) == messages


def test_a_tempo_of_three_and_a_range_need_format_2() -> None:
    top = "belongs to format 2; write this at the top of the file: format = 2 [format]"
    assert said("tempo_s = [3, 1, 3]", head="format = 1") == [f"4:1: error: 'tempo_s' of three items {top}"]
    assert said('group = "a"', head="format = 1")[0] == f"4:1: error: 'group' {top}"
    assert said('or = "brace"', head="format = 1") == [f"4:1: error: 'or' {top}"]
    assert said("rounds = [1]", head="format = 1") == [f"4:1: error: 'rounds' {top}"]
    assert said("fixed = true", head="format = 1") == [f"4:1: error: 'fixed' {top}"]
    assert said('range = "half"', head="format = 1") == [f"4:1: error: 'range' {top}"]


def test_a_warm_up_is_fixed_where_its_file_says_so() -> None:
    assert loaded("fixed = true").fixed == {"bird_dog"}
    assert loaded("fixed = false") == loaded("")
    assert said('fixed = "yes"') == [
        "4:9: error: 'fixed' must be true or false, found the text \"yes\"; write true [type]"
    ]


@pytest.mark.parametrize(
    ("body", "messages"),
    [
        ('or = "barce"', ["4:6: error: unknown exercise 'barce'; did you mean 'brace'? [unknown-exercise]"]),
        ('or = "bird_dog"',
         ["4:6: error: 'bird_dog' cannot stand in for itself; write another exercise [duplicate]"]),
        ('or = "brace"\n[[exercise]]\nid = "brace"',
         ["4:6: error: 'brace' is in this routine already, on line 6; write another exercise [duplicate]"]),
        ('or = "brace"\n[[exercise]]\nid = "clamshell"\nor = "brace"',
         ["7:6: error: 'brace' stands in already, on line 4; write another exercise [duplicate]"]),
        ('or = ["brace"]', ["4:6: error: 'or' must be a text in quotes, found a list [type]"]),
    ],
)  # fmt: skip
def test_a_slip_in_what_stands_in_is_said_at_its_place(body: str, messages: list[str]) -> None:
    assert said(body) == messages


@pytest.mark.parametrize(
    ("body", "messages"),
    [
        ("rounds = [3]", ["4:11: error: there is no round 3: a day has 2 rounds here (rounds_per_day) [round]"]),
        ("rounds = [1, 1]", ["4:14: error: round 1 stands here twice; keep one [duplicate]",
                             "4:1: error: no exercise is done in round 2 of the day; take 'rounds' out of one, "
                             "or add 2 [missing]"]),
        ("rounds = [2]\n[[exercise]]\nid = \"clamshell\"", []),
        ("rounds = []", ["4:10: error: 'rounds' must have at least 1 item, found 0 [range]"]),
        ("rounds = 2", ["4:10: error: 'rounds' must be a list in [ ], found 2 [type]"]),
    ],
)  # fmt: skip
def test_a_slip_in_rounds_is_said_at_its_place(body: str, messages: list[str]) -> None:
    assert sorted(said(body, head="format = 2\nrounds_per_day = 2")) == sorted(
        re.sub(r"^(\d+)", lambda line: str(int(line[1]) + 1), each) for each in messages
    )


@pytest.mark.parametrize(
    ("body", "messages"),
    [
        ('group = "a"',
         ["4:9: warning: group 'a' has only this exercise; give the one that it takes turns with the same group "
          "[group]"]),
        ('group = "a"\n[[exercise]]\nid = "brace"\ngroup = "a"', []),
        ('group = "a"\n[[exercise]]\nid = "brace"\n[[exercise]]\nid = "clamshell"\ngroup = "a"',
         ["9:9: error: group 'a' stands apart from line 4; put its exercises one after the other, or write another "
          "name [group]"]),
        ('group = " "', ["4:9: error: 'group': write a short name, such as a [text]"]),
        ("group = 1", ["4:9: error: 'group' must be a text in quotes, found 1 [type]"]),
    ],
)  # fmt: skip
def test_a_slip_in_a_group_is_said_at_its_place(body: str, messages: list[str]) -> None:
    assert said(body) == messages


def test_a_number_for_each_set_is_what_is_done_in_it() -> None:
    (item,) = loaded("reps = [8, 6, 4]").items
    assert (item.dose, item.shape) == (Dose(3, 6, EXERCISES["bird_dog"].start.hold_s), (8, 6, 4))
    assert loaded("sets = 3\nreps = [8, 6, 4]") == loaded("reps = [8, 6, 4]")
    (now,) = planned("reps = [8, 6, 4]").items
    assert now.in_sets == (8, 6, 4)
    ends = timeline.compile_plan(planned("reps = [8, 6, 4]"), timeline.estimate_ms).set_ends
    assert [(end.set, end.reps) for end in ends] == [(1, 8), (2, 6), (3, 4)]
    assert sum(each.reps for each in ends) == plan.planned(planned("reps = [8, 6, 4]"))["bird_dog"].repetitions


def test_less_after_pain_keeps_the_shape_and_the_least_has_none() -> None:
    made = planned("reps = [12, 6, 6]", "clamshell")
    half = plan.lighten(made, None)
    assert half is not None
    assert half.items[0].dose.repetitions == 12
    assert half.items[0].in_sets == (6, 3, 3)
    least = plan.lighten(replace(half), None)
    assert least is not None
    assert set(least.items[0].in_sets) == {3}


@pytest.mark.parametrize(
    ("body", "messages"),
    [
        ("reps = [8, 7, 4]",
         ["4:8: warning: bird_dog changes sides with every repetition, so each number of 'reps' must be even; "
          "8, 6, 4 will be done [limit]"]),
        ("reps = [14, 4]",
         ["4:8: warning: bird_dog has at most 10 repetitions in a set; 10, 6 will be done [limit]"]),
        ("reps = []", ["4:8: error: 'reps' has a number for each set, 1 to 20, found 0 [range]"]),
        ("reps = [8, 0]", ["4:12: error: item 2 of 'reps' must be at least 1, found 0 [range]"]),
        ("reps = [8, true]", ["4:12: error: item 2 of 'reps' must be a whole number, found true [type]"]),
        ("reps = [8, 6]\nsets = 3",
         ["5:8: error: 'reps' has 2 numbers, one for each set; remove 'sets', or write 2 [duplicate]"]),
        ('reps = [8, 6]\ndose = "2x8"',
         ["4:1: error: 'dose' says the repetitions already, so only one of them can hold; "
          "remove 'reps' [duplicate]"]),
    ],
)  # fmt: skip
def test_a_slip_in_a_list_of_repetitions_is_said_at_its_place(body: str, messages: list[str]) -> None:
    assert said(body) == messages


def test_a_list_of_repetitions_needs_format_2() -> None:
    (message,) = said("reps = [8, 6, 4]", head="format = 1")
    assert message.startswith(
        "4:8: error: 'reps' must be a whole number, found a list; one number holds for all: 8"
    )


def planned(body: str, id_: str = "bird_dog") -> Plan:
    routine = loaded(body, id_)
    decision = progression.decide(routine, EXERCISES, None, (), date(2026, 11, 28))
    made = plan.make(routine, decision, None)
    assert made is not None
    return made


def test_half_the_range_is_said_and_kept_where_the_dose_is_full() -> None:
    half, full = planned('range = "half"'), planned('range = "full"')
    assert half.items[0].half_range
    assert not half.half_range  # The day is as usual.
    assert full == planned("")
    said_before = EXERCISES["bird_dog"].cues.range
    assert any(said_before in text for text in timeline.texts(half))
    assert not any(said_before in text for text in timeline.texts(full))


def spoken(body: str, id_: str = "bird_dog", voice: VoiceMode = "full") -> list[str]:
    made = replace(planned(body, id_), voice=voice)
    cues = timeline.compile_plan(made, timeline.estimate_ms).cues
    return [cue.text for cue in cues if cue.kind == "say" and cue.text is not None]


@pytest.mark.parametrize("id_", ["bird_dog", "clamshell", "seated_flexion"])
@pytest.mark.parametrize("voice", ["learning", "full", "brief"])
def test_a_note_is_said_once_after_what_comes(id_: str, voice: VoiceMode) -> None:
    said_now = spoken('dose = "2x4"\nnote = "Fetch the towel"', id_, voice)
    assert said_now.count("Fetch the towel.") == 1
    name = next(index for index, text in enumerate(said_now) if text.startswith("First:"))
    assert said_now[name + 1] == "Fetch the towel."
    assert not spoken('note = "Fetch the towel"', id_, "beeps")


def test_own_words_take_the_place_of_the_exercises() -> None:
    own = {"setup": "On all fours.", "move": "Long arm, long leg.", "hold": "Stay.", "return": "And back.",
           "mistake": "Not so high."}  # fmt: skip
    say = ", ".join(f'{key} = "{text}"' for key, text in own.items())
    (item,) = loaded(f"say = {{ {say} }}").items
    cues, before = item.exercise.cues, EXERCISES["bird_dog"].cues
    assert (cues.setup, cues.setup_short) == ("On all fours.", "On all fours.")
    assert (cues.move, cues.hold, cues.return_) == ("Long arm, long leg.", "Stay.", "And back.")
    assert cues.corrections == ("Not so high.",)
    assert (cues.range, cues.left, cues.breathe_move) == (before.range, before.left, before.breathe_move)
    assert replace(item.exercise, cues=before) == EXERCISES["bird_dog"]  # Nothing else, so no limit and no tag.
    said_now = " ".join(spoken(f'dose = "2x8"\nsay = {{ {say} }}'))
    for text in ("On all fours.", "long arm, long leg.", "Stay.", "And back.", "Not so high."):
        assert text in said_now
    for text in (before.setup, before.move, before.hold, before.return_, *before.corrections):
        assert text not in said_now


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('note = " "', "4:8: error: 'note': write what is to be said; it must not be empty [text]"),
        ('note = "a\\u001b[2J"', "4:8: error: 'note': it must be one line, without characters that cannot be seen"
                                  " [text]"),
        ('say = { move = "a {side}" }', "4:16: error: 'move': braces would be read aloud; take them out [text]"),
        ('say = { mvoe = "a" }', "4:9: error: unknown key 'mvoe'; did you mean 'move'? [unknown-key]"),
        ('say = "a"', "4:7: error: 'say' must be a table, found the text \"a\" [type]"),
        (f'note = "{"x" * 201}"', "4:8: error: 'note' must have at most 200 characters, found 201 [range]"),
        ('hold_s = 0\nsay = { hold = "x" }',
         "5:16: warning: bird_dog is not held here, so these words are not said; "
         "add hold_s, or take them out [unheard]"),
    ],
)  # fmt: skip
def test_a_slip_in_what_is_said_is_said_at_its_place(body: str, message: str) -> None:
    assert said(body) == [message]


def scheduled(text: str, rounds: int = 1) -> Schedule | None:
    source = f'format = 2\nrounds_per_day = {rounds}\nschedule = {{ {text} }}\n[[exercise]]\nid = "bird_dog"\n'
    return routines.parse(source, "my.toml", EXERCISES)[0].schedule


def test_a_schedule_is_its_days_and_times_in_order() -> None:
    assert scheduled('days = ["fri", "mon"], times = ["18:00", "7:30"]', 2) == Schedule(
        (0, 4), (time(7, 30), time(18))
    )
    assert scheduled('times = ["07:30"]') == Schedule((0, 1, 2, 3, 4, 5, 6), (time(7, 30),))
    assert scheduled("") == Schedule((0, 1, 2, 3, 4, 5, 6))


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ('days = ["mon", "mon"]', ["2:29: error: this day stands here twice; keep one [duplicate]"]),
        ('days = ["tues"]',
         ["2:22: error: item 1 of 'days' must be 'mon', 'tue', 'wed', 'thu', 'fri', 'sat' or 'sun', "
          "found the text \"tues\"; did you mean 'tue'? [choice]"]),
        ("days = []", ["2:21: error: 'days' must have at least 1 item, found 0 [range]"]),
        ('times = ["7:30", "07:30"]',
         ["2:22: warning: there are 2 times for 1 round a day; write a time for each round [schedule]",
          "2:31: error: this time stands here twice; keep one [duplicate]"]),
        ('times = ["half past"]',
         ['2:23: error: item 1 of \'times\': write hours and minutes, such as "07:30" or "18:00" [text]']),
        ('times = ["07:30", "18:00"]',
         ["2:22: warning: there are 2 times for 1 round a day; write a time for each round [schedule]"]),
    ],
)  # fmt: skip
def test_a_slip_in_a_schedule_is_said_at_its_place(text: str, messages: list[str]) -> None:
    assert said("", head=f"format = 2\nschedule = {{ {text} }}") == messages


def test_a_schedule_needs_format_2() -> None:
    top = "belongs to format 2; write this at the top of the file: format = 2 [format]"
    assert said("", head='format = 1\nschedule = { days = ["mon"] }') == [f"2:1: error: 'schedule' {top}"]


extras = st.lists(
    st.sampled_from(['note = "Slowly"', 'range = "half"', 'say = { move = "Up" }', "tempo_s = [2, 3]"]), unique=True
)


@SOME
@given(courses(longest=15), st.data())
def test_screening_and_rules_give_format_2_the_same_day_and_nothing_that_they_leave_out(
    course: Course, data: st.DataObject
) -> None:
    text = f'format = 2\nname = "{course.what.title}"\nrounds_per_day = {course.what.rounds_per_day}\n'
    for item in course.what.items:
        alternates = item.exercise.side == "alternate"
        assume(item.dose.reps > 1 or not alternates)
        text += f'[[exercise]]\nid = "{item.exercise.base}"\ndose = "{dose_text.write(*item.dose.figures)}"\n'
        text += "fixed = true\n" * item.fixed + f"rounds = {[*item.rounds]}\n" * bool(item.rounds)
        text += f'side = "{side}"\n' if (side := side_of(item.exercise.id)) else ""
        text += "" if item.instead is None else f'or = "{item.instead.exercise.id}"\n'
        text += "".join(f"{each}\n" for each in data.draw(extras))
    name = course.what.id
    routine, mistakes = routines.examine(toml.parse(text, f"{name}.toml"), name, EXERCISES)
    assert {each.rule for each in mistakes if each.severity == "error"} <= {"length", "missing", "duplicate"}
    if routine is None:
        return
    before = data.draw(st.none() | st.integers(0, 10))
    plain = replace(course.what, items=tuple(replace(item, shape=()) for item in course.what.items))
    on = course.sessions[-1].at.date() + timedelta(days=1)
    as_usual = progression.decide(plain, EXERCISES, course.who, course.sessions, on, before)
    day = progression.decide(routine, EXERCISES, course.who, course.sessions, on, before)
    assert day == as_usual
    made, usual = plan.make(routine, day, course.who), plan.make(plain, as_usual, course.who)
    assert (made is None) == (usual is None)
    if made is not None and usual is not None:
        assert plan.planned(made) == plan.planned(usual)
        assert all(plan.may_play(item.exercise, course.who, day.date, day.lately) for item in made.items)
        assert all(new.half_range >= old.half_range for new, old in zip(made.items, usual.items, strict=True))


README = Path(__file__).resolve().parents[2] / "README.md"
EXAMPLES = [
    each for each in re.findall(r"```toml\n(.*?)```", README.read_text("utf-8"), re.S) if "[[exercise]]" in each
]


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_every_routine_of_the_readme_is_right(example: str) -> None:
    assert routines.parse(example, "my.toml", EXERCISES)[1] == ()
