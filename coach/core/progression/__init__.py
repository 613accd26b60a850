"""Decides today's doses from the session log: a pure fold; it must not know files, the clock, a screen or sound.

The pain rules, second edition: `rules` is their table, `coach.core.doses` their arithmetic, `ratings` their words,
`matchers` which rows match, `raises` the rows that go up or hold, `setbacks` what the others take away, `fold` puts
them in order, `routine_changes` what the routine's file does, `state` what is carried along, `day_counts` the days,
`explain` and `day_reasons` what the person is told, `day_kind` of what kind a day is, `outlook` what brings more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from operator import itemgetter

from coach.core import screening
from coach.core.exercise import Entries, Exercise, base_of
from coach.core.model.decided import Decision
from coach.core.model.done import Session
from coach.core.model.routine import Routine
from coach.core.model.screened import NOTHING_LATELY, Lately, Omission, Profile, Verdict
from coach.core.progression import day_reasons, explain, rules
from coach.core.progression.first_state import doses_of_today
from coach.core.progression.fold import begin, fold
from coach.core.progression.moments import is_later, wall_time
from coach.core.progression.state import Setting, State
from coach.core.reason import Reason
from coach.core.screening.table import HIGHEST_UNSCREENED_STAGE


def decide(
    routine: Routine,
    exercises: Mapping[str, Exercise],
    profile: Profile | None,
    sessions: Sequence[Session],
    on: date,
    before: int | None = None,
    *,
    others: Mapping[str, int] | None = None,
    now: datetime | None = None,
) -> Decision:
    """The doses for a session of `routine` on the date `on`, each with its reason, and every row that matched.

    `sessions` is the whole log in any order; those after `on` are not looked at, but for those after `now`, which
    count as if they were of now. `before` is today's pain, 0 to 10. `others`: rounds a day of the other routines.
    Without a profile the stage is 1, nothing is opted in to, and P2 and G3 are never lifted.
    Where no session is allowed there are no exercises. Source: the pain rules (`coach rules`).
    """
    past = up_to(on, sessions, now)
    lately = Lately(screening.spread_on(past, on))
    setting = settle(routine, exercises, profile, on, lately, others=others, now=now)
    return decide_from(setting, fold(setting, past, latest=on), on, before)


def up_to(on: date, sessions: Iterable[Session], now: datetime | None = None) -> list[Session]:
    """The sessions up to and with a date, sorted by moment, then in the order of recording.

    With `now`, and a date that is not before it, these are all: one of a later date (a clock set back, a journey
    west, a slip of the year) counts as if it were of that date (`fold`), and is never ignored. Else one after a
    journey west belongs to the day of the session before it, as in the fold.
    """
    every = [*sessions]
    offset = next((found for each in every if (found := each.at.utcoffset()) is not None), timedelta())
    dated = sorted([(_moment(each.at, offset), each.id, each) for each in every], key=itemgetter(0, 1))
    ordered = [each for _, _, each in dated]
    if now is not None and on >= now.date():
        return ordered
    days = accumulate((each.at.date() for each in ordered), max)
    return [each for each, day in zip(ordered, days, strict=True) if day <= on]


def _moment(at: datetime, offset: timedelta) -> datetime:
    """A moment in UTC, without its zone; one without a zone is read with the offset of the first that has one."""
    found = at.utcoffset()
    return wall_time(at) - (offset if found is None else found)


def settle(
    routine: Routine,
    exercises: Mapping[str, Exercise],
    profile: Profile | None,
    on: date,
    lately: Lately = NOTHING_LATELY,
    *,
    others: Mapping[str, int] | None = None,
    now: datetime | None = None,
) -> Setting:
    """What stays the same during the fold for one day; of `lately` the fold itself finds out what is quiet.

    `others`: rounds a day of the person's other routines. A screening that lies after `now`, where that is on the
    date, else after the date, counts as of then.
    """
    verdict = screening.judge(profile, on, lately)
    items = {item.exercise.id: item for item in routine.every}
    known = Entries({**exercises, **{id_: item.exercise for id_, item in items.items()}})
    latest = datetime.combine(on, time.max) if now is None or now.date() != on else now
    refusal, refused_for = explain.refusal(verdict)
    setting = Setting(
        routine=routine,
        exercises=known,
        items=items,
        barred=_barred(known.values(), profile, verdict),
        refusal=refusal,
        refused_for=refused_for,
        usual=None if profile is None else profile.usual_pain,
        stage=HIGHEST_UNSCREENED_STAGE if profile is None else profile.stage,
        screened_at=None if profile is None else _at_most(profile.screened_at, latest),
        others=others,
        lately=lately,
        lifts=profile is None or profile.ahead is None,
        stands_in={
            item.instead.exercise.id: item.exercise.id for item in routine.items if item.instead is not None
        },
    )
    if not screening.waits(verdict):
        return _without_unneeded(setting, setting.barred)
    later = screening.judge(profile, on, replace(lately, quiet=True))
    opened = replace(setting, barred=_barred(known.values(), profile, later))
    return replace(_without_unneeded(setting, opened.barred), opened=_without_unneeded(opened, opened.barred))


def _without_unneeded(setting: Setting, for_good: Mapping[str, Omission]) -> Setting:
    """Bars what stands in for an exercise that screening allows, or only keeps waiting for quiet weeks.

    So no pain ever brings in an exercise: what has set those weeks back, or opened a stage late, was pain.
    """
    unneeded = frozenset(id_ for id_, wanted in setting.stands_in.items() if base_of(wanted) not in for_good)
    waiting = {id_: Omission(id_, Reason("stands_by"), "stands_by") for id_ in unneeded}
    return replace(setting, barred={**setting.barred, **waiting}, unneeded=unneeded)


def decide_from(setting: Setting, state: State, on: date, before: int | None = None) -> Decision:
    """The decision for the state that a log has led to; `state` must come from sessions up to `on`."""
    routine = setting.routine
    start = begin(setting, state, on, before, doses_of_today(setting))
    setting, state = start.setting, start.state
    today = () if state.day is None else state.day.sessions
    done = [s for s in today if s.routine == routine.id and any(each.reps > 0 for each in s.sets)]
    played, omitted, aside = explain.doses_today(setting, start, len(done) + 1)
    found = explain.in_order(setting, start)
    allowed = not explain.blocking(found, start)
    found = day_reasons.as_played(setting, state, found, played, allowed=allowed)
    blocking = explain.blocking(found, start)
    left = explain.nothing_left(played, omitted, done_today=bool(today))
    new = day_reasons.unlisted(setting, start, played)
    reason = explain.reason(found, blocking, left, unlisted=new)
    also = (*setting.refused_for, *explain.screen_again(blocking))
    if not blocking:
        also = day_reasons.also(setting, start, found, new, played)
    level = state.level_now()
    assert level != "rest"
    return Decision(
        date=on,
        routine=routine.id,
        allowed=not blocking,
        rounds_done=len(done),
        rounds_goal=routine.rounds_per_day,
        level=level,
        stage=state.stage,
        rules=tuple(each.rule for each in found if each.rule in rules.ORDER),
        reason=reason,
        findings=found,
        exercises=() if blocking else played,
        omitted=omitted,
        suggest=() if blocking else explain.suggest(setting, state),
        lately=replace(setting.lately, quiet=state.open_since is not None),
        also=also,
        sore_day=state.sore,
        aside=aside,
    )


def _at_most(at: datetime, latest: datetime) -> datetime:
    return latest if is_later(at, latest) else at


def _barred(exercises: Iterable[Exercise], profile: Profile | None, verdict: Verdict) -> dict[str, Omission]:
    """What screening leaves out today: of the routine, and of what could be suggested."""
    found = (screening.omission(profile, verdict, exercise) for exercise in exercises)
    return {omission.id: omission for omission in found if omission is not None}
