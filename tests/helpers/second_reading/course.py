"""The moments of a course in order, and the plan at hand, read a second time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from second_reading.after_session import judge_last
from second_reading.arithmetic import FULL, HALF, REST, at_level
from second_reading.at_start import at_start, way_up
from second_reading.between_sessions import after_a_gap, own_levels_on, targets_of, very_long_break
from second_reading.days import Day
from second_reading.limits import Amount, Limits
from second_reading.state import State
from second_reading.words import Judged, Profile, Routine, Session

LEVELS = {3: "full", 2: "reduced", HALF: "half", REST: "rest"}


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


def forbidding(state: State, today: date) -> set[str]:
    """What lasts: P2 and G3 until a newer screening, P16 to the third date after it, P3 to its date's end."""
    screened = state.profile.screened_at
    rows = set()
    if state.p2_at is not None and (screened is None or screened <= state.p2_at):
        rows.add("P2")
    if state.g3_from is not None and (screened is None or screened.date() < state.g3_from):
        rows.add("G3")
    if any(at <= today < at + timedelta(3) for at in state.p16):
        rows.add("P16")
    if "P3" in state.b_rows.get(today, ()):
        rows.add("P3")
    return rows


def listed(state: State, today: date, s_rows: list[str], g_rows: list[str]) -> list[str]:
    """S rows of the last session in table order, G rows, B rows; what lasts in its place, each once.

    Taken: a P16 that still forbids stands last of the S rows, its own session's too; later in table order.
    """
    lasting = forbidding(state, today)
    s = [row for row in s_rows if row not in lasting or row not in ("P2", "P16")]
    s = [*(["P2"] if "P2" in lasting else []), *s, *(["P16"] if "P16" in lasting else [])]
    g = [*g_rows, *(["G3"] if "G3" in lasting and "G3" not in g_rows else [])]
    b = [row for row in ("P3", "P4", "P5") if row in state.b_rows.get(today, ())]
    return list(dict.fromkeys([*s, *g, *b]))


def start(
    state: State,
    today: date,
    routine: Routine,
    before: int | None,
    usual_pain: int | None = None,
    *,
    refused: bool = False,
) -> list[str]:
    """All that happens at a start, up to the doses; gives the rules.

    Taken: a red flag leaves nothing to hold or to raise, so only what has matched stands beside it.
    """
    judge_last(state)
    g_rows = after_a_gap(state, today)
    own_levels_on(state, today)
    targets_of(state, routine)
    if "G3" in g_rows:
        # Taken: after the edits, so that one made during the break does not pass the start dose either.
        very_long_break(state)
    ref = state.ref(usual_pain)
    at_start(state, today, before, ref)
    rules = listed(state, today, state.last_rows, g_rows)
    return rules if rules or refused else way_up(state, today, routine, before, ref)


def refused_start(state: State, session: Session, today: date) -> None:
    """Counts only for P3 and makes its day neither; it ends no gap and does not enter the usual."""
    judge_last(state)
    at_start(state, today, session.before, state.ref(session.usual_pain))
    day = state.days.setdefault(today, Day(state.starts))
    day.refused = True
    day.s_or_b |= bool(state.b_rows[today])


def take_down(state: State, session: Session, today: date) -> None:
    """A session that has been started was done; its S rows wait, as its `morning` comes late."""
    sore = bool(state.b_rows[today])
    judged = Judged(session, today, state.ref(session.usual_pain), sore or state.level == HALF)
    played_at = HALF if sore else state.level
    targets = {name: dict(each) for name, each in state.targets.items()}
    state.at_last_start = (played_at, dict(state.own), targets, dict(state.file_doses))
    state.before_last, state.last, state.last_judged = state.last, judged, False
    if session.before is not None:
        state.befores.append(session.before)
    state.first_session = state.first_session or today
    day = state.days.setdefault(today, Day(state.starts))
    if not day.sessions:
        day.first_start = state.starts
    day.sessions += 1
    day.s_or_b |= sore
    for id_, most in (session.most_done or session.done).items():
        if most > 0:
            day.played.add(id_)
            day.routines.add(session.routine)
            day.done[id_] = day.done.get(id_, 0) + most
            # Taken: what was not planned was held as long as it may be.
            hold = session.planned[id_].hold_s if id_ in session.planned else state.limits[id_].max_hold_s
            day.holding_s[id_] = day.holding_s.get(id_, 0) + most * hold
            state.ever_done.add(id_)


