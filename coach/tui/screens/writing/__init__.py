"""Screens for writing in a file by hand: the editor with its parts, and what is shown of a file with mistakes."""
