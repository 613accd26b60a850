"""One module for each command; each has `run(args) -> exit code` and is imported only when it runs."""
