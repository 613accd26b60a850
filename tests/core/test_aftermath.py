"""What the history says followed a session did follow it: whatever was answered, renamed or travelled since."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from logbook import BLANK, EXERCISES, course, profile, routine

from coach.core.history.aftermath import followed
from coach.core.model.done import Session
from coach.core.model.screened import Profile


def ids(session: Session, sessions: list[Session], who: Profile, *, gone: bool = False) -> list[str] | None:
    found = followed(session, sessions, None if gone else routine(), EXERCISES, who)
    return None if found is None else [each.reason.id for each in found]


def test_a_stop_stays_one_when_the_screening_was_answered_since() -> None:
    sessions, day = course("before 2, after 9", profile())
    newer = profile(screened=datetime.combine(day + timedelta(days=5), datetime.min.time()))
    told_afterwards = replace(sessions[0], screened_at=newer.screened_at)
    for session in (sessions[0], told_afterwards):
        assert ids(session, [session], newer) == ["severe", "past_five", "rise"]


def test_what_forbids_every_session_now_followed_none_of_them() -> None:
    sessions, _ = course("before 2, after 4; before 2, after 2", profile())
    stopped = replace(profile(), red_flags_clinician=True)
    assert ids(sessions[0], sessions, stopped) == ["rise"]
    assert ids(sessions[1], sessions, stopped) == ["one_more_good_day"]


def test_a_session_tells_itself_what_a_routine_was_that_is_gone() -> None:
    sessions, _ = course("before 2, after 4", profile())
    assert ids(sessions[0], sessions, profile(), gone=True) == ["rise"]
    nothing = replace(BLANK, id=1, routine="gone")
    assert ids(nothing, [nothing], profile(), gone=True) is None


def test_a_journey_over_two_dates_hides_nothing() -> None:
    (session,), _ = course("before 2, after 2", profile())
    east = datetime(2026, 11, 5, 0, 30, tzinfo=timezone(timedelta(hours=14)))
    west = (east + timedelta(minutes=5)).astimezone(timezone(timedelta(hours=-11)))
    assert (east.date() - west.date()).days == 2
    sessions = [replace(session, at=east), replace(session, id=2, at=west, after=9)]
    assert ids(sessions[1], sessions, profile()) == ["severe", "past_five", "rise"]
