"""Decides what a profile allows; values in, values out: it must not know files, the clock, the log or a screen.

The rows are in `table`. The coach never diagnoses: it repeats what a clinician has said and takes the stricter
reading where something is unsure.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from coach.core.exercise import Exercise
from coach.core.model.done import Session
from coach.core.model.screened import NOTHING_LATELY, Lately, Omission, Profile, Verdict
from coach.core.reason import Reason
from coach.core.screening.table import (
    ADVICE,
    CANNOT,
    GATES,
    GROUNDS,
    GROUPS,
    LATER_WEEKS,
    LEG_DAYS,
    MOVEMENTS,
    QUIET_DAYS,
    QUIET_GREEN_DAYS,
    SUPINE_WEEKS,
    Gate,
    grounds,
    has_fragile_bones,
)

# The movements that a figure shows, where they are left for later, each with its note.
AVOIDED: Mapping[str, Reason] = {
    "extension": Reason("backward_later"),
    "flexion": Reason("forward_later"),
}
# Without a profile nobody was screened: no group, no clinician, no choice of anybody's.
UNSCREENED = Verdict("plan", (), (), frozenset())


def is_later(profile: Profile, on: date | None = None, lately: Lately = NOTHING_LATELY) -> bool:
    """Whether the later phase is reached: 6 weeks since the last flare and no leg symptoms for 14 days."""
    symptoms = profile.leg_symptoms_last_14_days or counts_as_leg_symptoms(lately, on)
    return profile.weeks_since_flare >= LATER_WEEKS and not symptoms


def counts_as_leg_symptoms(lately: Lately, on: date | None) -> bool:
    """Whether pain that spread in a session is less than 14 days old: it counts whatever the answers say."""
    return lately.spread_on is not None and on is not None and on - lately.spread_on <= timedelta(days=LEG_DAYS)


def spread_on(sessions: Iterable[Session], on: date) -> date | None:
    """The date of the last session that was stopped because pain spread; one of a later date counts as of `on`."""
    dates = (min(on, session.at.date()) for session in sessions if session.stopped == "spread")
    return max(dates, default=None)


def lately_spread(profile: Profile | None, sessions: Iterable[Session], on: date) -> Lately:
    """Pain that spread in the `sessions` of the last `LEG_DAYS` days, where it makes a difference to `judge`."""
    told = Lately(spread_on(sessions, on))
    return told if judge(profile, on, told) != judge(profile, on) else NOTHING_LATELY


def is_quiet(screened_on: date, stepped_back_on: date | None, green_on: Iterable[date], on: date) -> bool:
    """Row DL: 28 days since the screening or the last P2, P4 (S) or P5 (S), with at least 10 green days in them.

    `stepped_back_on` is the date of the last such row, `green_on` are the dates of green days in any order.
    """
    since = screened_on if stepped_back_on is None else max(screened_on, stepped_back_on)
    green = sum(since <= day <= on for day in set(green_on))
    return (on - since).days >= QUIET_DAYS and green >= QUIET_GREEN_DAYS


def pregnant_weeks(profile: Profile, on: date | None) -> int:
    """The week of pregnancy on a day: the answered one, moved on by the weeks since; 0 when not pregnant."""
    if profile.pregnant_weeks <= 0 or on is None:
        return profile.pregnant_weeks
    return profile.pregnant_weeks + max(0, (on - profile.screened_at.date()).days // 7)


def judge(profile: Profile | None, on: date | None = None, lately: Lately = NOTHING_LATELY) -> Verdict:
    """The outcome of the screening with each reason, and what the person's groups leave out.

    `on` is the day it is asked for: the week of a pregnancy and what happened `lately` depend on it; without it,
    the day of the screening. Without a profile no group leaves anything out.
    """
    if profile is None:
        return UNSCREENED
    gates = tuple(
        gate for gate in GATES if not (gate.if_agreed and profile.clinician_agrees) and gate.applies(profile)
    )
    groups = _groups(profile, on, lately)
    excluded = frozenset(tag for group in groups for tag in GROUPS[group].tags - _opened(group, profile))
    returned = (
        frozenset(id_ for group in groups for id_ in GROUPS[group].returning) if lately.quiet else frozenset()
    )
    return Verdict(
        outcome=gates[0].outcome if gates else "plan",
        reasons=_reasons(gates),
        groups=groups,
        excluded_tags=excluded,
        returned=returned,
        advice=tuple(row.reason for row in ADVICE if row.applies(profile)),
        notes=_notes(profile, excluded, on, lately),
    )


def waits(verdict: Verdict) -> bool:
    """Whether quiet weeks open something again, so that the log has to be asked for them (row DL)."""
    return any(GROUPS[group].returning for group in verdict.groups)


def reminders(profile: Profile, on: date) -> tuple[Reason, ...]:
    """What the days since the screening give reason to say; the answers themselves only the person can change."""
    days = (on - profile.screened_at.date()).days
    if days < LEG_DAYS:
        return ()
    said = []
    early = not {"SE", "DE"}.isdisjoint(judge(profile, on).groups)
    if early and profile.weeks_since_flare + days // 7 >= LATER_WEEKS:
        said.append(Reason("no_longer_early", weeks=LATER_WEEKS))
    if "none_other" in profile.diagnosis:
        said.append(Reason("not_better_by_now"))
    return tuple(said)


def omission(profile: Profile | None, verdict: Verdict, exercise: Exercise) -> Omission | None:
    """Why the profile's groups leave an exercise out, or None; the stage reached so far is not looked at.

    A verdict without a plan allows nothing at all: that is the caller's first question, not this one's.
    """
    found = {each: set(_grounds(each, profile, verdict, exercise)) for each in verdict.groups}
    for ground in GROUNDS:
        groups = tuple(group for group in verdict.groups if ground in found[group])
        if groups:
            return _left_out(exercise, ground, groups, by_choice=groups == ("UD",))
    if exercise.opt_in and not (profile is not None and profile.opt_in_hard):
        return _left_out(exercise, "hard", (), by_choice=True)
    return None


def bending_note(profile: Profile | None, exercises: Iterable[Exercise]) -> Reason | None:
    """With a disc herniation, and a plan that bends the spine forward, bending is taken easy early in the day."""
    bends = any("flexion" in exercise.tags for exercise in exercises)
    has_disc = profile is not None and "disc_herniation" in profile.diagnosis
    return Reason("bending_after_waking") if bends and has_disc else None  # Snook 1998


def substitute(exercise: Exercise, allowed_ids: Collection[str], exercises: Mapping[str, Exercise]) -> str | None:
    """The nearest allowed exercise along the links, the easier ones first; None when there is none."""
    for way in ("down", "up"):
        seen = {exercise.base}
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
        told.append(Reason("read_as", groups=tuple(group.id for group in groups if not group.unnamed)))
        left_out = [tag for tag in MOVEMENTS if tag in verdict.excluded_tags]
        left_out += [group.id for group in groups if group.positions]
        if any(group.stage_1_only for group in groups):
            left_out.append("above_stage_1")
        if left_out:
            told.append(Reason("leaves_out", what=tuple(left_out)))
        told.extend(verdict.notes)
    return tuple(told)


def _groups(profile: Profile, on: date | None, lately: Lately) -> tuple[str, ...]:
    later = is_later(profile, on, lately)
    said = set(profile.diagnosis)
    weeks = pregnant_weeks(profile, on)
    members = {
        "SE": "spondylolisthesis" in said and not later,
        "SL": "spondylolisthesis" in said and later,
        "DE": "disc_herniation" in said and not later,
        "DL": "disc_herniation" in said and later,
        "ST": "stenosis" in said,
        "OP": has_fragile_bones(profile),
        "PG": weeks > 0,
        "PG12": weeks > SUPINE_WEEKS,
        "OT": "other" in said or profile.months_since_spinal_surgery >= 0,
        "UD": "none_sitting" in said,
        "UX": "none_other" in said,
        **{each: each in profile.cannot for each in CANNOT},
    }
    return tuple(group for group in GROUPS if members[group])


def _opened(group: str, profile: Profile) -> frozenset[str]:
    """The tags that a group excludes no longer: after a clinician's yes (SL), or by one's own choice (UD)."""
    if group == "SL" and profile.clinician_agrees and profile.clinician_agrees_extension:
        return frozenset({"extension"})
    if group == "UD" and profile.opt_in_hard:
        return frozenset({"load"})
    return frozenset()


def _grounds(group: str, profile: Profile | None, verdict: Verdict, exercise: Exercise) -> Iterable[str]:
    if profile is None or (exercise.base in verdict.returned and exercise.base in GROUPS[group].returning):
        return ()
    return grounds(GROUPS[group], exercise, _opened(group, profile))


def _left_out(exercise: Exercise, ground: str, groups: tuple[str, ...], *, by_choice: bool) -> Omission:
    reason = Reason(
        "left_out",
        ground=ground,
        groups=groups,
        returns=any(exercise.base in GROUPS[group].returning for group in groups) and len(groups) == 1,
        position=exercise.position,
        stage=exercise.stage,
        by_choice=by_choice,
    )
    return Omission(exercise.base, reason)


def _reasons(gates: tuple[Gate, ...]) -> tuple[Reason, ...]:
    """A reason for each row that led to the outcome; nothing may distract from the worst of them."""
    if not gates:
        return (Reason("you_can_start"),)
    reasons = tuple(gate.reason for gate in gates if gate.outcome == gates[0].outcome)
    return (*reasons, Reason("after_a_yes")) if gates[0].outcome == "clinician_first" else reasons


def _notes(profile: Profile, excluded: frozenset[str], on: date | None, lately: Lately) -> tuple[Reason, ...]:
    notes = [reason for tag, reason in AVOIDED.items() if tag in excluded]
    if counts_as_leg_symptoms(lately, on) and not profile.leg_symptoms_last_14_days:
        notes.append(Reason("spread_counts", days=LEG_DAYS))
    return tuple(notes)
