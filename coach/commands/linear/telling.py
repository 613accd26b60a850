"""Today and past sessions in whole sentences, for ears; it must not know how they are asked for."""

from collections.abc import Iterator, Mapping

from coach.app.today import Today
from coach.core import words
from coach.core.exercise import Exercise
from coach.core.model.done import Session
from coach.core.number_words import counted
from coach.core.words.english.doses import dose_told

LEVELS = {"full": "Full dose", "reduced": "A little less than usual", "half": "Half the dose, and half as far"}
FELT = {"easy": "easy", "ok": "okay", "hard": "hard"}
STOPPED = "Ended early"


def today(shown: Today, exercises: Mapping[str, Exercise]) -> Iterator[str]:
    """What is played today and why, a sentence or two a line."""
    decision = shown.decision
    yield f"{decision.date:%A} {decision.date.day} {decision.date:%B %Y}. {shown.routine.title}."
    if decision.allowed:
        yield f"{LEVELS[decision.level]}. {decision.rounds_done} of {counted(decision.rounds_goal, 'round')} done."
    else:
        yield "No session now."
    yield words.together(decision.reasons)
    for each in decision.exercises:
        side = " on each side" if exercises[each.id].side == "each" else ""
        why = "" if each.reason.id == "as_planned" else f" {words.sentence(each.reason)}"
        yield f"{exercises[each.id].name}: {dose_told(each.dose.figures)}{side}.{why}"
    for left_out in decision.omitted if decision.allowed else ():
        yield f"Left out: {exercises[left_out.id].name}. {words.sentence(left_out.reason)}"
    for suggestion in decision.suggest:
        yield f"You could add one. {words.sentence(suggestion.reason)}"
    yield from map(words.sentence, shown.reminders)


def why(shown: Today) -> Iterator[str]:
    """Every rule that matched, with its figures."""
    findings = shown.decision.findings
    if not findings:
        yield "No rule had to step in."
    for finding, said in zip(findings, words.listed(each.reason for each in findings), strict=True):
        figures = words.figures(finding.reason)
        yield f"{said} {f'Because {figures}.' if figures else ''}".rstrip()


def session(each: Session, title: str) -> str:
    """A session in one line of speech."""
    told = [f"{each.at:%A} {each.at.day} {each.at:%B %Y, %H:%M}", title]
    values = {"before": each.before, "during": each.during, "after": each.after, "next morning": each.morning}
    rated = ", ".join(f"{when} {value}" for when, value in values.items() if value is not None)
    told.append(f"Pain {rated}" if rated else "No pain rated")
    if each.effort is not None:
        told.append(f"It felt {FELT[each.effort]}")
    told.append(
        "All of it done"
        if each.finished
        else f"{counted(len(each.sets), 'set')} done"
        if each.sets
        else "Nothing done"
    )
    if each.stopped is not None:
        told.append(f"{STOPPED}: {each.stopped}")
    if each.note:
        told.append(f"Your note: {each.note.rstrip('.')}")
    return f"{'. '.join(told)}."
