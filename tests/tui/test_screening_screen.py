"""The screening on the full screen by its keys, with real files: outcomes, back, quit, red flags, agreement."""

import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from command import coach
from fake_clock import FakeClock
from full_screen import NOW, PROFILE, FakedApp, flat, on, screen_text, until
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.pilot import Pilot
from textual.widget import Widget
from textual.worker import WorkerFailed

from coach.app import screening, workspace
from coach.audio.announcement import Announcement
from coach.audio.mixer import Gains
from coach.core.exercise import Dose
from coach.core.model.done import Session, SetDone
from coach.core.model.screened import Outcome, Profile
from coach.core.reason import Reason
from coach.core.screening.interview import Flow
from coach.core.screening.questions import QUESTIONS, Question
from coach.core.words import sentence
from coach.files import exercises, paths, profile
from coach.files.settings import Settings
from coach.log import Log
from coach.tui.app import CoachApp
from coach.tui.drawing import letters
from coach.tui.flow import Start
from coach.tui.one_button.clicker import HELD_S
from coach.tui.screens.agreement import Agreement
from coach.tui.screens.card import Message
from coach.tui.screens.dashboard import Dashboard
from coach.tui.screens.question import Question as Ask
from coach.tui.screens.rating import Rating
from coach.tui.screens.screening import DEAF_S, Asking
from coach.tui.screens.session import SessionScreen
from coach.tui.screens.sheet import Choice, Fitted, Option
from coach.tui.screens.verdict import TITLES, OutcomeSheet
from coach.voice import Voice

WHERE = "Call your emergency number or go to an emergency department now. Do not wait."


class User:
    """One user's files in a folder of their own, and apps on them."""

    def __init__(self, folder: Path, answers: Profile | None = None) -> None:
        self.home = paths.Home(folder, folder / "cache")
        self.answers = answers
        if answers is not None:
            profile.save(answers, self.home.profile)

    def app(self, start: Start) -> CoachApp:
        ws = workspace.Workspace(self.home, exercises.load_shipped(), self.answers, Settings())
        return FakedApp(FakeClock(NOW), lambda: ws, start=start, output="silent")

    def saved(self) -> Profile | None:
        """What the file holds; the false clock goes on with every step, and that much is left out."""
        found = profile.load(self.home.profile, NOW + timedelta(hours=1))
        return found if found is None or found.screened_at < NOW else replace(found, screened_at=NOW)


async def ended(pilot: Pilot[None], code: int) -> None:
    await until(pilot, lambda: pilot.app.return_code is not None, "the end")
    assert pilot.app.return_code == code


async def asked(pilot: Pilot[None], text: str) -> None:
    await on(pilot, Asking, text)


async def type_in(pilot: Pilot[None], *keys: str) -> None:
    """As press, by somebody who reads every question before the key that answers it."""
    assert isinstance(pilot.app, FakedApp)
    for key in keys:
        pilot.app.fake.go_on(HELD_S)
        await pilot.press(key)


def titled(pilot: Pilot[None], title: str) -> bool:
    return title in screen_text(pilot) or letters.render(title)[0] in screen_text(pilot)


