"""Structure: a document's headings, paragraphs, sentences, lists, kind, addressees, signature."""
