"""Real text with truth that did not come from this project: how right we are on the world.

    python benchmarks/wild.py FOLDER [--write docs/benchmarks-wild.md]

FOLDER holds ``compilations.jsonl.xz``, ``passages.jsonl.xz``, ``passages-damaged.jsonl.xz``,
``documents.jsonl.xz`` with ``pairs.tsv``, and a folder ``news`` with the same two files; what is
missing is left out. Every kind gets its figures and up to five of its wrong answers.

- documents: a boundary is found when a document starts between its separator and its first
  character
- headings: the same for headings marked up in the originals; articles and items are none
- passages: precision, recall, granularity, plagdet of PAN over characters of the copying side,
  passages of 50 characters and more
- pairs: verdict by label; versions and copies must be called so, forms and strangers must not; the
  invented pairs of ``tests/cases/verdicts`` beside them, each pair by itself
- doubts: of the files in which a note stands, in how many it is so (the title promises another
  number, titles are listed above, the split is wrong), and in how many the documents were found
  wrongly; of the headings at whose number a note stands, how many are none (run-in headings are not
  marked up); of the small inputs in a folder ``field`` beside FOLDER, what was judged by eye
"""

from __future__ import annotations

import argparse
import bisect
import json
import lzma
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from verdict_cases import InventedPair, edited, in_full, in_lines, second

import corpus
from analysis import find_duplicates, find_reuse
from corpus.model import Note
from corpus.writing.titles import plain

COPIES = ("identical", "duplicate", "revision", "contains", "contained")
NONE = "none"
WORDS = (*COPIES, "same-form", NONE)
POSITIVE = {"version", "copy", "dup", "revision", "contained"}
SHORTEST_COUNTED = 50  # characters: shorter passages are not in the truth
ANSWERS_SHOWN = 5  # wrong answers of a kind
WIDTH = 36  # characters of a quotation
ARTICLE = re.compile(r"\s*第\s*[〇零○一二三四五六七八九十百千\d]+\s*[条條]")
HEAD = """\
# On text of the world · 真实文本上的结果

生成的基准比真实文本容易：那里我们在 .99 以上，这里的数字才说明对没见过的文本有多准。
下面每一类都列出数字和最多五个错例。

Generated benchmarks ([near-duplicates](benchmarks.md)) are easier than the world. These figures
are from real statutes, judicial texts and reports put together by somebody else, with boundaries,
headings and passages known from their originals, and from invented notices and news.
Written by `benchmarks/wild.py FOLDER --write docs/benchmarks-wild.md`.

Few of these files carry a doubt. Of compilations of our own (`benchmarks/separators.py`, seed
307, both sets, five of a kind) those without a doubt were split wrongly in 3 of 350 cases, with
`weak-single` in 13 of 13, with `unmarked-pieces` in 2 of 8. `weak-single` says that a likely
boundary was passed over; `unmarked-pieces` asks to look, since titles alone tell of the pieces,
and the split is mostly right.

How sure a split is said to be, and how often it is right: every piece found and no other
(`benchmarks/separators.py FOLDER --calibration --each 5`, seeds 401 and 503 together, both sets
of separators and 3,306 single documents, which no split can be right of). `weak-split` is noted
below .6; it was noted below .8, where it was right in 4 of 28.

| confidence · 自称的把握 | splits | right | share |
|---|---|---|---|
| .5 to .6 | 4 | 2 | .50 |
| .6 to .7 | 14 | 14 | 1.00 |
| .7 to .8 | 10 | 8 | .80 |
| .8 to .9 | 39 | 38 | .97 |
| .9 to .95 | 55 | 53 | .96 |
| .95 to .99 | 213 | 210 | .99 |
| .99 and more | 835 | 834 | 1.00 |
"""

PAN = ("precision", "recall", "granularity", "plagdet")
DAMAGES = {
    "wrap": "lines broken every 22 characters",
    "space": "stray blanks",
    "tick": "ticks and bullets",
    "jam": "strings put in against copying",
    "digits": "full-width digits",
    "confuse": "1.5 % of the characters confused",
    "drop": "1 % of the characters lost",
}
"""What was done to the copying side, as the data name it."""

Passage = tuple[int, int, int, int]
"""Start and end on the copying side, then in the source."""


