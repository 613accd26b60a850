"""What the editor asks: whether to save with mistakes, over another's change, or at all; it knows its texts."""

from typing import Literal

from coach.app.writing import draft as drafts
from coach.app.writing.draft import Draft
from coach.app.writing.judge import Judged
from coach.core.model.routine import RoutineItem
from coach.core.safe_text import clean
from coach.files.routines.edit_dose import Figure
from coach.tui.screens.card import Message
from coach.tui.screens.question import Answer, Question
from coach.tui.words import mistakes

Leaving = Literal["save", "leave", "stay"]
Wanted = Literal["mine", "theirs", "stay", "all"]
ROWS_BESIDE = 17  # That the card takes beside the lines that differ.
FEWEST = 3
SIGNS = "- is in the file, + is yours"
NAMES: dict[Figure, str] = {"sets": "sets", "reps": "repetitions", "hold_s": "seconds held"}


def with_mistakes(judged: Judged) -> Question[bool]:
    """Saves a file that could not be used as it is only where the user wants that."""
    first = next(each for each in judged.mistakes if each.severity == "error")
    note = (
        f"Line {first.line}: {mistakes.sentence(first)}\n\n"
        "It is your file, and can be saved as it is. It is used once the mistakes are mended; until then another "
        "routine can be played."
    )
    errors = sum(each.severity == "error" for each in judged.mistakes)
    question = "Save it with a mistake?" if errors == 1 else f"Save it with {errors} mistakes?"
    answers = [Answer("n", "no, go on writing", False), Answer("y", "yes, save it as it is", True)]
    return Question(question, answers, note=note, escape="n", follows=True)


def changed(draft: Draft, there: bytes | None, mine: bytes, rows: int) -> Question[Wanted]:
    """The file is not what it was when it was read; in a window of `rows` as much of the difference as has room."""
    found = [*map(clean, drafts.difference(there, mine))]
    room = max(FEWEST, rows - ROWS_BESIDE)
    lines = "\n".join(found if len(found) <= room else [*found[: room - 1], "…"])
    note = f"It was changed since you opened it. {SIGNS}:\n\n{lines}"
    answers: list[Answer[Wanted]] = [
        Answer("k", "keep writing; nothing is saved yet", "stay"),
        Answer("m", "save mine, over what is in the file", "mine"),
    ]
    if there is not None:
        answers.append(Answer("t", "take what is in the file; yours is dropped", "theirs"))
    if len(found) > room:
        answers.append(Answer("d", "show me all that differs", "all"))
    return Question(f"{clean(draft.target.name)} has changed", answers, note=note, escape="k", follows=True)


def all_that_differs(there: bytes | None, mine: bytes) -> Message:
    """The whole difference, to be looked at."""
    lines = "\n".join(map(clean, drafts.difference(there, mine)))
    return Message("What differs", f"{SIGNS}.\n\n{lines}", hint="Enter  back")


def leaving(name: str) -> Question[Leaving]:
    """Something is not saved."""
    answers: list[Answer[Leaving]] = [
        Answer("k", "keep writing", "stay"),
        Answer("s", "save it, and leave", "save"),
        Answer("d", "drop what I changed, and leave", "leave"),
    ]
    return Question(f"{clean(name)} is not saved", answers, escape="k", follows=True)


def at_its_end(item: RoutineItem, figure: Figure, steps: int) -> str:
    """Why a figure goes no further."""
    name, now = clean(item.exercise.name), getattr(item.dose, figure)
    end = "most" if steps > 0 else "least"
    return f"{name}: {now} {NAMES[figure]} is the {end} for it."
