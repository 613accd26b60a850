"""Commands that print a page of fixed texts, the same for everyone."""
