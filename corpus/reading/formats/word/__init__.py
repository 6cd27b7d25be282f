"""Word documents in parts: what a paragraph inherits, and how it is numbered."""
