"""`coach render`: today's session as a sound file, with captions; it must not know how sound files are written."""

import argparse
import contextlib
import shlex
import signal
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coach import __version__
from coach.app import workspace
from coach.commands._shared import todays_plan, with_words
from coach.core.model.planned import Plan
from coach.core.safe_text import printable
from coach.errors import CoachError
from coach.files import paths, targets
from coach.session import clocks, speech

if TYPE_CHECKING:
    from coach.render import Progress
    from coach.voice import Voice

TEXT_S = 20.0  # The voice itself gives up earlier on a text.
MOMENT = "%Y-%m-%dT%H:%M"


def run(args: argparse.Namespace) -> int:
    """Writes the file and says where it is. Raises CoachError; what was there before is then untouched."""
    from coach import render
    from coach.render import formats

    output = Path(args.output)
    captions = None if args.captions is None else Path(args.captions)
    ending = formats.ending_of(output)
    for path in (output, captions):
        if path is not None:
            render.check_target(path)
            targets.refuse_own(path, paths.home())
    now = datetime.now()
    ws = with_words(workspace.open_workspace(now), args.words)
    plan = todays_plan(ws, args.routine, now, why=True)
    with _stoppable():
        total_ms = _write(ws, plan, output, captions, ending, now, shared=args.share)
    minutes, seconds = divmod(round(total_ms / 1000), 60)
    print(f"{output.absolute()} ({minutes}:{seconds:02}, {output.stat().st_size / 1_000_000:.1f} MB)")
    if captions is not None:
        print(captions.absolute())
    add = f"coach log add --routine {shlex.quote(printable(args.routine))} --at {now.strftime(MOMENT)}"
    print(
        f"Once you have done it, log it with the time and your pain from 0 to 10:\n"
        f"{add} --before N --during N --after N"
    )
    return 0


def _write(
    ws: workspace.Workspace,
    plan: Plan,
    output: Path,
    captions: Path | None,
    ending: str,
    now: datetime,
    *,
    shared: bool,
) -> int:
    """Both files or none; gives the session's length in milliseconds."""
    from coach import render
    from coach.audio import tones
    from coach.audio.mixer import Gains, Score
    from coach.core.timeline import captions as beside_sound
    from coach.core.timeline import compile_plan
    from coach.render.formats import Tags
    from coach.session.sound.soundtrack import Soundtrack

    beeps, refused = tones.read(ws.home.sounds)
    for sentence in refused:
        print(sentence, file=sys.stderr)
    with contextlib.ExitStack() as files:
        text_part = None if captions is None else files.enter_context(render.beside(captions, shared=shared))
        part = files.enter_context(render.beside(output, shared=shared))
        track = Soundtrack(_spoken(ws, plan), beeps, ws.settings.rate_wpm)
        timeline = compile_plan(plan, track.length_ms)
        for text in sorted({cue.text for cue in timeline.cues if cue.text and track.clip(cue.text) is None}):
            print(
                f'Could not be spoken, so it is only in the captions: "{printable(text, blanks=False)}"',
                file=sys.stderr,
            )
        score = Score(track.schedule(timeline.cues))
        if text_part is not None:
            text_part.write_text(beside_sound.webvtt(plan, timeline), encoding="utf-8", newline="\n")
        chapters = beside_sound.chapters(plan, timeline)
        tags = Tags(ending, printable(plan.title, blanks=False), now.date(), f"Backcoach {__version__}", chapters)
        gains = Gains(ws.settings.voice_volume, ws.settings.tone_volume)
        with _progress(output) as progress:
            render.render(score, timeline.total_ms, gains, part, tags, progress)
    return timeline.total_ms


def _spoken(ws: workspace.Workspace, plan: Plan) -> "Voice | None":
    """A voice that has spoken every text and is closed by now; None where the plan has no texts.

    Raises CoachError when there is no voice.
    """
    if plan.voice == "beeps":
        return None
    voice = workspace.make_voice(ws)
    try:
        speech.insist(voice, plan, TEXT_S)
        speech.speak(voice, plan, clocks.system().monotonic_s, TEXT_S)
        if voice.status.refusal:  # It has been taken away since the cached clips were made.
            raise CoachError(voice.status.refusal)
        if not voice.status.ok:
            raise CoachError(
                f"{voice.status.message}\nA sound file needs a voice. For one with tones alone, "
                f'write words = "beeps" in {ws.home.settings}'
            )
        if voice.status.message:
            print(voice.status.message, file=sys.stderr)
    finally:
        voice.close()
    return voice


@contextlib.contextmanager
def _progress(path: Path) -> "Iterator[Progress]":
    """A line with the percentage on a terminal; nothing where stderr goes elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    shown = -1

    def show(done: int, total: int) -> None:
        nonlocal shown
        percent = done * 100 // total
        if percent != shown:
            shown = percent
            print(
                f"\rWriting {printable(path.name, blanks=False)}: {percent:3} %",
                end="",
                file=sys.stderr,
                flush=True,
            )

    try:
        yield show
    finally:
        print(file=sys.stderr)


@contextlib.contextmanager
def _stoppable() -> Iterator[None]:
    """Being asked to end, or losing the terminal, cleans up as Ctrl-C does."""
    asked = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, signal.default_int_handler) for number in asked}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
