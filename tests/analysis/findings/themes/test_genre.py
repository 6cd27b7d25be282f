"""Headings that name no subjects."""

from __future__ import annotations

import numpy as np
import pytest

import corpus
from analysis.findings.themes.finding import find_themes
from corpus.words.tokens import Tokenizer

MATTERS = {
    "劳动": "劳动者加班工资用人单位劳动合同仲裁委员会加班费考勤离职报酬试用期工时休息",
    "消费": "消费者商家退款网络店铺商品质量赔偿购买客服平台瑕疵发票广告宣传欺诈",
    "征收": "行政机关房屋征收补偿安置协议搬迁评估土地征收办公室交付街道规划拆除",
}
PARTS = {
    "基本案情": "原告起诉称双方发生争议请求判令被告承担责任",
    "裁判结果": "人民法院经审理判决驳回上诉维持原判判决已经生效",
    "典型意义": "本案明确了裁判规则对于规范秩序维护权益具有示范意义",
}


def cases(n: int = 24) -> corpus.Corpus:
    """Reports of cases: each of one matter, all with the same headings."""
    generator = np.random.default_rng(7)
    cut = Tokenizer()
    matters = [cut.tokenize(text).words for text in MATTERS.values()]
    texts = {}
    for number in range(n):
        lines = []
        for place, (heading, phrase) in enumerate(PARTS.items()):
            words = "，".join(generator.choice(matters[number % 3], size=24))
            lines.append(f"{'一二三'[place]}、{heading}\n{phrase}，{words}。")
        texts[f"{number:02d}"] = "\n".join(lines)
    return corpus.from_texts(texts)


def test_where_headings_are_parts_of_a_kind_of_text_documents_are_grouped() -> None:
    themes = find_themes(cases())
    assert [note.code for note in themes.notes] == ["themes-by-document"]
    assert themes.parameters["unit"] == "document"
    assert len(themes.themes) == 3
    assert not {theme.label for theme in themes.themes} & set(PARTS)
    assert {(int(a.unit) % 3, a.theme) for a in themes.assignments} == {
        (n, a.theme) for n, a in enumerate(themes.assignments[:3])
    }


def test_sections_are_grouped_where_sections_are_asked_for() -> None:
    themes = find_themes(cases(), unit="section")
    assert themes.parameters["unit"] == "section"
    assert len(themes.assignments) == 72


@pytest.mark.parametrize("n", [2, 8])
def test_headings_that_name_subjects_are_no_parts(n: int) -> None:
    generator = np.random.default_rng(3)
    words = [Tokenizer().tokenize(text).words for text in MATTERS.values()]
    texts = {}
    for row in range(n):
        said = ["，".join(generator.choice(mine, size=26)) for mine in words]
        texts[str(row)] = "\n".join(
            f"{'一二三'[place]}、{name}情况\n全镇{said[place]}。"
            for place, name in enumerate(MATTERS)
        )
    themes = find_themes(corpus.from_texts(texts))
    assert themes.parameters["unit"] == "section"
    assert "themes-by-document" not in [note.code for note in themes.notes]
