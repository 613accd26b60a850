"""The first page of a report: what it is of, the figures, the pain, what acted, what nobody knows."""

from collections.abc import Iterator, Sequence
from datetime import date

from coach.core.history.schedule import DAYS_OF_A_WEEK
from coach.core.progression import rules
from coach.core.report.values import RATED, Acted, Course, Mean, OwnCourse, Rated, Report
from coach.core.words import sentence
from coach.reports.report.blocks import Block, Facts, Heading, PainPlot, Points, Table, Text, say

MOST_WEEKS = 6  # More of them stand on the second page.
MOST_RULES = MOST_DOSES = 6


def first_page(report: Report) -> Iterator[Block]:
    """Its blocks in order, so many that they fit."""
    length = report.length_days // DAYS_OF_A_WEEK
    dates = {"first": report.first.isoformat(), "last": report.last.isoformat()}
    yield Heading(say("title"), level=1)
    yield Text(say("period", **dates, weeks=length, made=report.made_at.date().isoformat()))
    yield Text(say("made_of"), quiet=True)
    yield Facts(tuple(_facts(report)))
    yield Text(say("asked_note"), quiet=True)
    if report.own:
        yield Text(say("own_now", things="; ".join(map(_own, report.own))))
    if report.courses:
        yield Text(say("doses_now", doses="; ".join(_dose(each, report) for each in report.courses[:MOST_DOSES])))
    yield Heading(say("pain_heading"))
    if any(report.pain.values()):
        yield PainPlot(report, _plot(report), tuple(say(rated) for rated in RATED))
        if len(report.weeks) <= MOST_WEEKS:
            yield weeks(report)
        yield Text(say("means_note"), quiet=True)
    else:
        yield Text(say("no_ratings"))
    yield Heading(say("acted_heading"))
    yield from _acted(report)
    yield Heading(say("unknown_heading"))
    yield Points(tuple(sentence(each) for each in report.unknown))


def weeks(report: Report) -> Table:
    """Rounds and means of ratings by the week."""
    heads = (say("week"), say("rounds_column"), say("days_column"), *(say("pain_column", rated=r) for r in RATED))
    rows = tuple(
        (
            say("days", first=each.first.isoformat(), last=each.last.isoformat(), year=report.crosses_years),
            say("rounds_of", rounds=each.rounds, asked=each.asked),
            str(each.days),
            *(mean(each.means.get(rated)) for rated in RATED),
        )
        for each in report.weeks
    )
    return Table(heads, rows, (5, 4, 2, 4, 4, 4), frozenset(range(1, 6)))


def day(report: Report, on: date) -> str:
    """A date, with its year where the report is of more than one."""
    return say("day" if report.crosses_years else "short_day", on=on.isoformat())


def mean(found: Mean | None) -> str:
    """A mean with the number of its ratings."""
    return say("none") if found is None else say("mean", tenths=_tenths(found), count=found.count)


def _tenths(found: Mean) -> int:
    return int(found.value * 10 + 0.5)


def _facts(report: Report) -> Iterator[tuple[str, str]]:
    days = (report.last - max(report.first, report.began or report.first)).days + 1
    done = say("rounds", done=report.rounds, asked=report.asked, days=report.days, of_days=days)
    yield say("rounds_label"), done
    yield say("whole_label"), say("whole", whole=report.whole, rounds=report.rounds)
    for rated, change in _changes(report).items():
        yield say("pain_label", rated=rated), change
    told = [(each, report.efforts[each]) for each in ("easy", "ok", "hard") if report.efforts.get(each)]
    untold = report.rounds - sum(count for _, count in told)
    yield say("effort_label"), say("effort", counts=(*told, *([("none", untold)] if untold else [])))
    yield say("stops_label"), say("stops", counts=tuple(sorted(report.stops.items())))
    worst = max((each.rating for each in report.reports), default=None)
    yield say("hurt_label"), say("hurt", count=len(report.reports), worst=worst)
    if report.activities:
        minutes = sum(each.minutes for each in report.activities)
        yield say("activities_label"), say("activities", times=len(report.activities), minutes=minutes)
    if report.weeks_kept:
        yield say("kept_label"), say("kept", weeks=report.weeks_kept)
    now = report.now
    yield say("now_label"), say("now", level=now.level, stage=now.stage, allowed=now.allowed)


def _changes(report: Report) -> dict[Rated, str]:
    """The means of the first and the last week with ratings."""
    means = {rated: [each.means[rated] for each in report.weeks if rated in each.means] for rated in RATED}
    return {rated: _change([*map(mean, found)]) for rated, found in means.items() if found}


def _change(told: Sequence[str]) -> str:
    """From the first to the last, also where these are equal; one alone where there was no other."""
    return say("change", first=told[0], last=told[-1] if len(told) > 1 else None)


def _dose(each: Course, report: Report) -> str:
    doses = [say("dose_text", dose=held.dose.figures) for held in each.doses]
    return f"{report.names[each.id]} {_change(doses)}"


def _own(each: OwnCourse) -> str:
    return f"{each.what} {_change([str(rating) for _, rating in each.ratings])}"


def _plot(report: Report) -> str:
    means = tuple(_changes(report).items())
    dates = {"first": report.first.isoformat(), "last": report.last.isoformat()}
    return say("plot", **dates, year=report.crosses_years, by_week=report.by_week, means=means)


def _acted(report: Report) -> Iterator[Block]:
    """How often each row acted, in the order of the rules: what steps back comes first."""
    if not report.acted:
        yield Text(say("acted_none"))
        return
    times: dict[str, list[Acted]] = {}
    for each in report.acted:
        times.setdefault(each.finding.rule, []).append(each)
    ordered = sorted(times, key=lambda rule: rules.ORDER.get(rule, -1))
    rows = tuple(
        (
            say("rule_text", rule=rule),
            str(len(times[rule])),
            day(report, times[rule][-1].on),
            rules.rule(rule).effect if rule in rules.ORDER else "",
        )
        for rule in ordered[:MOST_RULES]
    )
    yield Table((say("rule"), say("times"), say("last"), say("then")), rows, (6, 2, 3, 14), frozenset({1}))
    if len(ordered) > MOST_RULES:
        yield Text(say("more_below", count=len(ordered) - MOST_RULES), quiet=True)
