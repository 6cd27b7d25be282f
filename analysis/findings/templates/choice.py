"""Which frames a reader would call templates: no cut words, real values, no place used twice."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

import numpy as np
from numpy.typing import NDArray

from analysis.findings.templates.sentences import LOOSE_WORDS, Sentences, WordBoundaries
from analysis.measures.alignment.frames import CONSTANT, Frame, SentenceIndex, filled_in, frames
from analysis.measures.arrays.distinct import distinct
from analysis.measures.arrays.shingles import repeated
from corpus.folding.comparable import FIGURE, PLACEHOLDER
from corpus.words.tokens import Tokenizer

CONSTANT_PER_SLOT = 4.0
"""Constant characters for each slot, at least: below it, sentences are alike by their function
words only."""
SPECIFIC = 5
"""Constant characters outside the corpus's topic words, at least."""
SAME_TEMPLATE = 0.7
"""Share of families that may fill in the same value: more, and the value belongs to the text."""
_TOPIC = 4  # characters of a run that is looked up as a topic word
_RUN = 6  # a widely shared run of so many characters makes a sentence worth looking at
_CLAUSE = "，,。；;：:！!？?\n"
_VALUE = frozenset((FIGURE, PLACEHOLDER))
_VALUES = np.array([ord(FIGURE), ord(PLACEHOLDER)], dtype=np.uint32)


def chosen_frames(
    sentences: Sentences, *, families: int, seeds: int, tokenizer: Tokenizer
) -> tuple[list[Frame], int]:
    """Find frames, and keep the best that do not overlap; and how many sentences were looked at.

    The value of a frame is families × constant characters. A place serves one template only: a
    frame whose places are taken by better ones must still have enough families without them.
    """
    voters = sentences.held
    looked = _seeds(sentences, voters, families)
    index = SentenceIndex(sentences.codes)
    proposed = frames(index, voters, _VALUES, families=families, seeds=looked[:seeds])
    found = [frame for frame in dict.fromkeys(proposed) if _has_values(frame, sentences)]
    words = WordBoundaries(sentences, tokenizer, {frame.members[0] for frame in found})
    topical = _topical(sentences, voters)
    frames_by_value = {}
    for frame in found:
        # values before words are made whole: 新时代{中国|} is no slot, though 时代中国|时代 are two
        whole = words.whole(frame)
        whole = whole and _without_topic(whole, topical)
        if whole is None or not _dense(whole, topical):
            continue
        whole = _within_clauses(whole, sentences)
        if _common(whole, sentences, families):
            value = len(sentences.families(whole.members)) * whole.constant
            frames_by_value[whole] = value
    order = sorted(frames_by_value, key=lambda f: (-frames_by_value[f], f))
    used: dict[int, NDArray[np.bool_]] = {}
    kept = []
    for frame in order:
        if not _common(_unused(frame, used, sentences), sentences, families):
            continue
        everywhere = _within_clauses(filled_in(frame, sentences.texts, index), sentences)
        free = _unused(everywhere, used, sentences)
        if not _common(free, sentences, families):
            continue
        for member, stretches in zip(free.members, free.stretches, strict=True):
            used[member][stretches[0][0] : stretches[-1][1]] = True
        kept.append(free)
    left_out = max(0, len(looked) - seeds)
    return kept, len(sentences.codes) - left_out


def _seeds(sentences: Sentences, voters: Sequence[frozenset[int]], families: int) -> list[int]:
    """Sentences with runs that enough families hold, those with most of them first."""
    starts, held, _, bounds = _run_counts(sentences, voters, _RUN)
    owner = np.repeat(np.arange(len(voters)), np.diff(bounds))[starts]
    wide = held >= families
    value = np.bincount(owner[wide], weights=held[wide], minlength=len(voters))
    # what families have word by word but for figures is one sentence: it has no run elsewhere
    several = np.array([len(v) for v in voters], dtype=np.int64)
    value += np.where(several >= families, several * np.diff(bounds), 0)
    order = np.lexsort([np.arange(len(value)), -value])
    return [int(row) for row in order if value[row] > 0]


def _topical(sentences: Sentences, voters: Sequence[frozenset[int]]) -> list[NDArray[np.bool_]]:
    """Characters of each sentence under topic words.

    A topic word is used by more than half of the families, and again and again: on average in
    two sentences of a family. A formula is used by many, too, but once.
    """
    starts, held, stood, bounds = _run_counts(sentences, voters, _TOPIC)
    families = len(frozenset().union(*voters))
    often = starts[(held * 2 > families) & (stood >= held * 2)]
    mask = np.zeros(int(bounds[-1]), dtype=bool)
    for shift in range(_TOPIC):
        mask[often + shift] = True
    return np.split(mask, bounds[1:-1])


