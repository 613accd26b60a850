"""The stage of the session screen: what is seen of each state from the floor, in every size and without colour."""

from dataclasses import replace
from datetime import datetime

from logbook import EXERCISES, profile, routine

from coach import plan
from coach.model import Dose
from coach.player import Player
from coach.progression import decide

NOW = datetime(2026, 11, 23, 7, 30)


def player(**doses: Dose) -> Player:
    routine_ = replace(routine(doses), voice="beeps")
    made = plan.make(routine_, decide(routine_, EXERCISES, profile(), (), NOW.date()), profile())
    assert made is not None
    return Player(made, lambda _: 800)


def test_what_comes_next_is_where_the_key_for_it_leads() -> None:
    played = player(bird_dog=Dose(2, 4, 2), clamshell=Dose(1, 3, 3))
    position_ms, told = 0, []
    while (now := played.view(position_ms)).next_title:
        told.append(now.next_title)
        position_ms = played.next(position_ms)
        there = played.view(position_ms)
        order = f", set {there.set} of {there.sets}" if there.sets > 1 else ""
        side = f", {there.side} side" if there.side and there.exercise.side == "each" else ""
        assert f"{there.exercise.name}{side}{order}" == now.next_title
    assert played.view(played.next(position_ms)).kind == "close"
    assert told[:3] == ["Bird-dog, set 1 of 2", "Bird-dog, set 2 of 2", "Bird-dog, set 2 of 2"]
    assert told[-1] == "Clamshell, right side"
