"""Puts into words why a day is as it is: each row that matched with its figures, and what else bears on it."""

from collections.abc import Mapping
from typing import NamedTuple

from textual.content import Content

from coach.core import words
from coach.core.exercise import Exercise
from coach.core.model.decided import Decision
from coach.core.progression import rules
from coach.core.safe_text import clean
from coach.core.words import found
from coach.tui.shown import as_it_is
from coach.tui.words import dashboard, texts

NO_RULE = "No rule had to step in. Your doses are those of your routine and of what easy days have added."
AS_USUAL = "All as usual, so nothing changes."
OF_RULES = "of coach rules"
DIM = "$foreground 70%"


class Row(NamedTuple):
    """A row that matched: its name, its words, and where it stands in the table; "" for the screening's own."""

    title: str
    text: Content
    where: str


def rows(decision: Decision) -> list[Row]:
    """Every row that matched, what it says, its figures, and what it rests on."""
    made = []
    for each, said in zip(decision.findings, found.each_said(decision, keys=True), strict=True):
        lines = [as_it_is(clean(said)).stylize("bold")]
        if because := words.figures(each.reason):
            lines.append(_named("Because", because))
        if each.rule in rules.ORDER:
            lines.append(_named("Rests on", rules.rule(each.rule).basis))
        title = words.row(each.rule) if each.rule in rules.ORDER else "the screening"
        where = f"{each.rule} {OF_RULES}" if each.rule in rules.ORDER else ""
        made.append(Row(title[:1].upper() + title[1:], Content("\n").join(lines), where))
    return made


def nothing_matched(decision: Decision) -> str:
    """What is said where no row matched."""
    return AS_USUAL if decision.reason.id == "steady" else NO_RULE


def exercises_said(decision: Decision, exercises: Mapping[str, Exercise]) -> list[str]:
    """Each exercise with its dose and the reason for it."""
    return [
        f"{dashboard.called(each.id, exercises)}, {texts.dose_words(each.dose, None, each.in_sets)}: "
        f"{clean(words.sentence(each.reason))}"
        for each in decision.exercises
    ]


def _named(name: str, text: str) -> Content:
    return Content.assemble((f"{name}: ", DIM), as_it_is(clean(text)).stylize(DIM))
