"""Makes the plan that is played now: routine × today's doses × what screening allows.

It must not know how doses were decided, nor files, clock, sound or screen. Screening is applied here once
more, whatever the decision says: this is the one gate that everything played goes through.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from coach.core import changes, doses, encouragement, kind_words, screening, words
from coach.core.exercise import ONE_SIDE, Dose, Exercise, base_of
from coach.core.model.decided import Decision, Prescribed
from coach.core.model.planned import Plan, PlanItem, Played
from coach.core.model.routine import Routine, RoutineItem
from coach.core.model.screened import NOTHING_LATELY, Lately, Profile
from coach.core.reason import Reason
from coach.core.screening.table import HIGHEST_UNSCREENED_STAGE

# Pain rules P4 and P2: past 5 a session does not go on; from 8 on nothing is played until screened again.
MOST_PAIN_TO_GO_ON = 5
SEVERE_PAIN = 8
# Reasons of a dose that tell nothing beside it.
SAYS_NO_CHANGE = frozenset(("as_planned", "as_before", "no_smaller", "no_smaller_now"))


def make(routine: Routine, decision: Decision, profile: Profile | None) -> Plan | None:
    """The plan for now, or None where nothing may be played; without a profile no answers leave anything out."""
    if not decision.allowed:
        return None
    today = {prescribed.id: prescribed for prescribed in decision.exercises}
    items = tuple(
        replace(
            dosed(as_written(item), now.dose),
            half_range=now.half_range or item.half_range,
            times_done=now.times_done,
        )
        for item in routine.every
        if (now := today.get(item.exercise.id)) is not None
        and now.dose.sets > 0
        and may_play(item.exercise, profile, decision.date, decision.lately)
    )
    if not items:
        return None
    return Plan(
        routine=routine.id,
        title=routine.title,
        voice=routine.voice,
        change=routine.change,
        change_s=routine.change_s,
        items=items,
        half_range=decision.range == "half",
        opening=f"{routine.title}. {words.together(decision.reasons)}".strip(),
        notes=_notes(profile, decision, items),
        doses=tuple(_doses_told(items, today)),
        encouragement=encouragement.chosen(profile, decision.date, decision.rounds_done),
        kind=kind_words.chosen(decision.date, decision.rounds_done, len(items)),
    )


def taken_up(
    routine: Routine, decision: Decision, profile: Profile | None, played: Sequence[Played], *, half_range: bool
) -> Plan | None:
    """The plan of an interrupted session, with the doses that were `played`; None where nothing is left of it.

    What screening leaves out by now, and what is not in the routine any more, is not in it.
    """
    written = {item.exercise.id: as_written(item) for item in routine.every}
    before = {base_of(each.id): each.times_done for each in decision.exercises}
    items = tuple(
        replace(
            dosed(item, each.dose), half_range=each.half_range, times_done=before.get(base_of(each.exercise), 0)
        )
        for each in played
        if (item := written.get(each.exercise)) is not None
        and may_play(item.exercise, profile, decision.date, decision.lately)
    )
    if not items:
        return None
    return Plan(
        routine=routine.id,
        title=routine.title,
        voice=routine.voice,
        change=routine.change,
        change_s=routine.change_s,
        items=items,
        half_range=half_range,
        encouragement=encouragement.chosen(profile, decision.date, decision.rounds_done),
    )


def as_written(item: RoutineItem) -> PlanItem:
    """An exercise of a routine as its file has it, whatever today's dose is."""
    written = PlanItem(
        item.exercise,
        item.dose,
        item.move_ms,
        item.return_ms,
        item.rest_ms,
        item.half_range,
        note=item.note,
        shape=item.shape,
        group=item.group,
    )
    return dosed(written, item.dose)


def dosed(item: PlanItem, dose: Dose) -> PlanItem:
    """The same exercise with a dose, its repetitions spread over the sets as its shape is."""
    in_sets = doses.in_sets(dose, item.exercise, item.shape) if item.shape else ()
    return replace(item, dose=dose, in_sets=in_sets)


def may_play(exercise: Exercise, profile: Profile | None, on: date, lately: Lately = NOTHING_LATELY) -> bool:
    """Whether screening lets an exercise be played on a day, with what the log tells of `lately`."""
    verdict = screening.judge(profile, on, lately)
    if profile is None and exercise.stage > HIGHEST_UNSCREENED_STAGE:
        return False
    return verdict.outcome == "plan" and screening.omission(profile, verdict, exercise) is None


