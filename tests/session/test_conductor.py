"""The conductor with a real player, log and silent output; only the clock is handed in, and there is no voice."""

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import pytest
from fake_clock import FakeClock
from person import person
from session_bench import DOSES, EVERYTHING, EXERCISES, STEP_S, Bench

from coach.audio.mixer import Schedule
from coach.audio.output import Output, SilentOutput
from coach.audio.reconnecting_output import SteadyOutput
from coach.core import progression
from coach.core.model.routine import Routine, RoutineItem
from coach.core.reason import Reason
from coach.core.timeline.cue_text import line
from coach.core.timeline.cues import Cue
from coach.core.words import sentence
from coach.errors import CoachError
from coach.log import Log, progress
from coach.session.pain import Serious
from coach.session.states import State
from coach.voice import Pcm, Voice, VoiceStatus

STOOD_STILL = Reason("stood_still")
UNTIL_SOUND = Reason("until_sound")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.conductor.close()


def test_a_session_that_nobody_touches_keeps_every_set_and_is_finished(bench: Bench) -> None:
    bench.until(lambda: bench.conductor.finished)
    assert bench.sets() == EVERYTHING
    assert bench.done() == list(EVERYTHING)
    assert bench.session.finished
    cues = [event for event in bench.told if isinstance(event, Cue)]
    player = bench.conductor.player
    assert player is not None
    assert tuple(cues) == player.timeline.cues
    assert bench.conductor.tick() == ()
    assert bench.conductor.notices == ()


def test_what_is_kept_has_the_time_at_which_it_was_done(bench: Bench) -> None:
    bench.until(lambda: bool(bench.sets()))
    assert bench.session.sets[0].at == bench.clock.wall().replace(microsecond=0)


def test_the_position_stands_while_paused_and_nothing_is_done(bench: Bench) -> None:
    bench.at("hold", rep=2)
    bench.conductor.toggle_pause()
    stood, told = bench.view, len(bench.told)
    bench.run(600)
    assert bench.view == stood
    assert len(bench.told) == told
    assert not bench.conductor.finished
    bench.conductor.toggle_pause()
    bench.run(1)
    assert abs(bench.view.position_ms - stood.position_ms - 1000) <= 1  # The false clock adds up fractions.


def test_a_pause_at_the_very_end_does_not_finish_the_session(bench: Bench) -> None:
    bench.until(lambda: bench.view.kind == "close")
    bench.conductor.pause()
    bench.run(60)
    assert not bench.conductor.finished
    bench.conductor.resume()
    bench.until(lambda: bench.conductor.finished)
    assert bench.session.finished


def test_next_keeps_the_repetitions_done_so_far_and_the_session_is_not_finished(bench: Bench) -> None:
    bench.at("move", rep=3)
    bench.conductor.next()
    assert bench.sets() == {("bird_dog", 1, "both"): 2}
    assert bench.view.exercise.id == "clamshell"
    bench.until(lambda: bench.conductor.finished)
    assert bench.sets() == {**EVERYTHING, ("bird_dog", 1, "both"): 2}
    assert ("bird_dog", 1, "both") not in bench.done(), "a part of a set is not told as done"
    assert not bench.session.finished


def test_a_skipped_set_that_is_done_after_all_counts_whole(bench: Bench) -> None:
    bench.at("move", rep=3)
    bench.conductor.next()
    bench.run(0.2)
    bench.conductor.back()
    assert (bench.view.exercise.id, bench.view.kind) == ("bird_dog", "prepare")
    bench.until(lambda: bench.conductor.finished)
    assert bench.sets() == EVERYTHING
    assert bench.session.finished


def test_next_in_a_preparation_goes_to_its_count_in(bench: Bench) -> None:
    bench.run(0.3)
    bench.conductor.next()
    assert bench.view.go_left_ms == 3000


