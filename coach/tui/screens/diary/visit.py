"""A look into the diary: the week on a card, and what is kept from there; it must not know files, nor a rule."""

import asyncio
from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

from coach.app.diary import told
from coach.app.diary.week import OwnDiary
from coach.core import words
from coach.core.diary import MOST_THINGS, WALK, Activity, Diary, OwnThing, asking, weeks
from coach.core.diary.weeks import ThisWeek
from coach.core.model.routine import Routine
from coach.core.reason import Reason
from coach.core.safe_text import clean
from coach.core.words import sentence
from coach.tui.base_app import BaseApp
from coach.tui.screens.diary.scale import OwnScale
from coach.tui.screens.question import Answer, Question
from coach.tui.screens.text_question import TextQuestion

BACK = "back"
WIDEST = 36  # Columns of a thing beside its numbers.


async def visit(app: BaseApp, own: OwnDiary, routine: Routine) -> None:
    """Shows the week and keeps what is told, until the person goes back. Raises CoachError as `OwnDiary`."""
    said, kept = "", None
    while True:
        week = await asyncio.to_thread(own.this_week, routine)
        diary = await asyncio.to_thread(own.read)
        chosen = await app.push_screen_wait(card(week, diary, said, undo=kept is not None))
        last, said, kept = kept, "", None
        match chosen:
            case None:
                return
            case "walk":
                kept = await _active(app, own, WALK)
            case "other":
                kept = await _other(app, own)
            case "undo" if last is not None:
                await asyncio.to_thread(own.delete, last.id)
                said = sentence(Reason("activity_gone", what=clean(last.what)))
            case "name":
                said = await _name(app, own, asking.asked_for(diary))
            case "rate":
                said = await _rate(app, own, diary)
            case "leave":
                await asyncio.to_thread(own.skip)
                said = sentence(Reason("own_skip", named=week.named))
        if kept is not None:
            said = sentence(Reason("activity_kept", what=clean(kept.what), minutes=kept.minutes))


def card(week: ThisWeek, diary: Diary, said: str = "", *, undo: bool = False) -> Question[str]:
    """The week with what can be told of it; `said`: what became of what was told last; `undo` can take it back."""
    things = asking.asked_for(diary)
    rated = asking.ratings_of(diary, week.week)
    answers = [Answer("w", "a walk", "walk"), Answer("o", "another activity, in your words", "other")]
    if undo:
        answers.insert(0, Answer("u", "take that back", "undo"))
    if things:
        answers.append(Answer("r", "rate your own things anew" if rated else "rate your own things", "rate"))
    naming = "name other things" if things else "name up to three things that your back makes hard"
    answers.append(Answer("n", naming, "name"))
    if week.asks:
        leave = "leave it out this week" if things else "rather not"
        answers.append(Answer("l", f"{leave}, which is fine", "leave"))
    about = f"{sentence(Reason('week_kept_how'))}\n\n{sentence(Reason('own_why'))}"
    note = "\n".join(filter(None, (said, *_told(week), *_listed(week, things, diary))))
    made = Question("Your week", answers, note=note, skip=BACK, follows=True, about=about)
    made.add_class("-compact")  # Everything is seen at once in a small window, too.
    return made


def _told(week: ThisWeek) -> Sequence[str]:
    reasons = weeks.reasons(week)
    return [words.together(reasons)] if reasons else []


def _listed(week: ThisWeek, things: Sequence[OwnThing], diary: Diary) -> Sequence[str]:
    """What the numbers mean, and the things with this week's and the one before, a line each."""
    if not things:
        return []
    now, last = asking.ratings_of(diary, week.week), asking.last_ratings(diary, week.week)
    lines = [sentence(Reason("own_scale"))]
    for each in things:
        was = last.get(each.what)
        before = "" if was is None else f"  before {was:>2}"
        lines.append(f"{_fitted(clean(each.what))} {now.get(each.what, '–'):>2}{before}")
    return lines


def _fitted(text: str) -> str:
    """As many columns as every thing has; some signs take two."""
    if cell_len(text) > WIDEST:
        text = f"{set_cell_size(text, WIDEST - 1)}…"
    return set_cell_size(text, WIDEST)


async def _active(app: BaseApp, own: OwnDiary, what: str) -> Activity | None:
    called = f"{what[:1].upper()}{what[1:]}"
    answer = await app.push_screen_wait(TextQuestion(f"{clean(called)}: how many minutes?", told.minutes_of))
    return None if answer is None else await asyncio.to_thread(own.add, what, answer[0])


async def _other(app: BaseApp, own: OwnDiary) -> Activity | None:
    answer = await app.push_screen_wait(TextQuestion("What was it?", told.activity_of))
    return None if answer is None else await _active(app, own, answer[0])


async def _name(app: BaseApp, own: OwnDiary, so_far: Sequence[OwnThing]) -> str:
    """Asks for the things one after the other, those so far to be changed; escape leaves all as they were.

    A line that is emptied leaves out its thing; an empty one after those so far ends it.
    """
    named: list[str] = []
    for number in range(MOST_THINGS):
        was = clean(so_far[number].what) if number < len(so_far) else ""
        asked = TextQuestion(
            sentence(Reason("own_ask")),
            _words_or_none,
            value=was,
            note=f"{number + 1} of {MOST_THINGS}. Empty: {'leave this one out' if was else 'no more'}.",
        )
        answer = await app.push_screen_wait(asked)
        if answer is None:
            return ""
        if answer[0]:
            named.append(answer[0])
        elif not was:
            break
    things = told.things_of(named)
    await asyncio.to_thread(own.name, things)
    return ""


def _words_or_none(text: str) -> str:
    return told.words_of(text) if text.strip() else ""


async def _rate(app: BaseApp, own: OwnDiary, diary: Diary) -> str:
    """Asks for each thing; going back keeps what was told so far."""
    last = asking.last_ratings(diary, own.week)
    given: dict[int, int] = {}
    for thing in asking.asked_for(diary):
        scale = OwnScale(thing.what, last.get(thing.what))
        rating = await app.push_screen_wait(scale)
        if scale.cancelled:
            break
        if rating is not None:
            given[thing.id] = rating
    if not given:
        return ""
    await asyncio.to_thread(own.rate, given)
    return sentence(Reason("own_kept"))
