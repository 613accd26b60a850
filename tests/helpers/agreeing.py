"""Whether the sentences, figures and doses of a decision agree: what a person would call a contradiction."""

import re
from collections.abc import Iterator, Mapping, Sequence

from coach.core import doses, words
from coach.core.exercise import Dose, Exercise
from coach.core.history import repetitions
from coach.core.model.decided import Decision, Prescribed
from coach.core.model.done import Session
from coach.core.reason import Reason

# Words of the rules, of the files and of the table's rows: a person never meets them in a sentence.
INTERNAL = re.compile(
    r"\b(level|green|comfort|near|ref|rise|target|opt_in\w*|null|None|True|False|[PG]\d+|\w+_\w+)\b"
)
# Of the table in the screening: what makes backs worse.
FRIGHTENING = re.compile(
    r"harm|damag|danger|injur|squeez|slipp|ruptur|bulg|fragile|heavily|saddle|groin|or worse|no bending|rest now",
    re.IGNORECASE,
)
LONGEST, LONGEST_DAY = 145, 240
# Numbers that a sentence names for all: what is past 5, points of 10, the days of the second rest.
FIXED = {5, 10, 28}
# The rows' reasons that tell of the last session.
OF_A_SESSION = (
    "past_five", "rise", "stopped_for_pain", "up_twice", "up_past_five", "sore_morning", "too_much",
    "hurt_in_exercise", "rest_of_exercise",
)  # fmt: skip
FOLLOWS = re.compile(r"half(?!-kneeling)|a little less|nothing is added|same as last time|small already")
AS_PLANNED = ("as_planned", "no_smaller", "edited")


def contradictions(
    decision: Decision, exercises: Mapping[str, Exercise], own: Mapping[str, Dose], sessions: Sequence[Session]
) -> list[str]:
    """Each one in a few words; `own` are the routine's doses, `sessions` those before, oldest first."""
    found = [*_language(decision), *_day(decision, exercises, sessions)]
    last = _last_plans(decision, sessions)
    for each in decision.exercises:
        found += [f"{each.id} {each.dose} of {each.target}: {what}" for what in _dose(each, exercises, own, last)]
    return found


def _reasons(decision: Decision) -> Iterator[Reason]:
    yield from decision.reasons
    yield from (each.reason for each in decision.findings)
    yield from (each.reason for each in decision.exercises)
    yield from (each.reason for each in decision.omitted)
    yield from (each.reason for each in decision.suggest)


def _language(decision: Decision) -> Iterator[str]:
    for reason in _reasons(decision):
        for keys in (True, False):
            yield from _one(reason, words.sentence(reason, keys=keys))
        because = words.figures(reason)
        if INTERNAL.search(because) or FRIGHTENING.search(because):
            yield f"odd figures: {because}"
        if set(map(int, re.findall(r"(?<![.\d])\d+(?![.\d])", because))) - _numbers(reason) - {14}:
            yield f"numbers that are not its figures: {because}"
    day = [words.sentence(each) for each in decision.reasons]
    if len(set(day)) < len(day):
        yield f"said twice: {day}"
    if len(" ".join(day)) > LONGEST_DAY:
        yield f"too long to listen to: {day}"


def _one(reason: Reason, said: str) -> Iterator[str]:
    if not re.fullmatch(r"[A-Z0-9].*[.)]", said) or not said.endswith((".", ").")) or "{" in said or ".." in said:
        yield f"no sentence: {said}"
    if len(said) > LONGEST:
        yield f"too long: {said}"
    if INTERNAL.search(said):
        yield f"a word of the rules: {said}"
    if FRIGHTENING.search(said):
        yield f"frightening: {said}"
    if set(map(int, re.findall(r"\d+", said))) - _numbers(reason) - FIXED:
        yield f"numbers that are not its figures: {said} {dict(reason.figures)}"


def _numbers(reason: Reason) -> set[int]:
    """Every number among the figures, those of doses with their products."""
    found: set[int] = set()
    for value in reason.figures.values():
        if isinstance(value, tuple) and value and all(isinstance(each, int) for each in value):
            numbers = [each for each in value if isinstance(each, int)]
            found |= {*numbers, numbers[0] * numbers[1]}
        elif isinstance(value, int):
            found.add(value)
    return found


def _last_plans(decision: Decision, sessions: Sequence[Session]) -> dict[str, Dose]:
    """The last dose of each exercise in a session of this routine."""
    return {
        id_: dose for each in sessions if each.routine == decision.routine for id_, dose in each.planned.items()
    }


def _more(dose: Dose, last: Dose, exercise: Exercise) -> bool:
    return (doses.total(dose, exercise), dose.hold_s) > (doses.total(last, exercise), last.hold_s)


