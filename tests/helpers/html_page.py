"""Reads an HTML page as a browser does, and raises for whatever the standard calls an error."""

from xml.etree.ElementTree import Element

import html5lib


def tree(text: str) -> Element:
    """The elements of a page; what is not HTML, such as SVG, has its namespace in its name."""
    found: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    return found
