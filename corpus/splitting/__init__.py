"""Compilations: a source into its pieces, and what a site added to them."""
