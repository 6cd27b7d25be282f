"""E-books (.epub): the chapters in the order of the spine, as one text."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from corpus.model import Hint, Metadata, Note, Span
from corpus.reading.formats import Extract, Options
from corpus.reading.formats.archive import Archive
from corpus.reading.formats.html import read as read_html
from corpus.reading.formats.office.packages import part
from corpus.reading.formats.safe_xml import parse
from corpus.reading.refusal import refuse

_FORMAT = ".epub"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_DESCRIBED = ("title", "creator", "date", "publisher", "language", "identifier")


def read(data: bytes, options: Options) -> list[Extract]:
    """Extract the text of an e-book; title, author and so on are its metadata.

    Raises
    ------
    SourceError
        If it is damaged, its chapters are encrypted, or it is over a limit.
    """
    archive = Archive(data, _FORMAT)
    container = parse(part(archive, "META-INF/container.xml"), _FORMAT)
    root = next((each.get("full-path") for each in container.iter(_CONTAINER)), None) or ""
    book = parse(part(archive, root), _FORMAT)
    folder = posixpath.dirname(root)
    items = {item.get("id"): item for item in book.iter(f"{_OPF}item")}
    sealed = archive.find("META-INF/encryption.xml")
    locks = b"" if sealed is None else archive.read(sealed, sealed.filename)
    texts: list[str] = []
    hints: list[Hint] = []
    notes: list[Note] = []
    length = 0
    for reference in book.iter(f"{_OPF}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or "html" not in (item.get("media-type") or "html"):
            continue
        href = unquote((item.get("href") or "").partition("#")[0])
        path = posixpath.normpath(posixpath.join(folder, href))
        if path.encode() in locks:
            raise refuse(options.name, "encrypted-file", format=_FORMAT)
        for one in read_html(part(archive, path), options._replace(name=path, encoding=None)):
            if not one.text.strip():
                continue
            text = one.text if one.text.endswith("\n") else one.text + "\n"
            hints += [_moved(hint, length) for hint in one.hints]
            texts.append(text)
            length += len(text)
            notes += [note._replace(span=Span(*(length for _ in range(2)))) for note in one.notes]
    described = tuple(
        (name, " ".join((each.text or "").split()))
        for name in _DESCRIBED
        for each in list(book.iter(f"{_DC}{name}"))[:1]
        if (each.text or "").strip()
    )
    said = Metadata.of(described)
    return [Extract("".join(texts), "epub", 1.0, tuple(hints), tuple(notes), metadata=said)]


def _moved(hint: Hint, by: int) -> Hint:
    return hint._replace(span=Span(hint.span.start + by, hint.span.end + by))
