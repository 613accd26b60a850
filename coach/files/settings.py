"""Reads settings.toml, what one person prefers to hear and see; it must not know routines or voices."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from coach.core.model.mistakes import MistakesError
from coach.core.model.routine import ChangeMode, VoiceMode
from coach.files.changes import ChangeSecondsForm
from coach.files.forms import Length, Note, Within, keys

if TYPE_CHECKING:
    from coach.files.toml import Document
    from coach.files.toml.edit_key import Value

ThemeName = Literal["dark", "light"]
Failing = Literal["go_on", "pause"]
OutputKind = Literal["auto", "miniaudio", "simpleaudio", "silent"]
Volume = Annotated[float, Within(0, 1.5)]


@dataclass(frozen=True, slots=True)
class Settings:
    """What settings.toml may say, with what holds when it says nothing.

    `words`, `change` and `change_s`, when given, go before what a routine says. `lead_in_ms`, how long the stream
    runs before the first sound, is little enough to speak within a second; Bluetooth swallows the first syllable.
    Without `plain_characters` figures, large digits and plots are as the terminal can.
    """

    voice: Annotated[
        str | None, Length(1, 300), Note("A voice's id, see coach voices; auto: the best one.", ("auto", "en-gb"))
    ] = None
    language: Annotated[
        str, Length(2, 35), Note("The language to choose a voice for, such as en or en-gb.", ("en", "en-gb"))
    ] = "en"
    rate_wpm: Annotated[int, Within(80, 400), Note("How fast is spoken, in words a minute.")] = 160
    words: Annotated[
        VoiceMode | None,
        Note("How much is said: learning (less as you know an exercise), full, brief, or beeps alone."),
    ] = None
    change: Annotated[
        ChangeMode | None,
        Note("After a change of position: wait until you are ready, or go on after a time (timed)."),
    ] = None
    change_s: Annotated[ChangeSecondsForm | None, Note("Seconds for each kind of change of position.")] = None
    voice_volume: Annotated[Volume, Note("Of the voice; 0 is silent.")] = 1.0
    tone_volume: Annotated[Volume, Note("Of tones and ticks; 0 is silent.")] = 0.7
    output: Annotated[OutputKind, Note("Through what sound goes.")] = "auto"
    lead_in_ms: Annotated[
        int, Within(0, 5000), Note("Milliseconds before the first sound; 1000 for Bluetooth.")
    ] = 300
    delay_ms: Annotated[
        int, Within(0, 1000), Note("Milliseconds that sound comes later than the screen (Bluetooth).")
    ] = 0
    when_sound_fails: Annotated[Failing, Note("Go on with the cues on the screen, or pause.")] = "go_on"
    plain_characters: Annotated[bool | None, Note("Draw from characters that every font has.")] = None
    theme: Annotated[ThemeName, Note("The background of the terminal.")] = "dark"
    routine: Annotated[str | None, Length(1, 300), Note("The routine that is played where none is named.")] = None
    listen: Annotated[bool, Note("Take what you say as commands and answers, too (extra listen, microphone).")] = (
        False
    )
    microphone_gain: Annotated[
        float, Within(1, 30), Note("How many times as loud to take the microphone; coach listen --learn finds it.")
    ] = 1.0
    duck_music: Annotated[bool, Note("Make other players softer while the coach speaks (Linux).")] = False
    ask_aloud: Annotated[
        bool, Note("Questions on the full screen are asked aloud, and counted aloud for one button.")
    ] = True
    clinic: Annotated[
        str | None, Length(1, 100), Note("Whose name stands on a hand-out, such as a practice's.")
    ] = None


def load(path: Path) -> Settings:
    """The settings in a file; the defaults where there is none. Raises MistakesError with every mistake."""
    if not os.path.lexists(path):
        return Settings()
    from coach.files import toml

    return parse(toml.read(path, recover=True))


def keep_theme(path: Path, theme: ThemeName) -> None:
    """Writes the theme into settings.toml and leaves the rest as it is; raises CoachError where that cannot be."""
    keep(path, "theme", theme, why="The theme could not be kept.")


def keep(path: Path, key: str, value: "Value", why: str = "That could not be kept.") -> Settings:
    """Writes one value into settings.toml and leaves the rest as it is, and reads it again; None takes a key out.

    Raises CoachError where that cannot be, and then for a file with mistakes, which is not touched.
    """
    from coach.files.toml import edit_key

    load(path)
    edit_key.write(path, key, value, why=why, missing_ok=True)
    return load(path)


def parse(document: "Document") -> Settings:
    """As load, from a document."""
    from coach.files.forms import check, wrapped

    document, around = wrapped.unwrapped(document, keys(Settings))
    read, mistakes = check.read(document, Settings)
    told = check.in_order(document.told([*around, *mistakes]))
    if read is None or told:
        raise MistakesError(tuple(told))
    return read


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of settings.toml."""
    from coach.files.forms.pydantic_models import schema_of

    form = schema_of(Settings, "settings")
    form["$defs"]["ChangeSecondsForm"]["title"] = "Seconds for changes of position"
    return form
