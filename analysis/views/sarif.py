"""SARIF 2.1.0 (OASIS standard): findings as code hosts and editors show them beside the text.

Columns are counted in code points (``columnKind``), lines end at LF or CRLF. Files whose text was
taken out of something else (docx, pdf, html, tables) get no line numbers: there are none.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from urllib.parse import quote

from analysis.views.identity import VERSION
from analysis.views.issues import Issue, IssuePlace, headline
from analysis.views.rules import rule
from corpus import __version__
from corpus.model import Source

MOST_RESULTS = 5_000
"""Results of a run that GitHub shows; more are left out, and counted."""
MOST_LOCATIONS = 1_000
"""Locations of one result, its own among them."""
LINKED = 10
"""Other places named in the message itself."""
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
SOURCE_ROOT = "%SRCROOT%"
PLAIN = (".txt", ".text", ".md", ".markdown")
"""Endings of files whose decoded text is the file's own, line by line."""


class Sarif(NamedTuple):
    """The file, and what found no place in it."""

    content: bytes
    left_out: int


def sarif(found: Iterable[Issue], *, path_of: Callable[[Source], str], lang: str = "zh") -> Sarif:
    """Write issues as a SARIF log.

    Parameters
    ----------
    found
        Issues, the first of which are kept where there are too many.
    path_of
        Path of a source's file, relative to where the run was started, with slashes.
    lang
        Language of rules and messages.
    """
    every = list(found)
    kept = every[:MOST_RESULTS]
    used = sorted({issue.code for issue in kept})
    writer = _Writer(path_of, lang, used)
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "leitong",
                "semanticVersion": __version__,
                "rules": [_rule(code, lang) for code in used],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {SOURCE_ROOT: {"description": {"text": "where leitong was started"}}},
        "results": [writer.result(issue) for issue in kept],
    }
    if len(every) > len(kept):
        run["properties"] = {"leftOut": len(every) - len(kept)}
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    text = json.dumps(log, ensure_ascii=False, indent=1)
    return Sarif(text.encode("utf-8", "replace") + b"\n", len(every) - len(kept))


def _rule(code: str, lang: str) -> dict[str, Any]:
    words = rule(code, lang)
    return {
        "id": code,
        "name": rule(code, "en").name.title().replace(" ", "").replace("-", ""),
        "shortDescription": {"text": words.name},
        "fullDescription": {"text": words.what},
        "help": {"text": f"{words.what}\n\n{words.why}\n\n{words.action}"},
        "defaultConfiguration": {"level": words.level},
    }


class _Writer:
    """Turns issues into results; remembers where the lines of each source begin."""

    def __init__(self, path_of: Callable[[Source], str], lang: str, codes: list[str]) -> None:
        self.path_of = path_of
        self.lang = lang
        self.index = {code: number for number, code in enumerate(codes)}
        self.lines: dict[int, list[int]] = {}

    def result(self, issue: Issue) -> dict[str, Any]:
        others = issue.others[: MOST_LOCATIONS - 1]
        text = headline(issue, self.lang)
        if others:
            links = [f"[{_escaped(p.name)}]({n})" for n, p in enumerate(others[:LINKED], 1)]
            more = "…" if len(issue.others) > LINKED else ""
            text = _escaped(text) + {"zh": "：", "en": ": "}[self.lang] + ", ".join(links) + more
        result: dict[str, Any] = {
            "ruleId": issue.code,
            "ruleIndex": self.index[issue.code],
            "level": rule(issue.code).level,
            "message": {"text": text},
            "locations": [self._location(issue.place)],
        }
        if others:
            result["relatedLocations"] = [
                {"id": number, "message": {"text": place.name}, **self._location(place)}
                for number, place in enumerate(others, 1)
            ]
        if issue.fingerprint:
            result["partialFingerprints"] = {VERSION: issue.fingerprint}
        return result

    def _location(self, place: IssuePlace) -> dict[str, Any]:
        path = self.path_of(place.source)
        physical: dict[str, Any] = {
            "artifactLocation": {
                "uri": quote(path, errors="surrogateescape"),
                "uriBaseId": SOURCE_ROOT,
            }
        }
        if place.span is not None and path.lower().endswith(PLAIN):
            physical["region"] = self._region(place)
        return {
            "physicalLocation": physical,
            "logicalLocations": [{"fullyQualifiedName": place.name}],
        }

    def _region(self, place: IssuePlace) -> dict[str, int]:
        text, (start, end) = place.source.text, place.span or (0, 0)
        starts = self.lines.get(id(place.source))
        if starts is None:
            starts = self.lines[id(place.source)] = line_starts(text)
        first, last = bisect_right(starts, start), bisect_right(starts, end)
        return {
            "startLine": first,
            "startColumn": start - starts[first - 1] + 1,
            "endLine": last,
            "endColumn": end - starts[last - 1] + 1,
        }


def line_starts(text: str) -> list[int]:
    r"""Offsets at which lines begin; lines end at LF, and CRLF ends in one.

    >>> line_starts("甲\r\n乙\n\n丙")
    [0, 3, 5, 6]
    """
    starts, place = [0], text.find("\n")
    while place >= 0:
        starts.append(place + 1)
        place = text.find("\n", place + 1)
    return starts


def _escaped(text: str) -> str:
    """Escape what would begin a link in a SARIF message."""
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
