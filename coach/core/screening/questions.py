"""The questions of the screening as data, and the profile that answers make; it must not know who asks, or a file.

Where a person is unsure, the answer is the stricter reading. Where an answer ended the screening early, the gates
that were not asked are stored as closed, so that editing that answer away opens nothing by itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, NamedTuple

from coach.core import screening
from coach.core.model.screened import Profile
from coach.core.reason import Reason
from coach.core.screening import table

Kind = Literal["yes_no", "number", "choice"]
Answers = Mapping[str, Any]
NEVER = object()  # no answer stands for "unsure"; the question has to be answered
OLDEST_PREGNANT = 60


class Part(NamedTuple):
    """A part of a question: what leads in, or one of several things listed below it."""

    kind: Literal["lead", "point"]
    reason: Reason


def _listed(*ids: str) -> tuple[Reason, ...]:
    return tuple(map(Reason, ids))


DISCLAIMER = _listed(
    "no_medical_device", "general_exercises", "rules_not_tested", "stop_if_it_rises", "emergency_help", "ask_before"
)
# The signs of R1, also for whoever shows them when pain spreads in a session.
EMERGENCY_SIGNS = _listed("sign_numb", "sign_urine", "sign_sexual", "sign_both_legs", "sign_weaker_leg")
CLINICIAN_SIGNS = _listed(
    "sign_fever", "sign_weight", "sign_cancer", "sign_infection", "sign_lump", "sign_fall", "sign_constant"
)
FOR_A_CLINICIAN = _listed("has_low_density", "has_taken_steroids", "has_vertebra_forward", "has_heart_trouble")
OTHER_CARE = _listed("has_pressure", "had_surgery_or_birth", "has_hernia", "has_glaucoma", "has_new_joint")
INFLAMMATORY = _listed("stiff_in_the_morning", "wakes_at_night")


def _always(_: Profile) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `key` is that of the profile; `unsure` the stricter reading, or NEVER.

    `points` are listed below its text, `then` comes after them. A number is from `low` to `high`; of `choices`
    several may be chosen at once; `no` is what "no" stands for where it is an answer. `unasked` is stored where the
    question does not apply and harms no outcome; `stricter` where the screening ended before it: closed, but saying
    nothing of the person that was not said. `when` looks at the profile of the answers so far.
    """

    key: str
    kind: Kind
    unsure: Any
    unasked: Any
    stricter: Any
    low: int = 0
    high: int = 0
    no: Any = None
    choices: tuple[str, ...] = ()
    points: tuple[Reason, ...] = ()
    then: Reason | None = None
    when: Callable[[Profile], bool] = _always

    @property
    def depends(self) -> bool:
        """Whether it is asked, or what may be answered, because of answers before it."""
        return self.when is not _always or self.key == "first_pain_age"

    @property
    def parts(self) -> tuple[Part, ...]:
        """What is asked, part by part."""
        lead, points = Part("lead", Reason(f"ask_{self.key}")), [Part("point", each) for each in self.points]
        return (lead, *points, *([Part("lead", self.then)] if self.then else []))

    @property
    def label(self) -> Reason:
        """The question in a word or two, for a summary."""
        return Reason(f"ask_{self.key}_label")

    @property
    def help(self) -> Reason:
        return Reason(f"ask_{self.key}_help")


def _needs_clinician(so_far: Profile) -> bool:
    return screening.judge(replace(so_far, clinician_agrees=False)).outcome == "clinician_first"


def _extension_may_open(so_far: Profile) -> bool:
    return so_far.clinician_agrees and "SL" in screening.judge(so_far).groups


def _has_only_sat_long(so_far: Profile) -> bool:
    return so_far.diagnosis == ("none_sitting",) and not table.has_fragile_bones(so_far)


DIAGNOSES = (
    "spondylolisthesis", "disc_herniation", "stenosis", "fragile_bone", "other", "none_sitting", "none_other",
)  # fmt: skip

QUESTIONS = (
    Question(
        "age", "number", unsure=NEVER, unasked=table.ADULT_AGE, stricter=table.ADULT_AGE, high=120
    ),
    Question(
        "red_flags_emergency", "yes_no", unsure=True, unasked=False, stricter=True,
        points=EMERGENCY_SIGNS, then=Reason("ask_red_flags_now"),
    ),
    Question(
        "red_flags_clinician", "yes_no", unsure=True, unasked=False, stricter=True, points=CLINICIAN_SIGNS
    ),
    Question(
        "red_flags_assessed", "yes_no", unsure=False, unasked=False, stricter=False,
        when=lambda so_far: so_far.red_flags_clinician,
    ),
    Question(
        "months_since_spinal_surgery", "number", unsure=0, unasked=-1, stricter=-1, high=1440, no=-1
    ),
    Question(
        "diagnosis", "choice", unsure=("other",), unasked=(), stricter=("other",), choices=DIAGNOSES
    ),
    Question(
        "bone_heart_or_steroids", "yes_no", unsure=True, unasked=False, stricter=True, points=FOR_A_CLINICIAN
    ),
    Question(
        "bones", "yes_no", unsure=True, unasked=True, stricter=True,
        when=lambda so_far: so_far.bone_heart_or_steroids and "fragile_bone" not in so_far.diagnosis,
    ),
    Question("other_care", "yes_no", unsure=True, unasked=False, stricter=True, points=OTHER_CARE),
    # Unsure counts as pregnant, after week 12.
    Question(
        "pregnant_weeks", "number", unsure=table.SUPINE_WEEKS + 1, unasked=0, stricter=0, low=1, high=45, no=0,
        when=lambda so_far: so_far.age < OLDEST_PREGNANT,
    ),
    Question(
        "active", "yes_no", unsure=False, unasked=True, stricter=True,
        when=lambda so_far: so_far.age > table.CHECKED_AGE,
    ),
    Question(
        "first_pain_age", "number", unsure=table.FIRST_PAIN_LOW - 1, unasked=30, stricter=30, high=120
    ),
    Question(
        "inflammatory", "yes_no", unsure=True, unasked=False, stricter=False, points=INFLAMMATORY,
        when=lambda so_far: so_far.first_pain_age < table.INFLAMMATORY_AGE,
    ),
    Question("weeks_since_flare", "number", unsure=0, unasked=0, stricter=0, high=6400),
    Question("leg_symptoms_last_14_days", "yes_no", unsure=True, unasked=True, stricter=True),
    Question("usual_pain", "number", unsure=None, unasked=None, stricter=None, high=10),
    Question(
        "cannot", "choice", unsure=table.CANNOT, unasked=(), stricter=(), no=(), choices=table.CANNOT
    ),
    Question(
        "clinician_agrees", "yes_no", unsure=False, unasked=False, stricter=False, when=_needs_clinician
    ),
    Question(
        "clinician_agrees_extension", "yes_no", unsure=False, unasked=False, stricter=False,
        when=_extension_may_open,
    ),
    Question(
        "opt_in_hard", "yes_no", unsure=False, unasked=False, stricter=False, when=_has_only_sat_long
    ),
)  # fmt: skip


def as_profile(answers: Answers, now: datetime, ended_early: bool = False) -> Profile:
    """The answers with the rest filled in; with what harms no outcome, it shows what the answers alone decide."""
    values = {question.key: question.unasked for question in QUESTIONS} | dict(answers)
    values["first_pain_age"] = min(values["first_pain_age"], values["age"])
    profile = Profile(**values, stage=1, screened_at=now.replace(microsecond=0))
    if not ended_early:
        return profile
    left = [question for question in QUESTIONS if question.key not in answers and question.when(profile)]
    return replace(profile, **{question.key: question.stricter for question in left})
