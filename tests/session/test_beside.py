"""What a session tells the desktop, and what a headset's keys do to it; the desktop is a list, the rest is real."""

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest
from fake_clock import FakeClock
from session_bench import DOSES, Bench

from coach.audio.output import Output, SilentOutput
from coach.core.exercise import Dose
from coach.desktop.orders import Now, Press
from coach.session.desktop.beside import AWAKE_IN_PAUSE_S, Beside
from coach.session.desktop.picture import SOFT_AHEAD_MS
from coach.session.desktop.presses import ACTIONS, action_of
from coach.voice import Voice
from coach.voice.choice import VoiceStatus
from coach.voice.pcm import Pcm


class Desktop:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[Now] = []
        self.pressed: list[Press] = []
        self.closed = 0

    def show(self, now: Now) -> None:
        self.told.append(now)

    def presses(self) -> tuple[Press, ...]:
        pressed, self.pressed = tuple(self.pressed), []
        return pressed

    def close(self) -> None:
        self.closed += 1


class Speaker:
    """A voice that says every text in one second."""

    status = VoiceStatus()

    def start(self) -> None: ...
    def close(self) -> None: ...
    def prefetch(self, texts: Sequence[str]) -> None: ...

    def clip(self, _text: str) -> Pcm | None:
        return Pcm(bytes(2 * 48_000), 48_000)

    def length_ms(self, _text: str) -> int | None:
        return 1000


def heard(clock: FakeClock) -> Output:
    """Where words are as if they could be heard."""
    return Device(clock=clock.monotonic_s)


class Device(SilentOutput):
    name = "device"


class Company:
    """A session with a desktop beside it."""

    def __init__(self, folder: Path, speaker: Voice | None = None, doses: dict[str, Dose] | None = None) -> None:
        self.bench = Bench(folder, doses or DOSES, output=heard, speaker=speaker)
        self.desktop = Desktop()
        self.beside = Beside(self.desktop, self.bench.conductor, self.bench.clock.monotonic_s)

    def run(self, seconds: float) -> list[Now]:
        """What is told meanwhile."""
        before = len(self.desktop.told)
        for _ in range(round(seconds / 0.05)):
            self.bench.run(0.05)
            self.beside.look()
        return self.desktop.told[before:]

    @property
    def last(self) -> Now:
        return self.desktop.told[-1]


def test_it_tells_exercise_phase_and_time_left(tmp_path: Path) -> None:
    company = Company(tmp_path)
    company.bench.at("hold")
    company.beside.look()
    now, view = company.last, company.bench.view
    assert now.title == "Bird-dog"
    assert now.detail == f"hold · 1 of 4 · {-(-view.left_ms // 60_000)} min left"
    assert (now.status, now.album, now.position_ms) == ("Playing", "Two exercises", view.position_ms)
    assert now.length_ms == view.position_ms + view.left_ms
    company.bench.at("move", exercise="clamshell", set_number=2)
    company.beside.look()
    assert company.last.title == "Clamshell, left · set 2 of 2"


def test_time_that_passes_is_no_news_and_a_jump_is(tmp_path: Path) -> None:
    company = Company(tmp_path, doses={"plank": Dose(1, 1, 60)})
    company.bench.at("hold", exercise="plank")
    company.run(1)
    told = company.run(20)
    assert len(told) <= 2, "only the minutes that are left are new"
    company.bench.conductor.repeat()
    assert len(company.run(0.1)) == 1
    assert company.last.position_ms == pytest.approx(company.bench.view.position_ms, abs=200)


def test_the_computer_is_kept_awake_while_it_plays_and_for_some_minutes_of_a_pause(tmp_path: Path) -> None:
    company = Company(tmp_path)
    company.run(5)
    assert company.last.awake
    company.bench.conductor.pause()
    company.run(1)
    assert (company.last.status, company.last.awake) == ("Paused", True)
    company.bench.clock.go_on(AWAKE_IN_PAUSE_S)
    company.run(0.1)
    assert not company.last.awake
    company.bench.conductor.resume()
    company.run(0.1)
    assert (company.last.status, company.last.awake) == ("Playing", True)
    company.bench.conductor.end(None)
    company.run(0.1)
    assert (company.last.status, company.last.awake) == ("Stopped", True)
    company.bench.clock.go_on(AWAKE_IN_PAUSE_S)
    company.beside.look()
    assert not company.last.awake


