"""A session in a folder: a real conductor, log and silent output; only the clock is handed in."""

from collections.abc import Callable, Mapping
from pathlib import Path

from fake_clock import NOW, FakeClock

from coach.audio import tones
from coach.audio.mixer import Gains
from coach.audio.output import Output, SilentOutput
from coach.core.exercise import Dose
from coach.core.model.done import Session
from coach.core.model.planned import Plan, PlanItem
from coach.core.model.routine import ChangeMode, VoiceMode
from coach.core.timeline.cues import Cue, SetEnd
from coach.core.timeline.view import View
from coach.files.exercises import load_shipped
from coach.log import Log
from coach.session.conductor import Conductor
from coach.session.setup import Setup
from coach.voice import Voice

EXERCISES = load_shipped()
STEP_S = 0.05
DOSES = {"bird_dog": Dose(1, 4, 2), "clamshell": Dose(2, 6, 0)}
EVERYTHING = {
    ("bird_dog", 1, "both"): 4, ("clamshell", 1, "left"): 6, ("clamshell", 2, "left"): 6,
    ("clamshell", 1, "right"): 6, ("clamshell", 2, "right"): 6,
}  # fmt: skip
Event = Cue | SetEnd


class Bench:
    """A session in a temporary folder, and what its log held whenever a finished set was told.

    While `settles`, each tick waits for the log: then a set is told with it, however busy the machine.
    """

    settles = True

    def __init__(
        self,
        folder: Path,
        doses: Mapping[str, Dose] = DOSES,
        voice: VoiceMode = "full",
        output: Callable[[FakeClock], Output] = lambda clock: SilentOutput(clock=clock.monotonic_s),
        speaker: Voice | None = None,
        lead_in_s: float = 0.0,
        delay_ms: int = 0,
        pause_without_sound: bool = False,
        change: ChangeMode = "timed",
        open_log: type[Log] = Log,
    ) -> None:
        self.clock = FakeClock()
        self.path = folder / "log.sqlite3"
        self.told: list[Event] = []
        items = tuple(
            PlanItem(e := EXERCISES[id_], dose, e.move_ms, e.return_ms, 10_000) for id_, dose in doses.items()
        )
        plan = Plan("two", "Two exercises", voice, items, opening="Two exercises. Steady.", change=change)
        with Log(self.path) as log:
            entry = log.start(NOW, "two", doses, doses, 2, runs=True)
        self.conductor = Conductor(
            Setup(
                plan=plan,
                output=output(self.clock),
                voice=speaker,
                tones=tones.load(None),
                rate_wpm=160,
                gains=Gains(),
                open_log=lambda: open_log(self.path),
                session=entry,
                clock=self.clock.clock,
                lead_in_s=lead_in_s,
                delay_ms=delay_ms,
                pause_without_sound=pause_without_sound,
                questions=True,
            )
        )
        self.conductor.start()
        self.tick()

    def tick(self) -> None:
        if self.settles:
            self.conductor.writer.settle()
        happened = self.conductor.tick()
        for event in happened:
            if isinstance(event, SetEnd):
                assert (event.exercise, event.set, event.side) in self.sets(), "told before it was in the log"
        self.told += happened

    def run(self, seconds: float) -> None:
        for _ in range(round(seconds / STEP_S)):
            self.clock.now_s += STEP_S
            self.tick()

    def until(self, holds: Callable[[], bool]) -> None:
        for _ in range(20_000):
            if holds():
                return
            self.run(STEP_S)
        raise AssertionError("it did not happen")

    def at(self, phase: str, *, rep: int = 1, exercise: str = "bird_dog", set_number: int = 1) -> None:
        """Goes on to a phase of a repetition."""
        self.until(
            lambda: (
                (self.view.phase, self.view.rep, self.view.exercise.id, self.view.set)
                == (phase, rep, exercise, set_number)
            )
        )

    @property
    def view(self) -> View:
        view = self.conductor.view()
        assert view is not None
        return view

    @property
    def session(self) -> Session:
        if self.settles:
            self.conductor.writer.settle()
        with Log(self.path) as log:
            (session,) = log.sessions()
        return session

    def sets(self) -> dict[tuple[str, int, str], int]:
        return {(done.exercise, done.set, done.side): done.reps for done in self.session.sets}

    def done(self) -> list[tuple[str, int, str]]:
        return [(event.exercise, event.set, event.side) for event in self.told if isinstance(event, SetEnd)]
