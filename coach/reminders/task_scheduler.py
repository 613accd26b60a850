"""The task of Windows' Task Scheduler; it must not know what it runs.

Written from the Task Scheduler Schema and the page on schtasks; never tried.
"""

import subprocess
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree as Tree

from coach.errors import CoachError
from coach.reminders.job import DESCRIPTION, Job, read_mark
from coach.reminders.running import Ran, run

TASK = "Backcoach reminder"
SPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SINCE = date(2026, 1, 1)  # The day from which a trigger counts has to stand in it; any that is over does.
_HEADER = '<?xml version="1.0" encoding="UTF-16"?>\n'


class TaskScheduler:
    """One file, kept beside the user's own, out of which the task is made."""

    needs = "schtasks"

    def __init__(self, data: Path) -> None:
        """`data` is the folder of the user's files."""
        self._data = data

    @property
    def by_hand(self) -> str:
        return f'schtasks /Create /TN "{TASK}" /XML "{self.paths()[0]}"'

    def paths(self) -> tuple[Path, ...]:
        return (self._data / "reminder-task.xml",)

    def contents(self, job: Job) -> tuple[bytes, ...]:
        return (task(job),)

    def switch_on(self) -> Ran:
        """Raises CoachError where a task of that name is somebody else's."""
        there = run("schtasks", "/Query", "/TN", TASK, "/XML")
        if there.well and read_mark(there.said) is None:
            raise CoachError(
                f"The task '{TASK}' is not the coach's, so it stays as it is. Rename it, then try again."
            )
        return run("schtasks", "/Create", "/F", "/TN", TASK, "/XML", str(self.paths()[0]))

    def switch_off(self) -> Ran:
        there = run("schtasks", "/Query", "/TN", TASK, "/XML")
        if not there.well or read_mark(there.said) is None:
            return there
        return run("schtasks", "/Delete", "/F", "/TN", TASK)

    def forgotten(self) -> None:
        """Nothing is left to be told."""

    def is_on(self) -> bool | None:
        return run("schtasks", "/Query", "/TN", TASK).well


def task(job: Job) -> bytes:
    """The definition; its description holds the mark, as comments are not kept."""
    root = Tree.Element("Task", {"version": "1.2", "xmlns": SPACE})
    about = Tree.SubElement(root, "RegistrationInfo")
    Tree.SubElement(about, "Description").text = f"{DESCRIPTION}. {job.mark}"
    triggers = Tree.SubElement(root, "Triggers")
    for each in job.rings.every:
        trigger = Tree.SubElement(triggers, "CalendarTrigger")
        Tree.SubElement(trigger, "StartBoundary").text = datetime.combine(SINCE, each).isoformat()
        weekly = Tree.SubElement(trigger, "ScheduleByWeek")
        Tree.SubElement(weekly, "WeeksInterval").text = "1"
        days = Tree.SubElement(weekly, "DaysOfWeek")
        for day in job.rings.days:
            Tree.SubElement(days, DAYS[day])
    principal = Tree.SubElement(Tree.SubElement(root, "Principals"), "Principal", {"id": "Author"})
    Tree.SubElement(principal, "LogonType").text = "InteractiveToken"
    settings = Tree.SubElement(root, "Settings")
    for name, value in (("DisallowStartIfOnBatteries", "false"), ("StartWhenAvailable", "false")):
        Tree.SubElement(settings, name).text = value
    command = Tree.SubElement(Tree.SubElement(root, "Actions", {"Context": "Author"}), "Exec")
    program, *arguments = _with_environment(job)
    Tree.SubElement(command, "Command").text = program
    Tree.SubElement(command, "Arguments").text = subprocess.list2cmdline(arguments)
    return (_HEADER + Tree.tostring(root, encoding="unicode")).encode("utf-16")


def _with_environment(job: Job) -> tuple[str, ...]:
    """A task has no environment of its own, so that the home is handed on by a line of Python, as an argument."""
    if job.asked.home is None:
        return job.command
    program, *_ = job.command
    start = job.command.index("coach") + 1
    line = (
        "import os, sys; os.environ['COACH_HOME'] = sys.argv.pop(1); from coach.cli import main; sys.exit(main())"
    )
    return (program, "-P", "-c", line, job.asked.home, *job.command[start:])