async def test_a_whole_screening_by_keys_and_mouse_with_back_help_and_slips(tmp_path: Path) -> None:
    user = User(tmp_path)
    app = user.app("screen")
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, Agreement, "Backcoach is not a medical device")
        await type_in(pilot, "y")
        await asked(pilot, "How old are you")
        await pilot.press("u")
        await asked(pilot, "This one needs an answer.")
        await type_in(pilot, "4", "9", "backspace", "1", "enter")
        await asked(pilot, "numbness or tingling between the legs")
        await type_in(pilot, "left", "4", "2", "enter", "n", "?")
        await asked(pilot, "worth a look before you exercise")
        await type_in(pilot, "n", "n")
        await asked(pilot, "What did a clinician say it is?")
        await type_in(pilot, "6", "2", "enter")
        await asked(pilot, "stands alone")
        await type_in(pilot, "1", "1")
        await pilot.click(list(app.screen.query(Option).results(Widget))[5])
        await asked(pilot, "● a disc herniation")
        await pilot.click(next(app.screen.query(Choice).results(Widget)))
        await asked(pilot, "low bone density, or a fracture")
        await type_in(pilot, "n", "n", "n", "4", "3", "enter")
        await asked(pilot, "That is more than your age, 42.")
        await type_in(pilot, "3", "5", "enter", "n", *"9999", "enter")
        await asked(pilot, "a whole number from 0 to 6400")
        await type_in(pilot, "u", "n", "1", "1", "enter")
        await asked(pilot, "a whole number from 0 to 10")
        await type_in(pilot, "3", "enter")
        await asked(pilot, "that you cannot do")
        await type_in(pilot, "4", "enter")
        await asked(pilot, "Is this right?")
        summary = flat(screen_text(pilot))
        assert "Age: 42" in summary
        assert "Pregnant, in which week: no" in summary
        assert "Usual pain, 0 to 10: 3" in summary
        assert "Anything you cannot or should not do: lying face down" in summary
        await type_in(pilot, "left", "left", "left", "left", "2", "enter", "u", "u", "n")
        await asked(pilot, "Usual pain, 0 to 10: not known")
        assert user.saved() is None
        await type_in(pilot, "y")
        await on(pilot, OutcomeSheet, "We leave bending exercises")
        assert "Because you were not sure" in flat(screen_text(pilot))
        assert titled(pilot, TITLES["plan"])
        assert "⣿" in screen_text(pilot)
        await type_in(pilot, "enter")
        await ended(pilot, 0)
    assert user.saved() == replace(
        PROFILE, age=42, first_pain_age=35, diagnosis=("disc_herniation",), weeks_since_flare=2,
        leg_symptoms_last_14_days=True, usual_pain=None, screened_at=NOW,
    )  # fmt: skip


async def test_every_outcome_is_shown_large_and_saved(tmp_path: Path) -> None:
    user = User(tmp_path, PROFILE)
    healthy = ["4", "0", "enter", "n", "n"]
    cases: tuple[tuple[list[str], Outcome, str], ...] = (
        (["4", "0", "enter", "y"], "emergency", "Call your emergency number"),
        (["4", "0", "enter", "n", "u", "n"], "see_clinician", "Have it looked at soon"),
        (["1", "5", "enter", "n", "n"], "no_plan", "Under 18"),
        ([*healthy, *"n6", "enter", *"ynnn38", "enter", "n", "8", "enter", *"n2", "enter", *"nun"],
         "clinician_first", "When they agree"),
        ([*healthy, *"n6", "enter", *"nnn38", "enter", "n", "8", "enter", *"n2", "enter", *"nn"], "plan",
         "You can start, gently."),
    )  # fmt: skip
    async with user.app("dashboard").run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard)
        for keys, outcome, says in cases:
            await pilot.press("S")
            await asked(pilot, "How old are you")
            await type_in(pilot, *keys)
            await asked(pilot, "Is this right?")
            assert (says in flat(screen_text(pilot))) == (outcome in ("emergency", "see_clinician"))
            await type_in(pilot, "y")
            await on(pilot, OutcomeSheet, says)
            assert titled(pilot, TITLES[outcome])
            saved = user.saved()
            assert saved is not None
            assert saved.red_flags_emergency == (outcome == "emergency")
            assert saved.screened_at == NOW
            await type_in(pilot, "enter")
            await on(pilot, Dashboard)
        before = user.home.profile.read_bytes()
        await pilot.press("S")
        await asked(pilot, "How old are you")
        await type_in(pilot, "9", "9", "enter", "q")
        await on(pilot, Ask, "Leave the screening?")
        await pilot.press("n")
        await asked(pilot, "numbness or tingling")
        await pilot.press("q")
        await on(pilot, Ask, "Your answers so far are not kept.")
        await type_in(pilot, "y")
        await on(pilot, Dashboard)
    assert user.home.profile.read_bytes() == before


