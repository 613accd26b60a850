"""The tables of a report behind its first page: every figure that the first page sums up, and more."""

from collections.abc import Iterator

from coach.core import words
from coach.core.progression import rules
from coach.core.report.values import Acted, Course, Entry, OwnCourse, Report
from coach.files.moments import MOMENT
from coach.reports.report.blocks import Block, DosePlot, Heading, Table, Text, say
from coach.reports.report.first_page import MOST_WEEKS, day, weeks

MOST_ROWS = 12  # Of one picture.


def tables(report: Report) -> Iterator[Block]:
    """Their blocks in order, on a new page."""
    sections = [
        section
        for section in (
            _weeks(report), _routines(report), _doses(report), _acted(report), _rules(report), _hurts(report),
            _activities(report), _own(report), _screening(report), _entries(report),
        )
        if section
    ]  # fmt: skip
    for number, (heading, rest) in enumerate(sections):
        yield Heading(say(heading), new_page=number == 0)
        yield from rest


Section = tuple[str, tuple[Block, ...]] | None  # The id of its heading, and what stands below it.


def _weeks(report: Report) -> Section:
    return ("weeks_heading", (weeks(report),)) if len(report.weeks) > MOST_WEEKS else None


def _routines(report: Report) -> Section:
    rows = tuple(
        (
            each.title,
            str(each.rounds),
            say("routine_text", rounds_per_day=each.rounds_per_day, weekdays=each.weekdays),
        )
        for each in report.routines
    )
    heads = (say("routine"), say("rounds_heading"), say("asks"))
    return ("routines_heading", (Table(heads, rows, (6, 2, 6), frozenset({1})),)) if rows else None


def _doses(report: Report) -> Section:
    rows = tuple(row for course in report.courses for row in _course(course, report))
    heads = (say("exercise"), say("from_to"), say("dose"), say("all_done"), say("pain_in_it"))
    if not rows:
        return None
    table = Table(heads, rows, (6, 5, 4, 3, 4))
    return "doses_heading", (*_dose_plots(report), Text(say("doses_note"), quiet=True), table)


def _dose_plots(report: Report) -> Iterator[DosePlot]:
    """As many pictures as it takes, none higher than a part of a page."""
    for number in range(0, len(report.courses), MOST_ROWS):
        courses = report.courses[number : number + MOST_ROWS]
        names = ", ".join(report.names[each.id] for each in courses)
        yield DosePlot(report, courses, say("doses_plot", names=names))


def _course(course: Course, report: Report) -> Iterator[tuple[str, ...]]:
    """A row for each dose; the name and the pain stand in the first of them."""
    hurt = say("hurt", count=course.reports, worst=course.worst)
    for number, each in enumerate(course.doses):
        yield (
            report.names[course.id] if number == 0 else "",
            say("days", first=each.first.isoformat(), last=each.last.isoformat(), year=report.crosses_years),
            say("dose_text", dose=each.dose.figures),
            say("of", part=each.whole, whole=each.rounds),
            hurt if number == 0 else "",
        )


def _acted(report: Report) -> Section:
    heads = (say("date"), say("when"), say("rule"), say("why"), say("led_to"))
    rows = tuple(
        (
            day(report, each.on),
            say("afterwards" if each.after else "at_start"),
            say("rule_text", rule=each.finding.rule),
            _why(each, report),
            say("level", level=each.level),
        )
        for each in report.acted
    )
    return ("log_heading", (Table(heads, rows, (3, 3, 5, 7, 4)),)) if rows else None


def _why(each: Acted, report: Report) -> str:
    reason = each.finding.reason
    cause = say(f"cause_{reason.id}", **reason.figures)
    names = ", ".join(report.names.get(id_, id_) for id_ in each.raised)
    raised = say("raised", names=names) if names else ""
    return "; ".join(filter(None, (cause, raised)))


def _rules(report: Report) -> Section:
    """What the rows mean that acted, for whoever does not know them."""
    named = {each.finding.rule for each in report.acted}
    rows = tuple(
        (say("rule_text", rule=each.id), each.condition, each.effect) for each in rules.TABLE if each.id in named
    )
    heads = (say("rule"), say("matches"), say("then"))
    if not rows:
        return None
    return "rules_heading", (Table(heads, rows, (4, 9, 7)), Text(say("rules_note"), quiet=True))


def _hurts(report: Report) -> Section:
    rows = tuple(
        (
            f"{each.at:{MOMENT}}",
            say("no_exercise") if each.exercise is None else report.names[each.exercise],
            str(each.rating),
            _number(each.before),
        )
        for each in report.reports
    )
    heads = (say("session"), say("exercise"), say("rating"), say("rated_before"))
    return ("hurts_heading", (Table(heads, rows, (4, 8, 2, 2), frozenset({2, 3})),)) if rows else None


def _activities(report: Report) -> Section:
    rows = tuple((day(report, each.at.date()), each.what, str(each.minutes)) for each in report.activities)
    heads = (say("date"), say("activity"), say("minutes"))
    return ("activities_heading", (Table(heads, rows, (3, 9, 2), frozenset({2})),)) if rows else None


def _own(report: Report) -> Section:
    rows = tuple(
        (each.what, *_first_and_last(report, each), ", ".join(str(rating) for _, rating in each.ratings))
        for each in report.own
    )
    heads = (say("own"), say("own_first"), say("own_last"), say("own_all"))
    table = Table(heads, rows, (7, 4, 4, 6))
    return ("own_heading", (Text(say("own_note"), quiet=True), table)) if rows else None


def _first_and_last(report: Report, each: OwnCourse) -> Iterator[str]:
    for week, rating in (each.ratings[0], each.ratings[-1]):
        yield say("own_rating", rating=rating, on=day(report, week))


def _screening(report: Report) -> Section:
    found = report.screening
    if found is None:
        return "screening_heading", (Text(say("unscreened")),)
    rows = tuple((words.sentence(label), words.sentence(answer)) for label, answer in found.answers)
    follows = (Text(words.sentence(each)) for each in found.follows)
    answers = Table((say("question"), say("answer")), rows, (1, 1))
    screened = Text(say("screened", on=say("day", on=found.on.isoformat())), quiet=True)
    return "screening_heading", (screened, answers, *follows)


def _entries(report: Report) -> Section:
    heads = (
        say("session"), say("routine"), say("done"), say("rated_before"), say("during"), say("after_column"),
        say("morning_column"), say("effort_column"), say("ended"), say("note"),
    )  # fmt: skip
    rows = tuple(map(_entry, report.entries))
    shares = (8, 7, 3, 3, 3, 3, 4, 3, 5, 9)
    return "entries_heading", (Table(heads, rows, shares, frozenset(range(2, 7))),)


def _entry(each: Entry) -> tuple[str, ...]:
    done = say("everything") if each.all_done else f"{each.whole}/{each.planned}" if each.planned else say("none")
    return (
        f"{each.at:{MOMENT}}",
        each.title,
        done,
        *map(_number, (each.before, each.during, each.after, each.morning)),
        each.effort or say("none"),
        say("none") if each.stopped is None else say("stop", stop=each.stopped),
        each.note,
    )


def _number(rating: int | None) -> str:
    return say("none") if rating is None else str(rating)
