"""The flow through one session: rating, playing, ratings, and what follows; it must not know rules or timing."""

import asyncio
import importlib
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from coach.app import interrupted, workspace
from coach.app import today as days
from coach.app.today import Basis, Today
from coach.audio.loudspeakers import Loudspeakers
from coach.core.model.done import Session, Stop
from coach.core.plan import MOST_PAIN_TO_GO_ON, SEVERE_PAIN
from coach.core.reason import Reason
from coach.core.safe_text import clean
from coach.core.words import sentence
from coach.core.words.next_time import next_time
from coach.errors import CoachError
from coach.session import pain_signs
from coach.tui.admission import Admission
from coach.tui.base_app import BaseApp
from coach.tui.one_button.countdown import Countdown
from coach.tui.one_button.speaker import Speaker
from coach.tui.screens.card import CARD_COLUMNS, CARD_FRAME, Message
from coach.tui.screens.pain import leg_question, signs_question, stop_question, sure_question
from coach.tui.screens.question import Answer, Question
from coach.tui.screens.rating import HOW_AFTER, InterruptedQuestion, Rating, effort_question, ready_question
from coach.tui.words import texts

if TYPE_CHECKING:
    from coach.app.going_on import Earlier, WayOn
    from coach.audio.output import Output
    from coach.desktop.client import Desktop
    from coach.session.asking.beginning import Beginning
    from coach.session.clocks import Clock
    from coach.session.conductor import Conductor
    from coach.session.instruments import Instruments
    from coach.tui.company import Company
    from coach.tui.screens.session import Ended

StartDesktop = Callable[[workspace.Workspace], "Desktop | None"]