def with_time_learned(plan: Plan) -> Plan:
    """With more time for the kinds of change that took long, which is said at the start of the next session.

    Where it waits anyway, and where a session only goes on, nothing is said.
    """
    kinds = set(_changes(plan)) if plan.change == "timed" and plan.begin is None else set()
    more = [(kind, seconds) for kind, seconds in changes.told(plan.change_s, plan.slow) if kind in kinds]
    notes = (words.sentence(Reason("longer_change", kind=kind, seconds=seconds)) for kind, seconds in more)
    return replace(plan, change_s=changes.all_learned(plan.change_s, plan.slow), notes=(*plan.notes, *notes))


def _changes(plan: Plan) -> Iterator[changes.ChangeKind]:
    """The changes of position in a plan."""
    before = None
    for item in plan.items:
        position = item.exercise.position
        other_side = item.exercise.side in ONE_SIDE  # It may be, and then there is more time.
        yield from filter(None, [changes.before_set(before, position, second_side=other_side)])
        before = position
        if item.exercise.side == "each":
            yield from filter(None, [changes.before_set(before, position, second_side=True)])


def lighten(plan: Plan, item: int | None, set_number: int = 1) -> Plan | None:
    """What is left of a plan after pain in a set of exercise number `item`: the later ones, halved, less far.

    All of them where it hurt in no exercise (None). Of a group that takes turns nothing is in it that was begun:
    half of a dose would come on top of what is done of it. Nor is another
    entry of the exercise that hurt. Gives None where nothing is left. The arithmetic is
    that of level half in the pain rules.
    """
    rest = []
    first = 0 if item is None else item + 1
    hurt = None if item is None else plan.items[item].exercise.base
    if item is not None and set_number > 1:
        first = max(group_of(plan, item)) + 1
    for later in plan.items[first:]:
        if later.exercise.base == hurt:
            continue
        dose = doses.at_factor(later.dose, later.exercise, Fraction(1, 2))
        if dose.sets > 0:
            rest.append(dosed(later, dose))
    if not rest:
        return None
    unsaid = replace(plan, opening="", notes=(), encouragement=None, kind=None, begin=None)
    return replace(unsaid, items=tuple(rest), half_range=True)


def group_of(plan: Plan, index: int) -> range:
    """The indices of the neighbours that take turns with an exercise, itself among them; alone where none does."""
    first = last = index
    name = plan.items[index].group
    while name and first > 0 and plan.items[first - 1].group == name:
        first -= 1
    while name and last + 1 < len(plan.items) and plan.items[last + 1].group == name:
        last += 1
    return range(first, last + 1)


def hurt_means(rating: int) -> Reason:
    """What a report of pain in the middle of a session (0 to 10) means for the rest of it."""
    if rating >= SEVERE_PAIN:
        return Reason("hurt_severe")
    return Reason("hurt_too_much" if rating > MOST_PAIN_TO_GO_ON else "hurt_go_on")


def planned(plan: Plan) -> Mapping[str, Dose]:
    """The doses of a plan by exercise, as the log keeps them."""
    return {item.exercise.id: item.dose for item in plan.items}


def _doses_told(items: Sequence[PlanItem], today: Mapping[str, Prescribed]) -> Iterator[str]:
    """What one has to know of the doses: those of exercises that are new to a person, and those that changed."""
    for item in items:
        exercise, why = item.exercise, today[item.exercise.id].reason
        changed = why.id not in SAYS_NO_CHANGE
        if changed or item.times_done == 0:
            told = Reason(
                "dose_aloud", name=exercise.name, dose=item.dose.figures, in_sets=item.in_sets, side=exercise.side
            )
            yield f"{words.sentence(told)} {words.aloud(why) if changed else ''}".strip()


def _notes(profile: Profile | None, decision: Decision, items: Sequence[PlanItem]) -> tuple[str, ...]:
    """What the screening has to say of this plan."""
    notes = screening.judge(profile, decision.date, decision.lately).notes
    bending = screening.bending_note(profile, (item.exercise for item in items))
    return tuple(map(words.sentence, notes if bending is None else (*notes, bending)))
