"""A private session bus, and a small desktop on it that can be asked not to sleep: real D-Bus, no real desktop."""

import asyncio
import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pulse import until

TOOLS = ("dbus-daemon", "playerctl")
CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


@dataclass(frozen=True)
class Bus:
    """A running bus; `environment` leads a program to it."""

    environment: dict[str, str]
    server: "subprocess.Popen[bytes]"

    def playerctl(self, *arguments: str) -> str:
        """What playerctl prints; "" where there is no player."""
        done = subprocess.run(
            ["playerctl", "--player=backcoach", *arguments],
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout.strip()


def need_desktop() -> None:
    """Skips where the extra or a tool is missing; with BACKCOACH_TEST_DESKTOP set they have to be there."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if os.environ.get("BACKCOACH_TEST_DESKTOP") == "1":
        assert not missing
        return
    if missing:
        pytest.skip(f"needs {', '.join(missing)} (Debian: dbus-daemon, playerctl)")
    for name in ("dbus_fast", "pulsectl", "wakepy"):
        pytest.importorskip(name, reason=f"{name} is not installed")


def answers(path: Path) -> bool:
    """Whether the bus takes connections: its file is there a moment before."""
    with socket.socket(socket.AF_UNIX) as knocking:
        return knocking.connect_ex(str(path)) == 0


@contextmanager
def bus(folder: Path) -> Iterator[Bus]:
    """A bus of its own, which ends with the block."""
    place, configuration = folder / "bus", folder / "bus.conf"
    configuration.write_text(CONFIGURATION.format(socket=place), encoding="utf-8")
    server = subprocess.Popen(
        ["dbus-daemon", f"--config-file={configuration}", "--nofork"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until(lambda: answers(place))
        yield Bus({"DBUS_SESSION_BUS_ADDRESS": f"unix:path={place}", "XDG_RUNTIME_DIR": str(folder)}, server)
    finally:
        server.kill()
        server.wait()


@dataclass
class Desk:
    """What keeps a desktop from sleeping: the cookie and its asker's name on the bus, as long as it is held."""

    held: dict[int, str] = field(default_factory=dict)
    asked: int = 0


@contextmanager
def desk(running: Bus) -> Iterator[Desk]:
    """A desktop with the idle inhibition of freedesktop.org, in a thread of its own."""
    state, ready, over = Desk(), threading.Event(), threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(_serve(running, state, ready, over)), daemon=True)
    thread.start()
    assert ready.wait(30)
    try:
        yield state
    finally:
        over.set()
        thread.join(30)


async def _serve(running: Bus, state: Desk, ready: threading.Event, over: threading.Event) -> None:
    from dbus_fast import Message, MessageType
    from dbus_fast.aio import MessageBus

    connection = await MessageBus(running.environment["DBUS_SESSION_BUS_ADDRESS"]).connect()

    def heed(message: Any) -> Any:
        if message.message_type is MessageType.SIGNAL and message.member == "NameOwnerChanged":
            name, _, new = message.body
            if not new:  # As desktops do: who is gone holds nothing.
                state.held = {cookie: who for cookie, who in state.held.items() if who != name}
            return None
        if message.interface != "org.freedesktop.ScreenSaver":
            return None
        if message.member == "Inhibit":
            state.asked += 1
            state.held[state.asked] = message.sender
            return Message.new_method_return(message, "u", [state.asked])
        state.held.pop(message.body[0], None)
        return Message.new_method_return(message)

    connection.add_message_handler(heed)
    await connection.call(
        Message(
            destination="org.freedesktop.DBus",
            path="/org/freedesktop/DBus",
            interface="org.freedesktop.DBus",
            member="AddMatch",
            signature="s",
            body=["type='signal',member='NameOwnerChanged'"],
        )
    )
    await connection.request_name("org.freedesktop.ScreenSaver")
    ready.set()
    while not over.is_set():
        await asyncio.sleep(0.02)
    connection.disconnect()
