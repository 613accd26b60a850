"""The computer around a session: no sleep and no screen lock, media keys, other players' music softer.

All of it is done in a process of its own that ends with the program, and takes back what it did, however that ends.
"""
