"""Profile: how much text there is, how it is built, how varied and how concrete it is.

>>> import corpus
>>> c = corpus.from_texts({"甲": "一、学习情况\\n全年学习12次。", "乙": "x镇学习3次。"})
>>> profile(c).of("甲").figures, profile(c).of("乙").placeholder_share
(1, 0.142857)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from analysis.measures.richness import ZipfFit, fit_zipf, moving_type_ratio
from corpus.collection import Corpus
from corpus.errors import SettingsError
from corpus.model import Document
from corpus.protected import DATE, MASK, NUMBER, TITLE
from corpus.tokens import NOT_WORDS, Tokenizer, Tokens
from corpus.units import heading_mask

if TYPE_CHECKING:
    import pandas as pd

WINDOW = 100  # words of a stretch for the type-token ratio: shorter than any real document
LEXICAL_TAGS = ("n", "v", "a", "i", "j", "l", "z", "un", TITLE)
"""Tags of words that name things, doings and properties: the numerator of lexical density."""
_HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_BLANK = re.compile(r"\s")
# Within a date or title a placeholder is a run of these signs that no other letter touches.
_SIGNS = re.compile("(?<![A-Za-z])[xX×ⅹⅩх_*＊○□]+(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of one document, or of the whole corpus.

    Counts are whole numbers; shares and means are rounded to 6 decimals. For the corpus, shares
    and means are taken over all its text, not averaged over documents.
    """

    id: str
    """The document's id; empty for the corpus."""
    characters: int
    """Code points of the body, white space included."""
    printed: int
    """Characters of the body that are not white space: the base of everything per 1,000."""
    han: int
    """Han characters among them, 〇 included."""
    tokens: int
    """Words: what the tokenizer cuts, without punctuation, numbers, dates, placeholders, list
    counters and links."""
    types: int
    """Different words."""
    mattr: float
    """Moving-average type-token ratio over 100 words (:func:`moving_type_ratio`): variety of
    words whatever the length. The corpus' value is taken over its documents in a row."""
    lexical_density: float
    """Share of words that are nouns, verbs, adjectives or set phrases (Ure, 1971)."""
    sections: int
    """Headings and numbered clauses."""
    depth: int
    """Deepest nesting of sections."""
    paragraphs: int
    """Logical paragraphs, headings among them."""
    sentences: int
    """Sentences, without headings."""
    mean_sentence: float
    """Printed characters per sentence, headings apart."""
    longest_sentence: int
    """Printed characters of the longest one."""
    points: int
    """Items of lists in running text (一是, 二是 …)."""
    figures: int
    """Numbers in Arabic digits (12, 20.5%), without dates and numbering."""
    figures_per_1000: float
    """Figures per 1,000 printed characters."""
    dates: int
    """Dates and years, masked ones (20xx年) included."""
    dates_per_1000: float
    titles: int
    """Titles in 《》."""
    placeholders: int
    """Masked places (xx, x.x, _x), those in dates and titles included."""
    placeholder_share: float
    """Printed characters that are placeholder signs, as a share."""


@dataclass(frozen=True)
class Profile:
    """The measures of every document and of the corpus, and its words by frequency."""

    documents: tuple[Measures, ...]
    total: Measures
    words: tuple[tuple[str, int], ...] = field(repr=False)
    """All words with their number of occurrences, the most frequent first."""
    zipf: ZipfFit | None
    """Zipf's law fitted to them; None where there is too little."""

    def of(self, document: str) -> Measures:
        """Give the measures of one document, by its id.

        Raises
        ------
        KeyError
            If there is no such document.
        """
        for measures in self.documents:
            if measures.id == document:
                return measures
        raise KeyError(f"the profile has no document {document!r}")

    def table(self) -> pd.DataFrame:
        """One row a document, and a last one with empty id for the corpus.

        Columns are the fields of :class:`Measures`.
        """
        import pandas as pd

        return pd.DataFrame([asdict(row) for row in (*self.documents, self.total)])

    def frequencies(self) -> pd.DataFrame:
        """One row a word: ``term, rank, count``."""
        import pandas as pd

        return pd.DataFrame(
            {
                "term": [term for term, _ in self.words],
                "rank": np.arange(1, len(self.words) + 1),
                "count": np.array([count for _, count in self.words], dtype=np.int64),
            }
        )

    def records(self) -> Iterator[dict[str, Any]]:
        """One record per (document, measure); ``document`` is null for the corpus."""
        for row in (*self.documents, self.total):
            values = asdict(row)
            name = values.pop("id") or None
            for measure, value in values.items():
                yield {
                    "type": "measure",
                    "schema": 1,
                    "document": name,
                    "measure": measure,
                    "value": value,
                }

    def _repr_html_(self) -> str:
        shown = ("printed", "tokens", "mattr", "sentences", "mean_sentence", "figures_per_1000",
                 "placeholder_share")  # fmt: skip
        names = ("字数", "词数", "词汇丰富度", "句数", "平均句长", "每千字数字", "占位符占比")
        cell = 'style="padding:2px 10px;text-align:right"'
        head = "".join(f"<th {cell}>{name}</th>" for name in ("", *names))
        body = "".join(
            f"<tr><td {cell}>{escape(row.id or '合计')}</td>"
            + "".join(f"<td {cell}>{getattr(row, name):,}</td>" for name in shown)
            + "</tr>"
            for row in (*self.documents[:30], self.total)
        )
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        rest = len(self.documents) - 30
        return f'<div lang="zh">{table}{f"<p>…… 另有 {rest} 篇</p>" if rest > 0 else ""}</div>'


