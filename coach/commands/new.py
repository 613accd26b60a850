"""`coach new`: builds a routine out of what the profile allows, or copies another one's, and prints its path.

On a terminal it asks what was not said, shows what it would make, and writes only after a yes. From then on it is
the routine that is played, as one that is made on the dashboard is. `coach new exercise` is another.
"""

import argparse
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from coach.app import shared_routine, workspace
from coach.app.lately import lately
from coach.commands._shared import has_terminal
from coach.commands.routine_files import preview, questions
from coach.commands.screen import screened
from coach.core import routine_builder, timeline
from coach.core.model.routine import RoutineItem
from coach.core.model.screened import Lately
from coach.core.number_words import counted
from coach.core.routine_builder import Wishes
from coach.core.safe_text import printable
from coach.errors import CoachError
from coach.files import settings, toml
from coach.files.routines import create

# A wish is met where the session is at most this much longer or shorter.
NEAR_MINUTES = 2
SHORT_MINUTES = 10
STDIN = "-"
NO_CONSENT = f"{questions.NOTHING_WRITTEN} To write it without being asked: coach new --from FILE --yes"
EXERCISE = "exercise"
USAGE = "coach new exercise NAME makes an exercise of your own; a routine cannot have that name"


def run(args: argparse.Namespace) -> int:
    """0 when it was written, or only shown as was asked for; 1 when it was not; raises CoachError."""
    if args.name == EXERCISE and args.exercise:
        from coach.commands.exercise_files import new

        return new.run(args.exercise)
    if args.name == EXERCISE:
        print(USAGE, file=sys.stderr)
        return 2
    built = any((args.minutes, args.days, args.with_ids, args.without_ids, args.like))
    if args.copied is not None and built:
        print(
            "coach new: --from copies a routine as it is; --minutes, --days, --like, --with, --without build one",
            file=sys.stderr,
        )
        return 2
    ws, now = screened(workspace.open_workspace(datetime.now())), datetime.now()
    asks = has_terminal() and not args.yes and not args.dry_run
    return _copy(args, ws, now, asks) if args.copied is not None else _build(args, ws, now, asks)


def _build(args: argparse.Namespace, ws: workspace.Workspace, now: datetime, asks: bool) -> int:
    from_log = lately(ws.home, ws.exercises, ws.profile, now)
    given = Wishes(args.minutes, tuple(args.with_ids), tuple(args.without_ids), args.like or "mix")
    path = create.place(ws.home.routines, args.name)
    if asks:
        _built(ws, Wishes(), now, from_log)  # Where there can be none, nobody is asked anything.
        path = _asked_place(ws, args.name)
    wishes, items = _asked(ws, given, now, from_log) if asks else (given, _built(ws, given, now, from_log))
    days = args.days if args.days is not None or not asks else questions.days()
    length_ms = create.duration_ms(items)
    if asks or args.dry_run:
        left_out = routine_builder.left_out(workspace.need_profile(ws), ws.exercises, now.date(), from_log)
        minutes = round(length_ms / 60_000)
        size = preview.size(len(items), minutes, routine_builder.ROUNDS_PER_DAY, days=days or ())
        shown = preview.of_new(f"{path.stem}: {size}", items, left_out, ws.exercises)
        print("", *shown, "", sep="\n")
    if args.dry_run:
        return 0
    if asks and not questions.agreed(f"Write it to {path}?"):
        raise CoachError(questions.NOTHING_WRITTEN)
    create.put(path, create.text_of(path.stem, items, now, days or ()), ws.exercises)
    return _told(ws, path, [length_note(wishes.minutes, length_ms)])


def _asked_place(ws: workspace.Workspace, name: str | None) -> Path:
    if name is not None:
        return create.place(ws.home.routines, name)
    print("q ends it at any question, and then nothing is written.")
    return questions.ask(
        f"Name (Enter: {create.free_name(ws.home.routines)})?",
        lambda typed: create.place(ws.home.routines, typed or None),
    )


