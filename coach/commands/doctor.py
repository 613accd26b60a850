"""`coach doctor`: checks voice, sound device, files, database and terminal, and says what to do."""

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from coach import __version__
from coach.core.number_words import counted
from coach.errors import CoachError
from coach.files import crash_reports, paths, reach

if TYPE_CHECKING:
    from coach.files.settings import Settings

Mark = Literal["ok", "note", "FAIL"]
TEST_TEXT = "Ready."
FIRST_CLIP_S = 15.0
DESKTOP_S = 8.0
DESKTOP = {"awake": "sleep", "player": "media keys", "softer": "other players"}


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the report; "note" is something missing that a session can do without."""

    mark: Mark
    what: str
    says: str


def run(args: argparse.Namespace) -> int:
    """Prints every result as it is known, or all as JSON; exit 1 when something failed that a session needs."""
    where = {"python": platform.python_version(), "system": platform.system(), "machine": platform.machine()}
    if not args.json:
        print(f"coach {__version__}, Python {where['python']}, {where['system']} {where['machine']}")
    home = paths.home()
    checks: tuple[Callable[[paths.Home], Iterator[Result]], ...] = (
        _folder,
        _files,
        _database,
        _reports,
        _tones,
        _voice,
        _device,
        _listening,
        _desktop,
        _terminal,
    )
    found = []
    for check in checks:
        for result in _results(check, home):
            found.append(result)
            says = textwrap.indent(result.says, " " * 6).strip()
            if not args.json:
                print(f"{result.mark:<4}  {result.what}: {says}", flush=True)
    failed = any(result.mark == "FAIL" for result in found)
    if args.json:
        results = [{"mark": each.mark.lower(), "what": each.what, "says": each.says} for each in found]
        report = {"version": __version__, **where, "can_play": not failed, "checks": results}
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        print("Something needs your attention: see FAIL above." if failed else "A session can be played.")
    return 1 if failed else 0


def _results(check: Callable[[paths.Home], Iterator[Result]], home: paths.Home) -> Iterator[Result]:
    """A check's results; where it cannot even be made, that is the result, and the others go on."""
    try:
        yield from check(home)
    except CoachError as error:
        yield Result("FAIL", check.__name__.strip("_"), str(error))
    except OSError as error:
        yield Result("FAIL", check.__name__.strip("_"), f"{error.filename or ''} {error.strerror or error}".strip())