def test_back_in_a_set_starts_it_again_and_counts_it_once(bench: Bench) -> None:
    bench.at("move", rep=3)
    bench.conductor.back()
    assert (bench.view.exercise.id, bench.view.go_left_ms) == ("bird_dog", 3000)
    bench.until(lambda: bench.conductor.finished)
    assert bench.done() == list(EVERYTHING)


def test_repeat_goes_to_the_first_preparation_of_the_exercise(bench: Bench) -> None:
    bench.at("move", rep=2, exercise="clamshell", set_number=2)
    assert bench.view.side == "left"
    bench.conductor.repeat()
    assert (bench.view.kind, bench.view.exercise.id, bench.view.set, bench.view.side) == (
        "prepare",
        "clamshell",
        1,
        "left",
    )


def test_jumps_while_paused_stay_paused(bench: Bench) -> None:
    bench.at("move", rep=2)
    bench.conductor.pause()
    for jump in (bench.conductor.next, bench.conductor.back, bench.conductor.repeat):
        jump()
        stood = bench.view
        bench.run(5)
        assert bench.view == stood
        assert bench.conductor.paused


def test_slower_stretches_what_comes_and_not_where_we_are(bench: Bench) -> None:
    bench.at("move", rep=2)
    before = bench.view
    bench.conductor.slower()
    assert bench.view.position_ms == before.position_ms
    assert bench.view.phase_left_ms == before.phase_left_ms
    assert bench.view.left_ms > before.left_ms
    bench.at("move", rep=3)
    assert bench.view.phase_ms == before.phase_ms * 5 // 4
    assert bench.conductor.pace == 1.25
    bench.conductor.faster()
    assert bench.conductor.pace == 1
    bench.until(lambda: bench.conductor.finished)
    assert bench.sets() == EVERYTHING


def test_hurt_pauses_and_keeps_the_highest_rating(bench: Bench) -> None:
    bench.at("move", rep=2)
    assert bench.conductor.hurt(4) == Reason("hurt_go_on")
    assert bench.conductor.paused
    assert bench.session.during == 4
    bench.conductor.hurt(3)
    assert bench.session.during == 4
    assert not bench.conductor.must_end


def test_each_report_is_kept_with_its_exercise_and_its_moment(bench: Bench) -> None:
    bench.at("move", rep=2)
    bench.conductor.hurt(4)
    first = bench.clock.wall().replace(microsecond=0)
    bench.conductor.resume()
    bench.at("hold", rep=3)
    bench.conductor.hurt(2)
    assert [(each.exercise, each.rating) for each in bench.session.hurts] == [("bird_dog", 4), ("bird_dog", 2)]
    assert bench.session.hurts[0].at == first
    assert bench.session.during == 4


def test_pain_before_anything_was_done_belongs_to_no_exercise(bench: Bench) -> None:
    bench.run(1)
    bench.conductor.hurt(2)
    assert [(each.exercise, each.rating) for each in bench.session.hurts] == [(None, 2)]
    assert bench.conductor.pain.left_of(bench.conductor.plan) is None


def test_going_on_after_pain_in_no_exercise_leaves_none_and_halves_all(bench: Bench) -> None:
    bench.run(1)
    bench.conductor.hurt(4)
    bench.conductor.lighten()
    assert bench.view.exercise.id == "bird_dog"
    assert bench.conductor.plan.half_range
    bench.until(lambda: bench.conductor.finished)
    # Half of 4 is under the least of an alternating exercise; half of 2 × 6 is one set of 6, or two of 3.
    assert bench.sets() == {
        ("bird_dog", 1, "both"): 4, ("clamshell", 1, "left"): 3, ("clamshell", 2, "left"): 3,
        ("clamshell", 1, "right"): 3, ("clamshell", 2, "right"): 3,
    }  # fmt: skip


