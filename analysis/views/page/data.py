"""All data of the page as one JSON text that no HTML parser can mistake for anything else."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

from analysis.asides import Aside
from analysis.drawings.labels import short_labels
from analysis.findings.boilerplate.finding import CLASSES
from analysis.studies import Study
from analysis.views.page.columns import Columns, columns
from analysis.views.page.documents import (
    documents_data,
    measures_data,
    places_of,
    shown_texts,
)
from analysis.views.page.evidence import evidence_data
from analysis.views.page.pairs import pairs_data
from analysis.views.page.terms import terms_data, themes_data
from analysis.views.page.variables import variables_data
from analysis.views.page.wording import wording_data
from corpus.ids import file_and_row
from corpus.messages import LANGUAGES
from corpus.messages import table as messages
from corpus.reading.refusal import is_unreadable

EXCERPT = 160
MOST_NOTES = 1_000
_BORROWED = ("change-", "class-", "variant-", "descent-", "evidence-", "slot-", "verdict-")
"""Messages that the page shows and other views, too."""
_UNSAFE = re.compile(
    "[<>&\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
"""What could end a script element or a line of script, and what turns or hides text."""


@cache
def words() -> dict[str, dict[str, str]]:
    """Words of the page: key → language → template."""
    text = files("analysis.views.page").joinpath("words.toml").read_text(encoding="utf-8")
    own: dict[str, dict[str, str]] = tomllib.loads(text)
    return own | {k: v for k, v in messages().items() if k.startswith(_BORROWED)}


def page_data(found: Study, *, lang: str = "zh", aside: Aside | None = None) -> dict[str, Any]:
    """Everything that the page shows.

    Parameters
    ----------
    found
        The study.
    lang
        The language that the page opens in.
    aside
        What was set aside before the study: shown, and counted apart.
    """
    corpus = found.corpus
    texts = {document.id: document.text for document in (aside.whole if aside else corpus)}
    ids = [document.id for document in corpus]
    rows = {name: row for row, name in enumerate(ids)}
    places, shown = places_of(found, texts), shown_texts(found)
    recipe = corpus.recipe
    return {
        "lang": lang,
        "version": recipe.version,
        "fingerprint": recipe.fingerprint,
        "settings": columns("name value", recipe.settings),
        "tokenizer": found.tokenizer.called,
        "threshold": found.duplicates.threshold,
        "words": {name: {k: v[name] for k, v in words().items()} for name in LANGUAGES},
        "labels": {name: short_labels(ids, lang=name) for name in LANGUAGES},
        "classes": list(CLASSES),
        "totals": found.totals._asdict(),
        "largest": _largest(found, rows),
        "sources": _sources(found),
        "files": _files(found),
        "notes": _notes(found, rows),
        "residue": _residue(found),
        "documents": documents_data(found, places, {name: texts[name] for name in shown}, aside),
        "measures": measures_data(found),
        "variables": variables_data(corpus),
        "evidence": evidence_data(found, places, aside),
        "textsLeftOut": len(ids) - len(shown),
        **pairs_data(found, rows, places, shown),
        **wording_data(found, rows, places),
        **terms_data(found, rows),
        **themes_data(found, rows, places),
    }


def inert(data: object) -> str:
    r"""Write data as JSON that stays inert inside a page, whatever texts it holds.

    >>> print(inert(["</script>", "\u202e"]))
    ["\u003c/script\u003e","\u202e"]
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _largest(found: Study, rows: dict[str, int]) -> dict[str, Any] | None:
    """The largest share of one document that stands in one other: both rows, and the share."""
    most = found.shares["most_share"].to_numpy()
    if not most.any():
        return None
    a = int(most.argmax())
    return {"a": a, "b": rows[found.shares["most_from"][a]], "share": float(most[a])}


def _sources(found: Study) -> list[dict[str, Any]]:
    return [
        {
            "id": c.source.id,
            "sha256": c.source.sha256,
            "encoding": c.source.encoding,
            "characters": len(c.source.text),
            "promised": c.promised,
            "documents": len(c.documents),
        }
        for c in found.corpus.compilations
    ]


def _files(found: Study) -> dict[str, int | str | None]:
    """How many files were read, and could not be; what was left aside on purpose is neither.

    A corpus of one file is called by its name.
    """
    sources = [c.source for c in found.corpus.compilations]
    read = {file_and_row(s.id)[0] for s in sources if s.encoding is not None}
    unread = sum(map(is_unreadable, sources))
    only = next(iter(read)) if len(read) == 1 and not unread else None
    return {"read": len(read), "unread": unread, "only": only}


def _notes(found: Study, rows: dict[str, int]) -> Columns:
    """Source, document (or None), code, range, message in both languages."""
    noted = [
        (number, owner, note)
        for number, c in enumerate(found.corpus.compilations)
        for owner, notes in (
            *((None, part) for part in (c.source.notes, c.notes)),
            *((rows.get(d.id), d.notes) for d in c.documents),
        )
        for note in notes
    ]
    seen = dict.fromkeys(noted)
    return columns(
        f"source document code start end {' '.join(LANGUAGES)}",
        (
            [number, owner, note.code, *note.span, *(note.message(lang) for lang in LANGUAGES)]
            for number, owner, note in list(seen)[:MOST_NOTES]
        ),
    )


def _residue(found: Study) -> Columns:
    held = (
        [number, r.kind, *r.span, c.source.text[r.span.start : r.span.end][:EXCERPT]]
        for number, c in enumerate(found.corpus.compilations)
        for r in c.residue
    )
    return columns("source kind start end text", islice(held, MOST_NOTES))
