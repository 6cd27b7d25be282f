"""Numbered headings: kinds of marker, what each says, and the series and tree that they form."""
