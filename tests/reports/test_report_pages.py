"""The report in its formats: the same figures in each, texts stay texts, its paper, and what a reader is told."""

import io
import re
from dataclasses import replace
from datetime import datetime, time
from functools import cache
from xml.etree.ElementTree import Element

import pypdf
import pytest
from html_page import tree
from logbook import EXERCISES, course, profile, routine

from coach.core import report
from coach.core.diary import Diary, OwnRating, OwnThing
from coach.core.progression import decide, settle
from coach.core.report.values import Report
from coach.reports.page import pdf
from coach.reports.report import dose_plot, markdown, page, paper_form, plot
from coach.reports.report.blocks import Block, DosePlot, PainPlot, Table
from coach.reports.report.first_page import first_page
from coach.reports.report.tables import tables

EVIL = "</td><script>alert(1)</script> | **b** `c` [x](http://e.org) #d \x1b[2J\u202e &amp; {screen}"
SHOWN = "</td><script>alert(1)</script> | **b** `c` [x](http://e.org) #d [2J &amp; {screen}"
LOG = "before 2, after 2; before 2, after 5, report 5 in bird_dog; before 3, morning 4; before 7, after 7"
SVG = "{http://www.w3.org/2000/svg}"  # As the parser names what is not HTML.
NOW = datetime(2026, 11, 8, 20)


@cache
def made(weeks: int = 6) -> Report:
    sessions, day = course(LOG, profile())
    sessions[0] = replace(sessions[0], note=EVIL, routine="gone", routine_title=EVIL)
    at = datetime.combine(day, time(8))
    diary = Diary((), (OwnThing(1, at, EVIL),), (OwnRating(EVIL, day, at, 4),))
    setting = settle(routine(), EXERCISES, profile(), day, others={})
    decision = decide(routine(), EXERCISES, profile(), sessions, day, others={})
    source = report.Source(sessions, setting, decision, {"worked": routine()}, profile(), diary, 1)
    return report.make(source, NOW, weeks)


def blocks(found: Report) -> tuple[Block, ...]:
    return (*first_page(found), *tables(found))


def written(log: str, weeks: int) -> str:
    """The report of somebody who answered no screening, in Markdown."""
    sessions, day = course(log, profile())
    setting = settle(routine(), EXERCISES, profile(), day)
    decision = decide(routine(), EXERCISES, profile(), sessions, day)
    source = report.Source(sessions, setting, decision, {}, None)
    return markdown.markdown(blocks(report.make(source, datetime.combine(day, time(20)), weeks)))


def html(found: Report) -> Element:
    return tree(page.page(blocks(found), "T", "a4"))


def cells(row: str) -> list[str]:
    """Those of a row of Markdown, as CommonMark reads them back."""
    parts = re.split(r"(?<!\\)\|", row.strip())[1:-1]
    return [re.sub(r"\\([\\`*_\[\]<>|~#&])", r"\1", each.strip()) for each in parts]


def test_the_tables_of_html_and_of_markdown_say_the_same() -> None:
    found = blocks(made())
    expected = [(each.heads, *each.rows) for each in found if isinstance(each, Table)]
    squeezed = [[tuple(" ".join(cell.split()) for cell in row) for row in each] for each in expected]
    rows = [
        [tuple("".join(cell.itertext()) for cell in row) for row in each.iter("tr")]
        for each in html(made()).iter("table")
    ]
    assert [[tuple(" ".join(cell.split()) for cell in row) for row in each] for each in rows] == _seen(squeezed)
    told = markdown.markdown(found).split("\n\n")
    tabled = [[cells(row) for row in part.splitlines()] for part in told if part.startswith("|")]
    assert [[tuple(row) for row in (each[0], *each[2:])] for each in tabled] == _seen(squeezed)


def _seen(found: list[list[tuple[str, ...]]]) -> list[list[tuple[str, ...]]]:
    dirty = " ".join(EVIL.split())
    return [[tuple(cell.replace(dirty, SHOWN) for cell in row) for row in each] for each in found]


def test_what_a_person_wrote_stays_a_text_everywhere() -> None:
    read = html(made())
    assert not [*read.iter("script")]
    notes = [" ".join(cell.text.split()) for cell in read.iter("td") if cell.text and cell.text.startswith("</td>")]
    assert notes == [SHOWN] * 4  # Routine, thing, and title and note of the session.
    text = markdown.markdown(blocks(made()))
    assert "<script" not in re.sub(r"\\<", "", text)
    assert "\x1b" not in text
    assert not re.search(r"(?<!\\)\[x", text)


def test_the_first_page_ends_where_the_tables_begin() -> None:
    read = html(made())
    headings = list(read.iter("h2"))
    (first,) = [number for number, each in enumerate(headings) if each.get("class") == "new-page"]
    assert [each.text for each in headings[:first]] == [
        "Pain, 0 to 10",
        "Rules that acted",
        "What the program cannot know",
    ]


