"""A second reading of the pain rules, line by line beside their document; it must not know of `coach.core`.

Written without a look at the program's own fold, so that where the two differ one of them misread. In quotes: the
document. "Taken:" marks a place that can be read in two ways, with the reading taken and why.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from exercise_limits import Amount, Limits
from pain_rules_again_doses import (
    FULL,
    HALF,
    REDUCED,
    REST,
    at_its_least,
    at_level,
    brought_under,
    cut,
    raised,
    too_much,
)

LEVELS = {FULL: "full", REDUCED: "reduced", HALF: "half", REST: "rest"}
S_ROWS = ("P2", "P4", "P5", "P6", "P7", "P8", "P16", "P15")  # In the table's order.


@dataclass(frozen=True)
class Report:
    """A report of pain during a session, in an exercise or in none."""

    exercise: str | None
    rating: int


@dataclass(frozen=True)
class Session:
    """A finished session as `coach log --json` has it; `done` per exercise: repetitions, per side the smaller."""

    at: datetime
    routine: str
    planned: Mapping[str, Amount]
    done: Mapping[str, int]
    before: int | None = None
    after: int | None = None
    morning: int | None = None
    effort: str | None = None
    stopped: str | None = None
    reports: tuple[Report, ...] = ()
    usual_pain: int | None = None
    routine_doses: Mapping[str, Amount] | None = None
    ended_at: datetime | None = None
    morning_at: datetime | None = None
    went_away: bool = False
    most_done: Mapping[str, int] = field(default_factory=dict)

    @property
    def during(self) -> int | None:
        """The highest of all reports, and no report of its own."""
        return max((report.rating for report in self.reports), default=None)

    @property
    def stop(self) -> str | None:
        """Leg pain that went away within five minutes: "kept as spread for the log, P5 in place of P2"."""
        return "pain" if self.stopped == "spread" and self.went_away else self.stopped

    @property
    def everything_done(self) -> bool:
        """What is planned and not named was not done; a session with nothing planned leaves nothing undone."""
        return not self.unfinished

    @property
    def unfinished(self) -> list[str]:
        return [id_ for id_, dose in self.planned.items() if self.done.get(id_, 0) < dose.sets * dose.reps]

    @property
    def refused(self) -> bool:
        """A refused start that was recorded: nothing planned, nothing done, nothing rated but `before`.

        Taken: with doses planned and none of them done it is a session (P8 lowers it), which is safer. The end of a
        program in a refused start is no stop of a session.
        """
        nothing = not self.planned and not any(self.done.values()) and not self.reports
        unrated = self.after is None and self.morning is None and self.effort is None
        return nothing and unrated and self.stopped in (None, "time", "interrupted")


@dataclass(frozen=True)
class Routine:
    """A routine's file: its own doses in its order."""

    name: str
    doses: Mapping[str, Amount]
    rounds: int = 1


@dataclass(frozen=True)
class Profile:
    """What the rules need of the screening: `excluded` are the exercises that it leaves out."""

    usual_pain: int | None = None
    stage: int = 1
    screened_at: datetime | None = None
    red_flag: bool = False
    excluded: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Entry:
    """An exercise of a plan; `own_level` is its own, `level` what it is played at."""

    id: str
    dose: Amount
    target: Amount
    own_level: str
    level: str


@dataclass(frozen=True)
class Plan:
    """Today's plan; `level` is the lower of level and sore day; `omitted` gives screening, stage, rest or day."""

    day: date
    allowed: bool
    level: str
    stage: int
    sore_day: bool
    rules: tuple[str, ...]
    exercises: tuple[Entry, ...]
    omitted: Mapping[str, str]
    own_levels: Mapping[str, str]
    targets: Mapping[str, Amount]
    figures: Mapping[str, Mapping[str, int | None]]
    see_clinician: bool

    @property
    def first(self) -> str | None:
        """The row whose sentence is shown: one that forbids before any other, else the first."""
        forbids = ("P1", "P2", "P3", "P16", "G3") if not self.allowed else ()
        return next((rule for rule in self.rules if rule in forbids), self.rules[0] if self.rules else None)

    @property
    def repetitions(self) -> int:
        return sum(e.dose.sets * e.dose.reps for e in self.exercises) if self.allowed else 0


