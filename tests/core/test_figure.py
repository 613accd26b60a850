"""The figures: bodies that keep their limbs and their feet on the ground, drawn to size, for both sides."""

import math
import os
import re
import subprocess
import sys
import time
from dataclasses import replace
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from size import sized

from coach.core import figure, screening
from coach.core.exercise import Exercise, Figure, Limb, Point, Pose
from coach.core.figure import Charset, projection, raster, skeleton
from coach.core.model.done import Side
from coach.core.model.planned import PhaseName
from coach.files import exercises

SHIPPED = exercises.load_shipped()
AVOIDED = exercises.avoided()
FIGURES: dict[str, Figure] = {
    **{id_: e.figure for id_, e in SHIPPED.items() if e.figure is not None},
    **{f"avoid_{name}": drawn for name, drawn in AVOIDED.items()},
}
MOMENTS = [step / 32 for step in range(33)]
CHARSETS: tuple[Charset, ...] = get_args(Charset)
SIGNS = {
    "braille": re.compile("[\u2800-\u28ff]*"), "plain": re.compile("[ ▀▄█▒─]*"), "ascii": re.compile(r'[ "o#:-]*'),
}  # fmt: skip
PARTS = {
    "upper_arm": ("shoulder", "elbow"), "forearm": ("elbow", "hand"),
    "thigh": ("hip", "knee"), "shin": ("knee", "ankle"), "foot": ("ankle", "toes"),
}  # fmt: skip
each_figure = pytest.mark.parametrize("drawn", FIGURES.values(), ids=FIGURES)


def dots(lines: list[str]) -> set[tuple[int, int]]:
    """The column and row of every dot, read off the braille characters by the layout that Unicode gives them."""
    bits = {0: (0, 0), 1: (0, 1), 2: (0, 2), 3: (1, 0), 4: (1, 1), 5: (1, 2), 6: (0, 3), 7: (1, 3)}
    return {
        (column * 2 + bits[bit][0], row * 4 + bits[bit][1])
        for row, line in enumerate(lines)
        for column, sign in enumerate(line)
        for bit in range(8)
        if ord(sign) - 0x2800 >> bit & 1
    }


def found(joints: skeleton.Joints, side: str, joint: str) -> Point:
    return joints[joint] if joint in ("hip", "shoulder") else joints[f"{side}_{joint}"]


# The bodies


def test_every_exercise_and_both_avoided_movements_have_a_figure() -> None:
    assert FIGURES.keys() == {*SHIPPED, "avoid_extension", "avoid_flexion"}
    assert AVOIDED.keys() == screening.AVOIDED.keys()


@each_figure
def test_every_limb_keeps_its_length_over_the_whole_movement(drawn: Figure) -> None:
    shorter = dict(drawn.shorten)
    for moment in MOMENTS:
        for swapped in (False, True):
            joints = skeleton.joints(drawn, moment, swapped=swapped)
            assert math.dist(joints["shoulder"], joints["head"]) == pytest.approx(skeleton.LENGTHS["neck"])
            for part, (start, end) in PARTS.items():
                for side in ("near", "far"):
                    length = math.dist(found(joints, side, start), found(joints, side, end))
                    expected = skeleton.LENGTHS[part] * shorter.get(f"{side}_{part}", 1.0)
                    assert length == pytest.approx(expected, rel=0.12), (part, side, moment)


@each_figure
def test_the_body_is_on_the_ground_and_never_below_it(drawn: Figure) -> None:
    for moment in MOMENTS:
        joints = skeleton.joints(drawn, moment)
        lowest = min(y - projection.radius(name) for name, (_, y) in joints.items())
        assert -1.0 <= lowest <= 2.0, moment


@each_figure
def test_nothing_jumps_from_one_picture_to_the_next(drawn: Figure) -> None:
    way = [skeleton.joints(drawn, step / 64) for step in range(65)]
    assert max(math.dist(one[name], other[name]) for one, other in pairwise(way) for name in one) < 2


def _at(joints: skeleton.Joints, limb: Limb) -> Point:
    x, y = joints[limb.on] if limb.on else (0.0, 0.0)
    assert limb.to is not None
    return x + limb.to[0], y + limb.to[1]


def _reaching(pose: Pose) -> list[tuple[str, Limb]]:
    limbs = {"near_hand": pose.near_arm, "far_hand": pose.far_arm, "near_ankle": pose.near_leg,
             "far_ankle": pose.far_leg}  # fmt: skip
    return [(name, limb) for name, limb in limbs.items() if limb.to is not None]


