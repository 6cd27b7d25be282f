"""How alike units are: which pairs are compared, what they share, how rare it is, families."""
