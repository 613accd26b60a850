"""The questions of the screening as data, and the profile that answers make; it must not know who asks, or a file.

Where a person is unsure, the answer is the stricter reading. Where an answer ended the screening early, the gates
that were not asked are stored as closed, so that editing that answer away opens nothing by itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from coach.core import screening
from coach.core.model import Profile
from coach.core.reason import Reason
from coach.core.screening import table

Kind = Literal["yes_no", "number", "choice"]
Answers = Mapping[str, Any]
# A question of its own for what one yes of the profile lumps together: its answer goes to the diagnoses.
FRAGILE = "fragile_bones"
NEVER = object()  # no answer stands for "unsure"; the question has to be answered


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `key` is that of the profile (or FRAGILE); `unsure` the stricter reading, or NEVER.

    A number is from `low` to `high`, or `no` where "no" is an answer. Of `choices` several may be chosen at once.
    `unasked` is stored where the question does not apply and harms no outcome; `stricter` where the
    screening ended before it: closed, but saying nothing of the person that was not said.
    """

    key: str
    kind: Kind
    unsure: Any
    unasked: Any
    stricter: Any
    low: int = 0
    high: int = 0
    no: int | None = None
    choices: tuple[str, ...] = ()
    when: Callable[[Answers], bool] = field(default=lambda _: True)

    @property
    def text(self) -> Reason:
        return Reason(f"ask_{self.key}")

    @property
    def label(self) -> Reason:
        """The question in a word or two, for a summary."""
        return Reason(f"ask_{self.key}_label")

    @property
    def help(self) -> Reason:
        return Reason(f"ask_{self.key}_help")


def _needs_clinician(answers: Answers) -> bool:
    without = {key: value for key, value in answers.items() if key != "clinician_agrees"}
    return screening.judge(as_profile(without, datetime.min)).outcome == "clinician_first"


def _extension_may_open(answers: Answers) -> bool:
    agreed = bool(answers.get("clinician_agrees"))
    return agreed and "SL" in screening.judge(as_profile(answers, datetime.min)).groups


def _is_over_69(answers: Answers) -> bool:
    return bool(answers.get("age", 0) > table.CHECKED_AGE)


def _may_be_pregnant(answers: Answers) -> bool:
    return bool(answers.get("age", 0) < 60)


def _has_only_sat_long(answers: Answers) -> bool:
    return answers.get("diagnosis") == ("none_sitting",) and not answers.get(FRAGILE)


def _may_be_fragile(answers: Answers) -> bool:
    return bool(answers.get("bone_heart_or_steroids")) and "fragile_bone" not in answers.get("diagnosis", ())


DIAGNOSES = (
    "spondylolisthesis", "disc_herniation", "stenosis", "fragile_bone", "other", "none_sitting", "none_other",
)  # fmt: skip
_CHECKED_EARLY = table.FIRST_PAIN_LOW - 1

QUESTIONS = (
    Question(
        "age",
        "number",
        unsure=NEVER,
        unasked=table.ADULT_AGE,
        stricter=table.ADULT_AGE,
        high=120,
    ),
    Question(
        "red_flags_emergency",
        "yes_no",
        unsure=True,
        unasked=False,
        stricter=True,
    ),
    Question(
        "red_flags_clinician",
        "yes_no",
        unsure=True,
        unasked=False,
        stricter=True,
    ),
    Question(
        "months_since_spinal_surgery",
        "number",
        unsure=0,
        unasked=-1,
        stricter=-1,
        high=1440,
        no=-1,
    ),
    Question(
        "diagnosis",
        "choice",
        unsure=("other",),
        unasked=(),
        stricter=("other",),
        choices=DIAGNOSES,
    ),
    Question(
        "bone_heart_or_steroids",
        "yes_no",
        unsure=True,
        unasked=False,
        stricter=True,
    ),
    Question(
        FRAGILE,
        "yes_no",
        unsure=True,
        unasked=False,
        stricter=False,
        when=_may_be_fragile,
    ),
    Question(
        "pregnant_weeks",
        "number",
        unsure=13,
        unasked=0,
        stricter=0,
        low=1,
        high=45,
        no=0,
        when=_may_be_pregnant,
    ),
    Question(
        "active",
        "yes_no",
        unsure=False,
        unasked=True,
        stricter=True,
        when=_is_over_69,
    ),
    Question(
        "first_pain_age",
        "number",
        unsure=_CHECKED_EARLY,
        unasked=30,
        stricter=30,
        high=120,
    ),
    Question(
        "weeks_since_flare",
        "number",
        unsure=0,
        unasked=0,
        stricter=0,
        high=6400,
    ),
    Question(
        "leg_symptoms_last_14_days",
        "yes_no",
        unsure=True,
        unasked=True,
        stricter=True,
    ),
    Question(
        "usual_pain",
        "number",
        unsure=None,
        unasked=None,
        stricter=None,
        high=10,
    ),
    Question(
        "clinician_agrees",
        "yes_no",
        unsure=False,
        unasked=False,
        stricter=False,
        when=_needs_clinician,
    ),
    Question(
        "clinician_agrees_extension",
        "yes_no",
        unsure=False,
        unasked=False,
        stricter=False,
        when=_extension_may_open,
    ),
    Question(
        "opt_in_hard",
        "yes_no",
        unsure=False,
        unasked=False,
        stricter=False,
        when=_has_only_sat_long,
    ),
)


def as_profile(answers: Answers, now: datetime, ended_early: bool = False) -> Profile:
    """The answers with the rest filled in; with what harms no outcome, it shows what the answers alone decide."""
    values = {q.key: q.stricter if ended_early and q.when(answers) else q.unasked for q in QUESTIONS}
    values.update(answers)
    if values.pop(FRAGILE):
        values["diagnosis"] = (*values["diagnosis"], "fragile_bone")
    values["first_pain_age"] = min(values["first_pain_age"], values["age"])
    return Profile(**values, stage=1, screened_at=now.replace(microsecond=0))