def test_pain_in_the_change_belongs_to_the_exercise_before_and_that_is_left(bench: Bench) -> None:
    bench.at("return", rep=4)
    bench.until(lambda: bench.view.kind == "prepare")
    assert bench.view.exercise.id == "clamshell"
    bench.conductor.hurt(3)
    assert bench.session.hurts[0].exercise == "bird_dog"
    left = bench.conductor.pain.left_of(bench.conductor.plan)
    assert left is not None
    assert left.exercise.id == "bird_dog"
    bench.conductor.lighten()
    assert bench.view.exercise.id == "clamshell"
    assert [item.exercise.id for item in bench.conductor.plan.items] == ["clamshell"]
    bench.until(lambda: bench.conductor.finished)
    assert bench.sets()[("bird_dog", 1, "both")] == 4
    assert bench.sets()[("clamshell", 1, "left")] == 3


@pytest.mark.parametrize("kind", ["sharp", "spread"])
def test_sharp_or_spreading_pain_ends_the_session_whatever_its_number(bench: Bench, kind: Serious) -> None:
    bench.at("move", rep=2)
    bench.conductor.hurt(1)
    assert not bench.conductor.must_end
    assert bench.conductor.hurt_seriously(kind) == Reason(f"hurt_{kind}")
    for way_on in (bench.conductor.resume, bench.conductor.lighten, bench.conductor.toggle_pause):
        way_on()
        assert bench.conductor.must_end
    bench.conductor.end(kind)
    assert (bench.session.during, bench.session.stopped, bench.session.finished) == (1, kind, False)


@pytest.mark.parametrize(("rating", "must_end"), [(0, False), (5, False), (6, True), (10, True)])
def test_past_five_the_session_cannot_go_on(bench: Bench, rating: int, must_end: bool) -> None:
    bench.at("move", rep=2)
    bench.conductor.hurt(rating)
    assert bench.conductor.must_end == must_end
    bench.conductor.resume()
    assert bench.conductor.paused == must_end
    plan = bench.conductor.plan
    bench.conductor.lighten()
    assert (bench.conductor.plan is plan) == must_end
    bench.conductor.end("pain")
    assert (bench.session.during, bench.session.stopped, bench.session.finished) == (rating, "pain", False)


def test_going_on_with_less_leaves_the_exercise_and_halves_the_rest(bench: Bench) -> None:
    bench.at("return", rep=2)
    bench.conductor.hurt(4)
    bench.conductor.lighten()
    assert not bench.conductor.paused
    assert bench.view.exercise.id == "clamshell"
    assert bench.conductor.plan.half_range
    bench.until(lambda: bench.conductor.finished)
    assert bench.sets() == {
        ("bird_dog", 1, "both"): 1,
        ("clamshell", 1, "left"): 3,
        ("clamshell", 2, "left"): 3,
        ("clamshell", 1, "right"): 3,
        ("clamshell", 2, "right"): 3,
    }
    assert not bench.session.finished, "less than planned is not everything"


def test_where_it_hurts_is_kept_before_the_answer_and_before_anything_of_it_is_done(bench: Bench) -> None:
    bench.at("move", rep=2)
    bench.conductor.next()
    bench.at("move", rep=1, exercise="clamshell")
    bench.conductor.ask_hurt()
    bench.conductor.writer.settle()
    with Log(bench.path) as log:
        found = progress.of(log, bench.session.id)
    assert found is not None
    assert (found.pain, found.felt) == ("asked", progress.Felt("clamshell", 1))
    assert {done.exercise for done in bench.session.sets} == {"bird_dog"}


def test_going_on_with_less_in_the_last_exercise_ends_the_session(bench: Bench) -> None:
    bench.at("move", rep=2, exercise="clamshell")
    bench.conductor.hurt(3)
    bench.conductor.lighten()
    assert bench.conductor.finished
    assert bench.session.stopped == "pain"


def test_ending_early_keeps_a_part_of_a_set_and_says_why(bench: Bench) -> None:
    bench.at("move", rep=4)
    bench.conductor.end("tired")
    assert bench.conductor.finished
    assert bench.sets() == {("bird_dog", 1, "both"): 3}
    assert (bench.session.finished, bench.session.stopped) == (False, "tired")
    bench.conductor.writer.rate(3, "hard")
    assert (bench.session.after, bench.session.effort, bench.session.stopped) == (3, "hard", "tired")


