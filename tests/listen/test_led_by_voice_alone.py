"""A whole session by voice alone, through a virtual microphone in which the coach is heard, too."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import speaking
from command import coach, screened
from hearing import needs_recogniser
from pulse import pulse
from spoken_to import SpokenTo

from coach.voice import Voice

PEOPLE: dict[str, Callable[[Path], speaking.Speaker]] = {
    "espeak-ng": lambda folder: Voice(speaking.ESPEAK, 150, "en", folder),
    "flite": lambda folder: speaking.Flite("slt", folder),
}
pytestmark = [
    pytest.mark.listen,
    pytest.mark.sound,
    pytest.mark.timeout(600),
    needs_recogniser,
]
ROUTINE = """
format = 1
name = "Short"
change = "wait"
voice = "brief"

[[exercise]]
id = "bird_dog"
reps = 2
hold_s = 2
tempo_s = [3, 3]

[[exercise]]
id = "clamshell"
reps = 2
tempo_s = [3, 3]
"""


@pytest.mark.parametrize("engine", PEOPLE)
def test_a_session_is_led_by_voice_alone(engine: str, tmp_path: Path) -> None:
    home = screened(tmp_path)
    (home / "routines" / "led.toml").write_text(ROUTINE, encoding="utf-8")
    (tmp_path / "voice").mkdir()
    voice = PEOPLE[engine](tmp_path / "voice")
    (tmp_path / "pulse").mkdir()
    with pulse(tmp_path / "pulse") as server:
        person = SpokenTo(server, voice, home, "led")
        try:
            person.printed("How is your back now")
            person.answers("three", "number 3")
            since = person.printed("Ready? Press")
            person.says("ready", "ready")
            person.printed(" move ", since)
            person.says("pause", "pause")
            person.says("go on", "go_on")
            person.says("repeat", "repeat")
            since = len(person.lines)
            person.says("it hurts", "hurts")
            since = person.printed("How much does it hurt", since)
            person.answers("pain five", "number 5")
            since = person.printed("Where?", since)
            person.says("back", "back")
            since = person.printed("Say go on, and", since)
            person.says("go on", "go_on")
            asked = 0
            while not any("How is your back now, 0 to 10?" in line for line in person.lines[since:]):
                if sum("Ready? Press" in line for line in person.lines[since:]) > asked:
                    asked += 1
                    person.says("ready", "ready")
                person.printed(" ", len(person.lines), 120)
            person.answers("pain four", "number 4")
            person.printed("How was it", since)
            person.answers("easy", "easy")
            person.printed("Next time", since)
            assert person.process.wait(60) == 0
        finally:
            person.close()
            voice.close()
    (session,) = json.loads(coach(home, "log", "--json").stdout)
    assert (session["before"], session["during"], session["after"], session["effort"]) == (3, 5, 4, "easy")
    assert not session["finished"], "less was done than was planned"
    assert [each["exercise"] for each in session["hurts"]] == ["bird_dog"]
