"""`coach handout`: what is on the page, that it is never what somebody must not do, and its code, read back."""

import json
import re
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import numpy as np
import pypdf
import pytest
import zxingcpp
from command import ANSWERS
from html_page import tree as page
from person import person

from coach.cli import main
from coach.core import progression, screening
from coach.core.figure.vector import drawing
from coach.core.model.screened import Profile
from coach.files import exercises, routines
from coach.reports.handout.code import MOST_BYTES, code
from coach.reports.handout.sheet import sheet
from coach.reports.page.markup import SVG

ROOT = Path(__file__).parents[2]
SHIPPED = sorted((ROOT / "routines").glob("*.toml"))
KNOWN = exercises.load_shipped()
ON = date(2026, 11, 24)
EIGHT = (
    "bird_dog", "wall_plank", "standing_hip_abduction", "seated_flexion",
    "sit_to_stand", "clamshell", "knee_to_chest", "standing_extension",
)  # fmt: skip
EVIL = "A <b>bold</b> & \\u001b[2J #eval(1) $x$ *name*"


def a_routine(*ids: str, name: str = "Mine", more: str = "") -> str:
    entries = "".join(f'\n[[exercise]]\nid = "{id_}"\n' for id_ in ids)
    return f'format = 2\nname = "{name}"\nrounds_per_day = 2\n{more}{entries}'


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    (folder / "routines").mkdir(parents=True)
    (folder / "routines" / "eight.toml").write_text(a_routine(*EIGHT), "utf-8")
    monkeypatch.setenv("COACH_HOME", str(folder))
    monkeypatch.chdir(tmp_path)
    return folder


def texts(found: Element | None) -> str:
    return "" if found is None else " ".join("".join(found.itertext()).split())


def of_class(tree: Element, name: str) -> Iterator[Element]:
    return (each for each in tree.iter() if name in (each.get("class") or "").split())


