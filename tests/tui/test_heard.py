"""The full screen listens: what words do on each screen, what is shown of them, what a lost microphone does.

The words come from a script; `tests/listen` has real ones through a virtual microphone.
"""

from pathlib import Path

import pytest
from fake_clock import FakeClock
from full_screen import Bench, in_hold, in_session, on, session_of, until
from looking import seen, step, words
from saying import Person
from textual.pilot import Pilot

from coach.audio.loudspeakers import Loudspeakers
from coach.errors import CoachError
from coach.listen.over_us import Level
from coach.tui.screens.card import Message
from coach.tui.screens.dashboard import Dashboard
from coach.tui.screens.question import Question
from coach.tui.screens.rating import Rating, effort_question, ready_question
from coach.tui.screens.session import SessionScreen

SIZES = ((60, 20), (80, 24), (140, 40))


class Spoken:
    """A program that listens, and somebody who speaks to it."""

    def __init__(self, folder: Path) -> None:
        self.bench = Bench(folder)
        self.person = Person(self.bench.clock)
        self.app = self.bench.app(person=self.person)

    async def says(self, pilot: Pilot[None], name: str, for_s: float = 1.5) -> None:
        """Says it a moment after what is shown, and is silent for a while."""
        for _ in range(4):
            await step(pilot)
        self.person.says(name)
        for _ in range(round(for_s / 0.03)):
            await step(pilot)


@pytest.fixture
def spoken(tmp_path: Path) -> Spoken:
    return Spoken(tmp_path)


async def test_words_that_stop_and_go_on(spoken: Spoken) -> None:
    async with spoken.app.run_test(size=(80, 24)) as pilot:
        screen = await in_session(pilot)
        await spoken.says(pilot, "pause", 0.2)
        assert screen.conductor.paused
        assert "heard: pause" in seen(pilot)
        spoken.person.says("go_on")
        await step(pilot, 0.3)
        assert screen.conductor.paused, "it waits for a second of silence"
        await until(pilot, lambda: not screen.conductor.paused, "going on")


async def test_stop_said_twice_ends(spoken: Spoken) -> None:
    async with spoken.app.run_test(size=(80, 24)) as pilot:
        screen = await in_session(pilot)
        await spoken.says(pilot, "stop")
        assert screen.conductor.paused
        assert not screen.conductor.finished
        assert "Say stop once more to end, or go on." in words(pilot)
        await spoken.says(pilot, "stop")
        await on(pilot, Question, "Why did you stop?")


async def test_skip_waits_for_silence_and_talk_takes_it_back(spoken: Spoken) -> None:
    async with spoken.app.run_test(size=(80, 24)) as pilot:
        screen = await in_session(pilot)
        before = screen.conductor.view()
        spoken.person.says("skip")
        await step(pilot, 0.3)
        spoken.person.speaking = True
        await step(pilot, 1.5)
        spoken.person.speaking = False
        await step(pilot, 1.5)
        view = screen.conductor.view()
        assert before is not None
        assert view is not None
        assert view.exercise.id == before.exercise.id


