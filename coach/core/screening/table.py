"""The table of the screening as data: what asks for help first, and what each group leaves out; it must not judge.

Source of every row: the project's screening table (red flags: NHS inform, NICE NG59; clearance: PAR-Q+; groups:
source article, Sinaki 1989, BJSM 2022).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from coach.core.model import Exercise, Outcome, Profile
from coach.core.reason import Reason

LATER_WEEKS = 6
SURGERY_MONTHS = 12
SUPINE_WEEKS = 12
GREEN_WEEKS = 4
QUIET_DAYS = 14
ADULT_AGE = 18
CHECKED_AGE = 69
FIRST_PAIN_LOW, FIRST_PAIN_HIGH = 20, 50


@dataclass(frozen=True, slots=True)
class Gate:
    """A row of the questions: when `applies` is true of the profile, the outcome is at least this one."""

    row: str
    outcome: Outcome
    applies: Callable[[Profile], bool]
    reason: Reason


@dataclass(frozen=True, slots=True)
class Group:
    """What a group leaves out; `neutral_only` also leaves out everything that is not purely neutral.

    A `part` of another group's row joins that group for a time, and is not named beside it.
    """

    id: str
    tags: frozenset[str]
    positions: frozenset[str] = frozenset()
    stage_1_only: bool = False
    neutral_only: bool = False
    part: bool = False


def _displaced_or_fragile(profile: Profile) -> bool:
    return not {"spondylolisthesis", "fragile_bone"}.isdisjoint(profile.diagnosis)


# The worst outcome first: the first row that applies decides, and the rows of the same outcome add their reasons.
GATES = (
    Gate("R1", "emergency", lambda p: p.red_flags_emergency, Reason("emergency_signs")),
    Gate("R2", "see_clinician", lambda p: p.red_flags_clinician, Reason("clinician_signs")),
    Gate("C5", "no_plan", lambda p: p.age < ADULT_AGE, Reason("under_age", years=ADULT_AGE)),
    Gate(
        "C3",
        "no_plan",
        lambda p: 0 <= p.months_since_spinal_surgery < SURGERY_MONTHS,
        Reason("operated_lately", months=SURGERY_MONTHS),
    ),
    Gate(
        "C1",
        "clinician_first",
        lambda p: not p.clinician_agrees and (p.bone_heart_or_steroids or _displaced_or_fragile(p)),
        Reason("bones_heart_or_steroids"),
    ),
    Gate(
        "C2",
        "clinician_first",
        lambda p: not p.clinician_agrees and p.pregnant_weeks > 0,
        Reason("pregnant"),
    ),
    Gate(
        "C2",
        "clinician_first",
        lambda p: not p.clinician_agrees and p.age > CHECKED_AGE and not p.active,
        Reason("inactive_at_age", years=CHECKED_AGE),
    ),
    Gate(
        "C3",
        "clinician_first",
        lambda p: not p.clinician_agrees and p.months_since_spinal_surgery >= SURGERY_MONTHS,
        Reason("operated"),
    ),
)


def _tags(*names: str) -> frozenset[str]:
    return frozenset(names)


# "PG12" is the second half of the row PG: it joins PG after week 12. Prone support counts as prone: the stricter.
# "DL0" is the first part of the row DL: it stands beside DL until four weeks of green sessions are behind.
GROUPS: Mapping[str, Group] = {
    group.id: group
    for group in (
        Group("SE", _tags("extension", "rotation", "end_range", "load")),
        Group("SL", _tags("extension", "load")),
        Group("DE", _tags("flexion", "rotation", "end_range", "load")),
        Group("DL", _tags("load")),
        Group("DL0", _tags("end_range"), part=True),
        Group("ST", _tags("extension", "end_range", "load")),
        Group("OP", _tags("flexion", "rotation", "end_range", "load")),
        Group("PG", _tags("load")),
        Group("PG12", _tags(), positions=_tags("supine", "prone", "prone_support")),
        Group(
            "OT",
            _tags("flexion", "extension", "rotation", "end_range", "load"),
            stage_1_only=True,
            neutral_only=True,
        ),
        Group("UD", _tags("load")),
        Group("UX", _tags("end_range", "load"), stage_1_only=True),
    )
}
# The order in which a tag gives the reason when several are excluded.
MOVEMENTS = ("flexion", "extension", "rotation", "load", "end_range")
LYING = ("supine", "prone", "prone_support")
# What can be wrong with an exercise for a group, in the order in which it gives the reason: its movements, its
# position, that it is named for the group, that it is not neutral, that its stage is above 1.
GROUNDS = (*MOVEMENTS, *LYING, "named", "moves", "above_stage_1")


def grounds(group: Group, exercise: Exercise, opened: frozenset[str] = frozenset()) -> Iterator[str]:
    """Every one of `GROUNDS` on which a group leaves an exercise out; `opened` tags it excludes no longer.

    The one definition of what the screening excludes.
    """
    yield from (tag for tag in MOVEMENTS if tag in exercise.tags and tag in group.tags - opened)
    if exercise.position in group.positions:
        yield exercise.position
    if group.id in exercise.excluded_for:
        yield "named"
    if group.neutral_only and exercise.tags != {"neutral"}:
        yield "moves"
    if group.stage_1_only and exercise.stage > 1:
        yield "above_stage_1"
