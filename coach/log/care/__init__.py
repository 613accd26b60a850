"""What keeps a log whole: a look through all of it, daily copies, and a new one out of what can be read."""
