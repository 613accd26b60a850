"""English: the questions of the screening and their answers; it must not know what they lead to."""

from collections.abc import Callable, Mapping, Sequence

CHOICES: Mapping[str, str] = {
    "spondylolisthesis": "spondylolisthesis: one vertebra sits slightly forward",
    "disc_herniation": "a disc herniation",
    "stenosis": "stenosis: a narrow spinal canal",
    "fragile_bone": "low bone density, or an earlier fracture of the spine",
    "other": "something else",
    "none_sitting": "nothing diagnosed; it hurts from long sitting",
    "none_other": "nothing diagnosed; another or no clear reason",
    "kneeling": "kneeling",
    "hands": "putting weight on the hands",
    "floor": "getting down to the floor and up again",
    "face_down": "lying face down",
}


def _chosen(chosen: Sequence[str]) -> str:
    return "; ".join(CHOICES[each] for each in chosen)


def _unsure(yes: bool | None = None, number: int | None = None, chosen: Sequence[str] = ()) -> str:
    counts_as = f"{number}" if number is not None else _chosen(chosen) if chosen else "yes" if yes else "no"
    return f"not sure, so it counts as {counts_as}"


def _because_unsure(keys: Sequence[str]) -> str:
    labels = (f"{SENTENCES[f'ask_{key}_label']}" for key in keys)
    return f"Because you were not sure, the careful answer counts for: {'; '.join(labels)}."


def _which_nothing(numbers: Sequence[int]) -> str:
    return f"Nothing was diagnosed? Then choose {' or '.join(map(str, numbers))}."


def _with_a_number(low: int, high: int, or_no: bool) -> str:
    return f"Please answer {'no, or ' if or_no else ''}a whole number from {low} to {high}."


def _with_numbers(most: int, or_no: bool) -> str:
    return f"Please answer {'no, or ' if or_no else ''}with numbers from 1 to {most}."


