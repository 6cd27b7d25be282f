"""The data of a page as the script elements that hold it: as they are, or compressed and in parts.

A page of a few documents holds its data as JSON, for everybody to read. A large one would be tens
of megabytes that a browser takes apart before it shows anything. So its data are compressed, and
the texts, with all places in them, stand in parts of their own, which are unpacked after the page
has shown itself: :func:`pack` here, ``script/data/packed.js`` and ``script/data/texts.js`` there.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from analysis.views.page.columns import columns
from analysis.views.page.data import inert

PACKED_FROM = 4_000_000
"""Characters of JSON from which a page is packed: below it a browser needs a tenth of a second."""
PART_SIZE = 1_000_000
"""Characters of text in a part: unpacked in some 50 ms, and then the reader is answered."""
TEXT_FIELDS = ("text", "wide", "heads", "paragraphs", "sentenceAt", "runs", "parallels", "own",
               "asides")  # fmt: skip
"""What a document has only where its text is in the page."""
JSON_TYPE, PACKED_TYPE = "application/json", "text/plain"


class Held(NamedTuple):
    """One script element with data."""

    id: str
    type: str
    text: str
    """JSON, or the base64 of JSON compressed as raw DEFLATE."""
    json: str
    """The JSON."""


def pack(data: dict[str, Any], *, packed_from: int | None = None) -> list[Held]:
    """Put the data of a page into script elements.

    Parameters
    ----------
    data
        From :func:`analysis.views.page.data.page_data`.
    packed_from
        Characters of JSON from which data are packed; :data:`PACKED_FROM` by default.

    Returns
    -------
    list of Held
        The first has the id ``data``; of packed data ``part-0``, ``part-1`` … with texts follow.

    Examples
    --------
    >>> data = {"documents": [{"id": "甲", "text": "学习", "wide": []}]}
    >>> [(held.id, held.type) for held in pack(data)]
    [('data', 'application/json')]
    >>> first, part = pack(data, packed_from=0)
    >>> first.json
    '{"documents":{"id":["甲"],"part":[0]},"parts":1}'
    >>> part.json
    '{"row":[0],"text":["学习"],"wide":[[]]}'
    """
    whole = inert(data)
    if len(whole) < (PACKED_FROM if packed_from is None else packed_from):
        return [Held("data", JSON_TYPE, whole, whole)]
    part_of: dict[int, int] = {}
    held = []
    for number, rows in enumerate(_parts(data["documents"])):
        part_of |= dict.fromkeys(rows, number)
        held.append(_packed(f"part-{number}", _texts(data["documents"], rows)))
    records = [
        {name: value for name, value in document.items() if name not in TEXT_FIELDS}
        | {"part": part_of.get(row)}
        for row, document in enumerate(data["documents"])
    ]
    names = " ".join(records[0]) if records else "id"
    documents = columns(names, (tuple(record.values()) for record in records))
    return [_packed("data", data | {"documents": documents, "parts": len(held)}), *held]


def _parts(documents: list[dict[str, Any]]) -> Iterator[list[int]]:
    """Rows of the documents whose texts go into one part."""
    rows: list[int] = []
    size = 0
    for row, document in enumerate(documents):
        if "text" not in document:
            continue
        rows.append(row)
        size += len(document["text"])
        if size >= PART_SIZE:
            yield rows
            rows, size = [], 0
    if rows:
        yield rows


def _texts(documents: list[dict[str, Any]], rows: list[int]) -> dict[str, list[Any]]:
    names = [name for name in TEXT_FIELDS if name in documents[rows[0]]]
    return {"row": rows} | {name: [documents[row][name] for row in rows] for name in names}


def _packed(name: str, data: object) -> Held:
    text = inert(data)
    deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    squeezed = deflate.compress(text.encode("utf-8")) + deflate.flush()
    return Held(name, PACKED_TYPE, base64.b64encode(squeezed).decode("ascii"), text)