CLOSING_S = 2.0
HURT = "How much did it hurt, 0 to 10?"
SETTLE_S = 3.0  # The longest that nothing is shown, at the end of a session, while the log takes the rest of it.
TITLES: dict["Ended", str] = {
    "finished": "Well done.",
    "ended": "What you did is kept.",
    "nothing": "Another time, then.",
    "pain": "Kept. Well done for listening to your back.",
    "emergency": "Kept.",
}
TAKE_IT_EASY = "Kept. Take it easy now."
NOTE = ("n", "note")
RISE = 2  # Points that are a real change (pain rule P5).
UNHURT: tuple[Stop | None, ...] = (None, "tired", "time")


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
        desktop: "StartDesktop",
        beginning: "Beginning",
    ) -> None:
        """`beginning` says when a session begins that is played at once else."""
        super().__init__(app, ws, clock=clock.wall, speed=speed, output=output)
        self.rating = rating
        self.alone = alone
        self.conductor: Conductor | None = None
        self._session_clock = clock
        self._left: Conductor | None = None  # The last one, which may still be writing.
        self._instruments: Instruments | None = None
        self._start_desktop = desktop
        self._company: Company | None = None
        self._asked = False  # How an interrupted session went.
        self.went_on = False  # Whether one that was interrupted was played on.
        self.beginning = beginning
        self.loudspeakers = Loudspeakers()
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
        words = self.conductor is not None and self.conductor.sound.words_sound
        return self.app.speaker.look() or words or self.announces

    def leave(self) -> None:
        """Ends what is still going on: a session, which is kept, and whatever is spoken or heard."""
        if self.app.ear is not None:
            self.app.ear.turn_off()
        self._leave_session()
        unwritten = None if self._left is None else self._left.writer.unwritten
        if unwritten is not None and self.app.failure is None:
            self.app.failure = CoachError(sentence(unwritten))
        self.app.speaker.close(CLOSING_S)
        self.fall_silent(CLOSING_S)

    def _leave_session(self) -> None:
        """Keeps what was done of a session that is still open, and closes sound and voice, also opened ahead."""
        conductor, self.conductor = self.conductor, None
        self._left = conductor or self._left
        instruments, self._instruments = self._instruments, None
        company, self._company = self._company, None
        try:
            if conductor is not None and not conductor.finished:
                conductor.end("interrupted")
        finally:
            for each in (company, conductor, instruments):
                if each is not None:
                    each.close()

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
        if await self._has_sign(pain_signs.severe(rated)):
            await self.report_emergency()
        return basis if rated is None else await self._basis(basis.loaded), True

    async def _ask_how_it_went(self, routine: str | workspace.Loaded | None) -> bool:
        """Asks about a session that was interrupted, once while the program runs; whether it did."""
        session = None if self._asked else await asyncio.to_thread(interrupted.to_ask, self.ws, self.clock())
        self._asked = True
        if session is None:
            return False
        from coach.app import going_on

        pain = await asyncio.to_thread(going_on.pain_open, self.ws, session)
        if pain and await self._ask_open_pain(session):
            return True
        loaded = None if isinstance(routine, str) else routine
        way_on = await asyncio.to_thread(going_on.way_on, self.ws, session, self.clock(), loaded)
        where = "" if way_on is None else way_on.sentence
        wanted = await self.app.push_screen_wait(InterruptedQuestion(session, where))
        if wanted == "leave":
            await asyncio.to_thread(interrupted.leave, self.ws, session)
        elif wanted == "go on" and way_on is not None:
            await self._go_on(way_on)
        elif wanted == "rate":
            after = await self.app.push_screen_wait(Rating(HOW_AFTER, follows=True, usual=self._usual, asks=True))
            await asyncio.to_thread(interrupted.rate, self.ws, session, after, None)  # Kept whatever comes.
            if await self._has_sign(pain_signs.severe(after)):
                await self.report_emergency()
                return True
            effort = await self.app.push_screen_wait(effort_question(follows=True))
            if effort is not None:
                await asyncio.to_thread(interrupted.rate, self.ws, session, after, effort)
        return True

    async def _ask_open_pain(self, session: Session) -> bool:
        """Asks what was asked when the program was lost: how much it hurts; whether that ends all for now."""
        from coach.app import going_on

        rating = await self.app.push_screen_wait(Rating(HURT, skip="it was fine", asks=True, stays=True))
        await asyncio.to_thread(going_on.keep_pain, self.ws, session, rating, self.clock())
        if await self._has_sign(pain_signs.severe(rating)):
            await self.report_emergency()
            return True
        return False

    async def _go_on(self, way_on: "WayOn") -> None:
        """Plays what is left of a session that was interrupted."""
        await asyncio.to_thread(load_session)
        from coach.session import assemble
        from coach.session.instruments import Instruments

        assemble.refuse_second(self.ws)
        self.went_on = True
        instruments = Instruments(self.ws, self._session_clock, self.output, self.speed, self.loudspeakers)
        self._instruments = instruments
        instruments.start(way_on.plan)
        await self._play_through(way_on.loaded, way_on.today, way_on.before, instruments, way_on.earlier)

    async def _play(self, basis: Basis, *, follows: bool = False) -> bool:
        """A whole session: rating, doses for it, playing, ratings, and what they mean for the next one.

        False where the user cancels it at the rating. `follows`: another question was there just before.
        """
        await asyncio.to_thread(load_session)
        from coach.session import assemble
        from coach.session.instruments import Instruments

        assemble.refuse_second(self.ws)

        today = basis.decided()
        before = None
        instruments = Instruments(self.ws, self._session_clock, self.output, self.speed, self.loudspeakers)
        self._instruments = instruments
        if self.rating and days.asks_before(today):
            instruments.start(today.plan)
            rating = Rating(cancel="leave" if self.alone else "back", follows=follows, usual=self._usual, asks=True)
            before = await self.app.push_screen_wait(rating)
            if rating.cancelled:
                self._leave_session()
                return False
            if rating.unanswered:  # Is anybody there?
                await self.app.push_screen_wait(ready_question())
            if await self.read_screening_anew():
                basis = await self._basis(basis.loaded)
            today = basis.decided(before)
        if today.plan is not None and not await self._counted_down():
            self._leave_session()
            return False
        if today.plan is None:
            instruments.close()
            days.note_unplayed(self.ws, today, self.clock(), before)
            await self._refuse(today, before)
            return True
        await self._play_through(basis.loaded, today, before, instruments)
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
        instruments: "Instruments",
        earlier: "Earlier | None" = None,
    ) -> None:
        """Plays today's plan, or what is left of it, asks how it was, and says what follows."""
        from coach.session import assemble
        from coach.session.desktop.beside import Beside
        from coach.tui.company import Company
        from coach.tui.screens.session import SessionScreen

        assert today.plan is not None
        try:
            await asyncio.to_thread(instruments.insist, today.plan)
            self.conductor = await asyncio.to_thread(
                assemble.conductor,
                self.ws,
                today,
                before=before,
                questions=self.rating,
                clock=self._session_clock,
                instruments=instruments,
                earlier=earlier,
            )
            desktop = await asyncio.to_thread(self._start_desktop, self.ws)
            if desktop is not None:
                beside = Beside(desktop, self.conductor, self._session_clock.monotonic_s)
                self._company = Company(self.app, beside, self.conductor)
            counted = earlier is not None and earlier.any_done
            rounds, plain = texts.current_round(today.decision, counted=counted), self.app.plain
            screen = SessionScreen(
                self.conductor,
                today.routine.title,
                rounds,
                plain=plain,
                rated=self.rating,
                first=not today.past,
            )
            self.app.speaker.close()  # One stream is enough.
            self.app.hands.muted = False
            ended = await self.app.push_screen_wait(screen)
            self.app.hands.moved()
            self.app.hands.muted = self.conductor.sound.volume.muted
            told = self.conductor.plan.encouragement if ended == "finished" else None
            spoken = self.conductor.sound.speaks
            emergency = ended == "emergency"
            if self.rating and not emergency:
                emergency = await self._rate(self.conductor, ended, screen.typed, before)
            if self.rating:
                self.conductor.writer.questions_over()
            written = emergency or await self._until_written(self.conductor)
        finally:
            self._leave_session()
        if emergency:
            await self.report_emergency()
        elif self.rating and written:
            await self._say_what_follows(loaded, ended, told, spoken=spoken)

    async def _refuse(self, today: Today, before: int | None) -> None:
        from coach.tui.words import next_session

        lines = next_session.refusal(today.decision, before, at_dashboard=not self.alone)
        shown = [*lines, *next_session.left_out(today.decision, self.ws.exercises)]
        if self.alone:
            raise CoachError("\n".join(shown))
        text = texts.paragraphs(shown)
        await self.app.push_screen_wait(
            Message("Not today", text, urgent=True, follows=before is not None, aloud=lines)
        )

    async def _rate(self, conductor: "Conductor", ended: "Ended", typed: str, before: int | None) -> bool:
        """Stores each answer at once, so that one given is kept whatever happens at the next question.

        Where nothing was done, and nothing hurt, only the reason is asked for. What nobody answers stays open.
        `typed` are keys of the rating.
        Gives whether there is a sign that needs help now: then nothing more is asked.
        """
        stopped: Stop | None = None
        if conductor.counted.unguided:
            did = await self.app.push_screen_wait(
                did_question(conductor.counted.unguided, follows=ended != "finished")
            )
            conductor.counted.settle_unguided(did=did is True)
        if ended not in ("finished", "pain"):
            stopped, answered = await self._why_stopped()
            if not answered:
                # Nobody is there, and nobody said that it was too much: it is asked at the next start.
                conductor.writer.rate(None, None, "interrupted")
                return False
        if stopped is not None:
            conductor.writer.rate(None, None, stopped)
        if await self._has_sign(pain_signs.serious(stopped)):
            return True
        if ended == "nothing" and stopped in UNHURT:
            return False
        usual = self._usual if before is None else before
        asked = Rating(
            typed=typed,
            follows=ended != "finished",
            usual=usual,
            asks=True,
            asked_aloud=conductor.sound.asked_aloud,
        )
        after = await self.app.push_screen_wait(asked)
        conductor.writer.rate(after, None)
        if await self._has_sign(pain_signs.severe(after)):
            return True
        if "spread" in (stopped, conductor.pain.serious):
            went_away = await self.app.push_screen_wait(leg_question())
            if went_away:
                conductor.writer.spread_passed()
        if asked.unanswered:  # Nobody is there.
            return False
        hurt = ended == "pain" or stopped not in UNHURT or went_up(before, after)
        effort = await self.app.push_screen_wait(effort_question(follows=True, hurt=hurt))
        conductor.writer.rate(None, effort)
        return False

    async def _why_stopped(self) -> tuple[Stop | None, bool]:
        """Why a session ended early, and whether anybody answered; what forbids the next one is asked once more."""
        while True:
            asked = stop_question()
            stopped = await self.app.push_screen_wait(asked)
            if stopped != "sharp" and stopped != "spread":
                return stopped, not asked.unanswered
            sure = await self.app.push_screen_wait(sure_question(stopped, ended=True))
            if sure:
                return stopped, True

    async def _has_sign(self, means: Reason | None) -> bool:
        """Shows the signs that need help today, after pain that is severe, sharp or goes down a leg."""
        if means is None:
            return False
        sign = await self.app.push_screen_wait(signs_question(means))
        return sign is True

    async def _until_written(self, conductor: "Conductor") -> bool:
        """Waits until the log has all of the session; where it takes long the user is told, and says how long."""
        while True:
            try:
                await asyncio.to_thread(conductor.writer.settle, SETTLE_S)
            except CoachError as error:
                if not await self.app.push_screen_wait(_not_written(str(error))):
                    return False
            else:
                return True

    async def _say_what_follows(
        self, played: workspace.Loaded, ended: "Ended", told: Reason | None, *, spoken: bool
    ) -> None:
        """What the session means for the next one and, with its source, a true sentence, both also `spoken`."""
        from coach.tui.words import next_session

        await self.read_screening_anew()
        following = await asyncio.to_thread(days.following, self.ws, played, self.clock())
        decision, past = following.decision, following.past
        if following.plan is None:
            last = past[-1] if past else None
            lines = next_session.rest(decision, last, self.ws.exercises, at_dashboard=not self.alone)
            sheet = Message(
                TAKE_IT_EASY,
                texts.paragraphs(lines),
                urgent=True,
                follows=True,
                offers=(NOTE,),
                aloud=lines if spoken else (),
            )
        else:
            all_done = ended != "finished" or (past and past[-1].finished)
            title = TITLES[ended] if all_done else TITLES["ended"]
            columns = min(self.app.size.width, CARD_COLUMNS) - CARD_FRAME
            text = next_session.sheet(decision, past, self.ws.exercises, columns, told)
            aloud = (next_time(decision), *([sentence(told)] if told is not None else [])) if spoken else ()
            sheet = Message(title, text, follows=True, offers=(NOTE,), aloud=aloud)
        noted = await self.app.push_screen_wait(sheet)
        if noted is not None and past:
            await self._take_a_note(past[-1])

    async def _take_a_note(self, session: Session) -> None:
        """The person's own words on the session that has just ended."""
        from coach.app.past_sessions import keep_note
        from coach.tui.screens.text_question import note_question

        note = await self.app.push_screen_wait(note_question(session.note))
        if note is not None:
            await asyncio.to_thread(keep_note, self.ws, session, note[0], self.clock())


