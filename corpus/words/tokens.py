"""A text into words, each with its place and part of speech.

Tags in small letters are jieba's (n noun, v verb, a adjective, ns place, nt institution, nr
person, m numeral, l set phrase …), looked up for the words as they were cut. Tags in capitals
are ours, for what never reaches the segmenter (see :mod:`corpus.words.protected`): ``TITLE``,
``MASK``, ``DATE``, ``NUM``, ``ENUM``, ``DOCNO``, ``LINK``, ``LATIN``, ``PUNCT``. ``m`` is also
given to Han numerals, and ``un`` to words that the dictionary does not have (found by jieba's model
of characters, often names).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.choices import TOKENIZERS
from corpus.errors import SettingsError
from corpus.folding.codepoints import code_points
from corpus.folding.reading import ReadingForm, read_word
from corpus.folding.reading_many import reading_forms
from corpus.messages import render
from corpus.system.patterns import lazy
from corpus.words import protected, stretches
from corpus.words.equal_stretches import distinct, inside
from corpus.words.lexicon import Entry, lexicon, to_entries
from corpus.words.numbered_tokens import NumberedTokens, Tokens, spread
from corpus.words.protected import (
    DATE,
    DOCUMENT_NUMBER,
    ENUM,
    LATIN,
    LINK,
    MASK,
    NUMBER_TAG,
    PUNCTUATION,
    TITLE,
    find_protected,
)
from corpus.words.segmenters import OwnSegmenter, Segmenter, agrees, has_rjieba, probe, segmenter
from corpus.words.stretches import (
    BLANK_KIND,
    CHARACTER,
    KEPT,
    LETTERS,
    MARK_KIND,
    RUN_KIND,
    Kinds,
    Stretches,
    find_stretches,
)
from corpus.words.word_classes import Classes, to_classes

UNKNOWN = "un"
"""A word that the dictionary does not have."""
NOT_WORDS = frozenset({PUNCTUATION, MASK, NUMBER_TAG, DATE, ENUM, LINK})
"""Tags of tokens that are no words: left out where words are counted."""

PIECE_SIZE = 10_000  # characters of one run fed at once: jieba needs 400 bytes for each
MARGIN = 40  # characters cut again with what follows, where a run had to be divided
MEMORY = 50_000  # words whose tags are remembered
TOKEN_BATCH = 1 << 19  # characters numbered at once: some 200 bytes each


class Tokenizer:
    """Cuts texts into words.

    Parameters
    ----------
    name
        ``"jieba"``; ``"rjieba"``, its Rust twin, far faster; or ``"auto"``: rjieba if it is
        installed and cuts a pinned text as jieba does, otherwise jieba. Or what cuts: a function
        from a text to its words (``jieba.lcut``), or anything with such a method ``cut``; it is
        given runs of Han characters, letters and digits, and knows no parts of speech.
    words
        Words to know beyond the dictionary: a path, or words, or (word, frequency, tag).
    synonyms
        Classes of words that count as one, the first of each stands for the others: a path,
        a mapping, or lists (:mod:`corpus.words.word_classes`). The words keep their places.
    genre
        Whether to know the words of Chinese public writing (``resources/lexicon.tsv``).

    Raises
    ------
    SettingsError
        If there is no such backend.
    MissingExtra
        If rjieba is asked for and not installed.
    FormatError
        If the words given do not conform.

    Examples
    --------
    >>> tokens = Tokenizer().tokenize("x镇学习《条例》12次。")
    >>> list(zip(tokens.words, tokens.tags))
    [('x', 'MASK'), ('镇', 'n'), ('学习', 'v'), ('《', 'PUNCT'), ('条例', 'TITLE'),
     ('》', 'PUNCT'), ('12', 'NUM'), ('次', 'q'), ('。', 'PUNCT')]
    """

    def __init__(
        self,
        name: Any = "jieba",
        words: str | os.PathLike[str] | Iterable[str | tuple[str] | tuple[str, int] | Entry] = (),
        *,
        synonyms: Classes = (),
        genre: bool = True,
    ) -> None:
        if isinstance(name, str) and name not in TOKENIZERS:
            raise SettingsError.of(
                "setting-tokenizer", name=repr(name), names=", ".join(TOKENIZERS)
            )
        self.name = name
        self.words = tuple(e._replace(word=read_word(e.word)) for e in to_entries(words))
        self.synonyms: Mapping[str, str] = {}
        """Word → the word that stands for its class."""
        self.genre = genre
        if isinstance(name, str):
            self._segmenter, self._note = _choose(
                name, self._entries, own=bool(self.words) or not genre
            )
        elif self.words:
            raise SettingsError.of("setting-own-words")
        else:
            self._segmenter, self._note = OwnSegmenter(name), "tokenizer-own"
        self._kinds = Kinds()
        self._tags = _Tags(self._tag)
        classes = to_classes(synonyms)
        if classes and isinstance(name, str):
            self._know([*classes, *classes.values()])
        self.synonyms = classes

    def _know(self, words: Iterable[str]) -> None:
        """Take up what is not cut as one word so far; the dictionary's words keep their weight."""
        several = list(dict.fromkeys(words))
        cuts = self.tokenize_many(several)
        new = [word for word, cut in zip(several, cuts, strict=True) if cut.words != [word]]
        if new:
            self.words += to_entries(new)
            self._segmenter, self._note = _choose(self.name, self._entries, own=True)
            self._tags.clear()

    def tokenize(self, text: str) -> Tokens:
        """Cut one text.

        Parameters
        ----------
        text
            Any text; tokens never reach over a line break. It is cut as it reads
            (:func:`corpus.folding.reading.reading_form`): ``⼯作``, ``工 作`` in a text that is
            spaced throughout, and ``工作`` are one word.

        Returns
        -------
        Tokens
            ``starts`` and ``ends`` of shape (n,), dtype int64, in code points of ``text``;
            ``words`` in their reading form.
        """
        return self._number([text]).of(0)

    def tokenize_many(self, texts: Iterable[str]) -> Iterator[Tokens]:
        """Cut texts one after the other: the same tokens as one by one, in a fraction of the time.

        Texts are read ahead, half a million characters at a time.
        """
        for tokens in self.number(texts):
            yield from map(tokens.of, range(len(tokens)))

    def number(self, texts: Iterable[str]) -> Iterator[NumberedTokens]:
        """Cut texts into tokens that are numbers: what is true of a word is looked up once.

        Yields
        ------
        NumberedTokens
            The tokens of some texts, in order, until all have had their turn; types are numbered
            anew each time.

        Examples
        --------
        >>> tokens = next(Tokenizer().number(["学习条例。", "学习。"]))
        >>> tokens.types.tolist(), tokens.bounds.tolist()
        ([0, 1, 2, 0, 2], [0, 3, 5])
        >>> tokens.words, tokens.tags
        (['学习', '条例', '。'], ['v', 'n', 'PUNCT'])
        """
        waiting: list[str] = []
        size = 0
        for text in texts:
            waiting.append(text)
            size += len(text)
            if size >= TOKEN_BATCH:
                yield self._number(waiting)
                waiting, size = [], 0
        if waiting:
            yield self._number(waiting)

    @property
    def backend(self) -> str:
        """What cuts: ``"jieba"`` or ``"rjieba"``."""
        return self._segmenter.name

    @property
    def called(self) -> str:
        """Its name as it was asked for; of a user's own, that of the function or class."""
        return self.name if isinstance(self.name, str) else self.backend

    @property
    def backend_note(self) -> str:
        """Why this backend was chosen, in Chinese."""
        return self.note("zh")

    def note(self, lang: str = "zh") -> str:
        """Why this backend was chosen; ``lang`` is ``"zh"`` or ``"en"``."""
        backend = f"{self._segmenter.name} {self._segmenter.version}"
        return render(self._note, {"backend": backend, "phrases": len(probe())}, lang)

    @cached_property
    def unmet(self) -> tuple[str, ...]:
        """Words asked for that do not come out as one token when they stand alone."""
        return tuple(
            entry.word
            for entry in dict.fromkeys(self._entries)
            if self.tokenize(entry.word).words != [self.synonyms.get(entry.word, entry.word)]
        )

    @cached_property
    def fingerprint(self) -> str:
        """Backend, version and a digest of all that decides a cut: equal fingerprint, equal cut."""
        parts = [
            self._segmenter.digest,
            *(f"{e.word}\t{e.frequency}\t{e.tag}" for e in self._entries),
            protected.PATTERN,
            stretches.PATTERN,
            *(f"{word}={instead}" for word, instead in self.synonyms.items()),
        ]
        digest = hashlib.sha256("\n".join(parts).encode("utf-8", "backslashreplace")).hexdigest()
        return f"{self._segmenter.name}-{self._segmenter.version}+{digest[:16]}"

    def __repr__(self) -> str:
        return f"<Tokenizer {self.fingerprint}>"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.name, self.words, self.synonyms, self.genre)

    def keeping(self, kind: type[Tokenizer]) -> Tokenizer:
        """Return the same as another kind of tokenizer."""
        return kind(self.name, self.words, synonyms=self.synonyms, genre=self.genre)

    @property
    def _entries(self) -> tuple[Entry, ...]:
        return (lexicon() if self.genre else ()) + self.words

    def _number(self, texts: Sequence[str]) -> NumberedTokens:
        forms = reading_forms(texts)
        if not forms:
            return self._cut(texts)
        read = [forms[row].text if row in forms else text for row, text in enumerate(texts)]
        found = self._cut(read)
        _lead_back(found, forms)
        return found

    def _cut(self, texts: Sequence[str]) -> NumberedTokens:
        text = "".join(texts)
        bounds = np.cumsum([0, *map(len, texts)])
        codes = code_points(text)
        kept = [
            (base + start, base + end, KEPT + TAGS.index(tag))
            for one, base in zip(texts, bounds.tolist(), strict=False)
            for start, end, tag in find_protected(one)
        ]
        found = find_stretches(
            codes, self._kinds.of(codes), np.array(kept, np.int64).reshape(-1, 3), bounds
        )
        return self._joined(text, codes, found, bounds)

    def _joined(
        self, text: str, codes: NDArray[np.uint32], pieces: Stretches, bounds: NDArray[np.int64]
    ) -> NumberedTokens:
        """Cut each different stretch once, and put its tokens wherever it stands."""
        found = distinct(codes, *pieces)
        starts, lengths, kinds = (column[found.first] for column in pieces)
        mark = np.full(len(codes) + 1, len(TAGS), dtype=np.int64)  # no token begins here
        single = (kinds != BLANK_KIND) & (kinds != RUN_KIND)
        mark[starts[single]] = _TAG_OF_KIND[kinds[single]]
        runs = np.flatnonzero(kinds == RUN_KIND)
        places = inside(starts[runs], lengths[runs])
        ends = (starts + lengths)[runs].tolist()
        cut = self._begins([text[a:b] for a, b in zip(starts[runs].tolist(), ends, strict=True)])
        mark[places[cut]] = 0
        # the tokens of the different stretches, one stretch after the other
        all_places = inside(starts, lengths)
        mine = np.flatnonzero(mark[all_places] < len(TAGS))
        at = all_places[mine]
        edge = np.cumsum(lengths)
        owner = np.searchsorted(edge, mine, side="right")
        end = np.append(mine[1:], edge[-1:])
        size = np.minimum(end, edge[owner]) - mine
        types = distinct(codes, at, size, mark[at])
        words, tags, number = self._types(
            text, at[types.first], size[types.first], mark[at[types.first]]
        )
        rows, begins, first = spread(pieces, found.which, bounds, owner, at - starts[owner])
        return NumberedTokens(
            words, tags, number[types.which][rows], begins, begins + size[rows], first
        )

    def _types(
        self,
        text: str,
        starts: NDArray[np.int64],
        sizes: NDArray[np.int64],
        marks: NDArray[np.int64],
    ) -> tuple[list[str], list[str], NDArray[np.int64]]:
        """Word and tag of each type, and the numbers after those with equal ones are joined."""
        if len(self._tags) >= MEMORY:
            self._tags.clear()
        pairs: dict[tuple[str, str], int] = {}
        number = []
        for start, size, mark in zip(starts.tolist(), sizes.tolist(), marks.tolist(), strict=True):
            word = text[start : start + size]
            word = self.synonyms.get(word, word)
            pair = word, TAGS[mark] if mark else self._tags[word]
            number.append(pairs.setdefault(pair, len(pairs)))
        words, tags = [word for word, _ in pairs], [tag for _, tag in pairs]
        return words, tags, np.array(number, dtype=np.int64)

    def _begins(self, runs: Sequence[str]) -> NDArray[np.bool_]:
        """Where words begin in these runs, one after the other."""
        if max(map(len, runs), default=0) <= PIECE_SIZE:
            return self._segmenter.begins(runs)
        return np.concatenate(
            [
                _long_begins(self._segmenter, run)
                if len(run) > PIECE_SIZE
                else self._segmenter.begins([run])
                for run in runs
            ]
        )

    def _tag(self, word: str) -> str:
        tag = self._segmenter.tag(word)
        if tag is not None:
            return tag
        if word.isascii():
            return NUMBER_TAG if word.isdecimal() else LATIN
        return "m" if _NUMERAL.fullmatch(word) else UNKNOWN


