"""Makes markup (HTML, SVG) of values: the one place where text becomes a part of a page; it knows no page.

Whatever text comes in, it stays text: the library escapes it, and signs that cannot be seen are taken out before.
"""

from xml.etree import ElementTree

from coach.core.safe_text import seen

Element = ElementTree.Element
Child = Element | str | None
SVG = "http://www.w3.org/2000/svg"


def element(tag: str, *children: Child, **attributes: str | float | None) -> Element:
    """An element with its children in order; those, and attributes, that are None are left out.

    Attributes as keywords: `class_` is class, `aria_label` is aria-label, `stroke_width` is stroke-width.
    """
    made = Element(tag)
    for name, value in attributes.items():
        if value is not None:
            made.set(name.rstrip("_").replace("_", "-"), seen(_number(value)))
    last: Element | None = None
    for child in children:
        if isinstance(child, str):
            if last is None:
                made.text = (made.text or "") + seen(child)
            else:
                last.tail = (last.tail or "") + seen(child)
        elif child is not None:
            made.append(child)
            last = child
    return made


def svg(width: float, height: float, *children: Child, title: str, **attributes: str | float | None) -> Element:
    """A picture that tells readers of screens what it shows; its own units go from 0 to `width` and `height`."""
    return element(
        "svg", element("title", title), *children, xmlns=SVG, viewBox=f"0 0 {_number(width)} {_number(height)}",
        role="img", aria_label=title, **attributes,
    )  # fmt: skip


def as_html(made: Element) -> str:
    """As a part of an HTML page."""
    return ElementTree.tostring(made, encoding="unicode", method="html")


def as_xml(made: Element) -> str:
    """As a file of its own, such as an SVG picture."""
    return ElementTree.tostring(made, encoding="unicode", method="xml")


def _number(value: str | float) -> str:
    """A number in the fewest digits, to a hundredth."""
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
