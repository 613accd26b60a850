"""The diary on the screen: a card of the week, and what is asked from there."""
