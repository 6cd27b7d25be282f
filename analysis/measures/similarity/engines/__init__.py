"""Who does the work that touches every character: NumPy, or compiled kernels.

Both keep to one protocol (:mod:`analysis.measures.similarity.engines.protocol`) and count the same,
bit for bit; :func:`analysis.measures.similarity.engines.choice.engine_for` says which is used.
"""
