"""Says what a session or a rating before it means for the next, and why; it must not know how to decide.

The sentences of the pain rules stay as they are; what is added here says why in the words of what was done.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from textual.content import Content

from coach.core import encouragement, words
from coach.core.exercise import Exercise
from coach.core.history import repetitions, summary
from coach.core.model.decided import Decision, Finding
from coach.core.model.done import Session
from coach.core.progression import day_reasons
from coach.core.reason import Reason
from coach.core.safe_text import clean
from coach.core.words.next_time import next_time
from coach.tui.words import dashboard, texts

TOMORROW = "Try again tomorrow: with a 7 or less you can start."
NO_BETTER = "If it is no better then, see a clinician."
ADVICE = "Advice: from a doctor or physiotherapist, before the next session."
SLIP = "The wrong key? Press i on the dashboard, then e, and correct the number."
SLIP_ELSEWHERE = "The wrong key? Run coach, press i, then e, and correct the number."
SAME = "The doses stay the same."
WHEN = {
    "before": "before",
    "during": "during it",
    "after": "afterwards",
    "morning": "the next morning",
    "before_today": "before",
}
DIM = "$foreground 65%"


def refusal(decision: Decision, before: int | None, *, at_dashboard: bool) -> list[str]:
    """Why nothing is played now, and what to do next; `before` is the rating that was just given."""
    lines = [words.together(decision.reasons, keys=at_dashboard)]
    slip = SLIP if at_dashboard else SLIP_ELSEWHERE
    if "P3" in decision.rules and "P2" not in decision.rules:
        again = decision.reason.id == "too_sore_again"
        return [*lines, TOMORROW, *([] if again else [NO_BETTER]), slip]
    if (before is not None or "P2" in decision.rules) and not _for_a_stop(decision):
        return [*lines, slip]
    return lines


def left_out(decision: Decision, exercises: Mapping[str, Exercise]) -> list[str]:
    """What is left out and why, in a line each, where that is why nothing is played."""
    if not decision.allowed:
        return []
    return [f"{dashboard.called(each.id, exercises)}: {words.sentence(each.reason)}" for each in decision.omitted]


def _for_a_stop(decision: Decision) -> bool:
    """Whether a stop for alarming pain is why nothing is played: no corrected number changes that."""
    return any(each.rule == "P2" and each.reason.figures.get("stopped") is not None for each in decision.findings)


def rest(
    decision: Decision, session: Session | None, exercises: Mapping[str, Exercise], *, at_dashboard: bool
) -> list[str]:
    """The same after a session after which nothing may be played."""
    cause = because(decision, session, exercises)
    severe = "P2" in decision.rules
    advice = ADVICE if severe else ""
    slip = SLIP if at_dashboard else SLIP_ELSEWHERE
    if _for_a_stop(decision) or not (cause or severe):
        slip = ""
    return [line for line in (words.together(decision.reasons, keys=at_dashboard), cause, advice, slip) if line]


def because(decision: Decision, session: Session | None, exercises: Mapping[str, Exercise]) -> str:
    """What made the row match whose sentence is the reason, in a sentence; "" where that says all of it itself."""
    found = next((each for each in decision.findings if each.reason == decision.reason), None)
    if found is None or session is None:
        return ""
    if found.reason.id == "too_much":
        return _too_much(found.reason.figures, session, exercises)
    if found.reason.id == "not_rated":
        missing = clean(words.figures(found.reason))
        return f"{missing[:1].upper()}{missing[1:]}." if missing else ""
    cause = _cause(found)
    return f"Because {cause}." if cause else ""


def changed_doses(
    decision: Decision, sessions: Sequence[Session], exercises: Mapping[str, Exercise], columns: int
) -> list[Content]:
    """Each exercise whose dose will be another one, old → new, on two lines where `columns` are too few for one."""
    changes = summary.changes(decision, sessions)
    if not changes:
        return [] if changes is None or decision.reason.id == "steady" else [Content(SAME)]
    names = {change.id: dashboard.called(change.id, exercises) for change in changes}
    width = max(map(len, names.values()))
    told: list[tuple[str, str, str]] = []
    for change in changes:
        exercise = exercises.get(change.id)
        if change.new is None:
            doses = "left out"
        elif change.old is None:
            doses = f"new: {texts.dose_words(change.new, exercise)}"
        else:
            doses = texts.from_to(change.old, change.new, exercise)
        told.append(("▲" if change.up else "▼", names[change.id], doses))
    beside = all(2 + width + 2 + len(doses) <= columns for _, _, doses in told)
    lines = []
    for mark, name, doses in told:
        gap = f"{name:<{width}}  " if beside else f"{name}\n    "
        lines.append(Content.assemble((f"{mark} ", "$primary bold"), (gap, "bold"), (doses, "$accent")))
    if len(changes) < len(decision.exercises):
        lines.append(Content.assemble(("The others stay as they are.", DIM)))
    return lines


def sheet(
    decision: Decision,
    sessions: Sequence[Session],
    exercises: Mapping[str, Exercise],
    columns: int,
    told: Reason | None = None,
) -> Content:
    """What the last of the sessions means for the next one, to read in a width; the source of what was `told`."""
    cause = because(decision, sessions[-1] if sessions else None, exercises)
    paragraphs = [clean(next_time(decision)), *filter(None, [clean(cause)])]
    if decision.range == "half" and not any(map(_says_half_as_far, decision.reasons)):
        paragraphs.append("Move only half as far.")
    doses = changed_doses(decision, sessions, exercises, columns)
    parts = [Content("\n".join(paragraphs)), *([Content("\n").join(doses)] if doses else [])]
    if told is not None:
        parts.append(Content.assemble(words.sentence(told), (f"\n{encouragement.source(told)}", "dim")))
    return Content("\n\n").join(parts)


def _says_half_as_far(reason: Reason) -> bool:
    """Whether its sentence tells already that the movement goes less far."""
    says = day_reasons.SAYS_LEVEL.get(reason.id)
    return says is not None and reason.figures.get("level", says) == "half"


def _cause(found: Finding) -> str:
    figures: Mapping[str, Any] = found.reason.figures
    match found.reason.id:
        case "up_twice":
            return f"{_rated(figures)}; the time before it rose, too"
        case "sore_day":
            return f"{_rated(figures)}, and your usual is {figures['usual']}"
        case "climbing" | "climbing_on":
            return "your numbers of the last two weeks are higher than those of the two weeks before"
        case "above_comfort":
            return f"{_rated(figures)}; your usual: up to {figures['comfort']}"
        case "next_stage":
            return f"there were {clean(words.figures(found.reason))}"
    return ""


def _rated(figures: Mapping[str, Any]) -> str:
    """The ratings among the figures of a row."""
    given = [f"{figures[name]} {when}" for name, when in WHEN.items() if figures.get(name) is not None]
    return f"you rated {' and '.join(dict.fromkeys(given))}"


def _too_much(figures: Mapping[str, Any], session: Session, exercises: Mapping[str, Exercise]) -> str:
    """What the sentence leaves out: it tells the first of these alone, and not what was left undone."""
    said = ["You were also too tired to go on."] if figures["tired"] and figures["hard"] else []
    if figures["unfinished"]:
        left = [id_ for id_ in session.planned if not repetitions.everything_done(session, id_)]
        parts = [f"{dashboard.called(id_, exercises)} ({_share(session, id_, exercises.get(id_))})" for id_ in left]
        if parts:
            said.append(f"Not done in full: {', '.join(parts)}.")
    return " ".join(said)


def _share(session: Session, id_: str, exercise: Exercise | None) -> str:
    """How much of an exercise was done: "0 of 2 sets", or repetitions where a set was left in its middle."""
    dose = session.planned[id_]
    sides = repetitions.sides(exercise)
    sets = [done for done in session.sets if done.exercise == id_]
    whole = len({(done.set, done.side) for done in sets if done.reps >= dose.reps})
    reps = repetitions.of_both_sides(session, id_)
    if reps == whole * dose.reps:
        every = dose.sets * sides
        return f"{whole} of {every} set{'' if every == 1 else 's'}"
    return f"{reps} of {dose.repetitions * sides} repetitions"
