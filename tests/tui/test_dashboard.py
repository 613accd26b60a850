"""The dashboard and the history: what is seen at a glance, and what each key and each click gives back."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from fake_clock import FakeClock
from logbook import EXERCISES, profile, routine, sets_of
from looking import seen, until, words
from said import as_said
from textual.app import App
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.screen import Screen

from coach.app import workspace
from coach.app.past_sessions import Past
from coach.app.today import Today
from coach.core import plan
from coach.core.exercise import Dose
from coach.core.history import summary
from coach.core.history.schedule import Schedule
from coach.core.model.decided import Decision, Prescribed, Suggestion
from coach.core.model.done import Session
from coach.core.model.screened import Omission
from coach.core.progression import decide
from coach.core.reason import Reason
from coach.files import paths
from coach.files.settings import Settings
from coach.log import Log
from coach.tui.screens.dashboard import Dashboard, Shown
from coach.tui.screens.exercise import ExerciseScreen
from coach.tui.screens.history import COLUMNS, History, SessionList, in_columns, line
from coach.tui.screens.question import Question
from coach.tui.screens.rating import Rating
from coach.tui.widgets.dose_table import Dosed, Looked, block, dosed, lines, places
from coach.tui.widgets.glance import Week
from coach.tui.words import dashboard as glance

NOW = datetime(2026, 11, 25, 10, 0)  # A Wednesday.
DOSES = {"clamshell": Dose(1, 10, 0), "bird_dog": Dose(1, 6, 2)}
ROUTINE = routine(DOSES, rounds=3, name="worked")

HIP_BRIDGE = Suggestion("glute_bridge", as_said("Hip bridge: a step up."))


def session(days_ago: int, clock: time = time(7, 30), **ratings: Any) -> Session:
    at = datetime.combine(NOW.date() - timedelta(days=days_ago), clock)
    given: dict[str, Any] = {"before": 3, "after": 2, "effort": "ok", "finished": True, **ratings}
    return Session(
        0, at, "worked", DOSES, sets=sets_of(DOSES, at + timedelta(minutes=5), {}), routine_doses=DOSES, **given
    )


def shown(sessions: Sequence[Session] = (), **changes: Any) -> Shown:
    """Today with these sessions; `changes` are of the decision."""
    decision = replace(decide(ROUTINE, EXERCISES, profile(), sessions, NOW.date()), **changes)
    title = changes.pop("title", ROUTINE.title)
    what = replace(ROUTINE, title=title)
    return Shown(Today(what, decision, plan.make(what, decision, profile())), tuple(sessions))


class Host(App[None]):
    """Nothing but one screen, and what it gave back."""

    CSS_PATH = paths.PACKAGE / "tui" / "coach.tcss"

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self.clock = FakeClock().clock
        self.first = screen
        self.given: list[Any] = []

    def on_mount(self) -> None:
        self.push_screen(self.first, self.given.append)


@asynccontextmanager
async def on(screen: Screen[Any], size: tuple[int, int]) -> AsyncIterator[tuple[Pilot[None], Host]]:
    app = Host(screen)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.screen is screen, "the screen")
        yield pilot, app


async def shows(pilot: Pilot[None], text: str) -> None:
    await until(pilot, lambda: text in words(pilot), repr(text))


async def gives(pilot: Pilot[None], app: Host, choice: str) -> None:
    await until(pilot, lambda: bool(app.given), "a choice")
    assert app.given == [choice]


# --- in words --------------------------------------------------------------------------------------------------


def test_what_changed_is_one_sentence() -> None:
    changes = (
        summary.Change("clamshell", Dose(1, 8, 0), Dose(1, 10, 0)),
        summary.Change("bird_dog", Dose(1, 8, 2), Dose(1, 4, 0)),
        summary.Change("plank", None, Dose(1, 1, 5)), summary.Change("superman", Dose(1, 4, 0), None),
    )  # fmt: skip
    assert glance.since_last_time(changes, EXERCISES) == (
        "Since last time: more Clamshell; less Bird-dog; new Plank, knees first; without Prone back lift."
    )
    assert glance.since_last_time((), EXERCISES) == "Since last time: the same doses."
    assert glance.since_last_time(None, EXERCISES) == ""


def test_a_day_without_a_round_is_rest_and_never_a_fault() -> None:
    sunday = NOW.date() + timedelta(days=4)
    for kept in range(8):
        sessions = [session(day - 4) for day in range(kept)]
        text = glance.week_words(sessions, sunday)
        assert not any(word in text.lower() for word in ("miss", "only", "lost", "fail", "streak"))
    monday = sunday + timedelta(days=1)
    assert glance.week_words([], monday) == "A new week. One round is a good start."
    assert glance.week_words([], monday, may_play=False) == "A new week."
    late = "No round yet this week, and that is fine."
    assert glance.week_words([], sunday) == f"{late} One round is a good start."
    assert glance.week_words([], sunday, may_play=False) == late
    marks = glance.week_marks([session(1)], NOW.date(), plain=False).plain
    legend = glance.week_legend(plain=False).plain
    assert legend.split() == ["●", "done", "○", "today", "–", "rest", "·", "ahead"]
    assert glance.week_legend(plain=True).plain.isascii()
    assert marks.split() == ["Mo", "–", "Tu", "●", "We", "○", "Th", "·", "Fr", "·", "Sa", "·", "Su", "·"]
    assert glance.week_marks([session(1)], NOW.date(), plain=True).plain.isascii()


def test_a_week_by_a_schedule_counts_its_days_and_blames_nobody() -> None:
    schedule = Schedule((0, 2, 4), (time(7, 30),))
    marks = glance.week_marks([session(2)], NOW.date(), schedule, plain=False).plain
    assert marks.split() == ["Mo", "●", "Tu", "–", "We", "○", "Th", "–", "Fr", "·", "Sa", "–", "Su", "–"]
    told = "1 of 3 days done this week. Days of rest belong to it."
    assert glance.week_words([session(2)], NOW.date(), schedule) == told
    every = [session(2), session(1), session(0)]
    assert glance.week_words(every, NOW.date(), schedule) == "3 days done this week, all that were meant."
    missed = glance.week_words([], NOW.date(), schedule, may_play=False)
    assert missed == "No round yet this week, and that is fine."


def test_a_day_of_rest_by_the_schedule_says_when_the_next_round_is() -> None:
    decision = decide(ROUTINE, EXERCISES, profile(), [], NOW.date())
    for days, text in (
        ((2, 4), "Next round: at 18:00, by your schedule."),
        ((3,), "A day of rest by your schedule. The next round is tomorrow."),
        ((0,), "A day of rest by your schedule. The next round is on Monday."),
    ):
        found = summary.next_round(decision, [], NOW, None, Schedule(days, (time(18),)))
        assert glance.next_words(found, NOW) == text


@pytest.mark.parametrize(
    ("sessions", "now", "text"),
    [
        ([], NOW, "Next round: whenever it suits you today."),
        ([session(0)], NOW, "Next round: from 11:35 on, so that your back has a rest."),
        ([session(0)], NOW.replace(hour=15), "Next round: now is a good time."),
        (
            [session(0, time(19))],
            NOW.replace(hour=20),
            "It is late: leave it for today. The next round is tomorrow.",
        ),
        ([session(0, time(hour)) for hour in (7, 11, 15)], NOW, "Enough for today. The next round is tomorrow."),
    ],
)
def test_when_the_next_round_would_be_good(sessions: list[Session], now: datetime, text: str) -> None:
    decision = decide(ROUTINE, EXERCISES, profile(), sessions, now.date())
    assert glance.next_words(summary.next_round(decision, sessions, now, None), now) == text


LONG = {
    "clamshell": (Dose(2, 10, 0), Dose(1, 10, 0), "2 more repetitions than last time, as three days were good."),
    "bird_dog": (Dose(1, 10, 10), Dose(1, 8, 10), "As planned."),
    "seated_flexion": (Dose(2, 12, 10), Dose(2, 10, 10), "Four fifths of 1 × 10, hold 10 s, shortest hold."),
}


def doses(**only: Any) -> list[Dosed]:
    return [
        dosed(Prescribed(id_, now, now, as_said(why)), summary.Change(id_, was, now), EXERCISES)
        for id_, (now, was, why) in LONG.items()
        if not only or id_ in only
    ]


def test_a_dose_says_what_it_was_and_why_it_is_another() -> None:
    prescribed = Prescribed("clamshell", Dose(1, 10, 0), Dose(1, 10, 0), Reason("raised_reps", more=2))
    up = dosed(prescribed, summary.Change("clamshell", Dose(1, 8, 0), Dose(1, 10, 0)), EXERCISES)
    assert lines(up, places([up], 60)).plain == (
        "Clamshell  1 × 10, each side  ▲ was 1 × 8\n           2 more repetitions than last time."
    )
    same = dosed(replace(prescribed, reason=Reason("as_planned")), None, EXERCISES)
    assert lines(same, places([same], 60)).plain == "Clamshell  1 × 10, each side"
    new = dosed(prescribed, summary.Change("clamshell", None, Dose(1, 10, 0)), EXERCISES)
    assert "+ new" in lines(new, places([new], 60)).plain


@pytest.mark.parametrize("width", [36, 40, 52, 55, 60, 66, 75, 88, 110, 140, 176])
def test_no_dose_is_broken_and_what_goes_on_hangs_under_its_column(width: int) -> None:
    every = doses()
    at = places(every, width)
    for each in every:
        found = lines(each, at).plain.split("\n")
        assert max(map(len, found)) <= width
        assert [line for line in found if each.dose in line]
        assert [line for line in found if each.was in line]
        assert found[0].startswith(each.name)
        assert all(line.startswith("  ") for line in found[1:])
        assert " ".join(" ".join(found).split()).replace(each.dose, "").count(each.name) == 1
        assert "hold 10 s" not in each.why or any("1 × 10, hold 10 s" in line for line in found[1:] + found[:1])
        assert not any(line.endswith(("×", "hold", "hold 10", ", hold")) for line in found)
        for word in each.why.split():
            assert any(word in line for line in found)


def test_where_there_is_room_each_thing_has_a_column_of_its_own() -> None:
    every = doses()
    at = places(every, 140)
    first = [lines(each, at).plain.split("\n") for each in every]
    assert len({rows[0].index(each.dose) for rows, each in zip(first, every, strict=True)}) == 1
    assert len({rows[0].index(each.was) for rows, each in zip(first, every, strict=True)}) == 1
    assert at.why is not None
    assert first[0][0].index("2 more") == first[2][0].index("Four fifths") == at.why
    assert all(rows[1].startswith(" " * at.why) for rows in first if len(rows) > 1)


# --- on the screen ---------------------------------------------------------------------------------------------


async def test_everything_at_a_glance_and_the_same_at_every_size() -> None:
    past = [session(day, after=day % 4) for day in range(20, 0, -1)] + [session(0)]
    left_out = (Omission("superman", as_said("It bends the spine backward.")),)
    dashboard = Dashboard(
        shown(past, omitted=left_out, suggest=(HIP_BRIDGE,)), EXERCISES,
        lambda: NOW,
    )  # fmt: skip
    async with on(dashboard, (140, 40)) as (pilot, app):
        text = words(pilot)
        for part in (
            "Wed 25 Nov", "1 of 3 rounds done today", "start round 2 of 3", "Next round: from 11:35 on", "Worked",
            "Clamshell", "1 × 10, each side", "add Hip bridge: a step up.",
            "Prone back lift: It bends the spine backward.", "Mo Tu We Th Fr Sa Su", "● ● ● · · · ·",
            "3 days done this week",
            "before", "after a round", "25 Nov", "Rounds a week", "this week 3", "3 → 2",
        ):  # fmt: skip
            assert part in text
        assert all(each.figure_rows for each in app.screen.query(Looked))
        plan_region, beside = app.screen.query_one("#plan").region, app.screen.query_one("#beside").region
        assert plan_region.right <= beside.x
        for size, hints in (((60, 20), "warning sign"), ((80, 24), "history"), ((200, 60), "new routine")):
            await pilot.resize_terminal(*size)
            await shows(pilot, hints)
            assert "start round 2 of 3" in words(pilot)
            assert "Enter start q quit" in words(pilot)
            assert all(len(line.rstrip()) <= size[0] for line in seen(pilot).splitlines())
        await pilot.resize_terminal(60, 20)
        await pilot.press("end", *["down"] * 3)
        scroll = app.screen.query_one("#today", VerticalScroll)
        await until(pilot, lambda: scroll.scroll_offset.y >= scroll.max_scroll_y > 0, "the end")
        assert "this week" in seen(pilot)


@pytest.mark.parametrize(
    ("key", "choice"),
    [("enter", "play"), ("r", "routine"), ("i", "history"), ("exclamation_mark", "red_flags"), ("x", "red_flags"),
     ("S", "screen"), ("c", "new"), ("a", "add:glute_bridge"), ("q", "quit")],
)  # fmt: skip
async def test_each_key_gives_its_choice(key: str, choice: str) -> None:
    given = shown(suggest=(HIP_BRIDGE,))
    async with on(Dashboard(given, EXERCISES, lambda: NOW), (80, 24)) as (pilot, app):
        await pilot.press(key)
        await gives(pilot, app, choice)


async def test_the_mouse_starts_and_presses_key_hints() -> None:
    for target, choice in (("#start", "play"), ("#keys", "history")):
        async with on(Dashboard(shown(), EXERCISES, lambda: NOW), (80, 24)) as (pilot, app):
            await pilot.pause()
            hint = seen(pilot).splitlines()[-1].find("history")
            await pilot.click(target, offset=(hint if target == "#keys" else 4, 0))
            await gives(pilot, app, choice)


async def test_an_exercise_is_looked_at_with_a_key_or_a_click_and_today_is_still_there_afterwards() -> None:
    async with on(Dashboard(shown(), EXERCISES, lambda: NOW), (80, 24)) as (pilot, app):
        second = list(app.screen.query(".exercise"))[1]
        for press, name in ((None, "Clamshell"), (second, "Bird-dog")):
            await (pilot.press("e") if press is None else pilot.click(press))
            await until(pilot, lambda: isinstance(app.screen, ExerciseScreen), "the exercise")
            await shows(pilot, f"{name} ")
            await pilot.press("q")
            await shows(pilot, "start round 1 of 3")
        assert not app.given


async def test_text_from_files_is_shown_as_it_is() -> None:
    bad = "[red]Bold[/red] [@click=app.quit]x[/] \x1b[31m"
    given = shown([session(1)])
    today = replace(given.today, routine=replace(ROUTINE, title=bad))
    given = replace(given, today=today, warnings=(f"warning: {bad}",))
    async with on(Dashboard(given, EXERCISES, lambda: NOW), (140, 40)) as (pilot, _):
        assert "[red]Bold[/red] [@click=app.quit]x[/]" in seen(pilot)
        assert f"warning: {bad[:20]}" in seen(pilot)
        assert "\x1b" not in seen(pilot)


async def test_where_nothing_may_be_played_it_says_why_and_what_to_do() -> None:
    past = [session(1, after=9)]
    decision: Decision = decide(ROUTINE, EXERCISES, profile(), past, NOW.date())
    assert not decision.allowed
    async with on(Dashboard(shown(past), EXERCISES, lambda: NOW), (80, 24)) as (pilot, _):
        assert "Nothing is played now." in words(pilot)
        assert "S answer the screening again" in words(pilot)
        assert "start round" not in words(pilot)
        assert not any(level and level in words(pilot) for level in glance.LEVELS.values())
        assert "Then answer the screening again (press S)." in words(pilot)
        assert "coach screen" not in words(pilot)


async def test_where_it_is_enough_for_today_that_comes_first_and_another_round_is_quiet() -> None:
    past = [session(0, time(hour)) for hour in (7, 9, 11)]
    hurt = [replace(session(0, time(7)), sets=(), finished=False, after=6)]  # No round, and enough all the same.
    for sessions, enough in ((past, True), (past[:1], False), (hurt, True)):
        dashboard = Dashboard(shown(sessions), EXERCISES, lambda: NOW.replace(hour=14))
        async with on(dashboard, (80, 24)) as (pilot, app):
            when, start = app.screen.query_one("#when"), app.screen.query_one("#start")
            assert (when.region.y < start.region.y) == enough
            assert ("Enough for today." in words(pilot)) == enough
            assert "One round is a good start" not in words(pilot)
            assert bool(start.styles.text_style.bold) == (not enough)
            await pilot.press("enter")
            await gives(pilot, app, "play")


async def test_the_arrows_are_hinted_at_only_where_something_scrolls() -> None:
    past = [session(day) for day in range(20, 0, -1)]
    async with on(Dashboard(shown(past), EXERCISES, lambda: NOW), (60, 20)) as (pilot, app):
        await shows(pilot, "? help ↑ ↓ scroll")
        await pilot.resize_terminal(200, 60)
        await until(pilot, lambda: "scroll" not in words(pilot), "no hint")
        assert app.screen.query_one("#today", VerticalScroll).max_scroll_y == 0
        await pilot.resize_terminal(80, 24)
        await shows(pilot, "? help ↑ ↓ scroll")


async def test_the_figures_are_shown_only_where_nothing_has_to_scroll_for_them() -> None:
    why = [
        replace(each, reason=as_said("2 more repetitions."))
        for each in shown([session(1)]).today.decision.exercises
    ]
    for exercises in (shown().today.decision.exercises, tuple(why)):
        given = shown([session(1)], exercises=exercises)
        async with on(Dashboard(given, EXERCISES, lambda: NOW), (140, 36)) as (pilot, app):
            plan_column, first = app.screen.query_one("#plan"), app.screen.query(Looked).first()
            sizes = set()
            for height in (24, 26, 28, 30, 34, 36, 40, 50, 60):
                await pilot.resize_terminal(140, height)
                await pilot.pause(0.05)
                assert not first.figure_rows or plan_column.region.height <= height - 2, height
                sizes.add(first.figure_rows)
            assert len(sizes) >= 3


@pytest.mark.parametrize("width", [24, 30, 44, 80])
def test_beside_a_figure_name_dose_change_and_cause_each_begin_a_line(width: int) -> None:
    for each in doses():
        found = block(each, width).plain.split("\n")
        assert max(map(len, found)) <= width
        assert found[0].startswith(each.name[:10])
        assert each.was.split()[0] in "".join(
            line for line in found if line.startswith(each.was[0]) or each.was in line
        )
        assert " ".join(" ".join(found).split()) == " ".join(
            f"{each.name} {each.dose} {each.was} {each.why}".split()
        )


@pytest.mark.parametrize(
    ("size", "marks", "explained"),
    [
        ((60, 20), "Mo – Tu ● We ○", False),
        ((80, 24), "Mo – Tu ● We ○", True),
        ((140, 40), "Mo Tu We Th Fr Sa Su – ● ○ · · · ·", True),
    ],
)
async def test_the_marks_of_the_week_are_explained_where_there_is_room(
    size: tuple[int, int], marks: str, explained: bool
) -> None:
    async with on(Dashboard(shown(), EXERCISES, lambda: NOW), size) as (pilot, _):
        await shows(pilot, "What a session is like" if size[1] > 30 else "This week")
    async with on(Dashboard(shown([session(1)]), EXERCISES, lambda: NOW), size) as (pilot, app):
        week = next(each for each in app.screen.query(Week) if each.display)
        found = " ".join(str(week.render()).split())
        assert found.startswith(marks)
        assert ("● done ○ today – rest · ahead" in found) == explained


def test_each_day_of_the_week_has_a_mark_for_each_round_done_left_or_meant() -> None:
    schedule = Schedule((0, 2, 4), (time(7, 30), time(18)))
    past = [session(2), session(2, time(12)), session(0)]
    rows = glance.week_columns(past, NOW.date(), schedule, 3, 40, low=False, plain=False)
    assert [row.plain.split() for row in rows] == [
        ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"],
        ["●", "–", "●", "–", "·", "–", "–"],
        ["●", "○", "·"],
        ["○", "·"],
    ]
    low = glance.week_columns(past, NOW.date(), schedule, 3, 28, low=True, plain=True)
    assert [row.plain.split() for row in low][1] == ["x2", "-", "x", "-", ".", "-", "-"]
    assert glance.schedule_words(schedule) == "Mo We Fr · 07:30, 18:00"


@pytest.mark.parametrize(
    ("past", "wanted"),
    [
        ([], "= A first time"),
        ([session(2, effort="easy"), session(1, effort="easy")], "▲ A step up"),
        ([session(1)], "= Steady"),
        ([session(1, after=6)], "▼ Less today"),
        ([session(0, time(7), after=6)], "– Enough for today"),
        ([session(0, time(hour)) for hour in (6, 7, 8)], "✓ Done for today"),
        ([session(1, after=9)], "! No session now"),
    ],
)
async def test_the_kind_of_a_day_has_a_sign_a_title_and_a_colour_and_pain_is_never_green(
    past: list[Session], wanted: str
) -> None:
    dashboard = Dashboard(shown(past), EXERCISES, lambda: NOW)
    kind = dashboard.panels.banner.kind
    async with on(dashboard, (80, 24)) as (pilot, app):
        assert wanted in words(pilot)
        assert "y why" in words(pilot)
        assert app.screen.query_one("#banner").has_class(f"-{kind}")
    assert (kind == "more") == wanted.startswith("▲")


async def test_why_names_every_rule_with_its_figures_and_what_brings_more() -> None:
    for size in ((60, 20), (140, 40)):
        async with on(Dashboard(shown([session(1, after=6)]), EXERCISES, lambda: NOW), size) as (pilot, app):
            await pilot.press("y")
            await shows(pilot, "Why today is as it is")
            told = "\n".join(str(each.render()) for each in app.screen.query(".panel"))
            for part in ("Your pain went up from 3 to 6", "Because: 3 before, 6 afterwards", "Silbernagel"):
                assert part in told
            assert "P4 of coach rules" in words(pilot) or size[1] < 30
            assert "P5" in {
                each.border_subtitle.split()[0] for each in app.screen.query(".panel") if each.border_subtitle
            }
            await pilot.press("y")
            await shows(pilot, "start round 1 of 3")
            assert not app.given


async def test_esc_asks_before_it_quits_and_stays_where_it_is_pressed_twice() -> None:
    async with on(Dashboard(shown(), EXERCISES, lambda: NOW), (80, 24)) as (pilot, app):
        await pilot.press("escape")
        await shows(pilot, "Quit Backcoach?")
        question = app.screen
        assert isinstance(question, Question)
        await until(pilot, lambda: not question.deaf, "an ear")
        await pilot.press("escape")
        await shows(pilot, "start round 1 of 3")
        assert not app.given
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, Question) and not app.screen.deaf, "the question")
        await pilot.press("y")
        await gives(pilot, app, "quit")


async def test_the_exercises_to_look_at_begin_with_those_of_today() -> None:
    dashboard = Dashboard(shown(), EXERCISES, lambda: NOW)
    assert list(dashboard.exercises)[: len(DOSES)] == list(DOSES)
    assert dict(dashboard.exercises) == EXERCISES


# --- the history -----------------------------------------------------------------------------------------------


@pytest.fixture
def past(tmp_path: Path) -> Past:
    ws = workspace.Workspace(paths.Home(tmp_path, tmp_path / "cache"), EXERCISES, profile(), Settings())
    ws.home.routines.mkdir(parents=True)
    items = "\n".join(f'[[exercise]]\nid = "{id_}"\nreps = {dose.reps}' for id_, dose in DOSES.items())
    (ws.home.routines / "worked.toml").write_text(f'format = 1\nname = "Worked"\n{items}\n', "utf-8")
    with Log(ws.home.log) as log:
        for day in (3, 2, 1):
            log.add(session(day, after=2 if day > 1 else 6))
    return Past(ws, lambda: NOW)


async def test_the_history_lists_shows_and_corrects(past: Past) -> None:
    async with on(History(past, EXERCISES), (120, 40)) as (pilot, app):
        await until(pilot, lambda: "past 5" in words(pilot), "what followed")
        text = words(pilot)
        listed = "Tue 24 Nov 2026 07:30 3 → 6 ✓ all Worked"
        for part in ("3 sessions", listed, "Worked Tue 24 Nov 2026", "left 10, right 10"):
            assert part in text
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, Question), "the question")
        await pilot.press("a")
        await until(pilot, lambda: "give another answer" in words(pilot), "how")
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, Rating), "the scale")
        await pilot.press("2")
        await until(
            pilot, lambda: "after: 6 → 2" in words(pilot) and "past 5" not in words(pilot), "the correction"
        )
        await pilot.press("down")
        await until(pilot, lambda: "Worked Mon 23 Nov 2026" in words(pilot), "the one before")
        await pilot.press("t")
        await until(pilot, lambda: "3 rounds, " in words(pilot), "each exercise")
        await pilot.press("q")
        await until(pilot, lambda: "Worked Mon 23 Nov 2026" in words(pilot), "the session again")
        await pilot.press("q")
        await until(pilot, lambda: app.given == [None], "the way back")
    assert [each.after for each in past.sessions] == [2, 2, 2]
    assert [(each.field, each.old, each.new) for each in past.corrections] == [("after", 6, 2)]


async def test_in_a_small_window_the_list_and_a_session_take_turns(past: Past) -> None:
    async with on(History(past, EXERCISES), (60, 20)) as (pilot, app):
        await until(pilot, lambda: "Sun 22 Nov 2026" in words(pilot), "the list")
        assert "What followed" not in words(pilot)
        await pilot.press("end", "enter")
        await until(pilot, lambda: "What followed" in words(pilot), "the session")
        await pilot.press("escape")
        await until(pilot, lambda: "What followed" not in words(pilot), "the list again")
        assert not app.given


def test_the_columns_of_the_list_stand_one_under_the_other_however_a_session_ended() -> None:
    ends: list[dict[str, Any]] = [
        {}, {"finished": False, "stopped": "time"}, {"finished": False, "stopped": "sharp"}, {"finished": False},
        {"finished": False, "before": 10, "after": None},
    ]  # fmt: skip
    lines = [line(session(day * 5, **end), "First weeks") for day, end in enumerate(ends)]
    lines.append(line(replace(session(4), sets=(), finished=False), "First weeks"))
    for part in ("2026", "07:30", " → ", "First weeks"):
        assert len({each.index(part) for each in lines}) == 1, part
    heads = in_columns([name for name, _ in COLUMNS])
    assert heads.index("Routine") == lines[0].index("First weeks")
    assert heads.index("Time") == lines[0].index("07:30")
    assert [each.split("→")[1].split()[1:-2] for each in lines] == [
        ["✓", "all"], ["no", "time"], ["sharp"], ["part"], ["part"], ["nothing"],
    ]  # fmt: skip
    assert lines[1].startswith("Fri 20 Nov")
    assert line(session(20), "").startswith("Thu  5 Nov")


def test_a_long_list_begins_with_the_newest() -> None:
    listed = SessionList([session(day) for day in range(1000, 0, -1)], lambda each: each.routine)
    assert listed.virtual_size.height == 1000
    assert listed.session is not None
    assert listed.session.at.date() == date(2026, 11, 24)
