"""How each exercise went on: what the picture of it shows, and how one comes from one exercise to the next."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from logbook import EXERCISES, sets_of
from looking import seen, until, words
from scenes import Host
from textual.pilot import Pilot

from coach.core.exercise import Dose
from coach.core.history import exercise_course
from coach.core.model.done import Session
from coach.tui.screens.exercise_courses import Trends, picture

TODAY = date(2026, 11, 25)
PLANNED = {"clamshell": Dose(1, 10, 0), "plank": Dose(1, 3, 10)}


def session(days_ago: int, **done: int) -> Session:
    at = datetime(2026, 11, 25, 8) - timedelta(days=days_ago)
    return Session(1, at, "worked", PLANNED, sets=sets_of(PLANNED, at, done), routine_doses=PLANNED)


def drawn(id_: str, *sessions: Session, size: tuple[int, int] = (60, 18), plain: bool = True) -> list[str]:
    course = next(each for each in exercise_course.courses(sessions, EXERCISES) if each.id == id_)
    span = len(exercise_course.spans(course, TODAY)) - 1
    return picture(course, EXERCISES, TODAY, span, size, plain=plain).plain.split("\n")


def screen(*sessions: Session, plain: bool = False) -> Trends:
    return Trends(exercise_course.courses(sessions, EXERCISES), EXERCISES, TODAY, plain=plain)


def numbers(lines: list[str]) -> dict[str, str]:
    """The rows of the scale by their numbers, without those."""
    found = (re.match(r" *(\d+) [|┤](.*)", line) for line in lines)
    return {each[1]: each[2] for each in found if each}


def test_what_was_done_stands_at_its_number_over_its_date_beside_what_was_planned() -> None:
    lines = drawn("clamshell", session(20), session(10, clamshell=5), session(0))
    rows = numbers(lines)
    assert [rows["10"].count("o"), rows["4"].count("o")] == [2, 0]
    assert rows["10"].count("-") > 40
    (at,) = [index for index, line in enumerate(lines) if "o" in line and "-" not in line and "done" not in line
             and "|" in line]  # fmt: skip
    assert lines[at].index("o") == 4 + round(10 / 20 * 55)
    assert lines[-1].split() == ["5", "Nov", "10", "Nov", "15", "Nov", "20", "Nov", "25", "Nov"]


@pytest.mark.parametrize(
    ("id_", "unit", "top"),
    [("clamshell", "repetitions in a round, each side", "10"), ("plank", "seconds of hold in a round", "30")],
)
def test_the_scale_names_its_unit(id_: str, unit: str, top: str) -> None:
    lines = drawn(id_, session(3), session(0))
    assert unit in lines
    assert next(iter(numbers(lines))) == top
    assert list(numbers(lines))[-1] == "0"


def test_one_round_is_called_one_round() -> None:
    assert drawn("plank", session(3))[1] == "1 round, 12 Nov 2026 to 25 Nov 2026"
    assert drawn("plank", session(20), session(3))[1].startswith("2 rounds, ")


@pytest.mark.parametrize("size", [(56, 18), (76, 22), (90, 38), (150, 58)])
@pytest.mark.parametrize("plain", [True, False])
def test_the_picture_uses_the_room_there_is_and_no_more(size: tuple[int, int], plain: bool) -> None:
    lines = drawn("plank", session(300), session(0, plank=2), size=size, plain=plain)
    assert max(map(len, lines)) == size[0]
    assert size[1] * 0.8 <= len(lines) <= size[1]
    assert not plain or all(line.isascii() for line in lines[3:])


def test_a_change_of_dose_is_told() -> None:
    less = replace(session(5), planned={"clamshell": Dose(1, 8, 0)})
    assert drawn("clamshell", less, session(0))[0] == "Clamshell   1 × 8  →  1 × 10, each side"


async def titled(pilot: Pilot[None], text: str) -> None:
    await until(pilot, lambda: text in words(pilot), repr(text))


async def test_in_a_small_window_list_and_picture_take_turns_and_the_arrows_go_on() -> None:
    past = [session(day) for day in (200, 40, 2)]
    async with Host(screen(*past)).run_test(size=(60, 20)) as pilot:
        await titled(pilot, "Plank, knees first 3 rounds")
        assert "done planned" not in words(pilot).replace("⠶ ", "").replace("⠤⠤⠤ ", "")
        await pilot.press("down", "enter")
        await titled(pilot, "seconds of hold in a round")
        assert "Plank, knees first 1 × 3, hold 10 s" in words(pilot)
        await pilot.press("up")
        await titled(pilot, "Clamshell 1 × 10, each side")
        await titled(pilot, "2 rounds, 27 Aug 2026 to 25 Nov 2026")
        await pilot.press("left")
        await titled(pilot, "3 rounds, 9 May 2026 to 25 Nov 2026")
        await pilot.press("right", "right")
        await titled(pilot, "1 round, 29 Oct 2026 to 25 Nov 2026")
        await pilot.press("escape")
        await titled(pilot, "Plank, knees first 3 rounds")
        assert isinstance(pilot.app.screen, Trends)
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, Trends), "the way back")


async def test_beside_the_list_the_picture_follows_the_mark_and_a_click() -> None:
    async with Host(screen(session(2))).run_test(size=(140, 40)) as pilot:
        await titled(pilot, "repetitions in a round, each side")
        assert "Plank, knees first 1 round" in words(pilot)
        assert "longer, shorter" not in words(pilot)
        await pilot.click("#courses", offset=(4, 1))
        await titled(pilot, "seconds of hold in a round")
        await pilot.press("home")
        await titled(pilot, "repetitions in a round, each side")
        assert "└" in seen(pilot)


async def test_without_a_round_it_says_so() -> None:
    async with Host(screen()).run_test(size=(80, 24)) as pilot:
        await titled(pilot, "No exercise done yet.")
        await pilot.press("enter", "down", "left", "q")
        await until(pilot, lambda: not isinstance(pilot.app.screen, Trends), "the way back")