@each_figure
def test_hands_and_feet_are_where_the_poses_put_them_and_stay_there(drawn: Figure) -> None:
    start, end = drawn.poses[0], drawn.poses[-1]
    for progress, pose in ((0.0, start), (1.0, end)):
        joints = skeleton.joints(drawn, progress)
        for name, limb in _reaching(pose):
            assert math.dist(joints[name], _at(joints, limb)) < 1, (name, progress)
    for name, limb in _reaching(start):
        if not limb.on and (name, limb) in _reaching(end):
            for moment in MOMENTS:
                assert math.dist(skeleton.joints(drawn, moment)[name], _at({}, limb)) < 1.5, (name, moment)


@pytest.mark.parametrize("id_", [id_ for id_, drawn in FIGURES.items() if not drawn.front])
def test_knees_and_elbows_bend_as_they_do(id_: str) -> None:
    for moment in MOMENTS:
        joints = skeleton.joints(FIGURES[id_], moment)
        for side in ("near", "far"):
            for chain, turn in ((("hip", "knee", "ankle"), 1), (("shoulder", "elbow", "hand"), -1)):
                first, middle, last = (found(joints, side, name) for name in chain)
                upper = math.atan2(middle[1] - first[1], middle[0] - first[0])
                lower = math.atan2(last[1] - middle[1], last[0] - middle[0])
                bend = (math.degrees(upper - lower) * turn + 180) % 360 - 180
                assert -12 <= bend <= 160, (chain[1], side, moment, bend)


def test_the_elbow_and_the_knee_are_found_by_the_law_of_cosines() -> None:
    leg = Limb(to=(0.0, 20.0))
    pose = Pose("hip", (0.0, 52.0), (90.0, 90.0), 90.0, 1.0, Limb((-90.0, -90.0)), Limb((-90.0, -90.0)), leg, leg)
    joints = skeleton.joints(Figure((pose, pose)), 0)
    assert joints["near_ankle"] == pytest.approx((0, 20))
    assert joints["near_knee"][0] == pytest.approx(math.sqrt(25**2 - ((32**2 + 25**2 - 23**2) / 64) ** 2))


# The pictures


@given(
    id_=st.sampled_from(sorted(FIGURES)), progress=st.floats(0, 1), side=st.sampled_from(["left", "right", None]),
    columns=st.integers(0, 130), rows=st.integers(0, 45), charset=st.sampled_from(CHARSETS),
    way=st.sampled_from(["", "out", "back"]), crossed=st.booleans(),
)  # fmt: skip
@settings(max_examples=sized(40, 150))
def test_there_are_as_many_lines_and_characters_as_asked_for(
    id_: str, progress: float, side: Side | None, columns: int, rows: int, charset: Charset, way: figure.Way,
    crossed: bool,
) -> None:  # fmt: skip
    lines = figure.lines(FIGURES[id_], progress, side, columns, rows, charset, way=way, crossed=crossed)
    assert [len(line) for line in lines] == [columns] * rows
    assert all(SIGNS[charset].fullmatch(line) for line in lines)


@each_figure
def test_the_picture_fills_its_frame_without_touching_the_sides(drawn: Figure) -> None:
    for columns, rows in ((44, 12), (30, 9), (120, 40)):
        body = {dot for p in (0, 0.5, 1) for dot in dots(figure.lines(drawn, p, "right", columns, rows))}
        body = {(x, y) for x, y in body if y < rows * 4 - 1}
        xs, ys = [x for x, _ in body], [y for _, y in body]
        assert min(xs) >= 1
        assert max(xs) <= columns * 2 - 2
        assert max(ys) <= rows * 4 - 2
        assert max(xs) - min(xs) > columns * 1.7 or max(ys) - min(ys) > rows * 3.2


@each_figure
def test_the_left_side_mirrors_the_right_one(drawn: Figure) -> None:
    for progress in (0.0, 0.4, 1.0):
        right = dots(figure.lines(drawn, progress, "right", 44, 12))
        left = {(87 - x, y) for x, y in dots(figure.lines(drawn, progress, "left", 44, 12))}
        assert len(right ^ left) <= 0.03 * len(right)


@pytest.mark.parametrize("id_", [id_ for id_, exercise in SHIPPED.items() if exercise.side == "alternate"])
def test_the_sides_of_an_alternating_exercise_take_turns_in_the_same_place(id_: str) -> None:
    one, other = (skeleton.joints(FIGURES[id_], 1, swapped=swapped) for swapped in (False, True))
    for joint in ("elbow", "hand", "knee", "ankle", "toes"):
        assert one[f"near_{joint}"] == pytest.approx(other[f"far_{joint}"])
        assert one[f"far_{joint}"] == pytest.approx(other[f"near_{joint}"])
    pictures = [figure.frame(SHIPPED[id_], "hold", 0.5, side, 44, 12) for side in ("left", "right")]
    assert pictures[0] != pictures[1]


