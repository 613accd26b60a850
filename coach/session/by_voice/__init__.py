"""What speaking to a session has in common everywhere: with lines and on the full screen, where nothing may wait.

`commands` says what a word does, `aside` says a sentence beside the session.
"""
