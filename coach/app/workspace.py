"""One user's files, read, and what is made with them: log and voice; it must not know a rule, nor a screen."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coach.core.exercise import Exercise
from coach.core.model.mistakes import Mistake, MistakesError
from coach.core.model.routine import Routine
from coach.core.model.screened import Profile
from coach.errors import CoachError
from coach.files import exercises, known_homes, paths, profile, reach, routines, settings
from coach.files import stamp as stamps
from coach.files.moments import local

if TYPE_CHECKING:
    from coach.log import Log
    from coach.voice import Voice, VoiceInfo

VOICES_S = 15.0
SCREENING_FIRST = "Answer the screening first: coach screen"


@dataclass(frozen=True, slots=True)
class Workspace:
    """One user's files, read: the exercise set with their own, profile, settings, and warnings to show.

    `answers` are the bytes that the profile was read from, None where there was no file.
    """

    home: paths.Home
    exercises: dict[str, Exercise]
    profile: Profile | None
    settings: settings.Settings
    warnings: tuple[str, ...] = ()
    answers: bytes | None = None


class Loaded(NamedTuple):
    """A routine as its file was read and checked, with the warnings about it."""

    routine: Routine
    warnings: tuple[str, ...] = ()


def open_workspace(now: datetime, at: datetime | None = None) -> Workspace:
    """Reads the user's files. Raises CoachError for files that cannot be used.

    `at` is the moment that is looked at where it is not `now`; a screening after both counts as one of then.
    """
    home = paths.home()
    if reach.is_there(home.data) and not home.data.is_dir():
        raise CoachError(f"{home.data} is not a folder, but your files go there. Set COACH_HOME to a folder.")
    reach.is_there(home.profile)  # Else answers out of reach would be none.
    known, mistakes = exercises.load(home.exercises)
    written = _answers(home)
    if written is None:
        known_homes.insist(home.data)
    answers, unclear = profile.load_with_warnings(home.profile, max(local(now), local(at or now))) or (None, ())
    return Workspace(
        home=home,
        exercises=known,
        profile=answers,
        settings=settings.load(home.settings),
        warnings=(*first_of_each(mistakes), *map(str, unclear)),
        answers=written,
    )


def rescreened(ws: Workspace, now: datetime) -> Workspace:
    """The workspace with the screening as it is in its file now; itself where that has not changed.

    For every plan and every start: the answers may have been given anew in another window. Raises CoachError where
    the profile cannot be used any more, or is gone.
    """
    written = _answers(ws.home)
    if written == ws.answers:
        return ws
    answers = profile.load(ws.home.profile, now)
    if answers is None:
        raise CoachError(SCREENING_FIRST)
    return replace(ws, profile=answers, answers=written)


def reread(ws: Workspace, now: datetime) -> Workspace:
    """The workspace with exercises, settings and screening as their files have them now.

    For whoever has edited one while the program was open. Settings with mistakes stay as they were, with a warning;
    for the screening CoachError is raised as by `rescreened`.
    """
    ws = rescreened(ws, now)
    known, mistakes = exercises.load(ws.home.exercises)
    unclear: tuple[Mistake, ...] = ()
    wrong: tuple[Mistake, ...] = ()
    with suppress(MistakesError):
        unclear = (profile.load_with_warnings(ws.home.profile, now) or (None, ()))[1]
    try:
        chosen = settings.load(ws.home.settings)
    except MistakesError as error:
        chosen, wrong = ws.settings, error.mistakes
    warnings = (*first_of_each(mistakes), *first_of_each(wrong), *map(str, unclear))
    return replace(ws, exercises=known, settings=chosen, warnings=warnings)


def stamp(ws: Workspace, routine: Path | None) -> stamps.Stamp:
    """The marks of every file that today is read from, but for the log; `routine` may be in any folder."""
    home = ws.home
    files = [home.profile, home.settings, *([] if routine is None else [routine])]
    return stamps.of(files, (home.routines, home.exercises))


def _answers(home: paths.Home) -> bytes | None:
    try:
        return home.profile.read_bytes()
    except OSError:
        return None  # Whoever loads it says what is wrong with it.


def first_of_each(mistakes: Iterable[Mistake]) -> tuple[str, ...]:
    """The first mistake of each file, and how many more it has: whoever wants to play need not read them all."""
    of_file: dict[str, list[Mistake]] = {}
    for mistake in mistakes:
        of_file.setdefault(mistake.file, []).append(mistake)
    return tuple(
        f"{found[0]}" + (f"\n{len(found) - 1} more in that file: coach check" if len(found) > 1 else "")
        for found in of_file.values()
    )


def open_log(ws: Workspace) -> "Log":
    """Raises CoachError where the log cannot be opened."""
    from coach.log import Log

    return Log(ws.home.log)


def load_routine(ws: Workspace, name: str) -> Loaded:
    """The routine by name or path. Raises CoachError."""
    return load_file(ws, routines.find(name, ws.home))


def load_file(ws: Workspace, path: Path) -> Loaded:
    """The routine in a file. Raises CoachError."""
    loaded, warnings = routines.load(path, ws.exercises)
    return Loaded(loaded, tuple(map(str, warnings)))


def need_profile(ws: Workspace) -> Profile:
    """The profile; raises CoachError where the screening has not been answered."""
    if ws.profile is None:
        raise CoachError(SCREENING_FIRST)
    return ws.profile


def make_voice(ws: Workspace) -> "Voice":
    from coach.voice import Voice

    return Voice(
        voice=ws.settings.voice,
        rate_wpm=ws.settings.rate_wpm,
        language=ws.settings.language,
        cache=ws.home.voice_cache,
    )


def voices(ws: Workspace) -> "tuple[VoiceInfo, ...]":
    """The voices that there are, asked of the engine, which may take seconds; none where it does not answer."""
    voice = make_voice(ws)
    try:
        voice.ready(VOICES_S)
        return voice.voices
    finally:
        voice.close()
