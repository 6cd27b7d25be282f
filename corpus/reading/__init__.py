"""Files: which are read, in which encoding and format, what is refused and why."""
