"""Checks somebody else's routine against one's own answers and exercises; it must not print, nor write.

Nothing of the file is taken but its data: no comment, no line for editors, no sign that cannot be seen.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from coach.app.lately import lately
from coach.app.today import Today, todays
from coach.app.workspace import Loaded, Workspace, need_profile
from coach.core import exercise_names, screening, words
from coach.core.model.mistakes import Mistake, MistakesError
from coach.core.model.routine import Routine
from coach.core.model.screened import Omission, Profile, Verdict
from coach.core.reason import Reason
from coach.core.safe_text import printable, unseen
from coach.errors import CoachError
from coach.files import exercises, routines, toml
from coach.files.routines import create, spoken_text

UNKNOWN = "unknown-exercise"
LONGEST_ID = 60
KEPT = f"\n\t{spoken_text.JOINERS}"


@dataclass(frozen=True, slots=True)
class Shared:
    """Another one's routine as it would be here: `text` is the copy's file, `routine` what is read from it.

    `gone` is what is not in the copy, of the so many exercises that were `written`; `noted` what is said of
    exercises that are. `today` are the doses it would begin with; `warnings` do not tell of those.
    """

    written: int
    text: str
    routine: Routine
    gone: tuple[Omission, ...]
    noted: tuple[Omission, ...]
    today: Today
    warnings: tuple[Mistake, ...] = ()


def look(ws: Workspace, document: toml.Document, name: str, now: datetime) -> Shared:
    """The copy that could be made under this name of the routine in a document.

    Raises MistakesError for a file with other mistakes than exercises that are not here, and CoachError where the
    answers have no plan, or nothing of it is left.
    """
    answers = need_profile(ws)
    verdict = screening.judge(answers, now.date(), lately(ws.home, ws.exercises, answers, now))
    if verdict.outcome != "plan":
        raise CoachError(words.together(verdict.reasons))
    _, mistakes = routines.examine(document, name, ws.exercises)
    wrong = tuple(each for each in mistakes if each.severity == "error" and each.rule != UNKNOWN)
    if wrong:
        raise MistakesError(wrong)
    kept, gone = _parted(ws, document.data["exercise"], answers, verdict)
    if not kept:
        raise CoachError("Nothing of this routine is left for you. To build one of your own: coach new")
    text = create.copy_of(_harmless({**document.data, "exercise": kept}), now)
    routine, warnings = _read_again(text, name, ws)
    warnings = tuple(each for each in warnings if each.rule != "limit")
    written = len(document.data["exercise"])
    return Shared(written, text, routine, gone, tuple(_noted(kept)), todays(ws, Loaded(routine), now), warnings)


def _read_again(text: str, name: str, ws: Workspace) -> tuple[Routine, tuple[Mistake, ...]]:
    try:
        return routines.parse(text, f"{name}.toml", ws.exercises)
    except MistakesError as error:  # What the unknown exercises had hidden.
        first = next(each for each in error.mistakes if each.severity == "error")
        raise CoachError(f"It cannot be copied: {first.message}.") from None


def _parted(
    ws: Workspace, entries: list[dict[str, Any]], answers: Profile, verdict: Verdict
) -> tuple[list[dict[str, Any]], tuple[Omission, ...]]:
    """The exercises that the copy has, and those that it does not have, each with its reason."""
    kept, gone = [], []
    for entry in entries:
        id_, other = entry["id"], entry.get("or")
        omission = _not_here(id_, ws) or screening.omission(answers, verdict, ws.exercises[id_])
        known = ws.exercises.get(other or "")
        stands_in = known is not None and screening.omission(answers, verdict, known) is None
        if omission is not None and not (stands_in and omission.rule != UNKNOWN):
            gone.append(omission)
            continue
        if other is not None and not stands_in and (missing := _not_here(other, ws)) is not None:
            gone.append(missing)
            entry = {key: value for key, value in entry.items() if key != "or"}
        kept.append(entry)
    return kept, tuple(gone)


def _not_here(id_: str, ws: Workspace) -> Omission | None:
    if id_ in ws.exercises:
        return None
    close = exercise_names.meant(id_[:LONGEST_ID], ws.exercises)
    return Omission(printable(id_[:LONGEST_ID]), Reason("not_here", near=close[0] if close else ""), UNKNOWN)


def _noted(kept: list[dict[str, Any]]) -> Iterator[Omission]:
    """Exercises of one's own: the other one's may be another one of the same name."""
    shipped = exercises.load_shipped()
    yield from (Omission(entry["id"], Reason("own_one_here")) for entry in kept if entry["id"] not in shipped)


def _harmless(value: Any) -> Any:
    """The same data without signs that cannot be seen or would be acted on, which a description may hold."""
    if isinstance(value, str):
        return "".join(sign for sign in value if sign in KEPT or not unseen(sign))
    if isinstance(value, Mapping):
        return {key: _harmless(each) for key, each in value.items()}
    return [*map(_harmless, value)] if isinstance(value, list) else value
