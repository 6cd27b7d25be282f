"""How a collation shows itself: word-diff on a terminal, versions side by side in a notebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from corpus.messages import asked_language, render
from corpus.show import cell_html, sentence_html, table_html

if TYPE_CHECKING:
    from analysis.findings.collation.descent import Evidence, Link
    from analysis.findings.collation.finding import Collation
    from analysis.findings.collation.readings import Variant, Witness

JOINED_WITHIN = 24
"""Characters between two places up to which they are shown in one piece."""
AROUND = 14
"""Characters of context on either side."""
MOST_ROWS_SHOWN = 40
"""Rows of a notebook's cell."""
COLUMNS = 6
"""Witnesses side by side; more do not fit a screen, and a cell must stay small."""
TOGETHER = 12
"""Places that one row holds at most."""
LONGEST_READING = 400
"""Characters of one reading that are shown."""
NOTHING = "\N{EM DASH}"
"""Stands for a missing reading; part of GBK."""

_KIND = "color:#777;white-space:nowrap"
_MARK = "background:#ffd54f80;text-decoration:underline;padding:0 1px"
_GAP = "background:#ffd54f80;color:#777;padding:0 1px"
_RED, _GREEN, _PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[0m"


def word_diff(
    collation: Collation, a: Witness, b: Witness, *, color: bool = False, around: int = AROUND
) -> str:
    r"""Differences of two witnesses, one line for each stretch of text in which there are any.

    Line ends are shown as ``\n``, so that they can be seen.
    """
    variants = collation.between(a.id, b.id)
    lines = []
    for group in _near(variants, a.id):
        begin, end = _reach(a, group, around)
        pieces, place = ["…" if begin > a.start else ""], begin
        for variant in group:
            span = variant.readings[a.id].span
            pieces.append(_visible(a.text[place - a.start : span.start - a.start]))
            old, new = variant.readings[a.id].text, variant.readings[b.id].text
            pieces.append(_changed(old, new, color=color))
            place = span.end
        pieces.append(_visible(a.text[place - a.start : end - a.start]))
        lines.append("".join(pieces) + ("…" if end < a.start + len(a.text) else ""))
    return "\n".join(lines)


def _changed(old: str, new: str, *, color: bool) -> str:
    before, after = _shown(old), _shown(new)
    if color:
        left = f"{_RED}[-{before}-]{_PLAIN}" if old else ""
        return left + (f"{_GREEN}{{+{after}+}}{_PLAIN}" if new else "")
    return (f"[-{before}-]" if old else "") + (f"{{+{after}+}}" if new else "")


def collation_html(collation: Collation) -> str:
    """Versions side by side, the differing places marked; tables and inline styles only."""
    lang = asked_language()
    groups = list(_near(collation.variants, collation.ids[0]))
    rows = [_row(collation, group, lang) for group in groups[:MOST_ROWS_SHOWN]]
    rows += [()] * max(0, len(groups) - MOST_ROWS_SHOWN)  # counted by the table, not shown
    names = list(short_names(collation.ids).values())[:COLUMNS]
    hidden = len(collation.ids) - COLUMNS
    lead = Markup("<br>").join(explanation(collation, lang=lang).split("\n"))
    return cell_html(
        Markup("<p>{}</p>").format(lead),
        table_html(["", *names], rows, most=MOST_ROWS_SHOWN, more="notebook-more-places"),
        *([sentence_html("notebook-more-witnesses", n=hidden)] if hidden > 0 else []),
    )


def _row(collation: Collation, group: list[Variant], lang: str) -> tuple[Markup, ...]:
    kinds = Markup("<br>").join(f"{v.n} {render(f'variant-{v.kind}', {}, lang)}" for v in group)
    cells = (_marked(witness, group) for witness in collation.witnesses[:COLUMNS])
    return (Markup('<span style="{}">{}</span>').format(_KIND, kinds), *cells)


def _marked(witness: Witness, group: list[Variant]) -> Markup:
    begin, end = _reach(witness, group, AROUND)
    pieces, place = ["…" if begin > witness.start else ""], begin
    for variant in group:
        span, text = variant.readings[witness.id]
        pieces.append(_visible(witness.text[place - witness.start : span[0] - witness.start]))
        style = _MARK if text else _GAP
        shown = _shown(text) or NOTHING
        pieces.append(Markup('<span style="{}">{}</span>').format(style, shown))
        place = span[1]
    pieces.append(_visible(witness.text[place - witness.start : end - witness.start]))
    pieces.append("…" if end < witness.start + len(witness.text) else "")
    return Markup("").join(pieces)


def _near(variants: tuple[Variant, ...], name: str) -> Iterator[list[Variant]]:
    """Variants in groups that stand close together in one witness."""
    group: list[Variant] = []
    for variant in variants:
        begin = variant.readings[name].span.start
        far = bool(group) and begin - group[-1].readings[name].span.end > JOINED_WITHIN
        if far or len(group) == TOGETHER:
            yield group
            group = []
        group.append(variant)
    if group:
        yield group


def _reach(witness: Witness, group: list[Variant], around: int) -> tuple[int, int]:
    begin = group[0].readings[witness.id].span.start - around
    end = group[-1].readings[witness.id].span.end + around
    return max(begin, witness.start), min(end, witness.start + len(witness.text))


def _visible(text: str) -> str:
    """Line ends and control characters as escapes."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )


def _shown(text: str) -> str:
    cut = (
        text
        if len(text) <= LONGEST_READING
        else text[: LONGEST_READING // 2] + "……" + text[-LONGEST_READING // 2 :]
    )
    return _visible(cut)


def explanation(collation: Collation, *, lang: str = "zh") -> str:
    """Say what was found: how many places of which kind, corrections, line of descent."""
    comma = "，" if lang == "zh" else ", "
    kinds = comma.join(
        f"{render(f'variant-{kind}', {}, lang)} {count}" for kind, count in collation.counts.items()
    )
    head = {"witnesses": len(collation.ids), "places": len(collation.variants), "kinds": kinds}
    code = "collation-found" if collation.variants else "collation-equal"
    lines = [render(code, head, lang)]
    words = comma.join(f"{c.wrong}→{c.right}" for c in collation.corrections[:MOST_ROWS_SHOWN])
    if words:
        lines.append(render("collation-corrections", {"words": words}, lang))
    names = short_names(collation.ids)
    if collation.variants:
        lines += [_link_in_words(link, names, lang) for link in collation.descent.links]
        lines += [_evidence_in_words(e, names, lang) for e in _one_sided(collation)]
    return "\n".join(lines)


def short_names(ids: Sequence[str]) -> dict[str, str]:
    """Shorten ids where all are of one source: the source is left out.

    >>> short_names(["报告.txt#4", "报告.txt#11"])
    {'报告.txt#4': '#4', '报告.txt#11': '#11'}
    """
    sources = {name.rpartition("#")[0] for name in ids}
    if len(sources) > 1 or not all("#" in name for name in ids):
        return {name: name for name in ids}
    return {name: "#" + name.rpartition("#")[2] for name in ids}


def _one_sided(collation: Collation) -> list[Evidence]:
    return [e for e in collation.descent.evidence if e.kind in ("repair", "leftover")]


def _link_in_words(link: Link, names: Mapping[str, str], lang: str) -> str:
    facts = {
        "parent": names[link.parent],
        "child": names[link.child],
        "differences": link.differences,
        "support": link.support,
        "against": link.against,
    }
    return render(f"descent-{link.confidence.replace(' ', '-')}", facts, lang)


def _evidence_in_words(evidence: Evidence, names: Mapping[str, str], lang: str) -> str:
    facts = {
        "n": evidence.n or 0,
        "witnesses": "、".join(names[name] for name in evidence.witnesses),
        "against": "、".join(names[name] for name in evidence.against),
        "text": evidence.text or NOTHING,
        "other": evidence.other or NOTHING,
        "original": evidence.original,
    }
    return render(f"evidence-{evidence.kind}", facts, lang)