def test_a_set_that_ended_just_before_the_end_of_the_session_is_still_told(bench: Bench) -> None:
    bench.at("return", rep=4)
    bench.clock.now_s += bench.view.phase_left_ms / 1000 + 0.01
    bench.conductor.end(None)
    bench.tick()
    assert bench.done() == [("bird_dog", 1, "both")]
    assert bench.sets() == {("bird_dog", 1, "both"): 4}


def test_after_the_end_every_key_does_nothing(bench: Bench) -> None:
    bench.until(lambda: bench.conductor.finished)
    kept = bench.session
    conductor = bench.conductor
    for key in (
        conductor.next,
        conductor.back,
        conductor.repeat,
        conductor.slower,
        conductor.faster,
        conductor.resume,
        conductor.lighten,
        lambda: conductor.end("pain"),
    ):
        key()
        bench.run(1)
    assert bench.session == kept
    conductor.close()
    conductor.close()


def test_a_program_that_was_stopped_for_a_while_is_paused_and_repeats_the_repetition(bench: Bench) -> None:
    bench.at("return", rep=2)
    bench.clock.now_s += 3600  # Ctrl-Z, then fg: nobody did any exercise meanwhile.
    bench.tick()
    assert bench.conductor.paused
    assert bench.conductor.state == State.STOOD_STILL
    assert bench.conductor.notices == (STOOD_STILL,)
    assert (bench.view.phase, bench.view.rep) == ("move", 2)
    bench.run(600)
    assert (bench.view.phase, bench.view.rep) == ("move", 2)
    assert bench.sets() == {("bird_dog", 1, "both"): 1}
    bench.conductor.resume()
    assert not bench.conductor.paused
    bench.until(lambda: bench.conductor.finished)
    assert bench.sets() == EVERYTHING


def test_a_program_that_is_only_slow_is_not_paused(bench: Bench) -> None:
    bench.at("return", rep=2)
    where = bench.view.position_ms
    bench.clock.now_s += 1.5
    bench.tick()
    assert not bench.conductor.paused
    assert bench.view.position_ms == where + 1500


def test_a_disk_that_is_full_for_a_while_ends_nothing_and_loses_nothing(bench: Bench) -> None:
    resource = pytest.importorskip("resource", reason="no limits on files here")
    bench.at("move", rep=1)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    bench.settles = False
    try:
        bench.at("move", rep=1, exercise="clamshell", set_number=2)
        assert bench.conductor.hurt(3)
        bench.conductor.resume()
        assert not bench.done()
        with pytest.raises(CoachError) as unwritten:
            bench.conductor.writer.settle(0.5)
        assert "could not be written down. Not in the log: 2 finished sets, 1 rating." in str(unwritten.value)
        (notice,) = bench.conductor.notices
        assert "The session goes on" in sentence(notice)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    bench.settles = True
    bench.until(lambda: bench.conductor.finished)
    assert bench.conductor.notices == ()
    assert bench.done() == list(EVERYTHING)
    assert bench.sets() == EVERYTHING
    assert (bench.session.finished, bench.session.during) == (True, 3)


class Device(SilentOutput):
    """A device that stops answering when told so."""

    name = "device"

    def stop(self) -> None:
        self.pause()
        self.problem = "The sound device stopped answering."


