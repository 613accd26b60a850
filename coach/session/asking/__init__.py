"""How a question is asked aloud and answered by one button, on any screen or none."""
