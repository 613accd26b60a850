"""Commands about the exercises: all of them in a list, and a file for one of one's own."""
