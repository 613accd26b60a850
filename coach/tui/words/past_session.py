"""Says in words and marks what was done in a session; it must not judge."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from textual.content import Content

from coach.core import words
from coach.core.exercise import Exercise
from coach.core.history import repetitions
from coach.core.model.decided import Finding
from coach.core.model.done import Session
from coach.core.plan import MOST_PAIN_TO_GO_ON
from coach.core.progression.ratings import refused
from coach.core.safe_text import clean
from coach.files.moments import MOMENT
from coach.log import Correction
from coach.tui.words import dashboard, texts

ROUTINE_GONE = "Its routine is no longer there, so what followed cannot be told."
LOOKING = "…"
NOTHING_FOLLOWED = "All as usual, so nothing changes."
NOTHING_PLAYED = "Nothing was played, so nothing changes."
EFFORTS = {"easy": "felt easy", "ok": "felt ok", "hard": "felt hard", None: "effort not rated"}
# Corrections that have no short value to show, and what stands for no value of the others.
TOLD_BY_NAME = {"sets": "what was done", "hurts": "where it hurt", "planned": "what was planned"}
UNSET = {"note": "none", "stopped": "not stopped"}
DIM, LABEL = "$foreground 65%", "bold $primary"


def session_words(
    session: Session,
    title: str,
    exercises: Mapping[str, Exercise],
    followed: Sequence[Finding] | str,
    corrections: Iterable[Correction],
    columns: int,
) -> Content:
    """A whole session: ratings, planned beside done, what followed (or a text in its place), what was corrected.

    Doses stand beside the names where both fit into `columns`, else below them.
    """
    lines: list[Content | str] = [
        Content.assemble((clean(title), "bold"), (f"   {texts.day(session.at)} {session.at:%Y, %H:%M}", DIM))
    ]
    mine = [each for each in corrections if each.session == session.id]
    done = _done(session, exercises, columns) if session.planned else [_planned(), _unplayed(session, mine)]
    followed = NOTHING_PLAYED if refused(session) and not isinstance(followed, str) else followed
    if session.note:
        lines += ["", Content.assemble(("Your note", LABEL)), clean(session.note)]
    lines += ["", *_ratings(session, exercises), "", *done, "", *_followed(followed)]
    if mine:
        lines += ["", Content.assemble(("Corrected", LABEL)), *map(_corrected, mine)]
    return _joined(lines)


def _joined(lines: Iterable[Content | str]) -> Content:
    return Content("\n").join(line if isinstance(line, Content) else Content(line) for line in lines)


def _ratings(session: Session, exercises: Mapping[str, Exercise]) -> list[Content | str]:
    rated = [
        f"{name} {texts.rating(value)}"
        for name, value in (
            ("before", session.before), ("during", session.during), ("after", session.after),
            ("next morning", session.morning),
        )
    ]  # fmt: skip
    ended = "everything planned was done" if session.finished else "done in part"
    if session.stopped:
        ended = texts.STOPPED[session.stopped]
    return [
        Content.assemble(("Your back, 0 to 10", LABEL)),
        "   ".join(rated),
        *_hurts(session, exercises),
        f"{EFFORTS[session.effort]}, {ended}",
    ]


def _hurts(session: Session, exercises: Mapping[str, Exercise]) -> list[str]:
    """Where it hurt, and how much at most."""
    most: dict[str, int] = {}
    for hurt in session.hurts:
        if hurt.exercise is not None:
            most[hurt.exercise] = max(hurt.rating, most.get(hurt.exercise, 0))
    named = ", ".join(f"{dashboard.called(id_, exercises)} {rating}" for id_, rating in most.items())
    return [f"it hurt in: {named}"] if named else []


def _planned() -> Content:
    return Content.assemble(("Planned", LABEL), ("  against done", "$primary"))


def _unplayed(session: Session, corrections: Sequence[Correction]) -> str:
    """Why nothing was planned: what counted was the rating as it was given, whatever it was corrected to."""
    first = next((each.old for each in corrections if each.field == "before"), session.before)
    if not isinstance(first, int) or first <= MOST_PAIN_TO_GO_ON:
        return "Nothing was planned: every exercise was left out that day."
    if first != session.before:
        return f"Nothing was planned: it was rated {first} then, too sore to start."
    return "Nothing was planned: it was too sore to start."


def _done(session: Session, exercises: Mapping[str, Exercise], columns: int) -> list[Content | str]:
    lines: list[Content | str] = [_planned()]
    names = {id_: dashboard.called(id_, exercises) for id_ in session.planned}
    width = min(26, max(map(len, names.values())))
    rows = []
    for id_, dose in session.planned.items():
        whole = repetitions.everything_done(session, id_)
        mark, style = ("✓", "$primary") if whole else ("·", "$warning")
        planned = texts.dose_words(dose, exercises.get(id_))
        name = Content.assemble((f"{mark} ", style), (f"{names[id_]:<{width}}", "bold"))
        rows.append((name, Content.assemble(f"  {planned}", ("   did ", DIM), _sets_done(session, id_))))
    beside = all(name.cell_length + doses.cell_length <= columns for name, doses in rows)
    for name, doses in rows:
        lines += [name + doses] if beside else [name, doses]
    return lines


def _sets_done(session: Session, id_: str) -> str:
    """The repetitions of each set: "10 · 8", for each side where there are sides."""
    found = []
    for side, named in (("both", ""), ("left", "left "), ("right", "right ")):
        reps = [str(each.reps) for each in session.sets if each.exercise == id_ and each.side == side]
        if reps:
            found.append(named + " · ".join(reps))
    return ", ".join(found) or "nothing"


def _followed(followed: Sequence[Finding] | str) -> list[Content | str]:
    lines: list[Content | str] = [Content.assemble(("What followed", LABEL))]
    if isinstance(followed, str):
        return [*lines, followed]
    if not followed:
        return [*lines, NOTHING_FOLLOWED]
    for finding, said in zip(followed, words.each_once(each.reason for each in followed), strict=True):
        if said is not None:
            figures = clean(words.figures(finding.reason))
            lines.append(Content.assemble(clean(said), (f"  ({figures})" if figures else "", DIM)))
    return lines


def _corrected(each: Correction) -> str:
    return f"{_change(each)}, on {texts.day(each.at)}"


def _change(each: Correction) -> str:
    """What was corrected, from what to what where a person can read it."""
    if each.field == "deleted":
        return "deleted" if each.new else "brought back"
    if each.field in TOLD_BY_NAME:
        return TOLD_BY_NAME[each.field]
    if each.field == "at":
        old, new = (f"{datetime.fromisoformat(str(value)):{MOMENT}}" for value in (each.old, each.new))
        return f"date and time: {old} → {new}"
    none = UNSET.get(each.field, "not rated")
    old, new = (none if value is None else clean(str(value)) for value in (each.old, each.new))
    return f"{each.field}: {old} → {new}"
