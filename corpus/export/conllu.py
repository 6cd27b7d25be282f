"""Tokens as CoNLL-U: the format of Universal Dependencies, without the tree.

https://universaldependencies.org/format.html. The tag of the tokenizer is XPOS; UPOS is read off
its first letters, by the tags of the ICTCLAS set that jieba uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy as np

from corpus.export.workbook import safe_text
from corpus.model import Document
from corpus.words.numbered_tokens import Tokens
from corpus.words.tokens import Tokenizer

UPOS = {
    "nr": "PROPN", "ns": "PROPN", "nt": "PROPN", "nz": "PROPN", "n": "NOUN", "t": "NOUN",
    "s": "NOUN", "j": "NOUN", "f": "NOUN", "v": "VERB", "a": "ADJ", "b": "ADJ", "z": "ADJ",
    "d": "ADV", "m": "NUM", "q": "NOUN", "r": "PRON", "p": "ADP", "c": "CCONJ", "u": "PART",
    "y": "PART", "e": "INTJ", "o": "INTJ", "w": "PUNCT", "DATE": "NOUN", "NUM": "NUM",
    "TITLE": "PROPN",
}  # fmt: skip
"""Universal part of speech by the beginning of a tag: the longest that fits."""
_BLANKS = re.compile(r"\s+")
_WORDY = re.compile(r"\w")


def conllu(documents: Iterable[Document], tokenizer: Tokenizer) -> Iterator[bytes]:
    r"""Write the tokens of documents as CoNLL-U, piece by piece.

    ``FORM`` is what stands in the source, line breaks inside a word left out; head and relation
    are not annotated.

    >>> import corpus
    >>> c = corpus.from_texts({"甲": "每月学习。"})
    >>> print(b"".join(conllu(c, Tokenizer())).decode().replace("\t", " "))
    # newdoc id = 甲
    # newpar id = 甲:p1
    # sent_id = 甲:s1
    # text = 每月学习。
    1 每月 每月 PRON r _ _ _ _ SpaceAfter=No
    2 学习 学习 VERB v _ _ _ _ SpaceAfter=No
    3 。 。 PUNCT PUNCT _ _ _ _ SpaceAfter=No
    <BLANKLINE>
    <BLANKLINE>
    """
    several = list(documents)
    cuts = tokenizer.tokenize_many(document.text for document in several)
    for document, tokens in zip(several, cuts, strict=True):
        yield "".join(_lines(document, tokens)).encode("utf-8", "replace")


def _lines(document: Document, tokens: Tokens) -> Iterator[str]:
    yield f"# newdoc id = {_flat(document.id)}\n"
    base = document.body.start
    starts, ends = tokens.starts + base, tokens.ends + base
    words, tags = list(tokens.words), list(tokens.tags)
    heads = document.sentences[:, 0]
    bounds = np.searchsorted(starts, np.append(heads, document.body.end)).tolist()
    paragraphs = np.searchsorted(document.paragraphs[:, 0], heads, side="right").tolist()
    open_paragraph = 0
    for row in range(len(heads)):
        first, after = bounds[row], bounds[row + 1]
        if first == after:
            continue
        if paragraphs[row] != open_paragraph:
            open_paragraph = paragraphs[row]
            yield f"# newpar id = {_flat(document.id)}:p{open_paragraph}\n"
        forms = [_form(document, starts[at], ends[at]) for at in range(first, after)]
        spaced = [
            at + 1 < after and _blank(document, ends[at], starts[at + 1])
            for at in range(first, after)
        ]
        text = "".join(f + " " * s for f, s in zip(forms, spaced, strict=True))
        yield f"# sent_id = {_flat(document.id)}:s{row + 1}\n# text = {text}\n"
        for number, (form, space) in enumerate(zip(forms, spaced, strict=True), 1):
            at = first + number - 1
            lemma = _BLANKS.sub("", safe_text(words[at])) or form
            upos = _upos(tags[at], form)
            rest = "_" if space else "SpaceAfter=No"
            yield f"{number}\t{form}\t{lemma}\t{upos}\t{tags[at] or '_'}\t_\t_\t_\t_\t{rest}\n"
        yield "\n"


def _form(document: Document, start: int, end: int) -> str:
    return _BLANKS.sub("", safe_text(document.source.words[start:end])) or "_"


def _blank(document: Document, start: int, end: int) -> bool:
    between = document.source.words[start:end]
    return bool(between) and "\n" not in between


def _flat(text: str) -> str:
    return _BLANKS.sub(" ", safe_text(text))


def _upos(tag: str, form: str) -> str:
    if not _WORDY.search(form):
        return "PUNCT"
    return UPOS.get(tag) or UPOS.get(tag[:2]) or UPOS.get(tag[:1]) or "X"
