"""How words that were read are written: a corpus in the other script sees its own words.

Words are counted in their reading form (:mod:`corpus.folding.reading`), 學校 and 学校 as one; each
is shown as the corpus writes it most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from corpus.folding.reading_many import reading_forms
from corpus.words.tokens import Tokenizer


def written_forms(
    texts: Iterable[str], tokenizer: Tokenizer, counts: Mapping[str, int]
) -> dict[str, str]:
    """Find the words that are mostly written in another script than they are read in.

    Parameters
    ----------
    texts
        The texts that the words are of.
    tokenizer
        What cut them.
    counts
        Word in its reading form → how often it stands in the texts, whatever its script.

    Returns
    -------
    dict
        Word → its most frequent form, where that is another one; of two that are as frequent the
        reading form counts. Different words keep different forms. Empty, after a look at the
        characters, where no text is in the other script.

    Examples
    --------
    >>> texts = ["學校和學校的教師", "学校的教师"]
    >>> written_forms(texts, Tokenizer(), {"学校": 3, "教师": 2})
    {'学校': '學校'}
    """
    forms = [form for form in reading_forms(list(texts)).values() if form.text != form.written]
    found: dict[str, Counter[str]] = {}
    cuts = tokenizer.tokenize_many(form.text for form in forms)
    for form, tokens in zip(forms, cuts, strict=True):
        places = zip(tokens.starts.tolist(), tokens.ends.tolist(), tokens.words, strict=True)
        for start, end, word in places:
            shape = form.written[start:end]
            if shape != word and word in counts:
                found.setdefault(word, Counter())[shape] += 1
    return _chosen(found, counts)


def _chosen(found: Mapping[str, Counter[str]], counts: Mapping[str, int]) -> dict[str, str]:
    chosen: dict[str, str] = {}
    taken = set(counts)
    for word in sorted(found):
        shapes = found[word]
        shape = min(shapes, key=lambda one: (-shapes[one], one))
        if shapes[shape] > counts[word] - shapes.total() and shape not in taken:
            taken.add(shape)
            chosen[word] = shape
    return chosen
