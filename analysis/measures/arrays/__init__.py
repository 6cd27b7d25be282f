"""Arrays of characters and hashes: rolling hashes, shingles, digests, distinct values."""
