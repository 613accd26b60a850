"""What the pain rules remember, and the usual and the counts taken from it; it must not know any row.

A count is kept as the number of the first start from which on days count.
"""

from collections.abc import Mapping
from datetime import date, datetime

from second_reading.arithmetic import FULL
from second_reading.days import Day
from second_reading.limits import Amount, Limits
from second_reading.words import Judged, Profile

Doses = dict[str, dict[str, Amount]]
AtStart = tuple[int, dict[str, int], Doses, Doses]


class State:
    """Level, stage, own levels, targets and counts, and all of the log that later rows ask for."""

    def __init__(self, profile: Profile, limits: Mapping[str, Limits]) -> None:
        self.profile, self.limits = profile, limits
        self.level, self.stage = FULL, profile.stage
        self.own: dict[str, int] = {}
        self.own_since: dict[str, int] = {}
        self.rest_from: dict[str, date] = {}
        self.targets: dict[str, dict[str, Amount]] = {}
        self.marks: dict[str, dict[str, Amount]] = {}
        self.file_doses: dict[str, dict[str, Amount]] = {}
        self.breaks_alone = False
        self.stage_fell: date | None = None
        self.stage_changed: date | None = None
        self.last_s_or_g: date | None = None
        self.first_session: date | None = None
        self.last: Judged | None = None
        self.before_last: Judged | None = None
        self.last_rows: list[str] = []
        self.last_judged = True
        self.p2_at: datetime | None = None
        self.g3_from: date | None = None
        self.p16: list[date] = []
        self.p6: list[date] = []
        self.b_rows: dict[date, set[str]] = {}
        self.too_sore = False
        self.too_sore_again: set[date] = set()
        self.afters: list[tuple[date, int]] = []
        self.befores: list[int] = []
        self.days: dict[date, Day] = {}
        self.ever_done: set[str] = set()
        self.starts = 0
        # The counts: the number of the first start after which a day counts.
        self.level_count = self.raise_count = self.easy_count = 0
        self.routine_count: dict[str, int] = {}
        # Level, own levels, targets and files at the last session's start, before its own S rows.
        self.at_last_start: AtStart = (FULL, {}, {}, {})
        self.figures: dict[str, dict[str, int | None]] = {}
        self.see_clinician = False
        self.rests_again: set[date] = set()

    def ref(self, usual_pain: int | None) -> int:
        """The lower median of the seven latest `before`, the profile's added while there are under 3."""
        usual = self.profile.usual_pain if usual_pain is None else usual_pain
        latest = self.befores[-7:]
        while usual is not None and len(latest) < 3:
            latest = [*latest, usual]
        middle = sorted(latest)[(len(latest) - 1) // 2] if latest else 2
        return min(middle, 7, 7 if usual is None else usual + 1)

    def green_days(self, today: date, since: int, own: str | None = None) -> int:
        """Green days before today that began at or after a start, of one exercise those on which it was played."""
        return sum(
            day.is_green and day.first_start >= since and (own is None or own in day.played)
            for at, day in self.days.items()
            if at < today
        )

    def days_for_p12(self, today: date) -> int:
        whole = sum(
            day.is_whole and not day.is_green and day.first_start >= self.level_count
            for at, day in self.days.items()
            if at < today
        )
        return self.green_days(today, self.level_count) + (whole if self.breaks_alone else 0)

    def easy_run(self, today: date, since: int, routine: str | None = None) -> int:
        """Easy days in a row up to yesterday; for P11 those on which the routine was played.

        Taken: an easy day on which only another routine was played neither counts nor breaks the row.
        """
        run = 0
        for at in sorted(self.days, reverse=True):
            day = self.days[at]
            if at >= today or not day.is_day:
                continue
            if not day.is_easy or day.first_start < max(since, self.easy_count):
                break
            run += routine is None or routine in day.routines
        return run

    def day_just_ended(self, today: date) -> Day | None:
        """Taken: the last date that was a day at all."""
        ended = [at for at, day in self.days.items() if at < today and day.is_day]
        return self.days[max(ended)] if ended else None

    def stage_down(self, today: date) -> None:
        """The stage falls by at most 1 in a step, and at most once on a date."""
        if self.stage > 1 and self.stage_fell != today:
            self.stage -= 1
            self.stage_fell = self.stage_changed = today

    def set_counts_to_zero(self, today: date | None, start: int) -> None:
        """ "Any S or G row, P12 and P13 set all counts of green and easy days to zero."."""
        self.level_count = self.raise_count = self.easy_count = start
        if today is not None:
            self.last_s_or_g = today
