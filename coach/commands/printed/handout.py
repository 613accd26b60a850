"""`coach handout`: a routine as a page to print; it must not know what stands on the page."""

import argparse
import sys
from datetime import datetime

from coach.app import workspace
from coach.app.today import todays
from coach.commands.printed import target
from coach.core import words
from coach.core.reason import Reason
from coach.errors import CoachError
from coach.files import routines


def run(args: argparse.Namespace) -> int:
    """Writes the page and says where it is. Raises CoachError; what was there before is then untouched."""
    from coach.reports.handout import html, pdf, sheet, told
    from coach.reports.page import pdf as any_pdf

    as_pdf = args.output.lower().endswith(".pdf")
    if as_pdf:
        any_pdf.insist()
    path = target.place(args.output, replace=args.replace)
    now = datetime.now()
    ws = workspace.open_workspace(now)
    file = routines.find(args.routine, ws.home)
    today = todays(ws, workspace.load_file(ws, file), now)
    for warning in (*ws.warnings, *today.warnings):
        print(warning, file=sys.stderr)
    notes = () if today.plan is None else today.plan.notes
    made = sheet.sheet(today.routine, today.decision, ws.profile, notes)
    if not made.cards:
        raise CoachError(words.together(today.decision.reasons))
    if ws.profile is None:
        print(words.sentence(Reason("nothing_screened")), file=sys.stderr)
    page = told.told(made, file.read_bytes(), ws.settings.clinic)
    if page.code is None:
        print(*page.taking.lines, sep="\n", file=sys.stderr)
    target.put(path, pdf.made(page, args.paper, now) if as_pdf else html.html(page, args.paper))
    return 0
