"""What would have been missed: every finding on a corpus, and on the same corpus with noise in it.

Documents are drawn from the corpus and written again with noise. What was found without noise,
or is known because one text was made from the other, is looked for again; recall is the share of
it that is found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.evaluation.noise import KINDS, RATES, Noisy, noisy
from analysis.evaluation.resampling import ROUNDS, Floats, Task, ratio, scores
from analysis.findings.boilerplate.finding import find_boilerplate
from analysis.findings.duplicates.finding import Duplicates, find_duplicates
from analysis.findings.reuse.finding import find_reuse
from analysis.findings.terms.keywords import find_keywords
from analysis.findings.themes.finding import find_themes
from corpus.collection import Corpus
from corpus.errors import SettingsError, require_choice
from corpus.export.saved import Saved
from corpus.reader import from_texts
from corpus.show import cell_html, table_html

if TYPE_CHECKING:
    import pandas as pd

DRAWN = 30
"""Documents that are written with noise: with 30, an interval is ± 0.16 at worst."""
AROUND = 170
"""Others that stay as they are, so that rarity and boilerplate are as in the corpus."""
FEWEST_CHARACTERS = 50
"""Shorter documents are not drawn: two changes leave nothing of them."""
TOP = 10
"""Keywords of a document that are looked for again."""
COPY = "\u2026noise"
"""What the id of a text with noise ends in."""

Progress = Callable[[str, int, int], None]
Counts = tuple[float, float]
"""What was found again, of how much."""


class Recall(NamedTuple):
    """How much of a finding is found again under noise."""

    finding: str
    noise: str
    rate: float
    recall: float | None
    """None where there was nothing to find."""
    low: float | None
    high: float | None
    """Ends of the 95 % interval."""
    n: int
    """Documents it rests on."""


@dataclass(frozen=True)
class NoiseTest(Saved):
    """The recall of every finding under noise.

    Parameters
    ----------
    curves
        Finding by finding, noise by noise, rate by rate.
    parameters
        ``documents`` drawn, ``around``, ``rates``, ``rounds``, ``random_state``.
    """

    _main: ClassVar[str] = "recall"

    curves: tuple[Recall, ...]
    parameters: Mapping[str, Any] = field(default_factory=dict)

    def table(self) -> pd.DataFrame:
        """One row a point: ``finding, noise, rate, recall, low, high, n``."""
        import pandas as pd

        return pd.DataFrame(list(self.curves), columns=list(Recall._fields))

    def records(self) -> Iterator[dict[str, Any]]:
        """``recall`` records of the output contract."""
        for point in self.curves:
            numbers = {
                name: None if value is None else round(value, 6)
                for name, value in point._asdict().items()
                if name in ("recall", "low", "high")
            }
            yield {"type": "recall", "schema": 1, **(point._asdict() | numbers)}

    def _repr_html_(self) -> str:
        rows = [(*p[:3], *("—" if v is None else f"{v:.2f}" for v in p[3:6]), p.n)
                for p in self.curves]  # fmt: skip
        return cell_html(table_html(list(Recall._fields), rows, numbers=(2, 3, 4, 5, 6), most=60))


@dataclass
class _Trial:
    """The texts that noise is put into, and what is found in them without it."""

    drawn: dict[str, str]
    around: dict[str, str]
    sources: dict[str, str]
    """Compilations."""
    clean: Corpus = field(init=False)
    votes: Duplicates = field(init=False)
    formulas: dict[str, NDArray[np.bool_]] = field(init=False)
    terms: dict[str, set[str]] = field(init=False)
    themes: dict[str, int] = field(init=False)
    headings: dict[str, set[int]] = field(init=False)
    cuts: dict[str, set[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.clean = from_texts({**self.around, **self.drawn})
        self.votes = find_duplicates(self.clean)
        self.formulas = _formulas(self.clean, self.votes, self.drawn)
        self.terms = _terms(self.clean, self.votes, self.drawn)
        self.themes = _themes(self.clean, self.votes)
        self.headings = _headings(self.clean, self.drawn)
        self.cuts = _cuts(from_texts(self.sources)) if self.sources else {}


def noise_test(
    corpus: Corpus,
    *,
    kinds: Sequence[str] = tuple(KINDS),
    rates: Sequence[float] = RATES,
    documents: int = DRAWN,
    rounds: int = ROUNDS,
    random_state: int = 0,
    progress: Progress | None = None,
) -> NoiseTest:
    """Measure what each finding would miss if the texts of a corpus had noise in them.

    Parameters
    ----------
    corpus
        Your own documents.
    kinds
        Of noise; see :func:`analysis.evaluation.noise.noisy`.
    rates
        Shares of characters that are changed, each above 0 and at most 1.
    documents
        How many are drawn and written with noise, at most.
    rounds
        Samples for the intervals; 0 for none.
    random_state
        Seed of the drawing and of the noise.
    progress
        Called as ``progress(phase, done, total)``.

    Returns
    -------
    NoiseTest

    Raises
    ------
    SettingsError
        If a kind or rate is none, or no document is long enough.
    """
    for kind in kinds:
        require_choice("noise", kind, tuple(KINDS))
    for rate in rates:
        if not 0 < rate <= 1:
            raise SettingsError.of("setting-between", name="rate", value=rate, least=0, most=1)
    trial = _drawn(corpus, documents, np.random.default_rng(random_state))
    curves: list[Recall] = []
    steps = [(kind, rate) for kind in kinds for rate in rates]
    for done, (kind, rate) in enumerate(steps):
        if progress is not None:
            progress("noise", done, len(steps))
        for finding, counts in _again(trial, kind, rate, random_state).items():
            curves.append(_point(finding, kind, rate, counts, rounds))
    order = {name: row for row, name in enumerate(dict.fromkeys(p.finding for p in curves))}
    curves.sort(key=lambda point: order[point.finding])
    parameters = {
        "documents": len(trial.drawn), "around": len(trial.around), "rates": list(rates),
        "rounds": rounds, "random_state": random_state,
    }  # fmt: skip
    return NoiseTest(tuple(curves), parameters)


def _drawn(corpus: Corpus, documents: int, chance: np.random.Generator) -> _Trial:
    texts = {d.id: d.source.text[slice(*d.body)] for d in corpus}
    long = [name for name, text in texts.items() if len(text) >= FEWEST_CHARACTERS]
    if not long:
        raise SettingsError.of("setting-gold-empty")
    mine = sorted(chance.permutation(len(long))[:documents].tolist())
    drawn = {long[row]: texts[long[row]] for row in mine}
    others = [name for name in texts if name not in drawn]
    rest = sorted(chance.permutation(len(others))[:AROUND].tolist())
    around = {others[row]: texts[others[row]] for row in rest}
    several = [c.source for c in corpus.compilations if len(c.documents) > 1][:documents]
    return _Trial(drawn, around, {source.id: source.text for source in several})


def _point(finding: str, kind: str, rate: float, counts: list[Counts], rounds: int) -> Recall:
    found, whole = np.array(counts, dtype=np.float64).reshape(-1, 2).T

    def compute(weights: Floats) -> list[float]:
        return [ratio(float(weights @ found), float(weights @ whole))]

    task = Task(finding, ("recall",), compute, len(found), len(found))
    (score,) = scores(task, rounds=rounds)
    return Recall(finding, kind, rate, score.value, score.low, score.high, score.n)


def _again(trial: _Trial, kind: str, rate: float, seed: int) -> dict[str, list[Counts]]:
    """Look for everything again; for each finding one count a document."""
    chance = np.random.default_rng([seed, list(KINDS).index(kind), round(rate * 1e6)])
    changed = {name: noisy(text, kind, rate, chance) for name, text in trial.drawn.items()}
    sources = {name: noisy(text, kind, rate, chance) for name, text in trial.sources.items()}
    copies = from_texts({name + COPY: new.text for name, new in changed.items()})
    both = trial.clean + copies
    beside = find_duplicates(both)
    instead = from_texts({**trial.around, **{name: new.text for name, new in changed.items()}})
    votes = find_duplicates(instead)
    formulas = _formulas(instead, votes, trial.drawn)
    terms = _terms(instead, votes, trial.drawn)
    themes = _themes(instead, votes)
    found: dict[str, list[Counts]] = {
        "splits": _places(trial.cuts, sources, _cuts) if sources else [],
        "headings": _places(trial.headings, changed, lambda c: _headings(c, trial.drawn)),
        **_pairs(beside, trial.drawn, both),
        "reuse": _passages(both, beside, changed),
        "boilerplate": [
            (float((before[new.origin] & formulas[name]).sum()), float(before[new.origin].sum()))
            for name, new in changed.items()
            for before in [trial.formulas[name]]
        ],
        "keywords": [
            (len(trial.terms[name] & terms[name]), len(trial.terms[name])) for name in trial.drawn
        ],
        "themes": _together(trial.themes, themes, sorted(trial.drawn)),
    }
    return {name: counts for name, counts in found.items() if counts}


def _pairs(found: Duplicates, names: Mapping[str, str], both: Corpus) -> dict[str, list[Counts]]:
    """Whether a text and its copy are a pair, and whether they share a family."""
    owner = {d.id: d.source.id for d in both}
    paired = {frozenset((owner[p.a], owner[p.b])) for p in found.pairs}
    family = {
        frozenset(two)
        for f in found.families
        for two in combinations(sorted({owner[m] for m in f.members}), 2)
    }
    return {
        kind: [(float(frozenset((name, name + COPY)) in there), 1.0) for name in names]
        for kind, there in (("pairs", paired | family), ("families", family))
    }


def _passages(both: Corpus, votes: Duplicates, changed: Mapping[str, Noisy]) -> list[Counts]:
    """Characters of each copy that lie in passages which the text it was made from has, too."""
    covered = {name: np.zeros(len(new.text), dtype=bool) for name, new in changed.items()}
    owner = {d.id: d.source.id for d in both}
    for record in find_reuse(both, votes=votes).records():
        a, b = owner[str(record["a"])], owner[str(record["b"])]
        for one, other, side in ((a, b, "b_span"), (b, a, "a_span")):
            if one in covered and other == one + COPY:
                covered[one][slice(*record[side])] = True  # type: ignore[misc]
    counts = []
    for name, new in changed.items():
        text = np.array([not c.isspace() for c in new.text], dtype=bool)
        counts.append((float((covered[name] & text).sum()), float(text.sum())))
    return counts


def _formulas(
    corpus: Corpus, votes: Duplicates, names: Mapping[str, str]
) -> dict[str, NDArray[np.bool_]]:
    """For each text, which of its characters stand in sentences that are boilerplate."""
    size = {c.source.id: len(c.source.text) for c in corpus.compilations}
    found = {name: np.zeros(size[name], dtype=bool) for name in names}
    owner = {d.id: d.source.id for d in corpus}
    for sentence in find_boilerplate(corpus, votes=votes).sentences:
        name = owner[sentence.document]
        if sentence.kind == "boilerplate" and name in found:
            found[name][slice(*sentence.span)] = True
    return found


def _terms(corpus: Corpus, votes: Duplicates, names: Mapping[str, str]) -> dict[str, set[str]]:
    """Return the keywords of each text."""
    owner = {d.id: d.source.id for d in corpus}
    found: dict[str, set[str]] = {name: set() for name in names}
    for word in find_keywords(corpus, votes=votes).items:
        name = owner.get(word.unit or "")
        if name in found and word.rank <= TOP:
            found[name].add(word.term)
    return found


def _themes(corpus: Corpus, votes: Duplicates) -> dict[str, int]:
    """Return the theme of each text that has one."""
    owner = {d.id: d.source.id for d in corpus}
    assigned = find_themes(corpus, votes=votes, unit="document").assignments
    return {owner[a.document]: a.theme for a in assigned if a.theme is not None}


def _together(
    before: Mapping[str, int], after: Mapping[str, int], names: list[str]
) -> list[Counts]:
    """For each text, of the drawn ones that shared its theme those that still do."""
    counts = []
    for name in names:
        mates = [m for m in names if m != name and name in before and before.get(m) == before[name]]
        still = [m for m in mates if name in after and after.get(m) == after[name]]
        counts.append((float(len(still)), float(len(mates))))
    return counts if any(whole for _, whole in counts) else []


def _headings(corpus: Corpus, names: Mapping[str, str]) -> dict[str, set[int]]:
    """Where the headings of each text begin."""
    found: dict[str, set[int]] = {name: set() for name in names}
    for document in corpus:
        if document.source.id in found:
            found[document.source.id] |= {
                s.marker.start for s in document.sections if s.title is not None
            }
    return found


def _cuts(corpus: Corpus) -> dict[str, set[int]]:
    """Where documents begin in each source, but for the first one."""
    return {
        c.source.id: {d.body.start for d in c.documents[1:]} for c in corpus.compilations
    }  # fmt: skip


def _places(
    before: Mapping[str, set[int]],
    changed: Mapping[str, Noisy],
    find: Callable[[Corpus], dict[str, set[int]]],
) -> list[Counts]:
    """For each text, places that are found again where their first character went."""
    after = find(from_texts({name: new.text for name, new in changed.items()}))
    counts = []
    for name, places in before.items():
        new = changed[name]
        place_of = {old: now for now, old in enumerate(new.origin.tolist())}
        # where the first character was left out, the next that is there stands for it
        moved = [
            next((place_of[p] for p in range(place, place + 3) if p in place_of), -1)
            for place in places
        ]
        counts.append((float(sum(place in after[name] for place in moved)), float(len(places))))
    return counts if any(whole for _, whole in counts) else []
