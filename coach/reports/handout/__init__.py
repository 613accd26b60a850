"""The hand-out of a routine: `sheet` what is on it, `told` in which words, `html` and `pdf` the files."""
