"""English: the tables of the report; it must not know their figures."""

from collections.abc import Callable, Mapping, Sequence

from coach.core.words.english.dates import weekday
from coach.core.words.english.doses import dose_words
from coach.core.words.english.report.terms import LEVELS, NONE, RATED, STOPS
from coach.core.words.english.rules import ROWS
from coach.core.words.english.screening import GROUPS
from coach.core.words.english.screening import SENTENCES as SENTENCES_OF_SCREENING


def _routine(rounds_per_day: int | None, weekdays: Sequence[int]) -> str:
    if rounds_per_day is None:
        return "not known: its file is gone"
    times = f"{rounds_per_day} a day"
    return f"{times} on {', '.join(map(weekday, weekdays))}" if weekdays else times


SENTENCES: Mapping[str, str | Callable[..., str]] = {
    "report_weeks_heading": "Weeks",
    "report_week": "Week",
    "report_rounds_column": "Rounds (asked)",
    "report_rounds_of": lambda rounds, asked: f"{rounds} ({NONE if asked is None else asked})",
    "report_days_column": "Days",
    "report_pain_column": lambda rated: RATED[rated].capitalize(),
    "report_doses_heading": "Doses of each exercise",
    "report_doses_plot": "What was planned over the days, each exercise on a scale of its own: {names}. "
    "Its figures are in the table below.",
    "report_doses_note": "As planned; per side where an exercise does each side. A line for each change.",
    "report_exercise": "Exercise",
    "report_from_to": "Dates",
    "report_dose": "Dose",
    "report_dose_text": dose_words,
    "report_all_done": "All done",
    "report_of": "{part} of {whole}",
    "report_pain_in_it": "Pain in it",
    "report_log_heading": "Rules that acted, in order",
    "report_date": "Date",
    "report_rule": "Rule",
    "report_rule_text": lambda rule: f"{rule} {ROWS[rule]}" if rule in ROWS else rule,
    "report_when": "When",
    "report_at_start": "before a round",
    "report_afterwards": "after a round",
    "report_why": "Why",
    "report_led_to": "Led to",
    "report_level": lambda level: LEVELS[level],
    "report_raised": "up: {names}",
    "report_times": "Times",
    "report_last": "Last",
    "report_then": "What it does",
    "report_matches": "Matches when",
    "report_rules_heading": "These rules",
    "report_rules_note": "All rules with their sources: coach rules.",
    "report_hurts_heading": "Pain reported in rounds",
    "report_rating": "Pain",
    "report_rated_before": "Before",
    "report_no_exercise": "in no exercise",
    "report_activities_heading": "Other activities",
    "report_activity": "Activity",
    "report_minutes": "Minutes",
    "report_own_heading": "Things of one's own",
    "report_own": "What the back makes hard",
    "report_own_note": "Rated once a week: 0 is not possible, 10 as well as before. So here a high number is good.",
    "report_own_first": "First",
    "report_own_last": "Last",
    "report_own_all": "Week by week",
    "report_own_rating": "{rating}, week of {on}",
    "report_screening_heading": "Screening",
    "report_screened": "As answered on {on}.",
    "report_unscreened": "Not answered yet.",
    "report_outcome_emergency": "Read as: signs that need a check today. The program offers no exercise.",
    "report_outcome_see_clinician": "Read as: signs to have looked at first. The program offers no exercise.",
    "report_outcome_clinician_first": "A clinician has to agree first. Until then the program offers no exercise.",
    "report_outcome_no_plan": "The program offers no exercise.",
    "report_outcome_plan": "The program offers exercises.",
    "report_read_as": lambda groups: f"Read as: {', '.join(GROUPS[each] for each in groups)}.",
    "report_leaves_out": SENTENCES_OF_SCREENING["leaves_out"],
    "report_question": "Question",
    "report_answer": "Answer",
    "report_entries_heading": "Every session",
    "report_session": "When",
    "report_routines_heading": "Routines",
    "report_routine": "Routine",
    "report_asks": "Asks for",
    "report_routine_text": _routine,
    "report_rounds_heading": "Rounds",
    "report_done": "Done",
    "report_everything": "all",
    "report_during": "In it",
    "report_after_column": "After",
    "report_morning_column": "Morning",
    "report_effort_column": "Felt",
    "report_ended": "Ended early",
    "report_stop": lambda stop: STOPS[stop],
    "report_note": "Own note",
    # What an observation is of, for whoever reads the file of another program.
    "report_fhir_subject": "The person who keeps this log with Backcoach",
    "report_fhir_before": "Pain before a round of exercises",
    "report_fhir_during": "Pain reported in a round of exercises",
    "report_fhir_after": "Pain after a round of exercises",
    "report_fhir_morning": "Pain on the morning after a day of exercises",
    "report_fhir_duration": "A round of exercises, from its start to its last set",
}
