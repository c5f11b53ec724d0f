"""One module a command; the only place that reads arguments and the clock."""
