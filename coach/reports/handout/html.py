"""Makes the hand-out an HTML page; it must not know why something is on it."""

from collections.abc import Iterator
from pathlib import Path

from coach.reports.handout.told import Section, Told, ToldCard
from coach.reports.page import document
from coach.reports.page.markup import Element, element
from coach.reports.page.paper import PaperName

STYLE = Path(__file__).with_name("handout.css")
FEW, MANY = 2, 3  # Up to FEW there is room for large pictures; above MANY they stand in two columns.
ROOMY, MOST = 6, 8  # Up to ROOMY these have larger letters; up to MOST all stand on one sheet.
MOST_SIGNS, LARGE_CODE_MM = 2200, 38  # With more signs than these, or a larger code, the letters are smaller.


def html(told: Told, paper: PaperName) -> str:
    """The file's text."""
    return document.html(told.title, *_body(told), paper=paper, style=STYLE.read_text("utf-8"))


def size(told: Told) -> str:
    """How much room an exercise has, by how many there are."""
    number = len(told.cards)
    return "large" if number <= FEW else "middle" if number <= MANY else "small"


def _look(told: Told) -> str:
    """Classes for the size, and for how close the letters stand where there are two columns."""
    if MANY < len(told.cards) <= ROOMY:
        return f"{size(told)} roomy"
    return f"{size(told)} dense" if _is_dense(told) else size(told)


def _is_dense(told: Told) -> bool:
    """Whether all of it stands on one sheet only in small letters."""
    texts = (text for card in told.cards for text in (card.dose, card.pace, card.today, *sum(card.lines, ())))
    full = sum(map(len, texts)) > MOST_SIGNS or (told.code is not None and told.code.side_mm > LARGE_CODE_MM)
    return ROOMY < len(told.cards) <= MOST and full


def _body(told: Told) -> Iterator[Element]:
    yield element(
        "header",
        element("div", element("h1", told.title), element("p", told.times)),
        element(
            "p", element("strong", told.clinic) if told.clinic else None, element("span", told.date), class_="who"
        ),
    )
    yield element("p", told.day, class_="day")
    yield element(
        "ol",
        *(_card(number, card) for number, card in enumerate(told.cards, 1)),
        class_=f"cards {_look(told)}",
    )
    left = [_section(told.stop), _section(told.left_out) if told.left_out.lines else None]
    notes = element("section", element("h2", told.notes), element("div", class_="lines"), class_="notes")
    yield element("div", element("div", *left), notes, _taking(told), class_="foot whole")
    yield element("p", told.small, class_="quiet small")


def _card(number: int, card: ToldCard) -> Element:
    pictures = (element("div", picture.drawn) for picture in card.pictures)
    return element(
        "li",
        element("h2", element("span", f"{number}", class_="number"), f" {card.name}"),
        element("div", *pictures, class_="pictures") if card.pictures else None,
        element(
            "div",
            element(
                "p", element("strong", card.dose), " ", element("span", card.pace, class_="quiet"), class_="dose"
            ),
            element("p", card.today, class_="today") if card.today else None,
            *(
                element("p", element("b", f"{label} ") if label else None, f"{text} ", class_="line")
                for label, text in card.lines
            ),
            class_="how",
        ),
        class_="card whole",
    )


def _section(section: Section) -> Element:
    return element(
        "section", element("h2", section.title), element("ul", *(element("li", line) for line in section.lines))
    )


def _taking(told: Told) -> Element:
    picture = None
    if told.code is not None:
        side_mm = told.code.least_mm if _is_dense(told) else told.code.side_mm
        picture = element("div", told.code.picture, class_="code", style=f"width: {side_mm:.1f}mm")
    return element(
        "section",
        element("h2", told.taking.title),
        picture,
        *(element("p", line) for line in told.taking.lines),
        class_="taking",
    )
