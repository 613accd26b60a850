"""English: what stands on the hand-out of a routine, and what is told of PDFs; it must not know how one is made."""

from collections.abc import Callable, Mapping, Sequence

from coach.core.number_words import listed
from coach.core.words.english.dates import MONTHS, WEEKDAYS
from coach.core.words.english.doses import DoseFigures, dose_told
from coach.core.words.english.exercises import PER_SIDE, POSITIONS


def _times(rounds: int, weekdays: Sequence[int], times: Sequence[str]) -> str:
    said = "Once a day" if rounds == 1 else f"{rounds} rounds a day"
    days = f" on {listed(WEEKDAYS[each] for each in weekdays)}" if 0 < len(weekdays) < len(WEEKDAYS) else ""
    return f"{said}{days}{f', at {listed(times)}' if times else ''}."


def _dose(dose: DoseFigures, in_sets: Sequence[int], side: str) -> str:
    """As a person reads it who has never seen "2×6"."""
    if len({*in_sets}) > 1:
        hold = f", holding {dose[2]} s" if dose[2] else ""
        return f"sets of {listed(map(str, in_sets))}{hold}{PER_SIDE[side]}"
    return f"{dose_told(dose)}{PER_SIDE[side]}"


def _pace(out_ms: int, back_ms: int, rest_ms: int, sets: int) -> str:
    out, back, rest = (f"{each / 1000:g}\u00a0s" for each in (out_ms, back_ms, rest_ms))
    return f"{out} out, {back} back{f'; rest {rest} between sets' if sets > 1 else ''}"


def _avoid(what: str) -> str:
    return f"{what[:1].lower()}{what[1:]}"


def _turns(left: str, right: str) -> str:
    return f"{left[:1].upper()}{left[1:]}, then {right}, in turn."


def _moment(name: str, end: bool, position: str, cue: str) -> str:
    if end:
        return f"{name}, at the end of the movement{f': {cue}' if cue else ''}"
    return f"{name}, at the start: {POSITIONS.get(position, position)}"


SENTENCES: Mapping[str, str | Callable[..., str]] = {
    "handout_day": lambda year, month, day: f"{day} {MONTHS[month - 1]} {year}",
    "handout_times": _times,
    "handout_unscreened": (
        "The doses are as they are written. For this page nobody was asked the safety questions: the coach asks "
        "them before the first session (coach screen), and leaves out what does not suit the answers."
    ),
    # An exercise.
    "handout_dose": _dose,
    "handout_pace": _pace,
    "handout_today": "Today: {dose}.",
    "handout_start": "Start:",
    "handout_move": "Move:",
    "handout_avoid": "Avoid:",
    "handout_avoid_what": _avoid,
    "handout_turns": _turns,
    "handout_each_side": "Then the same on the left side.",
    "handout_half": "Only half as far.",
    "handout_moment": _moment,
    # What stands below the exercises.
    "handout_stop": "When to stop",
    "handout_stop_more": (
        "Stop for today when the pain rises or spreads, or when it is stronger than {most} of 10."
    ),
    "handout_left_out": "Left out",
    "handout_left_out_why": "{name}: {why}",
    "handout_notes": "Notes",
    "handout_code": "This routine as a code",
    "handout_code_use": "Scan it, save its text as {file}, and run:",
    "handout_code_command": "coach new --from {file}",
    "handout_code_shows": "A code with the text of the routine's file {file}",
    "handout_no_code": (
        "The file of this routine is too long for a code ({size} bytes; {most} fit). Pass on the file "
        "itself, {file}. Whoever has it runs:"
    ),
    "handout_own": (
        "Not in every Backcoach: {names}. Whoever takes the routine over needs these files, too: {files}."
    ),
    # Of the PDF of a report, too.
    "pdf_signs": (
        "Some signs in it are in no font of this computer, so the PDF does not show them. Write .html: "
        "a browser may have them."
    ),
}
