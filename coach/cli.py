"""The command line: names, flags and exit codes; it must not know what a command does.

A command's module is imported when that command runs, so that `coach --help` stays quick.
"""

import argparse
import contextlib
import importlib
import math
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, NoReturn, Self, cast

from coach import __version__, crash, examples, streams
from coach.core.nearest_word import nearest
from coach.errors import CoachError

MODULES = {
    None: "dashboard",
    "import": "import_",
    "about": "pages.about",
    "completion": "pages.completion",
    "convert": "routine_files.convert",
    "help": "pages.help",
    "rules": "pages.rules",
}  # Where a module is called otherwise than its command.
EFFORTS = ("easy", "ok", "hard")
DONE = "all|none|ID=REPS,…"
NAMED = "what was done, of all that was planned: what is not named was not done"
WHEN = "local time, unless an offset is given, as in 2026-11-20T07:30+13:00"
HURT = "pain in an exercise, 0 to 10; one flag for each"
STOPS = ("pain", "sharp", "spread", "tired", "time", "interrupted")
NONE = "none"
WORDS = ("learning", "full", "brief", "beeps")
LISTEN_CONTEXTS = ("controls", "rating", "effort")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SHELLS = ("bash", "zsh", "fish")
LIKES = ("mix", "stretch", "strength", "upright")
SCHEMAS = ("routine", "exercise", "profile", "settings")
TOPICS = ("routine",)
OUTPUTS = ("auto", "miniaudio", "simpleaudio", "silent")


class Parser(argparse.ArgumentParser):
    """An argument parser that answers a mistyped command or value with the nearest one, and helps by examples."""

    def format_help(self) -> str:
        return super().format_help() + examples.of(self.prog)

    def error(self, message: str) -> NoReturn:
        if "invalid choice: " in message:
            message = self._nearest(message)
        self.exit(2, f"{self.prog}: {message}\nSee: {self.prog} --help\n")

    @staticmethod
    def _nearest(message: str) -> str:
        head, _, choices = message.partition(" (choose from ")
        typed = head.rpartition("invalid choice: ")[2].strip("'\"")
        names = [name.strip(" '\"") for name in choices.rstrip(")").split(",")]
        close = nearest(typed, names)
        hint = f"did you mean '{close[0]}'?" if close else f"choose from {', '.join(names)}"
        return f"{head}; {hint}"


def rating(text: str) -> int:
    """A number on the 0–10 numeric rating scale."""
    if not (text.isascii() and text.isdigit() and len(text) <= 2 and int(text) <= 10):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 to 10")
    return int(text)


def or_none(reader: Callable[[str], Any]) -> Callable[[str], Any]:
    """What `reader` reads, or the word none, which takes a value away."""

    def read(text: str) -> Any:
        return text if text == NONE else reader(text)

    return read


def entry_number(text: str) -> int:
    """The number of a session in the log."""
    if not (text.isascii() and text.isdigit() and len(text) <= 18 and int(text) > 0):
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a number of a session: they are in the table of `coach log`"
        )
    return int(text)


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2026-11-23") from None


def moment(text: str) -> datetime:
    """A date and time, local unless it has an offset from UTC. A date alone is none: at midnight nobody trains."""
    try:
        value = datetime.fromisoformat(text)
        if len(text) <= len("2026-11-23"):
            raise ValueError
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date and time like 2026-11-23T07:30") from None
    return value


