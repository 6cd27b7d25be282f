"""Give every reader, the parser, folding, matching and the report what nobody meant to write.

    python tools/fuzz.py 60                   # seconds, shared among all targets
    python tools/fuzz.py 60 7 fold read.html  # and the seed of chance, and some targets only

Small files of every format are changed at random places; after each the laws of its target are
looked at: nothing raises but our own errors, nothing is lost, spans lie in their text, findings do
not hang on the order of documents, nothing takes more than SLOW seconds of processor time. Where
atheris is installed (it is none of our dependencies) changes are guided by what they reach, and
what reaches something new is kept in out/fuzz/TARGET for the next run. What breaks a law is kept
in out/fuzz/found, once a place and target, and told; the exit status is then 1.
"""

from __future__ import annotations

import importlib
import json
import os
import random
import re
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from fuzz_seeds import (
    BETWEEN,
    BOOK,
    EBOOK,
    HTML,
    MAIL,
    MARKDOWN,
    ODD,
    OPEN,
    PDF,
    PROMISED,
    PROSE,
    SLIDES,
    TEXT,
    WORD,
    changed,
    packed,
    zipped,
)

SLOW = 2.0
"""Seconds of processor time: a file of 300 bytes takes 10 milliseconds, a report 0.7 seconds."""
SLOW_REPORT = 10.0
HANGS = 60
"""Seconds after which a guided run is ended; what it was given is kept."""
MOST_BYTES = 2_000
"""Of a case: a page. Growth with size is measured elsewhere, by doubling."""
SLICE = 120.0
"""Seconds that a target has at a time."""
KEPT = Path("out/fuzz")
FOUND = KEPT / "found"
Laws = Iterator[str]


class Target(NamedTuple):
    """What is given cases."""

    seeds: Sequence[bytes]
    laws: Callable[[bytes], Laws]
    """Names every law that does not hold."""
    slow: float = SLOW


# --- readers


def reader_of(ending: str) -> Callable[[bytes], Laws]:
    """Return the laws of reading a file with this ending."""
    return partial(laws_of_reading, ending=ending)


def package_of(ending: str) -> Callable[[bytes], Laws]:
    """Return the laws of reading a package whose parts a string names."""

    def laws(data: bytes) -> Laws:
        try:
            content = zipped(data)
        except (ValueError, UnicodeError):  # no archive can be written with such names
            return
        yield from laws_of_reading(content, ending)

    return laws


def laws_of_reading(data: bytes, ending: str) -> Laws:
    """Read bytes with the reader of an ending, and take the texts apart."""
    from corpus.errors import LeitongError
    from corpus.model import Source
    from corpus.reading.formats import Options, extract

    try:
        found = extract(data, Options(name="x" + ending))
    except LeitongError as error:  # refused in our words
        str(error)
        return
    if not found:
        yield "a file went without a word"
    for one in found:
        size = len(one.text)
        if any(note.code == "failed-reader" for note in one.notes):
            yield f"a part was not foreseen: {one.notes}"
        if any("\ud800" <= character <= "\udfff" for character in one.text):
            yield "half a character in a text"
        yield from outside([h.span for h in one.hints], size, "a hint")
        yield from outside([n.span for n in one.notes], size, "a note")
        yield from outside(one.markup, size, "markup")
        plain = ending == ".txt" and one.encoding == "utf-8" and not one.notes
        if plain and one.text.encode() not in (data, data.removeprefix(b"\xef\xbb\xbf")):
            yield "a text is not what stands in its file"
        for note in one.notes:
            note.message("zh"), note.message("en")
        # one text in 16: taking it apart takes ten times as long, and is a target of its own
        if one.encoding is not None and size % 16 == 0:
            source = Source(
                "x", one.text, one.encoding, None, 1.0, one.hints, one.notes, one.markup
            )
            yield from laws_of_parsing(source)


def outside(spans: Iterable[Any], size: int, what: str) -> Laws:
    """Name spans that leave a text of this size."""
    if any(not 0 <= start <= end <= size for start, end in spans):
        yield f"{what} outside its text"


# --- texts


def text_of(data: bytes) -> str:
    """Return what bytes say as UTF-8."""
    return data.decode("utf-8", "replace")


def several(data: bytes) -> dict[str, str]:
    """Return the texts that a string holds, by a name each; six at most."""
    found = [t for t in text_of(data).split(BETWEEN.decode()) if t.strip()][:6]
    return {f"第{n}": text for n, text in enumerate(found)}


def laws_of_text(data: bytes) -> Laws:
    """Take a text apart."""
    from corpus.model import Source

    yield from laws_of_parsing(Source("x.txt", text_of(data)))


