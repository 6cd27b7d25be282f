"""Our own results, recognised by how they begin: found in a folder, they are no documents."""

from __future__ import annotations

import re

_BEGINNING = 4096  # bytes looked at
_GENERATOR = re.compile(rb"<meta name=\"generator\" content=\"leitong")
_RECORD = re.compile(rb"\s*\[?\s*\{\"type\":\"[a-z-]{1,20}\",\"schema\":\d")
_TABLE = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:[^\r\n]*\bspan_start,|id,text,slots,documents,families\b)"
)


def is_own(data: bytes) -> bool:
    """Whether a file is a page, a table or records that leitong wrote.

    >>> is_own(b'{"type":"pair","schema":1,"grain":"document"}'), is_own(b'{"text":"..."}')
    (True, False)
    """
    beginning = data[:_BEGINNING]
    return bool(_GENERATOR.search(beginning) or _RECORD.match(beginning) or _TABLE.match(beginning))
