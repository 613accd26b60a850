"""The hand-out in a real browser: it prints on one sheet, and its code is read off the page by a scanner."""

from pathlib import Path

import chromium
import numpy as np
import pypdf
import pytest
import zxingcpp
from PIL import Image
from test_handout import EIGHT, a_routine

from coach.cli import main


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    chromium.found()
    folder = tmp_path / "home"
    (folder / "routines").mkdir(parents=True)
    (folder / "routines" / "eight.toml").write_text(a_routine(*EIGHT), "utf-8")
    monkeypatch.setenv("COACH_HOME", str(folder))
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.mark.usefixtures("home")
def test_eight_exercises_print_on_one_sheet(tmp_path: Path) -> None:
    """On Letter, the lower of the two papers; that a PDF fits on both is held beside this."""
    assert main(["handout", "eight", "-o", "eight.html", "--paper", "letter"]) == 0
    chromium.printed(tmp_path / "eight.html", tmp_path / "printed.pdf")
    (sheet,) = pypdf.PdfReader("printed.pdf").pages
    assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == (612, 792)
    assert "coach new --from eight.toml" in sheet.extract_text()


def test_the_code_is_read_off_the_page(home: Path, tmp_path: Path) -> None:
    assert main(["handout", "eight", "-o", "eight.html"]) == 0
    shot = chromium.seen(tmp_path / "eight.html", tmp_path / "seen.png", 800, 1400, 2)
    with Image.open(shot) as picture:
        (found,) = zxingcpp.read_barcodes(np.asarray(picture.convert("L")))
    assert found.bytes == (home / "routines" / "eight.toml").read_bytes()
