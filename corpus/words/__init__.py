"""Words: running Chinese cut into tokens, each with its place and part of speech."""
