"""Builds a new routine out of what a profile allows; it must not know files, the log, or how anything is played.

The order and the mix are chosen [project's own, cautious]; the three exercises that come first are the source
article's, wherever the screening allows them, and calm breathing ends it. Doses are the start doses of the exercise
set.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from coach.core import exercise_names, screening, words
from coach.core.exercise import POSITIONS, Exercise
from coach.core.model.routine import RoutineItem
from coach.core.model.screened import NOTHING_LATELY, Lately, Omission, Profile, Verdict
from coach.core.reason import Reason
from coach.errors import CoachError

FIRST = ("seated_flexion", "bird_dog", "clamshell")
LAST = "calm_breathing"
ROUNDS_PER_DAY = 3
LEAST, MOST = 2, 6  # Beside the last one.
USUAL_MINUTES = 12

# What is added after the first three, in this order of preference within each kind: gentle and well known first.
# Those on a chair and standing stand behind, for whoever cannot do enough of the others.
STRENGTH = (
    "glute_bridge",
    "brace",
    "heel_slide",
    "hip_abduction",
    "dead_bug",
    "plank",
    "side_plank_knees",
    "curl_up",
    "side_plank_full",
    "sit_to_stand",
    "standing_hip_abduction",
    "wall_plank",
    "seated_march",
)
STRETCH = ("hip_flexor", "knee_to_chest", "pelvic_tilt", "cat_cow", "standing_extension", "prone_prop")

DurationMs = Callable[[Sequence[RoutineItem]], int]
Kind = Literal["strength", "stretch"]
# What is liked: some of both, more of one, or what is done on a chair and standing.
Like = Literal["mix", "stretch", "strength", "upright"]
LIKES: tuple[Like, ...] = get_args(Like)
UPRIGHT = ("sitting", "standing")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asked for: a length in minutes (None: 10 to 15), exercises to have and to leave out, a liking.

    With "upright" what is done on the floor is in it only where it is asked for by name.
    """

    minutes: int | None = None
    with_ids: tuple[str, ...] = ()
    without_ids: tuple[str, ...] = ()
    like: Like = "mix"


def build(
    profile: Profile,
    exercises: Mapping[str, Exercise],
    wishes: Wishes,
    duration_ms: DurationMs,
    on: date,
    lately: Lately = NOTHING_LATELY,
) -> tuple[RoutineItem, ...]:
    """The exercises of a new routine at their start doses, in the order in which they are played.

    `lately` as in `screening.judge`.

    Raises CoachError with a sentence where the profile has no plan, a wish cannot be granted, or fewer than two
    exercises are allowed.
    """
    verdict = screening.judge(profile, on, lately)
    allowed = _allowed(profile, exercises, verdict)
    _check_wishes(profile, exercises, wishes, verdict)
    liked = [i for i in allowed if wishes.like != "upright" or exercises[i].position in UPRIGHT]
    choice = [i for i in FIRST if i in liked and i not in wishes.without_ids]
    choice += [i for i in dict.fromkeys(wishes.with_ids) if i not in (*choice, LAST)]
    in_turn = _by_turns(choice, wishes.like)
    candidates = [i for i in in_turn if i in liked and i not in (*wishes.without_ids, *choice)]
    end = [LAST] if LAST in allowed and LAST not in wishes.without_ids else []

    def items(ids: Sequence[str]) -> tuple[RoutineItem, ...]:
        return tuple(_item(exercises[i]) for i in (*_ordered(ids, exercises), *end))

    choice = _fill(choice, candidates, wishes, lambda ids: duration_ms(items(ids)) / 60_000)
    if len(choice) < LEAST:
        raise CoachError(_too_few(choice))
    return items(choice)


def left_out(
    profile: Profile, exercises: Mapping[str, Exercise], on: date, lately: Lately = NOTHING_LATELY
) -> tuple[Omission, ...]:
    """Every exercise that the answers or the stage reached keep out of a new routine, and why."""
    verdict = screening.judge(profile, on, lately)
    return tuple(
        Omission(exercise.id, reason)
        for exercise in exercises.values()
        if (reason := _why_not(profile, exercise, verdict)) is not None
    )


