"""Puts a session together from a day's plan, sound, voice and log; it must not know a screen, nor decide a dose."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime

from coach import plan as plans
from coach import stall, timeline, wiring
from coach.audio import tones
from coach.audio.mixer import Gains
from coach.audio.outputs import open_output
from coach.conductor import Conductor
from coach.log import Log
from coach.model import CoachError, Plan
from coach.steady import SteadyOutput


def conductor(
    ws: wiring.Workspace,
    today: wiring.Today,
    *,
    before: int | None,
    clock: Callable[[], datetime],
    output_kind: str | None = None,
    speed: float = 1.0,
) -> Conductor:
    """A session ready to start, with its entry in the log already made. Raises CoachError, and then makes none."""
    if today.plan is None:
        raise CoachError(today.decision.reason)
    played = replace(today.plan, voice=ws.settings.words or today.plan.voice)
    loaded, refused = tones.read(ws.home.sounds)
    kind = output_kind or ws.settings.output
    with ExitStack() as opened:
        voice = wiring.make_voice(ws)
        opened.callback(voice.close)
        log = opened.enter_context(wiring.open_log(ws))
        if played.voice != "beeps":
            # Now already: the voice program and the sound device each take half a second to start.
            voice.start()
            voice.prefetch(timeline.texts(played))
        output = open_output(kind, speed)
        opened.callback(output.close)
        session = _entry(log, today, played, clock(), before)
        opened.pop_all()  # From here on they are the conductor's to close.
    return Conductor(
        played,
        today.decision,
        output=SteadyOutput(output, lambda: open_output(kind, speed)),
        voice=voice,
        tones=loaded,
        log=log,
        clock=clock,
        rate_wpm=ws.settings.rate_wpm,
        gains=Gains(ws.settings.voice_volume, ws.settings.tone_volume),
        session=session,
        monotonic=stall.clock,
        notices=refused,
        lead_in_s=ws.settings.lead_in_ms / 1000,
        delay_ms=ws.settings.delay_ms,
        pause_without_sound=ws.settings.when_sound_fails == "pause",
    )


def _entry(log: Log, today: wiring.Today, played: Plan, at: datetime, before: int | None) -> int:
    """The number of the session's new entry in the log."""
    return log.start(
        at=at,
        routine=today.routine.id,
        planned=plans.planned(played),
        routine_doses={item.exercise.id: item.dose for item in today.routine.items},
        before=before,
    )
