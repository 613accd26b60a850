"""Large signs, digits and plots as lines of characters; nothing here knows a screen or a session."""
