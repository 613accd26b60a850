"""Finds and loads routine files; it must not know screening, ratings or how a session is played.

Doses are kept as they are written: bringing them under the limits of the exercise set is the progression's job.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.core.changes import USUAL
from coach.core.exercise import Dose, EntryIds, Exercise
from coach.core.exercise import entry as as_entry
from coach.core.model.mistakes import Mistake, MistakesError
from coach.core.model.routine import MOST_ROUNDS_PER_DAY, Routine, RoutineItem
from coach.core.nearest_word import did_you_mean
from coach.core.safe_text import printable
from coach.errors import CoachError
from coach.files import toml
from coach.files.forms import check, keys, take
from coach.files.paths import Home, shipped
from coach.files.routines import checks, id_lines, own_words, second_format, shapes
from coach.files.routines.parts import day_rounds, entries, groups, reps_list, schedule, stand_ins
from coach.files.toml import Document

if TYPE_CHECKING:
    from coach.files.routines.form import ExerciseForm, RoutineForm

Loaded = tuple[Routine, tuple[Mistake, ...]]


def load(path: Path, exercises: Mapping[str, Exercise], shown: str | None = None) -> Loaded:
    """The routine in a file, with warnings; `shown` is the file's name for messages.

    Raises MistakesError with every mistake, warnings included.
    """
    return _loaded(toml.read(path, shown, recover=True), path.stem, exercises)


def parse(text: str, file: str, exercises: Mapping[str, Exercise]) -> Loaded:
    """As load, from the text of the file."""
    return _loaded(toml.parse(text, file), Path(file).stem, exercises)


def examine(
    document: Document, name: str, exercises: Mapping[str, Exercise]
) -> tuple[Routine | None, tuple[Mistake, ...]]:
    """The routine in a document, or None where it has errors; and every mistake in the order of the file."""
    from coach.files.routines.form import ExerciseForm, RoutineForm

    document, misplaced, placed = shapes.straightened(
        document, exercises, frozenset(keys(RoutineForm)), frozenset(keys(ExerciseForm))
    )
    document, reps_lists, wrong_lists = reps_list.straightened(document)
    form, mistakes = check.read(document, RoutineForm)
    mistakes = id_lines.told(document, exercises, second_format.told(document, mistakes))
    mistakes += misplaced
    mistakes += wrong_lists
    mistakes += checks.whole_file(document, has_exercises=placed)
    mistakes += second_format.mistakes(document)
    mistakes += checks.ids(document, exercises)
    mistakes += groups.mistakes(document)
    mistakes += stand_ins.mistakes(document, exercises)
    if form is not None:
        mistakes += day_rounds.mistakes(document, form)
        mistakes += schedule.mistakes(document, form)
    items = []
    places: dict[str, int] = {}
    read: list[tuple[str, ExerciseForm, RoutineItem]] = []
    entry_ids = EntryIds()
    rounds = form.rounds_per_day if form else 1
    for index, id_ in checks.written_ids(document):
        entry = form.exercise[index] if form else take(ExerciseForm, document.data["exercise"][index])
        if entry is None or id_ not in exercises:
            continue
        item = _item(entry, exercises[id_], stand_ins.stand_in(entry, exercises), reps_lists.get(index, ()))
        id_ = entry_ids.next(id_, entries.side(entry, item.exercise))
        places[id_] = index
        items.append(replace(item, exercise=as_entry(item.exercise, id_)))
        read.append((id_, entry, item))
        mistakes += own_words.unheard(document, index, entry, item)
    too_much = entries.too_much(items, rounds)
    limits = {
        id_: [
            *checks.limits(document, places[id_], entry, item, rounds, alone=item.exercise.id not in too_much),
            *reps_list.told(document, places[id_], item, rounds),
        ]
        for id_, entry, item in read
    }
    mistakes += entries.mistakes(document, items, places, rounds)
    mistakes += _beyond(document, form, items, limits, places)
    in_order = tuple(check.in_order(document.told(mistakes)))
    if form is None or any(mistake.severity == "error" for mistake in in_order):
        return None, in_order
    return _routine(form, document.file, printable(name), items), in_order


def _beyond(
    document: Document,
    form: "RoutineForm | None",
    items: list[RoutineItem],
    limits: Mapping[str, list[Mistake]],
    places: Mapping[str, int],
) -> Iterator[Mistake]:
    """What is too much: a session, else each dose that would be brought down."""
    rounds = 1 if form is None else form.rounds_per_day
    too_long = checks.longest(items, rounds)
    if too_long is not None:
        yield checks.length(document, items, (too_long, places[too_long]), rounds)
    yield from (mistake for id_, found in limits.items() if id_ != too_long for mistake in found)
    if form is not None and too_long is None:
        yield from checks.sums(document, items, form.rounds_per_day, form.minutes_between_rounds or 0)


def mentions(document: Document, exercises: Mapping[str, Exercise]) -> Iterator[tuple[Exercise, int, int]]:
    """Every known exercise of a routine file with line and column of its id, whatever else is wrong in the file."""
    from coach.files.routines.form import ExerciseForm, RoutineForm

    document, _, _ = shapes.straightened(
        document, exercises, frozenset(keys(RoutineForm)), frozenset(keys(ExerciseForm))
    )
    for index, id_ in checks.written_ids(document):
        if id_ in exercises:
            yield exercises[id_], *document.at(("exercise", index, "id"))


def standing_in(document: Document, exercises: Mapping[str, Exercise]) -> Iterator[tuple[int, str, str]]:
    """The place of each exercise that has a known one standing in for it, its id, and that one's."""
    from coach.files.routines.form import ExerciseForm, RoutineForm

    document, _, _ = shapes.straightened(
        document, exercises, frozenset(keys(RoutineForm)), frozenset(keys(ExerciseForm))
    )
    return (found for found in stand_ins.written(document) if found[2] in exercises)


