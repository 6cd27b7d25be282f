"""read(): from paths to a corpus; a corpus larger than memory is read in portions."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from itertools import chain
from os import PathLike
from typing import Any, NamedTuple

from corpus import __version__
from corpus.choices import TOKENIZERS
from corpus.collection import Corpus, Recipe
from corpus.errors import LeitongError, SettingsError
from corpus.model import (
    NO_METADATA,
    Compilation,
    Document,
    Metadata,
    SharedColumns,
    Source,
    UnreadDocument,
)
from corpus.reading.paths import FoundFile, find_files
from corpus.reading.portions import Portion
from corpus.reading.sources import file_options, file_sources, read_sources, source_from_text
from corpus.splitting.rows import bodies_of_rows
from corpus.system.threads import threads
from corpus.variables.values import label_of, plain

Progress = Callable[[str, int, int], None]
"""Called as ``progress(phase, done, total)``."""


def read(
    paths: str | PathLike[str] | Sequence[str | PathLike[str]],
    *,
    encoding: str | None = None,
    text_column: str | None = None,
    id_column: str | None = None,
    split_rows: bool = False,
    exclude: Sequence[str] = (),
    follow_links: bool = False,
    tokenizer: Any = "jieba",
    structure: bool = True,
    progress: Progress | None = None,
) -> Corpus:
    """Read files, folders, archives or tables into a corpus.

    Parameters
    ----------
    paths
        One path or several: files (txt, md, html, docx, pdf, csv, tsv, jsonl, zip),
        directories (searched through), globs, or ``"-"`` for standard input. Their order
        does not matter.
    encoding
        Overrides the decision made from each file's bytes.
    text_column, id_column
        For tables: the column that holds the text, and one that names the rows.
    split_rows
        Take rows of tables apart as files are. Otherwise a row is one document, and is taken
        apart when it is first asked for more than its text.
    exclude
        Glob patterns of ids to leave out.
    follow_links
        Read the files that links in a folder lead to although they lie outside of it.
    tokenizer
        What words are cut with: ``"jieba"``, ``"rjieba"``, ``"auto"``, a
        :class:`corpus.Tokenizer`, a function from a text to its words, or anything with ``cut``.
    structure
        False leaves sections, paragraphs, sentences, lists and kinds out: enough where whole
        documents are compared, in less than half the time.
    progress
        Called with (phase, done, total) now and then.

    Returns
    -------
    Corpus
        Files that could not be read are in ``corpus.notes``, not lost.

    Raises
    ------
    SourceError
        If a path does not exist, or nothing at all could be read.
    SettingsError
        If ``text_column`` does not exist.
    """
    called = _called(tokenizer)
    several = [paths] if isinstance(paths, str | PathLike) else list(paths)
    with _no_collections():
        sources = read_sources(
            several,
            encoding=encoding,
            text_column=text_column,
            id_column=id_column,
            split_rows=split_rows,
            exclude=exclude,
            follow_links=follow_links,
            progress=progress,
        )
    settings: tuple[tuple[str, str | None], ...] = (
        ("encoding", encoding),
        ("text_column", text_column),
        ("id_column", id_column),
        ("exclude", "\n".join(exclude)),
        ("tokenizer", called),
    )
    if split_rows:
        settings += (("split_rows", "yes"),)
    if not structure:
        settings += (("structure", "no"),)
    return _corpus(sources, settings, tokenizer, progress, structure=structure)


def from_texts(texts: Mapping[str, str], *, tokenizer: Any = "jieba") -> Corpus:
    """Make a corpus of strings.

    Parameters
    ----------
    texts
        Id → text. A text that is a compilation is taken apart like a file.
    tokenizer
        As for :func:`read`.

    Examples
    --------
    >>> [d.id for d in from_texts({"甲": "第一份材料。", "乙": "第二份材料。"})]
    ['甲', '乙']
    """
    called = _called(tokenizer)
    sources = [source_from_text(text, id=name) for name, text in texts.items()]
    return _corpus(sources, (("tokenizer", called),), tokenizer, None)


def from_dataframe(
    frame: Any,
    text: str | None = None,
    id: str | None = None,  # noqa: A002 - the word that people know
    *,
    split_rows: bool = False,
    tokenizer: Any = "jieba",
) -> Corpus:
    """Make a corpus of a DataFrame, one document a row; its other columns become variables.

    Parameters
    ----------
    frame
        A DataFrame of pandas or polars, or a mapping of names to columns.
    text
        The column with the texts; by default the first that is called as texts are (text, 正文 …).
    id
        The column whose values name the documents; by default they are numbered from 1.
    split_rows, tokenizer
        As for :func:`read`.

    Raises
    ------
    SettingsError
        If there is no such column.

    Examples
    --------
    >>> c = from_dataframe(
    ...     {"编号": ["甲", "乙"], "正文": ["每月一次。", ""], "年份": [2022, 2023]}, id="编号"
    ... )
    >>> [(d.id, d.metadata) for d in c]
    [('甲', {'编号': '甲', '年份': 2022})]
    """
    from corpus.reading.formats.table import text_column_of

    called = _called(tokenizer)
    names = [str(name) for name in (frame.columns if hasattr(frame, "columns") else frame)]
    column = text if text is not None else text_column_of(names)
    for wanted in (column, id):
        if wanted is not None and wanted not in names:
            raise SettingsError.of("setting-no-column", name=repr(wanted), names=", ".join(names))
    if column is None:
        raise SettingsError.of("setting-no-column", name="text", names=", ".join(names))
    cells = {name: [plain(value) for value in frame[name]] for name in names}
    other = [name for name in names if name != column]
    others = SharedColumns(other, [cells[name] for name in other])
    claims: Counter[str] = Counter()
    sources = []
    for row, words in enumerate(cells[column]):
        name = (label_of(cells[id][row]) if id is not None else None) or str(row + 1)
        claims[name] += 1
        name = name if claims[name] == 1 else f"{name}~{claims[name]}"
        known = Metadata(others, row) if others.names else NO_METADATA
        made = source_from_text("" if words is None else str(words), id=name)
        sources.append(replace(made, metadata=known, whole=not split_rows))
    return _corpus(sources, (("tokenizer", called),), tokenizer, None)


def _called(tokenizer: Any) -> str:
    """Check what cuts words, and return its name for the recipe."""
    if isinstance(tokenizer, str) and tokenizer in TOKENIZERS:
        return tokenizer
    from corpus.words.tokens import checked, tokenizer_of  # a name needs none of it

    return tokenizer_of(checked(tokenizer), "jieba").called


def _corpus(
    sources: Sequence[Source],
    settings: tuple[tuple[str, str | None], ...],
    tokenizer: Any,
    progress: Progress | None,
    *,
    structure: bool = True,
) -> Corpus:
    with _no_collections():
        compilations = tuple(_parsed(sources, progress, structure=structure))
    items = tuple(d for c in compilations for d in c.documents)
    facts = tuple((s.id, s.sha256, s.encoding) for s in sources)
    return Corpus(items, compilations, Recipe(__version__, settings, facts), tokenizer)


@contextmanager
def _no_collections() -> Iterator[None]:
    """Let the garbage collector rest.

    Parsing makes millions of small records without cycles, all of which are kept: looking
    through them again and again is a fifth of the time and frees nothing.
    """
    resting = not gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not resting:
            gc.enable()


def _parsed(
    sources: Sequence[Source], progress: Progress | None, *, structure: bool
) -> Iterable[Compilation]:
    for done, compilation in enumerate(parse_many(sources, structure=structure), 1):
        yield compilation
        if progress is not None:
            progress("parse", done, len(sources))


def parse_many(sources: Sequence[Source], *, structure: bool = True) -> Iterator[Compilation]:
    """Take sources apart one after the other, as :func:`corpus.parse.parse` does.

    Rows of tables are looked at together: of most of them a look at their code points says that
    nothing but blanks stands around their text. Their documents are taken apart when they are
    asked for more than their text. Many sources are taken apart in several processes, and so are
    the rows of a table once many of them were asked (``LEITONG_THREADS=1``: never).

    Parameters
    ----------
    sources
        Decoded sources.
    structure
        As for :func:`corpus.parse.parse`.

    Yields
    ------
    Compilation
        One for each source, in order.
    """
    rows = Rows() if structure else _taken_bare
    files = _taken_apart([s for s in sources if not s.whole], structure=structure)
    for first in range(0, len(sources), _BATCH):
        batch = sources[first : first + _BATCH]
        for source, body in zip(batch, bodies_of_rows(batch), strict=True):
            if body is not None:
                document = UnreadDocument.of(source, body, rows)
                if isinstance(rows, Rows):
                    rows.add(source)
                yield Compilation(source, None, None, 1, (document,), (), source.notes)
            elif source.whole:
                yield _parse(source, structure=structure)
            else:
                yield next(files)


_BATCH = 4096
"""Sources looked at together: rows of a table are short."""
ENOUGH_CHARACTERS = 3_000_000
"""Characters from which on several processes take apart what must be: 3.5 million characters of
laws took 4.7 and 5.4 s on two idle cores, 6.4 and 7.5 s on one; with less, starting them costs all
that they save."""
SHARE_CHARACTERS = 150_000
"""Characters that a process takes apart at a time, but for a longer source."""
MANY_ASKED, SHARE_ASKED = 32, 0.05
"""Rows whose structure was asked for one by one, at least, and their share of all, from which on
the structure of all of them is wanted."""


class Rows:
    """Rows of tables that are taken apart when their structure is asked for.

    The first ones are taken apart one by one; where so many were asked for that all will be, the
    rest are taken apart together, in processes.
    """

    def __init__(self) -> None:
        self._waiting: dict[int, Source] = {}
        self._ready: dict[int, Document] = {}
        self._rows = 0
        self._asked = 0

    def add(self, source: Source) -> None:
        """Take in a row."""
        self._waiting[id(source)] = source  # it is held, so that no other has its number
        self._rows += 1

    def __call__(self, source: Source) -> Document:
        """Return the document of a row with its structure."""
        self._asked += 1
        if self._asked == max(MANY_ASKED, int(SHARE_ASKED * self._rows)):
            self._take_rest()
        self._waiting.pop(id(source), None)
        found = self._ready.pop(id(source), None)
        return found or _parse(source, structure=True).documents[0]

    def _take_rest(self) -> None:
        waiting = list(self._waiting.values())
        self._waiting.clear()
        if _pays(waiting):
            for source, found in zip(waiting, _in_processes(waiting), strict=True):
                if found is not None:
                    self._ready[id(source)] = found.documents[0]


def _taken_apart(sources: Sequence[Source], *, structure: bool) -> Iterator[Compilation]:
    """Take apart sources that are no rows, many of them in processes."""
    if structure and _pays(sources):
        for source, found in zip(sources, _in_processes(sources), strict=True):
            yield found or _parse(source, structure=True)
    else:
        for source in sources:
            yield _parse(source, structure=structure)


def _pays(sources: Sequence[Source]) -> bool:
    """Whether there is so much to take apart that processes for it pay."""
    return (
        len(sources) > 1
        and sum(len(source.text) for source in sources) >= ENOUGH_CHARACTERS
        and threads() > 1
    )


def _in_processes(sources: Sequence[Source]) -> Iterator[Compilation | None]:
    """Take apart sources in processes; None where that failed, and is to fail here."""
    from corpus.system.processes import mapped_in_processes  # loads multiprocessing

    shares = list(_shares(sources))
    packed = chain.from_iterable(mapped_in_processes(_packed, shares, threads()))
    for source, taken in zip(sources, packed, strict=True):
        yield None if taken is None else _unpacked(source, taken)


def _shares(sources: Sequence[Source]) -> Iterator[list[Source]]:
    share: list[Source] = []
    size = 0
    for source in sources:
        share.append(source)
        size += len(source.text)
        if size >= SHARE_CHARACTERS:
            yield share
            share, size = [], 0
    if share:
        yield share


def _packed(sources: list[Source]) -> list[dict[str, Any] | None]:
    """Take apart sources, and leave the sources out: they are where the result goes."""
    found: list[dict[str, Any] | None] = []
    with _no_collections():
        for source in sources:
            try:
                taken = _parse(source, structure=True)
            except Exception:  # noqa: BLE001 - it is raised where the source is asked for
                found.append(None)
                continue
            documents = [_fields(document) for document in taken.documents]
            found.append(_fields(taken) | {"documents": documents})
    return found


def _fields(record: Compilation | Document) -> dict[str, Any]:
    return {f.name: getattr(record, f.name) for f in fields(record) if f.name != "source"}


def _unpacked(source: Source, packed: dict[str, Any]) -> Compilation:
    documents = tuple(Document(source=source, **each) for each in packed["documents"])
    return Compilation(**(packed | {"source": source, "documents": documents}))


def _parse(source: Source, *, structure: bool) -> Compilation:
    from corpus.parse import parse  # brings the rooms along that plain rows do without

    return parse(source, structure=structure)


def _taken_bare(source: Source) -> Document:
    return _parse(source, structure=False).documents[0]


class ReadingOptions(NamedTuple):
    """What is read, and how; see :func:`corpus.reader.read`."""

    paths: tuple[str, ...]
    encoding: str | None = None
    text_column: str | None = None
    id_column: str | None = None
    split_rows: bool = False
    exclude: tuple[str, ...] = ()
    follow_links: bool = False
    structure: bool = False


def found_files(way: ReadingOptions) -> list[FoundFile]:
    """Find the files, in the order in which they are read."""
    return find_files(way.paths, exclude=way.exclude, follow_links=way.follow_links)


def read_portion(way: ReadingOptions, files: Sequence[FoundFile], portion: Portion) -> Corpus:
    """Read one portion of a corpus that is larger than memory.

    Files that could not be read are in its notes, even if none could.

    Parameters
    ----------
    way
        How to read.
    files
        As from :func:`found_files`.
    portion
        As from :func:`corpus.reading.portions.portions_of`.
    """
    sources: list[Source] = []
    errors: list[LeitongError] = []  # each is in its source's notes, too
    part = slice(portion.start, portion.stop) if portion.stop else None
    for found in files[portion.first : portion.last]:
        options = file_options(
            found,
            encoding=way.encoding,
            text_column=way.text_column,
            id_column=way.id_column,
            split_rows=way.split_rows,
            exclude=way.exclude,
        )
        options = options._replace(rows_before=portion.rows_before)
        sources += file_sources(found, options, errors, part)
    return _corpus(sources, (), "jieba", None, structure=way.structure)
