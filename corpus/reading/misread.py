"""Text that was once read in a wrong encoding, and what such a reading leaves behind.

What stands in the file is kept; a note says what it once was, where that can be told: the wrong
reading is undone (written in the encoding it was read in, read in the one it is in) and the two
are compared by how common their characters are in Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.folding.codepoints import Joined, code_points, looked_up
from corpus.folding.private_use import BULLETS, hong_kong_characters, known_characters
from corpus.folding.reading import simplified
from corpus.model import Note, Span
from corpus.reading.chinese_score import score
from corpus.system.patterns import lazy

_PRIVATE = lazy("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_LOST = lazy("(?:锟斤拷|锟斤|斤拷锟){1,}(?:[锟斤拷]*)|烫{3,}|屯{3,}")
_OFTEN_AS_GBK = "锛銆鐨鈥涓鍏鏄绗鍚鍦浠骞鎴寮宸鏈"
"""What UTF-8's frequent first bytes become in GBK: ，is 锛, 。 is 銆."""
_AS_GBK = lazy(f"[{_OFTEN_AS_GBK}]")
_OFTEN_AS_BIG5 = "ㄛ﹝﹜ㄩ"
"""What GBK's ，。、： become in Big5."""
_AS_BIG5 = lazy(f"[{_OFTEN_AS_BIG5}]")
_NONE_IN_GBK = range(0xE000, 0xE766)
"""What Big5's ， and 的 become in GBK, which has no characters there."""
_AS_GBK_FROM_BIG5 = lazy(f"[{chr(_NONE_IN_GBK[0])}-{chr(_NONE_IN_GBK[-1])}]")
_SIGNS_OF_TWO_BYTES = (_AS_GBK, _AS_BIG5, _AS_GBK_FROM_BIG5)
_WINDOWS_1252 = "ŒœŠšŽžŸƒˆ˜–—‘’‚“”„†‡•…‰‹›€™"
_LATIN_RUN = 6
_AS_LATIN = lazy(f"[\x80-\xff{_WINDOWS_1252}]{{{_LATIN_RUN},}}")
_LAST = 0xFFFF
_MISREAD_GBK, _MISREAD_LATIN, _OTHER_SIGN = 1, 2, 4
_MISREAD = _MISREAD_GBK | _MISREAD_LATIN
_GAP = lazy("\ufffd+")
_LINE = lazy("[^\\r\\n]+")
_SURE = 12.0  # nats; four or five common characters more than a wrong reading has
_LIKELY = 3.0  # nats; for the lines beside one that is sure: titles are short
_FEWEST_MISREAD = 3  # characters of the undone reading
_PORTION = 4096
"""Characters of a longer line that are tried first: a line is misread throughout."""
_EXAMPLE = 30  # characters
_AROUND = 10  # characters on either side of a private-use one, shown with what it stands for
_INDENT = 40  # blanks before a bullet at most
_LOOKED_AT = 20_000  # characters of a text in which its script is looked for
_OTHER_SHARE, _FEWEST_OTHER = 0.1, 3
"""Characters with another simplified form: a third of traditional text, few of simplified."""


class _Undone(NamedTuple):
    text: str
    way: str
    """Which encoding was read as which."""
    whole: bool
    """Nothing was lost on the way."""


def misreadings(text: str) -> tuple[Note, ...]:
    """Find what a wrong reading left in a text.

    Parameters
    ----------
    text
        A decoded text.

    Returns
    -------
    tuple of Note
        ``misread-text`` for stretches that read better when a wrong reading is undone (the undone
        words among its facts), ``lost-characters`` for 锟斤拷 and 烫烫烫, ``private-use-read`` for
        private-use characters that stand for a known one (:mod:`corpus.folding.private_use`),
        ``private-use`` for those that only one font knows.

    Examples
    --------
    >>> (note,) = misreadings("鍏ㄩ晣寮\u20ac灞曟剰璇嗗舰鎬佸伐浣滐紝瀛︿範鍗佷簩娆°\u20ac?")
    >>> dict(note.facts)["way"]
    'UTF-8 > GBK'
    >>> misreadings("全镇开展意识形态工作。")
    ()
    """
    signs = _signs(text)
    if not signs:
        return ()
    notes = list(_undone_stretches(text)) if signs & _MISREAD else []
    for note in notes:  # what stands in them is told
        text = (
            text[: note.span.start]
            + " " * (note.span.end - note.span.start)
            + text[note.span.end :]
        )
    notes += _private(text)
    if found := list(_LOST.finditer(text)):
        count, example = sum(len(one[0]) for one in found), found[0][0][:_EXAMPLE]
        notes.append(Note.of("lost-characters", found[0].span(), count=count, example=example))
    return tuple(sorted(notes, key=lambda note: (note.span, note.code)))


