"""How widely characters are shared."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.sharing.breadth import sharing


def arrays(texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
    codes = np.array([ord(c) for text in texts for c in text], dtype=np.uint32)
    return codes, np.cumsum([0, *map(len, texts)])


def by_hand(texts: list[str], voters: list[int], k: int) -> list[tuple[int, int]]:
    """The definition, character by character."""
    out = []
    for text in texts:
        for place in range(len(text)):
            best = (1, 1)
            for start in range(max(0, place - k + 1), place + 1):
                run = text[start : start + k]
                if len(run) == k:
                    owners = [row for row, other in enumerate(texts) if run in other]
                    best = max(best, (len({voters[row] for row in owners}), len(owners)))
            out.append(best)
    return out


@given(
    st.lists(st.text("甲乙丙", max_size=12), min_size=1, max_size=6),
    st.integers(2, 5),
    st.data(),
)
def test_the_fast_way_equals_the_definition(texts: list[str], k: int, data: st.DataObject) -> None:
    row = st.integers(0, len(texts) - 1)
    voters = data.draw(st.lists(row, min_size=len(texts), max_size=len(texts)))
    codes, bounds = arrays(texts)
    found = sharing(codes, bounds, np.array(voters), k=k)
    pairs = list(zip(found.families.tolist(), found.documents.tolist(), strict=True))
    assert pairs == by_hand(texts, voters, k)


def test_no_text_at_all_shares_nothing() -> None:
    found = sharing(np.zeros(0, np.uint32), np.array([0]), np.zeros(0, np.int64), k=8)
    assert len(found.documents) == len(found.families) == 0
