"""A desktop on a private bus that takes notifications (org.freedesktop.Notifications), and keeps them."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bus import Bus


@contextmanager
def notified(running: Bus) -> Iterator[list[tuple[str, str, str]]]:
    """What was shown so far: program, title, text of each."""
    shown: list[tuple[str, str, str]] = []
    ready, over = threading.Event(), threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(_serve(running, shown, ready, over)), daemon=True)
    thread.start()
    assert ready.wait(30)
    try:
        yield shown
    finally:
        over.set()
        thread.join(30)


async def _serve(
    running: Bus, shown: list[tuple[str, str, str]], ready: threading.Event, over: threading.Event
) -> None:
    from dbus_fast import Message
    from dbus_fast.aio import MessageBus

    connection = await MessageBus(running.environment["DBUS_SESSION_BUS_ADDRESS"]).connect()

    def heed(message: Any) -> Any:
        if message.interface != "org.freedesktop.Notifications":
            return None
        if message.member == "GetServerInformation":
            return Message.new_method_return(message, "ssss", ["small desktop", "tests", "1", "1.2"])
        if message.member == "GetCapabilities":
            return Message.new_method_return(message, "as", [["body"]])
        program, _, _, title, text, *_ = message.body
        shown.append((program, title, text))
        return Message.new_method_return(message, "u", [len(shown)])

    connection.add_message_handler(heed)
    await connection.request_name("org.freedesktop.Notifications")
    ready.set()
    while not over.is_set():
        await asyncio.sleep(0.02)
    connection.disconnect()
