"""How widely text is shared: holders of a character, shares of documents, formulas."""
