"""Reads WebVTT captions back by its rules, for tests of what was written."""

import html
import re

TIMING = re.compile(r"(\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3}) --> (\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3})")
Caption = tuple[int, int, str]


def parsed(text: str) -> list[Caption]:
    """Every cue as start, end and text; raises where a strict reader would refuse the file."""
    header, *blocks = text.removesuffix("\n").split("\n\n")
    assert header == "WEBVTT"
    found = []
    for block in blocks:
        timing, payload = block.split("\n")
        times = TIMING.fullmatch(timing)
        assert times is not None, timing
        h, m, s, ms, h2, m2, s2, ms2 = map(int, times.groups())
        start_ms, end_ms = ((h * 60 + m) * 60 + s) * 1000 + ms, ((h2 * 60 + m2) * 60 + s2) * 1000 + ms2
        assert start_ms < end_ms
        assert payload
        assert "-->" not in payload
        assert not re.search(r"[<>]|&(?!amp;|lt;|gt;)", payload)
        found.append((start_ms, end_ms, html.unescape(payload)))
    return found
