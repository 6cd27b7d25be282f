"""Precision judged by eye: draw pairs and passages, show them blind, count the answers.

::

    python benchmarks/articles.py laws.jsonl.xz paragraphs.jsonl --paragraphs
    leitong dup paragraphs.jsonl --id-column id -o dup.jsonl
    leitong reuse paragraphs.jsonl --id-column id -o reuse.jsonl
    python benchmarks/judged_pairs.py draw dup.jsonl sample.jsonl
    python benchmarks/judged_pairs.py show sample.jsonl paragraphs.jsonl --from 1 --to 100
    python benchmarks/judged_pairs.py table
    python benchmarks/judged_pairs.py table --found dup.jsonl
    python benchmarks/judged_pairs.py disagreements paragraphs.jsonl

``draw`` takes pairs by strata (verdict and likeness), passages by kind, in an order that says
nothing. ``show`` prints texts only, the second as what differs from the first. A person writes one
letter for each by the rules in ``docs/judged-pairs.md``, with a star where stock wording is all
that is said; ``label`` puts the letters into ``benchmarks/judged``: ids and labels, no text.
``table`` counts them against the verdict that stood there, or that a new run gives (``--found``),
with Wilson's (1927) intervals, and weighted: each pair stands for as many of the corpus as its
stratum has for each one drawn.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

JUDGED = Path(__file__).resolve().parent / "judged"
SEED = 20
LABELS = {
    "c": "copy",
    "r": "revision",
    "n": "contained",
    "f": "same-form",
    "m": "formula",
    "p": "part",
    "0": "nothing",
    "s": "same",
}
"""Answers by letter; what they mean stands in docs/judged-pairs.md."""
GOLD = {
    "copy": "duplicate",
    "revision": "revision",
    "contained": "contains",
    "same-form": "same-form",
    "formula": "same-form",
}
"""What a gold file says of a label: of others that there is no pair."""
ONE_TEXT = frozenset({"copy", "revision", "contained"})
"""What is one text, or a part of one: right of a pair that is called a copy."""
WANTED: Mapping[str, frozenset[str]] = {
    "identical": frozenset({"copy"}),
    "duplicate": frozenset({"copy"}),
    "revision": frozenset({"revision", "copy"}),
    "contains": frozenset({"contained"}),
    "same-form": frozenset({"same-form", "formula"}),
}
"""Labels with which a verdict agrees to the word."""
BANDS: Mapping[str, tuple[tuple[float, int], ...]] = {
    "identical": ((0, 60),),
    "duplicate": ((0, 60), (0.8, 90), (0.9, 170), (1, 80)),
    "revision": (
        (0, 30), (0.4, 40), (0.5, 40), (0.6, 40), (0.7, 45), (0.8, 45), (0.9, 30), (1, 30),
    ),
    "contains": ((0, 30), (0.6, 40), (0.8, 30), (1, 20)),
    "same-form": ((0, 20), (0.2, 35), (0.4, 25), (0.6, 20), (0.8, 20)),
}  # fmt: skip
"""By verdict: from which similarity on, and how many are drawn."""
PASSAGES = {"verbatim": 100, "near-verbatim": 100, "partial": 100}
ABBREVIATED = 44  # characters: a longer equal stretch is shown by its ends
SHOWN_AROUND = 24  # characters before a difference and after it in the list of disagreements
PAIR = (("a", "b"), ("b", "a"))
TURNED = {"contains": "contained", "contained": "contains"}


def records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file)


def stratum(pair: Mapping[str, Any]) -> str:
    """Name the verdict and the band; a pair that is contained stands as one that contains."""
    verdict = "contains" if pair["verdict"] == "contained" else pair["verdict"]
    low = max(low for low, _ in BANDS[verdict] if low <= pair["similarity"])
    return f"{verdict} {low:g}"


def draw(found: Iterable[Mapping[str, Any]], seed: int = SEED) -> list[dict[str, Any]]:
    """Draw from pairs, or from passages, as many of each stratum as :data:`BANDS` says."""
    strata: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    wanted = {f"{v} {low:g}": many for v, bands in BANDS.items() for low, many in bands}
    wanted.update(PASSAGES)
    for record in found:
        if record["type"] == "pair":
            strata[stratum(record)].append(record)
        elif record["type"] == "passage":
            strata[record["verdict"]].append(record)
    chance = random.Random(seed)
    drawn = []
    for name in sorted(strata):
        held = sorted(strata[name], key=lambda x: json.dumps(x, sort_keys=True))
        for record in chance.sample(held, min(wanted[name], len(held))):
            kept = {key: record[key] for key in ("type", "a", "b")}
            for key in ("a_span", "b_span"):
                if key in record:
                    kept[key] = record[key]
            kept["found"] = record["verdict"]
            kept["similarity"] = record["similarity"]
            kept["stratum"] = name
            kept["weight"] = round(len(held) / min(wanted[name], len(held)), 3)
            drawn.append(kept)
    chance.shuffle(drawn)
    return drawn


def shown(a: str, b: str) -> str:
    """Write two texts as one where they are alike: ``[of the first|of the second]``."""
    a, b = a.replace("\n", "¶"), b.replace("\n", "¶")
    match = SequenceMatcher(None, a, b, autojunk=False)
    if match.ratio() < 0.55:
        return f"A {_short(a)}\n    B {_short(b)}"
    parts: list[list[str]] = [["", "", ""]]  # equal, of a, of b
    for kind, i, j, k, m in match.get_opcodes():
        if kind == "equal" and (j - i > 1 or (i == 0 and k == 0)):
            parts.append([a[i:j], "", ""])
        else:
            parts[-1][1] += a[i:j]
            parts[-1][2] += b[k:m]
    return "".join(_short(e) + (f"[{x}|{y}]" if x or y else "") for e, x, y in parts)


def _short(text: str, many: int = ABBREVIATED) -> str:
    return text if len(text) <= many * 4 else f"{text[: many * 2]}…{text[-many:]}"


def wilson(right: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """Return the 95 % interval of a share.

    >>> [round(x, 3) for x in wilson(99, 100)]
    [0.946, 0.998]
    """
    if not n:
        return 0.0, 1.0
    share, square = right / n, z * z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = z * math.sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
    return middle - half, middle + half


def labelled(
    drawn: Iterable[dict[str, Any]], letters: Iterable[str], text: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    """Put labels to what was drawn, and the verdict that a gold file has for each."""
    for record, letter in zip(drawn, letters, strict=True):
        label = LABELS[letter[0]]
        verdict = GOLD.get(label)
        if verdict == "contains" and len(text[record["a"]]) < len(text[record["b"]]):
            verdict = "contained"
        told = {"label": label, "stock": letter.endswith("*") or label == "formula"}
        yield record | told | ({"verdict": verdict} if record["type"] == "pair" else {})


def right(record: Mapping[str, Any], found: str | None) -> tuple[bool, bool]:
    """Say if a verdict is of one text where it says so, and if it agrees to the word."""
    found = "contains" if found == "contained" else found
    one = record["label"] in ONE_TEXT
    return (not one if found in ("same-form", None) else one), record["label"] in WANTED.get(
        found or "", frozenset({"part", "nothing"})
    )


def table(judged: Iterable[Mapping[str, Any]], verdict: VerdictsFound | None) -> str:
    """Count answers by verdict, in Markdown; ``verdict`` is that of a new run, by ids."""
    rows: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for record in judged:
        if record["type"] == "pair":
            found = verdict.get((record["a"], record["b"])) if verdict else record["found"]
            rows["contains" if found == "contained" else found or "no pair"].append(record)
    lines = [
        "| verdict | read | right | 95 % | weighted | to the word | stock wording |",
        "|---|---|---|---|---|---|---|",
    ]
    groups = [(name, (name,)) for name in (*WANTED, "no pair") if name in rows]
    groups[2:2] = [("**identical and duplicate**", ("identical", "duplicate"))]
    for name, of in groups:
        held = [
            (record, right(record, None if v == "no pair" else v)) for v in of for record in rows[v]
        ]
        n, good = len(held), sum(one for _, (one, _) in held)
        low, high = wilson(good, n)
        weight = sum(record["weight"] for record, _ in held)
        weighted = sum(record["weight"] for record, (one, _) in held if one) / weight
        word = sum(agreed for _, (_, agreed) in held)
        stock = sum(record["stock"] for record, _ in held)
        share = f"{low:.3f} to {high:.3f} | {weighted:.3f}"
        lines.append(f"| {name} | {n} | {good} | {share} | {word} | {stock} |")
    return "\n".join(lines)


def bands(judged: Iterable[Mapping[str, Any]]) -> str:
    """Count answers by verdict and likeness as they were drawn, in Markdown."""
    rows: dict[str, list[str]] = defaultdict(list)
    for record in judged:
        rows[record["stratum"]].append(record["label"])
    names = list(dict.fromkeys(LABELS.values()))
    lines = ["| drawn as | read | " + " | ".join(names) + " |", "|---" * (len(names) + 2) + "|"]
    for name in sorted(rows):
        counts = " | ".join(str(rows[name].count(each) or "") for each in names)
        lines.append(f"| {name} | {len(rows[name])} | {counts} |")
    return "\n".join(lines)


def disagreements(
    judged: Iterable[Mapping[str, Any]],
    verdict: VerdictsFound | None,
    text: Mapping[str, str],
) -> str:
    """List pairs whose verdict is not right, in Markdown."""
    lines = ["| verdict | similarity | the reader | texts |", "|---|---|---|---|"]
    wrong = []
    for record in judged:
        found = verdict.get((record["a"], record["b"])) if verdict else record["found"]
        if record["type"] == "pair" and not right(record, found)[0]:
            wrong.append((str(found or "no pair"), -record["similarity"], record))
    for found, minus, record in sorted(wrong, key=lambda x: (x[0], x[1], x[2]["a"], x[2]["b"])):
        both = " · ".join(_brief(text[record[side]], text[record[other]]) for side, other in PAIR)
        lines.append(f"| {found} | {-minus:.2f} | {record['label']} | {both} |")
    return "\n".join(lines)


def _brief(text: str, other: str) -> str:
    """A text from a little before it differs from the other one."""
    both = zip(text, other, strict=False)
    begin = next((i for i, (x, y) in enumerate(both) if x != y and i > 6), 0)
    begin = 0 if begin < SHOWN_AROUND else begin - SHOWN_AROUND // 2
    part = text[begin : begin + SHOWN_AROUND * 2].replace("\n", "¶").replace("|", "/").strip()
    return ("…" if begin else "") + part + ("…" if begin + SHOWN_AROUND * 2 < len(text) else "")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    verbs = options.add_subparsers(dest="verb", required=True)
    verb = verbs.add_parser("draw")
    verb.add_argument("found", type=Path)
    verb.add_argument("sample", type=Path)
    verb.add_argument("--seed", type=int, default=SEED)
    verb = verbs.add_parser("show")
    verb.add_argument("sample", type=Path)
    verb.add_argument("texts", type=Path)
    verb.add_argument("--from", dest="first", type=int, default=1)
    verb.add_argument("--to", dest="last", type=int)
    verb = verbs.add_parser("label")
    verb.add_argument("sample", type=Path)
    verb.add_argument("texts", type=Path)
    verb.add_argument("letters", type=Path)
    verb.add_argument("judged", type=Path)
    verb = verbs.add_parser("table")
    verb.add_argument("--judged", type=Path, default=JUDGED / "pairs.jsonl")
    verb.add_argument("--found", type=Path)
    verb = verbs.add_parser("disagreements")
    verb.add_argument("texts", type=Path)
    verb.add_argument("--judged", type=Path, default=JUDGED / "pairs.jsonl")
    verb.add_argument("--found", type=Path)
    chosen = options.parse_args()
    if chosen.verb == "draw":
        _write(chosen.sample, draw(records(chosen.found), chosen.seed))
    elif chosen.verb == "show":
        text = _texts(chosen.texts)
        drawn = list(records(chosen.sample))
        for row, record in list(enumerate(drawn, 1))[chosen.first - 1 : chosen.last]:
            a, b = (_stretch(text, record, side) for side in "ab")
            print(f"{row}\t{shown(a, b)}")
    elif chosen.verb == "label":
        letters = chosen.letters.read_text(encoding="utf-8").split()
        told = labelled(records(chosen.sample), letters, _texts(chosen.texts))
        _write(chosen.judged, [{"type": "gold", "judged": "sample"}, *told])
    else:
        judged = [record for record in records(chosen.judged) if record["type"] != "gold"]
        verdict = VerdictsFound(chosen.found) if chosen.found else None
        if chosen.verb == "table":
            print(table(judged, verdict) + "\n\n" if judged[0]["type"] == "pair" else "", end="")
            print(bands(judged))
        else:
            print(disagreements(judged, verdict, _texts(chosen.texts)))


class VerdictsFound:
    """Verdicts of a run by ids; copies of one text are paired with the first of them only."""

    def __init__(self, path: Path) -> None:
        self._first: dict[str, str] = {}
        self._verdict: dict[tuple[str, str], str] = {}
        for record in records(path):
            if record["type"] == "pair":
                if record["verdict"] == "identical":
                    self._first[record["b"]] = record["a"]
                self._verdict[record["a"], record["b"]] = record["verdict"]

    def get(self, pair: tuple[str, str]) -> str | None:
        """The verdict on two ids, None if they are no pair."""
        if pair in self._verdict:
            return self._verdict[pair]
        one, two = (self._first.get(each, each) for each in pair)
        if one == two:
            return "identical"
        turned = self._verdict.get((two, one))
        return self._verdict.get((one, two), TURNED.get(turned or "", turned))


def _write(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8")


def _texts(path: Path) -> dict[str, str]:
    return {f"{path.name}:{row['id']}": row["text"] for row in records(path)}


def _stretch(text: Mapping[str, str], record: Mapping[str, Any], side: str) -> str:
    whole = text[record[side]]
    span = record.get(f"{side}_span")
    return whole[slice(*span)] if span else whole


if __name__ == "__main__":
    main()
