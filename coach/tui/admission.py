"""The way to a profile: agreement, screening, outcome, red flags again; it decides nothing itself."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from coach.app import screening as intake
from coach.app import workspace
from coach.core import screening, words
from coach.core.exercise import Figure
from coach.core.model.screened import Profile, Verdict
from coach.core.reason import Reason
from coach.core.screening.interview import Flow
from coach.errors import CoachError
from coach.files import exercises, profile
from coach.tui.base_app import BaseApp
from coach.tui.screens.card import Message

if TYPE_CHECKING:
    from coach.audio.announcement import Announcement

NO_RED_FLAG = "None of these: good. Nothing was changed."
STILL_STOPPED = (
    "Nothing was changed: your last screening has a sign that needs a check. To go on after it, answer the whole "
    "screening again."
)


class Admission:
    """Knows whose files an app works on, and asks on it for what has to be known before a session."""

    def __init__(
        self, app: BaseApp, ws: workspace.Workspace, *, clock: Callable[[], datetime], speed: float, output: str
    ) -> None:
        self.app = app
        self.ws = ws
        self.clock = clock
        self.speed = speed
        self.output = output
        self._announcement: Announcement | None = None

    async def admit(self) -> None:
        """Before anything else: a profile, and the agreement. Raises CoachError where the user wants neither."""
        if self.ws.profile is None:
            if not await self.ask_screening():
                raise CoachError(f"{intake.NOT_SAVED} {workspace.SCREENING_FIRST}")
        elif not self.ws.profile.disclaimer_agreed:
            await self._agree()
            await asyncio.to_thread(profile.agree, self.ws.home.profile)
            self.ws = replace(self.ws, profile=replace(self.ws.profile, disclaimer_agreed=True))

    async def ask_screening(self) -> bool:
        """The whole screening; False where the user quits without saving.

        Raises CoachError without an agreement, and where the answers cannot be saved.
        """
        before = self.ws.profile
        if before is None or not before.disclaimer_agreed:
            await self._agree()
        from coach.tui.screens.screening import Asking

        asking = Asking(
            Flow(),
            check=lambda flow: intake.settled(flow.profile(self.clock()), self.clock())[1],
            urgent=lambda flow: self._urgent(flow.profile(self.clock())),
        )
        flow = await self.app.push_screen_wait(asking)
        if flow is None:
            return False
        note = intake.stage_note(before, self.ws.home.profile)
        unsure = tuple(question.key for question in flow.unsure_of)
        because = words.sentence(Reason("because_unsure", keys=unsure)) if unsure else ""
        await self._keep(flow.profile(self.clock()), tuple(filter(None, (because, note))))
        return True

    async def ask_red_flags(self) -> None:
        """The questions for red flags again, at any time; a yes is kept, and stops all until screened again."""
        from coach.tui.screens.screening import Asking

        await self.read_screening_anew()
        answered = workspace.need_profile(self.ws)
        asking = Asking(
            intake.red_flag_flow(answered),
            only=intake.RED_FLAGS,
            urgent=lambda flow: self._urgent(intake.with_red_flags(answered, flow, self.clock())),
        )
        flow = await self.app.push_screen_wait(asking)
        if flow is None:
            return
        changed = intake.with_red_flags(answered, flow, self.clock())
        if changed is not None:
            await self._keep(changed)
        else:
            told = STILL_STOPPED if intake.is_stopped(answered) else NO_RED_FLAG
            await self.app.push_screen_wait(Message("Warning signs", told))

    async def read_screening_anew(self) -> bool:
        """Reads the profile where its file has changed, and gives whether it has. Raises CoachError.

        It may have been answered in another window, or edited, while this one was open.
        """
        ws = await asyncio.to_thread(workspace.rescreened, self.ws, self.clock())
        changed = ws.profile != self.ws.profile
        self.ws = ws
        return changed

    async def report_emergency(self) -> None:
        """Keeps a sign that needs help now, which was said of pain, and says at once what to do."""
        await self._keep(intake.with_emergency(workspace.need_profile(self.ws), self.clock()))

    def fall_silent(self, wait_s: float = 0.0) -> None:
        """Ends what is being announced, if anything is."""
        if self._announcement is not None:
            self._announcement.close(wait_s)

    @property
    def announces(self) -> bool:
        """Whether something is being announced."""
        return self._announcement is not None and self._announcement.sounds

    @staticmethod
    def _urgent(answers: Profile | None) -> tuple[str, ...]:
        """What a red flag among the answers means, which must not wait until they are saved."""
        if answers is None or not intake.is_stopped(answers):
            return ()
        return tuple(map(words.sentence, screening.judge(answers).reasons))

    async def _agree(self) -> None:
        from coach.tui.screens.agreement import Agreement

        if not await self.app.push_screen_wait(Agreement()):
            raise CoachError(intake.NO_AGREEMENT)

    async def _keep(self, answers: Profile, notes: Sequence[str] = ()) -> None:
        """Saves the profile, then shows and speaks what it means; what it means is told even where saving fails."""
        settled, strange = intake.settled(answers, self.clock())
        failure = None
        try:
            await asyncio.to_thread(profile.save, answers, self.ws.home.profile)
        except CoachError as error:
            failure = error
        verdict = await asyncio.to_thread(intake.judged, settled, self.ws.home, self.clock().date())
        if failure is None or verdict.outcome != "plan":
            self.ws = replace(self.ws, profile=settled)
        avoided = _avoided(verdict)
        shown = {reason for reason, _ in avoided}
        sentences = [words.sentence(reason) for reason in intake.told(verdict) if reason not in shown]
        pictures = [(words.sentence(reason), figure) for reason, figure in avoided]
        self._announce((words.sentence(verdict.reasons[0]), *(sentence for sentence, _ in pictures)))
        try:
            from coach.tui.screens.verdict import OutcomeSheet

            told = (*sentences, *strange, *notes)
            now_s = self.app.clock.monotonic_s
            sheet = OutcomeSheet(verdict, told, pictures, plain=self.app.plain, clock=now_s)
            await self.app.push_screen_wait(sheet)
        finally:
            self.fall_silent()
        if failure is not None:
            raise failure

    def _announce(self, sentences: Sequence[str]) -> None:
        """Starts to speak, unless the output was chosen to be silent."""
        if self.output == "silent" or self.speed != 1:
            return
        from coach.audio.announcement import Announcement
        from coach.audio.mixer import Gains

        gains = Gains(self.ws.settings.voice_volume, self.ws.settings.tone_volume)
        self._announcement = Announcement(workspace.make_voice(self.ws), self.output, gains, sentences)
        self._announcement.start()


def _avoided(verdict: Verdict) -> list[tuple[Reason, Figure]]:
    """The movements to avoid, each with its note; they matter only where there is something to do."""
    if verdict.outcome != "plan":
        return []
    figures = exercises.avoided()
    return [
        (note, figures[tag]) for tag, note in screening.AVOIDED.items() if note in verdict.notes and tag in figures
    ]
