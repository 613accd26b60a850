"""Says in a few words and marks how things stand: doses, week, next round, pain; it must not know how to decide."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from textual.content import Content

from coach.core import words
from coach.core.exercise import Exercise
from coach.core.history import summary
from coach.core.history.schedule import Schedule
from coach.core.history.summary import Change, NextRound
from coach.core.model import Decision, Level, Prescribed, Session
from coach.core.reason import Reason
from coach.core.safe_text import clean
from coach.tui.drawing.plot import TOGETHER, Series, plot, short

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
KEPT, TO_COME, TODAY, REST = "●", "·", "○", "–"
MEANINGS = {KEPT: "done", TODAY: "today", REST: "rest", TO_COME: "ahead"}
PLAIN_MARKS = {KEPT: "x", TO_COME: ".", TODAY: "o", REST: "-"}
BEFORE_STYLE, AFTER_STYLE, BOTH_STYLE = "$secondary", "$accent", "$foreground"
RATINGS = (0, 5, 10)
LONG_PLOT_FROM = 60  # Columns from which eight weeks are shown, not four.
SHORTEST_PLOT = 14  # Days.
MOST_BAR = 30  # Columns.
LEVELS: dict[Level, str] = {
    "full": "", "reduced": "a little less than planned", "half": "half as much, half as far",
}  # fmt: skip
PLAYING = "A session is running in another window. It counts when it has ended."
Part = str | tuple[str, str]


def called(id_: str, exercises: Mapping[str, Exercise]) -> str:
    exercise = exercises.get(id_)
    return clean(exercise.name if exercise is not None else id_)


def here(reasons: Iterable[Reason]) -> str:
    """The reasons of a day as they are said on this screen: keys in the place of commands."""
    return clean(words.together(reasons, keys=True))


def why(prescribed: Prescribed) -> str:
    """Why a dose is what it is; what is as planned needs no words."""
    return "" if prescribed.reason.id == "as_planned" else clean(words.sentence(prescribed.reason))


def screening_again(decision: Decision) -> str:
    """What the screening is to be answered again for, where that is what a session waits for; else ""."""
    if decision.allowed:
        return ""
    rules = {each.rule for each in decision.findings}
    if rules & {"P1", "P2", "screening"}:
        return "answer the screening again, when a doctor has looked at it"
    return "answer the screening again" if "G3" in rules else ""


# --- today -----------------------------------------------------------------------------------------------------


def since_last_time(changes: Sequence[Change] | None, exercises: Mapping[str, Exercise]) -> str:
    """What changed, in one sentence; nothing before the first session."""
    if changes is None:
        return ""
    if not changes:
        return "Since last time: the same doses."
    up = [called(c.id, exercises) for c in changes if c.old is not None and c.new is not None and c.up]
    down = [called(c.id, exercises) for c in changes if c.old is not None and c.new is not None and not c.up]
    new = [called(c.id, exercises) for c in changes if c.old is None]
    gone = [called(c.id, exercises) for c in changes if c.new is None]
    said = [
        f"{words} {', '.join(names)}"
        for words, names in (("more", up), ("less", down), ("new", new), ("without", gone))
        if names
    ]
    return f"Since last time: {'; '.join(said)}."


# --- the week --------------------------------------------------------------------------------------------------


def week_marks(sessions: Iterable[Session], on: date, schedule: Schedule | None = None, *, plain: bool) -> Content:
    """Monday to Sunday, each with a mark: kept, rested, today, to come; what no schedule has is rest."""
    days = []
    meant = summary.days_meant(schedule)
    for weekday, kept in enumerate(summary.days_kept(sessions, on)):
        later = weekday - on.weekday()
        mark = TODAY if later == 0 else TO_COME if later > 0 else REST
        mark = KEPT if kept else mark if meant[weekday] else REST
        name = "bold underline" if later == 0 else "$foreground 65%"
        sign = (f" {_mark(mark, plain)}", "$primary bold" if kept else "$foreground 65%")
        days.append(Content.assemble((WEEKDAYS[weekday], name), sign))
    return Content("  ").join(days)


def week_legend(*, plain: bool) -> Content:
    """What the marks of the week mean."""
    words = "  ".join(f"{_mark(mark, plain)} {means}" for mark, means in MEANINGS.items())
    return Content.assemble((words, "$foreground 65%"))


def _mark(mark: str, plain: bool) -> str:
    return PLAIN_MARKS[mark] if plain else mark


def week_words(
    sessions: Iterable[Session], on: date, schedule: Schedule | None = None, *, may_play: bool = True
) -> str:
    """The days kept, kindly: a day without a round is rest; no round is asked for where nothing may be played.

    With a schedule they are counted against its days; more than these are welcome.
    """
    kept, meant = sum(summary.days_kept(sessions, on)), sum(summary.days_meant(schedule))
    if kept == 0:
        begins = "A new week." if on.weekday() == 0 else "No round yet this week, and that is fine."
        return f"{begins} One round is a good start." if may_play else begins
    if kept == 7:
        return "Every day of this week done."
    if schedule is not None and kept >= meant:
        return f"{kept} {'day' if kept == 1 else 'days'} done this week, all that were meant."
    if meant < 7:
        return f"{kept} of {meant} days done this week. Days of rest belong to it."
    return f"{kept} {'day' if kept == 1 else 'days'} done this week. Days of rest belong to it."


def next_words(following: NextRound, now: datetime) -> str:
    """When the next round would be good."""
    then = "The next round is tomorrow." if following.next is None else words.sentence(following.next)
    if following.over:
        return f"Enough for today. {then}"
    if following.rest:
        return f"A day of rest by your schedule. {then}"
    if following.late:
        return f"It is late: leave it for today. {then}"
    if following.at is None:
        return "Next round: whenever it suits you today."
    if following.at <= now:
        return "Next round: now is a good time."
    if following.scheduled:
        return f"Next round: at {following.at:%H:%M}, by your schedule."
    return f"Next round: from {following.at:%H:%M} on, so that your back has a rest."


# --- the weeks -------------------------------------------------------------------------------------------------


def pain_plot(sessions: Sequence[Session], on: date, columns: int, rows: int, *, plain: bool) -> Content:
    """The ratings before and after of the last weeks, with legend, scale and dates."""
    days = 56 if columns >= LONG_PLOT_FROM else 28
    if sessions:
        days = min(days, max(SHORTEST_PLOT, (on - sessions[0].at.date()).days + 1))
    before, after = summary.pain(sessions, "before", on, days), summary.pain(sessions, "after", on, days)
    first = on - timedelta(days=days - 1)
    styles = {0: AFTER_STYLE, 1: BEFORE_STYLE, TOGETHER: BOTH_STYLE, None: "$foreground 60%"}
    named = zip(("o", "x", "*") if plain else ("⠶", "⠤⠒⠤", "⣿"), (1, 0, TOGETHER), strict=True)
    legend: list[Part] = ["    "]
    for (sign, owner), told in zip(named, ("before", "after a round", "both the same"), strict=True):
        legend += [(sign, f"{styles[owner]} bold"), f" {told}   "]
    series = (Series(after, "line", "x"), Series(before, "dots", "o"))
    drawn = plot(series, (first, on), (columns, rows), RATINGS, plain=plain, together=True)
    lines = [Content.assemble(*((text, styles[owner]) for text, owner in row)) for row in drawn]
    return Content("\n").join([Content.assemble(*legend), *lines])


def weeks_bars(sessions: Sequence[Session], on: date, weeks: int, *, plain: bool) -> Content:
    """Rounds a week as bars with their numbers."""
    counts = summary.rounds_per_week(sessions, on, weeks)
    most = max([count for _, count in counts] + [1])
    room = min(MOST_BAR, most * 2)
    lines = []
    for week, count in counts:
        name = "this week" if week == summary.monday(on) else short(week)
        bar = ("#" if plain else "▄") * round(count / most * room)
        lines.append(Content.assemble((f"{name:>10}  ", "$foreground 65%"), (bar, "$primary"), f" {count}"))
    return Content("\n").join(lines)
