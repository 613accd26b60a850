"""The way to a profile: agreement, screening, outcome, red flags again; it decides nothing itself."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coach import exercises, intake, profile, questions, screening, wiring
from coach.announce import Announcement
from coach.model import CoachError, Profile, Verdict
from coach.tui.dialogs import Message
from coach.tui.outcome import OutcomeSheet
from coach.tui.screening import Agreement, Asking

if TYPE_CHECKING:
    from coach.tui.app import CoachApp

NO_RED_FLAG = "None of these: good. Nothing was changed."
STILL_STOPPED = (
    "Nothing was changed: the red flag of your last screening holds until the whole screening is answered again."
)


async def admit(app: "CoachApp") -> None:
    """Before anything else: a profile, and the agreement. Raises CoachError where the user wants neither."""
    if app.ws.profile is None:
        if not await screen(app):
            raise CoachError(f"{intake.NOT_SAVED} {wiring.SCREENING_FIRST}")
    elif not app.ws.profile.disclaimer_agreed:
        await _agree(app)
        agreed = replace(app.ws.profile, disclaimer_agreed=True)
        await asyncio.to_thread(profile.save, agreed, app.ws.home.profile)
        app.ws = replace(app.ws, profile=agreed)


async def screen(app: "CoachApp") -> bool:
    """The whole screening; False where the user quits without saving. Raises CoachError without an agreement."""
    before = app.ws.profile
    if before is None or not before.disclaimer_agreed:
        await _agree(app)

    def judged(flow: questions.Flow) -> Verdict:
        return screening.judge(flow.profile(app.clock()))

    asking = Asking(
        questions.Flow(),
        check=lambda flow: intake.settled(flow.profile(app.clock()), app.clock())[1],
        urgent=lambda flow: judged(flow).outcome in ("emergency", "see_clinician"),
    )
    flow = await app.push_screen_wait(asking)
    if flow is None:
        return False
    note = intake.stage_note(before, app.ws.home.profile)
    await _keep(app, flow.profile(app.clock()), (note,) if note else ())
    return True


async def ask_red_flags(app: "CoachApp") -> None:
    """Both questions for red flags again, at any time; a yes is kept, and stops everything until screened again."""
    answered = wiring.need_profile(app.ws)
    flow = await app.push_screen_wait(Asking(intake.red_flag_flow(answered), only=intake.RED_FLAGS))
    if flow is None:
        return
    changed = intake.with_red_flags(answered, flow, app.clock())
    if changed is not None:
        await _keep(app, changed)
    else:
        stopped = answered.red_flags_emergency or answered.red_flags_clinician
        await app.push_screen_wait(Message("Red flags", STILL_STOPPED if stopped else NO_RED_FLAG))


async def _agree(app: "CoachApp") -> None:
    if not await app.push_screen_wait(Agreement()):
        raise CoachError(intake.NO_AGREEMENT)


async def _keep(app: "CoachApp", answers: Profile, notes: Sequence[str] = ()) -> None:
    """Saves the profile first, then shows and speaks what it means."""
    settled, strange = intake.settled(answers, app.clock())
    await asyncio.to_thread(profile.save, answers, app.ws.home.profile)
    app.ws = replace(app.ws, profile=settled)
    verdict = screening.judge(settled, app.clock().date())
    tags = screening.AVOIDED if verdict.outcome == "plan" else {}
    figures = exercises.avoided()
    avoided = [
        (sentence, figures[tag]) for tag, sentence in tags.items() if sentence in verdict.notes and tag in figures
    ]
    shown = {sentence for sentence, _ in avoided}
    sentences = [sentence for sentence in screening.report(verdict) if sentence not in shown]
    spoken = (verdict.sentences[0], *(sentence for sentence, _ in avoided))
    _announce(app, spoken)
    try:
        plain = app.ws.settings.plain_characters
        await app.push_screen_wait(OutcomeSheet(verdict, (*sentences, *strange, *notes), avoided, plain=plain))
    finally:
        app.fall_silent()


def _announce(app: "CoachApp", sentences: Sequence[str]) -> None:
    """Starts to speak, unless the output was chosen to be silent."""
    if app.output == "silent" or app.speed != 1:
        return
    from coach.audio.mixer import Gains

    gains = Gains(app.ws.settings.voice_volume, app.ws.settings.tone_volume)
    app.announcement = Announcement(wiring.make_voice(app.ws), app.output, gains, sentences)
    app.announcement.start()