@pytest.mark.parametrize("size", [(44, 14), (60, 20), (78, 22), (80, 24), (100, 30), (140, 40)])
async def test_where_to_get_help_is_seen_whole_at_once_and_nothing_else_is_said(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    user = User(tmp_path)
    async with user.app("dashboard").run_test(size=size) as pilot:
        await on(pilot, Agreement)
        await type_in(pilot, "y")
        await asked(pilot, "How old are you")
        await type_in(pilot, "4", "0", "enter", "y")
        await asked(pilot, WHERE)
        assert "q leave" in screen_text(pilot) or size < (60, 20)
        await type_in(pilot, "y")
        await on(pilot, OutcomeSheet, WHERE)
        drawn = screen_text(pilot)
        rows = [row.rstrip() for part in ("GET HELP", "NOW") for row in letters.render(part)]
        assert "GET HELP NOW" in drawn or all(row in drawn for row in rows)
        await type_in(pilot, "enter")
        await on(pilot, Dashboard, "Call your emergency number or go to an")  # The rest is on a line of its own.
        assert "The first one" not in flat(screen_text(pilot))
    told = coach(user.home.data, "today", "--on", f"{NOW.date()}").stdout
    assert WHERE in flat(told)
    assert "Left out" not in told


async def test_a_key_hit_twice_or_held_does_not_answer_the_next_question(tmp_path: Path) -> None:
    async with User(tmp_path).app("screen").run_test(size=(80, 24)) as pilot:
        await on(pilot, Agreement)
        await type_in(pilot, "y")
        await asked(pilot, "How old are you")
        await type_in(pilot, "4", "0", "enter")
        await pilot.press(*"nnnn")
        assert "question 2" in screen_text(pilot)
        await asked(pilot, "numbness or tingling")
        await type_in(pilot, "n")
        assert "question 3" in screen_text(pilot)
        for _ in range(8):
            await pilot.press("n")
            assert isinstance(pilot.app, FakedApp)
            pilot.app.fake.go_on(DEAF_S / 2)
        assert "question 3" in screen_text(pilot)
        await type_in(pilot, "n", "n")
        await asked(pilot, "What did a clinician say it is?")
        await type_in(pilot, "n")
        await asked(pilot, "Then choose 6 or 7.")


async def test_what_was_entered_is_there_again_after_going_back(tmp_path: Path) -> None:
    async with User(tmp_path, PROFILE).app("screen").run_test(size=(80, 24)) as pilot:
        await asked(pilot, "How old are you")
        asking = pilot.app.screen
        assert isinstance(asking, Asking)
        await type_in(pilot, "4", "left")
        assert asking.typed == "4"
        await type_in(pilot, "4", "2", "enter", "n", "n", "1", "2", "left")
        await asked(pilot, "Is there any of these?")
        await type_in(pilot, "n")
        await asked(pilot, "Has your spine ever been operated on?")
        assert asking.typed == "12"
        await type_in(pilot, "3")  # In place of what was there, not behind it.
        assert asking.typed == "3"
        await type_in(pilot, "n", "2", "left", "n", "1")
        assert asking.ticked == {1, 2}


async def test_an_answer_is_there_as_it_was_where_one_goes_back_to_it(tmp_path: Path) -> None:
    async with User(tmp_path, PROFILE).app("screen").run_test(size=(60, 20)) as pilot:
        await asked(pilot, "How old are you")
        await type_in(pilot, "4", "2", "enter", "left")
        await asked(pilot, "Your answer was: 42.")
        assert "Enter keeps it" not in flat(screen_text(pilot)), "it can be typed over"
        await type_in(pilot, "enter", "n", "left")
        await asked(pilot, "Your answer was: no. Enter keeps it.")
        await type_in(pilot, "enter")
        await asked(pilot, "Is there any of these?")
        assert "Your answer was" not in flat(screen_text(pilot))


async def test_ticks_and_digits_that_were_taken_away_do_not_come_back(tmp_path: Path) -> None:
    async with User(tmp_path, PROFILE).app("screen").run_test(size=(60, 20)) as pilot:
        await asked(pilot, "How old are you")
        await type_in(pilot, "4", "2", "enter", "left")
        await asked(pilot, "Your answer was: 42.")
        await type_in(pilot, "backspace", "backspace", "enter")
        await asked(pilot, "Please answer a whole number")
        await type_in(pilot, "4", "3", "enter", "n", "n", "n")
        await asked(pilot, "What did a clinician say it is?")
        await type_in(pilot, "1", "4", "enter", "left")
        await asked(pilot, "Your answer was")
        await type_in(pilot, "1", "4", "enter")
        await asked(pilot, "with numbers from 1 to")
        asking = pilot.app.screen
        assert isinstance(asking, Asking)
        assert "diagnosis" not in asking.flow.answers


async def test_an_unsure_slip_and_a_mistyped_age_are_seen_before_anything_is_saved(
    tmp_path: Path,
) -> None:
    user = User(tmp_path)
    async with user.app("screen").run_test(size=(80, 24)) as pilot:
        await on(pilot, Agreement)
        await type_in(pilot, "y")
        await asked(pilot, "How old are you")
        await type_in(pilot, "1", "4", "enter", "u")
        await asked(pilot, "Call your emergency number or go to an emergency department now. Do not wait. Age: 14")
        assert "Emergency signs that are new: not sure, so it counts as yes" in flat(screen_text(pilot))
        await type_in(pilot, "left", "n", "n")
        await asked(pilot, "Age: 14")
        await type_in(pilot, "up", "up", "up", "left")
        await asked(pilot, "How old are you")
        await type_in(pilot, "4", "1", "enter")
        await asked(pilot, "Has your spine ever been operated on?")
        await type_in(pilot, "q")
        await on(pilot, Ask, "Leave the screening?")
        await type_in(pilot, "y")
        await ended(pilot, 1)
    assert user.saved() is None


def test_what_is_answered_again_asks_again_what_hung_on_it() -> None:
    flow = Flow()
    for typed in ("71", "n", "y", "y", "n", "6", "n", "n", "n", "30", "n", "9", "n", "3", "n", "y"):
        assert flow.question is not None
        flow = flow.answer(typed)
    assert flow.answers["clinician_agrees"] is True
    again = flow.again("red_flags_clinician").answer("y")
    assert again.question is not None
    assert again.question.key == "red_flags_assessed"
    assert "clinician_agrees" not in again.answers
    assert again.answers["usual_pain"] == 3


def test_what_is_drawn_before_it_is_mounted_keeps_no_old_measure() -> None:
    choice = Choice("y", "yes", large=True)
    room = Size(40, 20)
    assert choice.get_content_height(room, room, 30) == 1
    choice.draw(True)
    assert choice.get_content_height(room, room, 30) == len(letters.render("yes")) + 1


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_answers_and_outcome_are_whole_at_their_first_frame(tmp_path: Path, size: tuple[int, int]) -> None:
    cut: list[str] = []

    def look(_: object) -> None:
        for each in pilot.app.screen.query(Fitted):
            rows = str(each.render()).count("\n") + 1
            if each.region and each.content_size.height != rows:
                cut.append(screen_text(pilot))

    async with User(tmp_path).app("screen").run_test(size=size) as pilot:
        await on(pilot, Agreement)
        await type_in(pilot, "y")
        await asked(pilot, "How old are you")
        pilot.app.screen.screen_layout_refresh_signal.subscribe(pilot.app, look, immediate=True)
        await type_in(pilot, "4", "0", "enter", "n", "y", "left", "y", "n")
        await asked(pilot, "Is this right?")
        await type_in(pilot, "enter")
        await on(pilot, OutcomeSheet)
        look(None)
    assert cut == []


async def test_quitting_the_first_screening_saves_nothing(tmp_path: Path) -> None:
    user = User(tmp_path)
    async with user.app("play").run_test(size=(60, 20)) as pilot:
        await on(pilot, Agreement)
        await type_in(pilot, "y")
        await asked(pilot, "How old are you")
        await type_in(pilot, "4", "0", "enter", "q")
        await on(pilot, Ask, "Leave the screening?")
        await type_in(pilot, "y")
        await ended(pilot, 1)
    assert not user.home.profile.exists()


async def test_the_agreement_is_asked_for_once_and_changes_nothing_else(tmp_path: Path) -> None:
    user = User(tmp_path, replace(PROFILE, disclaimer_agreed=False, stage=2, usual_pain=None))
    before = user.home.profile.read_bytes()
    async with user.app("dashboard").run_test(size=(60, 20)) as pilot:
        await on(pilot, Agreement)
        await pilot.press("n")
        await ended(pilot, 1)
    assert user.home.profile.read_bytes() == before
    async with user.app("dashboard").run_test(size=(60, 20)) as pilot:
        await on(pilot, Agreement, "Do you understand and agree?")
        await type_in(pilot, "y")
        await on(pilot, Dashboard)
    assert user.home.profile.read_bytes() == before.replace(b"agreed = false", b"agreed = true")


async def test_a_red_flag_can_be_told_at_any_time_and_stops_everything(tmp_path: Path) -> None:
    user = User(tmp_path, PROFILE)
    async with user.app("dashboard").run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard)
        await pilot.press("!")
        await asked(pilot, "question 1 of 2")
        await pilot.press("escape")  # A slip of the key leads back.
        await on(pilot, Dashboard)
        await pilot.press("!")
        await asked(pilot, "question 1 of 2")
        await type_in(pilot, "n", "left", "n", "n")
        await on(pilot, Message, "Nothing was changed")
        assert user.saved() == PROFILE
        await type_in(pilot, "enter")
        await on(pilot, Dashboard)
        await pilot.press("!")
        await asked(pilot, "numbness or tingling between the legs")
        await type_in(pilot, "n", "y", "n")
        await asked(pilot, "Have it looked at soon, before any exercise. Emergency signs that are new: no")
        assert user.saved() == PROFILE
        await type_in(pilot, "enter")
        await on(pilot, OutcomeSheet, "Have it looked at soon")
        assert user.saved() == replace(PROFILE, red_flags_clinician=True, screened_at=NOW)
        await type_in(pilot, "enter")
        await on(pilot, Dashboard, "This needs medical help")
        await pilot.press("!")
        await asked(pilot, "question 1 of 2")
        await type_in(pilot, "n", "n")
        await on(pilot, Message, "answer the whole screening again")
        await type_in(pilot, "enter")
        await on(pilot, Dashboard, "This needs medical help")


