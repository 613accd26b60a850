"""Reads answers, and leads from question to question to a finished profile; it must not know a screen or a file."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from coach.core import screening
from coach.core.model.screened import Profile
from coach.core.reason import Reason
from coach.core.screening.questions import NEVER, QUESTIONS, Answers, Question, as_profile

YES, NO = ("y", "yes", "yeah", "true"), ("n", "no", "none", "false")
UNSURE = ("u", "unsure", "not sure", "maybe", "don't know", "dont know")


class AnswerError(ValueError):
    """An answer that cannot be read; `reason` says what would be one."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Flow:
    """The answers so far. `question` is the next one, None at the end; each step gives a new Flow.

    `unsure` are the keys that were answered with "unsure": what is stored there is the stricter reading. `typed` is
    how each was answered, also of one that was taken back.
    """

    answers: Answers = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def question(self) -> Question | None:
        return None if self.ended_early else next(iter(self.open), None)

    @property
    def open(self) -> tuple[Question, ...]:
        """The questions that apply, as far as can be told yet, and were not answered, in order."""
        so_far = as_profile(self.answers, datetime.min)
        return tuple(q for q in QUESTIONS if q.key not in self.answers and q.when(so_far))

    @property
    def ended_early(self) -> bool:
        """Whether an answer already rules a plan out, whatever the others are; the red flags are always asked."""
        so_far = as_profile(self.answers, datetime.min)
        outcome = screening.judge(so_far).outcome
        if outcome == "emergency":
            return True
        asked = "red_flags_assessed" if so_far.red_flags_clinician else "red_flags_clinician"
        return asked in self.answers and outcome in ("see_clinician", "no_plan")

    @property
    def answered(self) -> tuple[Question, ...]:
        """The questions that were answered and still apply, in order."""
        so_far = as_profile(self.answers, datetime.min)
        return tuple(q for q in QUESTIONS if q.key in self.answers and q.when(so_far))

    def answer(self, typed: str) -> "Flow":
        """The flow after a typed answer to `question`; raises AnswerError for one that cannot be read."""
        question = self.question
        if question is None:
            return self
        value = parse(question, typed)
        age = self.answers.get("age")
        if question.key == "first_pain_age" and age is not None and value > age:
            if value != question.unsure:
                raise AnswerError(Reason("more_than_your_age", age=age))
            value = age
        unsure = self.unsure | {question.key} if _cleaned(typed) in UNSURE else self.unsure - {question.key}
        answers, given = {**self.answers, question.key: value}, {**self.typed, question.key: typed}
        return replace(self, answers=answers, unsure=unsure, typed=given)

    @property
    def offered(self) -> str:
        """How `question` was answered before one went back to it, so that it can be kept; "" where it was not."""
        question = self.question
        return "" if question is None else self.typed.get(question.key, "")

    @property
    def offered_told(self) -> Reason | None:
        """The same as it is told; None where there is none, or none that can be given now."""
        question = self.question
        if question is None or not self.offered:
            return None
        try:
            return self.answer(self.offered).told(question)
        except AnswerError:
            return None

    def back(self) -> "Flow":
        """The flow with the last answer taken back; itself at the first question."""
        answered = self.answered
        return self.again(answered[-1].key) if answered else self

    def again(self, key: str) -> "Flow":
        """The flow with the answer to one question taken back, so that it is the next one.

        What was asked later because of the answers before it is taken back too: a yes of a clinician, for
        instance, was one to what they knew then. Of these nothing is offered again.
        """
        keys = [question.key for question in QUESTIONS]
        later = [question for question in QUESTIONS[keys.index(key) + 1 :] if question.depends]
        return self.without(key, [question.key for question in later])

    def without(self, key: str, others: Collection[str]) -> "Flow":
        """The flow with the answer to one question taken back, which is offered again, and those to others."""
        left = {each: value for each, value in self.answers.items() if each != key and each not in others}
        typed = {each: text for each, text in self.typed.items() if each not in others}
        return replace(self, answers=left, unsure=self.unsure - {key, *others}, typed=typed)

    def told(self, question: Question) -> Reason:
        """The answer to a question, for a summary; of an unsure one what it counts as."""
        said = told(question, self.answers[question.key])
        if question.key not in self.unsure or said.id == "answer_not_known":
            return said
        return Reason("answer_unsure", **_counted(question, self.answers[question.key]))

    @property
    def unsure_of(self) -> tuple[Question, ...]:
        """The questions that were answered with "unsure" and count as something, in order."""
        return tuple(each for each in self.answered if self.told(each).id == "answer_unsure")

    def profile(self, now: datetime, disclaimer_agreed: bool = True) -> Profile:
        """The finished profile; what an early end left open is stored as closed."""
        return replace(as_profile(self.answers, now, self.ended_early), disclaimer_agreed=disclaimer_agreed)


def parse(question: Question, typed: str) -> Any:
    """The value of a typed answer; raises AnswerError with what would be one."""
    text = _cleaned(typed)
    if text in UNSURE:
        if question.unsure is NEVER:
            raise AnswerError(Reason("needs_an_answer"))
        return question.unsure
    match question.kind:
        case "yes_no":
            return _parse_yes_no(text)
        case "number":
            return _parse_number(question, text)
        case "choice":
            return _parse_choice(question, text)


def _counted(question: Question, value: Any) -> dict[str, Any]:
    """The figures of what an unsure answer counts as."""
    if question.kind == "yes_no":
        return {"yes": value}
    return {"chosen": tuple(value)} if question.kind == "choice" else {"number": value}


def _cleaned(typed: str) -> str:
    return " ".join(typed.lower().replace("’", "'").split())


def told(question: Question, value: Any) -> Reason:
    """A stored answer, for a summary."""
    if value is None:
        return Reason("answer_not_known")
    if question.kind == "choice":
        return Reason("answer_choices", chosen=tuple(value)) if value else Reason("answer_no")
    if question.kind == "yes_no" or value == question.no:
        return Reason("answer_yes" if question.kind == "yes_no" and value else "answer_no")
    return Reason("answer_number", number=value)


def _parse_yes_no(text: str) -> bool:
    if text in YES:
        return True
    if text in NO:
        return False
    raise AnswerError(Reason("answer_yes_or_no"))


def _parse_number(question: Question, text: str) -> int:
    if question.no is not None and text in NO:
        return int(question.no)
    if text.isascii() and text.isdigit() and len(text) <= 4:
        value = int(text)
        if question.low <= value <= question.high or value == question.no:
            return value
    raise AnswerError(
        Reason("answer_with_a_number", low=question.low, high=question.high, or_no=question.no is not None)
    )


def _parse_choice(question: Question, text: str) -> tuple[str, ...]:
    names, or_no = question.choices, question.no is not None
    if or_no and text in NO:
        return ()
    nothing = [number for number, name in enumerate(names, 1) if name.startswith("none_")]
    if nothing and text in NO:
        raise AnswerError(Reason("which_nothing", numbers=tuple(nothing)))
    chosen = []
    for part in text.replace(",", " ").split():
        if part in names:
            chosen.append(part)
        elif part.isascii() and part.isdigit() and len(part) <= 2 and 1 <= int(part) <= len(names):
            chosen.append(names[int(part) - 1])
        else:
            raise AnswerError(Reason("answer_with_numbers", most=len(names), or_no=or_no))
    if not chosen:
        raise AnswerError(Reason("answer_with_numbers", most=len(names), or_no=or_no))
    if len(set(chosen)) > 1 and any(name.startswith("none_") for name in chosen):
        raise AnswerError(Reason("stands_alone"))
    return tuple(name for name in names if name in chosen)
