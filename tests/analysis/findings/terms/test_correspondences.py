"""Groups × words as a map: what goes together stands together, and it is drawn and saved."""

from __future__ import annotations

from pathlib import Path

import pytest

import analysis
import corpus
from corpus.errors import SettingsError

TEXTS = {
    "甲": "水库水库河道清淤", "乙": "河道水库清淤", "丙": "学校学校教师课程",
    "丁": "教师学校课程河道", "戊": "企业企业税收", "己": "税收企业水库",
}  # fmt: skip
GROUPS = ["水利", "水利", "教育", "教育", "财政", "财政"]


def test_words_stand_by_the_group_that_uses_them(tmp_path: Path) -> None:
    c = corpus.from_texts(TEXTS)
    found = analysis.find_correspondence(c, GROUPS, least=1)
    table = found.table().set_index("name")
    assert found.groups == ("教育", "水利", "财政")
    assert sum(found.explained) == pytest.approx(1, abs=1e-5)
    for word, group in (("学校", "教育"), ("清淤", "水利"), ("税收", "财政")):
        away = {
            name: (table.loc[word, "x"] - table.loc[name, "x"]) ** 2
            + (table.loc[word, "y"] - table.loc[name, "y"]) ** 2
            for name in found.groups
        }
        assert min(away, key=away.__getitem__) == group, word
    assert table["contribution_x"][table["kind"] == "group"].sum() == pytest.approx(1, abs=1e-5)
    assert found.plot().save(tmp_path / "map.png").stat().st_size > 5_000
    assert found.save(tmp_path / "map.csv").read_text("utf-8-sig").startswith("kind,name,count")


def test_fewer_than_two_groups_are_no_map() -> None:
    c = corpus.from_texts(TEXTS)
    with pytest.raises(SettingsError, match="two groups"):
        analysis.find_correspondence(c, ["甲"] * 6, least=1)
