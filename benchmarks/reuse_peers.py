"""How others find reused passages, written from what is known of their methods.

passim 2 (Spark, Java) and TextPAIR 2 (Go, Postgres) are no Python packages that a script can call.
Their steps and their defaults are known, and are followed here; what is left out is said below, so
that a figure of these is a figure of the method, not of the program.

passim
    Runs of ``n`` letters that occur once in a document and in no more than ``most`` documents; only
    those at the beginning of a word, which in Chinese is the beginning of a clause, unless they may
    ``float``. Documents that share ``least`` of them; runs that follow one another within ``gap``
    characters are one passage, which grows at both ends while the texts go on alike and is kept
    from ``shortest`` letters on. (It decides
    by Viterbi what is copied and what is background, and aligns at the ends with a beam. Here the
    gap decides, and growing stops when ``DROP`` more characters differ than are equal.)
TextPAIR
    Runs of ``n`` words, without numbers and without words of one character; a passage has
    ``least`` of them within ``window`` words with no ``gap`` wider than that many, and those
    nearer to one another than a window are joined. Words are jieba's: its own cutter has no
    Chinese.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

import jieba

from analysis.measures.passages.plagdet import Case

DROP = 10  # how many more differing characters than equal ones end a passage: half passim's beam
LETTERS = re.compile(r"[^\W\d_]")
CLAUSE = re.compile(r"(?<![^\W\d_])[^\W\d_]")
Texts = dict[str, str]
Run = tuple[str, int]
Anchors = dict[tuple[str, str], list[tuple[int, int]]]


def passim(
    left: Texts,
    right: Texts,
    n: int = 25,
    least: int = 5,
    gap: int = 600,
    most: int = 100,
    shortest: int = 50,
    *,
    floating: bool = False,
) -> list[Case]:
    """Find passages of ``left`` in ``right`` as passim does."""
    letters = {
        name: [m.start() for m in LETTERS.finditer(text)]
        for texts in (left, right)
        for name, text in texts.items()
    }

    def runs(name: str, text: str) -> list[Run]:
        at = letters[name]
        begins = {m.start() for m in CLAUSE.finditer(text)}
        spelled = "".join(text[i] for i in at)
        found = [
            (spelled[i : i + n], i) for i in range(len(at) - n + 1) if floating or at[i] in begins
        ]
        counted = Counter(run for run, _ in found)
        return [(run, i) for run, i in found if counted[run] == 1]

    out = []
    for (a, b), shared in _shared(left, right, runs, most).items():
        if len(shared) < least:
            continue
        at_a, at_b = letters[a], letters[b]
        spelled_a = "".join(left[a][i] for i in at_a)
        spelled_b = "".join(right[b][i] for i in at_b)
        for chain in _chains(shared, gap):
            (i, j), (k, m) = chain[0], chain[-1]
            back = _goes_on(spelled_a[:i][::-1], spelled_b[:j][::-1])
            on = _goes_on(spelled_a[k + n :], spelled_b[m + n :])
            begin, end = i - back, k + n + on
            if end - begin >= shortest:
                span = at_b[j - back], at_b[m + n + on - 1] + 1
                out.append(Case(a, at_a[begin], at_a[end - 1] + 1, b, *span))
    return out


def textpair(
    left: Texts, right: Texts, n: int = 3, least: int = 4, window: int = 30, gap: int = 15
) -> list[Case]:
    """Find passages of ``left`` in ``right`` as TextPAIR does."""
    words = {
        name: [
            (begin, end)
            for word, begin, end in jieba.tokenize(text)
            if len(word) > 1 and not re.search(r"\d|\W", word)
        ]
        for texts in (left, right)
        for name, text in texts.items()
    }

    def runs(name: str, text: str) -> list[Run]:
        cut = [text[begin:end] for begin, end in words[name]]
        return [(" ".join(cut[i : i + n]), i) for i in range(len(cut) - n + 1)]

    out = []
    for (a, b), shared in _shared(left, right, runs).items():
        if len(shared) < least:
            continue
        kept = [chain for chain in _chains(shared, gap) if _dense(chain, least, window)]
        for (i, j), (k, m) in _joined(kept, window):
            span = words[b][j][0], words[b][m + n - 1][1]
            out.append(Case(a, words[a][i][0], words[a][k + n - 1][1], b, *span))
    return out


def _shared(
    left: Texts,
    right: Texts,
    runs: Callable[[str, str], list[Run]],
    most: int = 0,
) -> Anchors:
    """Where two documents have the same run: pairs of places, in the order of the first."""
    places: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for name, text in right.items():
        for run, at in runs(name, text):
            places[run].append((name, at))
    found = {name: runs(name, text) for name, text in left.items()}
    known = Counter(run for each in found.values() for run, _ in each)
    out: Anchors = defaultdict(list)
    for name, each in found.items():
        for run, at in each:
            if run in places and (not most or known[run] + len(places[run]) <= most):
                for other, there in places[run]:
                    out[name, other].append((at, there))
    return out


def _chains(shared: list[tuple[int, int]], gap: int) -> Iterator[list[tuple[int, int]]]:
    """Anchors that follow one another in both texts, with no more than this between two."""
    open_: list[list[tuple[int, int]]] = []
    for i, j in sorted(shared):
        for chain in open_:
            k, m = chain[-1]
            if i - k <= gap and 0 < j - m <= gap:
                chain.append((i, j))
                break
        else:
            open_.append([(i, j)])
    yield from open_


def _dense(chain: list[tuple[int, int]], least: int, window: int) -> bool:
    return any(
        last[0] - first[0] < window for first, last in zip(chain, chain[least - 1 :], strict=False)
    )


def _joined(
    chains: list[list[tuple[int, int]]], window: int
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    out: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for chain in sorted(chains):
        if out:
            begin, (k, m) = out[-1]
            if chain[0][0] - k <= window and 0 < chain[0][1] - m <= window:
                out[-1] = begin, chain[-1]
                continue
        out.append((chain[0], chain[-1]))
    return out


def _goes_on(a: str, b: str) -> int:
    """How far two texts go on alike: where equal less differing characters are most."""
    best = length = score = 0
    for at, (x, y) in enumerate(zip(a, b, strict=False), 1):
        score += 1 if x == y else -1
        if score > best:
            best, length = score, at
        if score < best - DROP:
            break
    return length


METHODS: dict[str, Callable[..., list[Case]]] = {
    "passim's method": passim,
    "TextPAIR's method": textpair,
}
TUNED: dict[str, dict[str, int]] = {
    "passim's method": {"n": 8, "least": 3, "gap": 200, "shortest": 25, "floating": True},
    "TextPAIR's method": {"n": 5, "least": 4, "window": 60, "gap": 15},
}
