"""`coach timeline`: prints today's cues of a routine with their times; it must not know how they are made."""

import argparse
import json
import sys
from datetime import datetime

from coach import spoken, wiring
from coach.commands.planned import todays_plan
from coach.render_text import as_json, line
from coach.timeline import compile_plan


def run(args: argparse.Namespace) -> int:
    """Prints a line for each cue, or with --json the list of the contract. Raises CoachError."""
    ws = wiring.open_workspace()
    plan = todays_plan(ws, args.routine, datetime.now())
    voice = wiring.make_voice(ws)
    try:
        spoken.insist(voice, plan, spoken.TEXT_S)
        length_ms = spoken.lengths(voice, plan, ws.settings.rate_wpm)
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