class _Tags(dict[str, str]):
    """Tags of words, each looked up once: a text has far fewer words than tokens."""

    def __init__(self, look_up: Callable[[str], str]) -> None:
        super().__init__()
        self._look_up = look_up

    def __missing__(self, word: str) -> str:
        tag = self[word] = self._look_up(word)
        return tag


# Tags that do not depend on the word: 0 stands for those that are looked up.
TAGS = ("", LATIN, PUNCTUATION, UNKNOWN, TITLE, MASK, DATE, NUMBER_TAG, ENUM, DOCUMENT_NUMBER, LINK)
_TAG_OF_KIND = np.zeros(KEPT + len(TAGS), dtype=np.int64)
_TAG_OF_KIND[[LETTERS, MARK_KIND, CHARACTER]] = 1, 2, 3
_TAG_OF_KIND[KEPT:] = np.arange(len(TAGS))
_NUMERAL = lazy("[〇零一二三四五六七八九十百千万亿两半几数多余]+")


def _lead_back(tokens: NumberedTokens, forms: Mapping[int, ReadingForm]) -> None:
    """Turn places in reading forms into places in the texts, in place."""
    for row, form in forms.items():
        mine = slice(int(tokens.bounds[row]), int(tokens.bounds[row + 1]))
        tokens.starts[mine] = form.starts[tokens.starts[mine]]
        tokens.ends[mine] = form.ends[tokens.ends[mine] - 1]


