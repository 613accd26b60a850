"""The session as a media player on the session bus (MPRIS 2.2): shown by the desktop, led by a headset's keys.

It must not know what a key leads to. The specification: https://specifications.freedesktop.org/mpris/latest/
"""

import asyncio
import os
import threading
import time
from collections.abc import Callable
from typing import Annotated, Any

from dbus_fast import BusType, NameFlag, PropertyAccess, RequestNameReply, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import (
    DBusBool,
    DBusDict,
    DBusDouble,
    DBusInt64,
    DBusObjectPath,
    DBusSignature,
    DBusStr,
)
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal

from coach.desktop.orders import Now, Press, Report

NAME = "org.mpris.MediaPlayer2.backcoach"
PATH = "/org/mpris/MediaPlayer2"
_TRACKS = "/org/backcoach/set"
_CONNECT_S = 5.0
JUMP_US = 1_000_000  # From here on a position is told as a jump; less is the clocks' own drift.
Strings = Annotated[list[str], DBusSignature("as")]


class _Root(ServiceInterface):
    """Who plays. It can be neither raised nor ended from outside: only the person ends a session."""

    def __init__(self) -> None:
        super().__init__("org.mpris.MediaPlayer2")

    @dbus_method()
    def Raise(self) -> None:  # noqa: N802 - D-Bus says the names.
        """Nothing: a terminal cannot be asked to come to the front."""

    @dbus_method()
    def Quit(self) -> None:  # noqa: N802
        """Nothing."""

    @dbus_property(access=PropertyAccess.READ)
    def CanQuit(self) -> DBusBool:  # noqa: N802
        return False

    @dbus_property(access=PropertyAccess.READ)
    def CanRaise(self) -> DBusBool:  # noqa: N802
        return False

    @dbus_property(access=PropertyAccess.READ)
    def HasTrackList(self) -> DBusBool:  # noqa: N802
        return False

    @dbus_property(access=PropertyAccess.READ)
    def Identity(self) -> DBusStr:  # noqa: N802
        return "Backcoach"

    @dbus_property(access=PropertyAccess.READ)
    def SupportedUriSchemes(self) -> Strings:  # noqa: N802
        return []

    @dbus_property(access=PropertyAccess.READ)
    def SupportedMimeTypes(self) -> Strings:  # noqa: N802
        return []


