"""An exercise on the screen: the figure by a clock that is handed in, what is said, where the keys lead."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date

import pytest
from logbook import EXERCISES, profile
from looking import seen, until, words
from scenes import Host
from textual.pilot import Pilot

from coach.core import exercise_words, figure
from coach.core.exercise import Exercise
from coach.core.model.done import Side
from coach.core.model.planned import PhaseName
from coach.core.model.screened import Profile
from coach.core.screening import for_exercise
from coach.core.screening.for_exercise import Known
from coach.core.timeline.demo_loop import START_MS, moment
from coach.core.words import sentence
from coach.tui import key_help
from coach.tui.screens.exercise import ExerciseScreen

ON = date(2026, 11, 24)
SIZES = [(60, 20), (80, 24), (140, 40)]


class Bench:
    """The screen, its time in seconds, and the app that it is on."""

    def __init__(self, id_: str, answers: Profile | None, plain: bool) -> None:
        self.now_s = 0.0
        known = Known(EXERCISES, answers, "Nothing was screened.", ON, plain)
        self.screen = ExerciseScreen(EXERCISES[id_], known, lambda: self.now_s)

    async def at(self, pilot: Pilot[None], now_s: float) -> None:
        self.now_s = now_s
        self.screen.advance()
        await pilot.pause()

    def drawn(self, exercise: Exercise, side: Side | None, phase: PhaseName | None) -> list[str]:
        size = self.screen.figure.size
        lines = figure.frame(exercise, phase, 1.0, side, *size, self.screen.figure.charset)
        return [line.replace("\u2800", " ") for line in lines]


@asynccontextmanager
async def looking_at(
    id_: str, size: tuple[int, int] = (80, 24), *, answers: Profile | None = None, plain: bool = False
) -> AsyncIterator[tuple[Pilot[None], Bench]]:
    bench = Bench(id_, answers or profile(), plain)
    async with Host(bench.screen).run_test(size=size) as pilot:
        await until(pilot, lambda: EXERCISES[id_].name in words(pilot), "the exercise")
        yield pilot, bench


async def headed(pilot: Pilot[None], name: str) -> None:
    await until(pilot, lambda: name in seen(pilot).splitlines()[0], name)


def test_the_loop_goes_out_stays_and_comes_back_and_takes_sides_in_turn() -> None:
    bird_dog = EXERCISES["bird_dog"]
    hold_ms = bird_dog.start.hold_s * 1000
    round_ms = START_MS + bird_dog.move_ms + hold_ms + bird_dog.return_ms
    at = START_MS + bird_dog.move_ms + 500
    held = moment(bird_dog, at, "left")
    assert (held.phase, held.phase_ms, held.phase_left_ms, held.side) == ("hold", hold_ms, hold_ms - 500, "left")
    seen_phases = [moment(bird_dog, ms, "left").phase for ms in range(0, round_ms, 100)]
    assert list(dict.fromkeys(seen_phases)) == [None, "move", "hold", "return"]
    assert [moment(bird_dog, at + n * round_ms, "left").side for n in range(3)] == ["left", "right", "left"]
    assert [moment(EXERCISES["clamshell"], n * 100_000, "right").side for n in range(3)] == ["right"] * 3
    assert moment(EXERCISES["plank"], 0, "right").side is None


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("id_", ["bird_dog", "standing_extension"])
async def test_everything_about_it_can_be_read_at_every_size(id_: str, size: tuple[int, int]) -> None:
    exercise = EXERCISES[id_]
    async with looking_at(id_, size) as (pilot, bench):
        text = words(pilot)
        scroll = bench.screen.query_one("#about")
        while scroll.scroll_offset.y < scroll.max_scroll_y:
            await pilot.press("down", "down")
            await pilot.pause(0.05)
            text += " " + words(pilot)
        found = set(text.replace("▸", " ").split())
        cues = exercise.cues
        links = [EXERCISES[link].name for link in (exercise.up, exercise.down) if link]
        known = (*map(sentence, exercise_words.doses(exercise)), *exercise_words.basis(exercise), *links)
        said = " ".join((exercise.name, cues.move, exercise.avoid, cues.range, *known))
        assert not [word for word in said.split() if word not in found]
        assert all(len(line) <= size[0] for line in seen(pilot).splitlines())


async def test_the_figure_follows_the_clock_and_the_words_with_it() -> None:
    bird_dog = EXERCISES["bird_dog"]
    async with looking_at("bird_dog") as (pilot, bench):
        assert bench.screen.figure.lines == bench.drawn(bird_dog, "left", None)
        held_s = (START_MS + bird_dog.move_ms + 500) / 1000
        await bench.at(pilot, held_s)
        assert bench.screen.figure.lines == bench.drawn(bird_dog, "left", "hold")
        assert "left hand, right leg" in words(pilot)
        assert bench.screen.query_one("#model").has_class("-hold")
        await pilot.press("s")
        await pilot.pause()
        assert bench.screen.figure.lines == bench.drawn(bird_dog, "right", "hold")
        assert "right hand, left leg" in words(pilot)
        await pilot.press("space")
        await bench.at(pilot, held_s + 100)
        assert bench.screen.figure.lines == bench.drawn(bird_dog, "right", "hold"), "it stands still"
        assert "stopped" in words(pilot)
        await pilot.press("space")
        await bench.at(pilot, held_s + 100.1)
        assert bench.screen.query_one("#model").has_class("-hold"), "it goes on where it stood"
        assert "stopped" not in words(pilot)
        full = bench.screen.figure.lines
        await pilot.press("r")
        await until(pilot, lambda: "half the range" in words(pilot), "half the range")
        assert bench.screen.figure.lines != full


async def test_the_side_is_said_as_it_is_seen() -> None:
    async with looking_at("clamshell", (140, 40)) as (pilot, bench):
        assert "Lie on your right side" in words(pilot)
        await pilot.press("s")
        await until(pilot, lambda: "Lie on your left side" in words(pilot), "the other side")
        assert bench.screen.figure.lines == bench.drawn(EXERCISES["clamshell"], "left", None)


async def test_links_lead_to_the_easier_and_the_harder_exercise_and_arrows_through_all_of_them() -> None:
    ids = list(EXERCISES)
    async with looking_at("bird_dog") as (pilot, bench):
        for key, id_ in (
            ("h", "plank"), ("e", "bird_dog"), ("right", ids[(ids.index("bird_dog") + 1) % len(ids)]),
            ("left", "bird_dog"),
        ):  # fmt: skip
            await pilot.press(key)
            await headed(pilot, EXERCISES[id_].name)
            assert bench.screen.figure.lines
        await pilot.click(list(bench.screen.query("#under .press"))[1])
        await until(pilot, lambda: "Plank" in seen(pilot).splitlines()[0], "a click on a link")


async def test_what_the_screening_leaves_out_is_crossed_out_with_its_reason_and_what_would_do() -> None:
    answers = replace(profile(), diagnosis=("disc_herniation",), weeks_since_flare=2)
    async with looking_at("seated_flexion", (60, 20), answers=answers) as (pilot, bench):
        assert "left out for you" in words(pilot)
        assert "Bends the spine forward; left out for early disc herniation." in words(pilot)
        exercise = EXERCISES["seated_flexion"]
        size = bench.screen.figure.size
        crossed = figure.frame(exercise, None, 0, None, *size, crossed=True)
        assert bench.screen.figure.lines == [line.replace("\u2800", " ") for line in crossed]
        instead = for_exercise.substitute(answers, exercise, EXERCISES, ON)
        if instead is not None:
            await pilot.press("i")
            await headed(pilot, instead.name)
    async with looking_at("bird_dog", answers=answers) as (pilot, _):
        assert "Your screening allows it." in words(pilot)
        assert "left out" not in words(pilot)
    answers = replace(profile(), red_flags_emergency=True)
    async with looking_at("brace", answers=answers) as (pilot, _):
        assert "Call your emergency number" in words(pilot)


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_it_ends_with_a_key(key: str) -> None:
    async with looking_at("plank") as (pilot, bench):
        await pilot.press(key)
        await until(pilot, lambda: not bench.screen.is_attached, "the end")


async def test_only_what_can_be_done_has_a_key_in_the_help() -> None:
    async with looking_at("clamshell") as (_pilot, bench):
        shown = {binding.description for binding in key_help.bindings(bench.screen)}
        assert {"Easier", "Harder", "The other side"} <= shown
        assert "What would do instead" not in shown  # It is allowed.
    async with looking_at("brace") as (_pilot, bench):
        shown = {binding.description for binding in key_help.bindings(bench.screen)}
        assert "The other side" not in shown


def test_no_source_is_said_twice() -> None:
    for exercise in EXERCISES.values():
        lines = exercise_words.basis(exercise)
        assert not any(lines[0].startswith(line) for line in lines[1:]), exercise.id
