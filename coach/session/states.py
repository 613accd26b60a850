"""What a session is doing, as one value, and the table of everything that can change it.

These decisions live here and nowhere else: when a session stands, what lets it go on, and what ends it. They are a
table because they concern each other: a computer that slept, a lost device, a pause by hand and pain may come in
any order, and with a flag for each nobody could say that no order of them lets a session go on after too much pain.
The conductor does what goes with a change (silence, a jump, a line in the log); it asks `allows` where a key may
mean nothing now, and an event that is not in the table is a mistake of the program, which `after` raises.
"""

from collections.abc import Mapping
from enum import Enum


class State(Enum):
    """What a session is doing."""

    NEW = "new"
    OPENING = "opening"  # The first words are being made.
    OPENING_HELD = "opening held"  # The same, and it will stand where it begins.
    PLAYING = "playing"
    PLAYING_UNHEARD = "playing unheard"  # There should be sound, and the user goes on without.
    PAUSED = "paused"  # By the user.
    STOOD_STILL = "stood still"  # Paused, as nobody looked for a while: stopped, or the computer slept.
    WAITING_FOR_SOUND = "waiting for sound"  # Paused until there is a device again.
    TOO_MUCH_PAIN = "too much pain"  # Paused, with no way on (pain rules P2 and P4).
    ENDED = "ended"
    CLOSED = "closed"

    @property
    def opening(self) -> bool:
        """Whether its first words are still being made."""
        return self in (State.OPENING, State.OPENING_HELD)

    @property
    def over(self) -> bool:
        """Whether nothing more is played."""
        return self in (State.ENDED, State.CLOSED)

    @property
    def stands(self) -> bool:
        """Whether the time of the session stands."""
        return self not in (State.NEW, State.OPENING, State.PLAYING, State.PLAYING_UNHEARD)

    @property
    def repeats(self) -> bool:
        """Whether it stands at the start of a repetition that was not heard, so that nothing of it happened yet."""
        return self in (State.STOOD_STILL, State.WAITING_FOR_SOUND)


class Event(Enum):
    """What happens to a session."""

    START = "start"
    BEGIN = "begin"  # The first words are there, or are waited for no longer.
    PAUSE = "pause"
    RESUME = "resume"
    STAND_STILL = "stand still"
    LOSE_SOUND = "lose sound"
    FIND_SOUND = "find sound"
    HURT = "hurt"  # With what allows going on.
    HURT_TOO_MUCH = "hurt too much"
    LIGHTEN = "lighten"  # On with less.
    END = "end"
    CLOSE = "close"


_ENDS: Mapping[Event, State] = {Event.END: State.ENDED, Event.CLOSE: State.CLOSED}
_HURTS: Mapping[Event, State] = {Event.HURT: State.PAUSED, Event.HURT_TOO_MUCH: State.TOO_MUCH_PAIN}
_PAUSED: Mapping[Event, State] = {
    **_ENDS, **_HURTS,
    Event.PAUSE: State.PAUSED, Event.RESUME: State.PLAYING, Event.LIGHTEN: State.PLAYING,
}  # fmt: skip

TABLE: Mapping[State, Mapping[Event, State]] = {
    State.NEW: {**_ENDS, Event.START: State.OPENING},
    State.OPENING: {
        **_ENDS, **_HURTS,
        Event.BEGIN: State.PLAYING, Event.PAUSE: State.OPENING_HELD, Event.HURT: State.OPENING_HELD,
    },
    State.OPENING_HELD: {
        **_ENDS, **_HURTS,
        Event.BEGIN: State.PAUSED, Event.PAUSE: State.OPENING_HELD, Event.RESUME: State.OPENING,
        Event.HURT: State.OPENING_HELD,
    },
    State.PLAYING: {
        **_ENDS, **_HURTS,
        Event.PAUSE: State.PAUSED, Event.STAND_STILL: State.STOOD_STILL,
        Event.LOSE_SOUND: State.WAITING_FOR_SOUND, Event.LIGHTEN: State.PLAYING,
    },
    State.PLAYING_UNHEARD: {
        **_ENDS, **_HURTS,
        Event.PAUSE: State.PAUSED, Event.STAND_STILL: State.STOOD_STILL,
        Event.FIND_SOUND: State.PLAYING, Event.LIGHTEN: State.PLAYING_UNHEARD,
    },
    State.PAUSED: _PAUSED,
    State.STOOD_STILL: _PAUSED,
    State.WAITING_FOR_SOUND: {
        **_PAUSED,
        # By the user: the device may be gone for good.
        Event.RESUME: State.PLAYING_UNHEARD,
        Event.FIND_SOUND: State.PLAYING,
    },
    # Neither resumed nor lightened: only ended. What hurts more or less later changes nothing of that.
    State.TOO_MUCH_PAIN: {
        **_ENDS,
        Event.PAUSE: State.TOO_MUCH_PAIN, Event.HURT: State.TOO_MUCH_PAIN,
        Event.HURT_TOO_MUCH: State.TOO_MUCH_PAIN,
    },
    # A number that was asked for before the end and given after it is kept, and changes nothing.
    State.ENDED: {
        Event.HURT: State.ENDED, Event.HURT_TOO_MUCH: State.ENDED, Event.CLOSE: State.CLOSED,
    },
    State.CLOSED: {Event.CLOSE: State.CLOSED},
}  # fmt: skip


class IllegalTransitionError(RuntimeError):
    """A mistake of the program: something happened to a session that cannot happen in its state."""


def allows(state: State, event: Event) -> bool:
    """Whether an event means something in a state."""
    return event in TABLE[state]


def after(state: State, event: Event) -> State:
    """The state that an event leads to; raises IllegalTransitionError where it cannot happen."""
    if not allows(state, event):
        raise IllegalTransitionError(f"{event.value!r} cannot happen to a session that is {state.value!r}")
    return TABLE[state][event]


def of_the_computer(state: State, *, slept: bool, sound: bool, waits_for_sound: bool) -> Event | None:
    """What the computer does to a session: it slept, or its sound is gone or back; None for what changes nothing.

    Where it slept nothing else counts: sound and silent clock ran on for a while, without anybody who exercised.
    """
    if slept and allows(state, Event.STAND_STILL):
        return Event.STAND_STILL
    event = Event.FIND_SOUND if sound else Event.LOSE_SOUND
    return event if waits_for_sound and allows(state, event) else None