def _allowed(profile: Profile, exercises: Mapping[str, Exercise], verdict: Verdict) -> frozenset[str]:
    if verdict.outcome != "plan":
        raise CoachError(words.together(verdict.reasons))
    return frozenset(e.id for e in exercises.values() if _why_not(profile, e, verdict) is None)


def _check_wishes(profile: Profile, exercises: Mapping[str, Exercise], wishes: Wishes, verdict: Verdict) -> None:
    for wish in (*wishes.with_ids, *wishes.without_ids):
        if wish not in exercises:
            raise CoachError(f"There is no exercise '{wish}'.{_near(wish, exercises)}")
    for wish in wishes.with_ids:
        if wish in wishes.without_ids:
            raise CoachError(f"'{wish}' cannot be both with and without.")
        why = _why_not(profile, exercises[wish], verdict)
        if why is not None:
            raise CoachError(f"'{wish}' cannot be had now. {words.sentence(why)}")
    if len({*wishes.with_ids} - {LAST}) > MOST:
        raise CoachError(f"At most {MOST} exercises fit one routine.")


def _near(wish: str, exercises: Mapping[str, Exercise]) -> str:
    close = exercise_names.meant(wish, exercises)
    return f" Did you mean '{close[0]}'?" if close else ""


def _why_not(profile: Profile, exercise: Exercise, verdict: Verdict) -> Reason | None:
    omission = screening.omission(profile, verdict, exercise)
    if omission is not None:
        return omission.reason
    above = exercise.stage > profile.stage
    return Reason("above_stage", stage=exercise.stage, reached=profile.stage) if above else None


def _by_turns(choice: Sequence[str], like: Like) -> list[str]:
    """Strength and stretch by turns, beginning with the kind that the choice so far has less of.

    All of the kind that is liked more comes first.
    """
    if like in ("stretch", "strength"):
        return [*STRETCH, *STRENGTH] if like == "stretch" else [*STRENGTH, *STRETCH]
    strong = sum(i in (*STRENGTH, "bird_dog", "clamshell") for i in choice)
    kinds = (STRETCH, STRENGTH) if strong > len(choice) - strong else (STRENGTH, STRETCH)
    turns = [i for pair in zip(*kinds, strict=False) for i in pair]
    return turns + [i for kind in kinds for i in kind if i not in turns]


def _fill(
    choice: list[str], candidates: Sequence[str], wishes: Wishes, minutes: Callable[[Sequence[str]], float]
) -> list[str]:
    """Adds candidates up to the wished length; with a short wish, takes the last unwished ones away."""
    limit = wishes.minutes or USUAL_MINUTES
    for candidate in candidates:
        enough = len(choice) >= LEAST and minutes([*choice, candidate]) > limit
        if len(choice) < MOST and not enough:
            choice = [*choice, candidate]
    while len(choice) > LEAST and wishes.minutes is not None and minutes(choice) > limit:
        spare = [i for i in choice if i not in wishes.with_ids]
        if not spare:
            break
        choice = [i for i in choice if i != spare[-1]]
    return choice


def _ordered(choice: Sequence[str], exercises: Mapping[str, Exercise]) -> list[str]:
    first = [i for i in FIRST if i in choice]
    here = POSITIONS.index(exercises[first[-1]].position) if first else 0
    rest = [i for i in choice if i not in first]
    return first + sorted(rest, key=lambda i: (POSITIONS.index(exercises[i].position) - here) % len(POSITIONS))


def _item(exercise: Exercise) -> RoutineItem:
    return RoutineItem(exercise, exercise.start, exercise.move_ms, exercise.return_ms, exercise.rest_ms)


def _too_few(choice: Sequence[str]) -> str:
    found = f"only '{choice[0]}' is" if choice else "no exercise is"
    return (
        f"A routine needs at least two exercises, and {found} allowed by your answers and wishes. "
        "Ask a physiotherapist for exercises made for you."
    )
