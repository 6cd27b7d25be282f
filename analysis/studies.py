"""Everything found in a corpus, in the one order that makes sense.

Duplicates first, because copies must vote once in all that follows; then shared text, terms,
themes and measures of size. This is the only place where findings meet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.findings.boilerplate.finding import Boilerplate, find_boilerplate
from analysis.findings.boilerplate.phrases import Phrase
from analysis.findings.choices import WEIGHTINGS
from analysis.findings.collation.finding import Collation, collate, compare
from analysis.findings.duplicates.finding import Duplicates, Pair, find_duplicates
from analysis.findings.profile.finding import Profile, profile
from analysis.findings.reuse.finding import Reuse, find_reuse
from analysis.findings.templates.finding import Template, Templates, find_templates
from analysis.findings.terms.keyness import Keyness, find_keyness
from analysis.findings.terms.keywords import Keywords, find_keywords
from analysis.findings.terms.new_words import NewWords, find_new_words
from analysis.findings.terms.weightings import Weightings, compare_weightings
from analysis.findings.themes.finding import Themes, find_themes
from analysis.findings.votes import Votes
from analysis.measures.factors.ordering import order_by_similarity
from analysis.measures.sharing.overlap import overlap
from analysis.measures.sharing.parallels import Parallels, parallels
from corpus.collection import Corpus, require_corpus
from corpus.errors import SettingsError
from corpus.folding.comparable import fold_many
from corpus.reader import ENOUGH_CHARACTERS
from corpus.system.threads import threads
from corpus.words.kept_tokens import KeepingTokenizer
from corpus.words.stopwords import StopWords, stopwords_of
from corpus.words.tokens import Tokenizer, tokenizer_of

if TYPE_CHECKING:
    import pandas as pd

Progress = Callable[[str, int, int], None]
TemplateParts = tuple[tuple[Template, ...], int, int, int, Votes]
"""What is found of templates, without the documents."""

LATER = ("reuse", "collations", "comparisons", "parallels", "likeness", "phrases", "templates",
         "keyness", "new_words", "weighed")  # fmt: skip
"""What a study finds when it is first asked for it."""
MOST_COMPARED = 400
"""Documents of which each is compared with each: a picture of more has no readable cells."""
MOST_COLLATED = 60
"""Families, and pairs outside families, that are collated, the most similar first."""
LONGEST_COLLATED = 60_000
"""Characters of the longest document that is collated without being asked for."""


class Likeness(NamedTuple):
    """How much of each document stands in each other one, in an order that shows groups."""

    rows: NDArray[np.int64]
    """Shape (n,): documents, similar ones side by side."""
    whole: NDArray[np.float64]
    """Shape (n, n): share of the i-th document of ``rows`` that stands in the j-th."""
    without_formula: NDArray[np.float64]
    """The same after boilerplate is taken out."""
    left_out: int
    """Documents beyond the limit: those least like any other."""


class Totals(NamedTuple):
    """Shares of all documents together, 0 to 1; each is 0 where there is no text.

    They are the sums of what :meth:`analysis.findings.reuse.Reuse.shares` and
    :class:`analysis.findings.boilerplate.Boilerplate` say of each document.
    """

    share: float
    """Folded characters that lie in passages which another document has, too."""
    share_distinct: float
    """The same without the characters that are boilerplate."""
    share_outside: float
    """The same as ``share`` in one document of each family, with other families only."""
    distinct: float
    """Characters that one document, or one family, says alone."""


@dataclass(frozen=True, eq=False)
class Study:
    """A corpus and all that was found in it.

    What takes time and is not always wanted is found when it is first asked for.
    """

    corpus: Corpus
    duplicates: Duplicates
    boilerplate: Boilerplate
    keywords: Keywords
    themes: Themes
    profile: Profile
    tokenizer: Tokenizer = field(default_factory=Tokenizer, repr=False)
    stopwords: frozenset[str] | None = field(default=None, repr=False)
    """Words that do not count; None: the list that comes with the project."""

    def __repr__(self) -> str:
        return "\n  ".join(["Study:", *(f".{name}  {part!r}" for name, part in self._parts())])

    def _parts(self) -> tuple[tuple[str, Any], ...]:
        return (
            ("corpus", self.corpus), ("duplicates", self.duplicates),
            ("boilerplate", self.boilerplate), ("keywords", self.keywords),
            ("themes", self.themes), ("profile", self.profile),
        )  # fmt: skip

    def _repr_html_(self) -> str:
        return "".join(
            f"<details{' open' if name == 'corpus' else ''}><summary><code>.{name}</code></summary>"
            f"{part._repr_html_()}</details>"
            for name, part in self._parts()
        )

    def complete(self, progress: Progress | None = None) -> Study:
        """Find everything now that would be found when it is asked for; gives the study itself.

        Parameters
        ----------
        progress
            Called as ``progress(phase, done, total)``.
        """
        with self._templates_elsewhere() as begun:
            for done, name in enumerate(LATER):
                if progress is not None:
                    progress(name, done, len(LATER))
                if name != "templates" or begun is None:
                    getattr(self, name)
            if begun is not None:
                vars(self)["templates"] = self._templates_from(begun)
        return self

    @contextmanager
    def _templates_elsewhere(self) -> Iterator[Future[TemplateParts] | None]:
        """Find templates in a process of its own, if that pays: nothing else waits for them."""
        large = self.corpus.characters >= ENOUGH_CHARACTERS and threads() > 1
        if not large or not isinstance(self.tokenizer.name, str) or "templates" in vars(self):
            yield None
            return
        from corpus.system.processes import processes  # loads multiprocessing

        with processes(1) as pool:
            given = (self.corpus, Votes.of(self.duplicates), self.tokenizer)
            yield None if pool is None else pool.submit(_template_parts, *given)

    def _templates_from(self, begun: Future[TemplateParts]) -> Templates:
        try:
            parts = begun.result()
        except BrokenExecutor:  # the system ended the process
            return find_templates(self.corpus, votes=self.duplicates, tokenizer=self.tokenizer)
        items, families, looked_at, left_out, votes = parts
        return Templates(items, self.corpus.items, families, looked_at, left_out, votes)

    @cached_property
    def reuse(self) -> Reuse:
        """Passages that documents share."""
        return find_reuse(self.corpus, votes=self.duplicates)

    @cached_property
    def templates(self) -> Templates:
        """Sentences that several families fill in, each in its own way."""
        return find_templates(self.corpus, votes=self.duplicates, tokenizer=self.tokenizer)

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """Formulas: wordings that enough families share to be boilerplate."""
        return self.boilerplate.phrases(families=self.boilerplate.many)

    @cached_property
    def keyness(self) -> Keyness:
        """Words that each document uses more than the others."""
        return find_keyness(
            self.corpus, votes=self.duplicates, tokenizer=self.tokenizer, stopwords=self.stopwords
        )

    @cached_property
    def new_words(self) -> NewWords:
        """Strings that behave like words and are in no dictionary."""
        return find_new_words(self.corpus, votes=self.duplicates, tokenizer=self.tokenizer)

    @cached_property
    def weighed(self) -> Weightings:
        """Keywords in three weightings."""
        votes = Votes.of(self.duplicates, self.boilerplate)
        every, distinct = (
            find_keywords(
                self.corpus,
                tokenizer=self.tokenizer,
                stopwords=self.stopwords,
                votes=votes.under(weighting),
            )
            for weighting in ("all", "distinct")
        )
        return compare_weightings(*map(_tfidf, (every, self.keywords, distinct)))

    @cached_property
    def collations(self) -> tuple[Collation, ...]:
        """Families collated, in their order; not those with very long documents."""
        close = sorted(self.duplicates.families, key=lambda f: (-f.cohesion, f.id))
        chosen = {f.id for f in [f for f in close if self._short(*f.members)][:MOST_COLLATED]}
        return tuple(
            collate(self.corpus, family)
            for family in self.duplicates.families
            if family.id in chosen
        )

    @cached_property
    def comparisons(self) -> tuple[Collation, ...]:
        """Pairs outside families compared, in reading order."""
        loose = [p for p in self.duplicates.pairs if p.family is None and self._short(p.a, p.b)]
        chosen = sorted(loose, key=lambda p: (-p.similarity, p.a, p.b))[:MOST_COLLATED]
        documents = {document.id: document for document in self.corpus}
        return tuple(
            compare(documents[p.a], documents[p.b], corpus=self.corpus)
            for p in loose
            if p in set(chosen)
        )

    def _short(self, *ids: str) -> bool:
        return all(self._lengths[name] <= LONGEST_COLLATED for name in ids)

    @cached_property
    def _lengths(self) -> dict[str, int]:
        return {d.id: d.characters for d in self.corpus}

    @cached_property
    def parallels(self) -> Parallels:
        """For each sentence of :attr:`boilerplate` the closest ones of other documents."""
        found = self.boilerplate
        folded = fold_many(found.texts.bodies, found.texts.level, digits="class")
        edges = found.columns.edges_of(folded, found.documents)
        return parallels(found.runs, edges, found.columns.document)

    @cached_property
    def shares(self) -> pd.DataFrame:
        """How much of each document stands in others: :meth:`Reuse.shares` of :attr:`reuse`."""
        return self.reuse.shares()

    @cached_property
    def totals(self) -> Totals:
        """Shares of all documents together."""
        shares, counts = self.shares, self.boilerplate.counts
        every = np.ones(len(shares), dtype=bool)
        kept = self.duplicates.voters == np.arange(len(shares))

        def total(name: str, rows: NDArray[np.bool_]) -> float:
            sizes = shares["folded"].to_numpy()[rows]
            return float(shares[name].to_numpy()[rows] @ sizes / max(int(sizes.sum()), 1))

        return Totals(
            total("share", every),
            total("share_distinct", every),
            total("share_outside", kept),
            int(counts[:, 0].sum()) / max(int(counts.sum()), 1),
        )

    @cached_property
    def likeness(self) -> Likeness:
        """How much of each document stands in each other, at most 400 of them."""
        found, n = self.boilerplate, len(self.corpus)
        rows = _most_alike(self.duplicates.pairs, [d.id for d in self.corpus], MOST_COMPARED)
        bounds = found.texts.bounds[: n + 1]
        whole = overlap(found.runs, bounds, rows, k=found.run)
        rest = overlap(found.runs, bounds, rows, k=found.run, families=found.many)
        families = self.duplicates.voters[rows]
        order = order_by_similarity(np.maximum(whole, whole.T), families).rows
        grid = np.ix_(order, order)
        return Likeness(rows[order], whole[grid], rest[grid], n - len(rows))


def _most_alike(pairs: tuple[Pair, ...], ids: list[str], most: int) -> NDArray[np.int64]:
    """Rows of the documents most like another one, ascending; all if there are few."""
    if len(ids) <= most:
        return np.arange(len(ids))
    row_of = {name: row for row, name in enumerate(ids)}
    best = np.zeros(len(ids))
    for pair in pairs:
        for name in (pair.a, pair.b):
            best[row_of[name]] = max(best[row_of[name]], pair.similarity)
    return np.sort(np.lexsort((np.arange(len(ids)), -best))[:most])


def study(
    corpus: Corpus,
    *,
    tokenizer: Any = None,
    stopwords: StopWords = None,
    progress: Progress | None = None,
) -> Study:
    """Run the findings on a corpus.

    Parameters
    ----------
    corpus
        What to look at.
    tokenizer
        A :class:`corpus.Tokenizer`, its name, or what cuts words; by default the corpus' own.
    stopwords
        Words that do not count in keywords, keyness and themes, or the path of a file with them.
    progress
        Called as ``progress(phase, done, total)``.

    Returns
    -------
    Study
    """
    require_corpus(corpus)
    steps = 5

    def tell(name: str, done: int) -> None:
        if progress is not None:
            progress(name, done, steps)

    cut = tokenizer_of(tokenizer, corpus.tokenizer).keeping(KeepingTokenizer)
    stops = stopwords_of(stopwords)
    tell("duplicates", 0)
    duplicates = find_duplicates(corpus)
    tell("boilerplate", 1)
    boilerplate = find_boilerplate(corpus, votes=duplicates)
    tell("keywords", 2)
    keywords = find_keywords(corpus, tokenizer=cut, stopwords=stops, votes=duplicates)
    tell("themes", 3)
    themes = find_themes(corpus, tokenizer=cut, stopwords=stops, votes=duplicates)
    tell("profile", 4)
    measures = profile(corpus, tokenizer=cut, votes=duplicates)
    tell("profile", 5)
    return Study(corpus, duplicates, boilerplate, keywords, themes, measures, cut, stops)


def _template_parts(corpus: Corpus, votes: Votes, tokenizer: Tokenizer) -> TemplateParts:
    """Find templates, and leave the documents out: they are where the result goes."""
    found = find_templates(corpus, votes=votes, tokenizer=tokenizer)
    return found.templates, found.families, found.looked_at, found.left_out, found.votes


def _tfidf(keywords: Keywords) -> dict[str | None, dict[str, float]]:
    """Unit → term → TF-IDF."""
    values: dict[str | None, dict[str, float]] = {}
    for word in keywords.items:
        values.setdefault(word.unit, {})[word.term] = word.tfidf
    return values


def find_votes(
    corpus: Corpus,
    weighting: str = "family",
    *,
    duplicates: Duplicates | None = None,
    boilerplate: Boilerplate | None = None,
) -> Votes:
    """Find who votes in a corpus, and for ``"distinct"`` which text is shared.

    Parameters
    ----------
    corpus
        What is looked at.
    weighting
        ``"all"``, ``"family"`` or ``"distinct"``; see :class:`analysis.Votes`.
    duplicates, boilerplate
        Of the same corpus; found, as far as the weighting needs them, if not given.

    Returns
    -------
    Votes
        Passed to any finding as ``votes=``.

    Raises
    ------
    SettingsError
        If the weighting is unknown.

    Examples
    --------
    >>> import corpus
    >>> text = "全镇上半年开展理论学习12次，覆盖党员干部三百余人，整理学习笔记二百余篇。"
    >>> c = corpus.from_texts({"甲": text, "乙": text, "丙": "水库除险加固工程已通过验收。"})
    >>> find_votes(c), find_votes(c, "distinct").left_out[2].tolist()
    (Votes(family: 2 of 3 documents vote), [])
    """
    require_corpus(corpus)
    if weighting not in ("family", "distinct"):
        return Votes.separate(len(corpus)).under(weighting)
    votes = Votes.of(find_duplicates(corpus) if duplicates is None else duplicates)
    if weighting == "family":
        return votes
    formulas = find_boilerplate(corpus, votes=votes) if boilerplate is None else boilerplate
    return Votes.of(votes, formulas)


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
        ``"keywords"`` (values are TF-IDF), ``"keyness"`` (log ratio), ``"themes"`` (passages;
        another name is another theme) or ``"profile"`` (the corpus' measures).
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
    if statistic not in ("keywords", "keyness", "themes", "profile"):
        raise SettingsError.of(
            "setting-choice", name="statistic", value=repr(statistic),
            names="keywords, keyness, themes, profile",
        )  # fmt: skip
    require_corpus(corpus)
    cut = tokenizer_of(tokenizer, corpus.tokenizer)
    found = find_votes(corpus, "distinct", duplicates=duplicates, boilerplate=boilerplate)
    results: list[dict[str | None, dict[str, float]]] = []
    for weighting in WEIGHTINGS:
        values: dict[str | None, dict[str, float]] = {}
        given = {"tokenizer": cut, "votes": found.under(weighting), **options}
        if statistic == "profile":
            total = asdict(profile(corpus, **given).total)
            values[None] = {name: value for name, value in total.items() if name != "id"}
        elif statistic == "themes":
            themes = find_themes(corpus, **given).themes
            values[None] = {theme.label: float(theme.size) for theme in themes}
        elif statistic == "keyness":
            for key in find_keyness(corpus, **given).items:
                values.setdefault(key.target, {})[key.term] = key.log_ratio
        else:
            values = _tfidf(find_keywords(corpus, **given))
        results.append(values)
    return compare_weightings(*results, ranked=statistic != "profile")
