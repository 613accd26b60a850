"""Puts into words what a routine would be today, for who has not chosen it yet; it decides nothing."""

from collections.abc import Mapping

from textual.content import Content

from coach.app.routine_offers import Offer
from coach.app.today import Today
from coach.core import timeline, words
from coach.core.exercise import Exercise
from coach.core.safe_text import clean
from coach.tui.shown import as_it_is
from coach.tui.words import dashboard, texts
from coach.tui.words.dotted import dotted

READING = "…"
LEFT_OUT = "Left out for you now"
HEADING = "bold $secondary"
GAP = 2


def wrong(offer: Offer) -> Content:
    """Why a routine cannot be played."""
    return as_it_is("\n".join(clean(line) for line in (f"It {offer.wrong}.", offer.why) if line))


def of_today(today: Today, exercises: Mapping[str, Exercise], width: int) -> Content:
    """Minutes and rounds, each exercise with its dose today, and what is left out with the reason."""
    decision, plan = today.decision, today.plan
    rounds = f"{today.routine.rounds_per_day} a day"
    minutes = "" if plan is None else f"about {timeline.minutes(plan)} min"
    about = texts.join((minutes, rounds, dashboard.schedule_words(today.routine.schedule)))
    lines = [as_it_is(about).stylize(dashboard.DIM)]
    if plan is None:
        lines += as_it_is(dashboard.here(decision.reasons)).wrap(width)
    names = [dashboard.called(each.id, exercises) for each in decision.exercises]
    doses = [texts.dose_words(each.dose, exercises.get(each.id), each.in_sets) for each in decision.exercises]
    column = max(map(len, names), default=0)
    beside = column + GAP + max(map(len, doses), default=0) <= width
    for name, dose in zip(names, doses, strict=True):
        if beside:
            lines.append(Content.assemble((f"{name:<{column + GAP}}", "bold"), (dose, "$accent")))
        else:
            lines += [Content.styled(name, "bold"), Content.assemble("  ", (dose, "$accent"))]
    if decision.allowed and decision.omitted:
        lines += [Content(""), Content.styled(LEFT_OUT, HEADING)]
        for left_out in decision.omitted:
            said = f"{dashboard.called(left_out.id, exercises)}: {words.sentence(left_out.reason, keys=True)}"
            lines += dotted(as_it_is(clean(said)), width)
    return Content("\n").join(lines)
