"""The way on for an interrupted session: offered at the right place, and only where it may be."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from command import screened

from coach.app import going_on, interrupted, workspace
from coach.core.changes import Took
from coach.core.exercise import Dose
from coach.core.model.done import Hurt, Session, SetDone
from coach.core.model.planned import Place, Played
from coach.core.timeline.set_order import sets_from
from coach.files import profile
from coach.files.changes import as_wished
from coach.log import Log, change_times, progress
from coach.log.progress import Felt

NOW = datetime(2026, 11, 23, 7, 30).astimezone()
DOSES = {"bird_dog": Dose(1, 6, 2), "clamshell": Dose(1, 8, 0)}
PLAYED = [Played(id_, dose, False) for id_, dose in DOSES.items()]
AT = Place("clamshell", 1, "left", 3)
DONE = (SetDone("bird_dog", 1, "both", 6, NOW), SetDone("clamshell", 1, "left", 3, NOW))


@pytest.fixture
def ws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> workspace.Workspace:
    monkeypatch.setenv("COACH_HOME", str(screened(tmp_path)))
    return workspace.open_workspace(NOW)


def lost(
    ws: workspace.Workspace,
    place: Place | None = AT,
    done: tuple[SetDone, ...] = DONE,
    pain: progress.OpenPain | None = None,
    half: bool = False,
    hurts: tuple[Hurt, ...] = (),
) -> Session:
    """A session as a program leaves it that was killed."""
    with Log(ws.home.log) as log:
        made = log.start(NOW, "short", DOSES, DOSES, 2, profile=ws.profile, runs=True)
        progress.begin(log, made, [replace(each, half_range=half) for each in PLAYED], half)
        for each in done:
            progress.reach(log, made, place, each)
        progress.reach(log, made, place, None)
        for hurt in hurts:
            log.add_hurt(made, hurt)
        progress.keep_pain(log, made, pain)
    found = interrupted.to_ask(ws, NOW)
    assert found is not None
    return found


def interrupted_now(ws: workspace.Workspace) -> Session:
    found = interrupted.to_ask(ws, NOW)
    assert found is not None
    return found


def offered(ws: workspace.Workspace, now: datetime = NOW) -> going_on.WayOn | None:
    session = interrupted.to_ask(ws, now)
    assert session is not None
    return going_on.way_on(ws, session, now)


def test_it_goes_on_at_the_very_repetition(ws: workspace.Workspace) -> None:
    lost(ws)
    way = offered(ws)
    assert way is not None
    assert way.place == AT == way.plan.begin
    assert way.sentence == "We go on with clamshell: left side, five left."
    assert way.earlier == going_on.Earlier(1, whole=True, any_done=True, worst=None, worked_in=1)
    assert way.before == 2


def test_who_took_longer_to_get_down_has_as_long_again_without_another_word(ws: workspace.Workspace) -> None:
    session = lost(ws)
    with Log(ws.home.log) as log:
        change_times.keep(log, session.id, Took("chair_to_floor", 41))
    way = offered(ws)
    assert way is not None
    played = as_wished(way.plan, None, None)
    assert (played.change_s.chair_to_floor, played.notes) == (41, ())


def test_a_set_whose_last_repetition_was_done_lies_behind(ws: workspace.Workspace) -> None:
    lost(ws, place=replace(AT, reps=8), done=(DONE[0], replace(DONE[1], reps=8)))
    way = offered(ws)
    assert way is not None
    assert way.place == Place("clamshell", 1, "right", 0)
    assert way.sentence == "We go on with clamshell: right side, eight left."


def test_a_set_that_was_whole_before_its_place_was_kept_lies_behind(ws: workspace.Workspace) -> None:
    lost(ws, place=replace(AT, reps=7), done=(DONE[0], replace(DONE[1], reps=8)))
    way = offered(ws)
    assert way is not None
    assert way.place == Place("clamshell", 1, "right", 0)


def test_with_a_set_left_out_before_it_not_everything_is_done_at_the_end(ws: workspace.Workspace) -> None:
    lost(ws, done=DONE[1:])
    way = offered(ws)
    assert way is not None
    assert not way.earlier.whole


def test_after_pain_that_was_told_it_goes_on_with_less(ws: workspace.Workspace) -> None:
    lost(ws, Place("bird_dog", 1, None, 2), (replace(DONE[0], reps=2),), "told", hurts=(Hurt("bird_dog", 4, NOW),))
    way = offered(ws)
    assert way is not None
    assert way.less
    assert [(item.exercise.id, item.dose) for item in way.plan.items] == [("clamshell", Dose(1, 4, 0))]
    assert way.plan.half_range
    assert not way.earlier.whole
    assert way.earlier.worst == 4


def test_what_was_played_at_half_range_stays_so(ws: workspace.Workspace) -> None:
    lost(ws, half=True)
    way = offered(ws)
    assert way is not None
    assert way.plan.half_range
    assert all(item.half_range for item in way.plan.items)


def test_a_number_that_was_asked_for_is_asked_first(ws: workspace.Workspace) -> None:
    session = lost(ws, pain="asked")
    assert going_on.pain_open(ws, session)
    assert offered(ws) is None
    going_on.keep_pain(ws, session, 3, NOW)
    assert not going_on.pain_open(ws, session)
    with Log(ws.home.log) as log:
        assert [(each.exercise, each.rating) for each in log.sessions()[0].hurts] == [("clamshell", 3)]
    assert offered(ws) is None, "nothing comes after the clamshell"
    other = lost(ws, pain="asked")
    going_on.keep_pain(ws, other, None, NOW)
    assert not going_on.pain_open(ws, other)


def test_a_number_is_asked_for_even_where_nothing_was_done(ws: workspace.Workspace) -> None:
    session = lost(ws, Place("bird_dog", 1, None, 0), (), "asked")
    going_on.keep_pain(ws, session, 4, NOW)
    with Log(ws.home.log) as log:
        assert [(each.exercise, each.rating) for each in log.sessions()[0].hurts] == [(None, 4)]


def red_flag(ws: workspace.Workspace) -> None:
    assert ws.profile is not None
    profile.save(replace(ws.profile, red_flags_emergency=True), ws.home.profile)


def left_out(ws: workspace.Workspace) -> None:
    """Side-lying is excluded by now; the clamshell is the exercise that was interrupted."""
    path = ws.home.routines / "short.toml"
    path.write_text(path.read_text("utf-8").replace("clamshell", "wall_slide"), "utf-8")


def another(ws: workspace.Workspace) -> None:
    with Log(ws.home.log) as log:
        log.add(Session(0, NOW + timedelta(minutes=1), "short", DOSES, before=2))


def too_much(ws: workspace.Workspace) -> None:
    with Log(ws.home.log) as log:
        log.add_hurt(1, Hurt("clamshell", 6, NOW))


def unreadable(ws: workspace.Workspace) -> None:
    (ws.home.routines / "short.toml").write_text("format = = 1", "utf-8")


def forgotten(ws: workspace.Workspace) -> None:
    with Log(ws.home.log) as log, log.change(None) as connection:
        connection.execute("DELETE FROM progress")


@pytest.mark.parametrize("change", [red_flag, left_out, another, too_much, unreadable, forgotten])
def test_it_does_not_go_on(ws: workspace.Workspace, change: Callable[[workspace.Workspace], None]) -> None:
    session = lost(ws)
    change(ws)
    assert going_on.way_on(workspace.open_workspace(NOW), session, NOW) is None


@pytest.mark.parametrize("pain", ["asked", "told"])
def test_what_hurt_before_its_first_repetition_was_kept_is_not_played_again(
    ws: workspace.Workspace, pain: progress.OpenPain
) -> None:
    first = (DONE[0],)
    session = lost(ws, Place("clamshell", 1, "left", 0), first, pain=None)
    with Log(ws.home.log) as log:
        progress.keep_pain(log, session.id, "asked", Felt("clamshell", 1))
        if pain == "told":
            log.add_hurt(session.id, Hurt("clamshell", 4, NOW))
    if pain == "asked":
        going_on.keep_pain(ws, session, 4, NOW)
    assert [hurt.exercise for hurt in interrupted_now(ws).hurts] == ["clamshell"]
    assert offered(ws) is None, "nothing comes after it"


def test_what_hurt_when_one_had_gone_back_into_it_is_left_and_the_rest_is_less(ws: workspace.Workspace) -> None:
    session = lost(ws, Place("bird_dog", 1, None, 0))
    with Log(ws.home.log) as log:
        progress.keep_pain(log, session.id, "asked", Felt("bird_dog", 1))
        log.add_hurt(session.id, Hurt("bird_dog", 4, NOW))
    way = offered(ws)
    assert way is not None
    assert [(item.exercise.id, item.dose.reps) for item in way.plan.items] == [("clamshell", 4)]


@pytest.mark.parametrize(("hours", "goes_on"), [(2, True), (4, False), (24, False), (-2, True)])
def test_it_goes_on_for_some_hours(ws: workspace.Workspace, hours: int, goes_on: bool) -> None:
    lost(ws)
    assert (offered(ws, NOW + timedelta(hours=hours)) is not None) == goes_on


def test_after_the_last_set_there_is_nothing_to_go_on_with(ws: workspace.Workspace) -> None:
    lost(ws, place=None)
    assert offered(ws) is None


def test_who_ended_a_session_is_not_asked_to_go_on(ws: workspace.Workspace) -> None:
    session = lost(ws)
    with Log(ws.home.log) as log:
        log.finish(session.id, finished=False, questions=True)
    assert offered(ws) is None


def test_what_is_kept_is_a_few_bytes(ws: workspace.Workspace) -> None:
    lost(ws)
    with Log(ws.home.log) as log, log.view() as connection:
        row = connection.execute("SELECT * FROM progress").fetchone()
    assert len(json.dumps(row)) < 200


TURNS = {"bird_dog": Dose(2, 4, 2), "clamshell": Dose(2, 6, 0), "brace": Dose(1, 5, 5)}


def lost_in_turns(ws: workspace.Workspace, done: tuple[SetDone, ...], place: Place, *, told: bool) -> None:
    """A session of a routine whose first two exercises take turns, lost at a place."""
    text = "format = 2\n" + "".join(
        f'[[exercise]]\nid = "{id_}"\ndose = "{dose.sets}x{dose.reps}x{dose.hold_s}s"\n'
        + ('group = "a"\n' if id_ != "brace" else "")
        for id_, dose in TURNS.items()
    )
    (ws.home.routines / "turns.toml").write_text(text, "utf-8")
    with Log(ws.home.log) as log:
        made = log.start(NOW, "turns", TURNS, TURNS, 2, profile=ws.profile, runs=True)
        progress.begin(log, made, [Played(id_, dose, False) for id_, dose in TURNS.items()], half_range=False)
        for each in done:
            progress.reach(log, made, place, each)
        if told:
            log.add_hurt(made, Hurt("bird_dog", 4, NOW))
            progress.keep_pain(log, made, "told")


def test_a_group_goes_on_in_the_turn_in_which_it_was_lost(ws: workspace.Workspace) -> None:
    first = (SetDone("bird_dog", 1, "both", 4, NOW), SetDone("clamshell", 1, "left", 6, NOW))
    lost_in_turns(ws, first, Place("clamshell", 1, "right", 0), told=False)
    way = offered(ws)
    assert way is not None
    assert way.place == Place("clamshell", 1, "right", 0)
    left = [(index, number, side) for index, number, side, behind in sets_from(way.plan) if behind == 0]
    assert left == [(1, 1, "right"), (0, 2, None), (1, 2, "left"), (1, 2, "right"), (2, 1, None)]


def test_after_pain_in_a_later_turn_nothing_that_was_begun_is_played_on(ws: workspace.Workspace) -> None:
    done = (
        SetDone("bird_dog", 1, "both", 4, NOW), SetDone("clamshell", 1, "left", 6, NOW),
        SetDone("clamshell", 1, "right", 6, NOW), SetDone("bird_dog", 2, "both", 2, NOW),
    )  # fmt: skip
    lost_in_turns(ws, done, Place("bird_dog", 2, None, 2), told=True)
    way = offered(ws)
    assert way is not None
    assert [item.exercise.id for item in way.plan.items] == ["brace"]
    assert way.less


def test_it_goes_on_in_the_right_entry_of_an_exercise(ws: workspace.Workspace) -> None:
    sided = {"clamshell:left": Dose(1, 8, 0), "clamshell:right": Dose(2, 6, 0)}
    text = "".join(
        f'[[exercise]]\nid = "clamshell"\nside = "{side}"\ndose = "{dose}"\n'
        for side, dose in (("left", "1x8"), ("right", "2x6"))
    )
    (ws.home.routines / "sided.toml").write_text(f"format = 2\n{text}", "utf-8")
    place = Place("clamshell:right", 2, "right", 2)
    with Log(ws.home.log) as log:
        made = log.start(NOW, "sided", sided, sided, 2, profile=ws.profile, runs=True)
        progress.begin(log, made, [Played(id_, dose, False) for id_, dose in sided.items()], False)
        for done in (
            SetDone("clamshell:left", 1, "left", 8, NOW),
            SetDone("clamshell:right", 1, "right", 6, NOW),
            SetDone("clamshell:right", 2, "right", 2, NOW),
        ):
            progress.reach(log, made, place, done)
    way = offered(ws)
    assert way is not None
    assert way.place == place == way.plan.begin
    assert way.sentence == "We go on with clamshell: second set, right side, four left."
    assert way.earlier == going_on.Earlier(1, whole=True, any_done=True, worked_in=1, worked_set=2)
