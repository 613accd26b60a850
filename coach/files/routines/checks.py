"""The mistakes in a routine file that its form alone does not show; it must not know screening or ratings."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.core import doses, exercise_names, lookalikes
from coach.core.durations import BREATH_MS, COUNT_IN_MS, NEW_POSITION_MS
from coach.core.exercise import Dose, Exercise, base_of
from coach.core.model.mistakes import MOST_TOLD, Mistake
from coach.core.model.routine import RoutineItem
from coach.core.safe_text import printable
from coach.files.forms import check, key_names
from coach.files.routines import second_format, spoken_text
from coach.files.routines.parts import day_rounds
from coach.files.toml import Document, TomlPath

if TYPE_CHECKING:
    from coach.files.routines.form import ExerciseForm

LONGEST_S = 2 * 60 * 60
LONG_MIN = 60  # A session that takes longer, as it would be played, is told of.
WAKING_H = 16
LEAST_PACE = 2 / 3  # Of the exercise's own seconds for a way.


def written_ids(document: Document) -> Iterator[tuple[int, str]]:
    """The ids in the file with their place in the list, also where the rest of the file is wrong."""
    entries = document.data.get("exercise")
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            yield index, entry["id"]


def whole_file(document: Document, *, has_exercises: bool = False) -> Iterator[Mistake]:
    """The mistakes that the form alone cannot tell in plain words; `has_exercises` if they stand elsewhere."""
    data = document.data
    if not data and document.recovered is None:
        comments = "#" in document.text
        what = (
            "there are only comments here: take away the # of the lines that you want"
            if comments
            else "the file is empty"
        )
        message = f'{what}; a routine has a line format = 1, then [[exercise]] and under it id = "bird_dog"'
        yield document.mistake((), message, "missing")
        return
    number = data.get("format")
    if number is None and not any(key_names.meant(key, ("format",)) for key in list(data)[:MOST_TOLD]):
        needed = 2 if second_format.used(document) else 1
        warning = document.mistake(
            (), f"'format' is missing; add the line: format = {needed}", "format", ("format",)
        )
        yield replace(warning, severity="warning", help=f"write on the first line: format = {needed}")
    elif type(number) is int and number not in second_format.FORMATS:
        message = f"'format' must be 1 or 2, found {check.found(number)}; this coach reads no other"
        yield document.mistake(("format",), message, "format")
    if "words" in data and "voice" in data:
        message = "'voice' is the older name of 'words', so only one of them can hold; remove it"
        yield document.mistake(("voice",), message, "duplicate")
    name = data.get("name")
    if isinstance(name, str) and name and not name.strip():
        yield document.mistake(("name",), "'name' must not be empty", "range")
    if isinstance(name, str) and spoken_text.unseen(name):
        message = f"'name' holds a character that cannot be seen, in {check.found(name)}; take it out"
        yield document.mistake(("name",), message, "text")
    if not has_exercises and data.get("exercise", []) == []:
        message = 'the routine has no exercises; add [[exercise]] and under it a line such as id = "bird_dog"'
        yield document.mistake(("exercise",), message, "missing", ("exercise",))


def ids(document: Document, exercises: Mapping[str, Exercise]) -> Iterator[Mistake]:
    """The exercises that there are not, and those that stand there twice where that cannot be."""
    first: dict[str, int] = {}
    told = 0
    for index, id_ in written_ids(document):
        path = ("exercise", index, "id")
        if id_ in first and document.data.get("format") == 2 and id_ in exercises:
            continue  # Another side or another dose, which its own check knows.
        if id_ in first:
            line = document.at(("exercise", first[id_], "id"))[0]
            message = f"'{printable(id_[:60])}' is in this routine twice, first on line {line}; keep one"
            yield document.mistake(path, message, "duplicate")
            continue
        first[id_] = index
        if id_ not in exercises:
            yield unknown(document, path, id_, exercises if told < MOST_TOLD else {})
            told += 1


def unknown(document: Document, path: TomlPath, id_: str, exercises: Mapping[str, Exercise]) -> Mistake:
    """An exercise that there is not, and which one may be meant."""
    message = f"unknown exercise '{printable(id_[:60])}'"
    if not exercises:  # Nobody reads on behind so many, and each takes its time.
        return document.mistake(path, message, "unknown-exercise")
    close = exercise_names.meant(id_, exercises)
    help_ = document.rewritten(path, f'"{close[0]}"') if close else ""
    if (letter := lookalikes.named(id_)) and close:
        message += f", where {letter}"
    elif id_.strip() != id_ and id_.strip() in exercises:
        message += ", which has a blank too many"
    there = exercise_names.did_you_mean(id_, exercises) or "; there are: " + ", ".join(sorted(exercises))
    return replace(document.mistake(path, f"{message}{there}", "unknown-exercise"), help=help_)


def limits(
    document: Document, index: int, entry: "ExerciseForm", item: RoutineItem, rounds: int, *, alone: bool = True
) -> Iterator[Mistake]:
    """Warnings for doses beyond the exercise's limits, which the progression brings under them; one error.

    Those of a day only where it is `alone`: of several entries they are told together.
    """

    def warn(key: str, message: str) -> Mistake:
        at = ("exercise", index, *second_format.place(entry, key))
        return replace(document.mistake(at, message, "limit"), severity="warning")

    written_dose = second_format.dose(entry)

    exercise = item.exercise
    for key, most in (("sets", exercise.max_sets), ("reps", exercise.max_reps), ("hold_s", exercise.max_hold_s)):
        written = written_dose[key]
        if written is not None and written > most and not (key == "reps" and item.shape):
            bound = f"has at most {most}" if most else "is not held"
            warning = warn(key, f"'{key}' is {written}, but {exercise.id} {bound}; {most} will be used")
            own = second_format.place(entry, key) == (key,)
            yield replace(warning, help=document.rewritten(("exercise", index, key), str(most)) if own else "")
    hold_s = written_dose["hold_s"]
    if hold_s is not None and hold_s < exercise.min_hold_s:
        least = f"{exercise.id} is meant to be held {exercise.min_hold_s} s or more"
        yield warn("hold_s", f"'hold_s' is {hold_s}, but {least}")
    if entry.rest_s is not None and entry.rest_s * 1000 < COUNT_IN_MS:
        least = f"counting in the next set takes {COUNT_IN_MS // 1000} s; {COUNT_IN_MS // 1000} s will be used"
        yield warn("rest_s", f"'rest_s' is {entry.rest_s:g}, but {least}")
    for at, (way_ms, own_ms) in enumerate(((item.move_ms, exercise.move_ms), (item.return_ms, exercise.return_ms))):
        least_s = math.ceil(own_ms / 1000 * LEAST_PACE)
        if entry.tempo_s is not None and second_format.LEAST_WAY_S * 1000 <= way_ms < least_s * 1000:
            where = ("exercise", index, "tempo_s", at if at == 0 else len(entry.tempo_s) - 1)
            fast = f"{way_ms / 1000:g} s is fast: {exercise.id} has {own_ms / 1000:g} s of its own"
            message = f"{fast}; write at least {least_s}"
            yield replace(document.mistake(where, message, "pace"), severity="warning")
    used = doses.under_limits(item.dose, exercise, rounds)
    if exercise.side == "alternate" and item.dose.reps == 1:
        # Rounded down to even nothing would be left to play.
        message = f"{exercise.id} changes sides with every repetition, so 'reps' must be 2 or more"
        yield document.mistake(("exercise", index, *second_format.place(entry, "reps")), message, "range")
    elif (
        exercise.side == "alternate"
        and item.dose.reps % 2
        and not item.shape
        and item.dose.reps < exercise.max_reps
    ):
        message = f"{exercise.id} changes sides with every repetition, so 'reps' must be even"
        yield warn("reps", f"{message}; {item.dose.reps - 1} will be used")
    if alone:
        yield from (warn("id", message) for message in _beyond_a_day(item, rounds, used))


def _beyond_a_day(item: RoutineItem, rounds: int, used: Dose) -> Iterator[str]:
    """What the day's limits cut, said with the dose that is `used` instead."""
    exercise = item.exercise
    sets, reps = min(item.dose.sets, exercise.max_sets), min(item.dose.reps, exercise.max_reps)
    hold_s = min(item.dose.hold_s, exercise.max_hold_s)
    written = f"{rounds} rounds of {sets}×{reps}" if rounds > 1 else f"{sets}×{reps}"
    if item.rounds and rounds > 1:
        written = f"a day is reckoned with all its rounds: {written}"
    held = f" held {used.hold_s} s" if used.hold_s != hold_s else ""
    figures = f"{used.sets}×{used.reps}"
    if item.shape:
        figures = ", ".join(map(str, doses.in_sets(used, exercise, item.shape)))
    instead = f"{figures}{held} will be used" if used.repetitions else "it will be left out"
    day_reps, day_s = rounds * sets * reps, rounds * sets * reps * hold_s
    if day_reps > exercise.day_reps:
        yield f"{written} are {day_reps} repetitions a day, more than the {exercise.day_reps} allowed; {instead}"
    most_s = exercise.day_holding_s
    if most_s is not None and day_s > most_s:
        yield f"{written} are {day_s} s of holding a day, more than the {most_s} allowed; {instead}"


