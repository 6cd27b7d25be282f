"""The system below: threads, and the data files of the package."""
