"""`coach timeline`: prints today's cues of a routine with their times; it must not know how they are made."""

import argparse
import json
import sys
from datetime import datetime

from coach.app import workspace
from coach.commands._shared import todays_plan, with_words
from coach.core.timeline import compile_plan
from coach.core.timeline.cue_text import as_json, line
from coach.session import clocks, speech


def run(args: argparse.Namespace) -> int:
    """Prints a line for each cue, or with --json the list of the contract. Raises CoachError."""
    now = datetime.now()
    ws = with_words(workspace.open_workspace(now), args.words)
    plan = todays_plan(ws, args.routine, now)
    voice = workspace.make_voice(ws)
    try:
        speech.insist(voice, plan, speech.TEXT_S)
        length_ms = speech.lengths(voice, plan, ws.settings.rate_wpm, clocks.system().monotonic_s)
        if not voice.status.ok:
            print(voice.status.message, file=sys.stderr)
    finally:
        voice.close()
    cues = compile_plan(plan, length_ms).cues
    if args.json:
        print(json.dumps([as_json(cue) for cue in cues], indent=1))
    else:
        for cue in cues:
            print(line(cue))
    return 0
