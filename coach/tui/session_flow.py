"""The flow through one session: what is asked, playing, what follows; it must not know rules or timing."""

import asyncio
import importlib
from datetime import date
from typing import TYPE_CHECKING

from coach.app import interrupted, workspace
from coach.app import today as days
from coach.app.today import Basis, Today
from coach.audio.loudspeakers import Loudspeakers
from coach.core.words import sentence
from coach.errors import CoachError
from coach.session import pain_signs
from coach.tui.admission import Admission
from coach.tui.around_session.open_session import OpenSession, StartDesktop
from coach.tui.base_app import BaseApp
from coach.tui.one_button.countdown import Countdown
from coach.tui.one_button.speaker import Speaker
from coach.tui.screens.pain import has_sign
from coach.tui.screens.rating import Rating, ready_question
from coach.tui.words import texts

if TYPE_CHECKING:
    from coach.app.going_on import Earlier, WayOn
    from coach.audio.output import Output
    from coach.session.asking.beginning import Beginning
    from coach.session.clocks import Clock

CLOSING_S = 2.0
# What a session needs: sound, voice, figures, large digits.
LATER = (
    "coach.session.assemble",
    "coach.tui.screens.session",
    "coach.tui.company",
    "coach.tui.around_session.how_it_was",
    "coach.tui.around_session.what_follows",
    "coach.tui.around_session.written",
)


