"""Somebody speaks over a question, through a virtual microphone that hears the coach, too: it goes softer."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import speaking
from command import screened
from hearing import needs_recogniser
from measuring import measured_again
from pulse import RATE, Pulse, Recording, pulse
from spoken_to import Room, SpokenTo

from coach.audio.loudspeakers import Loudspeakers
from coach.audio.mixer import Gains
from coach.audio.output import open_output
from coach.listen.listener import Listener
from coach.listen.microphone import Microphone
from coach.session.by_voice.aside import Aside
from coach.voice import Voice

pytestmark = [pytest.mark.listen, pytest.mark.sound, pytest.mark.timeout(600), needs_recogniser]
QUESTION = (
    "How is your back just now, on a scale from zero to ten, where zero is no pain at all, and ten is the worst "
    "that you can think of? Take all the time that you need for it, and say the number when I have finished."
)
ANSWER = "I think that it is about five today"
LOUDNESS = 0.8  # Nearer to the microphone than the loudspeaker, which is 20 dB softer.
ANSWERS_S = 3.0  # In the question.
COMES_S, GOES_S = 1.2, 2.5  # Time for the microphone to hear it, and for what comes after the answer.


class Asking:
    """A coach that asks aloud and listens, as in a session, and how loud it was."""

    def __init__(self, server: Pulse, folder: Path) -> None:
        self._server = server
        self._folder = folder
        loudspeakers = Loudspeakers()
        self._voice = Voice(speaking.ESPEAK, 160, "en", folder / "coach")
        output = loudspeakers.take(open_output("miniaudio"))
        self._aside = Aside(self._voice, output, Gains(), time.monotonic)
        self._ears = Microphone()
        self.listener = Listener(self._ears, lambda: round(time.monotonic() * 1000), loudspeakers)
        self._ears.opened.wait(20)

    def close(self) -> None:
        self.listener.close()
        self._aside.close()
        self._voice.close()

    def looks(self, for_s: float) -> None:
        end_s = time.monotonic() + for_s
        while time.monotonic() < end_s:
            self.listener.acts(self._aside.look())
            time.sleep(0.02)

    def asks(self, meanwhile: Callable[[], object] = int) -> list[float]:
        """How loud it was in each tenth of a second of the question; `meanwhile` is done in its midst."""
        before = self._server.frames()
        self._aside.say(QUESTION)
        while not np.any(np.abs(self._server.recorded(before)) > 300):
            self.looks(0.02)
        beside = threading.Timer(ANSWERS_S, meanwhile)
        beside.start()
        while self._aside.look():
            self.looks(0.05)
        beside.join()
        self.looks(1.0)
        return in_tenths(self._server.recorded(before))


@contextmanager
def asking(server: Pulse, folder: Path) -> Iterator[Asking]:
    with server.leads_this_process():
        coach = Asking(server, folder)
        try:
            yield coach
        finally:
            coach.close()


def in_tenths(recorded: Recording) -> list[float]:
    """How loud it was in each tenth of a second, from its first sound on."""
    heard = recorded[:, 0].astype(float)
    heard = heard[int(np.nonzero(np.abs(heard) > 300)[0][0]) :]
    tenths = heard[: len(heard) // (RATE // 10) * (RATE // 10)].reshape(-1, RATE // 10)
    return [float(np.sqrt(np.square(each).mean())) for each in tenths]


def softer(now: list[float], before: list[float], begin_s: float, end_s: float) -> float:
    """How many dB softer the same words were in this part of the question."""
    part = slice(round(begin_s * 10), round(end_s * 10))
    return 20 * float(np.log10(np.hypot.reduce(before[part]) / np.hypot.reduce(now[part])))


@measured_again
def test_the_question_is_softer_while_somebody_speaks_over_it(tmp_path: Path) -> None:
    voice = Voice(speaking.ESPEAK, 150, "en", tmp_path / "person")
    voice.start()
    folder = tmp_path / str(time.monotonic_ns())
    folder.mkdir()
    try:
        with pulse(folder) as server:
            room = Room(server, voice, tmp_path)
            room.record_the_coach_alone()
            length_s = room.length_s(ANSWER, LOUDNESS)
            with room.hums(), asking(server, tmp_path) as coach:
                coach.looks(2.0)
                alone = coach.asks()
                answered = coach.asks(lambda: room.says(ANSWER, LOUDNESS))
                again = coach.asks()
    finally:
        voice.close()
    ends_s = ANSWERS_S + length_s
    assert softer(answered, alone, ANSWERS_S + COMES_S, ends_s) > 9
    for other in (
        softer(answered, alone, 0, ANSWERS_S),
        softer(answered, alone, ends_s + GOES_S, len(alone) / 10),
        softer(again, alone, 0, len(alone) / 10),
    ):
        assert abs(other) < 1


@measured_again
def test_a_session_in_lines_does_so_and_hears_the_answer_after_it(tmp_path: Path) -> None:
    voice = Voice(speaking.ESPEAK, 150, "en", tmp_path / "person")
    voice.start()
    folder = tmp_path / str(time.monotonic_ns())
    folder.mkdir()
    home = screened(folder)
    (folder / "pulse").mkdir()
    with pulse(folder / "pulse") as server:
        person = SpokenTo(server, voice, home, "short")
        person.room.record_the_coach_alone()
        person.room.length_s(ANSWER, LOUDNESS)
        try:
            with person.room.hums():
                asked, since = [], 0
                for answer in ((), (ANSWER,)):
                    since = person.printed("How is your back now", since)
                    before = server.frames()
                    person.room.coach_speaks(before)
                    for each in answer:
                        person.room.says(each, LOUDNESS)
                    person.room.quiet(1.5)
                    asked.append(in_tenths(server.recorded(before)[::-1])[::-1])
                assert not [line for line in person.lines if line.startswith("heard")]
                person.answers("three", "number 3")
        finally:
            person.close()
            voice.close()
    alone, answered = asked  # The first follows other words at once: they are compared from their ends.
    alone = alone[-len(answered) :]
    assert softer(answered, alone, COMES_S, len(answered) / 10) > 9
