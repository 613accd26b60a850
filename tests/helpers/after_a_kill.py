"""What has to hold of the short routine once a session of it was killed: nothing is lost, and it goes on there."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from command import coach

from coach.app import going_on, interrupted, workspace
from coach.core.timeline import compile_plan, estimate_ms

EVERY = [("bird_dog", 1, "both", 6), ("clamshell", 1, "left", 8), ("clamshell", 1, "right", 8)]


def without_log(home: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        (home / f"log.sqlite3{ending}").unlink(missing_ok=True)


def holds(home: Path, told: Sequence[str]) -> None:
    """`told` are the lines of sets that were told as done; COACH_HOME has to be the home."""
    found = json.loads(coach(home, "log", "--json").stdout)
    if not found:
        assert list(told) == []
        return
    (session,) = found
    sets = [(each["exercise"], each["set"], each["side"], each["reps"]) for each in session["sets"]]
    assert len({each[:3] for each in sets}) == len(sets)
    whole = [each for each in sets if each in EVERY]
    assert list(told) == [f"set done: {each[0]} {each[1]} {each[2]}" for each in whole][: len(told)]
    assert len(sets) - len(whole) <= 1, "only the last one is not whole"
    assert "P8" not in json.loads(coach(home, "today", "--json", "short").stdout)["rules"]
    assert coach(home, "log", "--check").returncode == 0
    now = datetime.now().astimezone()
    ws = workspace.open_workspace(now)
    asked = interrupted.to_ask(ws, now)
    if asked is not None and going_on.pain_open(ws, asked):
        going_on.keep_pain(ws, asked, None, now)  # It was fine.
    way = None if asked is None else going_on.way_on(ws, asked, now)
    if not sets or way is None:
        assert not sets or sets == EVERY or session["stopped"] is None, "it would go on"
        return
    done = sum(reps for *_, reps in sets)
    left = sum(block.kind == "rep" for block in compile_plan(way.plan, estimate_ms).blocks)
    assert done + left == sum(reps for *_, reps in EVERY), "nothing is played twice, nothing is left out"
