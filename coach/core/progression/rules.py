"""The table of the pain rules as data, row by row, in order; it must not know how a row is matched or applied.

`TABLE` can be laid beside the document (second edition): id, moment, condition, effect, basis, and by its id the
sentence. What a row asks of the level and the stage is data too, so that the fold has no second copy of it.
"""

from dataclasses import dataclass
from typing import Literal

Moment = Literal["screening", "start", "after", "after and start", "between", "up", "hold"]
Ask = Literal["half", "down", "reduced"]

ARTICLE = "The source article: pain up during or after exercise means less amount or range, or stop."
MONITORING = (
    "The pain-monitoring model (Thomeé 1997; Silbernagel 2007), built for knee and Achilles; clinics' traffic "
    "lights for backs say the same within a point."
)
FLARE = "A flare is about 2.7 points and mostly over within a day (Suri 2011)."
REAL_CHANGE = (
    "2 points as a real change within a session (Ostelo 2008): made for improvement, used here for worsening."
)
SCATTER = "Ratings of one person scatter by 1.2 points from day to day (Pagé 2022)."
CHOSEN = "Chosen, cautious, and tried on simulated courses."
TWO_FOR_TWO = "Two easy days before a raise: the common 2-for-2 rule."


@dataclass(frozen=True, slots=True)
class Rule:
    """One row; `reason` is the id of its sentence (`coach.core.words`).

    `level` and `stage` are what it asks of them; a row that `blocks` allows no session. "reduced" asks only a full
    level to step down.
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
        "a warning sign in the screening",
        "no session until screened again",
        "red_flag",
        "Warning signs: NHS inform and NICE NG59 summaries, AHRQ/NCBI NBK52120, Henschke 2009, IFOMPT 2020.",
        blocks=True,
    ),
    Rule(
        "P2",
        "after",
        "a rating in a session, after it or in the morning of 9 or 10, or of 8 with a usual of 5 or less; or "
        "stopped for sudden, sharp pain or pain that is new in a leg or further down it",
        "no session until the screening is answered again; then half, and one stage lower",
        "severe",
        CHOSEN,
        level="half",
        stage=-1,
        blocks=True,
    ),
    Rule(
        "P3",
        "start",
        "pain before of 8 or more",
        "no session today; the second time running: see a clinician",
        "too_sore",
        MONITORING,
        blocks=True,
    ),
    Rule(
        "P4",
        "after and start",
        "it rose by 2 or more, and past 5; at the start: pain above 5 and above the usual",
        "half, one stage lower; at the start: a sore day, everything at half until its end",
        "past_five",
        f"{ARTICLE} {MONITORING}",
        level="half",
        stage=-1,
    ),
    Rule(
        "P5",
        "after and start",
        "it rose by 2 or more, or stopped for pain; at the start: pain above 2, and 3 or more above the middle of "
        "the last seven ratings before",
        "half; at the start: a sore day, everything at half until its end",
        "rise",
        f"{ARTICLE} {REAL_CHANGE} {FLARE}",
        level="half",
    ),
    Rule(
        "P6",
        "after",
        "the mean of the ratings after, over 14 days, is 1 or more above that of the 14 days before "
        "(5 ratings or more in each), and this did not match in the 13 days before",
        "one step down; if it also matched 14 to 27 days earlier: see a clinician",
        "climbing",
        f"{SCATTER} No rise from week to week: {MONITORING}",
        level="down",
    ),
    Rule(
        "P7",
        "after",
        "it rose by 1 twice running; or by 1, past 5 and above the usual; or the morning after was above 2 and 3 "
        "or more above the middle of the last seven ratings before",
        "one step down",
        "up_twice",
        ARTICLE,
        level="down",
    ),
    Rule(
        "P8",
        "after",
        "effort hard, stopped tired, or not everything done (unless stopped for time or pain, interrupted, or with "
        "a report of pain)",
        "one step down; an exercise not finished: 2 repetitions or 5 s of hold less",
        "too_much",
        "The source article: uncomfortable means fewer repetitions, or stop for now.",
        level="down",
    ),
    Rule(
        "P16",
        "after",
        "it rose by 2 or more, or stopped for pain, in a session at half in which nothing can get smaller",
        "no session until the third date after it; the second time within 28 days: see a clinician",
        "rest_days",
        CHOSEN,
        blocks=True,
    ),
    Rule(
        "P15",
        "after",
        "pain in an exercise was told of, above 2 and 2 or more above the rating before",
        "half of that exercise; at half already: it rests for 7 days, and an easier one is suggested",
        "hurt_in_exercise",
        ARTICLE,
    ),
    Rule(
        "G1",
        "between",
        "10 to 20 days without a session",
        "from the full dose to a little less",
        "short_break",
        CHOSEN,
        level="reduced",
    ),
    Rule(
        "G2",
        "between",
        "21 to 41 days without a session",
        "half; one stage lower",
        "long_break",
        CHOSEN,
        level="half",
        stage=-1,
    ),
    Rule(
        "G3",
        "between",
        "42 days or more without a session",
        "no session until the screening is answered again; then the start doses or less, and stage 1",
        "very_long_break",
        CHOSEN,
        blocks=True,
    ),
    Rule(
        "P12",
        "up",
        "less than the full dose, and 2 good days since that last changed",
        "one step up",
        "back_up",
        CHOSEN,
    ),
    Rule("P14", "hold", "less than the full dose otherwise", "nothing changes", "one_more_good_day", CHOSEN),
    Rule(
        "P17",
        "up",
        "2 good days since the last change, and doses below what they have been",
        "up to two of those one step up",
        "back_toward",
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
        "2 easy days in a row since the last raise of the routine, on days on which it was played",
        "up to two exercises one step up",
        "slightly_more",
        f"The source article: easy means slightly harder. {TWO_FOR_TWO}",
    ),
    Rule(
        "P9",
        "hold",
        "a rating before or after the last session, or its effort, is missing; or it was stopped for time, or "
        "interrupted",
        "nothing goes up",
        "not_rated",
        CHOSEN,
    ),
    Rule(
        "P10",
        "hold",
        "a rating of the last session, or today's before it, above the usual or above 5",
        "nothing changes",
        "above_comfort",
        f"Up to 5 is its acceptable zone, here tied to the usual: {MONITORING}",
    ),
)

ORDER = {rule.id: place for place, rule in enumerate(TABLE)}


def rule(rule_id: str) -> Rule:
    """The row with this id; KeyError for an unknown one."""
    return TABLE[ORDER[rule_id]]