def speed(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0.1 <= value <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0.1 to 1000")
    return value


def seconds(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= 3600):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of seconds from 1 to 3600")
    return int(text)


def time_of_day(text: str) -> time:
    hours, colon, minutes = text.partition(":")
    digits = colon and hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit()
    if not (digits and len(hours) <= 2 and len(minutes) == 2 and int(hours) < 24 and int(minutes) < 60):
        raise argparse.ArgumentTypeError(f"{text!r} is not a time of the day from 0:00 to 23:59, like 12:30")
    return time(int(hours), int(minutes))


def minutes(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 2 and 3 <= int(text) <= 60):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of minutes from 3 to 60")
    return int(text)


def days(text: str) -> tuple[str, ...]:
    """Some days of a week, in their order."""
    named = set(text.lower().split(","))
    if not named <= set(DAYS):
        raise argparse.ArgumentTypeError(f"{text!r} are no days such as mon,wed,fri")
    return tuple(each for each in DAYS if each in named)


def ending(*endings: str) -> Callable[[str], str]:
    """A check that a file's name ends in one of these, in small letters or capitals."""

    def checked(text: str) -> str:
        if not text.lower().endswith(endings):
            raise argparse.ArgumentTypeError(f"'{text}' has to end in {' or '.join(endings)}")
        return text

    return checked


def voice(text: str) -> str:
    """As in settings.toml."""
    if not (text.strip() and len(text) <= 300):
        raise argparse.ArgumentTypeError("a voice has 1 to 300 characters; the voices: coach voices")
    return text


def topic(commands: "argparse._SubParsersAction[Parser]") -> Callable[[str], str]:
    """A check that there is a page on a topic; who names a command is sent to its own help."""

    def checked(text: str) -> str:
        if text in TOPICS:
            return text
        if text in commands.choices:
            raise argparse.ArgumentTypeError(f"the help on that is: coach {text} --help")
        close = nearest(text, TOPICS)
        hint = f"did you mean '{close[0]}'?" if close else f"there is: {', '.join(TOPICS)}"
        raise argparse.ArgumentTypeError(f"there is no page on {text!r}; {hint}")

    return checked


class OfExercise(argparse.Action):
    """Takes a second name only after the word exercise: a routine has one name."""

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any, *_: Any
    ) -> None:
        if values is not None and namespace.name != "exercise":
            parser.error(f"a routine has one name, in quotes where it has blanks: '{namespace.name} {values}'")
        namespace.exercise = values


class NotAskedFor:
    """Stands for the parser of a command that is not on this command line, and takes every argument for it."""

    def __getattr__(self, _name: str) -> Callable[..., Self]:
        return lambda *_arguments, **_named: self


