"""`coach show`: an exercise on the screen or, without a terminal, printed, or a list of all; it judges no back."""

import argparse
import json
import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial

from coach import streams
from coach.commands._shared import has_screen
from coach.commands.exercise_files import data, listing
from coach.core import braille_cell, exercise_words, figure, words
from coach.core.exercise import Exercise
from coach.core.exercise_names import did_you_mean
from coach.core.figure import Charset
from coach.core.model.mistakes import MistakesError
from coach.core.model.screened import NOTHING_LATELY, Lately, Profile
from coach.core.reason import Reason
from coach.core.safe_text import printable
from coach.core.screening.for_exercise import Known, for_you, whom_it_is_left_out_for
from coach.errors import CoachError
from coach.files import exercises, paths, profile, reach

WIDEST = 80
FIGURE_ROWS = 10
FIGURE_COLUMNS = 16  # Fewer show no body.
BETWEEN = 4
EMPTY = f" {braille_cell.EMPTY}"
INDENT = "  "


def run(args: argparse.Namespace) -> int:
    """Shows the exercise, without a name all of them. Raises CoachError where there is none of that name."""
    home = paths.home()
    known, mistakes = exercises.load(home.exercises)
    exercise = None if args.exercise is None else find(args.exercise, known)
    for mistake in mistakes:
        print(mistake, file=sys.stderr)
    try:
        answers = profile.load(home.profile, datetime.now())
        unscreened = words.sentence(Reason("nothing_screened"))
    except MistakesError:
        answers, unscreened = None, words.sentence(Reason("profile_has_mistakes"))
    if exercise is not None and not args.plain and not args.json and has_screen():
        return _open(exercise, known, answers, unscreened)
    width = min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns)
    now = datetime.now()
    lately = _lately(known, answers, now)
    shown = Known(known, answers, unscreened, now.date(), lately=lately)
    if args.json:
        found = data.every(shown) if exercise is None else data.of(exercise, shown)
        print(json.dumps(found, ensure_ascii=False, indent=1))
    elif exercise is None:
        print("\n".join(listing.lines(shown, width)))
    else:
        print("\n".join(page(exercise, known, width, _charset())))
        told = for_you(answers, exercise, known, now.date(), lately)
        for line in _section("For you", map(words.sentence, told), width):
            print(line)
    if answers is None:
        print(unscreened, file=sys.stderr)
    return 0


def _open(exercise: Exercise, known: Mapping[str, Exercise], answers: Profile | None, unscreened: str) -> int:
    """Shows it on the whole screen; returns the exit code, and raises what failed there."""
    from coach.files import settings
    from coach.tui.app import ShowApp

    chosen = settings.load(paths.home().settings)
    plain = streams.writes_plainly(chosen.plain_characters)
    now = datetime.now()
    shown = Known(known, answers, unscreened, now.date(), plain, _lately(known, answers, now))
    app = ShowApp(exercise, shown, chosen.theme, partial(settings.keep_theme, paths.home().settings))
    app.run()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0


def _lately(known: Mapping[str, Exercise], answers: Profile | None, now: datetime) -> Lately:
    """What the log tells the screening; where it cannot be read, nothing."""
    home = paths.home()
    try:
        if answers is None or not reach.is_there(home.log):
            return NOTHING_LATELY
        from coach.app.lately import lately  # With the log itself.

        return lately(home, known, answers, now)
    except CoachError:
        return NOTHING_LATELY


def find(wanted: str, known: Mapping[str, Exercise]) -> Exercise:
    """The exercise of an id or, in any case of letters, a name."""
    names = {exercise.name.lower(): id_ for id_, exercise in known.items()}
    id_ = wanted.lower().replace("-", "_").replace(" ", "_")
    id_ = id_ if id_ in known else names.get(wanted.lower(), "")
    if id_:
        return known[id_]
    hint = did_you_mean(wanted, known) or f"; choose from {', '.join(known)}"
    raise CoachError(f"there is no exercise '{printable(wanted[:60])}'{hint}")


def _charset() -> Charset:
    """What the terminal can be taken to show."""
    choices: tuple[tuple[Charset, str], ...] = (("braille", "⣿"), ("plain", "█▀▒─"))
    return next((charset for charset, signs in choices if streams.shows(signs)), "ascii")


def page(exercise: Exercise, known: Mapping[str, Exercise], width: int, charset: Charset) -> Iterator[str]:
    """The lines about an exercise that hold for everyone."""
    yield f"{exercise.name}  ({exercise.id})"
    yield words.sentence(exercise_words.kind(exercise))
    yield from _figures(exercise, width, charset)
    yield from _section("How to do it", _how(exercise), width)
    yield from _section("Avoid", [exercise.avoid], width)
    yield from _section("Dose in one session", map(words.sentence, exercise_words.doses(exercise)), width)
    yield from _section("The spine", [words.sentence(exercise_words.spine(exercise))], width)
    yield from _section("Left out for", [words.sentence(whom_it_is_left_out_for(exercise))], width)
    links = [
        f"{word}: {known[link].name} ({link})"
        for word, link in (("easier", exercise.down), ("harder", exercise.up))
        if link is not None and link in known
    ]
    yield from _section("Instead", links, width)
    yield from _section("Basis", exercise_words.basis(exercise), width)


def spoken_page(exercise: Exercise, known: Mapping[str, Exercise]) -> Iterator[str]:
    """The page in lines for ears: no figure, and each line whole."""
    for line in page(exercise, known, 10_000, "ascii"):
        yield " ".join(line.split())


def _figures(exercise: Exercise, width: int, charset: Charset) -> Iterator[str]:
    """Start and end side by side without the empty lines above; nothing where there is no figure or no room."""
    drawn = exercise.figure
    columns = (width - BETWEEN) // 2
    if not streams.draws() or drawn is None or columns < FIGURE_COLUMNS:
        return
    swaps = exercise.side == "alternate"
    start, end = (
        figure.lines(drawn, progress, "right", columns, FIGURE_ROWS, charset, swaps=swaps) for progress in (0, 1)
    )
    arrow = "→" if charset == "braille" else ">"
    pairs = list(zip(start, end, strict=True))
    while not (pairs[0][0] + pairs[0][1]).strip(EMPTY):
        pairs.pop(0)
    for row, (left, right) in enumerate(pairs):
        yield left + (f" {arrow}  " if row == len(pairs) // 2 else " " * BETWEEN) + right


def _how(exercise: Exercise) -> Iterator[str]:
    cues = exercise.cues
    yield cues.setup.replace("{side}", "right").replace("{other}", "left")
    yield " ".join(filter(None, (cues.move, cues.hold, cues.return_)))
    yield " ".join(cues.corrections)
    if exercise.side == "alternate":
        yield f"First {cues.left}, then {cues.right}, in turn."
    elif exercise.side == "each":
        yield "Then the same on the left side."
    yield f"With half the range: {cues.range}"


def _section(title: str, texts: Iterator[str] | list[str], width: int) -> Iterator[str]:
    """A title with its texts below, each on lines of its own; nothing where there are none."""
    lines = [
        line
        for text in texts
        for line in textwrap.wrap(
            text, max(width, 20), initial_indent=INDENT, subsequent_indent=INDENT * 2, break_on_hyphens=False
        )
    ]
    if lines:
        yield from ("", title, *lines)
