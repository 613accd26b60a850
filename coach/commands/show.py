"""`coach show`: prints an exercise: figure, words, dose, whom it is left out for; it must not judge a back."""

import argparse
import os
import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping
from datetime import datetime

from coach import exercises, figure, paths, profile, screening
from coach.figure import Charset
from coach.model import CoachError, Dose, Exercise, MistakesError, Profile
from coach.validate import did_you_mean

WIDEST = 80
FIGURE_ROWS = 10
FIGURE_COLUMNS = 16  # Fewer show no body.
BETWEEN = 4
EMPTY = " \u2800"
INDENT = "  "
NOT_SCREENED = "Nothing was screened, as there is no profile yet. Answer the screening: coach screen"
BROKEN_PROFILE = "Nothing was screened, as the profile has mistakes. Check it: coach check"
POSITIONS = {
    "sitting": "sitting on a chair", "all_fours": "on hands and knees", "side_lying": "lying on the side",
    "supine": "lying on the back", "prone": "lying face down", "prone_support": "face down on the forearms",
    "half_kneeling": "on one knee", "standing": "standing",
}  # fmt: skip
SIDES = {"none": "", "alternate": "sides in turn", "each": "each side"}
DOES = {
    "flexion": "bends the spine forward", "extension": "bends the spine backward", "rotation": "twists the spine",
    "load": "loads the spine heavily", "end_range": "goes to the end of the range",
    "neutral": "keeps the spine still",
}  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Prints the exercise. Raises CoachError where there is none of that name."""
    home = paths.home()
    known, mistakes = exercises.load(home.exercises)
    exercise = find(args.exercise, known)
    for mistake in mistakes:
        print(mistake, file=sys.stderr)
    try:
        answers = profile.load(home.profile)
        unscreened = NOT_SCREENED
    except MistakesError:
        answers, unscreened = None, BROKEN_PROFILE
    width = min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns)
    print("\n".join(page(exercise, known, width, _charset())))
    if answers is None:
        print(unscreened, file=sys.stderr)
    else:
        print("\n".join(_section("For you", for_you(answers, exercise, known), width)))
    return 0


def find(wanted: str, known: Mapping[str, Exercise]) -> Exercise:
    """The exercise of an id or, in any case of letters, a name."""
    names = {exercise.name.lower(): id_ for id_, exercise in known.items()}
    id_ = wanted.lower().replace("-", "_").replace(" ", "_")
    id_ = id_ if id_ in known else names.get(wanted.lower(), "")
    if id_:
        return known[id_]
    shown = wanted[:60].encode("unicode_escape").decode() if not wanted.isprintable() else wanted[:60]
    hint = did_you_mean(wanted, known) or f"; choose from {', '.join(known)}"
    raise CoachError(f"there is no exercise '{shown}'{hint}")


def _charset() -> Charset:
    """What the terminal can be taken to show; the Linux console has no braille."""
    encoding = sys.stdout.encoding or "ascii"
    choices: tuple[tuple[Charset, str], ...] = (("braille", "⣿"), ("plain", "█▀▒─"))
    for charset, signs in choices[os.environ.get("TERM") == "linux" :]:
        try:
            signs.encode(encoding)
        except UnicodeEncodeError:
            continue
        return charset
    return "ascii"


def page(exercise: Exercise, known: Mapping[str, Exercise], width: int, charset: Charset) -> Iterator[str]:
    """The lines about an exercise that hold for everyone."""
    yield f"{exercise.name}  ({exercise.id})"
    kind = [POSITIONS[exercise.position], SIDES[exercise.side], f"stage {exercise.stage}"]
    yield ", ".join([*filter(None, kind), *(["only by your own choice"] if exercise.opt_in else [])])
    yield from _figures(exercise, width, charset)
    yield from _section("How to do it", _how(exercise), width)
    yield from _section("Avoid", [exercise.avoid], width)
    yield from _section("Dose in one session", _doses(exercise), width)
    yield from _section("The spine", [f"It {_and([DOES[tag] for tag in DOES if tag in exercise.tags])}."], width)
    yield from _section("Left out for", ["; ".join(left_out_for(exercise)) or "nobody by the screening"], width)
    links = [
        f"{word}: {known[link].name} ({link})"
        for word, link in (("easier", exercise.down), ("harder", exercise.up))
        if link is not None and link in known
    ]
    yield from _section("Instead", links, width)
    yield from _section("Basis", list(dict.fromkeys([exercise.basis, *exercise.sources])), width)


def _figures(exercise: Exercise, width: int, charset: Charset) -> Iterator[str]:
    """Start and end side by side without the empty lines above; nothing where there is no figure or no room."""
    drawn = exercise.figure
    columns = (width - BETWEEN) // 2
    if drawn is None or columns < FIGURE_COLUMNS:
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
    yield cues.mistake
    if exercise.side == "alternate":
        yield f"First {cues.left}, then {cues.right}, in turn."
    elif exercise.side == "each":
        yield "Then the same on the left side."
    yield f"With half the range: {cues.range}"


def _doses(exercise: Exercise) -> Iterator[str]:
    e = exercise
    each = " on each side" if e.side == "each" else ", both sides counted together" if e.side == "alternate" else ""
    yield f"start: {_dose(e.start)}{each}"
    yield f"most: {_dose(Dose(e.max_sets, e.max_reps, e.max_hold_s))}"
    holding = f" and {e.day_holding_s} s of holding" if e.day_holding_s else ""
    yield f"most in a day: {e.day_reps} repetitions{holding}"
    yield f"grows first by: {'longer holds' if e.scale == 'hold' else 'more repetitions'}"
    pace = [f"{ms / 1000:g} s {what}" for ms, what in ((e.move_ms, "out"), (e.return_ms, "back"))]
    yield f"pace: {', '.join(pace)}, {e.rest_ms / 1000:g} s rest between sets"


def _dose(dose: Dose) -> str:
    sets = "1 set" if dose.sets == 1 else f"{dose.sets} sets"
    hold = f", holding {dose.hold_s} s" if dose.hold_s else ""
    return f"{sets} of {dose.reps}{hold}"


def left_out_for(exercise: Exercise) -> Iterator[str]:
    """The labels of the screening's groups that leave an exercise out."""
    for group in screening.GROUPS.values():
        if (
            group.tags & exercise.tags
            or exercise.position in group.positions
            or group.id in exercise.excluded_for
            or (group.neutral_only and exercise.tags != {"neutral"})
            or (group.stage_1_only and exercise.stage > 1)
        ):
            yield group.label


def for_you(answers: Profile, exercise: Exercise, known: Mapping[str, Exercise]) -> Iterator[str]:
    """What the screening says about an exercise for one person."""
    verdict = screening.judge(answers, datetime.now().date())
    if verdict.outcome != "plan":
        yield from verdict.sentences
        return
    omission = screening.omission(answers, verdict, exercise)
    if omission is None:
        later = f", from stage {exercise.stage} on" if exercise.stage > answers.stage else ""
        yield f"Your screening allows it{later}."
        return
    yield omission.reason
    allowed = [id_ for id_, other in known.items() if screening.omission(answers, verdict, other) is None]
    instead = screening.substitute(exercise, allowed, known)
    if instead is not None:
        yield f"{known[instead].name} ({instead}) would do instead."


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


def _and(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
