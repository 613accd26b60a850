"""The buttons of presenter clickers, as the keys that they send, written down once; it knows no screen.

`GO` confirms and goes on, `NEXT` and `BACK` step. Any of `GO`, `NEXT` and a click is the one button
for who has no more than one. A screen on which one of them means something of its own keeps that.
"""

GO_KEYS = ("enter", "space", "b", "full_stop", "f5")
NEXT, BACK = "pagedown", "pageup"
GO = ",".join(GO_KEYS)
HELD_S = 0.8  # A key that is held repeats itself before that: half a second or more after it went down.
ONE_BUTTON = frozenset((*GO_KEYS, NEXT))
QUIET_GO = "b,full_stop,f5"  # Those that need no word in a help which names Enter and space.
