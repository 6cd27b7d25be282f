"""Whether passages, classes of sentences and themes are what a person says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from analysis.evaluation.gold import WEIGHT, Gold, Record
from analysis.evaluation.pairs import adjusted_rand
from analysis.evaluation.resampling import Floats, Task, agreement, by_kind, macro_f1, ratio
from analysis.measures.passages.plagdet import Case, details

Found = Mapping[str, Sequence[Record]]


def passage_tasks(gold: Gold, found: Found, documents: Sequence[str]) -> list[Task]:
    """Return PAN's measures of passages: precision, recall, granularity, plagdet.

    Parameters
    ----------
    gold
        ``passage`` records, all of them.
    found
        Type → records of ``reuse``.
    documents
        Ids of all documents of the corpus.
    """
    if not gold.of("passage") or not gold.complete:
        return []
    known, mine = ([_case(r) for r in rs] for rs in (gold.of("passage"), found.get("passage", ())))
    known_in, mine_in = details(known, mine)
    row_of = {name: row for row, name in enumerate(documents)}
    of_known, of_mine = (
        np.array([row_of[c.a] for c in cs], dtype=np.int64) for cs in (known, mine)
    )
    covered, times = (np.array(column, dtype=np.float64) for column in (known_in[0], known_in[1]))
    exact = np.array(mine_in[0], dtype=np.float64)

    def compute(weights: Floats) -> list[float]:
        cases, detections = weights[of_known], weights[of_mine]
        recall = ratio(float(cases @ covered), float(cases.sum()))
        precision = ratio(float(detections @ exact), float(detections.sum()))
        granularity = ratio(float(cases @ times), float(cases @ (times > 0)))
        f1 = ratio(2 * precision * recall, precision + recall)
        return [precision, recall, granularity, f1 / float(np.log2(1 + granularity))]

    names = ("precision", "recall", "granularity", "plagdet")
    return [Task("passages", names, compute, len(documents), len(known))]


def _case(record: Record) -> Case:
    a, b = (record["a"], *record["a_span"]), (record["b"], *record["b_span"])
    return Case(*min(a, b), *max(a, b))


def class_tasks(gold: Gold, found: Found, documents: Sequence[str]) -> list[Task]:
    """Return precision, recall and F1 of each class of sentences, and their mean.

    A sentence of gold is compared with the found one that overlaps it most.

    Parameters
    ----------
    gold
        ``sentence`` records.
    found
        Type → records of ``boilerplate``.
    documents
        Ids of all documents of the corpus.
    """
    judged = gold.of("sentence")
    if not judged:
        return []
    row_of = {name: row for row, name in enumerate(documents)}
    given = _overlapping(judged, found.get("sentence", ()))
    right = [record["class"] for record in judged]
    at = np.array([row_of[record["document"]] for record in judged], dtype=np.int64)
    size = np.array([float(record.get(WEIGHT, 1)) for record in judged])
    kinds = sorted(set(right))
    each = by_kind(right, given, kinds)
    same = np.array([one == two for one, two in zip(right, given, strict=True)])

    def compute(weights: Floats) -> list[float]:
        weight = weights[at] * size
        values = [agreement(weight, x, y) for x, y in each]
        return [
            *(v for three in values for v in three),
            macro_f1(values),
            ratio(float(weight @ same), float(weight.sum())),
        ]

    names = [f"{kind}-{measure}" for kind in kinds for measure in ("precision", "recall", "f1")]
    measures = (*names, "macro-f1", "accuracy")
    return [Task("classes", measures, compute, len(documents), len(judged))]


def _overlapping(judged: Sequence[Record], mine: Sequence[Record]) -> list[str | None]:
    """For each sentence of gold, the class of the found one that has most of it."""
    by_document: dict[str, list[Record]] = defaultdict(list)
    for record in mine:
        by_document[record["document"]].append(record)
    found: list[str | None] = []
    for record in judged:
        start, end = record["span"]
        best, kind = 0, None
        for other in by_document[record["document"]]:
            common = min(end, other["span"][1]) - max(start, other["span"][0])
            if common > best:
                best, kind = common, other["class"]
        found.append(kind)
    return found


def theme_tasks(gold: Gold, found: Found, documents: Sequence[str]) -> list[Task]:
    """Return how well themes agree with those of gold, whatever they are called.

    Parameters
    ----------
    gold
        ``assignment`` records; units without one are left out.
    found
        Type → records of ``themes``; what has no theme there is a theme of its own kind.
    documents
        Ids of all documents of the corpus.
    """
    judged = gold.of("assignment")
    if not judged:
        return []
    theirs = {record["unit"]: record["theme"] for record in found.get("assignment", ())}
    owner = {record["unit"]: record["document"] for record in found.get("assignment", ())}
    row_of = {name: row for row, name in enumerate(documents)}
    names = [str(r.get("document") or owner.get(r["unit"], r["unit"])) for r in judged]
    at = np.array([row_of[name] for name in names], dtype=np.int64)
    known, mine = (
        np.unique([str(v) for v in values], return_inverse=True)[1]
        for values in ([r["theme"] for r in judged], [theirs.get(r["unit"]) for r in judged])
    )

    def compute(weights: Floats) -> list[float]:
        from sklearn.metrics import normalized_mutual_info_score

        weight = weights[at]
        drawn = np.repeat(np.arange(len(at)), weight.astype(int))
        nmi = normalized_mutual_info_score(known[drawn], mine[drawn]) if len(drawn) else np.nan
        return [adjusted_rand(known, mine, weight), float(nmi)]

    return [Task("themes", ("ari", "nmi"), compute, len(documents), len(judged))]
