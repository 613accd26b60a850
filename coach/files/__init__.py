"""The files a person can edit, and the shipped ones of the same form: where they are, reading, writing, mistakes.

It knows no log, no sound and no screen.
"""
