"""Decides what a profile allows; values in, values out: it must not know files, the clock, the log or a screen.

Source of every row: the project's screening table (red flags: NHS inform, NICE NG59; clearance: PAR-Q+; groups:
source article, Sinaki 1989, BJSM 2022). The coach never diagnoses: it repeats what a clinician has said and takes
the stricter reading where something is unsure.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from coach.core.model import Exercise, Omission, Outcome, Profile, Verdict
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
    sentence: str


@dataclass(frozen=True, slots=True)
class Group:
    """What a group leaves out; `neutral_only` also leaves out everything that is not purely neutral.

    A `part` of another group's row joins that group for a time, and is not named beside it.
    """

    id: str
    label: str
    tags: frozenset[str]
    positions: frozenset[str] = frozenset()
    stage_1_only: bool = False
    neutral_only: bool = False
    part: bool = False


def _displaced_or_fragile(profile: Profile) -> bool:
    return not {"spondylolisthesis", "fragile_bone"}.isdisjoint(profile.diagnosis)


def _operated(profile: Profile) -> bool:
    return profile.months_since_spinal_surgery >= 0


# The worst outcome first: the first row that applies decides, and the rows of the same outcome add their sentences.
GATES = (
    Gate(
        "R1",
        "emergency",
        lambda p: p.red_flags_emergency,
        "Get emergency care now. This needs medical help, not exercise.",
    ),
    Gate("R2", "see_clinician", lambda p: p.red_flags_clinician, "See a clinician soon, before any exercise."),
    Gate(
        "C5",
        "no_plan",
        lambda p: p.age < ADULT_AGE,
        "This coach is for adults. Under 18, please ask a doctor or a physiotherapist.",
    ),
    Gate(
        "C3",
        "no_plan",
        lambda p: 0 <= p.months_since_spinal_surgery < SURGERY_MONTHS,
        "Your spine was operated on less than 12 months ago, so there is no plan yet. Please ask your surgeon.",
    ),
    Gate(
        "C1",
        "clinician_first",
        lambda p: not p.clinician_agrees and (p.bone_heart_or_steroids or _displaced_or_fragile(p)),
        "Bones, a displaced vertebra, heart, dizziness or steroids: ask a clinician whether you may exercise.",
    ),
    Gate(
        "C2",
        "clinician_first",
        lambda p: not p.clinician_agrees and p.pregnant_weeks > 0,
        "You are pregnant: ask your midwife or doctor whether you may exercise.",
    ),
    Gate(
        "C2",
        "clinician_first",
        lambda p: not p.clinician_agrees and p.age > CHECKED_AGE and not p.active,
        "Over 69 and not active so far: ask a clinician whether you may exercise.",
    ),
    Gate(
        "C3",
        "clinician_first",
        lambda p: not p.clinician_agrees and p.months_since_spinal_surgery >= SURGERY_MONTHS,
        "Your spine was operated on: ask your surgeon whether you may exercise.",
    ),
)
AFTER_CLINICIAN = "When they agree, answer the screening again: coach screen"


def _tags(*names: str) -> frozenset[str]:
    return frozenset(names)


# "PG12" is the second half of the row PG: it joins PG after week 12. Prone support counts as prone: the stricter.
# "DL0" is the first part of the row DL: it stands beside DL until four weeks of green sessions are behind.
GROUPS: Mapping[str, Group] = {
    group.id: group
    for group in (
        Group("SE", "early spondylolisthesis", _tags("extension", "rotation", "end_range", "load")),
        Group("SL", "spondylolisthesis in its later phase", _tags("extension", "load")),
        Group("DE", "early disc herniation", _tags("flexion", "rotation", "end_range", "load")),
        Group("DL", "disc herniation in its later phase", _tags("load")),
        Group(
            "DL0",
            "disc herniation until four good weeks have passed since the screening",
            _tags("end_range"),
            part=True,
        ),
        Group("ST", "spinal stenosis", _tags("extension", "end_range", "load")),
        Group("OP", "fragile bones", _tags("flexion", "rotation", "end_range", "load")),
        Group("PG", "pregnancy", _tags("load")),
        Group("PG12", "pregnancy after week 12", _tags(), positions=_tags("supine", "prone", "prone_support")),
        Group(
            "OT",
            "another diagnosis or past surgery",
            _tags("flexion", "extension", "rotation", "end_range", "load"),
            stage_1_only=True,
            neutral_only=True,
        ),
        Group("UD", "pain from long sitting with nothing diagnosed", _tags("load")),
        Group("UX", "back pain of unclear cause", _tags("end_range", "load"), stage_1_only=True),
    )
}
# The order in which a tag gives the reason when several are excluded.
MOVEMENTS: Mapping[str, str] = {
    "flexion": "Bends the spine forward",
    "extension": "Bends the spine backward",
    "rotation": "Twists the spine",
    "load": "Loads the spine heavily",
    "end_range": "Goes to the end of the range",
}
LEFT_OUT: Mapping[str, str] = {
    "flexion": "bending forward",
    "extension": "bending backward",
    "rotation": "twisting",
    "load": "heavy load",
    "end_range": "the end of the range",
}
LYING: Mapping[str, str] = {
    "supine": "Is done lying on the back",
    "prone": "Is done lying face down",
    "prone_support": "Is done face down",
}
AVOIDED: Mapping[str, str] = {"extension": "No bending backward for now.", "flexion": "No bending forward for now."}
NOT_BETTER = "If it is not better in 2 weeks, see a doctor."
NO_LONGER_EARLY = (
    "The flare you told of is 6 weeks ago or more. If it has been calm since, answer the screening again, and some "
    "movements may come back: coach screen"
)
MORNING_NOTE = "Within 2 hours of waking, no bending forward."


def is_later(profile: Profile) -> bool:
    """Whether the later phase is reached: 6 weeks since the last flare and no leg symptoms for 14 days."""
    return profile.weeks_since_flare >= LATER_WEEKS and not profile.leg_symptoms_last_14_days


def pregnant_weeks(profile: Profile, on: date | None) -> int:
    """The week of pregnancy on a day: the answered one, moved on by the weeks since; 0 when not pregnant."""
    if profile.pregnant_weeks <= 0 or on is None:
        return profile.pregnant_weeks
    return profile.pregnant_weeks + max(0, (on - profile.screened_at.date()).days // 7)


def judge(profile: Profile, on: date | None = None, green_weeks: int = 0) -> Verdict:
    """The outcome of the screening with a sentence for each reason, and what the person's groups leave out.

    `on` is the day it is asked for: only a pregnancy's week depends on it; without it, the day of the screening.
    `green_weeks` are the weeks of nothing but green sessions since the screening (row DL); the log tells them.
    """
    gates = tuple(gate for gate in GATES if gate.applies(profile))
    groups = _groups(profile, on, green_weeks)
    excluded = frozenset(tag for group in groups for tag in _excluded_tags(group, profile))
    return Verdict(
        outcome=gates[0].outcome if gates else "plan",
        sentences=_sentences(gates),
        groups=groups,
        excluded_tags=excluded,
        advice=_advice(profile),
        notes=_notes(profile, excluded),
    )


def waits(verdict: Verdict) -> bool:
    """Whether weeks of green sessions would open something again, so that the log has to be asked (row DL)."""
    return "DL0" in verdict.groups


def reminders(profile: Profile, on: date) -> tuple[str, ...]:
    """What the days since the screening give reason to say; the answers themselves only the person can change."""
    days = (on - profile.screened_at.date()).days
    if days < QUIET_DAYS:
        return ()
    said = []
    early = not {"SE", "DE"}.isdisjoint(judge(profile, on).groups)
    if early and profile.weeks_since_flare + days // 7 >= LATER_WEEKS:
        said.append(NO_LONGER_EARLY)
    if "none_other" in profile.diagnosis:
        said.append(f"{NOT_BETTER} It has been that long.")
    return tuple(said)


def omission(profile: Profile, verdict: Verdict, exercise: Exercise) -> Omission | None:
    """Why the profile's groups leave an exercise out, or None; the stage reached so far is not looked at.

    A verdict without a plan allows nothing at all: that is the caller's first question, not this one's.
    """
    for tag, movement in MOVEMENTS.items():
        if tag in exercise.tags:
            culprits = [g for g in verdict.groups if tag in _excluded_tags(g, profile)]
            if culprits:
                return _left_out(exercise, movement, culprits)
    culprits = [g for g in verdict.groups if exercise.position in GROUPS[g].positions]
    if culprits:
        return _left_out(exercise, LYING[exercise.position], culprits)
    culprits = [g for g in verdict.groups if g in exercise.excluded_for]
    if culprits:
        return _left_out(exercise, "Asks too much of the trunk", culprits)
    culprits = [g for g in verdict.groups if GROUPS[g].neutral_only and exercise.tags != {"neutral"}]
    if culprits:
        return _left_out(exercise, "Moves the spine", culprits)
    culprits = [g for g in verdict.groups if GROUPS[g].stage_1_only and exercise.stage > 1]
    if culprits:
        return _left_out(exercise, f"Belongs to stage {exercise.stage}", culprits)
    if exercise.opt_in and not profile.opt_in_hard:
        text = "A hard exercise; left out until you opt in to hard ones (opt_in_hard)."
        return Omission(exercise.id, Reason("as_said", text=text))
    return None


def substitute(exercise: Exercise, allowed_ids: Collection[str], exercises: Mapping[str, Exercise]) -> str | None:
    """The nearest allowed exercise along the links, the easier ones first; None when there is none."""
    for way in ("down", "up"):
        seen = {exercise.id}
        link = getattr(exercise, way)
        while link is not None and link not in seen and link in exercises:
            if link in allowed_ids:
                return str(link)
            seen.add(link)
            link = getattr(exercises[link], way)
    return None


def report(verdict: Verdict) -> tuple[str, ...]:
    """The verdict in plain sentences: the outcome, advice, and, with a plan, the groups and what to avoid."""
    lines = [*verdict.sentences, *verdict.advice]
    if verdict.outcome == "emergency":
        return verdict.sentences
    if verdict.outcome == "plan":
        named = [GROUPS[group].label for group in verdict.groups if not GROUPS[group].part]
        lines.append(f"Your answers are read as: {', '.join(named)}.")
        left_out = [words for tag, words in LEFT_OUT.items() if tag in verdict.excluded_tags]
        if any(GROUPS[group].positions for group in verdict.groups):
            left_out.append("lying on the back or face down")
        if any(GROUPS[group].stage_1_only for group in verdict.groups):
            left_out.append("everything above stage 1")
        if left_out:
            lines.append(f"Left out: {', '.join(left_out)}.")
        lines.extend(verdict.notes)
    return tuple(lines)


def _groups(profile: Profile, on: date | None, green_weeks: int) -> tuple[str, ...]:
    later = is_later(profile)
    said = set(profile.diagnosis)
    weeks = pregnant_weeks(profile, on)
    members = {
        "SE": "spondylolisthesis" in said and not later,
        "SL": "spondylolisthesis" in said and later,
        "DE": "disc_herniation" in said and not later,
        "DL": "disc_herniation" in said and later,
        "DL0": "disc_herniation" in said and later and green_weeks < GREEN_WEEKS,
        "ST": "stenosis" in said,
        "OP": "fragile_bone" in said,
        "PG": weeks > 0,
        "PG12": weeks > SUPINE_WEEKS,
        "OT": "other" in said or _operated(profile),
        "UD": "none_sitting" in said,
        "UX": "none_other" in said,
    }
    return tuple(group for group in GROUPS if members[group])


def _excluded_tags(group: str, profile: Profile) -> frozenset[str]:
    """The tags that a group excludes after a clinician's yes (SL) or the person's own choice (UD)."""
    tags = GROUPS[group].tags
    if group == "SL" and profile.clinician_agrees and profile.clinician_agrees_extension:
        return tags - {"extension"}
    if group == "UD" and profile.opt_in_hard:
        return tags - {"load"}
    return tags


def _left_out(exercise: Exercise, movement: str, groups: Collection[str]) -> Omission:
    """The reason in words; where only UD asks for it, how to have it all the same: the choice is the person's."""
    until = ", until you opt in to hard exercises (opt_in_hard)" if set(groups) == {"UD"} else ""
    labels = " and ".join(GROUPS[group].label for group in groups)
    return Omission(exercise.id, Reason("as_said", text=f"{movement}; left out for {labels}{until}."))


def _sentences(gates: tuple[Gate, ...]) -> tuple[str, ...]:
    """A sentence for each row that led to the outcome; nothing may distract from the worst of them."""
    if not gates:
        return ("You can start, gently.",)
    sentences = tuple(gate.sentence for gate in gates if gate.outcome == gates[0].outcome)
    return (*sentences, AFTER_CLINICIAN) if gates[0].outcome == "clinician_first" else sentences


def _advice(profile: Profile) -> tuple[str, ...]:
    advice = []
    if profile.first_pain_age >= FIRST_PAIN_HIGH or profile.first_pain_age < FIRST_PAIN_LOW:
        advice.append("A first back pain at that age is worth a check: please tell a doctor about it.")
    if "none_other" in profile.diagnosis:
        advice.append(NOT_BETTER)
    return tuple(advice)


def _notes(profile: Profile, excluded: frozenset[str]) -> tuple[str, ...]:
    notes = [sentence for tag, sentence in AVOIDED.items() if tag in excluded]
    if "disc_herniation" in profile.diagnosis:
        notes.append(MORNING_NOTE)  # Snook 1998
    return tuple(notes)
