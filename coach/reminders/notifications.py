"""Shows one notification on the desktop; it must not know of what.

What is shown goes to each program as an argument or a value, never as a part of a script or of a command line.
"""

import asyncio
import os
import shutil
import sys
from typing import Any

from coach.errors import CoachError
from coach.reminders.running import Ran, run

PROGRAM = "Backcoach"
WITHIN_S = 5.0
_BUS, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_NO_WAY = "No notification could be shown here ({why}). "
_MACOS = (
    "on run argv",
    "display notification (item 2 of argv) with title (item 1 of argv)",
    "end run",
)
# Windows shows a toast only of a known program: PowerShell is one.
_WINDOWS = """
$ErrorActionPreference = 'Stop'
[void][Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, ContentType = WindowsRuntime]
$kind = [Windows.UI.Notifications.ToastTemplateType]::ToastText02
$toast = [Windows.UI.Notifications.ToastNotificationManager]::GetTemplateContent($kind)
$texts = $toast.GetElementsByTagName('text')
[void]$texts.Item(0).AppendChild($toast.CreateTextNode($env:BACKCOACH_TITLE))
[void]$texts.Item(1).AppendChild($toast.CreateTextNode($env:BACKCOACH_TEXT))
$of = '{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\\WindowsPowerShell\\v1.0\\powershell.exe'
$notifier = [Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier($of)
$notifier.Show([Windows.UI.Notifications.ToastNotification]::new($toast))
"""


def show(title: str, text: str) -> None:
    """Shows it, and does not wait for anybody to see it. Raises CoachError where that cannot be."""
    if sys.platform == "darwin":
        script = [part for line in _MACOS for part in ("-e", line)]
        ran, instead = run("osascript", *script, title, text), ""
    elif sys.platform == "win32":
        told = {**os.environ, "BACKCOACH_TITLE": title, "BACKCOACH_TEXT": text}
        ran = run("powershell", "-NoProfile", "-NonInteractive", "-Command", _WINDOWS, environment=told)
        instead = ""
    else:
        ran = _by_bus(title, text)
        if not ran.well:
            by_program = run("notify-send", f"--app-name={PROGRAM}", "--", title, text)
            ran = by_program if by_program.well or shutil.which("notify-send") else ran
        instead = 'It needs a desktop, and notify-send (libnotify) or: pip install "backcoach[desktop]"'
    if not ran.well:
        raise CoachError(f"{_NO_WAY.format(why=ran.said)}{instead}".strip())


def _by_bus(title: str, text: str) -> Ran:
    """The Desktop Notifications Specification; the text is ours alone, so that no server finds markup in it."""
    try:
        from dbus_fast.aio import MessageBus
    except ImportError:
        return Ran(False, "dbus-fast is not installed")
    address = os.environ.get("DBUS_SESSION_BUS_ADDRESS") or f"unix:path={os.environ.get('XDG_RUNTIME_DIR')}/bus"

    async def notify() -> Ran:
        bus = await MessageBus(bus_address=address).connect()
        try:
            reply = await bus.call(_message(title, text))
        finally:
            bus.disconnect()
        return Ran(reply.message_type.name == "METHOD_RETURN", str(reply.body[0]) if reply.body else "refused")

    async def within() -> Ran:
        return await asyncio.wait_for(notify(), WITHIN_S)

    try:
        return asyncio.run(within())
    except Exception:  # noqa: BLE001 - whatever the bus does, there is another way to try.
        return Ran(False, "no session bus answers")


def _message(title: str, text: str) -> Any:
    from dbus_fast import Message, Variant

    hints = {"urgency": Variant("y", 1), "category": Variant("s", "x-backcoach.reminder")}
    return Message(
        destination=_BUS,
        path=_PATH,
        interface=_BUS,
        member="Notify",
        signature="susssasa{sv}i",
        body=[PROGRAM, 0, "", title, text, [], hints, -1],
    )
