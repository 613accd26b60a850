"""Makes the streams of other programs softer at PulseAudio or PipeWire, and as loud as before again.

A screen reader, a call and a stream that the person moved meanwhile are left alone.
"""

import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from coach.desktop import lowered
from coach.desktop.lowered import Lowered
from coach.desktop.orders import Report

SOFT = 0.6  # Of the volume; servers cube it, so this is 20 log10(0.6³) = −13 dB.
_STEPS, _STEP_S = 4, 0.03
_CONNECT_S = 2.0
_AGAIN_S = 15.0  # Between two tries to reach a server.
_LEFT_ALONE = frozenset({"phone", "a11y", "event", "test"})  # Roles that the person has to hear in any case.
_SPEAKERS = ("speech-dispatcher", "sd_", "orca")  # Screen readers that say no role.


class Softer:
    """One connection to the server, to be used in one thread, which it keeps for a moment. Nothing here raises."""

    def __init__(self, kept: Path, own: Callable[[int], bool]) -> None:
        """`kept` is the list for after a crash; `own` tells whether a process is one of the program's."""
        self._kept = kept
        self._own = own
        self._pulse: Any = None
        self._next_try_s = 0.0
        self._streams: dict[int, Lowered] = {}
        self._written: dict[int, Lowered] = {}
        self._soft = False

    def start(self, *, tell: bool) -> Report | None:
        """Brings back what a crash left soft; how it stands, where that is asked for."""
        left = lowered.load(self._kept)
        report = self._connect()
        if report is None:
            self._safely(lambda: self._raise(left, faded=False))
            lowered.forget(self._kept)
        if not tell:
            return None
        return report or Report("softer", True, how=str(self._server()))

    def set(self, soft: bool) -> None:
        """Softer, also for streams that began meanwhile; or as before."""
        if soft:
            self._safely(self._lower)
            self._soft = True
        elif self._soft:
            streams, self._streams, self._soft = list(self._streams.values()), {}, False
            self._safely(lambda: self._raise(streams))

    def close(self) -> None:
        """As before, and ends the connection; harmless when repeated."""
        self.set(False)
        if self._pulse is not None:
            lowered.forget(self._kept)
            self._safely(self._pulse.close)
            self._pulse = None

    # --- the server ------------------------------------------------------------------------------------------

    def _connect(self) -> Report | None:
        """None once it is there, else why it is not."""
        if self._pulse is not None and self._pulse.connected:
            return None
        self._pulse = None
        try:
            from pulsectl import Pulse, PulseError
        except ImportError:
            return Report("softer", False, why="not_installed")
        except OSError:
            return Report("softer", False, why="no_server")  # Without libpulse.
        pulse = None
        try:
            pulse = Pulse("Backcoach", connect=False)
            pulse.connect(autospawn=False, timeout=_CONNECT_S)
        except (PulseError, OSError):
            if pulse is not None:
                pulse.close()
            return Report("softer", False, why="no_server")
        self._pulse = pulse
        return None

    def _safely(self, does: Callable[[], object]) -> None:
        """Does it where there is a server; one that goes away is looked for again after a while."""
        if self._pulse is None or not self._pulse.connected:
            now_s = time.monotonic()
            if now_s < self._next_try_s:
                return
            self._next_try_s = now_s + _AGAIN_S
            if self._connect() is not None:
                return
        try:
            does()
        except Exception:  # noqa: BLE001 - the music is not worth a session.
            return

    def _server(self) -> object:
        try:
            return self._pulse.server_info().server_name
        except Exception:  # noqa: BLE001 - as above.
            return ""

    # --- the streams -----------------------------------------------------------------------------------------

    def _lower(self) -> None:
        heard = [stream for stream in self._others() if any(_volumes(stream))]
        new = [self._softer(stream) for stream in heard if stream.index not in self._streams]
        if not new:
            return
        self._streams |= {each.index: each for each in new}
        if any(self._written.get(each.index) != each for each in new):
            self._written |= self._streams
            lowered.keep(self._kept, list(self._written.values()))
        start = {stream.index: _volumes(stream) for stream in heard}
        self._fade([(each.index, start[each.index], each.after) for each in new])

    def _softer(self, stream: Any) -> Lowered:
        """What becomes of a stream. One that its program began anew in a cue begins as soft as the last one was."""
        process, program = _whose(stream)
        now = _volumes(stream)
        kept_as = str(stream.proplist.get("module-stream-restore.id", ""))
        for each in self._streams.values():
            if kept_as and each.kept_as == kept_as and each.is_still_so(now):
                return Lowered(stream.index, process, program, kept_as, each.before, now)
        after = tuple(round(volume * SOFT, 4) for volume in now)
        return Lowered(stream.index, process, program, kept_as, now, after)

    def _raise(self, streams: Iterable[Lowered], *, faded: bool = True) -> None:
        """Back to what it was, unless the person has moved it since; also where it is another stream by now."""
        others = {stream.index: stream for stream in self._others()}
        moves = []
        for each in streams:
            found = others.get(each.index)
            if found is None or _whose(found) != (each.process, each.program):
                again = (stream for stream in others.values() if _whose(stream)[1] == each.program)
                found = next((stream for stream in again if each.is_still_so(_volumes(stream))), None)
                self._raise_kept(each)
            if found is not None and each.is_still_so(_volumes(found)):
                moves.append((found.index, each.after, each.before))
        self._fade(moves, _STEPS if faded else 1)

    def _raise_kept(self, each: Lowered) -> None:
        """The volume that the server has kept for the program's next stream."""
        if not each.kept_as or self._pulse.stream_restore_test() is None:
            return
        for entry in self._pulse.stream_restore_read():
            if entry.name == each.kept_as and each.is_still_so(_volumes(entry)):
                entry.volume.values = list(each.before)
                self._pulse.stream_restore_write(entry, mode="replace")

    def _fade(self, moves: list[tuple[int, tuple[float, ...], tuple[float, ...]]], steps: int = _STEPS) -> None:
        from pulsectl import PulseIndexError, PulseOperationFailed, PulseVolumeInfo

        for step in range(1, steps + 1):
            for index, start, end in moves:
                share = step / steps
                volumes = [one + (other - one) * share for one, other in zip(start, end, strict=True)]
                try:
                    self._pulse.sink_input_volume_set(index, PulseVolumeInfo(volumes))
                except (PulseIndexError, PulseOperationFailed):
                    continue  # It has ended meanwhile.
            if moves and step < steps:
                time.sleep(_STEP_S)

    def _others(self) -> list[Any]:
        return [stream for stream in self._pulse.sink_input_list() if self._is_music(stream)]

    def _is_music(self, stream: Any) -> bool:
        process, program = _whose(stream)
        role = str(stream.proplist.get("media.role", "")).lower()
        if role in _LEFT_ALONE or program.lower().startswith(_SPEAKERS):
            return False
        if not (getattr(stream, "has_volume", True) and getattr(stream, "volume_writable", True)):
            return False
        return not (process.isdecimal() and self._own(int(process)))


def _whose(stream: Any) -> tuple[str, str]:
    names = stream.proplist
    return str(names.get("application.process.id", "")), str(names.get("application.name", ""))


def _volumes(stream: Any) -> tuple[float, ...]:
    return tuple(round(float(volume), 4) for volume in stream.volume.values)


def is_of(family: int) -> Callable[[int], bool]:
    """Tells whether a process is `family` or one of its children."""

    def own(process: int) -> bool:
        if process in (family, os.getpid()):
            return True
        try:
            # The parent is the second field after the name, which may itself have brackets.
            fields = Path(f"/proc/{process}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
            return int(fields[1]) == family
        except (OSError, ValueError, IndexError):
            return False

    return own
