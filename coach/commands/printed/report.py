"""`coach report`: what the log tells of some weeks, for a clinician; it must not know how to count or draw it."""

import argparse
import json
import sys
from datetime import datetime
from pathlib import Path

from coach.app import workspace
from coach.commands.printed.target import STDOUT, place, put
from coach.core.history.schedule import DAYS_OF_A_WEEK
from coach.core.reason import Reason
from coach.core.report import Source
from coach.core.report.rounds import day_of
from coach.core.words import sentence
from coach.errors import CoachError
from coach.files import reach
from coach.files.moments import local
from coach.reports.page import pdf
from coach.reports.report import fhir, gathering, markdown, page, paper_form
from coach.reports.report.blocks import Block, say
from coach.reports.report.first_page import first_page
from coach.reports.report.tables import tables

FORMATS = {".html": "html", ".pdf": "pdf", ".md": "md", ".json": "fhir"}


def run(args: argparse.Namespace) -> int:
    """Raises CoachError, with nothing written, also where there is nothing to report."""
    made_as = _format(args.format, args.output)
    now = datetime.now().replace(microsecond=0)
    if made_as == "pdf":
        pdf.insist()
    target = place(args.output, replace=args.replace)
    ws = workspace.open_workspace(now)
    reach.insist(ws.home.data)
    source = gathering.gathered(ws, now)
    _insist_on_sessions(source, now, args.weeks)
    if source.playing:
        print(sentence(Reason("running_left_out")), file=sys.stderr)
    put(target, _content(source, now, args, made_as))
    return 0


def _format(asked: str | None, output: str | None) -> str:
    """By the file's ending, else as asked for, else Markdown. Raises CoachError where the two do not agree."""
    if output is None or output == STDOUT:
        if asked == "pdf":
            raise CoachError("A PDF goes into a file, for example: coach report -o report.pdf")
        return asked or "md"
    written, by_ending = next(each for each in FORMATS.items() if output.lower().endswith(each[0]))
    if asked not in (None, by_ending):
        ending = next(each for each, name in FORMATS.items() if name == asked)
        path = Path(output)
        name = path.name[: -len(written)] or "report"  # Of a name that is nothing but an ending.
        raise CoachError(f"A file for --format {asked} ends in {ending}: -o {path.with_name(name + ending)}")
    return by_ending


def _insist_on_sessions(source: Source, now: datetime, weeks: int) -> None:
    """Raises CoachError where there is nothing to report, with what to do."""
    if gathering.sessions_of(source, now, weeks):
        return
    if not source.sessions:
        raise CoachError(say("nothing"))
    today = local(now).date()
    on = max(day_of(each, today) for each in source.sessions)
    needed = -(-((today - on).days + 1) // DAYS_OF_A_WEEK)
    raise CoachError(say("nothing_lately", on=say("day", on=on.isoformat()), weeks=needed))


def _content(source: Source, now: datetime, args: argparse.Namespace, made_as: str) -> str | pdf.Pdf:
    if made_as == "fhir":
        found = fhir.bundle(gathering.sessions_of(source, now, args.weeks), now)
        return json.dumps(found, indent=1, ensure_ascii=False) + "\n"
    report = gathering.made(source, now, args.weeks)
    blocks: tuple[Block, ...] = (*first_page(report), *tables(report))
    title = say("title")
    if made_as == "md":
        return markdown.markdown(blocks)
    if made_as == "html":
        return page.page(blocks, title, args.paper)
    return pdf.made("report", paper_form.values(blocks, title), paper=args.paper, now=now)