class Hits(NamedTuple):
    """True positives, what was found, what is there."""

    right: int = 0
    found: int = 0
    there: int = 0

    def plus(self, other: Hits) -> Hits:
        """Add another count."""
        return Hits(*(x + y for x, y in zip(self, other, strict=True)))

    @property
    def scores(self) -> tuple[float, float, float]:
        """Precision, recall, F1."""
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.there if self.there else 0.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0


class LabelledVerdict(NamedTuple):
    """A labelled pair and the verdict on it."""

    label: str
    verdict: str
    name: str
    one: str
    two: str


class ScoreTable(NamedTuple):
    """One measure: figures by kind, and wrong answers by kind."""

    name: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]
    wrong: dict[str, list[str]]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Read a compressed file of JSON lines."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def hits(starts: Iterable[int], spans: Iterable[tuple[int, int]]) -> tuple[Hits, list[int]]:
    """Match found starts with true places, each once; give what was missed, too."""
    ordered, used, missed = sorted(set(starts)), set(), []
    spans = list(spans)
    for first, last in spans:
        at = bisect.bisect_left(ordered, first)
        while at < len(ordered) and ordered[at] in used:
            at += 1
        if at < len(ordered) and ordered[at] <= last:
            used.add(ordered[at])
        else:
            missed.append(first)
    return Hits(len(used), len(ordered), len(spans)), missed


def compilations(folder: Path) -> list[ScoreTable]:
    """Documents and headings by separator convention, and what the doubts are worth."""
    documents: dict[str, Hits] = defaultdict(Hits)
    headings: dict[str, Hits] = defaultdict(Hits)
    wrong_documents: dict[str, list[str]] = defaultdict(list)
    wrong_headings: dict[str, list[str]] = defaultdict(list)
    doubts: dict[str, list[bool]] = defaultdict(list)
    told: dict[str, list[bool]] = defaultdict(list)
    noted: dict[str, list[bool]] = defaultdict(list)
    for row in rows(folder / "compilations.jsonl.xz"):
        kind, text = row["convention"], row["text"]
        read = corpus.from_texts({row["id"]: text})
        starts = [(d.marker or d.body).start for d in read]
        count, missed = hits(starts, [(d["start"], d["body"]) for d in row["documents"]])
        documents[kind] = documents[kind].plus(count)
        if len(read) != len(row["documents"]):
            wrong_documents[kind].append(
                f"{row['id']}: {len(row['documents'])} documents, {len(read)} found"
                + (f"; missed at {quoted(text, missed[0])}" if missed else "")
            )
        notes = {note.code: note for c in read.compilations for note in c.notes}
        wrong = count.right < max(count.found, count.there)
        for code in sorted(notes) or ["(no doubt)"]:
            doubts[code].append(wrong)
            told[code].append(is_so(notes[code], row, wrong=wrong) if code in notes else not wrong)
        found = [
            s.marker.start
            for d in read
            for s in d.sections
            if s.title is not None and not ARTICLE.match(text, s.marker.start)
        ]
        if row["headings"]:
            spans = [(h["start"], h["start"] + len(h["text"])) for h in row["headings"]]
            count, missed = hits(found, spans)
            headings[kind] = headings[kind].plus(count)
            wrong_headings[kind] += [f"{row['id']}: missed {quoted(text, at)}" for at in missed[:2]]
            true = sorted(first for first, _ in spans)
            for code, at in noted_headings(read, set(found)):
                noted[code].append(not near(true, at))
            extra = [at for at in found if not near(true, at)]
            wrong_headings[kind] += [
                f"{row['id']}: no heading {quoted(text, at)}" for at in extra[:2]
            ]
    at_headings = [(code, str(len(seen)), share(seen)) for code, seen in sorted(noted.items())]
    worth = [
        (code, str(len(seen)), share(told[code]), share(seen))
        for code, seen in sorted(doubts.items())
    ]
    return [
        ScoreTable("Documents of a compilation", ("P", "R", "F1"), prf(documents), wrong_documents),
        ScoreTable("Headings", ("P", "R", "F1"), prf(headings), wrong_headings),
        ScoreTable("Doubts", ("files", "it is so", "split wrongly"), worth, {}),
        ScoreTable("Doubts at headings", ("headings", "of these none"), at_headings, {}),
    ]


