"""Counts of words: frequency, keyness, association, dispersion, richness, cohesion."""
