"""What the documents for contributors name is there: files, the functions beside them, and commands."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ("ARCHITECTURE.md", "CONTRIBUTING.md", "README.md")
FILE = re.compile(r"`((?:[a-z_.]+/)+(?:[a-z_]+\.[a-z]+)?)`((?:(?:,| and)? `[a-z_A-Z.]+`)*)")


def named() -> list[tuple[str, str, str]]:
    """Every file or folder with a document that names it, and the names that stand right behind it."""
    return [
        (document, found[1], found[2])
        for document in DOCUMENTS
        for found in FILE.finditer((ROOT / document).read_text("utf-8"))
    ]


@pytest.mark.parametrize(("document", "path", "behind"), named())
def test_what_a_document_names_is_there(document: str, path: str, behind: str) -> None:
    places = [ROOT / path, ROOT / "coach" / path, *ROOT.glob(f"coach/*/{path}")]
    there = [place for place in places if place.exists()]
    assert there or path.startswith((".venv/", "exercises/", "sounds/")), f"{document} names {path}"
    for place in there:
        if place.suffix == ".py":
            names = {node.name for node in ast.walk(ast.parse(place.read_text("utf-8"))) if hasattr(node, "name")}
            wanted = [each for each in re.findall(r"`([a-zA-Z_]+)`", behind) if not each.isupper()]
            assert set(wanted) <= names, f"{document}: {path} has no {wanted}"


def test_the_documents_speak_of_many_files() -> None:
    """So that the pattern above still finds them."""
    assert len(named()) > 30
