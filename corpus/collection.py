"""The corpus: documents in order, with their sources, ready to be asked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from corpus import frames
from corpus.atomic import Content
from corpus.errors import SettingsError
from corpus.export.saved import Saved, texts_of
from corpus.model import Compilation, Document, Metadata, Span, Unit, Units, Value
from corpus.records import document_record, source_record
from corpus.units import units_of
from corpus.variables.documents import names_of, rows_where, values_of
from corpus.variables.joining import join_names, join_table
from corpus.variables.values import plain

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a corpus came to be: enough to make it again, and to see that nothing changed."""

    version: str
    settings: tuple[tuple[str, str | None], ...]
    sources: tuple[tuple[str, str | None, str | None], ...]
    """(id, sha256 of the bytes, encoding) of each source."""

    @property
    def fingerprint(self) -> str:
        """SHA-256 over version, settings and sources, hexadecimal."""
        facts = [self.version, self.settings, self.sources]
        return hashlib.sha256(json.dumps(facts, ensure_ascii=True).encode()).hexdigest()


@dataclass(frozen=True, eq=False, repr=False)
class Corpus(Saved):
    """Documents in reading order. Immutable: selecting gives a new corpus.

    Iterating gives :class:`~corpus.model.Document` records; ``corpus[3]`` one of them,
    ``corpus[1:4]`` a smaller corpus, ``corpus["…#7"]`` the document with that id and
    ``corpus["…#7/一"]`` or ``corpus["…#7:s12"]`` a section or sentence. The end of an id is
    enough where only one id ends so: ``corpus["#7"]``. ``corpus + other`` joins two of them.

    Examples
    --------
    >>> import corpus
    >>> c = corpus.from_texts({"甲": "一、学习\\n每月一次。", "乙": "按要求报送材料。"})
    >>> len(c), c["甲"].sections[0].id, c["甲:s2"].text
    (2, '甲/一', '每月一次。')
    """

    _main = "document"

    items: tuple[Document, ...]
    compilations: tuple[Compilation, ...]
    recipe: Recipe
    tokenizer: Any = "jieba"
    """Its name, a :class:`corpus.Tokenizer`, or what cuts words."""

    @classmethod
    def of(cls, documents: Iterable[Document], *, tokenizer: Any = "jieba") -> Corpus:
        """Make a corpus of documents that are there already.

        >>> from corpus.model import Document
        >>> Corpus.of([Document.plain("甲", "每月一次。")])["甲"].text
        '每月一次。'
        """
        items = tuple(documents)
        sources = {d.source.id: d.source for d in items}.values()
        facts = tuple((s.id, s.sha256, s.encoding) for s in sources)
        return cls(items, (), Recipe("", (), facts), tokenizer)

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Document]:
        return iter(self.items)

    def __add__(self, other: Corpus) -> Corpus:
        """Both corpora as one, the documents of ``other`` last: families may then span both.

        Files of two folders may have one name, and so one id: ``joined[id]`` then refuses to
        choose. Read the folders together, and each has a name of its own.
        """
        mine, theirs = self.recipe, other.recipe
        return Corpus(
            self.items + other.items,
            self.compilations + other.compilations,
            Recipe(mine.version, mine.settings, mine.sources + theirs.sources),
            self.tokenizer,
        )

    @overload
    def __getitem__(self, key: int) -> Document: ...
    @overload
    def __getitem__(self, key: slice) -> Corpus: ...
    @overload
    def __getitem__(self, key: str) -> Document | Unit: ...
    def __getitem__(self, key: int | slice | str) -> Document | Corpus | Unit:
        if isinstance(key, slice):
            return self._with(self.items[key])
        if isinstance(key, str):
            return self._find(key)
        return self.items[key]

    def where(self, test: Any = None, /, **fields: object) -> Corpus:
        """The documents that are asked for, as a smaller corpus.

        Parameters
        ----------
        test
            A function of a document; a boolean a document (list, array or Series:
            ``c.documents["characters"] > 100``); or ids.
        **fields
            Variables and fields of documents, and what they shall be: a value, several of which any
            will do, or a function of the value. Numbers and their words are equal: 2023, "2023",
            ``np.int64(2023)``. A name means the variable where documents carry one.

        Raises
        ------
        SettingsError
            If there is no such variable, or the booleans are not one a document.
        KeyError
            If an id is no document's.

        Examples
        --------
        >>> import corpus
        >>> c = corpus.from_texts({"甲": "一、学习\\n每月一次。", "乙": "按要求报送材料。"})
        >>> [d.id for d in c.where(lambda d: d.sections)]
        ['甲']
        >>> c = c.with_metadata({"文件": ["甲", "乙"], "年份": [2022, 2023]})
        >>> [d.id for d in c.where(年份=[2023, 2024])]
        ['乙']
        """
        kept = rows_where(self.items, fields)
        if test is not None:
            kept = [a and b for a, b in zip(kept, self._tested(test), strict=True)]
        return self._with(tuple(d for d, keep in zip(self.items, kept, strict=True) if keep))

    def _tested(self, test: Any) -> list[bool]:
        if callable(test):
            return [bool(test(document)) for document in self.items]
        wanted = [test] if isinstance(test, str) else list(test)
        if all(isinstance(one, str) for one in wanted):
            ids = {self._whole(one).id for one in wanted}
            return [document.id in ids for document in self.items]
        if len(wanted) != len(self) or not all(plain(one) in (True, False) for one in wanted):
            raise SettingsError.of(
                "setting-rows", name="where(…)", rows=len(wanted), documents=len(self)
            )
        return [bool(one) for one in wanted]

    def _whole(self, name: str) -> Document:
        found = self._find(name)
        if not isinstance(found, Document):
            raise KeyError(f"{name!r} is a part of a document; expected ids of documents")
        return found

    def variable(self, name: str) -> list[Value]:
        """What a variable says of each document; see :mod:`corpus.variables.documents` for names.

        Raises
        ------
        SettingsError
            If there is no such variable.
        """
        return values_of(self.items, name)

    @property
    def variables(self) -> list[str]:
        """Names of the variables that documents carry: columns of tables, settings of files."""
        return names_of(self.items)

    def with_metadata(self, table: Any, *, id: str | None = None) -> Corpus:  # noqa: A002
        """Join a table to the documents: its columns become their variables.

        What does not join is warned of; :func:`corpus.variables.joining.join_table` lists all.

        Parameters
        ----------
        table
            A DataFrame, or a mapping of names to columns.
        id
            The column that names the documents, by id, file name or the end of a path; by default
            the one that names most of them.

        Examples
        --------
        >>> import corpus
        >>> c = corpus.from_texts({"2023/甲.txt": "全镇开展工作。"})
        >>> c.with_metadata({"文件": ["甲.txt"], "乡镇": ["甲镇"]})[0].metadata
        {'文件': '甲.txt', '乡镇': '甲镇'}
        """
        return self.with_given(join_table(self.items, table, id=id).warned().given)

    def with_names(self, pattern: str) -> Corpus:
        """Take variables from the names of files and folders: ``"{year}/{town}/*"``.

        See :mod:`corpus.variables.names` for patterns. Documents whose file is called otherwise
        are warned of, and have no such variables.

        Examples
        --------
        >>> import corpus
        >>> c = corpus.from_texts({"2023/甲镇/总结.txt": "全镇开展工作。"})
        >>> c.with_names("{year}/{town}/*").variable("town")
        ['甲镇']
        """
        return self.with_given(join_names(self.items, pattern).warned().given)

    def with_given(self, values: Sequence[Metadata | None]) -> Corpus:
        """Return the corpus with values joined to documents; a None leaves one as it is."""
        made = {
            old.id: old.with_given(new if not old.given.columns.names else _both(old.given, new))
            for old, new in zip(self.items, values, strict=True)
            if new is not None
        }
        items = tuple(made.get(d.id, d) for d in self.items)
        known = tuple(
            replace(c, documents=tuple(made.get(d.id, d) for d in c.documents))
            for c in self.compilations
        )
        return Corpus(items, known, self.recipe, self.tokenizer)

    def _with(self, items: tuple[Document, ...]) -> Corpus:
        sources = {d.source.id for d in items}
        kept = tuple(c for c in self.compilations if c.source.id in sources)
        return Corpus(items, kept, self.recipe, self.tokenizer)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {document.id: row for row, document in enumerate(self.items)}

    def _find(self, key: str) -> Document | Unit:
        whole, inner = key, ""
        for cut in (key.find("/", key.rfind("#") + 1), key.rfind(":")):
            if key not in self._rows and cut >= 0 and self._matches(key[:cut]):
                whole, inner = key[:cut], key[cut:]
                break
        found = self._matches(whole)
        if len(found) != 1:
            some = ", ".join(d.id for d in (found or self.items)[:5])
            problem = "matches several documents" if found else "is no document's id"
            raise KeyError(f"{key!r} {problem}: {some}{' …' if len(self) > 5 else ''}")
        return self._inside(found[0], inner) if inner else found[0]

    def _matches(self, key: str) -> list[Document]:
        if key in self._rows and len(self._rows) < len(self):  # two corpora joined may share ids
            return [d for d in self.items if d.id == key]
        if key in self._rows:
            return [self.items[self._rows[key]]]
        return [d for d in self.items if key and d.id.endswith(key)]

    def _inside(self, document: Document, inner: str) -> Unit:
        if inner.startswith("/"):
            for section in document.sections:
                if section.id == document.id + inner:
                    return Unit(
                        section.id, "section", document.id, section.span, document[section.span]
                    )
        elif inner[1:2] in ("p", "s") and inner[2:].isdecimal():
            grain = "paragraph" if inner[1] == "p" else "sentence"
            spans = document.paragraphs if grain == "paragraph" else document.sentences
            row = int(inner[2:]) - 1
            if 0 <= row < len(spans):
                span = Span(*spans[row].tolist())
                return Unit(document.id + inner, grain, document.id, span, document[span])
        raise KeyError(f"document {document.id!r} has no part {inner!r}")

    def units(self, grain: str) -> Units:
        """Units of one grain in columns; see :func:`corpus.units.units_of`."""
        return units_of(self.items, grain)

    @cached_property
    def documents(self) -> pd.DataFrame:
        """One row a document; see :func:`corpus.frames.documents_frame` for the columns."""
        return frames.documents_frame(self.items)

    @cached_property
    def sections(self) -> pd.DataFrame:
        """One row a section, in reading order."""
        return frames.sections_frame(self.items)

    @cached_property
    def paragraphs(self) -> pd.DataFrame:
        """One row a logical paragraph."""
        return frames.units_frame(self.units("paragraph"))

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """One row a sentence, headings among them."""
        return frames.units_frame(self.units("sentence"))

    @cached_property
    def tokens(self) -> pd.DataFrame:
        """One row a token, cut by the corpus' tokenizer."""
        from corpus.words.tokens import tokenizer_of

        return frames.tokens_frame(self.items, tokenizer_of(None, self.tokenizer))

    @cached_property
    def notes(self) -> pd.DataFrame:
        """Everything doubted, guessed or unreadable: one row a note."""
        return frames.notes_frame(self.compilations)

    @property
    def characters(self) -> int:
        """Code points of all bodies together."""
        return sum(d.characters for d in self.items)

    def save_pieces(self, folder: str | PathLike[str]) -> list[Path]:
        """Write each document as a text file: a compilation taken apart.

        Parameters
        ----------
        folder
            Where; it is made. Files are named by running number and title.

        Returns
        -------
        list of Path
            The files, in reading order. All are written, or none.

        Raises
        ------
        OutputError
            If they cannot be written.
        """
        from corpus.atomic import write_all
        from corpus.export.pieces import pieces

        contents = {Path(folder, name): text for name, text in pieces(self.items).items()}
        write_all(contents)
        return list(contents)

    def _records(self, lang: str) -> Iterator[dict[str, object]]:
        """Records of sources, each followed by those of its documents that are here."""
        held = {compilation.source.id: compilation for compilation in self.compilations}
        kept: dict[str, list[Document]] = {name: [] for name in held}
        for document in self.items:
            kept.setdefault(document.source.id, []).append(document)
        for name, documents in kept.items():
            if name in held:
                yield source_record(held[name], lang=lang)
            yield from (document_record(document, lang=lang) for document in documents)

    def _texts(self) -> dict[str, str]:
        texts = {c.source.id: c.source.text for c in self.compilations}
        return texts | texts_of(self.items)

    def _other_forms(self) -> dict[str, Callable[[], Content]]:
        return {"conllu": self._conllu, "tei": self._tei, "xml": self._tei}

    def _conllu(self) -> Iterator[bytes]:
        from corpus.export.conllu import conllu
        from corpus.words.tokens import tokenizer_of

        return conllu(self.items, tokenizer_of(None, self.tokenizer))

    def _tei(self) -> bytes:
        from corpus.export.tei import tei

        return tei(self.items)

    def __repr__(self) -> str:
        documents, sources = len(self), len(self.compilations)
        return (
            f"Corpus({documents} document{'s' * (documents != 1)} from "
            f"{sources} source{'s' * (sources != 1)}, {self.characters:,} characters)"
        )

    def _repr_html_(self) -> str:
        from corpus.show import corpus_html

        return corpus_html(self.items, self.compilations)


def _both(old: Metadata, new: Metadata) -> Metadata:
    return Metadata.of([*old.pairs(), *new.pairs()])


def require_corpus(*given: object) -> None:
    """Refuse what people give in place of a corpus, and say how to get one.

    Raises
    ------
    TypeError
        If one of them is a path, a text, a single document or a list of them.
    """
    for one in given:
        if isinstance(one, str | bytes | PathLike | Document | list | tuple):
            remedy = (
                "a slice, c[2:3], is a corpus of one document"
                if isinstance(one, Document)
                else "corpus.read(path) reads one, corpus.from_texts makes one of strings"
            )
            raise TypeError(f"expected a Corpus, got {type(one).__name__}; {remedy}")
