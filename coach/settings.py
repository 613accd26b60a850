"""Reads settings.toml, what one person prefers to hear and see; it must not know routines or voices."""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from coach.model import MistakesError, VoiceMode

if TYPE_CHECKING:
    from pydantic import BaseModel

    from coach.tomlfile import Document

ThemeName = Literal["dark", "light"]
Failing = Literal["go_on", "pause"]
OutputKind = Literal["auto", "miniaudio", "simpleaudio", "silent"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What settings.toml may say, with what holds when it says nothing.

    `voice` is the id of a voice (None: the best one for `language`). `rate_wpm` is 80 to 400 words a minute. The
    volumes are 0 (silent) to 1.5. `words`, when given, goes before what a routine says. `lead_in_ms`, 0 to 5000, is
    how long the stream runs before the first sound: little enough to speak within a second of the start; with
    Bluetooth, which swallows the first syllable, better 1000. `delay_ms`, 0 to 1000, is how much later sound
    reaches the ear than the computer knows (Bluetooth again): the screen waits as long. `when_sound_fails`: what a
    session does when its device is lost: it goes on with the cues on the screen, or pauses until there is sound
    again. `plain_characters` draws figures, large digits and plots from characters that every font has. `theme` is
    for the terminal's background.
    """

    voice: str | None = None
    language: str = "en"
    rate_wpm: int = 160
    words: VoiceMode | None = None
    voice_volume: float = 1.0
    tone_volume: float = 0.7
    output: OutputKind = "auto"
    lead_in_ms: int = 300
    delay_ms: int = 0
    when_sound_fails: Failing = "go_on"
    plain_characters: bool = False
    theme: ThemeName = "dark"


def load(path: Path) -> Settings:
    """The settings in a file; the defaults where there is none. Raises MistakesError with every mistake."""
    if not os.path.lexists(path):
        return Settings()
    from coach import tomlfile

    return parse(tomlfile.read(path))


def parse(document: "Document") -> Settings:
    """As load, from a document."""
    from coach import validate

    form, mistakes = validate.check(document, _form())
    if form is None:
        raise MistakesError(tuple(mistakes))
    return Settings(**form.model_dump(exclude_unset=True))


@cache
def _form() -> type["BaseModel"]:
    from pydantic import BaseModel, ConfigDict, Field

    volume = Field(ge=0, le=1.5)

    class Form(BaseModel):
        """The keys of the file; the defaults are those of Settings."""

        model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)

        voice: Annotated[str, Field(min_length=1, max_length=300)] = ""
        language: Annotated[str, Field(min_length=2, max_length=35)] = ""
        rate_wpm: Annotated[int, Field(ge=80, le=400)] = 0
        words: VoiceMode = "full"
        voice_volume: Annotated[float, volume] = 0
        tone_volume: Annotated[float, volume] = 0
        output: OutputKind = "auto"
        lead_in_ms: Annotated[int, Field(ge=0, le=5000)] = 0
        delay_ms: Annotated[int, Field(ge=0, le=1000)] = 0
        when_sound_fails: Failing = "go_on"
        plain_characters: bool = False
        theme: ThemeName = "dark"

    return Form
