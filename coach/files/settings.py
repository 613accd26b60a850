"""Reads settings.toml, what one person prefers to hear and see; it must not know routines or voices."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from coach.core.model import MistakesError, VoiceMode
from coach.files.forms import Length, Within

if TYPE_CHECKING:
    from coach.files.toml import Document

ThemeName = Literal["dark", "light"]
Failing = Literal["go_on", "pause"]
OutputKind = Literal["auto", "miniaudio", "simpleaudio", "silent"]
Volume = Annotated[float, Within(0, 1.5)]


@dataclass(frozen=True, slots=True)
class Settings:
    """What settings.toml may say, with what holds when it says nothing.

    `voice` is the id of a voice (None or "auto": the best one for `language`). `rate_wpm` is 80 to 400 words a
    minute. The volumes are 0 (silent) to 1.5. `words`, when given, goes before what a routine says. `lead_in_ms`,
    0 to 5000, is how long the stream runs before the first sound: little enough to speak within a second; with
    Bluetooth, which swallows the first syllable, better 1000. `delay_ms`, 0 to 1000, is how much later sound
    reaches the ear than the computer knows (Bluetooth again): the screen waits as long. `when_sound_fails`: what a
    session does when its device is lost: it goes on with the cues on the screen, or pauses until there is sound
    again. `plain_characters` draws figures, large digits and plots from characters that every font has (None: where
    the terminal has no braille). `theme` is for the terminal's background.
    """

    voice: Annotated[str | None, Length(1, 300)] = None
    language: Annotated[str, Length(2, 35)] = "en"
    rate_wpm: Annotated[int, Within(80, 400)] = 160
    words: VoiceMode | None = None
    voice_volume: Volume = 1.0
    tone_volume: Volume = 0.7
    output: OutputKind = "auto"
    lead_in_ms: Annotated[int, Within(0, 5000)] = 300
    delay_ms: Annotated[int, Within(0, 1000)] = 0
    when_sound_fails: Failing = "go_on"
    plain_characters: bool | None = None
    theme: ThemeName = "dark"


def load(path: Path) -> Settings:
    """The settings in a file; the defaults where there is none. Raises MistakesError with every mistake."""
    if not os.path.lexists(path):
        return Settings()
    from coach.files import toml

    return parse(toml.read(path))


def keep_theme(path: Path, theme: ThemeName) -> None:
    """Writes the theme into settings.toml and leaves the rest as it is; raises CoachError where that cannot be."""
    from coach.files.toml import edit_key

    edit_key.write(path, "theme", theme, why="The theme could not be kept.", missing_ok=True)


def parse(document: "Document") -> Settings:
    """As load, from a document."""
    from coach.files.forms import check

    read, mistakes = check.read(document, Settings)
    if read is None:
        raise MistakesError(tuple(mistakes))
    return read
