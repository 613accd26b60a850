"""The diary on the command line: activities, the week in a line, things of one's own."""
