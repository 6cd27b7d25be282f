"""Bytes to text: which encoding a file is in, with the evidence, and without losing a byte.

The order of evidence: a byte-order mark; strict UTF-8; then the readings that are left (UTF-16
without a mark, GB18030, Big5, damaged UTF-8, Windows-1252) compete. Each is scored by how common
its characters are in Chinese text: a wrong reading of Chinese is made of rare characters, and a
dozen characters decide. The scores are log-likelihood ratios, so their difference is a
confidence. (Nothing new: the idea of Li and Momoi, "A composite approach to language/encoding
detection", 2001, with the character distribution method alone.)
"""

from __future__ import annotations

import codecs
import math
import re
from functools import cache
from typing import NamedTuple

from corpus.errors import SettingsError
from corpus.model import Note
from corpus.reading.chinese_score import score
from corpus.reading.decoding import KNOWN, SURROGATE, replaced, strict, unmarked
from corpus.reading.mixed_encodings import UTF8_RUN, decode_by_lines
from corpus.reading.refusal import refuse
from corpus.system.patterns import lazy

SAMPLE_BYTES = 1 << 16
"""Bytes that the readings compete on: 20,000 characters decide as well as 20 million."""
DOUBTFUL_ENCODING = 0.95
"""Below this confidence the choice is noted. A decision on eight Chinese characters is above."""
_SHORT_ASCII = 64  # bytes of plain ASCII that might be UTF-16: 全年 is "hQt^"
_CERTAIN = 16  # bytes beyond ASCII; strict UTF-8 by accident is out of the question from here
_SHORTEST_BINARY = 8  # control characters; fewer are dirt in a text
_BINARY_SHARE = 0.05  # random bytes have 0.1, text has none

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_BINARIES = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Microsoft Office .doc/.xls/.ppt"),
    (b"PK\x03\x04", "ZIP / .docx / .xlsx"),
    (b"PK\x05\x06", "ZIP"),
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"\x7fELF", "ELF"),
)
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\x0b\x0c\r\x1b")
_UNUSUAL = re.compile(rb"[^\t\n\x0b\x0c\r\x1b\x20-\x7e]")
_ETEN = lazy("[\u0400-\u04ff\u3040-\u30ff]")
"""What Python's cp950 makes of the ETEN extensions (ⅹ, ①, kana), which big5hkscs reads rightly."""
_SAME = {"gbk": "gb18030", "gb2312": "gb18030", "utf-8-sig": "utf-8", "utf_8_sig": "utf-8"}

# Before any character is looked at: what files are in. Bytes in another encoding are hardly ever
# valid UTF-8 (C1 AA CD A8, 联通, is the well-known exception), less often plain ASCII;
# Windows-1252 is nearly anything.
_PRIOR_UTF8 = (12.0, 4.0, 0.0)  # plain ASCII, valid, damaged
_PRIOR = {"gb18030": 0.0, "big5": -1.0, "utf-16-le": -1.0, "utf-16-be": -1.0,
          "cp1252": -4.0}  # fmt: skip
_DECLARED = 4.0  # what the file says of itself (<meta charset>): evidence, often wrong


class Decoded(NamedTuple):
    """A text and how it was found in the bytes."""

    text: str
    """Byte-order mark removed, newlines untouched, no lone surrogates."""
    encoding: str
    """Name that Python reads the same text with (``utf-8``, ``utf-8-sig``, ``gb18030``, …)."""
    confidence: float
    """0 to 1: how far this reading is ahead of the next one."""
    notes: tuple[Note, ...]


