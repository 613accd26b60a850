"""What a person is told of a decision: rows in their order, reasons, doses, what is left out; it decides nothing.

Reasons are ids with figures; the sentences are elsewhere (`coach.core.words`).
"""

from collections.abc import Mapping
from dataclasses import replace

from coach.core import doses
from coach.core.exercise import Dose, base_of, bases
from coach.core.model.decided import Finding, Prescribed, Suggestion
from coach.core.model.done import Aside
from coach.core.model.screened import Omission, Verdict
from coach.core.progression import matchers, rules
from coach.core.progression.day_counts import REST_DAYS
from coach.core.progression.day_limits import done_today, dose_now, fits_today
from coach.core.progression.first_state import all_limited
from coach.core.progression.fold import Start
from coach.core.progression.state import Setting, State, Targets
from coach.core.reason import Reason

SCREENING = "screening"
NOTHING_HARDER = Reason("nothing_harder")
STEADY = Reason("steady")


def refusal(verdict: Verdict) -> tuple[tuple[Finding, ...], tuple[Reason, ...]]:
    """The finding of a screening that allows no session, P1 for a red flag, and what else it says to it."""
    if verdict.outcome == "plan":
        return (), ()
    first, *more = verdict.reasons
    if verdict.outcome == "emergency":  # It says itself that this needs medical help.
        return (Finding("P1", first),), tuple(more)
    if verdict.outcome == "see_clinician":
        return (matchers.finding("P1"),), verdict.reasons
    return (Finding(SCREENING, first),), tuple(more)


def in_order(setting: Setting, start: Start) -> tuple[Finding, ...]:
    """Every row that matched for the plan at hand, each once: S rows, G rows, B rows, then up and hold rows.

    What still forbids a session stands where its kind stands: P2 first, P16 last of the S rows, G3 with the breaks.
    """
    state = start.state
    severe = tuple(each.found for each in state.blocked if each.found.rule == "P2")
    breaks = tuple(each.found for each in state.blocked if each.found.rule == "G3")
    rest = (state.rest,) if state.rest is not None else ()
    sore = state.day.sore if state.day is not None else ()
    after = tuple(_as_it_is_now(state, each) for each in state.matched if each != state.rest)
    found: dict[str, Finding] = {}
    for each in (*setting.refusal, *severe, *after, *rest, *start.gap, *breaks, *sore, *start.moves):
        found.setdefault(each.rule, each)
    return tuple(found.values())


def _as_it_is_now(state: State, found: Finding) -> Finding:
    """P2 after a newer screening no longer says to stop, nor P15 after the week that an exercise rests."""
    if found.rule == "P2" and not any(each.found == found for each in state.blocked):
        return Finding("P2", Reason("severe_cleared", **found.reason.figures))
    resting = {id_ for id_, own in state.own.items() if own.level == "rest"}
    if found.reason.id == "rest_of_exercise" and not resting:
        return Finding("P15", Reason("hurt_in_exercise", **found.reason.figures))
    return found


def blocking(found: tuple[Finding, ...], start: Start) -> tuple[Finding, ...]:
    """The rows that allow no session now; P2 and G3 only while no newer screening has lifted them."""
    state = start.state
    pending = {each.found.rule for each in state.blocked} | {"P1", "P3", SCREENING}
    pending |= {"P16"} if state.rest is not None else set()
    return tuple(each for each in found if each.rule in pending)


def reason(
    found: tuple[Finding, ...],
    blocking: tuple[Finding, ...],
    nothing_left: Reason | None,
    *,
    unlisted: Reason | None,
) -> Reason:
    """That of the first row in table order; where none matched, `unlisted` or that nothing changes.

    Where no session is allowed, of the first one that forbids it. After G3 the reason is G3's: it starts anew, so
    what earlier rows say no longer holds.
    """
    if blocking:
        return _first(blocking).reason
    if nothing_left is not None:
        return nothing_left
    anew = [each for each in found if each.rule == "G3"]
    if anew:
        return anew[0].reason
    if found:
        return _first(found).reason
    return unlisted or STEADY


def screen_again(blocking: tuple[Finding, ...]) -> tuple[Reason, ...]:
    """That the screening has to be answered again before the next session, where it can be now."""
    rules_now = {each.rule for each in blocking}
    if not rules_now & {"P2", "G3"} or _first(blocking).rule == "P1":
        return ()
    return (Reason("screen_again" if "P2" in rules_now else "screen_first"),)