class _Player(ServiceInterface):
    """What is played, and the keys. A stop pauses: what ends a session is asked for by the coach itself."""

    def __init__(self, pressed: Callable[[Press], None]) -> None:
        super().__init__("org.mpris.MediaPlayer2.Player")
        self._pressed = pressed
        self._now = Now()
        self._since_s = time.monotonic()

    def show(self, now: Now) -> None:
        """Another moment; what others have to know of it is told to them."""
        expected_us, before = self._position_us(), self._now
        self._now, self._since_s = now, time.monotonic()
        changed: dict[str, Any] = {}
        if _metadata(now) != _metadata(before):
            changed["Metadata"] = _metadata(now)
        if now.status != before.status:
            changed["PlaybackStatus"] = now.status
        if changed:
            self.emit_properties_changed(changed)
        if abs(now.position_ms * 1000 - expected_us) > JUMP_US:
            self.Seeked()

    def _position_us(self) -> int:
        ran_s = time.monotonic() - self._since_s if self._now.status == "Playing" else 0.0
        return min(self._now.length_ms * 1000, self._now.position_ms * 1000 + round(ran_s * 1e6))

    @dbus_method()
    def PlayPause(self) -> None:  # noqa: N802
        self._pressed("play_pause")

    @dbus_method()
    def Play(self) -> None:  # noqa: N802
        self._pressed("play")

    @dbus_method()
    def Pause(self) -> None:  # noqa: N802
        self._pressed("pause")

    @dbus_method()
    def Stop(self) -> None:  # noqa: N802
        self._pressed("stop")

    @dbus_method()
    def Next(self) -> None:  # noqa: N802
        self._pressed("next")

    @dbus_method()
    def Previous(self) -> None:  # noqa: N802
        self._pressed("previous")

    @dbus_method()
    def Seek(self, offset_us: DBusInt64) -> None:  # noqa: N802
        """Nothing: within a set nobody can jump."""

    @dbus_method()
    def SetPosition(self, track: DBusObjectPath, position_us: DBusInt64) -> None:  # noqa: N802
        """Nothing, as with Seek."""

    @dbus_method()
    def OpenUri(self, uri: DBusStr) -> None:  # noqa: N802
        """Nothing."""

    @dbus_signal()
    def Seeked(self) -> DBusInt64:  # noqa: N802
        return self._position_us()

    @dbus_property(access=PropertyAccess.READ)
    def PlaybackStatus(self) -> DBusStr:  # noqa: N802
        return self._now.status

    @dbus_property(access=PropertyAccess.READ)
    def Metadata(self) -> DBusDict:  # noqa: N802
        return _metadata(self._now)

    @dbus_property(access=PropertyAccess.READ)
    def Position(self) -> DBusInt64:  # noqa: N802
        return self._position_us()

    @dbus_property(access=PropertyAccess.READ)
    def Rate(self) -> DBusDouble:  # noqa: N802
        return 1.0

    @dbus_property(access=PropertyAccess.READ)
    def MinimumRate(self) -> DBusDouble:  # noqa: N802
        return 1.0

    @dbus_property(access=PropertyAccess.READ)
    def MaximumRate(self) -> DBusDouble:  # noqa: N802
        return 1.0

    @dbus_property(access=PropertyAccess.READ)
    def Volume(self) -> DBusDouble:  # noqa: N802
        return 1.0

    @dbus_property(access=PropertyAccess.READ)
    def CanGoNext(self) -> DBusBool:  # noqa: N802
        return True

    @dbus_property(access=PropertyAccess.READ)
    def CanGoPrevious(self) -> DBusBool:  # noqa: N802
        return True

    @dbus_property(access=PropertyAccess.READ)
    def CanPlay(self) -> DBusBool:  # noqa: N802
        return True

    @dbus_property(access=PropertyAccess.READ)
    def CanPause(self) -> DBusBool:  # noqa: N802
        return True

    @dbus_property(access=PropertyAccess.READ)
    def CanSeek(self) -> DBusBool:  # noqa: N802
        return False

    @dbus_property(access=PropertyAccess.READ)
    def CanControl(self) -> DBusBool:  # noqa: N802
        return True


class MediaPlayer:
    """The player, in a thread of its own until `close`. Nothing here raises or waits; `told` hears how it went."""

    def __init__(self, pressed: Callable[[Press], None], told: Callable[[Report], None]) -> None:
        self._told = told
        self._player = _Player(pressed)
        self._loop = asyncio.new_event_loop()
        self._over = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="desktop: player", daemon=True)
        self._thread.start()

    def show(self, now: Now) -> None:
        """What is played from now on."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._player.show, now)

    def close(self) -> None:
        """Leaves the bus, where it answers."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._over.set)
            self._thread.join(1.0)

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._live())
        except Exception:  # noqa: BLE001 - a bus that fails must disturb nothing.
            self._told(Report("player", False, why="no_bus"))

    async def _live(self) -> None:
        bus = await asyncio.wait_for(MessageBus(bus_type=BusType.SESSION).connect(), _CONNECT_S)
        bus.export(PATH, _Root())
        bus.export(PATH, self._player)
        name = NAME
        if await bus.request_name(name, NameFlag.DO_NOT_QUEUE) is not RequestNameReply.PRIMARY_OWNER:
            name = f"{NAME}.instance{os.getpid()}"
            await bus.request_name(name, NameFlag.DO_NOT_QUEUE)
        self._told(Report("player", True, how=name))
        ended = asyncio.ensure_future(bus.wait_for_disconnect())
        over = asyncio.ensure_future(self._over.wait())
        await asyncio.wait({ended, over}, return_when=asyncio.FIRST_COMPLETED)
        if not ended.done():
            bus.disconnect()


def _metadata(now: Now) -> dict[str, Variant]:
    return {
        "mpris:trackid": Variant("o", f"{_TRACKS}/{now.track}"),
        "mpris:length": Variant("x", now.length_ms * 1000),
        "xesam:title": Variant("s", now.title),
        "xesam:artist": Variant("as", [now.detail] if now.detail else []),
        "xesam:album": Variant("s", now.album),
    }
