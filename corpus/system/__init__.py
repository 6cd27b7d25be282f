"""The system below: threads, the data files of the package, patterns that wait."""
