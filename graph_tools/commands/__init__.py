"""One module a command; each has ``run(options) -> int`` and returns the exit code."""
