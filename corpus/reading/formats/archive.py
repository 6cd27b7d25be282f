"""Zip archives, read in place: nothing is unpacked to the disk, every size is checked by reading.

The bounds are those of :mod:`corpus.reading.limits`. Names without the UTF-8 flag are what their
bytes say: UTF-8 (macOS) or GBK (Windows in China).
"""

from __future__ import annotations

import hashlib
import io
import lzma
import re
import stat
import zipfile
import zlib
from collections import Counter

from corpus.errors import LeitongError, MissingExtra, SettingsError, SourceError
from corpus.reading.encoding import sanitise
from corpus.reading.formats import (
    ARCHIVES,
    DOCUMENTS,
    FORMAT_READERS,
    Extract,
    Options,
    extract,
    suffix_of,
)
from corpus.reading.limits import MAX_ARCHIVE, MAX_MEMBER, MAX_MEMBERS, MAX_RATIO, RATIO_FROM
from corpus.reading.refusal import note_of, refuse, refuse_unforeseen
from corpus.writing.numbering import natural_key

_UTF8_FLAG, _ENCRYPTED_FLAG = 0x800, 0x1
_CHUNK = 1 << 20
_DRIVE = re.compile(r"^[A-Za-z]:")
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError,
           NotImplementedError, RuntimeError)  # fmt: skip


class Archive:
    """A zip archive in memory, read member by member under the bounds.

    Parameters
    ----------
    data
        The archive's bytes.
    format
        What the user calls such a file, for messages: ``ZIP``, ``.docx``.

    Raises
    ------
    SourceError
        If it is no zip archive, or holds too many members.
    """

    def __init__(self, data: bytes, format: str) -> None:  # noqa: A002 - the user's word
        self.format = format
        self.left = MAX_ARCHIVE
        # the directory is counted before zipfile builds an object for each of its entries
        if data.count(b"PK\x01\x02") > 4 * MAX_MEMBERS:
            raise refuse("", "too-many-members", limit=MAX_MEMBERS)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise refuse("", "damaged-file", format=format, reason=type(error).__name__) from error
        self.members = self._zip.infolist()
        if len(self.members) > MAX_MEMBERS:
            raise refuse("", "too-many-members", limit=MAX_MEMBERS)

    def read(self, member: zipfile.ZipInfo, name: str) -> bytes:
        """Read one member.

        Raises
        ------
        SourceError
            If it is over a bound, damaged, or has a password.
        """
        if member.flag_bits & _ENCRYPTED_FLAG:
            raise refuse("", "encrypted-file", format=self.format)
        parts: list[bytes] = []
        size = 0
        try:
            with self._zip.open(member) as stream:
                while part := stream.read(_CHUNK):
                    parts.append(part)
                    size += len(part)
                    self._check(member, name, size)
        except _BROKEN as error:
            if isinstance(error, SourceError):  # our own, a ValueError too
                raise
            reason = f"{name}: {type(error).__name__}"
            raise refuse("", "damaged-file", format=self.format, reason=reason) from error
        self.left -= size
        return b"".join(parts)

    def find(self, name: str) -> zipfile.ZipInfo | None:
        """Find a member by its name, whatever the case and the slashes."""
        wanted = name.lower().lstrip("/")
        for member in self.members:
            if member.filename.replace("\\", "/").lower().lstrip("/") == wanted:
                return member
        return None

    def _check(self, member: zipfile.ZipInfo, name: str, size: int) -> None:
        if size > MAX_MEMBER:
            raise refuse("", "member-too-large", name=name, limit=MAX_MEMBER >> 20)
        if size > RATIO_FROM and size > MAX_RATIO * max(1, member.compress_size):
            raise refuse("", "compression-bomb", name=name, limit=MAX_RATIO)
        if size > self.left:
            raise refuse("", "archive-too-large", limit=MAX_ARCHIVE >> 20)


def read(data: bytes, options: Options) -> list[Extract]:
    """Read the documents of an archive, in the order of their names.

    Folders, hidden files and what macOS adds are passed over; archives inside are not opened. One
    that holds nothing else is told of as an empty file is.
    """
    archive = Archive(data, "ZIP")
    claims: Counter[str] = Counter()
    found: list[Extract] = []
    files = [member for member in archive.members if not _passed_over(member)]
    if not files:
        return [Extract("", "utf-8")]
    for member in sorted(
        files,
        key=lambda one: (natural_key(member_name(one)), member_name(one), one.header_offset),
    ):
        part = "/" + member_name(member)
        if options.excluded(part):
            continue
        claims[part] += 1
        if claims[part] > 1:
            part += f"~{claims[part]}"
        found += _member(archive, member, part, options)
    return found


def member_name(member: zipfile.ZipInfo) -> str:
    """Return a member's path as its writer meant it, with nothing that leads out of the archive.

    >>> member_name(zipfile.ZipInfo("../../总结\\\\一.txt"))
    '总结/一.txt'
    """
    name = member.filename
    if not member.flag_bits & _UTF8_FLAG:
        try:
            raw = name.encode("cp437")  # how zipfile read the bytes
        except UnicodeEncodeError:
            raw = b""
        name = _guess(raw) or name
    parts = _DRIVE.sub("", name).replace("\\", "/").split("/")
    return sanitise("/".join(p for p in parts if p not in ("", ".", "..")))[0] or "?"


def _passed_over(member: zipfile.ZipInfo) -> bool:
    parts = member_name(member).split("/")
    return member.filename.endswith("/") or any(
        part.startswith((".", "__MACOSX", "~$")) for part in parts
    )


def _guess(raw: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def _member(
    archive: Archive, member: zipfile.ZipInfo, part: str, options: Options
) -> list[Extract]:
    name = member_name(member).rsplit("/", 1)[-1]
    suffix = suffix_of(name)
    data = b""
    try:
        if stat.S_ISLNK(member.external_attr >> 16):
            raise refuse("", "skipped-link")
        if suffix in ARCHIVES:
            raise refuse("", "skipped-archive")
        if suffix not in FORMAT_READERS and suffix not in DOCUMENTS:
            raise refuse("", "skipped-type", suffix=suffix or "-")
        data = archive.read(member, part[1:])
        inner = options._replace(name=name, named=False)
        inner = inner._replace(excluded=lambda rest: options.excluded(part + rest))
        found = extract(data, inner)
    except (SourceError, MissingExtra, SettingsError) as error:
        return [_failed(error, part, data)]
    except Exception as error:  # noqa: BLE001 - one member's fault never costs another; it is noted
        return [_failed(refuse_unforeseen(part, error), part, data)]
    digest = hashlib.sha256(data).hexdigest()
    return [one._replace(part=part + one.part, sha256=digest) for one in found]


def _failed(error: LeitongError, part: str, data: bytes) -> Extract:
    digest = hashlib.sha256(data).hexdigest() if data else None
    return Extract("", None, notes=(note_of(error),), part=part, sha256=digest)
