"""Puts a user's files, rules, log and voice together for the commands and the TUI; it must not know a screen.

Every rule is elsewhere; what is here is only who is handed to whom.
"""

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from coach.core import plan, progression, screening
from coach.core.model import CoachError, Decision, Exercise, Mistake, Plan, Profile, Routine, Session
from coach.core.progression.fold import fold
from coach.core.progression.state import Setting, State
from coach.files import exercises, paths, profile, settings
from coach.files import routines as routine

if TYPE_CHECKING:
    from coach.log import Log
    from coach.voice import Voice

LONGEST_MEMORY = timedelta(days=7)
FIRST_ROUTINE = "first-weeks"
SCREENING_FIRST = "Answer the screening first: coach screen"


@dataclass(frozen=True, slots=True)
class Workspace:
    """One user's files, read: the exercise set with their own, profile, settings, and warnings to show."""

    home: paths.Home
    exercises: dict[str, Exercise]
    profile: Profile | None
    settings: settings.Settings
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Today:
    """A routine with today's decision and plan; the plan is None where nothing may be played.

    `past` are the sessions to show, oldest first (`checkpoint.led_to`); `reminders` what it is time to think of.
    """

    routine: Routine
    decision: Decision
    plan: Plan | None
    warnings: tuple[str, ...] = ()
    past: tuple[Session, ...] = ()
    reminders: tuple[str, ...] = ()


def open_workspace(at: datetime | None = None) -> Workspace:
    """Reads the user's files. Raises CoachError for files that cannot be used.

    `at` is the moment that is looked at where it is not now; a screening after both counts as long ago.
    """
    home = paths.home()
    if home.data.exists() and not home.data.is_dir():
        raise CoachError(f"{home.data} is not a folder, but your files go there. Set COACH_HOME to a folder.")
    known, mistakes = exercises.load(home.exercises)
    now = datetime.now()
    answers, unclear = profile.load_with_warnings(home.profile, max(now, at or now)) or (None, ())
    return Workspace(
        home=home,
        exercises=known,
        profile=answers,
        settings=settings.load(home.settings),
        warnings=(*first_of_each(mistakes), *map(str, unclear)),
    )


def first_of_each(mistakes: Iterable[Mistake]) -> tuple[str, ...]:
    """The first mistake of each file, and how many more it has: whoever wants to play need not read them all."""
    of_file: dict[str, list[Mistake]] = {}
    for mistake in mistakes:
        of_file.setdefault(mistake.file, []).append(mistake)
    return tuple(
        f"{found[0]}" + (f"\n{len(found) - 1} more in that file: coach check" if len(found) > 1 else "")
        for found in of_file.values()
    )


def open_log(ws: Workspace) -> "Log":
    """Raises CoachError where the log cannot be opened."""
    from coach.log import Log

    return Log(ws.home.log)


def load_routine(ws: Workspace, name: str | None, log: "Log | None" = None) -> tuple[Routine, tuple[str, ...]]:
    """The routine by name or path, else the last one played that is still there, else the first one shipped."""
    if name is None:
        known = dict(routine.names(ws.home))
        last = None if log is None else log.last_played(known)
        path = routine.find(FIRST_ROUTINE, ws.home) if last is None else known[last]
    else:
        path = routine.find(name, ws.home)
    loaded, warnings = routine.load(path, ws.exercises)
    return loaded, tuple(str(warning) for warning in warnings)


def todays(ws: Workspace, name: str | None, now: datetime, before: int | None = None) -> Today:
    """Today's decision and plan for a routine."""
    on = now.date()
    with open_log(ws) if ws.home.log.exists() else nullcontext() as log:
        loaded, warnings = load_routine(ws, name, log)
        setting = progression.settle(loaded, ws.exercises, ws.profile, on)
        state, past = _led_to(log, setting, on)
    decision = progression.decide_from(setting, state, on, before)
    made = plan.make(loaded, decision, ws.profile)
    reminders = () if ws.profile is None else screening.reminders(ws.profile, on)
    return Today(loaded, decision, made, warnings, past, reminders)


def _led_to(log: "Log | None", setting: Setting, on: date) -> tuple[State, tuple[Session, ...]]:
    if log is None:
        return fold(setting, ()), ()
    from coach.log import led_to

    return led_to.led_to(log, setting, on)


def green_weeks(ws: Workspace, now: datetime) -> int:
    """The weeks that open a movement again (`screening.judge`); the log is read only where they can."""
    if ws.profile is None or not screening.waits(screening.judge(ws.profile, now.date())):
        return 0
    return todays(ws, None, now).decision.green_weeks


def asks_before(today: Today) -> bool:
    """Whether a rating is asked for before playing: also where it alone decides what this day counts as.

    After a start that was too sore (P3) the second time running means more than the first. Where every exercise is
    left out for now, good days are what brings them back (P12).
    """
    return today.plan is not None or today.decision.allowed or "P3" in today.decision.rules


def note_unplayed(ws: Workspace, today: Today, now: datetime, before: int | None) -> None:
    """Keeps a rating after which nothing is played: too sore to start, or nothing to do on this day.

    In the second case it is the rating afterwards as well: nothing lies between the two.
    """
    if before is None or not ("P3" in today.decision.rules or today.decision.allowed):
        return
    doses_now = {item.exercise.id: item.dose for item in today.routine.items}
    after = before if today.decision.allowed else None
    with open_log(ws) as log:
        log.add(Session(0, now, today.routine.id, {}, before=before, after=after, routine_doses=doses_now))


def morning_to_ask(ws: Workspace, on: date) -> date | None:
    """The morning to ask for at the first start of a day: the one after the last day with a session.

    None where it was rated or was asked for already, where there is a session of today (the day's first start has
    been), and from a week on, when nobody remembers it.
    """
    if not ws.home.log.exists():
        return None
    with open_log(ws) as log:
        past, skipped = log.sessions(on - LONGEST_MEMORY), log.skipped_mornings()
    done = [session for session in past if session.sets]
    if not done or past[-1].at.date() >= on:
        return None
    last = done[-1].at.date()
    that_day = [session for session in past if session.at.date() >= last]
    asked = any(session.morning is not None or session.id in skipped for session in that_day)
    return None if asked or on - last >= LONGEST_MEMORY else last + timedelta(days=1)


def keep_morning(ws: Workspace, morning: date, rating: int | None) -> None:
    """Keeps the rating of a morning, or that it was skipped: it is not asked for again."""
    with open_log(ws) as log:
        if rating is None:
            log.skip_morning(morning)
        else:
            log.morning(morning, rating)


def need_profile(ws: Workspace) -> Profile:
    """The profile; raises CoachError where the screening has not been answered."""
    if ws.profile is None:
        raise CoachError(SCREENING_FIRST)
    return ws.profile


def make_voice(ws: Workspace) -> "Voice":
    from coach.voice import Voice

    return Voice(
        voice=ws.settings.voice,
        rate_wpm=ws.settings.rate_wpm,
        language=ws.settings.language,
        cache=ws.home.voice_cache,
    )
