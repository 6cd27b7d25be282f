"""The terminal: standard output, a progress line, help pages."""
