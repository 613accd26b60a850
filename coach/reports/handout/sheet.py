"""What is on the hand-out of a routine, as values; it must not know words, nor how a page is made."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from coach.core import plan
from coach.core.exercise import Exercise
from coach.core.figure.vector import Drawing, drawing
from coach.core.model.decided import Decision
from coach.core.model.done import Side
from coach.core.model.planned import PlanItem
from coach.core.model.routine import Routine
from coach.core.model.screened import Omission, Profile
from coach.core.reason import Reason

# What leaves an exercise out of this one session only: it stays on a page that hangs on a wall for weeks.
ONLY_NOW = frozenset(("round", "day"))
HALF = 0.5  # How far half a range goes.


@dataclass(frozen=True, slots=True)
class Card:
    """One exercise: as it is `written`, and `today` where that is another dose. `why` says of today what it is.

    `pictures` are its start and its end, None where it has no figure.
    """

    written: PlanItem
    today: PlanItem | None = None
    why: Reason | None = None
    pictures: tuple[Drawing, Drawing] | None = None

    @property
    def exercise(self) -> Exercise:
        return self.written.exercise

    @property
    def half_range(self) -> bool:
        """Whether it goes half as far, today or always."""
        return (self.today or self.written).half_range


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page of a routine on a date; `left_out` is never something to do.

    `day` are the reasons of today's doses, empty without a profile; `notes` what the screening has to say.
    """

    routine: Routine
    on: date
    screened: bool
    cards: tuple[Card, ...]
    left_out: tuple[tuple[Exercise, Reason], ...] = ()
    day: tuple[Reason, ...] = ()
    notes: tuple[str, ...] = ()


def sheet(routine: Routine, decision: Decision, profile: Profile | None, notes: tuple[str, ...] = ()) -> Sheet:
    """What today's decision makes of a routine. Without a profile its doses are as written."""
    omitted = {each.id: each for each in decision.omitted}
    left_out = tuple(
        (item.exercise, omitted[item.exercise.id].reason)
        for item in routine.every
        if item.exercise.id in omitted and omitted[item.exercise.id].rule not in ONLY_NOW
    )
    return Sheet(
        routine=routine,
        on=decision.date,
        screened=profile is not None,
        cards=tuple(_cards(routine, decision, profile, omitted)),
        left_out=left_out,
        day=decision.reasons if profile is not None else (),
        notes=notes,
    )


def _cards(
    routine: Routine, decision: Decision, profile: Profile | None, omitted: dict[str, Omission]
) -> Iterator[Card]:
    """The exercises to do, in their order. Screening is asked once more, whatever the decision says."""
    played = {each.id: each for each in decision.exercises}
    for item in routine.every:
        now, out = played.get(item.exercise.id), omitted.get(item.exercise.id)
        if not plan.may_play(item.exercise, profile, decision.date, decision.lately):
            continue
        written = plan.as_written(item)
        if now is not None and now.dose.sets > 0:
            today = _today(written, plan.dosed(written, now.dose), half=now.half_range) if profile else None
            told = today is not None or now.reason.id not in plan.SAYS_NO_CHANGE
            yield Card(written, today, now.reason if profile and told else None, _pictures(today or written))
        elif out is not None and out.rule in ONLY_NOW:
            yield Card(written, why=out.reason if profile else None, pictures=_pictures(written))


def _today(written: PlanItem, today: PlanItem, *, half: bool) -> PlanItem | None:
    """Today's, where it is another than the written one."""
    today = replace(today, half_range=half or written.half_range)
    return None if today == written else today


def _pictures(item: PlanItem) -> tuple[Drawing, Drawing] | None:
    exercise = item.exercise
    if exercise.figure is None:
        return None
    side: Side = "left" if exercise.side == "left" else "right"
    reach = HALF if item.half_range else 1.0
    return drawing(exercise.figure, "start", side, reach=reach), drawing(exercise.figure, "end", side, reach=reach)