def laws_of_parsing(source: Any) -> Laws:
    """Take a source apart: its parts tile it, and documents hold their units."""
    from corpus.parse import parse

    found = parse(source)
    text, size = source.text, len(source.text)
    parts = [r.span for r in found.residue] + [d.body for d in found.documents]
    parts += [d.marker for d in found.documents if d.marker is not None]
    parts += [found.title] if found.title is not None else []
    yield from outside(parts, size, "a part")
    yield from covered(text, 0, size, sorted(parts), "a source", markup=bool(source.markup))
    yield from outside([n.span for n in found.notes], size, "a note")
    for note in found.notes:
        note.message("zh"), note.message("en")
    if len({d.id for d in found.documents}) < len(found.documents):
        yield "two documents have one id"
    for document in found.documents:
        start, end = document.body
        for units in (document.paragraphs, document.sentences):
            yield from covered(source.words, start, end, units.tolist(), "a document")
        yield from outside([s.span for s in document.sections], size, "a section")
        if any(not start <= s.span.start <= s.span.end <= end for s in document.sections):
            yield "a section outside its document"
        document.title  # noqa: B018 - what is looked for is that it does not raise


def covered(
    text: str, end: int, size: int, parts: list[Any], what: str, *, markup: bool = False
) -> Laws:
    """Name what stands in no part, or in two. Markup may stand inside of parts."""
    for first, last in parts:
        if first < end and not markup:
            yield f"two parts of {what} overlap"
        if text[end:first].strip():
            yield f"{what} has characters that belong to nothing"
        end = max(end, last)
    if text[end:size].strip():
        yield f"{what} has characters that belong to nothing at its end"


