"""The process that owns pyttsx3: JSON lines in, sound files and JSON lines out; it must not import ours.

Run by its path, so that it starts fast and from any folder. The first line out is {"defaults", "voices", "once"}
or {"missing": WHAT}; then {"id", "ok": true} or {"id", "error": WHAT} for each {"id", "text", "voice", "rate",
"path"}. It ends when its input ends. The natural voice, where it is installed, is loaded when it is first asked
for, or from the beginning with the argument `--natural`.
"""

import faulthandler
import importlib.util
import json
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import IO, Any

# Nobody waits longer: a child whose parent has been killed ends itself, even if the engine hangs.
LONGEST_S = 60
AHEAD = "--natural"
NATURAL = "natural"  # The name of the driver.
NATURAL_PACKAGES = ("hibari", "onnxruntime", "numpy")
Speaker = Callable[[dict[str, Any]], None]


class SpeechError(Exception):
    """A text that could not be synthesised."""


def main() -> int:
    """Serves requests until the input ends."""
    if hasattr(signal, "SIGINT"):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's; it closes our input when it ends.
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # pyttsx3 prints on standard output.
    engines = Engines(ahead=AHEAD in sys.argv[1:])
    try:
        greeting = engines.greeting()
    except (ImportError, OSError, RuntimeError) as error:
        _answer(answers, {"missing": str(error) or type(error).__name__})
        return 1
    _answer(answers, greeting)
    for line in sys.stdin.buffer:
        faulthandler.dump_traceback_later(LONGEST_S, exit=True)
        request = json.loads(line)
        try:
            engines.speak(request)
            _answer(answers, {"id": request["id"], "ok": True})
        except (SpeechError, OSError, RuntimeError, ValueError) as error:
            _answer(answers, {"id": request["id"], "error": str(error)})
        faulthandler.cancel_dump_traceback_later()
    return 0


def _answer(answers: IO[str], message: dict[str, Any]) -> None:
    answers.write(json.dumps(message) + "\n")
    answers.flush()


class Engines:
    """The system's engine, and the natural one where it is installed: each opened when it is first needed.

    `ahead`: the natural voice is loaded from now on, beside all that is asked meanwhile.
    """

    def __init__(self, *, ahead: bool) -> None:
        self._natural = _natural_driver()
        self._system: Any = None
        self._speakers: dict[bool, Speaker] = {}  # By whether it is the natural one.
        if ahead and self._natural is not None:
            self._speakers[True] = _speaker(_open_natural())

    def greeting(self) -> dict[str, Any]:
        """All voices. Raises ImportError, OSError or RuntimeError where no engine is there at all."""
        voices, defaults = [], []
        if self._natural is not None:
            voices = [{"id": self._natural.ID, "language": "en-us", "name": self._natural.NAME, "engine": "hibari"}]
            defaults = [self._natural.ID]
        try:
            self._system = _open_system()
        except (ImportError, OSError, RuntimeError):
            if self._natural is None:
                raise
        else:
            defaults.append(_default(self._system))
            voices += _voices(self._system)
        # pyttsx3 on Windows speaks only the first text of a process (#402, #419, #440). Not tried there.
        return {"defaults": defaults, "voices": voices, "once": sys.platform == "win32"}

    def speak(self, request: dict[str, Any]) -> None:
        """Writes one request's sound file. Raises SpeechError, OSError, RuntimeError or ValueError."""
        natural = self._natural is not None and request["voice"] == self._natural.ID
        if natural not in self._speakers:
            if not natural and self._system is None:
                raise SpeechError("there is no speech engine but the natural voice")
            self._speakers[natural] = _speaker(_open_natural() if natural else self._system)
        self._speakers[natural](request)


def _open_system() -> Any:
    if sys.platform == "linux":
        _load_espeak()
    import pyttsx3

    return pyttsx3.init()


