"""What each slip of the hand in one line is answered with: where it is, and the line to write."""

import tomllib
from pathlib import Path

import pytest

from coach.core.model.mistakes import MistakesError
from coach.files import settings, toml, value_slips
from coach.files.exercises import load_shipped
from coach.files.forms import choice_names
from coach.files.routines import parse

HEAD = 'format = 2\n[[exercise]]\nid = "brace"\n'


def first_told(line: str) -> tuple[int, str]:
    """The column and the help for a line that is no TOML."""
    with pytest.raises(MistakesError) as caught:
        toml.parse(f"{line}\n", "f.toml")
    mistake = caught.value.mistakes[0]
    return mistake.column, mistake.help.removeprefix("write: ")


@pytest.mark.parametrize(
    ("line", "column", "written"),
    [
        ("id = brace", 6, 'id = "brace"'),
        ("id=brace", 4, 'id="brace"'),
        ('id = brace"', 6, 'id = "brace"'),
        ('id = "brace  # the belly', 12, 'id = "brace"  # the belly'),
        ("id = \"brace'", 12, 'id = "brace"'),
        ("id = “brace”", 6, 'id = "brace"'),
        ('id = "brace”', 12, 'id = "brace"'),
        ("id = `brace`", 6, 'id = "brace"'),
        ("id: brace,", 3, 'id = "brace"'),
        ("id => 'brace'", 4, "id = 'brace'"),
        ("id == brace", 5, 'id = "brace"'),
        ("- id = brace", 1, 'id = "brace"'),
        ('"id = "brace"', 1, 'id = "brace"'),
        ('id" = "brace"', 3, 'id = "brace"'),
        ("name = \"the 'best'\" one", 21, ""),
        ('name = "the "best" one"', 13, r'name = "the \"best\" one"'),
        ("name = 'it's'", 11, 'name = "it\'s"'),
        (r'name = "a\k"', 10, r"name = 'a\k'"),
        ("reps 10", 6, "reps = 10"),
        ("reps = ~10", 8, "reps = 10"),
        ("reps = 10 reps", 11, "reps = 10"),
        ('reps = "10', 8, "reps = 10"),
        ("reps = (10)", 8, "reps = 10"),
        ("reps = 1 0", 10, "reps = 10"),
        ("reps = 1,000", 9, "reps = 1000"),
        ("reps = 010", 8, "reps = 10"),
        ("reps = ten", 8, "reps = 10"),
        ("reps = 8-12", 9, "reps = 12"),
        ("reps = null", 8, ""),
        ("reps = 10 // many", 11, "reps = 10  # many"),
        ("reps = 10, sets = 2", 12, "reps = 10 and sets = 2"),
        ("reps\u00a0= 10", 5, "reps = 10"),
        ("reps = \uff11\uff10", 8, "reps = 10"),
        ("[reps] = 10", 1, "reps = 10"),
        ("sets = 3x10", 9, "sets = 3 and reps = 10"),
        ("hold s = 2", 6, "hold_s = 2"),
        ("hold_s = 10 s", 13, "hold_s = 10"),
        ("rest_s = 1:30", 11, "rest_s = 90"),
        ("rest_s = 2 min", 12, "rest_s = 120"),
        ("rest_s = 7,5", 11, "rest_s = 7.5"),
        ("rest_s = 20.", 12, "rest_s = 20.0"),
        ("tempo_s = 3-1-3", 12, "tempo_s = [3, 3] and hold_s = 1"),
        ("tempo_s = 3, 3", 12, "tempo_s = [3, 3]"),
        ("tempo_s = [3 3]", 14, "tempo_s = [3, 3]"),
        ("tempo_s = [3,, 3]", 14, "tempo_s = [3, 3]"),
        ("tempo_s = [3, 3", 11, "tempo_s = [3, 3]"),
        ("tempo_s = [3, 3]]", 17, "tempo_s = [3, 3]"),
        ("tempo_s = (3, 3)", 11, "tempo_s = [3, 3]"),
        ("tempo_s = [3s, 3s]", 13, "tempo_s = [3, 3]"),
        ('say = { move: "x" }', 13, 'say = { move = "x" }'),
        ('say = { move = "x", }', 19, 'say = { move = "x"}'),
        ("active = Yes", 10, "active = true"),
        ("at = 20.11.2026", 6, "at = 2026-11-20T08:00:00"),
        ("tone_volume = 80%", 17, "tone_volume = 0.8"),
        ("[[exercise]", 12, "[[exercise]]"),
        ("[exercise]]", 1, "[[exercise]]"),
        ("[[exercise]]:", 1, "[[exercise]]"),
        ("exercise", 1, "[[exercise]]"),
        ("[[exercise]] id = 'x'", 14, "[[exercise]] and id = 'x'"),
        ("[my table]", 2, "[my_table]"),
        ("// slowly", 1, "# slowly"),
        ("```toml", 1, ""),
        ("]", 1, ""),
    ],
)
def test_a_line_is_answered_with_the_line_to_write(line: str, column: int, written: str) -> None:
    assert first_told(line) == (column, written)
    for part in written.split(" and "):
        tomllib.loads(part)


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("repetitions = 10", "write: reps = 10"),
        ("Reps = 10 # many", "write: reps = 10 # many"),
        ("hold-s = 2", "write: hold_s = 2"),
        ('hold = "3 s"', "write: hold_s = 3"),
        ('reps = "10"', "write: reps = 10"),
        ("reps = 500", "write: reps = 200, or less"),
        ("reps = 10.0", "write: reps = 10"),
        ('rest_s = "1m30s"', "write: rest_s = 90"),
        ("rest_s = 00:01:30", "write: rest_s = 90"),
        ('tempo_s = "3/3"', "write: tempo_s = [3, 3]"),
        ("tempo_s = 3", "write: tempo_s = [3, 3]"),
        ('range = "Half"', 'write: range = "half"'),
        ('sets = "3x10"', "write: sets = 3 and reps = 10"),
        ("voice = 1", "move this line above the first [[exercise]]"),
        ('side = "left"', "take this line out"),
    ],
)
def test_a_value_that_is_meant_otherwise_is_answered_with_the_line_to_write(line: str, written: str) -> None:
    with pytest.raises(MistakesError) as caught:
        parse(f"{HEAD}{line}\n", "mine.toml", load_shipped())
    (mistake,) = caught.value.mistakes
    assert mistake.help == written


