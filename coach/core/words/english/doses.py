"""English: a dose in words, the one place for every form of it."""

DoseFigures = tuple[int, int, int]  # Sets, repetitions, seconds of hold.


def dose_words(dose: DoseFigures, *, spaced: bool = False) -> str:
    """The short form: "1×10" or "1×6, hold 2 s"; `spaced`: "1 × 6, hold 2 s"."""
    sets, reps, hold_s = dose
    times = " × " if spaced else "×"
    return f"{sets}{times}{reps}{f', hold {hold_s} s' if hold_s else ''}"


def dose_told(dose: DoseFigures) -> str:
    """The long form: "2 sets of 6, holding 2 s"."""
    sets, reps, hold_s = dose
    return f"{sets} set{'' if sets == 1 else 's'} of {reps}{f', holding {hold_s} s' if hold_s else ''}"
