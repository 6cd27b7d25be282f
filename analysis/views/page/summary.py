"""What the page says without script: sentences, a few numbers, documents, families, pairs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analysis.findings.rows import share
from analysis.studies import Study
from analysis.views.page.columns import records
from analysis.views.page.data import words
from corpus.export.columns import visible

MOST_SUMMARY_ROWS = 300
EXCERPT = 60
FIGURES = ("share", "share-distinct", "share-outside", "largest", "distinct")


def summary(found: Study, data: dict[str, Any], *, lang: str) -> dict[str, Any]:
    """Texts and tables of the static part, for the template.

    Parameters
    ----------
    found
        The study.
    data
        From :func:`analysis.views.page.data.page_data`.
    lang
        ``"zh"`` or ``"en"``.
    """

    def say(key: str, **facts: object) -> str:
        return words()[key][lang].format_map(facts)

    totals, largest = data["totals"], data["largest"]
    values = (
        share(totals["share"]),
        share(totals["share_distinct"]),
        share(totals["share_outside"]),
        share(largest["share"]) if largest else "—",
        share(totals["distinct"]),
    )
    return {
        "lang": lang,
        "title": _title(data, say),
        "lede": ("" if lang == "zh" else " ").join(_lede(data, say)),
        "figures": [
            (say(f"figure-{name}"), value, say(f"define-{name}"))
            for name, value in zip(FIGURES, values, strict=True)
        ],
        "tables": [
            table
            for table in (_documents(data, lang, say), _families(data, lang, say),
                          _pairs(data, lang, say), _formulas(data, say), _notes(data, lang, say))
            if table["rows"]
        ],
        "w": {"static-more": say("static-more")},
        "footer": say("footer", version=found.corpus.recipe.version),
        "fingerprint": found.corpus.recipe.fingerprint,
    }  # fmt: skip


def _title(data: dict[str, Any], say: Any) -> str:
    if data["files"]["only"] is not None:
        return str(say("title-one", name=visible(data["files"]["only"])))
    return str(say("title-many", n=f"{data['files']['read']:,}"))


def _lede(data: dict[str, Any], say: Any) -> list[str]:
    documents, families = data["documents"], data["families"]
    promised = [s["promised"] for s in data["sources"] if s["promised"] is not None]
    hidden = sum(d["embedded"] for d in documents)
    characters = sum(d["characters"] for d in documents)
    sentences = [
        say("lede-size", documents=f"{len(documents):,}", sources=f"{data['files']['read']:,}",
            characters=f"{characters:,}")
    ]  # fmt: skip
    if promised:
        key = "lede-promised-hidden" if hidden else "lede-promised"
        sentences.append(say(key, promised=sum(promised), hidden=hidden))
    members = sum(len(f["members"]) for f in families)
    key = "lede-families" if families else "lede-no-families"
    sentences.append(say(key, members=members, families=len(families)))
    apart = [d["aside"] for d in documents if d["aside"]]
    if apart:
        sentences.append(say("lede-aside", documents=len(apart), characters=f"{sum(apart):,}"))
    sentences.append(say("lede-unread", n=data["files"]["unread"]))
    return sentences


def _table(
    title: str, heads: list[str], rows: Sequence[tuple[str, ...]], say: Any
) -> dict[str, Any]:
    left = len(rows) - MOST_SUMMARY_ROWS
    return {
        "title": title,
        "heads": heads,
        "rows": [[visible(cell) for cell in row] for row in rows[:MOST_SUMMARY_ROWS]],
        "more": say("and-more", n=left) if left > 0 else "",
    }


def _documents(data: dict[str, Any], lang: str, say: Any) -> dict[str, Any]:
    family_of = {m: f["id"] for f in data["families"] for m in f["members"]}
    kinds = data["classes"]
    rows = [
        (data["labels"][lang][row], (d["title"] or "")[:EXCERPT], d["kind"] or "",
         f"{d['characters']:,}", share(d["share"]), *map(share, d["shares"]),
         str(family_of.get(row, "")))
        for row, d in enumerate(data["documents"])
    ]  # fmt: skip
    heads = [say(f"column-{name}") for name in ("document", "title", "kind", "characters", "share")]
    heads += [say(f"class-{name}") for name in kinds] + [say("column-family")]
    return _table(say("view-documents"), heads, rows, say)


def _families(data: dict[str, Any], lang: str, say: Any) -> dict[str, Any]:
    label = data["labels"][lang]
    rows = [
        (str(f["id"]), " ".join(label[m] for m in f["members"]), label[f["representative"]],
         say("alike-at-least", share=share(f["cohesion"])))
        for f in data["families"]
    ]  # fmt: skip
    heads = [say("column-family"), say("view-documents"), "", say("column-similarity")]
    return _table(say("head-families"), heads, rows, say)


def _pairs(data: dict[str, Any], lang: str, say: Any) -> dict[str, Any]:
    label = data["labels"][lang]
    rows = [
        (label[p["a"]], label[p["b"]], say(f"verdict-{p['verdict']}"),
         *(share(p[name]) for name in ("similarity", "distinct", "containmentA", "containmentB")))
        for p in records(data["pairs"])
    ]  # fmt: skip
    names = ("a", "b", "verdict", "similarity", "distinct", "a-in-b", "b-in-a")
    return _table(say("head-pairs"), [say(f"column-{name}") for name in names], rows, say)


def _formulas(data: dict[str, Any], say: Any) -> dict[str, Any]:
    rows = [
        (p["text"][:EXCERPT], str(p["families"]), str(p["documents"]))
        for p in records(data["phrases"]["items"])[:20]
    ]
    names = ("formula", "families", "documents")
    return _table(say("head-formulas"), [say(f"column-{name}") for name in names], rows, say)


def _notes(data: dict[str, Any], lang: str, say: Any) -> dict[str, Any]:
    label = data["labels"][lang]
    rows = [
        (n["code"],
         data["sources"][n["source"]]["id"] if n["document"] is None else label[n["document"]],
         f"[{n['start']}, {n['end']})", n[lang])
        for n in records(data["notes"])
    ]  # fmt: skip
    names = ("code", "document", "place", "message")
    return _table(say("head-doubts"), [say(f"column-{name}") for name in names], rows, say)
