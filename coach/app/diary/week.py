"""The week of a person by the log and their routines, and their diary to be told more; it must not draw."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from coach.app.workspace import Workspace, load_file, open_log
from coach.core.diary import NOTHING, Activity, Diary, OwnThing, asking, weeks
from coach.core.diary.weeks import Meant, ThisWeek
from coach.core.history.summary import monday
from coach.core.model.routine import Routine
from coach.errors import CoachError
from coach.files import reach, routines


def this_week(ws: Workspace, routine: Routine, now: datetime) -> ThisWeek:
    """The week of `now`, which is played with `routine`. Raises CoachError where the log cannot be used."""
    return OwnDiary(ws, lambda: now).this_week(routine)


class OwnDiary:
    """One user's diary, read and written. Every method raises CoachError where the log cannot be used."""

    def __init__(self, ws: Workspace, clock: Callable[[], datetime]) -> None:
        self._ws = ws
        self._clock = clock

    @property
    def week(self) -> date:
        """The Monday of now."""
        return monday(self._clock().date())

    def read(self, since: date | None = None) -> Diary:
        """All of it, or what is from a date on."""
        if not reach.is_there(self._ws.home.log):
            return NOTHING
        from coach.log import diary

        with open_log(self._ws) as log:
            return diary.read(log, since)

    def this_week(self, routine: Routine) -> ThisWeek:
        """The week of now, which is played with `routine`."""
        on = self._clock().date()
        measure = _Meant(self._ws, routine)
        if not reach.is_there(self._ws.home.log):
            return weeks.this_week((), (), on, routine.id, measure)
        from coach.log import diary

        with open_log(self._ws) as log:
            glances, told = diary.glances(log), diary.read(log, self.week)
        first = next((each.day for each in glances if each.is_round), None)
        return weeks.this_week(
            glances,
            told.activities,
            on,
            routine.id,
            measure,
            asks=asking.due(told, first, on),
            named=bool(asking.asked_for(told)),
        )

    def add(self, what: str, minutes: int, at: datetime | None = None) -> Activity:
        """Keeps an activity of now, or of `at`."""
        from coach.log import diary

        with open_log(self._ws) as log:
            return diary.add(log, at or self._clock(), what, minutes)

    def delete(self, number: int) -> Activity:
        from coach.log import diary

        with open_log(self._ws) as log:
            return diary.delete(log, number)

    def name(self, things: Sequence[str]) -> tuple[OwnThing, ...]:
        """Makes these the things that are asked for, and gives them."""
        from coach.log import diary

        with open_log(self._ws) as log:
            return diary.name_things(log, things, self._clock())

    def rate(self, given: Mapping[int, int]) -> None:
        """Keeps this week's ratings of things, by their number."""
        from coach.log import diary

        with open_log(self._ws) as log:
            diary.rate_week(log, self.week, given, self._clock())

    def skip(self) -> None:
        """Nobody is asked again this week."""
        from coach.log import diary

        with open_log(self._ws) as log:
            diary.skip_week(log, self.week)


class _Meant:
    """What each routine means for a week, by its id; its file is read when it is first asked for.

    Of one whose file is gone, or cannot be used, what the present one means.
    """

    def __init__(self, ws: Workspace, mine: Routine) -> None:
        self._ws = ws
        self._known = {mine.id: weeks.meant(mine.rounds_per_day, mine.schedule)}
        self._mine = self._known[mine.id]
        self._paths = dict(routines.names(ws.home))

    def __call__(self, routine: str) -> Meant:
        if routine not in self._known:
            self._known[routine] = self._of(routine)
        return self._known[routine]

    def _of(self, routine: str) -> Meant:
        if routine not in self._paths:
            return self._mine
        try:
            loaded = load_file(self._ws, self._paths[routine]).routine
        except CoachError:
            return self._mine
        return weeks.meant(loaded.rounds_per_day, loaded.schedule)
