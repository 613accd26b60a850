"""A routine of format 1 written as format 2: the same routine, every comment, every other byte."""

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.core.model.mistakes import MistakesError
from coach.files import paths, routines
from coach.files.exercises import load_shipped
from coach.files.routines import convert

EXERCISES = load_shipped()


def converted(text: str) -> str:
    return convert.converted(text, "my.toml", EXERCISES)


def test_three_lines_become_one_and_every_comment_stays() -> None:
    text = """\
# Mine
format = 1 # first

[[exercise]]
id = "bird_dog"  # the dog
  sets = 2    # two
reps = 8   # eight
rest_s = 20
hold_s = 3
# between
[[exercise]]
id = "clamshell"
reps = 10
"""
    assert (
        converted(text)
        == """\
# Mine
format = 2 # first

[[exercise]]
id = "bird_dog"  # the dog
  dose = "2x8x3s"  # two
# eight
rest_s = 20
# between
[[exercise]]
id = "clamshell"
reps = 10
"""
    )


def test_what_is_not_in_a_line_of_its_own_stays_as_it_is() -> None:
    inside = 'exercise = [{ id = "bird_dog", sets = 1, reps = 8 }, { id = "brace" }]\n'
    assert converted(f"format = 1\n{inside}") == f"format = 2\n{inside}"
    quoted = '[[exercise]]\nid = "brace"\n"sets" = 1\nreps = 4\n'
    assert converted(f"format = 1\n{quoted}") == f"format = 2\n{quoted}"
    told = 'description = """\nsets = 4\nreps = 4\n"""\n[[exercise]]\nid = "brace"\n'
    assert converted(f"format = 1\n{told}") == f"format = 2\n{told}"


def test_a_last_line_that_does_not_end_leaves_no_half_of_an_end_behind() -> None:
    text = 'format = 1\r\n[[exercise]]\r\nid = "bird_dog"\r\nsets = 1 # note\r\nreps = 2'
    assert converted(text) == 'format = 2\r\n[[exercise]]\r\nid = "bird_dog"\r\ndose = "1x2"  # note'


@pytest.mark.parametrize("name", ["first-weeks", "desk-break", "next-step"])
def test_a_shipped_routine_stays_the_same_routine(name: str) -> None:
    text = (paths.shipped("routines") / f"{name}.toml").read_text("utf-8")
    assert tomllib.loads(converted(text))["format"] == 2
    assert routines.parse(converted(text), "a.toml", EXERCISES) == routines.parse(text, "a.toml", EXERCISES)
    assert re.findall("#.*", converted(text)) == re.findall("#.*", text)


numbers = st.fixed_dictionaries(
    {}, optional={"sets": st.integers(1, 3), "reps": st.integers(2, 12), "hold_s": st.integers(0, 12),
                  "rest_s": st.sampled_from([3, 4.5, 20]), "tempo_s": st.just([2.5, 3])},
)  # fmt: skip
comments = st.sampled_from(["", " # note", "\t#sets = 9", '  # "é" x 2'])


@st.composite
def texts(draw: st.DrawFn) -> str:
    lines = [draw(st.sampled_from(["format = 1", "format=1 # one"])), "# top"]
    for id_ in draw(st.lists(st.sampled_from(sorted(EXERCISES)), min_size=1, max_size=4, unique=True)):
        lines += ["[[exercise]]", *draw(st.sampled_from([[], ["", "# reps = 3"]])), f'id = "{id_}"']
        for key, value in draw(st.permutations(list(draw(numbers).items()))):
            lines.append(draw(st.sampled_from(["", "  ", "\t"])) + f"{key} = {value}" + draw(comments))
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    return draw(st.sampled_from(["", "\ufeff"])) + newline.join(lines) + draw(st.sampled_from(["", newline]))


@given(texts())
def test_any_routine_stays_the_same_routine_with_all_its_comments(text: str) -> None:
    result = converted(text)
    assert routines.parse(result, "a.toml", EXERCISES)[0] == routines.parse(text, "a.toml", EXERCISES)[0]
    assert sorted(re.findall("#[^\r\n]*", result)) == sorted(re.findall("#[^\r\n]*", text))
    assert result.count("\r") == 0 or result.count("\r\n") == result.count("\n")
    numbers_in = r"\ufeff?[ \t]*(sets|reps|hold_s|dose|format)[ \t]*="
    kept = [[line for line in each.splitlines() if not re.match(numbers_in, line)] for each in (text, result)]
    assert [line for line in kept[1] if line in kept[0]] == kept[0]  # Only comments can have been added.
    assert converted(result) == result


def test_a_routine_with_mistakes_is_not_converted() -> None:
    with pytest.raises(MistakesError, match="unknown exercise 'brac'"):
        converted('format = 1\n[[exercise]]\nid = "brac"\n')


def test_a_format_in_quotes_is_known() -> None:
    assert converted('"format" = 1\n[[exercise]]\nid = "brace"\n') == '"format" = 2\n[[exercise]]\nid = "brace"\n'


@pytest.mark.parametrize("line", [r'"f\u006frmat" = %s', "format = %s# one"])
def test_a_format_that_is_written_otherwise_is_known_too(line: str) -> None:
    rest = '\n[[exercise]]\nid = "brace"\n'
    assert converted(line % "0x1" + rest) == line % "2" + rest
