"""What was chosen in the report's page, read from the file that the page saves.

>>> import corpus
>>> c = corpus.from_texts({"甲": "水库除险加固工程已通过验收。", "乙": "按要求报送材料。"})
>>> chosen = Selection(documents=("乙",))
>>> [document.id for document in chosen.apply(c).corpus]
['甲']
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.asides import Aside, set_aside
from corpus.collection import Corpus, require_corpus
from corpus.errors import SettingsError, SourceError

SCHEMA = 1
"""Of the file; one with a higher number may mean other things by the same names."""
FORMULAS = "formulas"
"""The kind that the page calls 套话: a finding's, which only the page counts without."""


@dataclass(frozen=True)
class Selection:
    """Which documents and places count, as a reader of the page chose.

    Parameters
    ----------
    where
        Variable → the values wanted.
    documents
        Ids of documents that are left out.
    passages
        Places that do not count, ``id@start-end`` in offsets of the source.
    kinds
        Kinds of text that do not count; see :func:`analysis.set_aside`.
    formulas
        Texts of formulas that do not count.
    pairs
        Pairs that the reader found to be none. Only the page counts without them.
    threshold
        Similarity from which on the page called two documents alike; None if that was not said.
    fingerprint
        Of the corpus that the page showed.
    """

    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    documents: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    formulas: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    threshold: float | None = None
    fingerprint: str = ""

    def keep(self, corpus: Corpus) -> Corpus:
        """Leave out the documents.

        Raises
        ------
        SettingsError
            If a document or a variable is none, or no document is left.
        """
        there = {document.id for document in corpus}
        named = (*self.documents, *(place.rpartition("@")[0] for place in self.passages))
        for name in named:
            if name not in there:
                raise SettingsError.of("setting-selected", name=name)
        left = set(self.documents)
        wanted = {name: list(values) for name, values in self.where.items()}
        kept = corpus.where(lambda document: document.id not in left, **wanted)
        if not len(kept):
            raise SettingsError.of("setting-none-selected")
        return kept

    def places(self, kept: Corpus) -> dict[str, list[str]]:
        """What of the documents left does not count, as :func:`analysis.set_aside` takes it.

        ``pairs``, ``threshold`` and the kind ``formulas`` are not in it: no place is theirs.
        """
        there = {document.id for document in kept}
        return {
            "kinds": [kind for kind in self.kinds if kind != FORMULAS],
            "accepted": list(self.formulas),
            "passages": [p for p in self.passages if p.rpartition("@")[0] in there],
        }

    @property
    def on_page(self) -> list[str]:
        """What of this only the page counts without, by its names in the file."""
        return [
            *(["pairs"] if self.pairs else ()),
            *(["threshold"] if self.threshold is not None else ()),
            *([FORMULAS] if FORMULAS in self.kinds else ()),
        ]

    def apply(self, corpus: Corpus) -> Aside:
        """Leave out the documents, and set aside the places.

        Parameters
        ----------
        corpus
            What the page was made from, or another corpus with the same documents.

        Raises
        ------
        SettingsError
            If a document, a variable or a place is none, or no document is left.
        """
        require_corpus(corpus)
        kept = self.keep(corpus)
        apart = self.places(kept)
        return set_aside(
            kept, kinds=apart["kinds"], accepted=apart["accepted"], passages=apart["passages"]
        )


def read_selection(path: str | os.PathLike[str]) -> Selection:
    """Read what the report's page saved as ``selection.json``.

    Raises
    ------
    SourceError
        If the file cannot be read.
    SettingsError
        If it is no such file, or of a later version.
    """
    try:
        said = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SourceError(path, error.strerror or str(error)) from error
    except (ValueError, RecursionError) as error:
        raise _odd(path) from error
    if not isinstance(said, dict) or said.get("type") != "selection":
        raise _odd(path)
    if said.get("schema") != SCHEMA:
        raise SettingsError.of(
            "setting-selection-schema", name=os.fspath(path), schema=str(said.get("schema"))
        )
    try:
        return _selection(said)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _odd(path) from error


def _selection(said: Mapping[str, Any]) -> Selection:
    without = said["without"]
    threshold = said.get("threshold")
    return Selection(
        where={name: _texts(wanted) for name, wanted in said["where"].items()},
        documents=_texts(without["documents"]),
        passages=_texts(without["passages"]),
        kinds=_texts(without["kinds"]),
        formulas=_texts(without["formulas"]),
        pairs=tuple((a, b) for a, b in map(_texts, without["pairs"])),
        threshold=None if threshold is None else float(threshold),
        fingerprint=str(said["fingerprint"]),
    )


def _texts(several: Iterable[Any]) -> tuple[str, ...]:
    found = tuple(several)
    if isinstance(several, str) or not all(isinstance(one, str) for one in found):
        raise TypeError(several)
    return found


def _odd(path: str | os.PathLike[str]) -> SettingsError:
    return SettingsError.of("setting-selection", name=os.fspath(path))
