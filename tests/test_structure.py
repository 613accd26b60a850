"""Holds the walls of the design over the syntax trees: who imports whom, and what the pure core never touches."""

import ast
from pathlib import Path

import pytest

from coach.checkpoint import SOURCES

ROOT = Path(__file__).resolve().parent.parent
COACH = ROOT / "coach"

# Modules that take values and return values. They may import each other and the model, nothing else of ours.
PURE = {
    "errors", "model", "doses", "rules", "progression", "screening", "plan", "timeline", "timing", "tape", "pieces",
    "view", "phrases", "player",
    "questions", "builder", "about", "trend", "courses", "figure", "skeleton", "raster", "render_text", "captions",
}
SHELL = {"cli", "commands", "tui", "plain", "wiring", "ready", "conductor"}
# The commands that open the full screen.
OPEN_THE_TUI = {"commands.dashboard", "commands.show"}
# What sits below the rules and the shell.
LOG = {"log_checkpoint", "log_rows", "log_schema"}
BELOW = {"audio", "voice", "log", *LOG, "exercises"}
# What the pure core must never touch: clock, files, processes, screen, sound, database.
FORBIDDEN_IN_PURE = {
    "time", "os", "io", "pathlib", "subprocess", "threading", "sqlite3", "textual", "numpy", "miniaudio",
    "pyttsx3", "random", "sys", "tempfile", "shutil",
}


def modules() -> dict[str, ast.Module]:
    found = {}
    for path in sorted(COACH.rglob("*.py")):
        name = ".".join(path.relative_to(COACH).with_suffix("").parts).removesuffix(".__init__")
        found[name] = ast.parse(path.read_text("utf-8"), str(path))
    return found


MODULES = modules()
PURE_MODULES = sorted(name for name in MODULES if name.split(".")[0] in PURE)


def imports(tree: ast.Module) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            names.add(base)
            names |= {f"{base}.{alias.name}" for alias in node.names}
    return names


def ours(name: str) -> set[str]:
    """The first part below `coach` of every module of ours that a module imports."""
    return {n.split(".")[1] for n in imports(MODULES[name]) if n.startswith("coach.")}


@pytest.mark.parametrize("name", PURE_MODULES)
def test_the_pure_core_imports_only_the_pure_core(name: str) -> None:
    assert ours(name) - {"__version__"} <= PURE


@pytest.mark.parametrize("name", PURE_MODULES)
def test_the_pure_core_touches_no_clock_file_screen_or_sound(name: str) -> None:
    roots = {n.split(".")[0] for n in imports(MODULES[name])}
    assert not roots & FORBIDDEN_IN_PURE


def test_the_model_imports_nothing_of_ours() -> None:
    assert ours("model") == {"errors"}


@pytest.mark.parametrize("name", [n for n in MODULES if n.split(".")[0] in BELOW])
def test_sound_voice_log_and_exercises_know_neither_shell_nor_rules(name: str) -> None:
    readers = {"form", "tomlfile", "validate"}
    allowed = {"errors", "model", "paths", *LOG, "atomic", name.split(".")[0]} | readers
    assert ours(name) <= allowed


@pytest.mark.parametrize("name", [n for n in MODULES if n.split(".")[0] not in SHELL | {"__main__"}])
def test_nothing_below_the_shell_imports_the_shell(name: str) -> None:
    assert not ours(name) & SHELL


@pytest.mark.parametrize("name", [n for n in MODULES if n.split(".")[0] != "tui" and n not in OPEN_THE_TUI])
def test_only_the_tui_knows_textual(name: str) -> None:
    assert not any(n.split(".")[0] == "textual" for n in imports(MODULES[name]))
    assert "tui" not in ours(name)


@pytest.mark.parametrize("name", [n for n in MODULES if n.split(".")[0] in {"progression", *SOURCES}])
def test_another_source_of_anything_that_leads_to_a_state_is_another_program(name: str) -> None:
    """What is kept of a log is told apart by these sources; the log itself only hands out what its rows say."""
    assert ours(name) <= {"progression", "log" if name == "checkpoint" else "model", *SOURCES}


def test_there_is_no_import_cycle() -> None:
    graph = {
        name: {n.removeprefix("coach.") for n in imports(tree) if n.removeprefix("coach.") in MODULES} - {name}
        for name, tree in MODULES.items()
        if name
    }
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join((*path, name))
        if name in graph and name not in done:
            for other in graph[name] - {""}:
                # A package's own modules may use what its first file names.
                if not name.startswith(f"{other}."):
                    visit(other, (*path, name))
            done.add(name)

    for name in graph:
        visit(name, ())


@pytest.mark.parametrize("name", sorted(MODULES))
def test_every_module_says_its_job_first(name: str) -> None:
    assert ast.get_docstring(MODULES[name])


def test_shipped_folders_hold_no_python() -> None:
    assert not [*(ROOT / "routines").rglob("*.py"), *(ROOT / "sounds").rglob("*.py")]
