"""Backcoach guides a person with low back pain through exercise sessions, hands-free."""

__version__ = "0.2.0"
