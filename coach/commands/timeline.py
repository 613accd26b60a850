"""`coach timeline`: prints today's cues of a routine with their times; it must not know how they are made."""

import argparse
import json
import sys
from dataclasses import replace
from datetime import datetime

from coach import spoken, wiring
from coach.model import CoachError
from coach.render_text import as_json, line
from coach.timeline import compile_plan

__all__ = ["line", "run"]

NOT_SCREENED = "Nothing was screened: there is no profile yet. For a plan that suits your back run: coach screen"


def run(args: argparse.Namespace) -> int:
    """Prints a line for each cue, or with --json the list of the contract. Raises CoachError."""
    ws = wiring.open_workspace()
    today = wiring.todays(ws, args.routine, datetime.now())
    for warning in (*ws.warnings, *today.warnings):
        print(warning, file=sys.stderr)
    if ws.profile is None:
        print(NOT_SCREENED, file=sys.stderr)
    if today.plan is None:
        raise CoachError(today.decision.reason)
    plan = replace(today.plan, voice=ws.settings.words or today.plan.voice)
    voice = wiring.make_voice(ws)
    try:
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
