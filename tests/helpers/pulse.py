"""A private PulseAudio with a null sink that is recorded: sound tests without a sound card.

Nothing outside its folder is touched, and everything it starts ends with it. Works as root in a container.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

RATE = 48_000
TOOLS = ("pulseaudio", "parec", "pactl")
# What measures comes before what is measured, where that is allowed; `nice` goes on without.
FIRST = ("nice", "-n", "-15")
Recording = npt.NDArray[np.int16]


@dataclass(frozen=True)
class Pulse:
    """A running server: `environment` leads a program to it, `raw` grows by what its sink plays."""

    environment: dict[str, str]
    raw: Path
    server: "subprocess.Popen[bytes]"

    def recorded(self, since: int = 0) -> Recording:
        """What was recorded from a frame on, one row a frame: left, right; below 0 it is counted from the end.

        It reads no more: who looks fifty times a second must not take the computer from what is measured.
        """
        frames = self.frames()
        start = min(frames, since) if since >= 0 else max(0, frames + since)
        with self.raw.open("rb") as file:
            file.seek(start * 4)
            data = file.read((frames - start) * 4)
        return np.frombuffer(data[: len(data) // 4 * 4], dtype="<i2").reshape(-1, 2)

    def frames(self) -> int:
        return self.raw.stat().st_size // 4

    def streams(self) -> int:
        """How many programs have a sound stream open."""
        listed = subprocess.run(
            ["pactl", "list", "short", "sink-inputs"],
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
            check=False,
        )
        return len(listed.stdout.splitlines())

    @contextmanager
    def leads_this_process(self) -> Iterator[None]:
        """While it lasts, sound of this process goes to this server."""
        before = {name: os.environ.get(name) for name in self.environment}
        os.environ.update(self.environment)
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value


def need_pulse() -> None:
    """Skips the test where PulseAudio is missing, but fails it in CI, where a skip would hide it for ever."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"CI has to bring {', '.join(missing)}")
    if missing:
        pytest.skip(f"needs {', '.join(missing)} (Debian: pulseaudio, pulseaudio-utils)")


def need_simpleaudio() -> None:
    """Skips where the extra is not installed; with BACKCOACH_TEST_SIMPLEAUDIO set it has to be."""
    if os.environ.get("BACKCOACH_TEST_SIMPLEAUDIO") != "1":
        pytest.importorskip("simpleaudio", reason="simpleaudio is an extra")


def until(happened: object, limit_s: float = 60.0, what: str = "") -> None:
    """Waits for a callable to be true; fails after the limit, and says `what` did not come."""
    assert callable(happened)
    end = time.monotonic() + limit_s
    while not happened():
        assert time.monotonic() < end, f"waited in vain {what}"
        time.sleep(0.02)


@contextmanager
def pulse(folder: Path, environment: dict[str, str] | None = None) -> Iterator[Pulse]:
    """A server and its recorder, both already running, with `folder` for sockets, state and the recording.

    With the environment of one that was killed it takes that one's place.
    """
    need_pulse()
    environment = environment or _environment(folder)
    socket = Path(environment["PULSE_SERVER"].removeprefix("unix:"))
    socket.unlink(missing_ok=True)
    everything = {**os.environ, **environment}
    with ExitStack() as stack:
        log = stack.enter_context((folder / "log").open("wb"))
        server = stack.enter_context(
            _running(
                [
                    "pulseaudio",
                    "-n",
                    "--daemonize=no",
                    "--use-pid-file=no",
                    "--exit-idle-time=-1",
                    "--disable-shm=yes",
                    "--high-priority=no",
                    "--realtime=no",
                    "-L",
                    f"module-native-protocol-unix auth-anonymous=1 socket={socket}",
                    "-L",
                    "module-null-sink sink_name=cap rate=48000 channels=2 format=s16le",
                ],
                everything,
                log.fileno(),
                log.fileno(),
            )
        )
        until(lambda: subprocess.run(["pactl", "info"], env=everything, capture_output=True).returncode == 0)
        raw = folder / "rec.raw"
        out = stack.enter_context(raw.open("wb"))
        stack.enter_context(
            _running(
                [
                    "parec",
                    "-d",
                    "cap.monitor",
                    "--raw",
                    "--format=s16le",
                    "--rate=48000",
                    "--channels=2",
                    "--latency-msec=10",
                ],
                everything,
                out.fileno(),
                log.fileno(),
            )
        )
        # Before the recorder runs, the sink works in blocks of 2 s.
        until(lambda: raw.stat().st_size > RATE)
        yield Pulse(environment, raw, server)


def _environment(folder: Path) -> dict[str, str]:
    for name in ("run", "state"):
        (folder / name).mkdir()
    (folder / "asound.conf").write_text(
        "</usr/share/alsa/alsa.conf>\npcm.!default { type pulse }\nctl.!default { type pulse }\n",
        encoding="utf-8",
    )
    return {
        "PULSE_RUNTIME_PATH": str(folder / "run"),
        "PULSE_STATE_PATH": str(folder / "state"),
        "PULSE_COOKIE": str(folder / "cookie"),
        "PULSE_SERVER": f"unix:{folder / 'pulse.sock'}",
        "ALSA_CONFIG_PATH": str(folder / "asound.conf"),
    }


@contextmanager
def _running(
    command: list[str],
    environment: dict[str, str],
    out: int,
    err: int,
) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(
        [*FIRST, *command], env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=err
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
