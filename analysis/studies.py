"""Everything found in a corpus, in the one order that makes sense.

Duplicates first, because copies must vote once in all that follows; then shared text, terms,
themes and measures of size. This is the only place where findings meet.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from analysis.findings.boilerplate import Boilerplate, find_boilerplate
from analysis.findings.duplicates import Duplicates, find_duplicates
from analysis.findings.keywords import Keywords, find_keywords
from analysis.findings.profile import Profile, profile
from analysis.findings.themes import Themes, find_themes
from corpus.collection import Corpus
from corpus.tokens import Tokenizer

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Study:
    """A corpus and all that was found in it."""

    corpus: Corpus
    duplicates: Duplicates
    boilerplate: Boilerplate
    keywords: Keywords
    themes: Themes
    profile: Profile


def study(
    corpus: Corpus, *, tokenizer: str | None = None, progress: Progress | None = None
) -> Study:
    """Run every finding on a corpus.

    Parameters
    ----------
    corpus
        What to look at.
    tokenizer
        ``"jieba"``, ``"rjieba"`` or ``"auto"``; by default the corpus' own.
    progress
        Called as ``progress(phase, done, total)``.

    Returns
    -------
    Study
    """
    steps = 5

    def tell(name: str, done: int) -> None:
        if progress is not None:
            progress(name, done, steps)

    cut = Tokenizer(tokenizer or corpus.tokenizer)
    tell("duplicates", 0)
    duplicates = find_duplicates(corpus)
    voters = duplicates.voters
    tell("boilerplate", 1)
    boilerplate = find_boilerplate(corpus, voters=voters)
    tell("keywords", 2)
    keywords = find_keywords(corpus, tokenizer=cut, voters=voters)
    tell("themes", 3)
    themes = find_themes(corpus, tokenizer=cut, voters=voters)
    tell("profile", 4)
    measures = profile(corpus, tokenizer=cut, voters=voters)
    tell("profile", 5)
    return Study(corpus, duplicates, boilerplate, keywords, themes, measures)