class SessionFlow(Admission):
    """Plays sessions on an app, and keeps them. `alone`: there is no dashboard behind, where nothing is played."""

    def __init__(
        self,
        app: BaseApp,
        ws: workspace.Workspace,
        *,
        clock: "Clock",
        rating: bool,
        alone: bool,
        speed: float,
        output: str,
        desktop: StartDesktop,
        beginning: "Beginning",
    ) -> None:
        """`beginning` says when a session begins that is played at once else."""
        super().__init__(app, ws, clock=clock.wall, speed=speed, output=output)
        self.rating = rating
        self.alone = alone
        self._asked = False  # How an interrupted session went.
        self.went_on = False  # Whether one that was interrupted was played on.
        self.beginning = beginning
        self.loudspeakers = Loudspeakers()
        self.session = OpenSession(app, clock, output, speed, desktop, self.loudspeakers)
        self._by_itself = False  # Whether today is read anew without a key: at midnight nobody is spoken to.
        self._mornings_left: set[date] = set()  # Those that nobody answered for: they are asked at the next start.
        settings = ws.settings
        app.hands.aloud = settings.ask_aloud
        if output != "silent" and speed == 1 and settings.words != "beeps":
            app.speaker = Speaker(
                lambda: workspace.make_voice(self.ws),
                lambda: self.loudspeakers.take(_open_output(output, clock)),
                (settings.voice_volume, settings.tone_volume),
                clock.monotonic_s,
            )

    @property
    def _usual(self) -> int | None:
        """The usual pain, 0 to 10, as the screening has it."""
        return None if self.ws.profile is None else self.ws.profile.usual_pain

    def coach_speaks(self) -> bool:
        """Whether something of ours is heard now."""
        return self.app.speaker.look() or self.session.words_sound or self.announces

    def leave(self) -> None:
        """Ends what is still going on: a session, which is kept, and whatever is spoken or heard."""
        if self.app.ear is not None:
            self.app.ear.turn_off()
        self.session.leave()
        unwritten = self.session.unwritten
        if unwritten is not None and self.app.failure is None:
            self.app.failure = CoachError(sentence(unwritten))
        self.app.speaker.close(CLOSING_S)
        self.fall_silent(CLOSING_S)

    async def _basis(self, routine: str | workspace.Loaded | None) -> Basis:
        """What today is decided from, with the screening as it is by now."""
        await self.read_screening_anew()
        return await asyncio.to_thread(days.basis_of, self.ws, routine, self.clock())

    async def _after_morning(self, routine: str | workspace.Loaded | None) -> tuple[Basis, bool]:
        """What today is decided from, once the morning after the last session was asked for; whether it was.

        Where nothing is played today it can wait.
        """
        went = self.rating and await self._ask_how_it_went(routine)
        basis = await self._basis(routine)
        morning = basis.morning
        if not self.rating or morning is None or morning in self._mornings_left or basis.decided().plan is None:
            return basis, went
        question = texts.morning_question(morning, basis.on)
        asked = Rating(question, follows=went, usual=self._usual, asks=not self._by_itself)
        rated = await self.app.push_screen_wait(asked)
        if asked.unanswered:
            self._mornings_left.add(morning)
            return basis, True
        await asyncio.to_thread(days.keep_morning, self.ws, morning, rated, self.clock())
        if await has_sign(self.app, pain_signs.severe(rated)):
            await self.report_emergency()
        return basis if rated is None else await self._basis(basis.loaded), True

    async def _ask_how_it_went(self, routine: str | workspace.Loaded | None) -> bool:
        """Asks about a session that was interrupted, once while the program runs; whether it did."""
        session = None if self._asked else await asyncio.to_thread(interrupted.to_ask, self.ws, self.clock())
        self._asked = True
        if session is None:
            return False
        from coach.tui.around_session import lost

        wanted = await lost.ask(
            self.app,
            self.ws,
            session,
            clock=self.clock,
            loaded=None if isinstance(routine, str) else routine,
            usual=self._usual,
        )
        if wanted == "emergency":
            await self.report_emergency()
        elif wanted is not None:
            await self._go_on(wanted)
        return True

    async def _go_on(self, way_on: "WayOn") -> None:
        """Plays what is left of a session that was interrupted."""
        await asyncio.to_thread(load_session)
        instruments = self.session.prepare(self.ws)
        self.went_on = True
        instruments.start(way_on.plan)
        await self._play_through(way_on.loaded, way_on.today, way_on.before, way_on.earlier)

    async def _play(self, basis: Basis, *, follows: bool = False) -> bool:
        """A whole session: rating, doses for it, playing, ratings, and what they mean for the next one.

        False where the user cancels it at the rating. `follows`: another question was there just before.
        """
        await asyncio.to_thread(load_session)
        from coach.tui.around_session import what_follows

        instruments = self.session.prepare(self.ws)
        today = basis.decided()
        before = None
        if self.rating and days.asks_before(today):
            instruments.start(today.plan)
            rating = Rating(cancel="leave" if self.alone else "back", follows=follows, usual=self._usual, asks=True)
            before = await self.app.push_screen_wait(rating)
            if rating.cancelled:
                self.session.leave()
                return False
            if rating.unanswered:  # Is anybody there?
                await self.app.push_screen_wait(ready_question())
            if await self.read_screening_anew():
                basis = await self._basis(basis.loaded)
            today = basis.decided(before)
        if today.plan is not None and not await self._counted_down():
            self.session.leave()
            return False
        if today.plan is None:
            instruments.close()
            days.note_unplayed(self.ws, today, self.clock(), before)
            await what_follows.refuse(self.app, self.ws, today, before, at_dashboard=not self.alone)
            return True
        await self._play_through(basis.loaded, today, before)
        return True

    async def _counted_down(self) -> bool:
        """Whether the session begins, once the seconds are over that were wanted before it."""
        return self.beginning.in_s is None or await self.app.push_screen_wait(Countdown(self.beginning))

    async def _begins_at(self) -> bool:
        """Whether it is begun, at the time that was wanted: then it is asked whether somebody is there."""
        if self.beginning.at is None:
            return True
        if not await self.app.push_screen_wait(Countdown(self.beginning)):
            return False
        return await self.app.push_screen_wait(ready_question()) is True

    async def _play_through(
        self,
        loaded: workspace.Loaded,
        today: Today,
        before: int | None,
        earlier: "Earlier | None" = None,
    ) -> None:
        """Plays today's plan, or what is left of it, asks how it was, and says what follows."""
        from coach.tui.around_session import how_it_was, what_follows, written
        from coach.tui.screens.session import SessionScreen

        try:
            conductor = await self.session.begin(
                self.ws, today, before=before, questions=self.rating, earlier=earlier
            )
            counted = earlier is not None and earlier.any_done
            screen = SessionScreen(
                conductor,
                today.routine.title,
                texts.current_round(today.decision, counted=counted),
                plain=self.app.plain,
                rated=self.rating,
                first=not today.past,
            )
            self.app.speaker.close()  # One stream is enough.
            self.app.hands.muted = False
            ended = await self.app.push_screen_wait(screen)
            self.app.hands.moved()
            self.app.hands.muted = conductor.sound.volume.muted
            ending = what_follows.Ending.of(conductor, ended)
            emergency = ended == "emergency"
            if self.rating and not emergency:
                emergency = await how_it_was.ask(
                    self.app, conductor, ended, typed=screen.typed, before=before, usual=self._usual
                )
            if self.rating:
                conductor.writer.questions_over()
            kept = emergency or await written.wait(self.app, conductor)
        finally:
            self.session.leave()
        if emergency:
            await self.report_emergency()
        elif self.rating and kept:
            await self.read_screening_anew()
            at_dashboard = not self.alone
            await what_follows.tell(self.app, self.ws, loaded, ending, self.clock, at_dashboard=at_dashboard)


def _open_output(kind: str, clock: "Clock") -> "Output":
    from coach.audio.output import open_output  # Not before something is said: it loads numpy.

    return open_output(kind, clock=clock.monotonic_s)


def load_session() -> None:
    """Loads what a session needs, which nothing before it does."""
    for name in LATER:
        importlib.import_module(name)
