"""English: a dose in words, the one place for every form of it."""

from collections.abc import Sequence

from coach.core.number_words import listed, number

DoseFigures = tuple[int, int, int]  # Sets, repetitions, seconds of hold.


def dose_words(dose: DoseFigures, in_sets: Sequence[int] = (), *, spaced: bool = False) -> str:
    """The short form: "1×10" or "1×6, hold 2 s"; `spaced`: "1 × 6, hold 2 s"; "8+6+4" where sets differ."""
    sets, reps, hold_s = dose
    times = " × " if spaced else "×"
    if len({*in_sets}) > 1:
        return f"{'+'.join(map(str, in_sets))}{f', hold {hold_s} s' if hold_s else ''}"
    return f"{sets}{times}{reps}{f', hold {hold_s} s' if hold_s else ''}"


def dose_aloud(
    dose: DoseFigures, in_sets: Sequence[int] = (), *, each_side: bool = False, alternate: bool = False
) -> str:
    """As it is said: "two sets of six a side, held for ten seconds"; `alternate`: left and right in turn."""
    sets, reps, hold_s = dose
    if len({*in_sets}) > 1:
        said = f"sets of {listed(map(number, in_sets))}"
    elif sets > 1:
        said = f"{number(sets)} sets of {number(reps)}"
    else:
        said = "once" if reps == 1 else "twice" if reps == 2 else f"{number(reps)} times"
    side = " a side" if each_side else ", left and right in turn" if alternate else ""
    held = f", held for {number(hold_s)} second{'' if hold_s == 1 else 's'}" if hold_s else ""
    return f"{said}{side}{held}"


def dose_told(dose: DoseFigures) -> str:
    """The long form: "2 sets of 6, holding 2 s"."""
    sets, reps, hold_s = dose
    return f"{sets} set{'' if sets == 1 else 's'} of {reps}{f', holding {hold_s} s' if hold_s else ''}"