def read_back(content: bytes) -> bytes:
    """What a scanner gets out of a code, drawn as on paper, four dots for a module."""
    made = code(content, "A code")
    assert made is not None
    side = int((made.picture.get("viewBox") or "").split()[2])
    dark = np.zeros((side, side), dtype=bool)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1", made.picture[2].get("d") or ""):
        dark[int(y), int(x) : int(x) + int(length)] = True
    picture = np.where(np.kron(dark, np.ones((4, 4), dtype=bool)), 0, 255).astype(np.uint8)
    (found,) = zxingcpp.read_barcodes(picture)
    return found.bytes


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
@pytest.mark.usefixtures("home")
def test_before_a_screening_it_has_the_doses_as_written_and_says_so(
    capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    assert main(["handout", file.stem, "-o", "-"]) == 0
    printed = capsys.readouterr()
    tree = page(printed.out)
    routine, _ = routines.load(file, KNOWN)
    allowed = [item for item in routine.items if item.exercise.stage == 1]
    cards = [*of_class(tree, "card")]
    assert [texts(each.find("h2")) for each in cards] == [
        f"{number} {item.exercise.name}" for number, item in enumerate(allowed, 1)
    ]
    assert not [*of_class(tree, "today")]
    assert "nobody was asked the safety questions" in texts(next(of_class(tree, "day")))
    assert "Nothing was screened" in printed.err
    for item, card in zip(allowed, cards, strict=True):
        assert item.exercise.cues.setup.partition("{")[0] in texts(card)
    drawn = [*tree.iter(f"{{{SVG}}}svg")]
    assert len(drawn) == 2 * len(cards) + 1
    assert all(each.get("role") == "img" and each.get("aria-label") for each in drawn)
    assert len({each.get("aria-label") for each in drawn}) == len(drawn)
    assert set(re.findall(r"https?://[^\"<]*", printed.out)) == {SVG}


def test_after_a_rise_it_has_the_doses_of_today_beside_the_written_ones(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["screen", "--answers", str(ANSWERS)])
    (home / "settings.toml").write_text(f'clinic = "{EVIL}"\n', "utf-8")
    moment = f"{datetime.now().replace(hour=0, minute=0):%Y-%m-%dT%H:%M}"
    assert main(["log", "add", "--routine", "eight", "--at", moment, "--before", "2", "--after", "5"]) == 0
    capsys.readouterr()
    assert main(["today", "eight", "--json"]) == 0
    today = json.loads(capsys.readouterr().out)
    assert main(["handout", "eight", "-o", "-"]) == 0
    tree = page(capsys.readouterr().out)
    told = [texts(next(of_class(card, "today"))) for card in of_class(tree, "card")]
    doses = [(each["sets"], each["reps"], each["reason"]) for each in today["exercises"]]
    assert len(told) == len(doses) == len(EIGHT)
    for text, (sets, reps, reason) in zip(told, doses, strict=True):
        assert text.startswith(f"Today: {sets} set{'s' if sets > 1 else ''} of {reps}")
        assert text.endswith(reason)
    assert texts(next(of_class(tree, "day"))) == today["reason"]
    assert texts(next(of_class(tree, "who"))).startswith("A <b>bold</b> & [2J #eval(1) $x$ *name*")


@pytest.mark.parametrize(
    "profile",
    [
        None,
        person(),
        person(cannot=("floor", "kneeling")),
        person(diagnosis=("disc_herniation",), weeks_since_flare=2),
        person(diagnosis=("spondylolisthesis",), clinician_agrees=True),
        person(diagnosis=("stenosis",), leg_symptoms_last_14_days=True),
        person(pregnant_weeks=20, clinician_agrees=True),
    ],
)
def test_what_the_answers_leave_out_is_named_and_never_something_to_do(profile: Profile | None) -> None:
    text = a_routine(*KNOWN, more="")
    routine, _ = routines.parse(text, "all.toml", KNOWN)
    decision = progression.decide(routine, KNOWN, profile, (), ON)
    made = sheet(routine, decision, profile)
    cards = [card.exercise.id for card in made.cards]
    left_out = [exercise.id for exercise, _ in made.left_out]
    assert sorted([*cards, *left_out]) == sorted(KNOWN)
    verdict = screening.judge(profile, ON)
    assert verdict.outcome == "plan"
    assert not [id_ for id_ in cards if screening.omission(profile, verdict, KNOWN[id_])]
    assert not [id_ for id_ in cards if KNOWN[id_].stage > 1]


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_the_code_is_the_file_byte_for_byte_and_can_be_taken_over(
    home: Path, capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    found = read_back(file.read_bytes())
    assert found == file.read_bytes()
    main(["screen", "--answers", str(ANSWERS)])
    Path("scanned.toml").write_bytes(found)
    capsys.readouterr()
    assert main(["new", "--from", "scanned.toml", "--yes"]) == 0
    assert (home / "routines" / "scanned.toml").is_file()


@pytest.mark.parametrize(
    "content",
    [
        b"a",
        "größer – 日本 \r\n\ttabs\r\n".encode(),
        b"\xef\xbb\xbfformat = 2\n",
        b"x" * 1000 + "é".encode() * 976 + b"y",
    ],
)
def test_any_bytes_up_to_the_limit_come_back(content: bytes) -> None:
    assert read_back(content) == content


def test_a_file_that_is_too_long_for_a_code_says_what_to_do(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "routines" / "long.toml"
    short = a_routine("bird_dog")
    file.write_text(short + "#" * (MOST_BYTES - len(short)), "utf-8")
    assert main(["handout", "long", "-o", "-"]) == 0
    assert len([*of_class(page(capsys.readouterr().out), "code")]) == 1
    file.write_text(short + "#" * (MOST_BYTES - len(short) + 1), "utf-8")
    assert main(["handout", "long", "-o", "-"]) == 0
    printed = capsys.readouterr()
    assert not [*of_class(page(printed.out), "code")]
    assert "too long for a code (2954 bytes; 2953 fit)" in texts(next(of_class(page(printed.out), "taking")))
    assert "Pass on the file itself, long.toml" in printed.err


def test_exercises_of_one_s_own_are_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "exercises").mkdir()
    own = (ROOT / "coach/files/exercises/bird_dog.toml").read_text("utf-8").replace('"bird_dog"', '"my_dog"')
    (home / "exercises" / "my_dog.toml").write_text(own.replace('"Bird-dog"', '"My dog <x>"'), "utf-8")
    (home / "routines" / "mine.toml").write_text(a_routine("my_dog", "clamshell", name="<i>M</i>"), "utf-8")
    assert main(["handout", "mine", "-o", "-"]) == 0
    tree = page(capsys.readouterr().out)
    assert "Not in every Backcoach: My dog <x>." in texts(next(of_class(tree, "taking")))
    assert "exercises/my_dog.toml" in texts(next(of_class(tree, "taking")))
    assert texts(next(tree.iter("h1"))) == "<i>M</i>"


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.usefixtures("home")
def test_eight_exercises_with_doses_of_today_stand_on_one_sheet_of_a_pdf(
    capsys: pytest.CaptureFixture[str], paper: str
) -> None:
    main(["screen", "--answers", str(ANSWERS)])
    moment = f"{datetime.now().replace(hour=0, minute=0):%Y-%m-%dT%H:%M}"
    main(["log", "add", "--routine", "eight", "--at", moment, "--before", "2", "--after", "5"])
    assert main(["handout", "eight", "-o", "eight.pdf", "--paper", paper]) == 0
    assert "Some signs" not in capsys.readouterr().err, "PDF/UA was refused"
    file = pypdf.PdfReader("eight.pdf")
    (only,) = file.pages
    text = " ".join(only.extract_text().split())
    assert [id_ for id_ in EIGHT if KNOWN[id_].name not in text] == []
    assert text.count("Today:") == len(EIGHT)
    assert "coach new --from eight.toml" in text
    assert str(file.root_object["/Lang"]) == "en"


def test_more_than_one_sheet_keeps_every_card_whole(home: Path) -> None:
    ids = [id_ for id_, exercise in KNOWN.items() if exercise.stage == 1]
    (home / "routines" / "many.toml").write_text(a_routine(*ids), "utf-8")
    assert main(["handout", "many", "-o", "many.pdf"]) == 0
    sheets = [" ".join(each.extract_text().split()) for each in pypdf.PdfReader("many.pdf").pages]
    assert len(sheets) == 2
    for id_ in ids:
        (on,) = [text for text in sheets if f"{KNOWN[id_].name} " in text.partition("When to stop")[0]]
        assert KNOWN[id_].cues.setup.partition("{")[0][:30] in on


def test_a_file_that_is_there_stays_until_it_may_go(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("page.html").write_text("mine", "utf-8")
    assert main(["handout", "eight", "-o", "page.html"]) == 1
    assert "page.html is there already and stays as it is. To replace it, add: --replace" in capsys.readouterr().err
    assert Path("page.html").read_text("utf-8") == "mine"
    assert main(["handout", "eight", "-o", "page.html", "--replace"]) == 0
    assert Path("page.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert main(["handout", "eight", "-o", str(home / "routines" / "x.html")]) == 1
    assert "a file that the coach needs" in capsys.readouterr().err


@pytest.mark.usefixtures("home")
def test_what_cannot_be_made_is_said_before_anything_is_written(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["handout", "eight", "-o", "page.docx"])
    assert ended.value.code == 2
    assert "'page.docx' has to end in .html or .pdf" in capsys.readouterr().err
    assert main(["handout", "nine", "-o", "page.html"]) == 1
    assert "There is no routine named 'nine'" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "typst", None)
    assert main(["handout", "eight", "-o", "page.pdf"]) == 1
    assert 'pip install "backcoach[reports]"' in capsys.readouterr().err
    assert not [*Path().glob("page*")]


@pytest.mark.usefixtures("home")
def test_where_no_session_is_allowed_there_is_no_page(capsys: pytest.CaptureFixture[str]) -> None:
    answers = ANSWERS.read_text("utf-8").replace("red_flags_emergency = false", "red_flags_emergency = true")
    Path("answers.toml").write_text(answers, "utf-8")
    main(["screen", "--answers", "answers.toml"])
    capsys.readouterr()
    assert main(["handout", "eight", "-o", "page.html"]) == 1
    assert "emergency" in capsys.readouterr().err
    assert not Path("page.html").exists()


@pytest.mark.parametrize("id_", KNOWN)
def test_a_drawn_figure_stays_in_its_picture_and_start_and_end_have_one_size(id_: str) -> None:
    figure = KNOWN[id_].figure
    assert figure is not None
    start, end, left = drawing(figure, "start"), drawing(figure, "end"), drawing(figure, "end", "left")
    assert (start.width, start.height, start.ground) == (end.width, end.height, end.ground)
    for drawn in (start, end, left):
        for x, y, radius in (disc for shape in drawn.shapes for chain in shape.chains for disc in chain):
            assert radius <= x <= drawn.width - radius
            assert radius <= y <= drawn.height - radius
    mirrored = [(end.width - x, y) for shape in end.shapes for chain in shape.chains for x, y, _ in chain]
    assert mirrored == [(x, y) for shape in left.shapes for chain in shape.chains for x, y, _ in chain]


def test_the_reader_of_these_tests_is_strict() -> None:
    with pytest.raises(html5lib.html5parser.ParseError):
        page("<!DOCTYPE html><p></b>")
