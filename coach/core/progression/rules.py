"""The table of the pain rules as data, row by row, in order; it must not know how a row is matched or applied.

`TABLE` can be laid beside the document: id, moment, condition, effect, basis, and by its id the sentence. What a
row asks of the level and the stage is data too, so that the fold has no second copy of it.
"""

from dataclasses import dataclass
from typing import Literal

Moment = Literal["screening", "start", "after", "after and start", "between", "up", "hold"]
Ask = Literal["half", "down"]

ARTICLE = "The source article: pain up during or after exercise means less amount or range, or stop."
MONITORING = (
    "The pain-monitoring model (Thomeé 1997; Silbernagel 2007), built for knee and Achilles; "
    "no validation for low back pain was found."
)
REAL_CHANGE = "2 points or 30 % as a real change (Ostelo 2008): made for improvement, used here for worsening."
CHOSEN = "Chosen, cautious, and tried on simulated courses of 12 weeks."


@dataclass(frozen=True, slots=True)
class Rule:
    """One row; `reason` is the id of its sentence (`coach.core.words`).

    `level` and `stage` are what it asks of them; a row that `blocks` allows no session.
    """

    id: str
    moment: Moment
    condition: str
    effect: str
    reason: str
    basis: str
    level: Ask | None = None
    stage: int = 0
    blocks: bool = False


TABLE: tuple[Rule, ...] = (
    Rule(
        "P1",
        "screening",
        "a red flag in the screening",
        "no session until screened again",
        "red_flag",
        "Red flags: NHS inform and NICE NG59 summaries, AHRQ/NCBI NBK52120.",
        blocks=True,
    ),
    Rule(
        "P2",
        "after",
        "any rating of 8 or more, or stopped for sudden sharp pain or pain that spreads",
        "no session until screened again (a profile newer than the session); half; one stage lower",
        "severe",
        CHOSEN,
        level="half",
        stage=-1,
        blocks=True,
    ),
    Rule(
        "P3",
        "start",
        "pain before above 5",
        "no session today; the second time running: see a clinician",
        "too_sore",
        MONITORING,
        blocks=True,
    ),
    Rule(
        "P4",
        "after",
        "worst above 5",
        "half; one stage lower",
        "past_five",
        f"{ARTICLE} Above 5 is its unsafe zone: {MONITORING}",
        level="half",
        stage=-1,
    ),
    Rule(
        "P5",
        "after and start",
        "worst above 2 and 2 or more above the usual, or stopped for pain; "
        "at the start: pain before above 2 and 2 or more above the usual",
        "half",
        "rise",
        f"{ARTICLE} {REAL_CHANGE}",
        level="half",
    ),
    Rule(
        "P6",
        "after",
        "the mean of the ratings after, over 7 days, is 1 or more above that of the 7 days before "
        "(3 ratings or more in each), and this did not match in the 6 days before",
        "one level down; if it also matched 7 to 13 days earlier: see a clinician",
        "climbing",
        f"No rise from week to week: {MONITORING}",
        level="down",
    ),
    Rule(
        "P7",
        "after",
        "1 above the usual after a session that was 1 or more above it; in both, worst above 2 and above before",
        "one level down",
        "up_twice",
        ARTICLE,
        level="down",
    ),
    Rule(
        "P8",
        "after",
        "effort hard, stopped tired, or not everything done (unless stopped for time or pain)",
        "one level down; an exercise not finished: 2 repetitions or 5 s of hold less",
        "too_much",
        "The source article: uncomfortable means fewer repetitions, or stop for now.",
        level="down",
    ),
    Rule(
        "G1",
        "between",
        "7 to 13 days without a session",
        "one level down",
        "short_break",
        CHOSEN,
        level="down",
    ),
    Rule(
        "G2",
        "between",
        "14 to 27 days without a session",
        "half; one stage lower",
        "long_break",
        CHOSEN,
        level="half",
        stage=-1,
    ),
    Rule(
        "G3",
        "between",
        "28 days or more without a session",
        "no session until screened again; then start doses, full, stage 1",
        "very_long_break",
        CHOSEN,
        blocks=True,
    ),
    Rule(
        "P12",
        "up",
        "level below full and 2 green days since the level last changed",
        "one level up",
        "back_up",
        CHOSEN,
    ),
    Rule(
        "P14",
        "hold",
        "level below full otherwise",
        "nothing changes",
        "one_more_good_day",
        CHOSEN,
    ),
    Rule(
        "P13",
        "up",
        "4 easy days in a row, and 14 days or more since the first session, the last stage change "
        "and the last row that stepped back",
        "one stage higher; one exercise of it is suggested",
        "next_stage",
        "The source article: easy means adding somewhat harder exercises. The waiting times are chosen, cautious.",
    ),
    Rule(
        "P11",
        "up",
        "2 easy days in a row since the last raise",
        "up to two targets one step up",
        "slightly_more",
        "The source article: easy means slightly harder. Two easy days before a raise: the common 2-for-2 rule.",
    ),
    Rule(
        "P9",
        "hold",
        "pain before, pain after or effort of the last session missing, or stopped for time",
        "nothing goes up",
        "not_rated",
        CHOSEN,
    ),
    Rule(
        "P10",
        "hold",
        "a rating of the last session, or today's pain before, above comfort",
        "nothing changes",
        "above_comfort",
        f"Up to 5 is its acceptable zone, here tied to the usual level, up to 4: {MONITORING}",
    ),
)

ORDER = {rule.id: place for place, rule in enumerate(TABLE)}


def rule(rule_id: str) -> Rule:
    """The row with this id; KeyError for an unknown one."""
    return TABLE[ORDER[rule_id]]
