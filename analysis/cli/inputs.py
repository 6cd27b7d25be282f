"""What is read: names from a list (``--files-from``), and what is known of documents beside."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.cli.exits import reason_of_system
from analysis.cli.messages import say
from corpus.errors import SettingsError

if TYPE_CHECKING:
    from corpus.collection import Corpus

MOST_UNJOINED = 20  # rows or documents that did not join, named one by one


def with_variables(
    corpus: Corpus, options: Mapping[str, Any], lang: str, tell: Callable[[str], None]
) -> Corpus:
    """Join variables to documents, list what did not join, and keep the documents wanted.

    Parameters
    ----------
    corpus
        What was read.
    options
        ``metadata``: a table; ``metadata_from``: a pattern of names; ``where``: what is wanted.
    lang
        Language of messages.
    tell
        Says them.

    Raises
    ------
    SettingsError
        If nothing joins, there is no such variable, or no document is left.
    """
    joined = []
    if options.get("metadata"):
        from corpus.reading.metadata import read_metadata
        from corpus.variables.joining import join_table

        table = read_metadata(options["metadata"], encoding=options.get("encoding"))
        joined.append(join_table(corpus.items, table))
    if options.get("metadata_from"):
        from corpus.variables.joining import join_names

        joined.append(join_names(corpus.items, options["metadata_from"]))
    for one in joined:
        corpus = corpus.with_given(one.given)
        for message in one.messages(lang, MOST_UNJOINED):
            tell(message)
    wanted: dict[str, list[str]] = {}
    for name, values in options.get("where") or ():
        wanted.setdefault(name, []).extend(values)
    if wanted:
        corpus = corpus.where(**wanted)
        if not len(corpus):
            asked = ", ".join(f"{name}={','.join(values)}" for name, values in wanted.items())
            raise SettingsError(say("nothing-wanted", lang, wanted=asked))
    return corpus


PLACES = ("kinds", "passages")
"""What ``--exclude`` and a selection both name."""


def with_selection(
    corpus: Corpus, options: Mapping[str, Any], lang: str, tell: Callable[[str], None]
) -> tuple[Corpus, dict[str, list[str]]]:
    """Keep what was chosen in the report's page, and say which places do not count.

    Parameters
    ----------
    corpus
        What was read.
    options
        ``selection``: the file that the page saved.
    lang
        Language of messages.
    tell
        Says them.

    Raises
    ------
    SettingsError
        If the file is no selection, or names what is not there.
    """
    if not options.get("selection"):
        return corpus, {"kinds": [], "passages": [], "accepted": []}
    from analysis.selection import read_selection

    chosen = read_selection(options["selection"])
    if chosen.fingerprint != corpus.recipe.fingerprint:
        tell(say("selected-elsewhere", lang, fingerprint=chosen.fingerprint[:12]))
    kept = chosen.keep(corpus)
    places = chosen.places(kept)
    tell(
        say(
            "selected", lang, documents=len(corpus) - len(kept), left=len(kept),
            passages=len(places["passages"]), kinds=len(places["kinds"]),
            formulas=len(places["accepted"]),
        )
    )  # fmt: skip
    if names := chosen.on_page:
        tell(say("selected-on-page", lang, names=", ".join(names)))
    return kept, places


def with_masks(
    corpus: Corpus, options: Mapping[str, Any], lang: str, tell: Callable[[str], None]
) -> Corpus:
    """Mask names where that is asked for, and write the key to them.

    Parameters
    ----------
    corpus
        What was read.
    options
        ``anonymise``: the file of the key, which is used again if it is there.
    lang
        Language of messages.
    tell
        Says them.

    Raises
    ------
    SettingsError
        If something is written beside that has the names in it, or the file is no key.
    """
    key = options.get("anonymise")
    if not key:
        return corpus
    if any(options.get(name) for name in ("manifest", "baseline", "update_baseline")):
        raise SettingsError(say("mask-index", lang))
    from analysis.anonymised import anonymise

    place = Path(key)
    found = anonymise(corpus, key=place if place.exists() else ())
    found.write_key(place)
    tell(say("masked", lang, count=len(found.key), path=place))
    return found.corpus


def listed(options: Mapping[str, Any], lang: str) -> list[str]:
    """Return the paths that ``--files-from`` names; blank lines count for nothing.

    Parameters
    ----------
    options
        ``files_from``: a file or ``-``; ``null``: names end with NUL instead of a line end.
    lang
        Language of complaints.

    Raises
    ------
    SettingsError
        If the list cannot be read.
    """
    name = options.get("files_from")
    if not name:
        return []
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        reason = reason_of_system(error.strerror or type(error).__name__, lang)
        raise SettingsError(say("no-list", lang, path=name, reason=reason)) from error
    if options.get("null"):
        return [os.fsdecode(part) for part in data.split(b"\0") if part]
    # ``find`` writes the names' own bytes; an editor under Windows writes GBK or a mark first
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        from corpus.reading.encoding import decode

        text = decode(data)[0] if os.name == "nt" else os.fsdecode(data)
    return [line for line in (line.rstrip("\r") for line in text.split("\n")) if line.strip()]