def _open_output(kind: str, clock: "Clock") -> "Output":
    from coach.audio.output import open_output  # Not before something is said: it loads numpy.

    return open_output(kind, clock=clock.monotonic_s)


def _not_written(why: str) -> Question[bool]:
    answers = [Answer("t", "try again", True), Answer("l", "leave it as it is now", False)]
    return Question("Not in the log yet", answers, note=clean(why), urgent=True, follows=True, aloud=clean(why))


def did_question(number: int, *, follows: bool) -> Question[bool]:
    """Whether repetitions were done for which there was no sound; who is not there has not."""
    answers = [Answer("n", "no, or not all", False), Answer("y", "yes, all of them", True)]
    return Question(
        sentence(Reason("unguided_ask", number=number)),
        answers,
        note="They count only if you did them. A no is like a break: nothing becomes more or less by it.",
        escape="n",
        follows=follows,
    )


def went_up(before: int | None, after: int | None) -> bool:
    """Whether a rating after is one with which no effort is called just right: severe, or two points up."""
    if after is None:
        return False
    return after >= SEVERE_PAIN or (after > MOST_PAIN_TO_GO_ON if before is None else after - before >= RISE)


def load_session() -> None:
    """Loads what a session needs: sound, voice, figures, large digits."""
    for name in ("coach.session.assemble", "coach.tui.screens.session", "coach.tui.company"):
        importlib.import_module(name)
