"""Makes the values of a report for a clinician out of a log; it must not know files, a clock or how it is shown.

Nothing here judges: what acted is what the fold over the log says (`coach.core.progression`), and every figure is
counted from sessions as the log has them.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coach.core import screening
from coach.core.diary import NOTHING, Diary
from coach.core.history import completion
from coach.core.history.schedule import DAYS_OF_A_WEEK
from coach.core.history.summary import is_round
from coach.core.model.decided import Decision
from coach.core.model.done import Session
from coach.core.model.routine import Routine
from coach.core.model.screened import Profile
from coach.core.progression.state import Setting
from coach.core.reason import Reason
from coach.core.report import rounds
from coach.core.report.acted import acted
from coach.core.report.courses import courses, reports
from coach.core.report.values import (
    RATED,
    Answered,
    Course,
    Entry,
    Now,
    OwnCourse,
    PainReport,
    Report,
)
from coach.core.screening.interview import told
from coach.core.screening.questions import QUESTIONS


@dataclass(frozen=True, slots=True)
class Source:
    """What a report is made from: the whole log by moment, and what is decided for the day of the report.

    `routines`: those whose files are there, by id. `sessions` are of `progression.up_to` that day.
    `playing`: whether a session runs now, which is not in a report yet.
    """

    sessions: Sequence[Session]
    setting: Setting
    decision: Decision
    routines: Mapping[str, Routine]
    profile: Profile | None
    diary: Diary = NOTHING
    weeks_kept: int = 0
    playing: bool = False


def make(source: Source, now: datetime, weeks: int) -> Report:
    """The report of the last `weeks` weeks of seven days, up to and with the day of `now`; `weeks` 1 or more."""
    last = now.date()
    first = last - timedelta(days=weeks * DAYS_OF_A_WEEK - 1)
    sessions = rounds.in_span(source.sessions, first, last)
    done = [each for each in sessions if is_round(each)]
    ids = {each.id: source.setting.routine_of(each) for each in source.sessions}
    of_day = {rounds.day_of(each, last): ids[each.id] for each in source.sessions}
    today = sum(rounds.day_of(each, last) == last for each in done)
    asked_on = rounds.asked(of_day, source.routines, first, last, today)
    by_week = weeks * DAYS_OF_A_WEEK > rounds.MOST_DAYS_SINGLY
    hurts = reports(sessions)
    found = courses(sessions, hurts, last)
    unrated = sum(None in (each.before, each.after) for each in done)
    return Report(
        made_at=now,
        first=first,
        last=last,
        began=min((rounds.day_of(each, last) for each in source.sessions), default=None),
        asked=rounds.together(asked_on.values()),
        rounds=len(done),
        whole=sum(map(completion.all_done, done)),
        days=len({rounds.day_of(each, last) for each in done}),
        unrated=unrated,
        weeks=rounds.weeks(sessions, asked_on, last),
        routines=rounds.played(sessions, ids, source.routines),
        pain={rated: rounds.points(sessions, rated, first, last, by_week=by_week) for rated in RATED},
        by_week=by_week,
        efforts=Counter(each.effort for each in done if each.effort is not None),
        stops=Counter(each.stopped for each in sessions if each.stopped is not None),
        acted=acted(source.setting, source.sessions, first, last),
        courses=found,
        reports=hurts,
        entries=tuple(_entry(each, source.routines.get(ids[each.id])) for each in sessions),
        names=_names(source.setting, found, hurts),
        screening=_answered(source.profile, source.decision, last),
        now=_now(source.decision),
        unknown=_unknown(len(done), unrated),
        activities=tuple(each for each in source.diary.activities if first <= each.at.date() <= last),
        own=_own(source.diary, first, last),
        weeks_kept=source.weeks_kept,
    )


def _entry(session: Session, routine: Routine | None) -> Entry:
    return Entry(
        at=session.at,
        title=(session.routine_title or session.routine) if routine is None else routine.title,
        whole=completion.whole(session),
        planned=len(session.planned),
        all_done=completion.all_done(session),
        before=session.before,
        during=session.during,
        after=session.after,
        morning=session.morning,
        effort=session.effort,
        stopped=session.stopped,
        note=session.note or "",
    )


def _names(setting: Setting, found: Sequence[Course], hurts: Sequence[PainReport]) -> dict[str, str]:
    """What exercises are called, by id; one that is no longer there is called by that."""
    ids = dict.fromkeys([*(each.id for each in found), *(each.exercise for each in hurts if each.exercise)])
    return {id_: setting.exercises[id_].name if id_ in setting.exercises else id_ for id_ in ids}


def _answered(profile: Profile | None, decision: Decision, on: date) -> Answered | None:
    if profile is None:
        return None
    asked = [each for each in QUESTIONS if each.when(profile)]
    answers = tuple((each.label, told(each, getattr(profile, each.key))) for each in asked)
    verdict = screening.judge(profile, on, decision.lately)
    return Answered(
        profile.dated.date(),
        answers,
        (Reason(f"report_outcome_{verdict.outcome}"), *_follows(screening.report(verdict))),
    )


def _follows(told: Sequence[Reason]) -> list[Reason]:
    """What the answers are read as and leave out; what else is told is said to the person alone."""
    return [Reason(f"report_{each.id}", **each.figures) for each in told if each.id in ("read_as", "leaves_out")]


def _own(diary: Diary, first: date, last: date) -> tuple[OwnCourse, ...]:
    """The courses of one's own things, as they were named; a week is there where one of its days is."""
    found: dict[str, list[tuple[date, int]]] = {}
    for each in sorted(diary.ratings, key=lambda each: each.week):
        if each.week + timedelta(days=DAYS_OF_A_WEEK - 1) >= first and each.week <= last:
            found.setdefault(each.what, []).append((each.week, each.rating))
    return tuple(OwnCourse(each.what, tuple(found[each.what])) for each in diary.things if each.what in found)


def _now(decision: Decision) -> Now:
    return Now(decision.allowed, decision.level, decision.stage, decision.reasons)


def _unknown(done: int, unrated: int) -> tuple[Reason, ...]:
    """What a program that asks, counts and cannot see does not know."""
    known = [Reason("report_unknown_cause"), Reason("report_unknown_form")]
    known += [Reason("report_unknown_unrated", rounds=done, unrated=unrated)] if unrated else []
    known += [Reason(f"report_unknown_{each}") for each in ("ratings", "rest_of_life", "effect", "asked", "rules")]
    return tuple(known)
