"""Texts laid side by side: two sequences, many witnesses, sentences with gaps."""