@dataclass
class Day:
    """A local date in the log. "A day is what its last session is in which anything was planned"."""

    first_start: int
    sessions: int = 0
    planned_any: bool = False
    green: bool = False
    easy: bool = False
    s_or_b: bool = False
    refused: bool = False
    unrated_but_whole: bool = True
    routines: set[str] = field(default_factory=set)
    played: set[str] = field(default_factory=set)
    done: dict[str, int] = field(default_factory=dict)
    holding_s: dict[str, int] = field(default_factory=dict)

    @property
    def is_day(self) -> bool:
        """A session in which nothing was planned "is nothing for its day"; a refused start "makes its day neither".

        Taken: a refused start makes a day neither where nothing else was planned on it; a second start at the day's
        limit does not spoil a day that was played. A row of B spoils it in any case.
        """
        return self.planned_any or self.s_or_b or self.refused

    @property
    def is_green(self) -> bool:
        return self.planned_any and self.green and not self.s_or_b

    @property
    def is_easy(self) -> bool:
        return self.is_green and self.easy

    @property
    def is_whole(self) -> bool:
        """Green for P12 after breaks alone. Taken: each session of the day must be so, not only its last."""
        return self.planned_any and self.unrated_but_whole and not self.s_or_b


@dataclass(frozen=True)
class Judged:
    """A session against its usual. `ref` as of its start."""

    session: Session
    day: date
    ref: int
    played_at_half: bool

    @property
    def near(self) -> int:
        return max(2, self.ref + 1)

    @property
    def comfort(self) -> int:
        return min(5, self.near)

    @property
    def base(self) -> int:
        return self.ref + 1 if self.session.before is None else self.session.before

    @property
    def in_exercises(self) -> dict[str, int]:
        """Reports in exercises: "two reports of one exercise in a session count as one, the higher"."""
        highest: dict[str, int] = {}
        for report in self.session.reports:
            if report.exercise is not None:
                highest[report.exercise] = max(report.rating, highest.get(report.exercise, 0))
        return highest

    @property
    def within(self) -> int | None:
        """The highest of `after` and the reports that are not settled or have no exercise."""
        after = self.session.after
        settled = after is not None and after <= self.base + 1
        counted = [r.rating for r in self.session.reports if r.exercise is None or not settled]
        return max([*counted, *([] if after is None else [after])], default=None)

    @property
    def rise(self) -> int:
        return self.within - self.base if self.within is not None and self.within > 2 else 0

    @property
    def went_up(self) -> bool:
        """What P7 asks of the session before: "rise ≥ 1 and within > ref"."""
        return self.rise >= 1 and self.within is not None and self.within > self.ref

    @property
    def ratings(self) -> list[int]:
        session = self.session
        given = [session.before, session.after, session.morning, *(r.rating for r in session.reports)]
        return [rating for rating in given if rating is not None]

    @property
    def green(self) -> bool:
        session = self.session
        calm = all(rating <= self.near for rating in self.ratings) and self.rise <= 1
        whole = session.everything_done and session.stopped is None and session.effort != "hard"
        return session.after is not None and calm and whole

    @property
    def easy(self) -> bool:
        before = self.session.before
        if not self.green or before is None or self.session.effort != "easy" or self.within is None:
            return False
        return max(self.ratings) <= 5 and self.within <= max(2, self.ref, before)

    @property
    def whole(self) -> bool:
        """Everything done, nothing stopped, and no rating above near."""
        session = self.session
        return session.everything_done and session.stopped is None and all(r <= self.near for r in self.ratings)


