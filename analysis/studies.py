"""Everything found in a corpus, in the one order that makes sense.

Duplicates first, because copies must vote once in all that follows; then shared text, terms,
themes and measures of size. This is the only place where findings meet.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from analysis.findings.boilerplate import Boilerplate, find_boilerplate
from analysis.findings.duplicates import Duplicates, find_duplicates
from analysis.findings.keyness import find_keyness
from analysis.findings.keywords import Keywords, find_keywords
from analysis.findings.profile import Profile, profile
from analysis.findings.themes import Themes, find_themes
from analysis.findings.weightings import WEIGHTINGS, Weightings, compare_weightings
from corpus.collection import Corpus
from corpus.errors import SettingsError
from corpus.model import Spans
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


def shared_spans(boilerplate: Boilerplate) -> list[Spans]:
    """For each document the stretches of its text that other families have, too.

    What the weighting ``distinct`` leaves out: pass it as ``shared=`` to keywords, keyness or
    profile.

    Returns
    -------
    list of ndarray
        One for each document, shape (n, 2), int64, ascending; offsets of the document's source.
    """
    spans: dict[str, list[tuple[int, int]]] = {d.id: [] for d in boilerplate.documents}
    for sentence in boilerplate.sentences:
        spans[sentence.document] += [c.span for c in sentence.covered if c.families >= 2]
    return [np.array(found, dtype=np.int64).reshape(-1, 2) for found in spans.values()]


def weigh(
    corpus: Corpus,
    statistic: str = "keywords",
    *,
    duplicates: Duplicates | None = None,
    boilerplate: Boilerplate | None = None,
    tokenizer: Tokenizer | None = None,
    **options: Any,
) -> Weightings:
    """One statistic in three weightings side by side: all, one per family, distinct text only.

    Parameters
    ----------
    corpus
        What to look at.
    statistic
        ``"keywords"`` (values are TF-IDF), ``"keyness"`` (log ratio) or ``"profile"`` (the
        corpus' measures).
    duplicates, boilerplate
        Of the same corpus; found anew if not given.
    tokenizer
        Cuts words; by default the corpus' own.
    options
        Passed to the statistic: ``by=``, ``top=``, ``least=`` …

    Returns
    -------
    Weightings

    Raises
    ------
    SettingsError
        If there is no such statistic, or an option is out of its range.
    """
    if statistic not in ("keywords", "keyness", "profile"):
        raise SettingsError.of(
            "setting-choice", name="statistic", value=repr(statistic),
            names="keywords, keyness, profile",
        )  # fmt: skip
    cut = Tokenizer(corpus.tokenizer) if tokenizer is None else tokenizer
    voters = (find_duplicates(corpus) if duplicates is None else duplicates).voters
    formulas = find_boilerplate(corpus, voters=voters) if boilerplate is None else boilerplate
    shared = shared_spans(formulas)
    results: list[dict[str | None, dict[str, float]]] = []
    for weighting in WEIGHTINGS:
        values: dict[str | None, dict[str, float]] = {}
        given = {"tokenizer": cut, "voters": voters, "shared": shared, **options}
        if statistic == "profile":
            given["voters"] = None if weighting == "all" else voters
            given["shared"] = shared if weighting == "distinct" else None
            total = asdict(profile(corpus, **given).total)
            values[None] = {name: value for name, value in total.items() if name != "id"}
        elif statistic == "keyness":
            for key in find_keyness(corpus, weighting=weighting, **given).items:
                values.setdefault(key.target, {})[key.term] = key.log_ratio
        else:
            for word in find_keywords(corpus, weighting=weighting, **given).items:
                values.setdefault(word.unit, {})[word.term] = word.tfidf
        results.append(values)
    return compare_weightings(*results, ranked=statistic != "profile")