def _folder(home: paths.Home) -> Iterator[Result]:
    folder = home.data
    reach.insist(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        yield Result(
            "FAIL",
            "your files",
            f"{folder} cannot be written ({error.strerror}). "
            "Make it writable, or set COACH_HOME to a folder that is.",
        )
    else:
        yield Result("ok", "your files", str(folder))


def _files(home: paths.Home) -> Iterator[Result]:
    from coach.files import exercises, profile, routines, settings

    known, mistakes = exercises.load(home.exercises)
    yield Result("ok", "exercises", f"{len(known)} known")
    yield from (Result("FAIL", "exercises", str(mistake)) for mistake in mistakes)
    try:
        yield (
            Result("note", "profile", "none yet. Answer the screening: coach screen")
            if profile.load(home.profile, datetime.now()) is None
            else Result("ok", "profile", str(home.profile))
        )
    except CoachError as error:
        yield Result("FAIL", "profile", str(error))
    try:
        settings.load(home.settings)
        yield Result("ok", "settings", str(home.settings) if home.settings.exists() else "the defaults")
    except CoachError as error:
        yield Result("FAIL", "settings", str(error))
    for name, path in routines.names(home):
        try:
            _, warnings = routines.load(path, known)
            yield Result("ok", "routine", name)
            yield from (Result("note", "routine", str(warning)) for warning in warnings)
        except CoachError as error:
            yield Result("FAIL", "routine", str(error))


def _database(home: paths.Home) -> Iterator[Result]:
    from coach.log import Log

    if not reach.is_there(home.log):
        yield Result("ok", "log", "no session yet")
        return
    with Log(home.log) as log:
        sessions = len(log.sessions())
    try:
        home.log.open("r+b").close()  # Reading alone would say that all is well.
    except OSError as error:
        yield Result("FAIL", "log", reach.why(home.log, error))
    else:
        yield Result("ok", "log", f"{counted(sessions, 'session')} in {home.log}")


def _reports(_home: paths.Home) -> Iterator[Result]:
    """What is left of failures that nobody foresaw; the old ones are removed."""
    removed = crash_reports.remove_old()
    for path in crash_reports.found():
        yield Result("note", "crash report", f"{path}. Please report it; once you have, it can be removed.")
    if removed:
        age = f"older than {crash_reports.KEPT_DAYS} days"
        yield Result("ok", "crash reports", f"{removed} {age} {'was' if removed == 1 else 'were'} removed")


def _tones(home: paths.Home) -> Iterator[Result]:
    from coach.audio import tones

    loaded, refused = tones.read(home.sounds)
    yield Result("ok", "tones", counted(len(loaded), "sound"))
    yield from (Result("note", "tones", sentence) for sentence in refused)


def _voice(home: paths.Home) -> Iterator[Result]:
    """A real word is synthesised, into a cache of its own: a cached word would prove nothing."""
    from coach.voice import Voice, choice

    chosen = _settings(home)
    with tempfile.TemporaryDirectory() as scratch:
        voice = Voice(voice=chosen.voice, rate_wpm=chosen.rate_wpm, language=chosen.language, cache=Path(scratch))
        try:
            voice.start()
            spoken = voice.wait(TEST_TEXT, FIRST_CLIP_S)
            status, more = voice.status, choice.gain(voice.voices)
        finally:
            voice.close()
    if spoken is None:
        yield Result("note", "voice", f"{status.message or 'no answer'} (Sessions go on with tones and text.)")
    elif status.refusal:
        yield Result("FAIL", "voice", f"{status.refusal} (Change it in {home.settings}.)")
    else:
        mark: Mark = "note" if status.message else "ok"
        yield Result(mark, "voice", f"{status.engine}, {status.voice_id}. {status.message}".rstrip(" ."))
    if status.ok and more:
        yield Result("note", "natural speech", more)


def _settings(home: paths.Home) -> "Settings":
    """The user's settings; the defaults where they have a mistake, which is told by itself."""
    from coach.files import settings

    try:
        return settings.load(home.settings)
    except CoachError:
        return settings.Settings()


def _device(home: paths.Home) -> Iterator[Result]:
    from coach.audio.output import open_output

    chosen = _settings(home).output
    if chosen == "silent":
        yield Result("note", "sound", f'{home.settings} asks for none (output = "silent")')
        return
    output = open_output(chosen, 1.0)
    try:
        if output.name == "silent":
            yield Result(
                "note",
                "sound",
                f"{output.problem or 'no device'} (To hear sessions, connect a device or "
                "start the sound server, then try again.)",
            )
        else:
            yield Result("ok", "sound", output.name)
    finally:
        output.close()


def _listening(_home: paths.Home) -> Iterator[Result]:
    """Whether voice commands can be used; only `coach listen --learn` opens the microphone."""
    from coach.listen import recogniser

    if recogniser.installed():
        yield Result("ok", "voice commands", "installed. Try your room and microphone: coach listen --learn")
    else:
        yield Result("note", "voice commands", recogniser.MISSING)


def _desktop(home: paths.Home) -> Iterator[Result]:
    """The desktop is really asked, by the process that a session has beside it."""
    from coach.core import words
    from coach.core.reason import Reason
    from coach.desktop import client
    from coach.desktop.orders import Now

    ducks = _settings(home).duck_music
    if not ducks:
        yield Result("ok", "other players", words.sentence(Reason("softer_off")))
    if not client.is_there(home.lowered, ducks=ducks):
        yield Result("note", "sleep, media keys", words.sentence(Reason("desktop_none")))
        return
    desktop = client.Desktop(home.lowered, ducks=ducks)
    try:
        desktop.show(Now(awake=True))
        asked = client.asked_of(ducks=ducks)
        desktop.wait_for(asked, DESKTOP_S)
        for part in asked:
            report = desktop.reports.get(part)
            if report is None:
                says = Reason("desktop_silent")
            else:
                says = Reason(f"{part}_{'works' if report.works else report.why}", how=report.how)
            mark: Mark = "ok" if report is not None and report.works else "note"
            yield Result(mark, DESKTOP[part], words.sentence(says))
    finally:
        desktop.close(DESKTOP_S)


def _terminal(_home: paths.Home) -> Iterator[Result]:
    size = shutil.get_terminal_size()
    encoding = (sys.stdout.encoding or "").lower()
    if not encoding.startswith("utf"):
        yield Result("note", "terminal", f"its encoding is {encoding or 'unknown'}; use UTF-8 to see every sign")
    if size.columns < 60 or size.lines < 20:
        yield Result("note", "terminal", f"{size.columns}×{size.lines} is small; 60×20 or more shows everything")
    else:
        yield Result("ok", "terminal", f"{size.columns}×{size.lines}, {os.environ.get('TERM', 'unknown')}")
