"""A person's affairs without a screen: their files, today's decision, what is asked when, what is to be checked."""