def tokenizer_of(given: Any, usual: Any) -> Tokenizer:
    """Return what cuts: a tokenizer as it is, one made of a name or a function, or the usual one.

    Parameters
    ----------
    given
        A :class:`Tokenizer`, its name, a function or anything with ``cut``; None: the usual one.
    usual
        The usual one, as the corpus has it: likewise.

    Raises
    ------
    SettingsError
        If it is none of these.

    >>> tokenizer_of(list, "jieba").tokenize("学习").words
    ['学', '习']
    """
    chosen = usual if given is None else given
    return chosen if isinstance(chosen, Tokenizer) else Tokenizer(chosen)


def checked(tokenizer: Any) -> Any:
    """Return what a corpus is to be cut with, as it is; refuse what cuts nothing.

    A name is not made a tokenizer here: its dictionary is loaded when it is needed.

    Raises
    ------
    SettingsError
        If it is no name of one, no tokenizer, no function and nothing with ``cut``.
    """
    if not isinstance(tokenizer, str):
        tokenizer_of(tokenizer if tokenizer is not None else 0, "jieba")
    elif tokenizer not in TOKENIZERS:
        names = ", ".join(TOKENIZERS)
        raise SettingsError.of("setting-tokenizer", name=repr(tokenizer), names=names)
    return tokenizer


