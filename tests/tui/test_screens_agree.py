"""What the end sheet, the history and the dashboard say of a session agrees in every state of the pain rules."""

import re

import pytest
from agreeing import FRIGHTENING, INTERNAL
from logbook import EXERCISES
from states import INTO, Life

from coach.core.history import aftermath
from coach.core.progression import decide
from coach.core.progression.ratings import refused
from coach.tui.words import next_session, past_session

# How the last session goes in each state, and what it was stopped for.
LAST = (
    "before 2, after 2, easy",
    "before 2, after 3, hard, clamshell 1 done",
    "before 2, after 4, report 5 in bird_dog",
    "before 2, after 6, stopped pain, bird_dog 0 done",
    "before 2, after 2, stopped tired, hard, clamshell 0 done",
    "after 2, unrated effort, stopped time, clamshell 0 done",
    "before 2, unrated effort, stopped interrupted",
    "before 2, after 9",
    "before 2, after 3, stopped sharp",
    "before 8",
)
ODD = re.compile(
    r"\b[PG]\d+\b|\b1 (sets|days|repetitions|minutes)\b|ecause (because|these)|\bnone\b.*\bgood days? so"
)


def odd(text: str) -> list[str]:
    """What a person would stumble over: words of the rules, numbers that do not fit, and what is said twice."""
    flat = " ".join(text.split())
    found = [match[0] for pattern in (ODD, INTERNAL, FRIGHTENING) for match in pattern.finditer(flat)]
    sentences = re.findall(r"[A-Z][^.:()]{20,}\.", flat)
    return [*found, *(each for each in set(sentences) if sentences.count(each) > 1)]


@pytest.mark.parametrize("state", INTO)
def test_what_is_said_after_a_session_is_one_story(state: str) -> None:
    for text in LAST:
        life = Life(2, 1)
        for each in INTO[state]:
            life.live(each)
        life.live(text)
        session, what = life.sessions[-1], life.whats[0]
        after = decide(what, EXERCISES, life.who, life.sessions, life.day)
        sheet = next_session.sheet(after, life.sessions, EXERCISES, 60).plain
        followed = aftermath.followed(session, life.sessions, what, EXERCISES, life.who)
        assert followed is not None
        told = past_session.session_words(session, "Worked", EXERCISES, followed, (), 60).plain
        for said in (sheet, told):
            assert not odd(said), f"{state}, {text}: {odd(said)}\n{said}"
        if not refused(session) and session.after == 9:
            assert "stop and get advice" in told
            assert not after.allowed
