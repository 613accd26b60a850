"""What was said of pain in a session, where it was felt, and what is left then; it must not know what is done."""

from typing import Literal

from coach.core import plan as plans
from coach.core.model.planned import Plan, PlanItem
from coach.core.timeline.view import View

# Pain with which a session ends at once, whatever its number.
Serious = Literal["sharp", "spread"]


class Pain:
    """The reports of pain. Exercises are numbers in the plan that is played; None is no exercise.

    `highest`, `worked_in` and `worked_set` are those of a session that goes on.
    """

    def __init__(self, highest: int | None = None, worked_in: int | None = None, worked_set: int = 1) -> None:
        self.highest = highest  # Of all reports, 0 to 10.
        self.serious: Serious | None = None
        self.felt_in: int | None = None  # The exercise of the last report: going on with less leaves it.
        self.felt_set = 1  # Which set of it that was.
        self._worked_in = worked_in  # The one in which a repetition was begun last.
        self._worked_set = worked_set

    def look(self, view: View | None) -> None:
        """Takes note of what is done; to be called at every tick."""
        if view is not None and view.kind == "rep":
            self._worked_in, self._worked_set = view.item, view.set

    def where(self, view: View | None) -> tuple[int | None, int]:
        """The exercise in which pain is felt now, and which set of it.

        Before the first repetition of an exercise that is the one before it, if any: nothing of the next one was
        done yet.
        """
        self.look(view)
        return self._worked_in, self._worked_set

    def report(self, rating: int, view: View | None) -> int | None:
        """Takes a report, and gives its exercise."""
        self.felt_in, self.felt_set = self.where(view)
        self.highest = rating if self.highest is None else max(self.highest, rating)
        return self.felt_in

    def left_of(self, plan: Plan) -> PlanItem | None:
        """The exercise that going on with less leaves; None where the pain was in none, as nothing was done yet."""
        return None if self.felt_in is None else plan.items[self.felt_in]

    def lighter(self, plan: Plan) -> Plan | None:
        """What is left of the plan to go on with; None where nothing follows."""
        return plans.lighten(plan, self.felt_in, self.felt_set)

    def forget_where(self) -> None:
        """Another plan is played from here on, whose exercises have other numbers."""
        self.felt_in = self._worked_in = None

    @property
    def too_much(self) -> bool:
        """Whether the highest report allows no going on (pain rules P2 and P4)."""
        return self.highest is not None and self.highest > plans.MOST_PAIN_TO_GO_ON

    @property
    def signs(self) -> bool:
        """Whether the signs that need help today are to be shown."""
        return self.serious is not None or (self.highest is not None and self.highest >= plans.SEVERE_PAIN)