def decode(data: bytes, *, encoding: str | None = None, declared: str | None = None) -> Decoded:
    """Decode bytes, deciding the encoding if it is not given.

    A byte that does not fit becomes U+FFFD, is counted and noted; it never stops the reading.

    Parameters
    ----------
    data
        A whole file.
    encoding
        Overrides the decision. GBK and GB2312 are read as GB18030, which contains them.
    declared
        What the file says of itself; counts as evidence, no more.

    Returns
    -------
    Decoded

    Raises
    ------
    SourceError
        ``R107`` if the bytes are no text (a picture, an archive, mostly control characters).
    SettingsError
        If there is no such encoding.

    Examples
    --------
    >>> decode("全镇开展意识形态工作".encode("gbk"))[:3]
    ('全镇开展意识形态工作', 'gb18030', 1.0)
    >>> decode(b"\\xe5\\x85\\xa8\\xff\\xe9\\x95\\x87").text
    '全\ufffd镇'
    """
    for magic, kind in _BINARIES:
        if data.startswith(magic):
            raise refuse("", "binary-file", kind=kind)
    notes: list[Note] = []
    plain = _usual(data) if encoding is None else None
    if plain is not None:
        return plain
    if encoding is None and data.startswith(codecs.BOM_UTF8) and strict(data, "utf-8") is None:
        # damaged, or text in another encoding behind a mark that a program put there
        data, declared = data.removeprefix(codecs.BOM_UTF8), "utf-8"
    if encoding is not None:
        name, confidence = text_encoding(encoding), 1.0
    else:
        name, confidence, rival = _decide(data, declared)
        if confidence < DOUBTFUL_ENCODING:
            notes.append(_doubt(name, confidence, rival))
    text, name, replaced = _read(data, name, mixed=encoding is None)
    if any(note.code == "foreign-encoding" for note in replaced):
        notes = []  # the rival is right, too: of another stretch
    notes += replaced
    if _odd(data):
        wide = name.startswith(("utf-16", "utf-32")) and confidence > 0.5
        _refuse_binary(text if wide else data.decode("latin-1"))
        notes += _nul(text)
    return Decoded(text, name, confidence, tuple(notes))


def _usual(data: bytes) -> Decoded | None:
    """Decode what most files are, without a mark and without doubt UTF-8: in one reading."""
    if data.startswith(tuple(mark for mark, _ in _MARKS)):
        return None
    text = strict(data, "utf-8")
    if text is None:
        return None
    beyond = len(data) - len(text)
    sure = beyond >= _CERTAIN if beyond else len(data) > _SHORT_ASCII
    return Decoded(text, "utf-8", 1.0, ()) if sure and not _odd(data) else None


def _odd(data: bytes) -> int:
    """Count control characters."""
    return len(data) - len(data.translate(None, _CONTROLS))


def _nul(text: str) -> list[Note]:
    count = text.count("\0")
    first = text.find("\0")
    return [Note.of("nul-characters", (first, first + 1), count=count)] if count else []


def _doubt(name: str, confidence: float, rival: str) -> Note:
    return Note.of("encoding-guessed", (0, 0), encoding=name, confidence=confidence, rival=rival)


def text_encoding(name: str) -> str:
    """Check the name of an encoding; the GB family is one.

    Raises
    ------
    SettingsError
        If Python knows no text encoding of that name.

    >>> text_encoding("GB2312"), text_encoding("UTF8")
    ('gb18030', 'utf-8')
    """
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        found = None
    if found is None or not getattr(found, "_is_text_encoding", True) or not _reads(found.name):
        note = Note.of("no-such-encoding", (0, 0), name=ascii(name))
        raise SettingsError(note.message("en"), note=note)
    return _SAME.get(found.name, found.name) if found.name != "utf-8-sig" else "utf-8-sig"


@cache
def _reads(name: str) -> bool:
    """Whether a codec reads any bytes at all, wrong ones replaced; idna and undefined do not."""
    try:
        return isinstance(codecs.decode(bytes(range(128, 256)), name, "replace"), str)
    except Exception:  # noqa: BLE001 - whatever a codec raises says that it reads no files
        return False


def sanitise(text: str) -> tuple[str, tuple[Note, ...]]:
    """Replace lone surrogates, which are no characters and which nothing can write.

    Returns
    -------
    (str, tuple of Note)
        A text of the same length, with U+FFFD for each; a note if there were any.

    >>> sanitise("一\\ud83d二")[0]
    '一\ufffd二'
    """
    first = SURROGATE.search(text)
    if first is None:
        return text, ()
    clean, count = SURROGATE.subn("\ufffd", text)
    return clean, (Note.of("lone-surrogates", first.span(), count=count),)


def _decide(data: bytes, declared: str | None) -> tuple[str, float, str]:
    """Name, confidence, and the second best."""
    for mark, name in _MARKS:
        if data.startswith(mark) and (not name.endswith("32") or strict(data, name) is not None):
            return name, 1.0, name
    text = strict(data, "utf-8")
    length = -1 if text is None else len(text)
    odd = _odd(data)
    plain = length == len(data) and not odd
    scores = _scores(data, _PRIOR_UTF8[0 if plain else 1 if length >= 0 else 2], declared)
    best = max(scores, key=lambda name: scores[name])  # ties: the first in order of _PRIOR
    rivals = {name: score for name, score in scores.items() if name != best}
    second = max(rivals, key=lambda name: rivals[name])
    ahead = min(scores[best] - scores[second], scores[best] + 3.0)  # no reading is good: doubt
    return best, round(1 / (1 + math.exp(-max(-30.0, min(30.0, ahead)))), 4), second