def _run_counts(
    sentences: Sentences, voters: Sequence[frozenset[int]], k: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Starts of repeated runs, families and sentences that hold each, and sentences' bounds."""
    size = np.array([len(c) for c in sentences.codes], dtype=np.int64)
    bounds = np.concatenate([[0], np.cumsum(size)])
    codes = np.concatenate([*sentences.codes, np.zeros(0, dtype=np.uint32)])
    starts, first = repeated(codes, bounds, k)
    owner = np.repeat(np.arange(len(size)), size)[starts]
    several = np.array([len(v) for v in voters], dtype=np.int64)
    single = np.array([min(v) if len(v) == 1 else -1 for v in voters], dtype=np.int64)
    group = np.cumsum(first) - 1
    groups = int(first.sum())
    width = int(sentences.voters.max(initial=0)) + 2
    held = np.bincount(distinct(group * width + single[owner] + 1) // width, minlength=groups)
    # a sentence that stands in several families counts for all of them
    np.maximum.at(held, group, several[owner])
    once = first.copy()  # a sentence may have a run again
    once[1:] |= owner[1:] != owner[:-1]
    stood = np.bincount(group[once], minlength=groups)
    return starts, held[group], stood[group], bounds


def _dense(frame: Frame, topical: Sequence[NDArray[np.bool_]]) -> bool:
    """Whether there is enough constant text, topic words aside."""
    mask = topical[frame.members[0]]
    specific = sum(int((~mask[a:b]).sum()) for a, b in frame.stretches[0])
    return specific >= SPECIFIC and frame.constant >= CONSTANT_PER_SLOT * len(frame.stretches[0])


def _without_topic(frame: Frame, topical: Sequence[NDArray[np.bool_]]) -> Frame | None:
    """Drop an outermost stretch that is only the topic's name; None if too little is left."""
    mask = topical[frame.members[0]]
    first, last = 0, len(frame.stretches[0])
    while last > 1 and mask[slice(*frame.stretches[0][last - 1])].all():
        last -= 1
    rest = frame.constant - sum(b - a for a, b in frame.stretches[0][last:])
    head = frame.stretches[0][0]
    if mask[slice(*head)].all() and rest - (head[1] - head[0]) >= CONSTANT:
        first, rest = 1, rest - (head[1] - head[0])
    if last - first < 2 or rest < CONSTANT:
        return None
    return Frame(frame.members, tuple(stretches[first:last] for stretches in frame.stretches))


def _within_clauses(frame: Frame, sentences: Sentences) -> Frame:
    """Leave out members in which a value is more than part of a clause."""
    members, places = [], []
    for member, stretches in zip(frame.members, frame.stretches, strict=True):
        place = sentences.places[member][0]
        text = sentences.document(place).source.words
        spans = [sentences.span(place, a, b) for a, b in stretches]
        values = (text[a[1] : b[0]].strip(_CLAUSE + " ") for a, b in pairwise(spans))
        if not any(mark in value for value in values for mark in _CLAUSE):
            members.append(member)
            places.append(stretches)
    return Frame(tuple(members), tuple(places))


def _common(frame: Frame, sentences: Sentences, families: int) -> bool:
    return len(sentences.families(frame.members)) >= families and _has_values(frame, sentences)


def _has_values(frame: Frame, sentences: Sentences) -> bool:
    """Whether families fill in some slot each in its own way, or with figures or masks."""
    everybody = len(sentences.families(frame.members))
    for n in range(1, len(frame.stretches[0])):
        seen: dict[str, set[int]] = {}
        for member, stretches in zip(frame.members, frame.stretches, strict=True):
            value = sentences.texts[member][stretches[n - 1][1] : stretches[n][0]]
            if 0 < len(value) <= 2 and not _VALUE.isdisjoint(value):
                return True
            if not LOOSE_WORDS.issuperset(value):
                seen.setdefault(value, set()).update(sentences.held[member])
        if _differ(list(seen)) and max(map(len, seen.values())) <= SAME_TEMPLATE * everybody:
            return True
    return False


def _differ(texts: Sequence[str]) -> bool:
    """Whether two values or more are left when what all begin and end with is taken off.

    时代中国特色 and 时代特色 differ by a word left out, not by what is filled in.
    """
    for turn in (1, -1):
        columns = zip(*(text[::turn] for text in texts), strict=False)
        alike = sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, columns))
        texts = [text[::turn][alike:][::turn] for text in texts]
    return len({*texts} - {""}) > 1


def _unused(frame: Frame, used: dict[int, NDArray[np.bool_]], sentences: Sentences) -> Frame:
    """The members of a frame of whose place less than half is taken."""
    members, places = [], []
    for member, stretches in zip(frame.members, frame.stretches, strict=True):
        taken = used.setdefault(member, np.zeros(len(sentences.codes[member]), dtype=bool))
        if taken[stretches[0][0] : stretches[-1][1]].mean() < 0.5:
            members.append(member)
            places.append(stretches)
    return Frame(tuple(members), tuple(places))
