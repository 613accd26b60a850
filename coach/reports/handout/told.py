"""Every text and picture of a hand-out, for whatever file it goes into; it must not know HTML or PDF."""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from coach.core import words
from coach.core.exercise import Exercise, base_of
from coach.core.history.schedule import Schedule
from coach.core.model.planned import PlanItem
from coach.core.plan import MOST_PAIN_TO_GO_ON
from coach.core.reason import Reason
from coach.core.safe_text import seen
from coach.reports.handout.code import MOST_BYTES, Code, code
from coach.reports.handout.sheet import Card, Sheet
from coach.reports.page.figures import figure_svg
from coach.reports.page.markup import Element


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn figure and what it shows."""

    drawn: Element
    shows: str


@dataclass(frozen=True, slots=True)
class ToldCard:
    """One exercise; `today` is "" where it is as written. `lines` are texts with a label, which may be ""."""

    name: str
    dose: str
    pace: str
    today: str
    lines: tuple[tuple[str, str], ...]
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What stands below the exercises under a title."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The page: `day` says what today's doses come from; `code` is None where the file is too long for one."""

    title: str
    clinic: str
    date: str
    times: str
    day: str
    cards: tuple[ToldCard, ...]
    stop: Section
    left_out: Section
    notes: str
    taking: Section
    code: Code | None
    small: str


def told(sheet: Sheet, content: bytes, clinic: str | None) -> Told:
    """The hand-out in words; `content` is the routine's file, for the code, and `clinic` whose page it is."""
    routine = sheet.routine
    file = seen(f"{routine.id}.toml")
    made = code(content, _say("handout_code_shows", file=file))
    if made is not None:
        use = _say("handout_code_use", file=file)
    else:
        use = _say("handout_no_code", file=file, size=len(content), most=MOST_BYTES)
    taking = (use, _say("handout_code_command", file=shlex.quote(file)), *_own(sheet))
    return Told(
        title=routine.title,
        clinic=clinic or "",
        date=_say("handout_day", year=sheet.on.year, month=sheet.on.month, day=sheet.on.day),
        times=_times(routine.rounds_per_day, routine.schedule),
        day=" ".join([words.together(sheet.day), *sheet.notes]) if sheet.screened else _say("handout_unscreened"),
        cards=tuple(map(_card, sheet.cards)),
        stop=Section(_say("handout_stop"), tuple(_stops())),
        left_out=Section(_say("handout_left_out"), tuple(_left_out(sheet))),
        notes=_say("handout_notes"),
        taking=Section(_say("handout_code"), taking),
        code=made,
        small=words.together((Reason("no_medical_device"), Reason("rules_not_tested"))),
    )


def _say(id_: str, **figures: int | str | tuple[int | str, ...]) -> str:
    return words.sentence(Reason(id_, **figures))


def _times(rounds: int, schedule: Schedule | None) -> str:
    days, times = (schedule.days, schedule.times) if schedule is not None else ((), ())
    return _say("handout_times", rounds=rounds, weekdays=days, times=tuple(f"{each:%H:%M}" for each in times))


def _card(card: Card) -> ToldCard:
    item = card.written
    pace = _say(
        "handout_pace", out_ms=item.move_ms, back_ms=item.return_ms, rest_ms=item.rest_ms, sets=item.dose.sets
    )
    dose = _dose(item)
    return ToldCard(
        name=item.exercise.name,
        dose=f"{dose[:1].upper()}{dose[1:]}.",
        pace=f"{pace}.",
        today=" ".join(_today(card)),
        lines=tuple(_lines(card)),
        pictures=tuple(_pictures(card)),
    )


def _dose(item: PlanItem, *, sides: bool = True) -> str:
    side = item.exercise.side if sides else "none"
    return _say("handout_dose", dose=item.dose.figures, in_sets=item.in_sets, side=side)


def _today(card: Card) -> Iterator[str]:
    written, today = card.written, card.today
    if today is not None and (today.dose, today.in_sets) != (written.dose, written.in_sets):
        yield _say("handout_today", dose=_dose(today, sides=False))
    if today is not None and today.half_range != written.half_range:
        yield card.exercise.cues.range
    if card.why is not None:
        yield words.sentence(card.why)


def _lines(card: Card) -> Iterator[tuple[str, str]]:
    exercise, cues = card.exercise, card.exercise.cues
    side, other = ("left", "right") if exercise.side == "left" else ("right", "left")
    yield _say("handout_start"), cues.setup.replace("{side}", side).replace("{other}", other)
    held = cues.hold if any(each.dose.hold_s for each in (card.written, card.today) if each) else ""
    yield _say("handout_move"), " ".join(filter(None, (cues.move, held, cues.return_, *_sides(exercise))))
    if card.written.half_range:
        yield "", _say("handout_half")
    if exercise.avoid:
        yield _say("handout_avoid"), _say("handout_avoid_what", what=exercise.avoid)
    if card.written.note:
        yield "", card.written.note


def _sides(exercise: Exercise) -> Iterator[str]:
    if exercise.side == "alternate" and exercise.cues.left and exercise.cues.right:
        yield _say("handout_turns", left=exercise.cues.left, right=exercise.cues.right)
    elif exercise.side == "each":
        yield _say("handout_each_side")


def _pictures(card: Card) -> Iterator[Picture]:
    exercise = card.exercise
    for end, drawn in enumerate(card.pictures or ()):
        shows = _say(
            "handout_moment", name=exercise.name, end=bool(end), position=exercise.position,
            cue=exercise.cues.move.rstrip("."),
        )  # fmt: skip
        yield Picture(figure_svg(drawn, shows), shows)


def _stops() -> Iterator[str]:
    yield _say("handout_stop_more", most=MOST_PAIN_TO_GO_ON)
    yield from (_say(each) for each in ("hurt_sharp", "hurt_spread", "emergency_help"))


def _left_out(sheet: Sheet) -> Iterator[str]:
    for exercise, why in sheet.left_out:
        yield _say("handout_left_out_why", name=exercise.name, why=words.sentence(why))


def _own(sheet: Sheet) -> Iterator[str]:
    """That the file alone is not enough where the routine has exercises that are not shipped."""
    own = {
        base_of(item.exercise.id): item.exercise.called for item in sheet.routine.every if not item.exercise.shipped
    }
    if own:
        files = ", ".join(f"exercises/{id_}.toml" for id_ in own)
        yield _say("handout_own", names=", ".join(own.values()), files=files)