class Devices:
    """Gives out devices, or none while there is none."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.opened: list[Device] = []
        self.there = True
        self.asked = 0

    def __call__(self) -> Output:
        self.asked += 1
        if not self.there:
            return SilentOutput(problem="No sound device could be opened.", clock=self.clock.monotonic_s)
        self.opened.append(Device(clock=self.clock.monotonic_s))
        return self.opened[-1]


def losing(folder: Path, *, pause: bool) -> tuple[Bench, Devices]:
    """A session whose device is just being lost, in the second repetition."""
    made: list[Devices] = []

    def output(clock: FakeClock) -> Output:
        made.append(Devices(clock))
        return SteadyOutput(made[0](), made[0], clock.monotonic_s)

    bench = Bench(folder, output=output, pause_without_sound=pause)
    bench.at("return", rep=2)
    made[0].opened[0].stop()
    made[0].there = False
    return bench, made[0]


def until_opened(bench: Bench, devices: Devices, count: int) -> None:
    """Lets the session's time go on until a device was opened, which a thread does in real time."""
    end_s = time.monotonic() + 20
    while len(devices.opened) < count and time.monotonic() < end_s:
        bench.run(STEP_S)
        time.sleep(0.001)
    bench.run(STEP_S)


def test_without_its_device_a_session_goes_on_in_time_and_takes_up_the_next_one(tmp_path: Path) -> None:
    bench, devices = losing(tmp_path, pause=False)
    where = bench.view.position_ms
    bench.run(2)
    assert bench.view.position_ms == pytest.approx(where + 2000, abs=100)
    (notice,) = bench.conductor.notices
    assert (
        sentence(notice)
        == "The sound device stopped answering. The session goes on in time, with the cues on the screen."
    )
    devices.there = True
    until_opened(bench, devices, 2)
    assert bench.conductor.notices == ()
    assert devices.opened[-1].position_ms() == bench.view.position_ms
    bench.until(lambda: bench.conductor.finished)
    assert bench.sets() == EVERYTHING
    assert len(devices.opened) == 2
    bench.conductor.close()


ROUTINE_OF_TWO = Routine(
    "two", "Two exercises", "two.toml", 1, "full",
    tuple(RoutineItem(e := EXERCISES[id_], dose, e.move_ms, e.return_ms, 10_000) for id_, dose in DOSES.items()),
)  # fmt: skip


def until_over(bench: Bench) -> None:
    bench.until(lambda: bench.conductor.finished)


def test_what_nobody_heard_or_watched_does_not_count_until_it_is_said_to_be_done(tmp_path: Path) -> None:
    bench, _devices = losing(tmp_path, pause=False)
    until_over(bench)
    assert Reason("unwatched") in bench.conductor.notices
    assert bench.done() == [], "a set is told when all of it counts"
    assert bench.sets() == {("bird_dog", 1, "both"): 2}
    unanswered = bench.session
    assert (unanswered.finished, unanswered.stopped) == (False, "interrupted")
    assert bench.conductor.counted.unguided == sum(EVERYTHING.values()) - 2
    bench.conductor.counted.settle_unguided(did=True)
    bench.conductor.writer.questions_over()
    assert bench.sets() == EVERYTHING
    session = bench.session
    assert (session.finished, session.stopped) == (True, None)
    bench.tick()
    assert bench.done() == list(EVERYTHING)
    bench.conductor.close()


def test_what_was_not_done_without_sound_is_like_a_break(tmp_path: Path) -> None:
    bench, _devices = losing(tmp_path, pause=False)
    until_over(bench)
    bench.conductor.counted.settle_unguided(did=False)
    bench.conductor.writer.rate(2, "ok")
    bench.conductor.writer.questions_over()
    session = bench.session
    bench.conductor.close()
    assert bench.sets() == {("bird_dog", 1, "both"): 2}
    assert (session.finished, session.stopped, session.after) == (False, "interrupted", 2)
    decision = progression.decide(ROUTINE_OF_TWO, EXERCISES, person(), (session,), session.at.date(), 2)
    assert "P8" not in decision.rules, "no punishment"
    assert not {"P11", "P12", "P13", "P17"} & set(decision.rules), "and nothing rises"


