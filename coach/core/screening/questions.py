"""The questions of the screening as data, and what an answer means; it must not know a screen, a file or the clock.

Where a person is unsure, the answer is the stricter reading. Where an answer ended the screening early, the gates
that were not asked are stored as closed, so that editing that answer away opens nothing by itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from coach.core import screening
from coach.core.model import Profile

Kind = Literal["yes_no", "number", "choice"]
Answers = Mapping[str, Any]
# A question of its own for what one yes of the profile lumps together: its answer goes to the diagnoses.
FRAGILE = "fragile_bones"
NEVER = object()  # no answer stands for "unsure"; the question has to be answered

DISCLAIMER = (
    "Before you start: Backcoach is not a medical device, and it cannot find out what is wrong with a back. It "
    "offers gentle, general exercises and steps back when you report pain. Its rules are cautious, but nobody has "
    "tested them in a clinic. Stop whenever the pain rises or spreads. Numbness in the groin, a change of bladder "
    "or bowel, or weakness in a leg: get emergency help. If something was diagnosed, if you are pregnant or were "
    "operated on, or if you are unsure, ask a clinician first."
)
YES, NO = ("y", "yes", "yeah", "true"), ("n", "no", "none", "false")
UNSURE = ("u", "unsure", "not sure", "maybe", "don't know", "dont know")


class AnswerError(ValueError):
    """An answer that cannot be read, with a sentence that says what would be one."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `key` is that of the profile (or FRAGILE); `unsure` the stricter reading, or NEVER.

    A number is from `low` to `high`, or `no` where "no" is an answer. `choices` are (value, words), several at
    once. `unasked` is stored where the question does not apply and harms no outcome; `stricter` where the
    screening ended before it: closed, but saying nothing of the person that was not said.
    """

    key: str
    label: str
    text: str
    help: str
    kind: Kind
    unsure: Any
    unasked: Any
    stricter: Any
    low: int = 0
    high: int = 0
    no: int | None = None
    choices: tuple[tuple[str, str], ...] = ()
    when: Callable[[Answers], bool] = field(default=lambda _: True)


def _needs_clinician(answers: Answers) -> bool:
    without = {key: value for key, value in answers.items() if key != "clinician_agrees"}
    return screening.judge(_profile(without, datetime.min)).outcome == "clinician_first"


def _extension_may_open(answers: Answers) -> bool:
    agreed = bool(answers.get("clinician_agrees"))
    return agreed and "SL" in screening.judge(_profile(answers, datetime.min)).groups


def _is_over_69(answers: Answers) -> bool:
    return bool(answers.get("age", 0) > screening.CHECKED_AGE)


def _may_be_pregnant(answers: Answers) -> bool:
    return bool(answers.get("age", 0) < 60)


def _has_only_sat_long(answers: Answers) -> bool:
    return answers.get("diagnosis") == ("none_sitting",) and not answers.get(FRAGILE)


def _may_be_fragile(answers: Answers) -> bool:
    return bool(answers.get("bone_heart_or_steroids")) and "fragile_bone" not in answers.get("diagnosis", ())


DIAGNOSES = (
    ("spondylolisthesis", "a vertebra that has slipped (spondylolisthesis)"),
    ("disc_herniation", "a disc herniation (bulging, slipped or ruptured disc)"),
    ("stenosis", "a narrowed spinal canal (stenosis)"),
    ("fragile_bone", "fragile bones (osteoporosis) or a broken vertebra"),
    ("other", "something else"),
    ("none_sitting", "nothing was diagnosed; it hurts from long sitting"),
    ("none_other", "nothing was diagnosed; another reason, or none that is clear"),
)
_CHECKED_EARLY = screening.FIRST_PAIN_LOW - 1

QUESTIONS = (
    Question(
        "age",
        "Age",
        "How old are you, in years?",
        "Under 18 and over 69 need a person's advice first.",
        "number",
        unsure=NEVER,
        unasked=screening.ADULT_AGE,
        stricter=screening.ADULT_AGE,
        high=120,
    ),
    Question(
        "red_flags_emergency",
        "Emergency signs",
        "Do you have any of these: numbness around the saddle or genitals; new trouble with bladder, bowel or sex; "
        "symptoms in both legs; a leg that gets weaker; chest pain; a serious accident just before?",
        "These can mean that nerves are being squeezed, or worse. They need help at once.",
        "yes_no",
        unsure=True,
        unasked=False,
        stricter=True,
    ),
    Question(
        "red_flags_clinician",
        "Signs for a clinician",
        "Any of these: fever; weight loss without a cause; cancer now or earlier; a risk of infection; a lump or "
        "changed shape of the back; pain at night or that nothing relieves; a minor fall with fragile bones? Or, "
        "unless a clinician has looked at it: pain in the upper back, or pain that is worse on coughing?",
        "Each is seldom serious alone, but a clinician should look before you exercise.",
        "yes_no",
        unsure=True,
        unasked=False,
        stricter=True,
    ),
    Question(
        "months_since_spinal_surgery",
        "Spinal surgery, months ago",
        "Has your spine ever been operated on? Answer no, or how many months ago.",
        "The last operation counts; 0 is less than a month ago.",
        "number",
        unsure=0,
        unasked=-1,
        stricter=-1,
        high=1440,
        no=-1,
    ),
    Question(
        "diagnosis",
        "Diagnosis",
        "What did a clinician say it is? One number or several, such as 2 or 2 4.",
        "Only what a clinician has diagnosed. Unsure counts as something else: the most careful reading.",
        "choice",
        unsure=("other",),
        unasked=(),
        stricter=("other",),
        choices=DIAGNOSES,
    ),
    Question(
        "bone_heart_or_steroids",
        "Bones, heart or steroids",
        "Do you have osteoporosis, a fracture, a displaced vertebra, heart trouble or dizziness, or have you "
        "taken steroids for more than 3 months?",
        "Steroids are, for example, cortisone or prednisone tablets. After a yes, a clinician has to agree.",
        "yes_no",
        unsure=True,
        unasked=False,
        stricter=True,
    ),
    Question(
        FRAGILE,
        "Fragile bones",
        "Is it about your bones: osteoporosis, a broken vertebra, or steroids for more than 3 months?",
        "Then bending forward and twisting are left out too. Unsure counts as yes.",
        "yes_no",
        unsure=True,
        unasked=False,
        stricter=False,
        when=_may_be_fragile,
    ),
    Question(
        "pregnant_weeks",
        "Pregnant, week",
        "Are you pregnant? Answer no, or in which week.",
        "Unsure counts as pregnant, after week 12.",
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
        "Active",
        "Are you active, such as a brisk walk on three days a week?",
        "Over 69 and not active: a clinician should agree first.",
        "yes_no",
        unsure=False,
        unasked=True,
        stricter=True,
        when=_is_over_69,
    ),
    Question(
        "first_pain_age",
        "Age at the first back pain",
        "How old were you when your back hurt for the first time?",
        "A first back pain at 50 or over, or under 20, is worth a check.",
        "number",
        unsure=_CHECKED_EARLY,
        unasked=30,
        stricter=30,
        high=120,
    ),
    Question(
        "weeks_since_flare",
        "Weeks since it began or last flared",
        "How many weeks ago did this pain begin, or last get much worse?",
        "0 is less than a week ago. Under 6 weeks counts as early, and so does unsure.",
        "number",
        unsure=0,
        unasked=0,
        stricter=0,
        high=6400,
    ),
    Question(
        "leg_symptoms_last_14_days",
        "Leg symptoms in the last 14 days",
        "In the last 14 days: any pain, tingling or numbness down a leg?",
        "While a leg is involved, more movements are left out.",
        "yes_no",
        unsure=True,
        unasked=True,
        stricter=True,
    ),
    Question(
        "usual_pain",
        "Usual pain",
        "How strong is your back pain usually, from 0 (none) to 10 (worst imaginable)?",
        "Your ratings are first compared with it. Unsure leaves it open.",
        "number",
        unsure=None,
        unasked=None,
        stricter=None,
        high=10,
    ),
    Question(
        "clinician_agrees",
        "A clinician agreed to exercise",
        "With your answers, a clinician has to agree first. Has one agreed that you may do gentle exercises?",
        "A doctor, physiotherapist or midwife; after an operation, the surgeon. Without a yes, no plan yet.",
        "yes_no",
        unsure=False,
        unasked=False,
        stricter=False,
        when=_needs_clinician,
    ),
    Question(
        "clinician_agrees_extension",
        "A clinician agreed to bending backward",
        "Has a clinician agreed that you may bend backward again?",
        "Without a yes, bending backward stays left out.",
        "yes_no",
        unsure=False,
        unasked=False,
        stricter=False,
        when=_extension_may_open,
    ),
    Question(
        "opt_in_hard",
        "Hard exercises later",
        "Much later, when all is easy: may a hard exercise appear that loads the spine (the prone back lift)?",
        "No is a good answer. It can be changed at any time.",
        "yes_no",
        unsure=False,
        unasked=False,
        stricter=False,
        when=_has_only_sat_long,
    ),
)


def parse(question: Question, typed: str) -> Any:
    """The value of a typed answer; raises AnswerError with a sentence that helps."""
    text = " ".join(typed.lower().replace("’", "'").split())
    if text in UNSURE:
        if question.unsure is NEVER:
            raise AnswerError("This one needs an answer.")
        return question.unsure
    match question.kind:
        case "yes_no":
            return _parse_yes_no(text)
        case "number":
            return _parse_number(question, text)
        case "choice":
            return _parse_choice(question, text)


def words(question: Question, value: Any) -> str:
    """A stored value in words, for a summary."""
    if value is None:
        return "not known"
    if question.kind == "choice":
        names = dict(question.choices)
        return "; ".join(names[item] for item in value)
    if question.kind == "yes_no":
        return "yes" if value else "no"
    return "no" if value == question.no else str(value)


@dataclass(frozen=True, slots=True)
class Flow:
    """The answers so far. `question` is the next one, None at the end; each step gives a new Flow."""

    answers: Answers = field(default_factory=dict)

    @property
    def question(self) -> Question | None:
        if self.ended_early:
            return None
        open_ones = (q for q in QUESTIONS if q.key not in self.answers and q.when(self.answers))
        return next(open_ones, None)

    @property
    def ended_early(self) -> bool:
        """Whether an answer already rules a plan out, whatever the others are; the red flags are always asked."""
        outcome = screening.judge(_profile(self.answers, datetime.min)).outcome
        if outcome == "emergency":
            return True
        return "red_flags_clinician" in self.answers and outcome in ("see_clinician", "no_plan")

    @property
    def answered(self) -> tuple[Question, ...]:
        """The questions that were answered and still apply, in order."""
        return tuple(q for q in QUESTIONS if q.key in self.answers and q.when(self.answers))

    def answer(self, typed: str) -> "Flow":
        """The flow after a typed answer to `question`; raises AnswerError for one that cannot be read."""
        question = self.question
        if question is None:
            return self
        value = parse(question, typed)
        age = self.answers.get("age")
        if question.key == "first_pain_age" and age is not None and value > age:
            if value != question.unsure:
                raise AnswerError(f"That is more than your age, {age}.")
            value = age
        return replace(self, answers={**self.answers, question.key: value})

    def back(self) -> "Flow":
        """The flow with the last answer taken back; itself at the first question."""
        answered = self.answered
        if not answered:
            return self
        dropped = answered[-1].key
        return replace(self, answers={key: value for key, value in self.answers.items() if key != dropped})

    def profile(self, now: datetime, disclaimer_agreed: bool = True) -> Profile:
        """The finished profile; what an early end left open is stored as closed."""
        return replace(_profile(self.answers, now, self.ended_early), disclaimer_agreed=disclaimer_agreed)


def _profile(answers: Answers, now: datetime, ended_early: bool = False) -> Profile:
    """The answers with the rest filled in; with what harms no outcome, it shows what the answers alone decide."""
    values = {q.key: q.stricter if ended_early and q.when(answers) else q.unasked for q in QUESTIONS}
    values.update(answers)
    if values.pop(FRAGILE):
        values["diagnosis"] = (*values["diagnosis"], "fragile_bone")
    values["first_pain_age"] = min(values["first_pain_age"], values["age"])
    return Profile(**values, stage=1, screened_at=now.replace(microsecond=0))


def _parse_yes_no(text: str) -> bool:
    if text in YES:
        return True
    if text in NO:
        return False
    raise AnswerError("Please answer y (yes), n (no) or u (unsure).")


def _parse_number(question: Question, text: str) -> int:
    if question.no is not None and text in NO:
        return question.no
    if text.isascii() and text.isdigit() and len(text) <= 4:
        value = int(text)
        if question.low <= value <= question.high or value == question.no:
            return value
    no = "no, or " if question.no is not None else ""
    raise AnswerError(f"Please answer {no}a whole number from {question.low} to {question.high}.")


def _parse_choice(question: Question, text: str) -> tuple[str, ...]:
    names = [name for name, _ in question.choices]
    chosen = []
    for part in text.replace(",", " ").split():
        if part in names:
            chosen.append(part)
        elif part.isascii() and part.isdigit() and len(part) <= 2 and 1 <= int(part) <= len(names):
            chosen.append(names[int(part) - 1])
        else:
            raise AnswerError(f"Please answer with numbers from 1 to {len(names)}.")
    if not chosen:
        raise AnswerError(f"Please answer with numbers from 1 to {len(names)}.")
    if len(set(chosen)) > 1 and any(name.startswith("none_") for name in chosen):
        raise AnswerError("'Nothing was diagnosed' stands alone. Please choose again.")
    return tuple(name for name in names if name in chosen)
