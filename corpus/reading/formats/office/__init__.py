"""Everyday files of offices and readers: sheets, slides, OpenDocument, e-books, mail, old Word."""