def back(setting: Setting, start: Start) -> Reason | None:
    """The movement that comes back today; None where none does."""
    names = [item.exercise.name for id_, item in setting.items.items() if base_of(id_) in start.state.half_today]
    return Reason("back_today", name=names[0]) if names else None


def opened_nothing(setting: Setting, start: Start) -> bool:
    """Whether the new stage (P13) has nothing for this person yet, neither in the routine nor to suggest."""
    return not has_for_stage(setting, start.state, start.state.stage)


def has_for_stage(setting: Setting, state: State, stage: int) -> bool:
    """Whether there is an exercise of a stage for this person, in the routine or to suggest."""
    in_routine = any(
        item.exercise.stage == stage and base not in setting.barred and base not in state.held_out
        for base, item in ((item.exercise.base, item) for item in setting.items.values())
    )
    return in_routine or bool(_harder(setting, stage))


def nothing_left(
    played: tuple[Prescribed, ...], omitted: tuple[Omission, ...], *, done_today: bool
) -> Reason | None:
    """Why the plan came out empty; None where it did not."""
    if played:
        return None
    enough = done_today and any(each.rule == "day" for each in omitted)
    return Reason("enough_for_today") if enough else Reason("nothing_left")


def doses_today(
    setting: Setting, start: Start, round_now: int
) -> tuple[tuple[Prescribed, ...], tuple[Omission, ...], dict[str, Aside]]:
    """What is played in a round of the day, from 1, and what is left out, both in routine order.

    And what is not for this session: of another round, or standing in for one that is done itself.
    """
    played: list[Prescribed] = []
    omitted: list[Omission] = []
    aside: dict[str, Aside] = {}
    state, routine = start.state, setting.routine.id
    for id_, item in setting.items.items():
        if id_ in setting.unneeded:
            aside[id_] = "waits"
            continue
        dose = dose_now(state, routine, id_, item.exercise)
        base, before = base_of(id_), {each.id: each.dose for each in played}
        left_out = setting.barred.get(base) or _left_out(setting, start, id_, dose, round_now, before)
        if left_out is not None:
            omitted.append(left_out if left_out.id == id_ else replace(left_out, id=id_))
            if left_out.rule == "round":
                aside[id_] = "waits" if base in setting.slow else "round"
            continue
        level, own = state.level_now(id_), state.own_of(id_)
        assert level != "rest"
        played.append(
            Prescribed(
                id_, dose, state.routines[routine].targets[id_], _why(setting, start, id_, dose),
                half_range=level == "half" or base in state.half_today or base in setting.slow,
                level=level, own_level="full" if own is None else own.level,
                times_done=state.times_done.get(base, 0), instead_of=setting.stands_in.get(id_),
                in_sets=doses.in_sets(dose, item.exercise, item.shape) if item.shape else (),
            )
        )  # fmt: skip
    return tuple(played), tuple(omitted), aside


def suggest(setting: Setting, state: State) -> tuple[Suggestion, ...]:
    """What could be added, until it is: a step up for a stage that opened (P13), an easier one for one that hurt.

    One that is in the routine already is passed over: it needs no suggesting.
    """
    easier = (_easier(setting, id_) for id_ in state.eased if id_ in bases(setting.items))
    found = {each.id: each for each in (*_harder(setting, state.opened), *filter(None, easier))}
    return tuple(found.values())


def _harder(setting: Setting, stage: int) -> tuple[Suggestion, ...]:
    """P13: the first `up` link in routine order that the profile allows and that is of the new stage."""
    there = bases(setting.items)
    for id_, item in setting.items.items() if stage else ():
        link = item.exercise.up if id_ not in setting.unneeded else None
        if link is None or link in there or link in setting.barred or link not in setting.exercises:
            continue
        found = setting.exercises[link]
        if found.stage == stage:
            step = Reason("step_up", name=found.name, easier=item.exercise.name, start=found.start.figures)
            return (Suggestion(link, step),)
    return ()


def _easier(setting: Setting, id_: str) -> Suggestion | None:
    """P15: the first `down` link that the profile allows; None where it is in the routine, or there is none."""
    exercise = setting.exercises[id_]
    seen, link = {id_}, exercise.down
    while link is not None and link in setting.exercises and link not in seen:
        found = setting.exercises[link]
        if link not in setting.barred:
            if link in bases(setting.items):
                return None
            step = Reason("step_down", name=found.name, harder=exercise.name, start=found.start.figures)
            return Suggestion(link, step)
        seen.add(link)
        link = found.down
    return None


