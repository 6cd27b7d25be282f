"""Verbs about the program itself: what it can, how it is set, what a code means."""