def share(seen: list[bool]) -> str:
    """Write how many of a list are true."""
    return f"{sum(seen) / len(seen):.2f}"


def is_so(note: Note, row: dict[str, Any], *, wrong: bool) -> bool:
    """Whether what a note says holds: of the source, or that the pieces are to be looked at."""
    if note.code == "count-mismatch":
        return dict(note.facts)["promised"] != len(row["documents"])
    if note.code == "contents-list":  # separators of the documents, above the first of them
        first = row["documents"][0]["start"]
        listed = plain(row["text"][slice(*note.span)])
        return note.span.end <= first and plain(row["text"][first : first + 12])[:6] in listed
    return wrong


FIELD_NOTES = {
    ("blanks.docx", "numbering-gap"): True,  # 一 and 二 are hidden paragraphs
    ("md/a.md", "joined-line"): True,
    ("messy.html", "left-out"): True,
    ("messy.html", "numbering-gap"): True,  # the list begins with 3
    ("mixed.txt", "foreign-encoding"): True,
    ("mojibake.txt", "misread-damaged"): True,
    ("odd-even-heads.pdf", "page-furniture"): True,
    ("pua.txt", "private-use"): True,
    ("pua.txt", "private-use-read"): True,
    ("split/briefs.txt", "unmarked-pieces"): False,
    ("split/bullet-title.txt", "numbering-restart"): True,
    ("two-column-rowwise.pdf", "joined-line"): False,
    ("two-column-rowwise.pdf", "numbering-repeat"): False,
    ("two-column-rowwise.pdf", "page-furniture"): True,
}
"""Notes on the small inputs, read by eye: whether each says what is so."""


