"""`coach help`: the overview, and a page on routines whose every example is a routine without a mistake."""

import argparse
import re
import shlex
from collections.abc import Iterator

import pytest

from coach import cli
from coach.cli import overview
from coach.commands.pages import routine_help
from coach.core.exercise import Exercise
from coach.examples import EXAMPLES, of
from coach.files import routines
from coach.files.exercises import load_shipped
from coach.files.forms import keys
from coach.files.routines.form import ExerciseForm, RoutineForm, SayForm

EXERCISES: dict[str, Exercise] = load_shipped()


@pytest.mark.parametrize("part", routine_help.PARTS, ids=lambda part: part.title)
def test_every_example_is_loaded_without_a_mistake_or_a_warning(part: routine_help.Part) -> None:
    routine, mistakes = routines.parse(part.example, "example.toml", EXERCISES)
    assert not mistakes
    assert routine.items


def test_every_example_stands_on_the_page_and_both_formats_are_shown() -> None:
    page = routine_help.text()
    for part in routine_help.PARTS:
        lines = [f"    {line}" if line else "" for line in part.example.splitlines()]
        assert "\n".join(lines) in page
    assert {part.example.splitlines()[0] for part in routine_help.PARTS} == {"format = 1", "format = 2"}


def test_the_page_is_narrow_and_names_every_key() -> None:
    page = routine_help.text()
    assert max(map(len, page.splitlines())) <= routine_help.WIDTH
    known = [key for form in (RoutineForm, ExerciseForm, SayForm) for key in keys(form)]
    for key in known:
        assert key in page, key


def test_help_alone_is_the_overview(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["help"]) == 0
    alone = capsys.readouterr().out
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    assert alone == capsys.readouterr().out
    assert "schema" in alone


def test_help_on_routines_is_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["help", "routine"]) == 0
    assert capsys.readouterr() == (routine_help.text() + "\n", "")


@pytest.mark.parametrize(
    ("topic", "told"),
    [
        ("routin", "there is no page on 'routin'; did you mean 'routine'?"),
        ("zzz", "there is no page on 'zzz'; there is: routine"),
        ("\x1b[31m", r"there is no page on '\x1b[31m'; there is: routine"),
        ("play", "the help on that is: coach play --help"),
    ],
)
def test_an_unknown_topic_is_bad_usage(topic: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        cli.main(["help", topic])
    assert exit_.value.code == 2
    assert capsys.readouterr() == ("", f"coach help: argument TOPIC: {told}\nSee: coach help --help\n")


def every_command(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        for inner in action.choices.values() if isinstance(action, argparse._SubParsersAction) else ():
            yield from every_command(inner)


def test_each_command_says_what_it_does_and_shows_it_by_examples_that_are_right() -> None:
    whole = overview.build_parser((), whole=True)
    commands = [*every_command(whole)]
    assert {command.prog for command in commands} == set(EXAMPLES)
    for command in commands:
        assert command.description
        assert command.format_help().endswith(of(command.prog))
        for line in EXAMPLES[command.prog]:
            name, *words = shlex.split(re.split("[<>]", line)[0])
            assert name == "coach"
            assert f"{line} ".startswith(f"{command.prog} ")
            whole.parse_args(words)  # It ends the test where a flag is not known, or a value is none.


def test_the_help_of_one_command_has_its_examples_too(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["log", "add", "--help"])
    assert "coach log add --routine first-weeks" in capsys.readouterr().out