def play(state: State, session: Session, routines: Mapping[str, Routine], now: datetime) -> None:
    """One session of the log. One that lies after now counts as if it were of now.

    Taken: a date later than today's is after now, too, as a journey west makes one. Days go on with moments: a
    date earlier than that of the session before counts as that one's.
    """
    if session.at > now:
        session = replace(session, at=now, ended_at=now)
    today = max([min(session.at.date(), now.date()), *state.days])
    if session.refused:
        refused_start(state, session, today)
    else:
        own = routines.get(session.routine, Routine(session.routine, {}))
        doses = session.routine_doses or own.doses or session.planned
        start(state, today, replace(own, doses=doses), session.before, session.usual_pain)
        take_down(state, session, today)
    state.too_sore = (session.before or 0) >= 8
    state.starts += 1


def passes_the_day(state: State, today: date, id_: str, dose: Amount) -> bool:
    """Whether a dose would pass `day`, or its seconds of holding, with what was done of it on this date."""
    limits, day = state.limits[id_], state.days.get(today, Day(0))
    holding_s = dose.sets * dose.reps * dose.hold_s + day.holding_s.get(id_, 0)
    too_long = limits.day_holding_s is not None and holding_s > limits.day_holding_s
    return dose.sets * dose.reps + day.done.get(id_, 0) > limits.day or too_long


def left_out_today(state: State, today: date, routine: str, id_: str, dose: Amount) -> bool:
    """The day's limit.

    Taken: also where it would have passed before the last session's pain, or this start's, made it smaller. By the
    letter a half dose could fit where the whole one did not, and invariant 1 says that more pain never gives more.
    """
    if state.last is not None and state.last.day == today:
        level, own, targets, files = state.at_last_start
        lowest = max(HALF, min(level, own.get(id_, FULL)))
        same_file = files.get(routine, {}).get(id_) == state.file_doses[routine][id_]
        then = targets[routine][id_] if same_file else state.targets[routine][id_]
        if passes_the_day(state, today, id_, at_level(then, lowest, state.limits[id_])):
            return True
    return passes_the_day(state, today, id_, dose)


def doses(state: State, today: date, routine: Routine) -> tuple[tuple[Entry, ...], dict[str, str]]:
    """Targets at the lowest of level, own level and sore day, without what is left out."""
    entries, omitted = [], {}
    sore = bool(state.b_rows.get(today))
    for id_, target in state.targets[routine.name].items():
        limits, own = state.limits[id_], state.own.get(id_, FULL)
        level = min(state.level, own, HALF if sore else FULL)
        dose = at_level(target, max(HALF, level), limits)
        if id_ in state.profile.excluded:
            omitted[id_] = "screening"
        elif limits.stage > state.stage:
            omitted[id_] = "stage"
        elif own == REST:
            omitted[id_] = "rest"
        elif left_out_today(state, today, routine.name, id_, dose):
            omitted[id_] = "day"
        else:
            entries.append(Entry(id_, dose, target, LEVELS[own], LEVELS[level]))
    return tuple(entries), omitted


def plan_now(state: State, today: date, routine: Routine, before: int | None) -> Plan:
    """The plan at hand; this turns the state on: keep a copy where more sessions follow."""
    red_flag = state.profile.red_flag
    rules = [*(["P1"] if red_flag else []), *start(state, today, routine, before, refused=red_flag)]
    forbidden = red_flag or bool(forbidding(state, today))
    too_sore = "P3" in rules and today in state.too_sore_again
    # Said as long as the row is listed: after its session, and as long as it forbids.
    rests_again = "P16" in rules and state.p16[-1] in state.rests_again
    sore = bool(state.b_rows.get(today))
    entries, omitted = doses(state, today, routine)
    level = HALF if sore else state.level
    return Plan(
        today,
        not forbidden,
        LEVELS[level],
        state.stage,
        sore,
        tuple(rules),
        entries,
        omitted,
        {id_: LEVELS[own] for id_, own in state.own.items() if own < FULL},
        dict(state.targets[routine.name]),
        state.figures,
        state.see_clinician or too_sore or rests_again,
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
    state = State(profile, limits)
    in_order = sorted(log, key=lambda session: session.at)
    # Taken: for the routine at hand "at first" is before the first session of all, so that cuts from before it was
    # first played count for it, too, which is safer. Another one begins with its own first session.
    mine = (each.routine_doses for each in in_order if each.routine == routine.name and each.routine_doses)
    targets_of(state, replace(routine, doses=next(mine, routine.doses)))
    for session in in_order:
        play(state, session, routines, now)
    return plan_now(state, now.date(), routine, before)
