"""Reads sessions from JSON that `coach export` or `coach log --json` wrote; it must not know files nor a log."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from coach.core.changes import KINDS, Took
from coach.core.diary import NOTHING, Diary
from coach.core.exercise import Dose
from coach.core.model.done import Aside, Hurt, Session, SetDone
from coach.core.reason import Reason
from coach.core.words import sentence
from coach.errors import CoachError
from coach.log import import_values as values
from coach.log.beside import FIELDS, Beside, Correction
from coach.log.diary import form as diary_form

MOST_SHOWN = 20
ENTRY = {
    "id", "at", "routine", "planned", "sets", "before", "during", "after", "morning", "effort", "stopped",
    "finished", "hurts", "note", "usual_pain", "routine_title", "routine_doses", "screened_at", "morning_at",
    "spread_passed", "morning_skipped", "question_left", "corrections", "changes", "fixed",
    "aside",
}  # fmt: skip
NEEDED = {"at", "routine", "planned", "sets", "finished"}
SET, HURT, DOSE, CORRECTION, CHANGE = (
    {"exercise", "set", "side", "reps", "at"},
    {"exercise", "rating", "at"},
    {"sets", "reps", "hold_s"},
    {"at", "field", "old", "new"},
    {"kind", "seconds"},
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A session out of a file: which entry it is, counted from 1, its id (0 where it has none), the keys it has.

    `beside` is what its log kept beside it, of no session yet.
    """

    number: int
    session: Session
    keys: frozenset[str]
    beside: Beside


class Everything(NamedTuple):
    """All that is in a file: its sessions in their order, and its diary."""

    entries: tuple[Entry, ...]
    diary: Diary = NOTHING


def read(text: str | bytes) -> tuple[Entry, ...]:
    """The sessions of a file. Raises CoachError as `everything`."""
    return everything(text).entries


def everything(text: str | bytes) -> Everything:
    """What is in a file. Raises CoachError with every mistake: entry, key, what was expected."""
    data = values.parsed(text)
    if not isinstance(data, list):
        raise CoachError(sentence(Reason("import_no_list", given=values.kind(data))))
    reading = _Reading()
    entries = []
    diary = NOTHING
    for number, value in enumerate(data, 1):
        if diary_form.is_diary(value):
            diary = diary.with_all(diary_form.read(reading, number, value))
        else:
            entries.append(reading.entry(number, value))
        if len(reading.mistakes) > MOST_SHOWN:
            break
    if reading.mistakes:
        more = [sentence(Reason("import_more"))] if len(reading.mistakes) > MOST_SHOWN else []
        raise CoachError("\n".join([*reading.mistakes[:MOST_SHOWN], *more]))
    return Everything(tuple(entry for entry in entries if entry is not None), diary)


