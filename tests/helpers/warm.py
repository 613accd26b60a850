"""Runs the command line in a process of its own that is forked from one which has loaded the program already.

Loading takes far longer than what most commands do. All else is as in a fresh start: the process has its own
environment, folder, streams and exit code. Where there is no fork, or where the environment changes how Python
itself starts, there is a fresh start.
"""

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import loaded
from loaded import NUMBER_BYTES

ROOT = Path(__file__).parents[2]
TIMEOUT_S = 60


def at_start(environment: Mapping[str, str]) -> dict[str, str]:
    """What Python and the C library read before the first line of a program."""
    names = ("PYTHON", "LC_", "LANG", "LD_", "MALLOC_")
    return {name: value for name, value in environment.items() if name.startswith(names)}


ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
CAN_FORK = hasattr(os, "fork")


def run(
    command: Sequence[str], arguments: Sequence[str], given: bytes, environment: Mapping[str, str], folder: Path
) -> "subprocess.CompletedProcess[bytes]":
    """What `command`, which is Python with `-m coach`, does with the arguments in a folder.

    Raises subprocess.TimeoutExpired after a minute.
    """
    whole = [*command, *arguments]
    if CAN_FORK and at_start(environment) == at_start(ENVIRONMENT):
        code, out, err = loaded_process().run(arguments, given, environment, folder)
        if code is None:
            raise subprocess.TimeoutExpired(whole, TIMEOUT_S, out, err)
        return subprocess.CompletedProcess(whole, code, out, err)
    return subprocess.run(
        whole, input=given, capture_output=True, env=environment, cwd=folder, timeout=TIMEOUT_S, check=False
    )


@cache
def loaded_process() -> "Loaded":
    return Loaded()


class Loaded:
    """The process that has loaded the program, for as long as this one lives; see `loaded`."""

    def __init__(self) -> None:
        self.turn = threading.Lock()
        self.requests, its = socket.socketpair()
        pipe = subprocess.PIPE  # Of the kind that its forks will have.
        with its:
            self.process = subprocess.Popen(
                [sys.executable, loaded.__file__, str(its.fileno())], pass_fds=[its.fileno()], env=ENVIRONMENT,
                stdin=pipe, stdout=pipe, stderr=pipe,
            )  # fmt: skip
        atexit.register(self.close)

    def close(self) -> None:
        self.requests.close()
        self.process.communicate(timeout=TIMEOUT_S)

    def run(
        self, arguments: Sequence[str], given: bytes, environment: Mapping[str, str], folder: Path
    ) -> tuple[int | None, bytes, bytes]:
        """The exit code, None where it took too long, and what was written to the two streams."""
        (its_in, feed), (out, its_out), (err, its_err) = os.pipe(), os.pipe(), os.pipe()
        its = [its_in, its_out, its_err]
        asked = json.dumps([list(arguments), dict(environment), str(folder)]).encode()
        with self.turn, ThreadPoolExecutor(3) as pool:
            socket.send_fds(self.requests, [len(asked).to_bytes(NUMBER_BYTES, "big")], its)
            self.requests.sendall(asked)
            for number in its:
                os.close(number)
            written = [pool.submit(_read, number) for number in (out, err)]
            pool.submit(_write, feed, given)
            code = self._ended(self._number())
            return code, written[0].result(), written[1].result()

    def _ended(self, process: int) -> int | None:
        self.requests.settimeout(TIMEOUT_S)
        try:
            return self._number()
        except TimeoutError:
            os.kill(process, signal.SIGKILL)
            self._number()
            return None
        finally:
            self.requests.settimeout(None)

    def _number(self) -> int:
        return int.from_bytes(self.requests.recv(NUMBER_BYTES, socket.MSG_WAITALL), "big", signed=True)


def _read(number: int) -> bytes:
    with open(number, "rb") as file:
        return file.read()


def _write(number: int, given: bytes) -> None:
    try:
        with open(number, "wb") as file:
            file.write(given)
    except BrokenPipeError:
        pass  # It has read as much as it wanted.
