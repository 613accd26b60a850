"""`coach log week`: the week in a line, things of one's own named and rated; it must not know how weeks count."""

import argparse
import json
from contextlib import suppress
from datetime import datetime
from typing import Any

from coach.app import workspace
from coach.app.diary import told
from coach.app.diary.week import OwnDiary
from coach.app.entry import UsageError
from coach.app.writing.trouble import file_of
from coach.commands._shared import has_terminal
from coach.core import words
from coach.core.diary import Diary, asking, weeks
from coach.core.diary.weeks import ThisWeek
from coach.core.model.routine import Routine
from coach.core.reason import Reason
from coach.core.safe_text import printable
from coach.core.words import sentence
from coach.errors import CoachError
from coach.files.moments import local

EXAMPLE = 'coach log week --things "tie my shoes" "carry shopping"'


def run(args: argparse.Namespace) -> int:
    """Keeps what is told, then tells the week. Raises CoachError, or UsageError for numbers that fit no things."""
    ws = workspace.open_workspace(datetime.now())
    own = OwnDiary(ws, lambda: local(datetime.now()))
    named = None if args.things is None else told.things_of(args.things)
    if args.rate is not None:
        _check(args.rate, len(asking.asked_for(own.read())) if named is None else len(named))
    if named is not None:
        own.name(named)
    if args.rate is not None:
        things = asking.asked_for(own.read())
        if named is not None:  # In the order in which they are told now, and not in that of the first time.
            things = tuple(sorted(things, key=lambda each: named.index(each.what)))
        own.rate({thing.id: n for thing, n in zip(things, args.rate, strict=True) if n != "none"})
    if args.skip:
        own.skip()
    routine = played(ws)
    if has_terminal() and not (args.things or args.rate or args.skip or args.json):
        from coach.commands.linear import diary

        diary.run(own, routine)
        return 0
    week, diary_ = own.this_week(routine), own.read()
    if args.json:
        print(json.dumps(as_data(week, diary_), ensure_ascii=False))
        return 0
    for said in lines(week, diary_):
        print(said)
    if args.skip:
        print(sentence(Reason("own_skip", named=week.named)))
    return 0


def played(ws: workspace.Workspace) -> Routine:
    """The routine that is played where none is named. Raises CoachError where it cannot be used."""
    return workspace.load_file(ws, file_of(ws, None)).routine


def line(now: datetime) -> str:
    """The week in a line; "" where there is nothing to tell, or a file that it needs cannot be used."""
    with suppress(CoachError):
        ws = workspace.open_workspace(now)
        return _line(OwnDiary(ws, lambda: local(now)).this_week(played(ws)))
    return ""


def lines(week: ThisWeek, diary: Diary) -> list[str]:
    """The week, then each thing with its numbers, and what can be told."""
    found = [said for said in [_line(week)] if said]
    things = asking.asked_for(diary)
    if not things:
        return [*found, sentence(Reason("own_ask")), f"To name them: {EXAMPLE}"]
    now, last = asking.ratings_of(diary, week.week), asking.last_ratings(diary, week.week)
    found.append(sentence(Reason("own_scale")))
    width = max(len(printable(each.what)) for each in things)
    for number, each in enumerate(things, 1):
        was = last.get(each.what)
        before = "" if was is None else f", before {was}"
        given = now.get(each.what)
        said = "not rated this week" if given is None else f"now {given}"
        found.append(f"{number}  {printable(each.what):<{width}}  {said}{before}")
    if not now:
        found.append(f"To rate them in this order: coach log week --rate {' '.join('463'[: len(things)])}")
    return found


def as_data(week: ThisWeek, diary: Diary) -> dict[str, Any]:
    """The week for other programs; what is missing is None."""
    now, last = asking.ratings_of(diary, week.week), asking.last_ratings(diary, week.week)
    return {
        "week": week.week.isoformat(),
        "rounds": week.rounds,
        "meant": week.meant,
        "walked_minutes": week.walked_minutes,
        "other_minutes": week.other_minutes,
        "kept": week.kept,
        "weeks_kept": week.weeks_kept,
        "things": [
            {"what": each.what, "rating": now.get(each.what), "before": last.get(each.what)}
            for each in asking.asked_for(diary)
        ],
    }


def _line(week: ThisWeek) -> str:
    return words.together(weeks.reasons(week))


def _check(given: list[int | str], things: int) -> None:
    if things == 0:
        raise UsageError(f"--rate: no things are named yet. To name them: {EXAMPLE}")
    if len(given) != things:
        raise UsageError(f"--rate: {len(given)} given, but there are {things} things; none leaves one open")