def _private(text: str) -> Iterator[Note]:
    """One note for private-use characters that stand for a known one, one for the others."""
    found = list(_PRIVATE.finditer(text))
    if not found:
        return
    bullets = [one for one in found if one[0] in BULLETS and _begins_line(text, one.start())]
    if bullets:
        yield _read_as(text, bullets, BULLETS, "Symbol, Wingdings")
        found = [one for one in found if one not in bullets]
    known, way = known_characters(), "GB 18030"
    others = {one[0] for one in found}
    if others and _is_traditional(text) and others <= hong_kong_characters().keys():
        known, way = hong_kong_characters(), "Big5-HKSCS"
    read = [one for one in found if one[0] in known]
    if read:
        yield _read_as(text, read, known, way)
    unread = [one for one in found if one[0] not in known]
    if unread:
        code = f"U+{ord(unread[0][0]):04X}"
        yield Note.of("private-use", unread[0].span(), count=len(unread), first=code)


def _read_as(text: str, read: list[re.Match[str]], known: Mapping[str, str], way: str) -> Note:
    """Note what characters stand for, with the words around the first of them."""
    first = read[0].start()
    begin = text.rfind("\n", max(0, first - _AROUND), first) + 1 or max(0, first - _AROUND)
    line = text[begin : first + _AROUND + 1].partition("\n")[0]
    reading = "".join(known.get(char, char) for char in line)
    pair = f"U+{ord(text[first]):04X} > U+{ord(known[text[first]]):04X}"
    return Note.of(
        "private-use-read",
        read[0].span(),
        count=len(read),
        way=way,
        first=pair,
        reading=reading,
    )


def _begins_line(text: str, at: int) -> bool:
    """Whether nothing but blanks stands before a place in its line."""
    before = text[max(0, at - _INDENT) : at].rstrip(" \t\u3000\xa0")
    return not before or before[-1] in "\n\r"


def _is_traditional(text: str) -> bool:
    """Whether more of a text's characters have a simplified form than in any simplified one."""
    part = text[:_LOOKED_AT]
    changed = sum(a != b for a, b in zip(part, simplified(part), strict=True))
    return changed >= max(_FEWEST_OTHER, _OTHER_SHARE * len(part))


def may_be_misread(texts: Joined) -> NDArray[np.bool_]:
    """Say of many texts which show a sign of a wrong reading: shape (texts,).

    Where it is False, :func:`misreadings` finds nothing.
    """
    found = looked_up(_table(), texts.points)
    runs = np.flatnonzero(_latin_runs(found))
    found &= ~np.uint8(_MISREAD_LATIN)
    seen = np.zeros(len(texts.bounds) - 1, dtype=bool)
    seen[texts.rows(np.flatnonzero(found != 0))] = True
    seen[texts.rows(runs)] = True
    return seen


