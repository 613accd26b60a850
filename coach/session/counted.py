"""What of a session counts, as it goes into the log: sets and place, less what nobody was guided through.

It must not know states, sound or keys: it is told whether there is sound, and when somebody watches.
"""

from coach.core.model.done import Stop
from coach.core.model.planned import Place, Plan
from coach.core.timeline.cues import SetEnd
from coach.core.timeline.guided import Guided
from coach.core.timeline.player import Player
from coach.session.log_writer import LogWriter
from coach.session.setup import Setup


class Counted:
    """Everything is handed to the log as it happens; only what was not guided waits until it is said whether it was
    done.
    """

    def __init__(self, setup: Setup, writer: LogWriter) -> None:
        self.in_full = False  # Whether it ended without a reason.
        self._planned = setup.plan
        self._questions = setup.questions
        self._writer = writer
        self._guided = Guided()
        self._whole = setup.earlier is None or setup.earlier.whole  # Less than planned is not everything.
        self._all_played = False
        self._place: Place | None = None  # As the log has it.

    def watch(self) -> None:
        """Somebody is at the screen."""
        self._guided.watch()

    def hear(self, *, sound: bool) -> None:
        """Takes whether there is sound; to be called at every tick."""
        self._guided.hear(sound=sound)

    def begin(self, plan: Plan) -> None:
        """Keeps the plan that is played from now on."""
        self._whole = self._whole and plan is self._planned
        self._place = None
        self._writer.begin(plan)

    def reach(self, player: Player, position_ms: int) -> None:
        """Keeps where the session is, with each repetition: there it can go on when the program is lost."""
        place = player.place(position_ms)
        if place is not None:
            self._guided.reach(place)
            place = self._guided.goes_on_at(place)
        if place != self._place:
            self._place = place
            so_far = player.so_far(position_ms)
            so_far = None if so_far is None else self._guided.so_far(so_far)
            self._writer.reach(place, so_far if so_far and so_far.reps else None)

    def take(self, end: SetEnd, *, whole: bool) -> None:
        """Keeps what was guided of a set; it is told where that is all of it."""
        counts = self._guided.end(end, whole=whole)
        if counts.reps:
            self._writer.set_end(counts, whole=whole and counts == end)

    def finish(self, stopped: Stop | None, *, all_played: bool) -> None:
        """Keeps that the session is over, early for a reason, or with all sets of what was played last."""
        self._all_played, self.in_full = all_played, stopped is None
        finished = self._all_done and stopped is None
        if self.unguided and stopped is None and not self._questions:
            stopped = "interrupted"  # Nobody will say whether it was done.
        self._writer.finish(finished, stopped, questions=self._questions)

    @property
    def unguided(self) -> int:
        """How many repetitions were played without sound while nobody was known to watch; they do not count yet."""
        return self._guided.total

    @property
    def unwatched(self) -> bool:
        """Whether repetitions are played without sound that count only once somebody says that they watch."""
        return self.unguided > 0 and not self._guided.now

    def settle_unguided(self, *, did: bool) -> None:
        """Says once the session is over whether they were done; else it was interrupted, as by a break."""
        ends = self._guided.settle()
        if did:
            for end, whole in ends:
                self._writer.set_end(end, whole=whole)
            if self.in_full:
                self._writer.finish(self._all_done, None, questions=self._questions)
        else:
            self._writer.finish(False, "interrupted", questions=self._questions)

    @property
    def _all_done(self) -> bool:
        """Whether everything that was planned is done."""
        return self._all_played and self._whole and not self.unguided
