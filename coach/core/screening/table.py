"""The table of the screening as data: what asks for help first, and what each group leaves out; it must not judge.

Source of every row: the project's screening table, second edition (red flags: NHS inform, NICE NG59, GIRFT 2023;
inflammatory pain: NICE NG65; clearance: PAR-Q+; groups: source article, Sinaki 1989, BJSM 2022).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from coach.core.exercise import POSITIONS, Exercise
from coach.core.model.screened import Outcome, Profile
from coach.core.reason import Reason

LATER_WEEKS = 6
SURGERY_MONTHS = 12
SUPINE_WEEKS = 12
# Row DL: the days since the screening or the last step back, and the green ones among them.
QUIET_DAYS, QUIET_GREEN_DAYS = 28, 10
# How long leg symptoms count, and how long nothing is said of a screening's age.
LEG_DAYS = 14
ADULT_AGE = 18
CHECKED_AGE = 69
FIRST_PAIN_LOW, FIRST_PAIN_HIGH = 20, 50
INFLAMMATORY_AGE = 45
STRONG_PAIN, VERY_STRONG_PAIN = 6, 8
HIGHEST_UNSCREENED_STAGE = 1


@dataclass(frozen=True, slots=True)
class Gate:
    """A row of the questions: when `applies` is true of the profile, the outcome is at least this one.

    For `advice` the outcome is a plan all the same; `if_agreed` rows fall away with a clinician's yes.
    """

    row: str
    outcome: Outcome
    applies: Callable[[Profile], bool]
    reason: Reason
    if_agreed: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """What a group leaves out; `neutral_only` also leaves out everything that is not purely neutral.

    `returning`: single exercises that come back to it after quiet weeks (row DL). An `unnamed` one is part of
    another's row or a choice of the person's own, and its name tells nobody anything.
    """

    id: str
    tags: frozenset[str] = frozenset()
    positions: frozenset[str] = frozenset()
    returning: frozenset[str] = frozenset()
    stage_1_only: bool = False
    neutral_only: bool = False
    unnamed: bool = False


def has_fragile_bones(profile: Profile) -> bool:
    """Low bone density, an earlier fracture of the spine, or long treatment with steroids (group OP)."""
    return "fragile_bone" in profile.diagnosis or (profile.bone_heart_or_steroids and profile.bones)


def _asks_for_bones_or_heart(profile: Profile) -> bool:
    named = {"spondylolisthesis", "fragile_bone"}
    return profile.bone_heart_or_steroids or not named.isdisjoint(profile.diagnosis)


def _is_strong(pain: int | None) -> bool:
    return pain is not None and STRONG_PAIN <= pain < VERY_STRONG_PAIN


# The worst outcome first: the first row that applies decides, and the rows of the same outcome add their reasons.
GATES = (
    Gate("R1", "emergency", lambda p: p.red_flags_emergency, Reason("emergency_signs")),
    Gate(
        "R2",
        "see_clinician",
        lambda p: p.red_flags_clinician and not p.red_flags_assessed,
        Reason("clinician_signs"),
    ),
    Gate("C5", "no_plan", lambda p: p.age < ADULT_AGE, Reason("under_age", years=ADULT_AGE)),
    Gate(
        "C3",
        "no_plan",
        lambda p: 0 <= p.months_since_spinal_surgery < SURGERY_MONTHS,
        Reason("operated_lately", months=SURGERY_MONTHS),
    ),
    Gate("C1", "clinician_first", _asks_for_bones_or_heart, Reason("bones_heart_or_steroids"), if_agreed=True),
    Gate("C1b", "clinician_first", lambda p: p.other_care, Reason("other_care"), if_agreed=True),
    Gate("C2", "clinician_first", lambda p: p.pregnant_weeks > 0, Reason("pregnant"), if_agreed=True),
    Gate(
        "C2",
        "clinician_first",
        lambda p: p.age > CHECKED_AGE and not p.active,
        Reason("inactive_at_age", years=CHECKED_AGE),
        if_agreed=True,
    ),
    Gate(
        "C3",
        "clinician_first",
        lambda p: p.months_since_spinal_surgery >= SURGERY_MONTHS,
        Reason("operated"),
        if_agreed=True,
    ),
    Gate(
        "C6",
        "clinician_first",
        lambda p: p.usual_pain is not None and p.usual_pain >= VERY_STRONG_PAIN,
        Reason("very_strong_pain"),
        if_agreed=True,
    ),
)
# What is worth a check while a plan is allowed.
ADVICE = (
    Gate(
        "C4",
        "plan",
        lambda p: p.first_pain_age >= FIRST_PAIN_HIGH or p.first_pain_age < FIRST_PAIN_LOW,
        Reason("first_pain_at_that_age"),
    ),
    Gate("C6", "plan", lambda p: _is_strong(p.usual_pain), Reason("strong_pain")),
    Gate("C7", "plan", lambda p: p.inflammatory, Reason("inflammatory_pain")),
    Gate("UX", "plan", lambda p: "none_other" in p.diagnosis, Reason("if_not_better")),
)


def _tags(*names: str) -> frozenset[str]:
    return frozenset(names)


OFF_THE_FLOOR = _tags("sitting", "standing")
# "PG12" is the second half of the row PG: it joins PG after week 12. Prone support counts as prone: the stricter.
GROUPS: Mapping[str, Group] = {
    group.id: group
    for group in (
        Group("SE", _tags("extension", "rotation", "end_range", "load")),
        Group("SL", _tags("extension", "load")),
        Group("DE", _tags("flexion", "rotation", "end_range", "load")),
        Group("DL", _tags("end_range", "load"), returning=frozenset({"seated_flexion"})),
        Group("ST", _tags("extension", "end_range", "load")),
        Group("OP", _tags("flexion", "rotation", "end_range", "load")),
        Group("PG", _tags("load")),
        Group("PG12", positions=_tags("supine", "prone", "prone_support"), unnamed=True),
        Group(
            "OT",
            _tags("flexion", "extension", "rotation", "end_range", "load"),
            stage_1_only=True,
            neutral_only=True,
        ),
        Group("UD", _tags("load")),
        Group("UX", _tags("end_range", "load"), stage_1_only=True),
        # Row K: what the person cannot do or should not.
        Group("kneeling", positions=_tags("all_fours", "half_kneeling"), unnamed=True),
        Group("hands", positions=_tags("all_fours"), unnamed=True),
        Group("floor", positions=frozenset(POSITIONS) - OFF_THE_FLOOR, unnamed=True),
        Group("face_down", positions=_tags("prone", "prone_support"), unnamed=True),
    )
}
# What comes back to some group after quiet weeks: small, at half range, and it stays so.
RETURNING = frozenset(id_ for group in GROUPS.values() for id_ in group.returning)
CANNOT = ("kneeling", "hands", "floor", "face_down")
# The order in which a tag gives the reason when several are excluded.
MOVEMENTS = ("flexion", "extension", "rotation", "load", "end_range")
# What can be wrong with an exercise for a group, in the order in which it gives the reason: its movements, its
# position, that it is named for the group, that it is not neutral, that its stage is above 1.
GROUNDS = (*MOVEMENTS, "position", "named", "moves", "above_stage_1")


def grounds(group: Group, exercise: Exercise, opened: frozenset[str] = frozenset()) -> Iterator[str]:
    """Every one of `GROUNDS` on which a group leaves an exercise out; `opened` tags it excludes no longer.

    The one definition of what the screening excludes.
    """
    yield from (tag for tag in MOVEMENTS if tag in exercise.tags and tag in group.tags - opened)
    if exercise.position in group.positions:
        yield "position"
    if group.id in exercise.excluded_for:
        yield "named"
    if group.neutral_only and exercise.tags != {"neutral"}:
        yield "moves"
    if group.stage_1_only and exercise.stage > 1:
        yield "above_stage_1"