FLAGGED = replace(PROFILE, red_flags_emergency=True, screened_at=NOW)


async def test_a_red_flag_answered_in_another_window_stops_the_start_at_an_open_dashboard(tmp_path: Path) -> None:
    user = User(tmp_path, PROFILE)
    async with user.app("dashboard").run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard, "First weeks")
        profile.save(FLAGGED, user.home.profile)
        await type_in(pilot, "enter")
        await on(pilot, Message, "Call your emergency number")
        await type_in(pilot, "enter")
        await on(pilot, Dashboard, "Call your emergency number")
        await pilot.press("q")
        await ended(pilot, 0)
    assert not user.home.log.exists()


async def test_answers_of_another_window_are_on_the_dashboard_once_one_comes_back_to_it(tmp_path: Path) -> None:
    user = User(tmp_path, PROFILE)
    async with user.app("dashboard").run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard, "First weeks")
        pilot.app.app_focus = False
        profile.save(FLAGGED, user.home.profile)
        pilot.app.app_focus = True
        await on(pilot, Dashboard, "Call your emergency number")
        assert "Left out" not in screen_text(pilot)


async def test_without_the_floor_the_dashboard_leads_to_a_routine_that_fits(tmp_path: Path) -> None:
    user = User(tmp_path, replace(PROFILE, cannot=("floor",), diagnosis=("disc_herniation",), weeks_since_flare=2))
    async with user.app("dashboard").run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard, "c make a routine of what suits your answers")
        await pilot.press("c")
        await on(pilot, Ask, "A new routine?")
        await type_in(pilot, "y")
        await on(pilot, Message, "Your new routine")
        await type_in(pilot, "enter")
        await on(pilot, Dashboard, "start round 1")


