"""What every page stands on: markup that nothing breaks out of, a whole file that fetches nothing, PDF."""

import io
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest
from html_page import tree

from coach.errors import CoachError
from coach.reports.page import document, pdf
from coach.reports.page.markup import as_html, as_xml, element, svg
from coach.reports.page.paper import PaperName

EVIL = "</p><script>alert(1)</script>\x1b[2J\u202e\x00 & \"'> #eval(1) $x$ *b* \\u{41}"
SHOWN = "</p><script>alert(1)</script> [2J  & \"'> #eval(1) $x$ *b* \\u{41}"
NOW = datetime(2026, 11, 24, 12, 0, 1, 2, tzinfo=UTC)


def test_a_text_stays_a_text_in_elements_and_attributes() -> None:
    made = element("p", "a ", element("b", EVIL), EVIL, title=EVIL)
    page = tree(document.html("T", made, paper="a4"))
    (found,) = page.iter("p")
    assert found.get("title") == SHOWN
    assert (found.text, found[0].text, found[0].tail) == ("a ", SHOWN, SHOWN)
    assert not [*page.iter("script")]


def test_what_is_none_is_left_out_and_names_are_those_of_html() -> None:
    made = element("p", None, "a", None, "b", class_="x", aria_label="y", hidden=None, width=1.005)
    assert as_html(made) == '<p class="x" aria-label="y" width="1">ab</p>'


def test_a_picture_says_what_it_shows_in_a_page_and_in_a_file_of_its_own() -> None:
    made = svg(10, 4.5, element("path", d="M0 0", stroke_width=0.5), title="A <line>")
    assert 'viewBox="0 0 10 4.5"' in as_html(made)
    assert as_xml(made).startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert "<title>A &lt;line&gt;</title>" in as_xml(made)


@pytest.mark.parametrize(("paper", "size"), [("a4", "size: A4 portrait"), ("letter", "size: letter portrait")])
def test_a_page_is_whole_has_its_paper_and_fetches_nothing(paper: PaperName, size: str) -> None:
    text = document.html("A <title>", element("h1", "A"), paper=paper)
    page = tree(text)
    assert page.get("lang") == "en"
    assert size in text
    assert "default-src 'none'" in text
    assert not [tag for tag in ("link", "script", "img", "iframe") if [*page.iter(tag)]]
    assert "http://" not in text
    assert "url(" not in text


TEMPLATE = """
#import "page.typ": page, picture, values
#show: page.with(title: values.title)
= #values.title
#for line in values.lines [ - #line ]
#picture(values.picture, "A line", width: 20mm)
"""


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template of the tests' own beside what all of them share."""
    shutil.copy(pdf.TEMPLATES / "page.typ", tmp_path)
    (tmp_path / "some.typ").write_text(TEMPLATE, encoding="utf-8")
    monkeypatch.setattr(pdf, "TEMPLATES", tmp_path)


def values(*lines: str) -> dict[str, object]:
    line = svg(9, 9, element("path", d="M0 0 L9 9", stroke="#000"), title=EVIL)
    return {"title": EVIL, "lines": lines, "picture": as_xml(line)}


@pytest.mark.usefixtures("templates")
@pytest.mark.parametrize(("paper", "width_pt"), [("a4", 595.28), ("letter", 612)])
def test_a_pdf_has_the_values_as_text_the_paper_and_tags(paper: PaperName, width_pt: float) -> None:
    made = pdf.made("some", values(EVIL), paper=paper, now=NOW)
    assert made.accessible
    file = pypdf.PdfReader(io.BytesIO(made.content))
    assert file.metadata is not None
    assert file.metadata.title == SHOWN
    assert "/StructTreeRoot" in file.root_object
    (sheet,) = file.pages
    assert float(sheet.mediabox.width) == pytest.approx(width_pt, abs=0.1)
    assert sheet.extract_text().count("#eval(1) $x$ *b* \\u{41}") == 2


@pytest.mark.usefixtures("templates")
def test_a_sign_that_no_font_has_does_not_keep_the_pdf_from_being_made() -> None:
    made = pdf.made("some", values("a \U000e0fff b \U0010ffff"), paper="a4", now=NOW)
    assert not made.accessible
    assert made.content.startswith(b"%PDF")


def test_a_template_that_is_not_there_is_an_error_that_says_what_works() -> None:
    with pytest.raises(CoachError, match=r"Write \.html instead"):
        pdf.made("nothing_of_this_name", {}, paper="a4", now=NOW)


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(CoachError, match=r'pip install "backcoach\[reports\]"'):
        pdf.insist()
