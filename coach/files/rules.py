"""The rules that a user's files are checked by: stable ids, with what each asks for; it must not check anything."""

from collections.abc import Mapping
from typing import NamedTuple

from coach.core.model.mistakes import Mistake


class Rule(NamedTuple):
    """What is asked for, and what helps where a mistake has no help of its own."""

    about: str
    help: str


RULES: Mapping[str, Rule] = {
    "choice": Rule(
        "a word is one of those that are known here", "write one of the words in the message, in quotes"
    ),
    "dose": Rule("a dose in one text has a form of its own", 'write sets x repetitions: dose = "2x12"'),
    "duplicate": Rule("nothing is said twice", "keep one of the two and take the other out"),
    "file": Rule("a file can be read", "save it as a small text file in UTF-8, where the coach may read it"),
    "format": Rule(
        "format says which keys a routine may have", "write format = 2 on the first line for all of them"
    ),
    "group": Rule(
        "exercises that take turns stand one after the other", "move them together, or give them other names"
    ),
    "id": Rule("an exercise's id is its file's name", "use small letters a to z, digits and _ for both"),
    "length": Rule("a session takes two hours at most", "write fewer sets, repetitions or seconds"),
    "limit": Rule("a dose keeps to the limits of its exercise", "write what will be used, or leave the key out"),
    "link": Rule("'up' and 'down' lead to another exercise", "name another exercise, or take the line out"),
    "missing": Rule("what is needed is there", "add the line that is missing"),
    "pace": Rule("nobody has to hurry", "write more seconds, or take the line out for the exercise's own pace"),
    "place": Rule("a file is in the folder where the coach looks for it", "move the file there"),
    "placeholder": Rule("braces stand only for a side", "write the words themselves, without braces"),
    "range": Rule("a number, a text or a list is neither too small nor too large", "write one within the bounds"),
    "round": Rule(
        "an exercise is done in rounds that a day has", "write a round that there is, or more rounds_per_day"
    ),
    "schedule": Rule(
        "a schedule has a time for each round of a day", "write as many times as rounds, or leave the times out"
    ),
    "screening": Rule(
        "what your screening leaves out is not in a routine", "take it out, or put another in its place"
    ),
    "side": Rule("sides are counted and named as the exercise does them", "write it as the message says"),
    "stage": Rule("an exercise waits until its stage is reached", "nothing to do: it is left out until then"),
    "sum": Rule("a day and a session are not more than can be done", "write fewer rounds, exercises or minutes"),
    "syntax": Rule("a file is TOML", 'a line is: key = value, and text stands in quotes: name = "Mine"'),
    "tags": Rule("tags say what an exercise does to the spine", 'for example: tags = ["neutral"]'),
    "text": Rule("a text can be shown and said", "write plain words on one line"),
    "type": Rule(
        "a value is a number, a text or a list as its key asks for", "write the value as the message says"
    ),
    "unheard": Rule(
        "words are only there where they are said", "take the words out, or add what they are said for"
    ),
    "unknown-exercise": Rule("an exercise is one that the coach has", "all of them: coach show"),
    "unknown-key": Rule("a key is one that is known where it stands", "take the line out, or write a known key"),
    "unknown-routine": Rule("a routine is one of yours or came with the coach", "all of them: coach, then r"),
    "value": Rule("a value is one that the coach can use", "write the value as the message says"),
    "voice": Rule("a voice is one that this computer has", "all of them: coach voices"),
}


def help_for(mistake: Mistake) -> str:
    """What helps: of the mistake itself, else of its rule."""
    return mistake.help or RULES[mistake.rule].help
