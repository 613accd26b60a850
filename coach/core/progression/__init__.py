"""Decides today's doses from the session log: a pure fold; it must not know files, the clock, a screen or sound.

The pain rules: `coach.rules` is their table, `coach.doses` their arithmetic, `ratings` their words, `rows`
which rows match, `up` the rows that go up or hold, `fold` what they do, `own` what the routine's file does, `past`
what the plans of old tell, `state` what is carried along, `explain` what the person reads.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from operator import itemgetter

from coach.core import screening
from coach.core.model import (
    NOTHING_LATELY,
    Decision,
    Exercise,
    Lately,
    Omission,
    Profile,
    Routine,
    Session,
    Verdict,
)
from coach.core.progression import explain, rules
from coach.core.progression.fold import begin, fold
from coach.core.progression.state import Setting, State, doses_of_today, wall_time
from coach.core.screening.table import HIGHEST_UNSCREENED_STAGE


def decide(
    routine: Routine,
    exercises: Mapping[str, Exercise],
    profile: Profile | None,
    sessions: Sequence[Session],
    on: date,
    before: int | None = None,
) -> Decision:
    """The doses for a session of `routine` on the date `on`, each with its reason, and every row that matched.

    `sessions` is the whole log in any order; those after `on` are not looked at. `before` is today's pain, 0 to 10.
    Without a profile the stage is 1, nothing is opted in to, and P2 and G3 are never lifted.
    Where no session is allowed there are no exercises. Source: the pain rules (`coach rules`).
    """
    lately = Lately(screening.spread_on(sessions, on))
    setting = settle(routine, exercises, profile, on, lately)
    return decide_from(setting, fold(setting, up_to(on, sessions)), on, before)


def up_to(on: date, sessions: Iterable[Session]) -> list[Session]:
    """The sessions up to and with a date, sorted by time, then in the order of recording."""
    end_of_day = datetime.combine(on, time.max)
    dated = [(at, each.id, each) for each in sessions if (at := wall_time(each.at)) <= end_of_day]
    dated.sort(key=itemgetter(0, 1))
    return [session for _, _, session in dated]


def settle(
    routine: Routine,
    exercises: Mapping[str, Exercise],
    profile: Profile | None,
    on: date,
    lately: Lately = NOTHING_LATELY,
) -> Setting:
    """What stays the same during the fold for one day; of `lately` the fold itself finds out what is quiet."""
    verdict = screening.judge(profile, on, lately)
    items = {item.exercise.id: item for item in routine.items}
    known = {**exercises, **{id_: item.exercise for id_, item in items.items()}}
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
        screened_at=None if profile is None else wall_time(profile.screened_at),
        lately=lately,
    )
    if not screening.waits(verdict):
        return setting
    later = screening.judge(profile, on, replace(lately, quiet=True))
    return replace(setting, opened=replace(setting, barred=_barred(known.values(), profile, later)))


def decide_from(setting: Setting, state: State, on: date, before: int | None = None) -> Decision:
    """The decision for the state that a log has led to; `state` must come from sessions up to `on`."""
    routine = setting.routine
    start = begin(setting, state, on, before, doses_of_today(setting))
    setting, state = start.setting, start.state
    found = explain.in_order(setting, start)
    blocking = explain.blocking(found, start)
    played, omitted = explain.doses_today(setting, start)
    done = [s for s in state.today if s.routine == routine.id and any(each.reps > 0 for each in s.sets)]
    opened = any(each.rule == "P13" for each in found)
    left, back = explain.nothing_left(played, omitted), explain.back(setting, start)
    reason = explain.reason(found, blocking, left, first=state.last is None, back=back)
    also = (*setting.refused_for, *((explain.SCREEN_AGAIN,) if explain.screen_again(blocking) else ()))
    if opened and not blocking and explain.opened_nothing(setting, start):
        also = (explain.NOTHING_HARDER,)
    return Decision(
        date=on,
        routine=routine.id,
        allowed=not blocking,
        rounds_done=len(done),
        rounds_goal=routine.rounds_per_day,
        level=state.level,
        stage=state.stage,
        rules=tuple(each.rule for each in found if each.rule in rules.ORDER),
        reason=reason,
        findings=found,
        exercises=() if blocking else played,
        omitted=omitted,
        suggest=explain.suggest(setting, state.stage) if opened else (),
        lately=replace(setting.lately, quiet=state.open_since is not None),
        also=also,
    )


def _barred(exercises: Iterable[Exercise], profile: Profile | None, verdict: Verdict) -> dict[str, Omission]:
    """What screening leaves out today: of the routine, and of what could be suggested."""
    found = (screening.omission(profile, verdict, exercise) for exercise in exercises)
    return {omission.id: omission for omission in found if omission is not None}
