"""Who may have copied whom: a line of descent suggested by mistakes, with the evidence.

The common-error method of textual criticism (Lachmann; see Maas, Textkritik, 1927): witnesses that
share mistakes which the others do not have go back to one damaged copy. Which of two copies is the
older follows only from one-sided traces, for instance a repair that presupposes the damage. Where
there are none, or where they contradict each other, the answer is "cannot tell".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from analysis.findings.collation.attestation import Attestation, dictionary, word_over
from analysis.findings.collation.corrections import COPIES, alternatives, is_mistake
from analysis.findings.collation.variants import is_blank, is_word

if TYPE_CHECKING:
    from analysis.findings.collation.finding import Collation
    from analysis.findings.collation.readings import Variant

LIKELY = 2
"""One-sided traces from which on a direction is called likely; a single one may be chance."""


class Evidence(NamedTuple):
    """One observation."""

    kind: str
    """``shared-error``: a mistake that these witnesses have and others do not;
    ``common-error``: a mistake of all; ``repair``: a reading that makes sense but presupposes a
    mistake of others; ``leftover``: a blank that a joined line left before added punctuation."""
    witnesses: tuple[str, ...]
    """Who has it."""
    against: tuple[str, ...]
    """Who has the other reading; empty for a mistake of all."""
    n: int | None
    """Number of the variant."""
    text: str
    """The reading of ``witnesses``."""
    other: str
    """The other reading, or what the mistake stands for."""
    original: str = ""
    """Of a repair: what the damaged reading probably goes back to."""


class Link(NamedTuple):
    """Two witnesses next to each other in the line of descent."""

    parent: str
    child: str
    confidence: str
    """``likely``, ``weak`` or ``cannot tell``: then parent and child are in reading order only."""
    support: int
    """Traces for this direction."""
    against: int
    """Traces for the other."""
    differences: int
    """Variants between the two, spacing left out."""


@dataclass(frozen=True, slots=True)
class Descent:
    """A suggestion, never a verdict: links and the evidence that they rest on."""

    links: tuple[Link, ...]
    evidence: tuple[Evidence, ...]

    @property
    def direction_known(self) -> bool:
        """Whether any direction is more than reading order."""
        return any(link.confidence != "cannot tell" for link in self.links)


def line_of_descent(collation: Collation) -> Descent:
    """Suggest how witnesses depend on one another.

    Neighbours are joined by the fewest differences (a minimum spanning tree, spacing left out);
    the direction of each link follows from repairs and leftovers alone, since whoever has fewer
    mistakes may be the older copy as well as the better proof-reader.

    Parameters
    ----------
    collation
        The witnesses aligned. Where they have less than half of their text in common, they are
        no copies, and nothing is suggested.

    Examples
    --------
    >>> from analysis.findings.collation.finding import compare
    >>> compare("认真贯彻落实部署", "认真贯例落实部署").descent.links[0].confidence
    'cannot tell'
    """
    if collation.agreement < COPIES:
        return Descent((), ())
    evidence = tuple(_evidence(collation))
    ids = collation.ids
    distance = {
        (a, b): sum(variant.kind != "spacing" for variant in collation.between(a, b))
        for a, b in combinations(ids, 2)
    }
    links = tuple(_link(a, b, distance[a, b], evidence) for a, b in _tree(ids, distance))
    return Descent(links, evidence)


def _evidence(collation: Collation) -> Iterator[Evidence]:
    for variant in collation.variants:
        yield from _shared_error(variant)
        yield from _repair(variant, collation.attestation)
        yield from _leftover(variant)
    for correction in collation.corrections:
        if len(correction.wrong_in) == len(collation.ids) and not correction.right_in:
            yield Evidence(
                "common-error", collation.ids, (), None, correction.wrong, correction.right
            )


def _shared_error(variant: Variant) -> Iterator[Evidence]:
    if variant.usage is None or not is_mistake(variant):
        return
    right = variant.usage.preferred
    for text, names in variant.texts.items():
        if right is not None and text != right and len(names) > 1:
            yield Evidence(
                "shared-error", names, variant.texts.get(right, ()), variant.n, text, right
            )


def _repair(variant: Variant, attestation: Attestation) -> Iterator[Evidence]:
    """Readings that make sense where others have a damaged form of something else.

    明理试信 is a damaged 明理诚信; who has 明理守信 saw 试信 and mended it by guess.
    """
    if variant.kind not in ("wording", "dropped", "inserted") or len(variant.texts) != 2:
        return
    for damaged, names in variant.texts.items():
        (other,) = set(variant.texts) - {damaged}
        original = _original(damaged, variant, attestation)
        if original and other not in (original, damaged) and not _damaged(other, variant):
            yield Evidence(
                "repair", variant.texts[other], names, variant.n, other, damaged, original
            )


def _original(damaged: str, variant: Variant, attestation: Attestation) -> str:
    """What a damaged reading goes back to; empty where it is sound, or nobody can say."""
    if not damaged or len(damaged) > 4 or not _damaged(damaged, variant):
        return ""
    for place, char in enumerate(damaged):
        for other in alternatives().get(char, ""):
            candidate = damaged[:place] + other + damaged[place + 1 :]
            if not _damaged(candidate, variant):
                return candidate
    # A first character lost: 过集中学习 for 通过集中学习.
    lost = attestation.before(damaged + variant.right[:1]) if variant.right else ""
    if (
        lost
        and is_word(lost)
        and not variant.left.endswith(lost)
        and lost + damaged in dictionary()
    ):
        return lost + damaged
    return ""


def _damaged(reading: str, variant: Variant) -> bool:
    """Whether the dictionary has no word for a reading, alone or with its context."""
    if not reading or (len(reading) > 1 and reading in dictionary()):
        return False
    return not word_over(reading, left=variant.left, right=variant.right)


def _leftover(variant: Variant) -> Iterator[Evidence]:
    """A blank kept before punctuation: the line was joined with a blank, then mended."""
    if variant.kind != "spacing" or len(variant.texts) != 2 or "" not in variant.texts:
        return
    (blank,) = set(variant.texts) - {""}
    if is_blank(blank) and "\n" not in blank and not variant.right and variant.left:
        yield Evidence("leftover", variant.texts[blank], variant.texts[""], variant.n, blank, "")


def _tree(ids: Sequence[str], distance: dict[tuple[str, str], int]) -> Iterator[tuple[str, str]]:
    """Join witnesses by the smallest distances first (Kruskal); ties in reading order."""
    group = {name: name for name in ids}
    order = {name: row for row, name in enumerate(ids)}
    for a, b in sorted(distance, key=lambda p: (distance[p], order[p[0]], order[p[1]])):
        if group[a] != group[b]:
            old, new = group[b], group[a]
            group = {name: new if head == old else head for name, head in group.items()}
            yield a, b


def _link(a: str, b: str, differences: int, evidence: Sequence[Evidence]) -> Link:
    traces = [e for e in evidence if e.kind in ("repair", "leftover")]
    from_b = sum(a in e.witnesses and b in e.against for e in traces)
    from_a = sum(b in e.witnesses and a in e.against for e in traces)
    if from_a == from_b or (from_a and from_b):
        return Link(a, b, "cannot tell", from_a, from_b, differences)
    parent, child = (a, b) if from_a else (b, a)
    support = max(from_a, from_b)
    return Link(parent, child, "likely" if support >= LIKELY else "weak", support, 0, differences)