def test_who_presses_a_key_when_the_sound_is_gone_watches_the_screen(tmp_path: Path) -> None:
    bench, _devices = losing(tmp_path, pause=False)
    bench.run(0.5)
    bench.conductor.louder()
    until_over(bench)
    assert bench.conductor.counted.unguided == 0
    assert bench.sets() == EVERYTHING
    assert bench.session.finished
    bench.conductor.close()


def test_a_lost_device_is_looked_for_every_few_seconds_and_not_more_often(tmp_path: Path) -> None:
    bench, devices = losing(tmp_path, pause=True)
    for _ in range(60):
        bench.run(1)
        time.sleep(0.005)
    assert 4 <= devices.asked <= 12
    bench.conductor.close()


def test_where_the_settings_say_so_a_session_waits_for_its_device_and_starts_the_repetition_again(
    tmp_path: Path,
) -> None:
    bench, devices = losing(tmp_path, pause=True)
    bench.run(60)
    assert bench.conductor.paused
    assert UNTIL_SOUND in bench.conductor.notices
    assert (bench.view.phase, bench.view.rep) == ("move", 2)
    devices.there = True
    until_opened(bench, devices, 2)
    assert not bench.conductor.paused
    assert bench.conductor.notices == ()
    bench.until(lambda: bench.conductor.finished)
    assert bench.sets() == EVERYTHING
    bench.conductor.close()


def test_a_session_that_waits_for_its_device_can_go_on_without(tmp_path: Path) -> None:
    bench, _devices = losing(tmp_path, pause=True)
    bench.run(1)
    bench.conductor.toggle_pause()
    assert not bench.conductor.paused
    assert UNTIL_SOUND not in bench.conductor.notices
    bench.until(lambda: bench.conductor.finished)
    assert bench.sets() == EVERYTHING
    bench.conductor.close()


def test_without_a_device_at_the_start_a_session_waits_for_one_where_the_settings_say_so(tmp_path: Path) -> None:
    made: list[Devices] = []

    def output(clock: FakeClock) -> Output:
        made.append(Devices(clock))
        made[0].there = False
        return SteadyOutput(made[0](), made[0], clock.monotonic_s)

    bench = Bench(tmp_path, output=output, pause_without_sound=True)
    bench.run(60)
    assert bench.conductor.paused
    assert UNTIL_SOUND in bench.conductor.notices
    assert not any("goes on" in sentence(notice) for notice in bench.conductor.notices)
    assert bench.sets() == {}
    made[0].there = True
    until_opened(bench, made[0], 1)
    assert not bench.conductor.paused
    bench.until(lambda: bench.conductor.finished)
    assert bench.sets() == EVERYTHING
    bench.conductor.close()


def test_a_device_lost_in_a_pause_is_waited_for_when_the_user_wants_to_go_on(tmp_path: Path) -> None:
    made: list[Devices] = []

    def output(clock: FakeClock) -> Output:
        made.append(Devices(clock))
        return SteadyOutput(made[0](), made[0], clock.monotonic_s)

    bench = Bench(tmp_path, output=output, pause_without_sound=True)
    bench.at("return", rep=2)
    bench.conductor.pause()
    made[0].opened[0].stop()
    made[0].there = False
    bench.run(10)
    assert UNTIL_SOUND not in bench.conductor.notices  # The pause is the user's.
    bench.conductor.toggle_pause()
    bench.run(10)
    assert bench.conductor.paused
    assert UNTIL_SOUND in bench.conductor.notices
    assert (bench.view.phase, bench.view.rep) == ("move", 2)
    bench.conductor.toggle_pause()
    bench.run(1)
    assert not bench.conductor.paused
    bench.conductor.close()


def test_nothing_of_a_repetition_that_waits_for_sound_is_told_before_it_is_heard(tmp_path: Path) -> None:
    bench, _devices = losing(tmp_path, pause=True)
    bench.run(1)
    told = len(bench.told)
    bench.run(30)
    assert bench.conductor.paused
    assert len(bench.told) == told
    bench.conductor.end(None)
    bench.tick()
    assert len(bench.told) == told
    bench.conductor.close()


