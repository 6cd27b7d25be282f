"""What folding makes of texts is versioned: an index on disk was made with one version of it."""

from __future__ import annotations

import hashlib

from corpus.choices import LEVELS
from corpus.folding.comparable import FOLDING, fold_codes

SAMPLE = [
    "".join(map(chr, range(0x20, 0xD800))),
    "在ＸＸ鎮，召開「會議」，20xx年××月；某某同志、**报告**增长４．１５%(约)。①②③",
    "舆与千干，〇零；３／４，½；甲\u3000乙\t丙\u200b丁\ufe0f，某镇___村xx组X人",
]
DIGESTS = {1: "fbe0b87874ead9ba", 2: "fb94c2400be81e60"}


def test_whoever_changes_folding_raises_its_version() -> None:
    digest = hashlib.sha256()
    for level in LEVELS:
        codes, bounds = fold_codes(SAMPLE, level)
        digest.update(codes.astype("<u4").tobytes() + bounds.astype("<i8").tobytes())
    assert DIGESTS[FOLDING] == digest.hexdigest()[:16], (
        "folding gives something else: raise FOLDING, and enter its digest here"
    )
