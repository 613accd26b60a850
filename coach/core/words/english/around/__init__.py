"""English for what stands around a session: the computer beside it, reminders before it."""
