"""What of a session sounds: clips at their moments, the first words, how loud; it must not know log or keys."""