def test_the_plot_is_told_in_words_and_tells_its_series_apart_without_colour() -> None:
    drawn, _ = html(made()).iter(f"{SVG}svg")
    assert drawn.get("role") == "img"
    assert "Pain from 0 to 10, the mean of each day" in (drawn.get("aria-label") or "")
    shapes = {name: len([*drawn.iter(f"{SVG}{name}")]) for name in ("circle", "polygon", "path")}
    assert shapes == {"circle": 4 + 1, "polygon": 3 + 1, "path": 1 + 1}  # With the legend's.
    texts = ["".join(each.itertext()) for each in drawn.iter(f"{SVG}text")]
    assert [each for each in texts if each.isdigit()] == ["0", "2", "4", "6", "8", "10"]


@pytest.mark.parametrize(("weeks", "dates"), [(6, "28 Sep–8 Nov"), (52, "10 Nov 2025–8 Nov 2026")])
def test_the_plot_says_its_dates_with_years_where_there_are_two(weeks: int, dates: str) -> None:
    (told,) = (each.told for each in first_page(made(weeks)) if isinstance(each, PainPlot))
    assert f", {dates}. Means" in told


def test_two_weeks_of_equal_means_are_two_and_one_week_is_one() -> None:
    text = written("before 2, after 3; before 2, 8 days later", weeks=2)
    assert "- **Pain before:** 2.0 (1) → 2.0 (1)\n- **Pain after:** 3.0 (1)\n" in text


@pytest.mark.parametrize("weeks", [1, 6, 30, 520])
def test_no_point_of_the_plot_lies_outside_of_it(weeks: int) -> None:
    drawn = plot.picture(made(weeks), "told", ("a", "b", "c"))
    for each in drawn.iter("circle"):
        assert plot.LEFT <= float(each.get("cx", "")) <= plot.WIDTH
        assert 0 <= float(each.get("cy", "")) <= plot.HEIGHT
    labels = [float(each.get("x", "")) for each in drawn.iter("text") if each.get("text-anchor") == "start"]
    assert 1 <= len(labels) <= plot.MOST_LABELS
    assert labels == sorted(labels)


def test_the_doses_are_drawn_row_by_row_from_nothing_to_their_most() -> None:
    found = made()
    drawn = dose_plot.picture(found, found.courses, "told")
    lines = [each.get("points", "").split() for each in drawn.iter("polyline")]
    assert [len(each) for each in lines] == [2 * len(course.doses) for course in found.courses]
    for number, points in enumerate(lines):
        places = [tuple(map(float, each.split(","))) for each in points]
        assert [x for x, _ in places] == sorted(x for x, _ in places)
        assert all(dose_plot.LEFT <= x <= dose_plot.WIDTH - dose_plot.RIGHT for x, _ in places)
        highest = min(y for _, y in places)
        doses = found.courses[number].doses
        assert places[2 * doses.index(max(doses, key=dose_plot.volume))][1] == highest
        assert number * dose_plot.ROW < highest < (number + 1) * dose_plot.ROW


def test_many_exercises_are_drawn_in_several_pictures() -> None:
    found = made()
    many = replace(found, courses=found.courses * 9)
    plots = [each for each in tables(many) if isinstance(each, DosePlot)]
    assert [len(each.courses) for each in plots] == [12, 12, 3]
    assert "scale of its own" not in markdown.markdown(blocks(many))


def test_without_a_rating_there_is_no_plot_and_it_is_said() -> None:
    text = written("unrated effort", weeks=1)
    assert "No pain was rated in these weeks." in text
    assert "No rule acted in these weeks" in text
    assert "Not answered yet." in text


@pytest.mark.parametrize("weeks", [6, 30])
def test_the_pdf_is_accessible_and_its_first_page_stands_alone(weeks: int) -> None:
    found = pdf.made("report", paper_form.values(blocks(made(weeks)), "A report"), paper="a4", now=NOW)
    assert found.accessible
    read = pypdf.PdfReader(io.BytesIO(found.content))
    pages = [" ".join(each.extract_text().split()) for each in read.pages]
    assert read.metadata is not None
    assert read.metadata.title == "A report"
    assert "What the program cannot know" in pages[0]
    assert "Doses of each exercise" not in pages[0]
    assert "Doses of each exercise" in " ".join(pages[1:])
    assert "alert(1)" in " ".join(pages)


def test_signs_of_markdown_are_a_text_wherever_they_stand() -> None:
    for text in (r"a\*b", "<b>", "| x", "# x", "&lt;", "__init__", "~~x~~"):
        assert cells(f"| {markdown.plain(text)} |") == [text]
    assert markdown.plain("a\nb\t c") == "a b c"
