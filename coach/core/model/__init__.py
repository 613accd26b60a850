"""The values that the modules hand to each other, by topic: frozen, with units in their names.

They must not know where values come from: no file, no clock, no screen, no sound.
"""
