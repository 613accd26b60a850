"""Whatever bytes are in a file: every reader reads it or refuses it with its place, soon, and never fails.

BACKCOACH_FUZZ=100000 tries so many files; the suite a few hundred. BACKCOACH_TOML_TEST=FOLDER also reads the files
of https://github.com/toml-lang/toml-test, of which FOLDER is a checkout.
"""

import json
import os
import random
import re
import struct
import tomllib
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from time import process_time

import pytest

from coach.app.check_files import Checker
from coach.audio.clips import load_wav
from coach.errors import CoachError
from coach.files import paths
from coach.log import import_form
from coach.voice.pcm import decode

ROOT = Path(__file__).parents[2]
TRIES = int(os.environ.get("BACKCOACH_FUZZ", "400"))
TOML_TEST = os.environ.get("BACKCOACH_TOML_TEST", "")
MOST_S = 2.0  # Of this process's own work, for a file of 1 MB.
SEEDS = {
    "routines/x.toml": [path.read_bytes() for path in (ROOT / "routines").glob("*.toml")],
    "exercises/x.toml": [path.read_bytes() for path in (ROOT / "coach" / "files" / "exercises").glob("*.toml")],
    "profile.toml": [(ROOT / "tests" / "data" / "sitting.toml").read_bytes()],
    "settings.toml": [b'voice = "en-gb"\nrate_wpm = 150\nchange_s = { floor_to_chair = 25 }\nlead_in_ms = 1000\n'],
}
BITS = (
    b"", b"", b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\x1b[2J", b'"', b"'", b'"""', b"'''",
    b"[", b"]", b"[[", b"{", b"}", b"=", b".", b",", b"#", b"\\", b"\\u",
    b"\n", b"\r", b"\r\n", b"-", b"inf", b"nan",
    b"0x", b"1e999", b"9" * 400, b"9999-12-31T23:59:59Z", b"0001-01-01", b"a.b.c.", b"[exercise]",
    b"[[exercise]]\n", b"exercise = 1\n", b"null", b"true", b"{}", b"[[[[",
)  # fmt: skip
ENTRY = {
    "id": 1, "at": "2026-11-20T07:30:00+01:00", "routine": "short", "planned": {"bird_dog": {"sets": 1, "reps": 6,
    "hold_s": 2}}, "sets": [{"exercise": "bird_dog", "set": 1, "side": "both", "reps": 6,
    "at": "2026-11-20T07:31:00+01:00"}], "before": 2, "during": 3, "after": 3, "morning": 1, "effort": "ok",
    "stopped": None, "finished": True, "hurts": [{"exercise": "bird_dog", "rating": 3,
    "at": "2026-11-20T07:31:00+01:00"}], "note": "It rained.", "usual_pain": 3,
}  # fmt: skip


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    home = tmp_path_factory.mktemp("home")
    return Checker(paths.Home(home, home / "cache"), datetime(2026, 11, 23, 8))


def mutated(chance: random.Random, seeds: list[bytes]) -> bytes:
    data = chance.choice(seeds)
    for _ in range(chance.choice((1, 2, 4, 12))):
        start = chance.randrange(len(data) + 1)
        end = start + chance.choice((0, 0, 1, 8, 60))
        data = data[:start] + chance.choice((*BITS, chance.randbytes(3), chance.choice(seeds)[:200])) + data[end:]
    return data


def read(checker: Checker, name: str, data: bytes) -> list[int]:
    """The lines of the mistakes, each of which is inside of the file and can be shown."""
    lines = data.decode("utf-8", "surrogateescape").removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    found = checker.check_content(checker.home.data / name, "x.toml", data)
    for mistake in found:
        assert 1 <= mistake.line <= len(lines), (mistake, data)
        assert 1 <= mistake.column <= len(lines[mistake.line - 1]) + 1, (mistake, data)
        assert str(mistake).isprintable(), data
    return [mistake.line for mistake in found]


@pytest.mark.timeout(0)
@pytest.mark.parametrize("name", SEEDS)
def test_no_bytes_are_too_much_for_the_readers_of_toml(checker: Checker, name: str) -> None:
    for seed in range(TRIES // len(SEEDS)):
        read(checker, name, mutated(random.Random(seed), SEEDS[name]))


@pytest.mark.timeout(0)
def test_no_bytes_are_too_much_for_the_reader_of_a_log() -> None:
    seeds = [json.dumps([ENTRY, ENTRY]).encode(), json.dumps([ENTRY], indent=1).encode()]
    assert len(import_form.read(seeds[1])) == 1
    for seed in range(TRIES // 4):
        refused(import_form.read, mutated(random.Random(seed), seeds), CoachError)


WAV = b"RIFF" + struct.pack("<I", 236) + b"WAVEfmt " + struct.pack("<IHHIIHHI", 16, 1, 1, 48000, 96000, 2, 16, 0)
SOUND = WAV[:36] + b"data" + struct.pack("<I", 200) + bytes(range(200))


@pytest.mark.timeout(0)
def test_no_bytes_are_too_much_for_the_readers_of_sound(tmp_path: Path) -> None:
    path = tmp_path / "tick.wav"
    for seed in range(TRIES // 4):
        data = mutated(random.Random(seed), [SOUND, SOUND[:44]])
        path.write_bytes(data)
        refused(load_wav, path, CoachError)
        refused(decode, data, ValueError)


def refused(reader: Callable[..., object], given: object, how: type[Exception]) -> None:
    with suppress(how):
        reader(given)


LARGE = {
    "one dotted key": "a" + ".a" * 499_999,
    "many dotted keys": "a.a.a.a.a.a.a.a.a.a.a.a.a.a.b{} = 1\n",
    "tables in tables": "[a.b.c.d.e.f.g.h.i.j.k.l.m.n{}]\n",
    "lists in lists": "a = " + "[" * 999_000,
    "tables of a line": "a = {" + "b={" * 6_000,
    "keys": "k{} = 1\n",
    "no keys": "k{} 1\n",
    "open texts": 'a{} = "\n',
    "blocks": "[[exercise]]\nid = 'a{}'\n",
    "ends of lines": "\r\n",
    "backslashes": 'a = "' + "\\" * 999_000,
}


@pytest.mark.parametrize("what", LARGE)
@pytest.mark.parametrize("name", SEEDS)
def test_a_megabyte_is_read_or_refused_soon(checker: Checker, name: str, what: str) -> None:
    text = LARGE[what]
    if len(text) < 1000:
        text = "".join(text.format(number) for number in range(1_000_000 // len(text)))
    before = process_time()
    read(checker, name, text.encode()[:1_000_000])
    assert process_time() - before < MOST_S


@pytest.mark.skipif(not TOML_TEST, reason="BACKCOACH_TOML_TEST names no checkout of toml-test")
def test_the_files_of_toml_test_are_read_or_refused_where_they_break(checker: Checker) -> None:
    files = sorted(Path(TOML_TEST, "tests").rglob("*.toml"))
    assert len(files) > 700
    for path in files:
        data = path.read_bytes()
        lines = read(checker, "routines/x.toml", data)
        if "invalid" in path.parts:
            assert lines, path
            assert min(lines) <= first_broken_line(data), path


def first_broken_line(data: bytes) -> int:
    """As tomllib says it, which stops at the first; where it says none, the last line."""
    try:
        tomllib.loads(data.decode())
    except ValueError as error:
        found = re.search(r"at line (\d+)", str(error))
        if found:
            return int(found[1])
    return data.count(b"\n") + 1