def _dose(
    each: Prescribed, exercises: Mapping[str, Exercise], own: Mapping[str, Dose], last: Mapping[str, Dose]
) -> Iterator[str]:
    said, exercise = words.sentence(each.reason), exercises[each.id]
    less = each.dose != each.target
    if doses.total(each.dose, exercise) > doses.total(each.target, exercise):
        yield "more than its target"
    if "alf of" in said and not each.dose.repetitions * 2 <= each.target.repetitions:
        yield f"not half: {said}"
    named = re.match(r"(?:It hurt: )?(\d+) of (\d+)", said)
    if named and (int(named[1]), int(named[2])) != (each.dose.repetitions, each.target.repetitions):
        yield f"other numbers: {said}"
    if ("ithout holding" in said) != (each.reason.id == "part" and each.dose.hold_s == 0 < each.target.hold_s):
        yield f"holding: {said}"
    if "As planned" in said and (
        less or _more(own[each.id], each.target, exercise) or each.reason.id not in AS_PLANNED
    ):
        yield f"not as planned: {said}"
    if less and each.reason.id in (*AS_PLANNED, "no_smaller_now", "cut_before", "limited"):
        yield f"it is less, and nothing says so: {said}"
    raised = each.reason.id.startswith("raised") and ("more" in said or "longer" in said)
    if raised and (each.id not in last or not _more(each.dose, last[each.id], exercise)):
        yield f"nothing is more: {said}"
    if each.level == "full" and not less and _more(own[each.id], each.target, exercise) and said == "As planned.":
        yield "less than its file asks for, and nothing says so"


def _time(decision: Decision, sessions: Sequence[Session]) -> Iterator[str]:
    """What is said of when something was, or how long it lasts."""
    last = max((each.at.date() for each in sessions if each.planned or each.after is not None), default=None)
    if last is None:
        return
    days = (decision.date - last).days
    for each in decision.findings:
        said = words.sentence(each.reason)
        if each.reason.id in OF_A_SESSION and days >= 2 and not re.search(r"days ago|your last session", said):
            yield f"it was {days} days ago, and nothing says so: {said}"
        if each.reason.id not in OF_A_SESSION and "days ago" in said:
            yield f"ago: {said}"
        if each.rule == "P16" and ("of them left" in said, "today the last" in said) != (days == 1, days == 2):
            yield f"day {days} of the rest: {said}"


def _good_today(decision: Decision, sessions: Sequence[Session]) -> bool:
    """Whether today's only session was surely a good one: all done, at most 2 of 10, and no higher than before."""
    today = [each for each in sessions if each.at.date() == decision.date]
    if len(today) != 1:
        return False
    [each] = today
    done = each.finished or (each.planned and all(repetitions.everything_done(each, id_) for id_ in each.planned))
    rated = (each.before, each.after)
    calm = None not in rated and max(n for n in (*rated, each.during or 0) if n is not None) <= 2
    return bool(done and calm and rated[0] == rated[1] and each.effort in ("easy", "ok") and not each.stopped)


def _day(decision: Decision, exercises: Mapping[str, Exercise], sessions: Sequence[Session]) -> Iterator[str]:
    said, first = words.together(decision.reasons), words.sentence(decision.reason)
    played, last = decision.exercises, _last_plans(decision, sessions)
    less = [e for e in played if doses.total(e.dose, exercises[e.id]) < doses.total(e.target, exercises[e.id])]
    yield from _time(decision, sessions)
    if not decision.allowed:
        every = " ".join([said, *(words.sentence(each.reason) for each in decision.findings)])
        if played or FOLLOWS.search(every):
            yield f"no session, and doses: {said}"
        return
    if not played:
        return
    if "half as much" in said and not (decision.level == "half" and less):
        yield f"nothing is half: {said}"
    if "a little less than planned" in said and not (decision.level == "reduced" and less):
        yield f"nothing is less: {said}"
    if "small already" in first and less:
        yield f"something is less: {said}"
    if decision.level != "full" and decision.reason.id in ("steady", "first", "first_of_routine"):
        yield f"less than full, and nothing says so: {said}"
    if "first session" in said and any(each.planned for each in sessions):
        yield f"not the first: {said}"
    same = all(each.dose == last.get(each.id) for each in played)
    if "same as last time" in said and not same:
        yield f"not the same: {said}"
    if decision.reason.id in ("slightly_more", "back_toward") and all(
        each.dose == each.target and each.target == last.get(each.id) for each in played
    ):
        yield f"nothing is more: {said}"
    grows = any(each.id in last and _more(each.dose, last[each.id], exercises[each.id]) for each in played)
    if decision.reason.id == "back_up" and not grows and set(last) >= {each.id for each in played}:
        yield f"nothing is more: {said}"
    unsaid = {"not_rated", "above_comfort", "one_more_good_day"} & {decision.reason.id}
    if unsaid and len(decision.reasons) == 1 and not same and set(last) >= {each.id for each in played}:
        yield f"doses change, and nothing says so: {said}"
    if decision.range == "full" and "half as far" in first and decision.reason.id != "back_today":
        yield f"not half as far: {said}"
    if "stays at half" in said and not (decision.level == "half" and not decision.sore_day):
        yield f"it does not stay at half: {said}"
    if "none yet" in said and len(decision.findings) == 1 and _good_today(decision, sessions):
        yield f"today was good, and nothing says so: {said}"
    good_days = decision.reason.figures.get("green_days") if decision.reason.id == "one_more_good_day" else None
    if "in a row" in said and good_days != 0 and good_days is not None:
        yield f"good days need not follow each other, and some are done: {said}"
    rows = {each.reason.id for each in decision.findings}
    if decision.sore_day and not rows & {"sore_day", "rise", "past_five", "stopped_for_pain"}:
        yield f"a sore day, and nothing says so: {said}"
