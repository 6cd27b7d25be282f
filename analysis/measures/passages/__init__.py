"""Passages that two texts share: fingerprints, seeds, matches, chains, groups."""
