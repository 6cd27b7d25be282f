"""Compilations by separator, genre, number of pieces and promise: how well they are taken apart.

    python benchmarks/separators.py FOLDER [--each 8] [--seed 1] [--only NAME] [--show 5]
    python benchmarks/separators.py FOLDER --calibration

FOLDER is the one of ``benchmarks/wild.py``: its laws, cases and notices are the pieces, beside
invented ones (``benchmarks/invented.py``). A boundary is found when one document starts between
its separator and its first character below the title. A second table says how many single
documents of every genre are cut.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

import invented
import official
import wild
from conventions import MORE, SEPARATORS, Place, Separator
from invented import Invented

from corpus.model import Source
from corpus.parse import parse
from corpus.splitting.compilation import split

COUNTS = (2, 3, 5, 15)
PROMISES = ("without", "with", "wrong")
SINGLES = 40
"""Invented single documents of a kind."""
LONGEST_PIECE = 9000
"""Characters of a piece; longer ones are left out for the sake of time."""


class Compiled(NamedTuple):
    """A compilation and its truth."""

    text: str
    spans: list[tuple[int, int]]
    """For each piece: where its separator begins, and its text below the title."""


def compiled(
    pieces: list[Invented], separator: Separator, kind: str, promise: str, rng: random.Random
) -> Compiled:
    """Write pieces one below the other."""
    count = len(pieces)
    said = {"without": "", "with": f"{count}篇", "wrong": f"{count + 2}篇"}[promise]
    text = kind + (said or rng.choice(("", "汇编", "大全"))) + separator.gap
    if not said and rng.random() < 0.3:
        text = ""
    spans = []
    for number, piece in enumerate(pieces, 1):
        place = Place(number, count, piece.title, kind, rng)
        head = separator.above(place)
        if separator.between and number == 1:
            head = piece.title
        start = len(text)
        text += head + separator.glue
        spans.append((start, len(text)))
        text += piece.body.replace("\n", separator.inner) + separator.gap
    return Compiled(text, spans)


def genres(
    folder: Path, rng: random.Random, *, more: bool
) -> dict[str, tuple[str, list[Invented]]]:
    """Genre → what a compilation of it is called, and its documents."""
    found: dict[str, tuple[str, list[Invented]]] = {}
    laws = [_parted(row["text"]) for row in wild.rows(folder / "documents.jsonl.xz")]
    found["laws"] = ("法规", [law for law in laws if len(law.body) <= LONGEST_PIECE])
    news = [_parted(row["text"]) for row in wild.rows(folder / "news" / "documents.jsonl.xz")]
    found["news"] = ("通知公告", news)
    cases = [
        Invented(d["title"], row["text"][d["body"] : d["end"]].strip())
        for row in wild.rows(folder / "compilations.jsonl.xz")
        if row["text"].startswith(("典型案例", "指导性案例")) or "基本案情" in row["text"]
        for d in row["documents"]
    ]
    found["cases"] = ("典型案例", [case for case in cases if 80 < len(case.body) <= LONGEST_PIECE])
    for name, (kind, make) in invented.GENRES.items():
        found[name] = (kind, [make(rng) for _ in range(60)])
    if more:
        write = official.BorrowedText(_reports(folder), rng)
        for name, (kind, form) in official.GENRES.items():
            found[name] = (kind, [official.document(form, rng, write) for _ in range(60)])
    return found


def _reports(folder: Path) -> list[str]:
    """Texts whose sentences official documents are written with: reports, opinions, news."""
    texts = [row["text"] for row in wild.rows(folder / "documents.jsonl.xz")]
    texts = [text for text in texts if "报告" in text[:60] or "意见" in text[:60]]
    return texts + [row["text"] for row in wild.rows(folder / "news" / "documents.jsonl.xz")]


def _parted(text: str) -> Invented:
    title, _, body = text.partition("\n")
    return Invented(title.strip(), body.strip())


def cases(
    folder: Path, each: int, seed: int, only: str | None, *, more: bool
) -> Iterator[tuple[str, str, int, str, Compiled]]:
    """Compilations of every separator."""
    stock = genres(folder, random.Random(seed), more=more)
    for name, separator in (MORE if more else SEPARATORS).items():
        if only is not None and only != name:
            continue
        rng = random.Random(f"{seed} {name}")
        plans = [(count, promise) for count in COUNTS for promise in PROMISES]
        names = sorted(stock)
        rng.shuffle(names)
        for at in range(each):
            count, promise = plans[(at * 5 + len(name)) % len(plans)]
            genre = names[at % len(names)]
            kind, documents = stock[genre]
            distinct = {d.title: d for d in documents if 2 <= len(d.title) <= 60 and d.body}
            if len(distinct) < len(documents) / 4:  # every judgment has the same title
                distinct = {d.body: d for d in documents}
            pieces = rng.sample(sorted(distinct.values()), min(count, len(distinct)))
            made = compiled(pieces, separator, kind, promise, rng)
            yield name, genre, count, promise, made


def measure(
    folder: Path,
    each: int,
    seed: int,
    only: str | None = None,
    show: int = 0,
    *,
    more: bool = False,
) -> dict[str, dict[str, wild.Hits]]:
    """Count right, found and true boundaries by separator, genre, number of pieces, promise."""
    counts: dict[str, dict[str, wild.Hits]] = {
        key: defaultdict(wild.Hits) for key in ("separator", "genre", "pieces", "promise")
    }
    for name, genre, count, promise, made in cases(folder, each, seed, only, more=more):
        read = parse(Source("x.txt", made.text), structure=False)
        starts = [(d.marker or d.body).start for d in read.documents]
        hit, missed = wild.hits(starts, made.spans)
        for key, value in zip(counts, (name, genre, str(count), promise), strict=True):
            counts[key][value] = counts[key][value].plus(hit)
        if show and hit.right < max(hit.found, hit.there):
            show -= 1
            codes = sorted({n.code for n in read.notes})
            told = f"{hit.found} found, {hit.right} right, {codes}"
            quoted = " / ".join(wild.quoted(made.text, at) for at in missed[:3])
            print(f"{name} · {genre} · {count} · {promise}: {told}\n    {quoted}")
    return counts


def _single_documents(folder: Path, each: int, seed: int) -> dict[str, list[str]]:
    rng = random.Random(seed)
    kinds: dict[str, list[str]] = {
        name: [make(rng) for _ in range(each)] for name, make in invented.SINGLES.items()
    }
    write = official.BorrowedText(_reports(folder), rng)
    for name, form in official.SINGLES.items():
        kinds[name] = [official.single(form, rng, write) for _ in range(each)]
    for name, (_, piece) in official.GENRES.items():
        kinds[name] = ["\n".join(official.document(piece, rng, write)) for _ in range(each)]
    kinds["laws"] = [r["text"] for r in wild.rows(folder / "documents.jsonl.xz")]
    kinds["notices"] = [r["text"] for r in wild.rows(folder / "news" / "documents.jsonl.xz")]
    return kinds


def singles(folder: Path, each: int, seed: int, show: int = 0) -> dict[str, tuple[int, int]]:
    """Kind of single document → how many of them are cut, and how many there are."""
    found: dict[str, tuple[int, int]] = {}
    kinds = _single_documents(folder, each, seed)
    for name, texts in kinds.items():
        cut = 0
        for text in texts:
            read = parse(Source("x.txt", text), structure=False).documents
            if len(read) > 1:
                cut += 1
                if show:
                    show -= 1
                    print(
                        f"cut: {name}: {len(read)} "
                        + " / ".join(d.text[:24].replace("\n", "|") for d in read[:4])
                    )
        found[name] = (cut, len(texts))
    return found


BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)
"""Lower ends of the stretches of confidence that :func:`calibration` counts."""


def calibration(folder: Path, each: int, seed: int) -> list[tuple[float, int, int]]:
    """Count splits and right ones by confidence: both sets of separators and all single documents.

    Returns
    -------
    list of tuple
        Lower end of a stretch of confidence, splits of it, and how many of them have every piece
        and no other. A single document that is split is wrong.
    """
    counts = {low: [0, 0] for low in BINS}

    def count(text: str, spans: list[tuple[int, int]]) -> None:
        found = split(Source("x.txt", text))
        if len(found.pieces) < 2:
            return
        hit, _ = wild.hits([piece.span.start for piece in found.pieces], spans)
        low = max((low for low in BINS if low <= found.confidence), default=BINS[0])
        counts[low][0] += 1
        counts[low][1] += hit.right == hit.found == hit.there

    for more in (False, True):
        for *_, made in cases(folder, each, seed, None, more=more):
            count(made.text, made.spans)
    for texts in _single_documents(folder, SINGLES, seed).values():
        for text in texts:
            count(text, [(0, 1)])
    return [(low, splits, right) for low, (splits, right) in counts.items()]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("folder", type=Path, nargs="?", default=Path("../shared/data/wild"))
    parser.add_argument("--each", type=int, default=10, help="compilations of a separator")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--more", action="store_true", help="the second set of separators")
    parser.add_argument("--only", help="one separator")
    parser.add_argument("--show", type=int, default=0, help="wrong answers to print")
    parser.add_argument(
        "--singles", type=int, default=SINGLES, help="invented single documents a kind"
    )
    parser.add_argument("--calibration", action="store_true", help="right splits by confidence")
    arguments = parser.parse_args()
    if not arguments.folder.is_dir():
        print(f"{arguments.folder}: no such folder; nothing measured")
        return
    if arguments.calibration:
        print("| confidence from | splits | right |")
        for low, splits, right in calibration(arguments.folder, arguments.each, arguments.seed):
            print(f"| {low} | {splits} | {right} |")
        return
    counts = measure(
        arguments.folder,
        arguments.each,
        arguments.seed,
        arguments.only,
        arguments.show,
        more=arguments.more,
    )
    for key, table in counts.items():
        print(f"| {key} | P | R | F1 |")
        for row in wild.prf(table):
            print("| " + " | ".join(row) + " |")
    if arguments.singles:
        cut = singles(arguments.folder, arguments.singles, arguments.seed, arguments.show)
        print("| single documents | cut | of |")
        for name, (wrong, total) in cut.items():
            print(f"| {name} | {wrong} | {total} |")
        print(f"| all | {sum(w for w, _ in cut.values())} | {sum(t for _, t in cut.values())} |")


if __name__ == "__main__":
    main()