def _asked(
    ws: workspace.Workspace, given: Wishes, now: datetime, from_log: Lately
) -> tuple[Wishes, tuple[RoutineItem, ...]]:
    """Asks until there are wishes that can be granted."""
    profile = workspace.need_profile(ws)
    out = {each.id for each in routine_builder.left_out(profile, ws.exercises, now.date(), from_log)}
    allowed = {id_: exercise for id_, exercise in ws.exercises.items() if id_ not in out}
    while True:
        wishes = questions.wishes(given, allowed)
        try:
            return wishes, _built(ws, wishes, now, from_log)
        except CoachError as error:
            if wishes == given:  # Nothing that could be answered otherwise.
                raise
            print(error)


def _built(ws: workspace.Workspace, wishes: Wishes, now: datetime, from_log: Lately) -> tuple[RoutineItem, ...]:
    profile = workspace.need_profile(ws)
    return routine_builder.build(profile, ws.exercises, wishes, create.duration_ms, now.date(), from_log)


def _copy(args: argparse.Namespace, ws: workspace.Workspace, now: datetime, asks: bool) -> int:
    """Shows what another one's routine would be here, and writes it after a yes; unasked only with --yes."""
    document, wanted = _document(args.copied)
    path = create.place(ws.home.routines, args.name or create.free_name(ws.home.routines, wanted))
    shared = shared_routine.look(ws, document, path.stem, now)
    planned = shared.today.plan
    minutes = timeline.minutes(planned) if planned else round(create.duration_ms(shared.routine.items) / 60_000)
    out = sys.stdout if asks or args.dry_run else sys.stderr
    print(*preview.of_copy(shared, minutes, ws.exercises), sep="\n", file=out)
    for warning in (*ws.warnings, *shared.warnings):
        print(warning, file=sys.stderr)
    if args.dry_run:
        return 0
    if not args.yes and not (asks and args.copied != STDIN):
        raise CoachError(NO_CONSENT)
    if asks and not questions.agreed(f"Write your copy to {path}?"):
        raise CoachError(questions.NOTHING_WRITTEN)
    create.put(path, shared.text, ws.exercises)
    return _told(ws, path, [])


def _document(file: str) -> tuple[toml.Document, str]:
    """What is in another one's file, and the name that it suggests."""
    if file == STDIN:
        return toml.parse_bytes(sys.stdin.buffer.read(toml.MAX_BYTES + 4), STDIN, recover=True), create.USUAL_NAME
    return toml.read(Path(file), recover=True), printable(Path(file).stem)


def _told(ws: workspace.Workspace, path: Path, notes: Iterable[str]) -> int:
    print(path)
    for note in (*filter(None, notes), _hold_on_to(ws.home.settings, path.stem)):
        print(note, file=sys.stderr)
    return 0


def _hold_on_to(file: Path, routine: str) -> str:
    """Keeps the routine as the one that is played, and tells so, or why it could not: it is made all the same."""
    try:
        settings.keep(file, "routine", routine, why=f"To play it: coach play {routine}.")
    except CoachError as error:
        return str(error)
    return "It is played from now on. Another one: r on the dashboard."


def length_note(wished_minutes: int | None, length_ms: int) -> str:
    """What is said of a session that is not as long as was wished, or short without a wish; "" where it is."""
    minutes = round(length_ms / 60_000)
    takes = counted(minutes, "minute")
    if wished_minutes is None:
        short = f"A session takes about {takes}: few exercises, at their start doses."
        return f"{short} It grows with good days." if minutes < SHORT_MINUTES else ""
    if minutes < wished_minutes - NEAR_MINUTES:
        return (
            f"A session takes about {takes}, not {wished_minutes}: it starts with few exercises at "
            "their start doses, and grows with good days."
        )
    if minutes > wished_minutes + NEAR_MINUTES:
        return f"A session takes about {takes}, not {wished_minutes}: shorter is not possible with these."
    return ""