def _latin_runs(found: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Where so many Latin letters and signs in a row begin as a wrong reading leaves."""
    latin = (found & _MISREAD_LATIN) != 0
    run = latin[: max(0, len(latin) - _LATIN_RUN + 1)].copy()
    for shift in range(1, _LATIN_RUN):
        run &= latin[shift : shift + len(run)]
    return run


def _signs(text: str) -> int:
    """Say in one pass which signs a text has: most have none, and patterns take longer."""
    if text.isascii():
        return 0
    found = _table().take(code_points(text), mode="clip")
    seen = int(np.bitwise_or.reduce(found)) & ~_MISREAD_LATIN
    return seen | (_MISREAD_LATIN if _latin_runs(found).any() else 0)


@cache
def _table() -> NDArray[np.uint8]:
    """Return for each code point what it may be a sign of: shape (0x10000,)."""
    table = np.zeros(_LAST + 1, dtype=np.uint8)
    table[code_points(_OFTEN_AS_GBK + _OFTEN_AS_BIG5)] |= _MISREAD_GBK
    table[_NONE_IN_GBK.start : _NONE_IN_GBK.stop] |= _MISREAD_GBK
    table[0x80:0x100] |= _MISREAD_LATIN
    table[code_points(_WINDOWS_1252)] |= _MISREAD_LATIN
    table[code_points("锟烫屯")] |= _OTHER_SIGN
    table[0xE000:0xF900] |= _OTHER_SIGN
    table[_LAST] |= _OTHER_SIGN  # stands for all planes above, some of private use
    return table


def _undone_stretches(text: str) -> Iterator[Note]:
    """One note for the lines that follow each other and were misread in one way."""
    twice = (_stands_twice(sign, text) for sign in _SIGNS_OF_TWO_BYTES)
    if not (_AS_LATIN.search(text) or any(twice)):
        return
    if not any(_undo(line[0], _SURE) for line in _LINE.finditer(text)):
        return
    open_note: tuple[Span, list[_Undone]] | None = None
    for line in _LINE.finditer(text):
        undone = _undo(line[0], _LIKELY)
        if undone is None:
            continue
        if open_note is not None:
            span, before = open_note
            between = text[span.end : line.start()]
            if before[0].way == undone.way and not between.strip():
                open_note = Span(span.start, line.end()), [*before, undone]
                continue
            yield _note(*open_note)
        open_note = Span(*line.span()), [undone]
    if open_note is not None:
        yield _note(*open_note)


def _stands_twice(sign: re.Pattern[str], text: str) -> bool:
    return len(sign.findall(text, 0, 1 << 20)) >= 2


def _note(span: Span, undone: list[_Undone]) -> Note:
    words = "\n".join(one.text for one in undone)
    whole = all(one.whole for one in undone)
    return Note.of(
        "misread-text" if whole else "misread-damaged",
        span,
        way=undone[0].way,
        reading=words if whole else words[:_EXAMPLE],
        example=words[:_EXAMPLE].replace("\n", " "),
        count=span.end - span.start,
    )


def _undo(line: str, least: float) -> _Undone | None:
    """Undo each wrong reading that a line may have gone through; the best that is far better."""
    portions = (line[at : at + _PORTION] for at in range(0, len(line), _PORTION))
    if len(line) > _PORTION and not any(_undo(portion, least) for portion in portions):
        return None  # a sign or two in a book in one line
    found: list[tuple[float, _Undone]] = []
    if _AS_GBK.search(line):
        found += _tried(line, _bytes_as("gb18030", line), "utf-8", "UTF-8 > GBK", least)
    if _AS_GBK_FROM_BIG5.search(line):
        found += _tried(line, _bytes_as("gb18030", line), "big5", "Big5 > GBK", least)
    if _AS_BIG5.search(line):
        found += _tried(line, _bytes_as("big5", line), "gb18030", "GBK > Big5", least)
    if _AS_LATIN.search(line):
        raw = _latin_bytes(line)
        found += _tried(line, raw, "gb18030", "GBK > Latin-1", least)
        found += _tried(line, raw, "utf-8", "UTF-8 > Latin-1", least)
        once = raw.decode("utf-8", "replace")
        if _AS_LATIN.search(once):
            found += _tried(line, _latin_bytes(once), "utf-8", "UTF-8 > Latin-1, twice", least)
    return max(found, key=lambda one: one[0])[1] if found else None


def _tried(
    line: str, raw: bytes, encoding: str, way: str, least: float
) -> Iterator[tuple[float, _Undone]]:
    undone = raw.decode(encoding, "replace")
    kept = [c for c in undone if c > "\x7f" and c != "\ufffd"]
    ahead = score("".join(kept)) - max(0.0, score(line.replace("\ufffd", "")))
    if len(kept) >= _FEWEST_MISREAD and ahead >= least and len(_GAP.findall(undone)) <= len(kept):
        yield ahead, _Undone(_GAP.sub("□", undone), way, "\ufffd" not in undone)


def _bytes_as(encoding: str, line: str) -> bytes:
    """Bytes that a line was read from; what was lost becomes a byte that nothing has."""
    raw = bytearray()
    for char in line:
        if char == "€" and encoding == "gb18030":  # as Windows reads the byte 0x80
            raw.append(0x80)
            continue
        try:
            raw += b"\xff" if char == "\ufffd" else char.encode(encoding)
        except UnicodeEncodeError:
            raw.append(0xFF)
    return bytes(raw)


def _latin_bytes(line: str) -> bytes:
    """Bytes that a line was read from as Latin-1 or Windows-1252."""
    raw = bytearray()
    for char in line:
        try:
            raw += char.encode("latin-1" if char <= "\xff" else "cp1252")
        except UnicodeEncodeError:
            raw.append(0xFF)
    return bytes(raw)
