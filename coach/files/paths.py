"""Says where shipped and user files are; it must not read or write any of them."""

import os
from dataclasses import dataclass
from pathlib import Path

from coach.core.safe_text import printable
from coach.errors import CoachError

PACKAGE = Path(__file__).resolve().parents[1]


def shipped(folder: str) -> Path:
    """The folder of shipped "routines" or "sounds": inside the package in a wheel, one level up in a checkout."""
    inside = PACKAGE / folder
    return inside if inside.is_dir() else PACKAGE.parent / folder


@dataclass(frozen=True, slots=True)
class Home:
    """Where one user's files are."""

    data: Path
    cache: Path

    @property
    def profile(self) -> Path:
        return self.data / "profile.toml"

    @property
    def settings(self) -> Path:
        return self.data / "settings.toml"

    @property
    def log(self) -> Path:
        return self.data / "log.sqlite3"

    @property
    def lowered(self) -> Path:
        return self.data / "lowered.json"

    @property
    def routines(self) -> Path:
        return self.data / "routines"

    @property
    def exercises(self) -> Path:
        return self.data / "exercises"

    @property
    def sounds(self) -> Path:
        return self.data / "sounds"

    @property
    def voice_cache(self) -> Path:
        return self.cache / "voice"


def home() -> Home:
    """COACH_HOME with everything in it when that is set, else the platform's own folders.

    Raises CoachError where that cannot be told: `~somebody` of nobody known, or no folder to be in.
    """
    chosen = os.environ.get("COACH_HOME")
    if chosen:
        try:
            data = Path(chosen).expanduser().absolute()
        except (RuntimeError, OSError):
            raise CoachError(
                f"COACH_HOME is {printable(chosen)}, and where that is cannot be told. "
                "Write the whole path of the folder, from / on."
            ) from None
        return Home(data, data / "cache")
    import platformdirs  # Only needed, and only paid for, without COACH_HOME.

    return Home(
        Path(platformdirs.user_data_dir("backcoach", appauthor=False)),
        Path(platformdirs.user_cache_dir("backcoach", appauthor=False)),
    )
