"""Arithmetic on arrays: no documents, no files, no drawing."""