def test_an_amount_that_is_none_has_no_advice() -> None:
    assert value_slips.advice("reps", "often") is None
    assert value_slips.advice("reps", "10") is None
    assert value_slips.advice("reps", "x" * 1000) is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("20.11.2026", "2026-11-20T08:00:00"),
        ("2026/11/2 7:30", "2026-11-02T07:30:00"),
        ("20 Nov 2026", "2026-11-20T08:00:00"),
        ("November 20th, 2026, 7:30 pm", "2026-11-20T19:30:00"),
        ("31.11.2026", None),
        ("soon", None),
    ],
)
def test_a_date_in_words_is_read_as_one(text: str, moment: str | None) -> None:
    assert value_slips.moment(text) == moment


@pytest.mark.parametrize("header", ["[settings]", "[[settings]]"])
def test_a_table_around_everything_is_told_and_what_is_in_it_read(header: str, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(f'{header}\ntheme = "blue"\n')
    with pytest.raises(MistakesError) as caught:
        settings.load(tmp_path / "settings.toml")
    around, inside = caught.value.mistakes
    assert around.message.endswith(f"take the line {header} out")
    assert (around.line, inside.line, inside.column) == (1, 2, 9)


@pytest.mark.parametrize(
    ("written", "choices", "choice"),
    [
        ("On the back", ("sitting", "supine"), "supine"),
        ("Brief", ("full", "brief"), "brief"),
        ("bri\u0435f", ("full", "brief"), "brief"),
        ("slipped disc", ("stenosis", "disc_herniation"), "disc_herniation"),
        ("both", ("none", "alternate", "each"), "none"),
        ("none", ("flexion", "neutral"), None),
        ("zzz", ("full", "brief"), None),
    ],
)
def test_a_choice_is_known_by_other_words(written: str, choices: tuple[str, ...], choice: str | None) -> None:
    assert choice_names.meant(written, choices) == choice
