"""The findings that gold asks for, made as the verbs make them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from analysis.evaluation.gold import Gold
from analysis.findings.boilerplate.finding import find_boilerplate
from analysis.findings.duplicates.finding import find_duplicates
from analysis.findings.reuse.finding import find_reuse
from corpus.collection import Corpus
from corpus.records import records

Progress = Callable[[str, int, int], None]


def find_for(
    gold: Gold, corpus: Corpus, *, progress: Progress | None = None
) -> Iterator[dict[str, Any]]:
    """Find, with the default settings, what gold can be compared with.

    Parameters
    ----------
    gold
        What is right.
    corpus
        The documents.
    progress
        Called as ``progress(phase, done, total)``.

    Yields
    ------
    dict
        Records of the output contract.
    """

    def tell(phase: str, done: int) -> None:
        if progress is not None:
            progress(phase, done, 4)

    if gold.of("document"):
        yield from records(corpus.compilations)
    later = [kind for kind in ("passage", "sentence", "assignment") if gold.of(kind)]
    if not later and not gold.of("pair") and not gold.of("family"):
        return
    tell("duplicates", 0)
    copies = find_duplicates(corpus)
    yield from copies.records()
    if gold.of("passage"):
        tell("reuse", 1)
        yield from find_reuse(corpus, votes=copies).records()
    if gold.of("sentence"):
        tell("boilerplate", 2)
        yield from find_boilerplate(corpus, votes=copies).records()
    if gold.of("assignment"):
        from analysis.findings.themes.finding import find_themes

        tell("themes", 3)
        yield from find_themes(corpus, votes=copies).records()