def test_a_repetition_that_waited_for_sound_is_told_when_it_is_heard(tmp_path: Path) -> None:
    bench, devices = losing(tmp_path, pause=True)
    bench.run(30)
    told = len(bench.told)
    devices.there = True
    until_opened(bench, devices, 2)
    bench.run(1)
    assert len(bench.told) > told
    bench.conductor.close()


def test_a_device_that_is_back_runs_for_the_lead_in_before_it_is_played_on() -> None:
    clock = FakeClock()
    devices = Devices(clock)
    output = SteadyOutput(devices(), devices, clock.monotonic_s, lead_in_s=0.3)
    devices.opened[0].stop()
    output.position_ms()
    clock.now_s += 60
    began_s = time.monotonic()
    output.position_ms()
    while output.name == "silent" and time.monotonic() < began_s + 20:
        output.position_ms()
        time.sleep(0.005)
    assert output.name != "silent"
    assert time.monotonic() - began_s >= 0.29
    output.close()


def test_the_first_sound_waits_until_the_device_has_run_for_the_lead_in(tmp_path: Path) -> None:
    bench = Bench(tmp_path, output=lambda clock: Device(clock=clock.monotonic_s), lead_in_s=1.0)
    bench.run(0.9)
    assert bench.conductor.view() is None
    bench.run(0.2)
    assert bench.view.position_ms < 200
    bench.conductor.close()


def test_the_screen_is_as_late_as_the_ear(tmp_path: Path) -> None:
    bench = Bench(tmp_path, output=lambda clock: Device(clock=clock.monotonic_s), delay_ms=300)
    bench.run(1)
    assert bench.view.position_ms == pytest.approx(700, abs=60)
    bench.at("hold", rep=2)
    bench.conductor.back()
    assert bench.view.go_left_ms == 3000, "a jump is seen at once"
    bench.run(0.2)
    assert bench.view.go_left_ms == 3000
    bench.until(lambda: bench.conductor.finished)
    assert bench.sets() == EVERYTHING
    bench.conductor.close()


class Recorder(SilentOutput):
    """Keeps what would be heard, and how loud."""

    schedule: Schedule = ()
    gains = (0.0, 0.0)

    def play(self, schedule: Schedule, at_ms: int) -> None:
        self.schedule = schedule
        super().play(schedule, at_ms)

    def set_gains(self, voice: float, tone: float) -> None:
        self.gains = (voice, tone)


def test_without_a_voice_every_tone_is_placed_on_the_side_of_its_set(tmp_path: Path) -> None:
    output = Recorder()
    bench = Bench(tmp_path, output=lambda _: output)
    player = bench.conductor.player
    assert player is not None
    beeps = [cue for cue in player.timeline.cues if cue.kind == "beep"]
    assert [(sound.at_ms, sound.bus) for sound in output.schedule] == [(cue.at_ms, "tone") for cue in beeps]
    side = {None: 0, "left": -1, "right": 1}
    for sound, cue in zip(output.schedule, beeps, strict=True):
        assert (sound.pan > 0) - (sound.pan < 0) == side[cue.side]
    bench.conductor.close()


def test_the_volume_keys_stay_in_their_range_and_mute_forgets_nothing(tmp_path: Path) -> None:
    output = Recorder()
    conductor = Bench(tmp_path, output=lambda _: output).conductor
    assert output.gains == (1.0, 0.7)
    conductor.louder()
    assert output.gains == (1.1, 0.8)
    conductor.mute()
    assert output.gains == (0, 0)
    conductor.louder()
    assert output.gains == (0, 0)
    conductor.mute()
    assert output.gains == (1.2, 0.9)
    for _ in range(30):
        conductor.louder()
    assert output.gains == (1.5, 1.5)
    for _ in range(30):
        conductor.softer()
    assert output.gains == (0, 0)
    assert conductor.sound.volume.voice == 0
    conductor.close()


