"""Plain text: the bytes decoded, nothing else."""

from __future__ import annotations

from corpus.reading.encoding import decode
from corpus.reading.formats import Extract, Options


def read(data: bytes, options: Options) -> list[Extract]:
    """Decode a text file.

    >>> read("全镇".encode("gbk"), Options(encoding="gbk"))[0].text
    '全镇'
    """
    text, encoding, confidence, notes = decode(data, encoding=options.encoding)
    return [Extract(text, encoding, confidence, notes=notes)]
