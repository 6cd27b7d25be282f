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
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from corpus.errors import SettingsError
from corpus.model import Note, Span
from corpus.reading.refusal import refuse
from corpus.resource import resource

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
_KNOWN = ("utf-8", "utf-8-sig", "gb18030", "cp950", "big5hkscs", "cp1252")  # never give surrogates
_ETEN = re.compile("[\u0400-\u04ff\u3040-\u30ff]")
"""What Python's cp950 makes of the ETEN extensions (ⅹ, ①, kana), which big5hkscs reads rightly."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_UTF8_RUN = re.compile(rb"(?:[\xe4-\xe9][\x80-\xbf]{2}|\xef\xbc[\x80-\xbf]|\xe3\x80[\x80-\xbf]){4}")
"""Four Chinese characters in UTF-8; in text in GBK they come about once in a library."""
_SAME = {"gbk": "gb18030", "gb2312": "gb18030", "utf-8-sig": "utf-8", "utf_8_sig": "utf-8"}

# Nats for a character of each class: ln(its share in Chinese text / its share in a wrong
# reading), measured on the compilation in data/ read rightly and as each other encoding, and
# rounded. A wrong reading is not a sequence of independent draws, so "rare" is damped.
_FREQUENT, _COMMON, _MARK, _RARE, _FOREIGN, _IMPOSSIBLE = 3.0, 1.1, 1.8, -2.5, -2.5, -4.6
_ACCENTED = 3.0  # é between Latin letters: a Western text
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
    if encoding is None and data.startswith(codecs.BOM_UTF8) and _strict(data, "utf-8") is None:
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
    if data.translate(None, _CONTROLS) != data:  # which the usual file is spared
        wide = name.startswith(("utf-16", "utf-32")) and confidence > 0.5
        _refuse_binary(text if wide else data.decode("latin-1"))
        notes += _nul(text)
    return Decoded(text, name, confidence, tuple(notes))


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
    first = _SURROGATE.search(text)
    if first is None:
        return text, ()
    clean, count = _SURROGATE.subn("\ufffd", text)
    return clean, (Note.of("lone-surrogates", first.span(), count=count),)


def _decide(data: bytes, declared: str | None) -> tuple[str, float, str]:
    """Name, confidence, and the second best."""
    for mark, name in _MARKS:
        if data.startswith(mark) and (not name.endswith("32") or _strict(data, name) is not None):
            return name, 1.0, name
    text = _strict(data, "utf-8")
    length = -1 if text is None else len(text)
    odd = len(data) - len(data.translate(None, _CONTROLS))
    plain = length == len(data) and not odd
    if not odd and (
        len(data) > _SHORT_ASCII if plain else length >= 0 and len(data) - length >= _CERTAIN
    ):
        return "utf-8", 1.0, "utf-8"
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


def score(text: str) -> float:
    """How far a text looks like Chinese read rightly rather than wrongly, in nats.

    >>> score("全镇开展工作") > 0 > score("鍏ㄩ晣寮€灞曞伐浣�")
    True
    """
    total = 0.0
    known = _classes()
    for char, count in Counter(text).items():
        if not ("\x20" <= char <= "\x7e" or char in "\t\n\x0b\x0c\r\x1b"):
            weight = known.get(char)
            total += (_weight(char) if weight is None else weight) * count
    return total + (_ACCENTED - _FOREIGN) * sum(1 for _ in _accented(text))


def _accented(text: str) -> Iterator[re.Match[str]]:
    return re.finditer("(?<=[A-Za-z])[À-ɏ’](?=[a-z\\s.,])|(?<=[\\s])[À-ɏ](?=[a-z])", text)


def _weight(char: str) -> float:
    if "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char > "\U0001ffff":
        return _RARE
    if char == "\ufffd" or unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs"):
        return _IMPOSSIBLE
    return _FOREIGN


@cache
def _classes() -> dict[str, float]:
    """Weights of the characters that Chinese text is mostly made of."""
    _, frequent, common = resource("common.txt").split("\n")[:3]
    marks = "，。、；：？！“”‘’（）《》〈〉【】〔〕『』「」…—·～％×℃\u3000\xa0○〇Ⅹⅹ"
    marks += "①②③④⑤⑥⑦⑧⑨⑩０１２３４５６７８９"
    weights = dict.fromkeys(common, _COMMON) | dict.fromkeys(frequent, _FREQUENT)
    return weights | dict.fromkeys(marks, _MARK)


def _read(data: bytes, name: str, *, mixed: bool) -> tuple[str, str, list[Note]]:
    """Decode everything; the name that comes back may be a near relation of the one asked for.

    ``mixed``: a stretch may be in another encoding, nobody said which one the file is in.
    """
    if name == "utf-8-sig" and _strict(data, name) is None:
        # the codec counts its places behind the mark
        mark = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
        text, _, moved = _read(data[mark:], "utf-8", mixed=mixed)
        return text, name, [_moved(note, mark) for note in moved]
    names = ("cp950", "big5hkscs") if name == "big5" else (name,)
    if name == "big5" and _ETEN.search(_strict(data, "cp950") or ""):
        names = ("big5hkscs", "cp950")
    failure: UnicodeDecodeError | None = None
    for codec in names:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError as error:
            failure = failure or error
        else:
            shown = "big5" if name == "big5" and _strict(data, "big5") == text else codec
            if mixed and codec == "gb18030" and _UTF8_RUN.search(data):
                return _by_lines(data, codec, "utf-8")
            text = _unmarked(text, codec)
            if codec in _KNOWN:
                return text, shown, []
            clean, notes = sanitise(text)
            return clean, shown, list(notes)
    if failure is None:
        raise AssertionError("a reading neither succeeded nor failed")
    if mixed and name == "gb18030" and _UTF8_RUN.search(data):
        return _by_lines(data, name, "utf-8")
    if mixed and name == "utf-8":
        return _by_lines(data, name, "gb18030")
    codec = names[0]
    before = len(_unmarked(data[: failure.start].decode(codec), codec))
    text, count = _replaced(data, codec)
    span = (before, before + 1)
    note = Note.of("replaced-bytes", span, count=count, encoding=name, byte=failure.start)
    return _unmarked(text, codec), name, [note]


def _by_lines(data: bytes, name: str, other: str) -> tuple[str, str, list[Note]]:
    """Decode line by line: what is not in the file's encoding may be text in another one.

    Files are put together from others, and nobody looks at the bytes. A stretch is read in the
    other encoding where that reading is strictly valid and looks like Chinese, and the file's own
    does not as much.
    """
    parts: list[str] = []
    stretches: list[list[int]] = []  # begin, end in the text
    place = bytes_before = count = 0
    goes_on = False
    first: tuple[int, int] | None = None  # of what is wrong in both: place, byte
    for line in data.splitlines(keepends=True):
        read, foreign, wrong = _line(line, name, other)
        if foreign is not None:
            begin, end = place + foreign[0], place + foreign[1]
            if goes_on and not read[: foreign[0]].strip():
                stretches[-1][1] = end
            else:
                stretches.append([begin, end])
            goes_on = not read[foreign[1] :].strip()
        elif read.strip():
            goes_on = False
        if wrong is not None:
            count += wrong.bytes
            first = first or (place + wrong.place, bytes_before + wrong.byte)
        parts.append(read)
        place += len(read)
        bytes_before += len(line)
    text = "".join(parts)
    notes = [
        Note.of("foreign-encoding", (begin, end), encoding=other, rest=name, count=end - begin)
        for begin, end in stretches
    ]
    if first is not None:
        span = (first[0], first[0] + 1)
        notes.append(Note.of("replaced-bytes", span, count=count, encoding=name, byte=first[1]))
    marked = text.startswith("\ufeff")
    notes = [n._replace(span=Span(n.span.start - marked, n.span.end - marked)) for n in notes]
    return _unmarked(text, name), name, notes


class _Wrong(NamedTuple):
    """Bytes of a line that are wrong in every reading."""

    bytes: int
    place: int
    byte: int


def _line(line: bytes, name: str, other: str) -> tuple[str, tuple[int, int] | None, _Wrong | None]:
    """Read a line; the stretch of it that is in the other encoding, and what is wrong in both."""
    own = _strict(line, name)
    if own is not None and (name == "utf-8" or not _UTF8_RUN.search(line)):
        return own, None, None
    whole = _strict(line, other)
    damaged, count = (own, 0) if own is not None else _replaced(line, name)
    if whole is not None and score(whole) > max(0.0, score(damaged)):
        return whole, (0, len(whole.rstrip("\r\n"))), None
    if own is not None:
        return own, None, None
    inner = _inner(line, other) if name == "utf-8" else None
    if inner is not None:
        begin, end, words = inner
        head = line[:begin].decode(name)
        text = head + words + line[end:].decode(name)
        return text, (len(head), len(head) + len(words)), None
    byte = _first_wrong(line, name)
    return damaged, None, _Wrong(count, len(line[:byte].decode(name)), byte)


def _inner(line: bytes, other: str) -> tuple[int, int, str] | None:
    """Find bytes within a line of UTF-8 that are text in the other encoding: all that is wrong."""
    escaped = line.decode("utf-8", "surrogateescape")
    wrong = [found.end() for found in _SURROGATE.finditer(escaped)]
    start = wrong[0] - 1
    while start and "\x80" <= escaped[start - 1] <= "\u07ff":  # 全 in GBK is ȫ in UTF-8
        start -= 1
    begin = len(escaped[:start].encode())
    last = len(escaped[: wrong[-1]].encode("utf-8", "surrogateescape"))
    for end in (last, last + 1):  # the last byte of a character in GBK may be a letter's
        words, rest = _strict(line[begin:end], other), _strict(line[end:], "utf-8")
        if words is not None and rest is not None and score(words) > 0:
            return begin, end, words
    return None


def _first_wrong(line: bytes, name: str) -> int:
    try:
        line.decode(name)
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _moved(note: Note, count: int) -> Note:
    """Count a place in bytes from the beginning of the file, not from behind its mark."""
    facts = dict(note.facts)
    if "byte" in facts:
        facts["byte"] = int(facts["byte"]) + count
    return note._replace(facts=tuple(facts.items()))


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _unmarked(text: str, codec: str) -> str:
    """Take off a byte-order mark that the codec itself did not."""
    return text if codec in ("utf-8-sig", "utf-16", "utf-32") else text.removeprefix("\ufeff")


def _replaced(data: bytes, codec: str) -> tuple[str, int]:
    """Decode with U+FFFD for each wrong byte, and count them.

    The detour through ``surrogateescape`` tells our replacements from a U+FFFD that stands in
    the file itself.
    """
    if codec in _KNOWN:
        return _SURROGATE.subn("\ufffd", data.decode(codec, "surrogateescape"))
    text = _SURROGATE.sub("\ufffd", data.decode(codec, "replace"))
    return text, text.count("\ufffd")


def _refuse_binary(text: str) -> None:
    """Refuse what is mostly control characters. NULs behind the text are a crash's padding."""
    inner = text.rstrip("\0")
    odd = sum(map(inner.count, _CONTROLS.decode("ascii")))
    if not inner or (odd > _SHORTEST_BINARY and odd > _BINARY_SHARE * len(inner)):
        raise refuse("", "control-characters", count=odd or len(text))
