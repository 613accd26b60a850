"""Says in a few words and marks how things stand: doses, week, next round, pain; it must not know how to decide."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from textual.content import Content

from coach.core import words
from coach.core.exercise import Exercise
from coach.core.history import summary
from coach.core.history.schedule import Schedule
from coach.core.history.summary import Change, NextRound
from coach.core.model.decided import Decision, Level, Prescribed
from coach.core.model.done import Session
from coach.core.reason import Reason
from coach.core.safe_text import clean
from coach.core.words.english.dates import short
from coach.tui.drawing.plot import TOGETHER, Series, plot
from coach.tui.words import texts

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
KEPT, TO_COME, TODAY, REST = "●", "·", "○", "–"
NARROWEST_DAY, WIDEST_DAY, MOST_HIGH = 4, 8, 6  # Columns of a day, and the rows of its marks.
DIM = "$foreground 65%"
YOUR_BACK = "Your back, 0 to 10"
NO_RATINGS = "Here your ratings will be drawn, before and after each round."
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
        name = "bold underline" if later == 0 else DIM
        sign = (f" {_mark(mark, plain)}", "$primary bold" if kept else DIM)
        days.append(Content.assemble((WEEKDAYS[weekday], name), sign))
    return Content("  ").join(days)


def week_columns(
    sessions: Sequence[Session],
    on: date,
    schedule: Schedule | None,
    rounds: int,
    width: int,
    *,
    low: bool,
    plain: bool,
) -> list[Content]:
    """The same with a column a day and a mark for each round: those done, those left today, those meant.

    `low` in two rows: then a day has one mark, and how many rounds where there were more.
    """
    meant, done = summary.days_meant(schedule), summary.rounds_of_week(sessions, on)
    most = 1 if low else min(MOST_HIGH, max(rounds, *done))
    days: list[tuple[Part, list[Part]]] = []
    for weekday, count in enumerate(done):
        later = weekday - on.weekday()
        left = max(0, rounds - count) if meant[weekday] and later >= 0 else 0
        marks: list[Part] = [(_mark(KEPT, plain), "$primary bold")] * count
        marks += [(_mark(TODAY if later == 0 else TO_COME, plain), DIM)] * left
        if not marks:
            marks = [(_mark(TODAY if later == 0 else REST, plain), DIM)]
        if len(marks) > most and count > 1 and low:
            marks = [(f"{_mark(KEPT, plain)}{count}", "$primary bold")]
        days.append(((WEEKDAYS[weekday], "bold underline" if later == 0 else DIM), marks[:most]))
    column = max(NARROWEST_DAY, min(WIDEST_DAY, width // len(days)))
    rows: list[list[Part]] = [[name for name, _ in days]]
    rows += [[marks[n] if n < len(marks) else "" for _, marks in days] for n in range(most)]
    return [Content("").join(_cell(part, column) for part in row).rstrip() for row in rows]


def _cell(part: Part, columns: int) -> Content:
    text, style = (part, "") if isinstance(part, str) else part
    return Content.assemble((text, style), " " * (columns - len(text)))


def schedule_words(schedule: Schedule | None) -> str:
    """The days and times that a routine is meant for: "Mo We Fr · 07:30, 18:00"; "" where it says none."""
    if schedule is None:
        return ""
    days = "every day" if len(schedule.days) == len(WEEKDAYS) else " ".join(WEEKDAYS[day] for day in schedule.days)
    return texts.join((days, ", ".join(f"{time:%H:%M}" for time in schedule.times)))


def week_legend(*, plain: bool) -> Content:
    """What the marks of the week mean."""
    words = "  ".join(f"{_mark(mark, plain)} {means}" for mark, means in MEANINGS.items())
    return Content.assemble((words, DIM))


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
    named = tuple(zip(("o", "x", "*") if plain else ("⠶", "⠤⠒⠤", "⣿"), (1, 0, TOGETHER), strict=True))
    series_names = ("before", "after a round", "both the same")
    if 4 + sum(len(sign) + len(told) + 4 for (sign, _), told in zip(named, series_names, strict=True)) > columns:
        series_names = ("before", "after", "both")
    legend: list[Part] = ["    "]
    for (sign, owner), told in zip(named, series_names, strict=True):
        legend += [(sign, f"{styles[owner]} bold"), f" {told}   "]
    series = (Series(after, "line", "x"), Series(before, "dots", "o"))
    drawn = plot(series, (first, on), (columns, rows), RATINGS, plain=plain, together=True)
    lines = [Content.assemble(*((text, styles[owner]) for text, owner in row)) for row in drawn]
    return Content("\n").join([Content.assemble(*legend), *lines])


def weeks_bars(sessions: Sequence[Session], on: date, weeks: int, *, plain: bool) -> Content:
    """Rounds a week as bars with their numbers, from the first week that had one on."""
    counts = _counts(sessions, on, weeks)
    most = max([count for _, count in counts] + [1])
    room = min(MOST_BAR, most * 2)
    lines = []
    for name, count in counts:
        bar = ("#" if plain else "▄") * round(count / most * room)
        lines.append(Content.assemble((f"{name:>10}  ", DIM), (bar, "$primary"), f" {count}"))
    return Content("\n").join(lines)


def weeks_line(sessions: Sequence[Session], on: date, weeks: int, columns: int) -> Content:
    """The same in a line of so many columns: of the latest weeks as many as there is room for."""
    found = Content("")
    for name, count in reversed(_counts(sessions, on, weeks)):
        longer = Content.assemble((f"{name} ", DIM), f"{count}", "  " if found else "") + found
        if found and longer.cell_length > columns:
            break
        found = longer
    return found


def _counts(sessions: Sequence[Session], on: date, weeks: int) -> list[tuple[str, int]]:
    """The weeks by name with their rounds, from the first one that had any."""
    counts = summary.rounds_per_week(sessions, on, weeks)
    first = next((n for n, (_, count) in enumerate(counts) if count), len(counts) - 1)
    return [("this week" if week == summary.monday(on) else short(week), count) for week, count in counts[first:]]
