"""The diary in lines: the week, activities logged, things named and rated; it must not know how they are kept."""

from collections.abc import Callable
from typing import TypeVar

from coach.app.diary import told
from coach.app.diary.week import OwnDiary
from coach.commands.linear.asking import MOST_TRIES, choose, line, rated, say
from coach.core import words
from coach.core.diary import MOST_THINGS, WALK, Diary, asking, weeks
from coach.core.diary.weeks import ThisWeek
from coach.core.model.routine import Routine
from coach.core.reason import Reason
from coach.core.safe_text import clean
from coach.core.words import sentence
from coach.errors import CoachError

T = TypeVar("T")


def run(own: OwnDiary, routine: Routine) -> None:
    """Until the person has told enough. Raises CoachError where the log cannot be used."""
    while True:
        week, diary = own.this_week(routine), own.read()
        _tell(week, diary)
        what = _choices(week, diary)
        chosen = choose("What would you like to tell?", [said for said, _ in what], "go back")
        if chosen is None:
            return
        what[chosen][1](own, diary)


def _choices(week: ThisWeek, diary: Diary) -> list[tuple[str, Callable[[OwnDiary, Diary], None]]]:
    things = asking.asked_for(diary)
    found: list[tuple[str, Callable[[OwnDiary, Diary], None]]] = [("A walk", _walk), ("Another activity", _other)]
    if things:
        found.append(("How well your own things go", _rate))
    found.append(("Name other things of your own" if things else "Name up to three things of your own", _name))
    if week.asks:
        leave = "Leave them out this week" if things else "Rather not"
        found.append((f"{leave}, which is fine", _skip))
    return found


def _tell(week: ThisWeek, diary: Diary) -> None:
    said = words.together(weeks.reasons(week))
    if said:
        say(said)
    now, last = asking.ratings_of(diary, week.week), asking.last_ratings(diary, week.week)
    for thing in asking.asked_for(diary):
        given = now.get(thing.what)
        before = sentence(Reason("own_last", rating=last.get(thing.what)))
        say(f"{clean(thing.what)}: {'not rated this week' if given is None else given}. {before}".rstrip())


def _walk(own: OwnDiary, _diary: Diary) -> None:
    _active(own, WALK)


def _other(own: OwnDiary, _diary: Diary) -> None:
    what = _asked("What was it? Enter to leave it: ", told.activity_of)
    if what is not None:
        _active(own, what)


def _active(own: OwnDiary, what: str) -> None:
    minutes = _asked("How many minutes? Enter to leave it: ", told.minutes_of)
    if minutes is not None:
        kept = own.add(what, minutes)
        say(sentence(Reason("activity_kept", what=clean(kept.what), minutes=kept.minutes)))
        say(f"Not right? coach log delete a{kept.id}")


def _name(own: OwnDiary, _diary: Diary) -> None:
    say(sentence(Reason("own_ask")))
    say(sentence(Reason("own_why")))
    named: list[str] = []
    for number in range(1, MOST_THINGS + 1):
        what = _asked(f"{number} of {MOST_THINGS}, or Enter for no more: ", told.words_of)
        if what is None:
            break
        named.append(what)
    if named:
        own.name(told.things_of(named))
    else:
        say("They stay as they were.")


def _rate(own: OwnDiary, diary: Diary) -> None:
    say(sentence(Reason("own_scale")))
    given = {}
    for thing in asking.asked_for(diary):
        rating = rated(
            f"{sentence(Reason('own_rate', what=clean(thing.what)))} A number, or Enter to leave it open: "
        )
        if rating is not None:
            given[thing.id] = rating
    if given:
        own.rate(given)
        say(sentence(Reason("own_kept")))


def _skip(own: OwnDiary, diary: Diary) -> None:
    own.skip()
    say(sentence(Reason("own_skip", named=bool(asking.asked_for(diary)))))


def _asked(prompt: str, read: Callable[[str], T]) -> T | None:
    """What is read of a line; None for an empty one. What cannot be read is told, and asked for again."""
    for _ in range(MOST_TRIES):
        typed = line(prompt)
        if not typed:
            return None
        try:
            return read(typed)
        except CoachError as error:
            say(str(error))
    return None
