"""What a person is told of a decision: rows in their order, reasons, doses, what is left out; it decides nothing.

Reasons are ids with figures; the sentences are elsewhere (`coach.core.words`).
"""

from coach.core.model import Dose, Finding, Omission, Prescribed, Suggestion, Verdict
from coach.core.progression import matchers, rules
from coach.core.progression.fold import Start
from coach.core.progression.state import Setting, dose_now
from coach.core.reason import Reason

SCREENING = "screening"
NOTHING_LEFT, TOO_LITTLE = Reason("nothing_left"), Reason("too_little")
NOTHING_HARDER, SCREEN_AGAIN = Reason("nothing_harder"), Reason("screen_again")


def refusal(verdict: Verdict | None) -> tuple[tuple[Finding, ...], tuple[Reason, ...]]:
    """The finding of a screening that allows no session, P1 for a red flag, and what else it says to it."""
    if verdict is None or verdict.outcome == "plan":
        return (), ()
    first, *more = verdict.reasons
    if verdict.outcome == "emergency":  # It says itself that this needs medical help.
        return (Finding("P1", first),), tuple(more)
    if verdict.outcome == "see_clinician":
        return (matchers.finding("P1"),), verdict.reasons
    return (Finding(SCREENING, first),), tuple(more)


def in_order(setting: Setting, start: Start) -> tuple[Finding, ...]:
    """Every row that matched for the plan at hand, each once: S rows, G rows, B rows, then up and hold rows.

    A P2 or a G3 of an earlier session that no screening has lifted stands where its kind stands.
    """
    state = start.state
    severe = tuple(each for each in state.blocked if each.rule == "P2")
    breaks = tuple(each for each in state.blocked if each.rule == "G3")
    gap = tuple(each for each in start.rows if each.rule.startswith("G"))
    sore = (state.sore,) if state.sore is not None else ()
    found: dict[str, Finding] = {}
    for each in (*setting.refusal, *severe, *state.matched, *gap, *breaks, *start.rows, *sore, *start.moves):
        found.setdefault(each.rule, each)
    return tuple(found.values())


def blocking(found: tuple[Finding, ...], start: Start) -> tuple[Finding, ...]:
    """The rows that allow no session now; P2 and G3 only while no newer screening has lifted them."""
    pending = {each.rule for each in start.state.blocked} | {"P1", "P3", SCREENING}
    return tuple(each for each in found if each.rule in pending)


def reason(
    found: tuple[Finding, ...],
    blocking: tuple[Finding, ...],
    nothing_left: Reason | None,
    *,
    first: bool,
    back: Reason | None = None,
) -> Reason:
    """That of the first row in table order; where none matched, `back` or that nothing changes.

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
    return back or Reason("first" if first else "steady")


def screen_again(blocking: tuple[Finding, ...]) -> bool:
    """Whether the screening has to be answered again before the next session, and can be now."""
    again = any(each.rule in ("P2", "G3") for each in blocking)
    return again and _first(blocking).rule != "P1"


def back(setting: Setting, start: Start) -> Reason | None:
    """The movement that comes back today; None where none does."""
    names = [item.exercise.name for id_, item in setting.items.items() if id_ in start.state.half_today]
    return Reason("back_today", name=names[0]) if names else None


def opened_nothing(setting: Setting, start: Start) -> bool:
    """Whether the new stage (P13) has nothing for this person yet, neither in the routine nor to suggest."""
    stage = start.state.stage
    now = any(
        item.exercise.stage == stage and id_ not in setting.barred and id_ not in start.state.held_out
        for id_, item in setting.items.items()
    )
    return not now and not suggest(setting, stage)


def nothing_left(played: tuple[Prescribed, ...], omitted: tuple[Omission, ...]) -> Reason | None:
    """Why the plan came out empty; None where it did not."""
    if played:
        return None
    return TOO_LITTLE if any(each.rule == "half" for each in omitted) else NOTHING_LEFT


def doses_today(setting: Setting, start: Start) -> tuple[tuple[Prescribed, ...], tuple[Omission, ...]]:
    """What is played and what is left out, both in routine order."""
    played: list[Prescribed] = []
    omitted: list[Omission] = []
    for id_ in setting.items:
        dose = dose_now(setting, start.state, id_)
        left_out = setting.barred.get(id_) or _left_out(setting, start, id_, dose)
        if left_out is not None:
            omitted.append(left_out)
        else:
            target = start.state.targets[id_]
            half = id_ in start.state.half_today
            played.append(Prescribed(id_, dose, target, _why(setting, start, id_, dose), half_range=half))
    return tuple(played), tuple(omitted)


def suggest(setting: Setting, stage: int) -> tuple[Suggestion, ...]:
    """P13: the first `up` link in routine order that the profile allows and that is of the new stage.

    One that is in the routine already is passed over: it needs no suggesting.
    """
    for item in setting.items.values():
        link = item.exercise.up
        if link is None or link in setting.items or link in setting.barred or link not in setting.exercises:
            continue
        found = setting.exercises[link]
        if found.stage == stage:
            step = Reason("step_up", name=found.name, easier=item.exercise.name, start=found.start.figures)
            return (Suggestion(link, step),)
    return ()


def _first(found: tuple[Finding, ...]) -> Finding:
    """The first in table order; what the screening itself says stands before the table."""
    return min(found, key=lambda each: rules.ORDER.get(each.rule, -1))


def _left_out(setting: Setting, start: Start, id_: str, dose: Dose) -> Omission | None:
    """What leaves out an exercise that screening allows: stage, a slow return, level half, a limit of the day."""
    state, exercise = start.state, setting.items[id_].exercise
    if exercise.stage > state.stage:
        return Omission(id_, Reason("above_stage", stage=exercise.stage, reached=state.stage), "stage")
    if id_ in state.held_out:
        return Omission(id_, Reason("comes_back_later"), "return")
    if dose.repetitions > 0:
        return None
    target = state.targets[id_]
    if target.repetitions == 0:
        return Omission(id_, Reason("nothing_under_limits"), "limit")
    if state.level == "half" and not state.today:
        return Omission(id_, Reason("half_too_little", target=target.figures), "half")
    return Omission(id_, Reason("enough_today"), "day")


def _why(setting: Setting, start: Start, id_: str, dose: Dose) -> Reason:
    """Why an exercise has its dose."""
    state = start.state
    target = state.targets[id_]
    if id_ in start.returned:
        return Reason("back" if setting.items[id_].exercise.tags == {"neutral"} else "back_half_range")
    if id_ in state.half_today:
        return Reason("back_since_today")
    if state.level != "full" and dose == target:
        return Reason("no_smaller")
    if state.level != "full":
        return Reason("part", level=state.level, target=target.figures, shortest_hold=dose.hold_s < target.hold_s)
    if dose != target:
        return Reason("rest_of_day", target=target.figures)
    if id_ in start.raised:
        return _raised(state.planned.get(id_), target)
    return Reason("edited" if id_ in start.edited else "as_planned")


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
