"""`coach export`: the whole log as CSV or JSON; it must not know how the log is kept."""

import argparse
import csv
import io
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from coach.commands._shared import insist_free
from coach.core.diary import NOTHING as NO_DIARY
from coach.core.diary import Diary
from coach.core.model.done import Session
from coach.core.number_words import counted
from coach.core.reason import Reason
from coach.core.safe_text import clean
from coach.core.words import sentence
from coach.files import atomic, paths, reach
from coach.log import Log, beside
from coach.log.beside import Beside
from coach.log.diary import form
from coach.log.diary import rows as diary_rows
from coach.log.exchange import NOTHING, as_data, whole

COLUMNS = (
    "id",
    "at",
    "routine",
    "before",
    "during",
    "after",
    "morning",
    "effort",
    "stopped",
    "finished",
    "usual_pain",
    "note",
    "exercise",
    "planned_sets",
    "planned_reps",
    "planned_hold_s",
    "set",
    "side",
    "reps",
    "set_at",
    "hurt",
    "hurt_at",
)

# Also as some keyboards for Japanese write them.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def run(args: argparse.Namespace) -> int:
    """Raises CoachError, with nothing written, also where a file is there already and stays."""
    home = paths.home()
    target = None if args.output in (None, "-") else Path(args.output)
    if target is not None:
        insist_free(target, home, replace=args.replace)
    reach.insist(home.data)
    with Log(home.log) as log:
        with log.view() as connection:
            sessions, kept = log.read(connection, ""), beside.read(connection)
            diary = diary_rows.read(connection)
        if log.playing():
            print(sentence(Reason("running_left_out")), file=sys.stderr)
    text = as_csv(sessions) if args.format == "csv" else as_json(sessions, kept, diary)
    if target is None:
        sys.stdout.write(text)
    else:
        atomic.write(target, text.encode())
        are = "is" if len(sessions) == 1 else "are"
        print(f"{counted(len(sessions), 'session')} {are} in {target}.", file=sys.stderr)
    if args.format == "csv" and not diary.empty:
        print("The diary is not in it. With it: coach export --format json", file=sys.stderr)
    return 0


def as_json(sessions: Sequence[Session], kept: Mapping[int, Beside], diary: Diary = NO_DIARY) -> str:
    """The list of `coach log --json`, and with each session all that is kept of it; `coach import` reads it.

    Where anything is in the diary, it stands behind them in an entry of its own, with the one key `diary`.
    """
    entries = [whole(session, kept.get(session.id, NOTHING)) for session in sessions]
    if not diary.empty:
        entries.append(form.as_data(diary))
    return json.dumps(entries, indent=1, ensure_ascii=False) + "\n"


def as_csv(sessions: Sequence[Session]) -> str:
    """A line for each set; one without set for a planned exercise, or a session, of which nothing was done.

    After them a line for each report of pain, with its exercise where it was in one. A text that a spreadsheet
    would reckon with, as it begins with =, +, - or @, stands behind an apostrophe, which keeps it a text there.
    """
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for session in sessions:
        writer.writerows({key: _harmless(value) for key, value in row.items()} for row in _rows(session))
    return file.getvalue()


def _harmless(value: Any) -> Any:
    """See OWASP, CSV Injection: owasp.org/www-community/attacks/CSV_Injection."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value


def _rows(session: Session) -> Iterator[dict[str, Any]]:
    data = as_data(session)
    common = {key: data[key] for key in COLUMNS if key in data}
    common["finished"] = str(session.finished).lower()
    common["note"] = session.note and clean(session.note)  # Older notes may hold codes that a terminal acts on.
    exercises = dict.fromkeys([*session.planned, *(done.exercise for done in session.sets)])
    if not exercises:
        yield common
    for exercise in exercises:
        planned = {f"planned_{key}": value for key, value in data["planned"].get(exercise, {}).items()}
        row = {**common, "exercise": exercise, **planned}
        sets = [done for done in data["sets"] if done["exercise"] == exercise]
        for done in sets:
            yield {**row, "set": done["set"], "side": done["side"], "reps": done["reps"], "set_at": done["at"]}
        if not sets:
            yield row
    for hurt in data["hurts"]:
        yield {**common, "exercise": hurt["exercise"], "hurt": hurt["rating"], "hurt_at": hurt["at"]}
