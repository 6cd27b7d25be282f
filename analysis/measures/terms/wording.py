"""Which tokens carry content: the words that keywords and themes are counted from."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

CONTENT_TAGS = ("n", "v", "a", "i", "j", "l", "z", "TITLE", "LATIN")
"""First letters of the part-of-speech tags that count: nouns (and names), verbs, adjectives,
idioms, abbreviations, fixed phrases, descriptive words; titles in 《》 and words in other scripts.
Left out: pronouns, prepositions, conjunctions, adverbs, numerals, times, placeholders, marks."""


def content_mask(
    words: Sequence[str], tags: Sequence[str], stopwords: Collection[str] = frozenset()
) -> NDArray[np.bool_]:
    """Tell which tokens are content words.

    A content word has at least two characters (a single Chinese character says little by itself
    and is often a piece of a word that the dictionary lacks), a tag of :data:`CONTENT_TAGS`
    or none known (``x``, ``un``: new words), a letter in it, and is no stop word.

    Parameters
    ----------
    words, tags
        The tokens, in order; tags as the tokenizer gives them.
    stopwords
        Words to leave out.

    Returns
    -------
    ndarray
        Shape (n tokens,), bool.

    Examples
    --------
    >>> content_mask(["我们", "学习", "12", "次", "xx"], ["r", "v", "NUM", "q", "MASK"])
    array([False,  True, False, False, False])
    """
    pairs = list(zip(words, tags, strict=True))
    carries = {tag: tag.startswith(CONTENT_TAGS) or tag in ("", "x", "un") for tag in set(tags)}
    known = {
        (word, tag): (
            carries[tag]
            and len(word) >= 2
            and word not in stopwords
            and (word.isalpha() or any(map(str.isalpha, word)))
        )
        for word, tag in set(pairs)
    }
    return np.fromiter(map(known.__getitem__, pairs), dtype=bool, count=len(pairs))


def split_compound(word: str, vocabulary: Collection[str]) -> tuple[str, ...]:
    """Split a long word into words of a vocabulary that tile it, so that it counts as them too.

    Dictionaries disagree on what one word is: 舆论导向 beside 舆论 and 导向. Where the pieces are
    words of the same corpus, a passage with the compound speaks of them as well.

    Parameters
    ----------
    word
        A word.
    vocabulary
        The words that may be pieces, of two characters or more.

    Returns
    -------
    tuple of str
        The fewest pieces that tile the word, the longest first piece among equals; empty where
        the word has less than four characters or cannot be tiled.

    Examples
    --------
    >>> words = {"集中", "学习", "中学", "中心组", "舆论"}
    >>> split_compound("集中学习", words), split_compound("舆论导向", words)
    (('集中', '学习'), ())
    """
    n = len(word)
    if n < 4:
        return ()
    # best[i]: fewest pieces of word[i:], filled from the end
    best: list[tuple[str, ...] | None] = [None] * n + [()]
    for start in range(n - 2, -1, -1):
        for end in range(n, start + 1, -1):
            rest = best[end]
            piece = word[start:end]
            if rest is None or (start, end) == (0, n) or piece not in vocabulary:
                continue
            found = best[start]
            if found is None or 1 + len(rest) < len(found):
                best[start] = (piece, *rest)
    return best[0] or ()