HANGS = (sys.executable, "-c", "import time; time.sleep(60)")


@pytest.fixture
def hanging(tmp_path: Path) -> Iterator[Bench]:
    speaker = Voice(None, 160, "en", tmp_path / "cache", time_limit_s=60, command=HANGS)
    bench = Bench(tmp_path, output=lambda clock: Device(clock=clock.monotonic_s), speaker=speaker)
    yield bench
    bench.conductor.close()


def test_a_voice_that_keeps_us_waiting_is_not_waited_for_long(hanging: Bench) -> None:
    assert hanging.conductor.view() is None
    hanging.run(1.5)
    assert hanging.conductor.view() is None
    hanging.run(1)
    assert hanging.view.position_ms < 1000
    hanging.until(lambda: hanging.conductor.finished)
    assert hanging.sets() == EVERYTHING


class FirstWordsOnly:
    """A voice that has spoken its first text, three seconds long, and speaks on at the others."""

    status = VoiceStatus()
    texts: Sequence[str] = ()

    def start(self) -> None: ...
    def close(self) -> None: ...

    def prefetch(self, texts: Sequence[str]) -> None:
        self.texts = self.texts or texts

    def clip(self, text: str) -> Pcm | None:
        return Pcm(bytes(2 * 48_000 * 3), 48_000) if text == self.texts[0] else None

    def length_ms(self, text: str) -> int | None:
        return 3000 if text == self.texts[0] else None


def test_the_first_words_are_told_and_shown_while_they_sound_though_the_others_are_still_made(
    tmp_path: Path,
) -> None:
    speaker = cast(Voice, FirstWordsOnly())
    bench = Bench(tmp_path, output=lambda clock: Device(clock=clock.monotonic_s), speaker=speaker)
    said = "Two exercises. Steady."
    assert bench.conductor.view() is None
    assert bench.conductor.first_words == said
    assert [line(event) for event in bench.told if isinstance(event, Cue)] == [f'00:00.000 say "{said}"']
    bench.until(lambda: bench.conductor.view() is not None)
    assert bench.conductor.first_words == ""
    bench.run(5)
    told = [event.text for event in bench.told if isinstance(event, Cue) and event.text]
    assert told[0] == said
    assert told[1:]
    assert told.count(said) == 1
    bench.conductor.close()


def test_keys_pressed_before_the_first_words_do_no_harm(hanging: Bench) -> None:
    conductor = hanging.conductor
    for key in (conductor.next, conductor.back, conductor.repeat, conductor.slower, conductor.faster):
        key()
    assert conductor.view() is None
    conductor.pause()
    hanging.run(5)
    assert hanging.view.position_ms == 0
    conductor.resume()
    hanging.run(1)
    assert hanging.view.position_ms == pytest.approx(1000, abs=1)


def test_pain_before_the_first_words_can_be_answered_with_less_at_once(hanging: Bench) -> None:
    hanging.conductor.hurt(4)
    hanging.conductor.lighten()
    hanging.run(1)
    assert hanging.view.exercise.id == "bird_dog"
    assert not hanging.conductor.paused
    hanging.conductor.end("pain")
    assert not hanging.sets()


def test_without_a_voice_the_session_starts_at_once_and_says_so(tmp_path: Path) -> None:
    speaker = Voice(None, 160, "en", tmp_path / "cache", command=(str(tmp_path / "nothing"),))
    bench = Bench(tmp_path, output=lambda clock: Device(clock=clock.monotonic_s), speaker=speaker)
    end_s = time.monotonic() + 20
    while speaker.status.ok and time.monotonic() < end_s:
        time.sleep(0.02)
    bench.run(0.05)
    assert bench.view.position_ms == 0
    (notice,) = bench.conductor.notices
    assert sentence(notice).startswith("No voice: ")
    assert sentence(notice).endswith("(The session goes on with tones and text.)")
    bench.conductor.close()
