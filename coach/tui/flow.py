"""The TUI's flow from screening to dashboard, session and back; it must not know rules, timing or drawing.

What only some of it needs is loaded when it is opened: numpy alone takes longer than the dashboard.
"""

import asyncio
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from coach.app import screening, workspace
from coach.app.today import Today
from coach.core.history import summary
from coach.core.model.mistakes import MistakesError
from coach.core.model.routine import Routine
from coach.core.reason import Reason
from coach.core.safe_text import clean
from coach.core.words import sentence, together
from coach.errors import CoachError
from coach.files import routines
from coach.session.asking.beginning import AT_ONCE, Beginning
from coach.tui.around_session.open_session import StartDesktop
from coach.tui.base_app import BaseApp
from coach.tui.by_voice import hearing, on_screen
from coach.tui.by_voice.hearing import OpenEars
from coach.tui.screens.card import Message
from coach.tui.screens.dashboard import Dashboard, Shown
from coach.tui.screens.question import Answer, Question
from coach.tui.session_flow import load_session
from coach.tui.writing_flow import WritingFlow

if TYPE_CHECKING:
    from coach.session.clocks import Clock

Start = Literal["dashboard", "play", "screen"]
CANCELLED = "Nothing was played, and nothing was written down."
ONE_MORE_TODAY = ("no, done for today", "yes, one more, slowly")
MAKE_ONE = (
    "A new routine?",
    "It is made of what your answers allow, kept as a file of yours, and played from now on. "
    "The routine so far stays as it is: r leads back to it.",
    "no, keep the present one",
    "yes, make it",
)
UNDISTURBED_S = 0.5  # Until the dashboard has been drawn.


