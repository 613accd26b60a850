"""Puts the manual page into a wheel when it is built: what hatchling calls for pyproject.toml."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ManPage(BuildHookInterface):
    """Makes the page out of the parsers of this checkout, so that none is kept that could be old."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        sys.dont_write_bytecode = True
        from coach import man_page

        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name, "coach.1")
        path.write_text(man_page.text(), "utf-8")
        build_data["shared_data"][str(path)] = "share/man/man1/coach.1"
