"""Sound: clips, the pure mixer, the outputs and the shipped tones.

It must not know routines, cues or screens: it gets clips with times and plays them.
"""
