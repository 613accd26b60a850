"""The timer of systemd, a unit of the user's own; it must not know what it runs.

Sources: systemd.syntax(7) for quotes, systemd.unit(5) for %, systemd.service(5) for the colon before a command,
which keeps $ as it is, systemd.time(7) for the days and times.
"""

from pathlib import Path

from coach.reminders.job import DESCRIPTION, Job
from coach.reminders.running import Ran, run

NAME = "backcoach-remind"
TIMER, SERVICE = f"{NAME}.timer", f"{NAME}.service"
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SWITCH_ON = f"systemctl --user daemon-reload && systemctl --user enable --now {TIMER}"


class Systemd:
    """A service, and a timer that starts it; neither is of any effect before the user's manager has read them."""

    needs = "systemctl"
    by_hand = SWITCH_ON

    @property
    def folder(self) -> Path:
        import platformdirs

        return Path(platformdirs.user_config_dir()).absolute() / "systemd" / "user"

    def paths(self) -> tuple[Path, ...]:
        return (self.folder / SERVICE, self.folder / TIMER)

    def contents(self, job: Job) -> tuple[bytes, ...]:
        """What stands in each of the `paths`."""
        return (service_text(job).encode(), timer_text(job).encode())

    def switch_on(self) -> Ran:
        """Anew, too, where the timer is another than it was."""
        for command in (("daemon-reload",), ("enable", TIMER), ("restart", TIMER)):
            ran = run("systemctl", "--user", *command)
            if not ran.well:
                return ran
        return ran

    def switch_off(self) -> Ran:
        ran = run("systemctl", "--user", "disable", "--now", TIMER)
        wanted = self.folder / "timers.target.wants" / TIMER  # What `enable` made, where nobody answers.
        if not ran.well and wanted.is_symlink():
            wanted.unlink(missing_ok=True)
        return ran

    def forgotten(self) -> None:
        """After the files are gone."""
        run("systemctl", "--user", "daemon-reload")

    def is_on(self) -> bool | None:
        """Whether it will ring; None where nobody can tell."""
        ran = run("systemctl", "--user", "is-active", TIMER)
        if ran.well:
            return True
        return False if run("systemctl", "--user", "list-timers").well else None


def service_text(job: Job) -> str:
    lines = [
        *_head(job),
        "[Service]",
        "Type=oneshot",
        *(f"Environment={quoted(f'{name}={value}')}" for name, value in job.environment.items()),
        f"ExecStart=:{' '.join(map(quoted, job.command))}",
    ]
    return "\n".join(lines) + "\n"


def timer_text(job: Job) -> str:
    """A line for each ring of a day. Never early; and not made up for, where the computer was off."""
    lines = [
        *_head(job),
        "[Timer]",
        *(f"OnCalendar={each}" for each in on_calendar(job)),
        "AccuracySec=30s",
        "Persistent=false",
        "",
        "[Install]",
        "WantedBy=timers.target",
    ]
    return "\n".join(lines) + "\n"


def _head(job: Job) -> tuple[str, ...]:
    """What both units begin with."""
    return (
        f"# {job.mark}",
        "# Written by coach remind --install; coach remind --remove takes it out.",
        "[Unit]",
        f"Description={DESCRIPTION}",
        "",
    )


def on_calendar(job: Job) -> tuple[str, ...]:
    """The rings as systemd writes them, by the clock on the wall."""
    days = ",".join(DAYS[day] for day in job.rings.days)
    named = "" if len(job.rings.days) == len(DAYS) else f"{days} "
    return tuple(f"{named}*-*-* {each:%H:%M}:00" for each in job.rings.every)


def quoted(text: str) -> str:
    """One word of a unit: in quotes, with nothing in it that systemd would take for its own."""
    inner = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{inner}"'