async def test_a_red_flag_answered_in_another_window_stops_a_start_that_was_rated_already(tmp_path: Path) -> None:
    user = User(tmp_path, PROFILE)
    async with user.app("dashboard").run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard, "First weeks")
        await type_in(pilot, "enter")
        await on(pilot, Rating)
        profile.save(FLAGGED, user.home.profile)
        await pilot.press("2")
        await on(pilot, Message, "Call your emergency number")
        await type_in(pilot, "enter")
        await on(pilot, Dashboard)
    assert not user.home.log.exists()


@pytest.mark.parametrize("text", [None, "age = \n"])
async def test_without_a_profile_that_can_be_read_nothing_starts(tmp_path: Path, text: str | None) -> None:
    user = User(tmp_path, PROFILE)
    app = user.app("dashboard")
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard, "First weeks")
        await type_in(pilot, "enter")
        await on(pilot, Rating)
        user.home.profile.unlink()
        if text is not None:
            user.home.profile.write_text(text)
        await pilot.press("2")
        await on(pilot, Message, "That did not work")
        profile.save(PROFILE, user.home.profile)
        await type_in(pilot, "enter")
        await on(pilot, Dashboard, "First weeks")
    assert not user.home.log.exists()


async def test_stricter_answers_from_another_window_leave_out_what_they_exclude(tmp_path: Path) -> None:
    user = User(tmp_path, PROFILE)
    async with user.app("dashboard").run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard, "First weeks")
        profile.save(replace(PROFILE, cannot=("floor",)), user.home.profile)
        await type_in(pilot, "enter")
        await on(pilot, Rating)
        await type_in(pilot, "2", "enter")
        await on(pilot, SessionScreen)
    with Log(user.home.log) as log:
        (session,) = log.sessions()
    assert set(session.planned) == {"seated_flexion"}


