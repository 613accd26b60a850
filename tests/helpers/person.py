"""A healthy person whose back hurts from sitting, with other answers where a test wants them."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from coach.core.model.screened import Profile

# As the file of a profile, in the second stage; tests put other answers in their place.
ANSWERS = """\
age = 41
red_flags_emergency = false
red_flags_clinician = false
bone_heart_or_steroids = false
pregnant_weeks = 0
active = true
months_since_spinal_surgery = -1
diagnosis = ["none_sitting"]
weeks_since_flare = 8
leg_symptoms_last_14_days = false
usual_pain = 2
stage = 2
screened_at = 2026-03-01T07:30:00
"""


def person(**answers: Any) -> Profile:
    """Somebody of 41 in the first stage who gave none of the answers that leave something out, with others."""
    healthy = Profile(
        age=41,
        red_flags_emergency=False,
        red_flags_clinician=False,
        clinician_agrees=False,
        clinician_agrees_extension=False,
        bone_heart_or_steroids=False,
        pregnant_weeks=0,
        active=True,
        months_since_spinal_surgery=-1,
        first_pain_age=35,
        diagnosis=("none_sitting",),
        weeks_since_flare=10,
        leg_symptoms_last_14_days=False,
        usual_pain=2,
        opt_in_hard=False,
        stage=1,
        screened_at=datetime(2026, 11, 22, 7, 30),
    )
    return replace(healthy, **answers)
