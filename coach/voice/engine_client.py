"""One child process that answers JSON lines, each within a time limit; it must not know what is asked.

Every way in which a child can fail (missing, dead, silent, garbage) becomes a ChildError.
"""

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import IO, Any

_LONGEST_LINE = 1_000_000
_MOST_WAITING = 16
_END_S = 2.0


class ChildError(Exception):
    """The child did not do what it should; the message completes "The voice program …"."""


class Child:
    """A running process; raises ChildError where it cannot be started."""

    def __init__(self, command: Sequence[str]) -> None:
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C in the terminal is not for the child.
            )
        except OSError as error:
            raise ChildError(f"cannot be started ({error.strerror or error})") from error
        self._lines: queue.Queue[bytes | None] = queue.Queue(_MOST_WAITING)
        assert self._process.stdout is not None
        self._reader = threading.Thread(target=_read, args=(self._process.stdout, self._lines), daemon=True)
        self._reader.start()

    def ask(self, request: dict[str, Any], limit_s: float) -> dict[str, Any]:
        """The answer to one request. Raises ChildError; the child is then of no more use."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        except (OSError, ValueError) as error:  # ValueError: closed by `end` in another thread.
            raise ChildError("ended") from error
        return self.listen(limit_s)

    def listen(self, limit_s: float) -> dict[str, Any]:
        """The next line. Raises ChildError."""
        try:
            line = self._lines.get(timeout=limit_s)
        except queue.Empty:
            raise ChildError(f"did not answer within {limit_s:g} seconds") from None
        if line is None:
            raise ChildError("ended")
        try:
            answer = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ChildError("answered nonsense") from error
        if not isinstance(answer, dict):
            raise ChildError("answered nonsense")
        return answer

    def end(self) -> None:
        """Kills the process and waits until it is gone; may be called from any thread, more than once."""
        if self._process.poll() is None:
            with contextlib.suppress(OSError):
                if sys.platform == "win32":
                    self._process.kill()
                else:
                    os.killpg(self._process.pid, signal.SIGKILL)
        with contextlib.suppress(OSError):
            assert self._process.stdin is not None
            self._process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_END_S)
        self._reader.join(_END_S)


def _read(stream: IO[bytes], lines: "queue.Queue[bytes | None]") -> None:
    """Hands over whole lines until the stream ends, or is of no use: a child that babbles is not listened to."""
    with stream, contextlib.suppress(queue.Full, OSError):
        while line := stream.readline(_LONGEST_LINE):
            lines.put_nowait(line)
            if not line.endswith(b"\n"):
                break
    with contextlib.suppress(queue.Full):
        lines.put_nowait(None)
