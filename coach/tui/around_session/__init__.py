"""What stands around a session on the screen: what is opened for it, asked before and after it, and told of it."""
