"""The report to hand in (报告单): one printable document, no script, the same bytes every time.

Number, date, settings, figures, the list of documents and sources, all marked passages. Its date
is what the user says: never the clock.
"""

from __future__ import annotations

import datetime
import re
import shutil
import subprocess
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from analysis.asides import Aside
from analysis.findings.duplicates import Pair
from analysis.studies import Study
from analysis.views.page.typeface import font_face
from corpus import __version__
from corpus.errors import SettingsError
from corpus.export.columns import per_cent
from corpus.export.web_page import shown
from corpus.messages import words as word_of
from corpus.model import Document, Source
from corpus.reading.refusal import unread_files

MOST_MARKED = 1_000_000
"""Characters of all texts together up to which they are printed: some 700 pages."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
            "microsoft-edge", "msedge", "chrome")  # fmt: skip
"""Programs that print a page as PDF without a window."""
PRINTING_SECONDS = 300
LONGEST_SHOWN = 200
"""Characters of a passage in the list of passages where the marked texts hold all of it."""
_NUMBER = re.compile(r"[<>]?\d[\d,.]*%?")

_STYLE = """\
@page{size:A4;margin:18mm 16mm}
body{font:11pt/1.6 "Noto Serif SC","Source Han Serif SC",SimSun,"Songti SC","leitong",serif;
color:#000;background:#fff;max-width:178mm;margin:8mm auto}
h1{text-align:center;font-size:18pt;margin:0 0 4mm}h2{font-size:13pt;margin:8mm 0 2mm;
break-after:avoid}h3{font-size:11pt;margin:5mm 0 1mm;break-after:avoid}
.head{display:flex;justify-content:space-between;border-bottom:1.5pt solid #000}
.note{font-size:9.5pt}table{border-collapse:collapse;width:100%;font-size:9.5pt}
thead{display:table-header-group}tr{break-inside:avoid}
th,td{border:.5pt solid #666;padding:1mm 1.6mm;text-align:left;vertical-align:top;
overflow-wrap:anywhere}th{background:#eee}td.n{text-align:right;white-space:nowrap}
.list td:last-child{white-space:nowrap}
.pairs th{width:45%}.groups th:nth-child(1){width:8%}.groups th:nth-child(2){width:8%}
.groups th:nth-child(4){width:30%}.groups{table-layout:fixed}
.differences{table-layout:fixed}.differences th:nth-child(1){width:9%}
.text{white-space:pre-wrap;overflow-wrap:anywhere;font-size:10pt}
mark{background:#ffd9a8;color:#000;print-color-adjust:exact;-webkit-print-color-adjust:exact}
mark.f{background:none;border-bottom:1pt dotted #555}sup{font-size:6.5pt;color:#444}
.sign{margin-top:12mm}@media screen{body{padding:0 6mm}}
"""


def hand_in_html(
    found: Study,
    *,
    lang: str = "zh",
    date: str | None = None,
    number: str | None = None,
    aside: Aside | None = None,
) -> bytes:
    """Write a study as a document to print and hand in.

    Parameters
    ----------
    found
        The study.
    lang
        ``"zh"`` or ``"en"``.
    date
        ``YYYY-MM-DD``; without one a blank is left to be filled in by hand.
    number
        Of the document; without one it is the beginning of the corpus' fingerprint.
    aside
        What was set aside before the study.

    Returns
    -------
    bytes
        One HTML page, UTF-8: nothing outside it is needed.

    Raises
    ------
    SettingsError
        If the date is none.
    """
    checked_date(date)
    parts = [
        *_front(found, lang, date, number, aside),
        unread_table(unread_files((c.source for c in found.corpus.compilations), lang), lang),
        *_documents(found, lang),
        *_sources(found, lang),
        *_pairs(found, lang),
        *_marked(found, lang),
        *_groups(found, lang),
    ]
    return printed("title", parts, lang)


def printed(title: str, parts: Iterable[str], lang: str) -> bytes:
    """Put the parts of a document to hand in on a page.

    Parameters
    ----------
    title
        Key of its title.
    parts
        HTML, one part after the other.
    lang
        ``"zh"`` or ``"en"``.
    """
    code = {"zh": "zh-CN", "en": "en"}[lang]
    title = shown(say(title, lang))
    whole = [
        f'<!DOCTYPE html>\n<html lang="{code}"><head><meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'\">\n"
        '<meta name="generator" content="leitong">\n'
        f"<title>{title}</title><style>\n{_STYLE}</style></head><body>\n<h1>{title}</h1>\n",
        *parts,
        f'<p class="sign">{shown(say("signature", lang))}</p>\n</body></html>\n',
    ]
    text = "".join(whole)
    face = font_face(text)  # a printed page is to have its characters wherever it is printed
    return text.replace("<style>\n", f"<style>\n{face}", 1).encode("utf-8", "replace")


def checked_date(date: str | None) -> None:
    """Refuse what is no date.

    Raises
    ------
    SettingsError
        If it is not written ``YYYY-MM-DD``.
    """
    if date is None:
        return
    try:
        datetime.date.fromisoformat(date)
    except ValueError:
        raise SettingsError.of("setting-date", value=repr(date)) from None


def pdf_of(page: bytes) -> bytes:
    """Print a page as PDF with the system's own Chromium, Chrome or Edge.

    The PDF is the browser's: its bytes may differ from one version of it to the next, and its
    time stamps are blanked.

    Raises
    ------
    SettingsError
        If no such browser is there, or it prints nothing.
    """
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise SettingsError.of("setting-no-browser")
    with tempfile.TemporaryDirectory(prefix="leitong-print-") as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_bytes(page)
        command = [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={folder}/profile", "--no-pdf-header-footer",
            f"--print-to-pdf={target}", source.as_uri(),
        ]  # fmt: skip
        try:
            subprocess.run(command, capture_output=True, timeout=PRINTING_SECONDS, check=True)  # noqa: S603
            content = target.read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise SettingsError.of("setting-no-print", browser=browser) from error
    return re.sub(rb"\(D:\d{14}[^)]*\)", lambda m: b"(D:20000101000000" + m[0][17:], content)


def as_named(page: bytes, place: Path) -> bytes:
    """Return a document to hand in as its file's name says: the page, or a PDF of it."""
    return pdf_of(page) if place.suffix.lower() == ".pdf" else page


def head_line(fingerprint: str, date: str | None, number: str | None, lang: str) -> str:
    """Number and date of a document to hand in."""
    named = number or fingerprint[:12].upper()
    return (
        f'<div class="head"><span>{shown(say("number", lang))}: {shown(named)}</span>'
        f"<span>{shown(say('date', lang))}: {shown(date or say('blank', lang))}</span></div>\n"
    )


def _front(
    found: Study, lang: str, date: str | None, number: str | None, aside: Aside | None
) -> Iterator[str]:
    fingerprint = found.corpus.recipe.fingerprint
    yield head_line(fingerprint, date, number, lang)
    yield f'<p class="note">{shown(say("explained", lang))}</p>\n'
    settings: list[tuple[str, object]] = [
        ("tool", f"leitong {__version__}"),
        ("fingerprint", fingerprint),
        ("threshold", f"{found.duplicates.threshold:g}"),
        ("shortest", found.reuse.coverage.shortest),
        ("tokenizer", found.tokenizer.called),
    ]
    if aside is not None:
        settings.append(("aside", f"{sum(aside.characters.values()):,}"))
    yield facts_table("settings", settings, lang)
    totals, families = found.totals, found.duplicates.families
    members = sum(len(family.members) for family in families)
    figures: list[tuple[str, object]] = [
        ("documents", len(found.corpus)),
        ("characters", f"{found.corpus.characters:,}"),
        ("families", f"{len(families)} ({members})"),
        ("passages", int(found.reuse.group.max(initial=0))),
        *((name, per_cent(getattr(totals, name))) for name in totals._fields),
    ]
    yield facts_table("figures", figures, lang)


def _documents(found: Study, lang: str) -> Iterator[str]:
    frame = found.shares
    order = _numbers(found)
    family = {name: each.id for each in found.duplicates.families for name in each.members}
    rows = [
        (order[name], name, f"{count:,}", per_cent(share), per_cent(distinct),
         most if isinstance(most, str) else None, family.get(name))
        for name, count, share, distinct, most in zip(
            *(frame[c].tolist() for c in
              ("document", "characters", "share", "share_distinct", "most_from")), strict=True
        )
    ]  # fmt: skip
    names = ("n", "document", "chars", "share", "share_distinct", "most_from", "family")
    yield section("list", names, rows, lang)


def _sources(found: Study, lang: str) -> Iterator[str]:
    yield sources_table({d.source.id: d.source for d in found.corpus}.values(), lang)


def unread_table(files: Sequence[tuple[str, str]], lang: str) -> str:
    """List files that could not be read, and why; nothing where there are none."""
    return section("unread", ("source", "why"), files, lang) if files else ""


def sources_table(sources: Iterable[Source], lang: str) -> str:
    """List files with what tells whether one was changed since."""
    rows = [(each.id, len(each.text), each.encoding, each.sha256) for each in sources]
    return section("sources", ("source", "chars", "encoding", "SHA-256"), rows, lang)


def _pairs(found: Study, lang: str) -> Iterator[str]:
    yield pairs_table(found.duplicates.pairs, ("a", "b"), lang)


def pairs_table(pairs: Iterable[Pair], sides: tuple[str, str], lang: str) -> str:
    """List pairs, what the two are to one another, how alike."""
    rows = [
        (pair.a, pair.b, word_of(f"verdict-{pair.verdict}")[lang], per_cent(pair.similarity))
        for pair in pairs
    ]
    return section("pairs", (*sides, "verdict", "similarity"), rows, lang)


def _marked(found: Study, lang: str) -> Iterator[str]:
    yield marked_head(found.corpus.characters, lang)
    if found.corpus.characters > MOST_MARKED:
        return
    frame = found.reuse.occurrences()
    places: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    columns = ("document", "span_start", "span_end", "group")
    for name, start, end, group in zip(*(frame[c].tolist() for c in columns), strict=True):
        places[name].append((start, end, group))
    yield from marked_texts(found.corpus, places, _formula(found))


def marked_head(characters: int, lang: str) -> str:
    """Head the marked texts: what the marks mean, or that the texts are too long to be printed."""
    head = f"<h2>{shown(say('marked', lang))}</h2>\n"
    if characters <= MOST_MARKED:
        return f'{head}<p class="note">{shown(say("legend", lang))}</p>\n'
    text = say("too-long", lang).format(characters=f"{characters:,}", most=f"{MOST_MARKED:,}")
    return f"{head}<p>{shown(text)}</p>\n"


def marked_texts(
    documents: Iterable[Document],
    places: Mapping[str, Sequence[tuple[int, int, int]]],
    formula: frozenset[int],
) -> Iterator[str]:
    """Write texts with their passages marked; see :func:`marked_text`."""
    for n, document in enumerate(documents, 1):
        yield f'<h3>{n}. {shown(document.id)}</h3>\n<div class="text">'
        yield from marked_text(document, sorted(places.get(document.id, ())), formula)
        yield "</div>\n"


def marked_text(
    document: Document, places: Sequence[tuple[int, int, int]], formula: frozenset[int]
) -> Iterator[str]:
    """Write a document's text with its passages marked; every character stands in it once.

    Parameters
    ----------
    document
        The document.
    places
        ``(start, end, group)``, ascending, offsets of the source; they may overlap.
    formula
        Groups that are boilerplate.

    Examples
    --------
    >>> text = marked_text(Document.plain("甲", "认真学习，扎实工作。"), [(2, 4, 7)], frozenset())
    >>> "".join(text)
    '认真<mark><sup>[7]</sup>学习</mark>，扎实工作。'
    """
    source, body = document.source.text, document.body
    cuts = sorted({body.start, body.end, *(at for s, e, _ in places for at in (s, e))})
    cuts = [cut for cut in cuts if body.start <= cut <= body.end]
    begin: dict[int, list[int]] = defaultdict(list)
    finish: dict[int, list[int]] = defaultdict(list)
    for start, end, group in places:
        begin[max(start, body.start)].append(group)
        finish[end].append(group)
    held: list[int] = []
    for start, end in pairwise(cuts):
        for group in finish[start]:
            held.remove(group)
        held += begin[start]
        text = shown_lines(source[start:end])
        if held:
            kind = ' class="f"' if formula.issuperset(held) else ""
            numbers = "".join(f"<sup>[{group}]</sup>" for group in sorted(set(begin[start])))
            yield f"<mark{kind}>{numbers}{text}</mark>"
        else:
            yield text


def shown_lines(text: str) -> str:
    """Escape text line by line: its line ends stay."""
    return "\n".join(shown(line) for line in text.splitlines()) + "\n" * text.endswith("\n")


def _formula(found: Study) -> frozenset[int]:
    groups = found.reuse.groups()
    return frozenset(groups.loc[groups["boilerplate"], "group"].tolist())


def _groups(found: Study, lang: str) -> Iterator[str]:
    order, formula = _numbers(found), _formula(found)
    frame = found.reuse.occurrences()
    columns = ("group", "document", "span_start", "span_end", "text")
    texts: dict[int, str] = {}
    places: dict[int, list[str]] = defaultdict(list)
    for group, name, start, end, text in zip(*(frame[c].tolist() for c in columns), strict=True):
        if group not in texts:
            texts[group] = shortened(" ".join(text.split()), found.corpus.characters)
        places[group].append(f"{order[name]}: {start}–{end}")
    rows = [
        (group, say("formula", lang) if group in formula else None, texts[group],
         "; ".join(places[group]))
        for group in sorted(texts)
    ]  # fmt: skip
    yield section("groups", ("group", "formula", "text", "places"), rows, lang)


def shortened(text: str, characters: int) -> str:
    """Leave out the middle of a passage where the marked texts hold all of it."""
    if characters > MOST_MARKED or len(text) <= LONGEST_SHOWN:
        return text
    half = LONGEST_SHOWN // 2
    return f"{text[:half]} …… {text[-half:]}"


def _numbers(found: Study) -> dict[str, int]:
    return {document.id: n for n, document in enumerate(found.corpus, 1)}


def facts_table(title: str, facts: Sequence[tuple[str, object]], lang: str) -> str:
    """Write figures under one another, each behind its name."""
    rows = "".join(
        f'<tr><th scope="row">{shown(say(name, lang))}</th><td>{shown(str(value))}</td></tr>\n'
        for name, value in facts
    )
    return f'<h2>{shown(say(title, lang))}</h2>\n<table class="pairs">{rows}</table>\n'


def section(title: str, names: Sequence[str], rows: Sequence[Sequence[object]], lang: str) -> str:
    """Write a heading and a table."""
    head = f"<h2>{shown(say(title, lang))}</h2>\n"
    if not rows:
        return head + f"<p>{shown(say('none', lang))}</p>\n"
    heads = "".join(f'<th scope="col">{shown(say(name, lang))}</th>' for name in names)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>\n" for row in rows)
    return (
        head
        + f"<table class={title}><thead><tr>{heads}</tr></thead><tbody>\n{body}</tbody></table>\n"
    )


def _cell(value: object) -> str:
    if value is None:
        return "<td></td>"
    text = str(value)
    number = text.endswith("%") or text.replace(",", "").isdigit()
    return f"<td{' class=n' if number else ''}>{shown(text)}</td>"


def say(key: str, lang: str) -> str:
    """Return what the document says for a key; a key without words is said itself."""
    found = _words().get(key)
    return key if found is None else found[lang]


@cache
def _words() -> dict[str, dict[str, str]]:
    text = files("analysis.views").joinpath("hand_in.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