def _choose(name: str, entries: tuple[Entry, ...], *, own: bool) -> tuple[Segmenter, str]:
    """Make the segmenter and say, as a message's code, why it is this one.

    With our lexicon alone the pinned text decides, and jieba's dictionary need not be loaded.
    With other words the pinned cuts may not hold, so both cut the pinned text and the words.
    """
    if name == "jieba":
        return segmenter("jieba", entries), "tokenizer-asked"
    if name == "auto" and not has_rjieba():
        return segmenter("jieba", entries), "tokenizer-missing"
    fast = segmenter("rjieba", entries)
    if own and name == "rjieba":
        return fast, "tokenizer-unchecked"  # a comparison would load what was to be avoided
    if own:
        slow = segmenter("jieba", entries)
        runs = ["".join(words) for words in probe()]
        # each word alone, and between words that could take a piece of it
        runs += [frame.format(e.word) for e in entries for frame in ("{}", "我们的{}工作中")]
        equal = agrees(fast, ((*slow.cut(run),) for run in runs))
    else:
        equal = agrees(fast, probe())
    if equal:
        return fast, "tokenizer-equal"
    if name == "rjieba":
        return fast, "tokenizer-unequal"
    return segmenter("jieba", entries), "tokenizer-refused"


def _long_begins(cutter: Segmenter, run: str) -> NDArray[np.bool_]:
    """Where words begin in a run of any length, cut in pieces so that memory stays bounded.

    A run has no punctuation to divide it at, so that the last words of each piece, which may be
    halves, are cut again together with what follows.
    """
    found = np.zeros(len(run), dtype=np.bool_)
    at = 0
    while at < len(run):
        piece = cutter.begins([run[at : at + PIECE_SIZE]])
        if at + PIECE_SIZE < len(run):
            starts = np.append(np.flatnonzero(piece), len(piece))
            again = int(np.searchsorted(starts, len(piece) - MARGIN, side="right")) - 1
            piece = piece[: starts[max(1, again)]]
        found[at : at + len(piece)] = piece
        at += len(piece)
    return found


def _rebuild(
    kind: type[Tokenizer],
    name: Any,
    words: tuple[Entry, ...],
    synonyms: Mapping[str, str],
    genre: bool,  # noqa: FBT001
) -> Tokenizer:
    return kind(name, words, synonyms=synonyms, genre=genre)
