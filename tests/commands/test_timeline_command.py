"""`coach timeline` in a process of its own: the list of the contract, and what is known without a profile."""

import json
import os
import subprocess
import sys
from pathlib import Path


def test_the_command_prints_the_contract_without_a_profile(tmp_path: Path) -> None:
    env = {**os.environ, "COACH_HOME": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-m", "coach", "timeline", "first-weeks", "--json"]
    done = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True)
    cues = json.loads(done.stdout)
    common = {"at_ms", "kind", "dur_ms", "exercise", "set", "rep", "side"}
    own = {"say": "text", "beep": "sound", "phase": "phase"}
    assert all(set(cue) == common | {own[cue["kind"]]} for cue in cues)
    assert (cues[0]["kind"], cues[0]["at_ms"]) == ("say", 0)
    assert "Nothing was screened" in done.stderr


def test_without_a_profile_stage_one_is_known_and_no_more(tmp_path: Path) -> None:
    path = tmp_path / "hard.toml"
    ids = ("clamshell", "glute_bridge", "side_plank_full", "superman")
    path.write_text("format = 1\n" + "".join(f'[[exercise]]\nid = "{id_}"\n' for id_ in ids))
    environment = {**os.environ, "COACH_HOME": str(tmp_path / "home")}
    made = subprocess.run(
        [sys.executable, "-m", "coach", "timeline", str(path), "--json"],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert {cue["exercise"] for cue in json.loads(made.stdout)} == {None, "clamshell"}
    assert "Nothing was screened" in made.stderr


def test_the_command_line_says_how_much_is_said_whatever_settings_and_routine_say(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('words = "full"\n', "utf-8")
    env = {**os.environ, "COACH_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "coach", "timeline", "first-weeks", "--json", "--words"]
    done = subprocess.run([*command, "beeps"], env=env, capture_output=True, text=True, timeout=60, check=True)
    assert {cue["kind"] for cue in json.loads(done.stdout)} == {"beep", "phase"}
    wrong = subprocess.run([*command, "beep"], env=env, capture_output=True, text=True, timeout=60, check=False)
    assert wrong.returncode == 2
    assert "did you mean 'beeps'?" in wrong.stderr
