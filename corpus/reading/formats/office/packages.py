"""Parts of an Office package (OPC): which part a part refers to, and its XML."""

from __future__ import annotations

import posixpath

from corpus.reading.formats.archive import Archive
from corpus.reading.formats.safe_xml import Element, parse
from corpus.reading.refusal import refuse

OLE = b"\xd0\xcf\x11\xe0"
"""How files of old Office begin, and new ones that have a password ([MS-OFFCRYPTO] 1.3.3)."""
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = b"http://purl.oclc.org/ooxml/"
_USUAL = {
    b"http://purl.oclc.org/ooxml/spreadsheetml/main":
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/presentationml/main":
        b"http://schemas.openxmlformats.org/presentationml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/main":
        b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships":
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}  # fmt: skip


def package(data: bytes, name: str, format: str) -> Archive:  # noqa: A002 - the user's word
    """Open a package.

    Raises
    ------
    SourceError
        If it has a password, or is no package.
    """
    if data.startswith(OLE):
        raise refuse(name, "encrypted-file", format=format)
    return Archive(data, format)


def part(archive: Archive, path: str) -> bytes:
    """Read a part; the strict dialect's names of XML are put in the usual ones.

    Raises
    ------
    SourceError
        If there is none.
    """
    member = archive.find(path)
    if member is None:
        raise refuse("", "damaged-file", format=archive.format, reason=path)
    data = archive.read(member, path)
    if _STRICT in data:
        for strict, usual in _USUAL.items():
            data = data.replace(strict, usual)
    return data


def tree(archive: Archive, path: str) -> Element:
    """Parse a part."""
    return parse(part(archive, path), archive.format)


def related(archive: Archive, path: str) -> dict[str, tuple[str, str]]:
    """Relation's id → (kind, path) of the parts that a part refers to, none of them outside."""
    folder, base = posixpath.split(path)
    place = posixpath.join(folder, "_rels", f"{base}.rels")
    found: dict[str, tuple[str, str]] = {}
    if archive.find(place) is None:
        return found
    for relation in tree(archive, place).iter(_RELATION):
        if relation.get("TargetMode") != "External":
            target = relation.get("Target") or ""
            whole = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            kind = (relation.get("Type") or "").rsplit("/", 1)[-1]
            found[relation.get("Id") or ""] = kind, whole
    return found
