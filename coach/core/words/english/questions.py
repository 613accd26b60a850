"""English: the questions of the screening and their answers; it must not know what they lead to."""

from collections.abc import Callable, Mapping, Sequence

CHOICES: Mapping[str, str] = {
    "spondylolisthesis": "a vertebra that has slipped (spondylolisthesis)",
    "disc_herniation": "a disc herniation (bulging, slipped or ruptured disc)",
    "stenosis": "a narrowed spinal canal (stenosis)",
    "fragile_bone": "fragile bones (osteoporosis) or a broken vertebra",
    "other": "something else",
    "none_sitting": "nothing was diagnosed; it hurts from long sitting",
    "none_other": "nothing was diagnosed; another reason, or none that is clear",
}


def _chosen(chosen: Sequence[str]) -> str:
    return "; ".join(CHOICES[each] for each in chosen)


def _with_a_number(low: int, high: int, or_no: bool) -> str:
    return f"Please answer {'no, or ' if or_no else ''}a whole number from {low} to {high}."


DISCLAIMER = (
    "Backcoach is not a medical device, and it cannot find out what is wrong with a back. It offers gentle, "
    "general exercises and steps back when you report pain. Its rules are cautious, but nobody has tested them "
    "in a clinic. Stop whenever the pain rises or spreads. Numbness in the groin, a change of bladder or bowel, "
    "or weakness in a leg: get emergency help. If something was diagnosed, if you are pregnant or were operated "
    "on, or if you are unsure, ask a clinician first."
)

SENTENCES: Mapping[str, str | Callable[..., str]] = {
    "disclaimer": DISCLAIMER,
    "disclaimer_in_lines": f"Before you start: {DISCLAIMER}",
    "do_you_agree": "Do you understand and agree?",
    "choice": lambda value: CHOICES[value],
    "answer_yes": "yes",
    "answer_no": "no",
    "answer_not_known": "not known",
    "answer_number": "{number}",
    "answer_choices": _chosen,
    "answer_yes_or_no": "Please answer y (yes), n (no) or u (unsure).",
    "answer_with_a_number": _with_a_number,
    "answer_with_numbers": "Please answer with numbers from 1 to {most}.",
    "needs_an_answer": "This one needs an answer.",
    "more_than_your_age": "That is more than your age, {age}.",
    "stands_alone": "'Nothing was diagnosed' stands alone. Please choose again.",
    "ask_age_label": "Age",
    "ask_age": "How old are you, in years?",
    "ask_age_help": "Under 18 and over 69 need a person's advice first.",
    "ask_red_flags_emergency_label": "Emergency signs",
    "ask_red_flags_emergency": (
        "Do you have any of these: numbness around the saddle or genitals; new trouble with bladder, bowel or sex; "
        "symptoms in both legs; a leg that gets weaker; chest pain; a serious accident just before?"
    ),
    "ask_red_flags_emergency_help": (
        "These can mean that nerves are being squeezed, or worse. They need help at once."
    ),
    "ask_red_flags_clinician_label": "Signs for a clinician",
    "ask_red_flags_clinician": (
        "Any of these: fever; weight loss without a cause; cancer now or earlier; a risk of infection; a lump or "
        "changed shape of the back; pain at night or that nothing relieves; a minor fall with fragile bones? Or, "
        "unless a clinician has looked at it: pain in the upper back, or pain that is worse on coughing?"
    ),
    "ask_red_flags_clinician_help": (
        "Each is seldom serious alone, but a clinician should look before you exercise."
    ),
    "ask_months_since_spinal_surgery_label": "Spinal surgery, months ago",
    "ask_months_since_spinal_surgery": "Has your spine ever been operated on? Answer no, or how many months ago.",
    "ask_months_since_spinal_surgery_help": "The last operation counts; 0 is less than a month ago.",
    "ask_diagnosis_label": "Diagnosis",
    "ask_diagnosis": "What did a clinician say it is? One number or several, such as 2 or 2 4.",
    "ask_diagnosis_help": (
        "Only what a clinician has diagnosed. Unsure counts as something else: the most careful reading."
    ),
    "ask_bone_heart_or_steroids_label": "Bones, heart or steroids",
    "ask_bone_heart_or_steroids": (
        "Do you have osteoporosis, a fracture, a displaced vertebra, heart trouble or dizziness, or have you taken "
        "steroids for more than 3 months?"
    ),
    "ask_bone_heart_or_steroids_help": (
        "Steroids are, for example, cortisone or prednisone tablets. After a yes, a clinician has to agree."
    ),
    "ask_fragile_bones_label": "Fragile bones",
    "ask_fragile_bones": (
        "Is it about your bones: osteoporosis, a broken vertebra, or steroids for more than 3 months?"
    ),
    "ask_fragile_bones_help": "Then bending forward and twisting are left out too. Unsure counts as yes.",
    "ask_pregnant_weeks_label": "Pregnant, week",
    "ask_pregnant_weeks": "Are you pregnant? Answer no, or in which week.",
    "ask_pregnant_weeks_help": "Unsure counts as pregnant, after week 12.",
    "ask_active_label": "Active",
    "ask_active": "Are you active, such as a brisk walk on three days a week?",
    "ask_active_help": "Over 69 and not active: a clinician should agree first.",
    "ask_first_pain_age_label": "Age at the first back pain",
    "ask_first_pain_age": "How old were you when your back hurt for the first time?",
    "ask_first_pain_age_help": "A first back pain at 50 or over, or under 20, is worth a check.",
    "ask_weeks_since_flare_label": "Weeks since it began or last flared",
    "ask_weeks_since_flare": "How many weeks ago did this pain begin, or last get much worse?",
    "ask_weeks_since_flare_help": "0 is less than a week ago. Under 6 weeks counts as early, and so does unsure.",
    "ask_leg_symptoms_last_14_days_label": "Leg symptoms in the last 14 days",
    "ask_leg_symptoms_last_14_days": "In the last 14 days: any pain, tingling or numbness down a leg?",
    "ask_leg_symptoms_last_14_days_help": "While a leg is involved, more movements are left out.",
    "ask_usual_pain_label": "Usual pain",
    "ask_usual_pain": "How strong is your back pain usually, from 0 (none) to 10 (worst imaginable)?",
    "ask_usual_pain_help": "Your ratings are first compared with it. Unsure leaves it open.",
    "ask_clinician_agrees_label": "A clinician agreed to exercise",
    "ask_clinician_agrees": (
        "With your answers, a clinician has to agree first. Has one agreed that you may do gentle exercises?"
    ),
    "ask_clinician_agrees_help": (
        "A doctor, physiotherapist or midwife; after an operation, the surgeon. Without a yes, no plan yet."
    ),
    "ask_clinician_agrees_extension_label": "A clinician agreed to bending backward",
    "ask_clinician_agrees_extension": "Has a clinician agreed that you may bend backward again?",
    "ask_clinician_agrees_extension_help": "Without a yes, bending backward stays left out.",
    "ask_opt_in_hard_label": "Hard exercises later",
    "ask_opt_in_hard": (
        "Much later, when all is easy: may a hard exercise appear that loads the spine (the prone back lift)?"
    ),
    "ask_opt_in_hard_help": "No is a good answer. It can be changed at any time.",
}