SENTENCES: Mapping[str, str | Callable[..., str]] = {
    "before_you_start": "Before you start:",
    "no_medical_device": "Backcoach is not a medical device, and it cannot find out what is wrong with a back.",
    "general_exercises": "It offers gentle, general exercises and steps back when you report pain.",
    "rules_not_tested": "Its rules are cautious, but nobody has tested them in a clinic.",
    "stop_if_it_rises": "Stop if the pain rises or spreads.",
    "emergency_help": (
        "New numbness between the legs, new trouble with bladder, bowel or sexual feeling, symptoms in both legs, "
        "or a leg getting weaker: call your emergency number or go to an emergency department."
    ),
    "ask_before": (
        "If something was diagnosed, if you are pregnant or were operated on, or if you are unsure, ask a "
        "clinician first."
    ),
    "do_you_agree": "Do you understand and agree?",
    "choice": lambda value: CHOICES[value],
    "answer_was_that": "Your answer was: {said}.",
    "clicker_marks_first": "Page down goes to an answer, page up back; this button takes what is marked.",
    "answer_was": "Your answer was: {said}. Enter keeps it.",
    "answer_yes": "yes",
    "answer_no": "no",
    "answer_not_known": "not known",
    "answer_unsure": _unsure,
    "answer_number": "{number}",
    "answer_choices": _chosen,
    "answer_yes_or_no": "Please answer y (yes), n (no) or u (unsure).",
    "answer_with_a_number": _with_a_number,
    "answer_with_numbers": _with_numbers,
    "because_unsure": _because_unsure,
    "which_nothing": _which_nothing,
    "needs_an_answer": "This one needs an answer.",
    "more_than_your_age": "That is more than your age, {age}.",
    "stands_alone": "'Nothing was diagnosed' stands alone. Please choose again.",
    "ask_age_label": "Age",
    "ask_age": "How old are you, in years?",
    "ask_age_help": "Under 18 and over 69 need a person's advice first.",
    "ask_red_flags_emergency_label": "Emergency signs that are new",
    "ask_red_flags_emergency": "Is any of these new in the last 2 weeks, or getting worse?",
    "ask_red_flags_now": "Or now: chest pain, or a serious accident?",
    "ask_red_flags_emergency_help": "These are rare, but they need a check today.",
    "sign_numb": (
        "numbness or tingling between the legs, around the genitals or back passage, or wiping feels different"
    ),
    "sign_urine": "trouble starting, stopping or feeling urine, leaking, or loss of bowel control",
    "sign_sexual": "new loss of sexual feeling",
    "sign_both_legs": "pain, numbness or weakness in both legs",
    "sign_weaker_leg": "a leg getting weaker",
    "ask_red_flags_clinician_label": "Signs to have looked at",
    "ask_red_flags_clinician": "Is there any of these?",
    "ask_red_flags_clinician_help": "Each of them alone is seldom serious, but worth a look before you exercise.",
    "sign_fever": "fever, or feeling ill with it",
    "sign_weight": "weight loss without a cause",
    "sign_cancer": "a history of cancer, and this pain is new",
    "sign_infection": "a risk of infection: a weak immune system, or injected drugs",
    "sign_lump": "a lump or a changed shape of the back",
    "sign_fall": "a fall, with low bone density",
    "sign_constant": "constant pain that no position eases",
    "ask_red_flags_assessed_label": "A clinician has looked at them",
    "ask_red_flags_assessed": (
        "Has a clinician looked at exactly this since it began, and said that exercise is fine?"
    ),
    "ask_red_flags_assessed_help": "With a yes you can go on. Unsure counts as no.",
    "ask_months_since_spinal_surgery_label": "Operated on the spine, months ago",
    "ask_months_since_spinal_surgery": "Has your spine ever been operated on? Answer no, or how many months ago.",
    "ask_months_since_spinal_surgery_help": "The last operation counts; 0 is less than a month ago.",
    "ask_diagnosis_label": "Diagnosis",
    "ask_diagnosis": "What did a clinician say it is? One number or several, such as 2 or 2 4.",
    "ask_diagnosis_help": (
        "Only what a clinician has diagnosed. Unsure counts as something else: the most careful reading."
    ),
    "ask_bone_heart_or_steroids_label": "Trouble with bones or heart, or steroids",
    "ask_bone_heart_or_steroids": "Do you have, or did you have, any of these?",
    "ask_bone_heart_or_steroids_help": (
        "Steroids are, for example, cortisone or prednisone tablets. After a yes, a clinician has to agree."
    ),
    "has_low_density": "low bone density, or a fracture of the spine",
    "has_taken_steroids": "steroids for more than 3 months",
    "has_vertebra_forward": "a vertebra that sits forward (spondylolisthesis)",
    "has_heart_trouble": "heart trouble, or dizziness",
    "ask_bones_label": "Of these, bones or steroids",
    "ask_bones": "Is it about low bone density, a fracture of the spine, or steroids for more than 3 months?",
    "ask_bones_help": "Then bending forward and twisting are left for later too. Unsure counts as yes.",
    "ask_other_care_label": "High blood pressure, surgery or birth, hernia, glaucoma, new joint",
    "ask_other_care": "Do you have any of these?",
    "ask_other_care_help": "With a clinician's yes you can exercise all the same. Unsure counts as yes.",
    "has_pressure": "high blood pressure that is not controlled",
    "had_surgery_or_birth": "surgery of belly or pelvis, or a birth, within 3 months",
    "has_hernia": "a hernia that hurts",
    "has_glaucoma": "glaucoma",
    "has_new_joint": "a joint replaced within 3 months",
    "ask_pregnant_weeks_label": "Pregnant, in which week",
    "ask_pregnant_weeks": "Are you pregnant? Answer no, or in which week.",
    "ask_pregnant_weeks_help": "Unsure counts as pregnant, after week 12.",
    "ask_active_label": "Active, such as brisk walks",
    "ask_active": "Are you active, such as a brisk walk on three days a week?",
    "ask_active_help": "Over 69 and not active: a clinician should agree first.",
    "ask_first_pain_age_label": "Age at the first back pain",
    "ask_first_pain_age": "How old were you when your back hurt for the first time?",
    "ask_first_pain_age_help": "A first back pain at 50 or over, or under 20, is worth a check.",
    "ask_inflammatory_label": "Stiff mornings or broken nights",
    "ask_inflammatory": "Has it lasted longer than 3 months, begun before you were 45, and come with one of these?",
    "ask_inflammatory_help": "Then the cause may be an inflammation, which can be treated well. Exercise is fine.",
    "stiff_in_the_morning": "stiff for more than half an hour in the morning, and better with movement",
    "wakes_at_night": "it wakes you in the second half of the night",
    "ask_weeks_since_flare_label": "Weeks since it began or last flared",
    "ask_weeks_since_flare": "How many weeks ago did this pain begin, or last get much worse?",
    "ask_weeks_since_flare_help": "0 is less than a week ago. Under 6 weeks counts as early, and so does unsure.",
    "ask_leg_symptoms_last_14_days_label": "Leg symptoms in the last 14 days",
    "ask_leg_symptoms_last_14_days": "In the last 14 days: any pain, tingling or numbness down a leg?",
    "ask_leg_symptoms_last_14_days_help": "While a leg is involved, more movements are left for later.",
    "ask_usual_pain_label": "Usual pain, 0 to 10",
    "ask_usual_pain": "How strong is your back pain usually, from 0 (none) to 10 (worst imaginable)?",
    "ask_usual_pain_help": "Your ratings are first compared with it. Unsure leaves it open.",
    "ask_cannot_label": "Anything you cannot or should not do",
    "ask_cannot": "Is there any of these that you cannot do, or should not? Answer no, or one number or several.",
    "ask_cannot_help": (
        "You know best. What needs it is left out, and you can change it at any time. Unsure leaves out all."
    ),
    "ask_clinician_agrees_label": "A clinician agreed to exercise",
    "ask_clinician_agrees": (
        "With your answers, a clinician has to agree first. Has one agreed that you may do gentle exercises?"
    ),
    "ask_clinician_agrees_help": (
        "A doctor, physiotherapist or midwife; after an operation, the surgeon. Without a yes, no plan yet."
    ),
    "ask_clinician_agrees_extension_label": "A clinician agreed to bending backward",
    "ask_clinician_agrees_extension": "Has a clinician agreed that you may bend backward again?",
    "ask_clinician_agrees_extension_help": "Without a yes, bending backward stays for later.",
    "ask_opt_in_hard_label": "A harder exercise, much later",
    "ask_opt_in_hard": "Much later, when all is easy: may a harder exercise appear (the prone back lift)?",
    "ask_opt_in_hard_help": "No is a good answer. It can be changed at any time.",
}
