"""Old documents (.doc, .wps, .rtf, .pages): LibreOffice, where it is there, makes .docx of them.

Many a .doc is something else under that name, a web page or a .docx; it is read as what it is.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from corpus.reading.formats import Extract, Options, suffix_of
from corpus.reading.formats.docx import read as read_docx
from corpus.reading.formats.html import read as read_html
from corpus.reading.formats.office.mail import read as read_mail
from corpus.reading.limits import MAX_FILE
from corpus.reading.refusal import refuse

CONVERTERS = ("soffice", "libreoffice")
"""Programs of LibreOffice."""
CONVERTING_SECONDS = 180
"""A document of 1,000 pages takes a minute; one that hangs shall not hang the run."""
_PAGE = re.compile(rb"\A(?:\xef\xbb\xbf|\s)*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)", re.I)
_MAIL = re.compile(rb"\AMIME-Version:", re.I)
_QUIETLY: Any = {"capture_output": True, "timeout": CONVERTING_SECONDS}
_LOOKED_AT = 1024  # bytes of the beginning


def read(data: bytes, options: Options) -> list[Extract]:
    """Extract the text of a document that LibreOffice reads.

    Raises
    ------
    SourceError
        If LibreOffice is not installed, or makes nothing of the file.
    """
    suffix = suffix_of(options.name)
    beginning = data[:_LOOKED_AT]
    if suffix in (".doc", ".wps", ".rtf"):
        if data.startswith(b"PK\x03\x04"):
            return read_docx(data, options)
        if _PAGE.match(beginning):
            return read_html(data, options)
        if _MAIL.match(beginning):
            return read_mail(data, options._replace(name="x.mht"))
    program = next(filter(None, map(shutil.which, CONVERTERS)), None)
    if program is None:
        raise refuse(options.name, "unsupported-format", suffix=suffix)
    made = _converted(program, data, suffix, options.name)
    return [one._replace(encoding=suffix[1:]) for one in read_docx(made, options)]


def _converted(program: str, data: bytes, suffix: str, name: str) -> bytes:
    """Have a copy converted in a folder of its own, with a profile of its own: no macros run."""
    with tempfile.TemporaryDirectory(prefix="leitong-convert-") as folder:
        source = Path(folder, f"document{suffix}")
        source.write_bytes(data)
        profile = Path(folder, "profile").as_uri()
        command = [
            program, "--headless", "--norestore", "--nologo", f"-env:UserInstallation={profile}",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, str(source),
        ]  # fmt: skip
        try:
            subprocess.run(command, check=True, **_QUIETLY)  # noqa: S603
            made = Path(folder, "document.docx")
            if made.stat().st_size > MAX_FILE:
                raise refuse(name, "file-too-large", limit=MAX_FILE // 10**6)
            return made.read_bytes()
        except (subprocess.SubprocessError, FileNotFoundError) as error:
            reason = f"LibreOffice: {type(error).__name__}"
            raise refuse(name, "damaged-file", format=suffix, reason=reason) from error
