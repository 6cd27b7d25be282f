"""Which of many texts hold a run of characters: an inverted index of a few runs of each."""