def profile(
    corpus: Corpus,
    *,
    tokenizer: Tokenizer | None = None,
    voters: NDArray[np.int64] | None = None,
) -> Profile:
    """Measure every document and the corpus.

    Parameters
    ----------
    corpus
        The documents.
    tokenizer
        Cuts words; by default the corpus' own.
    voters
        Shape (n documents,): row of each document's representative. If given, copies are left
        out of the corpus' measures (never out of the documents' own).

    Returns
    -------
    Profile

    Raises
    ------
    SettingsError
        If ``voters`` does not have one row a document.
    """
    if voters is not None and len(voters) != len(corpus):
        raise SettingsError(
            f"voters has {len(voters)} rows for {len(corpus)} documents; "
            "pass Duplicates.voters of the same corpus at grain 'document'"
        )
    cut = Tokenizer(corpus.tokenizer) if tokenizer is None else tokenizer
    looked_at = [_look(document, cut) for document in corpus]
    counted = [
        look for row, look in enumerate(looked_at) if voters is None or int(voters[row]) == row
    ]
    words = Counter(word for look in counted for word in look.words)
    by_frequency = tuple(sorted(words.items(), key=lambda item: (-item[1], item[0])))
    return Profile(
        documents=tuple(_measures(look.id, [look]) for look in looked_at),
        total=_measures("", counted),
        words=by_frequency,
        zipf=fit_zipf(np.array([count for _, count in by_frequency], dtype=np.int64)),
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """What one pass over a document finds."""

    id: str
    characters: int
    printed: int
    han: int
    words: list[str]
    lexical: int
    sections: int
    depth: int
    paragraphs: int
    sentence_lengths: list[int]
    points: int
    figures: int
    dates: int
    titles: int
    placeholders: int
    masked: int


def _look(document: Document, tokenizer: Tokenizer) -> _Look:
    text = document.text
    tokens = tokenizer.tokenize(text)
    tags = Counter(tokens.tags)
    rows = [row for row, tag in enumerate(tokens.tags) if tag not in NOT_WORDS]
    placeholders, masked = _masked(tokens)
    lengths = _printed_lengths(document)
    return _Look(
        id=document.id,
        characters=len(text),
        printed=len(text) - len(_BLANK.findall(text)),
        han=len(_HAN.findall(text)),
        words=[tokens.words[row] for row in rows],
        lexical=sum(tokens.tags[row].startswith(LEXICAL_TAGS) for row in rows),
        sections=len(document.sections),
        depth=max((section.depth for section in document.sections), default=0),
        paragraphs=len(document.paragraphs),
        sentence_lengths=lengths,
        points=sum(len(found.items) for found in document.lists),
        figures=tags[NUMBER],
        dates=tags[DATE],
        titles=tags[TITLE],
        placeholders=placeholders,
        masked=masked,
    )


def _masked(tokens: Tokens) -> tuple[int, int]:
    """How many placeholders there are, and how many characters they take."""
    number = characters = 0
    for word, tag in zip(tokens.words, tokens.tags, strict=True):
        if tag == MASK:
            number += 1
            characters += len(word)
        elif tag in (DATE, TITLE):
            found = _SIGNS.findall(word)
            number += len(found)
            characters += sum(map(len, found))
    return number, characters


def _printed_lengths(document: Document) -> list[int]:
    headings = heading_mask(document)
    return [
        sum(not c.isspace() for c in document[(start, end)])
        for (start, end), heading in zip(document.sentences.tolist(), headings, strict=True)
        if not heading
    ]


def _measures(name: str, looks: Sequence[_Look]) -> Measures:
    def total(attribute: str) -> int:
        return sum(getattr(look, attribute) for look in looks)

    words = [word for look in looks for word in look.words]
    lengths = [length for look in looks for length in look.sentence_lengths]
    printed = total("printed")
    return Measures(
        id=name,
        characters=total("characters"),
        printed=printed,
        han=total("han"),
        tokens=len(words),
        types=len(set(words)),
        mattr=round(moving_type_ratio(words, WINDOW), 6),
        lexical_density=_ratio(total("lexical"), len(words)),
        sections=total("sections"),
        depth=max((look.depth for look in looks), default=0),
        paragraphs=total("paragraphs"),
        sentences=len(lengths),
        mean_sentence=_ratio(sum(lengths), len(lengths)),
        longest_sentence=max(lengths, default=0),
        points=total("points"),
        figures=total("figures"),
        figures_per_1000=_ratio(1000 * total("figures"), printed),
        dates=total("dates"),
        dates_per_1000=_ratio(1000 * total("dates"), printed),
        titles=total("titles"),
        placeholders=total("placeholders"),
        placeholder_share=_ratio(total("masked"), printed),
    )


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 6) if whole else 0.0
