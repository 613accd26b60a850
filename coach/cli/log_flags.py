"""The flags of `coach log` and of what else reads or writes the log as a whole; it must not know what is done."""

import argparse

from coach.cli.diary_flags import add_activity_values, add_diary
from coach.cli.parser import Parser
from coach.cli.shared_flags import add_json, add_page, add_replace, add_sureness
from coach.cli.values import NONE, day, entry_id, moment, or_none, rating, weeks

EFFORTS = ("easy", "ok", "hard")
DONE = "all|none|ID=REPS,…"
NAMED = "what was done, of all that was planned: what is not named was not done"
WHEN = "local time, unless an offset is given, as in 2026-11-20T07:30+13:00"
HURT = "pain in an exercise, 0 to 10; one flag for each"
STOPS = ("pain", "sharp", "spread", "tired", "time", "interrupted")
REPORTS = ("html", "pdf", "md", "fhir")


def add_log(commands: "argparse._SubParsersAction[Parser]") -> None:
    log = commands.add_parser(
        "log",
        help="past sessions and activities; add one; rate a morning or your week",
        description="Past sessions. One that is being played is listed, but counts for nothing until it ends.",
    )
    way = log.add_mutually_exclusive_group()
    add_json(way)
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
    add_sureness(morning, again=False)
    add_diary(actions)
    _add_out_and_in(commands)
    _add_report(commands)


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
    add_sureness(add, again=True)


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
    add_sureness(edit, again=True)


def _add_out_and_in(commands: "argparse._SubParsersAction[Parser]") -> None:
    export = commands.add_parser("export", help="write out the whole log")
    export.add_argument("--format", required=True, choices=("csv", "json"))
    export.add_argument("-o", "--output", metavar="FILE", help="default: standard output")
    add_replace(export)

    take_in = commands.add_parser("import", help="read a log that was exported as JSON, without doubles")
    take_in.add_argument("file", metavar="FILE", help="of `coach export --format json`; - is standard input")


def _add_report(commands: "argparse._SubParsersAction[Parser]") -> None:
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
    add_page(report, ".html", ".pdf", ".md", ".json", required=False)
