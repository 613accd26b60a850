"""A real browser without a window: a page as it looks, and as it is printed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage")
PATIENT_S = 120


def found() -> str:
    """The browser's path; without one the test is passed over, but in CI it fails."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        assert os.environ.get("CI") != "true", "CI has to bring chromium"
        pytest.skip("needs chromium")
    return path


def printed(page: Path, into: Path) -> bytes:
    """The page as PDF, on the paper that it asks for."""
    _run(page, "--no-pdf-header-footer", f"--print-to-pdf={into}", f"--user-data-dir={into}.profile")
    return into.read_bytes()


def seen(page: Path, into: Path, width: int, height: int, scale: float) -> Path:
    """The page as a picture of so many pixels, `scale` of them for each of the page's own."""
    size = (f"--window-size={width},{height}", f"--force-device-scale-factor={scale}")
    _run(page, *size, f"--screenshot={into}", f"--user-data-dir={into}.profile")
    return into


def _run(page: Path, *flags: str) -> None:
    done = subprocess.run(
        [found(), *FLAGS, *flags, page.as_uri()], capture_output=True, timeout=PATIENT_S, check=False
    )
    assert done.returncode == 0, done.stderr