def _scores(data: bytes, utf8: float, declared: str | None) -> dict[str, float]:
    if data.endswith(b"\0\0\0\0"):  # a crash's padding, no sign of UTF-16
        data = data.rstrip(b"\0")
    first = _UNUSUAL.search(data)
    start = first.start() if first else 0
    prior = {"utf-8": utf8, **_PRIOR}
    if declared is not None:
        try:
            name = _SAME.get(text_encoding(declared), text_encoding(declared))
            name = {"cp950": "big5", "big5hkscs": "big5", "iso8859-1": "cp1252"}.get(name, name)
            if not name.startswith(("utf-16", "utf-32")):  # a name that is ASCII says the contrary
                prior[name] = prior.get(name, 0.0) + _DECLARED
        except SettingsError:
            pass  # charset=utf-8,gbk and the like say nothing
    scores = {}
    for name, bonus in prior.items():
        begin = start - start % 2 if name.startswith("utf-16") else start
        text = _sampled(data[begin : begin + SAMPLE_BYTES], name)
        scores[name] = bonus + score(text)
    return scores


def _sampled(data: bytes, name: str) -> str:
    """Decode a sample, wrong bytes as U+FFFD; a character cut at its end does not count."""
    codec = "cp950" if name == "big5" else name
    decoder = codecs.getincrementaldecoder(codec)("replace")
    return decoder.decode(data, final=len(data) < SAMPLE_BYTES)


def _read(data: bytes, name: str, *, mixed: bool) -> tuple[str, str, list[Note]]:
    """Decode everything; the name that comes back may be a near relation of the one asked for.

    ``mixed``: a stretch may be in another encoding, nobody said which one the file is in.
    """
    if name == "utf-8-sig" and strict(data, name) is None:
        # the codec counts its places behind the mark
        mark = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
        text, _, moved = _read(data[mark:], "utf-8", mixed=mixed)
        return text, name, [_moved(note, mark) for note in moved]
    names = ("cp950", "big5hkscs") if name == "big5" else (name,)
    if name == "big5" and _ETEN.search(strict(data, "cp950") or ""):
        names = ("big5hkscs", "cp950")
    failure: UnicodeDecodeError | None = None
    for codec in names:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError as error:
            failure = failure or error
        else:
            shown = "big5" if name == "big5" and strict(data, "big5") == text else codec
            if mixed and codec == "gb18030" and UTF8_RUN.search(data):
                return decode_by_lines(data, codec, "utf-8")
            text = unmarked(text, codec)
            if codec in KNOWN:
                return text, shown, []
            clean, notes = sanitise(text)
            return clean, shown, list(notes)
    if failure is None:
        raise AssertionError("a reading neither succeeded nor failed")
    if mixed and name == "gb18030" and UTF8_RUN.search(data):
        return decode_by_lines(data, name, "utf-8")
    if mixed and name == "utf-8":
        return decode_by_lines(data, name, "gb18030")
    codec = names[0]
    before = len(unmarked(data[: failure.start].decode(codec), codec))
    text, count = replaced(data, codec)
    span = (before, before + 1)
    note = Note.of("replaced-bytes", span, count=count, encoding=name, byte=failure.start)
    return unmarked(text, codec), name, [note]


def _moved(note: Note, count: int) -> Note:
    """Count a place in bytes from the beginning of the file, not from behind its mark."""
    facts = dict(note.facts)
    if "byte" in facts:
        facts["byte"] = int(facts["byte"]) + count
    return note._replace(facts=tuple(facts.items()))


def _refuse_binary(text: str) -> None:
    """Refuse what is mostly control characters. NULs behind the text are a crash's padding."""
    inner = text.rstrip("\0")
    odd = sum(map(inner.count, _CONTROLS.decode("ascii")))
    if not inner or (odd > _SHORTEST_BINARY and odd > _BINARY_SHARE * len(inner)):
        raise refuse("", "control-characters", count=odd or len(text))
