"""Marks that may separate pieces: numbers, signs, contents, and whether numbering starts anew."""
