"""An archive kept on disk, that answers what of a new document it holds.

:class:`Index` is a folder: a catalogue of documents with their texts, and segments, the inverted
indexes of :mod:`analysis.measures.inverted`, each written once and never changed.
"""
