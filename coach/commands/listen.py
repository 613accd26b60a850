"""`coach listen`: what would be understood in a recording, or in this room; it must not know how."""

import argparse
import sys
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from coach.core.reason import Reason
from coach.core.words import sentence
from coach.errors import CoachError

if TYPE_CHECKING:
    from coach.app.workspace import Workspace
    from coach.session.by_voice.learning import Learned
    from coach.session.clocks import Clock

OPEN_S = 20.0  # The longest that a microphone and the recogniser take to begin.


def run(args: argparse.Namespace) -> int:
    """Exit 1 where voice commands do not work in this room. Raises CoachError."""
    if args.learn:
        return _learn()
    if args.file is None:
        raise CoachError("Try your room: coach listen --learn. Or a recording: coach listen --file FILE.wav")
    return _file(args)


def _file(args: argparse.Namespace) -> int:
    """Prints `SS.mmm NAME` for each, by the time of the word's end. Raises CoachError."""
    from coach.listen import recogniser, recording

    for heard in recogniser.understood(recording.sound(Path(args.file)), args.context):
        print(f"{heard.end_ms // 1000:02}.{heard.end_ms % 1000:03} {heard.name}", flush=True)
    return 0


def _learn() -> int:
    """Half a minute with the microphone; prints `heard: NAME`, then what it means, and keeps the gain it needs."""
    from coach.app import workspace
    from coach.files import settings
    from coach.listen import recogniser
    from coach.session import clocks

    recogniser.insist()
    clock = clocks.system()
    ws = workspace.open_workspace(clock.wall())
    learned = _with_microphone(ws, clock)
    for reason in learned.reasons:
        print(sentence(reason), flush=True)
    if not learned.works:
        return 1
    if learned.gain != ws.settings.microphone_gain:
        settings.keep(ws.home.settings, "microphone_gain", learned.gain)
        _tell(sentence(Reason("learn_kept")))
    _tell(sentence(Reason("learn_next")))
    return 0


def _with_microphone(ws: "Workspace", clock: "Clock") -> "Learned":
    from coach.app.workspace import make_voice
    from coach.audio.mixer import Gains
    from coach.audio.output import open_output
    from coach.listen.microphone import Microphone
    from coach.session.by_voice.aside import Aside
    from coach.session.by_voice.learning import Learning

    now_s, chosen = clock.monotonic_s, ws.settings
    with ExitStack() as opened:
        microphone = Microphone(now_s)
        opened.callback(microphone.close)
        voice = make_voice(ws)
        opened.callback(voice.close)
        aside = Aside(
            voice, open_output(chosen.output, 1.0, now_s), Gains(chosen.voice_volume, chosen.tone_volume), now_s
        )
        opened.callback(aside.close)
        microphone.opened.wait(OPEN_S)
        return Learning(microphone, aside, now_s, tell=_tell, heard=_heard, wait=threading.Event().wait).run()


def _heard(name: str) -> None:
    print(f"heard: {name or 'something else'}", flush=True)


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
