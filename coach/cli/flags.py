"""The flags of each command but those of the log; it must not know what a command does with them."""

import argparse

from coach.cli.parser import OfExercise, Parser
from coach.cli.shared_flags import add_json, add_page, add_replace, add_words
from coach.cli.values import day, days, ending, minutes, rating, seconds, speed, time_of_day, voice

LISTEN_CONTEXTS = ("controls", "rating", "effort")
LIKES = ("mix", "stretch", "strength", "upright")
SCHEMAS = ("routine", "exercise", "profile", "settings")
OUTPUTS = ("auto", "miniaudio", "simpleaudio", "silent")


def add_training(commands: "argparse._SubParsersAction[Parser]") -> None:
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
    add_words(play)

    today = commands.add_parser("today", help="today's doses and why")
    today.add_argument("routine", nargs="?", metavar="ROUTINE")
    way = today.add_mutually_exclusive_group()
    add_json(way)
    way.add_argument("--line", action="store_true", help="one short line, for tmux, waybar and the like")
    today.add_argument("--on", type=day, metavar="DATE", help="as of another day")
    today.add_argument("--before", type=rating, metavar="N", help="how the back is now, 0 to 10")
    today.add_argument("--why", action="store_true", help="every rule that matched, with its figures")

    _add_remind(commands)

    screen = commands.add_parser("screen", help="answer the safety questions")
    screen.add_argument("--answers", metavar="FILE.toml", help="read the answers from a file")


def _add_remind(commands: "argparse._SubParsersAction[Parser]") -> None:
    remind = commands.add_parser(
        "remind",
        help="a reminder while a round is open; have the computer do it, or a calendar",
        description="Shows a notification where a round is open now, and nothing else. With --install the computer "
        "asks by itself at the routine's times, and once more after an hour. It is silent once the round is done, "
        "on days of rest, and where no session is meant.",
    )
    remind.add_argument("routine", nargs="?", metavar="ROUTINE", help="a file, or the name of a routine")
    remind.add_argument(
        "--at", type=time_of_day, metavar="18:00", help="when, where the routine says no times (default: 18:00)"
    )
    way = remind.add_mutually_exclusive_group()
    way.add_argument("--dry-run", action="store_true", help="only print what would be said now")
    way.add_argument("--install", action="store_true", help="have this computer's timer ask by itself; also anew")
    way.add_argument("--status", action="store_true", help="what is installed, and when it rings next")
    way.add_argument("--remove", action="store_true", help="take the timer out again")
    way.add_argument("--ics", action="store_true", help="write a calendar with alarms; needs -o")
    remind.add_argument("-o", "--output", type=ending(".ics"), metavar="FILE.ics", help="where the calendar goes")
    add_replace(remind)


def add_files(commands: "argparse._SubParsersAction[Parser]") -> None:
    _add_check(commands)
    _add_renderings(commands)
    _add_new(commands)
    _add_forms(commands)


def _add_check(commands: "argparse._SubParsersAction[Parser]") -> None:
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
    add_json(way)
    check.add_argument("--rules", action="store_true", help="list the ids of the rules")


def _add_renderings(commands: "argparse._SubParsersAction[Parser]") -> None:
    """What is made of a routine: its cues, its sound, its page."""
    timeline = commands.add_parser("timeline", help="print the cues of a routine with their times")
    timeline.add_argument("routine", metavar="ROUTINE")
    add_json(timeline)
    add_words(timeline)

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
    add_words(render)

    handout = commands.add_parser(
        "handout",
        help="a page to print: figures, cues, doses, when to stop, a code to take it over",
        description="Makes a page to print of a routine: each exercise with start and end, how to do it, its "
        "dose as written and as of today, when to stop, room for notes, and a code that holds the routine's file.",
    )
    handout.add_argument("routine", metavar="ROUTINE", help="a file, or the name of a routine")
    add_page(handout, ".html", ".pdf")


def _add_new(commands: "argparse._SubParsersAction[Parser]") -> None:
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


def _add_forms(commands: "argparse._SubParsersAction[Parser]") -> None:
    """The form of the files: another one of a routine, and what an editor goes by."""
    convert = commands.add_parser("convert", help="write a routine of format 1 as format 2, keeping comments")
    convert.add_argument("routine", metavar="ROUTINE", help="a file, or the name of a routine")
    convert.add_argument("-o", "--output", metavar="FILE", help="a new file, or the same one (default: print it)")

    schema = commands.add_parser("schema", help="print the JSON Schema of one kind of your files, for an editor")
    schema.add_argument(
        "of", nargs="?", choices=SCHEMAS, default="routine", metavar="|".join(SCHEMAS), help="default: routine"
    )
    schema.add_argument("-o", "--output", metavar="FILE", help="default: standard output")


def add_help(commands: "argparse._SubParsersAction[Parser]") -> None:
    doctor = commands.add_parser("doctor", help="what works here, what does not, what to do")
    add_json(doctor)
    show = commands.add_parser("show", help="an exercise: figure, cues, dose, sources; or a list of all")
    show.add_argument("exercise", nargs="?", metavar="EXERCISE", help="its id or name (default: all of them)")
    show.add_argument("--plain", action="store_true", help="print it, also on a terminal")
    add_json(show)
    rules = commands.add_parser("rules", help="how pain ratings set the next volume")
    add_json(rules)
    commands.add_parser("about", help="what this is, the sources of what it says, licences")
    listen = commands.add_parser("listen", help="voice commands: try your room, or a recording")
    what = listen.add_mutually_exclusive_group()
    what.add_argument("--learn", action="store_true", help="half a minute to find out whether they work here")
    what.add_argument("--file", metavar="WAV", help="a sound file: WAV, FLAC or MP3")
    listen.add_argument("--context", choices=LISTEN_CONTEXTS, default="controls", help="what is being asked")
    voices = commands.add_parser("voices", help="list the voices")
    voices.add_argument("--say", metavar="TEXT", help="speak a text")
    voices.add_argument("--voice", type=voice, metavar="ID", help="with this voice")
    add_json(voices)