def build_parser(words: Sequence[str], *, whole: bool = False) -> argparse.ArgumentParser:
    """The parser for a command line of these words.

    Of the commands it has the names, and of the one that is asked for all the rest: making the rest of each took
    longer than importing all the words of the program. `whole`: all of every command, for who lists them.
    """
    asked_for = next((word for word in words if not word.startswith("-")), "")

    def parser_of(**given: Any) -> Any:
        return Parser(**given) if whole or given["prog"] == f"coach {asked_for}" else NotAskedFor()

    parser = Parser(
        prog="coach",
        description="Backcoach guides you through exercises for low back pain, hands-free. "
        "Without a command it opens today's dashboard.",
        epilog="Your files are under COACH_HOME when that is set. "
        "With ACCESSIBLE=1 all is in lines, for screen readers. "
        "Backcoach is no medical device: ask a clinician when in doubt.",
    )
    parser.add_argument("--version", action="version", version=f"coach {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=cast(Any, parser_of))
    _add_training(commands)
    _add_files(commands)
    _add_log(commands)
    _add_help(commands)
    help_ = commands.add_parser("help", help="this, or how a routine file is written: help routine")
    help_.add_argument("topic", nargs="?", type=topic(commands), metavar="TOPIC", help=" or ".join(TOPICS))
    help_.set_defaults(overview=parser.format_help)
    _add_completion(commands)
    _describe(parser)
    return parser


def _describe(parser: argparse.ArgumentParser) -> None:
    """Has each command say in its own help, too, what it does."""
    for action in parser._actions:
        for told in action._choices_actions if isinstance(action, argparse._SubParsersAction) else ():
            command = cast(Mapping[str, Any], action.choices)[told.dest]
            if isinstance(command, Parser):
                text = told.help or ""
                command.description = command.description or f"{text[:1].upper()}{text[1:]}."
                _describe(command)


def _add_completion(commands: "argparse._SubParsersAction[Parser]") -> None:
    completion = commands.add_parser(
        "completion",
        help="let a shell complete commands, flags and names",
        description="Prints a script that lets a shell complete commands, flags, routines and exercises.",
        epilog="bash: coach completion bash > ~/.local/share/bash-completion/completions/coach; "
        "zsh: coach completion zsh > a file _coach in a folder of your fpath; "
        "fish: coach completion fish > ~/.config/fish/completions/coach.fish",
    )
    completion.add_argument("shell", nargs="?", choices=SHELLS, metavar="|".join(SHELLS))
    completion.add_argument("--names", choices=("routines", "exercises"), help=argparse.SUPPRESS)  # For the script.
    completion.set_defaults(whole=lambda: build_parser((), whole=True))


def _add_training(commands: "argparse._SubParsersAction[Parser]") -> None:
    play = commands.add_parser("play", help="play a session: voice, tones, screen, rating")
    play.add_argument("routine", nargs="?", metavar="ROUTINE", help="a file, or the name of a routine")
    play.add_argument("--plain", action="store_true", help="no full screen: a line for each cue")
    play.add_argument("--listen", action="store_true", help="take what you say, too (microphone)")
    play.add_argument("--no-rating", action="store_true", help="ask for no pain ratings")
    play.add_argument("--speed", type=speed, default=1.0, metavar="X", help="X times faster, without sound")
    begins = play.add_mutually_exclusive_group()
    begins.add_argument(
        "--start-in",
        type=seconds,
        metavar="SECONDS",
        help="begin by itself, so long after the last question before it",
    )
    begins.add_argument("--at", type=time_of_day, metavar="12:30", help="wait for this time, then for you")
    play.add_argument("--output", choices=OUTPUTS, help="where the sound goes (default: as in the settings)")
    _add_words(play)

    today = commands.add_parser("today", help="today's doses and why")
    today.add_argument("routine", nargs="?", metavar="ROUTINE")
    _add_json(today)
    today.add_argument("--on", type=day, metavar="DATE", help="as of another day")
    today.add_argument("--before", type=rating, metavar="N", help="how the back is now, 0 to 10")
    today.add_argument("--why", action="store_true", help="every rule that matched, with its figures")

    screen = commands.add_parser("screen", help="answer the safety questions")
    screen.add_argument("--answers", metavar="FILE.toml", help="read the answers from a file")


def _add_words(command: Parser) -> None:
    command.add_argument("--words", choices=WORDS, help="how much is said (default: as in settings or routine)")


def _add_files(commands: "argparse._SubParsersAction[Parser]") -> None:
    check = commands.add_parser("check", help="find every mistake in your files")
    check.add_argument(
        "files", nargs="*", metavar="FILE", help="- for standard input (default: all your own files)"
    )
    way = check.add_mutually_exclusive_group()
    way.add_argument(
        "--format",
        choices=("full", "compact"),
        help="full: each with its line and what to write; compact: one line each (default: full on a terminal)",
    )
    way.add_argument("--json", action="store_true", help="for other programs")
    check.add_argument("--rules", action="store_true", help="list the ids of the rules")

    timeline = commands.add_parser("timeline", help="print the cues of a routine with their times")
    timeline.add_argument("routine", metavar="ROUTINE")
    _add_json(timeline)
    _add_words(timeline)

    render = commands.add_parser("render", help="today's session as a sound file, for a phone")
    render.add_argument("routine", metavar="ROUTINE", help="a file, or the name of a routine")
    render.add_argument(
        "-o",
        "--output",
        required=True,
        type=ending(".wav", ".flac", ".mp3"),
        metavar="FILE",
        help="its ending says which format: .wav, .flac or .mp3",
    )
    render.add_argument("--captions", type=ending(".vtt"), metavar="FILE.vtt", help="also the words, as WebVTT")
    render.add_argument("--share", action="store_true", help="let others on this computer read the new files, too")
    _add_words(render)

    new = commands.add_parser(
        "new",
        help="build a routine out of what your screening allows, or copy one; or write an exercise",
        description="Builds a routine out of what your screening allows, or copies one of somebody else's. On a "
        "terminal it asks what you did not say, shows what it would make, and writes it after your yes. "
        "coach new exercise NAME asks about an exercise of your own and writes that.",
    )
    new.add_argument("name", nargs="?", metavar="NAME", help="its file's name (default: my-routine)")
    new.add_argument(
        "exercise",
        nargs="?",
        action=OfExercise,
        metavar="exercise NAME",
        help="asks, and writes an exercise of your own",
    )
    new.add_argument("--minutes", type=minutes, metavar="N", help="how long a session may be (default: about 12)")
    new.add_argument(
        "--days", type=days, metavar="mon,wed,fri", help="the days it is meant for (default: every day)"
    )
    new.add_argument("--with", dest="with_ids", action="append", default=[], metavar="ID", help="have it in")
    new.add_argument("--without", dest="without_ids", action="append", default=[], metavar="ID", help="without it")
    new.add_argument("--like", choices=LIKES, help="more of one kind, or only what is done sitting and standing")
    new.add_argument(
        "--from", dest="copied", metavar="FILE", help="copy a routine of somebody else's, as far as it suits you"
    )
    way = new.add_mutually_exclusive_group()
    way.add_argument("--dry-run", action="store_true", help="show what it would be, and write nothing")
    way.add_argument("--yes", action="store_true", help="ask nothing; with --from: that is your consent")

    convert = commands.add_parser("convert", help="write a routine of format 1 as format 2, keeping comments")
    convert.add_argument("routine", metavar="ROUTINE", help="a file, or the name of a routine")
    convert.add_argument("-o", "--output", metavar="FILE", help="a new file, or the same one (default: print it)")

    schema = commands.add_parser("schema", help="print the JSON Schema of one kind of your files, for an editor")
    schema.add_argument(
        "of", nargs="?", choices=SCHEMAS, default="routine", metavar="|".join(SCHEMAS), help="default: routine"
    )
    schema.add_argument("-o", "--output", metavar="FILE", help="default: standard output")


def _add_log(commands: "argparse._SubParsersAction[Parser]") -> None:
    log = commands.add_parser(
        "log",
        help="past sessions; add one; rate a morning",
        description="Past sessions. One that is being played is listed, but counts for nothing until it ends.",
    )
    way = log.add_mutually_exclusive_group()
    way.add_argument("--json", action="store_true", help="for other programs")
    way.add_argument(
        "--check", action="store_true", help="look through the whole file; exit 1 where it is not whole"
    )
    way.add_argument(
        "--repair", action="store_true", help="save what can be read of a damaged log; the old file is kept"
    )
    way.add_argument(
        "--restore",
        nargs="?",
        type=day,
        const=True,
        metavar="DATE",
        help="go back to the last daily copy, or to that of a date; the log of now is kept",
    )
    actions = log.add_subparsers(dest="log_command", metavar="ACTION", parser_class=Parser)

    _add_log_add(actions)
    _add_log_edit(actions)

    delete = actions.add_parser("delete", help="take a session out; it can be brought back")
    delete.add_argument("id", type=entry_number, metavar="ID", help="its number in the table of `coach log`")
    restore = actions.add_parser("restore", help="bring a deleted session back")
    restore.add_argument("id", type=entry_number, metavar="ID", help="its number")

    morning = actions.add_parser("morning", help="rate the morning after")
    morning.add_argument("--date", required=True, type=day, metavar="DATE", help="the date of that morning")
    morning.add_argument("rating", type=rating, metavar="N", help="0 to 10")
    _add_sureness(morning, again=False)

    export = commands.add_parser("export", help="write out the whole log")
    export.add_argument("--format", required=True, choices=("csv", "json"))
    export.add_argument("-o", "--output", metavar="FILE", help="default: standard output")
    export.add_argument("--replace", action="store_true", help="put it in the place of a file that is there")

    take_in = commands.add_parser("import", help="read a log that was exported as JSON, without doubles")
    take_in.add_argument("file", metavar="FILE", help="of `coach export --format json`; - is standard input")


def _add_log_add(actions: "argparse._SubParsersAction[Parser]") -> None:
    add = actions.add_parser("add", help="record a session done away from the terminal")
    add.add_argument("--routine", required=True, metavar="R")
    add.add_argument("--at", required=True, type=moment, metavar="2026-11-20T07:30", help=WHEN)
    add.add_argument("--before", type=rating, metavar="N", help="pain before, 0 to 10")
    add.add_argument("--during", type=rating, metavar="N", help="the worst pain during it, in no exercise")
    add.add_argument("--after", type=rating, metavar="N", help="pain after")
    add.add_argument("--effort", choices=EFFORTS)
    add.add_argument("--stopped", choices=STOPS, help="why it was ended early")
    add.add_argument("--hurt", action="append", default=[], metavar="ID=N", help=HURT)
    add.add_argument("--note", metavar="TEXT", help="your own words, or none")
    add.add_argument("--done", default="all", metavar=DONE, help=f"{NAMED} (default: all)")
    _add_sureness(add, again=True)


def _add_log_edit(actions: "argparse._SubParsersAction[Parser]") -> None:
    edit = actions.add_parser(
        "edit",
        help="correct a session; what it was is kept",
        description="Corrects a session. Its number ID is in the table of `coach log`. Only what you name is "
        "changed; the word none takes a value away.",
    )
    edit.add_argument("id", type=entry_number, metavar="ID")
    edit.add_argument("--routine", metavar="R", help="it was another routine")
    edit.add_argument("--at", type=moment, metavar="2026-11-20T07:30", help=WHEN)
    for name, what in (
        ("before", "before"),
        ("during", "during it"),
        ("after", "after"),
        ("morning", "next morning"),
    ):
        edit.add_argument(f"--{name}", type=or_none(rating), metavar="N", help=f"pain {what}, 0 to 10, or none")
    edit.add_argument("--effort", choices=(*EFFORTS, NONE))
    edit.add_argument("--stopped", choices=(*STOPS, NONE), help="why it was ended early")
    edit.add_argument("--hurt", action="append", metavar="ID=N", help=f"{HURT}; in place of all so far, or none")
    edit.add_argument("--note", metavar="TEXT", help="your own words, or none")
    edit.add_argument("--done", metavar=DONE, help=NAMED)
    _add_sureness(edit, again=True)


def _add_sureness(parser: argparse.ArgumentParser, *, again: bool) -> None:
    if again:
        parser.add_argument("--again", action="store_true", help="although the same is recorded already")
    parser.add_argument("--sure", action="store_true", help="although the day is far off")


def _add_help(commands: "argparse._SubParsersAction[Parser]") -> None:
    doctor = commands.add_parser("doctor", help="what works here, what does not, what to do")
    _add_json(doctor)
    show = commands.add_parser("show", help="an exercise: figure, cues, dose, sources; or a list of all")
    show.add_argument("exercise", nargs="?", metavar="EXERCISE", help="its id or name (default: all of them)")
    show.add_argument("--plain", action="store_true", help="print it, also on a terminal")
    _add_json(show)
    rules = commands.add_parser("rules", help="how pain ratings set the next volume")
    _add_json(rules)
    commands.add_parser("about", help="what this is, the sources of what it says, licences")
    listen = commands.add_parser("listen", help="voice commands: try your room, or a recording")
    what = listen.add_mutually_exclusive_group()
    what.add_argument("--learn", action="store_true", help="half a minute to find out whether they work here")
    what.add_argument("--file", metavar="WAV", help="a sound file: WAV, FLAC or MP3")
    listen.add_argument("--context", choices=LISTEN_CONTEXTS, default="controls", help="what is being asked")
    voices = commands.add_parser("voices", help="list the voices")
    voices.add_argument("--say", metavar="TEXT", help="speak a text")
    voices.add_argument("--voice", type=voice, metavar="ID", help="with this voice")
    _add_json(voices)


def _add_json(command: Parser) -> None:
    command.add_argument("--json", action="store_true", help="for other programs")


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; the exit code is 0, 2 for bad usage, 1 for everything else that fails, 130 for Ctrl-C.

    Without `argv` it is the program: then what nobody foresaw becomes a file and a sentence (see `crash`).
    """
    streams.prepare()
    if argv is None:
        streams.guard()
        crash.install()
    try:
        words = sys.argv[1:] if argv is None else argv
        args = build_parser(words).parse_args(words)
        module = importlib.import_module(f"coach.commands.{MODULES.get(args.command, args.command)}")
        code: int = module.run(args)
        sys.stdout.flush()
        return code
    except CoachError as error:
        _tell(str(error))
    except BrokenPipeError:
        pass  # Whoever read our output has seen enough.
    except KeyboardInterrupt:
        _tell("Stopped.")
        return 130
    except OSError as error:
        _tell(f"{error.filename or 'The output'}: {error.strerror or error}. Run: coach doctor")
    _last_flush()
    return 1


def _tell(sentence: str) -> None:
    with contextlib.suppress(OSError):  # The terminal may be gone.
        print(sentence, file=sys.stderr, flush=True)


def _last_flush() -> None:
    """What a command printed before it failed is printed, or given up where nobody can take it."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            streams.abandon(stream)
