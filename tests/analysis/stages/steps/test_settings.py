"""How many bits of hashes are looked at."""

from __future__ import annotations

from analysis.measures.arrays.packed import place_bits
from analysis.stages.steps.settings import LARGEST_ARRAYS, Sizes


def test_shards_look_at_as_many_bits_as_arrays_would() -> None:
    sizes = Sizes(units=10, texts=8, characters=5000, rate=8, named=3000)
    assert sizes.place_bits == place_bits(5000)
    assert sizes.text_bits == place_bits(9)
    assert sizes.within == 3000


def test_a_corpus_that_no_array_holds_keeps_fine_hashes() -> None:
    sizes = Sizes(10**8, 10**8, 10 * LARGEST_ARRAYS, 8, 5 * LARGEST_ARRAYS)
    assert sizes.place_bits == 0
    assert 64 - int(place_bits(sizes.within)).bit_length() >= 35
