"""What settings and routines say of changes of position, and whose word goes first; it must not know who waits."""

from dataclasses import dataclass, fields, replace
from typing import Annotated

from coach.core.changes import ChangeSeconds
from coach.core.model.planned import Plan
from coach.core.model.routine import ChangeMode
from coach.core.plan import with_time_learned
from coach.files.forms import Note, Within

Seconds = Annotated[int | None, Within(3, 120)]


@dataclass(frozen=True, slots=True)
class ChangeSecondsForm:
    """Seconds for each kind of change of position."""

    floor_to_chair: Annotated[Seconds, Note("From the floor up to a chair or to standing.")] = None
    chair_to_floor: Annotated[Seconds, Note("From a chair or from standing down to the floor.")] = None
    lying_to_side: Annotated[Seconds, Note("From lying to lying another way.")] = None
    other: Annotated[Seconds, Note("Every other change.")] = None

    def over(self, others: ChangeSeconds) -> ChangeSeconds:
        """The seconds that are said here, and the others where nothing is."""
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        return replace(others, **{name: value for name, value in said.items() if value is not None})


def as_wished(plan: Plan, change: ChangeMode | None, seconds: ChangeSecondsForm | None) -> Plan:
    """The plan with what the user's settings say of changes of position, which goes before what a routine says.

    What was learned of them goes on top of it.
    """
    change_s = plan.change_s if seconds is None else seconds.over(plan.change_s)
    return with_time_learned(replace(plan, change=change or plan.change, change_s=change_s))
