"""English: `table` is made of the parts beside it, one part for each room of the core.

Nothing is loaded here, so that whoever needs the words of one part alone does not wait for all.
"""
