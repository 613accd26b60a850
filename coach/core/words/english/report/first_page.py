"""English: the first page of the report; it must not know its figures."""

from collections.abc import Callable, Mapping, Sequence

from coach.core.words.english.report.terms import LEVELS, NONE, RATED, STOPS, days, in_full, short_day


def _period(first: str, last: str, weeks: int, made: str) -> str:
    length = "1 week" if weeks == 1 else f"{weeks} weeks"
    return f"{in_full(first)} to {in_full(last)}, {length}. Made on {in_full(made)}."


def _rounds(done: int, asked: int | None, days: int, of_days: int) -> str:
    wanted = "" if asked is None else f" of {asked} asked for"
    return f"{done}{wanted}, on {days} of {of_days} days"


def _counted(counts: Sequence[tuple[str, int]], named: Mapping[str, str]) -> str:
    return ", ".join(f"{named.get(name, name)} {count}" for name, count in counts) or NONE


def _mean(tenths: int, count: int) -> str:
    return f"{tenths / 10:.1f} ({count})"


def _change(first: str, last: str | None) -> str:
    return first if last is None else f"{first} → {last}"


def _reports(count: int, worst: int | None) -> str:
    return NONE if not count else f"{count}, at most {worst} of 10"


def _unrated(rounds: int, unrated: int) -> str:
    verb = "was" if unrated == 1 else "were"
    return f"{unrated} of {rounds} rounds {verb} not rated both before and after; nothing is filled in for that."


def _plot(first: str, last: str, year: bool, by_week: bool, means: Sequence[tuple[str, str]]) -> str:
    what = "of each week" if by_week else "of each day"
    told = "; ".join(f"{RATED[name]} {change}" for name, change in means)
    return (
        f"Pain from 0 to 10, the mean {what}, {days(first, last, year=year)}. Means of the first and the last week "
        f"with ratings: {told}. All means are in the table of weeks."
    )


SENTENCES: Mapping[str, str | Callable[..., str]] = {
    "report_title": "Exercises for low back pain: a report",
    "report_period": _period,
    "report_made_of": (
        "From a log that the person who exercises keeps with Backcoach, a program for exercises at home. It is no "
        "medical record: nothing in it was examined or measured by anybody else."
    ),
    "report_days": days,
    "report_day": in_full,
    "report_short_day": short_day,
    "report_none": NONE,
    "report_rounds_label": "Rounds done",
    "report_rounds": _rounds,
    "report_whole_label": "All of it done",
    "report_whole": "in {whole} of {rounds} rounds",
    "report_pain_label": lambda rated: f"Pain{',' if rated == 'morning' else ''} {RATED[rated]}",
    "report_change": _change,
    "report_own_now": "Things that the back makes hard (0 not possible, 10 as well as before): {things}.",
    "report_effort_label": "It felt",
    "report_effort": lambda counts: _counted(counts, {"none": "not told"}),
    "report_stops_label": "Ended early",
    "report_stops": lambda counts: _counted(counts, STOPS),
    "report_hurt_label": "Pain reported in it",
    "report_hurt": _reports,
    "report_activities_label": "Other activities",
    "report_activities": lambda times, minutes: f"{times}, {minutes} minutes together",
    "report_kept_label": "Weeks kept so far",
    "report_kept": "{weeks}",
    "report_doses_now": "Doses, first → last: {doses}.",
    "report_now_label": "Now",
    "report_now": lambda level, stage, allowed: (
        f"{LEVELS[level]}, stage {stage} of 3{'' if allowed else '; no session today'}"
    ),
    "report_asked_note": (
        "Asked for: by the routine's file as it is now, from the first session on, without what is left of today; "
        "days of rest that a rule gave are not taken off. "
        "A week is kept with half of its rounds, or a round on half of its days; one with a flare, with one. "
        "Pain: mean of the first and of the last week with ratings; in brackets how many."
    ),
    "report_pain_heading": "Pain, 0 to 10",
    "report_plot": _plot,
    "report_before": "before a round",
    "report_after": "after a round",
    "report_morning": "the morning after",
    "report_no_ratings": "No pain was rated in these weeks.",
    "report_means_note": "Mean, and in brackets the number of ratings. About 2 points count as a real change "
    "(Ostelo 2008); one person's ratings scatter by 1.2 from day to day (Pagé 2022).",
    "report_mean": _mean,
    "report_acted_heading": "Rules that acted",
    "report_acted_none": "No rule acted in these weeks.",
    "report_more_below": "{count} more in the table below.",
    "report_unknown_heading": "What the program cannot know",
    "report_unknown_cause": "What the pain comes from: it makes no diagnosis, and goes by what was answered.",
    "report_unknown_form": (
        "How well an exercise was done: it sees nobody. Repetitions are those it led through, or that were told."
    ),
    "report_unknown_unrated": _unrated,
    "report_unknown_ratings": "Pain at other times; a rating is one person's word.",
    "report_unknown_rest_of_life": "Work, sleep, medicines, other treatment, and whatever was not told to it.",
    "report_unknown_effect": "Whether any change comes from the exercises.",
    "report_unknown_asked": "What a routine asked for in earlier weeks, if its file was changed since.",
    "report_unknown_rules": "Whether its rules are right for this person: they are cautious, and not clinically "
    "tested.",
    "report_nothing": "There is nothing to report yet: the log has no session. To start one: coach play",
    "report_nothing_lately": "There is no session in these weeks; the last one was on {on}. For more weeks: "
    "coach report --weeks {weeks}",
}
