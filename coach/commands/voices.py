"""`coach voices`: lists the voices and marks the one in use; `--say` speaks a text. It must not know how."""

import argparse
import json
import sys
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coach.core.safe_text import printable
from coach.errors import CoachError
from coach.files import paths

if TYPE_CHECKING:
    from coach.files.settings import Settings
    from coach.voice import Voice

ANSWER_S = 15.0
ENGINES = {"espeak": "espeak-ng", "nsss": "macOS", "sapi5": "Windows"}


def run(args: argparse.Namespace) -> int:
    """Exit 1 without the voice that is asked for or, for `--say`, without a sound device. Raises CoachError."""
    from coach.files import settings
    from coach.voice import Voice, choice

    home = paths.home()
    chosen = settings.load(home.settings)
    if args.voice is not None:
        chosen = replace(chosen, voice=args.voice)
    voice = Voice(chosen.voice, chosen.rate_wpm, chosen.language, home.voice_cache)
    try:
        status = voice.ready(ANSWER_S)
        if not status.ok or not status.engine:
            raise CoachError(status.message or "The voice does not answer. Try again in a moment.")
        if args.json:
            print(json.dumps(_as_data(voice), ensure_ascii=False, indent=1), flush=True)
        elif args.say is None:
            print("\n".join(_rows(voice)), flush=True)
        if status.refusal:
            raise CoachError(status.refusal)
        for each in filter(None, (status.message, "" if args.say else choice.gain(voice.voices))):
            print(each, file=sys.stderr)
        if args.say is not None:
            _say(voice, args.say, chosen)
    finally:
        voice.close()
    return 0


def _as_data(voice: "Voice") -> list[dict[str, Any]]:
    """The voices in the form that other programs read."""
    return [
        {
            "id": each.id,
            "language": each.language,
            "name": each.name,
            "engine": each.engine,
            "in_use": each.id == voice.status.voice_id,
        }
        for each in voice.voices
    ]


def _rows(voice: "Voice") -> list[str]:
    """The voices in columns: a star at the one in use, id, language, engine, name."""
    cells = [
        (printable(each.id), each.language, ENGINES.get(each.engine, each.engine), each.name)
        for each in voice.voices
    ]
    widths = [max((len(row[column]) for row in cells), default=0) for column in range(3)]
    return [
        f"{'*' if row[0] == printable(voice.status.voice_id) else ' '} "
        + "  ".join(f"{cell:{width}}" for cell, width in zip(row, (*widths, 0), strict=True)).rstrip()
        for row in cells
    ]


def _say(voice: "Voice", text: str, chosen: "Settings") -> None:
    from coach.audio.clips import from_pcm
    from coach.audio.mixer import Sound
    from coach.session.sample import play

    pcm = voice.wait(text, ANSWER_S)
    if pcm is None:
        raise CoachError(voice.status.message or "There is nothing to say in that text. Give it some words.")
    end_ms = chosen.lead_in_ms + pcm.length_ms
    play(
        (Sound(chosen.lead_in_ms, from_pcm(pcm.samples, pcm.rate_hz), "voice"),), end_ms, chosen, threading.Event()
    )