def names(home: Home) -> list[tuple[str, Path]]:
    """The routines that can be named: the user's own, then the shipped ones of other names, each sorted."""
    own, ours = _names_in(home.routines), _names_in(shipped("routines"))
    return [*own.items(), *((name, path) for name, path in ours.items() if name not in own)]


def own(home: Home) -> list[tuple[str, Path]]:
    """The user's own routines, by name, sorted."""
    return [*_names_in(home.routines).items()]


def find(name_or_path: str, home: Home) -> Path:
    """The file of a routine: a name as in names(), or a path. Raises CoachError."""
    known = dict(names(home))
    if name_or_path in known:
        return known[name_or_path]
    is_path = name_or_path.endswith(".toml") or "/" in name_or_path or "\\" in name_or_path
    path = _expanded(name_or_path)
    if path is not None and (is_path or path.is_file()) and _exists(path):
        return path
    typed = printable(name_or_path)
    close = did_you_mean(Path(name_or_path).name.removesuffix(".toml"), known)
    if is_path:
        raise CoachError(f"There is no routine file {typed}{close or '; check the path.'}")
    raise CoachError(f"There is no routine named '{typed}'{close or '; there are: ' + ', '.join(known)}")


def rounds(path: Path) -> int | None:
    """The rounds a day of a routine, read without checking the rest of its file; None where it does not tell."""
    try:
        found = toml.read(path).data.get("rounds_per_day", 1)
    except CoachError:
        return None
    return found if type(found) is int and 1 <= found <= MOST_ROUNDS_PER_DAY else None


def look(path: Path, name: str) -> tuple[str, frozenset[str]] | None:
    """The title and the exercises of a routine, read without checking its file; None where it does not tell.

    Those that stand in for others are among them, as in the log.
    """
    try:
        data = toml.read(path).data
    except CoachError:
        return None
    given = data.get("exercise", ())
    tables = [entry for entry in given if isinstance(entry, dict)] if isinstance(given, list) else []
    found, entry_ids = set(), EntryIds()
    for entry in tables:
        if isinstance(id_ := entry.get("id"), str):
            side = entry.get("side")
            found.add(entry_ids.next(id_, side if side in ("left", "right") else None))
        if isinstance(other := entry.get("or"), str):
            found.add(other)
    return str(data.get("name", name)).strip(), frozenset(found)


def schema(exercises: Mapping[str, Exercise] | None = None) -> dict[str, Any]:
    """The JSON Schema of routine files; without `exercises` for those of the shipped set."""
    from coach.files.routines import json_schema

    if exercises is None:
        from coach.files.exercises import load_shipped

        exercises = load_shipped()
    return json_schema.schema(exercises)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # A name that is too long, or holds a NUL character.
        return False


def _expanded(typed: str) -> Path | None:
    try:
        return Path(typed).expanduser() if typed else None
    except RuntimeError:  # "~someone" who does not exist.
        return None


def _names_in(folder: Path) -> dict[str, Path]:
    if not folder.is_dir():
        return {}
    return {
        path.stem: path
        for path in sorted(folder.glob("*.toml"))
        if path.is_file() and not path.name.startswith(".") and path.stem == printable(path.stem)
    }


def _loaded(document: Document, name: str, exercises: Mapping[str, Exercise]) -> Loaded:
    routine, mistakes = examine(document, name, exercises)
    if routine is None:
        raise MistakesError(mistakes)
    return routine, mistakes


def _routine(form: "RoutineForm", file: str, name: str, items: list[RoutineItem]) -> Routine:
    return Routine(
        id=name,
        title=(form.name or name).strip(),
        file=file,
        rounds_per_day=form.rounds_per_day,
        voice=form.words or form.voice or "learning",
        items=tuple(items),
        minutes_between_rounds=form.minutes_between_rounds,
        change=form.change,
        schedule=None if form.schedule is None else schedule.made(form.schedule),
        change_s=USUAL if form.change_s is None else form.change_s.over(USUAL),
    )


def _item(
    entry: "ExerciseForm", exercise: Exercise, instead: RoutineItem | None, shape: tuple[int, ...]
) -> RoutineItem:
    """The entry with everything that it leaves out taken from the exercise set."""
    start, written = exercise.start, second_format.dose(entry)
    sets, reps, hold_s = written["sets"], written["reps"], written["hold_s"]
    move_s, return_s = second_format.ways_s(entry) or (None, None)
    return RoutineItem(
        exercise=exercise
        if entry.say is None
        else replace(exercise, cues=own_words.over(exercise.cues, entry.say)),
        dose=Dose(
            sets=start.sets if sets is None else sets,
            reps=start.reps if reps is None else reps,
            hold_s=start.hold_s if hold_s is None else hold_s,
        ),
        move_ms=exercise.move_ms if move_s is None else round(move_s * 1000),
        return_ms=exercise.return_ms if return_s is None else round(return_s * 1000),
        rest_ms=exercise.rest_ms if entry.rest_s is None else round(entry.rest_s * 1000),
        half_range=entry.range == "half",
        note=(entry.note or "").strip(),
        fixed=entry.fixed,
        rounds=entry.rounds or (),
        instead=instead,
        shape=shape,
        group=(entry.group or "").strip(),
    )
