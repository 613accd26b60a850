"""Writing in a file by hand: what is wrong with it, what it would make, how it is kept; without a screen."""
