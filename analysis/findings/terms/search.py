"""Where patterns stand in documents: wildcards and regular expressions over characters, or words.

Characters are compared in their reading form, as :func:`analysis.kwic` does for strings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.findings.choices import PATTERNS
from analysis.measures.terms.patterns import (
    LinearPattern,
    PatternError,
    places_of_words,
    wildcard,
    word_pattern,
)
from corpus.errors import SettingsError
from corpus.folding.reading import reading_form
from corpus.model import Document
from corpus.words.tokens import Tokenizer

TEXT, WILDCARD, REGEX, WORDS = PATTERNS


def pattern_places(
    documents: Sequence[Document],
    term: str,
    matching: str,
    tokenizer: Tokenizer | None = None,
    *,
    exact: bool = False,
) -> Iterator[list[tuple[int, int]]]:
    """Find the places of a pattern in the body of each document.

    Parameters
    ----------
    documents
        Where to look.
    term
        The pattern.
    matching
        ``"wildcard"``, ``"regex"`` or ``"words"``.
    tokenizer
        Cuts words, for ``"words"``; others need none.
    exact
        Compare characters as they stand.

    Raises
    ------
    SettingsError
        If the pattern cannot be read.
    """
    if matching == WORDS and tokenizer is not None:
        items = word_pattern(term)
        if not items:
            raise SettingsError.of("setting-no-term")
        cuts = tokenizer.tokenize_many(document.text for document in documents)
        for tokens in cuts:
            starts, ends = tokens.starts.tolist(), tokens.ends.tolist()
            rows = places_of_words(list(tokens.words), list(tokens.tags), items)
            yield [(starts[first], ends[last]) for first, last in rows]
        return
    try:
        pattern = wildcard(term) if matching == WILDCARD else LinearPattern(term)
    except PatternError as error:
        raise SettingsError.of(
            "setting-pattern", pattern=repr(term), place=error.place + 1, problem=error.problem
        ) from error
    for document in documents:
        form = None if exact else reading_form(document.text)
        if form is None:
            yield pattern.find(document.text)
        else:
            yield [form.span(*place) for place in pattern.find(form.text)]
