"""Today's plan for the commands that print or write it without playing; it must not know what they do with it."""

import sys
from datetime import datetime

from coach.app import workspace
from coach.app.today import todays
from coach.core import words
from coach.core.model import CoachError, Plan
from coach.core.reason import Reason
from coach.core.timeline.cue_text import the_day
from coach.session import speech


def todays_plan(ws: workspace.Workspace, routine: str, now: datetime, *, why: bool = False) -> Plan:
    """The plan with as many words as the settings ask for; warnings go to stderr, with `why` the reasons too.

    Works without a profile, and then says that nothing was screened. Raises CoachError where nothing may be played.
    """
    today = todays(ws, routine, now)
    for warning in (*ws.warnings, *today.warnings):
        print(warning, file=sys.stderr)
    if ws.profile is None:
        print(words.sentence(Reason("nothing_screened")), file=sys.stderr)
    if today.plan is None:
        raise CoachError(words.together(today.decision.reasons))
    if why:
        for sentence in the_day(today.decision):
            print(sentence, file=sys.stderr)
    return speech.as_wanted(today.plan, ws.settings.words)
