"""Turns values into the short texts of the screen; it must not know a screen, a clock or a file."""

from collections.abc import Sequence
from datetime import date, datetime

from coach.core.exercise import Dose, Exercise
from coach.core.model.decided import Decision
from coach.core.model.done import Session, Side
from coach.core.safe_text import clean
from coach.core.words.english import dates
from coach.core.words.english.doses import dose_words as dose_written

EIGHTHS = " ▏▎▍▌▋▊▉"


def minutes_seconds(ms: int) -> str:
    """Time left as "12:40", rounded up so that it reads 0:00 only at the very end."""
    seconds = max(0, -(-ms // 1000))
    return f"{seconds // 60}:{seconds % 60:02}"


def seconds_left(ms: int) -> str:
    """The seconds left in a phase, rounded up: "7", "42", and "1:40" from 100 seconds on."""
    seconds = max(0, -(-ms // 1000))
    return str(seconds) if seconds < 100 else f"{seconds // 60}:{seconds % 60:02}"


def side_words(exercise: Exercise, side: Side | None) -> str:
    """Which side: "left side", or the limbs of an alternating exercise; empty for both at once."""
    if side is None:
        return ""
    limbs = exercise.cues.left if side == "left" else exercise.cues.right
    return clean(limbs) if exercise.side == "alternate" and limbs else f"{side} side"


def dose_words(dose: Dose, exercise: Exercise | None, in_sets: Sequence[int] = ()) -> str:
    """A dose as people say it: "2 × 10, hold 5 s, each side"; "8+6+4" where its sets differ."""
    return join((dose_written(dose.figures, in_sets, spaced=True), sides_words(exercise)), ", ")


def sides_words(exercise: Exercise | None) -> str:
    """Which sides its dose is for: "each side", "sides in turn"; empty for both at once."""
    named = {"each": "each side", "alternate": "sides in turn"}
    return "" if exercise is None else named.get(exercise.side, "")


def from_to(first: Dose, last: Dose, exercise: Exercise | None) -> str:
    """How a dose went on: "2 × 10  →  2 × 8, each side"; one dose where it is the same."""
    now = dose_words(last, exercise)
    return now if first == last else f"{dose_words(first, None)}  →  {now}"


def day(at: datetime, *, aligned: bool = False) -> str:
    """A date as "Mon 23 Nov", without the system's locale; `aligned` as "Mon  9 Nov", for one under the other."""
    return f"{dates.weekday(at.weekday())} {at.day:>{2 if aligned else 1}} {dates.month(at.month)}"


def morning_question(morning: date, on: date) -> str:
    """Asks for the morning after the last session, which may be some days ago."""
    if morning == on:
        return "How was your back this morning, after your last session?"
    return f"How was your back on {dates.WEEKDAYS[morning.weekday()]} morning, after your last session?"


def rating(value: int | None) -> str:
    return "–" if value is None else str(value)


def session_words(session: Session) -> str:
    """A past session in a line: its ratings before → after, the worst during it, effort or why it was stopped."""
    parts = [f"{rating(session.before):>2} → {rating(session.after):<2}"]
    if session.during is not None:
        parts.append(f"during {session.during}")
    if session.stopped:
        parts.append(STOPPED[session.stopped])
    elif not session.finished:
        parts.append("done in part")
    if session.effort:
        parts.append({"easy": "felt easy", "ok": "felt ok", "hard": "felt hard"}[session.effort])
    return "  ".join(parts)


STOPPED = {
    "pain": "stopped: pain", "sharp": "stopped: sudden sharp pain", "spread": "stopped: leg pain",
    "tired": "stopped: too tired", "time": "stopped: no time", "interrupted": "interrupted",
}  # fmt: skip


def rounds_words(decision: Decision) -> str:
    """How many of today's rounds are done, as dots and in words."""
    done, goal = decision.rounds_done, decision.rounds_goal
    dots = " ".join("●" * min(done, goal) + "○" * max(0, goal - done))
    if done >= goal:
        return f"{dots}  all {goal} rounds of today done" if goal > 1 else f"{dots}  today's round is done"
    return f"{dots}  {done} of {goal} round{'s' if goal != 1 else ''} done today"


def current_round(decision: Decision, *, counted: bool = False) -> str:
    """Which round is being played: "round 2 of 3", or an extra one; `counted`: it is among those that are done."""
    following = decision.rounds_done + (0 if counted else 1)
    return f"round {following} of {decision.rounds_goal}" if following <= decision.rounds_goal else "an extra round"


def repetition_dots(rep: int, reps: int, columns: int, between: bool = False) -> str:
    """● done, ◉ now, ○ to come, and the count in words; only the words where the dots do not fit.

    `rep` is 0 before the first one; `between` says that the repetition `rep` is over.
    """
    words = f"{rep} of {reps}" if rep else f"{reps} repetition{'s' if reps != 1 else ''}"
    done = rep if between or rep == 0 else rep - 1
    now = 0 if between or rep == 0 else 1
    dots = " ".join("●" * done + "◉" * now + "○" * (reps - done - now))
    line = f"{dots}   {words}"
    return line if len(line) <= columns else words


def bar(done: float, columns: int, full: str = "", rest: str = "─") -> str:
    """A bar of `columns` that is filled to `done` (0 to 1); in eighths of a column, or with the glyph `full`."""
    eighths = round(min(1.0, max(0.0, done)) * columns * 8)
    whole, part = divmod(eighths, 8)
    if full:
        return full * whole + rest * (columns - whole)
    head = "█" * whole + (EIGHTHS[part] if part else "")
    return head + rest * (columns - len(head))


def join(parts: Sequence[str], between: str = " · ") -> str:
    """The parts that are not empty, in one line."""
    return between.join(part for part in parts if part)


def paragraphs(lines: Sequence[str]) -> str:
    """Lines to read one by one, each clean and with air around it."""
    return "\n\n".join(map(clean, lines))
