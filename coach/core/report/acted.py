"""Finds which rows of the pain rules acted when: the same fold as for today's doses, step by step.

It must not know how a row matches. Rows that only hold (P9, P10, P14) change nothing and belong to a plan, not to a
session: they are not among these.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from coach.core.model.decided import Finding, Level
from coach.core.model.done import Session
from coach.core.progression.fold import Start, begin, end, fold
from coach.core.progression.ratings import refused
from coach.core.progression.state import Setting, State
from coach.core.report.values import Acted


def acted(setting: Setting, sessions: Sequence[Session], first: date, latest: date) -> tuple[Acted, ...]:
    """The rows that acted from the date `first` on, oldest first.

    `sessions` is the whole log by moment (`progression.up_to`); one of a date after `latest` counts as one of that.
    """
    return tuple(walked(setting, sessions, first, latest)[1])


def walked(setting: Setting, sessions: Sequence[Session], first: date, latest: date) -> tuple[State, list[Acted]]:
    """The same, with the state that all of them lead to."""
    earlier = next((n for n, each in enumerate(sessions) if each.at.date() >= first), len(sessions))
    state = fold(setting, sessions[:earlier], latest=latest)
    found: list[Acted] = []
    for session in sessions[earlier:]:
        if session.running:
            continue
        day = min(session.at.date(), latest)
        start = begin(setting, state, day, session.before, session.routine_doses or None, session)
        found += _at_start(state, start)
        state = end(setting, start, session)
        if not refused(session):
            found += _told(start.day, True, state.matched, _level(state))
    return state, found


def _at_start(before: State, start: Start) -> Iterator[Acted]:
    """A sore day is told once, also where a second session of the day finds the same."""
    same_day = before.day is not None and before.day.on == start.day
    known = before.day.sore if before.day is not None and same_day else ()
    assert start.state.day is not None
    sore = [each for each in start.state.day.sore if each not in known]
    level = _level(start.state)
    yield from _told(start.day, False, (*start.gap, *sore), level)
    yield from _told(start.day, False, start.moves, level, tuple(sorted(start.raised)))


def _told(
    on: date, after: bool, findings: Sequence[Finding], level: Level, raised: tuple[str, ...] = ()
) -> Iterator[Acted]:
    for each in findings:
        yield Acted(on, after, each, level, raised if each.rule in ("P11", "P17") else ())


def _level(state: State) -> Level:
    level = state.level_now()
    assert level != "rest"
    return level