def test_the_named_limbs_move_in_the_bird_dog() -> None:
    start, end = (skeleton.joints(FIGURES["bird_dog"], progress) for progress in (0, 1))
    moved = {name for name in start if math.dist(start[name], end[name]) > 10}
    # Facing right, the near side is the right one: "right hand, left leg".
    assert moved >= {"near_hand", "far_ankle"}
    assert not moved & {"far_hand", "near_ankle"}
    assert SHIPPED["bird_dog"].cues.right == "right hand, left leg"


def test_far_limbs_are_checkered_and_near_ones_solid() -> None:
    shown = dots(figure.lines(FIGURES["bird_dog"], 1.0, "right", 44, 12))
    frame = projection.fit(FIGURES["bird_dog"], 44, 12, "braille", False)
    joints = skeleton.joints(FIGURES["bird_dog"], 1.0)

    def filled(name: str) -> int:
        x, y = (round(value) for value in frame.dot(joints[name]))
        return len(shown & {(x + dx, y + dy) for dx in (-1, 0, 1, 2) for dy in (-1, 0)})

    assert filled("near_knee") == 8
    assert filled("far_knee") == 4


def test_a_near_limb_has_a_gap_around_it() -> None:
    drawn = FIGURES["side_plank_full"]  # The near arm on the trunk at the start.
    with_arm = dots(figure.lines(drawn, 0.0, "right", 80, 20))
    without = dots(figure.lines(replace(drawn, shorten=(*drawn.shorten, ("near_upper_arm", 0.3),
                                                        ("near_forearm", 0.3))), 0.0, "right", 80, 20))  # fmt: skip
    assert without - with_arm


@each_figure
def test_the_start_and_the_end_look_different(drawn: Figure) -> None:
    start, end = (dots(figure.lines(drawn, progress, "right", 44, 12)) for progress in (0, 1))
    assert len(start ^ end) > 40


def test_the_movement_is_eased_in_and_out() -> None:
    drawn = FIGURES["hip_abduction"]
    pictures = [dots(figure.lines(drawn, progress / 8, "right", 80, 20)) for progress in (0, 1, 4, 5, 7, 8)]
    first, middle, last = (len(one ^ other) for one, other in (pictures[:2], pictures[2:4], pictures[4:]))
    assert max(first, last) < middle


def test_dots_lead_the_way_only_when_asked_for_and_only_until_it_is_gone() -> None:
    drawn = FIGURES["bird_dog"]
    bare = dots(figure.lines(drawn, 0.5, "right", 44, 12))
    led = dots(figure.lines(drawn, 0.5, "right", 44, 12, way="out"))
    back = dots(figure.lines(drawn, 0.5, "right", 44, 12, way="back"))
    assert bare < led
    assert bare < back
    assert led != back
    assert figure.lines(drawn, 1.0, "right", 44, 12, way="out") == figure.lines(drawn, 1.0, "right", 44, 12)


def test_a_crossed_figure_has_dots_near_all_four_corners() -> None:
    for drawn in AVOIDED.values():
        bare, crossed = (dots(figure.lines(drawn, 1.0, None, 44, 12, crossed=crossed)) for crossed in (False, True))
        added = crossed - bare
        assert {(x > 44, y > 24) for x, y in added} == {(a, b) for a in (False, True) for b in (False, True)}


def test_blank_cells_are_blank_braille_and_not_spaces() -> None:
    for size in ((44, 12), (5, 3)):
        assert "\u2800" in "".join(figure.lines(FIGURES["brace"], 0.0, None, *size))


def test_all_dots_of_a_cell_come_out_where_unicode_has_them() -> None:
    for x in range(6):
        for y in range(8):
            layer = raster.blank(8)
            layer[y] |= 1 << x
            assert dots(raster.braille(layer, 3, 2)) == {(x, y)}


@given(
    ends=st.lists(st.tuples(st.floats(-20, 60), st.floats(-20, 60), st.floats(1, 12)), min_size=2, max_size=2)
)  # fmt: skip
@settings(max_examples=sized(20, 100))
def test_a_capsule_is_every_dot_within_reach_of_its_line(ends: list[raster.Disc]) -> None:
    (x0, y0, r0), (x1, y1, r1) = ends
    layer = raster.blank(40)
    raster.capsule(layer, 40, ends[0], ends[1])
    for x in range(0, 40, 3):
        for y in range(0, 40, 3):
            discs = [(x0 + (x1 - x0) * s / 50, y0 + (y1 - y0) * s / 50, r0 + (r1 - r0) * s / 50) for s in range(51)]
            gap = min(math.hypot(x - disc[0], y - disc[1]) - disc[2] for disc in discs)
            if gap < -1:
                assert layer[y] >> x & 1
            if gap > 0.6:
                assert not layer[y] >> x & 1


