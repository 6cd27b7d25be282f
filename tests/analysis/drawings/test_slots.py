"""The chart of a template: a table of what is filled into its slots."""

from __future__ import annotations

import pandas as pd

from analysis.drawings.slots import MOST_OCCURRENCES, slot_table


def rows_drawn(documents: int) -> int:
    frame = pd.DataFrame(
        {"1 数字": ["三"] * documents}, index=[f"第{n}篇" for n in range(documents)]
    )
    return len(slot_table(frame, template="召开{}次会议").lines)


def test_a_chart_of_slots_has_a_row_for_each_document_up_to_forty() -> None:
    assert MOST_OCCURRENCES == 40
    assert rows_drawn(3) == 1 + 3
    assert rows_drawn(40) == rows_drawn(60) == 1 + 40
