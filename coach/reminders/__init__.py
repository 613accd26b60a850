"""Reminders outside of the coach: the computer's own timer that asks it, notifications, a calendar.

What to remind of, and when, is decided in `coach.core.reminding`.
"""