def _first(found: tuple[Finding, ...]) -> Finding:
    """The first in table order; what the screening itself says stands before the table."""
    return min(found, key=lambda each: rules.ORDER.get(each.rule, -1))


def _left_out(
    setting: Setting, start: Start, id_: str, dose: Dose, round_now: int, before: Mapping[str, Dose]
) -> Omission | None:
    """What leaves out an exercise that screening allows: stage, a slow return, a rest, its rounds, the day."""
    state, item = start.state, setting.items[id_]
    exercise = item.exercise
    if exercise.stage > state.stage:
        return Omission(id_, Reason("above_stage", stage=exercise.stage, reached=state.stage), "stage")
    if base_of(id_) in state.held_out:
        return Omission(id_, Reason("comes_back_later"), "return")
    own = state.own_of(id_)
    if own is not None and own.level == "rest":
        days = REST_DAYS if own.rests_from is None else (own.rests_from - start.day).days + REST_DAYS
        return Omission(id_, Reason("rests", days=days), "rest")
    if dose.repetitions == 0:
        return Omission(id_, Reason("nothing_under_limits"), "limit")
    if item.rounds and round_now not in item.rounds:
        return Omission(id_, Reason("other_round", rounds=item.rounds), "round")
    return (
        None if fits_today(setting, state, id_, dose, before) else Omission(id_, _full(setting, state, id_), "day")
    )


def _full(setting: Setting, state: State, id_: str) -> Reason:
    """That the day has no room for a dose; how much was done where that is less than a day may have."""
    exercise = setting.exercises[id_]
    done, held_s = done_today(setting, state, id_)
    room = done < exercise.day_reps and (exercise.day_holding_s is None or held_s < exercise.day_holding_s)
    return Reason("enough_today", done=done) if done and room else Reason("enough_today")


def _why(setting: Setting, start: Start, id_: str, dose: Dose) -> Reason:
    """Why an exercise has its dose."""
    state = start.state
    mine = state.routines[setting.routine.id]
    target = mine.targets[id_]
    base = base_of(id_)
    if base in start.returned:
        return Reason("back_half_range")
    if base in state.half_today:
        return Reason("back_since_today")
    if base in setting.slow:
        return Reason("open_slowly")
    level = state.level_now(id_)
    if level != "full" and dose == target:
        return Reason("no_smaller" if target == mine.own.get(id_) else "no_smaller_now")
    if level != "full":
        own = level != state.level_now()
        shortest = dose.hold_s < target.hold_s
        return Reason(
            "part", level=level, target=target.figures, dose=dose.figures, shortest_hold=shortest, own=own
        )
    if id_ in start.raised:
        return _raised(mine.planned.get(id_), target)
    if id_ in start.edited:
        return Reason("edited")
    why = _as_planned(setting, mine, id_, target)
    if why.id == "as_planned" and id_ in setting.stands_in:
        return Reason("in_place", name=setting.exercises[setting.stands_in[id_]].name)
    return why


def _as_planned(setting: Setting, mine: Targets, id_: str, target: Dose) -> Reason:
    """Of a dose at full: whether it is the routine's own or grown from it, or less than it was or is asked for."""
    if below_mark(setting, target, mine.marks, id_):
        return Reason("cut_before", mark=mine.marks[id_].figures)
    exercise, own = setting.exercises[id_], mine.own.get(id_, target)
    if doses.total(target, exercise) < doses.total(own, exercise):
        at_most = target == all_limited(setting, {**mine.own, id_: own}, setting.routine.id)[id_]
        return Reason("limited", asked=own.figures, dose=target.figures) if at_most else Reason("as_before")
    return Reason("as_planned")


def below_mark(setting: Setting, target: Dose, marks: Mapping[str, Dose], id_: str) -> bool:
    exercise = setting.exercises[id_]
    return id_ in marks and doses.total(target, exercise) < doses.total(marks[id_], exercise)


def _raised(last: Dose | None, new: Dose) -> Reason:
    """How a raised dose compares with the last one that was planned, which need not be the target before it."""
    if last is None:
        return Reason("raised")
    more = new.reps - last.reps
    if new.sets == last.sets + 1:
        return Reason("raised_set", new=new.figures, last=last.figures)
    if (new.sets, new.reps) == (last.sets, last.reps) and new.hold_s > last.hold_s:
        return Reason("raised_hold", more_s=new.hold_s - last.hold_s)
    if (new.sets, new.hold_s) == (last.sets, last.hold_s) and more > 0:
        return Reason("raised_reps", more=more)
    return Reason("raised_from", new=new.figures, last=last.figures)