def test_the_same_picture_comes_out_in_another_process() -> None:
    program = (
        "from coach.core import figure\n"
        "from coach.files import exercises\n"
        "for e in exercises.load_shipped().values():\n"
        "    print(*figure.frame(e, 'move', 0.3, 'left', 44, 12), sep='\\n')"
    )
    outs = {
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", program], capture_output=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(outs) == 1
    assert outs.pop().decode() == "".join(
        line + "\n" for e in SHIPPED.values() for line in figure.frame(e, "move", 0.3, "left", 44, 12)
    )


def test_a_picture_takes_less_than_five_milliseconds_and_a_kept_one_far_less() -> None:
    def took_ms(step: int, repeated: bool) -> float:
        drawn = FIGURES["bird_dog"]
        if repeated:
            figure.lines(drawn, step / 64, "left", 44, 12, swaps=True)
        start = time.process_time()
        figure.lines(drawn, step / 64, "left", 44, 12, swaps=True)
        return (time.process_time() - start) * 1000

    assert sorted(took_ms(step, False) for step in range(20, 31))[5] < 5
    assert sorted(took_ms(step, True) for step in range(20, 31))[5] < 0.5


# The frames of a repetition


def frame(phase: PhaseName | None, progress: float, *, half: bool = False) -> list[str]:
    return figure.frame(SHIPPED["hip_abduction"], phase, progress, "right", 44, 12, half=half)


def test_a_repetition_goes_out_holds_and_comes_back() -> None:
    drawn = FIGURES["hip_abduction"]
    start, end = (figure.lines(drawn, progress, "right", 44, 12) for progress in (0, 1))
    assert dots(frame("move", 0.0)) > dots(start)
    assert frame("move", 1.0) == frame("hold", 0.0) == frame("hold", 1.0) == end
    assert dots(frame("return", 0.0)) > dots(end)
    assert frame("return", 1.0) == start


@pytest.mark.parametrize("phase", ["rest", "change", None])
def test_the_figure_waits_in_its_start_pose(phase: PhaseName | None) -> None:
    assert frame(phase, 0.7) == figure.lines(FIGURES["hip_abduction"], 0, "right", 44, 12)


def test_half_the_range_ends_halfway() -> None:
    full, half = dots(frame("hold", 0.0)), dots(frame("hold", 0.0, half=True))
    assert min(y for _, y in half) > min(y for _, y in full) + 5
    # Eased, the middle of the full movement is where half the range ends.
    assert half == dots(figure.lines(FIGURES["hip_abduction"], 0.5, "right", 44, 12))


def test_an_exercise_without_a_figure_has_no_lines() -> None:
    bare: Exercise = replace(SHIPPED["brace"], figure=None)
    assert figure.frame(bare, "move", 0.5, None, 44, 12) == []


# Any figure

numbers = st.floats(-200, 300)
angles = st.floats(-720, 720)


@given(st.lists(numbers, min_size=10, max_size=10), st.lists(angles, min_size=10, max_size=10))
@example([38.0, *[0.0] * 9], [*[0.0] * 5, 662.0, 95.0, 0.0, 0.0, 0.0])  # An eye left of the picture.
@settings(max_examples=sized(15, 60))
def test_no_figure_that_the_form_allows_breaks_the_drawing(points: list[float], turns: list[float]) -> None:
    def pose(shift: int) -> Pose:
        at: list[Point] = [(points[i + shift], points[i + shift + 1]) for i in range(0, 8, 2)]
        arm, leg = Limb(to=at[1], on="near_knee"), Limb(tuple(turns[shift : shift + 3]))
        other_leg, back = Limb(to=at[3], foot=turns[6 + shift]), (turns[3 + shift], turns[4 + shift])
        root = "hip" if shift else "shoulder"
        return Pose(root, at[0], back, turns[5 + shift], 1.0, arm, Limb(to=at[2]), leg, other_leg)

    drawn = Figure((pose(0), pose(1), pose(2)), things=((points[0], points[1], points[2], points[3]),))
    for way in ("out", "back"):
        lines = figure.lines(drawn, 0.6, "left", 44, 12, swaps=True, way=way, crossed=True)
        assert [len(line) for line in lines] == [44] * 12
        assert len(dots(lines)) > 100