class Course:
    """The state, and its way through sessions in order; `plan` looks at the day at hand and leaves it as it is."""

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
        self.starts_too_sore: list[bool] = []
        self.afters: list[tuple[date, int]] = []
        self.befores: list[int] = []
        self.days: dict[date, Day] = {}
        self.ever_done: set[str] = set()
        self.starts = 0
        # The counts: the number of the first start after which a day counts.
        self.level_count = self.raise_count = self.easy_count = 0
        self.routine_count: dict[str, int] = {}
        self.figures: dict[str, dict[str, int | None]] = {}
        self.see_clinician = False

    # The words ------------------------------------------------------------------------------------------------

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

    # After a session (S) --------------------------------------------------------------------------------------

    def judge_last(self) -> None:
        """The S rows of the last session, as late as possible: its `morning` comes late."""
        if self.last_judged or self.last is None:
            return
        self.last_judged = True
        judged = self.last
        session, today = judged.session, judged.day
        if session.after is not None:
            self.afters.append((today, session.after))
        self.last_rows = rows = self.s_rows(judged)
        at_half_already = self.level == HALF
        self.apply_s(judged, rows)
        if at_half_already and {"P2", "P4", "P5"} & set(rows) and self.hurt(judged):
            # Taken: "every target" of the routine that was played; targets belong to a routine.
            targets = self.targets[session.routine]
            for id_ in targets:
                targets[id_] = cut(targets[id_], self.limits[id_])
        if "P8" in rows and not self.p8_aside(judged):
            targets = self.targets[session.routine]
            for id_ in session.unfinished:
                if id_ in targets:
                    targets[id_] = too_much(targets[id_], self.limits[id_])
        day = self.days[today]
        if rows:
            day.s_or_b = True
            self.set_counts_to_zero(today, self.starts)
        day.unrated_but_whole &= judged.whole or not session.planned
        if session.planned:
            day.planned_any, day.green, day.easy = True, judged.green, judged.easy

    def s_rows(self, judged: Judged) -> list[str]:
        session, ref, rise, within = judged.session, judged.ref, judged.rise, judged.within
        morning, high = session.morning, within or 0
        severe = [r for r in (session.during, session.after, morning) if r is not None]
        worst = max(severe, default=0)
        again = self.before_last is not None and self.before_last.went_up
        rows = {
            "P2": worst >= 9 or (worst == 8 and ref <= 5) or session.stop in ("sharp", "spread"),
            "P4": rise >= 2 and high > 5,
            "P5": rise >= 2 or session.stop == "pain",
            "P6": self.climbing(judged.day),
            "P7": (rise == 1 and high > ref and again)
            or (rise == 1 and high > 5 and high > judged.near)
            or (rise <= 1 and morning is not None and morning > 2 and morning - ref >= 3),
            "P8": session.effort == "hard"
            or session.stop == "tired"
            or (not session.everything_done and not self.p8_aside(judged)),
            "P16": (rise >= 2 or session.stop == "pain") and judged.played_at_half and self.all_least(session),
            "P15": any(rating > 2 and rating >= judged.base + 2 for rating in judged.in_exercises.values()),
        }
        return [row for row in S_ROWS if rows[row]]

    def p8_aside(self, judged: Judged) -> bool:
        """Stopped time, interrupted and pain aside, and sessions with a report of pain aside.

        Taken: sharp and spread are not named, so P8 is left to them too, which is safer.
        """
        return judged.session.stop in ("time", "interrupted", "pain") or bool(judged.session.reports)

    def all_least(self, session: Session) -> bool:
        known = [(dose, self.limits[id_]) for id_, dose in session.planned.items() if id_ in self.limits]
        return bool(known) and all(at_its_least(dose, limits) for dose, limits in known)

    def hurt(self, judged: Judged) -> bool:
        return judged.rise >= 2 or judged.session.stop in ("pain", "sharp", "spread")

    def climbing(self, today: date) -> bool:
        """P6, over the sessions so far."""
        late = [after for at, after in self.afters if timedelta(0) <= today - at <= timedelta(13)]
        early = [after for at, after in self.afters if timedelta(14) <= today - at <= timedelta(27)]
        if len(late) < 5 or len(early) < 5 or any(today - at <= timedelta(13) for at in self.p6):
            return False
        return Fraction(sum(late), len(late)) - Fraction(sum(early), len(early)) >= 1

    def apply_s(self, judged: Judged, rows: list[str]) -> None:
        """ "Within one step the level falls once: to the lowest that any matching row asks for."."""
        session, today = judged.session, judged.day
        figures: dict[str, int | None] = {"before": session.before, "after": session.after}
        self.figures = dict.fromkeys(rows, figures)
        self.see_clinician = False
        half = {"P2", "P4", "P5"} & set(rows)
        one_down = {"P6", "P7", "P8"} & set(rows)
        asked = HALF if half else max(HALF, self.level - 1) if one_down else self.level
        if asked < self.level:
            self.level, self.breaks_alone = asked, False
        if {"P2", "P4"} & set(rows):
            self.stage_down(today)
        if "P2" in rows:
            self.p2_at = self.moment_of_p2(judged)
        if "P6" in rows:
            self.see_clinician |= any(timedelta(14) <= today - at <= timedelta(27) for at in self.p6)
            self.p6.append(today)
        if "P16" in rows:
            self.see_clinician |= any(today - at <= timedelta(28) for at in self.p16)
            self.p16.append(today)
        for id_, rating in judged.in_exercises.items():
            if rating > 2 and rating >= judged.base + 2:
                self.own_down(id_, today)

    def moment_of_p2(self, judged: Judged) -> datetime:
        """A newer profile is one newer than the rating or stop; a morning counts from when it was given.

        Taken: where nothing says when the morning was rated, the end of the next date, which is later and safer.
        """
        session = judged.session
        worst_then = max([r for r in (session.during, session.after) if r is not None], default=0)
        moment = session.ended_at or session.at
        then = worst_then >= 9 or (worst_then == 8 and judged.ref <= 5) or session.stop in ("sharp", "spread")
        morning = session.morning or 0
        if morning >= 9 or (morning == 8 and judged.ref <= 5):
            next_day = (session.at + timedelta(1)).replace(hour=23, minute=59, second=59)
            given = session.morning_at or next_day
            moment = max(moment, given) if then else given
        return moment if self.p2_at is None else max(self.p2_at, moment)

    def own_down(self, id_: str, today: date) -> None:
        """P15: half; at half already rest for 7 days; in a rest it begins anew."""
        if self.own.get(id_, FULL) <= HALF:
            self.own[id_], self.rest_from[id_] = REST, today
        else:
            self.own[id_] = HALF
        self.own_since[id_] = self.starts

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

    # Between sessions (G), and what a date brings by itself -------------------------------------------------------

    def after_a_gap(self, today: date) -> list[str]:
        """Days from the last session's date to the new one's."""
        gap = 0 if self.last is None else (today - self.last.day).days
        if gap < 10:
            return []
        self.set_counts_to_zero(today, self.starts)
        if gap >= 42:
            self.very_long_break()
            return ["G3"]
        lowest = REDUCED if gap <= 20 else HALF
        if lowest < self.level:
            self.breaks_alone = self.breaks_alone or self.level == FULL
            self.level = lowest
        if gap > 20:
            self.stage_down(today)
        return ["G1" if gap <= 20 else "G2"]

    def very_long_break(self) -> None:
        """G3's targets, full levels and stage 1.

        Taken: at the break itself and not at the new screening, so that what is rated before that still lowers.
        "Until screened again": by a screening of 42 days or more after the last session, not one early in the gap.
        """
        assert self.last is not None
        self.g3_from = self.last.day + timedelta(42)
        for name, targets in self.targets.items():
            for id_ in targets:
                limits = self.limits[id_]
                targets[id_] = min(targets[id_], limits.start, key=limits.total)
                self.marks[name][id_] = targets[id_]
        self.level, self.stage, self.breaks_alone = FULL, 1, False
        self.own.clear()
        self.own_since.clear()
        self.rest_from.clear()

    def own_levels_on(self, today: date) -> None:
        """Up by one on a date later than 2 green days on which it was played; a rest ends at half after 7 days."""
        for id_, level in list(self.own.items()):
            if level == REST:
                if today - self.rest_from[id_] >= timedelta(7):
                    self.own[id_], self.own_since[id_] = HALF, self.starts
            elif level < FULL and self.green_days(today, self.own_since[id_], id_) >= 2:
                self.own[id_], self.own_since[id_] = level + 1, self.starts

    def targets_of(self, routine: Routine) -> dict[str, Amount]:
        """A routine's targets after hand edits.

        Taken: an edit counts at the level before today's up rows; "smaller" is against the target; a mark is set
        anew only where the target is.
        """
        old, seen = self.targets.get(routine.name, {}), self.file_doses.get(routine.name, {})
        marks = self.marks.setdefault(routine.name, {})
        targets: dict[str, Amount] = {}
        for id_, dose in routine.doses.items():
            limits = self.limits[id_]
            new = brought_under(dose, limits, routine.rounds)
            if id_ in seen and id_ in old:
                targets[id_] = old[id_]
                edited = dose != seen[id_]
                if edited and (self.level == FULL or limits.total(new) < limits.total(old[id_])):
                    targets[id_] = marks[id_] = new
            else:
                targets[id_] = marks[id_] = new
        self.targets[routine.name], self.file_doses[routine.name] = targets, dict(routine.doses)
        return targets

    # At the start (B), and the way up -----------------------------------------------------------------------------

    def at_start(self, today: date, before: int | None, ref: int) -> None:
        """P3, P4 and P5 of B; they last to the end of their date."""
        rows = self.b_rows.setdefault(today, set())
        if before is None:
            return
        near = max(2, ref + 1)
        new = {
            "P3": before >= 8,
            "P4": before > 5 and before > near,
            "P5": before > 2 and before - ref >= 3,
        }
        rows |= {row for row, matched in new.items() if matched}

    def way_up(self, today: date, routine: Routine, before: int | None, ref: int) -> list[str]:
        """The up rows, of which only one applies; else the holds, all that match."""
        near = max(2, ref + 1)
        sore = before is not None and before > min(5, near)
        ended = self.day_just_ended(today)
        later = self.last is not None and today > self.last.day
        if later and ended is not None:
            for row, ready in (
                ("P12", not sore and self.p12(today, ended)),
                ("P17", (before is None or before <= near) and self.p17(today, ended, routine)),
                ("P13", not sore and self.p13(today, ended)),
                ("P11", not sore and self.p11(today, ended, routine)),
            ):
                if ready:
                    return [row]
        return self.holds(sore)

    def p12(self, today: date, ended: Day) -> bool:
        good = ended.is_green or (self.breaks_alone and ended.is_whole)
        if self.level == FULL or not good or self.days_for_p12(today) < 2:
            return False
        self.level += 1
        self.breaks_alone = self.breaks_alone and self.level < FULL
        self.set_counts_to_zero(None, self.starts)
        return True

    def may_rise(self, routine: Routine) -> set[str]:
        """What screening and stage allow, and what has no own level below full."""
        return {
            id_
            for id_ in routine.doses
            if id_ not in self.profile.excluded
            and self.limits[id_].stage <= self.stage
            and self.own.get(id_, FULL) == FULL
        }

    def p17(self, today: date, ended: Day, routine: Routine) -> bool:
        if self.level < FULL or not ended.is_green or self.green_days(today, self.raise_count) < 2:
            return False
        targets, marks = self.targets[routine.name], self.marks[routine.name]
        return self.rise(routine, raised(targets, self.limits, self.may_rise(routine), routine.rounds, marks))

    def p13(self, today: date, ended: Day) -> bool:
        if self.level < FULL or self.stage >= 3 or not ended.is_easy or self.easy_run(today, 0) < 4:
            return False
        since = (self.first_session, self.stage_changed, self.last_s_or_g)
        if any(at is not None and today - at < timedelta(14) for at in since):
            return False
        self.stage += 1
        self.stage_changed = today
        self.set_counts_to_zero(None, self.starts)
        for name, targets in self.targets.items():
            for id_ in targets:
                limits = self.limits[id_]
                if limits.stage == self.stage and id_ not in self.ever_done:
                    targets[id_] = min(targets[id_], limits.start, key=limits.total)
                    self.marks[name][id_] = targets[id_]
        return True

    def p11(self, today: date, ended: Day, routine: Routine) -> bool:
        since = self.routine_count.get(routine.name, 0)
        if self.level < FULL or not ended.is_easy or self.easy_run(today, since, routine.name) < 2:
            return False
        targets = self.targets[routine.name]
        return self.rise(routine, raised(targets, self.limits, self.may_rise(routine), routine.rounds))

    def rise(self, routine: Routine, new: Mapping[str, Amount]) -> bool:
        """P11 and P17 match only where a target can rise; they set the counts of P11 and P17 to zero.

        Taken: P17's count is the person's and P11's the routine's, so a raise leaves another routine's P11 alone.
        """
        targets, marks = self.targets[routine.name], self.marks[routine.name]
        targets.update(new)
        for id_ in new:
            marks[id_] = max(marks[id_], targets[id_], key=self.limits[id_].total)
        if new:
            self.raise_count = self.routine_count[routine.name] = self.starts
        return bool(new)

    def holds(self, sore: bool) -> list[str]:
        rows = ["P14"] if self.level < FULL else []
        if self.last is not None:
            session = self.last.session
            unrated = None in (session.before, session.after, session.effort)
            if unrated or session.stopped in ("time", "interrupted"):
                rows.append("P9")
            if sore or any(rating > self.last.comfort for rating in self.last.ratings):
                rows.append("P10")
        elif sore:
            rows.append("P10")
        return rows

    # The moments in order -----------------------------------------------------------------------------------------

    def forbidding(self, today: date) -> set[str]:
        """What lasts: P2 and G3 until a newer screening, P16 to the third date after it, P3 to its date's end."""
        screened = self.profile.screened_at
        rows = set()
        if self.p2_at is not None and (screened is None or screened <= self.p2_at):
            rows.add("P2")
        if self.g3_from is not None and (screened is None or screened.date() < self.g3_from):
            rows.add("G3")
        if any(at <= today < at + timedelta(3) for at in self.p16):
            rows.add("P16")
        if "P3" in self.b_rows.get(today, ()):
            rows.add("P3")
        return rows

    def listed(self, today: date, s_rows: list[str], g_rows: list[str]) -> list[str]:
        """S rows of the last session in table order, G rows, B rows; what lasts in its place, each once.

        Taken: a P16 that still forbids stands last of the S rows, its own session's too; later in table order.
        """
        lasting = self.forbidding(today)
        s = [row for row in s_rows if row not in lasting or row not in ("P2", "P16")]
        s = [*(["P2"] if "P2" in lasting else []), *s, *(["P16"] if "P16" in lasting else [])]
        g = [*g_rows, *(["G3"] if "G3" in lasting and "G3" not in g_rows else [])]
        b = [row for row in ("P3", "P4", "P5") if row in self.b_rows.get(today, ())]
        return list(dict.fromkeys([*s, *g, *b]))

    def start(self, today: date, routine: Routine, before: int | None, usual_pain: int | None = None) -> list[str]:
        """All that happens at a start, up to the doses; gives the rules."""
        self.judge_last()
        g_rows = self.after_a_gap(today)
        self.own_levels_on(today)
        self.targets_of(routine)
        ref = self.ref(usual_pain)
        self.at_start(today, before, ref)
        rules = self.listed(today, self.last_rows, g_rows)
        return rules or self.way_up(today, routine, before, ref)

    def refused_start(self, session: Session, today: date) -> None:
        """Counts only for P3 and makes its day neither; it ends no gap and does not enter the usual."""
        self.judge_last()
        self.at_start(today, session.before, self.ref(session.usual_pain))
        day = self.days.setdefault(today, Day(self.starts))
        day.refused = True
        day.s_or_b |= bool(self.b_rows[today])

    def play(self, session: Session, routines: Mapping[str, Routine], now: datetime) -> None:
        """One session of the log. One that lies after now counts as if it were of now."""
        if session.at > now:
            session = replace(session, at=now, ended_at=now)
        today = session.at.date()
        self.starts_too_sore.append((session.before or 0) >= 8)
        if session.refused:
            self.refused_start(session, today)
            self.starts += 1
            return
        own = routines.get(session.routine, Routine(session.routine, {}))
        doses = session.routine_doses or own.doses or session.planned
        self.start(today, replace(own, name=session.routine, doses=doses), session.before, session.usual_pain)
        sore = bool(self.b_rows[today])
        judged = Judged(session, today, self.ref(session.usual_pain), sore or self.level == HALF)
        self.before_last, self.last, self.last_judged = self.last, judged, False
        if session.before is not None:
            self.befores.append(session.before)
        self.first_session = self.first_session or today
        day = self.days.setdefault(today, Day(self.starts))
        if not day.sessions:
            day.first_start = self.starts
        day.sessions += 1
        day.s_or_b |= sore
        for id_, most in (session.most_done or session.done).items():
            if most > 0:
                day.played.add(id_)
                day.routines.add(session.routine)
                day.done[id_] = day.done.get(id_, 0) + most
                hold = session.planned[id_].hold_s if id_ in session.planned else 0
                day.holding_s[id_] = day.holding_s.get(id_, 0) + most * hold
                self.ever_done.add(id_)
        self.starts += 1

    def doses(self, today: date, routine: Routine) -> tuple[tuple[Entry, ...], dict[str, str]]:
        """Targets at the lowest of level, own level and sore day, without what is left out."""
        entries, omitted = [], {}
        sore = bool(self.b_rows.get(today))
        day = self.days.get(today, Day(0))
        for id_, target in self.targets[routine.name].items():
            limits, own = self.limits[id_], self.own.get(id_, FULL)
            level = min(self.level, own, HALF if sore else FULL)
            if id_ in self.profile.excluded:
                omitted[id_] = "screening"
            elif limits.stage > self.stage:
                omitted[id_] = "stage"
            elif own == REST:
                omitted[id_] = "rest"
            else:
                dose = at_level(target, level, limits)
                holding = dose.sets * dose.reps * dose.hold_s + day.holding_s.get(id_, 0)
                if dose.sets * dose.reps + day.done.get(id_, 0) > limits.day or (
                    limits.day_holding_s is not None and holding > limits.day_holding_s
                ):
                    omitted[id_] = "day"
                else:
                    entries.append(Entry(id_, dose, target, LEVELS[own], LEVELS[level]))
        return tuple(entries), omitted

    def plan(self, today: date, routine: Routine, before: int | None) -> Plan:
        """The plan at hand; this turns the state on: keep a copy where more sessions follow."""
        self.figures = {}
        rules = self.start(today, routine, before)
        if self.profile.red_flag:
            # Taken: a red flag leaves nothing to hold or to raise, so only what has matched stands beside it.
            rules = ["P1", *self.listed(today, self.last_rows, [r for r in rules if r in ("G1", "G2", "G3")])]
        forbidden = self.profile.red_flag or bool(self.forbidding(today))
        too_sore = "P3" in rules and (before or 0) >= 8 and self.starts_too_sore[-1:] == [True]
        sore = bool(self.b_rows.get(today))
        entries, omitted = self.doses(today, routine)
        level = HALF if sore else self.level
        return Plan(
            today,
            not forbidden,
            LEVELS[level],
            self.stage,
            sore,
            tuple(rules),
            entries,
            omitted,
            {id_: LEVELS[own] for id_, own in self.own.items() if own < FULL},
            dict(self.targets[routine.name]),
            self.figures,
            self.see_clinician or too_sore,
        )


