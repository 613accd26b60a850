"""Decides what a profile allows; values in, values out: it must not know files, the clock, the log or a screen.

The rows are in `table`. The coach never diagnoses: it repeats what a clinician has said and takes the stricter
reading where something is unsure.
"""

from collections.abc import Collection, Mapping
from datetime import date

from coach.core.model import Exercise, Omission, Profile, Verdict
from coach.core.reason import Reason
from coach.core.screening.table import (
    FIRST_PAIN_HIGH,
    FIRST_PAIN_LOW,
    GATES,
    GREEN_WEEKS,
    GROUNDS,
    GROUPS,
    LATER_WEEKS,
    MOVEMENTS,
    QUIET_DAYS,
    SUPINE_WEEKS,
    Gate,
    grounds,
)

# The movements that a figure warns of, where they are excluded, each with its note.
AVOIDED: Mapping[str, Reason] = {
    "extension": Reason("not_backward_now"),
    "flexion": Reason("not_forward_now"),
}


def is_later(profile: Profile) -> bool:
    """Whether the later phase is reached: 6 weeks since the last flare and no leg symptoms for 14 days."""
    return profile.weeks_since_flare >= LATER_WEEKS and not profile.leg_symptoms_last_14_days


def pregnant_weeks(profile: Profile, on: date | None) -> int:
    """The week of pregnancy on a day: the answered one, moved on by the weeks since; 0 when not pregnant."""
    if profile.pregnant_weeks <= 0 or on is None:
        return profile.pregnant_weeks
    return profile.pregnant_weeks + max(0, (on - profile.screened_at.date()).days // 7)


def judge(profile: Profile, on: date | None = None, green_weeks: int = 0) -> Verdict:
    """The outcome of the screening with each reason, and what the person's groups leave out.

    `on` is the day it is asked for: only a pregnancy's week depends on it; without it, the day of the screening.
    `green_weeks` are the weeks of nothing but green sessions since the screening (row DL); the log tells them.
    """
    gates = tuple(gate for gate in GATES if gate.applies(profile))
    groups = _groups(profile, on, green_weeks)
    excluded = frozenset(tag for group in groups for tag in GROUPS[group].tags - _opened(group, profile))
    return Verdict(
        outcome=gates[0].outcome if gates else "plan",
        reasons=_reasons(gates),
        groups=groups,
        excluded_tags=excluded,
        advice=_advice(profile),
        notes=_notes(profile, excluded),
    )


def waits(verdict: Verdict) -> bool:
    """Whether weeks of green sessions would open something again, so that the log has to be asked (row DL)."""
    return "DL0" in verdict.groups


def reminders(profile: Profile, on: date) -> tuple[Reason, ...]:
    """What the days since the screening give reason to say; the answers themselves only the person can change."""
    days = (on - profile.screened_at.date()).days
    if days < QUIET_DAYS:
        return ()
    said = []
    early = not {"SE", "DE"}.isdisjoint(judge(profile, on).groups)
    if early and profile.weeks_since_flare + days // 7 >= LATER_WEEKS:
        said.append(Reason("no_longer_early", weeks=LATER_WEEKS))
    if "none_other" in profile.diagnosis:
        said.append(Reason("not_better_by_now"))
    return tuple(said)


def omission(profile: Profile, verdict: Verdict, exercise: Exercise) -> Omission | None:
    """Why the profile's groups leave an exercise out, or None; the stage reached so far is not looked at.

    A verdict without a plan allows nothing at all: that is the caller's first question, not this one's.
    """
    found = {each: set(grounds(GROUPS[each], exercise, _opened(each, profile))) for each in verdict.groups}
    for ground in GROUNDS:
        groups = tuple(group for group in verdict.groups if ground in found[group])
        if groups:
            reason = Reason(
                "left_out", ground=ground, groups=groups, stage=exercise.stage, by_choice=groups == ("UD",)
            )
            return Omission(exercise.id, reason)
    if exercise.opt_in and not profile.opt_in_hard:
        reason = Reason("left_out", ground="hard", groups=(), stage=exercise.stage, by_choice=True)
        return Omission(exercise.id, reason)
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


def report(verdict: Verdict) -> tuple[Reason, ...]:
    """The verdict as it is told: the outcome, advice, and, with a plan, the groups and what to avoid."""
    if verdict.outcome == "emergency":
        return verdict.reasons
    told = [*verdict.reasons, *verdict.advice]
    if verdict.outcome == "plan":
        groups = [GROUPS[group] for group in verdict.groups]
        told.append(Reason("read_as", groups=tuple(group.id for group in groups if not group.part)))
        left_out = [tag for tag in MOVEMENTS if tag in verdict.excluded_tags]
        if any(group.positions for group in groups):
            left_out.append("lying")
        if any(group.stage_1_only for group in groups):
            left_out.append("above_stage_1")
        if left_out:
            told.append(Reason("leaves_out", what=tuple(left_out)))
        told.extend(verdict.notes)
    return tuple(told)


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
        "OT": "other" in said or profile.months_since_spinal_surgery >= 0,
        "UD": "none_sitting" in said,
        "UX": "none_other" in said,
    }
    return tuple(group for group in GROUPS if members[group])


def _opened(group: str, profile: Profile) -> frozenset[str]:
    """The tags that a group excludes no longer: after a clinician's yes (SL), or by one's own choice (UD)."""
    if group == "SL" and profile.clinician_agrees and profile.clinician_agrees_extension:
        return frozenset({"extension"})
    if group == "UD" and profile.opt_in_hard:
        return frozenset({"load"})
    return frozenset()


def _reasons(gates: tuple[Gate, ...]) -> tuple[Reason, ...]:
    """A reason for each row that led to the outcome; nothing may distract from the worst of them."""
    if not gates:
        return (Reason("you_can_start"),)
    reasons = tuple(gate.reason for gate in gates if gate.outcome == gates[0].outcome)
    return (*reasons, Reason("after_a_yes")) if gates[0].outcome == "clinician_first" else reasons


def _advice(profile: Profile) -> tuple[Reason, ...]:
    advice = []
    if profile.first_pain_age >= FIRST_PAIN_HIGH or profile.first_pain_age < FIRST_PAIN_LOW:
        advice.append(Reason("first_pain_at_that_age"))
    if "none_other" in profile.diagnosis:
        advice.append(Reason("if_not_better"))
    return tuple(advice)


def _notes(profile: Profile, excluded: frozenset[str]) -> tuple[Reason, ...]:
    notes = [reason for tag, reason in AVOIDED.items() if tag in excluded]
    if "disc_herniation" in profile.diagnosis:
        notes.append(Reason("morning_bending"))  # Snook 1998
    return tuple(notes)
