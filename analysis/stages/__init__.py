"""Which steps a run larger than memory takes.

A stage is a function from Arrow batches to Arrow batches, without any state of its own; what must
meet is exchanged by a key range. Each writes shards with manifests into a folder
(:mod:`analysis.stages.shards`), in the order of :mod:`analysis.stages.sequence`. What comes out is
what :func:`analysis.find_duplicates` finds in arrays, record for record.
"""
