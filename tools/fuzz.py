"""Read files that nobody meant to write, and see that the laws hold.

    python tools/fuzz.py 60        # seconds
    python tools/fuzz.py 60 7      # and the seed of chance

Small files of every format are changed at random places, read, taken apart and compared. What
raises, breaks a law or takes more than SLOW seconds of processor time is kept in out/fuzz/ and
told; the exit status is then 1.
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import corpus
from analysis import find_duplicates
from corpus.errors import LeitongError

SLOW = 2.0
"""Seconds of processor time: a file of 300 bytes takes 10 milliseconds."""
MOST_CHANGES = 5
TEXT = "标题\n一、学习\n（一）内容\n1. 一是抓好。二是落实！\n工作总结篇2\n二、工作|表|\n附件：x\n"
MARKDOWN = "---\ntitle: [a\n---\n# 标题\n> * 1. `x` [b](c)\n\n| a | b |\n|---|---|\n"
HTML = "<html><meta charset=gbk><h1>学</h1><table><tr><td>习</td></tr></table><p>一、a</html>"
WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "<w:p><w:r><w:t>一、学习</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>表</w:t></w:r></w:p>"
    "</w:tc></w:tr></w:tbl></w:body></w:document>"
)
PIECES = (
    b"\x00", b"\xef\xbb\xbf", b"\xff\xfe", b"\r", b"\xe2\x80\xa8", b"\xed\xa0\x80", b"<div>",
    b"]]>", b"\x81\x30\x81\x30", b'"', b",",
    b"\xe7\xaf\x873\n", b"\xe4\xb8\x80\xe3\x80\x81", b"PK\x03\x04",
)  # fmt: skip
"""What readers look for: marks, halves of characters, quotes, signs of markup and of pieces."""


def zipped(name: str, content: str) -> bytes:
    """Return an archive of one file."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), content)
    return held.getvalue()


def seeds() -> dict[str, bytes]:
    """Return a small file of every format, by its name."""
    return {
        "a.txt": TEXT.encode(), "b.txt": TEXT.encode("gb18030"), "c.txt": TEXT.encode("utf-16"),
        "d.txt": TEXT.encode("big5", "ignore"), "a.md": MARKDOWN.encode(),
        "a.html": HTML.encode("gbk"), "a.csv": "正文,编号\n\"一、学习\",1\n工作,2\n".encode(),
        "a.tsv": "text\tid\n学习\t1\n".encode(), "a.jsonl": '{"text": "学习", "id": 1}\n'.encode(),
        "a.json": '[{"text": "学习"}]'.encode(), "a.zip": zipped("总结/a.txt", TEXT),
        "a.docx": zipped("word/document.xml", WORD),
    }  # fmt: skip


def changed(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """Change a few places of a file."""
    held = bytearray(data)
    for _ in range(chance.randint(1, MOST_CHANGES)):
        at, kind = chance.randint(0, len(held)), chance.randrange(6)
        if kind == 0 and at < len(held):
            held[at] = chance.randrange(256)
        elif kind == 1:
            held[at:at] = chance.randbytes(chance.randint(1, 4))
        elif kind == 2:
            del held[at : at + chance.randint(1, 8)]
        elif kind == 3:
            held[at:at] = held[chance.randint(0, at) : at][:200]
        elif kind == 4:
            held[at:at] = chance.choice(PIECES)
        else:
            other = chance.choice(others)
            held[at:at] = other[: chance.randint(0, len(other))]
    return bytes(held)


def broken_laws(path: Path) -> Iterator[str]:
    """Read a file, and name every law that does not hold."""
    try:
        read = corpus.read(path)
    except LeitongError:  # refused in our words
        return
    if not read.compilations:
        yield "a file went without a word"
    for compilation in read.compilations:
        text = compilation.source.text
        if any("\ud800" <= character <= "\udfff" for character in text):
            yield "half a character in a text"
        inside = [*(d.span for d in compilation.documents), *(r.span for r in compilation.residue)]
        inside += [s.span for d in compilation.documents for s in d.sections]
        if any(not 0 <= span.start <= span.end <= len(text) for span in inside):
            yield "a span outside its text"
        covered = bytearray(len(text))
        for span in inside:
            covered[span.start : span.end] = b"\x01" * (span.end - span.start)
        if compilation.title is not None:
            start, end = compilation.title
            covered[start:end] = b"\x01" * (end - start)
        if any(not kept and not c.isspace() for kept, c in zip(covered, text, strict=True)):
            yield "a character that belongs to nothing"
    find_duplicates(read)


def main(seconds: float, seed: int) -> int:
    """Fuzz for a time; 1 if something was found."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    files, kept = seeds(), Path("out/fuzz")
    count = wrong = 0
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            name = chance.choice(list(files))
            ending = Path(chance.choice([name, name, name, *files])).suffix
            path = Path(folder) / f"x{ending}"
            path.write_bytes(changed(files[name], chance, list(files.values())))
            began = time.process_time()
            try:
                found = list(broken_laws(path))
            except Exception as error:  # noqa: BLE001 - what is looked for
                found = [f"{type(error).__name__}: {error}"]
            if time.process_time() - began > SLOW:
                found.append("slow")
            if found:
                wrong += 1
                kept.mkdir(parents=True, exist_ok=True)
                (kept / f"{seed}-{count}{ending}").write_bytes(path.read_bytes())
                sys.stdout.write(f"{seed}-{count}{ending}: {'; '.join(found)}\n")
            count += 1
    sys.stdout.write(f"{count} files, {wrong} wrong\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    given = [*sys.argv[1:], "60", "0"][:2] if len(sys.argv) < 3 else sys.argv[1:3]
    sys.exit(main(float(given[0]), int(given[1])))
