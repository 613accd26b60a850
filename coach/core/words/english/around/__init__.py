"""English for what stands around a session: the computer and the diary beside it, reminders before it."""
