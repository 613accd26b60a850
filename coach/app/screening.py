"""Turns finished answers into the profile that is kept; it must not know how they were asked for."""

from contextlib import suppress
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from coach.core import screening
from coach.core.model.done import Session
from coach.core.model.mistakes import MistakesError
from coach.core.model.screened import Lately, Outcome, Profile, Verdict
from coach.core.reason import Reason
from coach.core.screening import questions
from coach.core.screening.interview import Flow
from coach.core.screening.table import LEG_DAYS
from coach.errors import CoachError
from coach.files import paths, profile, reach, toml

NOT_SAVED = "Nothing was saved."
NO_AGREEMENT = f"Without your agreement there is no plan. {NOT_SAVED}"
ENDINGS: tuple[Outcome, ...] = ("emergency", "see_clinician", "no_plan")
RED_FLAGS = ("red_flags_emergency", "red_flags_clinician", "red_flags_assessed")


def earlier(path: Path, now: datetime) -> Profile | None:
    """The profile so far; one that cannot be read is about to be replaced. Raises MistakesError for a newer one."""
    try:
        return profile.load(path, now)
    except MistakesError as error:
        if any(mistake.rule == "format" for mistake in error.mistakes):
            raise
        return None


def settled(answers: Profile, now: datetime) -> tuple[Profile, tuple[str, ...]]:
    """The answers as they will be read again, and a sentence for each that contradicts another or was tightened."""
    read, warnings = profile.parse(toml.parse(profile.dump(answers), "answers"), now)
    sentences = (f"{warning.message[:1].upper()}{warning.message[1:]}." for warning in warnings)
    return read, tuple(sentences)


def told(verdict: Verdict) -> tuple[Reason, ...]:
    """What a verdict says to the user.

    Where it ended the questions early it is the outcome alone: advice would be about answers that nobody gave.
    """
    return verdict.reasons if verdict.outcome in ENDINGS else screening.report(verdict)


def stage_note(before: Profile | None, path: Path) -> str:
    """What becomes of a stage that was higher than 1; empty where it was not."""
    if before is None or before.stage <= 1:
        return ""
    return (
        f"The stage was {before.stage}. It starts at 1 again; if a clinician decided on another, write it into "
        f"{path}."
    )


def red_flag_flow(answered: Profile) -> Flow:
    """The answers so far with the questions for red flags open again, and none but these."""
    keys = {question.key for question in questions.QUESTIONS} - set(RED_FLAGS)
    return Flow({key: value for key, value in asdict(answered).items() if key in keys})


def with_emergency(answered: Profile, now: datetime) -> Profile:
    """The profile with a sign that needs help now, which was said of pain in a session or after it."""
    return replace(
        answered,
        red_flags_emergency=True,
        red_flags_clinician=True,
        red_flags_assessed=False,
        screened_at=now.replace(microsecond=0),
    )


def with_red_flags(answered: Profile, flow: Flow, now: datetime) -> Profile | None:
    """The profile with the red flags that were said in `flow`, or None where there are none.

    A no changes nothing, and neither does a sign that a clinician has looked at: a red flag is lifted only by
    answering everything anew. After a yes to the first question the second one, which was not asked, counts as a
    yes too, as in a whole screening.
    """
    emergency, clinician = (bool(flow.answers.get(key, True)) for key in RED_FLAGS[:2])
    assessed = bool(flow.answers.get("red_flags_assessed", False))
    if not emergency and (assessed or not clinician):
        return None
    return replace(
        answered,
        red_flags_emergency=emergency,
        red_flags_clinician=clinician,
        red_flags_assessed=assessed,
        screened_at=now.replace(microsecond=0),
    )


def judged(answers: Profile, home: paths.Home, on: date) -> Verdict:
    """The verdict of a day, with pain that spread in a session lately; a log out of reach hides no outcome."""
    since: tuple[Session, ...] = ()
    with suppress(CoachError):
        if reach.is_there(home.log):
            from coach.log import Log  # Nearly nobody has one at the first screening.

            with Log(home.log) as log:
                since = log.sessions(on - timedelta(days=LEG_DAYS))
    return screening.judge(answers, on, Lately(screening.spread_on(since, on)))


def is_stopped(answers: Profile) -> bool:
    """Whether a red flag forbids every session."""
    return screening.judge(answers).outcome in ("emergency", "see_clinician")
