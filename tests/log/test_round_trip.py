"""A log that was exported and imported into an empty one: the same sessions, export and decisions."""

import json
import tempfile
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from logbook import EXERCISES, MONDAY, WORKED, profile, routine, sets_of
from recording import DAYS, decided, kept, with_older_part_kept

from coach.core.exercise import Dose
from coach.core.model.done import Hurt, Session
from coach.core.progression import decide
from coach.files.moments import local
from coach.log import Log, corrections, import_form, merge, running
from coach.log.beside import Beside
from coach.log.exchange import whole

RATING = st.none() | st.integers(0, 10)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NAME = st.sampled_from(["worked", "other"])
ZONES = st.sampled_from([timezone(timedelta(minutes=minutes)) for minutes in (0, 780, -480, 345)])
DOSES = st.sampled_from([WORKED, {"plank": Dose(1, 3, 10)}, {"bird_dog": Dose(2, 3, 2), "gone": Dose(1, 1, 0)}, {}])


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    zone = draw(ZONES)
    at = datetime(2026, 11, 2, tzinfo=zone) + timedelta(
        hours=draw(st.integers(0, 200)), seconds=draw(st.integers(0, 9))
    )
    doses = {id_: dose for id_, dose in draw(DOSES).items() if id_ in EXERCISES or draw(st.booleans())}
    known = {id_: dose for id_, dose in doses.items() if id_ in EXERCISES}
    hurts = tuple(
        Hurt(draw(st.sampled_from([None, *doses])), draw(st.integers(0, 10)), at + timedelta(minutes=number))
        for number in range(draw(st.integers(0, 3)))
    )
    highest = max((hurt.rating for hurt in hurts), default=None)
    during = draw(RATING) if highest is None else draw(st.integers(highest, 10))
    morning = draw(RATING)
    stops: Any = st.sampled_from([None, "pain", "sharp", "spread", "tired", "time", "interrupted"])
    why: Any = st.sampled_from(["round", "waits"])
    efforts: Any = st.sampled_from([None, "easy", "ok", "hard"])
    return Session(
        0, at, draw(NAME), doses,
        sets_of(known, at, {id_: draw(st.integers(0, 12)) for id_ in known}) if draw(st.booleans()) else (),
        draw(RATING), during, draw(RATING), morning, draw(efforts), draw(stops), draw(st.booleans()), doses,
        hurts, draw(RATING), draw(st.none() | st.just(at - timedelta(days=30))),
        None if morning is None else at + timedelta(days=1), draw(TEXT), draw(st.none() | TEXT), False,
        draw(st.booleans()), frozenset(id_ for id_ in doses if draw(st.booleans())),
        {id_: draw(why) for id_ in doses if draw(st.booleans())},
    )  # fmt: skip


@settings(max_examples=60)
@given(st.lists(sessions(), max_size=8))
def test_a_log_goes_round_and_comes_back_the_same(played: list[Session]) -> None:
    with tempfile.TemporaryDirectory() as folder, Log(Path(folder, "a")) as one, Log(Path(folder, "b")) as two:
        for session in played:
            one.add(session)
        text = json.dumps([whole(session) for session in one.sessions()])
        merged = merge.merge(two, import_form.read(text))
        assert (len(merged.added), merged.there, merged.others, merged.deleted) == (len(played), 0, (), ())
        assert two.sessions() == one.sessions()
        assert json.dumps([whole(session) for session in two.sessions()]) == text
        for what in (routine(), routine(name="other")):
            for day in (MONDAY + timedelta(days=5), MONDAY + timedelta(days=9)):
                here, there = (decide(what, EXERCISES, profile(), log.sessions(), day) for log in (one, two))
                assert here == there
        assert merge.merge(two, import_form.read(text)).there == len(played)
        assert two.sessions() == one.sessions()


OLD = 100
NOW = local(datetime(2026, 11, 28, 9))


@pytest.mark.parametrize("what", ["delete", "edit", "move", "restore", "import"])
def test_a_correction_of_an_old_session_takes_away_what_was_kept_of_it(tmp_path: Path, what: str) -> None:
    """What the older part of a log led to is kept; it must not outlive a change to that part."""
    path = with_older_part_kept(tmp_path)
    left = DAYS
    with Log(path) as log:
        old = next(each for each in log.sessions() if each.id == OLD)
        if what == "restore":
            corrections.delete(log, OLD, NOW)
    if what == "restore":
        decided(path)
        assert kept(path) == 1
    with Log(path) as log:
        match what:
            case "delete":
                corrections.delete(log, OLD, NOW)
                left -= 1
            case "edit":
                corrections.edit(log, old, replace(old, after=9), NOW)
            case "move":
                corrections.edit(log, old, replace(old, at=NOW - timedelta(days=2)), NOW)
            case "restore":
                corrections.restore(log, OLD, NOW)
            case "import":
                merge.merge(
                    log, [import_form.Entry(1, replace(old, at=old.at + timedelta(hours=3)), frozenset(), Beside())]
                )
                left += 1
    assert kept(path) == 0
    assert decided(path)[1] == left


def test_an_import_beside_a_session_that_runs_takes_no_number_of_it(tmp_path: Path) -> None:
    path = tmp_path / "log"
    hold = running.take(path)
    assert hold is not None
    with Log(path) as log:
        number = log.start(NOW, "worked", WORKED, WORKED, before=2, runs=True)
        session = Session(number, NOW - timedelta(days=1), "worked", {}, before=2, after=9)
        merged = merge.merge(log, [import_form.Entry(1, session, frozenset(), Beside())])
        assert [len(merged.added), len(log.sessions(played_now=True))] == [1, 2]
    hold.release()