def _natural_driver() -> Any:
    """The module of the natural voice; None where that is not installed."""
    if not all(importlib.util.find_spec(name) is not None for name in NATURAL_PACKAGES):
        return None
    name = f"pyttsx3.drivers.{NATURAL}"
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "natural_driver.py")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except ImportError:
        return None  # No pyttsx3.
    sys.modules[name] = module  # Where pyttsx3 looks for it.
    return module


def _open_natural() -> Any:
    import pyttsx3

    return pyttsx3.init(NATURAL)


def _load_espeak() -> None:
    """Loads espeakng-loader's library, after which pyttsx3 finds it by its name; without it, the system's is used.

    espeak keeps its data path in 160 bytes and ends the process when one is cut, so it gets a relative one.
    """
    try:
        import espeakng_loader
    except ImportError:
        return
    data = espeakng_loader.get_data_path()
    if espeakng_loader.load_library() is not None:
        os.chdir(data)
        os.environ["ESPEAK_DATA_PATH"] = "."


def _voices(engine: Any) -> list[dict[str, str]]:
    name = _driver_name(engine)
    return [
        {"id": voice.id, "language": _language(voice), "name": str(voice.name).strip(), "engine": name}
        for voice in engine.getProperty("voices")
        if voice.id
    ]


def _default(engine: Any) -> str:
    """What the user chose in the system; espeak only has a first voice."""
    return "" if _driver_name(engine) == "espeak" else engine.getProperty("voice") or ""


def _driver_name(engine: Any) -> str:
    """ "espeak", "nsss" or "sapi5"; 2.98 has no public way to ask."""
    return type(engine.proxy._driver).__module__.rpartition(".")[2]


def _language(voice: Any) -> str:
    """The language's code, "" where it is not known: 2.98 on Windows has it in the voice's name only."""
    language = str((voice.languages or [""])[0] or "")
    return language or ("en" if "English" in str(voice.name) else "")


def _speaker(engine: Any) -> Speaker:
    """A function that writes one request's sound file."""
    known = {voice.id for voice in engine.getProperty("voices")}
    errors: list[str] = []
    engine.connect("error", lambda exception, **_: errors.append(str(exception)))
    finished = _watch_espeak(engine) if _driver_name(engine) == "espeak" else None
    current = ""

    def speak(request: dict[str, Any]) -> None:
        nonlocal current
        voice = request["voice"]
        if voice and voice not in known:
            raise SpeechError(f"there is no voice {voice!r}")  # pyttsx3 would ignore it silently.
        with open(request["path"], "wb"):
            pass  # A path that cannot be written would hang pyttsx3 for ever; here it is an OSError.
        errors.clear()
        if voice != current:  # Loading a voice takes espeak ten times as long as a word.
            current = ""
            engine.setProperty("voice", voice)
        engine.setProperty("rate", request["rate"])
        if finished is not None:
            finished.clear()
        engine.save_to_file(request["text"], request["path"])  # One for each run: of several only the last is kept.
        engine.runAndWait()
        if errors:
            raise SpeechError(errors[0])
        if finished is not None:
            finished.wait()
        current = voice

    return speak


def _watch_espeak(engine: Any) -> threading.Event:
    """Works around two races of the espeak driver of pyttsx3 2.99, by its private parts; hence the exact version.

    Its `endLoop` calls `stop` while espeak speaks, which sometimes cancels the text and leaves an empty file: this
    process never stops a text, so `stop` does nothing. And `runAndWait` may return before espeak's own thread has
    written the file: that thread's last act is `endLoop`, so the event is set there.
    """
    driver = engine.proxy._driver
    finished = threading.Event()
    end_loop = driver.endLoop

    def watched_end_loop() -> None:
        end_loop()
        if threading.current_thread() is not threading.main_thread():
            finished.set()

    driver.stop = lambda: None
    driver.endLoop = watched_end_loop
    return finished


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    os._exit(code)  # espeak sometimes fails an assertion in an ordinary exit.
