"""The system below: threads, processes, the data files of the package, patterns that wait."""
