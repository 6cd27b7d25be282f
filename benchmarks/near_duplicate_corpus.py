"""A corpus of labelled Chinese near-duplicates, made from real text with a seed.

Bases are passages of real documents; passages that already resemble one another are left out, so
that the labels are true. Where the real text runs out, passages are modelled on it. Variants are
made from bases in the ways listed in :data:`KINDS`; hard negatives share half their text as
boilerplate, or nearly all of it as a form.
"""

from __future__ import annotations

import json
import lzma
import random
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

EDITS = (
    "substituted 0.5 %",
    "substituted 1 %",
    "substituted 2 %",
    "substituted 5 %",
    "substituted 10 %",
    "substituted 20 %",
    "ocr 2 %",
    "ocr 5 %",
    "width",
    "masked",
    "sentences deleted",
    "sentences moved",
    "combined",
)
"""Kinds of which a base may have several variants: each resembles each."""
PARTS = ("partial copy", "excerpt")
"""Kinds that share a part: half of both, or all of the shorter."""
KINDS = (*EDITS, *PARTS)
_TURNS = (*EDITS, *PARTS, *PARTS, *PARTS)  # edits also come as second and third variants
NEGATIVES = ("boilerplate", "form")

_SENTENCE = re.compile(r"[^。;；\n]{1,400}[。;；\n]?")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LOOKALIKE = Path(__file__).parent.parent / "corpus" / "resources" / "lookalikes.tsv"


@dataclass(frozen=True)
class Labelled:
    """Documents and what is true of them."""

    texts: list[str]
    pairs: dict[tuple[int, int], str]
    """(a, b), a < b → kind: all pairs that are copies."""
    groups: dict[str, list[list[int]]]
    """Kind of hard negative → groups of documents that are no copies of one another."""


def read_texts(path: Path) -> list[str]:
    """Texts of a ``.jsonl.xz`` (field ``text``), or the pieces of a plain file."""
    if path.name.endswith(".jsonl.xz"):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            return [json.loads(line)["text"] for line in lines]
    return re.split(r"\n[^\n]{0,40}篇\d+\n", path.read_text(encoding="utf-8"))


def make_corpus(texts: list[str], n: int, *, seed: int = 1) -> Labelled:
    """Make ``n`` documents of about 530 characters, two in five of them in families of copies.

    Parameters
    ----------
    texts
        Real texts to draw from.
    n
        Number of documents.
    seed
        The same seed and texts give the same corpus.
    """
    rng = random.Random(seed)
    source = _DocumentSource(texts, n, rng)
    noise = _Noise(texts, rng)
    documents: list[str] = []
    pairs: dict[tuple[int, int], str] = {}
    groups: dict[str, list[list[int]]] = {kind: [] for kind in NEGATIVES}
    turn = 0
    while len(documents) < 0.4 * n:
        base = source.document()
        first = len(documents)
        documents.append("".join(base))
        kind = _TURNS[turn % len(_TURNS)]
        turn += 1
        if kind in PARTS:
            documents.append(_part(kind, base, source, rng))
            pairs[first, first + 1] = kind
            continue
        made = [kind] + [rng.choice(EDITS) for _ in range(rng.choice((0, 0, 1, 2)))]
        documents.extend(noise.edited(edit, base) for edit in made)
        for one in range(len(made) + 1):
            for two in range(one + 1, len(made) + 1):
                label = made[two - 1] if one == 0 else "combined"
                pairs[first + one, first + two] = label
    for kind, share in (("boilerplate", 0.5), ("form", 0.56)):
        while len(documents) < share * n:
            group = _negatives(kind, source, rng)
            groups[kind].append(list(range(len(documents), len(documents) + len(group))))
            documents.extend(group)
    while len(documents) < n:
        documents.append("".join(source.document()))
    order = list(range(len(documents)))
    rng.shuffle(order)
    place = {old: new for new, old in enumerate(order)}
    return Labelled(
        [documents[old] for old in order],
        {
            (min(place[a], place[b]), max(place[a], place[b])): kind
            for (a, b), kind in pairs.items()
        },
        {kind: [[place[d] for d in g] for g in found] for kind, found in groups.items()},
    )


