"""What each stage does, as functions on Arrow batches: no files, no engine, no state."""