def field_notes(folder: Path) -> ScoreTable:
    """Say how often the notes on small inputs that once failed are right."""
    seen: dict[str, list[bool]] = defaultdict(list)
    wrong: dict[str, list[str]] = defaultdict(list)
    for path in sorted(folder.rglob("*.*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or name == "README.tsv":
            continue
        try:
            read = corpus.read(path)
        except corpus.LeitongError:
            seen["(unreadable)"].append(name == "encrypted.docx")
            continue
        notes = {n.code for c in read.compilations for n in c.notes}
        notes |= {n.code for document in read for n in document.notes}
        for code in sorted(notes):
            right = FIELD_NOTES.get((name, code))
            if right is None:
                wrong[code].append(f"{name}: not judged yet")
                continue
            seen[code].append(right)
            if not right:
                wrong[code].append(name)
    rows = [(code, str(len(each)), share(each)) for code, each in sorted(seen.items())]
    return ScoreTable("Doubts of small inputs", ("files", "it is so"), rows, wrong)


def noted_headings(read: corpus.Corpus, found: set[int]) -> Iterator[tuple[str, int]]:
    """Give the headings found, each with the notes that stand at its number."""
    notes: dict[int, set[str]] = defaultdict(set)
    for document in read:
        for note in document.notes:
            notes[note.span.start].add(note.code)
    for at in sorted(found):
        for code in sorted(notes[at]) or ["(no doubt)"]:
            yield code, at


def near(places: list[int], at: int) -> bool:
    """Whether a true heading begins at most 12 characters before: its number stands between."""
    row = bisect.bisect_right(places, at)
    return row > 0 and at - places[row - 1] <= 12


def quoted(text: str, at: int) -> str:
    """Quote what stands at a place, on one line."""
    return f"«{' '.join(text[at : at + WIDTH].split())}»"


def prf(counts: dict[str, Hits]) -> list[tuple[str, ...]]:
    """Precision, recall and F1 of each kind, and of all."""
    total = Hits()
    for count in counts.values():
        total = total.plus(count)
    return [
        (kind, *(f"{x:.3f}" for x in count.scores))
        for kind, count in [("**all**", total), *sorted(counts.items())]
    ]


def passages(folder: Path, name: str, title: str) -> Iterator[ScoreTable]:
    """Measures of PAN by family, and by damage, over characters of the copying side."""
    families: dict[str, list[tuple[list[Passage], list[Passage]]]] = defaultdict(list)
    damages: dict[str, list[tuple[list[Passage], list[Passage]]]] = defaultdict(list)
    wrong: dict[str, list[str]] = defaultdict(list)
    for row in rows(folder / f"{name}.jsonl.xz"):
        true = [(s, s + n, t, t + m) for s, n, t, m in row["passages"]]
        found = []
        for p in find_reuse(
            corpus.from_texts({"x": row["suspicious"], "y": row["source"]})
        ).passages:
            sides = {p.a.split("#")[0]: p.a_span, p.b.split("#")[0]: p.b_span}
            if len(sides) == 2 and sides["x"].end - sides["x"].start >= SHORTEST_COUNTED:
                found.append((*sides["x"], *sides["y"]))
        families[row["family"]].append((true, found))
        if row["note"] in DAMAGES:
            damages[row["note"]].append((true, found))
        for case in true:
            met = sum(meet(case, one) for one in found)
            if met != 1:
                wrong[row["family"]].append(
                    f"{row['id']}: in {met} pieces {quoted(row['suspicious'], case[0])}"
                )
        for one in found:
            if not any(meet(case, one) for case in true):
                wrong[row["family"]].append(
                    f"{row['id']}: not in the truth {quoted(row['suspicious'], one[0])}"
                )
    yield ScoreTable(title, PAN, measured(families), wrong)
    if damages:
        named = {DAMAGES[kind]: pairs for kind, pairs in damages.items()}
        yield ScoreTable(f"{title}, by damage", ("pairs", *PAN), counted(named), {})


def measured(kinds: dict[str, list[tuple[list[Passage], list[Passage]]]]) -> list[tuple[str, ...]]:
    """Write the measures of PAN of each kind, and of all."""
    everything = [pair for pairs in kinds.values() for pair in pairs]
    return [
        (kind, *(f"{x:.3f}" for x in plagdet(pairs)))
        for kind, pairs in [("**all**", everything), *sorted(kinds.items())]
    ]


def counted(kinds: dict[str, list[tuple[list[Passage], list[Passage]]]]) -> list[tuple[str, ...]]:
    """Write the same behind the number of pairs."""
    sizes = {kind: len(pairs) for kind, pairs in kinds.items()}
    every = {"**all**": sum(sizes.values()), **sizes}
    return [(kind, str(every[kind]), *figures) for kind, *figures in measured(kinds)]


def meet(one: Passage, two: Passage) -> bool:
    """Whether two passages overlap on both sides."""
    return min(one[1], two[1]) > max(one[0], two[0]) and min(one[3], two[3]) > max(one[2], two[2])


def plagdet(pairs: list[tuple[list[Passage], list[Passage]]]) -> tuple[float, float, float, float]:
    """Precision, recall, granularity and plagdet, micro-averaged over characters."""
    covered_found = covered_true = found_size = true_size = pieces = seen = 0
    for true, found in pairs:
        covered_found += sum(covered(one, true) for one in found)
        found_size += sum(one[1] - one[0] for one in found)
        covered_true += sum(covered(case, found) for case in true)
        true_size += sum(case[1] - case[0] for case in true)
        met = [sum(meet(case, one) for one in found) for case in true]
        pieces += sum(met)
        seen += sum(n > 0 for n in met)
    precision = covered_found / found_size if found_size else 0.0
    recall = covered_true / true_size if true_size else 0.0
    granularity = pieces / seen if seen else 1.0
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return precision, recall, granularity, f1 / math.log2(1 + granularity)


def covered(one: Passage, others: list[Passage]) -> int:
    """Characters of a passage's first side that passages meeting it cover."""
    reach, total = one[0], 0
    for first, last in sorted((o[0], o[1]) for o in others if meet(one, o)):
        total += max(0, min(last, one[1]) - max(first, reach))
        reach = max(reach, min(last, one[1]))
    return total


def pairs(folder: Path, title: str) -> ScoreTable:
    """Verdicts of labelled pairs: how many of each label are called copies."""
    texts = {row["id"]: row["text"] for row in rows(folder / "documents.jsonl.xz")}
    verdict: dict[tuple[str, ...], str] = {}
    for pair in find_duplicates(corpus.from_texts(texts)).records():
        if pair["type"] == "pair":
            key = tuple(sorted(str(pair[side]).split("#")[0] for side in "ab"))
            if pair["verdict"] in COPIES or key not in verdict:
                verdict[key] = str(pair["verdict"])
    lines = (folder / "pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]
    judged = [
        LabelledVerdict(
            label, verdict.get(tuple(sorted((a, b))), NONE), f"{a}, {b}", texts[a], texts[b]
        )
        for a, b, label, *_ in (line.split("\t") for line in lines)
    ]
    return confusion(title, judged)


def invented(cases: Iterable[InventedPair]) -> list[LabelledVerdict]:
    """Verdicts of invented pairs, each a corpus of its own."""
    judged = []
    for kind, label, one, two in cases:
        found = find_duplicates(corpus.from_texts({"a": one, "b": two})).pairs
        judged.append(LabelledVerdict(label, found[0].verdict if found else NONE, kind, one, two))
    return judged


def confusion(title: str, judged: Iterable[LabelledVerdict]) -> ScoreTable:
    """Count verdicts by label: how many of each label are called copies."""
    judged = list(judged)
    wrong: dict[str, list[str]] = defaultdict(list)
    total = Hits()
    for label, word, name, one, two in judged:
        copy, true = word in COPIES, label in POSITIVE
        total = total.plus(Hits(copy and true, copy, true))
        if copy != true:
            wrong[label].append(f"{name}: {word} {quoted(one, 0)} {quoted(two, 0)}")
    scores = "P {:.3f}, R {:.3f}, F1 {:.3f}".format(*total.scores)
    return ScoreTable(f"{title} ({scores})", WORDS, said_of(judged), wrong)


def said_of(judged: Iterable[LabelledVerdict]) -> list[tuple[str, ...]]:
    """Write how often each verdict is given, by label."""
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in judged:
        said[pair.label][pair.verdict] += 1
    every = sum(said.values(), Counter())
    rows = [("**all**", every), *sorted(said.items())]
    return [(label, *(str(words[word] or "·") for word in WORDS)) for label, words in rows]


def tables(folder: Path) -> Iterator[ScoreTable]:
    """Measure everything that lies in a folder."""
    if (folder / "compilations.jsonl.xz").exists():
        yield from compilations(folder)
    if (folder.parent / "field").is_dir():
        yield field_notes(folder.parent / "field")
    for name, title in (
        ("passages", "Passages"),
        ("passages-damaged", "Passages, one side damaged"),
    ):
        if (folder / f"{name}.jsonl.xz").exists():
            yield from passages(folder, name, title)
    for place, title in (
        (folder, "Pairs: laws and reports"),
        (folder / "news", "Pairs: notices and news"),
    ):
        if (place / "pairs.tsv").exists():
            yield pairs(place, title)
    together: list[LabelledVerdict] = []
    for cases, title in (
        (in_lines(), "Pairs: invented, in one line each"),
        (edited(), "Pairs: invented, as offices publish texts"),
        (in_full(), "Pairs: invented, both texts in full"),
        (second(), "Pairs: invented, a second lot"),
    ):
        judged = invented(cases)
        together += judged
        yield confusion(title, judged)
    by_kind = [pair._replace(label=f"{pair.name}, {pair.label}") for pair in together]
    yield ScoreTable("Pairs: all that are invented, by kind", WORDS, said_of(by_kind), {})


def page(measured: Iterable[ScoreTable]) -> str:
    """Write everything as one page of Markdown."""
    lines = [HEAD]
    for table in measured:
        lines += [f"## {table.name}", "", "| kind | " + " | ".join(table.columns) + " |"]
        lines += ["|" + "---|" * (1 + len(table.columns))]
        lines += ["| " + " | ".join(row) + " |" for row in table.rows] + [""]
        if any(table.wrong.values()):
            lines += ["Wrong answers · 错例:", ""]
            lines += [
                f"- {kind} — {answer}"
                for kind, answers in sorted(table.wrong.items())
                for answer in answers[:ANSWERS_SHOWN]
            ] + [""]
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and write the page if asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("folder", type=Path, nargs="?", default=Path("../shared/data/wild"))
    parser.add_argument("--write", type=Path, help="a Markdown file")
    arguments = parser.parse_args()
    if not arguments.folder.is_dir():
        print(f"{arguments.folder}: no such folder; nothing measured")
        return
    text = page(tables(arguments.folder))
    if arguments.write:
        arguments.write.write_text(text, encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
