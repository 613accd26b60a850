"""The agent of launchd (macOS), in the user's own folder; it must not know what it runs.

Written from launchd.plist(5) and launchctl(1); never tried.
"""

import os
import plistlib
from pathlib import Path

from coach.reminders.job import Job
from coach.reminders.running import Ran, run

LABEL = "org.backcoach.remind"
_HEADER = b'<?xml version="1.0" encoding="UTF-8"?>\n'


class Launchd:
    """One property list. launchd makes up for what a sleeping computer missed, once, when it wakes."""

    needs = "launchctl"

    @property
    def by_hand(self) -> str:
        return f'launchctl bootstrap {self._domain} "{self.paths()[0]}"'

    @property
    def _domain(self) -> str:
        return f"gui/{os.getuid() if hasattr(os, 'getuid') else 0}"

    def paths(self) -> tuple[Path, ...]:
        return (Path.home() / "Library" / "LaunchAgents" / f"{LABEL}.plist",)

    def contents(self, job: Job) -> tuple[bytes, ...]:
        return (plist(job),)

    def switch_on(self) -> Ran:
        self.switch_off()  # One that is loaded is not read anew.
        return run("launchctl", "bootstrap", self._domain, str(self.paths()[0]))

    def switch_off(self) -> Ran:
        return run("launchctl", "bootout", f"{self._domain}/{LABEL}")

    def forgotten(self) -> None:
        """Nothing is left to be told."""

    def is_on(self) -> bool | None:
        return run("launchctl", "print", f"{self._domain}/{LABEL}").well


def plist(job: Job) -> bytes:
    """The agent, with the mark in a comment below its header."""
    rings = [
        {"Weekday": day + 1 if day < 6 else 0, "Hour": each.hour, "Minute": each.minute}  # Sunday is 0.
        for day in job.rings.days
        for each in job.rings.every
    ]
    made = plistlib.dumps(
        {
            "Label": LABEL,
            "ProgramArguments": list(job.command),
            "EnvironmentVariables": job.environment,
            "StartCalendarInterval": rings,
            "RunAtLoad": False,
        }
    )
    assert made.startswith(_HEADER)
    return _HEADER + f"<!-- {job.mark} -->\n".encode() + made.removeprefix(_HEADER)
