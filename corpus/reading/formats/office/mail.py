"""Mail (.eml) and web archives (.mht): the message's words, and its attachments as texts.

Read with the standard library's parser of MIME (RFC 5322, RFC 2045).
"""

from __future__ import annotations

import hashlib
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser

from corpus.errors import LeitongError
from corpus.model import Hint, Metadata, Span
from corpus.reading.encoding import decode, sanitise
from corpus.reading.formats import DOCUMENTS, FORMAT_READERS, Extract, Options, extract, suffix_of
from corpus.reading.formats.html import read as read_html
from corpus.reading.limits import MAX_MEMBERS
from corpus.reading.refusal import note_of, refuse, refuse_unforeseen

_HEADERS = ("From", "To", "Cc", "Date")
_MAILS = frozenset((".eml", ".mht", ".mhtml"))


def read(data: bytes, options: Options) -> list[Extract]:
    """Extract a message: subject as its heading, plain text before HTML; then its attachments.

    Mail inside mail, and attachments of formats that nobody reads here, are noted.

    Raises
    ------
    SourceError
        If it is no message, or has too many parts.
    """
    message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data)
    if not message.keys():
        raise refuse(options.name, "damaged-file", format=suffix_of(options.name), reason="MIME")
    if sum(1 for _ in message.walk()) > MAX_MEMBERS:
        raise refuse(options.name, "too-many-members", limit=MAX_MEMBERS)
    body = message.get_body(("plain", "html", "related"))
    found = Extract("", "eml") if body is None else _body(body, options)
    subject = " ".join(sanitise(_header(message, "Subject"))[0].split())
    if subject and suffix_of(options.name) == ".eml":
        shift = len(subject) + 1
        moved = tuple(
            hint._replace(span=Span(hint.span.start + shift, hint.span.end + shift))
            for hint in found.hints
        )
        found = found._replace(
            text=f"{subject}\n{found.text}", hints=(Hint(Span(0, len(subject)), 1), *moved)
        )
    described = tuple((name, value) for name in _HEADERS if (value := _header(message, name)))
    extracts = [found._replace(encoding="eml", metadata=Metadata.of(described))]
    claims: set[str] = set()
    for number, attached in enumerate(message.iter_attachments(), 1):
        name = (sanitise(attached.get_filename() or "")[0]).replace("\\", "/").rsplit("/", 1)[-1]
        part = f"/{name or number}"
        part = part if part not in claims else f"{part}~{number}"
        claims.add(part)
        if suffix_of(options.name) == ".eml" and not options.excluded(part):
            extracts += _attached(attached, name, part, options)
    return extracts


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name, "")).strip()
    except (ValueError, LookupError, IndexError, AttributeError):  # a header that no rule foresees
        return ""


def _body(body: MIMEPart, options: Options) -> Extract:
    raw = body.get_payload(decode=True)
    content = raw if isinstance(raw, bytes) else b""
    charset = options.encoding or body.get_content_charset()
    if body.get_content_type() == "text/html":
        (found,) = read_html(content, options._replace(name="x.html", encoding=_known(charset)))
        return found
    text, encoding, confidence, notes = decode(content, encoding=_known(charset))
    return Extract(text, encoding, confidence, notes=notes)


def _known(charset: str | None) -> str | None:
    """Name an encoding only if we have it; GB 2312 is taken for its extension."""
    import codecs

    if charset is None:
        return None
    try:
        name = codecs.lookup(charset).name
    except LookupError:
        return None
    return "gb18030" if name in ("gb2312", "gbk") else None if name == "ascii" else name


def _attached(attached: MIMEPart, name: str, part: str, options: Options) -> list[Extract]:
    suffix = suffix_of(name)
    raw = attached.get_payload(decode=True)
    data = raw if isinstance(raw, bytes) else b""
    digest = hashlib.sha256(data).hexdigest() if data else None
    try:
        if (suffix not in FORMAT_READERS and suffix not in DOCUMENTS) or suffix in _MAILS:
            raise refuse("", "skipped-type", suffix=suffix or "-")
        if suffix == ".zip":
            raise refuse("", "skipped-archive")
        found = extract(data, options._replace(name=name, named=False))
    except LeitongError as error:
        return [Extract("", None, notes=(note_of(error),), part=part, sha256=digest)]
    except Exception as error:  # noqa: BLE001 - an attachment's fault never costs the message
        note = note_of(refuse_unforeseen(part, error))
        return [Extract("", None, notes=(note,), part=part, sha256=digest)]
    return [one._replace(part=part + one.part, sha256=digest) for one in found]
