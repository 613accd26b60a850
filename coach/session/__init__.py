"""One running session: it joins player, sound, voice and log, and shows line by line what happens.

It knows no full screen, nor how doses are decided.
"""
