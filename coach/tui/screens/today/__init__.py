"""The parts of the dashboard: what it shows, its frames, and the screen that says why."""
