"""Puts a session together, with its entry in the log; it must not know a screen, nor decide a dose."""

from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from functools import partial

from coach.app import workspace
from coach.app.going_on import Earlier
from coach.app.today import Today
from coach.audio import tones
from coach.audio.mixer import Gains
from coach.audio.reconnecting_output import SteadyOutput
from coach.core import plan as plans
from coach.core import words
from coach.core.model.planned import Plan
from coach.core.reason import Reason
from coach.core.words import sentence
from coach.errors import CoachError
from coach.files import changes, reach
from coach.log import progress, running
from coach.session import speech
from coach.session.clocks import Clock
from coach.session.conductor import Conductor
from coach.session.instruments import Instruments
from coach.session.setup import Setup


def conductor(
    ws: workspace.Workspace,
    today: Today,
    *,
    before: int | None,
    questions: bool,
    clock: Clock,
    instruments: Instruments,
    earlier: Earlier | None = None,
) -> Conductor:
    """A session ready to start, with its entry in the log already made. Raises CoachError, and then makes none.

    `before` is the rating before it; `questions`: it is asked afterwards how it went (`LogWriter.questions_over`).
    With `earlier` it is a session that goes on, in the entry that it has.
    It closes the instruments at its end; where this raises they are closed already. Opening a device and the log
    may take some seconds, so it is not for the thread that draws.
    """
    with ExitStack() as opened:
        opened.callback(instruments.close)
        hold = _hold(ws)
        opened.callback(hold.release)
        if today.plan is None:
            raise CoachError(words.together(today.decision.reasons))
        settings = ws.settings
        todays = replace(today.plan, rated=questions)
        played = changes.as_wished(speech.as_wanted(todays, settings.words), settings.change, settings.change_s)
        loaded, refused = tones.read(ws.home.sounds)
        instruments.insist(played)
        output = SteadyOutput(
            instruments.output(), instruments.reopened, clock.monotonic_s, lead_in_s=settings.lead_in_ms / 1000
        )
        made = Setup(
            plan=played,
            output=output,
            voice=instruments.voice,
            tones=loaded,
            rate_wpm=settings.rate_wpm,
            gains=Gains(settings.voice_volume, settings.tone_volume),
            open_log=partial(workspace.open_log, ws),
            session=_entry(ws, today, played, clock.wall(), before) if earlier is None else _taken_up(ws, earlier),
            clock=clock,
            notices=(*(Reason("tone_refused", problem=each) for each in refused), *instruments.fallback()),
            lead_in_s=instruments.lead_in_s(),
            delay_ms=settings.delay_ms,
            pause_without_sound=settings.when_sound_fails == "pause",
            questions=questions,
            hold=hold,
            earlier=earlier,
        )
        opened.pop_all()  # From here on they are the conductor's to close.
    return Conductor(made)


def _hold(ws: workspace.Workspace) -> running.Hold:
    """What tells others that a session is played. Raises CoachError where one is."""
    try:
        hold = running.take(ws.home.log)
    except OSError as error:
        raise CoachError(reach.why(ws.home.log, error)) from error
    if hold is None:
        raise CoachError(sentence(Reason("already_playing")))
    return hold


def refuse_second(ws: workspace.Workspace) -> None:
    """Raises CoachError where a session is being played already: before anything is asked."""
    if running.held(ws.home.log):
        raise CoachError(sentence(Reason("already_playing")))


def _entry(ws: workspace.Workspace, today: Today, played: Plan, at: datetime, before: int | None) -> int:
    """The number of the session's new entry in the log."""
    with workspace.open_log(ws) as log:
        return log.start(
            at=at,
            routine=today.routine.id,
            planned=plans.planned(played),
            routine_doses=today.routine.doses,
            fixed=today.routine.fixed,
            aside=today.decision.aside,
            before=before,
            profile=ws.profile,
            title=today.routine.title,
            runs=True,
        )


def _taken_up(ws: workspace.Workspace, earlier: Earlier) -> int:
    """The number of the entry of a session that goes on; it runs again."""
    with workspace.open_log(ws) as log:
        try:
            progress.take_up(log, earlier.session)
        except ValueError as error:
            raise CoachError(sentence(Reason("gone_meanwhile"))) from error
    return earlier.session
