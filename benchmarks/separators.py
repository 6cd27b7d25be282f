"""Compilations by separator, genre, number of pieces and promise: how well they are taken apart.

    python benchmarks/separators.py FOLDER [--each 8] [--seed 1] [--only NAME] [--show 5]

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
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

import invented
import wild
from invented import HAN, Invented

from corpus.model import Source
from corpus.parse import parse

COUNTS = (2, 3, 5, 15)
PROMISES = ("without", "with", "wrong")
LONGEST_PIECE = 9000
"""Characters of a piece; longer ones are left out for the sake of time."""
_HEAVEN = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰"
_ROMAN = ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "Ⅶ", "Ⅷ", "Ⅸ", "Ⅹ", "Ⅺ", "Ⅻ", "ⅩⅢ", "ⅩⅣ", "ⅩⅤ"]
_LATIN = [
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
]
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"
_BANKER = [
    "壹",
    "贰",
    "叁",
    "肆",
    "伍",
    "陆",
    "柒",
    "捌",
    "玖",
    "拾",
    "拾壹",
    "拾贰",
    "拾叁",
    "拾肆",
    "拾伍",
]
_SITES = ("省政府网", "中新网", "本站")
_WRITERS = ("李明", "王芳", "佚名", "赵大海")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


class Place(NamedTuple):
    """What a separator may tell of a piece: its number, how many there are, title, kind."""

    n: int
    of: int
    title: str
    kind: str
    rng: random.Random

    @property
    def han(self) -> str:
        """The number in Chinese."""
        return HAN[self.n - 1] if self.n <= 10 else "十" + HAN[self.n - 11]


class Separator(NamedTuple):
    """How the pieces of a compilation are told apart."""

    above: Callable[[Place], str]
    """Lines above a piece, its title among them."""
    between: bool = False
    """The first piece has no such line, only its title."""
    gap: str = "\n"
    """What stands between the pieces."""
    inner: str = "\n"
    """What stands between the paragraphs of a piece."""


def _dated(p: Place) -> str:
    return f"{2015 + p.n // 12}-{p.n % 12 + 1:02}-{p.n + 3:02}"


SEPARATORS: dict[str, Separator] = {
    "---1---": Separator(lambda p: f"---{p.n}---\n{p.title}"),
    "—— 1 ——": Separator(lambda p: f"—— {p.n} ——\n{p.title}"),
    "[3/15]": Separator(lambda p: f"[{p.n}/{p.of}]\n{p.title}"),
    "(3/15) t": Separator(lambda p: f"({p.n}/{p.of}) {p.title}"),
    "☆☆☆": Separator(lambda p: f"☆☆☆\n{p.title}", between=True),
    "~~~~~ t ~~~~~": Separator(lambda p: f"~~~~~ {p.title} ~~~~~"),
    "=== t ===": Separator(lambda p: f"=== {p.title} ==="),
    "P1": Separator(lambda p: f"P{p.n}\n{p.title}"),
    "#1 t": Separator(lambda p: f"#{p.n} {p.title}"),
    "之一": Separator(lambda p: f"{p.kind}之{p.han}\n{p.title}"),
    "t之一": Separator(lambda p: f"之{p.han}：{p.title}"),
    "其一": Separator(lambda p: f"其{p.han}\n{p.title}"),
    "文档一：t": Separator(lambda p: f"文档{p.han}：{p.title}"),
    "样本A": Separator(lambda p: f"样本{chr(64 + p.n)}\n{p.title}"),
    "A. t": Separator(lambda p: f"{chr(64 + p.n)}. {p.title}"),
    "——甲——": Separator(lambda p: f"——{_HEAVEN[p.n - 1]}——\n{p.title}"),
    "甲、t": Separator(lambda p: f"{_HEAVEN[p.n - 1]}、{p.title}"),
    "※ t": Separator(lambda p: f"※ {p.title}"),
    "题目：t": Separator(lambda p: f"题目：{p.title}"),
    "标题：t 来源：": Separator(lambda p: f"标题：{p.title}\n来源：{p.rng.choice(_SITES)}"),
    "t 来源：": Separator(lambda p: f"{p.title}\n来源：{p.rng.choice(_SITES)}　日期：{_dated(p)}"),
    "t 作者：": Separator(lambda p: f"{p.title}\n作者：{p.rng.choice(_WRITERS)}"),
    "t 文/": Separator(lambda p: f"{p.title}\n文/{p.rng.choice(_WRITERS)}"),
    "范例四": Separator(lambda p: f"范例{p.han}\n{p.title}"),
    "案卷4：t": Separator(lambda p: f"案卷{p.n}：{p.title}"),
    "2023-05-04": Separator(lambda p: f"{_dated(p)}\n{p.title}"),
    "URL t": Separator(lambda p: f"https://www.example.com/a/{2000 + 7 * p.n}.html\n{p.title}"),
    "t URL": Separator(lambda p: f"{p.title}\n网址：http://www.example.com/news/{3000 + p.n}.htm"),
    "gap 2": Separator(lambda p: p.title, gap="\n\n\n"),
    "gap 5": Separator(lambda p: p.title, gap="\n\n\n\n\n\n", inner="\n\n"),
    "page": Separator(lambda p: p.title, gap="\n\f"),
    "1 tab t": Separator(lambda p: f"{p.n}\t{p.title}"),
    "１．t": Separator(lambda p: f"{p.n}．{p.title}".translate(_WIDE)),
    "n．t": Separator(lambda p: f"{p.n}．{p.title}"),
    "01 t": Separator(lambda p: f"{p.n:02} {p.title}"),
    "Ⅲ t": Separator(lambda p: f"{_ROMAN[p.n - 1]} {p.title}"),
    "III. t": Separator(lambda p: f"{_LATIN[p.n - 1]}. {p.title}"),
    "叁、t": Separator(lambda p: f"{_BANKER[p.n - 1]}、{p.title}"),
    "①t": Separator(lambda p: f"{_CIRCLED[p.n - 1]}{p.title}"),
    "No.1 t": Separator(lambda p: f"No.{p.n} {p.title}"),
    "Part 1": Separator(lambda p: f"Part {p.n}\n{p.title}"),
    "Document 1": Separator(lambda p: f"Document {p.n}: {p.title}"),
    "【t】": Separator(lambda p: f"【{p.title}】"),
    "**t**": Separator(lambda p: f"**{p.title}**"),
    "《t》": Separator(lambda p: f"《{p.title.strip('《》')}》"),
    "t": Separator(lambda p: p.title),
    "T1 t": Separator(lambda p: f"{p.kind}1{p.n:02}\n{p.title}"),
    "第1则 t": Separator(lambda p: f"第{p.n}则 {p.title}"),
    "卷一": Separator(lambda p: f"卷{p.han}\n{p.title}"),
    "篇名：t 正文：": Separator(lambda p: f"篇名：{p.title}\n正文："),
}


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
        text += head + "\n"
        spans.append((start, len(text)))
        text += piece.body.replace("\n", separator.inner) + separator.gap
    return Compiled(text, spans)


def genres(folder: Path, rng: random.Random) -> dict[str, tuple[str, list[Invented]]]:
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
    return found


def _parted(text: str) -> Invented:
    title, _, body = text.partition("\n")
    return Invented(title.strip(), body.strip())


def cases(
    folder: Path, each: int, seed: int, only: str | None
) -> Iterator[tuple[str, str, int, str, Compiled]]:
    """Compilations of every separator."""
    stock = genres(folder, random.Random(seed))
    for name, separator in SEPARATORS.items():
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
            pieces = rng.sample(sorted(distinct.values()), min(count, len(distinct)))
            made = compiled(pieces, separator, kind, promise, rng)
            yield name, genre, count, promise, made


def measure(
    folder: Path, each: int, seed: int, only: str | None = None, show: int = 0
) -> dict[str, dict[str, wild.Hits]]:
    """Count right, found and true boundaries by separator, genre, number of pieces, promise."""
    counts: dict[str, dict[str, wild.Hits]] = {
        key: defaultdict(wild.Hits) for key in ("separator", "genre", "pieces", "promise")
    }
    for name, genre, count, promise, made in cases(folder, each, seed, only):
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


def singles(folder: Path, each: int, seed: int, show: int = 0) -> dict[str, tuple[int, int]]:
    """Kind of single document → how many of them are cut, and how many there are."""
    rng = random.Random(seed)
    found: dict[str, tuple[int, int]] = {}
    kinds: dict[str, list[str]] = {
        name: [make(rng) for _ in range(each)] for name, make in invented.SINGLES.items()
    }
    kinds["laws"] = [r["text"] for r in wild.rows(folder / "documents.jsonl.xz")]
    kinds["notices"] = [r["text"] for r in wild.rows(folder / "news" / "documents.jsonl.xz")]
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


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("folder", type=Path, nargs="?", default=Path("../shared/data/wild"))
    parser.add_argument("--each", type=int, default=10, help="compilations of a separator")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="one separator")
    parser.add_argument("--show", type=int, default=0, help="wrong answers to print")
    parser.add_argument("--singles", type=int, default=40, help="invented single documents a kind")
    arguments = parser.parse_args()
    if not arguments.folder.is_dir():
        print(f"{arguments.folder}: no such folder; nothing measured")
        return
    counts = measure(
        arguments.folder, arguments.each, arguments.seed, arguments.only, arguments.show
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