class Flow(WritingFlow):
    """What one user is shown, one screen after the other.

    `start` "play" begins with a session of `routine` and ends after it, "screen" ends after the screening;
    "dashboard" goes on until the user quits. `beginning` says when a session begins that is played at once else.
    """

    def __init__(
        self,
        app: BaseApp,
        ws: workspace.Workspace,
        *,
        clock: "Clock",
        start: Start,
        routine: str | workspace.Loaded | None,
        rating: bool,
        speed: float,
        output: str | None,
        desktop: StartDesktop,
        beginning: Beginning | None = None,
        listen: bool = False,
        open_ears: OpenEars | None = None,
    ) -> None:
        """`listen`: what is said is heard from the beginning, by what `open_ears` opens, else by the microphone."""
        played = output or ws.settings.output
        super().__init__(
            app,
            ws,
            routine=routine,
            clock=clock,
            rating=rating,
            alone=start == "play",
            speed=speed,
            output=played,
            desktop=desktop,
            beginning=beginning or AT_ONCE,
        )
        self.start_with = start
        self._opened = False  # Whether today was shown already.
        self._listen = listen or ws.settings.listen
        self._open_ears = open_ears
        self._scrolled = 0  # How far down the dashboard was when it was read anew.
        self.declined: set[str] = set()  # Suggestions, until the program ends: no file keeps a no.

    async def run(self) -> None:
        """One choice after the other until the user quits. Raises CoachError where it cannot go on."""
        open_ears = self._open_ears or hearing.microphone
        hearing.begin(
            self.app, self.ws.settings, self.coach_speaks, self.loudspeakers,
            listen=self._listen, open_ears=open_ears,
        )  # fmt: skip
        if self.start_with == "screen":
            if not await self.ask_screening():
                raise CoachError(screening.NOT_SAVED)
            return
        await self.admit()
        if self.start_with == "play":
            if not await self._begins_at():
                raise CoachError(CANCELLED)
            basis, asked = await self._after_morning(self.routine)
            if not self.went_on and not (
                await self._may_be_one_more(basis.decided()) and await self._play(basis, follows=asked)
            ):
                raise CoachError(CANCELLED)
        else:
            while await self._dashboard():
                pass

    async def _dashboard(self) -> bool:
        """Shows today and does what the user chooses; False to quit."""
        seen = await asyncio.to_thread(self._marks)  # Before it is read, so that no change is overlooked.
        try:
            basis, _ = await self._after_morning(self.routine)
        except CoachError as error:
            if not (self._opened or isinstance(error, MistakesError)):
                raise
            return await self._mend(error, seen)
        self._opened = True
        shown = self._shown(basis.decided())
        self.app.set_timer(UNDISTURBED_S, self._load_ahead)
        dashboard = Dashboard(
            shown,
            self.ws.exercises,
            self.clock,
            scrolled=self._scrolled,
            watch=self._watch(seen),
            week=partial(self._week_line, shown.today),
        )
        choice = await self.app.push_screen_wait(dashboard)
        self._by_itself = choice == "again"
        self._scrolled = dashboard.scrolled if self._by_itself else 0
        try:
            await self._do(choice, shown)
        except CoachError as error:
            await self._tell_failure(error)
        return choice != "quit"

    def _load_ahead(self) -> None:
        """While today is read, what is most likely wanted next."""
        self.app.run_worker(load_session, thread=True)

    async def _do(self, choice: str, shown: Shown) -> None:
        what, _, exercise_id = choice.partition(":")
        match what:
            case "play":
                if not await self._may_be_one_more(shown.today):
                    return
                await self._play(await self._basis(self.routine))
            case "again":
                await self._reread()
            case "routine":
                await self._change_routine(shown.today.routine.file)
            case "edit" | "doses":
                await self._edit(await self._file(), at_doses=choice == "doses")
            case "outside":
                await self._edit_outside(await self._file())
            case "screen":
                await self.ask_screening()
            case "red_flags":
                await self.ask_red_flags()
            case "history":
                await self._show_history()
            case "diary":
                await self._show_diary(shown.today.routine)
            case "settings":
                await self._show_settings()
            case "new":
                if await self._ask(MAKE_ONE):
                    await self._make_routine()
            case "decline":
                self.declined |= {exercise_id}
            case "add":
                await self._add_exercise(exercise_id, shown.today)

    def _shown(self, today: Today) -> Shown:
        return Shown(today, today.past, self.ws.warnings, self.app.plain, self.ws.profile, frozenset(self.declined))

    async def _may_be_one_more(self, today: Today) -> bool:
        """Whether a session may begin: after one of today that hurt more only with a yes."""
        if today.plan is None or not summary.too_much_today(today.past, self.clock()):
            return True  # Where nothing is played, it is said why.
        asked = sentence(Reason("one_more_ask")), sentence(Reason("one_more_why")), *ONE_MORE_TODAY
        return await self._ask(asked)

    async def _ask(self, asked: tuple[str, str, str, str]) -> bool:
        """Asks for a yes: the question, a note, and what no and yes mean, the careful one first."""
        question, note, no, yes = asked
        answers = [Answer("n", no, False), Answer("y", yes, True)]
        return (
            await self.app.push_screen_wait(
                Question(question, answers, note=note, follows=True, escape="n", aloud=f"{question} {note}")
            )
            is True
        )

    async def _show_history(self) -> None:
        from coach.app.past_sessions import Past
        from coach.tui.screens.history import History

        past = await asyncio.to_thread(Past, self.ws, self.clock)
        await self.app.push_screen_wait(History(past, self.ws.exercises, plain=self.app.plain))

    def _week_line(self, today: Today) -> str:
        """The week in a line; "" where there is nothing to tell, or the log cannot be read just now.

        Where no session is allowed nothing is asked besides.
        """
        from coach.app.diary.week import this_week
        from coach.core.diary.weeks import reasons

        with suppress(CoachError):
            week = this_week(self.ws, today.routine, self.clock())
            return together(reasons(week, asks=today.decision.allowed, titled=True), keys=True)
        return ""

    async def _show_diary(self, routine: Routine) -> None:
        from coach.app.diary.week import OwnDiary
        from coach.tui.screens.diary.visit import visit

        await visit(self.app, OwnDiary(self.ws, self.clock), routine)

    async def _show_settings(self) -> None:
        """What is changed there holds for the next session."""
        from coach.files import settings
        from coach.session.sample import Sample
        from coach.tui.screens.settings import SettingsScreen

        home, chosen = self.ws.home, settings.load(self.ws.home.settings)
        keep = partial(settings.keep, home.settings)
        screen = SettingsScreen(
            chosen, keep, Sample(home), partial(workspace.voices, self.ws), plain=self.app.plain
        )
        await self.app.push_screen_wait(screen)
        self.ws = replace(self.ws, settings=screen.chosen)
        if screen.chosen.listen != chosen.listen:
            on_screen.listen(self.app, screen.chosen.listen)
        for problem in on_screen.problem(self.app):
            await self.app.push_screen_wait(Message("Voice commands", sentence(problem)))
        self.app.hands.aloud = screen.chosen.ask_aloud

    async def _make_routine(self) -> None:
        from coach.app.lately import lately
        from coach.core import routine_builder
        from coach.files.routines import create

        await self.read_screening_anew()
        path = await asyncio.to_thread(
            create.create,
            self.ws.home.routines,
            workspace.need_profile(self.ws),
            self.ws.exercises,
            routine_builder.Wishes(),
            self.clock(),
            lately=await asyncio.to_thread(lately, self.ws.home, self.ws.exercises, self.ws.profile, self.clock()),
        )
        await self._hold_on_to(path.stem)
        text = f"It is made of what your answers allow, and yours to change:\n{clean(str(path))}"
        await self.app.push_screen_wait(Message("Your new routine", text))

    async def _add_exercise(self, exercise_id: str, today: Today) -> None:
        """Adds a suggested exercise to the routine that is shown."""
        from coach.files.routines import add_exercise

        exercise = self.ws.exercises[exercise_id]
        name = self.routine if isinstance(self.routine, str) else today.routine.id
        path = routines.find(name, self.ws.home)
        kept = await asyncio.to_thread(
            add_exercise.add, exercise, today.routine, path, self.ws.home, self.ws.exercises
        )
        text = f"{exercise.name} is in your routine now, at its start dose:\n{kept}"
        if kept != path:
            self.routine = kept.stem
            text += "\nThat is a copy of your own; the routine that came with Backcoach stays as it was."
        await self.app.push_screen_wait(Message("Added", "\n".join(map(clean, text.split("\n")))))
