"""One module for each key of a routine that needs more than its form: what it means, and the mistakes in it."""
