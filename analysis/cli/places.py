"""From ids back to places: which source a unit stands in, where, and in which file."""

from __future__ import annotations

import os
from collections.abc import Collection
from functools import cached_property
from pathlib import Path

from corpus.collection import Corpus
from corpus.model import Document, Source, Span, Unit
from corpus.reading.paths import STDIN, find_files


class UnitLocator:
    """Finds the units of one corpus, or of two where one was compared with another.

    Parameters
    ----------
    left
        The corpus that side ``a`` belongs to, and ``b`` too if there is no other.
    right
        The corpus that side ``b`` belongs to.
    paths
        What was read, one list a corpus.
    exclude
        Patterns left out.
    """

    def __init__(
        self,
        left: Corpus,
        right: Corpus | None = None,
        *,
        paths: tuple[list[str], list[str]] = ([], []),
        exclude: tuple[str, ...] = (),
    ) -> None:
        self.left = left
        self.right = right
        self.paths = paths
        self.exclude = exclude

    def locate(self, side: str, name: str) -> tuple[Source, Span]:
        """Return the source of a unit and its span there; a source's own id is all of it."""
        other = side == "b" and self.right is not None
        corpus = self.right if other and self.right is not None else self.left
        documents, sources = self._known[1 if other else 0]
        if name in documents:
            found: Document | Unit = documents[name]
        elif name in sources:
            return sources[name], Span(0, len(sources[name].text))
        else:
            found = corpus[name]
        if isinstance(found, Document):
            return found.source, found.body
        return documents[found.document].source, found.span

    def text(self, side: str, name: str, span: tuple[int, int] | None = None) -> str:
        """Return the text of a unit, or of a span in its source."""
        source, whole = self.locate(side, name)
        return source.text[slice(*(whole if span is None else span))]

    @cached_property
    def _known(self) -> list[tuple[dict[str, Document], dict[str, Source]]]:
        """Documents and sources by their ids, for either corpus."""
        return [
            ({d.id: d for d in c}, {x.source.id: x.source for x in c.compilations})
            for c in (self.left, self.right)
            if c is not None
        ]

    def path(self, source: Source) -> str:
        """Return the path of a source's file from where we stand, with slashes."""
        mine = self._known[0][1].get(source.id) is source
        files = self._files[0 if mine else 1]
        name = file_of(source.id, files)
        return source.id if name is None else files[name]

    def others(self) -> Corpus:
        """Return the right corpus without the files that the left one was read from, too."""
        right = self.left if self.right is None else self.right
        mine = {os.path.realpath(path) for path in self._files[0].values()}
        again = {name for name, path in self._files[1].items() if os.path.realpath(path) in mine}
        return right.where(lambda d: file_of(d.source.id, again) is None) if again else right

    @cached_property
    def _files(self) -> tuple[dict[str, str], dict[str, str]]:
        one, two = (
            {
                found.id: _relative(found.path)
                for found in (find_files(paths, exclude=self.exclude) if paths else ())
                if found.path != STDIN
            }
            for paths in self.paths
        )
        return one, two


def file_of(name: str, files: Collection[str]) -> str | None:
    """Return the file that a source is, or that it is a row or member of (``表.csv:17``)."""
    while name not in files and name:
        name = name[: max(name.rfind(":"), name.rfind("/"), 0)]
    return name or None


def _relative(path: str) -> str:
    try:
        path = os.path.relpath(path)
    except ValueError:  # another drive
        path = os.path.basename(path)  # noqa: PTH119
    return Path(path).as_posix()
