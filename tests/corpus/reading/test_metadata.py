"""Tables of metadata are read whatever they are written as."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from corpus.errors import SourceError
from corpus.reading.metadata import read_metadata

FRAME = pd.DataFrame({"文件": ["甲.txt", "乙.txt"], "年份": [2022, None], "镇": ["东", "西"]})


def test_csv_json_and_workbook_give_the_same_columns(tmp_path: Path) -> None:
    frame = FRAME.astype({"年份": "Int64"})
    frame.to_csv(tmp_path / "a.csv", index=False, encoding="gb18030")
    frame.to_excel(tmp_path / "a.xlsx", index=False)
    (tmp_path / "a.jsonl").write_text(
        frame.to_json(orient="records", lines=True, force_ascii=False), encoding="utf-8"
    )
    (tmp_path / "a.json").write_text(frame.to_json(orient="records"), encoding="utf-8")
    assert read_metadata(tmp_path / "a.xlsx")["年份"] == ["2022", None]
    for name in ("a.jsonl", "a.json"):
        found = read_metadata(tmp_path / name)
        assert found == {"文件": ["甲.txt", "乙.txt"], "年份": [2022, None], "镇": ["东", "西"]}
    assert read_metadata(tmp_path / "a.csv")["年份"] == ["2022", None]


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.csv", b""), ("a.xlsx", b"PK no workbook"), ("a.jsonl", b"{1}"), ("a.json", b"[1")],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_its_name(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(SourceError, match=name):
        read_metadata(tmp_path / name)
    with pytest.raises(SourceError, match="nowhere"):
        read_metadata(tmp_path / "nowhere.csv")
