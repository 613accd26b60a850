"""English: what is said around a question that one button can answer; it must not know the questions."""

from collections.abc import Callable, Mapping

# Answers, as they are told one after the other.
_STOPS: Mapping[str, str] = {
    "time": "no more time",
    "tired": "too tired",
    "pain": "pain",
    "sharp": "sudden, sharp pain",
    "spread": "leg pain, new or further down",
}
_PLACES: Mapping[str, str] = {
    "back": "in the back",
    "leg": "new in a leg, or further down it",
    "sharp": "sudden and sharp",
}
_EFFORTS: Mapping[str, str] = {"easy": "easy", "ok": "okay", "hard": "hard"}

SENTENCES: Mapping[str, str | Callable[..., str]] = {
    "ask_fine": "It is fine, go on.",
    "ask_count": "I count. Press at your number.",
    "ask_answers": "Press at your answer.",
    "ask_check": "Press again if that is wrong.",
    "ask_check_heard": "Say no, or press, if that is wrong.",
    "ask_back": "Taken back.",
    "ask_again": lambda question: f"Once more. {question}",
    "ask_unrated": "No answer, so it stays unrated, which is fine. To rate it later: i on the dashboard, then e.",
    "ask_left": "No answer, so it stays open. That is fine.",
    "ask_stays": "I wait here. Press when you want to answer.",
    "ask_ready": "Ready when you are.",
    "press_hint": "(Enter: the answers one after the other, press at yours. Or type it; s skips.)",
    "press_check": "Press Enter again if that is wrong.",
    "press_unrated": "No answer, so it stays unrated, which is fine. coach log edit rates it later.",
    "press_paused": "Paused. Press once to go on, twice if it hurts.",
    "press_why": "Why did you stop?",
    "press_where": "Where does it hurt?",
    "press_spread": "New in a leg, or further down it? That ends the session.",
    "press_sharp": "Sudden and sharp? That ends the session.",
    "press_less": "Go on with half of what is left, or end here?",
    "press_go_on": "go on with half of what is left",
    "press_end": "end here",
    "press_stop": lambda stop: _STOPS[stop],
    "press_place": lambda place: _PLACES[place],
    "press_effort": lambda effort: _EFFORTS[effort],
    "begins_at": "The session begins at {time}.",
    "begins_earlier": "Enter starts it now, Ctrl-C ends.",
    "begins_press": "Press Enter.",
    "begins_too_far": (
        "{wanted} is past, or more than 12 hours away: it is {now} now. "
        "Give a time that comes sooner, like --at {sooner}."
    ),
    "begins_in": lambda seconds: f"The session begins in {seconds} second{'' if seconds == 1 else 's'}.",
}
