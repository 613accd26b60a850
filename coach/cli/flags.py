"""The flags of each command; it must not know what a command does with them."""

import argparse

from coach.cli.diary_flags import add_activity_values, add_diary
from coach.cli.parser import OfExercise, Parser
from coach.cli.values import (
    NONE,
    day,
    days,
    ending,
    entry_id,
    minutes,
    moment,
    or_none,
    or_stdout,
    rating,
    seconds,
    speed,
    time_of_day,
    voice,
    weeks,
)

EFFORTS = ("easy", "ok", "hard")
DONE = "all|none|ID=REPS,…"
NAMED = "what was done, of all that was planned: what is not named was not done"
WHEN = "local time, unless an offset is given, as in 2026-11-20T07:30+13:00"
HURT = "pain in an exercise, 0 to 10; one flag for each"
STOPS = ("pain", "sharp", "spread", "tired", "time", "interrupted")
WORDS = ("learning", "full", "brief", "beeps")
LISTEN_CONTEXTS = ("controls", "rating", "effort")
LIKES = ("mix", "stretch", "strength", "upright")
SCHEMAS = ("routine", "exercise", "profile", "settings")
PAPERS = ("a4", "letter")
REPORTS = ("html", "pdf", "md", "fhir")
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
    _add_words(play)

    today = commands.add_parser("today", help="today's doses and why")
    today.add_argument("routine", nargs="?", metavar="ROUTINE")
    way = today.add_mutually_exclusive_group()
    way.add_argument("--json", action="store_true", help="for other programs")
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
    remind.add_argument("--replace", action="store_true", help="put it in the place of a file that is there")


def _add_words(command: Parser) -> None:
    command.add_argument("--words", choices=WORDS, help="how much is said (default: as in settings or routine)")


def add_files(commands: "argparse._SubParsersAction[Parser]") -> None:
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

    handout = commands.add_parser(
        "handout",
        help="a page to print: figures, cues, doses, when to stop, a code to take it over",
        description="Makes a page to print of a routine: each exercise with start and end, how to do it, its "
        "dose as written and as of today, when to stop, room for notes, and a code that holds the routine's file.",
    )
    handout.add_argument("routine", metavar="ROUTINE", help="a file, or the name of a routine")
    _add_page(handout, ".html", ".pdf")

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


def add_log(commands: "argparse._SubParsersAction[Parser]") -> None:
    log = commands.add_parser(
        "log",
        help="past sessions and activities; add one; rate a morning or your week",
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

    delete = actions.add_parser("delete", help="take a session or an activity out; it can be brought back")
    delete.add_argument("id", type=entry_id, metavar="ID", help="its number in the table of `coach log`")
    restore = actions.add_parser("restore", help="bring a deleted session or activity back")
    restore.add_argument("id", type=entry_id, metavar="ID", help="its number")

    morning = actions.add_parser("morning", help="rate the morning after")
    morning.add_argument("--date", required=True, type=day, metavar="DATE", help="the date of that morning")
    morning.add_argument("rating", type=rating, metavar="N", help="0 to 10")
    _add_sureness(morning, again=False)
    add_diary(actions)

    export = commands.add_parser("export", help="write out the whole log")
    export.add_argument("--format", required=True, choices=("csv", "json"))
    export.add_argument("-o", "--output", metavar="FILE", help="default: standard output")
    export.add_argument("--replace", action="store_true", help="put it in the place of a file that is there")

    take_in = commands.add_parser("import", help="read a log that was exported as JSON, without doubles")
    take_in.add_argument("file", metavar="FILE", help="of `coach export --format json`; - is standard input")

    report = commands.add_parser(
        "report",
        help="what the log tells of some weeks, for who treats you: a page and tables, or FHIR",
        description="What the log tells of the last weeks, for a physiotherapist or a doctor: a first page with "
        "the pain as a plot, what acted and what nobody knows, and tables behind it. Nothing is sent anywhere: you "
        "hand on the file yourself. Without -o it is printed as Markdown.",
    )
    report.add_argument("--weeks", type=weeks, default=6, metavar="N", help="of the last N weeks (default: 6)")
    report.add_argument(
        "--format", choices=REPORTS, help="where no file's ending says it; fhir: a Bundle of Observations (R4)"
    )
    _add_page(report, ".html", ".pdf", ".md", ".json", required=False)


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
    edit.add_argument("id", type=entry_id, metavar="ID")
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
    add_activity_values(edit)
    _add_sureness(edit, again=True)


def _add_sureness(parser: argparse.ArgumentParser, *, again: bool) -> None:
    if again:
        parser.add_argument("--again", action="store_true", help="although the same is recorded already")
    parser.add_argument("--sure", action="store_true", help="although the day is far off")


def add_help(commands: "argparse._SubParsersAction[Parser]") -> None:
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


def _add_page(command: Parser, *endings: str, required: bool = True) -> None:
    """Where a page goes, and what paper it is for."""
    command.add_argument(
        "-o",
        "--output",
        required=required,
        type=or_stdout(ending(*endings)),
        metavar="FILE",
        help=f"its ending says which format: {', '.join(endings[:-1])} or {endings[-1]}; - is standard output",
    )
    command.add_argument("--paper", choices=PAPERS, default=PAPERS[0], help="what it is printed on (default: a4)")
    command.add_argument("--replace", action="store_true", help="put it in the place of a file that is there")
