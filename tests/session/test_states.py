"""What may change a session, over every state and every event: there is no other way through it."""

from itertools import product

import pytest

from coach.session import states
from coach.session.states import TABLE, Event, IllegalTransitionError, State

PAIN = (Event.HURT, Event.HURT_TOO_MUCH)
# For each state what may happen to it; whatever is not here is illegal.
MAY = {
    State.NEW: {Event.START, Event.END, Event.CLOSE},
    State.OPENING: {Event.BEGIN, Event.PAUSE, *PAIN, Event.END, Event.CLOSE},
    State.OPENING_HELD: {Event.BEGIN, Event.PAUSE, Event.RESUME, *PAIN, Event.END, Event.CLOSE},
    State.PLAYING: {
        Event.PAUSE, Event.STAND_STILL, Event.LOSE_SOUND, *PAIN, Event.LIGHTEN, Event.END, Event.CLOSE,
    },
    State.PLAYING_UNHEARD: {
        Event.PAUSE, Event.STAND_STILL, Event.FIND_SOUND, *PAIN, Event.LIGHTEN, Event.END, Event.CLOSE,
    },
    State.PAUSED: {Event.PAUSE, Event.RESUME, *PAIN, Event.LIGHTEN, Event.END, Event.CLOSE},
    State.STOOD_STILL: {Event.PAUSE, Event.RESUME, *PAIN, Event.LIGHTEN, Event.END, Event.CLOSE},
    State.WAITING_FOR_SOUND: {
        Event.PAUSE, Event.RESUME, Event.FIND_SOUND, *PAIN, Event.LIGHTEN, Event.END, Event.CLOSE,
    },
    State.TOO_MUCH_PAIN: {Event.PAUSE, *PAIN, Event.END, Event.CLOSE},
    State.ENDED: {*PAIN, Event.CLOSE},
    State.CLOSED: {Event.CLOSE},
}  # fmt: skip


@pytest.mark.parametrize(("state", "event"), list(product(State, Event)))
def test_every_event_in_every_state_leads_to_one_state_or_is_refused(state: State, event: Event) -> None:
    assert states.allows(state, event) == (event in MAY[state])
    if event in MAY[state]:
        assert states.after(state, event) in State
    else:
        with pytest.raises(IllegalTransitionError, match=f"{event.value}.*{state.value}"):
            states.after(state, event)


@pytest.mark.parametrize(
    ("state", "slept", "sound", "waits", "event"),
    [
        (State.PLAYING, False, True, True, None),
        (State.PLAYING, False, False, True, Event.LOSE_SOUND),
        (State.PLAYING, False, False, False, None),
        (State.PLAYING, True, False, True, Event.STAND_STILL),
        (State.PLAYING, True, True, False, Event.STAND_STILL),
        (State.PLAYING_UNHEARD, False, False, True, None),
        (State.PLAYING_UNHEARD, False, True, True, Event.FIND_SOUND),
        (State.WAITING_FOR_SOUND, True, True, True, Event.FIND_SOUND),
        (State.WAITING_FOR_SOUND, True, False, True, None),
        (State.PAUSED, True, False, True, None),
        (State.TOO_MUCH_PAIN, True, True, True, None),
    ],
)
def test_what_the_computer_does(state: State, slept: bool, sound: bool, waits: bool, event: Event | None) -> None:
    assert states.of_the_computer(state, slept=slept, sound=sound, waits_for_sound=waits) is event


def test_every_state_has_its_row() -> None:
    assert set(TABLE) == set(State)


def ways_on(state: State, without: frozenset[Event] = frozenset()) -> set[State]:
    """Every state that any order of events can lead to."""
    found, left = {state}, [state]
    while left:
        for event, to in TABLE[left.pop()].items():
            if event not in without and to not in found:
                found.add(to)
                left.append(to)
    return found


def test_after_too_much_pain_nothing_is_played_in_whatever_order_things_happen() -> None:
    assert ways_on(State.TOO_MUCH_PAIN) == {State.TOO_MUCH_PAIN, State.ENDED, State.CLOSED}


def test_what_has_ended_stays_so() -> None:
    assert ways_on(State.ENDED) == {State.ENDED, State.CLOSED}
    assert ways_on(State.CLOSED) == {State.CLOSED}


def test_every_session_can_be_ended_and_closed() -> None:
    for state in State:
        assert State.CLOSED in ways_on(state)
        assert state.over or State.ENDED in ways_on(state)


def test_pain_stops_the_time_wherever_it_is_said() -> None:
    for state, event in product(State, PAIN):
        if states.allows(state, event):
            assert states.after(state, event).stands


def test_only_the_user_ends_a_pause_of_their_own() -> None:
    by_itself = frozenset({Event.RESUME, Event.LIGHTEN})
    assert all(each.stands for each in ways_on(State.PAUSED, by_itself))
    assert all(each.stands for each in ways_on(State.STOOD_STILL, by_itself))