def sums(document: Document, items: Sequence[RoutineItem], rounds: int, minutes_between: int) -> Iterator[Mistake]:
    """Warnings for a session and a day that are long, as they would be played."""
    played = [replace(item, dose=doses.under_limits(item.dose, item.exercise, rounds)) for item in items]
    each = [sum(map(_length_ms, day_rounds.in_round(played, number))) // 60_000 for number in range(1, rounds + 1)]
    minutes = max(each)
    if minutes > LONG_MIN:
        day = f", and {rounds} rounds {_hours(sum(each))}" if rounds > 1 else ""
        message = f"a session would take {_hours(minutes)}{day}; short ones are kept up more easily"
        yield replace(document.mistake(("exercise",), message, "sum"), severity="warning")
    day_minutes = sum(each) + (rounds - 1) * minutes_between
    if minutes_between and day_minutes > WAKING_H * 60:
        taken = f"{rounds} rounds with {minutes_between} minutes between them take {_hours(day_minutes)}"
        message = f"{taken}; nobody is awake for more than {WAKING_H} h"
        where = ("minutes_between_rounds",)
        yield replace(document.mistake(where, message, "sum"), severity="warning")


def _hours(minutes: int) -> str:
    return f"{minutes // 60} h {minutes % 60:02} min" if minutes >= 60 else f"{minutes} min"


def longest(items: Sequence[RoutineItem], rounds: int) -> str | None:
    """The exercise that takes most of a session of more than two hours, which is taken for a slip of the hand."""
    in_it = _longest_round(items, rounds)
    lengths = [_length_ms(item) for item in in_it]
    return in_it[lengths.index(max(lengths))].exercise.id if sum(lengths) // 1000 > LONGEST_S else None


def _longest_round(items: Sequence[RoutineItem], rounds: int) -> Sequence[RoutineItem]:
    each = (day_rounds.in_round(items, number) for number in range(1, rounds + 1))
    return max(each, key=lambda found: sum(map(_length_ms, found)))


def length(document: Document, items: Sequence[RoutineItem], most: tuple[str, int], rounds: int) -> Mistake:
    """A session of more than two hours, at the exercise that takes most of it: `most`, its id and its place."""
    minutes = sum(map(_length_ms, _longest_round(items, rounds))) // 60_000
    id_, index = most
    message = f"a session would take {_hours(minutes)}, but at most 2 h are allowed; most is {base_of(id_)}"
    return document.mistake(("exercise", index, "id"), message, "length")


def _length_ms(item: RoutineItem) -> int:
    sides = 2 if item.exercise.side == "each" else 1
    repetition_ms = item.move_ms + item.dose.hold_s * 1000 + item.return_ms + BREATH_MS
    return NEW_POSITION_MS + item.dose.sets * sides * (item.dose.reps * repetition_ms + item.rest_ms)