def laws_of_folding(data: bytes) -> Laws:
    """Fold a text at one level: places ascend, folding again changes nothing, many are as one."""
    import numpy as np

    from corpus.folding.comparable import LEVELS, fold, fold_many

    text = text_of(data)
    level, digits = LEVELS[len(data) % len(LEVELS)], ("keep", "class")[len(data) // 5 % 2]
    folded = fold(text, level, digits=digits)
    n = len(folded)
    if n:
        if not (np.diff(folded.offsets) > 0).all() or (folded.ends <= folded.offsets).any():
            yield "places do not ascend"
        if (folded.ends[:-1] > folded.offsets[1:]).any():
            yield "places overlap"
        if folded.offsets[0] < 0 or folded.ends[-1] > len(text):
            yield "a place outside its text"
    if fold(folded.text, level, digits=digits).text != folded.text:
        yield f"folding twice is not folding once ({level}, {digits})"
    half = len(text) // 2
    many = fold_many([text[:half], text], level, digits=digits)
    if many[1].text != folded.text or (many[1].ends != folded.ends).any():
        yield f"many are not folded as one ({level}, {digits})"


def laws_of_reading_form(data: bytes) -> Laws:
    """Read a text as people do: the way back is monotone, nothing but blanks is left out."""
    from corpus.folding.reading import reading_form

    text = text_of(data)
    form = reading_form(text)
    if form is None:
        return
    if not len(form.text) == len(form.written) == len(form.starts) == len(form.ends):
        yield "a reading form has places for other characters"
    elif len(form.text):
        starts, ends = form.starts, form.ends
        if (starts[1:] < ends[:-1]).any() or (starts >= ends).any():
            yield "places of a reading form do not ascend"
        if starts[0] < 0 or ends[-1] > len(text):
            yield "a place of a reading form outside its text"
        pairs = list(zip(starts.tolist(), ends.tolist(), strict=True))
        yield from covered(text, 0, len(text), pairs, "a reading form")
        if text.count("\n") != form.text.count("\n"):
            yield "a reading form has other lines"


# --- findings


def laws_of_matching(data: bytes) -> Laws:
    """Compare texts: passages lie in their documents, in whatever order these are given."""
    import corpus
    from analysis import find_duplicates, find_reuse
    from corpus.folding.comparable import fold

    texts = several(data)
    if not texts:
        return
    one = corpus.from_texts(texts)
    two = corpus.from_texts(dict(reversed(texts.items())))
    found, turned = find_duplicates(one), find_duplicates(two)
    if pairs_of(found) != pairs_of(turned):
        yield "pairs hang on the order of documents"
    if any(not 0 <= p.similarity <= 1 for p in found.pairs):
        yield "a similarity outside 0 to 1"
    reuse, mirrored = find_reuse(one), find_reuse(two)
    if facts_of(reuse) != facts_of(mirrored):
        yield "passages hang on the order of documents"
    documents = {d.id: d for d in one}
    for p in reuse.passages:
        sides = [documents[name][span] for name, span in ((p.a, p.a_span), (p.b, p.b_span))]
        for name, span in ((p.a, p.a_span), (p.b, p.b_span)):
            body = documents[name].body
            if not body.start <= span.start < span.end <= body.end:
                yield "a passage outside its document"
        a, b = (fold(side).text for side in sides)
        if (a == b) != (p.verdict == "verbatim") or p.characters > min(len(a), len(b)):
            yield "a passage is not what it is called"


def pairs_of(found: Any) -> list[Any]:
    """Return the pairs that are found, whichever document stands first."""
    turned = {"contains": "contained", "contained": "contains"}
    return sorted(
        (p.a, p.b, p.verdict, p.jaccard, p.similarity, p.containment_a, p.containment_b)
        if p.a < p.b
        else (p.b, p.a, turned.get(p.verdict, p.verdict), p.jaccard, p.similarity,
              p.containment_b, p.containment_a)
        for p in found.pairs
    )  # fmt: skip


def facts_of(found: Any) -> set[Any]:
    """Return what is found, whichever document stands first."""
    return {
        frozenset([(p.a, p.a_span), (p.b, p.b_span), p.characters, p.verdict])
        for p in found.passages
    }


def laws_of_collation(data: bytes) -> Laws:
    """Collate texts: readings put into another's places give the one's text."""
    import corpus
    from analysis import collate

    texts = several(data)
    if len(texts) < 2:
        return
    c = corpus.from_texts(texts)
    found = collate(c, [d.id for d in c][:4])
    for source in found.witnesses:
        for target in found.witnesses:
            if found.rebuild(source.id, into=target.id) != source.text:
                yield "a witness is not rebuilt from its readings"


def laws_of_report(data: bytes) -> Laws:
    """Study texts and write the page: it holds no script but ours, and its data are JSON."""
    import corpus
    from analysis import study
    from analysis.views.report import report_html

    page = report_html(study(corpus.from_texts(several(data) or {"甲": "乙"})).complete())
    if page.count("<script") != page.count("</script"):
        yield "a script ends where it should not"
    for held in re.findall(r'<script type="application/json"[^>]*>(.*?)</script', page, re.S):
        json.loads(held)
    page.encode()


def targets() -> dict[str, Target]:
    """Return every target by its name, with a few small files to begin with."""
    texts = [t.encode() for t in (TEXT, PROMISED, ODD, PROSE)]
    twice = BETWEEN.join([PROSE.encode(), PROSE.replace("党委", "×委").encode(), TEXT.encode()])
    archive = zipped(packed({"总结/a.txt": TEXT, "b.csv": "正文\n学习\n"}))
    plain = [*texts, TEXT.encode("gb18030"), TEXT.encode("utf-16"), TEXT.encode("big5", "ignore")]
    word, book = packed(WORD), packed(BOOK)
    return {
        "read.txt": Target(plain, reader_of(".txt")),
        "read.md": Target([MARKDOWN.encode()], reader_of(".md")),
        "read.html": Target([HTML.encode("gbk"), HTML.encode()], reader_of(".html")),
        "read.csv": Target(["正文,编号\n\"一、学习\",1\n工作,2\n".encode()], reader_of(".csv")),
        "read.tsv": Target(["text\tid\n学习\t1\n".encode()], reader_of(".tsv")),
        "read.jsonl": Target(['{"text": "学习", "id": 1}\n'.encode()], reader_of(".jsonl")),
        "read.json": Target(['[{"text": "学习"}]'.encode()], reader_of(".json")),
        "read.eml": Target([MAIL.encode()], reader_of(".eml")),
        "read.pdf": Target([PDF], reader_of(".pdf")),
        "read.docx": Target([word], package_of(".docx")),
        "read.xlsx": Target([book], package_of(".xlsx")),
        "read.pptx": Target([packed(SLIDES)], package_of(".pptx")),
        "read.odt": Target([packed(OPEN)], package_of(".odt")),
        "read.epub": Target([packed(EBOOK)], package_of(".epub")),
        "read.zip": Target([archive], reader_of(".zip")),
        "read.raw.docx": Target([zipped(word)], reader_of(".docx")),
        "read.raw.xlsx": Target([zipped(book)], reader_of(".xlsx")),
        "parse": Target(texts, laws_of_text),
        "fold": Target(texts, laws_of_folding),
        "form": Target(texts, laws_of_reading_form),
        "match": Target([twice], laws_of_matching),
        "collate": Target([twice], laws_of_collation),
        "report": Target([twice], laws_of_report, SLOW_REPORT),
    }  # fmt: skip


# --- running


def broken(target: Target, data: bytes) -> list[str]:
    """Return what a case breaks, each told with the place where it was raised."""
    began = time.process_time()
    try:
        found = list(dict.fromkeys(target.laws(data)))
    except Exception as error:  # noqa: BLE001 - what is looked for
        place = traceback.extract_tb(error.__traceback__)[-1]
        found = [f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}: {error}"]
    if time.process_time() - began > target.slow:
        found.append("slow")
    return found


class Tried:
    """Cases of one target: counts them, keeps what breaks a law once a kind."""

    def __init__(self, name: str, target: Target) -> None:
        self.name, self.target = name, target
        self.count = 0
        self.kinds: set[str] = set()

    def __call__(self, data: bytes) -> None:
        """Try a case."""
        self.count += 1
        for fault in broken(self.target, data):
            kind = fault.split(": ")[0][:80]
            path = FOUND / f"{self.name}-{sha256(kind.encode()).hexdigest()[:8]}"
            if path.exists() or (fault == "slow" and self.count <= len(self.target.seeds)):
                continue  # known, or the first of its kind: what it needs is loaded now
            self.kinds.add(kind)
            path.write_bytes(data)
            sys.stdout.write(f"{path}: {fault[:300]}\n")
            sys.stdout.flush()


def blindly(tried: Tried, seconds: float, seed: int) -> None:
    """Change seeds by chance for a time."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    others = list(tried.target.seeds)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        tried(changed(chance.choice(others), chance, others)[:MOST_BYTES])


def guided(tried: Tried, seconds: float, seed: int) -> None:
    """Change what reached something new; does not return."""
    import atheris

    folder = KEPT / tried.name
    folder.mkdir(parents=True, exist_ok=True)
    for n, content in enumerate(tried.target.seeds):
        (folder / f"seed-{n}").write_bytes(content)
    others = list(tried.target.seeds)

    def mutated(data: bytes, most: int, chosen: int) -> bytes:
        if chosen % 2:
            return atheris.Mutate(data, most)
        return changed(data, random.Random(chosen), others)[:most]  # noqa: S311 - no secret

    def case(data: bytes) -> None:
        tried(data)
        if tried.count % 100 == 0 or time.monotonic() > end:
            _told(tried)

    end = time.monotonic() + seconds - 1
    options = [
        f"-max_total_time={int(seconds)}", f"-seed={seed or 1}", f"-max_len={MOST_BYTES}",
        f"-timeout={HANGS}", f"-artifact_prefix={FOUND}/{tried.name}-", "-rss_limit_mb=3000",
        "-verbosity=0", str(folder),
    ]  # fmt: skip
    atheris.Setup(["fuzz", *options], case, custom_mutator=mutated)
    atheris.Fuzz()


def _told(tried: Tried) -> None:
    (KEPT / f"{tried.name}.count").write_text(f"{tried.count} {len(tried.kinds)}")


def one_target(name: str, seconds: float, seed: int) -> None:
    """Try one target in this process."""
    try:
        atheris = importlib.import_module("atheris")
    except ImportError:
        tried = Tried(name, targets()[name])
        for seed_file in tried.target.seeds:
            tried(seed_file)
        blindly(tried, seconds, seed)
        _told(tried)
        return
    with atheris.instrument_imports(include=["corpus", "analysis"]):
        tried = Tried(name, targets()[name])
        for seed_file in tried.target.seeds:  # whatever is imported late is imported here
            tried(seed_file)
    guided(tried, seconds, seed)


def main(seconds: float, seed: int, names: Sequence[str] = ()) -> int:
    """Fuzz for a time, target after target; 1 if something was found."""
    FOUND.mkdir(parents=True, exist_ok=True)
    chosen = list(names) or list(targets())
    counts = dict.fromkeys(chosen, 0)
    wrong = 0
    end = time.monotonic() + seconds
    each = min(SLICE, seconds / len(chosen))
    for turn in range(10**9):
        name = chosen[turn % len(chosen)]
        left = end - time.monotonic()
        if left < 1:
            break
        counted = KEPT / f"{name}.count"
        counted.write_text("0 0")
        told = subprocess.run(  # noqa: S603 - this file
            [sys.executable, __file__, "--one", name, str(min(each, left)), str(seed + turn)],
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONHASHSEED": "0"},
        )
        count, kinds = map(int, counted.read_text().split())
        counts[name] += count
        wrong += kinds
        if told.returncode:
            wrong += 1
            sys.stdout.write(told.stderr.decode(errors="replace")[-2000:])
        sys.stdout.write(f"{name}: {count} cases, {sum(counts.values())} in all, {wrong} wrong\n")
        sys.stdout.flush()
    sys.stdout.write(json.dumps(counts) + f"\n{sum(counts.values())} cases, {wrong} wrong\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one_target(sys.argv[2], float(sys.argv[3]), int(sys.argv[4]))
    else:
        given = [*sys.argv[1:], "60", "0"][:2] if len(sys.argv) < 3 else sys.argv[1:3]
        sys.exit(main(float(given[0]), int(given[1]), sys.argv[3:]))