def test_a_wall_clock_that_jumps_changes_nothing_of_it(tmp_path: Path) -> None:
    company = Company(tmp_path)
    company.run(5)
    company.bench.conductor.pause()
    company.run(1)
    company.bench.clock.at = company.bench.clock.at.replace(year=2030)
    assert company.run(1) == []
    assert company.last.awake


def test_other_players_are_softer_from_before_a_cue_until_after_it(tmp_path: Path) -> None:
    company = Company(tmp_path, speaker=cast(Voice, Speaker()))
    soft: list[tuple[int, bool, bool]] = []
    for _ in range(1200):
        company.run(0.05)
        at_ms = company.bench.view.position_ms if company.bench.conductor.view() else 0
        soft.append((at_ms, company.last.soft, company.bench.conductor.sound.words_sound))
    assert all(is_soft for _, is_soft, sounds in soft if sounds)
    assert not all(is_soft for _, is_soft, _ in soft)
    begins = [at_ms for (at_ms, _, sounds), (_, _, before) in zip(soft[1:], soft, strict=False) if sounds > before]
    assert begins
    for begin in begins:
        assert all(is_soft for at_ms, is_soft, _ in soft if begin - SOFT_AHEAD_MS + 100 <= at_ms <= begin)


def test_who_muted_the_coach_hears_the_music(tmp_path: Path) -> None:
    company = Company(tmp_path, speaker=cast(Voice, Speaker()))
    company.bench.conductor.mute()
    company.run(30)
    assert not any(now.soft for now in company.desktop.told)


def press(company: Company, *presses: Press) -> None:
    for each in presses:
        action = action_of(each, company.bench.conductor)
        if action is not None:
            ACTIONS[action](company.bench.conductor)
        company.run(0.1)


def test_play_and_pause_only_ever_play_and_pause(tmp_path: Path) -> None:
    company = Company(tmp_path)
    company.run(5)
    conductor = company.bench.conductor
    for presses, paused in (
        (("play",), False),
        (("pause", "pause"), True),
        (("play", "play"), False),
        (("stop", "stop"), True),
        (("play_pause",), False),
        (("play_pause",), True),
    ):
        press(company, *cast(tuple[Press, ...], presses))
        assert conductor.paused == paused, presses
    assert not conductor.finished


def test_next_and_previous_lead_to_the_sets(tmp_path: Path) -> None:
    company = Company(tmp_path)
    company.bench.at("move")
    press(company, "next")
    assert company.bench.view.exercise.id == "clamshell"
    press(company, "previous")
    assert company.bench.view.exercise.id == "bird_dog"


def test_a_key_says_that_one_is_ready(tmp_path: Path) -> None:
    for pressed in ("play", "play_pause"):
        folder = tmp_path / pressed
        folder.mkdir()
        company = Company(folder)
        company.bench.conductor.toggle_wait()
        company.bench.until(lambda company=company: company.bench.conductor.waiting)  # type: ignore[misc]
        press(company, "pause")
        assert company.bench.conductor.waiting
        press(company, pressed)
        assert not company.bench.conductor.waiting
        assert not company.bench.conductor.paused


def test_after_too_much_pain_no_key_of_a_headset_goes_on(tmp_path: Path) -> None:
    company = Company(tmp_path)
    company.bench.at("move")
    company.bench.conductor.hurt(8)
    assert company.bench.conductor.must_end
    press(company, "play", "play_pause", "play", "next", "previous")
    assert company.bench.conductor.must_end
    assert company.bench.conductor.paused


def test_it_is_let_go_once(tmp_path: Path) -> None:
    company = Company(tmp_path)
    with company.beside as beside:
        company.run(1)
        beside.close()
        told = len(company.desktop.told)
        assert beside.look() == ()
    assert company.desktop.closed == 1
    assert len(company.desktop.told) == told