def plan(
    routine: Routine,
    limits: Mapping[str, Limits],
    profile: Profile,
    log: Iterable[Session],
    now: datetime,
    before: int | None = None,
    others: Iterable[Routine] = (),
) -> Plan:
    """Today's plan of a routine by the document; `now` as a moment with its offset from UTC."""
    if profile.screened_at is not None and profile.screened_at > now:
        profile = replace(profile, screened_at=now)
    routines = {each.name: each for each in (*others, routine)}
    course = Course(profile, limits)
    for session in sorted(log, key=lambda session: session.at):
        course.play(session, routines, now)
    return course.plan(now.date(), routine, before)


def from_log(entries: Iterable[Mapping[str, Any]]) -> list[Session]:
    """Sessions as `coach log --json` lists them."""
    return [_session(entry) for entry in entries]


def _session(entry: Mapping[str, Any]) -> Session:
    reports = [Report(hurt["exercise"], hurt["rating"]) for hurt in entry.get("hurts") or ()]
    during = entry.get("during")
    if during is not None and during > max((report.rating for report in reports), default=-1):
        reports.append(Report(None, during))  # A log of the first edition: a report without an exercise.
    sides: dict[str, dict[str, int]] = {}
    for done in entry["sets"]:
        of = sides.setdefault(done["exercise"], {"left": 0, "right": 0})
        for side in ("left", "right") if done["side"] == "both" else (done["side"],):
            of[side] += done["reps"]
    moments = [datetime.fromisoformat(done["at"]) for done in (*entry["sets"], *(entry.get("hurts") or ()))]
    at = datetime.fromisoformat(entry["at"])
    return Session(
        at,
        entry["routine"],
        {id_: Amount(d["sets"], d["reps"], d["hold_s"]) for id_, d in entry["planned"].items()},
        {id_: min(of.values()) for id_, of in sides.items()},
        entry.get("before"),
        entry.get("after"),
        entry.get("morning"),
        entry.get("effort"),
        entry.get("stopped"),
        tuple(reports),
        entry.get("usual_pain"),
        ended_at=max([at, *moments]),
        most_done={id_: max(of.values()) for id_, of in sides.items()},
    )
