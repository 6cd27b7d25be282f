"""Our own results, told from the tables of others."""

from __future__ import annotations

import pytest

from corpus.reading.formats.own import is_own


@pytest.mark.parametrize(
    "header",
    [
        "id,text",
        "text",
        "document,text",
        "id,date_start,date_end,content",
        "编号,正文",
        "id,title,body",
        "group,characters,occurrences,text",
    ],
)
def test_a_table_of_somebody_else_is_no_result_of_ours(header: str) -> None:
    assert not is_own(f"\ufeff{header}\r\n甲,乙\r\n".encode())


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_table_is_recognised_with_and_without_a_mark(mark: str) -> None:
    header = "group,characters,occurrences,documents,families,boilerplate,members,text"
    assert is_own(f"{mark}{header}\r\n".encode())
    assert is_own(f"{mark}group,document,span_start,span_end,text\n".encode())