async def test_the_morning_after_is_asked_for_once(tmp_path: Path) -> None:
    user = User(tmp_path, PROFILE)
    yesterday = datetime(2026, 11, 22, 8)
    with Log(user.home.log) as log:
        done = (SetDone("bird_dog", 1, "both", 4, yesterday),)
        log.add(Session(0, yesterday, "first-weeks", {"bird_dog": Dose(1, 4, 5)}, done, before=2, after=2))
    async with user.app("dashboard").run_test(size=(60, 20)) as pilot:
        await on(pilot, Rating, "How was your back this morning, after your last session?")
        await pilot.press("s")
        await on(pilot, Dashboard)
    async with user.app("dashboard").run_test(size=(60, 20)) as pilot:
        await on(pilot, Dashboard)


async def test_routines_are_made_and_added_to_and_paths_are_shown_as_they_are(tmp_path: Path) -> None:
    user = User(tmp_path / "[b]home", PROFILE)
    async with user.app("dashboard").run_test(size=(140, 40)) as pilot:
        await on(pilot, Dashboard, "First weeks")
        for told in ("Added", "already"):
            assert isinstance(pilot.app.screen, Dashboard)
            pilot.app.screen.dismiss("add:plank")
            await on(pilot, Message, told)
            await type_in(pilot, "enter")
            await on(pilot, Dashboard, "First weeks")
        assert '[[exercise]]\nid = "plank"' in (user.home.routines / "first-weeks.toml").read_text()
        await pilot.press("c")
        await on(pilot, Ask, "A new routine?")
        await pilot.press("n")
        await on(pilot, Dashboard, "First weeks")
        await pilot.press("c")
        await on(pilot, Ask, "A new routine?")
        await type_in(pilot, "y")
        await on(pilot, Message, "[b]home")
        await type_in(pilot, "enter")
        await on(pilot, Dashboard, "My routine")
    assert (user.home.routines / "my-routine.toml").exists()


