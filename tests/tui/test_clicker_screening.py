"""A whole screening by the keys of a clicker alone, at every size, and what no slip of a press answers."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import scenes
from command import coach
from fake_clock import FakeClock
from full_screen import NOW, FakedApp, flat, on, screen_text
from looking import until
from scenes import Host
from textual.pilot import Pilot

from coach.app import workspace
from coach.core.model.screened import Profile
from coach.core.screening.interview import Flow
from coach.core.screening.questions import NEVER, QUESTIONS, Question
from coach.files import exercises, paths, profile
from coach.files.settings import Settings
from coach.tui.one_button import clicker, walk
from coach.tui.screens.agreement import Agreement
from coach.tui.screens.card import Message
from coach.tui.screens.screening import Asking
from coach.tui.screens.verdict import REPEATS_S, OutcomeSheet

SIZES = [(60, 20), (80, 24), (140, 40)]
NEXT, BACK = clicker.NEXT, clicker.BACK
# What the presses below say, as a file of answers.
ANSWERS = """
age = 42
red_flags_emergency = false
red_flags_clinician = false
months_since_spinal_surgery = -1
diagnosis = ["disc_herniation"]
bone_heart_or_steroids = false
other_care = true
pregnant_weeks = 0
first_pain_age = 29
weeks_since_flare = 2
leg_symptoms_last_14_days = true
usual_pain = 3
cannot = ["kneeling"]
active = true  # Not asked at this age.
clinician_agrees = false
"""
NO, YES, UNSURE = (NEXT, NEXT), (NEXT,), (NEXT, NEXT, NEXT)
# The question with its answer: the steps to it, and whether another press is needed for all that is ticked.
PRESSES: dict[str, tuple[tuple[str, ...], ...]] = {
    "age": ((NEXT, NEXT, NEXT),),
    "red_flags_emergency": (NO,),
    "red_flags_clinician": (NO,),
    "months_since_spinal_surgery": ((NEXT,),),
    "diagnosis": ((NEXT, NEXT), (NEXT,) * 6),
    "bone_heart_or_steroids": (NO,),
    "other_care": (YES,),
    "pregnant_weeks": ((NEXT,),),
    "first_pain_age": ((NEXT, NEXT, BACK),),
    "inflammatory": (NO,),
    "weeks_since_flare": ((NEXT, NEXT, BACK, BACK),),
    "leg_symptoms_last_14_days": (UNSURE,),
    "usual_pain": ((NEXT, NEXT),),
    "cannot": ((NEXT,), (NEXT,) * 4),
    "clinician_agrees": (NO,),
}


def app(folder: Path) -> FakedApp:
    home = paths.Home(folder, folder / "cache")
    ws = workspace.Workspace(home, exercises.load_shipped(), None, Settings())
    return FakedApp(FakeClock(NOW), lambda: ws, start="screen", output="silent")


def profile_in(folder: Path) -> Profile:
    found = profile.load(paths.Home(folder, folder).profile, NOW + timedelta(days=3650))
    assert found is not None
    return replace(found, screened_at=NOW, disclaimer_agreed=True)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    """What `coach screen --answers` makes of the same answers."""
    home = tmp_path_factory.mktemp("read")
    (home / "answers.toml").write_text(ANSWERS, encoding="utf-8")
    done = coach(home, "screen", "--answers", str(home / "answers.toml"))
    assert done.returncode == 0, done.stderr
    return profile_in(home)


async def click(pilot: Pilot[None], *keys: str) -> None:
    """Presses of somebody who looks at what they do."""
    assert isinstance(pilot.app, (FakedApp, Host))
    for key in keys:
        pilot.app.fake.go_on(clicker.HELD_S)
        await pilot.press(key)


def at(pilot: Pilot[None]) -> Asking:
    assert isinstance(pilot.app.screen, Asking)
    return pilot.app.screen


def asked(pilot: Pilot[None]) -> str:
    question = at(pilot).flow.question
    return "" if question is None else question.key


@pytest.mark.parametrize(("size", "go"), zip(SIZES, ("b", "full_stop", "f5"), strict=True))
async def test_a_whole_screening_by_a_clicker_writes_what_the_same_answers_write(
    tmp_path: Path, size: tuple[int, int], go: str, read: Profile
) -> None:
    async with app(tmp_path / "clicked").run_test(size=size) as pilot:
        await on(pilot, Agreement)
        await click(pilot, go, go)  # Read on, mark the yes, and agree.
        await on(pilot, Asking, "How old are you")
        told = []
        while (key := asked(pilot)) != "":
            told.append(key)
            for steps in PRESSES[key]:
                await click(pilot, *steps, go)
        await click(pilot, go)  # They are right.
        await on(pilot, OutcomeSheet)
        await click(pilot, *[NEXT] * 9)
        await until(pilot, lambda: pilot.app.return_code == 0, "the end")
    assert told == [each.key for each in QUESTIONS if each.key in told], "in their order"
    assert profile_in(tmp_path / "clicked") == read


async def test_in_the_summary_a_clicker_steps_up_to_an_answer_changes_it_and_steps_down_to_saving() -> None:
    flow = Flow()
    for typed in ("42", "n", "n", "n", "6", "n", "n", "n", "30", "n", "9", "n", "3", "n"):
        flow = flow.answer(typed)
    asking = Asking(flow)
    async with Host(Message("Behind", "it")).run_test(size=(60, 20)) as pilot:
        given: list[Flow | None] = []
        pilot.app.push_screen(asking, given.append)
        await on(pilot, Asking)
        await click(pilot, *NO, "b", BACK, BACK)
        assert (asking.flow.question, asking.marked) == (None, "cannot")
        await until(pilot, lambda: "Enter change that one" in flat(screen_text(pilot)), "what the button does")
        await click(pilot, NEXT, NEXT)
        await until(pilot, lambda: "Enter yes, save" in flat(screen_text(pilot)), "what the button does")
        await click(pilot, BACK, "f5")
        await pilot.press("f5")  # Hit twice: what was changed to is not answered by it.
        assert (asked(pilot), asking.at) == ("opt_in_hard", "n"), "as it was answered"
        await click(pilot, BACK, "b", "full_stop")
        await until(pilot, lambda: bool(given), "the end")
    assert given[0] is not None
    assert given[0].answers["opt_in_hard"] is True


async def test_no_slip_of_a_press_answers_anything(tmp_path: Path) -> None:
    async with app(tmp_path).run_test(size=(60, 20)) as pilot:
        await on(pilot, Agreement)
        await click(pilot, NEXT, NEXT, "b")
        await until(pilot, lambda: pilot.app.return_code == 1, "the end, as it was not agreed to")
    async with app(tmp_path).run_test(size=(60, 20)) as pilot:
        await on(pilot, Agreement)
        await click(pilot, NEXT, "b")
        await on(pilot, Asking, "How old are you")
        await click(pilot, "space")
        assert "Page down goes to an answer" in flat(screen_text(pilot))
        await click(pilot, NEXT, NEXT, "b")
        assert asked(pilot) == "red_flags_emergency"
        await pilot.press("b", NEXT)  # Hit twice: only the step counts, which answers nothing.
        assert (asked(pilot), at(pilot).at) == ("red_flags_emergency", "y")
        await click(pilot, BACK, "b")
        assert (asked(pilot), at(pilot).at) == ("red_flags_emergency", ""), "nothing is marked, so nothing is taken"
        await click(pilot, NEXT, NEXT, "f5")
        await pilot.press("f5", NEXT, NEXT, "f5", "f5")
        assert (asked(pilot), at(pilot).at) == ("red_flags_clinician", "n")
        await click(pilot, BACK, BACK, BACK)
        assert (asked(pilot), at(pilot).at) == ("red_flags_emergency", "n"), "as it was answered"
        await click(pilot, *[NEXT] * 5)
        assert at(pilot).at == "u", "not being sure can be reached, and is the last"
        await click(pilot, "escape")
        assert (asked(pilot), at(pilot).typed) == ("age", "41")


async def hold(pilot: Pilot[None], key: str, repeats_after_s: float = 0.66) -> None:
    """A key that is held, as a system repeats it that waits long before it does."""
    assert isinstance(pilot.app, FakedApp)
    await pilot.press(key)
    pilot.app.fake.go_on(repeats_after_s)
    for _ in range(30):
        await pilot.press(key)
        pilot.app.fake.go_on(0.03)


@pytest.mark.parametrize("go", ["b", "enter"])
async def test_a_key_that_is_held_agrees_to_nothing_and_answers_one_question(tmp_path: Path, go: str) -> None:
    async with app(tmp_path).run_test(size=(80, 24)) as pilot:
        await on(pilot, Agreement)
        await hold(pilot, go)
        assert isinstance(pilot.app.screen, Agreement)
        assert pilot.app.screen.at == "y", "marked, and not taken"
        await click(pilot, go)
        await on(pilot, Asking, "How old are you")
        await click(pilot, NEXT, go)
        assert asked(pilot) == "red_flags_emergency"
        await click(pilot, *NO)
        await hold(pilot, go)
        assert (asked(pilot), at(pilot).at) == ("red_flags_clinician", "")
        assert isinstance(pilot.app, FakedApp)
        pilot.app.fake.go_on(clicker.HELD_S)
        await hold(pilot, "n")
        assert asked(pilot) == "months_since_spinal_surgery"


async def test_a_warning_sign_is_not_saved_by_a_key_that_is_held(tmp_path: Path) -> None:
    async with app(tmp_path).run_test(size=(60, 20)) as pilot:
        await on(pilot, Agreement)
        await click(pilot, "y")
        await on(pilot, Asking, "How old are you")
        await click(pilot, NEXT, "b", *YES)
        await hold(pilot, "b")
        assert asked(pilot) == "", "the answers are there to be looked at"
        await click(pilot, "b")
        await on(pilot, OutcomeSheet)


async def test_what_the_answers_mean_is_not_passed_by_a_key_that_is_held(tmp_path: Path) -> None:
    sheet, now_s = scenes.verdict(scenes.home_in(tmp_path), plain=False), 0.0
    sheet.clock = lambda: now_s
    async with Host(Message("Behind", "it")).run_test(size=(60, 20)) as pilot:
        pilot.app.push_screen(sheet)
        await until(pilot, lambda: pilot.app.screen is sheet and sheet.unseen, "more than is seen")
        now_s = 0.66
        for key in (*["b"] * 20, *[NEXT] * 30):
            await pilot.press(key)
            now_s += 0.03
        assert pilot.app.screen is sheet
        assert not sheet.unseen
        now_s += REPEATS_S
        await pilot.press(NEXT)
        await until(pilot, lambda: pilot.app.screen is not sheet, "on, by another press")


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.key)
def test_every_answer_to_every_question_can_be_stepped_to_and_back(question: Question) -> None:
    at, typed, found = "", "", [("", "")]
    for _ in range(30):
        step = walk.stepped(question, at, typed, 1)
        assert step is not None
        at, typed = step
        found.append(step)
    keys = {key for key, _ in found}
    assert {"y", "n"} <= keys or question.kind != "yes_no"
    assert ("u" in keys) == (question.unsure is not NEVER)
    if question.kind == "choice":
        assert {str(number + 1) for number, _ in enumerate(question.choices)} < keys
    if question.kind == "number":
        start = walk.STARTS[question.key]
        assert [number for _, number in found if number][:3] == [
            str(min(question.high, start + step)) for step in range(3)
        ]
        while typed:
            step = walk.stepped(question, at, typed, -1)
            assert step is not None
            at, typed = step
    while (step := walk.stepped(question, at, typed, -1)) is not None:
        assert step != (at, typed)
        at, typed = step
    assert (at, typed) == ("", "")


def test_quick_steps_go_further_and_a_slow_one_or_one_back_is_one_again() -> None:
    strides = walk.Strides()
    quick = [strides.step(1, 0.1 * number) for number in range(25)]
    assert quick[:5] == [1] * 5
    assert quick[5:10] == [5] * 5
    assert quick[-1] == 50
    assert strides.step(-1, 2.5) == -1
    assert strides.step(-1, 2.5 + 2 * walk.QUICK_S) == -1
