"""Voice commands: from a microphone or a recording to names of commands; nothing that was heard is kept or sent.

`vocabulary` says what can be said where, `decoys` what is like it and means nothing, `recogniser` turns sound into
names, `caution` says what a name may do, `gate` leaves out what the coach says itself, `over_us` knows whether
somebody speaks over it.
"""