@pytest.mark.parametrize(
    ("name", "shown"),
    [("help", "You can say: pause"), ("time_left", "left."), ("whats_next", "Next: "), ("too_hard", "We leave")],
)
async def test_what_the_coach_says_to_it_is_shown(spoken: Spoken, name: str, shown: str) -> None:
    async with spoken.app.run_test(size=(140, 40)) as pilot:
        await in_session(pilot)
        await spoken.says(pilot, name, 0.2)
        assert shown in words(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_what_was_heard_is_shown_in_every_window(spoken: Spoken, size: tuple[int, int]) -> None:
    async with spoken.app.run_test(size=size) as pilot:
        await in_session(pilot)
        assert "listening" in seen(pilot)
        await spoken.says(pilot, "louder", 0.2)
        assert "heard: louder" in seen(pilot)


async def test_a_key_turns_it_on_and_off(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    opened: list[Person] = []

    def open_ears(*_: object) -> Person:
        opened.append(Person(bench.clock))
        return opened[-1]

    app = bench.app(open_ears=open_ears)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await in_session(pilot)
        assert not opened, "it is off until it is switched on"
        await pilot.press("v")
        opened[0].says("pause")
        await until(pilot, lambda: screen.conductor.paused, "a pause")
        await pilot.press("v")
        assert opened[0].closed
        assert "listening" not in seen(pilot)
        await pilot.press("v")
        assert len(opened) == 2
    assert opened[1].closed, "it ends with the program"


@pytest.mark.parametrize(("problem", "told"), [("none", "No microphone"), ("silent", "silence"), ("loud", "loud")])
async def test_a_microphone_that_does_not_work_is_told_and_disturbs_nothing(
    spoken: Spoken, problem: str, told: str
) -> None:
    spoken.person.problem = problem  # type: ignore[assignment]
    async with spoken.app.run_test(size=(80, 24)) as pilot:
        screen = await in_session(pilot)
        await until(pilot, lambda: told in words(pilot), "the notice")
        assert not screen.conductor.paused
        await in_hold(pilot, screen)


async def test_without_the_extra_it_is_told_what_to_install(tmp_path: Path) -> None:
    def refuse(*_: object) -> Person:
        raise CoachError("not installed")

    app = Bench(tmp_path).app(open_ears=refuse)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await in_session(pilot)
        await pilot.press("v")
        await until(pilot, lambda: "pip install" in words(pilot), "the notice")
        assert not screen.conductor.finished


async def test_pain_is_told_by_voice_alone(spoken: Spoken) -> None:
    async with spoken.app.run_test(size=(60, 20)) as pilot:
        await in_session(pilot)
        await spoken.says(pilot, "hurts", 0.2)
        await on(pilot, Rating, "How much does it hurt")
        await spoken.says(pilot, "number 7", 0.2)
        assert "heard: 7" in seen(pilot)
        await spoken.says(pilot, "no", 0.2)
        await spoken.says(pilot, "number 5", 0.2)
        await on(pilot, Question, "Where?")
        await spoken.says(pilot, "back", 0.2)
        await on(pilot, Question, "go on with less")
        await spoken.says(pilot, "go_on", 0.2)
        await on(pilot, SessionScreen)
        assert session_of(pilot).conductor.pain.highest == 5


async def test_leg_said_in_a_session_is_asked_once_more(spoken: Spoken) -> None:
    async with spoken.app.run_test(size=(80, 24)) as pilot:
        await in_session(pilot)
        await spoken.says(pilot, "leg", 0.2)
        await on(pilot, Rating, "How much does it hurt")
        await spoken.says(pilot, "number 4", 0.2)
        await on(pilot, Question, "New in a leg")
        await spoken.says(pilot, "no", 0.2)
        await on(pilot, Question, "Where?")
        await spoken.says(pilot, "leg", 0.2)
        await on(pilot, Question, "New in a leg")
        await spoken.says(pilot, "yes", 0.2)
        await on(pilot, Question, "One of these?")


async def test_a_session_is_begun_and_rated_by_voice(spoken: Spoken) -> None:
    async with spoken.app.run_test(size=(60, 20)) as pilot:
        await on(pilot, Dashboard)
        await spoken.says(pilot, "ready", 0.2)
        await on(pilot, Rating, "How is your back now")
        await spoken.says(pilot, "number 3", 0.2)
        await on(pilot, SessionScreen, "left")
        await until(pilot, lambda: session_of(pilot).conductor.view() is not None, "the first view")
        await spoken.says(pilot, "too_hard", 0.2)
        await spoken.says(pilot, "stop", 0.2)
        await spoken.says(pilot, "stop", 0.2)
        await on(pilot, Question, "Why did you stop?")
        await spoken.says(pilot, "too_hard", 0.2)
        await until(pilot, lambda: bool(spoken.bench.sessions()[-1].stopped), "the reason in the log")
    (session,) = spoken.bench.sessions()
    assert (session.before, session.stopped) == (3, "tired")


async def test_effort_is_said_and_can_be_taken_back(spoken: Spoken) -> None:
    given: list[object] = []
    async with spoken.app.run_test(size=(60, 20)) as pilot:
        await on(pilot, Dashboard)
        spoken.app.push_screen(effort_question(), given.append)
        await on(pilot, Question, "How was it")
        await spoken.says(pilot, "hard", 0.2)
        await until(pilot, lambda: "heard: hard" in seen(pilot), "what was heard")
        await spoken.says(pilot, "no", 0.2)
        await spoken.says(pilot, "easy", 0.2)
        await spoken.says(pilot, "yes", 0.2)
        await until(pilot, lambda: bool(given), "an answer")
    assert given == ["easy"]


async def test_an_answer_stands_however_noisy_it_is(spoken: Spoken) -> None:
    given: list[object] = []
    async with spoken.app.run_test(size=(60, 20)) as pilot:
        await on(pilot, Dashboard)
        spoken.app.push_screen(effort_question(), given.append)
        await on(pilot, Question, "How was it")
        await spoken.says(pilot, "ok", 0.2)
        spoken.person.speaking = True
        await until(pilot, lambda: bool(given), "an answer")
    assert given == ["ok"]


async def test_an_urgent_message_is_read_and_not_talked_away(spoken: Spoken) -> None:
    gone: list[object] = []
    async with spoken.app.run_test(size=(60, 20)) as pilot:
        await on(pilot, Dashboard)
        spoken.app.push_screen(Message("Stop here", "Get advice.", urgent=True), gone.append)
        await on(pilot, Message)
        await spoken.says(pilot, "go_on")
        assert not gone
        await pilot.press("enter")
        spoken.app.push_screen(Message("Well done.", "Tomorrow."), gone.append)
        await on(pilot, Message, "Well done.")
        await spoken.says(pilot, "go_on")
        await until(pilot, lambda: len(gone) == 2, "going on")


async def test_ready_is_said_where_the_coach_waits_for_somebody(spoken: Spoken) -> None:
    given: list[object] = []
    async with spoken.app.run_test(size=(60, 20)) as pilot:
        await on(pilot, Dashboard)
        spoken.app.push_screen(ready_question(), given.append)
        await on(pilot, Question, "Ready when you are.")
        await spoken.says(pilot, "yes", 0.2)
        assert not given
        await spoken.says(pilot, "ready", 0.2)
        await until(pilot, lambda: bool(given), "the start")
    assert given == [True]


class SpeaksOver(Person):
    """Somebody who speaks over a coach that speaks on and on, and what the microphone says of both."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__(clock)
        self.over = False
        self._time = clock
        self._begun_ms = self._told_ms = self._now_ms()
        self.shares: list[float] = []

    def _now_ms(self) -> int:
        return round(self._time.now_s * 1000)

    @property
    def coach_speaks(self) -> bool:
        """It begins after two seconds."""
        return self._now_ms() - self._begun_ms > 2000

    def levels(self) -> tuple[Level, ...]:
        times = range(self._told_ms + 90, self._now_ms(), 90)
        self._told_ms = times[-1] if times else self._told_ms
        size = 3000.0 if self.over else 300.0 if self.coach_speaks else 10.0
        return tuple(Level(at_ms, size, True) for at_ms in times)

    def power(self) -> float:
        """Of what is played."""
        return 0.01 if self.coach_speaks else 0.0


async def test_the_coach_goes_softer_while_somebody_speaks_over_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = Bench(tmp_path)
    person = SpeaksOver(bench.clock)
    monkeypatch.setattr(Loudspeakers, "power", lambda _: person.power())
    monkeypatch.setattr(Loudspeakers, "lower", lambda _, share: person.shares.append(share))
    app = bench.app(person=person)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard)
        spoken_s = bench.clock.now_s + 8
        await until(pilot, lambda: bench.clock.now_s > spoken_s, "some words of the coach")
        assert set(person.shares) == {1.0}
        person.over = True
        await until(pilot, lambda: person.shares[-1] < 0.3, "a softer coach")
        assert app.ear is not None
        assert app.ear.person_speaks, "so a question waits anew"
        person.over = False
        await until(pilot, lambda: person.shares[-1] == 1.0, "the coach as before")
        assert not app.ear.person_speaks
