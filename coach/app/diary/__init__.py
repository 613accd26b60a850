"""A person's diary without a screen: what they tell of activities and own things, and the line of their week."""