class _DocumentSource:
    """Fresh documents: real passages, and where these do not suffice, text modelled on them."""

    def __init__(self, texts: list[str], n: int, rng: random.Random) -> None:
        self.rng = rng
        self.real = _unlike(_passages(texts, rng))
        rng.shuffle(self.real)
        needed = int(0.92 * n)  # bases, halves of hard negatives and partial copies, singles
        self.share = min(1.0, len(self.real) / needed)
        self.modelled = _modelled(texts, max(0, needed - len(self.real)), rng)

    def document(self) -> list[str]:
        if not self.modelled or (self.real and self.rng.random() < self.share):
            return self.real.pop()
        return _SENTENCE.findall(self.modelled.pop())


def _modelled(texts: list[str], n: int, rng: random.Random, jump: float = 0.25) -> list[str]:
    """Texts that are like the given ones character by character, and like none of them as a whole.

    Each is read off the source from a random place on; with chance ``jump`` the reading goes on
    elsewhere, after another occurrence of the same two characters. Runs of four characters are as
    common as in the source, runs of eight mostly new.
    """
    if not n:
        return []
    source = re.sub(r"\s+", "", "".join(texts))
    codes = np.frombuffer(source.encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    pairs = codes[:-1] * (1 << 21) + codes[1:]
    order = np.argsort(pairs, kind="stable")
    ordered = pairs[order]
    first = np.searchsorted(ordered, pairs, side="left")
    many = np.searchsorted(ordered, pairs, side="right") - first
    chance = np.random.default_rng(rng.randrange(1 << 32))
    sizes = chance.integers(250, 800, n)
    out = np.zeros((n, int(sizes.max())), dtype=np.uint32)
    at = chance.integers(2, len(codes) - 2, n)
    for column in range(out.shape[1]):
        out[:, column] = codes[at]
        jumping = np.flatnonzero(chance.random(n) < jump)
        before = at[jumping] - 1  # the pair just read
        pick = (chance.random(len(jumping)) * many[before]).astype(np.int64)
        at[jumping] = order[first[before] + pick] + 1
        at += 1
        at[at >= len(codes) - 2] = 2
    rows = (out[row, :size].tobytes() for row, size in enumerate(sizes))
    return [row.decode("utf-32-le") for row in rows]


def _passages(texts: list[str], rng: random.Random) -> list[list[str]]:
    out = []
    for text in texts:
        passage: list[str] = []
        target = rng.randint(250, 800)
        for sentence in _SENTENCE.findall(text):
            if len(sentence.strip()) < 6:
                continue
            passage.append(sentence)
            if sum(map(len, passage)) >= target:
                out.append(passage)
                passage, target = [], rng.randint(250, 800)
    return out


def _unlike(passages: list[list[str]], share: float = 0.15) -> list[list[str]]:
    """Passages of which none has ``share`` of its 6-character runs in an earlier one."""
    from scipy.sparse import csr_array

    sets = []
    numbers: dict[str, int] = {}
    for passage in passages:
        text = re.sub(r"\W+", "", "".join(passage))
        runs = {text[i : i + 6] for i in range(len(text) - 5)}
        sets.append(sorted(numbers.setdefault(run, len(numbers)) for run in runs))
    bounds = np.concatenate([[0], np.cumsum([len(s) for s in sets])])
    columns = np.concatenate([np.array(s, dtype=np.int64) for s in sets])
    shape = (len(sets), len(numbers))
    table = csr_array((np.ones(len(columns), dtype=np.int32), columns, bounds), shape=shape)
    sizes = np.diff(bounds)
    kept: list[int] = []
    alive = np.ones(len(sets), dtype=bool)
    turned = table.T.tocsr()
    for start in range(0, len(sets), 500):
        block = (table[start : start + 500] @ turned).tocsr()
        for row in range(block.shape[0]):
            me = start + row
            if not alive[me]:
                continue
            kept.append(me)
            near = slice(block.indptr[row], block.indptr[row + 1])
            other, common = block.indices[near], block.data[near]
            like = common >= share * np.minimum(sizes[other], sizes[me])
            alive[other[like & (other > me)]] = False
    return [passages[row] for row in kept]


class _Noise:
    """Ways of making a copy that is not quite one."""

    def __init__(self, texts: list[str], rng: random.Random) -> None:
        self.rng = rng
        sample = "".join(texts[:200])
        self.han = _HAN.findall(sample)
        self.like: dict[str, list[str]] = {}
        for line in _LOOKALIKE.read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                continue
            group = _HAN.findall(line.split("\t")[0])
            for one in group:
                self.like.setdefault(one, []).extend(c for c in group if c != one)

    def edited(self, kind: str, base: list[str]) -> str:
        rng = self.rng
        text = "".join(base)
        if kind.startswith("substituted"):
            return self.substituted(text, float(kind.split()[1]) / 100)
        if kind.startswith("ocr"):
            return self.misread(text, float(kind.split()[1]) / 100)
        if kind == "width":
            return _wide(text)
        if kind == "masked":
            return self.masked(text)
        if kind == "sentences deleted":
            return "".join(self.fewer(base))
        if kind == "sentences moved":
            return "".join(_moved(base, rng))
        mixed = "".join(_moved(self.fewer(base), rng))
        return self.masked(self.misread(mixed, 0.02))

    def substituted(self, text: str, rate: float) -> str:
        rng = self.rng
        return "".join(
            rng.choice(self.han) if _HAN.match(c) and rng.random() < rate else c for c in text
        )

    def misread(self, text: str, rate: float) -> str:
        """Look-alikes where there are any, else other characters; some dropped, some doubled."""
        rng = self.rng
        out = []
        for c in text:
            if not _HAN.match(c) or rng.random() >= rate:
                out.append(c)
                continue
            way = rng.random()
            if way < 0.75:
                out.append(rng.choice(self.like.get(c) or self.han))
            elif way > 0.9:
                out.append(c + rng.choice("一丶丨、."))
        return "".join(out)

    def masked(self, text: str) -> str:
        """Figures, and some names of places and offices, blotted out."""
        rng = self.rng
        text = re.sub(
            r"[0-9]{1,8}|[〇一二三四五六七八九十]{2,6}",
            lambda _: rng.choice(("xx", "X", "××", "_")),
            text,
        )
        return re.sub(
            r"[\u4e00-\u9fff]{2}(?=[省市县区镇乡])",
            lambda m: rng.choice(("xx", "某", "**")) if rng.random() < 0.5 else m.group(),
            text,
        )

    def fewer(self, base: list[str]) -> list[str]:
        kept = [s for s in base if self.rng.random() >= 0.25]
        return kept if len(kept) >= 2 else base[:-1] or base


def _moved(base: list[str], rng: random.Random) -> list[str]:
    out = list(base)
    for _ in range(max(2, len(out) // 3)):
        out.insert(rng.randrange(len(out)), out.pop(rng.randrange(len(out))))
    return out


def _wide(text: str) -> str:
    table = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
    return text.translate(table).replace(",", "，").replace(" ", "\u3000")


def _part(kind: str, base: list[str], source: _DocumentSource, rng: random.Random) -> str:
    if kind == "excerpt":
        size = sum(map(len, base))
        start = rng.randrange(max(1, len(base) * 2 // 3))
        out = ""
        for sentence in base[start:] + base[:start]:
            out += sentence
            if len(out) >= max(120, 0.3 * size):
                break
        return out
    wanted = rng.uniform(0.45, 0.65) * sum(map(len, base))
    start = rng.randrange(max(1, len(base) // 3))
    taken: list[str] = []
    for sentence in base[start:] + base[:start]:
        taken.append(sentence)
        if sum(map(len, taken)) >= wanted:
            break
    fresh: list[str] = []
    for sentence in source.document():
        fresh.append(sentence)
        if sum(map(len, fresh)) >= sum(map(len, base)) - wanted:
            break
    cut = rng.randrange(len(fresh) + 1)
    return "".join(fresh[:cut] + taken + fresh[cut:])


def _negatives(kind: str, source: _DocumentSource, rng: random.Random) -> list[str]:
    shared = source.document()
    if kind == "boilerplate":
        half = shared[: max(1, len(shared) // 2)]
        out = []
        for _ in range(rng.randint(6, 16)):
            own: list[str] = []
            for sentence in source.document():
                own.append(sentence)
                if sum(map(len, own)) >= sum(map(len, half)):
                    break
            places = sorted(rng.randrange(len(own) + 1) for _ in half)
            for at, sentence in zip(reversed(places), reversed(half), strict=True):
                own.insert(at, sentence)
            out.append("".join(own))
        return out
    out = []
    for _ in range(8):
        own = re.sub(r"\W+", "", "".join(source.document()))
        filled = []
        for at, sentence in enumerate(shared):
            filled.append(sentence)
            if at % 3 == 0:  # a field: a name, an address, a sum
                start = rng.randrange(len(own) - 12)
                filled.append("：" + own[start : start + rng.randint(3, 12)] + "，")
        out.append("".join(filled))
    return out
