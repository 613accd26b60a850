"""Commands that write the file of a routine."""
