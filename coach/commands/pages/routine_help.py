"""How a routine is written, by short examples: what `coach help routine` prints; it must not read any file."""

import textwrap
from typing import NamedTuple

from coach.core.model.routine import MOST_ROUNDS_PER_DAY
from coach.files.routines import dose_text, second_format

WIDTH = 80
INDENT = "    "


class Part(NamedTuple):
    """Something that can be written, in words and as a whole file that has it."""

    title: str
    told: str
    example: str


PARTS = (
    Part(
        "The shortest routine",
        "An exercise needs only its id: its dose, pace and words come from the exercise set. "
        "coach show ID shows an exercise. They are done in the order of the file; each stands there once.",
        """\
format = 2

[[exercise]]
id = "bird_dog"
""",
    ),
    Part(
        "What holds for all of it",
        "These lines stand at the top, before the first exercise. Each may be left out.",
        f"""\
format = 2
name = "Mornings"               # shown and said; else it is the file's name
description = "For the hotel"   # for you alone
rounds_per_day = 2              # how often a day, 1 to {MOST_ROUNDS_PER_DAY}
minutes_between_rounds = 240
words = "learning"              # how much is said; or full, brief, beeps
change = "wait"                 # after a change of position; or timed
change_s = {{ floor_to_chair = 25 }}  # chair_to_floor, lying_to_side, other

[[exercise]]
id = "clamshell"
""",
    ),
    Part(
        "Days and times",
        "schedule: the days and times it is meant for. The dashboard goes by them, and counts the week's days. "
        "Nothing is owed, nothing is forbidden on other days, and today's doses do not depend on it.",
        """\
format = 2
rounds_per_day = 2
schedule = { days = ["mon", "wed", "fri"], times = ["07:30", "18:00"] }

[[exercise]]
id = "bird_dog"
dose = "1x6"
""",
    ),
    Part(
        "Doses",
        "dose is sets x repetitions, and x seconds held where there is a hold. Repetitions are for each side where "
        "one side is done after the other, and of both together (so an even number) where sides take turns. "
        f"At most {dose_text.MOST_SETS} sets, {dose_text.MOST_REPS} repetitions and {dose_text.MOST_HOLD_S} s "
        "can be written. Each exercise has its own limits for a session and a day, which today's doses keep to; "
        "coach check tells what will be used instead.",
        """\
format = 2

[[exercise]]
id = "clamshell"
dose = "2x8"        # 2 sets of 8
rest_s = 30         # seconds of rest after a set

[[exercise]]
id = "seated_flexion"
dose = "1x5x10s"    # 5 repetitions, each held 10 s

[[exercise]]
id = "bird_dog"
reps = [8, 6, 4]    # 3 sets, the first of 8
""",
    ),
    Part(
        "Pace",
        f"tempo_s is the seconds out and back, or out, held and back. A way takes {second_format.LEAST_WAY_S:g} to "
        f"{second_format.MOST_WAY_S} s.",
        """\
format = 2

[[exercise]]
id = "glute_bridge"
tempo_s = [3, 3]

[[exercise]]
id = "clamshell"
tempo_s = [3, 1, 3]
""",
    ),
    Part(
        "Half as far, and your own words",
        'range = "half" goes half as far, on good days too. note is said once before the exercise. say has words '
        "in place of the exercise's own: setup, move, hold, return, mistake.",
        """\
format = 2

[[exercise]]
id = "seated_flexion"
range = "half"

[[exercise]]
id = "clamshell"
note = "A cushion under your head."
say = { move = "Open slowly.", return = "Close slowly." }
""",
    ),
    Part(
        "Taking turns",
        "Neighbours of one group take turns: a set of each, then the next set of each. rest_s is the rest before "
        "the next turn. After pain what was begun of a group is left.",
        """\
format = 2

[[exercise]]
id = "bird_dog"
dose = "2x8"
group = "a"

[[exercise]]
id = "heel_slide"
dose = "2x8"
group = "a"
""",
    ),
    Part(
        "A warm-up that stays as it is",
        "fixed = true: good days never raise it above its dose. Pain still lowers it, and good days bring it back.",
        """\
format = 2

[[exercise]]
id = "pelvic_tilt"
dose = "1x10"
fixed = true

[[exercise]]
id = "bird_dog"
""",
    ),
    Part(
        "One side, and the same again",
        'side = "left" or "right" does that side alone, of an exercise that does one side after the other. The '
        "same id may stand there again, with another side or another dose: each has its own dose from then on. "
        "The limits of a day hold for all of them together, and what hurts is made less in each.",
        """\
format = 2

[[exercise]]
id = "clamshell"
side = "left"
dose = "2x8"

[[exercise]]
id = "clamshell"
side = "right"
dose = "1x8"
""",
    ),
    Part(
        "Another one in its place, and rounds",
        "or is done where your screening leaves the exercise out for good, not for some weeks, at its own start "
        "dose; it stands nowhere else in the file. rounds = [2]: only in the second round of a day; its limits "
        "reckon with all of them.",
        """\
format = 2
rounds_per_day = 2

[[exercise]]
id = "glute_bridge"
or = "brace"

[[exercise]]
id = "seated_flexion"
rounds = [2]        # not in the first hours of the day
""",
    ),
    Part(
        "Format 1",
        "It is read as ever. Sets, repetitions and hold have a line each, in format 2 too where there is no dose; "
        "schedule, dose, group, side, fixed, or, rounds, range, note, say and three items in tempo_s are only for "
        "format 2. voice is the older name of words. coach convert writes format 1 as format 2 and keeps your "
        "comments.",
        """\
format = 1
name = "As before"
voice = "full"

[[exercise]]
id = "seated_flexion"
sets = 1
reps = 5
hold_s = 10
tempo_s = [3, 3]
""",
    ),
)


def text() -> str:
    """The page, in lines of at most 80 columns."""
    parts = [
        "A routine is a TOML file in your folder routines, which coach doctor names.\n"
        "coach new writes one for you; coach check finds every mistake in it.",
        *(f"{part.title.upper()}\n{_wrapped(part.told)}\n\n{_example(part)}" for part in PARTS),
        _wrapped(
            "What your screening leaves out is never played, whatever is written. "
            "For an editor that completes and checks as you type: coach schema."
        ),
    ]
    return "\n\n".join(parts)


def _wrapped(told: str) -> str:
    return textwrap.fill(told, WIDTH, break_on_hyphens=False)


def _example(part: Part) -> str:
    return textwrap.indent(part.example.rstrip("\n"), INDENT)
