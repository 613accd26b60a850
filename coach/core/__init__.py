"""Values and decisions: what is asked, what is left out, how much is done, and every cue of a session.

Nothing here knows a clock, a file, a sound or a screen; it works without any other package of the program.
"""
