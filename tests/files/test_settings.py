"""The settings file: defaults, what may be set, every mistake with its place."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from coach.core.model.mistakes import MistakesError
from coach.errors import CoachError
from coach.files import settings
from coach.files.changes import ChangeSecondsForm
from coach.files.settings import Settings


def load(tmp_path: Path, text: str) -> Settings:
    path = tmp_path / "settings.toml"
    path.write_text(text, "utf-8")
    return settings.load(path)


def test_without_a_file_and_with_an_empty_one_the_defaults_hold(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "settings.toml") == Settings()
    assert load(tmp_path, "") == Settings()
    assert asdict(Settings()) == {
        "voice": None,
        "language": "en",
        "rate_wpm": 160,
        "words": None,
        "change": None,
        "change_s": None,
        "voice_volume": 1.0,
        "tone_volume": 0.7,
        "output": "auto",
        "lead_in_ms": 300,
        "delay_ms": 0,
        "when_sound_fails": "go_on",
        "plain_characters": None,
        "theme": "dark",
        "routine": None,
        "listen": False,
        "microphone_gain": 1.0,
        "duck_music": False,
        "ask_aloud": True,
        "clinic": None,
    }


def test_everything_can_be_set(tmp_path: Path) -> None:
    text = """
voice = "gmw/en-gb"
language = "en-gb"
rate_wpm = 140
words = "learning"
change = "wait"
change_s = { floor_to_chair = 3, other = 120 }
voice_volume = 1.5
tone_volume = 0
output = "silent"
lead_in_ms = 0
delay_ms = 250
when_sound_fails = "pause"
plain_characters = true
theme = "light"
routine = "desk-break"
listen = true
microphone_gain = 4.5
duck_music = true
ask_aloud = false
clinic = "Practice by the river"
"""
    seconds = ChangeSecondsForm(floor_to_chair=3, other=120)
    assert load(tmp_path, text) == Settings(
        "gmw/en-gb", "en-gb", 140, "learning", "wait", seconds, 1.5, 0.0, "silent", 0, 250, "pause", True, "light",
        "desk-break", True, 4.5, True, False,
        "Practice by the river",
    )  # fmt: skip


def test_what_is_not_set_keeps_its_default(tmp_path: Path) -> None:
    assert load(tmp_path, "rate_wpm = 140\n") == Settings(rate_wpm=140)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("rate_wpm = 79", "1:12: error: 'rate_wpm' must be at least 80, found 79 [range]"),
        ("rate_wpm = 160.0", "1:12: error: 'rate_wpm' must be a whole number, found 160.0 [type]"),
        ("\nvoice_volume = 1.6", "2:16: error: 'voice_volume' must be at most 1.5, found 1.6 [range]"),
        ("tone_volume = nan", "1:15: error: 'tone_volume' must be a number, found nan [type]"),
        ('voice = ""', "1:9: error: 'voice' must not be empty [range]"),
        ("volume = 1", "1:1: error: unknown key 'volume'; did you mean 'voice_volume'? [unknown-key]"),
        ("lead_in_ms = 5001", "1:14: error: 'lead_in_ms' must be at most 5000, found 5001 [range]"),
        (
            'output = "slient"',
            "1:10: error: 'output' must be 'auto', 'miniaudio', 'simpleaudio' or 'silent', "
            "found the text \"slient\"; did you mean 'silent'? [choice]",
        ),
        (
            'words = "none"',
            "1:9: error: 'words' must be 'learning', 'full', 'brief' or 'beeps', found the text \"none\" [choice]",
        ),
        (
            'change = "waits"',
            "1:10: error: 'change' must be 'wait' or 'timed', found the text \"waits\"; "
            "did you mean 'wait'? [choice]",
        ),
        ("change_s = { other = 2 }", "1:22: error: 'other' must be at least 3, found 2 [range]"),
        (
            "[change_s]\nchair_to_flor = 9",
            "2:1: error: unknown key 'chair_to_flor'; did you mean 'chair_to_floor'? [unknown-key]",
        ),
        ("rate_wpm =", "1:11: error: a value is missing after 'rate_wpm =' [syntax]"),
    ],
)
def test_a_mistake_is_said_at_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(MistakesError) as caught:
        load(tmp_path, text)
    assert str(caught.value) == f"{tmp_path / 'settings.toml'}:{message}"


def test_all_mistakes_come_at_once(tmp_path: Path) -> None:
    with pytest.raises(MistakesError) as caught:
        load(tmp_path, "rate_wpm = 1\nwords = 1\nspeed = 1\n")
    assert [mistake.line for mistake in caught.value.mistakes] == [1, 2, 3]


def test_the_schema_names_every_key_and_says_what_it_is_for() -> None:
    form = json.loads(json.dumps(settings.schema()))
    assert form["title"] == "Backcoach settings"
    assert form["properties"].keys() == asdict(Settings()).keys()
    assert form["additionalProperties"] is False
    assert all(each["description"] for each in form["properties"].values())
    assert form["properties"]["words"]["enum"] == ["learning", "full", "brief", "beeps"]
    assert form["properties"]["rate_wpm"] | {"minimum": 80, "maximum": 400} == form["properties"]["rate_wpm"]
    seconds = form["$defs"]["ChangeSecondsForm"]["properties"]
    assert seconds.keys() == {"floor_to_chair", "chair_to_floor", "lying_to_side", "other"}
    assert {(each["minimum"], each["maximum"]) for each in seconds.values()} == {(3, 120)}


def test_a_theme_is_kept_and_every_other_byte_of_the_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    settings.keep_theme(path, "light")
    assert path.read_bytes() == b'theme = "light"\n'
    for before, after in (
        ("# mine\r\nrate_wpm = 140\r\n", '# mine\r\nrate_wpm = 140\r\ntheme = "light"\r\n'),
        ("rate_wpm = 140", 'rate_wpm = 140\ntheme = "light"\n'),
        ("theme   = 'dark' # at night\nrate_wpm = 140\n", 'theme   = "light" # at night\nrate_wpm = 140\n'),
    ):
        path.write_bytes(before.encode())
        settings.keep_theme(path, "light")
        assert path.read_bytes().decode() == after
        assert settings.load(path).theme == "light"


@pytest.mark.parametrize(
    ("before", "key", "value", "after"),
    [
        ("", "rate_wpm", 150, "rate_wpm = 150\n"),
        ("rate_wpm = 1_60 # calm\nwords = 'full'\n", "rate_wpm", 150, "rate_wpm = 150 # calm\nwords = 'full'\n"),
        ("# a\nvoice_volume=0.5\n", "voice_volume", 1.1, "# a\nvoice_volume=1.1\n"),
        ("[change_s]\nother = 9\n", "words", "brief", 'words = "brief"\n[change_s]\nother = 9\n'),
        ("theme = 'dark'\r\n\r\n[change_s] # x\r\n", "words", "beeps",
         "theme = 'dark'\r\n\r\nwords = \"beeps\"\r\n[change_s] # x\r\n"),
        ("# a\nwords = 'full' # mine\nrate_wpm = 90\n", "words", None, "# a\n# mine\nrate_wpm = 90\n"),
        ("words = 'full'\nrate_wpm = 90", "words", None, "rate_wpm = 90"),
        ("rate_wpm = 90", "words", None, "rate_wpm = 90"),
        ("rate_wpm = 1_60", "rate_wpm", 160, "rate_wpm = 1_60"),
        ('"words" = "full" # mine\n', "words", "brief", '"words" = "brief" # mine\n'),
        (" 'words'= 'full'\n", "words", None, ""),
        ('words = """full"""  # mine\n', "words", "brief", 'words = "brief"  # mine\n'),
        ('"w\\u006frds" = "full" # x\n', "words", "brief", '"w\\u006frds" = "brief" # x\n'),
        ("words = '''\nfull'''\n", "words", "brief", 'words = "brief"\n'),
        ('voice = "a\\"b" # x\n', "voice", "auto", 'voice = "auto" # x\n'),
        ("\ufeffrate_wpm = 90\n", "rate_wpm", 150, "\ufeffrate_wpm = 150\n"),
        ("\ufeff[change_s]\n", "rate_wpm", 150, "\ufeffrate_wpm = 150\n[change_s]\n"),
    ],
)  # fmt: skip
def test_one_value_is_kept_and_read_again_and_every_other_byte_stays(
    tmp_path: Path, before: str, key: str, value: int | float | str | None, after: str
) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(before.encode())
    read = settings.keep(path, key, value)
    assert path.read_bytes().decode() == after
    assert read == settings.load(path)
    assert getattr(read, key) == value


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[voice]\n", r"settings.toml:1:1: error: 'voice' must be a text"),
        ("rate_wpm = 1\n", "'rate_wpm' must be at least 80"),
    ],
)
def test_a_value_that_cannot_be_put_in_leaves_the_file_alone(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text)
    with pytest.raises(CoachError, match=says):
        settings.keep_theme(path, "light")
    assert path.read_text() == text
