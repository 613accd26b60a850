"""English: why an exercise has its dose today, or is left out; it must not know how that was decided."""

from collections.abc import Callable, Mapping, Sequence

from coach.core.number_words import listed
from coach.core.words.english.dates import WEEKDAYS
from coach.core.words.english.doses import DoseFigures, dose_words


def _part(level: str, target: DoseFigures, dose: DoseFigures, shortest_hold: bool, own: bool) -> str:
    """What is left of a target below full: "Half of 10, without holding."."""
    del shortest_hold  # The doses themselves say it.
    (sets, reps, hold_s), (_, _, now_s) = target, dose
    planned, now = sets * reps, dose[0] * dose[1]
    said = (
        []
        if now == planned
        else [f"half of {planned}" if level == "half" and now == planned // 2 else f"{now} of {planned}"]
    )
    if now_s < hold_s:
        said.append(f"holding {now_s} s in place of {hold_s} s" if now_s else "without holding")
    told = ", ".join(said)
    return f"It hurt: {told}." if own else f"{told[:1].upper()}{told[1:]}."


def _rests(days: int) -> str:
    return f"It hurt again, so it rests for {days} more {'day' if days == 1 else 'days'}."


def _enough_today(done: int = 0) -> str:
    """`done`: the repetitions of today, where some more would fit into the day, but no whole dose."""
    return (
        f"{done} done today; a whole dose more would pass its limit of a day."
        if done
        else "Enough of it for today."
    )


def _next_by_schedule(weekday: int, days: int) -> str:
    return f"The next round is {'tomorrow' if days == 1 else f'on {WEEKDAYS[weekday]}'}."


def _other_round(rounds: Sequence[int]) -> str:
    return f"For {'round' if len(rounds) == 1 else 'rounds'} {listed(map(str, rounds))} of the day."


def _in_place(name: str) -> str:
    return f"In place of {name[:1].lower()}{name[1:]}."


def _step_down(name: str, harder: str, start: DoseFigures) -> str:
    return f"{name}: easier than {harder.lower()}, which hurt. Start with {dose_words(start)}."


def _step_back_up(names: Sequence[str]) -> str:
    return f"A step back up: {', '.join(names)}."


def _above_stage(stage: int, reached: int) -> str:
    return f"A harder one, for later: easy days open it.{' Two steps to go.' if stage > reached + 1 else ''}"


def _raised_set(new: DoseFigures, last: DoseFigures) -> str:
    return f"{dose_words(new)} now, one set more than {dose_words(last)}."


def _raised_from(new: DoseFigures, last: DoseFigures) -> str:
    return f"{dose_words(new)} now; last time {dose_words(last)}."


def _step_up(name: str, easier: str, start: DoseFigures) -> str:
    return f"{name}: a step up from {easier.lower()}. Start with {dose_words(start)}."


SENTENCES: Mapping[str, str | Callable[..., str]] = {
    # The day.
    "after_now": (
        "A session in the log is dated {moment}, which is still to come: it counts as one of today. "
        "Is that wrong? {correct}."
    ),
    "dated_ahead": (
        "A session in the log is dated {moment}, as it was where you were then: it counts as one of today."
    ),
    "log_copy_left": (
        "There is no log, but a copy of one, of {day}. To go back to it: coach log --restore. "
        "Else a new log begins with the next session; the copy stays."
    ),
    "chosen_gone": (
        "The routine {old}, which you had chosen, is there no more, so today it is {title}. To choose: {choose}."
    ),
    "renamed_title": (
        "This routine has the exercises of {old}, which is gone, but another name in its file: "
        'it starts as it says. To go on from where {old} was, put name = "{title}" into it.'
    ),
    "renamed_exercises": (
        "This routine has the name of {old}, which is gone, but other exercises: it starts as it says."
    ),
    "first": "Your first session. We start as your routine says.",
    "first_of_routine": "The first time with this routine. We start as it says.",
    "steady": "The same as last time.",
    "routine_changed": "Your routine was changed, and the doses with it.",
    "after_sore_day": "The sore day is over, so back to what it was.",
    "some_change": "Some doses are not those of last time.",
    "step_back_up": _step_back_up,
    "back_today": "{name} is back today: a small dose, and only half as far.",
    "nothing_left": (
        "Nothing of this routine can be played now: every exercise of it is left out. "
        "One that suits you: {new}. Another: {choose}."
    ),
    "enough_for_today": "One more round today would pass the limit of a day. Tomorrow there is room again.",
    # A dose.
    "as_planned": "As planned.",
    "in_place": _in_place,
    "done_instead": "Your answers leave it out; in its place: {name}.",
    "no_smaller": "As planned: it is small already.",
    "no_smaller_now": "It is small already, so it stays.",
    "cut_before": lambda mark: f"Less for now; good days bring back {dose_words(mark)}.",
    "as_before": "As last time.",
    "limited": lambda asked, dose: f"Your routine says {dose_words(asked)}; its limits allow {dose_words(dose)}.",
    "part": _part,
    "open_slowly": "A small dose, and only half as far.",
    "back_half_range": "Back after a pause: a small dose. Go only half as far at first.",
    "back_since_today": "Back since today. Go only half as far.",
    "edited": "The routine's new dose.",
    "raised": "One step more.",
    "raised_set": _raised_set,
    "raised_hold": "{more_s} s longer than last time.",
    "raised_reps": lambda more: f"{more} more {'repetition' if more == 1 else 'repetitions'} than last time.",
    "raised_from": _raised_from,
    # What is left out.
    "above_stage": _above_stage,
    "next_by_schedule": _next_by_schedule,
    "other_round": _other_round,
    "stands_by": "It stands in for another exercise, which is done.",
    "comes_back_later": "It comes back later: one exercise at a time.",
    "nothing_under_limits": "Its limits leave nothing of its dose. Please look at the routine (coach check).",
    "rests": _rests,
    "enough_today": _enough_today,
    # What could be added.
    "step_up": _step_up,
    "step_down": _step_down,
}
