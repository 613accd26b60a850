"""The form of the seconds that changes of position take, in settings and routines; it must not know who waits."""

from dataclasses import dataclass
from typing import Annotated

from coach.files.forms import Note, Within

Seconds = Annotated[int | None, Within(3, 120)]


@dataclass(frozen=True, slots=True)
class ChangeSecondsForm:
    """Seconds for each kind of change of position."""

    floor_to_chair: Annotated[Seconds, Note("From the floor up to a chair or to standing.")] = None
    chair_to_floor: Annotated[Seconds, Note("From a chair or from standing down to the floor.")] = None
    lying_to_side: Annotated[Seconds, Note("From lying to lying another way.")] = None
    other: Annotated[Seconds, Note("Every other change.")] = None
