"""The flags of the diary's commands below `coach log`; it must not know what a command does with them."""

import argparse

from coach.cli.parser import Parser
from coach.cli.shared_flags import add_json, add_sureness
from coach.cli.values import active_minutes, day, moment, or_none, rating

WHEN = "when it began (default: now); local time, unless an offset is given"
MINUTES = "1 to 1440"


def add_diary(actions: "argparse._SubParsersAction[Parser]") -> None:
    walk = actions.add_parser("walk", help="log a walk by its minutes")
    walk.add_argument("minutes", type=active_minutes, metavar="MINUTES", help=MINUTES)
    _add_when(walk)
    did = actions.add_parser("did", help="log another activity, in your own words")
    did.add_argument("what", metavar="WHAT", help='such as "gardening"; in quotes where it has blanks')
    did.add_argument("minutes", type=active_minutes, metavar="MINUTES", help=MINUTES)
    _add_when(did)
    _add_week(actions)


def add_activity_values(edit: argparse.ArgumentParser) -> None:
    """What `log edit` can change of an activity, beside its moment."""
    edit.add_argument("--minutes", type=active_minutes, metavar="N", help=f"of an activity such as a3: {MINUTES}")
    edit.add_argument("--what", metavar="WORDS", help="of an activity such as a3: what it was")


def _add_when(parser: argparse.ArgumentParser) -> None:
    when = parser.add_mutually_exclusive_group()
    when.add_argument("--at", type=moment, metavar="2026-11-20T07:30", help=WHEN)
    when.add_argument("--date", type=day, metavar="DATE", help="the day, where the time does not matter")
    add_sureness(parser, again=True)


def _add_week(actions: "argparse._SubParsersAction[Parser]") -> None:
    week = actions.add_parser(
        "week",
        help="the week in a line; name and rate up to three things of your own",
        description="The week in a line, and up to three things that your back makes hard, in your own words. Once "
        "a week you rate how well they go, from 0, not at all, to 10, as well as before. No dose depends on them.",
    )
    week.add_argument("--things", nargs="+", metavar="WORDS", help="name them anew, up to three")
    way = week.add_mutually_exclusive_group()
    way.add_argument(
        "--rate", nargs="+", type=or_none(rating), metavar="N", help="a number for each, 0 to 10, or none"
    )
    way.add_argument("--skip", action="store_true", help="not this week: you are not asked again until the next")
    add_json(week)
