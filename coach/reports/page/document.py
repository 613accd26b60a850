"""Puts elements together to a whole HTML file, for the screen and for paper; it must not know what they say.

The file needs nothing else: no network, no script, no font. A rule in it forbids the browser all of that.
"""

from pathlib import Path

from coach.reports.page.markup import Child, as_html, element
from coach.reports.page.paper import MARGIN_MM, PAPERS, PaperName

STYLE = Path(__file__).with_name("page.css")
# Content Security Policy Level 3: nothing is fetched, no script runs.
ALLOWED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def html(title: str, *body: Child, paper: PaperName, language: str = "en", style: str = "") -> str:
    """The file's text; `style` is CSS of this page's own, behind that of all pages."""
    css = f"{_paper(paper)}\n{STYLE.read_text('utf-8')}\n{style}"
    page = element(
        "html",
        element(
            "head",
            element("meta", charset="utf-8"),
            element("meta", http_equiv="Content-Security-Policy", content=ALLOWED),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("meta", name="color-scheme", content="light"),
            element("title", title),
            _style(css),
        ),
        element("body", element("main", *body)),
        lang=language,
    )
    return f"<!DOCTYPE html>\n{as_html(page)}\n"


def _style(css: str) -> Child:
    """CSS is ours, and its lines stay: no text of a person's comes near it."""
    made = element("style")
    made.text = css
    return made


def _paper(name: PaperName) -> str:
    """The size of a sheet, for the screen too; `--sheet` is how much fits on one, up to down."""
    paper = PAPERS[name]
    wide, high = paper.width_mm - 2 * MARGIN_MM, paper.height_mm - 2 * MARGIN_MM
    return (
        f"@page {{ size: {paper.css} portrait; margin: {MARGIN_MM}mm; }}\n"
        f":root {{ --sheet: {high - 1.5:g}mm; }}\n"
        f"main {{ max-width: {wide:g}mm; }}"
    )