async def test_what_nobody_foresaw_ends_the_app_without_a_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    app = User(tmp_path, PROFILE).app("dashboard")

    async def fail() -> None:
        async with app.run_test(size=(60, 20)) as pilot:
            await on(pilot, Dashboard)
            assert isinstance(app.screen, Dashboard)
            app.screen.dismiss("add:no such exercise")
            await until(pilot, lambda: app.failure is not None, "the failure")

    with pytest.raises(WorkerFailed):
        await fail()
    assert isinstance(app.failure, KeyError)
    assert app.failure.__traceback__ is not None
    captured = capsys.readouterr()
    assert "Traceback" not in captured.out + captured.err


def test_red_flags_close_what_was_not_asked_and_a_no_changes_nothing() -> None:
    flow = screening.red_flag_flow(PROFILE)
    assert flow.question is not None
    assert flow.question.key == "red_flags_emergency"
    assert screening.with_red_flags(PROFILE, flow.answer("n").answer("n"), NOW) is None
    assert screening.with_red_flags(PROFILE, flow.answer("u"), NOW) == replace(
        PROFILE, red_flags_emergency=True, red_flags_clinician=True, screened_at=NOW
    )


def test_answers_that_contradict_are_read_the_stricter_way_and_told() -> None:
    strange = replace(PROFILE, weeks_since_flare=6000, months_since_spinal_surgery=1400, diagnosis=("stenosis",))
    settled, told = screening.settled(strange, NOW)
    assert settled == replace(strange, weeks_since_flare=0)
    assert [sentence.split()[0] for sentence in told] == ["The", "The"]


class OneQuestion(Flow):
    """A flow that stands at one question."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.__dict__["standing_at"] = question

    @property
    def question(self) -> Question | None:
        standing_at: Question = self.__dict__["standing_at"]
        return standing_at


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_every_question_is_seen_whole_with_its_answers(tmp_path: Path, size: tuple[int, int]) -> None:
    async with User(tmp_path).app("screen").run_test(size=size) as pilot:
        await on(pilot, Agreement, "ask a clinician first")
        assert pilot.app.screen.query_one(".paper", VerticalScroll).max_scroll_y == 0
        await type_in(pilot, "y")
        await asked(pilot, "How old are you")
        for question in QUESTIONS:
            screen = pilot.app.screen
            assert isinstance(screen, Asking)
            screen.flow = OneQuestion(question)
            await screen._again()
            await pilot.pause()
            paper = screen.query_one(".paper", VerticalScroll)
            assert paper.max_scroll_y == 0, (question.key, paper.virtual_size, paper.size)
            seen = flat(screen_text(pilot))
            for part in question.parts:
                assert sentence(part.reason) in seen, question.key
            for choice in question.choices:
                assert sentence(Reason("choice", value=choice)) in seen, question.key
            for answer in screen.query(Choice).results(Choice):
                assert answer.region.bottom <= size[1] - 1, question.key


def test_an_announcement_without_a_voice_ends_by_itself_and_in_silence(tmp_path: Path) -> None:
    voice = Voice(None, 160, "en", tmp_path, command=(sys.executable, "-c", "raise SystemExit(1)"))
    announcement = Announcement(voice, "silent", Gains(), ["We leave bending backward for later."])
    announcement.start()
    announcement.close(10)
    assert not announcement._thread.is_alive()
