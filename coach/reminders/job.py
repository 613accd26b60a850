"""What a timer runs and when, and the mark by which its files are known as ours; it must not know a system."""

import json
import re
import sys
from dataclasses import dataclass
from datetime import time
from pathlib import Path

from coach.core.reminding.rings import Rings
from coach.core.safe_text import printable, unseen
from coach.errors import CoachError

DESCRIPTION = "Backcoach: a reminder while a round is open"
MARK = "backcoach-remind"
_MARKED = re.compile(rf"{MARK} (\{{.*?\}})")  # JSON of texts alone: a brace in one of them is \u007d.
MOST_READ = 100_000  # Bytes of a file that may be ours.


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reminders were installed for: a routine by name or path (None: the one that is chosen), and a time.

    `at` is None where the routine says its own times. `home` is the folder of the user's files where the
    environment says it, which a timer does not know; None for the platform's own.
    """

    routine: str | None
    at: time | None
    home: str | None


@dataclass(frozen=True, slots=True)
class Job:
    """A timer's work: `asked` is what it was made from, `played` the routine's file name at that time."""

    asked: Asked
    played: str
    rings: Rings

    @property
    def command(self) -> tuple[str, ...]:
        """The program with its arguments. Without -P a folder named coach where it starts would be run."""
        routine = () if self.asked.routine is None else (self.asked.routine,)
        at = () if self.asked.at is None else ("--at", f"{self.asked.at:%H:%M}")
        return (sys.executable, "-P", "-m", "coach", "remind", *at, *(("--", *routine) if routine else ()))

    @property
    def environment(self) -> dict[str, str]:
        return {} if self.asked.home is None else {"COACH_HOME": self.asked.home}

    @property
    def mark(self) -> str:
        """A line that holds what it was made from; nothing in it means anything in XML or to systemd."""
        at = None if self.asked.at is None else f"{self.asked.at:%H:%M}"
        told = {"routine": self.asked.routine, "at": at, "home": self.asked.home, "played": self.played}
        text = json.dumps(told)
        inner = re.sub(r"[^A-Za-z0-9 _:,\"\\./]", lambda sign: f"\\u{ord(sign[0]):04x}", text[1:-1])
        return f"{MARK} {{{inner}}}"

    def insist(self) -> None:
        """Raises CoachError for names that the files of a timer cannot hold."""
        for each in (*self.command, *self.environment.values()):
            if any(map(unseen, each)):  # Half characters, which no file can hold, among them.
                raise CoachError(f"A timer cannot hold this name: {printable(each)}. Rename it.")


@dataclass(frozen=True, slots=True)
class Marked:
    """What a file of ours says of itself."""

    asked: Asked
    played: str


def marked(path: Path) -> Marked | None:
    """What a file of ours says of itself; None where there is none. Raises CoachError for somebody else's."""
    try:
        with path.open("rb") as file:
            text = decoded(file.read(MOST_READ))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CoachError(f"{path} cannot be read: {error.strerror or error}.") from error
    found = read_mark(text)
    if found is None:
        raise CoachError(
            f"{path} was not written by the coach, so it stays as it is. Move or rename it, then try again."
        )
    return found


def read_mark(text: str) -> Marked | None:
    """What a text of ours says of itself; None for any other."""
    found = _MARKED.search(text)
    try:
        told = json.loads(found[1]) if found else None
        if not isinstance(told, dict):
            return None
        at, home, routine = told["at"], told["home"], told["routine"]
        if not all(each is None or isinstance(each, str) for each in (at, home, routine)):
            return None
        return Marked(Asked(routine, None if at is None else time.fromisoformat(at), home), str(told["played"]))
    except (ValueError, KeyError):
        return None


def decoded(content: bytes) -> str:
    """A text of ours as it was written; Windows keeps tasks in UTF-16."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    return content.decode(encoding, "replace")
