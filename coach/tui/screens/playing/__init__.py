"""The parts of the session screen: its board, and what is asked while a session stands still."""