class _Reading(values.Reading):
    """Reads entries one by one."""

    def entry(self, number: int, value: object) -> Entry | None:
        """A session; None where it has a mistake."""
        so_far, place = len(self.mistakes), (number,)
        data = self.fields(value, place, ENTRY, NEEDED, "session")
        if data is None:
            return None
        one = self.one
        session = Session(
            id=one(data, "id", place, values.an_id, 0),
            at=one(data, "at", place, values.a_moment),
            routine=one(data, "routine", place, values.a_name),
            planned=self.doses(data, "planned", place),
            sets=self.sets(data, place),
            before=one(data, "before", place, values.a_rating),
            during=one(data, "during", place, values.a_rating),
            after=one(data, "after", place, values.a_rating),
            morning=one(data, "morning", place, values.a_rating),
            effort=one(data, "effort", place, values.one_of("easy", "ok", "hard", None)),
            stopped=one(
                data,
                "stopped",
                place,
                values.one_of("pain", "sharp", "spread", "tired", "time", "interrupted", None),
            ),
            finished=one(data, "finished", place, values.a_flag),
            routine_doses=self.doses(data, "routine_doses", place),
            hurts=self.hurts(data, place),
            usual_pain=one(data, "usual_pain", place, values.a_rating),
            screened_at=one(data, "screened_at", place, values.or_null(values.a_moment)),
            morning_at=one(data, "morning_at", place, values.or_null(values.a_moment)),
            routine_title=one(data, "routine_title", place, values.a_text, ""),
            note=one(data, "note", place, values.or_null(values.a_text)),
            spread_passed=one(data, "spread_passed", place, values.a_flag, False),
            fixed=frozenset(self.fixed(data, place)),
            aside=self.aside(data, place),
        )
        beside = Beside(
            self.corrections(data, place),
            one(data, "morning_skipped", place, values.a_flag, False),
            one(data, "question_left", place, values.a_flag),
            self.changes(data, place),
        )
        if len(self.mistakes) == so_far:
            self.together(session, place)
        return Entry(number, session, frozenset(data), beside) if len(self.mistakes) == so_far else None

    def together(self, session: Session, place: values.Place) -> None:
        """Whether the values of one session can be true together."""
        highest = max((hurt.rating for hurt in session.hurts), default=None)
        if highest is not None and (session.during is None or session.during < highest):
            self.wrong((*place, "during"), "import_during_low", highest=highest)
        seen = set()
        for index, each in enumerate(session.sets):
            if (each.exercise, each.set, each.side) in seen:
                self.wrong((*place, "sets", index), "import_set_twice")
            seen.add((each.exercise, each.set, each.side))

    def doses(self, data: Mapping[str, Any], key: str, place: values.Place) -> dict[str, Dose]:
        found: dict[str, Dose] = {}
        value = self.one(data, key, place, values.an_object, {})
        if isinstance(value, values.Twice):
            self.wrong((*place, key, value.key), "import_twice")
        for id_, given in value.items():
            here = (*place, key, id_)
            if not values.is_name(id_):
                self.wrong(here, "import_no_exercise")
            if dose := self.fields(given, here, DOSE, DOSE, "dose"):
                found[id_] = Dose(
                    *(self.one(dose, each, here, values.a_count, 0) for each in ("sets", "reps", "hold_s"))
                )
        return found

    def fixed(self, data: Mapping[str, Any], place: values.Place) -> list[str]:
        """What nothing raises: exercises of the routine."""
        known = _of_the_routine(data)
        found: list[str] = []
        for index, id_ in enumerate(self.one(data, "fixed", place, values.a_list, [])):
            if isinstance(id_, str) and id_ in known:
                found.append(id_)
            else:
                self.expected((*place, "fixed", index), values.WrongError("of_routine"), id_)
        return found

    def aside(self, data: Mapping[str, Any], place: values.Place) -> dict[str, Aside]:
        """What of the routine was not for the session, and why."""
        known = _of_the_routine(data)
        found: dict[str, Aside] = {}
        given = data.get("aside", {})
        if not isinstance(given, dict):
            self.expected((*place, "aside"), values.WrongError("object"), given)
            return found
        for id_ in given:
            if id_ not in known:
                self.wrong((*place, "aside", id_), "import_not_of_routine")
            found[id_] = self.one(given, id_, (*place, "aside"), values.one_of("round", "waits"))
        return found

    def sets(self, data: Mapping[str, Any], place: values.Place) -> tuple[SetDone, ...]:
        found = []
        for index, given in enumerate(self.one(data, "sets", place, values.a_list, [])):
            here = (*place, "sets", index)
            if each := self.fields(given, here, SET, SET, "set"):
                found.append(
                    SetDone(
                        self.one(each, "exercise", here, values.a_name),
                        self.one(each, "set", here, values.an_ordinal),
                        self.one(each, "side", here, values.one_of("left", "right", "both")),
                        self.one(each, "reps", here, values.a_count),
                        self.one(each, "at", here, values.a_moment),
                    )
                )
        return tuple(found)

    def hurts(self, data: Mapping[str, Any], place: values.Place) -> tuple[Hurt, ...]:
        found = []
        for index, given in enumerate(self.one(data, "hurts", place, values.a_list, [])):
            here = (*place, "hurts", index)
            if each := self.fields(given, here, HURT, HURT, "report"):
                found.append(
                    Hurt(
                        self.one(each, "exercise", here, values.or_null(values.a_name)),
                        self.one(each, "rating", here, values.a_pain),
                        self.one(each, "at", here, values.a_moment),
                    )
                )
        return tuple(found)

    def corrections(self, data: Mapping[str, Any], place: values.Place) -> tuple[Correction, ...]:
        found = []
        for index, given in enumerate(self.one(data, "corrections", place, values.a_list, [])):
            here = (*place, "corrections", index)
            if each := self.fields(given, here, CORRECTION, CORRECTION, "correction"):
                field = self.one(each, "field", here, values.one_of(*FIELDS))
                value = values.moment_text if field == "at" else values.a_value
                at = self.one(each, "at", here, values.a_moment)
                found.append(
                    Correction(0, at, field, self.one(each, "old", here, value), self.one(each, "new", here, value))
                )
        return tuple(found)

    def changes(self, data: Mapping[str, Any], place: values.Place) -> tuple[Took, ...]:
        found = []
        for index, given in enumerate(self.one(data, "changes", place, values.a_list, [])):
            here = (*place, "changes", index)
            if each := self.fields(given, here, CHANGE, CHANGE, "change"):
                kind = self.one(each, "kind", here, values.one_of(*KINDS), KINDS[0])
                found.append(Took(kind, self.one(each, "seconds", here, values.a_count, 0)))
        return tuple(found)


def _of_the_routine(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The doses of the routine by their ids; what is wrong with them is told where they are read."""
    given = data.get("routine_doses")
    return given if isinstance(given, dict) else {}
